"""The comparison with others as Qt shows it: one structure a column, ours first, one thing compared a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.fields.marks import SOFT_GROUND, spoken, worst_of
from offerdesigner.app.models.grid_sync import Axis, bring
from offerdesigner.app.models.market_rows import (
    COMPUTED,
    OURS,
    Column,
    Row,
    RowKind,
    address_of,
    columns_of,
    heading,
    is_typed,
    rows_of,
    shown,
    typed,
)
from offerdesigner.app.models.market_rows import spoken as said_aloud
from offerdesigner.app.models.market_typing import entered, offers_to_compare
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.economics.competition import Comparison, comparison, old_looks
from offerdesigner.model.address import Address, contains
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import Refused
from offerdesigner.text import typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_QUIET = (RowKind.WORKED, RowKind.GAP, RowKind.INCLUDED)


class MarketModel(QAbstractTableModel):
    """Follows the project; what is typed becomes edits of it."""

    refused = Signal(str)
    """What was typed cannot stand in its cell: the sentence."""

    taken = Signal()
    """An edit was made."""

    compared = Signal()
    """The comparison was computed again."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._side = TaxMode.TTC
        self._findings: tuple[Finding, ...] = ()
        self.today: Callable[[], date] = date.today
        self.found: Comparison = comparison(document.project)
        self._old: frozenset[Id] = frozenset()
        self.rows: list[Row] = list(rows_of(document.project))
        self.columns: list[Column] = list(columns_of(self.found))
        self._note_old()

    # Following

    def show_side(self, side: TaxMode) -> None:
        """Compute every price TTC, or HT."""
        if side is not self._side:
            self._side = side
            self.refresh()

    def know_today(self, today: Callable[[], date]) -> None:
        """Tell old looks by this clock."""
        self.today = today
        self.refresh()

    def refresh(self) -> None:
        """Compute again, and show."""
        project = self._document.project
        self.found = comparison(project, self._side)
        self._note_old()
        bring(self.rows, rows_of(project), self._axis("Rows"))
        bring(self.columns, columns_of(self.found), self._axis("Columns"))
        self._repaint()
        self.compared.emit()

    def _note_old(self) -> None:
        self._old = frozenset(look.competitor.id for look in old_looks(self._document.project, self.today()))

    def _axis(self, kind: str) -> Axis:
        steps = ("Insert", "Remove", "Move")
        begin, end = ([getattr(self, f"{side}{step}{kind}") for step in steps] for side in ("begin", "end"))
        return Axis(begin[0], end[0], begin[1], end[1], begin[2], end[2])

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the cells that the checks speak of."""
        mine = tuple(one for one in findings if one.address.startswith(("competitors/", "market_rows/")))
        if mine != self._findings:
            self._findings = mine
            self._repaint()

    # Cells

    def index_for(self, address: Address) -> QModelIndex:
        """Return the cell that shows what stands at `address`, or an invalid index."""
        for row, line in enumerate(self.rows):
            for place, column in enumerate(self.columns):
                if line.kind not in COMPUTED and contains(address_of(line, column, self.found), address):
                    return self.index(row, place)
        holder = next((place for place, one in enumerate(self.columns) if address == one.holder), -1)
        return self.index(0, holder) if holder >= 0 else QModelIndex()

    def address_at(self, index: Index) -> Address:
        """Return where what a cell shows stands."""
        return address_of(self.rows[index.row()], self.columns[index.column()], self.found)

    def choices_at(self, index: Index) -> Sequence[tuple[Any, str]] | None:
        """Return our offers where one is chosen; `None` where one types."""
        is_choice = index.column() == 0 and self.rows[index.row()].kind is RowKind.OFFER
        return offers_to_compare(self._document.project) if is_choice else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count what is compared."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count who is compared, us included."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let one type where something can be changed."""
        flags = super().flags(index)
        if index.isValid() and is_typed(self.rows[index.row()], self.columns[index.column()]):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Item.EditRole) -> bool:
        """Take what was typed."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role != Item.EditRole or (self.choices_at(index) is None and value == typed(self.found, row, column)):
            return False
        try:
            edit = entered(self._document.project, row, column, value, self.today())
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        return edit is not None and self.apply(edit)

    def apply(self, edit: Edit) -> bool:
        """Make an edit of the project; what the document refuses, it says."""
        is_taken = self._document.apply(edit, self)
        if is_taken:
            self.taken.emit()
        return is_taken

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole) -> Any:
        """Name the structures above, what is compared at the left."""
        across = orientation == Qt.Orientation.Horizontal
        said = heading(self.found, self.columns[section]) if across else typeset(self.rows[section].title)
        if role == Item.DisplayRole:
            return said
        if role == Item.ToolTipRole:
            return plain_tooltip(said)
        if role == Item.TextAlignmentRole:
            return _LEFT
        if role == Item.FontRole:
            return theme.font(theme.HEADER, bold=across or self.rows[section].kind is RowKind.PRICE)
        return None

    def data(self, index: Index, role: int = Item.DisplayRole) -> Any:
        """Return the words of a cell and how it looks."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Item.DisplayRole:
                return shown(self.found, row, column)
            case Item.EditRole:
                return typed(self.found, row, column)
            case Item.TextAlignmentRole:
                return _RIGHT
            case Item.ToolTipRole | Item.AccessibleTextRole:
                return self._told(row, column, role)
            case _:
                return self._look(row, column, role)

    def _told(self, row: Row, column: Column, role: int) -> str:
        about = spoken(self._about(row, column))
        said = shown(self.found, row, column)
        if role == Item.ToolTipRole:
            return plain_tooltip(about or said)
        return ", ".join(
            part for part in (heading(self.found, column), row.title, said_aloud(said), about) if part
        )  # fmt: skip

    def _about(self, row: Row, column: Column) -> list[Finding]:
        if column.id == OURS or row.kind in COMPUTED or row.free is not None:
            return []
        address = address_of(row, column, self.found)
        return [one for one in self._findings if contains(address, one.address)]

    def _look(self, row: Row, column: Column, role: int) -> Any:
        severity = worst_of(self._about(row, column))
        if row.kind is RowKind.SEEN and column.id in self._old:
            severity = severity or Severity.ADVICE
        if role == Item.DecorationRole and severity is not None:
            return icons.icon(severity.value)
        if role == Item.BackgroundRole:
            return self._ground(column, severity)
        if role == Item.ForegroundRole and row.kind in _QUIET:
            return theme.role("muted")
        if role == Item.FontRole:
            return theme.font(
                theme.HEADER if row.kind in _QUIET else theme.BODY, bold=row.kind is RowKind.PRICE, figures=True
            )
        return None

    def _ground(self, column: Column, severity: Severity | None) -> Any:
        if severity in SOFT_GROUND:
            return theme.role(SOFT_GROUND[severity])
        return theme.role("accent_soft") if column.id == OURS else None
