"""The preview of a sheet: its cells, above each column and beside each row what it is taken for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from offerdesigner.app import theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.storage.exchange.cells import Cell, Sheet, column_name, place_name, shown
from offerdesigner.storage.exchange.grid_layout import (
    HOLDER_WORDS,
    LEFT,
    LINE_ROLES,
    HolderRole,
    Layout,
    LineKind,
    LineRole,
    Orientation,
    Place,
    Reading,
    line_words,
)
from offerdesigner.storage.exchange.grid_notes import Doubt, Filled, NoteKind
from offerdesigner.text import _, number

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_ROOT = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """One sheet: its first row and its first column hold the roles, which are chosen there."""

    line_chosen = Signal(int, object)
    """A line is to have another `LineRole`."""

    holder_chosen = Signal(int, object)
    """A holder is to have another `HolderRole`."""

    reading_chosen = Signal(object, object)
    """The amount at a `Place` is to be read so (`Reading`)."""

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._layout = Layout(Orientation.COLUMNS, (), ())
        self._doubts: dict[Place, Doubt] = {}
        self._left: dict[Place, str] = {}
        self._struck: set[Place] = set()

    def show_layout(self, layout: Layout, filled: Filled | None) -> None:
        """Show what the parts are taken for, and what comes of the cells (`None`: nothing can be imported)."""
        self._layout = layout
        # An amount that was settled stays one to settle otherwise.
        self._doubts = {place: doubt for place, doubt in self._doubts.items() if place in layout.readings}
        if filled is not None:
            self._doubts.update((doubt.place, doubt) for doubt in filled.doubts)
        notes = () if filled is None else filled.notes
        self._left = {note.place: note.sentence for note in notes if note.kind in (NoteKind.CELL, NoteKind.REMARK)}
        self._struck = {note.place for note in notes if note.kind is NoteKind.CELL}
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def index_of(self, place: Place) -> QModelIndex:
        """Return the cell at a place of the sheet."""
        return self.index(place[0] + 1, place[1] + 1)

    # Roles

    def _part(self, index: Index) -> tuple[bool, int] | None:
        """Tell whether a role cell is that of a line (else of a holder), and of which; `None` for other cells."""
        row, column = index.row(), index.column()
        if (row == 0) == (column == 0):
            return None
        is_line = (column == 0) is (self._layout.orientation is Orientation.COLUMNS)
        return is_line, (row if column == 0 else column) - 1

    def _is_blank(self, index: Index) -> bool:
        """Tell whether the row or column of a role cell holds nothing."""
        if index.column() == 0:
            return all(cell == "" for cell in self.sheet.rows[index.row() - 1])
        return all(row[index.column() - 1] == "" for row in self.sheet.rows)

    def _role(self, index: Index) -> LineRole | HolderRole | None:
        part = self._part(index)
        if part is None or self._is_blank(index):
            return None
        is_line, place = part
        return self._layout.lines[place] if is_line else self._layout.holders[place]

    def choices_at(self, index: Index) -> Sequence[tuple[Any, str]] | None:
        """Return the choices (value, words) of a role cell, or of an amount that can be read in two ways."""
        role = self._role(index)
        if isinstance(role, LineRole):
            roles = LINE_ROLES if role in LINE_ROLES else (role, *LINE_ROLES)
            return [(known, line_words(known)) for known in roles]
        if role is not None:
            return list(HOLDER_WORDS.items())
        doubt = self._doubts.get(self._place(index))
        return None if doubt is None else [(reading, number(value)) for reading, value in doubt.readings.items()]

    # Cells

    def _place(self, index: Index) -> Place:
        return index.row() - 1, index.column() - 1

    def _cell(self, index: Index) -> Cell:
        row, column = self._place(index)
        return "" if min(row, column) < 0 else self.sheet.rows[row][column]

    def _reading(self, index: Index) -> Reading | None:
        return self._layout.readings.get(self._place(index))

    def _words(self, index: Index) -> str:
        role = self._role(index)
        if isinstance(role, LineRole):
            return line_words(role)
        if role is not None:
            return HOLDER_WORDS[role]
        doubt, reading = self._doubts.get(self._place(index)), self._reading(index)
        if doubt is not None and reading is not None:
            return number(doubt.readings[reading])
        return " ".join(shown(self._cell(index)).split())

    def is_in_doubt(self, index: Index) -> bool:
        """Tell whether a cell is an amount that still has to be settled."""
        return self._place(index) in self._doubts and self._reading(index) is None

    def _is_left(self, index: Index) -> bool:
        """Tell whether a cell is in a row or a column that is not imported."""
        row, column = self._place(index)
        if self._layout.orientation is Orientation.ROWS:
            row, column = column, row
        return self._layout.lines[row] == LEFT or self._layout.holders[column] is HolderRole.LEFT

    def _is_name(self, index: Index) -> bool:
        row, column = self._place(index)
        line, holder = (column, row) if self._layout.orientation is Orientation.ROWS else (row, column)
        return (
            self._layout.lines[line].kind in (LineKind.NAME, LineKind.TITLE)
            or self._layout.holders[holder] is HolderRole.HEADING
        )

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are, with that of the roles."""
        return 0 if parent.isValid() else len(self.sheet.rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are, with that of the roles."""
        return 0 if parent.isValid() else self.sheet.width + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let roles and ambiguous amounts be chosen."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.choices_at(index) is None else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name rows and columns as the spreadsheet does."""
        if role == Role.DisplayRole:
            if section == 0:
                return ""
            return column_name(section - 1) if orientation == Qt.Orientation.Horizontal else str(section)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the words of a cell, how it looks, and what is to be known of it."""
        if not index.isValid():
            return None
        is_role = min(index.row(), index.column()) == 0
        match role:
            case Role.DisplayRole | Role.EditRole:
                return self._words(index)
            case Role.ToolTipRole:
                return plain_tooltip(self._help(index)) or None
            case Role.AccessibleTextRole:
                return self._said(index)
            case Role.TextAlignmentRole if not is_role and not isinstance(self._cell(index), str):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.BackgroundRole:
                return self._ground(index, is_role)
            case Role.ForegroundRole:
                return self._colour(index, is_role)
            case Role.FontRole:
                return self._font(index, is_role)
        return None

    def _help(self, index: Index) -> str:
        if self.is_in_doubt(index):
            return _("Se lit de deux façons : choisissez (Entrée).")
        words = self._words(index)
        return self._left.get(self._place(index), words if len(words) > 20 else "")  # what a narrow cell elides

    def _said(self, index: Index) -> str:
        words = self._words(index)
        part = self._part(index)
        if part is not None:
            name = self.headerData(
                index.row() or index.column(),
                Qt.Orientation.Vertical if index.column() == 0 else Qt.Orientation.Horizontal,
            )
            pattern = _("Ligne {name} : {role}") if index.column() == 0 else _("Colonne {name} : {role}")
            return pattern.format(name=name, role=words)
        if index.row() == 0:
            return ""
        said = [place_name(*self._place(index)), words]
        if self.is_in_doubt(index):
            said.append(_("se lit de deux façons"))
        elif self._place(index) in self._left:
            said.append(self._left[self._place(index)])
        return ", ".join(said)

    def _ground(self, index: Index, is_role: bool) -> QColor | None:
        if is_role:
            return theme.role("head")
        if self.is_in_doubt(index):
            return theme.role("warning_soft")
        return theme.role("accent_soft") if self._reading(index) is not None else None

    def _colour(self, index: Index, is_role: bool) -> QColor | None:
        if is_role:
            is_left = self._role(index) in (LEFT, HolderRole.LEFT)
            return theme.role("muted") if is_left else None
        if self.is_in_doubt(index):
            return theme.role("warning")
        return theme.role("muted") if self._is_left(index) or self._place(index) in self._struck else None

    def _font(self, index: Index, is_role: bool) -> QFont | None:
        if is_role:
            return theme.font(theme.HEADER)
        if self._place(index) in self._struck:
            font = theme.font()
            font.setStrikeOut(True)
            return font
        is_strong = self.is_in_doubt(index) or (self._is_name(index) and not self._is_left(index))
        return theme.font(bold=True) if is_strong else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Ask for another role, or another reading."""
        part = self._part(index)
        if part is None:
            self.reading_chosen.emit(self._place(index), value)
        else:
            (self.line_chosen if part[0] else self.holder_chosen).emit(part[1], value)
        return True
