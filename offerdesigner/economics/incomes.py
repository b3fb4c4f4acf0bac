"""The revenue that does not come from the offers, month by month: aid, donations, sales entered by hand.

It is earned evenly over the months that an amount is for, and is in the bank from the first of them on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from offerdesigner.economics.values import NOTHING, total
from offerdesigner.model.forecast import Certainty, RevenueKind, RevenueSource

_SALES = (RevenueKind.SUBSCRIPTIONS, RevenueKind.SALES)


@dataclass(frozen=True, slots=True)
class Income:
    """One month: what is earned of each kind, and what comes to the bank, in €; `sold` is what sales are in this."""

    earned: Mapping[RevenueKind, Fraction]
    paid: Fraction
    sold: Fraction

    @property
    def total(self) -> Fraction:
        """What is earned in all."""
        return total(self.earned.values())


def incomes(sources: Iterable[RevenueSource], months: int, *, with_hoped: bool) -> tuple[Income, ...]:
    """Return so many months of revenue from `sources`; what is only hoped for counts when asked."""
    changes: dict[RevenueKind, list[Fraction]] = {}
    paid, sold = [NOTHING] * months, [NOTHING] * months
    for source in sources:
        if source.certainty is Certainty.HOPED and not with_hoped:
            continue
        monthly = Fraction(source.amount) / source.period_months
        first, last = source.first_month - 1, _end(source)
        change = changes.setdefault(source.kind, [NOTHING] * months)
        for place, amount in ((first, monthly), (last, -monthly)):
            if place < months:
                change[place] += amount
        for place in range(first, min(months, last), source.period_months):
            amount = monthly * min(source.period_months, last - place)
            paid[place] += amount
            if source.kind in _SALES:
                sold[place] += amount
    earned = {kind: list(accumulate(change)) for kind, change in changes.items()}
    return tuple(
        Income({kind: amounts[place] for kind, amounts in earned.items() if amounts[place]}, *cash)
        for place, cash in enumerate(zip(paid, sold, strict=True))
    )


def _end(source: RevenueSource) -> int:
    """Return the month (from 0) when a source has stopped; far away where nobody says when."""
    lasts = source.lasts_months
    return 10_000 if lasts is None else source.first_month - 1 + lasts
