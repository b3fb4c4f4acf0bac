"""The tab « Clients »: a table, and the details of the one under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels, scroll_column
from offerdesigner.app.editors.price.parts import ElidedLabel, narrow
from offerdesigner.app.editors.quotes import catalogues
from offerdesigner.app.editors.quotes.clients_import import ClientsImport
from offerdesigner.app.editors.structure.edits import about_identifier
from offerdesigner.app.fields import Binding, Field, LineField, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import at
from offerdesigner.model.clients import Client
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.editors.catalogue_page import CataloguePage
    from offerdesigner.app.live import Live

_COUNT = 80
_CONTACT = {
    "person": _("changer le contact d'un client"),
    "street": _("changer la rue d'un client"),
    "postcode": _("changer le code postal d'un client"),
    "town": _("changer la ville d'un client"),
    "phone": _("changer le téléphone d'un client"),
    "email": _("changer le courriel d'un client"),
}
_SIZES = {
    "people": _("changer le nombre de personnes d'un client"),
    "volunteers": _("changer le nombre de bénévoles d'un client"),
    "members": _("changer le nombre d'adhérents d'un client"),
}


class ClientsTab(QWidget):
    """Everybody a quote was made for, or may be."""

    def __init__(self, page: CataloguePage, live: Live | None = None) -> None:
        super().__init__(page)
        self._page = page
        self._mnemonics = Mnemonics()
        self._bindings: list[tuple[Binding, str]] = []
        self.table = page.add_table(catalogues.clients())
        self.table.current_changed.connect(self.show_client)
        self.importing = ClientsImport(page.document, live, self)
        self.about = ElidedLabel(self)
        left, right = [self._contact()], [self._identity(), self._size()]
        align_labels(left)
        align_labels(right)
        self.detail = QWidget(self)
        column = QVBoxLayout(self.detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(Columns(left, right, self.detail))
        scroll_column(self, (self.table, self.importing, self.detail))
        self.show_client()

    def _add(self, section: Section, model: type[BaseModel], path: str, field: Field, label: str) -> None:
        section.add_field(field_info(model, path.rpartition("/")[2]).title, field)
        binding = self._page.bind(field, at("clients/-", path), label)
        self._bindings.append((binding, path))

    def _contact(self) -> Section:
        section = Section(_("Contact"), self._mnemonics, self)
        for name, label in _CONTACT.items():
            self._add(section, Contact, f"contact/{name}", LineField(), label)
        capacity = LineField(placeholder=field_info(Client, "capacity").help)
        section.form.insertRow(1, field_info(Client, "capacity").title, capacity)
        capacity.control.setAccessibleName(field_info(Client, "capacity").title)
        binding = self._page.bind(capacity, "clients/-/capacity", _("changer la qualité de qui signe"))
        self._bindings.append((binding, "capacity"))
        return section

    def _identity(self) -> Section:
        section = Section(_("Identité"), self._mnemonics, self)
        for name in ("rna", "siren", "siret"):
            info = field_info(Identifiers, name)
            field = LineField(placeholder=info.help, advise=partial(about_identifier, name))
            label = _("changer le numéro {name} d'un client").format(name=info.title)
            self._add(section, Identifiers, f"identifiers/{name}", field, label)
        return section

    def _size(self) -> Section:
        section = Section(_("Taille et notes"), self._mnemonics, self)
        for name, label in _SIZES.items():
            field = QuantityField(whole=True, optional=True, maximum=10_000_000)
            self._add(section, Client, name, field, label)
            narrow(field, _COUNT)
        note = TextField(lines=3, hint=field_info(Client, "notes").help)
        self._add(section, Client, "notes", note, _("changer les notes sur un client"))
        return section

    def show_client(self) -> None:
        """Show the details of the client under the cursor."""
        held = self.table.current()
        clients = self._page.document.project.clients
        client = next((one for one in clients if held is not None and one.id == held.id), None)
        self.detail.setVisible(client is not None)
        for binding, path in self._bindings:
            binding.point_to(at("clients", client.id if client is not None else "-", path))
        name = client.name if client is not None else ""
        self.about.say(typeset(_("Détails de « {name} »").format(name=name)))

    def go_to(self, address: str) -> bool:
        """Put the cursor on a client, or on one of its fields. False when it is not there."""
        if not self.table.model.rowCount() or not self.table.go_to(address):
            return address == "clients"
        self.show_client()
        return True
