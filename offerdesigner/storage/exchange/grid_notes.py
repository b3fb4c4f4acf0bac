"""What an import tells: the rows and cells that it leaves out and why, the amounts to settle, and the summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.storage.exchange.cells import column_name, place_name, shown
from offerdesigner.storage.exchange.grid_amounts import quoted
from offerdesigner.storage.exchange.grid_layout import Grid, Orientation, Place, Reading
from offerdesigner.text import NNBSP, _, listed, plural


class NoteKind(StrEnum):
    """What a note is about: a row, a column or a cell that is left out, or a cell whose reading is worth knowing."""

    ROW = "row"
    COLUMN = "column"
    CELL = "cell"
    REMARK = "remark"


@dataclass(frozen=True)
class Note:
    """Something to know of an import: where, and in one French sentence."""

    kind: NoteKind
    place: Place
    sentence: str


@dataclass(frozen=True)
class Doubt:
    """An amount that can be read in two ways."""

    place: Place
    text: str
    readings: Mapping[Reading, Decimal]


@dataclass(frozen=True)
class Filled:
    """A project with what a grid gives it, how much that is, and what is to be known of it.

    Of the `offers`, some were there and are `completed`. As long as there are doubts, what they are about is missing.
    """

    project: Project
    range_id: Id
    offers: int
    completed: int
    services: int
    options: int
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def count(self, kind: NoteKind) -> int:
        """Return how many notes are of this kind."""
        return sum(note.kind is kind for note in self.notes)


def summary(filled: Filled) -> str:
    """Say what an import brings and leaves: « 3 offres, 14 services, 2 options ; 1 ligne laissée »."""
    offers = plural(filled.offers, _("{n} offre"), _("{n} offres")).format(n=filled.offers)
    if filled.completed:
        completed = plural(filled.completed, _("{offers} dont {n} complétée"), _("{offers} dont {n} complétées"))
        offers = completed.format(offers=offers, n=filled.completed)
    brought = [
        offers,
        plural(filled.services, _("{n} service"), _("{n} services")).format(n=filled.services),
    ]
    if filled.options:
        brought.append(plural(filled.options, _("{n} option"), _("{n} options")).format(n=filled.options))
    left = list(_left(filled))
    return f"{', '.join(brought)}{NNBSP}; {listed(left)}" if left else ", ".join(brought)


def _left(filled: Filled) -> Iterator[str]:
    for kind, one, several in (
        (NoteKind.ROW, _("{n} ligne laissée"), _("{n} lignes laissées")),
        (NoteKind.COLUMN, _("{n} colonne laissée"), _("{n} colonnes laissées")),
        (NoteKind.CELL, _("{n} case laissée"), _("{n} cases laissées")),
    ):
        if number := filled.count(kind):
            yield plural(number, one, several).format(n=number)


def line_note(grid: Grid, line: int, label: str, why: str) -> Note:
    """Return the note that a line is left out."""
    return _note(grid.place(line, 0), grid.orientation is Orientation.ROWS, label, why)


def holder_note(grid: Grid, holder: int, label: str, why: str) -> Note:
    """Return the note that a holder is left out."""
    return _note(grid.place(0, holder), grid.orientation is Orientation.COLUMNS, label, why)


def _note(place: Place, is_column: bool, label: str, why: str) -> Note:
    where = (
        _("Colonne {name}").format(name=column_name(place[1])) if is_column else _("Ligne {n}").format(n=place[0] + 1)
    )
    sentence = _("{where}, {label} : {why}.") if label else _("{where} : {why}.")
    kind = NoteKind.COLUMN if is_column else NoteKind.ROW
    return Note(kind, place, sentence.format(where=where, label=quoted(label), why=why))


def cell_note(grid: Grid, place: Place, why: str, kind: NoteKind = NoteKind.CELL) -> Note:
    """Return a note about a cell."""
    row, column = place
    text = quoted(shown(grid.sheet.rows[row][column]))
    sentence = _("Case {name}, {text} : {why}.").format(name=place_name(row, column), text=text, why=why)
    return Note(kind, place, sentence)
