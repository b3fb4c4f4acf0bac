"""A sentence made of widgets: they follow one another and go on to the next line, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Widgets side by side, on as many lines as the width asks for."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 6, down: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self._leading: set[QWidget] = set()

    def keep_with_next(self, widget: QWidget) -> None:
        """Never leave `widget` at the end of a line without the one that follows it, where a line can hold both."""
        self._leading.add(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or `None` beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or return `None` beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the sentence needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines stand in `width`."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for what the widest item needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Ask for what the widest item needs."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height of the lines, and with `move` put the items there, each in the middle of its line."""
        x, y, line = rect.x(), rect.y(), list[tuple[QLayoutItem, int, QSize]]()
        shown = self._shown()
        for place, item in enumerate(shown):
            size = _wanted(item)
            size.setWidth(min(size.width(), rect.width()))
            if line and x + min(self._together(shown, place), rect.width()) > rect.right() + 1:
                y += self._settle(line, y, move) + self._down
                x, line = rect.x(), []
            line.append((item, x, size))
            x += size.width() + self._across
        return y + self._settle(line, y, move) - rect.y()

    def _together(self, shown: list[QLayoutItem], place: int) -> int:
        """Return how wide an item is with those that it is to stand on one line with."""
        width = _wanted(shown[place]).width()
        while shown[place].widget() in self._leading and place + 1 < len(shown):
            place += 1
            width += self._across + _wanted(shown[place]).width()
        return width

    def _settle(self, line: list[tuple[QLayoutItem, int, QSize]], y: int, move: bool) -> int:
        height = max((size.height() for _item, _x, size in line), default=0)
        for item, x, size in line if move else ():
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
        return height


def _wanted(item: QLayoutItem) -> QSize:
    return item.sizeHint().expandedTo(item.minimumSize())


class FlowBox(QWidget):
    """A widget whose parts flow, and that is always as high as they are."""

    def __init__(self, parent: QWidget, *, across: int = 6) -> None:
        super().__init__(parent)
        self.flow = Flow(self, across=across)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of the lines at the width there is, not of a column of single words."""
        return QSize(self.flow.minimumSize().width(), self.flow.heightForWidth(max(1, self.width())))

    def sizeHint(self) -> QSize:
        """Ask for the same."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask anew where the lines are others."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
