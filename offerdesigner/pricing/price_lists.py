"""A project under another price list: the same offers and options, with the prices of that list.

Everything that reads prices (the price of an offer, the sheet, the checks) reads the project that
`under` returns, so that no other code knows of price lists. What a list says of a line, a term or a
setup fee holds; its reduction holds for the rest; where a line has a charge of its own, the own prices
of terms that the list does not give follow it in proportion.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import Charge, FlatPrice, OnQuote, lead_price
from offerdesigner.model.offers import Offer, Option, RateCard, Term, bears_own_prices
from offerdesigner.model.price_lists import ListedAmount, PriceList, own_in
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import CENT, to_cents
from offerdesigner.pricing.conversion import MAX_AMOUNT
from offerdesigner.pricing.repricing import ChargePlace, repriced

_FINEST = Decimal("0.0001")
_ROOMY = Context(prec=60)


def under(project: Project, price_list: Id | None) -> Project:
    """Return `project` with the prices of `price_list` as its own; the standard list (`None`) changes nothing.

    Raises `KeyError` when there is no such list.
    """
    if price_list is None:
        return project
    rule: PriceList = project.find("price_lists", price_list)  # type: ignore[assignment]
    return evolve(
        project,
        offers=tuple(offer_under(offer, rule) for offer in project.offers),
        options=tuple(_option_under(option, rule) for option in project.options),
    )


def offer_under(offer: Offer, rule: PriceList) -> Offer:
    """Return `offer` as the price list `rule` sells it."""
    rates = tuple(rate_under(rate, rule) for rate in offer.rates)
    was = offer.lead_rate
    now = next((rate for rate in rates if was is not None and rate.id == was.id), None)
    factor = _factor(was, now, rule)
    bears = bears_own_prices(rates)
    return evolve(
        offer,
        rates=rates,
        terms=tuple(_term_under(term, rule, factor, bears) for term in offer.terms),
        setup_fee=_setup_under(offer, rule),
        membership=offer.membership if rule.membership is None else rule.membership,
    )


def _option_under(option: Option, rule: PriceList) -> Option:
    return evolve(option, rates=tuple(rate_under(rate, rule) for rate in option.rates))


def rate_under(rate: RateCard, rule: PriceList) -> RateCard:
    """Return a price line as the price list `rule` asks for it."""
    own = own_in(rate.listed, rule.id)
    if own is not None:
        # Its bounds were made for the standard price.
        return evolve(rate, charge=own.charge, listed=(), minimum_amount=None, maximum_amount=None)
    return evolve(
        rate,
        charge=reduced(rate.charge, rule),
        listed=(),
        minimum_amount=_lower(rate.minimum_amount, rule),
        maximum_amount=_lower(rate.maximum_amount, rule),
    )


def _term_under(term: Term, rule: PriceList, factor: Decimal | None, bears: bool) -> Term:
    """Return `term` in the list: its own price there, or the standard one times `factor` (`None`: no longer known)."""
    own = _listed(term.listed, rule)
    price = own
    if own is None and term.price is not None and factor is not None:
        price = term.price if factor == 1 else _rounded(term.price * factor, rule)
    if not bears:
        price = None
    changes = {"percent_off": None, "months_offered": None} if own is not None and bears else {}
    return evolve(term, price=price, listed=(), **changes)


def _setup_under(offer: Offer, rule: PriceList) -> FlatPrice | OnQuote | None:
    own = _listed(offer.setup_listed, rule)
    if own is not None:
        return FlatPrice(amount=own)
    fee = offer.setup_fee
    return FlatPrice(amount=_lowered(fee.amount, rule)) if isinstance(fee, FlatPrice) else fee


def _factor(was: RateCard | None, now: RateCard | None, rule: PriceList) -> Decimal | None:
    """Return by how much the leading price is multiplied, which the own prices of terms follow."""
    before = None if was is None else lead_price(was.charge)
    after = None if now is None else lead_price(now.charge)
    if was is None or before is None or after is None:
        return None
    if own_in(was.listed, rule.id) is not None:
        return after / before if before else None
    return 1 - (rule.percent_off or 0) / Decimal(100)


def _listed(listed: tuple[ListedAmount, ...], rule: PriceList) -> Decimal | None:
    own = own_in(listed, rule.id)
    return None if own is None else own.amount


def reduced(charge: Charge, rule: PriceList) -> Charge:
    """Return `charge` reduced as `rule` says, each of its prices rounded to the multiple it asks for."""

    def lowered(place: ChargePlace, price: Decimal) -> Decimal:
        return _lowered_unit(price, rule) if place.is_per_unit else _lowered(price, rule)

    return repriced(charge, lowered)


def _lower(amount: Decimal | None, rule: PriceList) -> Decimal | None:
    return None if amount is None else _lowered(amount, rule)


def _lowered(amount: Decimal, rule: PriceList) -> Decimal:
    return _rounded(amount * (100 - rule.percent_off) / 100, rule) if rule.percent_off else amount


def _rounded(amount: Decimal, rule: PriceList) -> Decimal:
    """Round to the nearest multiple that the list asks for, half up, or to the cent; a price never becomes nothing."""
    step = rule.round_to or CENT
    steps = (amount / step).quantize(Decimal(1), ROUND_HALF_UP, _ROOMY)
    return to_cents(min(max(steps, Decimal(1)) * step, MAX_AMOUNT)) if amount else amount


def _lowered_unit(price: Decimal, rule: PriceList) -> Decimal:
    """Lower the price of one unit, which may be smaller than any multiple: it keeps four decimals."""
    return (price * (100 - rule.percent_off) / 100).quantize(_FINEST, ROUND_HALF_UP) if rule.percent_off else price
