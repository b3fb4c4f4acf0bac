"""What a quote prints: its rows, computed from what a draft chooses, or those that it was sent with."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteRow, QuoteVariant, RowKind
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.quote_discounts import with_discounts
from offerdesigner.pricing.quote_rows import OfferRows, entry_row, row_id, writable
from offerdesigner.pricing.quote_totals import PRICED, totals
from offerdesigner.pricing.quote_words import needs_answered, usage_words
from offerdesigner.text import _

MOST_ROWS = 1000


def content_of(project: Project, quote: Quote) -> QuoteContent:
    """Return all that `quote` prints: what it was sent with, or what its draft comes to in `project` today.

    What an offer or an option refuses is a row « sur devis », with the reason as its detail.
    """
    if quote.content is not None:
        return quote.content
    priced = under(project, quote.choice.price_list)
    chosen = next((offer for offer in priced.offers if offer.id == quote.choice.offer), None)
    content = _with_rows(priced, quote, chosen, _parties(project, quote))
    if chosen is None or not quote.choice.alternatives:
        return content
    return evolve(content, variants=tuple(_variants(priced, quote, chosen, content)))


def _parties(project: Project, quote: Quote) -> QuoteContent:
    clients = (client for client in project.clients if client.id == quote.client)
    return QuoteContent(
        seller=project.structure,
        partners=project.partners,
        client=next(clients, Client(id="client")),
        tax=quote.tax,
        usage=usage_words(project, quote.choice),
        iban=project.quoting.iban,
        bic=project.quoting.bic,
    )


def _with_rows(priced: Project, quote: Quote, offer: Offer | None, parties: QuoteContent) -> QuoteContent:
    """Return `parties` with all that `offer` and the free lines come to in `priced`, under the price list."""
    entries = tuple(entry_row(priced, quote, entry) for entry in quote.entries)
    own_rate = priced.structure.vat.rate
    if offer is None:
        return evolve(parties, rows=_written(with_discounts(quote, entries, own_rate)))
    rows = OfferRows(priced, offer, quote)
    return evolve(
        parties,
        offer=offer.name,
        needs=needs_answered(rows.selection),
        rows=_written(with_discounts(quote, (*rows, *entries), own_rate)),
    )


def _written(rows: tuple[QuoteRow, ...]) -> tuple[QuoteRow, ...]:
    """Return `rows`; where there are more than a quote writes, the last ones say so: one for each cadence cut.

    Each of these is unknown, so that no total passes for exact.
    """
    if len(rows) <= MOST_ROWS:
        return rows
    label = _("Ce devis compte plus de {most} lignes : partagez-le en plusieurs.").format(most=MOST_ROWS)
    count = 1
    while len(left := _left_out(rows[MOST_ROWS - count :], label)) > count:
        count = len(left)
    return (*rows[: MOST_ROWS - count], *left)


def _left_out(cut: tuple[QuoteRow, ...], label: str) -> list[QuoteRow]:
    """Return a row « sur devis » for each cadence of the rows `cut`, included or proposed."""
    kinds = dict.fromkeys((row.period_months, row.taking) for row in cut if row.kind in PRICED)
    return [
        QuoteRow(id=row_id("left", taking, str(period or 0)), label=label, period_months=period, taking=taking)
        for period, taking in kinds
    ] or [QuoteRow(id="left", kind=RowKind.COMMENT, detail=label)]


def _variants(priced: Project, quote: Quote, chosen: Offer, content: QuoteContent) -> Iterator[QuoteVariant]:
    """Yield the offer chosen, then each other that the client may choose for the same usage and options."""
    yield _variant(chosen, content, is_chosen=True)
    known = {offer.id: offer for offer in priced.offers}
    for other in dict.fromkeys(quote.choice.alternatives):
        if other != chosen.id:
            yield _variant(known[other], _with_rows(priced, quote, known[other], content), is_chosen=False)


def _variant(offer: Offer, content: QuoteContent, *, is_chosen: bool) -> QuoteVariant:
    found = totals(content)
    return QuoteVariant(
        id=offer.id,
        offer=offer.name,
        first_year=writable(found.first_year),
        next_year=writable(found.next_year),
        is_chosen=is_chosen,
    )
