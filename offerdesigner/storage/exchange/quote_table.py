"""A quote as a table for accounting tools: one row for each printed line, then for each total, all of one width."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.quote_life import reference
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteRow, RowKind, Taking
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_deposit import deposit_of
from offerdesigner.pricing.quote_term import year_figures
from offerdesigner.pricing.quote_totals import PRICED, CadenceTotal, totals
from offerdesigner.pricing.wording import on_quote
from offerdesigner.storage.exchange.table_writing import Value
from offerdesigner.text import _, every

HEADS = (
    _("Référence"),
    _("Date"),
    _("Client"),
    _("RNA"),
    _("SIREN"),
    _("SIRET"),
    _("Numéro de TVA"),
    _("Sorte"),
    _("Libellé"),
    _("Précision"),
    _("Quantité"),
    _("Unité"),
    _("Prix unitaire"),
    _("Montant"),
    _("HT ou TTC"),
    _("Taux de TVA (%)"),
    _("Total HT"),
    _("TVA"),
    _("Total TTC"),
    _("Cadence"),
    _("Fournie par"),
    _("Dans le total"),
)
_ABOUT = 7
"""How many columns say which quote it is, the same in every row."""


def quote_table(quote: Quote, content: QuoteContent) -> tuple[tuple[Value, ...], ...]:
    """Return the heads, then the rows: the lines and discounts of `quote`, what they come to, and the deposit.

    Amounts are in €. A line bears no VAT of its own: it is counted once a rate, in the rows of totals. What is
    « sur devis » is a text, never 0.
    """
    numbers = content.client.identifiers
    about = (
        reference(quote) or _("brouillon"),
        quote.dated,
        content.client.name,
        numbers.rna,
        numbers.siren,
        numbers.siret,
        numbers.vat_number,
    )
    names: dict[Id | None, str] = {None: content.seller.name}
    names |= {partner.id: partner.name for partner in content.partners}
    rows = (_full(row) for row in _rows(quote, content, names))
    return HEADS, *((*about, *row) for row in rows)


def _full(cells: dict[str, Value]) -> tuple[Value, ...]:
    return tuple(cells.get(head) for head in HEADS[_ABOUT:])


def _rows(quote: Quote, content: QuoteContent, names: dict[Id | None, str]) -> Iterator[dict[str, Value]]:
    for row in content.rows:
        if row.kind in PRICED:
            yield _line(row, content, names)
    counted = totals(content)
    for cadence in counted.cadences:
        yield from _totals_of(cadence, names)
    for label, amount in year_figures(quote, counted):
        yield {_("Sorte"): _("total"), _("Libellé"): label, _("Total TTC"): _told(amount)}
    deposit = deposit_of(quote, counted)
    if deposit:
        yield {_("Sorte"): _("acompte"), _("Libellé"): _("Acompte à la commande"), _("Total TTC"): to_cents(deposit)}


def _line(row: QuoteRow, content: QuoteContent, names: dict[Id | None, str]) -> dict[str, Value]:
    return {
        _("Sorte"): _("remise") if row.kind == RowKind.DISCOUNT else _("ligne"),
        _("Libellé"): row.label,
        _("Précision"): row.detail,
        _("Quantité"): row.quantity.normalize(),
        _("Unité"): row.unit,
        _("Prix unitaire"): _price(row.unit_price),
        _("Montant"): _told(row.amount),
        _("HT ou TTC"): content.tax.upper(),
        _("Taux de TVA (%)"): row.vat_rate.normalize(),
        _("Cadence"): every(row.period_months),
        _("Fournie par"): names.get(row.provider, row.provider),
        _("Dans le total"): _("non : au choix") if row.taking == Taking.PROPOSED else _("oui"),
    }


def _totals_of(cadence: CadenceTotal, names: dict[Id | None, str]) -> Iterator[dict[str, Value]]:
    """Yield what is due at one cadence, by rate of VAT and by who delivers, then as a whole."""
    when = every(cadence.period_months)
    for share in cadence.shares:
        yield {
            _("Sorte"): _("TVA"),
            _("Libellé"): _("Total par taux"),
            _("Taux de TVA (%)"): share.rate.normalize(),
            _("Total HT"): share.net,
            _("TVA"): share.vat,
            _("Total TTC"): share.gross,
            _("Cadence"): when,
            _("Fournie par"): names.get(share.provider, share.provider),
        }
    yield {
        _("Sorte"): _("total"),
        _("Libellé"): _("Total"),
        _("Total HT"): _told(cadence.net),
        _("TVA"): _told(cadence.vat),
        _("Total TTC"): _told(cadence.gross),
        _("Cadence"): when,
    }


def _told(amount: Decimal | None) -> Value:
    return on_quote() if amount is None else to_cents(amount)


def _price(value: Decimal | None) -> Value:
    """Return the price of one unit: to the cent, or with its third and fourth decimals where it has any."""
    return value if value is None or value != to_cents(value) else to_cents(value)
