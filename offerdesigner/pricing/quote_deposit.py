"""The deposit of a quote: in € as it is asked for, or a part of the first year (of a shorter contract)."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.quotes import QuoteTerms
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_totals import YEAR, QuoteTotals


def deposit_of(terms: QuoteTerms, told: QuoteTotals, months: int = YEAR) -> Decimal | None:
    """Return the deposit of a contract of so many `months`, in € TTC.

    `None` when there is none, or none that is known yet.
    """
    if terms.deposit_amount is not None:
        return terms.deposit_amount
    base = told.over(months) if months < YEAR else told.first_year
    if terms.deposit_percent is None or base is None:
        return None
    return to_cents(base * terms.deposit_percent / 100)


def has_deposit(terms: QuoteTerms) -> bool:
    """Tell whether a deposit is asked for."""
    return bool(terms.deposit_amount or terms.deposit_percent)
