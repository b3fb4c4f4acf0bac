"""« Fiche de décision »: what the board of the client reads, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.parts import narrow
from offerdesigner.app.editors.quotes.bound import BoundFields
from offerdesigner.app.fields import AmountField, DateField, Field, LineField, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import at
from offerdesigner.model.quotes import BoardSheet, Quote
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_FIGURE = 110


class BoardForm(QWidget):
    """The fields of the sheet; figures come from the quote."""

    def __init__(self, page: Page, mnemonics: Mnemonics) -> None:
        super().__init__(page)
        self.fields = BoundFields(page)
        section = Section("", mnemonics, self)
        section.column.takeAt(0)
        label = _("changer la fiche de décision")
        for name, field in self._made():
            section.add_field(field_info(BoardSheet, name).title, field)
            self.fields.bind(field, at("board", name), label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)

    def _made(self) -> list[tuple[str, Field]]:
        """Return the fields, in the order of the sheet."""
        question = LineField(self, placeholder=_("Prenons-nous cette offre pour un an ?"))
        members = QuantityField(self, whole=True, optional=True, maximum=10_000_000)
        amounts = [AmountField(self, optional=True) for _amount in range(2)]
        decided = DateField(self)
        for field in (members, *amounts, decided):
            narrow(field, _FIGURE)
        return [
            ("question", question),
            ("need", self._text(_("Comme le client l'a dit : travailler à plusieurs, ne plus perdre de fichiers…"))),
            ("excluded", self._text("")),
            ("helper", self._text("")),
            ("data_place", self._text("")),
            ("values", self._text("")),
            ("today", self._text(_("Ce qui se passe si rien ne change : ce que cela coûte, ce qui manque."))),
            ("today_first", amounts[0]),
            ("today_yearly", amounts[1]),
            ("members", members),
            ("decision_on", decided),
        ]

    def _text(self, hint: str) -> TextField:
        field = TextField(self, lines=2)
        field.control.setPlaceholderText(hint)
        return field

    def show_quote(self, quote: Quote) -> None:
        """Show what is said of a quote to the board."""
        self.fields.point_to(quote.id)
