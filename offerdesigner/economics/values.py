"""Figures that may not be known: an exact number, or the sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, lcm
from typing import TypeAlias

from offerdesigner.pricing.charges import of_cents
from offerdesigner.text import NNBSP, _, money, number, plural

NOTHING = Fraction(0)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Unknown:
    """No figure: `why` is a French sentence for whom expects one."""

    why: str


Value: TypeAlias = Fraction | Unknown
"""An exact figure, or why it is not known."""


def known(value: Value) -> Fraction:
    """Return a figure, or nothing (0) where it is not known."""
    return NOTHING if isinstance(value, Unknown) else value


def total(amounts: Iterable[Fraction]) -> Fraction:
    """Return the sum of exact figures: that of `sum`, several times as fast."""
    ratios = [amount.as_integer_ratio() for amount in amounts]
    whole = lcm(*(below for _above, below in ratios))
    return Fraction(sum(above * (whole // below) for above, below in ratios), whole)


def weighted(pairs: Iterable[tuple[Fraction, Fraction | int]]) -> Fraction:
    """Return the sum of the products of `pairs`."""
    ratios = [(one.numerator * by.numerator, one.denominator * by.denominator) for one, by in pairs]
    whole = lcm(*(below for _above, below in ratios))
    return Fraction(sum(above * (whole // below) for above, below in ratios), whole)


def rounded_euros(amount: Fraction) -> Decimal:
    """Return an exact amount in € rounded to the cent, half away from zero."""
    cents = of_cents(abs(amount) * 100)
    return -cents if amount < 0 else cents


def euros(amount: Fraction, *, cents: bool | None = None) -> str:
    """Write an exact amount in €, rounded to the cent; `cents` says whether to write them where there are none."""
    return money(rounded_euros(amount), cents=cents)


def percent(share: Fraction) -> str:
    """Write a share of 1 in whole %, rounded half away from zero."""
    whole = floor(abs(share) * 100 + Fraction(1, 2))
    return f"{number(-whole if share < 0 else whole)}{NNBSP}%"


def clients_words(count: int) -> str:
    """Say a number of clients."""
    return plural(count, _("{n} client"), _("{n} clients")).format(n=number(count))
