"""The two tables of offers: the grid of their attributes, and the options under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from offerdesigner.app.models.grid_batch import Entry, batch_edit, in_turn
from offerdesigner.app.models.grid_cells import cell_in, cell_of
from offerdesigner.app.models.grid_columns import Cell
from offerdesigner.app.models.grid_lists import listed_cell, standard, with_list_rows
from offerdesigner.app.models.grid_rows import TYPED_LIVE, Row, rows_of
from offerdesigner.app.models.grid_sides import ShownColumn, marked
from offerdesigner.app.models.grid_typing import edit_for, is_shown, toggle_edit
from offerdesigner.app.models.offer_columns import OfferColumnsModel
from offerdesigner.app.models.option_rows import (
    cycled,
    option_cell,
    option_edit_for,
    option_rows,
    set_standing,
)
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.project import Project
from offerdesigner.model.typed import ABSENT, reduced


def _cell_in(column: ShownColumn, row: Row) -> Cell:
    if row.price_list:
        sold = column.under(row.price_list)
        assert isinstance(sold, ShownColumn)
        return listed_cell(_cell_in(sold, standard(row)), column, row)
    return marked(cell_in(column, row), column, row, partial(cell_of, column.project, row, column.kept))


class GridModel(OfferColumnsModel):
    """The offers grid."""

    def rows_for(self, project: Project) -> Sequence[Row]:
        """Return prices, each in every price list, services by group, and for whom."""
        rows = rows_of(project, self.range_id, self.extra_months, self.prices.side)
        if not project.price_lists:
            return rows
        return tuple(with_list_rows(project, project.offers_of(self.range_id), rows))

    def cell_for(self, project: Project, row: Row, offer: Offer) -> Cell:
        """Return what a cell shows."""
        return _cell_in(ShownColumn(project, offer, self.prices), row)

    def cells_for(self, project: Project, offer: Offer) -> dict[str, Cell]:
        """Return a whole column, looking up what its cells share only once."""
        column = ShownColumn(project, offer, self.prices)
        return {row.id: _cell_in(column, row) for row in self.every_row if row.has_cells}

    def edit_for(self, project: Project, row: Row, offer: Offer, typed: str) -> Edit:
        """Return the edit for what is typed."""

        def read(shown: Project, text: str) -> Edit:
            return edit_for(shown, row, shown.find("offers", offer.id), text)  # type: ignore[arg-type]

        if self._says_already(row, offer.id, typed):
            return Edit(row.label, lambda unchanged: unchanged, self.cell(row.id, offer.id).address)
        return self.prices.edit(project, row, typed, read)

    def batch_for(self, entries: Sequence[Entry], label: str) -> Edit:
        """Return the one edit for what is typed in many cells."""
        meant = [one for one in entries if not self._says_already(one.row, one.offer, one.typed)]
        return self.prices.batch(self.document.project, meant, label, batch_edit, self.edit_for)

    def _says_already(self, row: Row, offer: Id, typed: str) -> bool:
        """Tell whether a price list says already what is typed, itself or by its rule.

        Emptying takes its own price away, whatever its cell shows.
        """
        cell = self.cell(row.id, offer)
        is_emptied = cell.is_there and reduced(typed) in ABSENT
        return bool(row.price_list) and not is_emptied and is_shown(cell, typed)

    def toggle_for(self, row: Row, offer: Offer) -> Edit | None:
        """Tick or untick a service."""
        return toggle_edit(self.document.project, row, offer)

    def is_typed_live(self, row: Row) -> bool:
        """Tell whether each key typed in a row changes the project at once."""
        return row.kind in TYPED_LIVE


class OptionsModel(OfferColumnsModel):
    """The options strip."""

    def rows_for(self, project: Project) -> Sequence[Row]:
        """Return one row an option."""
        return option_rows(project)

    def cell_for(self, project: Project, row: Row, offer: Offer) -> Cell:
        """Return what an offer makes of an option."""
        option: Option = project.find("options", row.key)  # type: ignore[assignment]
        return option_cell(project, option, offer, self.prices.option(project, option))

    def edit_for(self, project: Project, row: Row, offer: Offer, typed: str) -> Edit:
        """Return the edit for what is typed."""

        def read(shown: Project, text: str) -> Edit:
            return option_edit_for(shown, row, shown.find("offers", offer.id), text)  # type: ignore[arg-type]

        return self.prices.edit(project, row, typed, read)

    def batch_for(self, entries: Sequence[Entry], label: str) -> Edit:
        """Return the one edit for what is typed in many cells: the cells of an option share its price."""
        return in_turn(self.document.project, entries, label, self.edit_for)

    def toggle_for(self, row: Row, offer: Offer) -> Edit | None:
        """Go from proposed to included to not proposed."""
        project = self.document.project
        option = project.find("options", row.key)
        return set_standing(project, option, offer, cycled(project, option, offer))  # type: ignore[arg-type]

    def read_of(self, offer: Offer) -> object:
        """Return what an offer contains: no price of its own shows in the strip."""
        return offer.inclusions

    def is_typed_live(self, row: Row) -> bool:
        """Tell whether each key typed in a row changes the project at once."""
        return True

    def _concerns(self, finding: Finding, offer: Offer) -> bool:
        """Leave the marks of an option to its heading: its cells share one address."""
        return False
