"""The usage that a yearly total is told for: what an offer includes, and an example of what it does not count."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice, FlatPrice, FreePrice, OnQuote
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.model.project import Project
from offerdesigner.pricing.usage import included_usage
from offerdesigner.pricing.wording import counted
from offerdesigner.text import listed

_UNMETERED = FlatPrice | FreePrice | OnQuote
_SAMPLE, _DECIMAL_SAMPLE = Decimal(5), Decimal(100)


def counted_usage(project: Project, offer: Offer) -> tuple[dict[Id, Decimal], str]:
    """Return the usage that totals count, and its quantities that make the price: « 15 personnes et 50 Go »."""
    usage = included_usage(project, offer)
    said: dict[Id, str] = {}
    for rate in offer.rates:
        if rate.metric is None or rate.beyond_included or isinstance(rate.charge, _UNMETERED):
            continue
        metric = next(metric for metric in project.metrics if metric.id == rate.metric)
        if not usage.get(metric.id):
            usage[metric.id] = _example_of(rate, metric)
        said[metric.id] = counted(usage[metric.id], metric)
    return usage, listed(said.values())


def _example_of(rate: RateCard, metric: Metric) -> Decimal:
    """Return a quantity to price where the offer counts none: what its price covers, or a small team's."""
    covered = rate.charge.included if isinstance(rate.charge, CapacityPrice) else None
    return covered or (_DECIMAL_SAMPLE if metric.decimal else _SAMPLE)
