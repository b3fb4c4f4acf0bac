"""Costs along a number of clients who all use the same, in whole numbers: one climbs them hundreds of times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from offerdesigner.economics.cost_curve import ARRIVAL, CostCurve, Flight, Unit
from offerdesigner.economics.values import NOTHING


class Stair(NamedTuple):
    """A step cost along the clients: `each` for each started `size` of `slope` × clients − `free`.

    `free` is negative where those who are present have started steps.
    """

    slope: int
    free: int
    size: int
    each: int

    def start_after(self, clients: int) -> int:
        """Return the number of clients that starts the next step."""
        started = max(0, -((self.free - self.slope * clients) // self.size))
        return (self.free + self.size * started) // self.slope + 1


class Climb:
    """What a month costs with clients who are each counted for `one`, beside what `others` are counted for.

    Amounts are in parts of a €, `part` of them making one: `fixed`, `slope` by client, and what `stairs` cost.
    New clients (`ARRIVAL`) are among the others; `also` are amounts that have to be whole numbers of parts too.
    """

    def __init__(
        self, curve: CostCurve, one: Mapping[Unit, Fraction], others: Mapping[Unit, Fraction], *also: Fraction
    ) -> None:
        moving = {unit: count for unit, count in one.items() if unit != ARRIVAL and count}
        rising = {unit: flight for unit, flight in curve.flights.items() if unit in moving}
        fixed = curve.fixed + curve.direct(others)
        fixed += curve.stepped({unit: count for unit, count in others.items() if unit not in moving})
        slope = curve.direct(moving)
        amounts = (amount.denominator for amount in (fixed, slope, *also))
        self.part = lcm(*amounts, *(flight.cent for flight in rising.values()))
        self.fixed, self.slope = self.parts(fixed), self.parts(slope)
        self.stairs = [
            stair
            for unit, flight in rising.items()
            for stair in _stairs(flight, moving[unit], others.get(unit, NOTHING), self.part)
        ]

    def parts(self, amount: Fraction) -> int:
        """Return an amount in € in parts."""
        return amount.numerator * (self.part // amount.denominator)

    def stepped(self, clients: int) -> int:
        """Return in parts what the steps that so many clients start cost."""
        short = ((free - slope * clients, size, each) for slope, free, size, each in self.stairs)
        return sum(-(below // size) * each for below, size, each in short if below < 0)

    def at(self, clients: int) -> Fraction:
        """Return in € what a month with so many clients costs."""
        return Fraction(self.fixed + self.slope * clients + self.stepped(clients), self.part)


def _stairs(flight: Flight, slope: Fraction, present: Fraction, part: int) -> Iterator[Stair]:
    """Yield the stairs of a flight for clients of `slope` units each beside those that are `present`."""
    units = lcm(slope.denominator, present.denominator, flight.part)
    scale, money = units // flight.part, part // flight.cent
    for free, size, each in flight.stairs:
        yield Stair(int(slope * units), free * scale - int(present * units), size * scale, each * money)
