"""The curve of a price line is exact: what it says between its points is what is asked there."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import RateCard
from offerdesigner.pricing.curve import MOST_PACKS, asked, cliffs, curve, extent
from tests.pricing.pricing_strategies import charges

PEOPLE = Metric(id="people", name="Personnes", singular="personne", plural="personnes")
SPACE = Metric(id="space", name="Espace", singular="Go", plural="Go", decimal=True)
CENT = Decimal("0.01")


def d(value: object) -> Decimal:
    return Decimal(str(value))


def tiers(*bounds: tuple[int | None, str]) -> tuple[Tier, ...]:
    return tuple(
        Tier(id=f"t{n}", up_to=None if up_to is None else d(up_to), unit_price=d(price))
        for n, (up_to, price) in enumerate(bounds)
    )


def line(charge, **limits: Decimal) -> RateCard:
    return RateCard(id="line", charge=charge, metric="people", **limits)


FALLING = VolumePrice(tiers=tiers((10, "2"), (15, "1")))


@given(charges, st.integers(1, 400), st.none() | st.integers(0, 600).map(Decimal), st.data())
def test_between_two_points_the_price_is_a_straight_line(charge, last, least, data):
    """Of whole quantities, to the cent to which each amount is rounded."""
    last = last if not isinstance(charge, PackagePrice | CapacityPrice) else min(last, MOST_PACKS)
    rate = line(charge, minimum_amount=least)
    points = curve(rate, PEOPLE, Decimal(last))
    before, after = data.draw(st.sampled_from(list(pairwise(points))))
    assert before.quantity < after.quantity
    for quantity in range(int(before.quantity) + 1, int(after.quantity)):
        found = asked(rate, Decimal(quantity))
        if before.amount is None or after.amount is None:
            assert found is None
            continue
        share = (quantity - before.quantity) / (after.quantity - before.quantity)
        assert found is not None
        assert abs(found - (before.amount + (after.amount - before.amount) * share)) <= CENT


@given(charges, st.integers(1, 60))
def test_a_curve_goes_from_nothing_to_where_it_is_asked(charge, last):
    points = curve(line(charge), PEOPLE, Decimal(last))
    assert (points[0].quantity, points[-1].quantity) == (0, last)


def test_few_quantities_have_a_point_each():
    assert [point.quantity for point in curve(line(FALLING), PEOPLE, Decimal(16))] == list(range(17))
    assert len(curve(line(UnitPrice(unit_price=d(1))), PEOPLE, Decimal(10_000))) == 2


def test_any_part_of_a_unit_jumps_right_after_its_bound():
    rate = line(PackagePrice(package_price=d(2), size=d(10)))
    points = {point.quantity: point.amount for point in curve(rate, SPACE, Decimal(20))}
    assert points == {d(0): 0, d("0.001"): 2, d(10): 2, d("10.001"): 4, d(20): 4}


def test_very_many_packs_are_one_line_through_whole_packs():
    points = curve(line(PackagePrice(package_price=d(1), size=d("0.1"))), SPACE, Decimal(10_000))
    assert len(points) <= 5
    assert points[-1].amount == 100_000


def test_the_minimum_and_the_maximum_bend_the_line_where_they_are_met():
    rate = line(UnitPrice(unit_price=d("0.3")), minimum_amount=d(20), maximum_amount=d(100))
    places = [point.quantity for point in curve(rate, PEOPLE, Decimal(1000))]
    assert {d(66), d(67), d(333), d(334)} <= set(places)
    assert asked(rate, d(0)) == 20
    assert asked(rate, d(900)) == 100


@pytest.mark.parametrize(
    ("charge", "metric", "zones"),
    [
        (FALLING, PEOPLE, [(6, 10, 11)]),
        (VolumePrice(tiers=tiers((10, "2"), (None, "1.90"))), PEOPLE, []),
        (VolumePrice(tiers=tiers((10, "0.5"), (100, "0.3"))), SPACE, [("6.001", 10, "10.001")]),
        (GraduatedPrice(tiers=tiers((10, "2"), (None, "1"))), PEOPLE, []),
        (
            StairstepPrice(steps=(Step(id="a", up_to=d(5), price=d(30)), Step(id="b", price=d(20)))),
            PEOPLE,
            [(1, 5, 6)],
        ),
    ],
)
def test_a_dead_zone_is_what_costs_more_than_the_next_tier(charge, metric, zones):
    found = [(cliff.first, cliff.end, cliff.following) for cliff in cliffs(line(charge), metric)]
    assert found == [tuple(map(d, zone)) for zone in zones]


@given(charges)
def test_nothing_in_a_dead_zone_is_worth_buying_and_all_before_is(charge):
    for cliff in cliffs(line(charge), PEOPLE):
        assert asked(line(charge), cliff.first) > cliff.lower
        assert asked(line(charge), cliff.end) == cliff.higher > cliff.lower


def test_a_line_with_limits_has_no_cliff():
    assert not list(cliffs(line(FALLING, minimum_amount=d(1)), PEOPLE))


@pytest.mark.parametrize(
    ("charge", "example", "end"),
    [
        (FALLING, 12, 16),
        (FlatPrice(amount=d(1)), 12, 20),
        (OnQuote(), 12, 20),
        (UnitPrice(unit_price=d(1)), 10_000, 10_600),
        (PackagePrice(package_price=d(1), size=d(5)), 12, 30),
        (GraduatedPrice(tiers=tiers((10, "2"), (25, "1"), (None, "1"))), 12, 40),
    ],
)
def test_the_drawing_goes_past_the_last_bound_and_past_the_example(charge, example, end):
    assert extent(charge, d(example)) == end
