"""What the rules look at: a project, and tables derived from it once, when first asked for.

Prices come from `pricing` through here, so that no rule computes one. Nothing here reads
a file or a clock. A rule reads all that it looks at through the context it is given, which is how what it found
stands until one of these parts changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from offerdesigner.checks.access import all_needed, contradiction, offers_for
from offerdesigner.checks.contents import Contents
from offerdesigner.checks.memo import Look
from offerdesigner.checks.priced import YEAR, PricedOffer, holding
from offerdesigner.economics.competition import Comparison, comparison
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.finding import Finding
from offerdesigner.model.inheritance import sources
from offerdesigner.model.offers import Inclusion, Offer, Option, Range, RangeKind, RateCard, TaxMode
from offerdesigner.model.project import Project, Waiver, merged
from offerdesigner.model.structure import Membership, Structure, Vat
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


class _Table(Generic[T]):
    def __init__(self, look: Callable[[Context], T]) -> None:
        self._look = look
        self.__doc__ = look.__doc__

    def __get__(self, ctx: Context, _owner: type[Context]) -> T:
        found = ctx.once(self._look)
        ctx.__dict__[self._look.__name__] = found  # looked for there first: the next time costs nothing
        return found


def table(look: Callable[[Context], T]) -> _Table[T]:
    """Make of a method a property of contexts that is computed once for all who look at it."""
    return _Table(look)


class Context:
    """One look at one project."""

    def __init__(self, look: Look) -> None:
        self._look = look

    @cached_property
    def project(self) -> Project:
        """The project that is looked at."""
        return self._look.project

    @property
    def today(self) -> date:
        """The day that findings are told on."""
        return self._look.part("today")  # type: ignore[no-any-return]

    @property
    def misfits(self) -> Sequence[Finding]:
        """What the drawing of a document had to say."""
        return self._look.part("misfits")  # type: ignore[no-any-return]

    @property
    def unused_waivers(self) -> tuple[Waiver, ...]:
        """The waivers that set nothing aside, once the other rules have looked."""
        return self._look.part("unused_waivers")  # type: ignore[no-any-return]

    def once(self, look: Callable[[Context], T]) -> T:
        """Return what `look` finds here, looked for once as long as it would find the same again."""
        return self._look.use(look, lambda own: look(Context(own)))  # type: ignore[no-any-return]

    def again(self, make: Callable[..., T], *parts: Any) -> T:
        """Return what `make` makes of these very `parts` alone; what it made the last time, where they are the same."""
        return self._look.again(make, *parts)

    @table
    def comparison(self) -> Comparison:
        """What we and others ask for the same usage, TTC."""
        return comparison(self.project)

    @table
    def services(self) -> Mapping[Id, Service]:
        """Services by id."""
        return {service.id: service for service in self.project.services}

    @table
    def options(self) -> Mapping[Id, Option]:
        """Options by id."""
        return {option.id: option for option in self.project.options}

    @table
    def metrics(self) -> Mapping[Id, Metric]:
        """Metrics by id."""
        return {metric.id: metric for metric in self.project.metrics}

    @table
    def sold_services(self) -> tuple[Service, ...]:
        """The services that an offer or an option gives and that are printed, in their order: what a client reads."""
        given = {service for priced in self.offers.values() for service in priced.contents.inclusions}
        given |= {line.service for option in self.project.options for line in option.adds}
        return tuple(service for service in self.project.services if service.id in given and service.on_sheet)

    @table
    def offers(self) -> Mapping[Id, PricedOffer]:
        """Every offer with its contents and prices, in the project's order."""
        project, places, shared = self.project, self.places, self.priced_by
        priced = {}
        for offer in project.offers:
            inherited = tuple(sources(project, offer))
            given = self.again(_given, places, offer.inclusions, *(one.inclusions for one in inherited))
            priced[offer.id] = self.again(_priced, given, *shared, offer, *inherited)
        return priced

    @table
    def places(self) -> Mapping[Id, int]:
        """The bit that stands for each service in a mask of contents."""
        _structure, _metrics, services = self.priced_by
        return self.again(_places, services)

    @table
    def priced_by(self) -> tuple[Structure, tuple[Metric, ...], tuple[Service, ...]]:
        """What prices come from beside offers and options: the same objects as long as that is the same.

        The structure and the services have no words there: prices stand while these are typed.
        """
        ours = self.project.structure
        structure = self.again(_seller, ours.vat, ours.membership)
        services = (self.again(_counted, service.id, service.metric) for service in self.project.services)
        return structure, self.project.metrics, self.again(_together, *services)

    @table
    def ranges(self) -> tuple[tuple[Range, tuple[PricedOffer, ...]], ...]:
        """The ranges that have offers, with their offers in order."""
        members: dict[Id, list[PricedOffer]] = {item.id: [] for item in self.project.ranges}
        for priced in self.offers.values():
            members[priced.offer.range].append(priced)
        return tuple((item, tuple(members[item.id])) for item in self.project.ranges if members[item.id])

    @table
    def ladders(self) -> tuple[tuple[PricedOffer, ...], ...]:
        """In each range, the offers whose price is known, from the cheapest to the dearest."""
        return tuple(
            tuple(sorted((one for one in offers if _can_be_ranked(one)), key=lambda one: one.cost or (0, 0)))
            for _range, offers in self.ranges
        )

    @table
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

    @table
    def open_options(self) -> Mapping[Id, frozenset[Id]]:
        """For each offer, the options that can be taken with it, with all that they need."""
        opened: dict[Id, list[Id]] = {offer: [] for offer in self.offers}
        for option in self.project.options:
            needed = all_needed(option, self.options)
            for offer in offers_for(self.project, needed, opened) if contradiction(needed) is None else ():
                opened[offer].append(option.id)
        return {offer: frozenset(options) for offer, options in opened.items()}

    @table
    def options_that_add(self) -> Mapping[Id, list[tuple[Option, Inclusion]]]:
        """For each service, the options that bring it and nothing but it, alone."""
        adding: dict[Id, list[tuple[Option, Inclusion]]] = {}
        for option in self.project.options:
            if len(option.adds) == 1 and not option.needs and not option.excludes:
                adding.setdefault(option.adds[0].service, []).append((option, option.adds[0]))
        return adding

    @table
    def optional_mask(self) -> int:
        """The services that such options bring, as a mask of contents."""
        return sum(self.places[service] for service in self.options_that_add)

    def option_cost(self, option: Option, offer: Offer) -> Cost | None:
        """Return what one `option` adds to each next year and to the first one of `offer` (`None`: unknown)."""
        return self._option_costs.of(option, offer)

    @table
    def _option_costs(self) -> _OptionCosts:
        return _OptionCosts(self)


def name_of(item: Range) -> str:
    """Return the name to tell a range by."""
    return item.name or _("Gamme sans nom")


def _can_be_ranked(priced: PricedOffer) -> bool:
    """Tell whether an offer has a known price that is not left to the client, and is something one buys."""
    is_sold = bool(priced.contents.inclusions) and not priced.is_only_a_trial
    return priced.cost is not None and is_sold and not priced.is_free


class _OptionCosts:
    """What options cost with offers, which are many: each is computed when first asked for."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[tuple[Id, int], Cost | None] = {}
        self._conditions: dict[Id, int] = {}
        self._numbers: dict[object, int] = {}

    def of(self, option: Option, offer: Offer) -> Cost | None:
        """Return what one `option` adds to each next year and to the first one of `offer`."""
        key = (option.id, self._conditions_of(offer))
        if key not in self._known:
            self._known[key] = self._cost(option, offer)
        return self._known[key]

    def _conditions_of(self, offer: Offer) -> int:
        """Return the number of what an offer changes in the price of an option: the same for the same terms."""
        if offer.id not in self._conditions:
            terms = tuple((term.months, term.percent_off, term.months_offered) for term in offer.terms)
            self._conditions[offer.id] = self._numbers.setdefault(terms, len(self._numbers))
        return self._conditions[offer.id]

    def _cost(self, option: Option, offer: Offer) -> Cost | None:
        if not all(isinstance(rate.charge, FlatPrice) for rate in option.rates):
            return None
        price = self._ctx.year_with(offer, [option.id])
        lines = [line for line in price.lines if line.kind == LineKind.OPTION] if price else []
        later, first = total(line.next_year for line in lines), total(line.first_year for line in lines)
        return (later, first) if lines and later is not None and first is not None else None


def _seller(vat: Vat, membership: Membership | None) -> Structure:
    return Structure.model_construct(id="structure", vat=vat, membership=membership)


def _counted(id: Id, metric: Id | None) -> Service:
    return Service.model_construct(id=id, metric=metric)


def _together(*services: Service) -> tuple[Service, ...]:
    return services


def _places(services: tuple[Service, ...]) -> Mapping[Id, int]:
    return {service.id: 1 << place for place, service in enumerate(services)}


def _given(places: Mapping[Id, int], *inclusions: tuple[Inclusion, ...]) -> Contents:
    return Contents(merged(*inclusions), places)


def _priced(
    contents: Contents,
    structure: Structure,
    metrics: tuple[Metric, ...],
    services: tuple[Service, ...],
    offer: Offer,
    *inherited: Offer,
) -> PricedOffer:
    """Return `offer` with its `contents` and prices, in a project that holds nothing but what they come from.

    Options, costs and the other offers are not there to be read: the offer stays priced when they change.
    """
    project = holding(structure=structure, metrics=metrics, services=services, offers=(offer, *inherited))
    return PricedOffer(project, offer, contents, price_offer(project, offer, months=YEAR))
