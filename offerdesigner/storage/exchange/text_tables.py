"""Tables written as text (CSV): the encoding, the separator and the quotes are found out."""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Literal

from offerdesigner.storage.exchange.cells import MOST_COLUMNS, MOST_ROWS, Sheet, sheet_of, text_cell
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (";", "\t", ",")
_SAID = re.compile(r'"?sep=([;,\t|])"?\r?\n', re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE_ROWS = 50
_SAMPLE_LETTERS = 100_000
_MOST_LETTERS = 5_000_000
"""What follows them is not read: the rows and columns that are read hold fewer."""


def read_text_table(content: bytes, name: str) -> Sheet:
    """Return the table that the bytes of a text file hold.

    Raises `Unreadable` when they are no text, or no table that makes sense.
    """
    text = _decoded(content)[:_MOST_LETTERS]
    if not text.strip():
        raise Unreadable(_("il est vide."))
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else _separator(text)
    # A quote that nothing closes is only a quote: then none of them has a meaning.
    for has_quotes in (True, False):
        with contextlib.suppress(csv.Error):
            return _table(text, name, separator, has_quotes)
    raise Unreadable(_("une de ses lignes est démesurée."))


def _decoded(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise Unreadable(_("ce n'est ni un tableau de texte (.csv), ni un classeur .ods ou .xlsx."))


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    # Letters of ours written on two bytes: one of the two is 0.
    halves = content[:4000:2].count(0), content[1:4000:2].count(0)
    if max(halves) * 3 > min(len(content), 4000):
        return ("utf-16-be",) if halves[0] > halves[1] else ("utf-16-le",)
    return "utf-8", "cp1252"


def _separator(text: str) -> str:
    """Return the separator that cuts the first lines into most cells, as many in each.

    A comma is also that of decimals: it gives way to another that cuts every line into as many cells.
    """
    widths = {separator: _widths(text, separator) for separator in _SEPARATORS}
    for separator in _SEPARATORS[:-1]:
        if len(widths[separator]) == 1 and min(widths[separator]) > 1:
            return separator
    return max(_SEPARATORS, key=lambda separator: _score(widths[separator]))


def _widths(text: str, separator: str) -> Counter[int]:
    """Return how many of the first lines have how many cells."""
    widths: Counter[int] = Counter()
    rows = _rows(text[:_SAMPLE_LETTERS], separator, has_quotes=True)
    with contextlib.suppress(csv.Error):  # the sample may end within quotes
        widths.update(len(row) for row in islice(rows, _SAMPLE_ROWS) if row)
    return widths


def _score(widths: Counter[int]) -> int:
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _rows(text: str, separator: str, has_quotes: bool) -> Iterator[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE
    return csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=quoting, strict=True)


def _table(text: str, name: str, separator: str, has_quotes: bool) -> Sheet:
    rows = islice(_rows(text, separator, has_quotes), MOST_ROWS + 1)
    return sheet_of(name, [[text_cell(cell) for cell in row[: MOST_COLUMNS + 1]] for row in rows])
