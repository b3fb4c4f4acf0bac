"""The map of zones: over two quantities, which offer serves at the least cost.

Most prices take two quantities apart: what is asked for one does not depend on the other. Then an offer is
priced along each of them only, and the cost of both is the sum, to the cent. Where one quantity bears on what
is asked for the other (15 Go for each person, a pack of both), each row of the map has its own curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from offerdesigner.model.base import Id
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.offers import Granted, Offer, Option
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import ZERO, of_cents
from offerdesigner.pricing.choice import Choice, Measure, Need, missing, ways
from offerdesigner.pricing.offer_curve import Curve
from offerdesigner.pricing.price_map import Line, Zone, zones
from offerdesigner.pricing.selection import select

_ROUNDED = Decimal("0.02")
"""How far the sum of three amounts rounded to the cent may be from the sum rounded once."""


@dataclass(frozen=True)
class Side:
    """A side of a map: a metric, and its quantities looked at, rising."""

    metric: Id
    quantities: range


@dataclass(frozen=True)
class ZoneMap:
    """Which of `offers` is the best: for each quantity `up`, the zones of the quantities `across`."""

    across: Side
    up: Side
    offers: tuple[Id, ...]
    rows: tuple[tuple[Zone, ...], ...]

    @property
    def never(self) -> tuple[Id, ...]:
        """The offers that are the best nowhere on the map."""
        best = {zone.offer for row in self.rows for zone in row}
        return tuple(offer for offer in self.offers if offer not in best)


def zone_map(
    project: Project,
    offers: Sequence[Offer],
    across: Side,
    up: Side,
    need: Need,
    measure: Measure = Measure.MONTHLY,
) -> ZoneMap:
    """Return which of `offers` is the cheapest over two metrics; the rest of the usage is that of `need`.

    Where two cost the same, the first in the order of `offers` is the best.

    Raises `PricingError` for an unknown metric.
    """
    surfaces = tuple(_Surface(project, offer, across, up, need, measure) for offer in offers)
    rows = (
        tuple(zones([surface.row(quantity) for surface in surfaces], across.quantities)) for quantity in up.quantities
    )
    return ZoneMap(across, up, tuple(offer.id for offer in offers), tuple(rows))


class _Surface:
    """What one offer costs over two metrics."""

    def __init__(self, project: Project, offer: Offer, across: Side, up: Side, need: Need, measure: Measure) -> None:
        self._project, self._offer, self._need, self.measure = project, offer, need, measure
        self._across, self._up = across, up

    def row(self, quantity: int) -> Line:
        """Return the cost across, for a quantity up."""
        if self._is_apart:
            return _SumRow(self, quantity)
        return self._curve(self._across, self._up.metric, quantity)

    @cached_property
    def across(self) -> Curve:
        """The cost across, for the least quantity up."""
        return self._curve(self._across, self._up.metric, self._up.quantities[0])

    @cached_property
    def up(self) -> Curve:
        """The cost up, for the least quantity across."""
        return self._curve(self._up, self._across.metric, self._across.quantities[0])

    @cached_property
    def corner(self) -> Fraction | None:
        """The cost of the least of both, in cents."""
        return self.cents(self.across.exactly(self._across.quantities[0]))

    def cents(self, choice: Choice) -> Fraction | None:
        """Return the cost of a choice in cents, before it is rounded."""
        return None if choice.price is None else self.measure.cents(choice.price)

    def _curve(self, side: Side, other: Id, quantity: int) -> Curve:
        need = replace(self._need, usage={**self._need.usage, other: Decimal(quantity)})
        return Curve(self._project, self._offer, side.metric, side.quantities, need, self.measure)

    @cached_property
    def _is_apart(self) -> bool:
        """Whether a sum tells the cost: no quantity bears on what is asked for the other, or none is ever known."""
        if self._is_never_known:
            return True
        if self.corner is None:
            return False
        found = self._ways({side.metric: Decimal(side.quantities[-1]) for side in (self._across, self._up)})
        return found is None or (len(found) == 1 and not self._bearing(found[0]).is_crossed)

    @cached_property
    def _is_never_known(self) -> bool:
        """Whether the cost is unknown for another reason than the two quantities."""
        rates = self._offer.rates
        if not rates or any(isinstance(rate.charge, OnQuote) and rate.period_months is not None for rate in rates):
            return True
        if self._ways({side.metric: ZERO for side in (self._across, self._up)}) is None:
            return True
        choice = self.across.exactly(self._across.quantities[0])
        if self.corner is not None or choice.price is None:
            return False
        least = {side.metric: Decimal(side.quantities[0]) for side in (self._across, self._up)}
        chosen = select(self._project, self._offer, {**self._need.usage, **least}, Counter(choice.options))
        bearing = self._bearing(choice.options)
        return not bearing.is_crossed and any(not bearing.on[metric] for metric in chosen.uncovered)

    def _ways(self, usage: Mapping[Id, Decimal]) -> tuple[tuple[Id, ...], ...] | None:
        need = replace(self._need, usage={**self._need.usage, **usage})
        return ways(self._project, self._offer, missing(self._project, self._offer, need))

    def _bearing(self, taken: Collection[Id]) -> _Bearing:
        pair = frozenset(side.metric for side in (self._across, self._up))
        return _Bearing.of(self._project, self._offer, taken, pair)


@dataclass(frozen=True)
class _SumRow:
    """The cost across for a quantity up, of an offer that takes both apart."""

    surface: _Surface
    quantity: int

    @property
    def offer(self) -> Offer:
        return self.surface.across.offer

    @cached_property
    def _more(self) -> Decimal | None:
        """What this quantity adds to the cost of the least one."""
        cost, corner = self.surface.up.about(self.quantity), self.surface.corner
        return None if cost is None or corner is None else cost - of_cents(corner)

    @property
    def rounding(self) -> Decimal:
        return self.surface.across.rounding + self.surface.up.rounding + _ROUNDED

    def about(self, quantity: int) -> Decimal | None:
        cost = self.surface.across.about(quantity)
        return None if cost is None or self._more is None else cost + self._more

    def cost(self, quantity: int) -> Decimal | None:
        surface = self.surface
        across, up = surface.cents(surface.across.exactly(quantity)), surface.cents(surface.up.exactly(self.quantity))
        if across is None or up is None or surface.corner is None:
            return None
        return of_cents(across + up - surface.corner)


@dataclass(frozen=True)
class _Bearing:
    """Which of two metrics bear on what is asked for each metric; `is_crossed` when both may on one line of a price."""

    on: Mapping[Id, set[Id]]
    is_crossed: bool

    @classmethod
    def of(cls, project: Project, offer: Offer, taken: Collection[Id], pair: frozenset[Id]) -> _Bearing:
        """Return how the metrics of `pair` bear on the price of `offer` with the options `taken`."""
        options = [option for option in project.options_for(offer) if option.when_needed or option.id in taken]
        counted_in = {service.id: service.metric for service in project.services}
        on = {metric.id: {metric.id} & pair for metric in project.metrics}
        added = (line for option in options for line in option.adds)
        for line in (*inclusions_of(project, offer).values(), *added):
            metric = counted_in[line.service]
            if metric is not None and isinstance(line.grant, Granted):
                on[metric] |= {line.grant.per} & pair  # type: ignore[arg-type]
        groups = [_metrics_of(option, counted_in) for option in options]
        for _pass in groups:  # what an option links bears on all that it links, from one option to the next
            for group in groups:
                together = set[Id]().union(*(on[metric] for metric in group))
                on.update((metric, together) for metric in group)
        is_tied = any(option.needs or option.excludes for option in options)
        return cls(on, is_tied or any(pair <= metrics for metrics in on.values()))


def _metrics_of(option: Option, counted_in: Mapping[Id, Id | None]) -> set[Id]:
    """Return the metrics that `option` adds to, or charges."""
    metrics = {counted_in[line.service] for line in option.adds} | {rate.metric for rate in option.rates}
    return {metric for metric in metrics if metric is not None}
