"""HT and TTC: an amount is kept as it was entered and the other side is derived once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from offerdesigner.model.offers import TaxMode
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.charges import rounded, to_cents


def converted(amount: Decimal, entered: TaxMode, wanted: TaxMode, vat: Vat, decimals: int = 2) -> Decimal:
    """Return `amount` (€, as `entered`) on the `wanted` side, rounded to the cent (or to so many `decimals`).

    Without VAT (rate 0: franchise, exemption) both sides are the same.
    """
    if entered == wanted or not vat.rate:
        return amount
    factor = 1 + vat.rate / 100
    return rounded(amount * factor if wanted == TaxMode.TTC else amount / factor, decimals)


def exact_on(price: Fraction, entered: TaxMode, wanted: TaxMode, vat: Vat) -> Decimal | None:
    """Return the price of one unit on the `wanted` side, if four decimals at most write it; `None` otherwise."""
    if entered != wanted and vat.rate:
        factor = 1 + Fraction(vat.rate) / 100
        price = price * factor if wanted == TaxMode.TTC else price / factor
    finest = price * 10_000
    if finest.denominator != 1:
        return None
    exact = Decimal(finest.numerator).scaleb(-4)
    cents = to_cents(exact)
    return cents if cents == exact else exact


def other_side(side: TaxMode) -> TaxMode:
    """Return HT for TTC, and TTC for HT."""
    return TaxMode.HT if side == TaxMode.TTC else TaxMode.TTC
