"""The costs of a project made ready to be counted many times: what is fixed, what goes by the unit, what goes by steps.

It gives exactly what `offerdesigner.economics.costs` gives, once for all lines rather than line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from offerdesigner.economics.costs import is_paid, monthly_each
from offerdesigner.economics.values import NOTHING
from offerdesigner.model.base import Id
from offerdesigner.model.costs import Basis, CostLine, FixedCost, StepCost, UnitCost
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

    def steps(self, units: Fraction) -> int:
        """Return how many steps so many units start."""
        return max(0, ceil((units - self.free) / self.size))


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
        started = (stair.each * stair.steps(units.get(stair.unit, NOTHING)) for stair in self.stairs)
        return sum(started, NOTHING)

    def direct(self, usage: Usage) -> Fraction:
        """Return what one client of that usage costs a month by itself, steps left out."""
        total = self.rates.get(CLIENT, NOTHING)
        for metric, quantity in usage.items():
            if rate := self.rates.get((Basis.METRIC, metric)):
                total += rate * Fraction(quantity)
        return total

    @property
    def by_arrival(self) -> Fraction:
        """What one new client costs once, in €."""
        return self.rates.get(ARRIVAL, NOTHING)


def paid_curve(project: Project) -> CostCurve:
    """Return the costs that we have to pay."""
    return curve_of(project, (line for line in project.costs if is_paid(line)))


def fair_curve(project: Project) -> CostCurve:
    """Return the costs that are ours, with volunteer time at its value."""
    return curve_of(project, (line for line in project.costs if line.provider is None))


def curve_of(project: Project, lines: Iterable[CostLine]) -> CostCurve:
    """Return the costs of `lines` together."""
    fixed = NOTHING
    rates: dict[Unit, Fraction] = {}
    rising: dict[tuple[Unit, Fraction, Fraction], list[tuple[CostLine, Fraction]]] = {}
    for line in lines:
        each, behaviour = monthly_each(project, line), line.behaviour
        if isinstance(behaviour, FixedCost):
            fixed += each
        elif isinstance(behaviour, StepCost):
            key = (unit_of(behaviour), Fraction(behaviour.size), Fraction(behaviour.free))
            rising.setdefault(key, []).append((line, each))
        else:
            unit = unit_of(behaviour)
            rates[unit] = rates.get(unit, NOTHING) + each
    stairs = tuple(
        Stairs(unit, size, free, sum((each for _line, each in some), NOTHING), tuple(line for line, _each in some))
        for (unit, size, free), some in rising.items()
    )
    return CostCurve(fixed, rates, stairs)


def unit_of(behaviour: UnitCost | StepCost) -> Unit:
    """Return what a cost is counted by."""
    return behaviour.basis, behaviour.metric


def units_of(usage: Usage, clients: Fraction = Fraction(1)) -> dict[Unit, Fraction]:
    """Return what so many clients of one usage are counted for."""
    counted: dict[Unit, Fraction] = {CLIENT: clients}
    counted.update(((Basis.METRIC, metric), Fraction(quantity) * clients) for metric, quantity in usage.items())
    return counted


def added(some: Iterable[Mapping[Unit, Fraction]]) -> dict[Unit, Fraction]:
    """Return what several activities are counted for together."""
    total: dict[Unit, Fraction] = {}
    for units in some:
        for unit, count in units.items():
            total[unit] = total.get(unit, NOTHING) + count
    return total
