"""For whom a quote is, what it is about, when, and on which side its prices are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels
from offerdesigner.app.editors.price.parts import narrow, small_button
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.bound import BoundFields
from offerdesigner.app.editors.quotes.client_field import ClientField
from offerdesigner.app.editors.quotes.words import short_day
from offerdesigner.app.fields import ChoiceField, DateField, LineField, QuantityField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import at
from offerdesigner.model.base import new_id
from offerdesigner.model.clients import Client
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import valid_until
from offerdesigner.model.quotes import Quote
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_SIDES = ((TaxMode.TTC, _("TTC")), (TaxMode.HT, _("HT")))
_DAYS, _TWO_COLUMNS = 52, 500


class QuoteForm(QWidget):
    """Client, attention and purpose; date, validity and side."""

    client_asked = Signal(str)
    """Somebody wants to see the details of this client."""

    def __init__(self, page: Page, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = page.document
        self._quote: Quote | None = None
        self.fields = BoundFields(page)
        self.client = ClientField(self)
        self.client.new_wanted.connect(self._add_client)
        self.detail_button = small_button("edit", _("Les coordonnées du client"), self)
        self.detail_button.clicked.connect(self._ask_for_client)
        self.client.row.addWidget(self.detail_button)
        self.person = LineField(self)
        self._person = page.bind(self.person, "clients/-/contact/person", _("changer le contact d'un client"))
        self.purpose = LineField(self)
        self.dated = DateField(self)
        self.valid = QuantityField(self, whole=True, maximum=3660)
        narrow(self.valid, _DAYS)
        self.side = ChoiceField(self, choices=_SIDES)
        left, right = (Section("", mnemonics, self) for _side in range(2))
        for section in (left, right):
            section.column.takeAt(0)  # no heading: the head of the page is one
            section.column.setContentsMargins(0, 0, 0, 0)
        left.add_field(_("Client"), self.client)
        left.add_field(_("À l'attention de"), self.person)
        left.add_field(field_info(Quote, "purpose").title, self.purpose)
        right.add_field(field_info(Quote, "dated").title, self.dated)
        right.add_field(_("Valable"), self.valid)
        right.add_field(field_info(Quote, "tax").title, self.side)
        self._bind()
        align_labels((left,))
        align_labels((right,))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns((left,), (right,), self, one_below=_TWO_COLUMNS, shares=(3, 2)))

    def _bind(self) -> None:
        bind = self.fields.bind
        bind(self.client, "client", _("choisir le client d'un devis"))
        bind(self.purpose, "purpose", _("changer l'objet d'un devis"))
        bind(self.dated, "dated", _("changer la date d'un devis"))
        bind(self.valid, "valid_days", _("changer la validité d'un devis"))
        bind(self.side, "tax", _("changer le côté des prix d'un devis"))
        self.dated.control.setPlaceholderText(_("le jour de l'envoi"))

    def show_quote(self, project: Project, quote: Quote, today: date) -> None:
        """Show the words of a quote."""
        self._quote = quote
        self.client.show_clients(project.clients)
        self.fields.point_to(quote.id)
        sent_to = quote.content.client.name if quote.content is not None else ""
        self.client.say_where_empty(sent_to or _("Son nom : connu ou nouveau"))
        self._person.point_to(at("clients", quote.client or "-", "contact/person"))
        last = valid_until(quote)
        until = _("jours") if last is None else _("jours, au {day}").format(day=short_day(last, today))
        self.valid.set_unit(until)
        self.detail_button.setEnabled(quote.client is not None)

    def _add_client(self, name: str) -> None:
        if self._quote is not None:
            self._document.apply(edits.add_client(self._quote.id, Client(id=new_id(), name=name)), self)

    def _ask_for_client(self) -> None:
        client: Any = self._quote.client if self._quote is not None else None
        if client is not None:
            self.client_asked.emit(client)
