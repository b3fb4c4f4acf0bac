"""Where each stroke and word of a chart goes: the same for the window, which paints it, and for documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from offerdesigner.render.charts.data import Band, Chart, Crossing, Fall, Series, Spot
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.labels import apart
from offerdesigner.render.charts.legend import key
from offerdesigner.render.charts.shapes import BOLDER, GAP, Dot, Fill, Shape, Sheet, Stroke, Words

MOST_BESIDE = 0.2
"""How much of the width labels may take beside the plot."""

_GROUNDS = {"dead": "warning_soft", "unknown": "head", "below": "error_soft", "agreed": "series_1_soft"}
"""What each kind of band is filled with."""

MOST_LEVELS = 4
"""How many labels of crossings stand one under the other."""


def lay_out(chart: Chart, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of `chart`, from the ground up."""
    legend = key(chart, sheet)
    frame = Frame(sheet, chart.x, chart.y, legend.height, _beside(chart.series, sheet))
    shapes: list[Shape] = [frame.ground]
    for band in chart.bands:
        shapes += _band(frame, band)
    shapes += _names_of(frame, chart.bands)
    shapes += frame.axes()
    shapes += _crossings(frame, chart.crossings)
    for series in chart.series:
        shapes += _series(frame, series)
    for fall in chart.falls:
        shapes += _fall(frame, fall)
    shapes += _labels(frame, chart.series)
    for spot in chart.spots:
        shapes += draw_spot(frame, spot)
    return (*shapes, *legend.shapes)


def _crossings(frame: Frame, crossings: Sequence[Crossing]) -> Iterator[Shape]:
    """Mark the crossings; a label that would meet the one before stands lower."""
    ends: list[float] = []
    for crossing in crossings:
        place = frame.across(crossing.x)
        wide = frame.sheet.measure(crossing.label)
        is_before = crossing.full and place - GAP - wide > frame.left  # a limit is named on the side that it ends
        anchor = 1.0 if is_before or place + GAP + wide > frame.right else 0.0
        left = place - GAP - wide if anchor else place + GAP
        level = next((level for level, end in enumerate(ends) if end < left), len(ends))
        ends[level : level + 1] = [left + wide]
        line = (2.0, ()) if crossing.full else (1.0, (3, 3))
        yield Stroke(((place, frame.top), (place, frame.bottom)), crossing.role, *line)
        height = frame.top + frame.sheet.line * (0.8 + level % MOST_LEVELS)
        yield Words((place + (-GAP if anchor else GAP), height), crossing.label, crossing.role, anchor)


def _band(frame: Frame, band: Band) -> Iterator[Shape]:
    left, right = frame.across(band.first), frame.across(band.last)
    corners = ((left, frame.top), (right, frame.top), (right, frame.bottom), (left, frame.bottom))
    yield Fill(corners, _GROUNDS[band.kind], hatched=band.kind == "dead")


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
    heights = apart(
        [height - frame.sheet.line * 0.35 for height, _x, _one in wanted], frame.sheet.line, highest, lowest
    )
    outside = bool(_beside(series, frame.sheet))
    for height, (_y, x, one) in zip(heights, wanted, strict=True):
        if outside:
            yield Words((frame.right + GAP, height + frame.sheet.line * 0.65), one.label, one.role)
        else:
            yield Words((min(x, frame.right), height), one.label, one.role, 1.0)


def _beside(series: Sequence[Series], sheet: Sheet) -> float:
    """Return the room that the labels of lines take at the right of the plot; 0: they are too long for that."""
    widest = max((sheet.measure(one.label) for one in series if one.label), default=0.0)
    return widest + 2 * GAP if 0 < widest <= sheet.width * MOST_BESIDE else 0.0


def draw_spot(frame: Frame, spot: Spot) -> Iterator[Shape]:
    """Draw a spot and its label, where there is room for it."""
    place = x, y = frame.at(spot.x, spot.y)
    if spot.look == "here":
        for end in ((x, frame.bottom), (frame.left, y)):
            yield Stroke((place, end), "text", 1.0, (1.5, 3.0))
    yield Dot(place, 4.0 if spot.look == "ring" else 5.0, spot.role, filled=spot.look != "ring")
    yield from label_of(frame, spot)


def label_of(frame: Frame, spot: Spot) -> Iterator[Words]:
    """Yield the lines of the label of a spot, beside it: over it, or under the line that rises from it."""
    x, y = frame.at(spot.x, spot.y)
    line, lines = frame.sheet.line, spot.label.splitlines()
    wide = max(map(frame.sheet.measure, lines), default=0.0) * BOLDER + 2 * GAP
    to_left = x + wide > frame.right or (spot.side == "left" and x - wide > frame.left)
    side = -2 * GAP if to_left else 2 * GAP
    lowest = frame.bottom - GAP - (len(lines) - 1) * line
    below = y + line * 1.2
    wanted = below if spot.look == "dot" and not to_left and below <= lowest else y - 2 * GAP
    first = max(min(wanted, lowest), frame.top + line)
    for number, words in enumerate(lines):
        yield Words((x + side, first + number * line), words, "text", float(to_left), bold=True)
