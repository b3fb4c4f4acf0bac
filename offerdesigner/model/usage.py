"""Who buys: usage profiles, from which prices are compared."""

from __future__ import annotations

from pydantic import Field

from offerdesigner.model.base import Id, Identified, Line, Months, Quantity
from offerdesigner.text import _


class UsageLine(Identified):
    """How much of one metric."""

    metric: Id
    quantity: Quantity = Field(title=_("Quantité"))


class ChosenOption(Identified):
    """An option taken, so many times."""

    option: Id
    count: int = Field(1, ge=1, le=10_000)


class UsageProfile(Identified):
    """A kind of client, named: « association de 12 personnes ». Everything compares prices from it."""

    name: Line = Field(title=_("Profil"))
    lines: tuple[UsageLine, ...] = ()
    services: tuple[Id, ...] = Field((), title=_("Services voulus"))
    options: tuple[ChosenOption, ...] = ()
    months: Months = Field(12, title=_("Engagement"))
