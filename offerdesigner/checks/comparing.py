"""Which offers are of no use beside another one of their range, exactly and without trying every pair in full.

Two offers are compared when their prices are known and the cheaper one asks for no longer
commitment, at every commitment that the dearer one lists, and only on what can be compared:
quantities in the same unit, the same words and notes. What one may add to an offer, try before it
or become by it belongs to what it gives. Whatever cannot be compared keeps an offer out of here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from offerdesigner.checks.contents import Contents, same_note
from offerdesigner.checks.context import Context
from offerdesigner.checks.costs import may_cost_more, other_lengths, saves_something
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Granted, Inclusion, Option
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.charges import CENT, started_packs
from offerdesigner.pricing.offers import OfferPrice

A_CENT_A_MONTH = YEAR * CENT
"""Prices of a month are rounded before they are multiplied: so small a gain over a year is nobody's bargain."""

NEIGHBOURS = 8
"""How many cheaper offers, the nearest in price, are tried with options."""

MOST_PACKS = 100
"""Nobody takes an option more often than that."""


class Redundancy(Enum):
    """Why an offer is of no use beside another that gives at least as much."""

    DEARER = "dearer"
    SAME_PRICE_LESS = "less"
    TWIN = "twin"


@dataclass(frozen=True)
class Redundant:
    """The offer `dear` is of no use beside `better`."""

    kind: Redundancy
    better: PricedOffer
    dear: PricedOffer


@dataclass(frozen=True)
class Beaten:
    """The offer `dear` costs more in a year than `smaller` with `options` (id → how many), which gives as much."""

    dear: PricedOffer
    smaller: PricedOffer
    options: dict[Id, int]
    price: OfferPrice


class Pairs:
    """What is told of pairs of offers, worked out again only for those of which one changes."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._offers = ctx.offers  # read so that, when an offer changes, its pairs are let go

    def saves(self, better: PricedOffer, dear: PricedOffer) -> bool | None:
        """Tell whether `better` costs less than `dear`, as `saves_something` does."""
        return self._ctx.again(saves_something, better, dear)

    def covers(self, better: PricedOffer, dear: PricedOffer) -> bool:
        """Tell whether `better` gives all that `dear` gives."""
        return self._ctx.again(Contents.covers, better.contents, dear.contents)


def redundant_offers(ctx: Context) -> tuple[Redundant, ...]:
    """Return the offers that another of their range makes useless, each with one such other."""
    return tuple(_redundant_offers(ctx))


def _redundant_offers(ctx: Context) -> Iterator[Redundant]:
    for ladder in ctx.ladders:
        masks = [one.contents.mask for one in ladder]
        for place, dear in enumerate(ladder):
            for better in _candidates(ladder, masks, place):
                kind = _redundancy(ctx, better, dear)
                if kind is not None and not (kind is Redundancy.TWIN and ladder.index(better) > place):
                    yield Redundant(kind, better, dear)
                    break


def _candidates(ladder: Sequence[PricedOffer], masks: Sequence[int], place: int) -> Iterator[PricedOffer]:
    """Yield the offers with all the services of the one at `place` that cost as much, or less."""
    wanted = masks[place]
    for rank, mask in enumerate(masks):
        if rank > place and ladder[rank].cost != ladder[place].cost:
            return
        if rank != place and not wanted & ~mask:
            yield ladder[rank]


def _redundancy(ctx: Context, better: PricedOffer, dear: PricedOffer) -> Redundancy | None:
    if better.commitment > dear.commitment or not better.contents.may_cover(dear.contents):
        return None
    if may_cost_more(better, dear) or not _gives_all(ctx, better, dear):
        return None
    saves = ctx.once(Pairs).saves(better, dear)
    if saves is None:
        return None
    if saves:
        return Redundancy.DEARER
    return Redundancy.TWIN if _gives_all(ctx, dear, better) else Redundancy.SAME_PRICE_LESS


def _gives_all(ctx: Context, better: PricedOffer, dear: PricedOffer) -> bool:
    """Tell whether `better` gives all that `dear` does, and access to all that one gets with it."""
    return ctx.once(Pairs).covers(better, dear) and not opens_more(ctx, dear, better)


def opens_more(ctx: Context, dear: PricedOffer, better: PricedOffer) -> bool:
    """Tell whether `dear` comes with a trial, a membership or an option that one cannot have with `better`."""
    trial = dear.offer.trial
    if trial is not None and trial != better.offer.trial:
        return True
    makes_member = dear.offer.membership != MembershipRule.NONE and ctx.project.structure.membership is not None
    if makes_member and better.offer.membership == MembershipRule.NONE:
        return True
    reserved = ctx.open_options[dear.offer.id] - ctx.open_options[better.offer.id]
    return any(not better.contents.make_useless(ctx.options[option].adds) for option in reserved)


def beaten_offers(ctx: Context) -> tuple[Beaten, ...]:
    """Return the offers that a smaller one with options beats, each with the cheapest way found."""
    return tuple(offers_beaten_by_options(ctx))


def offers_beaten_by_options(ctx: Context) -> Iterator[Beaten]:
    """Yield the offers that cost more than a smaller one with options that give as much, by the cheapest found."""
    for ladder in ctx.ladders:
        for place, dear in enumerate(ladder):
            if dear.is_metered:
                continue
            found: Beaten | None = None
            for smaller in reversed(ladder[max(0, place - NEIGHBOURS) : place]):
                limit = found.price.next_year if found else dear.cost[0] - A_CENT_A_MONTH if dear.cost else None
                found = _beaten(ctx, dear, smaller, limit or Decimal(0)) or found
            if found is not None:
                yield found


def _beaten(ctx: Context, dear: PricedOffer, smaller: PricedOffer, limit: Decimal) -> Beaten | None:
    if smaller.is_metered or smaller.commitment > dear.commitment:
        return None
    if dear.contents.mask & ~(smaller.contents.mask | ctx.optional_mask):
        return None
    if opens_more(ctx, dear, smaller):
        return None
    options = _options_to_reach(ctx, smaller, dear, limit - (smaller.year.next_year or Decimal(0)))
    if not options:
        return None
    taken = [name for name, count in options.items() for _each in range(count)]
    price = ctx.year_with(smaller.offer, taken, YEAR)
    if price is None or price.next_year is None or price.next_year >= limit:
        return None
    is_cheaper = all(_costs_no_more(ctx, smaller, taken, dear, months) for months in (YEAR, *other_lengths(dear.offer)))
    return Beaten(dear, smaller, dict(options), price) if is_cheaper else None


def _costs_no_more(ctx: Context, smaller: PricedOffer, taken: list[Id], dear: PricedOffer, months: int) -> bool:
    price, cost = ctx.year_with(smaller.offer, taken, months), dear.growth_over(months).fixed
    if price is None or price.next_year is None or price.first_year is None or cost is None:
        return False
    return price.next_year <= cost[0] and price.first_year <= cost[1]


def _options_to_reach(ctx: Context, smaller: PricedOffer, dear: PricedOffer, room: Decimal) -> Counter[Id] | None:
    """Return the options that bring `smaller` up to all that `dear` gives, or `None` as soon as they cost `room`."""
    taken: Counter[Id] = Counter()
    spent = Decimal(0)
    for line in dear.contents.inclusions.values():
        missing = smaller.contents.lacks(line)
        if missing is None:
            return None
        if not missing:
            continue
        best = min(_ways(ctx, smaller, line, missing), key=lambda way: way[0], default=None)
        if best is None:
            return None
        cost, option, count = best
        spent += cost
        taken[option.id] += count
        if spent >= room:
            return None
    return taken


def _ways(
    ctx: Context, smaller: PricedOffer, wanted: Inclusion, missing: Decimal
) -> Iterator[tuple[Decimal, Option, int]]:
    """Yield the options that bring `missing` units of a service, what they add to a year, and how many are needed."""
    for option, line in ctx.options_that_add.get(wanted.service, ()):
        cost = ctx.option_cost(option, smaller.offer) if option.is_available_for(smaller.offer) else None
        if cost is None or not same_note(line, wanted):
            continue
        count = _packs(line, missing)
        if 0 < count <= min(option.max_quantity or MOST_PACKS, MOST_PACKS):
            yield cost[0] * count, option, count


def _packs(line: Inclusion, missing: Decimal) -> int:
    if isinstance(line.grant, Granted):
        usable = line.grant.per is None and line.grant.quantity > 0
        return int(started_packs(missing, line.grant.quantity)) if usable else 0
    return 1 if line.grant.kind in ("included", "unlimited") else 0
