"""How many clients it takes: the threshold of a mix of sales, in clients and in €, and sales needed for a sum.

Conventions. The threshold is the smallest whole number of clients, in the proportions of the mix, whose
subscriptions and memberships pay all the costs of a month (what is paid once pays for the welcome of those who
come, and nothing else: see `offerdesigner.economics.arrivals`); each sale is then rounded up to a whole client. All
is exact: between two steps costs are a straight line, so that one goes from step to step rather than from client to
client.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import TypeAlias

from offerdesigner.economics.arrivals import NOBODY, Arrivals
from offerdesigner.economics.climb import Climb
from offerdesigner.economics.cost_curve import CostCurve
from offerdesigner.economics.margins import Population, units_used
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import NOTHING, Unknown, total, weighted
from offerdesigner.text import _, number

MANY = 1_000_000
"""Beyond so many clients, nobody looks for the threshold any more."""

_TRIES = 2_000
_ROUNDINGS = 50
_STEPS_AHEAD = 20


@dataclass(frozen=True, slots=True)
class Dip:
    """After the threshold, a step that is not paid at once: from `first` clients to `last`, costs are above again."""

    first: int
    last: int | None


@dataclass(frozen=True)
class Threshold:
    """Seuil de rentabilité: `clients` in all, so many of each sale (`counts`), what comes in and goes out a month (€).

    `revenue` has what those who arrive pay of their welcome. `whole` is the number of clients before each sale is
    rounded up.
    """

    clients: int
    whole: int
    counts: tuple[tuple[Sold, int], ...]
    revenue: Fraction
    costs: Fraction
    dip: Dip | None

    @property
    def result(self) -> Fraction:
        """What is left each month, in € (≥ 0)."""
        return self.revenue - self.costs


@dataclass(frozen=True, slots=True)
class Never(Unknown):
    """No number of clients is enough; `why` says why."""


Reached: TypeAlias = Threshold | Never | Unknown


def threshold_of(curve: CostCurve, mix: Population, arrivals: Arrivals = NOBODY) -> Reached:
    """Return the threshold of the proportions of `mix`, with so many new `arrivals` a month to welcome."""
    return _searched(curve, (), mix, arrivals)


def to_find(curve: CostCurve, present: Population, mix: Population, arrivals: Arrivals = NOBODY) -> Reached:
    """Return how many more clients, in the proportions of `mix`, it takes beside those who are `present`.

    `clients` and `counts` are of those to find; `revenue` and `costs` are of all.
    """
    return _searched(curve, [(sold, clients) for sold, clients in present if clients], mix, arrivals)


def _searched(curve: CostCurve, present: Population, mix: Population, arrivals: Arrivals) -> Reached:
    mix = [(sold, weight) for sold, weight in mix if weight]
    if not mix:
        return Unknown(_("Aucune vente n'est prévue : dites à qui vous vendez, et combien."))
    for sold, _weight in (*mix, *present):
        if sold.unknown is not None:
            return Unknown(sold.unknown.why)
    search = _Search(curve, present, mix, arrivals)
    if search.is_loss and not (present and search.holds_already):
        return search.never
    return search.found()


def sales_needed(amount: Fraction, price: Fraction, direct: Fraction = NOTHING) -> int | Never:
    """Return how many sales bring `amount` € at `price` €, each costing `direct` € by itself.

    2 000 at 50 € for 100 000 €.
    """
    left = price - direct
    if amount <= 0:
        return 0
    return ceil(amount / left) if left > 0 else _never(price, left)


def _never(price: Fraction, left: Fraction) -> Never:
    """Say why sales at `price`, of which nothing is `left`, or less, are never enough."""
    if not price:
        return Never(_("Jamais atteint : le prix est nul."))
    if not left:
        return Never(_("Jamais atteint : chaque vente ne rapporte que ce qu'elle coûte."))
    return Never(_("Jamais atteint : chaque vente coûte plus qu'elle ne rapporte."))


def _brought(population: Population) -> Fraction:
    return weighted((sold.brought, clients) for sold, clients in population)


class _Search:
    """The result of a month as a function of the number of clients, in whole numbers of a fraction of a cent."""

    def __init__(self, curve: CostCurve, present: Population, mix: Population, arrivals: Arrivals) -> None:
        self._curve, self._present, self._arrivals = curve, present, arrivals.number
        self._welcomed = arrivals.welcomed(curve)
        whole = total(weight for _sold, weight in mix)
        self._mix = [(sold, weight / whole) for sold, weight in mix]
        self._period = lcm(*(share.denominator for _sold, share in self._mix))
        self._brought = _brought(self._mix)
        others, comes = units_used(present, self._arrivals), self._welcomed + _brought(present)
        climb = self._climb = Climb(curve, units_used(self._mix), others, self._brought, comes)
        self._gain, self._fixed = climb.parts(self._brought) - climb.slope, climb.fixed - climb.parts(comes)
        # What clients leave once steps are paid too, had steps no width.
        self._slope = self._gain - total(Fraction(stair.each * stair.slope, stair.size) for stair in climb.stairs)

    @property
    def is_loss(self) -> bool:
        """Whether each client of the mix costs more than they bring."""
        return self._gain < 0

    @property
    def never(self) -> Never:
        """Why no number of clients is enough, where each leaves nothing or less."""
        return _never(self._brought, Fraction(self._gain))

    @property
    def holds_already(self) -> bool:
        """Whether nobody more is needed."""
        return self._fixed + self._climb.stepped(0) <= 0

    def found(self) -> Reached:
        """Go up from step to step to the first number of clients that pays all, sale by sale.

        Sales rounded up may start a step, or weigh where one is a loss: where there is nothing to round, they do not.
        """
        clients = self._first_from(0)
        for tried in range(2 * _ROUNDINGS):
            if isinstance(clients, Unknown):
                return clients
            found = self._rounded_up(clients)
            if found.result >= 0:
                return found
            following = clients + 1
            is_late = tried >= _ROUNDINGS
            clients = following + -following % self._period if is_late else self._first_from(following)
        return _too_many(clients)

    def _first_from(self, clients: int) -> int | Never | Unknown:
        """Return the first number of clients, not below `clients`, that pays its costs.

        What a number of clients costs must be paid by as many at least: going from each to that one skips none.
        """
        for _try in range(_TRIES):
            costs = self._fixed + self._climb.stepped(clients)
            if costs <= self._gain * clients:
                return clients
            if not self._gain:
                return self.never
            clients = -(-costs // self._gain)
            if self._is_lost_beyond(clients):
                return Never(
                    _("Jamais atteint : chaque pas de coûts coûte plus que ne rapportent les clients qu'il sert.")
                )
            if clients > MANY:
                break
        return _too_many(clients)

    def _is_lost_beyond(self, clients: int) -> bool:
        """Tell whether steps, even paid in proportion to what they serve, cost more than clients bring from here on."""
        spared = total(Fraction(stair.each * stair.free, stair.size) for stair in self._climb.stairs)
        return self._slope <= 0 and self._slope * clients + spared < self._fixed

    def _rounded_up(self, clients: int) -> Threshold:
        counts = tuple((sold, ceil(share * clients)) for sold, share in self._mix)
        people = [*self._present, *((sold, Fraction(count)) for sold, count in counts)]
        units = units_used(people, self._arrivals)
        revenue = self._welcomed + _brought(people)
        total = sum(count for _sold, count in counts)
        return Threshold(total, clients, counts, revenue, self._curve.at(units), self._dip(clients))

    def _dip(self, clients: int) -> Dip | None:
        """Return where one of the next steps, if any, costs more at first than clients bring."""
        for start in sorted(set(self._starts(clients))):
            if self._fixed + self._climb.stepped(start) > self._gain * start:
                back = self._first_from(start)
                return Dip(start, back - 1 if isinstance(back, int) else None)
        return None

    def _starts(self, clients: int) -> Iterator[int]:
        """Yield the numbers of clients that start the next steps, where these may still bring a loss."""
        worst = self._fixed + sum(
            stair.each * (1 + max(0, -stair.free) // stair.size + 1) for stair in self._climb.stairs
        )
        for stair in self._climb.stairs:
            start = clients
            for _step in range(_STEPS_AHEAD):
                start = stair.start_after(start)
                if self._slope * start >= worst:
                    break
                yield start


def _too_many(clients: int | Unknown) -> Unknown:
    known = MANY if isinstance(clients, Unknown) else clients
    return Unknown(_("Il faudrait plus de {n} clients.").format(n=number(known)))
