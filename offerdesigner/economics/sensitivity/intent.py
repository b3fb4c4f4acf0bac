"""How many would buy at each price, by what they say of their cheap and expensive prices (Newton, Miller, Smith).

A person surely buys at neither of the two ends, and at the cheap and expensive prices with the chance that the
intent is worth; between them the chance changes in a straight line. People overstate: hence `WORTH`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from offerdesigner.economics.sensitivity.answers import named_prices
from offerdesigner.model.research import Answer, SurveyMethod

WORTH: Mapping[int, Fraction] = {
    5: Fraction(7, 10),
    4: Fraction(5, 10),
    3: Fraction(3, 10),
    2: Fraction(1, 10),
    1: Fraction(0),
}
"""The chance that somebody buys who says so from 5 (surely) to 1 (surely not)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The share of `people` (0 to 1) who would buy at a price (€)."""

    price: Decimal
    share: Fraction
    people: int

    @property
    def revenue(self) -> Fraction:
        """What they would pay together, in €."""
        return Fraction(self.price) * self.share * self.people


@dataclass(frozen=True)
class Intent:
    """Reach and revenue of each price that was named."""

    people: int
    rows: tuple[Reach, ...]
    best_reach: tuple[Decimal, ...]
    """The named prices at which most would buy; none when nobody would."""

    best_revenue: tuple[Decimal, ...]
    """The named prices at which those who buy pay most together."""


def intent(answers: Sequence[Answer]) -> Intent | None:
    """Return what `answers`, which are whole, promise; `None` when none of them says whether one would buy."""
    lines = [line for answer in answers if (line := _chances(answer)) is not None]
    if not lines:
        return None
    rows = tuple(_rows(lines))
    revenues = [row.revenue for row in rows]
    most, earned = max(row.share for row in rows), max(revenues)
    return Intent(
        len(lines),
        rows,
        tuple(row.price for row in rows if row.share == most) if most else (),
        tuple(row.price for row, revenue in zip(rows, revenues, strict=True) if revenue == earned) if earned else (),
    )


def _chances(answer: Answer) -> tuple[tuple[Decimal, Fraction], ...] | None:
    """Return the corners of the chance that one person buys; `None` where it is not said."""
    if answer.intent_cheap is None or answer.intent_expensive is None:
        return None
    prices = named_prices(answer, SurveyMethod.VAN_WESTENDORP)
    worth = (Fraction(0), WORTH[answer.intent_cheap], WORTH[answer.intent_expensive], Fraction(0))
    return tuple(zip(prices, worth, strict=True))


def _rows(lines: Sequence[Sequence[tuple[Decimal, Fraction]]]) -> list[Reach]:
    """Return the mean of `lines` at each of their corners: one pass, adding up how the slope changes."""
    bends: defaultdict[Fraction, Fraction] = defaultdict(Fraction)
    for line in lines:
        for (left, before), (right, after) in pairwise(line):
            slope = (after - before) / (Fraction(right) - Fraction(left))
            bends[Fraction(left)] += slope
            bends[Fraction(right)] -= slope
    rows: list[Reach] = []
    here, height, slope = Fraction(0), Fraction(0), Fraction(0)
    named = {Fraction(price): price for line in lines for price, _chance in line}
    for place in sorted(bends):
        height += slope * (place - here)
        here, slope = place, slope + bends[place]
        rows.append(Reach(named[place], height / len(lines), len(lines)))
    return rows
