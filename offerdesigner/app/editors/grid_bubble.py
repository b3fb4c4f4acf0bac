"""The sentence of a refusal, beside the cell it is about."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from offerdesigner.app import theme
from offerdesigner.app.text_size import scaled
from offerdesigner.text import typeset

WIDEST, NARROWEST, GAP = 300, 160, 4


class Bubble(QLabel):
    """A sentence over the cells, under (or above) the one it is about."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(6)
        theme.mark(self, "message", "error")
        self.hide()

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence near a place of the parent, all of it in sight."""
        parent = self.parentWidget()
        assert parent is not None
        room = parent.size()
        self.setText(typeset(sentence))
        self.setFixedWidth(min(scaled(WIDEST), max(NARROWEST, room.width() - 4 * GAP)))
        self.adjustSize()
        left = max(GAP, min(beside.left(), room.width() - self.width() - GAP))
        top = beside.bottom() + GAP
        if top + self.height() > room.height():
            top = max(GAP, beside.top() - self.height() - GAP)
        self.move(left, top)
        self.raise_()
        self.show()
