"""Charts on the pages of documents: the shapes that the window paints, in the faces and colours of paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from offerdesigner import resources
from offerdesigner.render.charts.figures import Figure, shapes_of
from offerdesigner.render.charts.shapes import Dot, Fill, Point, Shape, Sheet, Stroke, Words
from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import SEMIBOLD, TEXT, Rgb, Style, rgb

USUAL_SIZE = 8.0
"""Size of type, in points."""

_LEADING = 1.3


@cache
def colours() -> Mapping[str, str]:
    """Return the colours of charts on white paper by role, as « #RRGGBB »: those of the light theme."""
    return MappingProxyType(json.loads(resources.path("themes", "light.json").read_text("utf-8")))


def paper_sheet(width: float, height: float, size: float = USUAL_SIZE) -> Sheet:
    """Return a sheet for a chart of `width` × `height` points, its words set in so many points."""
    style = Style(TEXT, size)
    return Sheet(width, height, size * _LEADING, lambda text: drawn_width(text, style))


def draw_chart(
    painter: Painter, figure: Figure, x: float, y: float, width: float, height: float, size: float = USUAL_SIZE
) -> None:
    """Draw a chart in a rectangle of the present page; lengths are points."""
    for shape in shapes_of(figure, paper_sheet(width, height, size)):
        _draw(painter, shape, x, y, size)


def _colour(role: str) -> Rgb:
    return rgb(colours()[role])


def _draw(painter: Painter, shape: Shape, left: float, top: float, size: float) -> None:
    def moved(point: Point) -> Point:
        return left + point[0], top + point[1]

    colour = _colour(shape.role)
    if isinstance(shape, Stroke):
        painter.polyline(tuple(map(moved, shape.points)), colour, thickness(shape), shape.dash)
    elif isinstance(shape, Fill):
        hatching = _colour("warning_fill") if shape.hatched else None
        painter.polygon(tuple(map(moved, shape.points)), colour, hatching)
    elif isinstance(shape, Dot):
        x, y = moved(shape.centre)
        painter.discs([(x, y, shape.radius, False)], colour)
        if not shape.filled:
            painter.discs([(x, y, max(0.0, shape.radius - 1.5), False)], _colour("base"))
    else:
        _write(painter, shape, moved(shape.at), size)


def thickness(stroke: Stroke) -> float:
    """Return the width in points of a line: finer than on screen, thin ones that only help reading most of all."""
    return stroke.width * (0.5 if stroke.width <= 1.0 else 0.8)


def _write(painter: Painter, words: Words, at: Point, size: float) -> None:
    style = Style(SEMIBOLD if words.bold else TEXT, size, _colour(words.role))
    before = drawn_width(words.text, style) * words.anchor
    if words.turned:
        painter.text_upwards(words.text, style, at[0], at[1] + before)
    else:
        painter.text(words.text, style, at[0] - before, at[1])
