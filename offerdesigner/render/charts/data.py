"""What a chart shows: plain points, and the same values as a table, for whom a drawing tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from offerdesigner.pricing.wording import on_quote
from offerdesigner.text import money, number

Role = Literal["series_1", "series_2", "series_3", "muted", "text"]
SERIES: tuple[Role, ...] = ("series_1", "series_2", "series_3")


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high`; `write` says a value of it."""

    title: str
    low: Decimal
    high: Decimal
    write: Callable[[Decimal], str] = number


@dataclass(frozen=True)
class Series:
    """A line through `points` (x, y), broken where y is `None` (« sur devis »); without a `name`, part of another."""

    name: str
    points: tuple[tuple[Decimal, Decimal | None], ...]
    role: Role
    dashed: bool = False
    dotted: bool = False
    marked: bool = False
    """A dot at each point: the quantities that are sold."""

    label: str = ""
    """Written beside the line; "" leaves the line to the legend."""


@dataclass(frozen=True)
class Band:
    """A stretch of the horizontal axis: a dead zone (hatched), or where the price is unknown (plain)."""

    first: Decimal
    last: Decimal
    label: str
    kind: Literal["dead", "unknown"]


@dataclass(frozen=True)
class Spot:
    """A point that is spoken of: the present usage, the foot of a cliff."""

    x: Decimal
    y: Decimal
    label: str
    role: Role = "series_1"
    side: Literal["left", "right"] = "right"
    """Where its label stands, if there is room: a line that rises leaves its left free."""

    look: Literal["ring", "dot", "here"] = "ring"
    """« here » is a dot from which lines go to the axes; its label may have several lines."""

    name: str = ""
    """Told where the label is not written."""


@dataclass(frozen=True)
class Crossing:
    """A place on the horizontal axis from which something changes: « dès 7 »."""

    x: Decimal
    label: str


@dataclass(frozen=True)
class Fall:
    """A line that falls from `top` to `foot`: from `first` on one paid more than at the foot, so that nobody buys it.

    `words` are written at the top and at the foot.
    """

    first: Decimal
    top: tuple[Decimal, Decimal]
    foot: tuple[Decimal, Decimal]
    words: tuple[str, str]
    role: Role = "series_1"


@dataclass(frozen=True)
class Chart:
    """Lines over a quantity."""

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    spots: tuple[Spot, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    falls: tuple[Fall, ...] = ()
    unknown: str = ""
    """What a plain band stands for, in the legend."""

    words: str = ""
    """The same drawing in a sentence."""


@dataclass(frozen=True)
class Area:
    """A part of a map of zones, one rectangle for each run of cells in a row: (x, y, width, height) in axis units."""

    name: str
    role: Role
    cells: tuple[tuple[Decimal, Decimal, Decimal, Decimal], ...]


@dataclass(frozen=True)
class Zones:
    """Which of several is the best, over two quantities."""

    title: str
    x: Axis
    y: Axis
    areas: tuple[Area, ...]
    borders: tuple[tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]], ...] = ()
    """Where one area ends and another begins: straight lines from a point to another."""

    spots: tuple[Spot, ...] = ()
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """The same drawing as a table."""


def table(chart: Chart | Zones) -> tuple[tuple[str, ...], ...]:
    """Return the values of a chart as rows of text, the first of which names the columns."""
    if isinstance(chart, Zones):
        return chart.rows
    named = [series for series in chart.series if series.name]
    places = sorted({x for series in named for x, _y in series.points})
    known = [dict(series.points) for series in named]
    rows = [(chart.x.title, *(series.name for series in named))]
    for x in places:
        values = (said(chart.y, of[x]) if x in of else "—" for of in known)
        rows.append((chart.x.write(x), *values))
    return tuple(rows)


def said(axis: Axis, value: Decimal | None) -> str:
    """Write a value as the table does: an unknown one in words."""
    return on_quote() if value is None else axis.write(value)


def euros(value: Decimal) -> str:
    """Write an amount on an axis or in a table."""
    return money(value)
