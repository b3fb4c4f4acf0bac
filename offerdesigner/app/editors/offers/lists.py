"""The price lists of a project (solidarity, members): named, reduced and ordered under the bar of the ranges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.catalogues import price_lists
from offerdesigner.app.editors.price.parts import muted
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.model.address import Address
from offerdesigner.model.finding import Finding
from offerdesigner.text import _


class PriceListsPanel(QFrame):
    """The table of the price lists, and what they do."""

    address_focused = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lists = price_lists()
        self.table = CatalogueTable(document, lists.holder, lists.columns, lists.words, lists.new_row, self)
        self.table.address_focused.connect(self.address_focused)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(5)
        said = _("D'autres prix pour les mêmes offres : la réduction vaut partout où la grille n'a pas de prix à elle.")
        column.addWidget(muted(said, self))
        column.addWidget(self.table)

    def go_to(self, address: Address) -> bool:
        """Put the cursor in the cell for `address`, or in the table."""
        found = self.table.go_to(address)
        self.table.take_keyboard()
        return found

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the cells with the findings about them."""
        self.table.model.show_findings(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape folds the lists away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
