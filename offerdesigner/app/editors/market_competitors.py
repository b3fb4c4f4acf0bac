"""The tab « Concurrents » of « Marché »: what others sell, and where we stand among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.editors.catalogues import column
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.table import CatalogueTable, Words
from offerdesigner.model.market import Competitor
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document


class CompetitorsTab(Page):
    """Who they are, and what they sell."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        columns = (
            column(Competitor, "name", _("renommer un concurrent"), stretch=2),
            column(Competitor, "kind", _("changer la nature d'un concurrent"), stretch=2),
            column(Competitor, "website", _("changer le site d'un concurrent"), stretch=2),
            column(Competitor, "offer", _("changer l'offre comparée"), stretch=2),
        )
        words = Words(
            title=_("Concurrents"),
            empty=typeset(_("Ajoutez un premier concurrent : trois prix suffisent.")),
            add=_("Ajouter un concurrent"),
            added=_("ajouter un concurrent"),
            removed=_("retirer le concurrent « {name} »"),
            duplicated=_("dupliquer un concurrent"),
            moved=_("déplacer un concurrent"),
        )
        self.table = CatalogueTable(document, "competitors", columns, words, Competitor, self)
        self.table.address_focused.connect(self.address_focused)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def first_address(self) -> str:
        """Begin on the table."""
        return "competitors"

    def go_to(self, address: str) -> bool:
        """Show and focus the cell of `address`. False when it is not on this tab."""
        if not self.table.go_to(address):
            return False
        self.table.take_keyboard()
        return True
