"""Ladders of levels: which offer is a dearer next step after which, and where quantities go down on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.checks.cheapest import MOST_OFFERS
from offerdesigner.checks.comparing import Pairs, redundant_offers
from offerdesigner.checks.contents import Contents, gives_as_much, same_note
from offerdesigner.checks.context import Context
from offerdesigner.checks.inversions import misplaced_terms
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Inclusion, RangeKind

SHARED_AT_LEAST = Decimal("0.75")
"""The share of a smaller offer's services that a bigger one must have to count as the next step of a ladder."""


@dataclass(frozen=True)
class Fall:
    """What `dear` gives less of than `smaller`, the nearest cheaper offer that has these services."""

    dear: PricedOffer
    smaller: PricedOffer
    services: tuple[Id, ...]


class Steps:
    """The steps of all ladders: told once a pair, however many rules ask."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._useless = {case.dear.offer.id for case in ctx.once(redundant_offers)}
        self._misplaced = misplaced_terms(ctx)
        self._told: dict[tuple[Id, Id], bool] = {}
        self.falls = tuple(fall for ladder in short_ladders(ctx) for fall in self._falls(ctx, ladder))
        self._fallen = {fall.dear.offer.id for fall in self.falls if len(fall.services) > 1}

    def leads(self, smaller: PricedOffer, bigger: PricedOffer) -> bool:
        """Tell whether `bigger` is a next step after `smaller`, for which one pays more."""
        pair = smaller.offer.id, bigger.offer.id
        if pair not in self._told:
            is_sure = self._misplaced.isdisjoint(pair)
            self._told[pair] = is_sure and _continues(smaller, bigger) and _is_dearer(self._ctx, bigger, smaller)
        return self._told[pair]

    def is_place_sure(self, priced: PricedOffer) -> bool:
        """Tell whether an offer stands where its price says: what gives less of much, or of all, is told as such."""
        return priced.offer.id not in self._useless and priced.offer.id not in self._fallen

    def _falls(self, ctx: Context, ladder: tuple[PricedOffer, ...]) -> Iterator[Fall]:
        for rank, dear in enumerate(ladder):
            fallen: dict[int, list[Id]] = {}
            if dear.offer.id not in self._useless:
                for service, place in ctx.again(_reduced, dear.contents, *(one.contents for one in ladder[:rank])):
                    is_read = ctx.services[service].on_sheet and not in_option(ctx, service, dear)
                    if is_read and self.leads(ladder[place], dear):
                        fallen.setdefault(place, []).append(service)
            for place, services in fallen.items():
                yield Fall(dear, ladder[place], tuple(services))


def _reduced(contents: Contents, *cheaper: Contents) -> list[tuple[Id, int]]:
    """Return the services counted in `contents` for less than in the last one of `cheaper` that has them: its place."""
    found = []
    for service, line in contents.inclusions.items():
        if line.grant.kind == "quantity" and line.grant.quantity:
            ranks = (rank for rank in reversed(range(len(cheaper))) if service in cheaper[rank].inclusions)
            rank = next(ranks, None)
            if rank is not None and _is_less(line, cheaper[rank].inclusions[service]):
                found.append((service, rank))
    return found


def steps_of(ctx: Context) -> Steps:
    """Return the steps of all ladders."""
    return ctx.once(Steps)


def short_ladders(ctx: Context) -> Iterator[tuple[PricedOffer, ...]]:
    """Yield the ladders of levels that one can follow with a finger."""
    for ladder in ctx.ladders:
        if 1 < len(ladder) <= MOST_OFFERS and ctx.kind_of(ladder[0]) is RangeKind.LEVELS:
            yield ladder


def in_option(ctx: Context, service: Id, priced: PricedOffer) -> bool:
    """Tell whether some option brings `service` to an offer."""
    return service in ctx.once(_optional)[priced.offer.id]


def _optional(ctx: Context) -> dict[Id, set[Id]]:
    """Return, for each offer, the services that some option brings to it."""
    brings = {
        option.id: {line.service for line in option.adds if line.grant.kind != "none"} for option in ctx.project.options
    }
    return {offer: set().union(*(brings[option] for option in opened)) for offer, opened in ctx.open_options.items()}


def _is_dearer(ctx: Context, bigger: PricedOffer, smaller: PricedOffer) -> bool:
    """Tell whether one pays more for `bigger`, whatever is used."""
    if bigger.cost == smaller.cost:
        return False
    return not (smaller.is_metered or bigger.is_metered) or bool(ctx.once(Pairs).saves(smaller, bigger))


def _continues(smaller: PricedOffer, bigger: PricedOffer) -> bool:
    """Tell whether `bigger` is a next step after `smaller`: most of its other services are there again."""
    shared = (smaller.contents.mask & bigger.contents.mask).bit_count()
    return shared > 0 and shared >= SHARED_AT_LEAST * (smaller.contents.mask.bit_count() - 1)


def _is_less(line: Inclusion, before: Inclusion) -> bool:
    """Tell whether `line` is known to give less than `before`, said the same way."""
    if not same_note(line, before) or before.grant.kind not in ("quantity", "unlimited"):
        return False
    return gives_as_much(before.grant, line.grant) and line.grant != before.grant
