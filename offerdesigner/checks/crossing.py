"""From which quantity a bigger offer costs less than the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from offerdesigner.checks.comparing import redundant_offers
from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.offers import RangeKind
from offerdesigner.pricing.growth import USUAL_QUANTITIES

MOST_OFFERS = 5
"""Offers that one follows from the smallest to the largest."""

_LARGEST = Decimal(1000)


@dataclass(frozen=True)
class Crossing:
    """From `quantity` of `metric` on, `bigger` costs less a year than `smaller`, which was the cheapest before."""

    smaller: PricedOffer
    bigger: PricedOffer
    metric: Id
    quantity: Decimal
    cost: Decimal
    better_cost: Decimal


def crossings(ctx: Context) -> Iterator[Crossing]:
    """Yield where one should change from an offer of a ladder to the next, by what a quantity costs."""
    useless = {case.dear.offer.id for case in ctx.once(redundant_offers)}
    for ladder in ctx.ladders:
        is_read = 1 < len(ladder) <= MOST_OFFERS and ctx.kind_of(ladder[0]) is RangeKind.LEVELS
        for smaller, bigger in pairwise(ladder) if is_read else ():
            if not useless & {smaller.offer.id, bigger.offer.id}:
                yield from _crossing(ctx, smaller, bigger)


def _crossing(ctx: Context, smaller: PricedOffer, bigger: PricedOffer) -> Iterator[Crossing]:
    metrics = {*smaller.growth.metrics, *bigger.growth.metrics}
    if len(metrics) != 1 or smaller.contents.mask & ~bigger.contents.mask:
        return
    (metric,) = metrics
    if any(one.growth.bears_on(metric) for one in (smaller, bigger)) or ctx.metrics[metric].decimal:
        return

    def saved(quantity: Decimal) -> Decimal | None:
        """Return what `bigger` saves; `None` where one of both cannot be had."""
        costs = [one.growth.cost_of({metric: quantity}) for one in (smaller, bigger)]
        return costs[0][0] - costs[1][0] if costs[0] is not None and costs[1] is not None else None

    points = sorted({*USUAL_QUANTITIES, *smaller.growth.ends(metric), *bigger.growth.ends(metric)})
    quantity = _first(saved, [point for point in points if point <= _LARGEST])
    if quantity is not None:
        costs = [one.growth.cost_of({metric: quantity}) for one in (smaller, bigger)]
        if costs[0] is not None and costs[1] is not None:
            yield Crossing(smaller, bigger, metric, quantity, costs[0][0], costs[1][0])


def _first(saved: Callable[[Decimal], Decimal | None], points: list[Decimal]) -> Decimal | None:
    """Return the first whole quantity that saves something, the smallest costing more; `None` when there is none."""
    start = saved(points[0]) if points else None
    if start is None or start > 0:
        return None
    for low, high in pairwise(points):
        gain = saved(high)
        if gain is not None and gain > 0:
            while high - low > 1:
                middle = (low + high) // 2
                gain = saved(middle)
                low, high = (low, middle) if gain is not None and gain > 0 else (middle, high)
            return high
    return None
