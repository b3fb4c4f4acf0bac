"""What people type, read as values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.typed import Refused, read_amount, read_fee, read_period


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("12 € par mois", 1),
        ("12 €/trimestre", 3),
        ("12 € par semestre", 6),
        ("12 € par année", 12),
        ("12 € / an", 12),
        ("12 € pour 2 ans", 24),
        ("12 € pour deux semestres", 12),
        ("12", None),
    ],
)
def test_a_price_may_say_the_length_of_its_own_row(typed: str, months: int | None) -> None:
    assert read_amount(typed, months, 2) == 12
    if months is not None:
        with pytest.raises(Refused, match="Cette ligne est le prix pour 5 ans"):
            read_amount(typed, 60, 2)


def test_a_price_keeps_its_decimals_beside_a_length() -> None:
    assert read_amount("1 234,50 € par semestre", 6, 2) == Decimal("1234.50")


@pytest.mark.parametrize(
    ("typed", "amount", "months"),
    [
        ("15 par an", "15", 12),
        ("15 €/an", "15", 12),
        ("15 euros par an", "15", 12),
        ("1\u202f234,50 € / mois", "1234.50", 1),
        ("60 une fois", "60", None),
        ("60 € une fois", "60", None),
        ("60 €, en une seule fois", "60", None),
        ("5", "5", 3),
        ("5 €", "5", 3),
    ],
)
def test_a_price_may_say_what_it_is_for(typed: str, amount: str, months: int | None) -> None:
    left, said = read_period(typed, 3)
    assert (read_amount(left, said, 2), said) == (Decimal(amount), months)


def test_a_price_for_no_length_is_refused() -> None:
    for typed in ("5 par 0 mois", "5 pour 200 ans"):
        with pytest.raises(Refused, match="de 1 à 120 mois"):
            read_period(typed, 1)


def test_a_fee_may_say_that_it_is_paid_once() -> None:
    assert read_fee("60 € une fois") == read_fee("60")
    with pytest.raises(Refused, match="une fois"):
        read_fee("60 par an")
