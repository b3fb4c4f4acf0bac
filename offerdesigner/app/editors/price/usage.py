"""« Ce que paie ce client »: the price of the offer for a usage, line by line, as a quote would print it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.example import Example
from offerdesigner.app.editors.price.parts import ElidedLabel, RefusalLabel, muted
from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.app.fields.marks import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.offers import TaxMode
from offerdesigner.pricing.offers import LineKind, OfferPrice, PricingError, commitments, price_offer
from offerdesigner.pricing.wording import by_year_of_service
from offerdesigner.pricing.wording import price as priced
from offerdesigner.text import _, every, months, typeset


class _MetricField(QuantityField):
    """How much of one metric the client uses."""

    used = Signal(str, object)

    def __init__(self, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent, maximum=1_000_000)
        self._counted: Id = metric.id
        self.committed.connect(self._tell)

    def _tell(self, quantity: Decimal) -> None:
        self.used.emit(self._counted, quantity)


class UsageBox(QFrame):
    """A client's usage, editable, and what it pays."""

    def __init__(self, document: Document, example: Example, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._example = example
        self._fields: dict[Id, _MetricField] = {}
        self._side = TaxMode.TTC
        self.term_field = ChoiceField(self)
        self.term_field.control.setMinimumContentsLength(4)
        self.term_field.committed.connect(self.refresh)
        self._section = Section(_("Ce que paie ce client"), mnemonics, self)
        self._section.add_field(_("Engagement"), self.term_field)
        self._refusal = RefusalLabel(self)
        self._lines = QWidget(self)
        self._rows: list[_AmountRow] = []
        self._grid = QGridLayout(self._lines)
        self._note = muted("", self)
        self._lay_out()
        example.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(5)
        column.addWidget(self._section)
        column.addWidget(self._refusal)
        column.addWidget(self._lines)
        column.addWidget(self._note)
        column.addStretch(1)
        self._inner = inner
        inner.installEventFilter(self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumHeight(scaled(90))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take no more room than the lines need: the list above has a better use for it."""
        if watched is self._inner and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.setMaximumHeight(self._inner.sizeHint().height() + 2)
        return super().eventFilter(watched, event)

    @property
    def fields(self) -> dict[Id, _MetricField]:
        """The fields of the usage, by metric."""
        return self._fields

    @property
    def months(self) -> int:
        """How long this client commits to."""
        return self.term_field.value if isinstance(self.term_field.value, int) else 1

    def show_side(self, side: TaxMode) -> None:
        """Compute again and show amounts TTC, or HT."""
        self._side = side
        self.refresh()

    def refresh(self, _asked: object = None) -> None:
        """Compute again and show."""
        offer = self._example.offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        lengths = commitments(offer) or (1,)
        self.term_field.set_choices((length, months(length)) for length in lengths)
        if self.term_field.value not in lengths:
            self.term_field.show(lengths[0])
        self._sync_fields()
        try:
            usage = self._example.usage
            price = price_offer(self._document.project, offer, usage, months=self.months, tax=self._side)
        except PricingError as error:
            self._refusal.say(str(error))
            return
        self._refusal.say("")
        self._show_price(price)

    def _sync_fields(self) -> None:
        metrics = self._example.metrics()
        if [metric.id for metric in metrics] != list(self._fields):
            self._rebuild(metrics)
        for metric in metrics:
            self._fields[metric.id].show(self._example.quantity(metric.id))

    def _rebuild(self, metrics: tuple[Metric, ...]) -> None:
        for field in self._fields.values():
            self._section.form.removeRow(field)
        self._fields = {}
        for metric in metrics:
            field = _MetricField(metric, self._section)
            field.control.setAccessibleName(metric.name)
            field.used.connect(self._example.put)
            self._section.form.insertRow(len(self._fields), metric.name, field)
            self._fields[metric.id] = field

    def _show_price(self, price: OfferPrice) -> None:
        rows = [(line.label, _with_cadence(line.amount, line.period_months), line.detail) for line in price.lines]
        monthly = _("Par mois, {side}") if self._document.project.structure.vat.rate else _("Par mois")
        totals = (
            (monthly.format(side=self._side.upper()), price.monthly, _("sans adhésion ni mise en service")),
            (_("La première année"), price.first_year, _("tout compris")),
            (_("Ensuite, chaque année"), price.next_year, _("tout compris")),
        )
        rows += [(name, priced(amount), detail) for name, amount, detail in totals]
        while len(self._rows) < len(rows):
            self._rows.append(_AmountRow(self._grid, len(self._rows), self._lines))
        for place, row in enumerate(self._rows):
            row.show_amount(*rows[place] if place < len(rows) else ("", "", ""), total=place - len(price.lines))
        self._say_note(price)

    def _say_note(self, price: OfferPrice) -> None:
        """Say what one may not guess of the amounts: no tax in them, and which part of a long term they are."""
        notes = [by_year_of_service(price.term)]
        if self._document.project.structure.vat.rate and self._side == TaxMode.HT:
            apart = any(line.kind is LineKind.MEMBERSHIP for line in price.lines)
            notes.append(_("Montants HT ; pas de TVA sur l'adhésion.") if apart else _("Montants HT."))
        self._note.setText(typeset(" ".join(note for note in notes if note)))
        self._note.setVisible(any(notes))


class _AmountRow:
    """A line of the box: a name that gives way, and an amount."""

    def __init__(self, grid: QGridLayout, place: int, parent: QWidget) -> None:
        self._name, self._amount = ElidedLabel(parent), QLabel(parent)
        self._amount.setTextFormat(Qt.TextFormat.PlainText)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, place, 0)
        grid.addWidget(self._amount, place, 1)

    def show_amount(self, name: str, amount: str, detail: str, *, total: int) -> None:
        """Show an amount; `total` counts from 0 at the first total (negative: a line above it)."""
        name = typeset(name)
        self._name.say(name)
        self._name.setToolTip(plain_tooltip(typeset(f"{name} : {detail}")))
        self._amount.setText(amount)
        self._amount.setAccessibleName(f"{name} : {amount}, {detail}")
        self._name.setFont(theme.font(theme.HEADER, bold=total == 0))
        self._amount.setFont(theme.font(theme.HEADER, bold=total == 0, figures=True))
        muted = QPalette.ColorRole.PlaceholderText if total < 0 else QPalette.ColorRole.WindowText
        self._name.setForegroundRole(muted)
        for label in (self._name, self._amount):
            label.setVisible(bool(name))


def _with_cadence(amount: Decimal | None, period_months: int | None) -> str:
    shown = priced(amount)
    if not amount:
        return shown
    return shown if period_months == 1 else f"{shown} {every(period_months)}"
