"""What a charge model asks for a quantity, and where its curve may change.

Conventions (they are printed where they matter): an upper bound is in its tier; free units are
removed first; a started pack is due whole; beyond a bounded last tier the price is unknown
(« sur devis »), never zero. Every curve is piecewise linear or made of steps, so that looking
at `breakpoints` and the next quantity is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import singledispatch

from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Tier,
    UnitPrice,
    VolumePrice,
)

CENT = Decimal("0.01")
_ROOMY = Context(prec=80)  # the largest quantities and prices a project accepts multiply to some 40 digits
ZERO = Decimal(0)


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """Round an amount in € to so many decimals, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ROOMY)


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount in € to the cent, half away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP, _ROOMY)


def in_cents(amount: Decimal) -> int:
    """Return how many cents an amount in €, already rounded, is."""
    return int(amount.scaleb(2, _ROOMY))


def of_cents(cents: Fraction) -> Decimal:
    """Return in € an exact number of cents (≥ 0), rounded half up."""
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
    return Decimal(whole).scaleb(-2, _ROOMY)


@dataclass(frozen=True, slots=True)
class Part:
    """A product in the explanation of an amount: `quantity` × `unit_price` = `amount` (rounded to the cent)."""

    quantity: Decimal
    unit_price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The price of a quantity: `amount` in €, the sum of its `parts`, or `None` when unknown (« sur devis »)."""

    quantity: Decimal
    amount: Decimal | None
    parts: tuple[Part, ...] = ()


@singledispatch
def quote(charge: Charge, quantity: Decimal) -> Breakdown:
    """Return what `charge` asks for `quantity` units (≥ 0), for one of its periods."""
    raise TypeError(type(charge))


def _sum(quantity: Decimal, *products: tuple[Decimal, Decimal]) -> Breakdown:
    parts = tuple(Part(count, price, to_cents(count * price)) for count, price in products)
    return Breakdown(quantity, sum((part.amount for part in parts), to_cents(ZERO)), parts)


def started_packs(quantity: Decimal, size: Decimal) -> Decimal:
    """Return how many packs of `size` hold `quantity`, the last one started."""
    return (quantity / size).to_integral_value(ROUND_CEILING)


def _beyond(quantity: Decimal, free: Decimal) -> Decimal:
    return max(ZERO, quantity - free)


@quote.register
def _flat(charge: FlatPrice, quantity: Decimal) -> Breakdown:
    return _sum(quantity, (Decimal(1), charge.amount))


@quote.register
def _unit(charge: UnitPrice, quantity: Decimal) -> Breakdown:
    return _sum(quantity, (_beyond(quantity, charge.free_units), charge.unit_price))


@quote.register
def _package(charge: PackagePrice, quantity: Decimal) -> Breakdown:
    packs = started_packs(_beyond(quantity, charge.free_units), charge.size)
    return _sum(quantity, (packs, charge.package_price))


@quote.register
def _capacity(charge: CapacityPrice, quantity: Decimal) -> Breakdown:
    packs = started_packs(_beyond(quantity, charge.included), charge.size)
    base = (Decimal(1), charge.amount)
    return _sum(quantity, base, (packs, charge.unit_price)) if packs else _sum(quantity, base)


@quote.register
def _free(charge: FreePrice, quantity: Decimal) -> Breakdown:
    return _sum(quantity, (Decimal(1), charge.advised))


@quote.register
def _on_quote(charge: OnQuote, quantity: Decimal) -> Breakdown:
    return Breakdown(quantity, None)


@quote.register
def _stairstep(charge: StairstepPrice, quantity: Decimal) -> Breakdown:
    for step in charge.steps:
        if step.up_to is None or quantity <= step.up_to:
            return _sum(quantity, (Decimal(1), step.price))
    return Breakdown(quantity, None)


@quote.register
def _volume(charge: VolumePrice, quantity: Decimal) -> Breakdown:
    for tier in charge.tiers:
        if tier.up_to is None or quantity <= tier.up_to:
            return _sum(quantity, *_tier_products(tier, quantity))
    return Breakdown(quantity, None)


@quote.register
def _graduated(charge: GraduatedPrice, quantity: Decimal) -> Breakdown:
    products: list[tuple[Decimal, Decimal]] = []
    start = ZERO
    for tier in charge.tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        if end > start or not products:
            products.extend(_tier_products(tier, max(ZERO, end - start)))
        if tier.up_to is None or quantity <= tier.up_to:
            return _sum(quantity, *products)
        start = tier.up_to
    return Breakdown(quantity, None)


def _tier_products(tier: Tier, count: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    yield count, tier.unit_price
    if tier.flat_price:
        yield Decimal(1), tier.flat_price


def breakpoints(charge: Charge, up_to: Decimal = ZERO) -> tuple[Decimal, ...]:
    """Return the quantities after which the curve of `charge` may bend or jump, in order.

    Packs repeat for ever: their steps are listed as far as `up_to`.
    """
    match charge:
        case UnitPrice():
            return (charge.free_units,) if charge.free_units else ()
        case PackagePrice():
            return tuple(_multiples(charge.free_units, charge.size, up_to))
        case CapacityPrice():
            return tuple(_multiples(charge.included, charge.size, up_to))
        case GraduatedPrice() | VolumePrice():
            return tuple(tier.up_to for tier in charge.tiers if tier.up_to is not None)
        case StairstepPrice():
            return tuple(step.up_to for step in charge.steps if step.up_to is not None)
        case _:
            return ()


def _multiples(start: Decimal, size: Decimal, up_to: Decimal) -> Iterator[Decimal]:
    yield start
    current = start + size
    while current <= up_to:
        yield current
        current += size
