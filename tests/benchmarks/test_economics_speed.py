"""All the figures again after each edit: 200 lines of cost, 12 offers, 36 months, 4 scenarios, well under 50 ms.

Time is that of the processor: what else the machine does is not ours.
"""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from offerdesigner.economics.results import Results, results
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.costs import Basis, FixedCost, StepCost, UnitCost
from offerdesigner.model.forecast import MixShare, RevenueSource, Scenario
from offerdesigner.model.offers import RateCard, Trial
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.render.charts.break_even import BreakEven
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.economy import costs_and_revenue
from tests.economics.hosts import cost, host

LINES, OFFERS, SCENARIOS = 200, 12, 4
MOST_SECONDS = 0.05


def large() -> Project:
    """Return a host with all that is asked: steps of every size, trials, departures, two price lists."""
    small = host()
    offers = tuple(
        evolve(
            small.offers[place % 3],
            id=f"o{place}",
            name=f"Offre {place}",
            rates=(RateCard(id="price", charge=FlatPrice(amount=8 + 3 * place)),),
            setup_fee=FlatPrice(amount=30),
            trial=Trial(duration=1 + place % 3) if place % 4 == 0 else None,
        )
        for place in range(OFFERS)
    )
    sales = tuple(
        Sale(
            id=f"s{place}", offer=f"o{place % OFFERS}", clients=place, months=(1, 12)[place % 2], price_list=price_list
        )
        for place, price_list in enumerate([None] * OFFERS + ["reduced"] * OFFERS)
    )
    return evolve(
        small,
        offers=offers,
        price_lists=(PriceList(id="reduced", name="Solidaire", percent_off=20),),
        sales=sales,
        costs=tuple(_line(place) for place in range(LINES)),
        revenues=tuple(RevenueSource(id=f"r{place}", amount=100 + place, period_months=3) for place in range(20)),
        scenarios=tuple(_scenario(place, sales) for place in range(SCENARIOS)),
        plan=evolve(small.plan, scenario="c1"),
    )


def _line(place: int):
    behaviours = (
        FixedCost(),
        FixedCost(),
        UnitCost(),
        UnitCost(basis=Basis.METRIC, metric="storage"),
        StepCost(size=10 + place % 7, free=place % 50),
        StepCost(basis=Basis.METRIC, metric="storage", size=500 + place),
        UnitCost(basis=Basis.SALE),
        FixedCost(),
    )
    behaviour = behaviours[place % len(behaviours)]
    amount = (
        "0.0007"
        if getattr(behaviour, "metric", None) and behaviour.kind == "unit"
        else f"{place % 7 / 10:.1f}7"
        if isinstance(behaviour, UnitCost | StepCost)
        else f"{1 + place % 30}.37"
    )
    return cost(f"c{place}", amount, (1, 3, 12)[place % 3], behaviour)


def _scenario(place: int, sales: tuple[Sale, ...]) -> Scenario:
    mix = tuple(MixShare(id=sale.id, sale=sale.id, share=1 + (place + rank) % 5) for rank, sale in enumerate(sales))
    return Scenario(
        id=f"c{place}", name=f"Scénario {place}", arrivals=2 + place, departures=Decimal("7.5"),
        trial_conversion=70, counts_hoped=place % 2 == 0, mix=mix,
    )  # fmt: skip


def figures_and_curve(project: Project) -> tuple[Results, BreakEven | Missing]:
    """Compute all that « Prévisions » and the chart beside it wait for."""
    told = results(project)
    return told, costs_and_revenue(told)


@pytest.mark.benchmark(timer=time.process_time)
def test_all_figures_and_the_curve(benchmark):
    told, chart = benchmark(figures_and_curve, large())
    assert len(told.costs) == LINES
    assert len(told.outlooks) == SCENARIOS
    assert isinstance(chart, BreakEven)
    assert benchmark.stats.stats.median < MOST_SECONDS
