"""The list of pages at the left: icon, word, and a badge with the worst of what is wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.text_size import scaled
from offerdesigner.model.finding import Severity

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WIDE = 178
_PILL = 46
NARROW = 46


@dataclass(frozen=True)
class Entry:
    """A page: its word, its icon, how many problems it has and the worst of them."""

    title: str
    icon: str
    count: int = 0
    worst: Severity | None = None


class _Pages(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def put(self, entries: tuple[Entry, ...]) -> None:
        if len(entries) != len(self.entries):
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()
        elif entries != self.entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            found = naming.counted(entry.count, entry.worst) if entry.worst and entry.count else ""
            return ", ".join(filter(None, (f"{entry.title} (Ctrl+{index.row() + 1})", found)))
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(NARROW - 8, option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = option.rect.adjusted(6, 2, -6, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(theme.role("accent" if selected else "head"))
            painter.drawRoundedRect(frame, 3, 3)
        if focused:
            painter.setPen(theme.role("text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(2, 2, -3, -3), 2, 2)
        colour = "on_accent" if selected else "text"
        ratio = painter.device().devicePixelRatio()
        narrow = option.rect.width() < WIDE // 2
        left = frame.center().x() - 8 if narrow else frame.left() + 10
        painter.drawPixmap(left, frame.center().y() - 8, icons.pixmap(entry.icon, 17, colour, ratio))
        if not narrow:
            painter.setPen(theme.role(colour))
            painter.setFont(theme.font(bold=selected))
            words = frame.adjusted(38, 0, -_PILL if entry.count and entry.worst is not None else 0, 0)
            title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if entry.count and entry.worst is not None:
            self._badge(painter, frame, entry, narrow, ratio)
        painter.restore()

    def _badge(self, painter: QPainter, frame: QRect, entry: Entry, narrow: bool, ratio: float) -> None:
        assert entry.worst is not None
        icon = icons.pixmap(entry.worst.value, 13, None, ratio)
        if narrow:
            painter.drawPixmap(frame.topRight() + QPoint(-14, 2), icon)
            return
        painter.setFont(theme.font(theme.HINT, bold=True, figures=True))
        word = str(entry.count)
        width = painter.fontMetrics().horizontalAdvance(word) + 32
        pill = QRect(frame.right() - width - 7, frame.center().y() - 9, width, 19)
        painter.setPen(theme.role("mid"))
        painter.setBrush(theme.role("base"))
        painter.drawRoundedRect(pill, 9, 9)
        painter.drawPixmap(pill.left() + 7, pill.center().y() - 6, icon)
        painter.setPen(theme.role("text"))
        painter.drawText(pill.adjusted(23, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)


class PageList(QListView):
    """The pages; arrows or a click change page."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Pages(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.mark(self, "ground", "window")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.set_narrow(False)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the pages with their badges."""
        self._model.put(tuple(entries))

    def make_current(self, page: int) -> None:
        """Select a page, by its place."""
        self.setCurrentIndex(self._model.index(page))

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the icons where there is little room."""
        self.setFixedWidth(NARROW if narrow else scaled(WIDE))

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(current.row())
