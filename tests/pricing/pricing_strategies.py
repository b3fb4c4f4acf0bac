"""Charges of every kind with the figures that a designer types: small enough to walk along their curves."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)


def decimals(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places, allow_nan=False, allow_infinity=False)


amounts = decimals("0", "5000", 2)
unit_amounts = decimals("0", "200", 4)
quantities = st.integers(0, 400).map(Decimal)
counts = st.integers(1, 200).map(Decimal)
sizes = st.integers(1, 50).map(Decimal)


@st.composite
def bounds(draw: st.DrawFn) -> list[Decimal | None]:
    rising = sorted(draw(st.sets(st.integers(1, 300), min_size=0, max_size=4)))
    bounded: list[Decimal | None] = [Decimal(bound) for bound in rising]
    return bounded if bounded and draw(st.booleans()) else [*bounded, None]


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    return tuple(Tier(up_to=b, unit_price=draw(unit_amounts), flat_price=draw(amounts)) for b in draw(bounds()))


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    return tuple(Step(up_to=bound, price=draw(amounts)) for bound in draw(bounds()))


graduated = st.builds(GraduatedPrice, tiers=tiers())
volume = st.builds(VolumePrice, tiers=tiers())
stairstep = st.builds(StairstepPrice, steps=steps())
charges = st.one_of(
    st.builds(FlatPrice, amount=amounts),
    st.builds(UnitPrice, unit_price=unit_amounts, free_units=quantities),
    st.builds(PackagePrice, package_price=amounts, size=sizes, free_units=quantities),
    st.builds(CapacityPrice, amount=amounts, included=quantities, unit_price=unit_amounts, size=sizes),
    st.tuples(amounts, amounts).map(lambda pair: FreePrice(advised=max(pair), minimum=min(pair))),
    st.just(OnQuote()),
    graduated,
    volume,
    stairstep,
)
