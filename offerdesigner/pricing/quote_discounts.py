"""Discounts of a quote as rows of their own: on a row, just under it; on the whole, last, spread over the VAT rates.

Each bears on what stands before it, discounts included, and takes off no more than that: nothing is owed to the
client. What is spread adds up to the discount, to the cent. A membership is not a price: none on the whole bears on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.quotes import Discount, Quote, QuoteRow, RowKind, Taking
from offerdesigner.pricing.charges import in_cents, to_cents
from offerdesigner.pricing.lines import LineKind
from offerdesigner.pricing.offers import total
from offerdesigner.pricing.quote_rows import LARGEST_UNIT_PRICE, NOTHING, row_id
from offerdesigner.text import NNBSP, _, money, number


@dataclass(frozen=True)
class _Share:
    """The part of what a discount bears on that is of one rate of VAT, from one who delivers."""

    provider: Id | None
    vat_rate: Decimal
    amount: Decimal


def with_discounts(quote: Quote, rows: Iterable[QuoteRow], own_rate: Decimal) -> tuple[QuoteRow, ...]:
    """Return `rows` with the discounts of `quote`; one on what is « sur devis » bears `own_rate`, our rate of VAT."""
    held = [placed for row in rows for placed in (row, *_on_row(quote, row))]
    for discount in quote.discounts:
        if not discount.line:
            held += _on_whole(quote, discount, held, own_rate)
    return tuple(held)


def allocated(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Spread `amount` (€, to the cent) in proportion to `weights` (> 0), the largest remainders first to the cent."""
    cents, whole = in_cents(amount), sum(in_cents(weight) for weight in weights)
    exact = [divmod(cents * in_cents(weight), whole) for weight in weights]
    left = cents - sum(share for share, _rest in exact)
    first = sorted(range(len(exact)), key=lambda place: -exact[place][1])[:left]
    return tuple(Decimal(share + (place in first)).scaleb(-2) for place, (share, _rest) in enumerate(exact))


def _on_row(quote: Quote, row: QuoteRow) -> Iterator[QuoteRow]:
    if row.kind != RowKind.LINE:
        return
    left = row.amount
    for discount in quote.discounts:
        if discount.line != row.id:
            continue
        off = _taken_off(discount, left)
        if off is None or off:
            share = _Share(row.provider, row.vat_rate, left or NOTHING)
            named = row_id("discount", discount.id)
            yield _discount_row(quote, discount, named, share, off, _told(discount, left, off), row)
        left = None if left is None or off is None else left - off


def _taken_off(discount: Discount, base: Decimal | None) -> Decimal | None:
    """Return what `discount` takes off `base`, at most all of it; `None` where it is a part of what is not known."""
    if discount.percent is not None:
        return None if base is None else to_cents(max(base, NOTHING) * discount.percent / 100)
    asked = discount.amount or NOTHING
    return asked if base is None else min(asked, max(base, NOTHING))


def is_lowered_with_whole(row: QuoteRow) -> bool:
    """Tell whether a discount on the whole bears on `row`: a price that is in the totals."""
    is_priced = row.kind in (RowKind.LINE, RowKind.DISCOUNT) and row.id != LineKind.MEMBERSHIP.value
    return is_priced and row.taking == Taking.INCLUDED


def _on_whole(quote: Quote, discount: Discount, rows: Sequence[QuoteRow], own_rate: Decimal) -> Iterator[QuoteRow]:
    """Yield a discount on the whole: one in % on each cadence, one in € on its own, a row for each rate of VAT."""
    borne = [
        row
        for row in rows
        if is_lowered_with_whole(row) and (discount.percent is not None or row.period_months == discount.period_months)
    ]
    ordered = sorted(borne, key=lambda row: row.period_months or 0)
    for _period, cadence in groupby(ordered, lambda row: row.period_months):
        yield from _on_cadence(quote, discount, tuple(cadence), own_rate)


def _on_cadence(quote: Quote, discount: Discount, rows: tuple[QuoteRow, ...], own_rate: Decimal) -> Iterator[QuoteRow]:
    base = total(row.amount for row in rows)
    off = _taken_off(discount, base)
    named = ("discount", discount.id, str(rows[0].period_months or "once"))
    if base is None:
        yield _discount_row(quote, discount, row_id(*named), _Share(None, own_rate, NOTHING), off, "", rows[0])
        return
    if not off:
        return
    shares = _shares(rows)
    for place, (share, part) in enumerate(zip(shares, allocated(off, [one.amount for one in shares]), strict=True)):
        told = _told(discount, base, off)
        if len(shares) > 1:
            told = _("{told}, part sur {amount}").format(told=told or money(off), amount=money(share.amount))
        if part:
            yield _discount_row(quote, discount, row_id(*named, str(place)), share, part, told, rows[0])


def _shares(rows: Iterable[QuoteRow]) -> list[_Share]:
    """Return the parts of `rows` that a discount can be spread over: what is due, not what is taken off."""
    sums: dict[tuple[Id | None, Decimal], Decimal] = {}
    for row in rows:
        key = (row.provider, row.vat_rate)
        sums[key] = sums.get(key, NOTHING) + (row.amount or NOTHING)
    return [_Share(provider, rate, amount) for (provider, rate), amount in sums.items() if amount > 0]


def _told(discount: Discount, base: Decimal | None, off: Decimal | None) -> str:
    """Say how what is taken off comes about: « 10 % de 250 € », or that it takes off no more than there is."""
    if discount.percent is not None:
        percent = f"{number(discount.percent)}{NNBSP}%"
        return percent if base is None else _("{percent} de {amount}").format(percent=percent, amount=money(base))
    is_bounded = off is not None and discount.amount is not None and off < discount.amount
    return _("ramenée à ce qui est dû") if is_bounded else ""


def _discount_row(
    quote: Quote, discount: Discount, named: Id, share: _Share, off: Decimal | None, told: str, beside: QuoteRow
) -> QuoteRow:
    """Return the row that takes `off`, with the cadence of `beside`."""
    amount = None if off is None else -off
    return QuoteRow(
        id=named,
        kind=RowKind.DISCOUNT,
        origin=at("quotes", quote.id, "discounts", discount.id),
        label=discount.label,
        detail=told,
        unit_price=None if off is None or off >= LARGEST_UNIT_PRICE else amount,
        amount=amount,
        vat_rate=share.vat_rate,
        period_months=beside.period_months,
        taking=beside.taking,
        provider=share.provider,
    )
