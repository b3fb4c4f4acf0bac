"""What a quote prints: its rows, computed from what a draft chooses, or those that it was sent with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from offerdesigner.model.base import Id
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteLine, QuoteRow, Taking
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.selection import PricingError


def content_of(project: Project, quote: Quote) -> QuoteContent:
    """Return all that `quote` prints: what it was sent with, or what its draft comes to in `project` today."""
    if quote.content is not None:
        return quote.content
    clients = (client for client in project.clients if client.id == quote.client)
    return QuoteContent(
        seller=project.structure,
        partners=project.partners,
        client=next(clients, Client(id="client")),
        tax=quote.tax,
        offer=next((offer.name for offer in project.offers if offer.id == quote.choice.offer), ""),
        rows=(*_choice_rows(under(project, quote.choice.price_list), quote), *_entry_rows(project, quote)),
    )


def _choice_rows(project: Project, quote: Quote) -> Iterator[QuoteRow]:
    choice = quote.choice
    offer = next((offer for offer in project.offers if offer.id == choice.offer), None)
    if offer is None:
        return
    usage = {item.metric: item.quantity for item in choice.quantities}
    taken: Counter[Id] = Counter({item.option: item.count for item in choice.options if item.taking == Taking.INCLUDED})
    try:
        lines = price_offer(project, offer, usage, taken.elements(), choice.months, quote.tax).lines
    except PricingError as refusal:
        yield QuoteRow(id="subscription", label=offer.name, detail=str(refusal), period_months=1)
        return
    for place, line in enumerate(lines):
        yield QuoteRow(
            id=f"line.{place}",
            origin=line.address,
            label=line.label,
            detail=line.detail,
            unit_price=line.amount,
            amount=line.amount,
            vat_rate=project.structure.vat.rate,
            period_months=line.period_months,
        )


def _entry_rows(project: Project, quote: Quote) -> Iterator[QuoteRow]:
    for entry in quote.entries:
        if isinstance(entry, QuoteLine):
            yield QuoteRow(
                id=entry.id,
                origin=f"quotes/{quote.id}/entries/{entry.id}",
                label=entry.label,
                detail=entry.detail,
                quantity=entry.quantity,
                unit=entry.unit,
                unit_price=entry.unit_price,
                amount=to_cents(entry.quantity * entry.unit_price),
                vat_rate=project.structure.vat.rate if entry.vat_rate is None else entry.vat_rate,
                period_months=entry.period_months,
                taking=entry.taking,
                provider=entry.provider,
            )
