"""Usage profiles: named clients, real or typical, from which everything compares."""

from __future__ import annotations

from pydantic import Field, field_validator

from offerdesigner.model.base import Id, Identified, Line, Months, Quantity, check_ids
from offerdesigner.text import _


class ProfileQuantity(Identified):
    """How much of a metric a client uses."""

    metric: Id
    quantity: Quantity = Field(title=_("Quantité"))


class UsageProfile(Identified):
    """Usage type: « association de 12 personnes », what it uses, what it needs, how long it commits."""

    name: Line = Field(title=_("Usage type"), description=_("Quelqu'un que l'on se représente : « 12 personnes »."))
    quantities: tuple[ProfileQuantity, ...] = Field((), title=_("Quantités"), max_length=100)
    services: tuple[Id, ...] = Field((), title=_("Besoins"), max_length=1000)
    months: Months = Field(12, title=_("S'engage pour"))

    @field_validator("quantities")
    @classmethod
    def _each_metric_once(cls, quantities: tuple[ProfileQuantity, ...]) -> tuple[ProfileQuantity, ...]:
        if len({item.metric for item in quantities}) != len(quantities):
            raise ValueError(_("Un usage type compte deux fois la même chose."))
        check_ids(quantities)
        return quantities
