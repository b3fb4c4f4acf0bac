"""What a post costs its employer, and what an hour or a day costs at the least. In €."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

from offerdesigner import resources
from offerdesigner.model.costs import Salary
from offerdesigner.model.forecast import Plan
from offerdesigner.pricing.charges import of_cents

_GOOD_FOR_DAYS = 366

Point = tuple[Fraction, Fraction]
"""A gross pay, and what the employer pays for it, both in € a month."""


@dataclass(frozen=True, slots=True)
class PayTable:
    """The published table: its `points` rise; `minimum_hour` and `minimum_month` are the SMIC, gross, in €."""

    label: str
    notice: str
    source: str
    verified: date
    minimum_hour: Decimal
    minimum_month: Decimal
    points: tuple[Point, ...]


@cache
def pay_table() -> PayTable:
    """Return the table of `resources/legal/pay.json`."""
    table = json.loads(resources.path("legal", "pay.json").read_text("utf-8"))
    return PayTable(
        label=table["label"],
        notice=table["notice"],
        source=table["source"],
        verified=date.fromisoformat(table["verified"]),
        minimum_hour=Decimal(table["minimum_wage"]["hour"]),
        minimum_month=Decimal(table["minimum_wage"]["month"]),
        points=tuple((Fraction(point["gross"]), Fraction(point["cost"])) for point in table["employer_costs"]),
    )


def employer_cost(plan: Plan, gross: Decimal) -> Fraction:
    """Return what an employer pays a month for `gross` € a month at full time.

    The project's own table is read where there is one, else the published one: straight lines between its points,
    the last slope beyond them, the first ratio below.
    """
    own = tuple((Fraction(point.gross), Fraction(point.cost)) for point in plan.wages)
    return max(Fraction(0), _between(own or pay_table().points, Fraction(gross)))


def month_cost(plan: Plan, salary: Salary) -> Fraction:
    """Return what one month of pay costs at full time, contributions included, without the extras of the post."""
    if salary.charges is None:
        return employer_cost(plan, salary.gross)
    return Fraction(salary.gross) * (1 + Fraction(salary.charges) / 100)


def year_cost(plan: Plan, salary: Salary) -> Fraction:
    """Return what the post costs in a year, for its share of a full-time post."""
    return (month_cost(plan, salary) * Fraction(salary.months) + Fraction(salary.extras)) * Fraction(salary.share) / 100


def least_hour(plan: Plan) -> Decimal:
    """Return what an hour paid at the SMIC costs an employer, to the cent: what volunteer time may be valued at."""
    return of_cents(_least_hour(plan) * 100)


def least_day(plan: Plan) -> Decimal:
    """Return what a day at the SMIC costs an employer, for the hours of the plan, to the cent."""
    return of_cents(_least_hour(plan) * Fraction(plan.hours) * 100)


def is_old(table: PayTable, today: date) -> bool:
    """Tell whether nobody has looked at the table for more than a year."""
    return (today - table.verified).days > _GOOD_FOR_DAYS


def _least_hour(plan: Plan) -> Fraction:
    table = pay_table()
    hours = Fraction(table.minimum_month) / Fraction(table.minimum_hour)
    return employer_cost(plan, table.minimum_month) / hours


def _between(points: Sequence[Point], gross: Fraction) -> Fraction:
    lowest_gross, lowest_cost = points[0]
    if gross < lowest_gross:
        return gross * lowest_cost / lowest_gross
    for (low, low_cost), (high, high_cost) in pairwise(points):
        if gross <= high:
            return low_cost + (gross - low) * (high_cost - low_cost) / (high - low)
    (last, last_cost), slope = points[-1], _last_slope(points)
    return last_cost + (gross - last) * slope


def _last_slope(points: Sequence[Point]) -> Fraction:
    """Return what one more € of gross pay costs beyond the table: a table of one point gives its ratio."""
    last, last_cost = points[-1]
    if len(points) > 1:
        return (last_cost - points[-2][1]) / (last - points[-2][0])
    return last_cost / last if last else Fraction(1)
