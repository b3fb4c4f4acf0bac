"""The charts of a project's economy, filled with what `offerdesigner.economics` computes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, gcd, lcm

from offerdesigner.economics.cost_curve import ARRIVAL, CostCurve, Unit, fair_curve, paid_curve
from offerdesigner.economics.margins import Population, units_used
from offerdesigner.economics.threshold import Never, Reached, Threshold
from offerdesigner.economics.values import NOTHING
from offerdesigner.model.project import Project
from offerdesigner.pricing.spans import rounded_up
from offerdesigner.render.charts.break_even import BreakEven, Level, break_even
from offerdesigner.render.charts.data import Missing
from offerdesigner.text import NNBSP, _, number, typeset

_BEYOND = Fraction(3, 2)
_FEWEST = 10
_MOST_LEVELS = 200
_MOST_IN_ALL = 20
"""Proportions of that many clients at most are told in clients, others in %."""


def costs_and_revenue(
    project: Project, mix: Population, today: Population, reached: Reached, arrivals: Fraction = NOTHING
) -> BreakEven | Missing:
    """Return the chart of costs and revenue along the proportions of `mix`, with so many new clients a month.

    `today` are the clients there are, `reached` the threshold of the mix, or why there is none.
    """
    mix = [(sold, weight) for sold, weight in mix if weight]
    unknown = next((sold.unknown for sold, _weight in (*mix, *today) if sold.unknown is not None), None)
    if unknown is not None:
        return Missing(typeset(unknown.why))
    whole = sum((weight for _sold, weight in mix), NOTHING)
    shares = [(sold, weight / whole) for sold, weight in mix]
    curves = paid_curve(project), fair_curve(project)
    now = _level(curves, today, arrivals)
    threshold = None
    if isinstance(reached, Threshold):
        counts = [(sold, Fraction(count)) for sold, count in reached.counts]
        threshold = _level(curves, counts, arrivals)
    end = _end(now.clients, threshold.clients if threshold is not None else 0)
    return break_even(
        list(_levels(curves, shares, end, arrivals)) if shares else (),
        today=now if now.clients else None,
        threshold=threshold,
        mix=mix_words(mix),
        never=reached.why if isinstance(reached, Never) else "",
    )


def mix_words(mix: Population) -> str:
    """Say proportions: « 6 Essentielle, 3 Active, 1 Fédération », in % where so few clients do not show them."""
    told = [(sold.offer.name or _("Sans nom"), weight) for sold, weight in mix if weight]
    whole = sum((weight for _name, weight in told), NOTHING)
    if not whole:
        return ""
    unit = Fraction(gcd(*(w.numerator for _n, w in told)), lcm(*(w.denominator for _n, w in told)))
    if whole / unit <= _MOST_IN_ALL:
        return ", ".join(f"{number(Decimal(int(weight / unit)))} {name}" for name, weight in told)
    return ", ".join(f"{round(weight * 100 / whole)}{NNBSP}% {name}" for name, weight in told)


def _end(now: int, threshold: int) -> int:
    """Return how many clients the chart goes to: beyond those of today and of the threshold."""
    return int(rounded_up(Decimal(ceil(max(now, threshold, _FEWEST) * _BEYOND))))


def _level(curves: Sequence[CostCurve], population: Population, arrivals: Fraction) -> Level:
    units = units_used(population, arrivals)
    paid, fair = (curve.at(units) for curve in curves)
    revenue = sum((sold.brought * clients for sold, clients in population), NOTHING)
    return Level(int(sum((clients for _sold, clients in population), NOTHING)), paid, fair, revenue)


def _levels(curves: Sequence[CostCurve], shares: Population, end: int, arrivals: Fraction) -> Iterator[Level]:
    """Yield what rising numbers of clients cost and bring, in the proportions `shares` (of 1)."""
    one: dict[Unit, Fraction] = units_used(shares)
    brought = sum((sold.brought * share for sold, share in shares), NOTHING)
    for clients in sorted({*range(0, end, max(1, end // _MOST_LEVELS)), end}):
        units = {unit: count * clients for unit, count in one.items()} | {ARRIVAL: arrivals}
        paid, fair = (curve.at(units) for curve in curves)
        yield Level(clients, paid, fair, brought * clients)
