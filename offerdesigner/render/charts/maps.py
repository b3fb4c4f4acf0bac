"""The map of prices as charts: what each offer costs along a quantity, and the zones where each is the cheapest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.project import Project
from offerdesigner.pricing.map_words import in_short
from offerdesigner.pricing.offer_curve import Curve
from offerdesigner.pricing.price_map import PriceMap, Zone
from offerdesigner.pricing.spans import rounded_up
from offerdesigner.pricing.wording import on_quote
from offerdesigner.pricing.zone_map import Side, ZoneMap
from offerdesigner.render.charts.data import SERIES, Area, Axis, Chart, Crossing, Role, Series, Spot, Zones
from offerdesigner.text import _, money, number

Row = tuple[Zone, ...]

_SYMBOL = 3
"""How many letters a unit has at most that follows each number of an axis: « Go », « h »."""


def role_of(place: int) -> Role:
    """Return the colour of the offer at this place of its range; they come round after three."""
    return SERIES[place % len(SERIES)]


def price_chart(project: Project, found: PriceMap, *, title: str, remark: str = "") -> Chart:
    """Return what the offers of a map cost along its metric: full where it is the cheapest, dotted elsewhere.

    `remark` says what the rest of the usage is.
    """
    metric = _metric(project, found.metric)
    # Each line has a point wherever one of them bends: the table has no hole.
    ends = [end for curve in found.curves for part in curve.knots for end in part]
    places = sorted({*ends, *(end for zone in found.zones for end in (zone.first, zone.last))})
    series: list[Series] = []
    for place, curve in enumerate(found.curves):
        series += _lines(found, curve, role_of(place), places)
    highest = max((y for one in series for _x, y in one.points if y is not None), default=Decimal(1))
    low, high = found.quantities[0], found.quantities[-1]
    return Chart(
        title,
        Axis(", ".join(filter(None, (_counted_in(metric), remark))), Decimal(low), Decimal(high)),
        Axis("€", Decimal(0), rounded_up(highest), money),
        tuple(series),
        crossings=tuple(
            Crossing(Decimal(zone.first), _("dès {n}").format(n=number(zone.first))) for zone in found.crossings
        ),
        words=f"{in_short(project, found)}." if len(found.curves) > 1 else "",
    )


def _lines(found: PriceMap, curve: Curve, role: Role, places: Sequence[int]) -> Iterator[Series]:
    """Yield the curve of an offer, dotted, then the stretches where it is the cheapest."""
    name = curve.offer.name or _("Offre sans nom")
    points = tuple((Decimal(place), curve.cost(place)) for place in places)
    yield Series(name, points, role, dotted=True, label=name)
    for zone in found.zones:
        if zone.offer == curve.offer.id:
            stretch = tuple((x, y) for x, y in points if zone.first <= x <= zone.last)
            yield Series("", stretch, role)


def zones_chart(project: Project, found: ZoneMap, *, title: str, words: str = "") -> Zones:
    """Return the zones of a map: one area for each offer that is the cheapest somewhere."""
    names: dict[Id | None, str] = {
        offer.id: offer.name or _("Offre sans nom") for offer in project.offers if offer.id in found.offers
    }
    names[None] = on_quote()
    across, up = (_metric(project, side.metric) for side in (found.across, found.up))
    return Zones(
        title,
        _axis(across, found.across),
        _axis(up, found.up, names_unit=True),
        tuple(_areas(found, names)),
        tuple(_borders(found)),
        words=words,
        rows=tuple(_rows(found, names, across, up)),
    )


def _axis(metric: Metric, side: Side, *, names_unit: bool = False) -> Axis:
    low, high = (Decimal(side.quantities[place]) for place in (0, -1))
    if names_unit and len(metric.plural) <= _SYMBOL:
        return Axis("", low, high, lambda value: f"{number(value)} {metric.unit(value)}")
    return Axis(_counted_in(metric), low, high)


def _counted_in(metric: Metric) -> str:
    """Name what an axis counts: « personnes », « espace (Go) »."""
    if len(metric.plural) > _SYMBOL:
        return metric.plural
    return _("{name} ({unit})").format(name=metric.name.lower(), unit=metric.plural)


def with_spots(zones: Zones, spots: Sequence[Spot]) -> Zones:
    """Return `zones` with the spots that are within its axes."""
    return replace(zones, spots=tuple(spot for spot in spots if _is_within(zones, spot)))


def _is_within(zones: Zones, spot: Spot) -> bool:
    return zones.x.low <= spot.x <= zones.x.high and zones.y.low <= spot.y <= zones.y.high


def _areas(found: ZoneMap, names: Mapping[Id | None, str]) -> Iterator[Area]:
    for place, offer in enumerate((*found.offers, None)):
        cells = tuple(
            (left, low, right - left, high - low)
            for row, low, high in _strips(found)
            for zone, (left, right) in _stretches(found, row)
            if zone.offer == offer
        )
        if cells:
            yield Area(names[offer], "muted" if offer is None else role_of(place), cells)


def _strips(found: ZoneMap) -> Iterator[tuple[Row, Decimal, Decimal]]:
    """Yield the rows, those alike together, and from where to where they are drawn.

    Each quantity stands for half the way to those around, the first and the last to themselves.
    """
    up = found.up.quantities
    half, low = Decimal(up.step) / 2, Decimal(up[0])
    for row, same in groupby(zip(found.rows, up, strict=True), key=lambda pair: pair[0]):
        last = [quantity for _row, quantity in same][-1]
        high = min(Decimal(up[-1]), last + half)
        yield row, low, high
        low = high


def _stretches(found: ZoneMap, row: Row) -> Iterator[tuple[Zone, tuple[Decimal, Decimal]]]:
    """Yield each zone of a row, and from where to where it is drawn."""
    half = Decimal(found.across.quantities.step) / 2
    low, high = (Decimal(found.across.quantities[place]) for place in (0, -1))
    for zone in row:
        yield zone, (max(low, zone.first - half), min(high, zone.last + half))


def _borders(found: ZoneMap) -> Iterator[tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]]:
    strips = list(_strips(found))
    for row, low, high in strips:
        for _zone, (_left, right) in list(_stretches(found, row))[:-1]:
            yield (right, low), (right, high)
    for (below, _low, height), (above, *_rest) in pairwise(strips):
        for left, right in _differing(found, below, above):
            yield (left, height), (right, height)


def _differing(found: ZoneMap, below: Row, above: Row) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the stretches where two rows, one above the other, have other offers."""
    for one, (one_left, one_right) in _stretches(found, below):
        for other, (other_left, other_right) in _stretches(found, above):
            left, right = max(one_left, other_left), min(one_right, other_right)
            if left < right and one.offer != other.offer:
                yield left, right


def _rows(found: ZoneMap, names: Mapping[Id | None, str], across: Metric, up: Metric) -> Iterator[tuple[str, ...]]:
    """Yield the table of the zones: as long as nothing changes, the quantities up are told together."""
    yield up.name, across.name, _("la moins chère")
    told = zip(found.up.quantities, found.rows, strict=True)
    for row, same in groupby(told, key=lambda pair: pair[1]):
        heights = [quantity for quantity, _row in same]
        for zone in row:
            yield _from_to(heights[0], heights[-1]), _from_to(zone.first, zone.last), names[zone.offer]


def _from_to(first: int, last: int) -> str:
    if first == last:
        return number(first)
    return _("{first} à {last}").format(first=number(first), last=number(last))


def _metric(project: Project, wanted: Id) -> Metric:
    return next(metric for metric in project.metrics if metric.id == wanted)
