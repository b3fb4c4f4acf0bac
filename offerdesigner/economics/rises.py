"""Costs that rise by steps, told along a number of clients who all use the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.cost_curve import CostCurve, Unit
from offerdesigner.economics.values import NOTHING


@dataclass(frozen=True, slots=True)
class Rise:
    """`amount` € a month more beyond `beyond` clients, then again every `every` clients."""

    amount: Fraction
    beyond: Fraction
    every: Fraction

    def count(self, clients: int) -> int:
        """Return how many steps so many clients start."""
        # In whole numbers: a chart counts them by thousands.
        wide, below = self.every.numerator * self.beyond.denominator, self.every.denominator
        short = (self.beyond.numerator - clients * self.beyond.denominator) * below
        return max(0, -(short // wide))

    def starts(self, clients: int) -> Iterator[int]:
        """Yield the whole numbers of clients that start a step, up to `clients`."""
        for step in range(self.count(clients)):
            yield int((self.beyond + self.every * step) // 1) + 1


def rises(curve: CostCurve, one: Mapping[Unit, Fraction]) -> tuple[Rise, ...]:
    """Return what rises by steps where each client is counted for `one`."""
    return tuple(
        Rise(stair.each, stair.free / used, stair.size / used)
        for stair in curve.stairs
        if stair.each and (used := one.get(stair.unit, NOTHING))
    )
