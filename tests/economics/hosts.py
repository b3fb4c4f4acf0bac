"""A host of three offers, with figures worked out by hand.

Costs a month: 797 € fixed, 0,30 € by client, 0,03 € by Go, 25 € for each started 20 clients beyond the first 20;
six days of volunteer time at 98 € are valued and not paid. Margins: 9,10 €, 22,90 €, 50,70 €.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.costs import (
    Basis,
    Behaviour,
    CostFamily,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.forecast import MixShare, Plan, RevenueKind, RevenueSource, Scenario
from offerdesigner.model.offers import Granted, Inclusion, Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale

SIZES = {
    "essentielle": ("Essentielle", "10", "20"),
    "active": ("Active", "25", "60"),
    "federation": ("Fédération", "60", "300"),
}
CLIENTS = {"essentielle": 18, "active": 9, "federation": 3}


def cost(name: str, amount: str, period: int = 1, behaviour: Behaviour | None = None, **changes: Any) -> CostLine:
    """Return a line of cost, « fixed » unless told otherwise."""
    settings = {"source": PaidAmount(amount=Decimal(amount)), "period_months": period, **changes}
    return CostLine(id=name, name=name, behaviour=behaviour or FixedCost(), **settings)


def costs() -> tuple[CostLine, ...]:
    """Return the costs of the host."""
    work, running, savings = CostFamily.WORK, CostFamily.RUNNING, CostFamily.SAVINGS
    days = {"period_months": 1, "family": work}
    return (
        cost("servers", "0", source=PaidAmount(amount=79, count=2)),
        cost("backup", "24"),
        cost("domains", "36", 12),
        cost("disks", "0", 48, source=Equipment(price=480)),
        cost("space", "0.03", behaviour=UnitCost(basis=Basis.METRIC, metric="storage")),
        cost("more-servers", "25", behaviour=StepCost(size=20, free=20)),
        cost("technician", "0", source=WorkDays(days=3, day_cost=140), **days),
        cost("volunteers", "0", source=WorkDays(days=6, day_cost=98), unpaid=True, **days),
        cost("insurance", "186", 12, family=running),
        cost("room", "90", 3, family=running),
        cost("bank", "9", family=running),
        cost("prints", "150", 12, family=running),
        cost("networks", "60", 12, family=running),
        cost("debits", "0.30", behaviour=UnitCost(), family=running),
        cost("renewal", "720", 12, family=savings),
        cost("reserve", "50", family=savings),
    )


def scenario(name: str, *shares: int, **changes: Any) -> Scenario:
    """Return a scenario of two new clients a month in the proportions of the three offers."""
    mix = tuple(MixShare(id=sale, sale=sale, share=share) for sale, share in zip(CLIENTS, shares, strict=True))
    return Scenario(id=name, name=name, **{"mix": mix, "arrivals": 2, **changes})


def host(**changes: Any) -> Project:
    """Return the host: thirty clients, three scenarios, aid of 300 € a month, from December 2026 on."""
    settings = {
        "metrics": (Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True),),
        "services": (Service(id="files", need="Partager des fichiers", metric="storage"),),
        "ranges": (Range(id="all", name="Associations"),),
        "offers": tuple(_offer(name) for name in SIZES),
        "sales": tuple(Sale(id=name, offer=name, clients=count, months=1) for name, count in CLIENTS.items()),
        "costs": costs(),
        "revenues": (
            RevenueSource(id="grant", name="Subvention", kind=RevenueKind.GRANTS, amount=200, period_months=1),
            RevenueSource(id="gifts", name="Dons", kind=RevenueKind.DONATIONS, amount=100, period_months=1),
        ),
        "scenarios": (scenario("prudent", 8, 2, 0), scenario("realistic", 6, 3, 1), scenario("ambitious", 5, 4, 1)),
        "plan": Plan(start=date(2026, 12, 1), target_clients=60, target_date=date(2028, 12, 31), scenario="realistic"),
        **changes,
    }
    return Project(**settings)


def _offer(name: str) -> Offer:
    shown, price, space = SIZES[name]
    return Offer(
        id=name,
        range="all",
        name=shown,
        inclusions=(Inclusion(id="files", service="files", grant=Granted(quantity=space)),),
        rates=(RateCard(id="price", charge=FlatPrice(amount=price)),),
        terms=(Term(id="month", months=1), Term(id="year", months=12, months_offered=2)),
    )
