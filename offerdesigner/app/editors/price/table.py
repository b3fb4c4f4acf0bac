"""A small table edited in place: cells typed or chosen, refusals told.

Enter goes down, Tab right, F2 edits, Escape restores, Delete removes, Ctrl+Tab leaves the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.editors.price.cells import (
    ALIGNED_LEFT,
    ALIGNED_RIGHT,
    CELL_ROLE,
    LIVE_ROLE,
    NEW_ROW,
    ROW_ROLE,
    Cell,
    CellsModel,
    Index,
)
from offerdesigner.app.editors.price.widths import MARGIN, beside_width, share_width
from offerdesigner.app.editors.table_view import TableView
from offerdesigner.app.fields.line import LINE_LENGTH

_FIGURES = 40
"""How many letters the cell of an amount takes."""


class CellsDelegate(QStyledItemDelegate):
    """Edits a cell by typing or by choosing; a refused entry stays open with what was typed."""

    def __init__(self, view: CellsView) -> None:
        super().__init__(view)
        self._view = view
        self._live = False
        self._index = QPersistentModelIndex()
        self._before = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, with what it is on the other side at its left, where there is room."""
        super().paint(painter, option, index)
        cell: Cell = index.data(CELL_ROLE)
        if not cell.beside:
            return
        if option.rect.width() < option.fontMetrics.horizontalAdvance(cell.text) + beside_width(cell.beside):
            return
        painter.save()
        painter.setFont(theme.font(theme.HINT, figures=True))
        painter.setPen(theme.role("muted"))
        painter.drawText(option.rect.adjusted(MARGIN, 0, 0, 0), ALIGNED_LEFT, cell.beside)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line to type in, or a list to choose from."""
        cell: Cell = index.data(CELL_ROLE)
        self._index = QPersistentModelIndex(index)
        self._before = cell.edited or ""
        if cell.choices:
            combo = QComboBox(parent)
            combo.addItems([words for _value, words in cell.choices])
            combo.activated.connect(self._choose)
            combo.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
            return combo
        line = QLineEdit(parent)
        line.setMaxLength(_FIGURES if cell.right else LINE_LENGTH)
        line.setAlignment(ALIGNED_RIGHT if cell.right else ALIGNED_LEFT)
        line.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        line.textEdited.connect(self._type)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value, but never over what is being typed."""
        cell: Cell = index.data(CELL_ROLE)
        if isinstance(editor, QComboBox):
            editor.setCurrentText(cell.text)
        elif isinstance(editor, QLineEdit) and not self._live:
            editor.setText(cell.edited or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Try what was typed when the cursor leaves the cell."""
        self._submit(editor)

    def _submit(self, editor: QWidget) -> bool:
        index = self._index
        if not index.isValid():
            return True
        cell: Cell = index.data(CELL_ROLE)
        model = self._view.model()
        if isinstance(editor, QComboBox):
            value = cell.choices[editor.currentIndex()][0]
            return bool(model.setData(_plain(index), value))
        assert isinstance(editor, QLineEdit)
        if editor.text() in (cell.edited, self._before if not cell.live else cell.edited):
            return True
        return bool(model.setData(_plain(index), editor.text()))

    def _type(self, typed: str) -> None:
        if self._index.isValid() and self._index.data(CELL_ROLE).live:
            self._live = True
            self._view.model().setData(_plain(self._index), typed, LIVE_ROLE)
            self._live = False

    def _choose(self, _place: int) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self._submit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right, Escape restores; undo belongs to the document."""
        if not isinstance(event, QKeyEvent) or not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.ShortcutOverride and (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        ):
            event.ignore()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            if self._submit(editor):
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self._view.step(*step)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._restore(editor)
            return True
        return super().eventFilter(editor, event)

    def _restore(self, editor: QLineEdit) -> None:
        index = self._index
        if index.isValid() and index.data(CELL_ROLE).edited != self._before:
            self._view.model().setData(_plain(index), self._before)
        self._index = QPersistentModelIndex()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)


def _plain(index: QPersistentModelIndex) -> QModelIndex:
    return index.model().index(index.row(), index.column())


_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class CellsView(TableView):
    """A table as high as its rows, edited by the keyboard alone if one likes."""

    remove_asked = Signal(str)
    """Delete was pressed on the row with this id."""

    row_focused = Signal(str)
    """The cursor is on the row with this id."""

    def __init__(self, model: CellsModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CellsDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(ALIGNED_LEFT | Qt.TextFlag.TextWordWrap)
        self._samples: Mapping[int, str] = {}
        changes = (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged, model.headerDataChanged)
        for signal in changes:
            signal.connect(self._fit)
        self.selectionModel().currentChanged.connect(self._announce)
        self.entered_by_focus.connect(self._announce)
        self._fit()

    def step(self, rows: int, columns: int) -> None:
        """Move the cursor; past the last column it goes to the next row."""
        index = self.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        if column >= self.model().columnCount():
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, self.model().columnCount() - 1
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self._cell(row, column))

    def _cell(self, row: int, column: int) -> QModelIndex:
        """Return a cell that shows: the row that adds is one wide cell."""
        first = self.model().index(row, 0)
        return first if self.columnSpan(row, 0) > 1 else self.model().index(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down (or opens a choice), Delete removes the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.data(CELL_ROLE).choices:
            self.edit(index)
        else:
            self.step(1, 0)

    def remove_current(self) -> None:
        """Ask to remove the current row, where it can be."""
        index = self.currentIndex()
        if index.isValid() and index.data(ROW_ROLE).removable:
            self.remove_asked.emit(index.data(ROW_ROLE).id)

    def _announce(self, *_cursor: object) -> None:
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            self.row_focused.emit(index.data(ROW_ROLE).id)
            self._keep_in_sight(index)

    def _keep_in_sight(self, index: QModelIndex) -> None:
        """Scroll the page, if it scrolls: the table itself is as high as its rows."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and page is not None:
            cell = self.visualRect(index)
            centre = self.viewport().mapTo(page, cell.center())
            area.ensureVisible(centre.x(), centre.y(), cell.width() // 2, cell.height())

    def keep_room_for(self, samples: Mapping[int, str]) -> None:
        """Make columns wide enough for these words, whatever they hold now."""
        self._samples = samples
        self._fit()

    def select(self, row_id: str, column: int = 0) -> bool:
        """Put the cursor on a row. False when it is not there."""
        model = self.model()
        assert isinstance(model, CellsModel)
        row = model.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(self._cell(row, column))
        return row >= 0

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_change: object) -> None:
        count, columns = self.model().rowCount(), self.model().columnCount()
        self.clearSpans()
        if columns > 1 and count and self.model().index(count - 1, 0).data(ROW_ROLE).id == NEW_ROW:
            self.setSpan(count - 1, 0, 1, columns)
        share_width(self, [self._samples.get(column, "") for column in range(columns)])
        rows = count * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2)
