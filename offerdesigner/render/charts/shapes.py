"""What a chart is made of once it is laid out: strokes, fills, dots and words, on a sheet.

Lengths are in the unit of the caller (pixels, points), y grows downwards. Colours are roles, so that each
painter has its own; what differs by colour differs by dash and direct label too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

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
    turned: bool = False
    """Written upwards; `anchor` is then the part of its length below `at`."""


Shape = Stroke | Fill | Dot | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room there is, the height of a line of text, and how wide a text is."""

    width: float
    height: float
    line: float
    measure: Measure

    def cut(self, text: str, room: float) -> str:
        """Return `text`, or its beginning where there is no room for the whole; "" where there is next to none."""
        if self.measure(text) <= room:
            return text
        kept = bisect_right(range(1, len(text)), room, key=lambda length: self.measure(f"{text[:length]}…"))
        return f"{text[:kept].rstrip()}…" if kept else ""


BOLDER = 1.1
"""How much wider bold letters are than those that are measured."""

GAP = 4.0
SOFT = {"series_1": "series_1_soft", "series_2": "series_2_soft", "series_3": "series_3_soft", "muted": "head"}
