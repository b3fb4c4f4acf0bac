"""What people type, read as values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.typed import Refused, read_amount


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
