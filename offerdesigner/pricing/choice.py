"""How an offer serves a client at the least cost: its own content, and the options that give what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice, product

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.offers import OfferPrice, PricingError, price_offer
from offerdesigner.pricing.usage import Usage

MOST_WAYS = 200
"""Sets of options tried for one offer: enough for all but a puzzle made on purpose."""


class Measure(StrEnum):
    """Which figure is compared, in € TTC: per month without setup and membership, or all that a year costs."""

    MONTHLY = "monthly"
    FIRST_YEAR = "first_year"
    NEXT_YEAR = "next_year"

    def of(self, price: OfferPrice) -> Decimal | None:
        """Return the figure of `price`; `None` when it is unknown (« sur devis »)."""
        figure: Decimal | None = getattr(price, self.value)
        return figure


@dataclass(frozen=True)
class Need:
    """What a client asks: quantities by metric, services that must be there, months of commitment."""

    usage: Usage
    services: tuple[Id, ...] = ()
    months: int = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """An offer with the options that serve a need, and their price. `lacks`: services it cannot give."""

    offer: Offer
    options: tuple[Id, ...]
    price: OfferPrice | None
    cost: Decimal | None
    """The figure compared, in €; `None` when the offer cannot serve the need, or its price is unknown."""
    lacks: tuple[Id, ...] = ()


def choose(project: Project, offer: Offer, need: Need, measure: Measure = Measure.MONTHLY) -> Choice:
    """Return the cheapest way in which `offer` serves `need`; the first one found where two cost the same.

    Raises `PricingError` when `need` counts something unknown.
    """
    given = inclusions_of(project, offer)
    missing = tuple(service for service in need.services if service not in given)
    ways = _ways(project, offer, missing)
    if ways is None:
        reachable = {line.service for option in project.options_for(offer) for line in option.adds}
        return Choice(offer, (), None, None, tuple(service for service in missing if service not in reachable))
    return _cheapest(project, offer, need, measure, ways)


def _cheapest(project: Project, offer: Offer, need: Need, measure: Measure, ways: Collection[tuple[Id, ...]]) -> Choice:
    best: Choice | None = None
    for options in ways:
        try:
            price = price_offer(project, offer, need.usage, options, need.months)
        except PricingError:
            if not options:  # not the fault of an option: the question itself is wrong
                raise
            continue
        cost = measure.of(price)
        if best is None or best.cost is None or (cost is not None and cost < best.cost):
            best = Choice(offer, options, price, cost)
    return best or Choice(offer, (), None, None, need.services)


def _ways(project: Project, offer: Offer, missing: tuple[Id, ...]) -> tuple[tuple[Id, ...], ...] | None:
    """Return the sets of options that give all that is `missing`; `None` when some of it cannot be had."""
    options = {option.id: option for option in project.options_for(offer)}
    givers = [[option for option in options.values() if _gives(option, service)] for service in missing]
    if not all(givers):
        return None
    ways: dict[tuple[Id, ...], None] = {}
    for chosen in islice(product(*givers), MOST_WAYS):
        wanted = set(_with_needed(chosen, options))
        ways[tuple(option.id for option in project.options if option.id in wanted)] = None
    return tuple(ways)


def _gives(option: Option, service: Id) -> bool:
    return any(line.service == service and line.grant.kind != "none" for line in option.adds)


def _with_needed(chosen: Collection[Option], options: Mapping[Id, Option]) -> Iterator[Id]:
    """Yield the options chosen and those that they ask for, one asking for another."""
    waiting, seen = [option.id for option in chosen], set[Id]()
    while waiting:
        current = waiting.pop()
        if current in seen or current not in options:
            continue
        seen.add(current)
        yield current
        waiting += options[current].needs
