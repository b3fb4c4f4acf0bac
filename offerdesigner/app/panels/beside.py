"""What every panel has in common that speaks of what a page shows: its tab is there as long as that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class Beside(QWidget):
    """A panel of the right side that belongs to a page. While it is out of sight it computes nothing."""

    leave_asked = Signal()
    """The person wants to go back to the page."""

    picture_asked = Signal(object)
    """A chart (`Figure`) of the panel is to be saved as a picture."""

    def __init__(self, owner: QWidget, title: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self.title = title
        self.hide()

    def go_home(self) -> None:
        """Belong to the page again, and go when it goes."""
        self.setParent(self._owner)
        self.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the panel."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)
