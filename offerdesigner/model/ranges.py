"""A whole range brought into a project: copied from another of its ranges, or taken from another project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import with_fresh_ids
from offerdesigner.model.joining import joined_group, joined_metric, joined_service
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import SharingRule
from offerdesigner.model.structure import Brand, Structure
from offerdesigner.text import fold


def with_range(project: Project, sold: Range) -> Project:
    """Return `project` with an empty range more."""
    return evolve(project, ranges=(*project.ranges, sold))


def copied_range(project: Project, source: Id, sold: Range, change: Callable[[Offer], Offer]) -> Project:
    """Return `project` with the range `sold`, which has a copy of each offer of `source`, changed by `change`.

    Options proposed with an offer are proposed with its copy, and rules of sharing hold for it; expected
    sales are not copied.
    """
    copies = {offer.id: new_id() for offer in project.offers_of(source)}

    def copied(offer: Offer) -> Offer:
        inherits = copies.get(offer.inherits or "", offer.inherits)
        return change(evolve(with_fresh_ids(offer), id=copies[offer.id], range=sold.id, inherits=inherits))

    offers = (*project.offers, *(copied(offer) for offer in project.offers_of(source)))
    return with_copies_named(evolve(with_range(project, sold), offers=offers), copies)


def with_copies_named(project: Project, copies: Mapping[Id, Id]) -> Project:
    """Return `project` where the copies of offers (by the offer that each was made of) are named beside them.

    Options proposed with an offer are proposed with its copy, and rules of sharing hold for it.
    """
    options = tuple(
        option if option.available_for is None else evolve(option, available_for=_joined(option.available_for, copies))
        for option in project.options
    )
    sharing = tuple(
        rule if rule.offers is None else evolve(rule, offers=_joined(rule.offers, copies)) for rule in project.sharing
    )
    return evolve(project, options=options, sharing=sharing)


def _joined(names: tuple[Id, ...], copies: Mapping[Id, Id]) -> tuple[Id, ...]:
    return (*names, *(copies[name] for name in names if name in copies))


@dataclass
class _Names:
    """What each object of the other project is called in ours, by kind."""

    metrics: dict[Id, Id] = field(default_factory=dict)
    partners: dict[Id, Id] = field(default_factory=dict)
    services: dict[Id, Id] = field(default_factory=dict)
    offers: dict[Id, Id] = field(default_factory=dict)
    options: dict[Id, Id] = field(default_factory=dict)


def joined_range(project: Project, other: Project, sold: Range) -> Project:
    """Return `project` with the range `sold`, which has the offers of `other` (all of them, at standard prices).

    Units, groups, services and partners that `project` has already serve again; its options open to the new
    offers, and those that it lacks are proposed with them alone. Conditions are taken where it has none.
    """
    names = _Names()
    for metric in other.metrics:
        project, names.metrics[metric.id] = joined_metric(project, metric)
    for partner in other.partners:
        project, names.partners[partner.id] = _joined_partner(project, partner)
    for service in other.services:
        project = _with_service(project, other, service, names)
    names.offers = {offer.id: new_id() for offer in other.offers}
    offers = (_offer(offer, sold, names) for offer in other.offers)
    project = evolve(
        with_range(project, sold),
        offers=(*project.offers, *offers),
        conditions=project.conditions or other.conditions,
        end_of_contract=project.end_of_contract or other.end_of_contract,
    )
    project = _with_options(project, other, names)
    return evolve(project, sharing=(*project.sharing, *(_rule(rule, names) for rule in other.sharing)))


def _joined_partner(project: Project, partner: Structure) -> tuple[Project, Id]:
    for known in project.partners:
        if partner.name and fold(known.name) == fold(partner.name):
            return project, known.id
    added = evolve(partner, id=new_id(), brand=Brand(accent=partner.brand.accent))
    return evolve(project, partners=(*project.partners, added)), added.id


def _with_service(project: Project, other: Project, service: Service, names: _Names) -> Project:
    """Recognise a service by its need, counted in the same unit and provided by the same structure, or add it."""
    metric, provider = names.metrics.get(service.metric or ""), names.partners.get(service.provider or "")
    for known in project.services:
        if (fold(known.label), known.metric, known.provider) == (fold(service.label), metric, provider):
            names.services[service.id] = known.id
            return project
    group = None
    if service.group is not None:
        order = [(heading.name,) for heading in other.groups]
        place = next(place for place, heading in enumerate(other.groups) if heading.id == service.group)
        project, group = joined_group(project, order, place)
    added = evolve(service, id=new_id(), group=group, metric=metric, provider=provider)
    names.services[service.id] = added.id
    return joined_service(project, added)


def _offer(offer: Offer, sold: Range, names: _Names) -> Offer:
    return evolve(
        offer,
        id=names.offers[offer.id],
        range=sold.id,
        inherits=names.offers[offer.inherits] if offer.inherits is not None else None,
        inclusions=_inclusions(offer.inclusions, names),
        rates=_rates(offer.rates, names),
        terms=tuple(evolve(term, id=new_id(), listed=()) for term in offer.terms),
        setup_listed=(),
    )


def _inclusions(lines: tuple[Inclusion, ...], names: _Names) -> tuple[Inclusion, ...]:
    def renamed(line: Inclusion) -> Inclusion:
        grant = line.grant
        if isinstance(grant, Granted) and grant.per is not None:
            grant = evolve(grant, per=names.metrics[grant.per])
        return evolve(line, id=new_id(), service=names.services[line.service], grant=grant)

    return tuple(renamed(line) for line in lines)


def _rates(rates: tuple[RateCard, ...], names: _Names) -> tuple[RateCard, ...]:
    return tuple(
        evolve(
            with_fresh_ids(rate),
            id=new_id(),
            metric=None if rate.metric is None else names.metrics[rate.metric],
            provider=None if rate.provider is None else names.partners[rate.provider],
            listed=(),
        )
        for rate in rates
    )


def _with_options(project: Project, other: Project, names: _Names) -> Project:
    known = {fold(option.name): option.id for option in project.options}
    names.options = {option.id: known.get(fold(option.name), new_id()) for option in other.options}
    ours = {names.options[option.id]: _opened(option, names) for option in other.options}
    opened = tuple(
        option
        if option.available_for is None or option.id not in ours
        else evolve(option, available_for=(*option.available_for, *ours[option.id]))
        for option in project.options
    )
    added = (_option(option, names) for option in other.options if fold(option.name) not in known)
    return evolve(project, options=(*opened, *added))


def _opened(option: Option, names: _Names) -> tuple[Id, ...]:
    wanted = names.offers if option.available_for is None else option.available_for
    return tuple(names.offers[offer] for offer in wanted)


def _option(option: Option, names: _Names) -> Option:
    return evolve(
        option,
        id=names.options[option.id],
        rates=_rates(option.rates, names),
        adds=_inclusions(option.adds, names),
        provider=None if option.provider is None else names.partners[option.provider],
        available_for=_opened(option, names),
        needs=tuple(names.options[wanted] for wanted in option.needs),
        excludes=tuple(names.options[wanted] for wanted in option.excludes),
    )


def _rule(rule: SharingRule, names: _Names) -> SharingRule:
    wanted = names.offers if rule.offers is None else rule.offers
    shares = (
        evolve(share, id=new_id(), partner=None if share.partner is None else names.partners[share.partner])
        for share in rule.shares
    )
    return evolve(rule, id=new_id(), offers=tuple(names.offers[offer] for offer in wanted), shares=tuple(shares))
