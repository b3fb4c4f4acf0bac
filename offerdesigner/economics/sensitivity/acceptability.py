"""How many people accept each price, between the lowest and the highest that they name (Stoetzel, Adam).

Prices are in €, as they were asked. Whether the two bounds are accepted is the convention of the survey: the
same answers have another best price under another convention, so results always name theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby, zip_longest

from offerdesigner.economics.sensitivity.answers import Sorted, named_prices, sort
from offerdesigner.model.research import Answer, Convention, Survey, SurveyMethod

_STRICT_BELOW = (Convention.STRICT_LOW, Convention.STRICT)
_STRICT_ABOVE = (Convention.STRICT_HIGH, Convention.STRICT)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What `people` think of a price (€): how many accept it, find it too cheap, find it too dear."""

    price: Decimal
    accept: int
    too_cheap: int
    too_dear: int
    people: int

    @property
    def share(self) -> Fraction:
        """The share of people who accept the price, from 0 to 1."""
        return Fraction(self.accept, self.people) if self.people else Fraction(0)

    @property
    def revenue(self) -> Decimal:
        """What those who accept the price would pay together, in €."""
        return self.price * self.accept


@dataclass(frozen=True, slots=True)
class Span:
    """Prices from `first` to `last` (€), which may be one; without one of its ends, or both, when not `closed`."""

    first: Decimal
    last: Decimal
    closed: bool = True


class Acceptance:
    """How many accept any price, of people whose lowest and highest prices are known."""

    def __init__(self, answers: Sequence[Answer], convention: Convention) -> None:
        """`answers` are those that count (`sort`): both prices are there."""
        pairs = [named_prices(answer, SurveyMethod.ACCEPTABILITY) for answer in answers]
        self._lows = sorted(low for low, _high in pairs)
        self._highs = sorted(high for _low, high in pairs)
        self._points = sorted(low for low, high in pairs if low == high)
        self._convention = convention
        self.people = len(pairs)
        self.named: tuple[Decimal, ...] = tuple(sorted({price for pair in pairs for price in pair}))

    def at(self, price: Decimal) -> PriceRow:
        """Return what people think of `price` (€)."""
        from_low = bisect_left if self._convention in _STRICT_BELOW else bisect_right
        to_high = bisect_right if self._convention in _STRICT_ABOVE else bisect_left
        cheap, dear = self.people - from_low(self._lows, price), to_high(self._highs, price)
        if self._convention is Convention.STRICT:  # one who names this very price twice is no two people
            dear -= bisect_right(self._points, price) - bisect_left(self._points, price)
        return PriceRow(price, self.people - cheap - dear, cheap, dear, self.people)

    def between(self, first: Decimal, last: Decimal) -> int:
        """Return how many accept the prices between two neighbours of `named`, these left out."""
        return bisect_right(self._lows, first) - bisect_left(self._highs, last)


@dataclass(frozen=True)
class Acceptability:
    """What a survey says of each price that was named, from the lowest to the highest."""

    sorted: Sorted
    convention: Convention
    rows: tuple[PriceRow, ...]
    best: tuple[Span, ...]
    """The named prices that most people accept; two of them are one span when all between are accepted as much."""

    best_revenue: tuple[Decimal, ...]
    """The named prices at which those who accept pay most together; none when they would pay nothing."""

    @property
    def people(self) -> int:
        """How many answers count."""
        return len(self.sorted.kept)

    @cached_property
    def most(self) -> int:
        """How many people accept the best prices."""
        return max((row.accept for row in self.rows), default=0)

    def at(self, price: Decimal) -> PriceRow:
        """Return what people think of any `price` (€), named or not."""
        return Acceptance(self.sorted.kept, self.convention).at(price)


def acceptability(survey: Survey) -> Acceptability:
    """Return what `survey` says of each named price; no rows when no answer counts."""
    found = sort(survey.answers, SurveyMethod.ACCEPTABILITY)
    acceptance = Acceptance(found.kept, survey.convention)
    rows = tuple(acceptance.at(price) for price in acceptance.named)
    earned = max((row.revenue for row in rows), default=Decimal(0))
    return Acceptability(
        found,
        survey.convention,
        rows,
        _best(acceptance, rows),
        tuple(row.price for row in rows if row.revenue == earned) if earned else (),
    )


def _best(acceptance: Acceptance, rows: Sequence[PriceRow]) -> tuple[Span, ...]:
    most = max((row.accept for row in rows), default=0)
    if not most:
        return ()
    spans: list[Span] = []
    previous: PriceRow | None = None
    for row in rows:
        if row.accept == most:
            joined = (
                previous is not None
                and previous.accept == most
                and acceptance.between(previous.price, row.price) == most
            )
            first = spans.pop().first if joined else row.price
            spans.append(Span(first, row.price))
        previous = row
    return tuple(spans)


def overlap(answers: Sequence[Answer], convention: Convention) -> tuple[int, tuple[Span, ...]]:
    """Return how many people at most accept one same price, and all the prices (€) that so many accept.

    `answers` are those that count. Unlike the best prices of `acceptability`, these may be prices that nobody named.
    """
    acceptance = Acceptance(answers, convention)
    pieces: list[tuple[int, Span]] = []
    for price, following in zip_longest(acceptance.named, acceptance.named[1:]):
        pieces.append((acceptance.at(price).accept, Span(price, price)))
        if following is not None:
            pieces.append((acceptance.between(price, following), Span(price, following, closed=False)))
    most = max((count for count, _span in pieces), default=0)
    runs = (list(run) for accept, run in groupby(pieces, key=lambda piece: piece[0]) if accept == most)
    return most, tuple(_joined([span for _count, span in run]) for run in runs) if most else ()


def _joined(run: Sequence[Span]) -> Span:
    """Return as one the spans that follow one another."""
    return Span(run[0].first, run[-1].last, run[0].closed and run[-1].closed)
