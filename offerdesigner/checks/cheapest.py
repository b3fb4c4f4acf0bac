"""Which offers are never the cheapest, though no other one alone makes them useless.

A small offer may be cheaper for few, a large one for many, and leave nobody to the one between. An offer is
looked at for whoever wants all that it gives: first for as much as it includes, where a glance tells nearly
always that it is the cheapest; then for a few quantities more; only then, exactly, for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product

from offerdesigner.checks.comparing import opens_more, redundant_offers
from offerdesigner.checks.contents import gives_as_much, same_note
from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Measure, Need, choose
from offerdesigner.pricing.growth import Growth
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.range_map import range_map
from offerdesigner.pricing.usual import lengths

MOST_OFFERS = 12
"""Where there are more in a range, that is what is wrong with it."""

MOST_METRICS = 2

LIKELY = Decimal(20)
"""How far one looks at least, as the map does."""


@dataclass(frozen=True)
class Passed:
    """The offer `offer` is never the cheapest; for `usage`, all that it includes, `better` costs less a year."""

    offer: PricedOffer
    better: PricedOffer
    usage: Mapping[Id, Decimal]
    cost: Decimal
    better_cost: Decimal


def offers_passed_by(ctx: Context) -> Iterator[Passed]:
    """Yield the offers that are never the cheapest, but for those that one other offer makes useless."""
    useless = {case.dear.offer.id for case in ctx.once(redundant_offers)}
    for ladder in ctx.ladders:
        for priced in ladder if 2 < len(ladder) <= MOST_OFFERS else ():
            if priced.offer.id not in useless:
                yield from _passed(ctx, priced, ladder)


def _passed(ctx: Context, priced: PricedOffer, ladder: Sequence[PricedOffer]) -> Iterator[Passed]:
    rivals = [other for other in ladder if other is not priced and _serves(ctx, other, priced)]
    if not rivals:
        return
    metrics = tuple(dict.fromkeys(metric for one in (priced, *rivals) for metric in one.growth.metrics))
    usage = _usage(priced, metrics)
    cost = priced.growth.cost_of(usage)
    cheaper = [(paid[0], rival) for rival in rivals if (paid := rival.growth.cost_of(usage)) is not None]
    better_cost, better = min(cheaper, key=lambda pair: pair[0], default=(Decimal(0), priced))
    if cost is None or better is priced or better_cost >= cost[0] or not 0 < len(metrics) <= MOST_METRICS:
        return
    if not _is_seen_cheapest(ctx, priced, rivals, metrics) and _is_never_the_cheapest(ctx, priced, rivals, metrics):
        yield Passed(priced, better, usage, cost[0], better_cost)


def _serves(ctx: Context, other: PricedOffer, priced: PricedOffer) -> bool:
    """Tell whether `other` gives all that `priced` does, or sells by the unit the quantities that it lacks."""
    if priced.contents.mask & ~other.contents.mask or other.commitment > priced.commitment:
        return False
    if not (other.is_metered or priced.is_metered) or opens_more(ctx, priced, other):
        return False
    return ctx.again(_gives_or_sells, other, priced)


def _gives_or_sells(other: PricedOffer, priced: PricedOffer) -> bool:
    """Tell whether `other`, which has all the services of `priced`, gives as much of each or sells what it lacks."""
    sold = {service.id for service in other.project.services if service.metric in other.growth.metrics}
    for service, line in priced.contents.inclusions.items():
        held = other.contents.inclusions[service]
        is_sold = held.grant.kind == "quantity" and service in sold
        if not same_note(held, line) or not (is_sold or gives_as_much(held.grant, line.grant)):
            return False
    return True


def _usage(priced: PricedOffer, metrics: Sequence[Id]) -> dict[Id, Decimal]:
    return {metric: priced.included.get(metric) or Decimal(1) for metric in metrics}


def _is_seen_cheapest(ctx: Context, priced: PricedOffer, rivals: Sequence[PricedOffer], metrics: Sequence[Id]) -> bool:
    """Tell whether a few quantities are enough to see that no rival is as cheap: a map of all takes much longer."""
    months = next(iter(lengths((priced.offer,))))
    grown = [one.growth_over(months) for one in (priced, *rivals)]
    for chosen in product(*(_telling(grown, metric) for metric in metrics)):
        usage = dict(zip(metrics, chosen, strict=True))
        cost = grown[0].cost_of(usage)
        if cost is not None and all(_costs_more(ctx, rival, usage, months, cost[0]) for rival in rivals):
            return True
    return False


def _telling(grown: Sequence[Growth], metric: Id) -> list[Decimal]:
    """Return the quantities of `metric` where some offer's price bends, and whole ones between two of them."""
    ends = sorted({end for one in grown for end in one.ends(metric)} | {Decimal(1), LIKELY})
    between = ((low + high) // 2 for low, high in pairwise(ends) if high - low > 1)
    return sorted({*ends, *between})


def _costs_more(ctx: Context, rival: PricedOffer, usage: Mapping[Id, Decimal], months: int, least: Decimal) -> bool:
    """Tell whether each next year of `rival` costs more; what it only gives with options is priced with them."""
    alone = rival.growth_over(months).cost_of(usage)
    if alone is not None:
        return alone[0] > least
    cost = choose(ctx.project, rival.offer, Need(usage, (), months), Measure.NEXT_YEAR).cost
    return cost is None or cost > least


def _is_never_the_cheapest(
    ctx: Context, priced: PricedOffer, rivals: Sequence[PricedOffer], metrics: Sequence[Id]
) -> bool:
    """Tell so of every quantity, price list and commitment, each next year and the first one, options included."""
    services = tuple(service for service in priced.contents.inclusions if ctx.services[service].metric is None)
    names = [one.offer.id for one in (priced, *rivals)]
    projects = (ctx.project, *(under(ctx.project, one.id) for one in ctx.project.price_lists))
    return all(
        priced.offer.id in _never(project, names, metrics, Need({}, services, months), measure)
        for project in projects
        for months in lengths((priced.offer,))
        for measure in (Measure.NEXT_YEAR, Measure.FIRST_YEAR)
    )


def _never(
    project: Project, names: Sequence[Id], metrics: Sequence[Id], need: Need, measure: Measure
) -> tuple[Id, ...]:
    offers = [offer for offer in project.offers if offer.id in names]
    return range_map(project, offers, metrics, need, measure).never
