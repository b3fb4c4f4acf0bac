"""How the prices of a copied range follow those of its model: the rule, and each price before and after."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app.editors.price.cells import Cell, CellsModel, Row
from offerdesigner.app.editors.price.table import CellsView
from offerdesigner.app.fields import AmountField, ChoiceField, Field
from offerdesigner.app.fields.amount import NumberField
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.models.price_names import price_name
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.price_rule import PriceChange, PriceRule, Rounding, changes
from offerdesigner.text import MINUS, _, money, number, typeset

_LARGEST_FACTOR = 100
_LARGEST_AMOUNT = 10_000


def _roundings() -> list[tuple[Rounding, str]]:
    return [
        (Rounding.NONE, _("ne pas arrondir")),
        (Rounding.CENT, _("au centime")),
        (Rounding.TENTH, _("à 0,10 €")),
        (Rounding.HALF, _("à 0,50 €")),
        (Rounding.EURO, _("à l'euro")),
        (Rounding.NINETY, _("finir par ,90")),
    ]


def _gap(change: PriceChange) -> str:
    """Say by how much a price changes: « + 20 % », « − 5 % »."""
    percent = ((change.after / change.before - 1) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    if change.after == change.before:
        return _("inchangé")
    sign = "+" if change.after > change.before else MINUS
    return _("{sign} {n} %").format(sign=sign, n=number(abs(percent)))


class PricesPanel(QWidget):
    """The fields of a rule, over the table of what it changes in the offers of one range."""

    rule_changed = Signal()

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._range: Id = ""
        self.factor = NumberField(self, decimals=4, minimum=Decimal("0.01"), maximum=_LARGEST_FACTOR)
        self.amount = AmountField(self, minimum=-_LARGEST_AMOUNT, maximum=_LARGEST_AMOUNT)
        self.rounding = ChoiceField(self, choices=_roundings())
        self.fields: tuple[Field, ...] = (self.factor, self.amount, self.rounding)
        for field, value in zip(self.fields, (Decimal(1), Decimal(0), Rounding.NONE), strict=True):
            field.show(value)
            field.committed.connect(self._refresh)
        self.table = CellsModel(self._refuse, self)
        self.table.set_headers(
            [typeset(title) for title in (_("Offre"), _("Prix"), _("Avant"), _("Après"), _("Écart"))]
        )
        self.view = CellsView(self.table, _("Prix avant et après"), self)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        across = QHBoxLayout()
        across.setSpacing(8)
        words = (_("&Multiplier par"), _("puis a&jouter, par mois"), _("et a&rrondir"))
        for text, field, share in zip(words, self.fields, (2, 3, 4), strict=True):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            label = QLabel(text, self)
            label.setBuddy(field.control)
            field.control.setAccessibleName(text.replace("&", ""))
            cell.addWidget(label)
            cell.addWidget(field)
            cell.addStretch(1)
            across.addLayout(cell, share)
        column.addLayout(across)
        column.addWidget(
            hint_label(
                _(
                    "Ce qui s'ajoute va au prix principal et à ses durées ; le reste est seulement multiplié. "
                    "« Gratuit » et « sur devis » ne changent pas ; moins de 1 € ne s'arrondit pas."
                ),
                self,
            )
        )
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(area)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)
        inside.addStretch(1)
        area.setWidget(holder)
        column.addWidget(area, 1)

    @property
    def rule(self) -> PriceRule:
        """The rule that is shown."""
        return PriceRule(self.factor.value, self.amount.value, self.rounding.value)

    @property
    def refused(self) -> Field | None:
        """The field where what is typed cannot be a number, if there is one."""
        return next((field for field in self.fields if field.refusal), None)

    def show_range(self, range_id: Id) -> None:
        """Show the prices of another range."""
        self._range = range_id
        self._refresh()

    def _refresh(self, _value: object = None) -> None:
        rule, offers = self.rule, self._project.offers_of(self._range)
        rows = [
            self._row(offer, place, change) for offer in offers for place, change in enumerate(changes(offer, rule))
        ]
        self.table.sync(rows)
        self.rule_changed.emit()

    def _row(self, offer: Offer, place: int, change: PriceChange) -> Row:
        cells = (
            Cell(typeset(offer.name or _("Offre sans nom"))),
            Cell(typeset(price_name(self._project, offer, change.place))),
            Cell(money(change.before), right=True, muted=True),
            Cell(money(change.after) if change.after else _("gratuit"), right=True),
            Cell(typeset(_gap(change)), muted=True),
        )
        return Row(f"{offer.id}/{place}", cells, removable=False)

    def _refuse(self, _row: str, _column: int, _typed: Any, _live: bool) -> bool:
        """Nothing is typed in this table."""
        return False
