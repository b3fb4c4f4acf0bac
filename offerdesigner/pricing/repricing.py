"""Every price of a charge, one by one: to change them all by one rule, whatever the charge model.

Bounds, sizes and quantities stay; a price that is unknown (« sur devis ») stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
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

PER_UNIT = "unit_price"


@dataclass(frozen=True, slots=True)
class ChargePlace:
    """Where a price stands in a charge: its field, and the tier or step that bears it."""

    field: str
    bracket: Tier | Step | None = None

    @property
    def is_per_unit(self) -> bool:
        """Whether it is the price of one unit, which may have four decimals."""
        return self.field == PER_UNIT

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of its address inside the charge."""
        if self.bracket is None:
            return (self.field,)
        return ("tiers" if isinstance(self.bracket, Tier) else "steps", self.bracket.id, self.field)


Change = Callable[[ChargePlace, Decimal], Decimal]
"""Gives, for a price at its place, the price to put there. It must keep the order of prices."""


@singledispatch
def repriced(charge: Charge, change: Change) -> Charge:
    """Return `charge` with each of its prices changed."""
    raise TypeError(type(charge))


@repriced.register
def _flat(charge: FlatPrice, change: Change) -> Charge:
    return evolve(charge, amount=change(ChargePlace("amount"), charge.amount))


@repriced.register
def _unit(charge: UnitPrice, change: Change) -> Charge:
    return evolve(charge, unit_price=change(ChargePlace(PER_UNIT), charge.unit_price))


@repriced.register
def _package(charge: PackagePrice, change: Change) -> Charge:
    return evolve(charge, package_price=change(ChargePlace("package_price"), charge.package_price))


@repriced.register
def _capacity(charge: CapacityPrice, change: Change) -> Charge:
    amount = change(ChargePlace("amount"), charge.amount)
    return evolve(charge, amount=amount, unit_price=change(ChargePlace(PER_UNIT), charge.unit_price))


@repriced.register(GraduatedPrice)
@repriced.register(VolumePrice)
def _tiered(charge: GraduatedPrice | VolumePrice, change: Change) -> Charge:
    return evolve(charge, tiers=tuple(_tier(tier, change) for tier in charge.tiers))


def _tier(tier: Tier, change: Change) -> Tier:
    flat_price = change(ChargePlace("flat_price", tier), tier.flat_price)
    return evolve(tier, unit_price=change(ChargePlace(PER_UNIT, tier), tier.unit_price), flat_price=flat_price)


@repriced.register
def _stairstep(charge: StairstepPrice, change: Change) -> Charge:
    steps = (evolve(step, price=change(ChargePlace("price", step), step.price)) for step in charge.steps)
    return evolve(charge, steps=tuple(steps))


@repriced.register
def _free(charge: FreePrice, change: Change) -> Charge:
    advised = change(ChargePlace("advised"), charge.advised)
    return evolve(charge, advised=advised, minimum=min(advised, change(ChargePlace("minimum"), charge.minimum)))


@repriced.register
def _on_quote(charge: OnQuote, change: Change) -> Charge:
    return charge


_CENT, _FINE = Decimal("0.01"), Decimal("0.0001")


def scaled(charge: Charge, factor: Decimal) -> Charge:
    """Return `charge` with each of its prices times `factor`, half up to the decimals that it may have.

    Raises `pydantic.ValidationError` where one would be too large.
    """

    def times(place: ChargePlace, price: Decimal) -> Decimal:
        return (price * factor).quantize(_FINE if place.is_per_unit else _CENT, ROUND_HALF_UP)

    return repriced(charge, times)
