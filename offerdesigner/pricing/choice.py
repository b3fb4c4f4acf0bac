"""How an offer serves a client at the least cost: its own content, and the options that give what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import islice, product

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, Option, TaxMode
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import in_cents
from offerdesigner.pricing.offers import OfferPrice, PricingError, price_offer
from offerdesigner.pricing.usage import Usage

MOST_WAYS = 200
"""Sets of options tried for one offer: enough for all but a puzzle made on purpose."""


class Measure(StrEnum):
    """Which figure is compared, in €: per month without setup and membership, or all that a year costs."""

    MONTHLY = "monthly"
    FIRST_YEAR = "first_year"
    NEXT_YEAR = "next_year"

    def of(self, price: OfferPrice) -> Decimal | None:
        """Return the figure of `price`; `None` when it is unknown (« sur devis »)."""
        figure: Decimal | None = getattr(price, self.value)
        return figure

    def cents(self, price: OfferPrice) -> Fraction | None:
        """Return the figure of `price` in cents, before it is rounded."""
        if self is Measure.MONTHLY:
            return price.monthly_cents
        figure = self.of(price)
        return None if figure is None else Fraction(in_cents(figure))


@dataclass(frozen=True)
class Need:
    """What a client asks: quantities by metric, services that must be there, months of commitment.

    What is counted must be there too, unless its quantity is nothing. `tax` is the side that the client compares.
    """

    usage: Usage
    services: tuple[Id, ...] = ()
    months: int = 12
    tax: TaxMode = TaxMode.TTC


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

    Of the sets of options that would serve, the first `MOST_WAYS` are tried.

    Raises `PricingError` when `need` counts something unknown.
    """
    wanted = missing(project, offer, need)
    found = ways(project, offer, wanted)
    if found is None:
        options = project.options_for(offer)
        lacks = tuple(services[0] for services in wanted if not any(_gives(option, services) for option in options))
        return Choice(offer, (), None, None, lacks)
    lacks = tuple(services[0] for services in wanted)
    return _cheapest(project, offer, need, measure, found) or Choice(offer, (), None, None, lacks)


def missing(project: Project, offer: Offer, need: Need) -> tuple[tuple[Id, ...], ...]:
    """Return what `offer` does not give of `need`: for each thing, the services of which any one is enough."""
    given = inclusions_of(project, offer)
    wanted: list[tuple[Id, ...]] = [(service,) for service in need.services if service not in given]
    charged = {rate.metric for rate in offer.rates}
    for metric, quantity in need.usage.items():
        counted = tuple(service.id for service in project.services if service.metric == metric)
        if quantity and counted and metric not in charged and not any(each in given for each in counted):
            wanted.append(counted)
    return tuple(wanted)


def _cheapest(
    project: Project, offer: Offer, need: Need, measure: Measure, ways: Collection[tuple[Id, ...]]
) -> Choice | None:
    best: Choice | None = None
    for options in ways:
        try:
            price = price_offer(project, offer, need.usage, options, need.months, need.tax)
        except PricingError:
            if not options:  # not the fault of an option: the question itself is wrong
                raise
            continue
        cost = measure.of(price)
        if best is None or best.cost is None or (cost is not None and cost < best.cost):
            best = Choice(offer, options, price, cost)
    return best


def ways(project: Project, offer: Offer, wanted: Iterable[tuple[Id, ...]]) -> tuple[tuple[Id, ...], ...] | None:
    """Return the sets of options that give all that is `wanted`; `None` when some of it cannot be had."""
    options = {option.id: option for option in project.options_for(offer)}
    givers = [[option for option in options.values() if _gives(option, services)] for services in wanted]
    if not all(givers):
        return None
    found: dict[tuple[Id, ...], None] = {}
    for chosen in islice(product(*givers), MOST_WAYS):
        taken = set(_with_needed(chosen, options))
        found[tuple(option.id for option in project.options if option.id in taken)] = None
    return tuple(found)


def _gives(option: Option, services: tuple[Id, ...]) -> bool:
    return any(line.service in services and line.grant.kind != "none" for line in option.adds)


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
