"""What one offer costs as one quantity grows, priced at the ends of its straight parts only.

Quantities are whole numbers, as they are sold. Between two places where a price may bend or jump it is a
straight line up to the rounding of its lines to the cent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from offerdesigner.model.base import Id
from offerdesigner.model.charges import CapacityPrice, FlatPrice, FreePrice, OnQuote, PackagePrice, StairstepPrice
from offerdesigner.model.offers import Granted, Offer, RateCard
from offerdesigner.model.project import Project
from offerdesigner.pricing.bends import bends
from offerdesigner.pricing.charges import ZERO
from offerdesigner.pricing.choice import Choice, Measure, Need, choose, missing

_STEPPED = (FlatPrice, PackagePrice, CapacityPrice, StairstepPrice, FreePrice, OnQuote)
_NOISE = Decimal("0.01")
"""How far from a straight line the rounding of one line may bring it, in € a month."""


class Curve:
    """What one offer costs along a metric."""

    def __init__(
        self,
        project: Project,
        offer: Offer,
        metric: Id,
        quantities: range,
        need: Need,
        measure: Measure,
    ) -> None:
        self.offer, self.quantities = offer, quantities
        self._project, self._metric, self._need, self._measure = project, metric, need, measure
        self._known: dict[int, Choice] = {}

    def exactly(self, quantity: int) -> Choice:
        """Return the cheapest choice of this offer for `quantity`."""
        found = self._known.get(quantity)
        if found is None:
            need = replace(self._need, usage={**self._need.usage, self._metric: Decimal(quantity)})
            found = self._known[quantity] = choose(self._project, self.offer, need, self._measure)
        return found

    def about(self, quantity: int) -> Decimal | None:
        """Return the cost at `quantity` to within `rounding` €, or `None` where it is unknown."""
        return self._about[self.quantities.index(quantity)]

    @cached_property
    def rounding(self) -> Decimal:
        """How far `about` may be from the exact cost, in €."""
        price = self.exactly(self.quantities[0]).price
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
        return max((int(self.quantities[-1] / pack) + 1 for pack in packs), default=1)

    def cost(self, quantity: int) -> Decimal | None:
        """Return the exact cost at `quantity`."""
        return self.exactly(quantity).cost

    @cached_property
    def knots(self) -> tuple[tuple[int, int], ...]:
        """The straight parts: the first and the last quantity of each, in order."""
        asked = self.quantities
        found = bends(self._project, self.offer, self._metric, self._need.usage, asked)
        # Between two of the quantities asked for, what bends does so after the former.
        places = {(bend - asked[0]) // asked.step for bend in found if asked[0] <= bend < asked[-1]}
        ends = sorted(places | {len(asked) - 1})
        starts = [0, *(end + 1 for end in ends[:-1])]
        parts: list[tuple[int, int]] = []
        for start, end in zip(starts, ends, strict=True):
            parts += ((asked[first], asked[last]) for first, last in self._straight(start, end))
        return tuple(parts)

    def _straight(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the straight parts between two places of the quantities: minima, maxima and options bend them."""
        if last - first < 2 or not self._bends_further or self._is_straight(first, last):
            yield first, last
            return
        middle = (first + last) // 2
        yield from self._straight(first, middle)
        yield from self._straight(middle + 1, last)

    @cached_property
    def _rates(self) -> tuple[RateCard, ...]:
        options = self._project.options_for(self.offer)
        return (*self.offer.rates, *(rate for option in options for rate in option.rates))

    @cached_property
    def _goes_by_steps(self) -> bool:
        """Whether nothing is charged by the unit, packs being of one size: the price is the same between two steps."""
        added = (line.grant for option in self._project.options_for(self.offer) for line in option.adds)
        if any(isinstance(grant, Granted) and grant.per == self._metric for grant in added):
            return False
        return all(rate.metric is None or isinstance(rate.charge, _STEPPED) for rate in self._rates)

    @cached_property
    def _bends_further(self) -> bool:
        """Whether a line has a minimum or a maximum, or an option may give way to another."""
        if self._goes_by_steps:
            return False
        bounds = (bound for rate in self._rates for bound in (rate.minimum_amount, rate.maximum_amount))
        has_bounds = any(bound is not None for bound in bounds)
        most = {**self._need.usage, self._metric: Decimal(self.quantities[-1])}
        return has_bounds or bool(missing(self._project, self.offer, replace(self._need, usage=most)))

    def _is_straight(self, first: int, last: int) -> bool:
        """Tell whether each line of the price is on its chord: with one minimum and one maximum, quarters tell."""
        start, end = (self.exactly(self.quantities[place]) for place in (first, last))
        between = {first + (last - first) * quarter // 4 for quarter in (1, 2, 3)} - {first, last}
        return all(
            _is_on_chord(start, self.exactly(self.quantities[at]), end, Decimal(at - first) / (last - first))
            for at in between
        )

    @cached_property
    def _about(self) -> list[Decimal | None]:
        costs: list[Decimal | None] = []
        for first, last in self.knots:
            start = self.exactly(first).cost
            end = start if self._goes_by_steps else self.exactly(last).cost
            for quantity in range(first, last + 1, self.quantities.step):
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
