"""A quote for other programs: amounts as strings, what is « sur devis » as null, dates as ISO writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import next_number, reference, status_on, valid_until
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteRow, RowKind
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_dates import term_dates
from offerdesigner.pricing.quote_deposit import deposit_of
from offerdesigner.pricing.quote_totals import QuoteTotals, totals
from offerdesigner.text import exact


def as_json(project: Project, quote: Quote, content: QuoteContent, today: date) -> dict[str, Any]:
    """Return all that a quote says: what it is, its rows, its totals in € (those of each who delivers too)."""
    providers = dict.fromkeys(row.provider for row in content.rows if row.kind in (RowKind.LINE, RowKind.DISCOUNT))
    counted = totals(content)
    return {
        "id": quote.id,
        "reference": reference(quote) or None,
        "number": quote.number or next_number(project, today),
        "version": quote.version,
        "status": status_on(quote, today).value,
        "dated": _day(quote.dated),
        "valid_until": _day(valid_until(quote)),
        "steps": [{"status": step.status.value, "on": _day(step.on)} for step in quote.steps],
        "seller": content.seller.name,
        "client": content.client.name,
        "client_identifiers": content.client.identifiers.model_dump(),
        "purpose": quote.purpose,
        "tax": content.tax.value,
        "offer": content.offer,
        "usage": content.usage,
        "needs": list(content.needs),
        "term": _term(quote),
        "deposit": exact(deposit_of(quote, counted)),
        "iban": content.iban,
        "bic": content.bic,
        "rows": [_row(row) for row in content.rows],
        "totals": _totals(counted),
        "totals_with_proposed": _totals(totals(content, with_proposed=True)),
        "by_provider": [
            {"provider": provider, **_totals(totals(content, provider=provider))} for provider in providers
        ],
        "variants": [
            {
                "offer": one.offer,
                "first_year": exact(one.first_year),
                "next_year": exact(one.next_year),
                "is_chosen": one.is_chosen,
            }
            for one in content.variants
        ],
    }


def _term(quote: Quote) -> dict[str, Any]:
    terms, months = quote.terms, quote.choice.months
    told: dict[str, Any] = {"months": months, "renewal": terms.renewal.value, "notice_months": terms.notice_months}
    if terms.start is not None:
        dates = term_dates(terms.start, months, terms.notice_months)
        told |= {name: _day(getattr(dates, name)) for name in dates.__dataclass_fields__}
    return told


def _row(row: QuoteRow) -> dict[str, Any]:
    told: dict[str, Any] = {"id": row.id, "kind": row.kind.value, "label": row.label, "detail": row.detail}
    if row.kind not in (RowKind.LINE, RowKind.DISCOUNT):
        return told
    return told | {
        "quantity": _plain(row.quantity),
        "unit": row.unit,
        "unit_price": _price(row.unit_price),
        "amount": exact(row.amount),
        "vat_rate": _plain(row.vat_rate),
        "period_months": row.period_months,
        "taking": row.taking.value,
        "provider": row.provider,
        "least": _plain(row.least),
        "most": _plain(row.most),
    }


def _totals(found: QuoteTotals) -> dict[str, Any]:
    return {
        "first_year": exact(found.first_year),
        "next_year": exact(found.next_year),
        "cadences": [
            {
                "period_months": cadence.period_months,
                "net": exact(cadence.net),
                "vat": exact(cadence.vat),
                "gross": exact(cadence.gross),
                "shares": [
                    {
                        "provider": share.provider,
                        "rate": _plain(share.rate),
                        "net": exact(share.net),
                        "vat": exact(share.vat),
                        "gross": exact(share.gross),
                    }
                    for share in cadence.shares
                ],
            }
            for cadence in found.cadences
        ],
    }


def _plain(value: Decimal | None) -> str | None:
    """Return an exact number, never with an exponent, without the zeros that say nothing."""
    return None if value is None else f"{value.normalize():f}"


def _price(value: Decimal | None) -> str | None:
    """Return the price of one unit: to the cent, or with its third and fourth decimals where it has any."""
    return exact(value) if value is None or value == to_cents(value) else _plain(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
