"""The table of the offers as its parts know it: its headings, what paints its cells, what is typed in them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.keys import Keys
from offerdesigner.app.models.offer_columns import Index, OfferColumnsModel


class OfferTable(QTableView):
    """What `GridView` is to its parts, which it is made of."""

    detail_requested = Signal(QModelIndex)
    """The detail of this cell was asked for."""

    def __init__(self, document: Document, columns: OfferColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.columns = columns
        self.keys = Keys()
        self.is_changed_elsewhere = False
        self.name_of: Callable[[bool, int], tuple[str, str] | None] = _no_name
        self.found: tuple[int, int] | None = None
        """The row and the column where words were found; -1 is a heading."""

    @property
    @abstractmethod
    def heading_row(self) -> int:
        """The row that the keyboard is on, among the headings or the cells."""

    @abstractmethod
    def go_to_heading(self, row: int, *, rename: bool = False) -> None:
        """Put the cursor on the heading of a row."""

    @abstractmethod
    def take_heading_key(self, heading: QHeaderView, event: QKeyEvent) -> bool:
        """Walk along a heading and back into the cells, or run a command. False for other keys."""

    @abstractmethod
    def walk(self, rows: int, columns: int) -> None:
        """Go to the next cell downwards or sidewards, past the headings of groups."""

    @abstractmethod
    def leave(self, forward: bool) -> None:
        """Leave the table for what comes after or before it."""

    def has_cursor(self, index: Index) -> bool:
        """Tell whether the cursor is on a cell, or words were found in it."""
        return (index == self.currentIndex() and self.hasFocus()) or self.found == (index.row(), index.column())


def _no_name(_across: bool, _section: int) -> tuple[str, str] | None:
    return None
