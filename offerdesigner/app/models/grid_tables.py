"""Tables of text as spreadsheets put them on the clipboard: read from it, and written for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO

from offerdesigner.model.typed import Refused
from offerdesigner.text import _

MOST_LETTERS = 500_000
"""A longer text is not read at all: no range of offers is as large."""

_RUBBISH = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_SPECIAL = re.compile(r'[\t\r\n"]')
_FORMULA = re.compile(r"'*[=+\-@]")


@dataclass(frozen=True)
class Table:
    """The lines that were read, and how many lines and columns there are in all."""

    lines: tuple[tuple[str, ...], ...]
    height: int
    width: int


def read_table(text: str, most: int) -> Table:
    """Read lines of cells between tabs, quoted or not, as LibreOffice and Excel copy them; keep the first `most`.

    Raises `Refused` for what is no text, or far too much of it.
    """
    if len(text) > MOST_LETTERS:
        raise _too_large()
    if _RUBBISH.search(text):
        raise Refused(_("Ce qui est copié n'est pas un tableau de texte."))
    lines, height, width = [], 0, 0
    for line in _lines(text):
        width = max(width, len(line))
        if height < most:
            lines.append(tuple(cell.strip() for cell in line))
        height += 1
    if width <= 1:
        # An empty line is a cell left empty in a single column, and no cell at all in a larger table.
        return Table(tuple(line or ("",) for line in lines), height, 1 if height else 0)
    return Table(tuple(lines), height, width)


def _too_large() -> Refused:
    return Refused(_("Ce qui est copié est trop grand pour la grille : copiez seulement les cases voulues."))


def _lines(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        # A quote that nothing closes is only a quote.
        plain_text = csv.reader(StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        return list(plain_text)
    except csv.Error as error:
        raise _too_large() from error


def written(lines: Iterable[Sequence[str]]) -> str:
    """Write lines of cells between tabs; what `read_table` reads back."""
    text = "\n".join("\t".join(_quoted(neutral(cell)) for cell in line) for line in lines)
    # A newline ends a line: an empty last one needs its own.
    return text + "\n" if not text or text.endswith("\n") else text


def _quoted(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.search(cell) else cell


def as_html(lines: Iterable[Sequence[str]]) -> str:
    """Write lines of cells as a table that word processors and spreadsheets take whole."""
    rows = ("".join(f"<td>{_html(cell)}</td>" for cell in line) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _html(cell: str) -> str:
    return escape(neutral(cell)).replace("\n", "<br>")


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Take back the apostrophe that `neutral` puts. Raises `Refused` for a formula."""
    if cell.startswith("="):
        raise Refused(_("c'est une formule : collez plutôt sa valeur."))
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
