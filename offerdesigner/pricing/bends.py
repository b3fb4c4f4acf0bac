"""Where the price of an offer may bend or jump as one quantity grows: its charges, what is included, its packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.charges import CapacityPrice, Charge, PackagePrice
from offerdesigner.model.offers import Granted, Offer, Option
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import ZERO, breakpoints

MOST_PACKS = 500
MOST_MARKS = 20_000


@dataclass(frozen=True)
class _Allowance:
    """What is covered of a metric along another: `fixed` + `slope` × quantity, more by packs of each of `packs`."""

    fixed: Decimal
    slope: Decimal
    packs: tuple[Decimal, ...]


def bends(project: Project, offer: Offer, metric: Id, usage: Mapping[Id, Decimal], quantities: range) -> Iterator[int]:
    """Yield those of `metric`, up to the last of `quantities`, after which the price of `offer` may bend or jump.

    Some more are yielded; where there are too many to tell, all of `quantities`.
    """
    yield 0  # what is not used at all need not be offered
    options, high = project.options_for(offer), quantities[-1]
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
                yield from quantities if marks is None else _solved(taken, slope, marks, high)


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
    chosen = {ZERO}
    for size in covered.packs:  # an option may be chosen for another reason, and cover some once
        chosen |= {once + size for once in chosen}
        if len(bounds) * len(packs) * len(chosen) > MOST_MARKS:
            return None
    return {bound + pack + once for bound in bounds for pack in packs for once in chosen}


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
