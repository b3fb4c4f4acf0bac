"""Texts of conditions: a table of their titles, and the text under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.catalogues import Catalogue
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.library import about, notice, proposals
from offerdesigner.app.fields import TextField
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.model.address import Address, at, exists, get
from offerdesigner.model.clients import Client
from offerdesigner.model.quotes import Clause
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change
    from offerdesigner.app.editors.catalogue_page import CataloguePage


class ClausesBox(QWidget):
    """The texts at an address: chosen from the library and from those kept, or written."""

    def __init__(self, page: CataloguePage, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = page.document
        self.client: Client | None = None
        """For whom the texts are."""
        self.choose_button = QPushButton(icons.icon("chevron-down", "muted"), _("Choisir un texte"), self)
        self.choose_button.clicked.connect(self._choose)
        self.table = page.add_table(catalogue)
        self.text = TextField(lines=3)
        self.text.control.setAccessibleName(_("Texte"))
        self._text = page.bind(self.text, at(catalogue.holder, "-", "text"), _("écrire un texte des conditions"))
        self.provenance = hint_label(notice(), self)
        self.table.current_changed.connect(self._show_text)
        page.document.changed.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.table, self.text, self.provenance):
            column.addWidget(widget)
        self._show_text()

    @property
    def holder(self) -> Address:
        """Where the texts stand."""
        return self.table.model.holder

    def point_to(self, holder: Address) -> None:
        """Show the texts of another quote."""
        self.table.point_to(holder)
        self._show_text()

    def current(self) -> Clause | None:
        """Return the text under the cursor, as the project has it."""
        held = self.table.current()
        address = at(self.holder, held.id) if held is not None else ""
        return get(self._document.project, address) if address and exists(self._document.project, address) else None

    def _follow(self, _change: Change) -> None:
        self._show_text()

    def _show_text(self) -> None:
        clause = self.current()
        self._text.point_to(at(self.holder, clause.id if clause is not None else "-", "text"))
        self.text.setVisible(clause is not None)
        self.provenance.setText((about(clause) if clause is not None else "") or notice())

    def _choose(self) -> None:
        """List the texts of the library that are for this client, and those kept for all quotes."""
        project = self._document.project
        held = {clause.title for clause in get(project, self.holder)}
        menu = Menu(self)
        own = project.quoting.clauses if self.holder != "quoting/clauses" else ()
        for clause in own:
            menu.offer(clause.title or _("Texte sans titre"), self._add, clause, enabled=clause.title not in held)
        if own:
            menu.addSeparator()
        for proposal in proposals():
            clause = proposal.clause
            if self.holder == "quoting/clauses" or proposal.suits(self.client):
                menu.offer(clause.title, self._add, clause, enabled=clause.title not in held)
        menu.open_at(self.choose_button.mapToGlobal(self.choose_button.rect().bottomLeft()))

    def _add(self, clause: Clause) -> None:
        edit = edits.add_clause(self.holder, clause)
        if self._document.apply(edit, self):
            self.table.go_to(edit.address)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
