"""Which offer is the cheapest along a quantity, found by straight parts, and as a scan of every quantity finds it."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Option, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Measure, Need, choose
from offerdesigner.pricing.price_map import price_map
from offerdesigner.storage.examples import open_copy
from tests.pricing.pricing_strategies import charges

METRICS = (
    Metric(id="users", name="Personnes", singular="personne", plural="personnes"),
    Metric(id="storage", name="Espace", singular="Go", plural="Go"),
    Metric(id="mails", name="Adresses", singular="adresse", plural="adresses"),
)
SERVICES = (
    Service(id="people", need="Comptes", metric="users"),
    Service(id="room", need="Ranger", metric="storage"),
    Service(id="mail", need="Recevoir", metric="mails"),
    Service(id="video", need="Se voir"),
)
HIGH = 60


def small(places: int = 2):
    return st.one_of(st.integers(0, 40).map(Decimal), st.decimals(0, 40, places=places))


@st.composite
def gives(draw, services=("people", "room", "mail")):
    lines = []
    for service in services:
        if draw(st.booleans()):
            per = draw(st.sampled_from((None, "users"))) if service != "people" else None
            grant = Granted(quantity=draw(st.integers(1, 20)), per=per)
            lines.append(Inclusion(id=service, service=service, grant=grant))
    if draw(st.booleans()):
        lines.append(Inclusion(id="video", service="video", grant=Included()))
    return tuple(lines)


@st.composite
def rate(draw, name):
    metric = draw(st.sampled_from((None, "users", "storage", "mails")))
    low, high = sorted((draw(small()), draw(small())))
    return RateCard(
        id=name,
        charge=draw(charges),
        metric=metric,
        beyond_included=metric is not None and draw(st.booleans()),
        period_months=draw(st.sampled_from((1, 12, None))),
        minimum_amount=draw(st.sampled_from((None, low))),
        maximum_amount=draw(st.sampled_from((None, None, high))),
    )


def yearly(**rule):
    return Term(id="year", months=12, **rule)


@st.composite
def sold(draw, number):
    rates = tuple(draw(rate(f"r{place}")) for place in range(draw(st.integers(1, 3))))
    terms = draw(st.sampled_from(((), (yearly(months_offered=2),), (yearly(percent_off=15),))))
    return Offer(
        id=f"o{number}", range="asso", name=f"Offre {number}", rates=rates, terms=terms, inclusions=draw(gives())
    )


@st.composite
def option(draw, number):
    return Option(
        id=f"a{number}",
        name=f"Option {number}",
        rates=(draw(rate("fee")),),
        adds=draw(gives()),
        when_needed=draw(st.booleans()),
        max_quantity=draw(st.sampled_from((None, 1, 3))),
        needs=(f"a{number - 1}",) if number and draw(st.integers(0, 5)) == 5 else (),
    )


@st.composite
def maps(draw):
    project = Project(
        metrics=METRICS,
        services=SERVICES,
        ranges=(Range(id="asso", name="Associations"),),
        offers=tuple(draw(sold(number)) for number in range(draw(st.integers(1, 4)))),
        options=tuple(draw(option(number)) for number in range(draw(st.integers(0, 3)))),
    )
    usages = ({}, {"storage": Decimal(30)}, {"storage": Decimal("7.5")}, {"mails": Decimal(12)})
    usage = draw(st.sampled_from(usages))
    need = Need(usage, draw(st.sampled_from(((), ("video",)))), draw(st.sampled_from((1, 12))))
    return project, need, draw(st.sampled_from(Measure))


def scan(project, need, measure, metric="users", high=HIGH):
    """Return the best offer of each quantity, each offer being priced for each."""
    best = []
    for quantity in range(high + 1):
        asked = Need({**need.usage, metric: Decimal(quantity)}, need.services, need.months)
        choices = [choose(project, offer, asked, measure) for offer in project.offers]
        known = [choice for choice in choices if choice.cost is not None]
        best.append(min(known, key=lambda choice: choice.cost) if known else None)
    return best


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(maps())
def test_the_map_is_what_a_scan_of_every_quantity_finds(case):
    project, need, measure = case
    found = price_map(project, project.offers, "users", range(HIGH + 1), need, measure)
    expected = [choice.offer.id if choice else None for choice in scan(project, need, measure)]
    shown = [zone.offer for zone in found.zones for _quantity in range(zone.first, zone.last + 1)]
    assert shown == expected
    assert [zone.first for zone in found.crossings] == [
        place for place in range(1, HIGH + 1) if expected[place] != expected[place - 1]
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(maps())
def test_straight_parts_are_near_the_exact_price(case):
    project, need, measure = case
    for curve in price_map(project, project.offers, "users", range(HIGH + 1), need, measure).curves:
        for quantity in range(HIGH + 1):
            about, exactly = curve.about(quantity), curve.exactly(quantity).cost
            assert (about is None) == (exactly is None)
            if exactly is not None:
                assert abs(about - exactly) <= curve.rounding


def ladder(**changes) -> Project:
    """Three levels: 10 € for 5 people then 2 €, 25 € for 15 then 1,50 €, and one that costs more and gives no more."""
    levels = (("small", 10, 5, "2"), ("large", 25, 15, "1.5"), ("dear", 40, 15, "2"))
    offers = tuple(
        Offer(
            id=name,
            range="asso",
            name=name.title(),
            inclusions=(Inclusion(id="people", service="people", grant=Granted(quantity=people)),),
            rates=(
                RateCard(id="sub", charge=FlatPrice(amount=price)),
                RateCard(id="more", charge=UnitPrice(unit_price=more), metric="users", beyond_included=True),
            ),
        )
        for name, price, people, more in levels
    )
    video = Option(
        id="video",
        name="Visio",
        available_for=("small",),
        rates=(RateCard(id="fee", charge=FlatPrice(amount=4)),),
        adds=(Inclusion(id="video", service="video"),),
    )
    project = Project(
        metrics=METRICS,
        services=SERVICES,
        ranges=(Range(id="asso", name="Associations"),),
        offers=offers,
        options=(video,),
    )
    return evolve(project, **changes)


def zones(project: Project, high: int = 60) -> list[tuple[int, int, str | None]]:
    found = price_map(project, project.offers, "users", range(1, high + 1), Need({}))
    return [(zone.first, zone.last, zone.offer) for zone in found.zones]


def test_offers_cross_where_the_larger_one_becomes_cheaper():
    # 12 people: 24 € against 25 €; 13 people: 26 €.
    assert zones(ladder()) == [(1, 12, "small"), (13, 60, "large")]


def test_an_offer_that_is_never_the_best_is_told():
    project = ladder()
    assert price_map(project, project.offers, "users", range(1, 61), Need({})).never == ("dear",)


def test_a_need_is_served_with_an_option_or_by_nobody_else():
    project = ladder()
    found = price_map(project, project.offers, "users", range(1, 61), Need({}, services=("video",)))
    assert [zone.offer for zone in found.zones] == ["small"]
    choice = found.best_at(6)
    assert choice is not None and (choice.options, choice.cost) == (("video",), 16)
    assert choose(project, project.offers[1], Need({}, services=("video",))).lacks == ("video",)


def test_where_no_price_is_known_there_is_no_best_offer():
    assert zones(ladder(offers=(), options=())) == [(1, 60, None)]


def test_of_two_offers_at_the_same_price_the_first_is_the_best():
    project = ladder()
    twin = evolve(project.offers[0], id="twin", name="Jumelle")
    assert zones(evolve(project, offers=(*project.offers, twin)))[0] == (1, 12, "small")


@pytest.mark.parametrize("quantities", [range(5, 5), range(-1, 5), range(4, 0, -1), range(10**6)])
def test_quantities_that_make_no_range_are_refused(quantities):
    with pytest.raises(ValueError):
        price_map(ladder(), ladder().offers, "users", quantities, Need({}))


@pytest.mark.parametrize("name", ["nuage-commun", "marmule", "ksuite"])
def test_the_examples_are_mapped_as_a_scan_finds_them(name):
    project = open_copy(name)
    need = Need({"storage": Decimal(40)} if any(metric.id == "storage" for metric in project.metrics) else {})
    found = price_map(project, project.offers, "users", range(121), need)
    shown = [zone.offer for zone in found.zones for _quantity in range(zone.first, zone.last + 1)]
    expected = scan(project, need, Measure.MONTHLY, high=120)
    assert shown == [choice.offer.id if choice else None for choice in expected]
