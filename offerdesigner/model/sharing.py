"""Several structures behind one offer: how its revenue is shared, and the sales it is reckoned on.

Plain data; `offerdesigner.economics.sharing` computes with it. Wherever a structure is named, `None` is ours.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field, field_validator

from offerdesigner.model.base import Amount, Id, Identified, Line, Months, Percent, check_ids
from offerdesigner.text import _


class SharingKind(StrEnum):
    """How the revenue that belongs to nobody in particular is shared."""

    PERCENTAGE = "percentage"
    FIXED = "fixed"
    COSTS_FIRST = "costs_first"


class PartnerShare(Identified):
    """What one structure gets: `percent` of the revenue (or of the rest), `amount` in € a month for each client."""

    partner: Id | None = None
    percent: Percent = Field(Decimal(0), title=_("Part en %"))
    amount: Amount = Field(Decimal(0), title=_("Montant par mois et par client"))


class SharingRule(Identified):
    """Règle de partage: for some offers, or for all that no other rule names."""

    name: Line = Field("", title=_("Règle"))
    kind: SharingKind = Field(SharingKind.PERCENTAGE, title=_("Partage"))
    offers: tuple[Id, ...] | None = Field(None, title=_("Pour les offres"), max_length=300)
    shares: tuple[PartnerShare, ...] = Field((), title=_("Parts"), max_length=51)

    @field_validator("shares")
    @classmethod
    def _each_structure_once(cls, shares: tuple[PartnerShare, ...]) -> tuple[PartnerShare, ...]:
        if len({share.partner for share in shares}) != len(shares):
            raise ValueError(_("Une structure a deux parts dans la même règle."))
        if sum(share.percent for share in shares) > 100:
            raise ValueError(_("Les parts dépassent 100 %."))
        check_ids(shares)
        return shares


class Sale(Identified):
    """Ventes prévues: so many clients on one offer, for one length of commitment, in one price list."""

    offer: Id
    clients: int = Field(1, title=_("Clients"), ge=0, le=1_000_000)
    months: Months = Field(12, title=_("Engagement"))
    price_list: Id | None = Field(None, title=_("Grille"))
    profile: Id | None = Field(None, title=_("Usage type"))
    options: tuple[Id, ...] = Field((), title=_("Options"), max_length=200)
