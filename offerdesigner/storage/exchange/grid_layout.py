"""What each row and column of a sheet is taken for: the layout of a grid of offers.

A grid has *lines*, one an attribute of the offers (a price, a service), and *holders* across them, one an
offer (or the headings). Lines are the rows of a sheet whose offers stand in columns, else its columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from offerdesigner.storage.exchange.cells import Cell, Sheet, shown
from offerdesigner.text import _, every, months

Place = tuple[int, int]
"""The row and column of a cell in its sheet, counted from 0."""


class Orientation(StrEnum):
    """Where the offers stand."""

    COLUMNS = "columns"
    ROWS = "rows"


class LineKind(StrEnum):
    """What a line holds."""

    NAME = "name"
    PUBLIC = "public"
    PROMISE = "promise"
    INHERITS = "inherits"
    PRICE = "price"
    SETUP = "setup"
    MORE_USERS = "more-users"
    MORE_STORAGE = "more-storage"
    USERS = "users"
    STORAGE = "storage"
    SERVICE = "service"
    OPTION = "option"
    TITLE = "title"
    LEFT = "left"


@dataclass(frozen=True)
class LineRole:
    """What a line is taken for; `months` is what its prices are for (`None`: once), where it holds prices."""

    kind: LineKind
    months: int | None = 1


class HolderRole(StrEnum):
    """What stands across the lines: their headings, an offer, the group or the software of services, or nothing."""

    HEADING = "heading"
    OFFER = "offer"
    GROUP = "group"
    SOFTWARE = "software"
    LEFT = "left"


class Reading(StrEnum):
    """How the point or the comma of « 1.234 » is read."""

    THOUSANDS = "thousands"
    DECIMALS = "decimals"


LEFT = LineRole(LineKind.LEFT)

LINE_ROLES = (
    LineRole(LineKind.NAME),
    LineRole(LineKind.PUBLIC),
    LineRole(LineKind.PROMISE),
    *(LineRole(LineKind.PRICE, length) for length in (1, 3, 12, 24, 36, None)),
    LineRole(LineKind.SETUP),
    LineRole(LineKind.USERS),
    LineRole(LineKind.STORAGE),
    LineRole(LineKind.MORE_USERS),
    LineRole(LineKind.MORE_STORAGE),
    LineRole(LineKind.SERVICE),
    *(LineRole(LineKind.OPTION, length) for length in (1, 12, None)),
    LineRole(LineKind.INHERITS),
    LineRole(LineKind.TITLE),
    LEFT,
)
"""The roles of a line to choose from, in the order in which to show them."""


def line_words(role: LineRole) -> str:
    """Name the role of a line."""
    match role.kind:
        case LineKind.PRICE:
            return _("Prix {cadence}").format(cadence=every(role.months))
        case LineKind.OPTION:
            return _("Option, prix {cadence}").format(cadence=every(role.months))
        case LineKind.MORE_USERS | LineKind.MORE_STORAGE if role.months != 1:
            length = every(None) if role.months is None else months(role.months)
            return _("{words} ({length})").format(words=_LINE_WORDS[role.kind], length=length)
        case kind:
            return _LINE_WORDS[kind]


_LINE_WORDS = {
    LineKind.NAME: _("Nom de l'offre"),
    LineKind.PUBLIC: _("Pour qui"),
    LineKind.PROMISE: _("Promesse"),
    LineKind.INHERITS: _("Tout ce qu'il y a dans"),
    LineKind.SETUP: _("Mise en service"),
    LineKind.MORE_USERS: _("Personne en plus"),
    LineKind.MORE_STORAGE: _("Go en plus"),
    LineKind.USERS: _("Personnes comprises"),
    LineKind.STORAGE: _("Go compris"),
    LineKind.SERVICE: _("Service"),
    LineKind.TITLE: _("Titre d'un groupe"),
    LineKind.LEFT: _("Laisser"),
}

HOLDER_WORDS = {
    HolderRole.HEADING: _("Intitulés"),
    HolderRole.OFFER: _("Offre"),
    HolderRole.GROUP: _("Groupes"),
    HolderRole.SOFTWARE: _("Logiciels"),
    HolderRole.LEFT: _("Laisser"),
}


@dataclass(frozen=True)
class Layout:
    """The roles of all lines and holders, and how the amounts that can be read in two ways are."""

    orientation: Orientation
    lines: tuple[LineRole, ...]
    holders: tuple[HolderRole, ...]
    readings: Mapping[Place, Reading] = field(default_factory=dict)

    def with_line(self, line: int, role: LineRole) -> Layout:
        """Return the layout where a line has another role; only one line may give the names."""
        lines = [LEFT if role.kind is LineKind.NAME and role == known else known for known in self.lines]
        lines[line] = role
        return replace(self, lines=tuple(lines))

    def with_holder(self, holder: int, role: HolderRole) -> Layout:
        """Return the layout where a holder has another role; only one may hold the headings."""
        holders = [HolderRole.LEFT if role is HolderRole.HEADING and role is known else known for known in self.holders]
        holders[holder] = role
        return replace(self, holders=tuple(holders))

    def with_readings(self, places: Mapping[Place, Reading]) -> Layout:
        """Return the layout where these amounts are read so."""
        return replace(self, readings={**self.readings, **places})


class Grid:
    """A sheet seen line by line, whatever its orientation."""

    def __init__(self, sheet: Sheet, orientation: Orientation) -> None:
        self.sheet = sheet
        self.orientation = orientation
        is_turned = orientation is Orientation.ROWS
        self.lines: tuple[tuple[Cell, ...], ...] = tuple(zip(*sheet.rows, strict=True)) if is_turned else sheet.rows

    @property
    def width(self) -> int:
        """How many holders there are."""
        return len(self.lines[0]) if self.lines else 0

    def place(self, line: int, holder: int) -> Place:
        """Return where in the sheet a line meets a holder."""
        return (holder, line) if self.orientation is Orientation.ROWS else (line, holder)

    def text(self, line: int, holder: int | None) -> str:
        """Return the words where a line meets a holder, on one line of text; "" without a holder."""
        return "" if holder is None else " ".join(shown(self.lines[line][holder]).split())

    def is_blank(self, line: int) -> bool:
        """Tell whether a line holds nothing at all."""
        return all(cell == "" for cell in self.lines[line])
