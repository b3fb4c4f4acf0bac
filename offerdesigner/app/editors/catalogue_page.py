"""A page with tables of the objects of the project among its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from offerdesigner.app.editors.catalogues import Catalogue
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.model.finding import Finding

T = TypeVar("T", bound=CatalogueTable)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from offerdesigner.app.document import Document


class CataloguePage(Page):
    """Its `tables` tell where the cursor is, and show the findings in their cells."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.tables: list[CatalogueTable] = []

    def add_table(self, catalogue: Catalogue) -> CatalogueTable:
        """Return a new table of `catalogue`, among those of the page."""
        return self.take_table(
            CatalogueTable(self.document, catalogue.holder, catalogue.columns, catalogue.words, catalogue.new_row, self)
        )

    def take_table(self, table: T) -> T:
        """Count a table among those of the page, and return it."""
        table.address_focused.connect(self.address_focused)
        self.tables.append(table)
        return table

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark fields and cells with the findings about them."""
        super().show_findings(findings)
        for table in self.tables:
            table.model.show_findings(findings)
