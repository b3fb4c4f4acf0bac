"""What refers to an object lets go of it, so that it can be removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from offerdesigner.model.address import Address
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.costs import CostLine, FixedCost, StepCost, UnitCost
from offerdesigner.model.events import Event
from offerdesigner.model.forecast import SpreadKey
from offerdesigner.model.inheritance import adopted
from offerdesigner.model.market import Competitor, Fact, Market, with_their_rates
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, RateCard, with_rates
from offerdesigner.model.price_lists import without_own
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, QuoteLine

M = TypeVar("M", Market, Competitor)


def release(project: Project, holder: Address, wanted: Id) -> Project:
    """Return `project` where nothing refers any more to the object `wanted` of the tuple at `holder`."""
    let_go = _RELEASES.get(holder)
    return let_go(project, wanted) if let_go else project


def _each_service(project: Project, change: Callable[[Service], Service]) -> Project:
    return evolve(project, services=tuple(change(service) for service in project.services))


def _each_line(
    project: Project,
    inclusions: Callable[[tuple[Inclusion, ...]], tuple[Inclusion, ...]],
    rates: Callable[[tuple[RateCard, ...]], tuple[RateCard, ...]],
) -> dict[str, Any]:
    return {
        "offers": tuple(
            evolve(with_rates(offer, rates(offer.rates)), inclusions=inclusions(offer.inclusions))
            for offer in project.offers
        ),
        "options": tuple(
            evolve(option, adds=inclusions(option.adds), rates=rates(option.rates)) for option in project.options
        ),
    }


def _each_draft(project: Project, change: Callable[[Quote], Quote]) -> Project:
    """Change the quotes that are not sent; the others name what they were sent with, and hold it."""
    if not project.quotes:
        return project
    return evolve(project, quotes=tuple(one if one.is_frozen else change(one) for one in project.quotes))


def _release_service(project: Project, wanted: Id) -> Project:
    def without(lines: tuple[Inclusion, ...]) -> tuple[Inclusion, ...]:
        return tuple(line for line in lines if line.service != wanted)

    profiles = tuple(evolve(one, services=_without(one.services, wanted)) for one in project.profiles)
    return evolve(project, **_each_line(project, without, lambda rates: rates), profiles=profiles)


def _release_group(project: Project, wanted: Id) -> Project:
    return _each_service(project, lambda s: evolve(s, group=None) if s.group == wanted else s)


def _release_partner(project: Project, wanted: Id) -> Project:
    def ours(rates: tuple[RateCard, ...]) -> tuple[RateCard, ...]:
        return tuple(evolve(rate, provider=None) if rate.provider == wanted else rate for rate in rates)

    def quoted(quote: Quote) -> Quote:
        return evolve(
            quote,
            entries=tuple(
                evolve(entry, provider=None) if isinstance(entry, QuoteLine) and entry.provider == wanted else entry
                for entry in quote.entries
            ),
        )

    project = _each_draft(project, quoted)
    project = _each_service(project, lambda s: evolve(s, provider=None) if s.provider == wanted else s)
    project = evolve(project, **_each_line(project, lambda lines: lines, ours))
    return evolve(
        project,
        options=tuple(
            evolve(option, provider=None) if option.provider == wanted else option for option in project.options
        ),
        sharing=tuple(
            evolve(rule, shares=tuple(share for share in rule.shares if share.partner != wanted))
            for rule in project.sharing
        ),
        costs=tuple(evolve(cost, provider=None) if cost.provider == wanted else cost for cost in project.costs),
        competitors=tuple(evolve(one, rates=ours(one.rates)) for one in project.competitors),
    )


def _release_metric(project: Project, wanted: Id) -> Project:
    def unscaled(lines: tuple[Inclusion, ...]) -> tuple[Inclusion, ...]:
        return tuple(
            evolve(line, grant=evolve(line.grant, per=None))
            if isinstance(line.grant, Granted) and line.grant.per == wanted
            else line
            for line in lines
        )

    def uncounted(rates: tuple[RateCard, ...]) -> tuple[RateCard, ...]:
        return tuple(rate for rate in rates if rate.metric != wanted)

    project = _each_service(project, lambda s: evolve(s, metric=None) if s.metric == wanted else s)

    def unused(quote: Quote) -> Quote:
        kept = tuple(item for item in quote.choice.quantities if item.metric != wanted)
        return evolve(quote, choice=evolve(quote.choice, quantities=kept))

    project = _each_draft(project, unused)
    profiles = tuple(
        evolve(one, quantities=tuple(item for item in one.quantities if item.metric != wanted))
        for one in project.profiles
    )
    project = evolve(project, **_each_line(project, unscaled, uncounted), profiles=profiles)
    plan = project.plan
    if plan.spread_metric == wanted:
        plan = evolve(plan, spread_metric=None, spread=SpreadKey.CLIENTS)
    return evolve(
        project,
        plan=plan,
        costs=tuple(_without_metric(cost, wanted) for cost in project.costs),
        competitors=tuple(with_their_rates(one, uncounted(one.rates)) for one in project.competitors),
    )


def _without_metric(cost: CostLine, wanted: Id) -> CostLine:
    counted = isinstance(cost.behaviour, UnitCost | StepCost) and cost.behaviour.metric == wanted
    return evolve(cost, behaviour=FixedCost()) if counted else cost


def _release_offer(project: Project, wanted: Id) -> Project:
    gone: Offer = project.find("offers", wanted)  # type: ignore[assignment]

    def adopt(offer: Offer) -> Offer:
        if offer.inherits != wanted:
            return offer
        return evolve(offer, inherits=gone.inherits, inclusions=adopted(offer, gone.inclusions))

    def withdraw(option: Option) -> Option:
        if option.available_for is None or wanted not in option.available_for:
            return option
        return evolve(option, available_for=tuple(other for other in option.available_for if other != wanted))

    def unquoted(quote: Quote) -> Quote:
        choice = quote.choice
        kept = None if choice.offer == wanted else choice.offer
        return evolve(quote, choice=evolve(choice, offer=kept, alternatives=_without(choice.alternatives, wanted)))

    project = _each_draft(project, unquoted)
    for sale in project.sales:
        if sale.offer == wanted:
            project = _release_sale(project, sale.id)
    if project.market.offer == wanted:
        project = evolve(project, market=evolve(project.market, offer=None))
    return evolve(
        project,
        surveys=tuple(evolve(one, offer=None) if one.offer == wanted else one for one in project.surveys),
        offers=tuple(adopt(offer) for offer in project.offers),
        options=tuple(withdraw(option) for option in project.options),
        sharing=tuple(
            evolve(rule, offers=_without(rule.offers, wanted)) if rule.offers is not None else rule
            for rule in project.sharing
        ),
        sales=tuple(sale for sale in project.sales if sale.offer != wanted),
    )


def _release_option(project: Project, wanted: Id) -> Project:
    def freed(option: Option) -> Option:
        if wanted not in option.needs and wanted not in option.excludes:
            return option
        return evolve(
            option,
            needs=tuple(other for other in option.needs if other != wanted),
            excludes=tuple(other for other in option.excludes if other != wanted),
        )

    def unquoted(quote: Quote) -> Quote:
        kept = tuple(item for item in quote.choice.options if item.option != wanted)
        return evolve(quote, choice=evolve(quote.choice, options=kept))

    project = _each_draft(project, unquoted)
    return evolve(
        project,
        options=tuple(freed(option) for option in project.options),
        sales=tuple(evolve(sale, options=_without(sale.options, wanted)) for sale in project.sales),
    )


def _without(names: tuple[Id, ...], gone: Id) -> tuple[Id, ...]:
    return tuple(name for name in names if name != gone)


def _release_price_list(project: Project, wanted: Id) -> Project:
    def rates(lines: tuple[RateCard, ...]) -> tuple[RateCard, ...]:
        return tuple(evolve(rate, listed=without_own(rate.listed, wanted)) for rate in lines)

    def ordinary(quote: Quote) -> Quote:
        listed = quote.choice.price_list == wanted
        return evolve(quote, choice=evolve(quote.choice, price_list=None)) if listed else quote

    project = _each_draft(project, ordinary)
    project = evolve(project, **_each_line(project, lambda lines: lines, rates))
    offers = tuple(
        evolve(
            offer,
            setup_listed=without_own(offer.setup_listed, wanted),
            terms=tuple(evolve(term, listed=without_own(term.listed, wanted)) for term in offer.terms),
        )
        for offer in project.offers
    )
    sales = tuple(evolve(sale, price_list=None) if sale.price_list == wanted else sale for sale in project.sales)
    competitors = tuple(
        evolve(
            one,
            rates=rates(one.rates),
            terms=tuple(evolve(term, listed=without_own(term.listed, wanted)) for term in one.terms),
        )
        for one in project.competitors
    )
    return evolve(project, offers=offers, sales=sales, competitors=competitors)


def _release_profile(project: Project, wanted: Id) -> Project:
    sales = tuple(evolve(sale, profile=None) if sale.profile == wanted else sale for sale in project.sales)
    if project.market.profile == wanted:
        project = evolve(project, market=evolve(project.market, profile=None))
    return evolve(project, sales=sales)


def _release_sale(project: Project, wanted: Id) -> Project:
    scenarios = tuple(
        evolve(one, mix=tuple(item for item in one.mix if item.sale != wanted)) for one in project.scenarios
    )
    return evolve(project, scenarios=scenarios)


def _release_scenario(project: Project, wanted: Id) -> Project:
    plan = project.plan
    return evolve(project, plan=evolve(plan, scenario=None)) if plan.scenario == wanted else project


def _release_cost_group(project: Project, wanted: Id) -> Project:
    costs = tuple(evolve(cost, group=None) if cost.group == wanted else cost for cost in project.costs)
    return evolve(project, costs=costs)


def _release_market_row(project: Project, wanted: Id) -> Project:
    def without(holder: M) -> M:
        facts: tuple[Fact, ...] = holder.facts
        return evolve(holder, facts=tuple(fact for fact in facts if fact.row != wanted))

    return evolve(
        project, market=without(project.market), competitors=tuple(without(one) for one in project.competitors)
    )


def _release_client(project: Project, wanted: Id) -> Project:
    """Sent quotes hold their client themselves: they forget the entry alone."""
    quotes = tuple(evolve(one, client=None) if one.client == wanted else one for one in project.quotes)
    return evolve(project, quotes=quotes)


def _release_shop(project: Project, wanted: Id) -> Project:
    def kept(event: Event) -> Event:
        documents = (evolve(one, shop=None) if one.shop == wanted else one for one in event.documents)
        return evolve(event, documents=tuple(documents))

    return evolve(project, events=tuple(kept(event) for event in project.events))


def _release_range(project: Project, wanted: Id) -> Project:
    events = tuple(evolve(one, range=None) if one.range == wanted else one for one in project.events)
    project = evolve(project, events=events)
    for offer in project.offers_of(wanted):
        project = _release_offer(project, offer.id)
        project = evolve(project, offers=tuple(other for other in project.offers if other.id != offer.id))
    return project


_RELEASES: dict[Address, Callable[[Project, Id], Project]] = {
    "services": _release_service,
    "groups": _release_group,
    "partners": _release_partner,
    "metrics": _release_metric,
    "offers": _release_offer,
    "options": _release_option,
    "ranges": _release_range,
    "price_lists": _release_price_list,
    "profiles": _release_profile,
    "sales": _release_sale,
    "scenarios": _release_scenario,
    "cost_groups": _release_cost_group,
    "market_rows": _release_market_row,
    "clients": _release_client,
    "print_shops": _release_shop,
}
