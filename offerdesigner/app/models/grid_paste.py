"""Where a table of text falls on the cells of a grid, from the selection on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offerdesigner.app.models.grid_batch import Entry
from offerdesigner.app.models.grid_rows import Row
from offerdesigner.app.models.grid_tables import Table, plain
from offerdesigner.app.models.offer_columns import OfferColumnsModel
from offerdesigner.model.base import Id
from offerdesigner.model.typed import Refused
from offerdesigner.text import _, listed, number, plural


@dataclass(frozen=True)
class Block:
    """A rectangle of cells: the places of its rows (those of headings left out) and of its columns."""

    rows: Sequence[int]
    columns: Sequence[int]

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.rows), len(self.columns)


def room_from(columns: OfferColumnsModel, block: Block) -> Block:
    """Return all the cells from the first of `block` on, downwards and to the right."""
    rows = [place for place in range(block.rows[0], len(columns.rows)) if columns.rows[place].has_cells]
    return Block(rows, range(block.columns[0], len(columns.offers)))


def target_of(block: Block, room: Block, table: Table) -> Block:
    """Return the cells that `table` fills: the whole block when it holds the table a round number of times."""
    height, width = block.size
    if height % table.height == 0 and width % table.width == 0:
        return block
    return Block(room.rows[: table.height], room.columns[: table.width])


def overflow(room: Block, table: Table) -> str:
    """Say that a table is larger than the cells there are; "" when it fits."""
    rows, offers = room.size
    has, left = [], []
    if table.height > rows:
        has.append(_counted_lines(table.height))
        left.append(_counted_lines(rows))
    if table.width > offers:
        has.append(plural(table.width, _("{n} colonne"), _("{n} colonnes")).format(n=number(table.width)))
        left.append(plural(offers, _("{n} offre"), _("{n} offres")).format(n=number(offers)))
    said = _("Le tableau copié a {size} ; à partir de cette case, il n'y a plus que {room}. Rien n'est collé.")
    return said.format(size=listed(has), room=listed(left)) if has else ""


def cropped(room: Block, table: Table) -> tuple[Block, Table]:
    """Return the part of a table that fits, and the cells that it fills."""
    height, width = min(len(room.rows), table.height), min(len(room.columns), table.width)
    lines = tuple(line[:width] for line in table.lines[:height])
    return Block(room.rows[:height], room.columns[:width]), Table(lines, height, width)


def _counted_lines(count: int) -> str:
    return plural(count, _("{n} ligne"), _("{n} lignes")).format(n=number(count))


def pasted(columns: OfferColumnsModel, target: Block, table: Table) -> list[Entry]:
    """Return what a table types in the cells of `target`, line by line, again and again until it is full."""
    entries = []
    for down, row in enumerate(target.rows):
        line = table.lines[down % table.height]
        for across, column in enumerate(target.columns):
            # A line shorter than the others leaves the rest of its cells as they are.
            if across % table.width < len(line):
                offer = columns.offers[column].id
                entries.append(entry(columns.rows[row], offer, line[across % table.width]))
    return entries


def entry(row: Row, offer: Id, text: str) -> Entry:
    """Return what pasting a text in the cell of a row for an offer types there."""
    try:
        typed, refusal = plain(text), ""
    except Refused as error:
        typed, refusal = "", str(error)
    return Entry(row, offer, typed, refusal)


def same_in_all(columns: OfferColumnsModel, block: Block, typed: str) -> list[Entry]:
    """Return what typing one text in every cell of a block is."""
    return [
        Entry(columns.rows[row], columns.offers[column].id, typed) for row in block.rows for column in block.columns
    ]


def filled(columns: OfferColumnsModel, block: Block, *, down: bool) -> list[Entry]:
    """Return what typing the first row of a block in those below is, or its first column in those at its right."""
    if down:
        pairs = [(row, column, block.rows[0], column) for row in block.rows[1:] for column in block.columns]
    else:
        pairs = [(row, column, row, block.columns[0]) for row in block.rows for column in block.columns[1:]]
    return [
        Entry(columns.rows[row], columns.offers[column].id, columns.typed_at(from_row, from_column))
        for row, column, from_row, from_column in pairs
    ]


def copied(columns: OfferColumnsModel, block: Block) -> list[list[str]]:
    """Return the cells of a block as one types them."""
    return [[columns.typed_at(row, column) for column in block.columns] for row in block.rows]
