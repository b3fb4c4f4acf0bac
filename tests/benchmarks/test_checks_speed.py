"""How long all the rules take, and how that grows. Run: `pytest tests/benchmarks/test_checks_speed.py`.

On a machine that does something else: `--benchmark-timer=time.process_time`.
"""

from datetime import date
from decimal import Decimal
from itertools import cycle

import pytest

from offerdesigner.checks.engine import Checker, run
from offerdesigner.model.address import put
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, Tier, UnitPrice, VolumePrice
from offerdesigner.model.costs import Basis, CostLine, FixedCost, PaidAmount, StepCost, UnitCost
from offerdesigner.model.forecast import Scenario
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Option, Range, RateCard, Term, Worded
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale

TODAY = date(2026, 11, 23)
METRICS = tuple(Metric(id=f"m{n}", name=f"Mesure {n}", singular="unité", plural="unités") for n in range(6))


def _services(count: int) -> tuple[Service, ...]:
    counted = {n: f"m{n % 6}" for n in range(0, count, 3)}
    return tuple(
        Service(id=f"s{n}", need=f"Besoin {n}", software=f"Outil {n}", metric=counted.get(n)) for n in range(count)
    )


def _gives(services: tuple[Service, ...], level: int) -> tuple[Inclusion, ...]:
    """Nine services in ten, with quantities that rise, and a few words."""
    lines = []
    for n, service in enumerate(services):
        if (n * 7 + level // 6) % 10 == 0:
            continue
        grant = Granted(quantity=Decimal(level + 1)) if service.metric else Included()
        lines.append(
            Inclusion(id=service.id, service=service.id, grant=Worded(text="sous 3 jours") if n % 20 == 1 else grant)
        )
    return tuple(lines)


def _rate(level: int) -> RateCard:
    price = Decimal(10 + 5 * level)
    tiers = (Tier(id="a", up_to=Decimal(10), unit_price=price), Tier(id="b", unit_price=price - 1))
    charges = (FlatPrice(amount=price), FlatPrice(amount=price), UnitPrice(unit_price=price), VolumePrice(tiers=tiers))
    charge = charges[level % 4]
    return RateCard(id="price", charge=charge, metric=None if level % 4 < 2 else "m0")


def _project(offers: int, services: int, ranges: int, options: int = 10) -> Project:
    kinds = _services(services)
    terms = (
        Term(id="a", months=1),
        Term(id="b", months=12, months_offered=Decimal(2)),
        Term(id="c", months=24, percent_off=Decimal(25)),
    )
    return Project(
        metrics=METRICS,
        services=kinds,
        ranges=tuple(Range(id=f"r{n}", name=f"Gamme {n}", public="les associations") for n in range(ranges)),
        offers=tuple(
            Offer(
                id=f"o{n}",
                range=f"r{n % ranges}",
                name=f"Offre {n}",
                public=f"public {n}",
                inclusions=_gives(kinds, n),
                rates=(_rate(n),),
                terms=terms,
            )
            for n in range(offers)
        ),
        options=tuple(
            Option(
                id=f"option{n}",
                name=f"Option {n}",
                rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(3))),),
                adds=(Inclusion(id="adds", service=f"s{3 * n}", grant=Granted(quantity=Decimal(1))),),
                when_needed=True,
            )
            for n in range(options)
        ),
    )


@pytest.mark.parametrize("ranges", [1, 6])
@pytest.mark.parametrize("offers", [30, 60, 120])
def test_all_the_rules(benchmark, offers, ranges):
    project = _project(offers, 150, ranges)
    report = benchmark(run, project, today=TODAY)
    assert report.findings


@pytest.mark.parametrize("services", [75, 150, 300])
def test_all_the_rules_as_services_grow(benchmark, services):
    project = _project(60, services, 6)
    report = benchmark(run, project, today=TODAY)
    assert report.findings


def _eight_tiers(
    charge: type[GraduatedPrice] | type[VolumePrice], level: int, price: int
) -> GraduatedPrice | VolumePrice:
    """Tiers that end elsewhere in each offer, so that what one comparison computed serves no other."""
    ends = [Decimal((5 + level % 7) * (n + 1) + level) for n in range(7)]
    return charge(
        tiers=tuple(Tier(id=f"t{n}", up_to=end, unit_price=Decimal(price - n)) for n, end in enumerate((*ends, None)))
    )


def _metered(offers: int, charge: type[GraduatedPrice] | type[VolumePrice], case: str) -> Project:
    """Offers priced per unit of two metrics, eight tiers each, in one range.

    `rising`: each gives more for more. `useless`: each costs more and gives no more, which takes looking at
    every tier to say. `crossing`: each is dearer on one metric and cheaper on the other.
    """
    kinds = _services(150)
    sold = []
    for n in range(offers):
        prices = (60 + n, 60 + (offers - n if case == "crossing" else n))
        rates = tuple(
            RateCard(id=f"rate{m}", charge=_eight_tiers(charge, n, price), metric=f"m{m}")
            for m, price in enumerate(prices)
        )
        gives = _gives(kinds, 6 * n if case == "rising" else 0)
        terms = (Term(id="a", months=1), Term(id="b", months=12, months_offered=Decimal(2)))
        sold.append(
            Offer(id=f"o{n}", range="r", name=f"Offre {n}", public="p", inclusions=gives, rates=rates, terms=terms)
        )
    ranges = (Range(id="r", name="Gamme", public="les associations"),)
    return Project(metrics=METRICS, services=kinds, ranges=ranges, offers=tuple(sold))


@pytest.mark.parametrize("case", ["rising", "useless", "crossing"])
@pytest.mark.parametrize("charge", [GraduatedPrice, VolumePrice], ids=["graduated", "volume"])
@pytest.mark.parametrize("offers", [30, 60, 120])
def test_offers_priced_by_tiers_on_two_metrics(benchmark, offers, charge, case):
    project = _metered(offers, charge, case)
    report = benchmark(run, project, today=TODAY)
    useless = [finding for finding in report.findings if finding.rule == "dominated_offer"]
    assert len(useless) == (offers - 1 if case == "useless" else 0)


def _steps(services: tuple[Service, ...], rank: int) -> tuple[Inclusion, ...]:
    """More services and larger quantities at each step, with one service in seventy forgotten at some."""
    return tuple(
        Inclusion(
            id=service.id,
            service=service.id,
            grant=Granted(quantity=Decimal(rank + 1)) if service.metric else Included(),
        )
        for n, service in enumerate(services)
        if n % 10 <= rank + 4 and (n * 7 + rank) % 70
    )


def _large(ranges: int) -> Project:
    """60 offers that rise step by step, 150 services, 20 options, 200 costs of every behaviour, and what is sold."""
    behaviours = (
        FixedCost(),
        UnitCost(),
        UnitCost(basis=Basis.METRIC, metric="m0"),
        StepCost(basis=Basis.METRIC, metric="m3", size=Decimal(50)),
    )
    costs = tuple(
        CostLine(
            id=f"cost{n}",
            name=f"Coût {n}",
            source=PaidAmount(amount=Decimal(10 + n) if n % 4 == 0 else Decimal("0.002")),
            behaviour=behaviours[n % 4],
        )
        for n in range(200)
    )
    project = _project(60, 150, ranges, options=20)
    offers = tuple(
        evolve(offer, inclusions=_steps(project.services, n // ranges)) for n, offer in enumerate(project.offers)
    )
    sales = tuple(Sale(id=f"sale{n}", offer=offer.id, clients=10) for n, offer in enumerate(project.offers))
    scenarios = (Scenario(id="expected", name="Réaliste", arrivals=Decimal(2)),)
    return evolve(project, offers=offers, costs=costs, sales=sales, scenarios=scenarios)


EDITS = {
    "price": ("offers/o4/rates/price/charge/amount", (Decimal(31), Decimal(32))),
    "unit_price": ("offers/o2/rates/price/charge/unit_price", (Decimal(21), Decimal(22))),
    "name": ("offers/o4/name", ("Offre quatr", "Offre quatre")),
    "cost": ("costs/cost8/source/amount", (Decimal(19), Decimal(20))),
    "option_price": ("options/option3/rates/price/charge/amount", (Decimal(4), Decimal(5))),
    "service": ("services/s7/need", ("Besoin se", "Besoin sept")),
    "sale": ("sales/sale7/clients", (11, 12)),
    "conditions": ("conditions", ("Paiement à l'anné", "Paiement à l'année")),
}


@pytest.mark.parametrize("ranges", [1, 6])
def test_a_large_project_opened(benchmark, ranges):
    project = _large(ranges)
    report = benchmark(run, project, today=TODAY)
    assert report.findings


@pytest.mark.parametrize("ranges", [1, 6])
@pytest.mark.parametrize("edit", EDITS)
def test_a_large_project_after_one_edit(benchmark, ranges, edit):
    """What a key costs: each round follows an edit of the project that the round before checked."""
    place, values = EDITS[edit]
    large = _large(ranges)
    made = [put(large, place, value) for value in values]  # which share all that the edit leaves alone
    projects = cycle(made)
    checker = Checker()
    checker.run(next(projects), today=TODAY)
    benchmark(lambda: checker.run(next(projects), today=TODAY))
    for project in made:
        again, fresh = checker.run(project, today=TODAY), run(project, today=TODAY)
        assert [one.message for one in again.findings] == [one.message for one in fresh.findings]
