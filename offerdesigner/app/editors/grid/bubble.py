"""The sentence of a refusal, beside the cell it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QWidget

from offerdesigner.app import theme
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _, typeset

WIDEST, NARROWEST, GAP = 300, 160, 4
_QUOTED = 40
"""How many letters of a refused text are said again."""


def not_kept(typed: str, why: str) -> str:
    """Say that what was typed in a cell is given up, and why it is refused."""
    said = typed if len(typed) <= _QUOTED else f"{typed[: _QUOTED - 1]}…"
    words = _("« {typed} » n'est pas gardé, la case est comme avant. {why}")
    return words.format(typed=said.strip(), why=why)


class Bubble(QLabel):
    """A sentence over the cells of `anchor`, under (or above) the one it is about.

    Where the cells have no room for it, it goes over what is around them.
    """

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(6)
        theme.mark(self, "message", "error")
        self.hide()
        anchor.installEventFilter(self)

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence near a place of the anchor, all of it in sight."""
        self.setText(typeset(sentence))
        self.setFixedWidth(min(scaled(WIDEST), max(NARROWEST, self._anchor.width() - 4 * GAP)))
        self.setParent(self._anchor)
        self.adjustSize()
        over = self._roomy(beside)
        place = QRect(self._anchor.mapTo(over, beside.topLeft()), beside.size())
        left = max(GAP, min(place.left(), over.width() - self.width() - GAP))
        top = place.bottom() + GAP
        if top + self.height() > over.height():
            top = max(GAP, place.top() - self.height() - GAP)
        self.setParent(over)
        self.move(left, top)
        self.raise_()
        self.setVisible(self._anchor.isVisibleTo(self._anchor.window()))

    def _roomy(self, beside: QRect) -> QWidget:
        """Return the anchor, or the nearest of what it stands in that has room under or above a place."""
        needed, over = self.height() + 2 * GAP, self._anchor
        while not over.isWindow():
            top = self._anchor.mapTo(over, beside.topLeft()).y()
            # A splitter would take what one puts on it for a pane.
            if max(top, over.height() - top - beside.height()) >= needed and not isinstance(over, QSplitter):
                return over
            parent = over.parentWidget()
            assert parent is not None
            over = parent
        return over

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go away with the cells."""
        if event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)
