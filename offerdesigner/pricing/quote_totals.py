"""What the rows of a quote come to: by cadence, by rate of VAT, by who delivers; then the first year and the next.

On the HT side, VAT is counted once a rate on the sum of the printed rows; on the TTC side the printed rows are
the reference, and what is HT is derived once a rate. Cadences are never added without a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.quotes import QuoteContent, QuoteRow, RowKind, Taking
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.offers import total

PRICED = (RowKind.LINE, RowKind.DISCOUNT)
"""The kinds of rows that bear an amount."""
YEAR = 12
"""A year, in months."""


@dataclass(frozen=True)
class VatShare:
    """What one rate of VAT (in %) bears on, for one who delivers (`None`: us): `net` + `vat` = `gross`, in €."""

    provider: Id | None
    rate: Decimal
    net: Decimal
    vat: Decimal
    gross: Decimal


@dataclass(frozen=True)
class CadenceTotal:
    """What is due every `period_months` (`None`: once), in € on the side of the quote.

    All of it is `None`, and there are no shares, as soon as one row is « sur devis ».
    """

    period_months: int | None
    amount: Decimal | None
    shares: tuple[VatShare, ...]

    @cached_property
    def net(self) -> Decimal | None:
        """All that is due, HT."""
        return None if self.amount is None else total(share.net for share in self.shares)

    @cached_property
    def vat(self) -> Decimal | None:
        """All the VAT that is due."""
        return None if self.amount is None else total(share.vat for share in self.shares)

    @cached_property
    def gross(self) -> Decimal | None:
        """All that is due, TTC."""
        return None if self.amount is None else total(share.gross for share in self.shares)

    @cached_property
    def yearly(self) -> Decimal | None:
        """What it comes to in a year of service, TTC; nothing for what is due once."""
        if self.period_months is None:
            return Decimal("0.00")
        return None if self.gross is None else to_cents(self.gross * YEAR / self.period_months)

    def times(self, months: int) -> int:
        """Return how many times it is due in a contract of so many `months`: a period begun is due whole."""
        return 1 if self.period_months is None else -(-months // self.period_months)


@dataclass(frozen=True)
class QuoteTotals:
    """The totals of a quote: what is due once first, then each cadence, the shortest first."""

    cadences: tuple[CadenceTotal, ...]

    @cached_property
    def first_year(self) -> Decimal | None:
        """Everything due for the first year, TTC (a longer cadence: its part of a year); `None`: sur devis."""
        once = (cadence.gross for cadence in self.cadences if cadence.period_months is None)
        return total((*once, self.next_year))

    @cached_property
    def next_year(self) -> Decimal | None:
        """Everything due for each next year, TTC; `None`: sur devis."""
        return total(cadence.yearly for cadence in self.cadences)

    def over(self, months: int) -> Decimal | None:
        """Return everything due for a contract of so many `months`, TTC, as it is invoiced; `None`: sur devis."""
        return total(
            None if cadence.gross is None else cadence.gross * cadence.times(months) for cadence in self.cadences
        )


def totals(
    content: QuoteContent, *, with_proposed: bool = False, provider: Id | Literal["all"] | None = "all"
) -> QuoteTotals:
    """Return what the rows of `content` come to, without those that are proposed unless `with_proposed`.

    Those of one `provider` alone where one is named (`None`: ours).
    """
    takings = tuple(Taking) if with_proposed else (Taking.INCLUDED,)
    counted = [
        row
        for row in content.rows
        if row.kind in PRICED and row.taking in takings and provider in ("all", row.provider)
    ]
    ordered = sorted(counted, key=lambda row: row.period_months or 0)
    return QuoteTotals(
        tuple(_cadence(period, tuple(rows), content.tax) for period, rows in groupby(ordered, _period_of))
    )


def _period_of(row: QuoteRow) -> int | None:
    return row.period_months


def _cadence(period: int | None, rows: tuple[QuoteRow, ...], tax: TaxMode) -> CadenceTotal:
    amount = total(row.amount for row in rows)
    return CadenceTotal(period, amount, () if amount is None else vat_shares(rows, tax))


def vat_shares(rows: Iterable[QuoteRow], tax: TaxMode) -> tuple[VatShare, ...]:
    """Return what each rate of VAT bears on among `rows`, whose amounts are known: one share for each who delivers."""
    sums: dict[tuple[Id | None, Decimal], Decimal] = {}
    for row in rows:
        key = (row.provider, row.vat_rate)
        sums[key] = sums.get(key, Decimal("0.00")) + (row.amount or 0)
    return tuple(_share(provider, rate, amount, tax) for (provider, rate), amount in sums.items())


def _share(provider: Id | None, rate: Decimal, amount: Decimal, tax: TaxMode) -> VatShare:
    if tax == TaxMode.HT:
        vat = to_cents(amount * rate / 100)
        return VatShare(provider, rate, amount, vat, amount + vat)
    net = to_cents(amount / (1 + rate / 100))
    return VatShare(provider, rate, net, amount - net, amount)
