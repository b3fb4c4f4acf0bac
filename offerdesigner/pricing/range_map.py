"""The map of a range: where its offers cross, the zones where each is the cheapest, who is served best by which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import ZERO
from offerdesigner.pricing.choice import Choice, Measure, Need, choose
from offerdesigner.pricing.price_map import PriceMap, price_map
from offerdesigner.pricing.spans import coarser, spans
from offerdesigner.pricing.usual import need_of
from offerdesigner.pricing.zone_map import Side, ZoneMap, zone_map

MOST_COLUMNS, MOST_ROWS = 60, 40


@dataclass(frozen=True)
class RangeMap:
    """What the offers of a range are worth to one another."""

    lines: PriceMap
    """Along the first metric; its `crossings` say where another offer becomes the cheapest."""

    zones: ZoneMap | None
    """Over both metrics; `None` when there is one only."""

    served: tuple[Choice | None, ...]
    """For each usage profile of the project, the cheapest choice; `None` where no price is known."""

    @property
    def never(self) -> tuple[Id, ...]:
        """The offers that are the cheapest for no quantity of the map, and for no usage profile."""
        best = {choice.offer.id for choice in self.served if choice is not None}
        nowhere = self.lines.never if self.zones is None else self.zones.never
        return tuple(offer for offer in nowhere if offer not in best)


def range_map(
    project: Project, offers: Sequence[Offer], metrics: Sequence[Id], need: Need, measure: Measure = Measure.MONTHLY
) -> RangeMap:
    """Return the map of `offers` over one or two metrics, the rest of the usage and the services being those of `need`.

    Raises `ValueError` without a metric, `PricingError` for an unknown one.
    """
    first, *others = metrics or (None,)
    if first is None:
        raise ValueError("a map needs something that is counted")
    looked_at = spans(project, offers)
    along = looked_at[first]
    zones = None
    if others:
        across, up = (
            Side(first, coarser(along, MOST_COLUMNS)),
            Side(others[0], coarser(looked_at[others[0]], MOST_ROWS)),
        )
        zones = zone_map(project, offers, across, up, need, measure)
    return RangeMap(price_map(project, offers, first, along, need, measure), zones, _served(project, offers, measure))


def _served(project: Project, offers: Sequence[Offer], measure: Measure) -> tuple[Choice | None, ...]:
    found: list[Choice | None] = []
    for profile in project.profiles:
        choices = [choose(project, offer, need_of(project, profile), measure) for offer in offers]
        known = [choice for choice in choices if choice.cost is not None]
        found.append(min(known, key=lambda choice: choice.cost or ZERO) if known else None)
    return tuple(found)
