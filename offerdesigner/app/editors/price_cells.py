"""A small table edited in place: rows prepared as values, cells typed or chosen, refusals told.

Enter goes down, Tab right, F2 edits, Escape restores, Delete removes, Ctrl+Tab leaves the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.table_view import TableView
from offerdesigner.app.fields.marks import plain_tooltip
from offerdesigner.model.finding import Severity
from offerdesigner.text import _

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
LIVE_ROLE = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()
_ALIGNED_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. `edited` is the text to edit it with (`None`: it is not edited).

    `choices` (value, words) make it a choice; a `live` cell takes effect at each key.
    """

    text: str
    edited: str | None = None
    choices: tuple[tuple[Any, str], ...] = ()
    live: bool = False
    right: bool = False
    muted: bool = False
    icon: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, known by its `id`."""

    id: str
    cells: tuple[Cell, ...]
    removable: bool = True
    severity: Severity | None = None


class CellsModel(QAbstractTableModel):
    """Rows of cells. `take(row id, column, what was typed or chosen, live)` makes the edit; False when refused."""

    def __init__(self, take: Callable[[str, int, Any, bool], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        self._rows: tuple[Row, ...] = ()
        self._headers: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    def set_headers(self, headers: Sequence[str]) -> None:
        """Name the columns; the rows are dropped when their number changes."""
        if tuple(headers) == self._headers:
            return
        if len(headers) != len(self._headers):
            self.beginResetModel()
            self._headers, self._rows = tuple(headers), ()
            self.endResetModel()
            return
        self._headers = tuple(headers)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(headers) - 1)

    def sync(self, rows: Sequence[Row]) -> None:
        """Show `rows`, touching only those that changed, so that the current cell stays."""
        wanted = {row.id for row in rows}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].id not in wanted:
                self._remove(place)
        for place, row in enumerate(rows):
            present = [old.id for old in self._rows]
            if place < len(present) and present[place] == row.id:
                self._replace(place, row)
                continue
            if row.id in present:
                self._remove(present.index(row.id))
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows = (*self._rows[:place], row, *self._rows[place:])
            self.endInsertRows()

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        self._rows = (*self._rows[:place], *self._rows[place + 1 :])
        self.endRemoveRows()

    def _replace(self, place: int, row: Row) -> None:
        old = self._rows[place]
        if old == row:
            return
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        for column, cell in enumerate(row.cells):
            if cell != old.cells[column] or row.severity != old.severity:
                self.dataChanged.emit(self.index(place, column), self.index(place, column))

    def row_of(self, row_id: str) -> int:
        """Return the place of a row, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells are edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._cell(index).edited is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says, or is."""
        if not index.isValid():
            return None
        row, cell = self._rows[index.row()], self._cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.EditRole:
            return cell.edited
        if role == ROW_ROLE:
            return row
        if role == CELL_ROLE:
            return cell
        return self._look(row, cell, index.column(), role)

    def _look(self, row: Row, cell: Cell, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED_RIGHT if cell.right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and cell.right:
            return theme.font(figures=True)
        if role == Qt.ItemDataRole.FontRole and row.id == NEW_ROW:
            font = QFont(theme.font())
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and cell.muted:
            return theme.role("muted")
        if role == Qt.ItemDataRole.BackgroundRole and cell.note and row.severity in _SOFT:
            return theme.role(_SOFT[row.severity])
        if role == Qt.ItemDataRole.DecorationRole and cell.icon:
            return icons.icon(cell.icon)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(cell.note or cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = (row.cells[0].text, self._headers[column], cell.text, cell.note)
            return ", ".join(part for part in spoken if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Try what was typed or chosen; with `LIVE_ROLE` a refusal is not told."""
        if not index.isValid() or role not in (Qt.ItemDataRole.EditRole, LIVE_ROLE):
            return False
        if self._cell(index).edited is None:
            return False
        return self._take(self._rows[index.row()].id, index.column(), value, role == LIVE_ROLE)

    def _cell(self, index: Index) -> Cell:
        return self._rows[index.row()].cells[index.column()]


NEW_ROW = "new"
"""The id of the last row, which adds one."""

_SOFT: dict[Severity | None, str] = {
    Severity.ERROR: "error_soft",
    Severity.WARNING: "warning_soft",
    Severity.ADVICE: "advice_soft",
}


class CellsDelegate(QStyledItemDelegate):
    """Edits a cell by typing or by choosing; a refused entry stays open with what was typed."""

    def __init__(self, view: CellsView) -> None:
        super().__init__(view)
        self._view = view
        self._live = False
        self._index = QPersistentModelIndex()
        self._before = ""

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
        line.setMaxLength(40)
        line.setAlignment(_ALIGNED_RIGHT if cell.right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
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
            self.setCurrentIndex(self.model().index(row, column))

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

    def select(self, row_id: str, column: int = 0) -> bool:
        """Put the cursor on a row. False when it is not there."""
        model = self.model()
        assert isinstance(model, CellsModel)
        row = model.row_of(row_id)
        if row >= 0:
            self.setCurrentIndex(model.index(row, column))
        return row >= 0

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2)


def cell_for_addition(text: str) -> Cell:
    """Return the cell that invites to add a row."""
    return Cell(text, edited="", muted=True, note=_("Tapez ici pour ajouter une ligne."))
