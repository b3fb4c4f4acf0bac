"""The view of a catalogue: cells edited in place, and a table that a keyboard can enter, edit and leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.editors.catalogue import Index
from offerdesigner.app.fields.line import LINE_LENGTH

_PADDING = 5
_RING = 2


class CellDelegate(QStyledItemDelegate):
    """Edits a cell in a line or a list of choices; Enter commits and goes down."""

    went_down = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give a line to type in, or the choices of the column."""
        choices = _choices_at(index)
        if choices is None:
            line = QLineEdit(parent)
            line.setMaxLength(LINE_LENGTH)
            editor: QWidget = line
        else:
            combo = QComboBox(parent)
            combo.addItems([words for _value, words in choices])
            combo.activated.connect(self._take_choice)
            editor = combo
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value in the editor, but never over what is being typed."""
        shown = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(shown)
        elif isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != shown:
            editor.setText(shown)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed or chosen to the model."""
        if isinstance(editor, QComboBox):
            choices = _choices_at(index) or ()
            if 0 <= editor.currentIndex() < len(choices):
                model.setData(index, choices[editor.currentIndex()][0])
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the wheel alone; Enter commits, then the table goes down."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(editor, QLineEdit)
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.went_down.emit()
            return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep the words off the grid, and ring the current cell."""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        ground = QStyleOptionViewItem(cell)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, ground, painter, widget)
        if not cell.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            cell.rect = cell.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        focused = cell.state & QStyle.StateFlag.State_HasFocus
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, widget)
        if focused:
            painter.save()
            painter.setPen(QPen(theme.role("accent"), _RING))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room around the words."""
        return super().sizeHint(option, index) + QSize(12, 6)

    def _take_choice(self, _index: int) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class TableView(QTableView):
    """A table that a keyboard can enter, edit and leave."""

    entered_by_focus = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab leaves the table; Enter edits the cell (Space ticks a box, as Qt does)."""
        tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if tab and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leave(event.key() == Qt.Key.Key_Tab)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes from cell to cell, and out of the table at its end."""
        current, model = self.currentIndex(), self.model()
        edge = (model.rowCount() - 1, model.columnCount() - 1) if next_one else (0, 0)
        if not current.isValid() or (current.row(), current.column()) == edge:
            return self._leave(next_one)
        return bool(super().focusNextPrevChild(next_one))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first cell when none is chosen, so that arrows and Enter work at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.entered_by_focus.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page rather than the table when all rows are in sight, or from elsewhere."""
        bar = self.verticalScrollBar()
        if self.hasFocus() and bar.maximum() > bar.minimum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _leave(self, forward: bool) -> bool:
        self.setTabKeyNavigation(False)
        left = bool(super().focusNextPrevChild(forward))
        self.setTabKeyNavigation(True)
        return left


def _choices_at(index: Index) -> Sequence[tuple[Any, str]] | None:
    """Return the choices (value, words) of a cell, which its model knows; `None` when it is typed."""
    model: Any = index.model()
    choices: Sequence[tuple[Any, str]] | None = model.choices_at(index)
    return choices
