from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    StairstepPrice,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.conversion import converted
from tests.price_strategies import charges as extreme_charges
from tests.pricing.pricing_strategies import (
    charges,
    counts,
    graduated,
    quantities,
    sizes,
    stairstep,
    unit_amounts,
    volume,
)

KINDS = ("flat", "unit", "package", "graduated", "volume", "stairstep", "capacity", "free", "on_quote")
TWELVE = Decimal(12)


@given(st.one_of(charges, extreme_charges()), st.sampled_from(KINDS), counts)
def test_result_is_valid_and_of_the_kind_asked(charge: Charge, kind: str, like: Decimal) -> None:
    result = converted(charge, kind, like)
    assert result.kind == kind
    assert evolve(result) == result


@given(charges, counts)
def test_same_kind_is_the_same_charge(charge: Charge, like: Decimal) -> None:
    assert converted(charge, charge.kind, like) is charge


@given(st.one_of(graduated, volume), counts)
def test_between_graduated_and_volume_the_tiers_stay(charge: GraduatedPrice | VolumePrice, like: Decimal) -> None:
    other = "volume" if charge.kind == "graduated" else "graduated"
    there = converted(charge, other, like)
    assert there.tiers == charge.tiers
    assert converted(there, charge.kind, like) == charge


@given(stairstep, counts, quantities)
def test_steps_as_volume_tiers_ask_the_same(charge: StairstepPrice, like: Decimal, quantity: Decimal) -> None:
    assert quote(converted(charge, "volume", like), quantity).amount == quote(charge, quantity).amount


@given(unit_amounts, quantities, counts, quantities)
def test_free_units_survive_as_a_first_tier(price: Decimal, free: Decimal, like: Decimal, quantity: Decimal) -> None:
    charge = UnitPrice(unit_price=price, free_units=free)
    there = converted(charge, "graduated", like)
    assert quote(there, quantity).amount == quote(charge, quantity).amount
    if free and price:
        assert converted(there, "unit", like) == charge


@given(st.integers(0, 5000).map(lambda cents: Decimal(cents) / 100), sizes, quantities, counts, quantities)
def test_packs_as_capacity_ask_the_same(
    price: Decimal, size: Decimal, free: Decimal, like: Decimal, quantity: Decimal
) -> None:
    charge = PackagePrice(package_price=price, size=size, free_units=free)
    there = converted(charge, "capacity", like)
    assert quote(there, quantity).amount == quote(charge, quantity).amount
    assert converted(there, "package", like) == charge


def test_figures_typed_are_kept() -> None:
    assert converted(FlatPrice(amount=Decimal(10)), "unit", TWELVE) == UnitPrice(unit_price=Decimal(10))
    assert converted(UnitPrice(unit_price=Decimal("2.50")), "flat", TWELVE) == FlatPrice(amount=Decimal("2.50"))
    assert converted(FlatPrice(amount=Decimal(10)), "free", TWELVE) == FreePrice(advised=Decimal(10))
    assert converted(FlatPrice(amount=Decimal(12)), "capacity", TWELVE) == CapacityPrice(
        amount=Decimal(12), included=TWELVE, unit_price=Decimal(1)
    )


def test_tiers_become_what_they_ask() -> None:
    tiers = (Tier(up_to=Decimal(10), unit_price=Decimal(2)), Tier(up_to=Decimal(15), unit_price=Decimal(1)))
    charge = GraduatedPrice(tiers=tiers)
    assert converted(charge, "flat", TWELVE) == FlatPrice(amount=Decimal(22))
    assert converted(charge, "unit", TWELVE) == UnitPrice(unit_price=Decimal(2))
    steps = converted(charge, "stairstep", TWELVE)
    assert [(step.up_to, step.price) for step in steps.steps] == [(10, 20), (15, 25)]
    assert [step.id for step in steps.steps] == [tier.id for tier in tiers]
    beyond = converted(charge, "flat", Decimal(40))
    assert beyond == FlatPrice(amount=Decimal(25))


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        converted(FlatPrice(amount=Decimal(1)), "matrix", TWELVE)
