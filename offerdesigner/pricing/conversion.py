"""From one charge model to another, so that trying one costs no retyping.

The figures typed are kept where they keep a meaning (tiers, bounds, free units, the leading
amount); where they cannot be, the new charge asks what the former one asked for `like` units.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

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
    lead_price,
)
from offerdesigner.pricing.charges import ZERO, quote, to_cents

MAX_AMOUNT = Decimal("9999999999.99")
MAX_UNIT_AMOUNT = Decimal("99999999.9999")
_FINEST = Decimal("0.0001")
_SMALL_PACK, _LARGE_PACK, _MANY = Decimal(5), Decimal(10), Decimal(20)


def converted(charge: Charge, kind: str, like: Decimal) -> Charge:
    """Return a charge of `kind` as near as can be to `charge`, judged at `like` units.

    The same charge when it is already of that kind. Raises `KeyError` when no model has this name.
    """
    return charge if charge.kind == kind else _CONVERSIONS[kind](charge, max(like, Decimal(1)))


def _flat(charge: Charge, like: Decimal) -> FlatPrice:
    return FlatPrice(amount=_amount(_leading(charge, like)))


def _free(charge: Charge, like: Decimal) -> FreePrice:
    return FreePrice(advised=_amount(_leading(charge, like)))


def _unit(charge: Charge, like: Decimal) -> UnitPrice:
    return UnitPrice(unit_price=_per_unit(charge, like), free_units=_free_units(charge))


def _package(charge: Charge, like: Decimal) -> PackagePrice:
    if isinstance(charge, CapacityPrice):
        return PackagePrice(package_price=_amount(charge.unit_price), size=charge.size, free_units=charge.included)
    size = _LARGE_PACK if like > _MANY else _SMALL_PACK
    single = isinstance(charge, FlatPrice | FreePrice | StairstepPrice)
    price = _leading(charge, like) if single else _per_unit(charge, like) * size
    return PackagePrice(package_price=_amount(price), size=size, free_units=_free_units(charge))


def _capacity(charge: Charge, like: Decimal) -> CapacityPrice:
    match charge:
        case PackagePrice():
            return _beyond(ZERO, charge.free_units, charge.package_price, charge.size)
        case UnitPrice():
            return _beyond(ZERO, charge.free_units, charge.unit_price)
        case _:
            base = _leading(charge, like)
            return _beyond(base, like, to_cents(_amount(base) / like))


def _beyond(amount: Decimal, included: Decimal, more: Decimal, size: Decimal = Decimal(1)) -> CapacityPrice:
    return CapacityPrice(amount=_amount(amount), included=included, unit_price=_unit_amount(more), size=size)


def _graduated(charge: Charge, like: Decimal) -> GraduatedPrice:
    match charge:
        case VolumePrice():
            return GraduatedPrice(tiers=charge.tiers)
        case StairstepPrice():
            prices = [ZERO, *(step.price for step in charge.steps)]
            rises = (max(ZERO, price - before) for before, price in pairwise(prices))
            return GraduatedPrice(tiers=_tiers_of(charge.steps, tuple(rises)))
        case _:
            free = _free_units(charge)
            first = (Tier(up_to=free, unit_price=ZERO),) if free else ()
            return GraduatedPrice(tiers=(*first, Tier(unit_price=_per_unit(charge, like))))


def _volume(charge: Charge, like: Decimal) -> VolumePrice:
    match charge:
        case GraduatedPrice():
            return VolumePrice(tiers=charge.tiers)
        case StairstepPrice():
            return VolumePrice(tiers=_tiers_of(charge.steps, tuple(step.price for step in charge.steps)))
        case _:
            return VolumePrice(tiers=(Tier(unit_price=_per_unit(charge, like)),))


def _tiers_of(steps: tuple[Step, ...], flats: tuple[Decimal, ...]) -> tuple[Tier, ...]:
    return tuple(
        Tier(id=step.id, up_to=step.up_to, unit_price=ZERO, flat_price=flat)
        for step, flat in zip(steps, flats, strict=True)
    )


def _stairstep(charge: Charge, like: Decimal) -> StairstepPrice:
    if not isinstance(charge, GraduatedPrice | VolumePrice):
        return StairstepPrice(steps=(Step(price=_amount(_asked(charge, like))),))
    bounds = [ZERO, *(tier.up_to for tier in charge.tiers if tier.up_to is not None)]
    steps = (
        Step(
            id=tier.id,
            up_to=tier.up_to,
            price=_amount(_asked(charge, max(bounds[-1] + 1, like) if tier.up_to is None else tier.up_to)),
        )
        for tier in charge.tiers
    )
    return StairstepPrice(steps=tuple(steps))


def _on_quote(_charge: Charge, _like: Decimal) -> OnQuote:
    return OnQuote()


_CONVERSIONS: dict[str, Callable[[Charge, Decimal], Charge]] = {
    "flat": _flat,
    "unit": _unit,
    "package": _package,
    "graduated": _graduated,
    "volume": _volume,
    "stairstep": _stairstep,
    "capacity": _capacity,
    "free": _free,
    "on_quote": _on_quote,
}


def _leading(charge: Charge, like: Decimal) -> Decimal:
    """Return the one price that sums `charge` up, or else what it asks for `like` units."""
    lead = lead_price(charge)
    return _asked(charge, like) if lead is None else lead


def _asked(charge: Charge, quantity: Decimal) -> Decimal:
    """Return what `charge` asks for `quantity`, or at its highest bound when that is beyond it; 0 when unknown."""
    amount = quote(charge, quantity).amount
    if amount is None and not isinstance(charge, OnQuote):
        bounded = charge.steps if isinstance(charge, StairstepPrice) else charge.tiers  # type: ignore[union-attr]
        amount = quote(charge, bounded[-1].up_to or ZERO).amount
    return ZERO if amount is None else amount


def _per_unit(charge: Charge, like: Decimal) -> Decimal:
    match charge:
        case FlatPrice() | FreePrice():
            price = _leading(charge, like)
        case UnitPrice():
            price = charge.unit_price
        case PackagePrice():
            price = charge.package_price / charge.size
        case GraduatedPrice() | VolumePrice():
            price = charge.tiers[1 if _free_units(charge) else 0].unit_price
        case CapacityPrice():
            price = charge.unit_price / charge.size
        case _:
            price = to_cents(_asked(charge, like) / like)
    return _unit_amount(price)


def _free_units(charge: Charge) -> Decimal:
    match charge:
        case UnitPrice() | PackagePrice():
            return charge.free_units
        case CapacityPrice():
            return charge.included
        case GraduatedPrice() if len(charge.tiers) > 1 and not (
            charge.tiers[0].unit_price or charge.tiers[0].flat_price
        ):
            return charge.tiers[0].up_to or ZERO
        case _:
            return ZERO


def _amount(value: Decimal) -> Decimal:
    return min(to_cents(value), MAX_AMOUNT)


def _unit_amount(value: Decimal) -> Decimal:
    return min(value.quantize(_FINEST, ROUND_HALF_UP), MAX_UNIT_AMOUNT)
