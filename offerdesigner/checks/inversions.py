"""Terms whose price is out of place: dearer by the month than a shorter one, or typed in another length's box."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.model.base import Id
from offerdesigner.model.charges import lead_price
from offerdesigner.model.offers import Term
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.offers import OfferPrice
from offerdesigner.text import _

CENT = Decimal("0.01")


def misplaced_terms(ctx: Context) -> frozenset[Id]:
    """Return the offers that have such a term: what they cost in a year says nothing of their place among others."""
    return ctx.once(_misplaced_terms)


def _misplaced_terms(ctx: Context) -> frozenset[Id]:
    priced = ctx.offers.items()
    return frozenset(id for id, one in priced if not one.is_free and ctx.again(_is_misplaced, one))


def _is_misplaced(priced: PricedOffer) -> bool:
    if falls_steadily(priced):
        return False
    return any(slip_of(priced, one) is not None for one in priced.offer.terms) or any(inversions(priced))


def falls_steadily(priced: PricedOffer) -> bool:
    """Tell, without pricing anything, whether each term plainly takes off at least as much as the shorter ones."""
    periods = {line.period_months for line in priced.offer.rates if line.period_months is not None}
    shares: list[Decimal] = []
    for one in priced.offer.terms:
        if one.price is not None or any(one.months % period for period in periods):
            return False
        shares.append((one.percent_off or Decimal(0)) / 100 + (one.months_offered or Decimal(0)) / one.months)
    return shares == sorted(shares)


def inversions(priced: PricedOffer) -> Iterator[tuple[OfferPrice | None, OfferPrice]]:
    """Yield each term that costs more a month, with the shorter one to compare it with (`None`: the ordinary price)."""
    cheapest: OfferPrice | None = None
    for price in priced.terms:
        if price.term is None or price.for_the_term is None or price.ordinary is None:
            continue
        # Lines are rounded before they are multiplied: less than a cent a month is nobody's surcharge.
        slack = CENT * price.term.months
        if cheapest is not None and price.for_the_term > usual_price(cheapest, price) + slack:
            yield cheapest, price
        elif price.for_the_term > price.ordinary + slack and not price.is_under_the_base:
            yield None, price
        if cheapest is None or price.for_the_term <= usual_price(cheapest, price):
            cheapest = price


def usual_price(shorter: OfferPrice | None, longer: OfferPrice) -> Decimal:
    """Return what the time of `longer` costs at the monthly price of `shorter`."""
    if shorter is None:
        return longer.ordinary or Decimal(0)
    assert shorter.for_the_term is not None and shorter.term is not None and longer.term is not None
    return to_cents(shorter.for_the_term * longer.term.months / shorter.term.months)


def slip_of(priced: PricedOffer, term: Term) -> tuple[str, Decimal] | None:
    """Return what the slip is and what the whole term costs at the ordinary price; `None` when there is no slip."""
    lead = priced.offer.lead_rate
    if lead is None or not lead.period_months or term.price is None or term.months % lead.period_months:
        return None
    single, times = lead_price(lead.charge), term.months // lead.period_months
    if not single or times <= 2:  # « deux ans pour le prix d'un » is an offer that one makes
        return None
    if term.price == single:
        return _("c'est le prix d'un seul mois") if lead.period_months == 1 else _(
            "c'est le prix d'une seule période"
        ), (single * times)
    if term.price == single * times * times:
        return _("c'est {n} fois trop").format(n=times), single * times
    return None
