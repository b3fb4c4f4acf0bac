"""The plot inside a sheet: its axes, and the way from values to places and back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from offerdesigner.pricing.spans import rounded_up
from offerdesigner.render.charts.data import Axis, Value
from offerdesigner.render.charts.shapes import GAP, Fill, Point, Shape, Sheet, Stroke, Words

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_TICKS = 6
_HEADROOM = Fraction(21, 20)


def ticks(axis: Axis, most: int = MOST_TICKS) -> tuple[Decimal, ...]:
    """Return at most `most` round values along `axis`, its ends among them where they are round."""
    span = axis.high - axis.low
    if span <= 0:
        return (axis.low,)
    rough = span / max(1, most - 1)
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(step * power for step in STEPS if step * power >= rough)
    first = (axis.low / step).to_integral_value(rounding=ROUND_CEILING) * step
    return tuple(first + step * place for place in range(int((axis.high - first) / step) + 1))


def around(low: Fraction, high: Fraction) -> tuple[Decimal, Decimal]:
    """Return the ends of an axis of amounts: zero between them, a round value a little beyond `low` and `high`."""
    top = rounded_up(Decimal(int(high * _HEADROOM) + 1)) if high > 0 else Decimal(0)
    if low >= 0:
        return Decimal(0), max(top, Decimal(1))
    bottom = Decimal(int(low * _HEADROOM) - 1)
    places = ticks(Axis("", bottom, top))
    step = places[1] - places[0] if len(places) > 1 else rounded_up(-bottom)
    return step * (bottom / step).to_integral_value(ROUND_FLOOR), step * (top / step).to_integral_value(ROUND_CEILING)


class Frame:
    """The plot inside a sheet: margins for what the axes say, and the way from values to places."""

    def __init__(self, sheet: Sheet, x: Axis, y: Axis, below: float = 0.0, beside: float = 0.0) -> None:
        """`below` is kept free under the axes, `beside` at their right."""
        self.sheet, self.x, self.y = sheet, x, y
        self.y_ticks = y.marks or ticks(y)
        widest = max((sheet.measure(y.write(value)) for value in self.y_ticks), default=0.0)
        self.x_ticks = self._roomy(sheet.width - widest - 2 * GAP)
        end = sheet.measure(x.write(self.x_ticks[-1])) / 2
        self.left, self.right = widest + 2 * GAP, sheet.width - max(end + GAP, beside)
        self.top, self.bottom = sheet.line, sheet.height - 2 * sheet.line - 2 * GAP - below
        self.x_ticks = (*self._beginning(), *self.x_ticks)

    def _roomy(self, room: float) -> tuple[Decimal, ...]:
        """Return where the horizontal axis is marked, so that what is written there does not meet."""
        found: tuple[Decimal, ...] = ()
        for most in range(MOST_TICKS, 0, -1):
            found = self.x.marks[:: MOST_TICKS + 1 - most] or ticks(self.x, most)
            if sum(self.sheet.measure(self.x.write(value)) + 2 * GAP for value in found) <= room:
                break
        return found

    def _beginning(self) -> Iterator[Decimal]:
        """Yield where the horizontal axis begins, when it is no round value and there is room to write it."""
        first, low = self.x_ticks[0], self.x.low
        room = sum(self.sheet.measure(self.x.write(value)) for value in (low, first)) / 2 + GAP
        if low < first and self.across(first) - self.across(low) > room:
            yield low

    def at(self, x: Value, y: Value) -> Point:
        """Return the place of a point."""
        return self.across(x), self.down(y)

    def across(self, x: Value) -> float:
        """Return the horizontal place of a value."""
        low, span = float(self.x.low), float(self.x.high - self.x.low)
        return self.left + (self.right - self.left) * ((float(x) - low) / span if span else 0.0)

    def down(self, y: Value) -> float:
        """Return the vertical place of a value."""
        low, span = float(self.y.low), float(self.y.high - self.y.low)
        return self.bottom - (self.bottom - self.top) * ((float(y) - low) / span if span else 0.0)

    def rise(self, amount: Value) -> float:
        """Return how high an amount is drawn."""
        span = float(self.y.high - self.y.low)
        return (self.bottom - self.top) * float(amount) / span if span else 0.0

    def back(self, place: Point) -> tuple[Decimal, Decimal] | None:
        """Return the values of a place; `None` outside of the plot."""
        x, y = place
        if not (self.left <= x <= self.right and self.top <= y <= self.bottom):
            return None
        across, up = (x - self.left) / (self.right - self.left), (self.bottom - y) / (self.bottom - self.top)
        return (
            self.x.low + (self.x.high - self.x.low) * Decimal(across),
            self.y.low + (self.y.high - self.y.low) * Decimal(up),
        )

    @property
    def ground(self) -> Fill:
        """What the plot is drawn on."""
        corners = ((self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom))
        return Fill(corners, "base")

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
        title = self.sheet.cut(self.x.title, self.sheet.width)
        half = self.sheet.measure(title) / 2
        middle = min(max((self.left + self.right) / 2, half), self.sheet.width - half)
        yield Words((middle, base + self.sheet.line + GAP), title, "muted", 0.5)
