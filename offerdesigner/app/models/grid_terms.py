"""What a term makes of the leading price of an offer, in the unit of that price: per person, per pack, per tier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import ValidationError

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import LEAD_FIELDS, Charge, FlatPrice, lead_price
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.repricing import scaled

_PROBE = Decimal(10) ** 9
"""An amount large enough for its price over a term to give a factor to the eleventh decimal."""


@dataclass(frozen=True)
class OverTerm:
    """The leading charge as it is over a whole term (`None`: too large to say), and what the term saves on it."""

    charge: Charge | None
    saving: Decimal | None = None


def is_under_the_base(lead: RateCard, term: Term) -> bool:
    """Tell whether a term is shorter than what the leading price is for: a month of what is sold by the year."""
    return term.months < (lead.period_months or 0)


def over_term(rate: RateCard, term: Term, show: Callable[[Charge], Charge] | None = None) -> OverTerm:
    """Return what `term` makes of `rate`, the leading price line of an offer.

    `saving` is known where the charge has one leading price; it is negative when the term costs more. `show`
    takes what is due to the other side, HT or TTC.
    """
    factor, ordinary = _factors(rate.period_months, rate.follows_terms, evolve(term, price=None, listed=()))
    try:
        plain = scaled(rate.charge, ordinary)
        if term.price is not None:
            charge: Charge = evolve(rate.charge, **{LEAD_FIELDS[rate.charge.kind]: term.price})
        else:
            charge = scaled(rate.charge, factor)
        if show is not None:
            plain, charge = show(plain), show(charge)
    except ValidationError:
        return OverTerm(None)
    was, now = lead_price(plain), lead_price(charge)
    return OverTerm(charge, None if was is None or now is None else was - now)


@lru_cache(256)
def _factors(period_months: int | None, follows_terms: bool, term: Term) -> tuple[Decimal, Decimal]:
    """Return by how much the price of one period is multiplied over `term`: with its rule, and without.

    No price typed changes them, so a key typed does not compute them again.
    """
    if period_months is None:
        return Decimal(1), Decimal(1)
    probe = RateCard(charge=FlatPrice(amount=_PROBE), period_months=period_months, follows_terms=follows_terms)
    sold = Range(id="probe", name="probe")
    alone = Offer(range=sold.id, name="probe", rates=(probe,), terms=(term,), membership=MembershipRule.NONE)
    price = price_offer(Project(ranges=(sold,), offers=(alone,)), alone, months=term.months)
    assert price.for_the_term is not None and price.ordinary is not None, "a flat price is known"
    return price.for_the_term / _PROBE, price.ordinary / _PROBE
