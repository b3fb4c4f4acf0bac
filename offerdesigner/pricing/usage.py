"""How much of everything a client uses, and how much of it an offer covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option
from offerdesigner.model.project import Project, inclusions_of

Usage = Mapping[Id, Decimal]
"""Quantities by metric id. A metric left out is taken at what the offer includes, or 1."""

UNLIMITED = Decimal("Infinity")


def granted(project: Project, offer: Offer, metric: Id, usage: Usage) -> Decimal | None:
    """Return how much of `metric` the offer includes; `None` when it sets no limit.

    Quantities granted per person (or per any other metric) are multiplied by the usage.
    """
    limit = allowance(project, offer_lines(project, offer), metric, usage)
    return None if limit == UNLIMITED else limit


def offer_lines(project: Project, offer: Offer) -> tuple[tuple[Inclusion, int], ...]:
    """Return what `offer` says of each service, once each: what it gives, inherited or not, and what it denies."""
    denied = [line for line in offer.inclusions if line.grant.kind == "none"]
    return tuple((line, 1) for line in (*inclusions_of(project, offer).values(), *denied))


def allowance(project: Project, lines: Iterable[tuple[Inclusion, int]], metric: Id, usage: Usage) -> Decimal | None:
    """Return how much of `metric` is covered by `lines` (each given so many times).

    `UNLIMITED` when a line gives it without a count; `None` when no line speaks of it.
    """
    counted = {service.id for service in project.services if service.metric == metric}
    return covered_by((line for line in lines if line[0].service in counted) if counted else (), usage)


def covered_by(lines: Iterable[tuple[Inclusion, int]], usage: Usage) -> Decimal | None:
    """Return how much `lines`, all of services that one metric counts, cover for `usage`, as `allowance` does."""
    total: Decimal | None = None
    for line, count in lines:
        grant = line.grant  # told apart by its kind: asking for the type of such values costs ten times more
        if grant.kind == "text":
            continue
        if grant.kind == "quantity":
            total = (total or Decimal(0)) + quantity_of(grant, usage) * count
        elif grant.kind == "none":
            total = total or Decimal(0)
        else:
            return UNLIMITED
    return total


def quantity_of(grant: Granted, usage: Usage) -> Decimal:
    """Return the quantity that `grant` gives for `usage` (15 Go a person × 4 people = 60 Go)."""
    return grant.quantity * usage.get(grant.per, Decimal(1)) if grant.per else grant.quantity


def included_usage(
    project: Project, offer: Offer, known: Usage | None = None, options: Iterable[Option] = ()
) -> dict[Id, Decimal]:
    """Return the usage that fills exactly what `offer` includes: what its displayed price covers.

    What is `known` of the usage stays as it is; what the `options` taken add is counted.
    """
    usage = dict(known or {})
    lines = (*offer_lines(project, offer), *((line, 1) for option in options for line in option.adds))
    counted = {service.id: service.metric for service in project.services if service.metric is not None}
    by_metric: dict[Id, list[tuple[Inclusion, int]]] = {m.id: [] for m in project.metrics if m.id not in usage}
    for line in lines:
        if (metric := counted.get(line[0].service)) in by_metric:
            by_metric[metric].append(line)
    for _pass in range(2):  # the second time, what is granted per person finds the people counted by the first
        for metric, given in by_metric.items():
            quantity = covered_by(given, usage)
            if quantity is not None and quantity != UNLIMITED:
                usage[metric] = quantity
    return usage
