"""Totals of a quote: sums of its printed rows, VAT once a rate, cadences apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.offers import TaxMode
from offerdesigner.model.quotes import QuoteContent, QuoteRow, RowKind, Taking
from offerdesigner.model.structure import Structure
from offerdesigner.pricing.quote_totals import VatShare, totals


def row(amount: str | None, rate: str = "0", **fields: object) -> QuoteRow:
    known = None if amount is None else Decimal(amount)
    return QuoteRow.model_validate({"amount": known, "unit_price": known, "vat_rate": Decimal(rate), **fields})


def content(*rows: QuoteRow, tax: TaxMode = TaxMode.TTC) -> QuoteContent:
    return QuoteContent(seller=Structure(id="structure"), rows=rows, tax=tax)


@pytest.mark.parametrize(
    ("tax", "rows", "net", "vat", "gross"),
    [
        (TaxMode.HT, [("2.48", "10")], "2.48", "0.25", "2.73"),
        (TaxMode.TTC, [("120.00", "20")], "100.00", "20.00", "120.00"),
        (TaxMode.TTC, [("10.00", "20")] * 12, "100.00", "20.00", "120.00"),
        (TaxMode.TTC, [("250.00", "0")], "250.00", "0.00", "250.00"),
        (TaxMode.HT, [("100.00", "20"), ("50.00", "5.5")], "150.00", "22.75", "172.75"),
        (TaxMode.HT, [("100.00", "20"), ("-10.00", "20")], "90.00", "18.00", "108.00"),
    ],
)
def test_vat_is_counted_once_a_rate(tax: TaxMode, rows: list[tuple[str, str]], net: str, vat: str, gross: str) -> None:
    (once,) = totals(content(*(row(amount, rate) for amount, rate in rows), tax=tax)).cadences
    assert (once.net, once.vat, once.gross) == (Decimal(net), Decimal(vat), Decimal(gross))


def test_cadences_stand_apart_and_years_are_named() -> None:
    found = totals(content(row("5.00", period_months=1), row("360.00"), row("372.50", period_months=12)))
    assert [(one.period_months, one.amount) for one in found.cadences] == [
        (None, Decimal("360.00")),
        (1, Decimal("5.00")),
        (12, Decimal("372.50")),
    ]
    assert (found.first_year, found.next_year) == (Decimal("792.50"), Decimal("432.50"))


def test_an_unknown_amount_makes_its_totals_unknown_and_no_other() -> None:
    found = totals(content(row(None, period_months=12), row("20.00", period_months=12), row("60.00")))
    once, yearly = found.cadences
    assert (once.gross, yearly.gross, yearly.amount, yearly.shares) == (Decimal("60.00"), None, None, ())
    assert (found.first_year, found.next_year) == (None, None)


def test_what_is_proposed_is_counted_when_asked_for_and_comments_never() -> None:
    priced = content(row("10.00"), row("4.00", taking=Taking.PROPOSED), QuoteRow(kind=RowKind.COMMENT, label="À lire"))
    assert totals(priced).first_year == Decimal("10.00")
    assert totals(priced, with_proposed=True).first_year == Decimal("14.00")


def test_each_who_delivers_has_its_own_shares() -> None:
    priced = content(row("12.00", "20"), row("30.00", provider="voisin"), row("6.00", "20"))
    assert totals(priced).cadences[0].shares == (
        VatShare(None, Decimal(20), Decimal("15.00"), Decimal("3.00"), Decimal("18.00")),
        VatShare("voisin", Decimal(0), Decimal("30.00"), Decimal("0.00"), Decimal("30.00")),
    )
    assert totals(priced, provider=None).first_year == Decimal("18.00")
    assert totals(priced, provider="voisin").first_year == Decimal("30.00")


def test_nothing_comes_to_nothing() -> None:
    assert totals(content()).cadences == ()
    assert totals(content()).first_year == Decimal("0.00")


@pytest.mark.parametrize(
    ("months", "whole"), [(1, "267.50"), (3, "317.50"), (12, "542.50"), (13, "600.00"), (18, "725.00")]
)
def test_a_contract_owes_each_period_that_it_begins(months: int, whole: str) -> None:
    found = totals(
        content(
            row("25.00", period_months=1), row("12.50", period_months=12), row("20.00", period_months=12), row("210.00")
        )
    )
    assert found.over(months) == Decimal(whole)
    assert totals(content(row(None, period_months=1), row("210.00"))).over(months) is None
