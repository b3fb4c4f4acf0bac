"""A table of cells with the buttons that add and remove its rows, and why an edit was refused."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.cells import CellsModel
from offerdesigner.app.editors.price.parts import Attempts, RefusalLabel, link
from offerdesigner.app.editors.price.table import CellsView
from offerdesigner.model.base import Id


class CellsEditor(QWidget):
    """What such tables share; subclasses lay it out, and say what their rows are."""

    address_focused = Signal(str)

    def __init__(self, document: Document, name: str, add: str, remove: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._attempts = Attempts(document, self)
        self.model = CellsModel(self._take, self)
        self.view = CellsView(self.model, name, self)
        self.add_button = link(add, self)
        self.remove_button = link(remove, self)
        self.refusal = RefusalLabel(self)
        self._attempts.told.connect(self.refusal.say)
        self.view.remove_asked.connect(self.remove)
        self.view.row_focused.connect(self._announce)
        self.view.selectionModel().currentChanged.connect(self._enable)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.view.remove_current)

    def _buttons(self) -> QHBoxLayout:
        """Return the buttons side by side."""
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        return row

    @abstractmethod
    def add(self) -> None:
        """Add a row."""

    @abstractmethod
    def remove(self, row_id: Id) -> None:
        """Remove a row."""

    @abstractmethod
    def _take(self, row_id: str, column: int, typed: Any, live: bool) -> bool:
        """Put what was typed in a cell in the project; tell whether it was accepted."""

    @abstractmethod
    def _announce(self, row_id: str) -> None:
        """Say at which address the cursor is."""

    @abstractmethod
    def _enable(self, *_cursor: object) -> None:
        """Follow the cursor: some rows cannot be removed."""
