"""How much is done in a month: clients, new clients, and what they all use. Costs are counted on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.economics.sharing import usage_of
from offerdesigner.model.base import Id
from offerdesigner.model.forecast import Scenario
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.pricing.charges import ZERO
from offerdesigner.pricing.usage import Usage, included_usage


@dataclass(frozen=True)
class Activity:
    """One month: `clients` served, `arrivals` among them, `quantities` of each metric that they all use."""

    clients: Decimal
    arrivals: Decimal
    quantities: Mapping[Id, Decimal]


def usage_of_sale(project: Project, sale: Sale) -> dict[Id, Decimal]:
    """Return what one client of `sale` uses of each metric, as its price counts it.

    What its usage profile leaves out is what the offer and its options include, or one unit where a price
    line charges it; what is given without limit, and in no profile, is not known and left out.
    """
    offer: Offer = project.find("offers", sale.offer)  # type: ignore[assignment]
    profile = next((one for one in project.profiles if one.id == sale.profile), None)
    taken = [option for option in project.options if option.id in sale.options]
    known = usage_of(profile)
    usage = included_usage(project, offer, known, taken)
    for rate in offer.rates:
        if rate.metric is not None and not rate.beyond_included and rate.metric not in known:
            usage[rate.metric] = usage.get(rate.metric) or Decimal(1)
    return usage


def activity_of(clients: Iterable[tuple[Usage, Decimal]], arrivals: Decimal = ZERO) -> Activity:
    """Return the activity of so many clients of each usage."""
    count = ZERO
    quantities: dict[Id, Decimal] = {}
    for usage, number in clients:
        count += number
        for metric, quantity in usage.items():
            quantities[metric] = quantities.get(metric, ZERO) + quantity * number
    return Activity(count, arrivals, quantities)


def activity_today(project: Project) -> Activity:
    """Return the activity of the clients of today, with the arrivals of the scenario that is followed."""
    scenario = followed(project)
    arrivals = scenario.arrivals if scenario is not None else ZERO
    clients = ((usage_of_sale(project, sale), Decimal(sale.clients)) for sale in project.sales)
    return activity_of(clients, arrivals)


def followed(project: Project) -> Scenario | None:
    """Return the scenario that the plan follows, or the first; `None` when there is none."""
    named = (scenario for scenario in project.scenarios if scenario.id == project.plan.scenario)
    return next(named, next(iter(project.scenarios), None))
