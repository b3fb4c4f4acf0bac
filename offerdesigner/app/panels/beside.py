"""What every panel has in common that speaks of what a page shows: its tab is there as long as that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Beside(QWidget):
    """A panel of the right side that belongs to a page; `seen` tells when it is worth computing what it shows."""

    leave_asked = Signal()
    """The person wants to go back to the page."""

    picture_asked = Signal(object)
    """A chart (`Figure`) of the panel is to be saved as a picture."""

    seen = Signal(bool)
    """Somebody looks now, or does not any more."""

    def __init__(self, owner: QWidget, title: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self.title = title
        self.hide()

    def lay_on_paper(self) -> QVBoxLayout:
        """Return a column for what the panel shows, on the ground of a sheet, in the `area` that scrolls."""
        paper = QWidget(self)
        paper.setBackgroundRole(QPalette.ColorRole.Base)
        paper.setAutoFillBackground(True)
        column = QVBoxLayout(paper)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        return column

    def go_home(self) -> None:
        """Belong to the page again, and go when it goes."""
        self.setParent(self._owner)
        self.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the panel."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Have what changed while nobody looked computed."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nobody looks."""
        super().hideEvent(event)
        self.seen.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)
