"""Rows and cells prepared as values, and the Qt model that shows them and hands back what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from offerdesigner.app import icons, theme
from offerdesigner.app.fields.marks import plain_tooltip
from offerdesigner.model.finding import Severity
from offerdesigner.text import _

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
LIVE_ROLE = Qt.ItemDataRole.UserRole + 2
_ROOT = QModelIndex()
ALIGNED_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGNED_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. `edited` is the text to edit it with (`None`: it is not edited).

    `choices` (value, words) make it a choice; a `live` cell takes effect at each key. `beside` is how an amount
    shows on the other side, HT or TTC.
    """

    text: str
    edited: str | None = None
    choices: tuple[tuple[Any, str], ...] = ()
    live: bool = False
    right: bool = False
    muted: bool = False
    icon: str = ""
    note: str = ""
    beside: str = ""


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
            if place < len(self._rows) and self._rows[place].id == row.id:
                self._replace(place, row)
                continue
            present = [old.id for old in self._rows]
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
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._cell(index).edited is not None:
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
            return ALIGNED_RIGHT if cell.right else ALIGNED_LEFT
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
            return plain_tooltip("\n".join(part for part in (cell.note or cell.text, cell.beside) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = (row.cells[0].text, self._headers[column], cell.text, cell.beside, cell.note)
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


def cell_for_addition(text: str) -> Cell:
    """Return the cell that invites to add a row."""
    return Cell(text, edited="", muted=True, note=_("Tapez ici pour ajouter une ligne."))
