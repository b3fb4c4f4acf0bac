"""What every value of a project shares: it is frozen, validated, and rebuilt rather than changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from offerdesigner.text import _


class Model(BaseModel):
    """A frozen value. Use `evolve` to obtain a changed copy."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


M = TypeVar("M", bound=Model)


def evolve(value: M, **changes: Any) -> M:
    """Return `value` with `changes` made, validated as a whole.

    Untouched sub-values keep their identity, so two snapshots can be compared with `is`.

    Raises `pydantic.ValidationError` when the result would not be valid.
    """
    evolved = type(value).model_validate({**value.__dict__, **changes})
    # Validation rebuilds every tuple: give back those that did not change, so that snapshots share them.
    evolved.__dict__.update((name, kept) for name, kept in value.__dict__.items() if name not in changes)
    return evolved


def new_id() -> str:
    """Return a fresh identifier, unique enough for one project and its merges."""
    return secrets.token_hex(5)


def no_float(value: Any) -> Any:
    """Refuse a float, which would lose cents; let anything else through."""
    if isinstance(value, float):
        raise ValueError(_("Un nombre à virgule flottante perdrait des centimes : écrivez-le entre guillemets."))
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
"""Stable identifier of an object; it is a part of addresses, so it holds no slash."""

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
"""A short text, on one line."""

Text = Annotated[str, StringConstraints(max_length=4000)]
"""A longer text; a newline starts a paragraph."""

Amount = Annotated[
    Decimal, Field(ge=0, max_digits=12, decimal_places=2, allow_inf_nan=False), BeforeValidator(no_float)
]
"""An amount of money in €, two decimals."""

SignedAmount = Annotated[
    Decimal, Field(max_digits=12, decimal_places=2, allow_inf_nan=False), BeforeValidator(no_float)
]
"""An amount of money in €, two decimals, that may be owed."""

UnitAmount = Annotated[
    Decimal, Field(ge=0, max_digits=12, decimal_places=4, allow_inf_nan=False), BeforeValidator(no_float)
]
"""A price in € for one unit, up to four decimals (0,0125 € a Go)."""

SignedUnitAmount = Annotated[
    Decimal, Field(max_digits=12, decimal_places=4, allow_inf_nan=False), BeforeValidator(no_float)
]
"""A price in € for one unit, up to four decimals, that may be taken off."""

Quantity = Annotated[
    Decimal, Field(ge=0, max_digits=12, decimal_places=3, allow_inf_nan=False), BeforeValidator(no_float)
]
"""A quantity counted in the unit of a metric."""

Percent = Annotated[
    Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2, allow_inf_nan=False), BeforeValidator(no_float)
]

ChargeRate = Annotated[
    Decimal, Field(ge=0, le=200, max_digits=5, decimal_places=2, allow_inf_nan=False), BeforeValidator(no_float)
]
"""Employer's contributions, in % of gross pay."""

Months = Annotated[int, Field(ge=1, le=120)]
"""A duration in whole months."""


class Identified(Model):
    """A value with an identity of its own, kept when it is edited, moved or merged."""

    id: Id = Field(default_factory=new_id)


def check_ids(items: Iterable[Identified]) -> None:
    """Raise `ValueError` when two of `items`, which stand in one tuple, would have one address."""
    seen: set[Id] = set()
    for item in items:
        if item.id in seen:
            raise ValueError(_("L'identifiant « {id} » sert deux fois au même endroit.").format(id=item.id))
        seen.add(item.id)
