"""How much of everything a client uses, and how much of it an offer covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Granted, Inclusion, Offer, Unlimited
from offerdesigner.model.project import Project, inclusions_of

Usage = Mapping[Id, Decimal]
"""Quantities by metric id. A metric left out is taken at what the offer includes, or 1."""


def granted(project: Project, offer: Offer, metric: Id, usage: Usage) -> Decimal | None:
    """Return how much of `metric` the offer includes; `None` when it sets no limit.

    Quantities granted per person (or per any other metric) are multiplied by the usage.
    """
    return sum_granted(project, inclusions_of(project, offer).values(), metric, usage)


def sum_granted(project: Project, inclusions: Iterable[Inclusion], metric: Id, usage: Usage) -> Decimal | None:
    """Return the sum of what `inclusions` grant of `metric`; `None` when they do not limit it."""
    counted = {service.id for service in project.services if service.metric == metric}
    total: Decimal | None = None
    for inclusion in inclusions if counted else ():
        if inclusion.service not in counted:
            continue
        if isinstance(inclusion.grant, Unlimited):
            return None
        if isinstance(inclusion.grant, Granted):
            total = (total or Decimal(0)) + quantity_of(inclusion.grant, usage)
    return total


def quantity_of(grant: Granted, usage: Usage) -> Decimal:
    """Return the quantity that `grant` gives for `usage` (15 Go a person × 4 people = 60 Go)."""
    return grant.quantity * usage.get(grant.per, Decimal(1)) if grant.per else grant.quantity


def included_usage(project: Project, offer: Offer) -> dict[Id, Decimal]:
    """Return the usage that fills exactly what `offer` includes: what its displayed price covers."""
    usage: dict[Id, Decimal] = {}
    for _pass in range(2):  # the second time, what is granted per person finds the people counted by the first
        for metric in project.metrics:
            quantity = granted(project, offer, metric.id, usage)
            if quantity is not None:
                usage[metric.id] = quantity
    return usage
