"""The line in which one types a cell of the offers grid."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from offerdesigner.app import theme
from offerdesigner.app.models.offer_columns import Index


class CellEditor(QLineEdit):
    """What one types in a cell; `index` follows the cell when rows move."""

    def __init__(self, parent: QWidget, index: Index) -> None:
        super().__init__(parent)
        self.index = QPersistentModelIndex(index)
        self.is_fresh = True
        self.setFont(theme.font(figures=True))
        self.setMaxLength(200)
        self._side: QLabel | None = None

    def showEvent(self, event: QShowEvent) -> None:
        """Cover the cell for good: else each key typed paints the cell, the table and the window under it again."""
        super().showEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the style sheet takes it off before

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole of it, the round corners of the frame included."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.role("base"))
        painter.end()
        super().paintEvent(event)

    def say_side(self, side: str) -> None:
        """Say at the right on which side one types, when the price was entered on the other."""
        self._side = QLabel(side, self)
        self._side.setFont(theme.font(theme.HINT))
        theme.mark(self._side, "tone", "muted")
        self.setTextMargins(0, 0, side_width(side), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the side at the right."""
        super().resizeEvent(event)
        if self._side is not None:
            width = side_width(self._side.text())
            self._side.setGeometry(self.width() - width - 4, 0, width, self.height())


def side_width(side: str) -> int:
    """Return the room that « HT » takes beside an amount."""
    return QFontMetrics(theme.font(theme.HINT)).horizontalAdvance(side) + 5
