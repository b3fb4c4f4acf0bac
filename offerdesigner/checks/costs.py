"""Which of two offers costs less, whatever is used of it and however long one commits.

Prices follow quantities in straight lines and steps: looking at their ends is exact, without
trying every usage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, product
from math import prod
from operator import gt

from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.pricing.growth import NO_USAGE, USUAL_QUANTITIES, Cost, Growth
from offerdesigner.pricing.offers import commitments
from offerdesigner.pricing.usage import Usage

MOST_USAGES = 200
"""How many usages are tried of metrics that bear on others."""


def may_cost_more(better: PricedOffer, dear: PricedOffer) -> bool:
    """Tell, at a glance, whether `better` costs more than `dear` for a year of an extreme usage."""
    low, high = better.growth, dear.growth
    return low.metrics == high.metrics and any(map(gt, low.corners, high.corners))


def saves_something(better: PricedOffer, dear: PricedOffer) -> bool | None:
    """Tell whether `better` costs less than `dear` for a year of some usage.

    `None` when it may cost more for another usage, the first year or later, or under another
    commitment that `dear` lists; or when that cannot be known.
    """
    saves = _saves(better, dear, YEAR)
    if saves is None or any(_saves(better, dear, months) is None for months in _others(better, dear)):
        return None
    return saves


def _saves(better: PricedOffer, dear: PricedOffer, months: int) -> bool | None:
    low, high = better.growth_over(months), dear.growth_over(months)
    metrics = tuple(dict.fromkeys((*low.metrics, *high.metrics)))
    sources = {source for grown in (low, high) for metric in metrics for source in grown.bears_on(metric)}
    found = [_gap_for(low, high, metrics, usage) for usage in _usages(low, high, sources.intersection(metrics))]
    gaps = [gap for gap in found if gap is not None]
    if not gaps or len(gaps) < len(found):
        return None
    return any(gap.saves for gap in gaps) if all(gap.costs_no_more for gap in gaps) else None


def where_costs_differ(better: PricedOffer, dear: PricedOffer) -> Usage:
    """Return a usage for which a year of the two does not cost the same, as small as can be found; or an empty one."""
    low, high = better.growth, dear.growth
    metrics = tuple(dict.fromkeys((*low.metrics, *high.metrics)))
    for quantity in sorted({each for metric in metrics for each in _quantities(low, high, metric, NO_USAGE)}):
        usage = dict.fromkeys(metrics, quantity)
        costs = low.cost_of(usage), high.cost_of(usage)
        if None not in costs and costs[0] != costs[1]:
            return usage
    return NO_USAGE


@dataclass(frozen=True, slots=True)
class _Gap:
    """How much more an offer costs than another, at worst and at least, each next year and the first one."""

    worst: Cost
    least: Cost

    def __add__(self, other: _Gap) -> _Gap:
        worst = (self.worst[0] + other.worst[0], self.worst[1] + other.worst[1])
        return _Gap(worst, (self.least[0] + other.least[0], self.least[1] + other.least[1]))

    @property
    def costs_no_more(self) -> bool:
        return max(self.worst) <= 0

    @property
    def saves(self) -> bool:
        return min(self.least) < 0


def _gap_for(low: Growth, high: Growth, metrics: Sequence[Id], usage: Usage) -> _Gap | None:
    """Return the gap for any quantity of `metrics` beside `usage`: the worst of each make the worst of all."""
    gap = _gap(iter([(low.fixed, high.fixed)]))
    for metric in metrics:
        chosen = usage.get(metric)
        quantities = _quantities(low, high, metric, usage) if chosen is None else iter([chosen])
        more = _gap((low.cost(metric, each, usage), high.cost(metric, each, usage)) for each in quantities)
        if gap is None or more is None:
            return None
        gap += more
    return gap


def _gap(costs: Iterator[tuple[Cost | None, Cost | None]]) -> _Gap | None:
    """Return the gap over pairs of costs; those unknown on both sides are left out, and one unknown alone is `None`."""
    later: list[Decimal] = []
    first: list[Decimal] = []
    for low, high in costs:
        if low is not None and high is not None:
            later.append(low[0] - high[0])
            first.append(low[1] - high[1])
        elif low is not high:
            return None
    return _Gap((max(later), max(first)), (min(later), min(first))) if later else None


def _quantities(low: Growth, high: Growth, metric: Id, usage: Usage) -> Iterator[Decimal]:
    return chain(USUAL_QUANTITIES, low.ends(metric, usage), high.ends(metric, usage))


def _usages(low: Growth, high: Growth, sources: AbstractSet[Id]) -> list[Usage]:
    """Return the usages of the metrics that bear on others; none when there are more than can be tried."""
    if not sources:
        return [NO_USAGE]
    quantities = [tuple(dict.fromkeys(_quantities(low, high, source, NO_USAGE))) for source in sorted(sources)]
    if prod(map(len, quantities)) > MOST_USAGES:
        return []
    return [dict(zip(sorted(sources), chosen, strict=True)) for chosen in product(*quantities)]


def _others(better: PricedOffer, dear: PricedOffer) -> Iterator[int]:
    """Yield the commitments other than a year under which `dear` may yet be the better one of the two."""
    if _conditions(better.offer) is None or _conditions(better.offer) != _conditions(dear.offer):
        yield from other_lengths(dear.offer)


def other_lengths(offer: Offer) -> Iterator[int]:
    """Yield the commitments other than a year that `offer` has."""
    return (months for months in commitments(offer) if months != YEAR)


def _conditions(offer: Offer) -> tuple[object, ...] | None:
    """Return all that sets a term of `offer` apart from a year, or `None` when terms bear on its lines unequally.

    Between two offers with the same conditions, the cheaper one for a year is the cheaper one under any commitment.
    """
    periods = {rate.period_months for rate in offer.rates}
    if None in periods or len(periods) > 1 or not all(rate.follows_terms for rate in offer.rates):
        return None
    if any(term.price is not None for term in offer.terms):
        return None
    rules = tuple((term.months, term.percent_off, term.months_offered) for term in offer.terms)
    return periods, rules, offer.setup_fee, offer.setup_tax, offer.membership
