"""Which quantities of each metric are worth looking at: a little beyond all that the offers speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import breakpoints
from offerdesigner.pricing.usage import granted, included_usage

MOST_PLACES = 200
"""How many quantities are looked at along a span."""

_USUAL = Decimal(20)
"""How far one looks at least where each one more may cost something."""

_BEYOND = Decimal("1.2")
_ENDS = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
_STEPS = (1, 2, 5, 10)


def spans(project: Project, offers: Sequence[Offer]) -> dict[Id, range]:
    """Return, for each metric, the quantities that show how `offers` differ.

    The first metric of a project counts those for whom one buys, at least 1 where they are whole; the others may be 0.
    """
    most = _most_included(project, offers)
    return {metric.id: _span(project, offers, metric.id, most) for metric in project.metrics}


def _span(project: Project, offers: Sequence[Offer], metric: Id, most: Mapping[Id, Decimal]) -> range:
    first = project.metrics[0]
    low = 1 if metric == first.id and not first.decimal else 0
    charged = any(rate.metric == metric for offer in offers for rate in offer.rates)
    least = _USUAL if metric == first.id or charged else Decimal(1)
    high = max(least, *(_BEYOND * mark for mark in _marks(project, offers, metric, most)))
    return coarser(range(low, int(rounded_up(high)) + 1), MOST_PLACES)


def stretched(quantities: range, to: Decimal) -> range:
    """Return `quantities`, or if `to` lies beyond them as many as reach it."""
    if to <= quantities[-1]:
        return quantities
    return coarser(range(quantities[0], int(rounded_up(to)) + 1), MOST_PLACES)


def coarser(quantities: range, most: int) -> range:
    """Return at most `most` of `quantities`, one in 2, 5, 10, 20…, as far as they went."""
    power, wanted = 1, len(quantities) / most
    while wanted > 10 * power:
        power *= 10
    step = next(step for step in _STEPS if step * power >= wanted) * power * quantities.step
    return range(quantities[0], quantities[-1] + 1, step)


def rounded_up(value: Decimal) -> Decimal:
    """Return the first round value at or above `value`, to end an axis with."""
    if value <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(value.adjusted())
    return next(end * power for end in _ENDS if end * power >= value)


def _marks(project: Project, offers: Sequence[Offer], metric: Id, most: Mapping[Id, Decimal]) -> Iterator[Decimal]:
    """Yield the quantities of `metric` that the offers and the usage profiles speak of."""
    yield Decimal(0)
    for offer in offers:
        included = granted(project, offer, metric, most) or Decimal(0)
        yield included
        for rate in offer.rates:
            if rate.metric == metric:
                yield from _bounds(rate, included)
    for profile in project.profiles:
        yield from (item.quantity for item in profile.quantities if item.metric == metric)


def _bounds(rate: RateCard, included: Decimal) -> Iterator[Decimal]:
    start = included if rate.beyond_included else Decimal(0)
    yield from (start + bound for bound in breakpoints(rate.charge))


def _most_included(project: Project, offers: Sequence[Offer]) -> Mapping[Id, Decimal]:
    """Return the most that an offer includes of each metric: what is granted for each person is multiplied by it."""
    most: dict[Id, Decimal] = {}
    for offer in offers:
        for metric, quantity in included_usage(project, offer).items():
            most[metric] = max(quantity, most.get(metric, Decimal(0)))
    return most
