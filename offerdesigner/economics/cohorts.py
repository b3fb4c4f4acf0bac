"""How many of those who begin are still there, months later: the same curve for every sale of a scenario.

Those who leave in a year leave in equal numbers each month of it, so that after twelve months exactly the
yearly part has left. Whatever a forecast counts is then so much of a few sequences (`Course`), which are kept
in whole numbers of one small part: thousands of sums stay exact, and quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from math import lcm
from typing import TypeAlias

from offerdesigner.economics.values import MONTHS_A_YEAR, NOTHING


class Kind(Enum):
    """What a sequence counts each month, for one client of today or one who begins each month."""

    ALWAYS = "always"
    """One, whatever happens."""
    LEFT = "left"
    """Those of today who are still there."""
    TRYING = "trying"
    """Those who are in a trial."""
    STAYING = "staying"
    """Those who have begun, had their trial, and are still there."""
    ENDING = "ending"
    """Those whose trial ends (who begin, without one)."""
    PAYING = "paying"
    """Those of `STAYING` who pay this month, each paying once in so many months."""


Course: TypeAlias = tuple[Kind, int, int]
"""A sequence: its kind, the months of trial before, the months between two payments."""

_REMEMBERED = 32
"""How many rates of departures: sliders try many, projects have a few."""

ALWAYS: Course = (Kind.ALWAYS, 0, 1)
LEFT: Course = (Kind.LEFT, 0, 1)


class Cohorts:
    """The sequences of a scenario whose clients leave at the rate of `departures` % a year."""

    def __init__(self, departures: Decimal, months: int) -> None:
        leaving, of = (Fraction(departures) / 100).as_integer_ratio()
        years = months // MONTHS_A_YEAR
        self._months = months
        self._part = of**years * MONTHS_A_YEAR * of
        self._left = [
            (of - leaving) ** year * of ** (years - year) * (MONTHS_A_YEAR * of - leaving * month)
            for year, month in (divmod(age, MONTHS_A_YEAR) for age in range(months + 1))
        ]
        self._course = cache(self._counted)

    def added(self, amounts: Mapping[Course, Fraction]) -> list[Fraction]:
        """Return, month by month, so much of each sequence together."""
        unit = lcm(*(amount.denominator for amount in amounts.values()))
        scaled = [(amount.numerator * (unit // amount.denominator), self._course(course))
                  for course, amount in amounts.items() if amount]  # fmt: skip
        if not scaled:
            return [NOTHING] * self._months
        whole = unit * self._part
        return [
            Fraction(sum(amount * course[month] for amount, course in scaled), whole) for month in range(self._months)
        ]

    def _counted(self, course: Course) -> list[int]:
        """Return a sequence in whole parts, from the first month to come on."""
        kind, trial, billing = course
        places = range(1, self._months + 1)
        if kind is Kind.ALWAYS:
            return [self._part for _place in places]
        if kind is Kind.LEFT:
            return [self._left[place] for place in places]
        if kind is Kind.TRYING:
            return [self._part * min(place, trial) for place in places]
        if kind is Kind.ENDING:
            return [self._part if place > trial else 0 for place in places]
        # Those who began so many months ago, of whom some pay.
        present = [0]
        for age in range(self._months):
            present.append(present[-1] + (self._left[age] if age % billing == 0 else 0))
        return [present[max(0, place - trial)] for place in places]


@lru_cache(_REMEMBERED)
def cohorts_of(departures: Decimal, months: int) -> Cohorts:
    """Return the sequences of a rate of departures, remembered: most edits change none."""
    return Cohorts(departures, months)
