"""Which offers cost more than a smaller one taken twice, all that is due counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.checks.cheapest import MOST_OFFERS
from offerdesigner.checks.comparing import A_CENT_A_MONTH, beaten_offers, opens_more, redundant_offers
from offerdesigner.checks.contents import gives_as_much, same_note
from offerdesigner.checks.context import Context
from offerdesigner.checks.costs import other_lengths
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.model.offers import Granted, Inclusion
from offerdesigner.pricing.growth import Cost

TWICE = 2
WORTH_IT = Decimal("0.95")
"""Two subscriptions are more trouble than one: for less than a twentieth, nobody takes them."""


@dataclass(frozen=True)
class Split:
    """A year of the offer `dear` costs more than that of `smaller` taken twice, membership and setup included."""

    dear: PricedOffer
    smaller: PricedOffer
    price: Decimal
    twice: Decimal


def split_offers(ctx: Context) -> Iterator[Split]:
    """Yield the offers that cost more than twice a smaller one, but for those told for a simpler reason."""
    told = {case.dear.offer.id for case in ctx.once(redundant_offers)}
    told |= {case.dear.offer.id for case in ctx.once(beaten_offers)}
    for ladder in ctx.ladders:
        for place, dear in enumerate(ladder if len(ladder) <= MOST_OFFERS else ()):
            cases = [case for smaller in ladder[:place] if (case := _split(ctx, dear, smaller)) is not None]
            if cases and dear.offer.id not in told:
                yield min(cases, key=lambda case: case.twice)


def _split(ctx: Context, dear: PricedOffer, smaller: PricedOffer) -> Split | None:
    if dear.is_metered or smaller.is_metered or smaller.commitment > dear.commitment:
        return None
    if not _twice_gives_all(smaller, dear) or opens_more(ctx, dear, smaller):
        return None
    lengths = (YEAR, *other_lengths(dear.offer))
    costs = [(dear.growth_over(months).fixed, smaller.growth_over(months).fixed) for months in lengths]
    if not all(_is_cheaper_twice(small, whole) for whole, small in costs):
        return None
    (whole, small), *_others = costs
    assert whole is not None and small is not None
    return Split(dear, smaller, whole[0], TWICE * small[0])


def _is_cheaper_twice(small: Cost | None, whole: Cost | None) -> bool:
    """Tell whether twice `small` costs well under `whole`, each next year and the first one."""
    if small is None or whole is None:
        return False
    return TWICE * small[0] + A_CENT_A_MONTH < whole[0] * WORTH_IT and TWICE * small[1] <= whole[1]


def _twice_gives_all(smaller: PricedOffer, dear: PricedOffer) -> bool:
    if dear.contents.mask & ~smaller.contents.mask:
        return False
    mine = smaller.contents.inclusions
    return all(_is_reached(mine[service], line) for service, line in dear.contents.inclusions.items())


def _is_reached(held: Inclusion, wanted: Inclusion) -> bool:
    if not same_note(held, wanted):
        return False
    if isinstance(held.grant, Granted) and isinstance(wanted.grant, Granted) and held.grant.per is None:
        return wanted.grant.per is None and TWICE * held.grant.quantity >= wanted.grant.quantity
    return gives_as_much(held.grant, wanted.grant)
