"""Where each stroke and word of a chart goes: the same for the window, which paints it, and for documents.

Lengths are in the unit of the caller (pixels, points), y grows downwards. Colours are roles, so that each
painter has its own; what differs by colour differs by dash and direct label too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from offerdesigner.render.charts.data import Axis, Band, Chart, Fall, Series, Spot, Zones

Point = tuple[float, float]
Measure = Callable[[str], float]
"""The width of a text as the caller draws it."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A broken line."""

    points: tuple[Point, ...]
    role: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled shape, plain or hatched."""

    points: tuple[Point, ...]
    role: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring on the ground when not `filled`."""

    centre: Point
    radius: float
    role: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its baseline: `anchor` is the part of its width left of `at` (0: begins there, 1: ends there)."""

    at: Point
    text: str
    role: str
    anchor: float = 0.0
    bold: bool = False


Shape = Stroke | Fill | Dot | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room there is, the height of a line of text, and how wide a text is."""

    width: float
    height: float
    line: float
    measure: Measure


STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_TICKS = 6
BOLDER = 1.1
"""How much wider bold letters are than those that are measured."""

LEGEND_LINE = 1.5
SAMPLE = 2.0
"""How long the sample of a line is in the legend, in heights of a line of text."""

GAP = 4.0
SOFT = {"series_1": "series_1_soft", "series_2": "series_2_soft", "series_3": "series_3_soft", "muted": "head"}


def ticks(axis: Axis, most: int = MOST_TICKS) -> tuple[Decimal, ...]:
    """Return at most `most` round values along `axis`, its ends among them where they are round."""
    span = axis.high - axis.low
    if span <= 0:
        return (axis.low,)
    rough = span / max(1, most - 1)
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(step * power for step in STEPS if step * power >= rough)
    first = (axis.low / step).to_integral_value(rounding="ROUND_CEILING") * step
    return tuple(first + step * place for place in range(int((axis.high - first) / step) + 1))


class Frame:
    """The plot inside a sheet: margins for what the axes say, and the way from values to places."""

    def __init__(self, sheet: Sheet, x: Axis, y: Axis, below: float = 0.0) -> None:
        """`below` is kept free under the axes."""
        self.sheet, self.x, self.y = sheet, x, y
        self.x_ticks, self.y_ticks = ticks(x), ticks(y)
        widest = max((sheet.measure(y.write(value)) for value in self.y_ticks), default=0.0)
        end = sheet.measure(x.write(self.x_ticks[-1])) / 2
        self.left, self.right = widest + 2 * GAP, sheet.width - end - GAP
        self.top, self.bottom = sheet.line, sheet.height - 2 * sheet.line - 2 * GAP - below

    def at(self, x: Decimal, y: Decimal) -> Point:
        """Return the place of a point."""
        return self.across(x), self.down(y)

    def across(self, x: Decimal) -> float:
        """Return the horizontal place of a value."""
        span = self.x.high - self.x.low
        return self.left + (self.right - self.left) * float((x - self.x.low) / span if span else Decimal(0))

    def down(self, y: Decimal) -> float:
        """Return the vertical place of a value."""
        span = self.y.high - self.y.low
        return self.bottom - (self.bottom - self.top) * float((y - self.y.low) / span if span else Decimal(0))

    @property
    def ground(self) -> Fill:
        """What the plot is drawn on."""
        corners = ((self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom))
        return Fill(corners, "base")

    def kept_in(self, middle: float, text: str) -> float:
        """Return the middle nearest to `middle` for `text` to stand inside the sheet."""
        half = self.sheet.measure(text) / 2
        return max(min(middle, self.sheet.width - half), half)

    def axes(self) -> Iterator[Shape]:
        """Yield grid, axes, their values and titles."""
        base = self.bottom + self.sheet.line
        for value in self.y_ticks:
            height = self.down(value)
            yield Stroke(((self.left, height), (self.right, height)), "line")
            yield Words((self.left - GAP, height + self.sheet.line * 0.3), self.y.write(value), "muted", 1.0)
        yield Stroke(((self.left, self.top), (self.left, self.bottom), (self.right, self.bottom)), "border")
        for value in self.x_ticks:
            place = self.across(value)
            yield Stroke(((place, self.bottom), (place, self.bottom + GAP)), "border")
            yield Words((place, base), self.x.write(value), "muted", 0.5)
        yield Words(((self.left + self.right) / 2, base + self.sheet.line + GAP), self.x.title, "muted", 0.5)


def lay_out(chart: Chart, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of `chart`, from the ground up."""
    legend = key(chart, sheet)
    frame = Frame(sheet, chart.x, chart.y, legend.height)
    shapes: list[Shape] = [frame.ground]
    for band in chart.bands:
        shapes += _band(frame, band)
    shapes += _names_of(frame, chart.bands)
    shapes += frame.axes()
    for crossing in chart.crossings:
        place = frame.across(crossing.x)
        shapes.append(Stroke(((place, frame.top), (place, frame.bottom)), "muted", 1.0, (3, 3)))
        shapes.append(Words((place + GAP, frame.top + sheet.line * 0.8), crossing.label, "muted"))
    for series in chart.series:
        shapes += _series(frame, series)
    for fall in chart.falls:
        shapes += _fall(frame, fall)
    shapes += _labels(frame, chart.series)
    for spot in chart.spots:
        shapes += _spot(frame, spot)
    return (*shapes, *legend.shapes)


def lay_out_zones(zones: Zones, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of a map of zones."""
    frame = Frame(sheet, zones.x, zones.y)
    shapes: list[Shape] = []
    for area in zones.areas:
        for x, y, width, height in area.cells:
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            shapes.append(Fill(tuple(frame.at(*corner) for corner in corners), SOFT[area.role]))
    shapes += frame.axes()
    for area in zones.areas:
        if area.cells:
            shapes.append(_name_of(frame, area.name, area.role, area.cells))
    for spot in zones.spots:
        shapes += _spot(frame, spot)
    return tuple(shapes)


def _name_of(frame: Frame, name: str, role: str, cells: Sequence[tuple[Decimal, Decimal, Decimal, Decimal]]) -> Words:
    """Write the name of an area on the row that has as much of it above as below."""
    rows = sorted(cells, key=lambda cell: cell[1])
    below = list(accumulate(width * height for _x, _y, width, height in rows))
    x, y, width, height = rows[bisect_left(below, below[-1] / 2)]
    place = frame.at(x + width / 2, y + height / 2)
    within = max(frame.kept_in(place[0], name), frame.left + GAP + frame.sheet.measure(name) / 2)
    return Words((within, place[1] + frame.sheet.line * 0.3), name, role, 0.5, bold=True)


@dataclass(frozen=True, slots=True)
class Key:
    """The legend under a chart, and the room it takes."""

    height: float
    shapes: tuple[Shape, ...]


def key(chart: Chart, sheet: Sheet) -> Key:
    """Return the legend of what has no words beside it; nothing where one line speaks for itself."""
    entries: list[tuple[str, Series | None]] = [
        (series.name, series) for series in chart.series if series.name and not series.label
    ]
    if chart.unknown and any(band.kind == "unknown" for band in chart.bands):
        entries.append((chart.unknown, None))
    if len(entries) < 2:
        return Key(0.0, ())
    rows: list[list[tuple[float, str, Series | None]]] = [[]]
    left = GAP
    for name, series in entries:
        wide = sheet.line * SAMPLE + GAP + sheet.measure(name)
        if rows[-1] and left + wide > sheet.width:
            rows.append([])
            left = GAP
        rows[-1].append((left, name, series))
        left += wide + 3 * GAP
    height = sheet.line * LEGEND_LINE
    shapes: list[Shape] = []
    for place, row in enumerate(reversed(rows)):
        for start, name, series in row:
            shapes += _entry(sheet, start, sheet.height - height * place - sheet.line * 0.4, name, series)
    return Key(height * len(rows), tuple(shapes))


def _entry(sheet: Sheet, left: float, base: float, name: str, series: Series | None) -> Iterator[Shape]:
    """Draw a sample of a line, or of a plain band, and its name."""
    right, middle = left + sheet.line * SAMPLE, base - sheet.line * 0.3
    if series is not None:
        yield Stroke(((left, middle), (right, middle)), series.role, 2.0, (6.0, 4.0) if series.dashed else ())
    else:
        high, low = middle - sheet.line * 0.35, middle + sheet.line * 0.35
        corners = ((right - sheet.line, high), (right, high), (right, low), (right - sheet.line, low))
        yield Fill(corners, "head")
        yield Stroke((*corners, corners[0]), "border")
    yield Words((right + GAP, base), name, "text")


def _band(frame: Frame, band: Band) -> Iterator[Shape]:
    left, right = frame.across(band.first), frame.across(band.last)
    corners = ((left, frame.top), (right, frame.top), (right, frame.bottom), (left, frame.bottom))
    role = "warning_soft" if band.kind == "dead" else "head"
    yield Fill(corners, role, hatched=band.kind == "dead")


def _names_of(frame: Frame, bands: Sequence[Band]) -> Iterator[Words]:
    """Name the bands above the plot, but for those whose name would meet the one before."""
    taken, said = 0.0, ""
    for band in bands:
        dead = band.kind == "dead"
        wide = frame.sheet.measure(band.label) * (BOLDER if dead else 1)
        middle = (frame.across(band.first) + frame.across(band.last)) / 2
        left = max(0.0, min(max(middle - wide / 2, frame.left + GAP), frame.sheet.width - wide))
        if band.label in ("", said) or left < taken:
            continue
        said, taken = band.label, left + wide + GAP
        role = "warning" if dead else "muted"
        yield Words((left + wide / 2, frame.top - frame.sheet.line * 0.2), band.label, role, 0.5, bold=dead)


def _fall(frame: Frame, fall: Fall) -> Iterator[Shape]:
    """Draw how far a line falls, and from where on one paid more than at its foot."""
    line = frame.sheet.line
    top, foot = frame.at(*fall.top), frame.at(*fall.foot)
    yield Stroke((top, foot), fall.role, 1.0, (1.5, 3.0))
    yield Stroke(((frame.across(fall.first), foot[1]), foot), "warning", 1.0, (3.0, 3.0))
    above, below = fall.words
    anchor = 1.0 if top[0] - GAP - frame.sheet.measure(above) > frame.left else 0.0
    yield Words((top[0] + (-GAP if anchor else GAP), max(top[1] - GAP, frame.top + line)), above, "text", anchor)
    anchor = 1.0 if foot[0] + GAP + frame.sheet.measure(below) > frame.right else 0.0
    yield Words((foot[0], min(foot[1] + line * 1.1, frame.bottom - GAP)), below, "text", anchor)


def _series(frame: Frame, series: Series) -> Iterator[Shape]:
    dash = (1.5, 3.0) if series.dotted else (6.0, 4.0) if series.dashed else ()
    width = 1.5 if series.dotted else 2.0
    for run in _runs(series):
        if len(run) > 1:
            yield Stroke(tuple(frame.at(x, y) for x, y in run), series.role, width, dash)
        if series.marked or len(run) == 1:
            for x, y in run:
                yield Dot(frame.at(x, y), 2.2, series.role)


def _runs(series: Series) -> Iterator[list[tuple[Decimal, Decimal]]]:
    """Yield the unbroken parts of a line."""
    run: list[tuple[Decimal, Decimal]] = []
    for x, y in series.points:
        if y is None:
            if run:
                yield run
            run = []
        else:
            run.append((x, y))
    if run:
        yield run


def _labels(frame: Frame, series: Sequence[Series]) -> Iterator[Words]:
    """Write the labels at the ends of their lines, one above the other where they would meet."""
    wanted: list[tuple[float, float, Series]] = []
    for one in series:
        last = next(((x, y) for x, y in reversed(one.points) if y is not None), None)
        if one.label and last is not None:
            x, y = frame.at(*last)
            wanted.append((y, x, one))
    wanted.sort(key=lambda place: place[0])
    lowest, highest = frame.bottom - GAP, frame.top + frame.sheet.line
    heights = [min(max(height - frame.sheet.line * 0.35, highest), lowest) for height, _x, _one in wanted]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + frame.sheet.line)
    for place in range(len(heights) - 1, -1, -1):
        limit = heights[place + 1] - frame.sheet.line if place + 1 < len(heights) else lowest
        heights[place] = min(heights[place], limit)
    for height, (_y, x, one) in zip(heights, wanted, strict=True):
        yield Words((min(x, frame.right), height), one.label, one.role, 1.0)


def _spot(frame: Frame, spot: Spot) -> Iterator[Shape]:
    place = frame.at(spot.x, spot.y)
    yield Dot(place, 4.0, spot.role, filled=False)
    wide = frame.sheet.measure(spot.label) * BOLDER + 2 * GAP
    to_left = place[0] + wide > frame.right or (spot.side == "left" and place[0] - wide > frame.left)
    anchor = 1.0 if to_left else 0.0
    side = -2 * GAP if anchor else 2 * GAP
    height = max(place[1] - GAP, frame.top + frame.sheet.line)
    yield Words((place[0] + side, height), spot.label, "text", anchor, bold=True)
