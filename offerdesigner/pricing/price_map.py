"""The map of prices: for a range of quantities, which offer serves at the least cost, and where that changes.

Each offer is priced at the ends of the straight parts of its curve only, and where two offers come within
their rounding of one another both are priced exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import ZERO
from offerdesigner.pricing.choice import Choice, Measure, Need
from offerdesigner.pricing.offer_curve import Curve

MOST_QUANTITIES = 10_000


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
    quantities: range
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
    quantities: range,
    need: Need,
    measure: Measure = Measure.MONTHLY,
) -> PriceMap:
    """Return which of `offers` is the cheapest for each of `quantities` of `metric`, which are rising.

    The rest of the usage, the services needed and the months are those of `need`. Where two cost the same,
    the first in the order of `offers` is the best.

    Raises `ValueError` when the quantities are not in order or too many, `PricingError` for an unknown metric.
    """
    if not 0 < len(quantities) <= MOST_QUANTITIES or quantities[0] < 0 or quantities.step < 0:
        raise ValueError(quantities)
    curves = tuple(Curve(project, offer, metric, quantities, need, measure) for offer in offers)
    return PriceMap(metric, quantities, tuple(zones(curves, quantities)), curves)


class Line(Protocol):
    """The cost of an offer along some quantities: `about` to within `rounding` €, and exactly where it is asked."""

    @property
    def offer(self) -> Offer:
        """The offer."""

    @property
    def rounding(self) -> Decimal:
        """How far `about` may be from the exact cost, in €."""

    def about(self, quantity: int) -> Decimal | None:
        """Return nearly the cost at `quantity`, or `None` where it is unknown."""

    def cost(self, quantity: int) -> Decimal | None:
        """Return the exact cost at `quantity`."""


def zones(lines: Sequence[Line], quantities: range) -> Iterator[Zone]:
    """Yield the zones of `quantities`, one after the other."""
    first = before = quantities[0]
    best = _best(lines, first)
    for quantity in quantities[1:]:
        now = _best(lines, quantity)
        if now != best:
            yield Zone(first, before, best)
            first, best = quantity, now
        before = quantity
    yield Zone(first, before, best)


def _best(lines: Sequence[Line], quantity: int) -> Id | None:
    """Return the cheapest offer: those that straight lines cannot tell apart are priced exactly."""
    near = [(cost, line) for line in lines if (cost := line.about(quantity)) is not None]
    if not near:
        return None
    least = min(cost + line.rounding for cost, line in near)
    rivals = [line for cost, line in near if cost - line.rounding <= least]
    if len(rivals) == 1:
        return rivals[0].offer.id
    return min(rivals, key=lambda line: line.cost(quantity) or ZERO).offer.id
