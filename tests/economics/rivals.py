"""Four invented competitors for the example « Nuage Commun », as tests compare with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import CapacityPrice, FlatPrice, PackagePrice, UnitPrice
from offerdesigner.model.forecast import Plan
from offerdesigner.model.market import Competitor, Market, Strategy
from offerdesigner.model.offers import RateCard
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy

PER_ACCOUNT = {"metric": "users"}
POTAGER = Competitor(
    id="potager",
    name="Potager numérique",
    kind="association",
    seen_on=date(2026, 11, 18),
    offer="Jardin",
    rates=(
        RateCard(
            id="price",
            charge=CapacityPrice(amount=Decimal(12), included=Decimal(10), unit_price=Decimal("1.5")),
            **PER_ACCOUNT,
        ),
    ),
)
FIL = Competitor(
    id="fil",
    name="Fil & Toile",
    kind="coopérative",
    seen_on=date(2026, 11, 20),
    rates=(
        RateCard(id="price", charge=FlatPrice(amount=Decimal(180)), period_months=12),
        RateCard(
            id="space",
            name="Go en plus",
            charge=PackagePrice(package_price=Decimal(2), size=Decimal(10), free_units=Decimal(20)),
            metric="storage",
        ),
    ),
)
STRUCTURA = Competitor(
    id="structura",
    name="Structura",
    kind="entreprise",
    seen_on=date(2025, 9, 12),
    rates=(RateCard(id="price", charge=UnitPrice(unit_price=Decimal("2.2")), **PER_ACCOUNT),),
)
MEGA = Competitor(
    id="mega",
    name="MégaSuite",
    kind="entreprise",
    seen_on=date(2026, 11, 20),
    rates=(RateCard(id="price", charge=UnitPrice(unit_price=Decimal("5.2")), **PER_ACCOUNT),),
)


def four_rivals() -> Project:
    """Fifteen people with 60 Go, for our « Active » at 25 € and four others; we mean to be aligned."""
    project = open_copy("nuage-commun")
    team = UsageProfile(
        id="team",
        name="Quinze personnes",
        quantities=(
            ProfileQuantity(id="users", metric="users", quantity=Decimal(15)),
            ProfileQuantity(id="storage", metric="storage", quantity=Decimal(60)),
        ),
    )
    return evolve(
        project,
        profiles=(*project.profiles, team),
        market=Market(offer="active", profile="team", strategy=Strategy.ALIGNED),
        market_rows=(),
        competitors=(POTAGER, FIL, STRUCTURA, MEGA),
        plan=Plan(),
        **dict.fromkeys(("sales", "costs", "scenarios", "surveys"), ()),
    )
