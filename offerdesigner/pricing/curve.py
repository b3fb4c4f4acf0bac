"""The price of one line along the quantity that it charges: exact where it bends, with the places where it falls.

Between two neighbours of `curve` the price is a straight line, or there is no quantity that one can buy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice, Charge, PackagePrice, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.offers import RateCard
from offerdesigner.pricing.charges import ZERO, breakpoints, quote
from offerdesigner.pricing.lines import within_limits

MOST_SOLD = 40
"""As far as this each whole quantity has its point; beyond, only the ends of straight stretches do."""

MOST_PACKS = 40
"""With more packs than this the curve goes straight through whole packs."""

PACKS_SHOWN = 6
_USUAL = Decimal(20)
_MARGIN = Decimal("1.06")


@dataclass(frozen=True, slots=True)
class Point:
    """What a quantity costs, in € for one period of the line, as entered; `None` when unknown (« sur devis »)."""

    quantity: Decimal
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Cliff:
    """Where taking more costs less: `higher` € for `end`, `lower` € for `following`, the next one can buy.

    From `first` to `end` one pays more than for `following`: nobody who knows it buys these quantities.
    """

    bounded: Tier | Step
    first: Decimal
    end: Decimal
    following: Decimal
    higher: Decimal
    lower: Decimal


def smallest(metric: Metric | None) -> Decimal:
    """Return the least that one quantity differs from the next."""
    return Decimal("0.001") if metric is not None and metric.decimal else Decimal(1)


def asked(rate: RateCard, quantity: Decimal) -> Decimal | None:
    """Return what `rate` asks for a charged quantity, between its own minimum and maximum; `None` when unknown."""
    return within_limits(rate, quote(rate.charge, quantity).amount)[0]


def cliffs(rate: RateCard, metric: Metric | None) -> Iterator[Cliff]:
    """Yield the places where the price of `rate` falls, in order; a line with a minimum or a maximum has none."""
    if rate.minimum_amount is not None or rate.maximum_amount is not None:
        return
    for below, bounded in pairwise((None, *_bounded(rate.charge)[:-1])):
        if bounded is None or bounded.up_to is None:
            continue
        end = bounded.up_to
        following = end + smallest(metric)
        higher, lower = quote(rate.charge, end).amount, quote(rate.charge, following).amount
        if higher is not None and lower is not None and lower < higher:
            start = below.up_to if below is not None and below.up_to is not None else ZERO
            first = _dead_from(bounded, start, lower, smallest(metric))
            yield Cliff(bounded, first, end, following, higher, lower)


def _bounded(charge: Charge) -> tuple[Tier, ...] | tuple[Step, ...]:
    match charge:
        case VolumePrice():
            return charge.tiers
        case StairstepPrice():
            return charge.steps
        case _:
            return ()


def _dead_from(bounded: Tier | Step, below: Decimal, lower: Decimal, step: Decimal) -> Decimal:
    """Return the first quantity of a tier that costs more than `lower`."""
    if isinstance(bounded, Step):
        return below + step
    room = (lower - bounded.flat_price) / bounded.unit_price if bounded.unit_price else ZERO
    return max(below, (room / step).to_integral_value(ROUND_FLOOR) * step) + step


def extent(charge: Charge, example: Decimal = ZERO) -> Decimal:
    """Return as far as the curve of `charge` is worth looking at: past its last bound, and past `example`."""
    bounds = [bound for bound in breakpoints(charge) if bound]
    last = bounds[-1] if bounds else ZERO
    match charge:
        case PackagePrice() | CapacityPrice():
            end = last + PACKS_SHOWN * charge.size
        case _ if not bounds:
            end = _USUAL
        case _ if quote(charge, last + 1).amount is None:
            return _past(last)
        case _:
            end = last + max(last - (bounds[-2] if len(bounds) > 1 else ZERO), last / 2)
    return max(end, _past(example)) if example > end else end.to_integral_value(ROUND_CEILING)


def _past(quantity: Decimal) -> Decimal:
    return max(quantity + 1, (quantity * _MARGIN).to_integral_value(ROUND_FLOOR))


def corners(rate: RateCard, metric: Metric | None, up_to: Decimal) -> tuple[Decimal, ...]:
    """Return the quantities from 0 to `up_to` between which the price of `rate` is a straight line."""
    step = smallest(metric)
    places = {ZERO, up_to}
    for bound in _breaks(rate.charge, up_to):
        sold = (bound / step).to_integral_value(ROUND_FLOOR) * step
        places |= {sold, sold + step}
    inside = sorted(place for place in places if place <= up_to)
    return tuple(sorted({*inside, *_reached(rate, inside, step)}))


def has_each_sold(metric: Metric | None, up_to: Decimal) -> bool:
    """Tell whether so few quantities are sold up to `up_to` that each of them has its point."""
    return smallest(metric) == 1 and up_to <= MOST_SOLD


def _breaks(charge: Charge, up_to: Decimal) -> tuple[Decimal, ...]:
    """Return the breakpoints of `charge`; of very many packs, where the first begins and where the last is whole."""
    if isinstance(charge, PackagePrice | CapacityPrice):
        start = breakpoints(charge)[0]
        packs = ((up_to - start) / charge.size).to_integral_value(ROUND_FLOOR)
        if packs > MOST_PACKS:
            return start, start + packs * charge.size
    return breakpoints(charge, up_to)


def _reached(rate: RateCard, places: list[Decimal], step: Decimal) -> Iterator[Decimal]:
    """Yield the quantities on both sides of where a straight stretch meets the minimum or the maximum."""
    limits = [limit for limit in (rate.minimum_amount, rate.maximum_amount) if limit is not None]
    for start, end in pairwise(places):
        low, high = quote(rate.charge, start).amount, quote(rate.charge, end).amount
        if not limits or low is None or high is None or low == high or end - start <= step:
            continue
        for limit in limits:
            if min(low, high) < limit < max(low, high):
                met = start + (end - start) * (limit - low) / (high - low)
                before = (met / step).to_integral_value(ROUND_FLOOR) * step
                yield from (before, min(before + step, end))


def curve(rate: RateCard, metric: Metric | None, up_to: Decimal) -> tuple[Point, ...]:
    """Return what each of the `corners` of `rate` costs, and each quantity that is sold where they are few."""
    places = set(corners(rate, metric, up_to))
    if has_each_sold(metric, up_to):
        places |= {Decimal(n) for n in range(int(up_to) + 1)}
    return tuple(Point(quantity, asked(rate, quantity)) for quantity in sorted(places))
