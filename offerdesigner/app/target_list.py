"""The list under « Aller à… »: an icon, a name, what it is and where, and the keys of a command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.targets import Target
from offerdesigner.text import _, typeset

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICON = 16
_MARGIN = 8
_LEFT, _RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


class _Model(QAbstractListModel):
    """What was found. A list keeps its place, not its rows: each letter typed may bring others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.targets: tuple[Target, ...] = ()

    def put(self, targets: tuple[Target, ...]) -> None:
        before, now = len(self.targets), len(targets)
        if now > before:
            self.beginInsertRows(_ROOT, before, now - 1)
            self.targets = targets
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(_ROOT, now, before - 1)
            self.targets = targets
            self.endRemoveRows()
        self.targets = targets
        if targets:
            self.dataChanged.emit(self.index(0), self.index(now - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.targets)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        target = self.targets[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return target.spoken
        return target if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, max(option.fontMetrics.height(), _ICON) + _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        target: Target = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        self._ground(painter, option)
        ratio = painter.device().devicePixelRatio()
        line = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        icon = icons.pixmap(target.icon, _ICON, None, ratio)
        painter.drawPixmap(line.left(), line.center().y() - _ICON // 2 + 1, icon)
        line.setLeft(line.left() + _ICON + _MARGIN)
        line.setRight(self._keys(painter, target, line))
        self._words(painter, target, line)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(option.rect, theme.role("accent_soft" if current else "head" if hovered else "base"))
        if current:
            painter.setPen(theme.role("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _keys(self, painter: QPainter, target: Target, line: QRect) -> int:
        """Paint the keys of a command at the right; return where the words must stop."""
        if not target.keys:
            return line.right()
        painter.setFont(theme.font(theme.HINT))
        painter.setPen(theme.role("muted"))
        painter.drawText(line, _RIGHT, target.keys)
        return line.right() - painter.fontMetrics().horizontalAdvance(target.keys) - 2 * _MARGIN

    def _words(self, painter: QPainter, target: Target, line: QRect) -> None:
        """Paint the name, then where it is; the name gives way first to a third of the line for the place."""
        name_font, where_font = theme.font(bold=True), theme.font()
        where = _(" — {where}").format(where=typeset(target.where)) if target.where else ""
        painter.setFont(where_font)
        wanted = painter.fontMetrics().horizontalAdvance(where)
        painter.setFont(name_font)
        painter.setPen(theme.role("text" if target.leads else "muted"))
        room = line.width() - min(wanted, line.width() // 3)
        name = painter.fontMetrics().elidedText(typeset(target.name), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, name)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(name))
        painter.setFont(where_font)
        painter.setPen(theme.role("muted"))
        painter.drawText(
            line, _LEFT, painter.fontMetrics().elidedText(where, Qt.TextElideMode.ElideRight, line.width())
        )


class TargetList(QListView):
    """Lies over the window; the keyboard stays in the field above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Où aller"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The rows shown."""
        return self._model.targets

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show `targets`, the first one current; say so when there is none."""
        self._model.put(tuple(targets) or (Target(_("Rien ne porte ce nom."), "", "ignored"),))
        self.setCurrentIndex(self._model.index(0))
        self.scrollToTop()

    def current(self) -> Target | None:
        """The current row, or `None`."""
        target: Target | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return target

    def step(self, by: int) -> None:
        """Move some rows down, or up; a step past an end comes back at the other."""
        count, row = len(self.targets), self.currentIndex().row()
        if count:
            wanted = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
            self.setCurrentIndex(self._model.index(wanted))

    def whole_height(self) -> int:
        """Return the height that shows every row."""
        return len(self.targets) * self.sizeHintForRow(0) + 2 * self.frameWidth()
