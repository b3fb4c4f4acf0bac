"""Where words are found in a table of offers: in the headings and the cells, whatever the accents and the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offerdesigner.app.models.offer_columns import OfferColumnsModel
from offerdesigner.model.base import Id
from offerdesigner.text import fold


@dataclass(frozen=True)
class Hit:
    """A place where words were found. Without a row, the heading of an offer; without an offer, that of a row."""

    row: str = ""
    offer: Id = ""


Place = tuple[int, int]
"""A place in reading order: the row among all, folded or not (-1: the headings of offers), and the column (-1)."""


def place_of(columns: OfferColumnsModel, row_id: str, column: int) -> Place:
    """Return the place of a cell, or of the heading of a row when `column` is -1."""
    row = next((place for place, row in enumerate(columns.every_row) if row.id == row_id), -1)
    return row, column


def search(columns: OfferColumnsModel, words: str) -> dict[Hit, Place]:
    """Return where `words` are found, in reading order; folded rows are searched too."""
    wanted = fold(words)
    if not wanted:
        return {}
    return {hit: place for hit, place, text in _texts(columns) if wanted in fold(text)}


def _texts(columns: OfferColumnsModel) -> Iterator[tuple[Hit, Place, str]]:
    for column, offer in enumerate(columns.offers):
        yield Hit(offer=offer.id), (-1, column), f"{offer.name} {offer.public}"
    for place, row in enumerate(columns.every_row):
        yield Hit(row=row.id), (place, -1), f"{row.label} {row.detail}"
        for column, offer in enumerate(columns.offers if row.has_cells else ()):
            cell = columns.cell(row.id, offer.id)
            yield Hit(row.id, offer.id), (place, column), f"{cell.text} {cell.note} {cell.remark}"
