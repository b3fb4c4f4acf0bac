"""The map of prices: for a range of quantities, which offer serves at the least cost, and where that changes.

Quantities are whole numbers, as they are sold. Between two places where a price may bend or jump (the
`breakpoints` of its charges, what is included, the packs that add themselves) the price of an offer is a
straight line up to the rounding of its lines to the cent. So each offer is priced at the ends of its straight
parts only, and where two offers come within that rounding of one another both are priced exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

from offerdesigner.model.base import Id
from offerdesigner.model.charges import CapacityPrice, Charge, PackagePrice
from offerdesigner.model.offers import Granted, Offer, Option
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import ZERO, breakpoints
from offerdesigner.pricing.choice import Choice, Measure, Need, choose

MOST_QUANTITIES = 10_000
MOST_PACKS = 500
MOST_MARKS = 20_000
_NOISE = Decimal("0.01")
"""How far from a straight line the rounding of one line may bring it, in € a month."""


@dataclass(frozen=True, slots=True)
class Zone:
    """From `first` to `last` units, the same offer is the best (`None`: none has a known price)."""

    first: int
    last: int
    offer: Id | None


@dataclass(frozen=True)
class PriceMap:
    """The offers of a range along one metric. `zones` follow one another from the first quantity to the last."""

    metric: Id
    zones: tuple[Zone, ...]
    curves: tuple[Curve, ...]

    @property
    def crossings(self) -> tuple[Zone, ...]:
        """The zones but the first: each begins where another offer becomes the best."""
        return self.zones[1:]

    @property
    def never(self) -> tuple[Id, ...]:
        """The offers that are the best nowhere on the map."""
        best = {zone.offer for zone in self.zones}
        return tuple(curve.offer.id for curve in self.curves if curve.offer.id not in best)

    def best_at(self, quantity: int) -> Choice | None:
        """Return the cheapest choice for `quantity`, or `None` where no price is known."""
        zone = next(zone for zone in self.zones if zone.first <= quantity <= zone.last)
        curve = next((curve for curve in self.curves if curve.offer.id == zone.offer), None)
        return None if curve is None else curve.exactly(quantity)


def price_map(
    project: Project,
    offers: Sequence[Offer],
    metric: Id,
    quantities: tuple[int, int],
    need: Need,
    measure: Measure = Measure.MONTHLY,
) -> PriceMap:
    """Return which of `offers` is the cheapest for each whole quantity of `metric`, from the first to the last asked.

    The rest of the usage, the services needed and the months are those of `need`. Where two cost the same,
    the first in the order of `offers` is the best.

    Raises `ValueError` when the quantities are not in order or too many, `PricingError` for an unknown metric.
    """
    low, high = quantities
    if not 0 <= low <= high or high - low >= MOST_QUANTITIES:
        raise ValueError(quantities)
    curves = tuple(Curve(project, offer, metric, quantities, need, measure) for offer in offers)
    return PriceMap(metric, tuple(_zones(curves, low, high)), curves)


def _zones(curves: Sequence[Curve], low: int, high: int) -> Iterator[Zone]:
    first, best = low, _best(curves, low)
    for quantity in range(low + 1, high + 1):
        now = _best(curves, quantity)
        if now != best:
            yield Zone(first, quantity - 1, best)
            first, best = quantity, now
    yield Zone(first, high, best)


def _best(curves: Sequence[Curve], quantity: int) -> Id | None:
    """Return the cheapest offer: those that straight lines cannot tell apart are priced exactly."""
    near = [(cost, curve) for curve in curves if (cost := curve.about(quantity)) is not None]
    if not near:
        return None
    least = min(cost + curve.rounding for cost, curve in near)
    rivals = [curve for cost, curve in near if cost - curve.rounding <= least]
    if len(rivals) == 1:
        return rivals[0].offer.id
    return min(rivals, key=lambda curve: curve.exactly(quantity).cost or ZERO).offer.id


class Curve:
    """What one offer costs along a metric."""

    def __init__(
        self,
        project: Project,
        offer: Offer,
        metric: Id,
        quantities: tuple[int, int],
        need: Need,
        measure: Measure,
    ) -> None:
        self.offer = offer
        self._project, self._metric, self._need, self._measure = project, metric, need, measure
        self._low, self._high = quantities
        self._known: dict[int, Choice] = {}

    def exactly(self, quantity: int) -> Choice:
        """Return the cheapest choice of this offer for `quantity`."""
        found = self._known.get(quantity)
        if found is None:
            usage = {**self._need.usage, self._metric: Decimal(quantity)}
            need = Need(usage, self._need.services, self._need.months)
            found = self._known[quantity] = choose(self._project, self.offer, need, self._measure)
        return found

    def about(self, quantity: int) -> Decimal | None:
        """Return the cost at `quantity` to within `rounding` €, or `None` where it is unknown."""
        return self._about[quantity - self._low]

    @cached_property
    def rounding(self) -> Decimal:
        """How far `about` may be from the exact cost, in €."""
        price = self.exactly(self._low).price
        lines = len(self.offer.rates) + sum(len(option.rates) for option in self._project.options_for(self.offer))
        months = 1 if self._measure is Measure.MONTHLY else 12
        return 4 * _NOISE * months * max(lines, len(price.lines) if price else 1) * self._most_taken

    @cached_property
    def _most_taken(self) -> int:
        """How many times the rounding of one unit may be multiplied: an option charged by quantity, in many packs."""
        packs = (
            line.grant.quantity
            for option in self._project.options_for(self.offer)
            if option.when_needed and any(rate.metric is not None for rate in option.rates)
            for line in option.adds
            if isinstance(line.grant, Granted) and line.grant.quantity
        )
        return max((int(self._high / pack) + 1 for pack in packs), default=1)

    @cached_property
    def knots(self) -> tuple[tuple[int, int], ...]:
        """The straight parts: the first and the last quantity of each, in order."""
        bends = set(_bends(self._project, self.offer, self._metric, self._need.usage, self._high))
        ends = sorted({bend for bend in bends if self._low <= bend < self._high} | {self._high})
        starts = [self._low, *(end + 1 for end in ends[:-1])]
        parts: list[tuple[int, int]] = []
        for start, end in zip(starts, ends, strict=True):
            parts += self._straight(start, end)
        return tuple(parts)

    def _straight(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the straight parts from `first` to `last`: minima, maxima and options bend them."""
        if last - first < 2 or not self._bends_further or self._is_straight(first, last):
            yield first, last
            return
        middle = (first + last) // 2
        yield from self._straight(first, middle)
        yield from self._straight(middle + 1, last)

    @cached_property
    def _bends_further(self) -> bool:
        """Whether a line has a minimum or a maximum, or an option may give way to another."""
        rates = (*self.offer.rates, *(rate for option in self._project.options for rate in option.rates))
        has_bounds = any(rate.minimum_amount is not None or rate.maximum_amount is not None for rate in rates)
        return has_bounds or bool(self._need.services)

    def _is_straight(self, first: int, last: int) -> bool:
        """Tell whether each line of the price is on its chord: with one minimum and one maximum, quarters tell."""
        start, end = self.exactly(first), self.exactly(last)
        between = {first + (last - first) * quarter // 4 for quarter in (1, 2, 3)} - {first, last}
        return all(_is_on_chord(start, self.exactly(at), end, Decimal(at - first) / (last - first)) for at in between)

    @cached_property
    def _about(self) -> list[Decimal | None]:
        costs: list[Decimal | None] = []
        for first, last in self.knots:
            start, end = self.exactly(first).cost, self.exactly(last).cost
            for quantity in range(first, last + 1):
                if start is None or end is None:
                    costs.append(start if quantity == first else end if quantity == last else None)
                else:
                    part = Decimal(quantity - first) / (last - first) if last > first else ZERO
                    costs.append(start + (end - start) * part)
        return costs


def _is_on_chord(start: Choice, between: Choice, end: Choice, part: Decimal) -> bool:
    if start.options != between.options or end.options != between.options:
        return False
    if start.price is None or between.price is None or end.price is None:
        return start.price is between.price is end.price
    lines = (start.price.lines, between.price.lines, end.price.lines)
    if len({tuple(line.address for line in some) for some in lines}) > 1:
        return False
    for before, line, after in zip(*lines, strict=True):
        if before.amount is None or line.amount is None or after.amount is None:
            if not before.amount is line.amount is after.amount:
                return False
            continue
        expected = before.amount + (after.amount - before.amount) * part
        if abs(line.amount - expected) > _NOISE * (line.period_months or 1):
            return False
    return True


@dataclass(frozen=True)
class _Allowance:
    """What is covered of a metric along another: `fixed` + `slope` × quantity, more by packs of each of `packs`."""

    fixed: Decimal
    slope: Decimal
    packs: tuple[Decimal, ...]


def _bends(project: Project, offer: Offer, metric: Id, usage: Mapping[Id, Decimal], high: int) -> Iterator[int]:
    """Yield the whole quantities of `metric` after which the price of `offer` may bend or jump, and some more."""
    options = project.options_for(offer)
    charges: dict[Id, list[Charge]] = {}
    for rate in (*offer.rates, *(rate for option in options for rate in option.rates)):
        if rate.metric is not None:
            charges.setdefault(rate.metric, []).append(rate.charge)
    for counted in project.metrics:
        covered = _allowance(project, offer, options, counted.id, metric, usage)
        for taken, slope in _taken(counted.id, metric, usage, covered):
            if slope:
                most = max(abs(taken), abs(taken + slope * high))
                marks = _marks(charges.get(counted.id, ()), covered, most)
                yield from range(high) if marks is None else _solved(taken, slope, marks, high)


def _taken(
    counted: Id, metric: Id, usage: Mapping[Id, Decimal], covered: _Allowance
) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield what may be charged of a metric as `fixed` + `slope` × quantity: all of it, and what is beyond."""
    if counted == metric:
        used, rise = ZERO, Decimal(1)
    elif counted in usage:
        used, rise = usage[counted], ZERO
    else:
        used, rise = covered.fixed, covered.slope
    yield used, rise
    yield used - covered.fixed, rise - covered.slope


def _marks(charges: Sequence[Charge], covered: _Allowance, most: Decimal) -> set[Decimal] | None:
    """Return the charged quantities, up to `most`, at which something may change; `None` when too many to tell."""
    sizes = [charge.size for charge in charges if isinstance(charge, PackagePrice | CapacityPrice)]
    if any(most / size > MOST_PACKS for size in (*sizes, *covered.packs)):
        return None
    bounds = {ZERO, *(bound for charge in charges for bound in breakpoints(charge, most))}
    packs = {ZERO, *(size * count for size in covered.packs for count in range(1, int(most / size) + 2))}
    return {bound + pack for bound in bounds for pack in packs} if len(bounds) * len(packs) <= MOST_MARKS else None


def _solved(taken: Decimal, slope: Decimal, marks: Iterable[Decimal], high: int) -> Iterator[int]:
    """Yield the quantities before `high` where `taken` + `slope` × quantity comes to one of `marks`."""
    for mark in marks:
        quantity = ((mark - taken) / slope).to_integral_value(ROUND_FLOOR)
        if 0 <= quantity < high:
            # Where the charged quantity falls as the other rises, the mark itself begins the next part.
            yield from (int(quantity),) if slope > 0 else (int(quantity) - 1, int(quantity))


def _allowance(
    project: Project, offer: Offer, options: Sequence[Option], counted: Id, metric: Id, usage: Mapping[Id, Decimal]
) -> _Allowance:
    services = {service.id for service in project.services if service.metric == counted}
    fixed = slope = ZERO
    for service, line in inclusions_of(project, offer).items():
        if service in services and isinstance(line.grant, Granted):
            if line.grant.per == metric:
                slope += line.grant.quantity
            else:
                fixed += line.grant.quantity * usage.get(line.grant.per or "", Decimal(1))
    packs = tuple(
        line.grant.quantity * usage.get(line.grant.per or "", Decimal(1))
        for option in options
        for line in option.adds
        if line.service in services and isinstance(line.grant, Granted) and line.grant.quantity
    )
    return _Allowance(fixed, slope, tuple(pack for pack in packs if pack))
