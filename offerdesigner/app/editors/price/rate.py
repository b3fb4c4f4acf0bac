"""One price line: how it is computed, in plain words and with its figures, and what it applies to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.charge import ChargeChooser, Memory
from offerdesigner.app.editors.price.example import Example
from offerdesigner.app.editors.price.figures import PARAMETERS, ParametersForm
from offerdesigner.app.editors.price.findings import FindingFrames
from offerdesigner.app.editors.price.fixed import SIDES
from offerdesigner.app.editors.price.listed import ListedPrices
from offerdesigner.app.editors.price.parts import FIGURE_WIDTH, Attempts, RefusalLabel, heading, muted, narrow
from offerdesigner.app.editors.price.period import PeriodField
from offerdesigner.app.editors.price.provider import ProviderRow
from offerdesigner.app.editors.price.sides import EntrySide, OtherSide, View
from offerdesigner.app.editors.price.tiers import TiersTable
from offerdesigner.app.fields import (
    AmountField,
    Binding,
    CheckField,
    ChoiceField,
    Field,
    LineField,
    QuantityField,
    bind,
)
from offerdesigner.app.text_size import scaled
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import GraduatedPrice, StairstepPrice, VolumePrice
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.lines import within_limits
from offerdesigner.pricing.usage import UNLIMITED
from offerdesigner.pricing.wording import counted, example, worked
from offerdesigner.text import _, every, number, of, typeset

_TIERED = (GraduatedPrice, VolumePrice, StairstepPrice)


class IdentityForm(QWidget):
    """What a line is called, what it is counted in, for how long it pays, and on which side it is entered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = LineField(self)
        self.counted_in = ChoiceField(self)
        self.period = PeriodField(self)
        self.tax = ChoiceField(self, choices=SIDES)
        self.beyond = CheckField(typeset(_("Seulement au-delà de ce qui est compris")), self)
        self.note = muted("", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        self._place(grid, _("Nom"), self.name, 0, 0)
        self._place(grid, _("Saisi"), self.tax, 0, 2)
        self._place(grid, _("Compté en"), self.counted_in, 1, 0)
        self._place(grid, _("Pour"), self.period, 1, 2)
        grid.addWidget(self.beyond, 2, 1, 1, 3)
        for field in (self.counted_in, self.period, self.tax):
            field.control.setMinimumContentsLength(5)
        grid.addWidget(self.note, 3, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _place(self, grid: QGridLayout, title: str, field: Field, row: int, column: int) -> None:
        label = QLabel(title, self)
        label.setBuddy(field.control)
        field.control.setAccessibleName(title)
        grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, row, column + 1)

    def say(self, sentence: str) -> None:
        """Show a remark under the form, or nothing."""
        self.note.setText(typeset(sentence))
        self.note.setVisible(bool(sentence))


class ExampleHead(QWidget):
    """« Comment ce prix se calcule-t-il ? », and the quantity that the worked results are for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = heading(_("Comment ce prix se calcule-t-il ?"), self)
        self.quantity = QuantityField(self, maximum=1_000_000)
        self.quantity.control.setAccessibleName(_("Exemple pour"))
        self.quantity.control.setFixedWidth(scaled(64))
        self._words = muted("", self, wrap=False)
        self._example = QWidget(self)
        row = QHBoxLayout(self._example)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(muted(_("Exemple pour"), self._example, wrap=False))
        row.addWidget(self.quantity)
        row.addWidget(self._words)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._example, 0, 1)

    def show_quantity(self, quantity: Decimal, included: Decimal, metric: Metric | None) -> None:
        """Show the quantity charged, and what it makes in all; nothing where nothing is counted."""
        self._example.setVisible(metric is not None)
        if metric is None:
            return
        self.quantity.show(quantity)
        said = metric.unit(quantity)
        if included:
            said = _("{unit} en plus ({total} en tout)").format(unit=said, total=number(quantity + included))
        self._words.setText(typeset(said))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for the wider of the two parts: they go one under the other where there is little room."""
        return QSize(self._example.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the example beside the title, or under it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._title.sizeHint().width() + self._example.sizeHint().width() + 12 <= self.width()
        row, column = (0, 1) if beside else (1, 0)
        if self._grid.itemAtPosition(row, column) is None:
            self._grid.removeWidget(self._example)
            self._grid.addWidget(self._example, row, column, Qt.AlignmentFlag.AlignLeft)


class RatePage(QWidget):
    """The editor of one price line."""

    address_focused = Signal(str)

    def __init__(self, document: Document, example: Example, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._example = example
        self._memory = Memory()
        self._rate: Address = ""
        self._shown = TaxMode.TTC
        self.findings = FindingFrames(document, self)
        self.identity = IdentityForm(self)
        self.provider = ProviderRow(document, self)
        self.entry_side = EntrySide(document, _("prix saisi TTC ou HT"), self)
        self.head = ExampleHead(self)
        self.chooser = ChargeChooser(self)
        self._attempts = Attempts(document, self)
        self.refusal = RefusalLabel(self)
        self.sentence = QLabel(self)
        self.tiers = TiersTable(document, self)
        self.figures = {kind: ParametersForm(document, kind, mnemonics, self) for kind in PARAMETERS}
        self.listed = ListedPrices(document, self)
        self.minimum = AmountField(self, optional=True, placeholder=_("aucun"))
        self.maximum = AmountField(self, optional=True, placeholder=_("aucun"))
        self._beside = {"minimum_amount": OtherSide(self.minimum), "maximum_amount": OtherSide(self.maximum)}
        self.follows = CheckField(typeset(_("Suit les remises des échéances")), self)
        self._bindings = self._bind()
        self._lay_out(mnemonics)
        self.head.quantity.committed.connect(self._take_quantity)
        self.chooser.kind_chosen.connect(self._choose)
        self._attempts.told.connect(self.refusal.say)
        for part in (self.tiers, self.listed):
            part.address_focused.connect(self.address_focused)
        example.changed.connect(self._show_results)

    def _bind(self) -> dict[str, Binding]:
        bound: dict[str, tuple[Field, str]] = {
            "name": (self.identity.name, _("nom de la ligne de prix")),
            "metric": (self.identity.counted_in, _("ce que compte la ligne de prix")),
            "period_months": (self.identity.period, _("durée que couvre le prix")),
            "beyond_included": (self.identity.beyond, _("au-delà de ce qui est compris")),
            "minimum_amount": (self.minimum, _("minimum de la ligne de prix")),
            "maximum_amount": (self.maximum, _("plafond de la ligne de prix")),
            "provider": (self.provider.field, _("changer qui encaisse une ligne de prix")),
            "follows_terms": (self.follows, _("suivre les remises des échéances")),
        }
        made = {
            name: bind(self._document, field, at("offers", "-", name), label) for name, (field, label) in bound.items()
        }
        made["tax"] = bind(self._document, self.identity.tax, at("offers", "-", "tax"), "", edit=self.entry_side.edit)
        for binding in (*made.values(), *(b for form in self.figures.values() for b in form.bindings.values())):
            binding.entered.connect(self.address_focused)
        return made

    def _lay_out(self, mnemonics: Mnemonics) -> None:
        said = QHBoxLayout()
        said.setSpacing(5)
        said.addWidget(heading(_("En une phrase :"), self), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.sentence, 1)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        limits = Section(_("Limites de la ligne"), mnemonics, self)
        for field in (self.minimum, self.maximum):
            narrow(field, FIGURE_WIDTH)
        limits.add_field(_("Au moins"), self.minimum)
        limits.add_field(_("Au plus"), self.maximum)
        limits.add_alone(self.follows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.identity)
        column.addWidget(self.provider)
        column.addWidget(self.entry_side)
        column.addWidget(self.head)
        column.addWidget(self.chooser)
        column.addWidget(self.refusal)
        column.addLayout(said)
        column.addWidget(self.findings)
        column.addWidget(self.tiers)
        for form in self.figures.values():
            column.addWidget(form)
        column.addWidget(self.listed)
        column.addWidget(limits)
        column.addStretch(1)

    @property
    def rate(self) -> RateCard:
        """The price line shown."""
        rate: RateCard = addresses.get(self._document.project, self._rate)
        return rate

    @property
    def counted_in(self) -> Metric | None:
        """What it is counted in."""
        return next((m for m in self._document.project.metrics if m.id == self.rate.metric), None)

    @property
    def _view(self) -> View:
        return View(self.rate.tax, self._shown, self._document.project.structure.vat)

    def show_rate(self, address: Address, findings: Sequence[Finding], shown: TaxMode) -> None:
        """Show the price line at `address` with what the checks say of it; results are on the side `shown`."""
        moved = address != self._rate
        self._rate, self._shown = address, shown
        self.entry_side.show_line(address)
        self._offer_metrics()
        for name, binding in self._bindings.items():
            binding.point_to(at(address, name))
            binding.mark(findings)
        if moved:
            self.refusal.say("")
            self._example.suit(self.rate)
        inside = [finding for finding in findings if contains(address, finding.address)]
        self.findings.show_findings(inside)
        charge, metric, view = self.rate.charge, self.counted_in, self._view
        self._memory.keep(address, charge)
        for kind, form in self.figures.items():
            form.setVisible(kind == charge.kind)
            if kind == charge.kind:
                form.show_rate(address, metric, findings, view)
        self.tiers.setVisible(isinstance(charge, _TIERED))
        if isinstance(charge, _TIERED):
            self.tiers.show_rate(address, metric, findings, view)
        for name, beside in self._beside.items():
            beside.say(view.beside(getattr(self.rate, name)))
        self._show_results()

    def _offer_metrics(self) -> None:
        names = [(metric.id, metric.name) for metric in self._document.project.metrics]
        self.identity.counted_in.set_choices([(None, typeset(_("rien : un forfait"))), *names])

    def _show_results(self) -> None:
        if not addresses.exists(self._document.project, self._rate):
            return
        rate, metric = self.rate, self.counted_in
        quantity = self._example.charged(rate)
        included = self._example.allowance(rate)
        self.head.show_quantity(quantity, Decimal(0) if included == UNLIMITED else included, metric)
        self.identity.say(self._remark(rate, metric, included))
        self.chooser.show_charge(self._rate, rate, metric, quantity, self._memory)
        is_ours = not self._rate.startswith("competitors/")
        self.provider.setVisible(is_ours and self.provider.field.is_needed)
        self.listed.show_rate(self._rate, metric, quantity)
        self.listed.setVisible(is_ours and bool(self.listed.fields))
        said = self._worked_sentence(rate, metric, quantity, included)
        self.sentence.setText(typeset(_("« {sentence} »").format(sentence=said)))

    def _worked_sentence(self, rate: RateCard, metric: Metric | None, quantity: Decimal, included: Decimal) -> str:
        """Say what the line comes to, as the quote does, and on the other side too where that one shows."""
        found = quote(rate.charge, quantity)
        due, limit = within_limits(rate, found.amount)
        if metric is not None and 0 < included < UNLIMITED and not quantity and due == 0:
            within = counted(included, metric)
            return _("{quantity} compris : rien de plus n'est dû").format(quantity=within)
        said = example(rate.charge, found, metric, rate.period_months, limit)
        if metric is None and found.amount is not None:
            said = f"{worked(rate.charge, found, None)}{limit} {every(rate.period_months)}"
        if also := self._view.beside(due):
            said = _("{said} {entered}, soit {also}").format(said=said, entered=rate.tax.upper(), also=also)
        return said

    def _remark(self, rate: RateCard, metric: Metric | None, included: Decimal) -> str:
        if metric is None and rate.charge.kind not in ("flat", "free", "on_quote"):
            return _("Rien n'est compté : choisissez « Compté en » pour que ce prix suive une quantité.")
        if included == UNLIMITED:
            return _("L'offre en comprend sans limite : cette ligne n'est jamais due.")
        if metric is not None and rate.beyond_included and not included:
            return _("L'offre ne dit pas combien {of_unit} elle comprend.").format(of_unit=of(metric.plural))
        return ""

    def _take_quantity(self, quantity: Decimal) -> None:
        self._example.put_charged(self.rate, quantity)

    def _choose(self, kind: str) -> None:
        rate = self.rate
        like = self._example.charged(rate) or Decimal(1)
        charge = self._memory.recall(self._rate, kind, rate.charge, like)
        if not self._attempts.make(set_value(at(self._rate, "charge"), charge, _("mode de calcul"))):
            self._show_results()

    def go_to(self, address: Address) -> QWidget:
        """Focus what stands at `address`, and return it so that it can be scrolled to."""
        inside = address.removeprefix(self._rate).strip("/").split("/")
        charge = self.rate.charge
        target: QWidget = self.chooser.rows[charge.kind].radio
        if inside[0] == "listed":
            target = self.listed.go_to(address) or target
        elif inside[0] in self._bindings:
            target = self._bindings[inside[0]].field
        elif len(inside) > 1 and inside[1] in ("tiers", "steps") and isinstance(charge, _TIERED):
            self.tiers.go_to(address)
            target = self.tiers.view
        elif len(inside) > 1 and charge.kind in self.figures:
            bound = self.figures[charge.kind].bindings.get(inside[1])
            target = bound.field if bound else target
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target
