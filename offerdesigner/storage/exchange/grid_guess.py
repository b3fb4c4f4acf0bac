"""A proposal for the layout of a sheet: where the offers stand, and what each row and column is.

It is only a proposal: whoever imports corrects it. Nothing is read here of what the cells are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import COMPRISED, reduced
from offerdesigner.storage.exchange.cells import Cell, Sheet, shown
from offerdesigner.storage.exchange.grid_amounts import (
    Unit,
    is_price_cell,
    looks_counted,
    looks_like_amount,
    option_price,
    read_price,
)
from offerdesigner.storage.exchange.grid_labels import (
    Said,
    find_length,
    holder_said_by,
    is_options_title,
    option_name,
    said_by,
)
from offerdesigner.storage.exchange.grid_layout import (
    LEFT,
    Grid,
    HolderRole,
    Layout,
    LineKind,
    LineRole,
    Orientation,
    Reading,
)
from offerdesigner.text import fold

_HEADINGS_AMONG = {Orientation.COLUMNS: 3, Orientation.ROWS: 10}
"""Among how many of the first columns, or rows, the headings are looked for."""

_TITLE = LineRole(LineKind.TITLE)
_ONCE_ONLY = frozenset(
    {LineKind.NAME, LineKind.PUBLIC, LineKind.PROMISE, LineKind.INHERITS, LineKind.SETUP, LineKind.PRICE}
)


def guess(sheet: Sheet, orientation: Orientation | None = None) -> Layout:
    """Propose the layout of a sheet; with an `orientation`, that of a sheet whose offers stand so."""
    if orientation is not None:
        return _Guess(Grid(sheet, orientation)).layout()
    columns, rows = (_Guess(Grid(sheet, each)) for each in (Orientation.COLUMNS, Orientation.ROWS))
    return (rows if rows.recognised > columns.recognised else columns).layout()


def likeliest(sheets: Sequence[Sheet]) -> int:
    """Return the place of the sheet that most looks like a grid of offers, the first among equals."""
    known = [max(_Guess(Grid(sheet, each)).recognised for each in Orientation) for sheet in sheets]
    return known.index(max(known))


class _Guess:
    """The proposal for one orientation."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._heading, self.recognised = self._find_heading()
        self._names_options = False
        self._said = [self._said_on(line) for line in range(len(grid.lines))]
        self._name = self._find_name()
        self._holders = tuple(self._holder_roles())
        self._offers = [place for place, role in enumerate(self._holders) if role is HolderRole.OFFER]

    def layout(self) -> Layout:
        """Return the roles of all lines and holders."""
        roles = self._line_roles()
        return Layout(self._grid.orientation, tuple(_without_empty_titles(self._grid, roles)), self._holders)

    # Headings and names

    def _find_heading(self) -> tuple[int, int]:
        """Return the holder of the headings, the one with the most known words, and how many it has."""
        grid, best, most = self._grid, 0, (0, 0)
        for holder in range(min(grid.width, _HEADINGS_AMONG[grid.orientation])):
            known = sum(said_by(grid.text(line, holder)) is not None for line in range(len(grid.lines)))
            # Without a known word, the holder that says most; its corner may be empty.
            filled = sum(bool(grid.text(line, holder)) for line in range(1, len(grid.lines)))
            if (known, filled) > most:
                best, most = holder, (known, filled)
        return best, most[0]

    def _find_name(self) -> int | None:
        """Return the line of the names: the one that says so, else the fullest of those above what is recognised."""
        for line, said in enumerate(self._said):
            if said is not None and said.role.kind is LineKind.NAME and self._filled(line):
                return line
        above: list[int] = []
        for line, said in enumerate(self._said):
            filled = self._filled(line)
            if filled and said is not None:
                break
            if any(isinstance(self._grid.lines[line][holder], str) for holder in filled):
                above.append(line)
        return max(above, key=lambda line: len(self._filled(line)), default=None)

    def _said_on(self, line: int) -> Said | None:
        """Return what the heading of a line says; a price line without a price is none (« Tarifs » above names)."""
        said = said_by(self._grid.text(line, self._heading))
        filled = [self._grid.lines[line][holder] for holder in self._filled(line)]
        if said is None or said.role.kind not in (LineKind.PRICE, LineKind.SETUP) or not filled:
            return said
        is_setup = said.role.kind is LineKind.SETUP
        is_price = any(is_price_cell(cell) or (is_setup and reduced(shown(cell)) in COMPRISED) for cell in filled)
        return said if is_price else None

    def _filled(self, line: int) -> list[int]:
        """Return the holders, but that of the headings, where a line has something."""
        return [place for place, cell in enumerate(self._grid.lines[line]) if cell != "" and place != self._heading]

    def _holder_roles(self) -> Iterator[HolderRole]:
        grid, is_said = self._grid, self._name is not None and self._said[self._name] is not None
        for holder in range(grid.width):
            name = "" if self._name is None else grid.text(self._name, holder)
            others = any(line[holder] != "" for place, line in enumerate(grid.lines) if place != self._name)
            if holder == self._heading:
                yield HolderRole.HEADING
            elif holder < self._heading:
                groups = others and grid.orientation is Orientation.COLUMNS
                yield HolderRole.GROUP if groups else HolderRole.LEFT
            elif (not name and self._name is not None) or not (others or is_said):
                yield HolderRole.LEFT
            else:
                yield holder_said_by(name) or HolderRole.OFFER

    # Lines

    def _line_roles(self) -> list[LineRole]:
        known: dict[LineRole, int] = {}
        roles: list[LineRole] = []
        for line in range(len(self._grid.lines)):
            role = self._role(line)
            same = LineRole(role.kind, role.months if role.kind is LineKind.PRICE else None)
            if role.kind in _ONCE_ONLY and same in known:
                role = self._second(line, known[same], roles)
            if role.kind in _ONCE_ONLY:
                known[same] = line
            roles.append(role)
        return roles

    def _second(self, line: int, first: int, roles: list[LineRole]) -> LineRole:
        """Choose between two lines that say the same: prices with all taxes win over those without."""
        here, there = self._said[line], self._said[first]
        if here and there and here.tax is TaxMode.TTC and there.tax is TaxMode.HT:
            role, roles[first] = roles[first], LEFT
            return role
        return LEFT

    def _role(self, line: int) -> LineRole:
        label, said = self._grid.text(line, self._heading), self._said[line]
        cells = [self._grid.lines[line][holder] for holder in self._offers]
        filled = [cell for cell in cells if cell != ""]
        if self._grid.is_blank(line):
            return LEFT
        if line == self._name:
            return LineRole(LineKind.NAME)
        if not filled:
            return self._title(line, label)
        if said is not None and (role := _confirmed(said, filled)) is not None:
            return role
        if self._name is not None and line < self._name:
            return LEFT
        return self._named(label, filled)

    def _title(self, line: int, label: str) -> LineRole:
        is_above = self._name is not None and line < self._name
        if not label or is_above or self._grid.orientation is Orientation.ROWS:
            return LEFT
        self._names_options = is_options_title(label)
        return _TITLE

    def _named(self, label: str, filled: list[Cell]) -> LineRole:
        """Return the role of a line whose heading is the name of something: a service or an option."""
        meant = said_by(label)
        if not label or (meant is not None and meant.role.kind is LineKind.PRICE):
            return LEFT
        prices = sum(looks_like_amount(cell) and option_price(cell) is None for cell in filled)
        if self._names_options or option_name(label) is not None or prices * 2 > len(filled):
            return LineRole(LineKind.OPTION, _length_of(label, filled))
        return LineRole(LineKind.SERVICE)


def _confirmed(said: Said, filled: list[Cell]) -> LineRole | None:
    """Return the role that a heading says, made more precise by the cells; `None` where they are something else."""
    match said.role.kind:
        case LineKind.USERS | LineKind.STORAGE:
            unit: Unit = "users" if said.role.kind is LineKind.USERS else "storage"
            counted = sum(looks_counted(cell, unit) for cell in filled)
            return said.role if counted * 2 > len(filled) else None
        case LineKind.PRICE if not said.has_cadence:
            return LineRole(LineKind.PRICE, _usual_length(filled))
        case _:
            return said.role


def _length_of(label: str, filled: list[Cell]) -> int | None:
    found = find_length(fold(label))
    return _usual_length(filled) if found is None else found[0]


def _usual_length(filled: list[Cell]) -> int | None:
    """Return what most of the amounts are for, as they say; a month where they do not."""
    lengths = [read_price(cell, Reading.THOUSANDS).months_in(1) for cell in filled if is_price_cell(cell)]
    return max(lengths, key=lengths.count, default=1)


def _without_empty_titles(grid: Grid, roles: list[LineRole]) -> Iterator[LineRole]:
    """Yield the roles, where a title without anything beneath (a note at the foot) is left out."""
    has_lines = False
    kept: list[LineRole] = []
    for line in range(len(roles) - 1, -1, -1):
        is_title = roles[line].kind is LineKind.TITLE
        kept.append(LEFT if is_title and not has_lines else roles[line])
        has_lines = not is_title and (has_lines or not grid.is_blank(line))
    return reversed(kept)
