"""One rule for every price of an offer: times a factor, plus an amount a month, rounded. For a copied range.

The amount is added to the leading price, and to what terms ask in its place, for as many months as each
covers; the other prices (beyond what is included, once, trial) follow the factor alone. What is free stays
free, what is « sur devis » stays so, and of two prices of one kind the dearer stays so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Literal

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import LEAD_FIELDS, Charge, FlatPrice, OnQuote
from offerdesigner.model.offers import Offer, RateCard, Term, Trial
from offerdesigner.model.price_lists import ListedAmount
from offerdesigner.pricing.charges import CENT, ZERO
from offerdesigner.pricing.conversion import MAX_AMOUNT, MAX_UNIT_AMOUNT
from offerdesigner.pricing.repricing import ChargePlace, repriced

_FINEST = Decimal("0.0001")
_ROOMY = Context(prec=60)


class Rounding(StrEnum):
    """To what a price of 1 € or more is rounded, half up; a smaller one keeps the decimals it may have."""

    NONE = "none"
    CENT = "0.01"
    TENTH = "0.10"
    HALF = "0.50"
    EURO = "1"
    NINETY = "0.90"

    def rounded(self, price: Decimal) -> Decimal:
        """Return `price` (€, not negative) as this says; « 0.90 » makes it end in ,90."""
        if self is Rounding.NONE or price < _LEAST[self]:
            return price
        below = CENT * 10 if self is Rounding.NINETY else ZERO
        step = Decimal(1) if self is Rounding.NINETY else Decimal(self.value)
        steps = ((price + below) / step).quantize(Decimal(1), ROUND_HALF_UP, _ROOMY)
        return _ROOMY.multiply(steps, step) - below


_LEAST = {rounding: Decimal("0.9") if rounding is Rounding.NINETY else Decimal(1) for rounding in Rounding}


@dataclass(frozen=True, slots=True)
class PricePlace:
    """Where a price stands in an offer: in a line (or a bound of it), a term, the setup fee or the trial.

    `months` is what a leading price covers, for which the amount of a rule is added; `None` for all others.
    """

    part: Literal["line", "minimum", "maximum", "term", "setup", "trial"]
    rate: RateCard | None = None
    term: Term | None = None
    charge: ChargePlace | None = None
    price_list: Id | None = None
    months: int | None = None

    @property
    def is_per_unit(self) -> bool:
        """Whether it is the price of one unit, which may have four decimals."""
        return self.charge is not None and self.charge.is_per_unit


@dataclass(frozen=True, slots=True)
class PriceRule:
    """Each price times `factor`, plus `amount` (€ a month, may be negative) where it leads, then rounded."""

    factor: Decimal = Decimal(1)
    amount: Decimal = ZERO
    rounding: Rounding = Rounding.NONE

    def applied(self, place: PricePlace, price: Decimal) -> Decimal:
        """Return what `price` (€) becomes at this place: never negative; nothing stays nothing."""
        finest, most = (_FINEST, MAX_UNIT_AMOUNT) if place.is_per_unit else (CENT, MAX_AMOUNT)
        if not price:
            return price
        changed = _ROOMY.add(_ROOMY.multiply(price, self.factor), self.amount * (place.months or 0))
        if changed <= 0:
            return ZERO
        written = self.rounding.rounded(changed).quantize(finest, ROUND_HALF_UP, _ROOMY)
        return min(max(written, finest), most)


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price before and after a rule, in €."""

    place: PricePlace
    before: Decimal
    after: Decimal


Change = Callable[[PricePlace, Decimal], Decimal]


def under_rule(offer: Offer, rule: PriceRule) -> Offer:
    """Return `offer` with every price changed by `rule`, those of its other price lists too."""
    return _each_price(offer, rule.applied)


def changes(offer: Offer, rule: PriceRule) -> tuple[PriceChange, ...]:
    """Return every price of `offer` that is not free, in order, before and after `rule`."""
    found: list[PriceChange] = []

    def note(place: PricePlace, price: Decimal) -> Decimal:
        after = rule.applied(place, price)
        if price:
            found.append(PriceChange(place, price, after))
        return after

    _each_price(offer, note)
    return tuple(found)


def _each_price(offer: Offer, change: Change) -> Offer:
    lead = offer.lead_rate
    return evolve(
        offer,
        rates=tuple(_rate(rate, change, rate is lead) for rate in offer.rates),
        terms=tuple(_term(term, lead, change) for term in offer.terms),
        setup_fee=_setup(offer.setup_fee, change),
        setup_listed=_listed(PricePlace("setup"), offer.setup_listed, change),
        trial=_trial(offer.trial, change),
    )


def _rate(rate: RateCard, change: Change, leads: bool) -> RateCard:
    months = rate.period_months if leads else None

    def charge(of: Charge, price_list: Id | None = None) -> Charge:
        def changed(place: ChargePlace, price: Decimal) -> Decimal:
            for_months = months if _is_leading(of, place) else None
            return change(PricePlace("line", rate, None, place, price_list, for_months), price)

        return repriced(of, changed)

    return evolve(
        rate,
        charge=charge(rate.charge),
        listed=tuple(evolve(item, charge=charge(item.charge, item.price_list)) for item in rate.listed),
        minimum_amount=_bound(PricePlace("minimum", rate, months=months), rate.minimum_amount, change),
        maximum_amount=_bound(PricePlace("maximum", rate, months=months), rate.maximum_amount, change),
    )


def _is_leading(charge: Charge, place: ChargePlace) -> bool:
    """Tell whether a price sums the charge up: the price beyond what is included, or of a tier's units, does not."""
    lead = LEAD_FIELDS.get(charge.kind, "price")
    return place.field in (lead, "minimum")


def _bound(place: PricePlace, amount: Decimal | None, change: Change) -> Decimal | None:
    return None if amount is None else change(place, amount)


def _term(term: Term, lead: RateCard | None, change: Change) -> Term:
    recurs = lead is not None and lead.period_months is not None
    place = PricePlace("term", lead, term, months=term.months if recurs else None)
    price = None if term.price is None else change(place, term.price)
    return evolve(term, price=price, listed=_listed(place, term.listed, change))


def _listed(place: PricePlace, listed: tuple[ListedAmount, ...], change: Change) -> tuple[ListedAmount, ...]:
    def at(price_list: Id) -> PricePlace:
        return PricePlace(place.part, place.rate, place.term, None, price_list, place.months)

    return tuple(evolve(item, amount=change(at(item.price_list), item.amount)) for item in listed)


def _setup(fee: FlatPrice | OnQuote | None, change: Change) -> FlatPrice | OnQuote | None:
    return evolve(fee, amount=change(PricePlace("setup"), fee.amount)) if isinstance(fee, FlatPrice) else fee


def _trial(trial: Trial | None, change: Change) -> Trial | None:
    return None if trial is None else evolve(trial, price=change(PricePlace("trial"), trial.price))
