"""The root of everything: one immutable project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, StringConstraints, model_validator

from offerdesigner.model.base import Id, Identified, Line, Model, Text
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.clients import Client
from offerdesigner.model.costs import CostGroup, CostLine, StepCost, UnitCost
from offerdesigner.model.events import Event, PrintShop
from offerdesigner.model.forecast import Plan, RevenueSource, Scenario, WantedShare
from offerdesigner.model.identity import Identity
from offerdesigner.model.market import Competitor, Market, MarketRow
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.quotes import Quote, QuoteLine, Quoting
from offerdesigner.model.research import FocusGroup, Hypothesis, Need, Survey
from offerdesigner.model.sharing import Sale, SharingRule
from offerdesigner.model.structure import ContentHash, Structure
from offerdesigner.text import _


class Picture(Model):
    """A picture kept inside the project, found by the hash of its bytes."""

    id: ContentHash
    media_type: Literal["image/png", "image/jpeg"]
    data: Base64Bytes = Field(repr=False, max_length=6_000_000)


class Waiver(Identified):
    """A finding that the volunteers chose to ignore, and why."""

    rule: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
    address: Annotated[str, StringConstraints(max_length=300)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
    date: date


class Project(Model):
    """A service offer, whole: who sells, what is counted and delivered, what is sold, and the words of the sheet.

    Every reference between objects is checked, so code that reads a project never meets a dangling one.
    """

    name: Line = Field("", title=_("Nom du projet"))
    structure: Structure = Structure(id="structure")
    partners: tuple[Structure, ...] = Field((), title=_("Partenaires"), max_length=50)
    metrics: tuple[Metric, ...] = Field((), title=_("Unités"), max_length=100)
    groups: tuple[ServiceGroup, ...] = Field((), title=_("Groupes"), max_length=200)
    services: tuple[Service, ...] = Field((), title=_("Services"), max_length=1000)
    ranges: tuple[Range, ...] = Field((), title=_("Gammes"), max_length=50)
    offers: tuple[Offer, ...] = Field((), title=_("Offres"), max_length=300)
    options: tuple[Option, ...] = Field((), title=_("Options"), max_length=200)
    price_lists: tuple[PriceList, ...] = Field((), title=_("Grilles de prix"), max_length=20)
    profiles: tuple[UsageProfile, ...] = Field((), title=_("Usages types"), max_length=100)
    sharing: tuple[SharingRule, ...] = Field((), title=_("Règles de partage"), max_length=100)
    sales: tuple[Sale, ...] = Field((), title=_("Ventes prévues"), max_length=1000)
    cost_groups: tuple[CostGroup, ...] = Field((), title=_("Sous-familles de coûts"), max_length=100)
    costs: tuple[CostLine, ...] = Field((), title=_("Coûts"), max_length=1000)
    revenues: tuple[RevenueSource, ...] = Field((), title=_("Autres revenus"), max_length=200)
    wanted_shares: tuple[WantedShare, ...] = Field((), title=_("Modèle économique"), max_length=8)
    scenarios: tuple[Scenario, ...] = Field((), title=_("Scénarios"), max_length=20)
    plan: Plan = Plan()
    market: Market = Market()
    market_rows: tuple[MarketRow, ...] = Field((), title=_("Lignes de la comparaison"), max_length=200)
    competitors: tuple[Competitor, ...] = Field((), title=_("Concurrents"), max_length=100)
    surveys: tuple[Survey, ...] = Field((), title=_("Enquêtes de prix"), max_length=50)
    needs: tuple[Need, ...] = Field((), title=_("Besoins"), max_length=100)
    hypotheses: tuple[Hypothesis, ...] = Field((), title=_("Hypothèses"), max_length=100)
    focus_groups: tuple[FocusGroup, ...] = Field((), title=_("Groupes de discussion"), max_length=50)
    clients: tuple[Client, ...] = Field((), title=_("Clients"), max_length=5000)
    quotes: tuple[Quote, ...] = Field((), title=_("Devis"), max_length=5000)
    quoting: Quoting = Quoting()
    identity: Identity = Identity()
    events: tuple[Event, ...] = Field((), title=_("Événements"), max_length=200)
    print_shops: tuple[PrintShop, ...] = Field((), title=_("Imprimeurs"), max_length=20)
    conditions: Text = Field("", title=_("Conditions"), description=_("Paiement, durée minimale, ce qui est compris."))
    end_of_contract: Text = Field("", title=_("Si l'on part"), description=_("Comment partir, avec quelles données."))
    valid_from: date | None = Field(None, title=_("Tarifs au"))
    pictures: tuple[Picture, ...] = Field((), title=_("Images"), max_length=50)
    waivers: tuple[Waiver, ...] = Field((), title=_("Alertes ignorées"), max_length=2000)

    @model_validator(mode="after")
    def _references_resolve(self) -> Project:
        for problem in _broken_references(self):
            raise ValueError(problem)
        return self

    def offers_of(self, range_id: Id) -> tuple[Offer, ...]:
        """Return the offers of a range, in their order."""
        return tuple(offer for offer in self.offers if offer.range == range_id)

    def options_for(self, offer: Offer) -> tuple[Option, ...]:
        """Return the options that can be taken with `offer`, in their order."""
        return tuple(option for option in self.options if option.is_available_for(offer))

    def find(self, kind: str, wanted: Id) -> Identified:
        """Return the object `wanted` of the tuple named `kind` (`offers`, `services`…).

        Raises `KeyError` when there is none.
        """
        for item in getattr(self, kind):
            if item.id == wanted:
                return item  # type: ignore[no-any-return]
        raise KeyError(wanted)


def inclusions_of(project: Project, offer: Offer) -> dict[Id, Inclusion]:
    """Return what `offer` gives, by service id, with all that it inherits (its own lines win)."""
    chain = [offer]
    by_id = {other.id: other for other in project.offers} if offer.inherits is not None else {}
    while chain[-1].inherits is not None:
        chain.append(by_id[chain[-1].inherits])
    return merged(*(link.inclusions for link in chain))


def merged(*inclusions: tuple[Inclusion, ...]) -> dict[Id, Inclusion]:
    """Return what an offer gives, by service id, whose own lines come first, then those of each that it inherits."""
    effective = {line.service: line for own in reversed(inclusions) for line in own}
    return {service: line for service, line in effective.items() if line.grant.kind != "none"}


def can_be_included(option: Option) -> bool:
    """Tell whether an offer may include the option for good: it adds services, not more of a quantity."""
    return bool(option.adds) and all(line.grant.kind != "quantity" for line in option.adds)


def includes_option(project: Project, offer: Offer, option: Option) -> bool:
    """Tell whether `offer` already gives every service that `option` adds, so that it is not taken beside it."""
    if not can_be_included(option) or option.is_available_for(offer):
        return False
    given = inclusions_of(project, offer)
    return all(line.service in given for line in option.adds)


def pictures_used(project: Project) -> set[Id]:
    """Return the hashes of the pictures that something shows: a logo of today, or of a quote that was sent."""
    return {wanted for kind, wanted in _references(project) if kind == "pictures" and wanted is not None}


def _broken_references(project: Project) -> Iterator[str]:
    ids = {kind: _unique_ids(getattr(project, kind)) for kind in _KINDS}
    for kind, repeated in ((kind, found[1]) for kind, found in ids.items()):
        for name in repeated:
            yield _("Deux objets portent le même identifiant « {id} » ({kind}).").format(id=name, kind=kind)
    known = {kind: found[0] for kind, found in ids.items()}
    for kind, wanted in _references(project):
        if wanted is not None and wanted not in known[kind]:
            yield _("Il manque « {id} » ({kind}), dont une autre partie a besoin.").format(id=wanted, kind=kind)
    yield from _inheritance_loops(project)
    for offer in project.offers:
        yield from _repeated_inside(offer, offer.inclusions, offer.rates, offer.terms)
    for option in project.options:
        yield from _repeated_inside(option, option.adds, option.rates)


def _repeated_inside(holder: Offer | Option, *inside: tuple[Identified, ...]) -> Iterator[str]:
    for items in inside:
        for name in _unique_ids(items)[1] if len(items) > 1 else ():
            yield _("« {name} » contient deux fois l'identifiant « {id} ».").format(name=holder.name, id=name)


_KINDS = (
    "partners",
    "metrics",
    "groups",
    "services",
    "ranges",
    "offers",
    "options",
    "price_lists",
    "profiles",
    "sharing",
    "sales",
    "cost_groups",
    "costs",
    "revenues",
    "wanted_shares",
    "scenarios",
    "market_rows",
    "competitors",
    "surveys",
    "needs",
    "hypotheses",
    "focus_groups",
    "clients",
    "quotes",
    "events",
    "print_shops",
    "pictures",
    "waivers",
)


def _unique_ids(items: Iterable[Identified | Picture]) -> tuple[set[Id], list[Id]]:
    ids = [item.id for item in items]
    unique = set(ids)
    # Asked of every tuple at each key typed: counting is for the rare project that needs the names.
    return unique, [name for name, count in Counter(ids).items() if count > 1] if len(unique) < len(ids) else []


def _references(project: Project) -> Iterator[tuple[str, Id | None]]:
    for structure in (project.structure, *project.partners):
        yield "pictures", structure.brand.logo
    for service in project.services:
        yield "groups", service.group
        yield "metrics", service.metric
        yield "partners", service.provider
    for offer in project.offers:
        yield "ranges", offer.range
        yield "offers", offer.inherits
        yield from _line_references(offer.inclusions, offer.rates)
        yield from _listed_references(offer)
    for option in project.options:
        yield "partners", option.provider
        yield from _line_references(option.adds, option.rates)
        yield from (("offers", wanted) for wanted in option.available_for or ())
        yield from (("options", wanted) for wanted in (*option.needs, *option.excludes))
    yield from _expected_references(project)


def _expected_references(project: Project) -> Iterator[tuple[str, Id | None]]:
    """Yield what usage profiles, sharing rules and expected sales name."""
    for profile in project.profiles:
        yield from (("metrics", item.metric) for item in profile.quantities)
        yield from (("services", wanted) for wanted in profile.services)
    for rule in project.sharing:
        yield from (("offers", wanted) for wanted in rule.offers or ())
        yield from (("partners", share.partner) for share in rule.shares)
    for sale in project.sales:
        yield from (("offers", sale.offer), ("price_lists", sale.price_list), ("profiles", sale.profile))
        yield from (("options", wanted) for wanted in sale.options)
    for scenario in project.scenarios:
        yield from (("sales", item.sale) for item in scenario.mix)
    yield from (("scenarios", project.plan.scenario), ("metrics", project.plan.spread_metric))
    for cost in project.costs:
        yield from (("cost_groups", cost.group), ("partners", cost.provider))
        if isinstance(cost.behaviour, UnitCost | StepCost):
            yield "metrics", cost.behaviour.metric
    yield from _market_references(project)


def _market_references(project: Project) -> Iterator[tuple[str, Id | None]]:
    """Yield what the comparison with others and the surveys name."""
    yield from (("offers", project.market.offer), ("profiles", project.market.profile))
    yield from (("market_rows", fact.row) for fact in project.market.facts)
    for competitor in project.competitors:
        yield from (("market_rows", fact.row) for fact in competitor.facts)
        yield from _line_references((), competitor.rates)
        yield from (("price_lists", item.price_list) for term in competitor.terms for item in term.listed)
    yield from (("offers", survey.offer) for survey in project.surveys)
    for quote in project.quotes:
        yield from _quote_references(quote)
    for event in project.events:
        yield "ranges", event.range
        yield from (("print_shops", document.shop) for document in event.documents)


def _quote_references(quote: Quote) -> Iterator[tuple[str, Id | None]]:
    """Yield what a quote names; one that was sent holds all the rest itself, but its logos."""
    yield "clients", quote.client
    if quote.content is not None:
        for structure in (quote.content.seller, *quote.content.partners):
            yield "pictures", structure.brand.logo
        return
    choice = quote.choice
    yield from (("offers", choice.offer), ("price_lists", choice.price_list))
    yield from (("offers", other) for other in choice.alternatives)
    yield from (("metrics", item.metric) for item in choice.quantities)
    yield from (("options", item.option) for item in choice.options)
    yield from (("partners", entry.provider) for entry in quote.entries if isinstance(entry, QuoteLine))


def _listed_references(offer: Offer) -> Iterator[tuple[str, Id]]:
    yield from (("price_lists", item.price_list) for item in offer.setup_listed)
    for term in offer.terms:
        yield from (("price_lists", item.price_list) for item in term.listed)


def _line_references(inclusions: Iterable[Inclusion], rates: Iterable[RateCard]) -> Iterator[tuple[str, Id | None]]:
    for inclusion in inclusions:
        yield "services", inclusion.service
        if isinstance(inclusion.grant, Granted):
            yield "metrics", inclusion.grant.per
    for rate in rates:
        yield "metrics", rate.metric
        yield "partners", rate.provider
        yield from (("price_lists", item.price_list) for item in rate.listed)


def _inheritance_loops(project: Project) -> Iterator[str]:
    parents = {offer.id: offer.inherits for offer in project.offers}
    for offer in project.offers:
        seen: set[Id] = set()
        current: Id | None = offer.id
        while current is not None:
            if current in seen:
                yield _("L'offre « {name} » finit par se contenir elle-même.").format(name=offer.name)
                return
            seen.add(current)
            current = parents.get(current)
