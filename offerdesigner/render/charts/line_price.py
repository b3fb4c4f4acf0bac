"""The curve of one price line by quantity: its cliffs, where it is unknown, what a repair changes; and as a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    StairstepPrice,
    VolumePrice,
)
from offerdesigner.model.offers import RateCard
from offerdesigner.pricing.charges import ZERO, rounded
from offerdesigner.pricing.curve import Cliff, Point, asked, cliffs, corners, curve, extent, has_each_sold, smallest
from offerdesigner.pricing.spans import rounded_up
from offerdesigner.pricing.wording import counted, on_quote
from offerdesigner.render.charts.data import Axis, Band, Chart, Fall, Series, Spot
from offerdesigner.text import _, every, money, number, typeset

MOST_WORDS = 8
_FEW_ROWS = 5
_USUAL_ROWS = tuple(map(Decimal, (1, 5, 10, 20)))
_HEADROOM = Decimal("1.08")
_LITTLE = Decimal("0.1")
_MOST_NAMED = 2
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Subject:
    """A price line that is looked at: for the quantity of an example, and as a repair would make it."""

    rate: RateCard
    metric: Metric
    example: Decimal
    shown: Callable[[Decimal], Decimal]
    """From what was entered to what shows, HT or TTC."""

    side: str = ""
    """« HT » or « TTC », where there are two sides."""

    told: Collection[Id] = ()
    """The tiers after which the checks say that the price falls."""

    mended: RateCard | None = None
    """The same line once that is repaired."""


@dataclass(frozen=True, slots=True)
class Row:
    """A quantity of the table and what it costs; nobody who knows better buys a `dead` one."""

    cells: tuple[str, ...]
    dead: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True)
class PriceCurve:
    """The curve of a line, the same values in figures, and how the limits of its tiers are read."""

    chart: Chart
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


def price_curve(subject: Subject) -> PriceCurve:
    """Return all that is shown of the price of a line along its quantity."""
    rate, metric = subject.rate, subject.metric
    end = extent(rate.charge, subject.example if asked(rate, subject.example) is not None else ZERO)
    falls = tuple(cliff for cliff in cliffs(rate, metric) if cliff.bounded.id in subject.told)
    if not falls:
        subject = replace(subject, mended=None)
    points = curve(rate, metric, end)
    mended = curve(subject.mended, metric, end) if subject.mended is not None else ()
    note = typeset(_note(rate.charge, metric, subject))
    chart = Chart(
        _("Prix de la ligne, {every} {side}").format(every=every(rate.period_months), side=subject.side).rstrip(),
        Axis(_unit(rate, metric), ZERO, end),
        Axis("€", ZERO, _highest(subject, (*points, *mended)), money),
        (*_now(subject, points, falls, has_each_sold(metric, end)), *_then(subject, mended)),
        bands=(*_dead(falls), *_unknown(points)),
        spots=tuple(_spots(subject, end)),
        falls=tuple(_fall(subject, cliff, len(falls) <= _MOST_NAMED) for cliff in falls),
        unknown=on_quote(),
        words=typeset(_in_words(subject, falls, end)),
    )
    return PriceCurve(chart, _headers(subject), tuple(_rows(subject, falls, end)), note)


def _unit(rate: RateCard, metric: Metric) -> str:
    return _("{unit} en plus").format(unit=metric.plural) if rate.beyond_included else metric.plural


def _highest(subject: Subject, points: Collection[Point]) -> Decimal:
    known = [subject.shown(point.amount) for point in points if point.amount is not None]
    return rounded_up(max(known, default=ZERO) * _HEADROOM)


def _now(subject: Subject, points: Collection[Point], falls: Collection[Cliff], marked: bool) -> Iterator[Series]:
    """Yield the line as it is, broken where it falls."""
    name = _("réglage actuel")
    start = ZERO
    for last in (*(cliff.end for cliff in falls), None):
        run = tuple(
            (point.quantity, None if point.amount is None else subject.shown(point.amount))
            for point in points
            if start <= point.quantity and (last is None or point.quantity <= last)
        )
        yield Series(name, run, "series_1", marked=marked)
        name = ""
        start = last + smallest(subject.metric) if last is not None else ZERO


def _then(subject: Subject, points: Collection[Point]) -> Iterator[Series]:
    """Yield the line as the repair makes it, where it differs."""
    if subject.mended is None:
        return
    known = [(point.quantity, None if point.amount is None else subject.shown(point.amount)) for point in points]
    same = [asked(subject.rate, point.quantity) == point.amount for point in points]
    first = same.index(False) if False in same else len(same)
    if first < len(same):
        run = tuple(known[max(0, first - 1) :])
        yield Series(_("après correction"), run, "series_3", dashed=True)


def _dead(falls: Collection[Cliff]) -> Iterator[Band]:
    """Yield the stretches that nobody buys; very many are named together."""
    together = _("{n} zones mortes").format(n=len(falls)) if len(falls) > _MOST_NAMED else ""
    for cliff in falls:
        first, last = cliff.first - _HALF, cliff.end + _HALF
        if cliff.following - cliff.end < 1:
            first, last = cliff.first, cliff.end
        yield Band(max(first, ZERO), last, together or _zone(cliff), "dead")


def _zone(cliff: Cliff) -> str:
    if cliff.first == cliff.end:
        return _("zone morte, à {end}").format(end=number(cliff.end))
    return _("zone morte, {first} {end}").format(first=_from(cliff), end=_("à {n}").format(n=number(cliff.end)))


def _from(cliff: Cliff) -> str:
    """Say where a dead zone begins: « de 6 », « de plus de 6 » where any part of a unit is sold."""
    if cliff.following - cliff.end < 1:
        return _("de plus de {n}").format(n=number(cliff.first - (cliff.following - cliff.end)))
    return _("de {n}").format(n=number(cliff.first))


def _unknown(points: Collection[Point]) -> Iterator[Band]:
    """Yield the stretches where the price is not known."""
    for one, next_one in pairwise(points):
        if next_one.amount is None and one.amount is not None:
            yield Band(one.quantity, list(points)[-1].quantity, "", "unknown")


def _fall(subject: Subject, cliff: Cliff, named: bool) -> Fall:
    higher, lower = subject.shown(cliff.higher), subject.shown(cliff.lower)
    foot = _("{price} pour {n}").format(price=money(lower), n=number(cliff.following))
    if smallest(subject.metric) < 1:
        foot = _("{price} au-delà de {n}").format(price=money(lower), n=number(cliff.end))
    return Fall(
        cliff.first, (cliff.end, higher), (cliff.following, lower), (money(higher), foot) if named else ("", "")
    )


def _spots(subject: Subject, end: Decimal) -> Iterator[Spot]:
    """Yield the example, as it is and as the repair makes it."""
    if subject.example > end:
        return
    amount = asked(subject.rate, subject.example)
    then = asked(subject.mended, subject.example) if subject.mended is not None else None
    if amount is not None:
        yield Spot(subject.example, subject.shown(amount), money(subject.shown(amount)), side="left")
    if then is not None and then != amount:
        yield Spot(subject.example, subject.shown(then), money(subject.shown(then)), "series_3", side="left")


def _headers(subject: Subject) -> tuple[str, ...]:
    metric = subject.metric
    first = _("En plus") if subject.rate.beyond_included else metric.name or metric.plural
    named = (first, _("Aujourd'hui"), _("Par {unit}").format(unit=metric.singular))
    return tuple(map(typeset, (*named, _("Corrigé")) if subject.mended is not None else named))


def _rows(subject: Subject, falls: Collection[Cliff], end: Decimal) -> Iterator[Row]:
    rate, step = subject.rate, smallest(subject.metric)
    bends = set(corners(rate, subject.metric, end))
    wanted = bends | {subject.example, Decimal(1)}
    if asked(rate, end) is not None and end != subject.example:
        wanted.remove(end)  # it is no corner: the drawing has to end somewhere
    for cliff in falls:
        wanted |= {cliff.first - step, cliff.first} if step == 1 else {cliff.first}
    begins = bends | {cliff.first - step for cliff in falls}
    if len(wanted) < _FEW_ROWS:
        wanted |= {usual for usual in _USUAL_ROWS if usual <= end}
    is_known = True
    for quantity in sorted(wanted):
        amount = asked(rate, quantity)
        past = quantity - step if step < 1 and quantity - step in begins else None
        if (amount or quantity) and past != ZERO and (is_known or quantity == subject.example):
            yield _row(subject, quantity, amount, past, falls)
        is_known = is_known and amount is not None


def _row(
    subject: Subject, quantity: Decimal, amount: Decimal | None, past: Decimal | None, falls: Collection[Cliff]
) -> Row:
    said = number(quantity) if past is None else _("plus de {n}").format(n=number(past))
    cells = [said, _said(subject, amount), _each(subject, quantity, amount)]
    if subject.mended is not None:
        cells.append(_said(subject, asked(subject.mended, quantity)))
    dead = any(cliff.first <= quantity <= cliff.end for cliff in falls)
    return Row(tuple(cells), dead, quantity == subject.example)


def _said(subject: Subject, amount: Decimal | None) -> str:
    return on_quote() if amount is None else money(subject.shown(amount), cents=True)


def _each(subject: Subject, quantity: Decimal, amount: Decimal | None) -> str:
    """Say what one unit comes to; finer than cents where it is very little."""
    if amount is None or not quantity:
        return "—"
    each = subject.shown(amount) / quantity
    if 0 < each < _LITTLE:
        return money(rounded(each, 4).normalize())
    return money(rounded(each, 2), cents=True)


def _in_words(subject: Subject, falls: Collection[Cliff], end: Decimal) -> str:
    """Say the curve: what a few quantities cost, then where more costs less."""
    rows = list(_rows(subject, falls, end))[:MOST_WORDS]
    said = [_("{price} pour {n}").format(price=row.cells[1], n=row.cells[0]) for row in rows]
    sentences = [f"{', '.join(said)}."] if said else []
    for cliff in falls:
        words = _("Zone morte {first} à {last} : on y paie plus que {foot}.")
        foot = _fall(subject, cliff, named=True).words[1]
        sentences.append(words.format(first=_from(cliff), last=number(cliff.end), foot=foot))
    return " ".join(sentences)


def _note(charge: Charge, metric: Metric, subject: Subject) -> str:
    """Say what a quantity at the very limit pays."""
    match charge:
        case GraduatedPrice(tiers=(first, _second, *_rest)) | VolumePrice(tiers=(first, _second, *_rest)):
            price = money(subject.shown(first.unit_price))
            if first.up_to is None or first.flat_price:
                return ""
            words = _("Une valeur à la limite est dans la tranche : à {n}, le prix est encore {price}.")
            if not metric.decimal and first.up_to > 1:
                words = _("Une valeur à la limite est dans la tranche : le {n}e paie {price}.")
                if metric.feminine:
                    words = _("Une valeur à la limite est dans la tranche : la {n}e paie {price}.")
            return words.format(n=number(first.up_to), price=price)
        case StairstepPrice(steps=(first, *_rest)) if first.up_to is not None:
            words = _("Une valeur à la limite est dans le palier : pour {n}, le prix est encore {price}.")
            return words.format(n=counted(first.up_to, metric), price=money(subject.shown(first.price)))
        case PackagePrice(size=size) if size != 1:
            return _("Un lot entamé est dû en entier : de {size} en {size}.").format(size=number(size))
        case CapacityPrice(size=size, included=included):
            words = _("Jusqu'à {n} compris, rien de plus n'est dû.")
            if size != 1:
                words = _("Jusqu'à {n} compris, rien de plus n'est dû ; au-delà, un lot entamé est dû en entier.")
            return words.format(n=counted(included, metric))
        case FlatPrice():
            return _("Le même prix, quelle que soit la quantité.")
        case FreePrice(minimum=minimum):
            words = _("La courbe suit le montant conseillé ; chacun choisit le sien.")
            if minimum:
                words = _("La courbe suit le montant conseillé ; chacun choisit le sien, à partir de {price}.")
            return words.format(price=money(subject.shown(minimum)))
        case _:
            return ""
