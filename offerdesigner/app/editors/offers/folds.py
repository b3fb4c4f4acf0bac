"""What unfolds under the bar of the ranges, one at a time: the words of the sheet, and the price lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.offers.bar import OfferBar
from offerdesigner.app.editors.offers.ranges import RangeHeader
from offerdesigner.model.address import Address
from offerdesigner.model.base import Id
from offerdesigner.model.finding import Finding

if TYPE_CHECKING:
    from offerdesigner.app.editors.offers.lists import PriceListsPanel


class Folds(QWidget):
    """The panels, opened by their buttons, and closed by them or by Escape."""

    address_focused = Signal(str)
    closed = Signal()
    """The keyboard goes back to the grid."""

    def __init__(self, document: Document, bar: OfferBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._bar = bar
        self._findings: Sequence[Finding] = ()
        self._lists: PriceListsPanel | None = None
        self.header = RangeHeader(document, self)
        self.header.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self.header.address_focused.connect(self.address_focused)
        self.header.closed.connect(self.close_all)
        bar.header_button.clicked.connect(self.turn_header)
        bar.lists_button.clicked.connect(self.turn_lists)

    @property
    def lists(self) -> PriceListsPanel:
        """The price lists; built when they are first asked for: most projects have none."""
        if self._lists is None:
            from offerdesigner.app.editors.offers.lists import PriceListsPanel

            self._lists = PriceListsPanel(self._document, self)
            self._lists.hide()
            self._lists.address_focused.connect(self.address_focused)
            self._lists.closed.connect(self.close_all)
            self._lists.mark(self._findings)
            self._column.addWidget(self._lists)
        return self._lists

    def turn_header(self) -> None:
        """Unfold the words of the sheet, or fold them."""
        if self.header.isHidden():
            self._show(self.header)
            self.header.go_to("title")
        else:
            self.close_all()

    def turn_lists(self) -> None:
        """Unfold the price lists, or fold them."""
        if self.lists.isHidden():
            self.go_to("price_lists")
        else:
            self.close_all()

    def close_all(self) -> None:
        """Fold what is unfolded."""
        self._show(None)
        self.closed.emit()

    def _show(self, panel: QWidget | None) -> None:
        self.header.setVisible(panel is self.header)
        self._bar.header_button.setChecked(panel is self.header)
        if self._lists is not None:
            self._lists.setVisible(panel is self._lists)
        self._bar.lists_button.setChecked(panel is not None and panel is self._lists)

    def show_range(self, range_id: Id) -> None:
        """Show the words of a range."""
        self.header.show_range(range_id)

    def go_to(self, address: Address) -> bool:
        """Unfold what shows `address`, of a range or of a price list, and put the cursor there."""
        panel = self.lists if address.startswith("price_lists") else self.header
        self._show(panel)
        return panel.go_to(address)

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the fields and the cells with the findings about them."""
        self._findings = findings
        self.header.mark(findings)
        if self._lists is not None:
            self._lists.mark(findings)
