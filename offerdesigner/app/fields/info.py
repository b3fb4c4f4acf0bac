"""What the model says of a field: its title, its help and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True)
class FieldInfo:
    """Title, help and limits of one field of a model; a limit is `None` when there is none."""

    title: str
    help: str = ""
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None


def field_info(model: type[BaseModel], name: str) -> FieldInfo:
    """Return what `model` declares of its field `name` with pydantic's `Field` and annotations.

    Raises `KeyError` when there is no such field.
    """
    declared = model.model_fields[name]

    def limit(attribute: str) -> Any:
        found = (getattr(constraint, attribute, None) for constraint in declared.metadata)
        return next((value for value in found if value is not None), None)

    minimum, maximum = limit("ge"), limit("le")
    return FieldInfo(
        title=declared.title or name,
        help=declared.description or "",
        max_length=limit("max_length"),
        minimum=None if minimum is None else Decimal(minimum),
        maximum=None if maximum is None else Decimal(maximum),
        decimals=limit("decimal_places") if limit("max_digits") else 0 if declared.annotation is int else None,
    )
