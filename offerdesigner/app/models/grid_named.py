"""The names that a table of text carries with its values: of rows in its first column, of offers in its first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from offerdesigner.app.models.grid_batch import Entry
from offerdesigner.app.models.grid_paste import Block, entry
from offerdesigner.app.models.grid_rows import PRICED, Row
from offerdesigner.app.models.grid_tables import Table
from offerdesigner.app.models.offer_columns import OfferColumnsModel
from offerdesigner.model.base import Id
from offerdesigner.model.typed import ABSENT, reduced
from offerdesigner.text import _, fold, listed, plural

_VALUES = frozenset(fold(word) for word in (_("oui"), _("illimité"), _("gratuit"), _("offerte"), _("sur devis"), "x"))


@dataclass(frozen=True)
class Headed:
    """The values of a table, and the rows and the offers that it names: `None` where it names none.

    A name that the grid does not know has no row (or no offer), and is in `unknown`.
    """

    table: Table
    rows: tuple[Row | None, ...] | None = None
    offers: tuple[Id | None, ...] | None = None
    unknown: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the values go where names say, rather than at the cursor."""
        return self.rows is not None or self.offers is not None

    @property
    def remark(self) -> str:
        """Say which names were left out; "" when all are known."""
        names = listed(f"« {name} »" for name in self.unknown)
        one, many = _("{names} n'est pas dans la grille : laissé de côté."), _("{names} ne sont pas dans la grille.")
        return plural(len(self.unknown), one, many).format(names=names) if self.unknown else ""


def headed(columns: OfferColumnsModel, table: Table, room: Block) -> Headed:
    """Take the names off a table: those of the rows and of the offers of the grid, or words beside numbers.

    `room` is where the values go when they have no name.
    """
    offers = {fold(offer.name): offer.id for offer in columns.offers}
    rows = {fold(row.label): row for row in reversed(columns.every_row) if row.has_cells}
    first = table.lines[0] if table.lines else ()
    has_offers = table.height > 1 and _mostly(first, offers)
    lines = table.lines[1:] if has_offers else table.lines
    column = [line[0] if line else "" for line in lines]
    has_rows = table.width > 1 and _mostly(column, rows)
    if not has_offers and not has_rows:
        return Headed(_without_words(columns, table, room))
    names = first[1:] if has_rows else first
    kept = tuple(line[1:] if has_rows else line for line in lines)
    unknown = [name for name in names if has_offers and name and fold(name) not in offers]
    unknown += [name for name in column if has_rows and name and fold(name) not in rows]
    return Headed(
        Table(kept, table.height - has_offers, table.width - has_rows),
        tuple(rows.get(fold(name)) for name in column) if has_rows else None,
        tuple(offers.get(fold(name)) for name in names) if has_offers else None,
        tuple(unknown),
    )


def _mostly(names: Sequence[str], known: Iterable[str]) -> bool:
    """Tell whether most of `names` are known ones."""
    said = [fold(name) for name in names if name]
    return bool(said) and 2 * sum(name in known for name in said) > len(said)


def _without_words(columns: OfferColumnsModel, table: Table, room: Block) -> Table:
    """Take off a first column of words that no cell could hold: prices beside them, or no room for it."""
    rows = [columns.rows[place] for place in room.rows[: table.height]]
    is_too_wide = table.width - 1 == len(room.columns)
    are_prices = all(row.kind in PRICED for row in rows)
    has_names = table.width > 1 and all(line and _is_word(line[0]) for line in table.lines)
    if not has_names or not (is_too_wide or are_prices):
        return table
    beside = [line[1:] for line in table.lines]
    if not all(map(_has_figure, map("".join, beside))) or not all(_is_value(cell) for line in beside for cell in line):
        return table
    return Table(tuple(line[1:] for line in table.lines), table.height, table.width - 1)


def _is_word(cell: str) -> bool:
    return cell[:1].isalpha() and not _is_value(cell)


def _is_value(cell: str) -> bool:
    return _has_figure(cell) or fold(cell) in _VALUES or reduced(cell) in ABSENT


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def typed_by_name(columns: OfferColumnsModel, found: Headed, block: Block) -> list[Entry]:
    """Return what a table with names types, each value in the cell that its names say.

    Values without a name go from the first cell of `block` on; whole rows go from the first offer on.
    """
    rows, offers = found.rows, found.offers
    if rows is None:
        places = [place for place in range(block.rows[0], len(columns.rows)) if columns.rows[place].has_cells]
        rows = tuple(columns.rows[place] for place in places)
    if offers is None:
        start = block.columns[0] if block.columns[0] + found.table.width <= len(columns.offers) else 0
        offers = tuple(offer.id for offer in columns.offers[start:])
    return [
        entry(row, offer, text)
        for row, line in zip(rows, found.table.lines, strict=False)
        for offer, text in zip(offers, line, strict=False)
        if row is not None and offer is not None
    ]


def room_for(columns: OfferColumnsModel, found: Headed, room: Block) -> Block:
    """Return the cells that a table with names may fill."""
    rows = room.rows if found.rows is None else range(len(found.rows))
    return Block(rows, range(len(columns.offers)) if found.offers is None else range(len(found.offers)))
