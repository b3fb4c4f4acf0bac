"""A price line in the other price lists: beside the standard price, what each list asks, and its own price."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.parts import FIGURE_WIDTH, clear, heading, muted, narrow, small_button
from offerdesigner.app.fields.line import LineEditField
from offerdesigner.app.models.grid_cells import typed_charge
from offerdesigner.app.models.grid_lists import list_name, rule_words
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import Charge
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import RateCard
from offerdesigner.model.price_lists import ListedCharge, PriceList, own_id, own_in, with_own, without_own
from offerdesigner.model.typed import read_charge
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.price_lists import rate_under
from offerdesigner.pricing.wording import counted, price
from offerdesigner.text import _, every, typeset


class ListedField(LineEditField):
    """What a list asks for a line: an amount, « sur devis », « gratuit »."""

    def __init__(self, price_list: Id, parent: QWidget) -> None:
        super().__init__(parent)
        self.control.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.price_list = price_list
        self._months: int | None = None
        self._metric: Metric | None = None

    def read_like(self, months: int | None, metric: Metric | None) -> None:
        """Take what is typed for the price of so many `months`, of one unit of `metric`."""
        self._months, self._metric = months, metric

    def _display(self, value: Charge) -> None:
        self.control.setText(typed_charge(value, self._metric))

    def _read(self) -> Any:
        return read_charge(self.value, self.control.text(), self._months)


class ListedPrices(QWidget):
    """One row a price list: its price for the line, what it makes for the example, and the way back to its rule."""

    address_focused = Signal(str)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._rate: Address = ""
        self._built: tuple[Id, ...] = ()
        self.fields: dict[Id, ListedField] = {}
        self.givers_back: dict[Id, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(3, 1)

    def show_rate(self, address: Address, metric: Metric | None, quantity: Decimal) -> None:
        """Show the line at `address` in each list; `quantity` is the example."""
        lists = self._document.project.price_lists
        self.setVisible(bool(lists))
        names = tuple(price_list.id for price_list in lists)
        if names != self._built:
            self._build(lists)
        if address != self._rate:
            for field in self.fields.values():
                field.forget()
        self._rate = address
        rate: RateCard = addresses.get(self._document.project, address)
        for price_list in lists:
            self._show(price_list, rate, metric, quantity)

    def _build(self, lists: tuple[PriceList, ...]) -> None:
        clear(self._grid)
        self.fields, self.givers_back, self._words = {}, {}, {}
        self._built = tuple(price_list.id for price_list in lists)
        self._grid.addWidget(heading(_("Dans les autres grilles"), self), 0, 0, 1, 4)
        for row, price_list in enumerate(lists, start=1):
            wanted = price_list.id
            name, words = muted("", self, wrap=False), muted("", self)
            field = self.fields[wanted] = ListedField(wanted, self)
            narrow(field, FIGURE_WIDTH)
            field.committed.connect(self._take)
            field.focused.connect(self._tell_focus)
            back = self.givers_back[wanted] = small_button("undo", _("Suivre la réduction de la grille"), self)
            back.setProperty("price_list", wanted)
            back.clicked.connect(self._give_back)
            self._words[wanted] = (name, words)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignRight)
            for column, widget in enumerate((field, back, words), start=1):
                self._grid.addWidget(widget, row, column)

    def _show(self, price_list: PriceList, rate: RateCard, metric: Metric | None, quantity: Decimal) -> None:
        wanted, there = price_list.id, rate_under(rate, price_list)
        name, words = self._words[wanted]
        name.setText(typeset(list_name(price_list)))
        name.setToolTip(plain_tooltip(price_list.condition))
        field = self.fields[wanted]
        field.read_like(rate.period_months, metric)
        field.control.setAccessibleName(_("Prix dans « {list} »").format(list=list_name(price_list)))
        field.show(there.charge)
        is_own = own_in(rate.listed, wanted) is not None
        self.givers_back[wanted].setVisible(is_own)
        asked = price(quote(there.charge, quantity).amount)
        said = _("prix propre à la grille") if is_own else rule_words(price_list)
        if metric is not None:
            said = _("{rule} : {price} pour {quantity}").format(
                rule=said, price=asked, quantity=counted(quantity, metric)
            )
        words.setText(typeset(f"{said} {every(rate.period_months)}" if metric is not None else said))

    def _take(self, charge: Charge) -> None:
        field = self.sender()
        assert isinstance(field, ListedField)
        rate: RateCard = addresses.get(self._document.project, self._rate)
        own = ListedCharge(id=field.price_list, price_list=field.price_list, charge=charge)
        edit = set_value(at(self._rate, "listed"), with_own(rate.listed, own), _("prix dans une grille"))
        self._document.apply(edit, field)

    def _give_back(self) -> None:
        rate: RateCard = addresses.get(self._document.project, self._rate)
        kept = without_own(rate.listed, self.sender().property("price_list"))
        self._document.apply(set_value(at(self._rate, "listed"), kept, _("suivre la grille")), self)

    def _tell_focus(self) -> None:
        field = self.sender()
        assert isinstance(field, ListedField)
        rate: RateCard = addresses.get(self._document.project, self._rate)
        self.address_focused.emit(at(self._rate, "listed", own_id(rate.listed, field.price_list)))

    def go_to(self, address: Address) -> QWidget | None:
        """Return the field of the own price at `address`, if one of a list stands there."""
        rate: RateCard = addresses.get(self._document.project, self._rate)
        inside = address.removeprefix(at(self._rate, "listed")).strip("/").partition("/")[0]
        wanted = next((item.price_list for item in rate.listed if item.id == inside), inside)
        return self.fields.get(wanted)
