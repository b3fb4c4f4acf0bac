"""What the rules look at: a project, and tables derived from it once, when first asked for.

Prices come from `pricing` through here, so that no rule computes one. Nothing here reads
a file or a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from offerdesigner.checks.access import all_needed, contradiction, offers_for
from offerdesigner.checks.contents import Contents
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.economics.competition import Comparison, comparison
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Inclusion, Offer, Option, Range, RangeKind, RateCard, TaxMode
from offerdesigner.model.project import Project, Waiver, inclusions_of
from offerdesigner.pricing.growth import Cost
from offerdesigner.pricing.offers import (
    LineKind,
    OfferPrice,
    PricingError,
    price_offer,
    total,
)
from offerdesigner.text import NBSP, _

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """One look at one project. `misfits` are what the drawing of a document had to say."""

    project: Project
    today: date
    misfits: Sequence[Finding] = ()
    unused_waivers: tuple[Waiver, ...] = ()
    _option_costs: dict[tuple[Id, object], Cost | None] = field(default_factory=dict)
    _found: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def comparison(self) -> Comparison:
        """What we and others ask for the same usage, TTC."""
        return comparison(self.project)

    @cached_property
    def services(self) -> Mapping[Id, Service]:
        """Services by id."""
        return {service.id: service for service in self.project.services}

    @cached_property
    def options(self) -> Mapping[Id, Option]:
        """Options by id."""
        return {option.id: option for option in self.project.options}

    @cached_property
    def metrics(self) -> Mapping[Id, Metric]:
        """Metrics by id."""
        return {metric.id: metric for metric in self.project.metrics}

    @cached_property
    def sold_services(self) -> tuple[Service, ...]:
        """The services that an offer or an option gives and that are printed, in their order: what a client reads."""
        given = {service for priced in self.offers.values() for service in priced.contents.inclusions}
        given |= {line.service for option in self.project.options for line in option.adds}
        return tuple(service for service in self.project.services if service.id in given and service.on_sheet)

    @cached_property
    def offers(self) -> Mapping[Id, PricedOffer]:
        """Every offer with its contents and prices, in the project's order."""
        places = {service.id: 1 << place for place, service in enumerate(self.project.services)}
        return {offer.id: self._priced(offer, places) for offer in self.project.offers}

    def _priced(self, offer: Offer, places: Mapping[Id, int]) -> PricedOffer:
        contents = Contents(inclusions_of(self.project, offer), places)
        return PricedOffer(self.project, offer, contents, price_offer(self.project, offer, months=YEAR))

    @cached_property
    def ranges(self) -> tuple[tuple[Range, tuple[PricedOffer, ...]], ...]:
        """The ranges that have offers, with their offers in order."""
        members: dict[Id, list[PricedOffer]] = {item.id: [] for item in self.project.ranges}
        for priced in self.offers.values():
            members[priced.offer.range].append(priced)
        return tuple((item, tuple(members[item.id])) for item in self.project.ranges if members[item.id])

    @cached_property
    def ladders(self) -> tuple[tuple[PricedOffer, ...], ...]:
        """In each range, the offers whose price is known, from the cheapest to the dearest."""
        return tuple(
            tuple(sorted((one for one in offers if _can_be_ranked(one)), key=lambda one: one.cost or (0, 0)))
            for _range, offers in self.ranges
        )

    @cached_property
    def rates(self) -> tuple[tuple[Address, str, RateCard], ...]:
        """Every price line, with its address and the name of the offer or option it belongs to."""
        holders: tuple[tuple[str, tuple[Offer, ...] | tuple[Option, ...]], ...] = (
            ("offers", self.project.offers),
            ("options", self.project.options),
        )
        return tuple(
            (at(kind, holder.id, "rates", rate.id), holder.name, rate)
            for kind, items in holders
            for holder in items
            for rate in holder.rates
        )

    def kind_of(self, priced: PricedOffer) -> RangeKind:
        """Return how the offers of the range of `priced` stand to one another."""
        return next(item.kind for item in self.project.ranges if item.id == priced.offer.range)

    def with_tax(self, *offers: Offer) -> str:
        """Return what follows a price told with tax where it was entered without: « TTC » ; nothing elsewhere."""
        entered = {rate.tax for offer in offers for rate in offer.rates}
        return f"{NBSP}TTC" if TaxMode.HT in entered and self.project.structure.vat.rate else ""

    def year_with(self, offer: Offer, options: Sequence[Id], months: int = YEAR) -> OfferPrice | None:
        """Return the price of `offer` with `options` for a commitment of `months`; `None` when they cannot be taken."""
        try:
            return price_offer(self.project, offer, None, options, months)
        except PricingError:
            return None

    def once(self, look: Callable[[Context], T]) -> T:
        """Return what `look` finds here, looked for once however many rules ask."""
        if look not in self._found:
            self._found[look] = look(self)
        return self._found[look]  # type: ignore[no-any-return]

    @cached_property
    def open_options(self) -> Mapping[Id, frozenset[Id]]:
        """For each offer, the options that can be taken with it, with all that they need."""
        opened: dict[Id, list[Id]] = {offer: [] for offer in self.offers}
        for option in self.project.options:
            needed = all_needed(option, self.options)
            for offer in offers_for(self.project, needed, opened) if contradiction(needed) is None else ():
                opened[offer].append(option.id)
        return {offer: frozenset(options) for offer, options in opened.items()}

    @cached_property
    def options_that_add(self) -> Mapping[Id, list[tuple[Option, Inclusion]]]:
        """For each service, the options that bring it and nothing but it, alone."""
        adding: dict[Id, list[tuple[Option, Inclusion]]] = {}
        for option in self.project.options:
            if len(option.adds) == 1 and not option.needs and not option.excludes:
                adding.setdefault(option.adds[0].service, []).append((option, option.adds[0]))
        return adding

    @cached_property
    def optional_mask(self) -> int:
        """The services that such options bring, as a mask of contents."""
        return sum(1 << place for place, item in enumerate(self.project.services) if item.id in self.options_that_add)

    def option_cost(self, option: Option, offer: Offer) -> Cost | None:
        """Return what one `option` adds to each next year and to the first one of `offer` (`None`: unknown)."""
        conditions = tuple((term.months, term.percent_off, term.months_offered) for term in offer.terms)
        key = (option.id, conditions)
        if key not in self._option_costs:
            self._option_costs[key] = self._cost_of_option(option, offer)
        return self._option_costs[key]

    def _cost_of_option(self, option: Option, offer: Offer) -> Cost | None:
        if not all(isinstance(rate.charge, FlatPrice) for rate in option.rates):
            return None
        price = self.year_with(offer, [option.id])
        lines = [line for line in price.lines if line.kind == LineKind.OPTION] if price else []
        later, first = total(line.next_year for line in lines), total(line.first_year for line in lines)
        return (later, first) if lines and later is not None and first is not None else None


def name_of(item: Range) -> str:
    """Return the name to tell a range by."""
    return item.name or _("Gamme sans nom")


def _can_be_ranked(priced: PricedOffer) -> bool:
    """Tell whether an offer has a known price that is not left to the client, and is something one buys."""
    is_sold = bool(priced.contents.inclusions) and not priced.is_only_a_trial
    return priced.cost is not None and is_sold and not priced.is_free
