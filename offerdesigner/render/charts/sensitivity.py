"""The charts of a price survey: curves over the price, or each person where there are too few for curves.

Prices are in €; `price` is ours and `floor` what the offer costs, for the usage that people were told of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.sensitivity.acceptability import Acceptability, Span, overlap
from offerdesigner.economics.sensitivity.answers import Sorted, named_prices
from offerdesigner.economics.sensitivity.van_westendorp import Crossing as Place
from offerdesigner.economics.sensitivity.van_westendorp import Opinion, VanWestendorp
from offerdesigner.economics.sensitivity.words import (
    acceptability_words,
    name_of_question,
    out_of,
    standing_words,
    van_westendorp_words,
)
from offerdesigner.economics.values import euros, percent, rounded_euros
from offerdesigner.model.research import Convention, SurveyMethod
from offerdesigner.pricing.spans import rounded_up
from offerdesigner.render.charts.data import Axis, Band, Chart, Crossing, Role, Series, Spot
from offerdesigner.text import NNBSP, _, money, number, typeset

_HEADROOM = Decimal("1.04")
_ROOM_ABOVE = Decimal("1.15")
"""The height of the plot for one of the curves: our price and the cost are named above them."""

_QUARTERS = tuple(map(Decimal, (0, 25, 50, 75, 100)))
_MOST_MARKED = 40
"""With more prices than that, dots would hide the line."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is drawn across the answers: our price and the cost (€), `None` where they are not known."""

    price: Decimal | None = None
    floor: Decimal | None = None
    title: str = ""
    """What the price is for: « par mois, pour 15 personnes »."""


def acceptability_chart(result: Acceptability, beside: Beside) -> Chart:
    """Return how many accept each price, find it too cheap or too dear, and what they would pay together.

    Below fifteen answers, each person is drawn instead.
    """
    if result.sorted.is_small:
        words = f"{acceptability_words(result)} {standing_words(result, beside.price, beside.floor)}".strip()
        return _people(result.sorted, SurveyMethod.ACCEPTABILITY, result.convention, beside, words)
    rows = result.rows
    top = max(row.revenue for row in rows)
    scale = result.people / top if top else Decimal(0)
    marked = len(rows) <= _MOST_MARKED
    series = [
        Series(_("acceptent"), tuple((row.price, Decimal(row.accept)) for row in rows), "series_1", marked=marked),
        Series(
            _("trop bon marché"), tuple((row.price, Decimal(row.too_cheap)) for row in rows), "series_3", dotted=True
        ),
        Series(_("trop cher"), tuple((row.price, Decimal(row.too_dear)) for row in rows), "series_2", dashed=True),
    ]
    if top:
        name = _("recette (au plus {amount})").format(amount=money(top))
        series.append(Series(name, tuple((row.price, row.revenue * scale) for row in rows), "muted", dashed=True))
    return Chart(
        _("Prix que les personnes acceptent"),
        _prices(beside, [row.price for row in rows]),
        Axis(_("personnes"), Decimal(0), result.people * _ROOM_ABOVE, _whole),
        tuple(series),
        bands=tuple(_below(beside)),
        spots=tuple(_best(result)),
        crossings=tuple(_limits(beside)),
        words=typeset(f"{acceptability_words(result)} {standing_words(result, beside.price, beside.floor)}".strip()),
        rows=(
            (_("Prix"), _("Acceptent"), _("Trop bas"), _("Trop cher"), _("Recette")),
            *(
                (money(row.price), out_of(row), number(row.too_cheap), number(row.too_dear), money(row.revenue))
                for row in rows
            ),
        ),
    )


def van_westendorp_chart(result: VanWestendorp, beside: Beside) -> Chart:
    """Return the four curves of a survey, the acceptable range and the optimal price; or each person (see above)."""
    words = van_westendorp_words(result)
    if result.points is None or result.sorted.is_small:
        return _people(result.sorted, SurveyMethod.VAN_WESTENDORP, Convention.STRICT, beside, words)
    points = result.points
    low, high = rounded_euros(points.pmc.middle), rounded_euros(points.pme.middle)
    curves: tuple[tuple[str, Callable[[Opinion], Fraction], Role, bool], ...] = (
        ("too_cheap", lambda at: at.too_cheap, "series_3", True),
        ("cheap", lambda at: at.cheap, "series_3", False),
        ("expensive", lambda at: at.expensive, "series_2", False),
        ("too_expensive", lambda at: at.too_expensive, "series_2", True),
    )
    return Chart(
        _("Ce que les personnes pensent de chaque prix"),
        _prices(beside, [opinion.price for opinion in result.opinions]),
        Axis("%", Decimal(0), 100 * _ROOM_ABOVE, _percent, marks=_QUARTERS),
        tuple(
            Series(
                name_of_question(question).lower(),
                tuple((one.price, _hundredths(share(one))) for one in result.opinions),
                role,
                dashed=dashed,
            )
            for question, share, role, dashed in curves
        ),
        bands=(*_below(beside), Band(low, high, _("fourchette acceptable"), "agreed")),
        spots=(_optimal(result, points.opp),),
        crossings=tuple(_limits(beside)),
        words=typeset(words),
        rows=tuple(_opinion_rows(result)),
    )


def _opinion_rows(result: VanWestendorp) -> Iterator[tuple[str, ...]]:
    questions = ("too_cheap", "cheap", "expensive", "too_expensive")
    reached = {row.price: row for row in result.intent.rows} if result.intent else {}
    more = (_("Achèteraient"), _("Recette")) if reached else ()
    yield (_("Prix"), *map(name_of_question, questions), *more)
    for one in result.opinions:
        cells = [money(one.price), *(percent(getattr(one, question)) for question in questions)]
        if reached:
            row = reached.get(one.price)
            cells += [percent(row.share), euros(row.revenue)] if row else ["—", "—"]
        yield tuple(cells)


def _optimal(result: VanWestendorp, opp: Place) -> Spot:
    price = rounded_euros(opp.middle)
    before = max((one for one in result.opinions if one.price <= opp.middle), key=lambda one: one.price)
    return Spot(price, _hundredths(before.too_cheap), _("optimal : {price}").format(price=money(price)))


def _people(found: Sorted, method: SurveyMethod, convention: Convention, beside: Beside, words: str) -> Chart:
    """Return one line a person, from the lowest to the highest of their prices, and what most of them accept."""
    people = sorted((named_prices(answer, method) for answer in found.kept), reverse=True)
    most, spans = overlap(found.kept, convention)
    agreed = (Band(span.first, span.last, "", "agreed") for span in spans if most > 1 and span.first < span.last)
    questions = ("too_cheap", "too_expensive") if method is SurveyMethod.ACCEPTABILITY else _FOUR
    return Chart(
        _("Chaque personne, de son prix trop bas à son prix trop haut"),
        _prices(beside, [price for prices in people for price in prices]),
        Axis(_("personnes"), Decimal(0), Decimal(len(people) + 1), _unsaid, marks=(Decimal(0),)),
        tuple(
            Series("", tuple((price, Decimal(place)) for price in prices), "series_1", marked=True)
            for place, prices in enumerate(people, 1)
        ),
        bands=(*_below(beside), *agreed),
        crossings=tuple(sorted((*_single(spans if most > 1 else ()), *_limits(beside)), key=lambda one: one.x)),
        words=typeset(words),
        rows=(
            (_("Personne"), *map(name_of_question, questions)),
            *((number(place), *map(money, prices)) for place, prices in enumerate(reversed(people), 1)),
        ),
    )


_FOUR = ("too_cheap", "cheap", "expensive", "too_expensive")


def _single(spans: Sequence[Span]) -> Iterator[Crossing]:
    """Yield the prices that most people accept and that are alone: a band would not show."""
    for span in spans:
        if span.first == span.last:
            yield Crossing(span.first, money(span.first), "series_1")


def _best(result: Acceptability) -> Iterator[Spot]:
    """Yield the best revenue, and the price that most accept where there is one and it is another."""
    for price in result.best_revenue[:1]:
        row = result.at(price)
        yield Spot(price, Decimal(row.accept), money(price), look="dot")
    if len(result.best) == 1 and result.best[0].first not in result.best_revenue[:1]:
        yield Spot(result.best[0].first, Decimal(result.most), money(result.best[0].first), side="left")


def _prices(beside: Beside, named: Sequence[Decimal]) -> Axis:
    shown = [*named, *(one for one in (beside.price, beside.floor) if one is not None)]
    end = rounded_up(max(shown, default=Decimal(1)) * _HEADROOM) or Decimal(1)
    return Axis(beside.title or _("prix"), Decimal(0), end, money)


def _below(beside: Beside) -> Iterator[Band]:
    if beside.floor:
        yield Band(Decimal(0), beside.floor, "", "below")


def _limits(beside: Beside) -> Iterator[Crossing]:
    if beside.floor:
        yield Crossing(beside.floor, _("plancher {price}").format(price=money(beside.floor)), "error", full=True)
    if beside.price is not None:
        yield Crossing(beside.price, _("notre prix : {price}").format(price=money(beside.price)), "text")


def _hundredths(share: Fraction) -> Decimal:
    return Decimal(100 * share.numerator) / share.denominator


def _whole(value: Decimal) -> str:
    return number(value) if value == value.to_integral_value() else ""


def _percent(value: Decimal) -> str:
    return f"{number(value)}{NNBSP}%"


def _unsaid(_value: Decimal) -> str:
    """Number nobody: people are not named."""
    return ""
