"""What a quote comes to over its contract: short ones, those that stop, and their deposit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.quotes import Quote, QuoteChoice, QuoteTerms, Renewal
from offerdesigner.pricing.quote_deposit import deposit_of
from offerdesigner.pricing.quote_term import FIRST_YEAR, NEXT_YEARS, WHOLE_TERM, lasts, whole_term, year_figures
from offerdesigner.pricing.quote_totals import totals
from tests.plain import plain
from tests.pricing.test_quote_totals import content, row

TOLD = totals(
    content(
        row("25.00", period_months=1), row("12.50", period_months=12), row("20.00", period_months=12), row("210.00")
    )
)


def contract(months: int, renewal: Renewal, **terms: object) -> Quote:
    return Quote(
        id="q", choice=QuoteChoice(months=months), terms=QuoteTerms.model_validate({"renewal": renewal, **terms})
    )


@pytest.mark.parametrize(
    ("months", "renewal", "figures"),
    [
        (3, Renewal.NONE, [(WHOLE_TERM, "317.50")]),
        (3, Renewal.TACIT, [(WHOLE_TERM, "317.50"), (NEXT_YEARS, "332.50")]),
        (12, Renewal.NONE, [(FIRST_YEAR, "542.50")]),
        (12, Renewal.AGREED, [(FIRST_YEAR, "542.50"), (NEXT_YEARS, "332.50")]),
        (18, Renewal.NONE, [(FIRST_YEAR, "542.50"), (NEXT_YEARS, "332.50")]),
    ],
)
def test_a_short_contract_has_one_price_and_one_that_stops_no_next_year(
    months: int, renewal: Renewal, figures: list[tuple[str, str]]
) -> None:
    assert [(name, f"{amount:.2f}") for name, amount in year_figures(contract(months, renewal), TOLD)] == figures


def test_three_years_are_those_of_a_contract_that_may_last_them() -> None:
    assert not lasts(contract(24, Renewal.NONE), 36)
    assert lasts(contract(36, Renewal.NONE), 36) and lasts(contract(1, Renewal.TACIT), 36)


def test_the_deposit_is_a_part_of_a_short_contract() -> None:
    deposits = [deposit_of(contract(months, Renewal.NONE, deposit_percent=Decimal(20)), TOLD) for months in (3, 12, 18)]
    assert deposits == [Decimal("63.50"), Decimal("108.50"), Decimal("108.50")]


def test_a_longer_contract_says_what_it_comes_to_in_all() -> None:
    assert [(plain(name), f"{amount:.2f}") for name, amount in whole_term(contract(24, Renewal.NONE), TOLD)] == [
        ("Sur l'engagement de 2 ans", "875.00")
    ]
    assert not whole_term(contract(12, Renewal.AGREED), TOLD)
    assert not whole_term(contract(24, Renewal.NONE), totals(content(row("210.00"))))
    assert not whole_term(contract(24, Renewal.NONE), totals(content(row(None, period_months=1))))
