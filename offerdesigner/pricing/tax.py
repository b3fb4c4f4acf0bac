"""HT and TTC: an amount is kept as it was entered and the other side is derived once."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.offers import TaxMode
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.charges import rounded


def converted(amount: Decimal, entered: TaxMode, wanted: TaxMode, vat: Vat, decimals: int = 2) -> Decimal:
    """Return `amount` (€, as `entered`) on the `wanted` side, rounded to the cent (or to so many `decimals`).

    Without VAT (rate 0: franchise, exemption) both sides are the same.
    """
    if entered == wanted or not vat.rate:
        return amount
    factor = 1 + vat.rate / 100
    return rounded(amount * factor if wanted == TaxMode.TTC else amount / factor, decimals)


def other_side(side: TaxMode) -> TaxMode:
    """Return HT for TTC, and TTC for HT."""
    return TaxMode.HT if side == TaxMode.TTC else TaxMode.TTC
