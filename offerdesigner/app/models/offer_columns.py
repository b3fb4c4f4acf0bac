"""What the models of the grid and of the options share: one column an offer, one row an attribute."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from offerdesigner.app.document import Document
from offerdesigner.app.fields.marks import plain_tooltip, spoken, worst_of
from offerdesigner.app.models.grid_batch import Entry
from offerdesigner.app.models.grid_columns import NO_CELL, Cell
from offerdesigner.app.models.grid_looks import Look, told_in
from offerdesigner.app.models.grid_rows import Row, awaited_months, group_of, rows_under, unfolded
from offerdesigner.app.models.grid_sides import ShownPrices
from offerdesigner.app.models.grid_sync import Axis, bring
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.text import _

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()

LOOK_ROLE = Role.UserRole + 1
"""The role that gives the `Look` of a cell, for the delegate."""


class OfferColumnsModel(QAbstractTableModel):
    """Rows computed from the project against the offers of one range; it follows the document by id.

    Subclasses say which rows there are, what a cell shows, and what typing in it does.
    """

    headings_changed = Signal()
    """The headings look otherwise: a mark, the public of an offer."""

    def __init__(self, document: Document, range_id: Id, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.range_id = range_id
        self.prices = ShownPrices()
        self.extra_months = awaited_months(document.project, range_id)
        self._opening = document.project
        self._opening_cells: dict[tuple[str, Id], Cell | None] = {}
        self._findings: tuple[Finding, ...] = ()
        self._found: dict[tuple[str, Id], tuple[Finding, ...]] = {}
        self._columns: dict[Id, dict[str, Cell]] = {}
        self._keys: dict[Id, tuple[object, ...]] = {}
        self._known_rows: tuple[Row, ...] = ()
        self._shared: tuple[object, ...] = ()
        self._row_axis = Axis(
            self.beginInsertRows,
            self.endInsertRows,
            self.beginRemoveRows,
            self.endRemoveRows,
            self.beginMoveRows,
            self.endMoveRows,
        )
        self._column_axis = Axis(
            self.beginInsertColumns,
            self.endInsertColumns,
            self.beginRemoveColumns,
            self.endRemoveColumns,
            self.beginMoveColumns,
            self.endMoveColumns,
        )
        self.folded: frozenset[str] = frozenset()
        self.every_row: tuple[Row, ...] = tuple(self.rows_for(document.project))
        self.rows: list[Row] = list(self.every_row)
        self.offers: list[Offer] = list(document.project.offers_of(range_id))
        self._compute(document.project)

    # What subclasses say

    @abstractmethod
    def rows_for(self, project: Project) -> Sequence[Row]:
        """Return all the rows there are."""

    @abstractmethod
    def cell_for(self, project: Project, row: Row, offer: Offer) -> Cell:
        """Return what a cell shows."""

    def cells_for(self, project: Project, offer: Offer) -> dict[str, Cell]:
        """Return what all the cells of an offer show, by row."""
        return {row.id: self.cell_for(project, row, offer) for row in self.every_row if row.has_cells}

    @abstractmethod
    def edit_for(self, project: Project, row: Row, offer: Offer, typed: str) -> Edit:
        """Return the edit for what is typed in a cell. Raises `Refused`."""

    @abstractmethod
    def batch_for(self, entries: Sequence[Entry], label: str) -> Edit:
        """Return the one edit for what is typed in many cells. Raises `Refused`, naming the cell."""

    @abstractmethod
    def toggle_for(self, row: Row, offer: Offer) -> Edit | None:
        """Return the edit that the space bar makes, or `None`. Raises `Refused`."""

    @abstractmethod
    def is_typed_live(self, row: Row) -> bool:
        """Tell whether each key typed in a row changes the project at once."""

    # Places

    def row_at(self, index: Index) -> Row:
        """Return the row of a cell."""
        return self.rows[index.row()]

    def offer_at(self, index: Index) -> Offer:
        """Return the offer of a cell, as it is now."""
        return self.offers[index.column()]

    def row_number(self, row_id: str) -> int:
        """Return the place of a row, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), -1)

    @property
    def first_row(self) -> int:
        """The first row that has cells."""
        return next((place for place, row in enumerate(self.rows) if row.has_cells), 0)

    def column_number(self, offer_id: Id) -> int:
        """Return the place of an offer's column, or -1."""
        return next((place for place, offer in enumerate(self.offers) if offer.id == offer_id), -1)

    def index_at(self, row_id: str, offer_id: Id) -> QModelIndex:
        """Return the cell of a row and an offer, or an invalid index."""
        row, column = self.row_number(row_id), self.column_number(offer_id)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def index_for(self, address: Address) -> QModelIndex:
        """Return the cell in which `address` stands, its group unfolded, or an invalid index."""
        best, found = -1, ("", "")
        for offer in self.offers:
            for row_id, cell in self._columns.get(offer.id, {}).items():
                if (cell.is_there or cell.is_apart) and contains(cell.address, address) and len(cell.address) > best:
                    best, found = len(cell.address), (row_id, offer.id)
        self.reveal(found[0])
        return self.index_at(*found)

    def typed_at(self, row: int, column: int) -> str:
        """Return what a cell says, as one types it."""
        return self.cell(self.rows[row].id, self.offers[column].id).typed

    def cell(self, row_id: str, offer_id: Id) -> Cell:
        """Return what the cell of a row, folded or not, shows for an offer."""
        return self._columns.get(offer_id, {}).get(row_id, NO_CELL)

    def look_at(self, index: Index) -> Look:
        """Return all that there is to paint in a cell."""
        row, offer = self.row_at(index), self.offer_at(index)
        cell = self.cell(row.id, offer.id)
        return Look(row, cell, self._found.get((row.id, offer.id), ()), self._before(row, offer, cell))

    def texts(self) -> Iterator[str]:
        """Yield the texts of all the cells."""
        for cells in self._columns.values():
            yield from (f"{cell.text} {cell.side}".strip() for cell in cells.values())

    def severity_of_offer(self, offer: Offer) -> Severity | None:
        """Return the worst severity found anywhere in `offer`."""
        return worst_of([finding for finding in self._findings if contains(at("offers", offer.id), finding.address)])

    def findings_of_row(self, row: Row) -> tuple[Finding, ...]:
        """Return the findings about what the heading of a row names, and in the rows that it hides."""
        hidden = rows_under(self.every_row, row.id) if row.hidden else []
        named = {other.address for other in (row, *hidden) if other.address}
        found = [finding for finding in self._findings if any(contains(one, finding.address) for one in named)]
        ids = {other.id for other in hidden}
        return (
            *found,
            *(finding for (row_id, _offer), here in self._found.items() if row_id in ids for finding in here),
        )

    def read_of(self, offer: Offer) -> object:
        """Return the part of an offer that its cells show: they are computed again when it is another object."""
        return offer

    # Folding

    def fold(self, folded: Collection[str]) -> None:
        """Show only the headings of these groups of rows, and all of the others."""
        self.folded = frozenset(folded)
        self.sync(self.document.project)

    def reveal(self, row_id: str) -> int:
        """Unfold the group of a row, if need be, and return the place of the row, or -1."""
        group = group_of(self.every_row, row_id)
        if group in self.folded:
            self.fold(self.folded - {group})
        return self.row_number(row_id)

    def expect_months(self, months: int) -> None:
        """Give a row to a length of term that no offer has yet."""
        self.extra_months |= {months}
        self.sync(self.document.project)

    def forget_months(self, months: int | None) -> bool:
        """Take back the row of a length of term that was only expected. False when it was not."""
        if months not in self.extra_months:
            return False
        self.extra_months -= {months}
        self.sync(self.document.project)
        return True

    # Following the document

    def show_range(self, range_id: Id) -> None:
        """Show the offers of another range."""
        if range_id == self.range_id:
            return
        self.beginResetModel()
        self.range_id = range_id
        project = self.document.project
        self.extra_months = awaited_months(project, range_id)
        self.every_row = tuple(self.rows_for(project))
        self.rows[:] = unfolded(self.every_row, self.folded)
        self.offers[:] = project.offers_of(range_id)
        self._compute(project)
        self._mark()
        self.endResetModel()

    def show_side(self, side: TaxMode) -> None:
        """Show the prices TTC, or HT."""
        if side != self.prices.side:
            self.prices.side = side
            self._opening_cells.clear()
            self.sync(self.document.project)

    def sync(self, project: Project) -> None:
        """Come to show `project`, touching only what changed."""
        labels = {row.id: row.label for row in self.rows}
        self.every_row = tuple(self.rows_for(project))
        bring(self.rows, unfolded(self.every_row, self.folded), self._row_axis)
        names = {offer.id: offer.name for offer in self.offers}
        shown = self._headings()
        bring(self.offers, project.offers_of(self.range_id), self._column_axis)
        for row_id, offer_id in self._compute(project):
            index = self.index_at(row_id, offer_id)
            if index.isValid():
                self.dataChanged.emit(index, index)
        self._mark()
        # A change of heading makes Qt lay the whole view out again: only a changed name is one.
        for place, row in enumerate(self.rows):
            if labels.get(row.id) != row.label:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, place, place)
        for place, offer in enumerate(self.offers):
            if names.get(offer.id) != offer.name:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)
        if self._headings() != shown:
            self.headings_changed.emit()

    def _headings(self) -> tuple[object, ...]:
        """Return all that the headings paint; painting them at each key would make typing slower."""
        return tuple(self.rows), [(offer.id, offer.name, offer.public) for offer in self.offers]

    def _compute(self, project: Project) -> Iterable[tuple[str, Id]]:
        """Compute the columns that depend on what changed, and return the cells that differ."""
        shared = (
            project.services,
            project.options,
            project.metrics,
            project.structure,
            project.price_lists,
            self.prices.side,
        )
        is_same = self.every_row == self._known_rows and all(a is b for a, b in zip(shared, self._shared, strict=False))
        self._known_rows, self._shared = self.every_row, shared
        by_id = {offer.id: offer for offer in project.offers}
        changed: list[tuple[str, Id]] = []
        columns, keys = {}, {}
        for offer in self.offers:
            keys[offer.id] = tuple(self.read_of(link) for link in _ancestors(offer, by_id))
            known = self._columns.get(offer.id, {})
            if is_same and _same(self._keys.get(offer.id, ()), keys[offer.id]):
                columns[offer.id] = known
                continue
            columns[offer.id] = self.cells_for(project, offer)
            changed += [(row, offer.id) for row, cell in columns[offer.id].items() if known.get(row) != cell]
        self._columns, self._keys = columns, keys
        return changed

    def _before(self, row: Row, offer: Offer, cell: Cell) -> str | None:
        """Return what the cell said when the project was opened, if it said something else."""
        place = (row.id, offer.id)
        if place not in self._opening_cells:
            self._opening_cells[place] = self._opening_cell(row, offer)
        opening = self._opening_cells[place]
        return opening.text if opening is not None and opening.text != cell.text else None

    def _opening_cell(self, row: Row, offer: Offer) -> Cell | None:
        try:
            return self.cell_for(self._opening, row, self._opening.find("offers", offer.id))  # type: ignore[arg-type]
        except KeyError:
            return None

    # Findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the cells and headings that findings are about; praise marks nothing."""
        self._findings = tuple(finding for finding in findings if finding.severity is not Severity.STRENGTH)
        self._mark()
        self.headings_changed.emit()

    def _mark(self) -> None:
        found = {}
        for offer in self.offers:
            about = [finding for finding in self._findings if self._concerns(finding, offer)]
            if not about:
                continue
            for row_id, here in told_in(self._columns.get(offer.id, {}), about):
                found[row_id, offer.id] = here
        changed = [place for place in {*found, *self._found} if found.get(place) != self._found.get(place)]
        self._found = found
        for row_id, offer_id in changed:
            index = self.index_at(row_id, offer_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _concerns(self, finding: Finding, offer: Offer) -> bool:
        return contains(at("offers", offer.id), finding.address)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many attributes there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many offers there are."""
        return 0 if parent.isValid() else len(self.offers)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Make cells editable, and leave out those of headings."""
        if not index.isValid() or not self.row_at(index).has_cells:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the words of a cell, its address (UserRole) and what the delegate paints (LOOK_ROLE)."""
        if not index.isValid():
            return None
        look = self.look_at(index)
        match role:
            case Role.DisplayRole:
                return look.cell.text
            case Role.EditRole:
                return look.cell.typed
            case Role.UserRole:
                return look.cell.address
            case Role.ToolTipRole:
                return plain_tooltip(look.tooltip) or None
            case Role.AccessibleTextRole:
                return look.said(self.offer_at(index).name)
        return look if role == LOOK_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the name of an offer or of an attribute, and its address (UserRole)."""
        if orientation == Qt.Orientation.Horizontal:
            return self._offer_heading(section, role) if 0 <= section < len(self.offers) else None
        return self._row_heading(section, role) if 0 <= section < len(self.rows) else None

    def _offer_heading(self, column: int, role: int) -> str | None:
        offer = self.offers[column]
        if role == Role.DisplayRole:
            return offer.name
        if role == Role.ToolTipRole:
            return plain_tooltip("\n".join(part for part in (offer.name, offer.public) if part))
        return at("offers", offer.id) if role == Role.UserRole else None

    def _row_heading(self, place: int, role: int) -> str | None:
        row = self.rows[place]
        if role == Role.DisplayRole:
            return row.label
        if role == Role.ToolTipRole:
            unprinted = "" if row.is_printed else _("N'est pas imprimé sur la fiche.")
            details = (row.label, row.detail, unprinted, spoken(self.findings_of_row(row)))
            return plain_tooltip("\n".join(part for part in details if part))
        return row.address if role == Role.UserRole else None


def _ancestors(offer: Offer, by_id: dict[Id, Offer]) -> Iterable[Offer]:
    current: Offer | None = offer
    while current is not None:
        yield current
        current = by_id.get(current.inherits or "")


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
