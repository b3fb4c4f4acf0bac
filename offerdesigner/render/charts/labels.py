"""Words inside a plot: each takes the best of the places that one would like for it, and none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.shapes import BOLDER, GAP, Dot, Point, Shape, Stroke, Words

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_ASCENT, _DESCENT = 0.8, 0.25
"""How far letters go above and below their baseline, in heights of a line."""

_DETOUR, _STRUCK, _SIDEWAYS, _OTHER_SIDE = 3.0, 1.2, 0.15, 0.5
"""What crossing a line, one of the grid, going along one, and standing at the other side count for, in lines of text.
"""

Anchored = tuple[float, float, float]
"""A place of words: x, baseline, and which part of them stands left of x."""


@dataclass(frozen=True)
class Label:
    """Words to be placed, and the places that would do, the best first."""

    text: str
    role: str
    places: tuple[Anchored, ...]
    bold: bool = False
    needed: bool = True
    """False: rather left out than written across a line."""


@dataclass
class Board:
    """What stands in a plot already: strokes, which words rather do not cross, and boxes, which they never do."""

    frame: Frame
    strokes: list[tuple[Point, Point]] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def note(self, shapes: Iterable[Shape]) -> None:
        """Remember what is drawn."""
        for shape in shapes:
            if isinstance(shape, Stroke):
                self.strokes += pairwise(shape.points)
            elif isinstance(shape, Dot):
                (x, y), radius = shape.centre, shape.radius + 1.0
                self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(self, labels: Sequence[Label]) -> tuple[Words, ...]:
        """Return the labels that find room, the first ones choosing first."""
        placed: list[Words] = []
        for label in labels:
            words = self._placed(label)
            if words is not None:
                placed.append(words)
                self.taken.append(box_of(words, self.frame))
        return tuple(placed)

    def _placed(self, label: Label) -> Words | None:
        """Return the label where it is nearest to the best place, a line that it crosses being a detour by itself."""
        best: Words | None = None
        least = 0.0
        for x, baseline, anchor in label.places:
            words = Words((x, baseline), label.text, label.role, anchor, bold=label.bold)
            box, away = box_of(words, self.frame), self._away(label.places[0], (x, baseline, anchor))
            if not self._is_inside(box) or (best is not None and away >= least):
                continue
            if any(meet(box, other) for other in self.taken):
                continue
            crossed = sum(_crosses(stroke, box) for stroke in self.strokes)
            away += crossed * _DETOUR + self._is_struck(box) * _STRUCK
            if (label.needed or not crossed) and (best is None or away < least):
                best, least = words, away
        return best

    def _away(self, wanted: Anchored, place: Anchored) -> float:
        """Return how far a place is from the one wanted, in lines of text; along a line counts for little."""
        across, down = abs(place[0] - wanted[0]), abs(place[1] - wanted[1])
        return (down + across * _SIDEWAYS) / self.frame.sheet.line + (_OTHER_SIDE if place[2] != wanted[2] else 0.0)

    def _is_struck(self, box: Box) -> bool:
        """Tell whether a line of the grid goes through words, rather than just above or under them."""
        _left, top, _right, bottom = box
        grid = (self.frame.down(value) for value in self.frame.y_ticks)
        return any(top + (bottom - top) / 4 < height < bottom - (bottom - top) / 4 for height in grid)

    def _is_inside(self, box: Box) -> bool:
        frame = self.frame
        left, top, right, bottom = box
        return left >= frame.left and right <= frame.sheet.width and top >= 0 and bottom <= frame.bottom


def box_of(words: Words, frame: Frame) -> Box:
    """Return the room that words take."""
    (x, baseline), line = words.at, frame.sheet.line
    wide = frame.sheet.measure(words.text) * (BOLDER if words.bold else 1)
    left = x - wide * words.anchor
    return left, baseline - line * _ASCENT, left + wide, baseline + line * _DESCENT


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes have room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def along(frame: Frame, points: Sequence[Point], backwards: bool = False) -> tuple[Anchored, ...]:
    """Return places for the name of a line: above and below it, from its beginning on, or from its end back."""
    if not points:
        return ()
    line = frame.sheet.line
    places: list[Anchored] = []
    for step in range(9):
        share = step / 10
        x = frame.left + (frame.right - frame.left) * (1 - share if backwards else share)
        x += -GAP if backwards else GAP
        y = _height_at(points, x)
        for away in (-0.5, 1.2, -1.5, 2.2):
            places.append((x, y + line * away, 1.0 if backwards else 0.0))
    return tuple(places)


def apart(wanted: Sequence[float], line: float, highest: float, lowest: float) -> list[float]:
    """Return heights (from the top down, in order) near those `wanted`, a line of text from one to the next."""
    heights = [min(max(height, highest), lowest) for height in wanted]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + line)
    for place in range(len(heights) - 1, -1, -1):
        limit = heights[place + 1] - line if place + 1 < len(heights) else lowest
        heights[place] = min(heights[place], limit)
    return heights


def _height_at(points: Sequence[Point], x: float) -> float:
    """Return where a line stands at `x`, as far as it goes."""
    for (left, before), (right, after) in pairwise(points):
        if left <= x <= right:
            return before + (after - before) * ((x - left) / (right - left) if right > left else 0.0)
    return points[0][1] if x < points[0][0] else points[-1][1]


def _crosses(stroke: tuple[Point, Point], box: Box) -> bool:
    """Tell whether a straight line goes through a box."""
    (x, y), (x_end, y_end) = stroke
    left, top, right, bottom = box
    if max(x, x_end) < left or min(x, x_end) > right or max(y, y_end) < top or min(y, y_end) > bottom:
        return False
    start, end = 0.0, 1.0
    for move, low, high in ((x_end - x, left - x, right - x), (y_end - y, top - y, bottom - y)):
        if move:
            near, far = sorted((low / move, high / move))
            start, end = max(start, near), min(end, far)
    return start <= end
