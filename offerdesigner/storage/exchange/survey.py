"""A look at the XML of a workbook before it is read: how far its cells go, and which of them are percentages.

A spreadsheet may keep one cell at row 1 048 576, or say « a billion times this one »: what reads it
would ask for the memory of all the cells before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from offerdesigner.storage.exchange.cells import MOST_COLUMNS, MOST_ROWS
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _

MOST_CELLS = 1_000_000
"""The area of a sheet that is still read: its rows times its columns."""

MOST_MERGED = 2000

_PERCENT_FORMATS = frozenset({"9", "10"})
_PLACE = re.compile(r"([A-Z]{1,7})([0-9]{1,10})")


@dataclass(frozen=True)
class Block:
    """A rectangle of cells, its corner counted from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass
class Extent:
    """How many rows and columns a sheet has, and its cells that are percentages, computed or merged.

    A computed cell that is read as empty is a formula that gave nothing.
    """

    rows: int = 0
    columns: int = 0
    percents: set[tuple[int, int]] = field(default_factory=set)
    computed: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)

    def grow(self, block: Block) -> None:
        """Take in some cells. Raises `Unreadable` when the sheet is far too large."""
        self.rows = max(self.rows, block.row + block.rows)
        self.columns = max(self.columns, block.column + block.columns)
        if self.rows * self.columns > MOST_CELLS:
            raise too_large()

    def note(self, places: set[tuple[int, int]], block: Block) -> None:
        """Add to `places` the cells of a block that are among those read."""
        for down in range(block.row, min(block.row + block.rows, MOST_ROWS)):
            across = range(block.column, min(block.column + block.columns, MOST_COLUMNS))
            places.update((down, column) for column in across)

    def note_merged(self, block: Block) -> None:
        """Take note of merged cells; titles across the top or down the side say nothing of what is beside them."""
        if block.row and block.column and block.rows * block.columns > 1 and len(self.merged) < MOST_MERGED:
            self.merged.append(block)


def too_large() -> Unreadable:
    """Return what to raise for a workbook that is far too large."""
    return Unreadable(
        _("il est trop grand pour une grille d'offres : copiez la grille seule dans un nouveau classeur.")
    )


def damaged() -> Unreadable:
    """Return what to raise for a workbook that is broken."""
    return Unreadable(_("il est abîmé, ou d'une forme inconnue : enregistrez-le de nouveau en .ods ou en .xlsx."))


Attributes = Mapping[str, str]


def walk(xml: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None] | None = None) -> None:
    """Call `start` for each element of `xml`, with its name and attributes without their prefixes, and `end` after it.

    Raises `Unreadable` for what is no XML in UTF-8, and for declarations of types, which no spreadsheet writes.
    """
    parser = expat.ParserCreate("UTF-8")

    def begin(name: str, attributes: Attributes) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def finish(name: str) -> None:
        if end is not None:
            end(_local(name))

    def refuse(*_declared: object) -> None:
        raise damaged()

    def check(_version: str, encoding: str | None, _standalone: int) -> None:
        # Whatever reads the cells must see the same letters.
        if encoding is not None and encoding.upper() != "UTF-8":
            raise damaged()

    parser.XmlDeclHandler = check
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise damaged() from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _count(text: str | None) -> int:
    """Read how many times something is repeated; what makes no sense is once."""
    if text is None or not text.isascii() or not text.isdigit():
        return 1
    return max(1, int(text[:18]))


class OdsSurvey:
    """What the `content.xml` of an ODS workbook holds: an extent for each sheet, by its place."""

    def __init__(self, xml: bytes) -> None:
        self.extents: list[Extent] = []
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._in_cell = False
        walk(xml, self._start, self._end)

    def _start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "table":
                self.extents.append(Extent())
                self._row = 0
            case "table-row":
                self._rows, self._column = _count(attributes.get("number-rows-repeated")), 0
            case "table-cell" | "covered-table-cell" if self.extents:
                self._columns = _count(attributes.get("number-columns-repeated"))
                self._in_cell = True
                self._note(self.extents[-1], attributes)
            case "p" if self._in_cell:
                self.extents[-1].grow(self._here)

    @property
    def _here(self) -> Block:
        return Block(self._row, self._column, self._rows, self._columns)

    def _note(self, extent: Extent, attributes: Attributes) -> None:
        rows, columns = (_count(attributes.get(f"number-{what}-spanned")) for what in ("rows", "columns"))
        extent.note_merged(Block(self._row, self._column, rows, columns))
        if "value-type" in attributes or "formula" in attributes:
            extent.grow(self._here)
        if attributes.get("value-type") == "percentage":
            extent.note(extent.percents, self._here)
        if "formula" in attributes and "value-type" not in attributes:
            extent.note(extent.computed, self._here)

    def _end(self, name: str) -> None:
        match name:
            case "table-row":
                self._row += self._rows
            case "table-cell" | "covered-table-cell":
                self._in_cell = False
                self._column += self._columns


class XlsxSurvey:
    """What one sheet of an XLSX workbook holds; `percent_styles` are the styles that show percentages."""

    def __init__(self, xml: bytes, percent_styles: frozenset[str]) -> None:
        self.extent = Extent()
        self._styles = percent_styles
        self._row, self._column = -1, -1
        self._style = ""
        self._type = "n"
        self._in_cell = False
        walk(xml, self._start, self._end)

    @property
    def _here(self) -> Block:
        return Block(max(0, self._row), max(0, self._column))

    def _start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "row":
                self._row = _count(attributes["r"]) - 1 if "r" in attributes else self._row + 1
                self._column = -1
            case "c":
                self._row, self._column = _place(attributes.get("r", "")) or (self._row, self._column + 1)
                self._style = attributes.get("s", "0")
                self._in_cell, self._type = True, attributes.get("t", "n")
            case "v" | "is" | "f" if self._in_cell:
                self.extent.grow(self._here)
                if self._type == "e" or (name == "f" and self._type != "str"):
                    self.extent.note(self.extent.computed, self._here)
                if self._style in self._styles:
                    self.extent.note(self.extent.percents, self._here)
            case "mergeCell":
                self._note_merged(attributes.get("ref", ""))

    def _note_merged(self, reference: str) -> None:
        first, last = (_place(part) for part in (reference.partition(":")[0], reference.rpartition(":")[2]))
        if first is not None and last is not None:
            self.extent.note_merged(Block(*first, last[0] - first[0] + 1, last[1] - first[1] + 1))

    def _end(self, name: str) -> None:
        if name == "c":
            self._in_cell = False


def _place(name: str) -> tuple[int, int] | None:
    """Return the row and column, counted from 0, of the cell named « B5 »."""
    found = _PLACE.fullmatch(name.upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def percent_styles(xml: bytes) -> frozenset[str]:
    """Return the styles of cells that show percentages, by their place in the `styles.xml` of an XLSX workbook."""
    formats = set(_PERCENT_FORMATS)
    styles: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif name == "xf" and "cellXfs" in inside:
            styles.append(attributes.get("numFmtId", ""))
        inside.append(name)

    def end(_name: str) -> None:
        inside.pop()

    walk(xml, start, end)
    return frozenset(str(place) for place, style in enumerate(styles) if style in formats)
