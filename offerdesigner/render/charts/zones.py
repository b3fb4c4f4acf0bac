"""Where each stroke and word of a map of zones goes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from offerdesigner.render.charts.data import Area, Spot, Zones
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.layout import draw_spot, label_of
from offerdesigner.render.charts.legend import key_of_zones
from offerdesigner.render.charts.shapes import BOLDER, GAP, SOFT, Fill, Shape, Sheet, Stroke, Words

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

SAME = 0.01
"""Places nearer than that are one."""


def lay_out_zones(zones: Zones, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of a map of zones."""
    return (*ground_of(zones, sheet), *marks_of(zones, sheet))


def ground_of(zones: Zones, sheet: Sheet) -> tuple[Shape, ...]:
    """Return what stays in place whatever is marked on a map: areas, axes, borders, legend."""
    frame = frame_of(zones, sheet)
    shapes: list[Shape] = []
    for area in zones.areas:
        for x, y, width, height in area.cells:
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            shapes.append(Fill(tuple(frame.at(*corner) for corner in corners), SOFT[area.role]))
    shapes += frame.axes()
    shapes += (Stroke((frame.at(*start), frame.at(*end)), "text", 1.0) for start, end in zones.borders)
    return (*shapes, *key_of_zones(zones, sheet).shapes)


def marks_of(zones: Zones, sheet: Sheet) -> tuple[Shape, ...]:
    """Return what moves about on a map: its spots, and the names of the areas, which leave them room."""
    frame = frame_of(zones, sheet)
    taken = [box for spot in zones.spots for box in _boxes(frame, spot)]
    shapes: list[Shape] = []
    for area in zones.areas:
        shapes += _name_of(frame, area, taken)
    for spot in zones.spots:
        shapes += draw_spot(frame, spot)
    return tuple(shapes)


def frame_of(zones: Zones, sheet: Sheet) -> Frame:
    """Return where a map of zones is drawn, between its axes and above its legend."""
    return Frame(sheet, zones.x, zones.y, key_of_zones(zones, sheet).height)


def _boxes(frame: Frame, spot: Spot) -> Iterator[Rectangle]:
    """Yield the room that a spot and its label take."""
    x, y = frame.at(spot.x, spot.y)
    yield x - 2 * GAP, y + 2 * GAP, x + 2 * GAP, y - 2 * GAP
    for words in label_of(frame, spot):
        yield _box(frame, words)


def _box(frame: Frame, words: Words) -> Rectangle:
    """Return the room that words take."""
    (x, y), wide, line = words.at, frame.sheet.measure(words.text) * BOLDER, frame.sheet.line
    if words.turned:
        return x - line, y + wide * words.anchor, x + line / 2, y - wide * (1 - words.anchor)
    return x - wide * words.anchor, y + line / 2, x + wide * (1 - words.anchor), y - line


def _name_of(frame: Frame, area: Area, taken: Sequence[Rectangle]) -> Iterator[Words]:
    """Write the name of an area where it is wide enough, or upwards where it is high enough; the legend tells all.

    The best place is the row that has as much of the area above as below; what is `taken` is left free.
    """
    rows = [(*frame.at(x, y), *frame.at(x + width, y + height)) for x, y, width, height in area.cells]
    below = list(accumulate(abs((right - left) * (high - low)) for left, low, right, high in rows))
    middle = bisect_left(below, below[-1] / 2)
    nearest = sorted(range(len(rows)), key=lambda row: abs(row - middle))
    flat = (_flat(frame, area, rows[row]) for row in nearest)
    upright = (_upright(frame, area, rows, rows[row]) for row in nearest)
    for words in chain(flat, upright):
        if words is not None and not any(_meet(_box(frame, words), box) for box in taken):
            yield words
            return


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[3] < other[1] and other[3] < one[1]


def _flat(frame: Frame, area: Area, row: Rectangle) -> Words | None:
    """Return the name written along a row; `None` where there is no room."""
    left, low, right, high = row
    if right - left < frame.sheet.measure(area.name) * BOLDER + 2 * GAP:
        return None
    height = min((low + high) / 2 + frame.sheet.line * 0.3, frame.bottom - GAP)
    return Words(((left + right) / 2, height), area.name, area.role, 0.5, bold=True)


def _upright(frame: Frame, area: Area, rows: Sequence[Rectangle], row: Rectangle) -> Words | None:
    """Return the name written upwards in the middle of a row, over those above and below it."""
    line, middle = frame.sheet.line, (row[0] + row[2]) / 2
    bottom, top = _run(rows, middle - line / 2, middle + line / 2, row)
    if row[2] - row[0] < line or bottom - top < frame.sheet.measure(area.name) * BOLDER + 2 * GAP:
        return None
    return Words((middle + line * 0.3, (bottom + top) / 2), area.name, area.role, 0.5, bold=True, turned=True)


def _run(rows: Sequence[Rectangle], left: float, right: float, within: Rectangle) -> tuple[float, float]:
    """Return from where to where, about the rectangle `within`, rows follow one another between `left` and `right`."""
    bottom, top = within[1], within[3]
    covering = [row for row in rows if row[0] <= left and row[2] >= right]
    for row in covering:
        top = row[3] if abs(row[1] - top) < SAME else top
    for row in reversed(covering):
        bottom = row[1] if abs(row[3] - bottom) < SAME else bottom
    return bottom, top
