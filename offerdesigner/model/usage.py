"""Who buys: usage profiles to compare prices with, and the sales expected."""

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


class ExpectedSale(Identified):
    """So many clients of one offer, with one profile of usage, over a year."""

    offer: Id
    profile: Id | None = None
    count: int = Field(1, title=_("Clients"), ge=0, le=1_000_000)
