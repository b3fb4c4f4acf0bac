"""What a chart shows: plain points, and the same values as a table, for whom a drawing tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol

from offerdesigner.economics.values import rounded_euros
from offerdesigner.pricing.wording import on_quote
from offerdesigner.text import NBSP, money, number

Value = Decimal | Fraction | int
"""An exact number on a chart: a quantity, or an amount in €."""

Role = Literal["series_1", "series_2", "series_3", "muted", "text", "error"]
SERIES: tuple[Role, ...] = ("series_1", "series_2", "series_3")


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high`; `write` says a value of it."""

    title: str
    low: Decimal
    high: Decimal
    write: Callable[[Decimal], str] = number
    marks: tuple[Decimal, ...] = ()
    """Where values are written; (): at round ones."""


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
    """A stretch of the horizontal axis.

    It is a dead zone (hatched), where the price is unknown (plain), below cost, or what people agree on.
    """

    first: Decimal
    last: Decimal
    label: str
    kind: Literal["dead", "unknown", "below", "agreed"]


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
    """A place on the horizontal axis from which something changes: « dès 7 »; a full line is a limit."""

    x: Decimal
    label: str
    role: Role = "muted"
    full: bool = False


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

    rows: tuple[tuple[str, ...], ...] = ()
    """The same drawing as a table, where that is more than its points; the first row names the columns."""


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


@dataclass(frozen=True)
class Missing:
    """No chart: a sentence says what is missing for one."""

    words: str


class Tabled(Protocol):
    """A chart that was made with its table: its title, the same in a sentence, and in rows of text."""

    @property
    def title(self) -> str:
        """What the chart is of."""
        ...

    @property
    def words(self) -> str:
        """The same drawing in a sentence."""
        ...

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The same drawing as a table, the first row of which names the columns."""
        ...


def table(chart: Chart | Tabled) -> tuple[tuple[str, ...], ...]:
    """Return the values of a chart as rows of text, the first of which names the columns."""
    if not isinstance(chart, Chart) or chart.rows:
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


_SHORT = ((Decimal(10**9), "Md€"), (Decimal(10**6), "M€"))


def short_euros(value: Decimal) -> str:
    """Write a round amount on an axis, very large ones in millions: « 2 M€ »."""
    unit, sign = next(((unit, sign) for unit, sign in _SHORT if abs(value) >= unit), (Decimal(1), "€"))
    return f"{number(value / unit)}{NBSP}{sign}"


def in_euros(value: Value) -> Decimal:
    """Return an exact amount in € rounded to the cent, half away from zero."""
    return rounded_euros(Fraction(value))


def amount(value: Value) -> str:
    """Say an exact amount, its cents where there are any."""
    return money(in_euros(value))
