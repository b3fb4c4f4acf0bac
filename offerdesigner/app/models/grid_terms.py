"""What a term makes of the leading price of an offer, in the unit of that price: per person, per pack, per tier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    LEAD_FIELDS,
    CapacityPrice,
    Charge,
    FlatPrice,
    GraduatedPrice,
    OnQuote,
    StairstepPrice,
    VolumePrice,
    lead_price,
)
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.offers import price_offer

_PROBE = Decimal(10) ** 9
"""An amount large enough for its price over a term to give a factor to the eleventh decimal."""

_CENT, _FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class OverTerm:
    """The leading charge as it is over a whole term (`None`: too large to say), and what the term saves on it."""

    charge: Charge | None
    saving: Decimal | None = None


def over_term(rate: RateCard, term: Term, show: Callable[[Charge], Charge] | None = None) -> OverTerm:
    """Return what `term` makes of `rate`, the leading price line of an offer.

    `saving` is known where the charge has one leading price; it is negative when the term costs more. `show`
    takes what is due to the other side, HT or TTC.
    """
    factor, ordinary = _factors(rate.period_months, rate.follows_terms, evolve(term, price=None, listed=()))
    try:
        plain = _scaled(rate.charge, ordinary)
        if term.price is not None:
            charge: Charge = evolve(rate.charge, **{LEAD_FIELDS[rate.charge.kind]: term.price})
        else:
            charge = _scaled(rate.charge, factor)
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


def _scaled(charge: Charge, factor: Decimal) -> Charge:
    match charge:
        case OnQuote():
            return charge
        case GraduatedPrice() | VolumePrice():
            return evolve(
                charge, tiers=tuple(_times(tier, factor, "unit_price", "flat_price") for tier in charge.tiers)
            )
        case StairstepPrice():
            return evolve(charge, steps=tuple(_times(step, factor, "price") for step in charge.steps))
        case CapacityPrice():
            return _times(charge, factor, "amount", "unit_price")  # type: ignore[no-any-return]
        case _:
            return _times(charge, factor, LEAD_FIELDS[charge.kind])  # type: ignore[no-any-return]


def _times(priced: Any, factor: Decimal, *fields: str) -> Any:
    exact = {field: getattr(priced, field) * factor for field in fields}
    units = {field: _FINE if field == "unit_price" else _CENT for field in fields}
    return evolve(priced, **{field: amount.quantize(units[field], ROUND_HALF_UP) for field, amount in exact.items()})
