"""Charge models: how the price of one line follows from a quantity.

Plain data; `offerdesigner.pricing.charges` computes with it. A tier stores only its upper
bound (inclusive, `None` when open), so gaps and overlaps cannot be written.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from offerdesigner.model.base import Amount, Identified, Model, Quantity, UnitAmount, check_ids, evolve
from offerdesigner.text import _

MOST_TIERS = 50


class FlatPrice(Model):
    """Forfait: the same amount whatever the quantity."""

    kind: Literal["flat"] = "flat"
    amount: Amount = Field(title=_("Prix"))


class UnitPrice(Model):
    """Prix par unité; the first `free_units` cost nothing."""

    kind: Literal["unit"] = "unit"
    unit_price: UnitAmount = Field(title=_("Prix par unité"))
    free_units: Quantity = Field(Decimal(0), title=_("Premières unités gratuites"))


class PackagePrice(Model):
    """Par lots: whole packs of `size` units, a started pack is due; the first `free_units` cost nothing."""

    kind: Literal["package"] = "package"
    package_price: Amount = Field(title=_("Prix du lot"))
    size: Quantity = Field(title=_("Unités par lot"), gt=0)
    free_units: Quantity = Field(Decimal(0), title=_("Premières unités gratuites"))


class Tier(Identified):
    """Tranche: `unit_price` for each unit up to `up_to` included, plus `flat_price` once it is reached."""

    up_to: Quantity | None = Field(None, title=_("Jusqu'à (compris)"))
    unit_price: UnitAmount = Field(title=_("Prix par unité"))
    flat_price: Amount = Field(Decimal(0), title=_("Forfait de la tranche"))


class Step(Identified):
    """Palier: one `price` for any quantity up to `up_to` included."""

    up_to: Quantity | None = Field(None, title=_("Jusqu'à (compris)"))
    price: Amount = Field(title=_("Prix du palier"))


def _check_bounds(bounded: tuple[Tier, ...] | tuple[Step, ...]) -> None:
    if not bounded:
        raise ValueError(_("Il faut au moins une tranche."))
    bounds = [item.up_to for item in bounded]
    if None in bounds[:-1]:
        raise ValueError(_("Seule la dernière tranche peut être sans limite."))
    for lower, upper in pairwise(bounds):
        if lower is not None and upper is not None and upper <= lower:
            raise ValueError(_("Chaque tranche doit finir plus haut que la précédente."))
    check_ids(bounded)


class _Tiered(Model):
    tiers: tuple[Tier, ...] = Field(title=_("Tranches"), max_length=MOST_TIERS)

    @field_validator("tiers")
    @classmethod
    def _bounds_rise(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        _check_bounds(tiers)
        return tiers


class GraduatedPrice(_Tiered):
    """Dégressif par tranche: the units of each tier at that tier's price."""

    kind: Literal["graduated"] = "graduated"


class VolumePrice(_Tiered):
    """Dégressif sur le tout: every unit at the price of the tier reached."""

    kind: Literal["volume"] = "volume"


class StairstepPrice(Model):
    """Palier forfaitaire: one price for each bracket."""

    kind: Literal["stairstep"] = "stairstep"
    steps: tuple[Step, ...] = Field(title=_("Paliers"), max_length=MOST_TIERS)

    @field_validator("steps")
    @classmethod
    def _bounds_rise(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        _check_bounds(steps)
        return steps


class CapacityPrice(Model):
    """Inclus + dépassement: `amount` covers `included` units, then `unit_price` for each started `size` beyond."""

    kind: Literal["capacity"] = "capacity"
    amount: Amount = Field(title=_("Prix de base"))
    included: Quantity = Field(title=_("Unités comprises"))
    unit_price: UnitAmount = Field(title=_("Prix au-delà"))
    size: Quantity = Field(Decimal(1), title=_("Par lot de"), gt=0)


class FreePrice(Model):
    """Prix libre: the client chooses, from `minimum` up; `advised` is what we suggest and compute with."""

    kind: Literal["free"] = "free"
    advised: Amount = Field(title=_("Montant conseillé"))
    minimum: Amount = Field(Decimal(0), title=_("Montant minimum"))

    @model_validator(mode="after")
    def _advised_is_enough(self) -> FreePrice:
        if self.advised < self.minimum:
            raise ValueError(_("Le montant conseillé est plus bas que le minimum."))
        return self


class OnQuote(Model):
    """Sur devis: the amount is unknown, never zero."""

    kind: Literal["on_quote"] = "on_quote"


Charge = Annotated[
    FlatPrice
    | UnitPrice
    | PackagePrice
    | GraduatedPrice
    | VolumePrice
    | StairstepPrice
    | CapacityPrice
    | FreePrice
    | OnQuote,
    Field(discriminator="kind"),
]

LEAD_FIELDS = {
    "flat": "amount",
    "unit": "unit_price",
    "package": "package_price",
    "capacity": "amount",
    "free": "advised",
}
"""For each kind that has one leading price, the field that holds it: what a term's own price replaces."""


def lead_price(charge: Charge) -> Decimal | None:
    """Return the one price in € that sums `charge` up, or `None` where there are several or none."""
    field = LEAD_FIELDS.get(charge.kind)
    return getattr(charge, field) if field else None


def with_lead_price(charge: Charge, price: Decimal) -> Charge:
    """Return `charge` with `price` as its leading price; the minimum of a free price gives way to a lower one.

    Raises `KeyError` where there is no leading price.
    """
    changes = {LEAD_FIELDS[charge.kind]: price}
    if isinstance(charge, FreePrice):
        changes["minimum"] = min(charge.minimum, price)
    return evolve(charge, **changes)
