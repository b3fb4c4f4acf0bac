"""The leading price of an offer, apart from all that is due beside it: what the sheet prints in large, term by term."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import PackagePrice, UnitPrice
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.offers import OfferPrice, price_terms
from offerdesigner.pricing.usage import granted


def alone(offer: Offer, rate: RateCard) -> Offer:
    """Return `offer` with the line `rate` for whole price."""
    return evolve(offer, rates=(rate,), setup_fee=None, membership=MembershipRule.NONE)


def one_unit(project: Project, offer: Offer, rate: RateCard) -> dict[Id, Decimal]:
    """Return a usage for which exactly one unit (or one pack) of `rate` is due; an empty one where none is counted."""
    charge = rate.charge
    if rate.metric is None or not isinstance(charge, UnitPrice | PackagePrice):
        return {}
    allowance = granted(project, offer, rate.metric, {}) if rate.beyond_included else None
    size = charge.size if isinstance(charge, PackagePrice) else Decimal(1)
    return {rate.metric: charge.free_units + size + (allowance or 0)}


def leading_terms(project: Project, offer: Offer) -> tuple[OfferPrice, ...]:
    """Return what each term asks for the leading price, of one unit where it is one, HT or TTC as it was entered.

    Nothing when the offer has no price line.
    """
    rate = offer.lead_rate
    if rate is None:
        return ()
    sold = alone(offer, rate)
    return price_terms(project, sold, one_unit(project, sold, rate), tax=rate.tax)
