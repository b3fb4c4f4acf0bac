"""The cells of a sheet, whatever it was read from: texts, and numbers that are known to be numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from offerdesigner.text import NNBSP, _, day, number

MOST_ROWS = 500
MOST_COLUMNS = 100
LONGEST = 1000
"""How many letters of a cell are kept."""

LARGEST = 10**12
"""From there on a number is kept as a text: no price and no quantity is as large."""

_EXACT_DIGITS = 15
"""How many digits of a number spreadsheets keep."""

Cell = str | Decimal

NO_RESULT = "#formule"
"""What a cell says whose formula has no result, or one that failed."""

_FAILED = re.compile(rf"{NO_RESULT}|#(?:REF|NOM|NAME|DIV/0|N/A|VALEUR|VALUE|NUL|NULL|NOMBRE|NUM)\W*|Err:\d+")


def is_failed(cell: Cell) -> bool:
    """Tell whether a cell holds a formula that gave nothing."""
    return isinstance(cell, str) and cell.startswith(("#", "Err:")) and _FAILED.fullmatch(cell) is not None


@dataclass(frozen=True)
class Sheet:
    """A table of cells, as wide in each row, without empty rows or columns at its end.

    It `is_cut` when the sheet had more rows or columns than are read.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_cut: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


def sheet_of(name: str, rows: Iterable[Iterable[Cell]], *, is_cut: bool = False) -> Sheet:
    """Return the sheet of these rows, within bounds."""
    kept: list[list[Cell]] = []
    for place, row in enumerate(rows):
        if place == MOST_ROWS:
            is_cut = True
            break
        cells = list(row)
        is_cut = is_cut or any(cell != "" for cell in cells[MOST_COLUMNS:])
        kept.append(cells[:MOST_COLUMNS])
    width = max((_filled(row) for row in kept), default=0)
    while kept and not _filled(kept[-1]):
        kept.pop()
    return Sheet(name, tuple((*row[:width], *[""] * (width - len(row))) for row in kept), is_cut)


def _filled(row: list[Cell]) -> int:
    return next((place for place in range(len(row), 0, -1) if row[place - 1] != ""), 0)


def shown(cell: Cell) -> str:
    """Write a cell as a person reads it."""
    return cell if isinstance(cell, str) else number(cell)


def place_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do, rows and columns counted from 0: « B5 »."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do: « A », « AB »."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


_UNSEEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def text_cell(text: str) -> str:
    """Return a text as a cell holds it: bounded, without characters that nobody sees."""
    cleaned = _UNSEEN.sub("", text[: 2 * LONGEST]).strip()
    return cleaned if len(cleaned) <= LONGEST else f"{cleaned[: LONGEST - 1]}…"


def cell_from(value: object, *, is_percent: bool = False) -> Cell:
    """Return what a spreadsheet keeps in a cell, as a person reads it there."""
    match value:
        case bool():
            return _("oui") if value else _("non")
        case int() | float():
            return _number_cell(value, is_percent)
        case datetime():
            return day(value.date()) if value.time() == time() else f"{day(value.date())}, {value:%H:%M}"
        case date():
            return day(value)
        case time():
            return f"{value:%H:%M}"
        case str():
            return text_cell(value)
        case _:
            return text_cell(str(value))


def _number_cell(value: float, is_percent: bool) -> Cell:
    if not -LARGEST < value < LARGEST:
        # A number of fourteen digits names somebody (SIRET): each of them counts.
        return f"{value:.0f}" if abs(value) < 10**_EXACT_DIGITS else f"{value:.6g}"
    # The ninth decimal is where the binary figures of spreadsheets begin to stray.
    exact = round(Decimal(repr(value)), 9)
    return f"{number(exact * 100)}{NNBSP}%" if is_percent else exact.normalize() + 0
