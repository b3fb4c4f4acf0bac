"""What the tab and its panel show of a survey, worked out once for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from offerdesigner.app.chart_table import ValuesRow
from offerdesigner.economics.sensitivity.acceptability import Acceptability, PriceRow, acceptability, overlap
from offerdesigner.economics.sensitivity.answers import Sorted
from offerdesigner.economics.sensitivity.floor import offer_of, our_price, price_floor
from offerdesigner.economics.sensitivity.van_westendorp import VanWestendorp, van_westendorp
from offerdesigner.economics.sensitivity.words import (
    acceptability_words,
    aside_words,
    convention_words,
    few_note,
    opinions_words,
    out_of,
    point_rows,
    points_words,
    standing_words,
    van_westendorp_words,
)
from offerdesigner.economics.values import rounded_euros
from offerdesigner.model.project import Project
from offerdesigner.model.research import Convention, Survey, SurveyMethod
from offerdesigner.render.charts.data import Chart
from offerdesigner.render.charts.sensitivity import Beside, acceptability_chart, van_westendorp_chart
from offerdesigner.text import _, money

_AROUND = 3
"""How many prices are told on each side of the best one."""


@dataclass(frozen=True)
class Study:
    """A survey: its chart, its sentences, and the prices to choose from, a row each (`None`: not one price)."""

    chart: Chart
    words: str
    remarks: tuple[str, ...]
    note: str
    headers: tuple[str, ...] = ()
    rows: tuple[ValuesRow, ...] = ()
    prices: tuple[Decimal | None, ...] = ()
    best: Decimal | None = None
    """The price to propose."""

    ours: Decimal | None = None
    people: int = 0


@dataclass(frozen=True)
class StudyJob:
    """Works out what is shown of `survey`."""

    project: Project
    survey: Survey

    def __call__(self) -> tuple[StudyJob, Study]:
        """Compute, and tell of what."""
        return self, study(self.project, self.survey)


def study(project: Project, survey: Survey) -> Study:
    """Return what is shown of `survey`, beside our price and what the offer costs, where they are known."""
    offer = offer_of(project, survey)
    floor = price_floor(project, offer) if offer is not None else None
    beside = Beside(our_price(project, survey), floor.price if floor is not None else None, survey.usage)
    if survey.method is SurveyMethod.ACCEPTABILITY:
        told = _accepted(acceptability(survey), beside)
    else:
        told = _pointed(van_westendorp(survey), beside)
    return told if floor is None else replace(told, note=f"{told.note} {floor.words}")


def _agreed(told: Study, found: Sorted, convention: Convention) -> Study:
    """Return `told` with the dearest price that most of a few people agree on, or the middle where they name none."""
    _most, spans = overlap(found.kept, convention)
    if not spans:
        return told
    last = spans[-1]
    price = last.last if last.closed else round((last.first + last.last) / 2, 2)
    why = _("{price} est le plus haut de ces prix.") if last.closed else _("{price} est au milieu de ces prix.")
    is_alone = last.closed and last.first == last.last
    return replace(told, best=price, remarks=(*(() if is_alone else (why.format(price=money(price)),)), *told.remarks))


def _remarks(found: Sorted, standing: str = "") -> tuple[str, ...]:
    few = few_note() if found.kept and found.is_small else ""
    return tuple(words for words in (standing, few, *aside_words(found)) if words)


def _accepted(result: Acceptability, beside: Beside) -> Study:
    standing = standing_words(result, beside.price, beside.floor) if result.people else ""
    told = Study(
        acceptability_chart(result, beside),
        acceptability_words(result),
        _remarks(result.sorted, standing),
        convention_words(result.convention),
        ours=beside.price,
        people=result.people,
    )
    if not result.people or result.sorted.is_small:
        return _agreed(told, result.sorted, result.convention)
    rows = tuple(_around_best(result, beside.price))
    top = max(row.revenue for row in result.rows)
    best = next(iter(result.best_revenue), None)
    return replace(
        told,
        headers=(_("Prix"), _("Acceptent"), "", _("Recette")),
        rows=tuple(
            ValuesRow(
                (_ours(row, beside.price), out_of(row), "", money(row.revenue)),
                bold=row.price == best,
                part=row.revenue / top if top else Decimal(0),
            )
            for row in rows
        ),
        prices=tuple(row.price for row in rows),
        best=best,
    )


def _ours(row: PriceRow, ours: Decimal | None) -> str:
    return _("{price} (nous)").format(price=money(row.price)) if row.price == ours else money(row.price)


def _around_best(result: Acceptability, ours: Decimal | None) -> Iterator[PriceRow]:
    """Yield the rows of the best prices with some around them, and our own."""
    best = {*result.best_revenue[:1], *(span.first for span in result.best[:1])}
    places = [place for place, row in enumerate(result.rows) if row.price in best] or [0]
    first, last = max(0, min(places) - _AROUND), max(places) + _AROUND
    rows = list(result.rows[first : last + 1])
    if ours is not None and all(row.price != ours for row in rows):
        rows.append(result.at(ours))
    yield from sorted(rows, key=lambda row: row.price)


def _pointed(result: VanWestendorp, beside: Beside) -> Study:
    told = Study(
        van_westendorp_chart(result, beside),
        van_westendorp_words(result),
        _remarks(result.sorted),
        opinions_words(),
        ours=beside.price,
        people=result.people,
    )
    points = result.points
    if points is None or result.sorted.is_small:
        return _agreed(told, result.sorted, Convention.STRICT)
    prices = (points.pmc, points.opp, points.ipp, points.pme)
    return replace(
        told,
        note=f"{told.note} {points_words()}",
        headers=(_("Repère"), _("Prix")),
        rows=tuple(ValuesRow((row.name, row.price), bold=place == 1) for place, row in enumerate(point_rows(points))),
        prices=(*(rounded_euros(crossing.middle) for crossing in prices), None),
        best=rounded_euros(points.opp.middle),
    )
