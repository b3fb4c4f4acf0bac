"""Dates of a term: months clamp to their ends, and the law's window stands before the last day to refuse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.pricing.quote_dates import TermDates, last_day, shifted, term_dates


def test_a_year_from_april_with_two_months_to_refuse() -> None:
    assert term_dates(date(2027, 4, 1), 12, 2) == TermDates(
        start=date(2027, 4, 1),
        end=date(2028, 3, 31),
        last_refusal_day=date(2028, 1, 31),
        notice_from=date(2027, 10, 31),
        notice_to=date(2027, 12, 31),
    )


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2027, 8, 31), -3, date(2027, 5, 31)),
        (date(2027, 5, 31), -3, date(2027, 2, 28)),
        (date(2028, 5, 31), -3, date(2028, 2, 29)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(9999, 12, 1), 3, date.max),
        (date(1, 1, 31), -1, date.min),
    ],
)
def test_months_clamp_to_their_ends(day: date, months: int, wanted: date) -> None:
    assert shifted(day, months) == wanted


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 15), 24, date(2029, 1, 14)),
        (date(9999, 12, 31), 1, date.max),
    ],
)
def test_a_term_ends_on_the_eve_of_the_same_day(start: date, months: int, end: date) -> None:
    assert last_day(start, months) == end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120), st.integers(0, 12))
def test_dates_stand_in_order_and_terms_follow_one_another(start: date, months: int, notice: int) -> None:
    found = term_dates(start, months, notice)
    assert found.notice_from < found.notice_to < found.last_refusal_day <= found.end
    assert start <= found.end
    assert abs((found.end - start).days + 1 - months * 30.44) < 4
    assert last_day(start + timedelta(days=1), months) >= found.end
