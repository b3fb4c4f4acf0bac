"""The values of a chart as a table on screen, as high as its rows, that one can copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from offerdesigner.app import theme
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.plain import plain_tooltip, two_lines
from offerdesigner.text import _

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST_HIGH = 26
"""Rows that show at once at most: a longer table scrolls."""


@dataclass(frozen=True, slots=True)
class ValuesRow:
    """A row of text; `note` tints it and says why, `bold` marks the one that is spoken of."""

    cells: tuple[str, ...]
    note: str = ""
    bold: bool = False
    part: Decimal | None = None
    """How long the bar of the row is, from 0 to 1, in a table that draws one."""


class ValuesModel(QAbstractTableModel):
    """Rows of text, that follow what the chart shows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.breaks_headers = False
        """Whether the names of columns stand on two lines."""
        self._headers: tuple[str, ...] = ()
        self._rows: tuple[ValuesRow, ...] = ()

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """All that the table says, the names of its columns first."""
        return [self._headers, *(row.cells for row in self._rows)]

    def show_values(self, headers: Sequence[str], rows: Sequence[ValuesRow]) -> None:
        """Show `rows`; cursor and scrolling stay where they are."""
        self._fit_columns(len(headers))
        self._headers = tuple(headers)
        before, wanted = len(self._rows), len(rows)
        if wanted < before:
            self.beginRemoveRows(_ROOT, wanted, before - 1)
            self._rows = self._rows[:wanted]
            self.endRemoveRows()
        if wanted > before:
            self.beginInsertRows(_ROOT, before, wanted - 1)
            self._rows = (*self._rows, *rows[before:])
            self.endInsertRows()
        self._rows = tuple(rows)
        if headers:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(headers) - 1)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(wanted - 1, len(headers) - 1))

    def _fit_columns(self, wanted: int) -> None:
        """Add or take away the last columns."""
        before = len(self._headers)
        if wanted < before:
            self.beginRemoveColumns(_ROOT, wanted, before - 1)
            self._headers = self._headers[:wanted]
            self.endRemoveColumns()
        elif wanted > before:
            self.beginInsertColumns(_ROOT, before, wanted - 1)
            self._headers = (*self._headers, *("" for _more in range(wanted - before)))
            self.endInsertColumns()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return two_lines(self._headers[section]) if self.breaks_headers else self._headers[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._headers[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        text = row.cells[index.column()] if index.column() < len(row.cells) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(figures=True, bold=row.bold)
        if role == Qt.ItemDataRole.BackgroundRole and row.note:
            return theme.role("warning_soft")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.note or text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.cells[0], self._headers[index.column()], text, row.note) if part)
        return None


class ValuesTable(QTableView):
    """The table: read with arrows, copied whole with Ctrl+C."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.values = ValuesModel(self)
        self.setModel(self.values)
        self.setAccessibleName(_("Les mêmes valeurs, en chiffres"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(_RIGHT)

    def show_values(self, headers: Sequence[str], rows: Sequence[ValuesRow]) -> None:
        """Show `rows` under `headers`."""
        self.values.show_values(headers, rows)
        if headers:
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        shown = min(len(rows), _MOST_HIGH)
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 1
        self.setFixedHeight(height + shown * self.verticalHeader().defaultSectionSize())

    def copy(self) -> None:
        """Put the whole table on the clipboard, as text between tabs and as a table."""
        copy_table(self.values.lines)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: columns share what there is."""
        return QSize(0, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the whole table; Échap is for the panel."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
