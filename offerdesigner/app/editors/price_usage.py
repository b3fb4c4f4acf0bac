"""« Ce que paie ce client »: the price of the offer for a usage, line by line, as a quote would print it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price_example import Example
from offerdesigner.app.editors.price_parts import ElidedLabel, clear
from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.pricing.offers import OfferPrice, PricingError, price_offer
from offerdesigner.pricing.wording import price as priced
from offerdesigner.text import _, every, months, typeset


class _MetricField(QuantityField):
    """How much of one metric the client uses."""

    used = Signal(str, object)

    def __init__(self, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent, unit=metric.plural, maximum=1_000_000)
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
        self.term_field = ChoiceField(self)
        self.term_field.committed.connect(self.refresh)
        self._section = Section(_("Ce que paie ce client"), mnemonics, self)
        self._section.add_field(_("Engagement"), self.term_field)
        self._lines = QWidget(self)
        self._grid = QGridLayout(self._lines)
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
        column.addWidget(self._lines)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumHeight(90)

    @property
    def fields(self) -> dict[Id, _MetricField]:
        """The fields of the usage, by metric."""
        return self._fields

    @property
    def months(self) -> int:
        """How long this client commits to."""
        return self.term_field.value if isinstance(self.term_field.value, int) else 1

    def refresh(self, _asked: object = None) -> None:
        """Compute again and show."""
        offer = self._example.offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        lengths = [term.months for term in offer.terms] or [1]
        self.term_field.set_choices((length, months(length)) for length in lengths)
        if self.term_field.value not in lengths:
            self.term_field.show(lengths[0])
        self._sync_fields()
        try:
            price = price_offer(self._document.project, offer, self._example.usage, months=self.months)
        except PricingError as error:
            self._say(str(error))
            return
        self._show_price(price)

    def _sync_fields(self) -> None:
        metrics = self._example.metrics()
        if [metric.id for metric in metrics] != list(self._fields):
            self._rebuild(metrics)
        for metric in metrics:
            self._fields[metric.id].set_unit(metric.plural)
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

    def _say(self, sentence: str) -> None:
        clear(self._grid)
        label = QLabel(sentence, self._lines)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._grid.addWidget(label, 0, 0, 1, 2)

    def _show_price(self, price: OfferPrice) -> None:
        rows = [(line.label, _with_cadence(line.amount, line.period_months), line.detail, "") for line in price.lines]
        side = _("TTC") if self._document.project.structure.vat.rate else ""
        totals = [
            (_("Par mois, sans adhésion ni mise en service"), priced(price.monthly), _("Par mois {side}"), "total"),
            (_("Tout compris, la première année"), priced(price.first_year), _("La première année"), ""),
            (_("Tout compris, chaque année suivante"), priced(price.next_year), _("Ensuite, chaque année"), ""),
        ]
        rows += [(name.format(side=side).strip(), amount, detail, kind) for detail, amount, name, kind in totals]
        clear(self._grid)
        for place, (name, amount, detail, kind) in enumerate(rows):
            self._add(
                place, typeset(name), amount, typeset(detail), bold=kind == "total", total=place >= len(price.lines)
            )

    def _add(self, place: int, name: str, amount: str, detail: str, *, bold: bool, total: bool) -> None:
        left, right = ElidedLabel(self._lines), QLabel(amount, self._lines)
        left.say(name)
        left.setToolTip(f"{name} : {detail}" if detail else name)
        right.setTextFormat(Qt.TextFormat.PlainText)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left.setFont(theme.font(theme.HEADER, bold=bold))
        right.setFont(theme.font(theme.HEADER, bold=bold, figures=True))
        right.setAccessibleName(f"{name} : {amount}")
        if not total:
            left.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._grid.addWidget(left, place, 0)
        self._grid.addWidget(right, place, 1)


def _with_cadence(amount: Decimal | None, period_months: int | None) -> str:
    shown = priced(amount)
    if not amount:
        return shown
    return shown if period_months == 1 else f"{shown} {every(period_months)}"
