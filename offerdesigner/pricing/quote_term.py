"""What a client commits to: for how long, what that comes to, and whether something follows."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.quotes import Quote, Renewal
from offerdesigner.pricing.quote_totals import YEAR, QuoteTotals
from offerdesigner.text import _, months

FIRST_YEAR, NEXT_YEARS, WHOLE_TERM = _("La première année"), _("Ensuite, chaque année"), _("Pour la durée du contrat")
"""The names of what a quote comes to."""


def is_short(quote: Quote) -> bool:
    """Tell whether the contract is for less than a year."""
    return quote.choice.months < YEAR


def lasts(quote: Quote, length: int) -> bool:
    """Tell whether the contract may last `length` months: its term does, or it can be renewed."""
    return quote.terms.renewal != Renewal.NONE or quote.choice.months >= length


def goes_on(quote: Quote) -> bool:
    """Tell whether the contract may last after its first year."""
    return lasts(quote, YEAR + 1)


def owed(quote: Quote, told: QuoteTotals) -> Decimal | None:
    """Return what is due for the first year, or for the whole of a shorter contract, in € TTC; `None`: sur devis."""
    return told.over(quote.choice.months) if is_short(quote) else told.first_year


def year_figures(quote: Quote, told: QuoteTotals) -> tuple[tuple[str, Decimal | None], ...]:
    """Return what `quote` comes to, each amount (€ TTC, `None`: sur devis) with its name.

    The first year, or the whole of a shorter contract; then each next year, where the contract may go on.
    """
    first = WHOLE_TERM if is_short(quote) else FIRST_YEAR, owed(quote, told)
    return (first, (NEXT_YEARS, told.next_year)) if goes_on(quote) else (first,)


def whole_term(quote: Quote, told: QuoteTotals) -> tuple[tuple[str, Decimal | None], ...]:
    """Return what a commitment longer than a year comes to in all (€ TTC) with its name; nothing where there is none.

    Nothing either where that is « sur devis », as the years say it already.
    """
    length = quote.choice.months
    is_recurring = any(cadence.period_months is not None for cadence in told.cadences)
    amount = told.over(length) if length > YEAR and is_recurring else None
    if amount is None:
        return ()
    return ((_("Sur l'engagement de {length}").format(length=months(length)), amount),)
