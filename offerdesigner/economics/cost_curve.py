"""The costs of a project made ready to be counted many times: what is fixed, what goes by the unit, what goes by steps.

It gives exactly what `offerdesigner.economics.costs` gives, once for all lines rather than line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from offerdesigner.economics.costs import is_paid, monthly_each
from offerdesigner.economics.values import NOTHING, total, weighted
from offerdesigner.model.base import Id
from offerdesigner.model.costs import Basis, CostLine, StepCost, UnitCost
from offerdesigner.model.project import Project
from offerdesigner.pricing.usage import Usage

Unit = tuple[Basis, Id | None]
"""What a cost is counted by; the metric is named where it is one."""

CLIENT: Unit = (Basis.CLIENT, None)
ARRIVAL: Unit = (Basis.SALE, None)


@dataclass(frozen=True, slots=True)
class Stairs:
    """Costs that rise together: `each` € a month for each started `size` of `unit` beyond the first `free`."""

    unit: Unit
    size: Fraction
    free: Fraction
    each: Fraction
    lines: tuple[CostLine, ...]


class Flight:
    """The stairs that rise with one unit, in whole numbers: forecasts climb them thousands of times.

    `stairs` has `free` and `size` in parts of a unit (`part` of them make one), and `each` in parts of a € (`cent`).
    """

    def __init__(self, stairs: Sequence[Stairs]) -> None:
        self._lines = [stair.lines for stair in stairs]
        self.part = lcm(*(number.denominator for stair in stairs for number in (stair.size, stair.free)))
        self.cent = lcm(*(stair.each.denominator for stair in stairs))
        self.stairs = [
            (int(stair.free * self.part), int(stair.size * self.part), int(stair.each * self.cent)) for stair in stairs
        ]

    def steps(self, units: Fraction) -> list[int]:
        """Return how many steps of each of the stairs so many units start."""
        above, below = units.numerator * self.part, units.denominator
        return [max(0, -((free * below - above) // (size * below))) for free, size, _each in self.stairs]

    def cost(self, units: Fraction) -> Fraction:
        """Return what the steps that so many units start cost a month."""
        steps = zip(self.steps(units), self.stairs, strict=True)
        return Fraction(sum(count * each for count, (_free, _size, each) in steps), self.cent)

    def started(self, before: Fraction, after: Fraction) -> Iterator[CostLine]:
        """Yield the lines that start a step between two numbers of units."""
        for lines, was, now in zip(self._lines, self.steps(before), self.steps(after), strict=True):
            if now > was:
                yield from lines


@dataclass(frozen=True)
class CostCurve:
    """Costs in € a month by activity: `fixed`, `rates` by unit, and what rises by steps."""

    fixed: Fraction
    rates: Mapping[Unit, Fraction]
    stairs: tuple[Stairs, ...]

    def at(self, units: Mapping[Unit, Fraction]) -> Fraction:
        """Return what an activity costs a month: so many clients, arrivals, and units of each metric."""
        total = self.fixed + self.stepped(units)
        for unit, rate in self.rates.items():
            if count := units.get(unit):
                total += rate * count
        return total

    def stepped(self, units: Mapping[Unit, Fraction]) -> Fraction:
        """Return what the steps that an activity has started cost a month."""
        return total(flight.cost(units.get(unit, NOTHING)) for unit, flight in self.flights.items())

    @cached_property
    def flights(self) -> dict[Unit, Flight]:
        """The stairs by the unit that they rise with."""
        units = dict.fromkeys(stair.unit for stair in self.stairs)
        return {unit: Flight([stair for stair in self.stairs if stair.unit == unit]) for unit in units}

    def welcome(self, arrivals: Fraction) -> Fraction:
        """Return what welcoming so many new clients costs, in €: what is counted by sale."""
        flight = self.flights.get(ARRIVAL)
        return self.by_arrival * arrivals + (flight.cost(arrivals) if flight is not None else NOTHING)

    def direct(self, units: Mapping[Unit, Fraction]) -> Fraction:
        """Return what one client, counted for so many `units`, costs a month by themselves, steps left out."""
        return weighted((rate, units[unit]) for unit, rate in self.rates.items() if unit in units)

    @property
    def by_arrival(self) -> Fraction:
        """What one new client costs once, in €."""
        return self.rates.get(ARRIVAL, NOTHING)


def curves(project: Project) -> tuple[CostCurve, CostCurve]:
    """Return the costs that we have to pay, and those that are ours with volunteer time at its value."""
    ours = [(line, monthly_each(project, line)) for line in project.costs if line.provider is None]
    return curve_of((line, each) for line, each in ours if is_paid(line)), curve_of(ours)


def curve_of(lines: Iterable[tuple[CostLine, Fraction]]) -> CostCurve:
    """Return together the costs of `lines`, each with what it is a month for one unit or step."""
    fixed: list[Fraction] = []
    counted: dict[Unit, list[Fraction]] = {}
    rising: dict[tuple[Unit, Fraction, Fraction], list[tuple[CostLine, Fraction]]] = {}
    for line, each in lines:
        behaviour = line.behaviour
        if behaviour.kind == "fixed":
            fixed.append(each)
        elif behaviour.kind == "step":
            key = (unit_of(behaviour), Fraction(behaviour.size), Fraction(behaviour.free))
            rising.setdefault(key, []).append((line, each))
        else:
            counted.setdefault(unit_of(behaviour), []).append(each)
    stairs = tuple(
        Stairs(unit, size, free, total(each for _line, each in some), tuple(line for line, _each in some))
        for (unit, size, free), some in rising.items()
    )
    return CostCurve(total(fixed), {unit: total(some) for unit, some in counted.items()}, stairs)


def unit_of(behaviour: UnitCost | StepCost) -> Unit:
    """Return what a cost is counted by."""
    return behaviour.basis, behaviour.metric


def units_of(usage: Usage) -> dict[Unit, Fraction]:
    """Return what one client of that usage is counted for."""
    counted: dict[Unit, Fraction] = {CLIENT: Fraction(1)}
    counted.update(((Basis.METRIC, metric), Fraction(quantity)) for metric, quantity in usage.items())
    return counted
