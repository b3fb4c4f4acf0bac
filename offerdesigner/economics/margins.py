"""What each sale leaves us: margin, cost price, what one more client costs, what an hour of work costs.

Exact, in € HT a month. The margin of a client is what they pay less what they cost by themselves (by client, by
Go…). What rises by steps is in no client's margin: it is in the cost price, and in what one more client costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.cost_curve import ARRIVAL, CLIENT, CostCurve, Unit
from offerdesigner.economics.costs import Cost
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import NOTHING, Unknown, Value, known, weighted
from offerdesigner.model.costs import Basis, CostFamily, CostLine, Salary, WorkDays
from offerdesigner.model.forecast import Plan, SpreadKey
from offerdesigner.model.project import Project
from offerdesigner.pricing.usage import UNLIMITED, allowance, offer_lines
from offerdesigner.text import _

Population = Sequence[tuple[Sold, Fraction]]
"""So many clients of each sale."""


@dataclass(frozen=True)
class Margin:
    """What one client of a sale brings and costs a month, in € HT; `arrival_cost` is due once, when they begin.

    `uncounted` names what they use without limit: no usage profile says how much, so its cost is not counted.
    """

    sold: Sold
    direct: Fraction
    arrival_cost: Fraction
    uncounted: tuple[str, ...] = ()

    @property
    def price(self) -> Value:
        """What the client pays us: subscription and options, without membership."""
        return self.sold.monthly

    @property
    def margin(self) -> Value:
        """The price less what the client costs by themselves."""
        return self.price if isinstance(self.price, Unknown) else self.price - self.direct

    @property
    def markup(self) -> Value:
        """Taux de marge: the margin over the cost, 1 being 100 %."""
        if isinstance(self.margin, Unknown) or self.direct:
            return _ratio(self.margin, self.direct)
        return Unknown(_("Pas de taux de marge : ce client ne coûte rien par lui-même."))

    @property
    def margin_rate(self) -> Value:
        """Taux de marque: the margin over the price HT, 1 being 100 %."""
        if isinstance(self.price, Unknown) or self.price:
            return _ratio(self.margin, known(self.price))
        return Unknown(_("Pas de taux de marque : le prix est nul."))

    @property
    def is_loss(self) -> bool:
        """Whether this is sold « à perte »: each client costs more by themselves than they pay."""
        return not isinstance(self.margin, Unknown) and self.margin < 0

    @property
    def contribution(self) -> Value:
        """What a client brings in the end each month: the margin and the membership."""
        return self.margin if isinstance(self.margin, Unknown) else self.margin + self.sold.member_monthly


@dataclass(frozen=True)
class CostPrice:
    """Coût de revient of one client: what they cost by themselves, and their share of what is common."""

    direct: Fraction
    share: Value

    @property
    def total(self) -> Value:
        """Both together, in € a month."""
        return self.share if isinstance(self.share, Unknown) else self.direct + self.share


@dataclass(frozen=True)
class OneMore:
    """What one more client adds to the costs of a month, exactly; `steps` are the lines that start a step then."""

    cost: Fraction
    steps: tuple[CostLine, ...]


def margin_of(project: Project, curve: CostCurve, sold: Sold) -> Margin:
    """Return what one client of a sale leaves."""
    return Margin(sold, sold.direct(curve), curve.by_arrival, tuple(_uncounted(project, curve, sold)))


def units_used(population: Population, arrivals: Fraction = NOTHING) -> dict[Unit, Fraction]:
    """Return what costs are counted on for so many clients of each sale and so many new ones a month."""
    counts: dict[Unit, list[tuple[Fraction, Fraction]]] = {}
    for sold, clients in population:
        if clients:
            for unit, count in sold.units.items():
                counts.setdefault(unit, []).append((count, clients))
    units = {unit: weighted(pairs) for unit, pairs in counts.items()}
    units[ARRIVAL] = arrivals
    return units


def cost_prices(
    plan: Plan, curve: CostCurve, population: Population, arrivals: Fraction = NOTHING
) -> tuple[CostPrice, ...]:
    """Return the cost price of a client of each sale, all costs being borne by that population.

    What is common is shared by the key of `plan`: the same for each client, or in proportion to what they pay
    or use. The cost prices of all the clients add up to all the costs.
    """
    asked = [sold for sold, _clients in population]
    return next(cost_prices_by((plan,), curve, population, asked, arrivals))


def cost_prices_by(
    plans: Iterable[Plan],
    curve: CostCurve,
    population: Population,
    asked: Sequence[Sold],
    arrivals: Fraction = NOTHING,
) -> Iterator[tuple[CostPrice, ...]]:
    """Yield the cost prices of a client of each sale that is `asked`, by the key of each of `plans`."""
    present = [(sold, clients) for sold, clients in population if clients]
    borne = weighted((sold.direct(curve), clients) for sold, clients in present)
    common = curve.at(units_used(population, arrivals)) - borne
    direct = [sold.direct(curve) for sold in asked]
    for plan in plans:
        whole = weighted((_weight(plan, sold), clients) for sold, clients in present)
        if whole:
            share = common / whole
            yield tuple(CostPrice(cost, share * _weight(plan, sold)) for cost, sold in zip(direct, asked, strict=True))
        else:
            yield tuple(CostPrice(cost, Unknown(_no_key(plan, population))) for cost in direct)


def one_more(curve: CostCurve, units: Mapping[Unit, Fraction], sold: Sold) -> OneMore:
    """Return what one more client of a sale costs beside those that `units` count."""
    more = {**units, **{unit: units.get(unit, NOTHING) + count for unit, count in sold.units.items()}}
    lines = tuple(
        line
        for unit, flight in curve.flights.items()
        for line in flight.started(units.get(unit, NOTHING), more.get(unit, NOTHING))
    )
    return OneMore(curve.at(more) - curve.at(units), lines)


def next_step(curve: CostCurve, clients: Fraction) -> tuple[int, Fraction] | None:
    """Return the number of clients that starts the next step counted by client, and what it adds a month (€)."""
    flight = curve.flights.get(CLIENT)
    if flight is None:
        return None
    climbed = zip(flight.stairs, flight.steps(clients), strict=True)
    start = min((free + size * steps) // flight.part + 1 for (free, size, _each), steps in climbed)
    return start, flight.cost(Fraction(start)) - flight.cost(clients)


def work_hour(plan: Plan, costs: Iterable[Cost]) -> Value:
    """Return what an hour at the service of clients costs: work told in days, all theirs, or in posts, in part."""
    cost = hours = NOTHING
    for one in costs:
        if one.line.family is CostFamily.WORK and isinstance(one.line.source, Salary | WorkDays):
            cost += one.monthly
            hours += _hours(plan, one)
    return cost / hours if hours else Unknown(_("Aucun temps de travail n'est compté en jours ou en postes."))


def _hours(plan: Plan, cost: Cost) -> Fraction:
    """Return the hours a month that a line of work gives to clients: all those of its days, a part of a post."""
    source, times = cost.line.source, Fraction(1 if cost.quantity is None else cost.quantity)
    if isinstance(source, Salary):
        days = Fraction(plan.days) * Fraction(source.share) / 100 / 12 * Fraction(plan.productive_share) / 100
    else:
        assert isinstance(source, WorkDays)
        days = Fraction(source.days) / cost.line.period_months
    return days * times * Fraction(plan.hours)


def _ratio(margin: Value, whole: Fraction) -> Value:
    return margin if isinstance(margin, Unknown) else margin / whole


def _weight(plan: Plan, sold: Sold) -> Fraction:
    if plan.spread is SpreadKey.CLIENTS:
        return Fraction(1)
    if plan.spread is SpreadKey.REVENUE:
        return known(sold.monthly)
    return Fraction(sold.usage.get(plan.spread_metric or "", 0))


def _no_key(plan: Plan, population: Population) -> str:
    if not any(clients for _sold, clients in population):
        return _("Pas encore de client : les coûts communs ne se partagent entre personne.")
    if plan.spread is SpreadKey.REVENUE:
        return _("Aucun client ne paie : les coûts communs ne se partagent pas selon les recettes.")
    return _("Aucun client n'utilise l'unité choisie : les coûts communs ne se partagent pas selon elle.")


def _uncounted(project: Project, curve: CostCurve, sold: Sold) -> Iterator[str]:
    """Yield the names of what costs something and is given without limit, so that nobody knows how much is used."""
    costing = {*curve.rates, *(stair.unit for stair in curve.stairs)}
    for metric in project.metrics:
        if (Basis.METRIC, metric.id) not in costing or metric.id in sold.usage:
            continue
        if allowance(project, offer_lines(project, sold.offer), metric.id, sold.usage) == UNLIMITED:
            yield metric.name
