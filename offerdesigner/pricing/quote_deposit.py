"""The deposit of a quote: in € as it is asked for, or a part of the first year."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.quotes import QuoteTerms
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_totals import QuoteTotals


def deposit_of(terms: QuoteTerms, told: QuoteTotals) -> Decimal | None:
    """Return the deposit in € TTC; `None` when there is none, or none that is known yet."""
    if terms.deposit_amount is not None:
        return terms.deposit_amount
    if terms.deposit_percent is None or told.first_year is None:
        return None
    return to_cents(told.first_year * terms.deposit_percent / 100)


def has_deposit(terms: QuoteTerms) -> bool:
    """Tell whether a deposit is asked for."""
    return bool(terms.deposit_amount or terms.deposit_percent)
