"""« Clients »: those of today, and the share of the new ones that each sale takes in each scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.catalogue import CatalogueModel, Column, Index, Writing
from offerdesigner.app.editors.catalogues import Catalogue
from offerdesigner.app.editors.forecast import edits
from offerdesigner.app.editors.sales_table import SalesTable
from offerdesigner.app.editors.sharing.catalogues import sales
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id, Identified
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.text import _, number, parse_number

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

_ROOT = QModelIndex()
_STRETCH = {"offer": 2, "price_list": 1, "profile": 3}
"""Numbers take the width of their heading alone: what is left is for words."""


def _read_share(typed: str) -> Decimal:
    """Read a share; nothing typed is none. Raises `NotANumber`."""
    return parse_number(typed) if typed.strip(" \u00a0\u202f—") else Decimal(0)


_SHARE = Writing(
    shown=lambda value: number(value) if value else "—",
    typed=lambda value: number(value) if value else "",
    read=_read_share,
)


@dataclass(frozen=True)
class _ShareColumn(Column):
    """The shares that one scenario gives to each sale."""

    scenario: Id = ""


def _share_columns(project: Project) -> tuple[_ShareColumn, ...]:
    return tuple(
        _ShareColumn(
            field=at("mix", scenario.id),
            title=scenario.name or _("Sans nom"),
            help=_(
                "Part des nouveaux clients, dans ce scénario. Sans aucune part, ils prennent ce que prennent ceux "
                "d'aujourd'hui."
            ),
            label=_("répartir les nouveaux clients"),
            writing=_SHARE,
            stretch=0,
            scenario=scenario.id,
        )
        for scenario in project.scenarios
    )


class ClientsModel(CatalogueModel):
    """The sales, with one more column for each scenario."""

    def __init__(
        self, document: Document, holder: Address, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        self._own_columns = tuple(columns)
        super().__init__(document, holder, (*columns, *_share_columns(document.project)), parent)

    def address_at(self, index: Index) -> Address:
        """Return the address of a cell: that of the mix for a share."""
        column = self.columns[index.column()]
        if isinstance(column, _ShareColumn):
            return at("scenarios", column.scenario, "mix")
        return super().address_at(index)

    def index_for(self, address: Address) -> QModelIndex:
        """Return the cell for `address`; a mix, or a share of it, is in the column of its scenario."""
        for place, column in enumerate(self.columns):
            if isinstance(column, _ShareColumn):
                mix = at("scenarios", column.scenario, "mix")
                if contains(mix, address):
                    return self.index(self._row_of_share(column.scenario, address), place)
        return super().index_for(address) if contains(self.holder, address) else QModelIndex()

    def _row_of_share(self, scenario: Id, address: Address) -> int:
        wanted = address.split("/")[3:4]
        mix = edits.scenario_named(self._document.project, scenario).mix
        return max(0, self.row_of(next((item.sale for item in mix if [item.id] == wanted), "")))

    def value_of(self, item: Identified, column: Column) -> Any:
        """Return what a cell holds; a scenario that is gone, whose column is about to go, gives nothing."""
        if isinstance(column, _ShareColumn):
            return edits.share_of(self._document.project, column.scenario, item.id)
        return super().value_of(item, column)

    def edit_for(self, index: Index, value: Any) -> Edit:
        """Return the edit of a cell."""
        column = self.columns[index.column()]
        if isinstance(column, _ShareColumn):
            return edits.give_share(column.scenario, self.row_object(index.row()).id, value)
        return super().edit_for(index, value)

    def _words(self, item: Identified, column: Column) -> str | None:
        if isinstance(column, _ShareColumn) and isinstance(item, Sale):
            scenario = edits.find_scenario(self._document.project, column.scenario)
            if scenario is not None and not scenario.mix:
                return f"({number(item.clients)})"
        return super()._words(item, column)

    def _follow(self, change: Change) -> None:
        if change.previous.scenarios is not change.project.scenarios:
            self._fit_columns(_share_columns(change.project))
        super()._follow(change)

    def _fit_columns(self, wanted: tuple[_ShareColumn, ...]) -> None:
        """Come to have the columns `wanted` after the usual ones; those that stay keep their place on screen."""
        first = len(self._own_columns)
        kept = {column.scenario for column in wanted}
        for place in range(len(self.columns) - 1, first - 1, -1):
            column = self.columns[place]
            if isinstance(column, _ShareColumn) and column.scenario not in kept:
                self.beginRemoveColumns(_ROOT, place, place)
                self.columns = (*self.columns[:place], *self.columns[place + 1 :])
                self.endRemoveColumns()
        more = len(wanted) - (len(self.columns) - first)
        if more:
            self.beginInsertColumns(_ROOT, len(self.columns), len(self.columns) + more - 1)
            self.columns = (*self._own_columns, *wanted)
            self.endInsertColumns()
        self.columns = (*self._own_columns, *wanted)
        if wanted:
            self._tell_shares(first)

    def _tell_shares(self, first: int) -> None:
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, first, last)
        if self._rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self._rows) - 1, last))


def _clients(document: Document) -> Catalogue:
    """Return the sales as clients: their options are chosen beside, to leave room for the scenarios."""
    known = sales(document)
    columns = tuple(replace(column, stretch=_STRETCH.get(column.field, 0)) for column in known.columns)
    words = replace(
        known.words,
        title=_("Clients"),
        empty=_("Aucun client encore : combien en avez-vous aujourd'hui, sur quelle offre ? Zéro convient aussi."),
        add=_("Ajouter des clients"),
    )
    return replace(known, columns=tuple(one for one in columns if one.computed is None), words=words)


class ClientsTable(SalesTable):
    """The sales and their shares of the new clients, typed in place."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent, catalogue=_clients(document))
        for signal in (self.model.columnsInserted, self.model.columnsRemoved, self.model.headerDataChanged):
            signal.connect(self._fit)

    def _make_model(self, holder: Address, columns: Sequence[Column]) -> CatalogueModel:
        return ClientsModel(self._document, holder, columns, self)

    def go_to(self, address: Address) -> bool:
        """Make the cell of a sale, or of a share, current. False when it is neither."""
        index = self.model.index_for(address)
        if address == self.model.holder or not index.isValid():
            return address == self.model.holder
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True
