"""The deposit of a quote: in € as it is asked for, or a part of the first year (of a shorter contract)."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.quotes import Quote, QuoteTerms
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_term import owed
from offerdesigner.pricing.quote_totals import QuoteTotals


def deposit_of(quote: Quote, told: QuoteTotals) -> Decimal | None:
    """Return the deposit of `quote`, in € TTC: a part of the first year, or of the whole of a shorter contract.

    `None` when there is none, or none that is known yet.
    """
    terms, base = quote.terms, owed(quote, told)
    if terms.deposit_amount is not None:
        return terms.deposit_amount
    if terms.deposit_percent is None or base is None:
        return None
    return to_cents(base * terms.deposit_percent / 100)


def has_deposit(terms: QuoteTerms) -> bool:
    """Tell whether a deposit is asked for."""
    return bool(terms.deposit_amount or terms.deposit_percent)
