"""What four questions say: too cheap, cheap, expensive, too expensive (Van Westendorp).

At a price p, it is too cheap (or cheap) for those who named more than p, and expensive (or too expensive) for
those who named p or less. Curves are straight between two neighbouring prices that were named; where two of them
run together, they cross on a whole interval. Prices are in €, shares and crossings exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.sensitivity.answers import Sorted, named_prices, sort
from offerdesigner.economics.sensitivity.intent import Intent, intent
from offerdesigner.economics.values import NOTHING
from offerdesigner.model.research import Survey, SurveyMethod

_FOUR = SurveyMethod.VAN_WESTENDORP


@dataclass(frozen=True, slots=True)
class Opinion:
    """The shares of people, from 0 to 1, who find a price (€) too cheap, cheap, expensive, too expensive.

    Those for whom it is too cheap are counted among those for whom it is cheap, and likewise above.
    """

    price: Decimal
    too_cheap: Fraction
    cheap: Fraction
    expensive: Fraction
    too_expensive: Fraction

    @property
    def not_cheap(self) -> Fraction:
        """The share of people for whom the price is not cheap."""
        return 1 - self.cheap

    @property
    def not_expensive(self) -> Fraction:
        """The share of people for whom the price is not expensive."""
        return 1 - self.expensive


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where two curves cross: a price, or all the prices (€) from `first` to `last` when they run together."""

    first: Fraction
    last: Fraction

    @property
    def is_plateau(self) -> bool:
        """Whether it is more than one price."""
        return self.first < self.last

    @property
    def middle(self) -> Fraction:
        """The price in the middle (€)."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Points:
    """Where the curves of a survey cross."""

    pmc: Crossing
    """Point of marginal cheapness, the low end of the original range: too cheap × not cheap."""
    pme: Crossing
    """Point of marginal expensiveness, its high end: too expensive × not expensive."""
    ipp: Crossing
    """Indifference price: cheap × expensive."""
    opp: Crossing
    """Optimal price: too cheap × too expensive."""
    narrow_low: Crossing
    """The low end of the narrow range that some firms use: too cheap × expensive."""
    narrow_high: Crossing
    """Its high end: too expensive × cheap."""


@dataclass(frozen=True)
class VanWestendorp:
    """What a survey says: opinions on each price that was named, and where they cross (`None`: no answer counts)."""

    sorted: Sorted
    opinions: tuple[Opinion, ...]
    points: Points | None
    intent: Intent | None
    """What those who also said whether they would buy promise; `None` when nobody did."""

    @property
    def people(self) -> int:
        """How many answers count."""
        return len(self.sorted.kept)


def van_westendorp(survey: Survey) -> VanWestendorp:
    """Return what the answers of `survey` to the four questions say."""
    found = sort(survey.answers, _FOUR)
    opinions = _opinions(found)
    return VanWestendorp(found, opinions, points(opinions) if opinions else None, intent(found.kept))


def _opinions(found: Sorted) -> tuple[Opinion, ...]:
    columns = [sorted(column) for column in zip(*(named_prices(one, _FOUR) for one in found.kept), strict=True)]
    named = sorted({price for column in columns for price in column})
    return tuple(Opinion(price, *_shares(columns, price, len(found.kept))) for price in named)


def _shares(columns: Sequence[Sequence[Decimal]], price: Decimal, people: int) -> tuple[Fraction, ...]:
    """Return the shares of an `Opinion`; `columns` are the sorted answers to each question."""
    reached = [Fraction(bisect_right(column, price), people) for column in columns]
    return 1 - reached[0], 1 - reached[1], reached[2], reached[3]


def points(opinions: Sequence[Opinion]) -> Points:
    """Return where the curves through `opinions`, which are by price and at least one, cross."""
    return Points(
        pmc=_crossing(opinions, lambda at: at.not_cheap - at.too_cheap),
        pme=_crossing(opinions, lambda at: at.too_expensive - at.not_expensive),
        ipp=_crossing(opinions, lambda at: at.expensive - at.cheap),
        opp=_crossing(opinions, lambda at: at.too_expensive - at.too_cheap),
        narrow_low=_crossing(opinions, lambda at: at.expensive - at.too_cheap),
        narrow_high=_crossing(opinions, lambda at: at.too_expensive - at.cheap),
    )


def _crossing(opinions: Sequence[Opinion], gap: Callable[[Opinion], Fraction]) -> Crossing:
    """Return where `gap`, which never decreases along the prices, is naught.

    Whole answers have it: at the lowest price named it is not above naught, at the highest it is one.
    """
    first, after = bisect_left(opinions, NOTHING, key=gap), bisect_right(opinions, NOTHING, key=gap)
    if first < after:
        return Crossing(Fraction(opinions[first].price), Fraction(opinions[after - 1].price))
    after = min(after, len(opinions) - 1)
    (low, below), (high, above) = (
        (Fraction(one.price), gap(one)) for one in (opinions[max(0, after - 1)], opinions[after])
    )
    at = high if above == below else low + (high - low) * -below / (above - below)
    return Crossing(at, at)
