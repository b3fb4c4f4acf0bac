"""What an offer costs as more of it is used: the lines of each metric apart, so that many quantities cost little.

What a client pays is the sum of what is always due and of what each metric asks. A metric that is
granted for each unit of another one (15 Go per person) is asked for with that other one's usage.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from offerdesigner.model.base import Id
from offerdesigner.model.charges import CapacityPrice, Charge, GraduatedPrice, PackagePrice, UnitPrice
from offerdesigner.model.offers import Granted, Inclusion, Offer, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import ZERO, breakpoints
from offerdesigner.pricing.curve import corners, smallest
from offerdesigner.pricing.lines import Charged, Line, LineKind, priced_line
from offerdesigner.pricing.offers import fixed_lines, term_for, total
from offerdesigner.pricing.selection import charged
from offerdesigner.pricing.usage import UNLIMITED, Usage, covered_by, offer_lines

Cost = tuple[Decimal, Decimal]
"""What a client pays each next year, then the first one, in €."""

USUAL_QUANTITIES = tuple(map(Decimal, (1, 5, 12, 30, 100, 1000)))
"""Where costs are looked at in any case, from one person to far more than a small host serves."""

PACKS_SHOWN = 12
"""Packs repeat for ever: how many of them are looked at."""

NO_USAGE: Usage = MappingProxyType({})
_NOTHING = (ZERO, ZERO)


class Growth:
    """The cost of `offer`, without options, for a client who commits to `months`."""

    def __init__(self, project: Project, offer: Offer, months: int) -> None:
        self._project = project
        self._offer = offer
        self._metrics = {metric.id: metric for metric in project.metrics}
        self._term = term_for(offer, months)
        self._lines: dict[Id | None, list[RateCard]] = {}
        for rate in offer.rates:
            self._lines.setdefault(rate.metric, []).append(rate)
        self._lead, self._vat = offer.lead_rate, project.structure.vat
        self._beyond = {id for id, rates in self._lines.items() if any(rate.beyond_included for rate in rates)}
        self._ends: dict[tuple[Id, Decimal | None], tuple[Decimal, ...]] = {}
        self._covered_alone: dict[Id, Decimal | None] = {}
        self._costs: dict[tuple[Id, Decimal, Decimal | None], Cost | None] = {}
        self.fixed = self._always_due()

    @cached_property
    def metrics(self) -> tuple[Id, ...]:
        """The metrics that some price line counts."""
        return tuple(metric for metric in self._lines if metric is not None)

    def cost(self, metric: Id, quantity: Decimal, usage: Usage = NO_USAGE) -> Cost | None:
        """Return what is asked for `quantity` of `metric`; `None` when it is unknown.

        `usage` says how much is used of the metrics that bear on it.
        """
        lines = self._lines.get(metric)
        covered = self._covered(metric, usage) if self._depends_on_what_is_given(metric) else None
        if lines is None:
            return _NOTHING if covered is None or quantity <= covered else None
        key = (metric, quantity, covered)
        if key not in self._costs:
            self._costs[key] = _sum(self._line(rate, charged(rate, covered, quantity)) for rate in lines)
        return self._costs[key]

    def cost_of(self, usage: Usage) -> Cost | None:
        """Return what is asked in all for `usage`, which counts every metric; `None` when it is unknown."""
        parts = [self.fixed, *(self.cost(metric, quantity, usage) for metric, quantity in usage.items())]
        known = [part for part in parts if part is not None]
        return (sum(p[0] for p in known), sum(p[1] for p in known)) if len(known) == len(parts) else None  # type: ignore[return-value]

    def bears_on(self, metric: Id) -> set[Id]:
        """Return the metrics of which the usage changes what is asked for `metric`: it is granted for each of them."""
        if not self._depends_on_what_is_given(metric):
            return set()
        grants = (line.grant for line, _count in self._given.get(metric, ()))
        return {grant.per for grant in grants if isinstance(grant, Granted) and grant.per is not None}

    @cached_property
    def corners(self) -> tuple[Decimal, ...]:
        """What each next year costs for the least of everything, then for the most of each metric; () when unknown."""
        if self.fixed is None or any(self.bears_on(metric) for metric in self.metrics):
            return ()
        costs = [[self.cost(metric, USUAL_QUANTITIES[place]) for metric in self.metrics] for place in (0, -1)]
        few, many = ([cost[0] for cost in row if cost is not None] for row in costs)
        if len(few) + len(many) < 2 * len(self.metrics):
            return ()
        least = sum(few, self.fixed[0])
        return (least, *(least - low + high for low, high in zip(few, many, strict=True)))

    def ends(self, metric: Id, usage: Usage = NO_USAGE) -> tuple[Decimal, ...]:
        """Return the quantities of `metric` at which its cost may bend, and those just after where it may jump."""
        covered = self._covered(metric, usage)
        key = (metric, covered)
        if key not in self._ends:
            self._ends[key] = self._ends_beyond(metric, covered)
        return self._ends[key]

    def _ends_beyond(self, metric: Id, covered: Decimal | None) -> tuple[Decimal, ...]:
        start = covered if covered is not None and covered != UNLIMITED else ZERO
        points = {start: None}
        for rate in self._lines.get(metric, ()):
            origin = start if rate.beyond_included else ZERO
            after = ZERO if _is_smooth(rate.charge) else smallest(self._metrics[metric])
            for end in (start, *(origin + end for end in self._bends(rate))):
                points |= {end: None, end + after: None}
        return tuple(point for point in points if point)

    def _bends(self, rate: RateCard) -> tuple[Decimal, ...]:
        if rate.minimum_amount is None and rate.maximum_amount is None:
            return breakpoints(rate.charge, _far(rate.charge))
        return corners(rate, self._metrics.get(rate.metric or ""), _far(rate.charge) or USUAL_QUANTITIES[-1])

    @cached_property
    def _given(self) -> dict[Id, list[tuple[Inclusion, int]]]:
        """What the offer gives of each metric."""
        counted_in = {service.id: service.metric for service in self._project.services if service.metric is not None}
        given: dict[Id, list[tuple[Inclusion, int]]] = {}
        for line in offer_lines(self._project, self._offer):
            if (metric := counted_in.get(line[0].service)) is not None:
                given.setdefault(metric, []).append(line)
        return given

    def _depends_on_what_is_given(self, metric: Id) -> bool:
        return metric in self._beyond or metric not in self._lines

    def _covered(self, metric: Id, usage: Usage) -> Decimal | None:
        if metric not in self._covered_alone:
            lines = self._given.get(metric, ())
            if any(isinstance(line.grant, Granted) and line.grant.per is not None for line, _count in lines):
                return covered_by(lines, usage)
            self._covered_alone[metric] = covered_by(lines, NO_USAGE)
        return self._covered_alone[metric]

    def _always_due(self) -> Cost | None:
        if self._lead is None:
            return None
        lines = (self._line(rate, Decimal(1)) for rate in self._lines.get(None, ()))
        return _sum((*lines, *fixed_lines(self._project, self._offer)))

    def _line(self, rate: RateCard, quantity: Decimal) -> Line:
        taken = Charged(rate, quantity, None)
        return priced_line(LineKind.SUBSCRIPTION, "", "", taken, self._term, rate is self._lead, TaxMode.TTC, self._vat)


def _sum(lines: Iterable[Line]) -> Cost | None:
    priced = tuple(lines)
    later, first = total(line.next_year for line in priced), total(line.first_year for line in priced)
    return None if later is None or first is None else (later, first)


def _is_smooth(charge: Charge) -> bool:
    """Tell whether `charge` never jumps: what it asks just after an end is what it asks at that end."""
    if isinstance(charge, GraduatedPrice):
        return charge.tiers[-1].up_to is None and not any(tier.flat_price for tier in charge.tiers)
    return isinstance(charge, UnitPrice)


def _far(charge: Charge) -> Decimal:
    """Return as far as the packs of `charge` are looked at; 0 where it has none."""
    match charge:
        case PackagePrice():
            return charge.free_units + PACKS_SHOWN * charge.size
        case CapacityPrice():
            return charge.included + PACKS_SHOWN * charge.size
        case _:
            return ZERO
