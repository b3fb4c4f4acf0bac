"""The cost of an offer, metric by metric, is what the price of the whole offer says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    GraduatedPrice,
    PackagePrice,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import Granted, Inclusion, Offer, RateCard
from offerdesigner.pricing.growth import Growth
from offerdesigner.pricing.offers import price_offer
from tests.pricing.pricing_strategies import counts
from tests.pricing.test_laws import durations, offers, project_of

D = Decimal
PACKS = [ten + more for ten in range(10, 121, 10) for more in (0, 1)]
TIERS = (Tier(id="a", up_to=D(10), unit_price=D(3)), Tier(id="b", unit_price=D(2)))


def metered(*rates: RateCard, per: str | None = None, people: int = 5) -> Offer:
    gives = (
        Inclusion(id="people", service="people", grant=Granted(quantity=D(people))),
        Inclusion(id="space", service="space", grant=Granted(quantity=D(15), per=per)),
    )
    return Offer(id="offer", range="all", name="Active", inclusions=gives, rates=rates)


def rate(charge, metric: str, beyond: bool = False) -> RateCard:
    return RateCard(id=metric, charge=charge, metric=metric, beyond_included=beyond)


@given(offers(), counts, counts, durations)
def test_what_is_due_is_the_sum_of_what_each_metric_asks(offer: Offer, users: Decimal, storage: Decimal, months: int):
    project, usage = project_of(offer), {"users": users, "storage": storage}
    grown = Growth(project, offer, months)
    price = price_offer(project, offer, usage, months=months)
    parts = (grown.fixed, *(grown.cost(metric, quantity, usage) for metric, quantity in usage.items()))
    if None in parts:
        assert price.next_year is None or price.first_year is None
    else:
        assert price.next_year == sum(part[0] for part in parts)
        assert price.first_year == sum(part[1] for part in parts)


@pytest.mark.parametrize(
    ("offer", "bears"),
    [
        (metered(rate(UnitPrice(unit_price=D(1)), "storage"), per="users"), set()),
        (metered(rate(UnitPrice(unit_price=D(1)), "storage", beyond=True)), set()),
        (metered(rate(UnitPrice(unit_price=D(1)), "storage", beyond=True), per="users"), {"users"}),
        (metered(rate(UnitPrice(unit_price=D(1)), "users"), per="users"), {"users"}),
    ],
    ids=["all is charged", "granted in all", "granted for another", "granted for another and not charged"],
)
def test_a_metric_granted_for_another_is_told(offer: Offer, bears: set[str]):
    assert Growth(project_of(offer), offer, 12).bears_on("storage") == bears


def test_beyond_what_is_granted_and_not_charged_the_cost_is_unknown():
    offer = metered(rate(UnitPrice(unit_price=D(2)), "users"), per="users")
    grown, five = Growth(project_of(offer), offer, 12), {"users": D(5)}
    assert grown.cost("storage", D(75), five) == (0, 0) and grown.cost("storage", D(76), five) is None


@pytest.mark.parametrize(
    ("charge", "beyond", "ends"),
    [
        (GraduatedPrice(tiers=TIERS), False, [5, 10]),
        (GraduatedPrice(tiers=TIERS), True, [5, 15]),
        (GraduatedPrice(tiers=TIERS[:1]), False, [5, 6, 10, 11]),
        (VolumePrice(tiers=TIERS), False, [5, 6, 10, 11]),
        (VolumePrice(tiers=TIERS), True, [5, 6, 15, 16]),
        (UnitPrice(unit_price=D(1), free_units=D(2)), False, [2, 5]),
        (PackagePrice(package_price=D(8), size=D(10)), False, [1, 5, 6, *PACKS]),
    ],
)  # fmt: skip
def test_ends_are_where_the_cost_bends_and_just_after_where_it_jumps(charge, beyond, ends):
    offer = metered(rate(charge, "users", beyond))
    assert sorted(Growth(project_of(offer), offer, 12).ends("users")) == ends


def test_a_capacity_is_looked_at_pack_after_pack():
    offer = metered(rate(CapacityPrice(amount=D(10), included=D(20), unit_price=D(1), size=D(10)), "users"))
    ends = Growth(project_of(offer), offer, 12).ends("users")
    assert {20, 21, 30, 31, 140, 141} <= set(ends) and max(ends) == 141


def test_ends_are_also_where_a_limit_of_the_line_is_met():
    capped = RateCard(id="users", charge=UnitPrice(unit_price=D(2)), metric="users", maximum_amount=D(41))
    ends = Growth(project_of(metered(capped)), metered(capped), 12).ends("users")
    assert {20, 21} <= set(ends)


def test_corners_are_unknown_where_a_price_is():
    offer = metered(rate(GraduatedPrice(tiers=TIERS[:1]), "users"), rate(FlatPrice(amount=D(1)), "storage"))
    assert Growth(project_of(offer), offer, 12).corners == ()
    known = metered(rate(UnitPrice(unit_price=D(2)), "users"), rate(FlatPrice(amount=D(1)), "storage"))
    assert Growth(project_of(known), known, 12).corners == (24 + 12 + 20, 24_000 + 12 + 20, 24 + 12 + 20)
