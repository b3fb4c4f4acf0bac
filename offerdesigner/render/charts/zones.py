"""Where each stroke and word of a map of zones goes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from offerdesigner.render.charts.data import Area, Zones
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.layout import draw_spot
from offerdesigner.render.charts.legend import key_of_zones
from offerdesigner.render.charts.shapes import BOLDER, GAP, SOFT, Fill, Shape, Sheet, Stroke, Words

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

SAME = 0.01
"""Places nearer than that are one."""


def lay_out_zones(zones: Zones, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of a map of zones."""
    frame = frame_of(zones, sheet)
    shapes: list[Shape] = []
    for area in zones.areas:
        for x, y, width, height in area.cells:
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            shapes.append(Fill(tuple(frame.at(*corner) for corner in corners), SOFT[area.role]))
    shapes += frame.axes()
    shapes += (Stroke((frame.at(*start), frame.at(*end)), "text", 1.0) for start, end in zones.borders)
    for area in zones.areas:
        shapes += _name_of(frame, area)
    for spot in zones.spots:
        shapes += draw_spot(frame, spot)
    return (*shapes, *key_of_zones(zones, sheet).shapes)


def frame_of(zones: Zones, sheet: Sheet) -> Frame:
    """Return where a map of zones is drawn, between its axes and above its legend."""
    return Frame(sheet, zones.x, zones.y, key_of_zones(zones, sheet).height)


def _name_of(frame: Frame, area: Area) -> Iterator[Words]:
    """Write the name of an area where it is wide enough, or upwards where it is high enough; the legend tells all.

    The place is the row that has as much of the area above as below.
    """
    long, line = frame.sheet.measure(area.name) * BOLDER + 2 * GAP, frame.sheet.line
    rows = [(*frame.at(x, y), *frame.at(x + width, y + height)) for x, y, width, height in area.cells]
    below = list(accumulate(abs((right - left) * (high - low)) for left, low, right, high in rows))
    left, low, right, high = rows[bisect_left(below, below[-1] / 2)]
    middle = (left + right) / 2
    if right - left >= long and frame.bottom - frame.top >= line:
        yield Words((middle, (low + high) / 2 + line * 0.3), area.name, area.role, 0.5, bold=True)
        return
    bottom, top = _run(rows, middle - line / 2, middle + line / 2, (left, low, right, high))
    if bottom - top >= long:
        height = (bottom + top) / 2
        yield Words((middle + line * 0.3, height), area.name, area.role, 0.5, bold=True, turned=True)


def _run(rows: Sequence[Rectangle], left: float, right: float, within: Rectangle) -> tuple[float, float]:
    """Return from where to where, about the rectangle `within`, rows follow one another between `left` and `right`."""
    bottom, top = within[1], within[3]
    covering = [row for row in rows if row[0] <= left and row[2] >= right]
    for row in covering:
        top = row[3] if abs(row[1] - top) < SAME else top
    for row in reversed(covering):
        bottom = row[1] if abs(row[3] - bottom) < SAME else bottom
    return bottom, top
