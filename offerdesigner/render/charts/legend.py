"""The legend under a chart: samples of what has no words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offerdesigner.render.charts.data import Area, Chart, Series, Zones
from offerdesigner.render.charts.shapes import GAP, SOFT, Fill, Shape, Sheet, Stroke, Words

LEGEND_LINE = 1.5
SAMPLE = 2.0
"""How long the sample of a line is, in heights of a line of text."""

Sampled = Series | Area | None
"""A line, an area, or a plain band."""


@dataclass(frozen=True, slots=True)
class Key:
    """The legend under a chart, and the room it takes."""

    height: float
    shapes: tuple[Shape, ...]


def key(chart: Chart, sheet: Sheet) -> Key:
    """Return the legend of what has no words beside it; nothing where one line speaks for itself."""
    entries: list[tuple[str, Sampled]] = [
        (series.name, series) for series in chart.series if series.name and not series.label
    ]
    if chart.unknown and any(band.kind == "unknown" for band in chart.bands):
        entries.append((chart.unknown, None))
    return _laid_out(entries, sheet) if len(entries) > 1 else Key(0.0, ())


def key_of_zones(zones: Zones, sheet: Sheet) -> Key:
    """Return the legend of all the areas of a map: some are too small for their name."""
    return _laid_out([(area.name, area) for area in zones.areas], sheet)


def _laid_out(entries: Sequence[tuple[str, Sampled]], sheet: Sheet) -> Key:
    rows: list[list[tuple[float, str, Sampled]]] = []
    left = GAP
    for name, sampled in entries:
        wide = _length(sheet, sampled) + GAP + sheet.measure(name)
        if not rows or left + wide > sheet.width:
            rows.append([])
            left = GAP
        rows[-1].append((left, name, sampled))
        left += wide + 3 * GAP
    height = sheet.line * LEGEND_LINE
    shapes: list[Shape] = []
    for place, row in enumerate(reversed(rows)):
        for start, name, sampled in row:
            shapes += _entry(sheet, start, sheet.height - height * place - sheet.line * 0.4, name, sampled)
    return Key(height * len(rows), tuple(shapes))


def _length(sheet: Sheet, sampled: Sampled) -> float:
    return sheet.line if isinstance(sampled, Area) else sheet.line * SAMPLE


def _entry(sheet: Sheet, left: float, base: float, name: str, sampled: Sampled) -> Iterator[Shape]:
    """Draw a sample of a line, of an area or of a plain band, and its name."""
    right, middle = left + _length(sheet, sampled), base - sheet.line * 0.3
    if isinstance(sampled, Series):
        dash = (1.5, 3.0) if sampled.dotted else (6.0, 4.0) if sampled.dashed else ()
        yield Stroke(((left, middle), (right, middle)), sampled.role, 2.0, dash)
    else:
        fill, edge = ("head", "border") if sampled is None else (SOFT[sampled.role], sampled.role)
        high, low = middle - sheet.line * 0.35, middle + sheet.line * 0.35
        corners = ((right - sheet.line, high), (right, high), (right, low), (right - sheet.line, low))
        yield Fill(corners, fill)
        yield Stroke((*corners, corners[0]), edge)
    yield Words((right + GAP, base), name, "text")
