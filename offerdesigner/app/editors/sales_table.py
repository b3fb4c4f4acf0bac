"""The expected sales, wherever they are typed: the table, and the menu of the options that go with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.catalogues import Catalogue
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.sharing import edits
from offerdesigner.app.editors.sharing.catalogues import sales
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.model.base import Id
from offerdesigner.model.sharing import Sale
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document


class SalesTable(CatalogueTable):
    """So many clients on one offer, for one commitment, in one price list, a row each."""

    def __init__(
        self, document: Document, parent: QWidget | None = None, *, catalogue: Catalogue | None = None
    ) -> None:
        """`catalogue` has other columns and other words than those of the sharing."""
        catalogue = catalogue or sales(document)
        super().__init__(document, catalogue.holder, catalogue.columns, catalogue.words, catalogue.new_row, parent)
        self.options_button = self.add_action(_("Options…"), self._choose_options)

    def _choose_options(self) -> None:
        sale = self.current()
        if not isinstance(sale, Sale):
            return
        menu = Menu(self)
        for option in self._document.project.options:
            chosen = option.id in sale.options
            menu.tick(option.name or _("Option sans nom"), chosen, self._toggle_option, sale.id, option.id)
        if menu.isEmpty():
            menu.offer(_("Aucune option dans ce projet"), menu.close, enabled=False)
        menu.open_at(self.options_button.mapToGlobal(self.options_button.rect().bottomLeft()))

    def _toggle_option(self, sale: Id, option: Id) -> None:
        self._document.apply(edits.toggle_option(self._document.project, sale, option), self)
