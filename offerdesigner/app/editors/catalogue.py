"""Tables of what is counted and delivered: metrics, groups, services, partners.

The model holds a tuple of frozen rows and synchronises it by id, so that the current cell
survives every change; each cell edits one address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from offerdesigner.app import icons, theme
from offerdesigner.app.fields.marks import SOFT_GROUND, plain_tooltip, spoken, worst_of
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, NoSuchAddress
from offerdesigner.model.base import Id, Identified
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.text import NotANumber, _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_ROOT = QModelIndex()


@dataclass(frozen=True)
class Writing:
    """How the values of a column are shown, typed and read back; `read` raises `NotANumber` with a sentence."""

    shown: Callable[[Any], str]
    typed: Callable[[Any], str]
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column: the field it edits (`contact/website` for a field inside a field), and how.

    `choices` makes it a choice among values; `boolean` a box to tick; `computed` gives words that cannot be edited;
    what is not a text has its own `writing`.
    """

    field: str
    title: str
    help: str = ""
    label: str = ""
    boolean: bool = False
    choices: Callable[[Project], Sequence[tuple[Any, str]]] | None = None
    computed: Callable[[Project, Any], str] | None = None
    writing: Writing | None = None
    stretch: int = 1


class CatalogueModel(QAbstractTableModel):
    """The objects of the tuple at address `holder` of the document, one a row."""

    def __init__(
        self, document: Document, holder: Address, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.holder = holder
        self.columns = tuple(columns)
        self._rows: list[Identified] = list(self.held(document.project))
        self._findings: dict[tuple[Id, str], list[Finding]] = {}
        document.changed.connect(self._follow)

    # What it holds

    def held(self, project: Project) -> Sequence[Identified]:
        """Return the objects of `project` that are shown, in their order; none when what holds them is gone."""
        try:
            return addresses.get(project, self.holder)  # type: ignore[no-any-return]
        except NoSuchAddress:
            return ()

    def point_to(self, holder: Address) -> None:
        """Show another tuple of the same kind (the questions of another group)."""
        self.holder = holder
        self.sync(self.held(self._document.project))

    def row_object(self, row: int) -> Identified:
        """Return the object shown on `row`."""
        return self._rows[row]

    def row_of(self, wanted: Id) -> int:
        """Return the row of the object `wanted`, or -1."""
        return next((row for row, item in enumerate(self._rows) if item.id == wanted), -1)

    def address_at(self, index: Index) -> Address:
        """Return the address that the cell at `index` edits."""
        column = self.columns[index.column()]
        return addresses.at(self.holder, self._rows[index.row()].id, "" if column.computed else column.field)

    def index_for(self, address: Address) -> QModelIndex:
        """Return the cell for `address` (the first of its row when it names no column), or an invalid index."""
        wanted, _slash, field = address.removeprefix(f"{self.holder}/").partition("/")
        row = self.row_of(wanted)
        if row < 0:
            return QModelIndex()
        named = (
            place for place, column in enumerate(self.columns) if field and addresses.contains(column.field, field)
        )
        return self.index(row, next(named, 0))

    def choices_at(self, index: Index) -> Sequence[tuple[Any, str]] | None:
        """Return the choices (value, words) of the cell at `index`, or `None` when it is typed."""
        choices = self.columns[index.column()].choices
        return None if choices is None else choices(self._document.project)

    def value_of(self, item: Identified, column: Column) -> Any:
        """Return what a cell of the row of `item` holds."""
        return _read(item, column.field)

    def edit_for(self, index: Index, value: Any) -> Edit:
        """Return the edit that gives the cell at `index` another value."""
        return set_value(self.address_at(index), value, self.columns[index.column()].label)

    # Synchronising

    def _follow(self, change: Change) -> None:
        self.sync(self.held(change.project))

    def sync(self, rows: Sequence[Identified]) -> None:
        """Come to hold `rows`: remove, insert, move and change rows one by one, so that the current cell stays."""
        if len(rows) == len(self._rows) and all(new is old for new, old in zip(rows, self._rows, strict=True)):
            self._refresh_dependent()
            return
        kept = {item.id for item in rows}
        for row in range(len(self._rows) - 1, -1, -1):
            if self._rows[row].id not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, item in enumerate(rows):
            self._place(row, item)
        self._refresh_dependent()

    def _place(self, row: int, item: Identified) -> None:
        is_there = row < len(self._rows) and self._rows[row].id == item.id
        found = row if is_there else self.row_of(item.id)
        if found < 0:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, item)
            self.endInsertRows()
            return
        if found != row:
            self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), row if row < found else row + 1)
            self._rows.insert(row, self._rows.pop(found))
            self.endMoveRows()
        if self._rows[row] is not item:
            self._rows[row] = item
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _refresh_dependent(self) -> None:
        """Repaint the columns whose words come from elsewhere (the name of a group, of a partner)."""
        if not self._rows:
            return
        for place, column in enumerate(self.columns):
            if column.choices or column.computed:
                self.dataChanged.emit(self.index(0, place), self.index(len(self._rows) - 1, place))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the cells with the findings about them; one about a whole object marks its first cell."""
        found: dict[tuple[Id, str], list[Finding]] = {}
        for finding in findings:
            index = self.index_for(finding.address) if finding.address.startswith(self.holder + "/") else QModelIndex()
            if index.isValid():
                key = (self._rows[index.row()].id, self.columns[index.column()].field)
                found.setdefault(key, []).append(finding)
        if found != self._findings:
            self._findings = found
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many objects there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say whether the cell is typed, ticked, or only read."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        column = self.columns[index.column()]
        if column.boolean:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if column.computed else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns, and give each row a grip."""
        if orientation == Qt.Orientation.Horizontal:
            column = self.columns[section]
            if role == Role.DisplayRole:
                return column.title
            if role == Role.ToolTipRole:
                return plain_tooltip(column.help) or None
            if role == Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None
        if role == Role.DisplayRole:
            return ""
        if role == Role.DecorationRole:
            return icons.icon("grip", "muted")
        if role == Role.ToolTipRole:
            return _("Faites glisser pour changer l'ordre (Alt+↑, Alt+↓)")
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the words of a cell, its box, its mark; with `UserRole`, the object of its row."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        item = self._rows[index.row()]
        if role == Role.CheckStateRole and column.boolean:
            return Qt.CheckState.Checked if self.value_of(item, column) else Qt.CheckState.Unchecked
        if role == Role.EditRole and column.writing is not None:
            return column.writing.typed(self.value_of(item, column))
        if role in (Role.DisplayRole, Role.EditRole):
            return self._words(item, column)
        if role == Role.UserRole:
            return item
        return self._marked(item, column, role)

    def _words(self, item: Identified, column: Column) -> str | None:
        if column.boolean:
            return None
        if column.computed:
            return column.computed(self._document.project, item)
        value = self.value_of(item, column)
        if column.choices:
            return next((words for choice, words in column.choices(self._document.project) if choice == value), "")
        return str(value) if column.writing is None else column.writing.shown(value)

    def _marked(self, item: Identified, column: Column, role: int) -> Any:
        findings = self._findings.get((item.id, column.field), [])
        severity = worst_of(findings)
        if role == Role.ToolTipRole:
            return plain_tooltip(spoken(findings) or self._words(item, column) or "") or None
        if role == Role.AccessibleTextRole:
            state = (
                (_("oui") if self.value_of(item, column) else _("non")) if column.boolean else self._words(item, column)
            )
            return ", ".join(part for part in (column.title, state, spoken(findings)) if part)
        if role == Role.DecorationRole and severity is not None:
            return icons.icon(severity.value)
        if role == Role.BackgroundRole and severity in SOFT_GROUND:
            return theme.role(SOFT_GROUND[severity])
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Apply an edit of the cell's address to the document."""
        column = self.columns[index.column()]
        if column.computed or column.boolean != (role == Role.CheckStateRole) or role not in _WRITABLE:
            return False
        if column.boolean:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif column.writing is not None:
            try:
                value = column.writing.read(str(value).strip())
            except NotANumber as refusal:
                self._document.refused.emit(str(refusal))
                return False
        elif column.choices is None:
            value = str(value).strip()
        if value == self.value_of(self._rows[index.row()], column):
            return False
        return self._document.apply(self.edit_for(index, value), self)


_WRITABLE = (Role.EditRole, Role.CheckStateRole)


def _read(item: Any, field: str) -> Any:
    for name in field.split("/"):
        item = getattr(item, name)
    return item
