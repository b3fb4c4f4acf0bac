"""The needs that one begins with: what all the offers give, what the smallest one includes, a usage profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.offers import Offer
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.choice import Need
from offerdesigner.pricing.offers import commitments
from offerdesigner.pricing.usage import included_usage

_SOME = Decimal(5)


def need_of(project: Project, profile: UsageProfile) -> Need:
    """Return what a usage profile asks; what it does not count is not asked for."""
    usage = {metric.id: Decimal(0) for metric in project.metrics}
    usage.update((item.metric, item.quantity) for item in profile.quantities)
    return Need(usage, profile.services, profile.months)


def usual_need(project: Project, offers: Sequence[Offer]) -> Need:
    """Return what the first offer includes, with the services that all give, for the shortest commitment."""
    included = included_usage(project, offers[0]) if offers else {}
    usage = {metric.id: included.get(metric.id, Decimal(0)) for metric in project.metrics}
    for metric in project.metrics[:1]:
        usage[metric.id] = usage[metric.id] or _SOME
    return Need(usage, common_services(project, offers), lengths(offers)[0])


def lengths(offers: Sequence[Offer]) -> tuple[int, ...]:
    """Return the commitments that some of `offers` have, in months, the shortest first; 1 when none does."""
    return tuple(sorted({months for offer in offers for months in commitments(offer)})) or (1,)


def needs(project: Project) -> tuple[Service, ...]:
    """Return the services that one needs or not; the others come with a quantity, as the only ones it counts."""
    counting = Counter(service.metric for service in project.services if service.metric is not None)
    return tuple(service for service in project.services if service.metric is None or counting[service.metric] > 1)


def common_services(project: Project, offers: Sequence[Offer]) -> tuple[Id, ...]:
    """Return the services that one needs or not and that all of `offers` give."""
    given = [inclusions_of(project, offer) for offer in offers]
    return tuple(service.id for service in needs(project) if given and all(service.id in one for one in given))
