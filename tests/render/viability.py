"""A host whose whole economy is known: scenarios, aid, a plan, competitors, a price survey."""

from __future__ import annotations

from datetime import date

from offerdesigner.model.base import evolve
from offerdesigner.model.forecast import Certainty, MixShare, Plan, RevenueKind, RevenueSource, Scenario, WantedShare
from offerdesigner.model.market import Market, Strategy
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy
from tests.economics.hosts import CLIENTS, costs
from tests.economics.rivals import FIL, MEGA, POTAGER, STRUCTURA
from tests.economics.survey_answers import two


def whole_economy() -> Project:
    """Return the first example with costs, clients, scenarios and a market of our own."""
    project = open_copy("nuage-commun")
    sales = {sale.offer: sale.id for sale in project.sales}

    def scenario(name: str, *shares: int, **changes: object) -> Scenario:
        mix = tuple(
            MixShare(id=offer, sale=sales[offer], share=share) for offer, share in zip(CLIENTS, shares, strict=True)
        )
        return Scenario(id=name[0].lower(), name=name, mix=mix, **{"arrivals": 2, **changes})  # type: ignore[arg-type]

    return evolve(
        project,
        costs=costs(),
        cost_groups=(),
        revenues=(
            RevenueSource(
                id="grant",
                name="Subvention de la ville",
                kind=RevenueKind.GRANTS,
                amount=2400,
                period_months=12,
                lasts_months=24,
            ),
            RevenueSource(id="gifts", name="Dons", kind=RevenueKind.DONATIONS, amount=150, period_months=1),
            RevenueSource(
                id="call",
                name="Appel de la région",
                kind=RevenueKind.CALLS,
                amount=6000,
                period_months=12,
                certainty=Certainty.HOPED,
            ),
        ),
        wanted_shares=(
            WantedShare(id="paid", kind=RevenueKind.SUBSCRIPTIONS, percent=70),
            WantedShare(id="aid", kind=RevenueKind.GRANTS, percent=30),
        ),
        scenarios=(
            scenario("Prudent", 8, 2, 0, arrivals=1, departures=10),
            scenario("Réaliste", 6, 3, 1, departures=5, note="Deux forums par an, et le bouche-à-oreille du réseau."),
            scenario("Ambitieux", 5, 4, 1, counts_hoped=True),
        ),
        plan=Plan(
            start=date(2026, 12, 1),
            opening_cash=1500,
            target_clients=60,
            scenario="r",
            surplus_use="Un tiers en réserve, le reste pour des heures d'accompagnement.",
        ),
        market=Market(offer="active", profile="emplois", strategy=Strategy.ALIGNED),
        market_rows=(),
        competitors=(POTAGER, FIL, STRUCTURA, MEGA),
        surveys=(
            evolve(
                two([(5 + place % 7, 12 + place % 13) for place in range(24)]),
                name="Forum des associations",
                offer="essentielle",
                usage="pour 8 personnes",
                asked_on=date(2026, 10, 3),
            ),
        ),
    )
