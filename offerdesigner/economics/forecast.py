"""Months to come in a scenario: clients, what they bring, what it costs, what is left and what is in the bank.

Exact, in € HT; parts of clients are kept. New clients of a month are there from its beginning. Where there is a
trial they pay nothing else until its end, then stay or leave. What is paid for several months is earned month
by month, and is in the bank at once; the clients of today, whose dates nobody knows, pay a part each month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import takewhile
from typing import TypeAlias

from offerdesigner.economics.clients import begun, conversion
from offerdesigner.economics.cohorts import ALWAYS, LEFT, Cohorts, Course, Kind, cohorts_of
from offerdesigner.economics.cost_curve import ARRIVAL, CLIENT, CostCurve, Unit
from offerdesigner.economics.incomes import Income
from offerdesigner.economics.margins import Population
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import MONTHS_A_YEAR, NOTHING, Unknown, known, total, weighted
from offerdesigner.model.forecast import Plan, RevenueKind, Scenario

HORIZON = 36
"""How many months are looked at."""


@dataclass(frozen=True)
class Month:
    """One month: `place` from 1, `first_day` where the plan says when it starts. Amounts in € HT.

    `clients` are there, those who are `trying` included.
    `subscriptions`, `memberships` and `others` are earned; `once` is setup, options bought once and paid trials.
    `welcome` is the part of the `costs` that is due for those who arrive.
    `sold` is what is paid this month for what is sold, by clients and others, all memberships apart.
    `cash_flow` is what moves in the bank; `cumulated` adds up the results, `cash` what is in the bank, at the end
    of the month.
    """

    place: int
    first_day: date | None
    clients: Fraction
    trying: Fraction
    arrivals: Fraction
    departures: Fraction
    subscriptions: Fraction
    once: Fraction
    memberships: Fraction
    others: Mapping[RevenueKind, Fraction]
    costs: Fraction
    welcome: Fraction
    sold: Fraction
    cash_flow: Fraction
    cumulated: Fraction
    cash: Fraction

    @property
    def lasting_revenue(self) -> Fraction:
        """What clients bring month after month: subscriptions and memberships."""
        return self.subscriptions + self.memberships

    @property
    def own_revenue(self) -> Fraction:
        """All that clients bring."""
        return self.lasting_revenue + self.once

    @property
    def result_alone(self) -> Fraction:
        """What would be left with what clients bring month after month, those who arrive paying for their welcome."""
        return self.lasting_revenue + min(self.once, self.welcome) - self.costs

    @property
    def revenue(self) -> Fraction:
        """All that is earned."""
        return self.own_revenue + sum(self.others.values(), NOTHING)

    @property
    def lasting_result(self) -> Fraction:
        """What would be left without what is paid once, aid included; negative: what is lacking each month."""
        return self.result_alone + sum(self.others.values(), NOTHING)

    @property
    def result(self) -> Fraction:
        """What is left of what is earned once costs are paid; negative: what is lacking."""
        return self.revenue - self.costs

    @property
    def by_kind(self) -> dict[RevenueKind, Fraction]:
        """What is earned, by kind of revenue: what is paid once is a sale."""
        kinds = {
            RevenueKind.SUBSCRIPTIONS: self.subscriptions,
            RevenueKind.SALES: self.once,
            RevenueKind.MEMBERSHIPS: self.memberships,
        }
        for kind, amount in self.others.items():
            kinds[kind] = kinds.get(kind, NOTHING) + amount
        return kinds


@dataclass(frozen=True)
class Forecast:
    """The months of a scenario. `untold` says which amounts are not known, and not counted."""

    months: tuple[Month, ...]
    untold: tuple[str, ...]

    @cached_property
    def revenue(self) -> Fraction:
        """All that is earned, in €."""
        return sum((month.revenue for month in self.months), NOTHING)

    @cached_property
    def costs(self) -> Fraction:
        """All that is paid, in €."""
        return sum((month.costs for month in self.months), NOTHING)

    @cached_property
    def result(self) -> Fraction:
        """What is left in the end."""
        return self.revenue - self.costs

    @cached_property
    def lowest(self) -> Month:
        """The first month when the least is in the bank."""
        return min(self.months, key=lambda month: month.cash)

    @cached_property
    def balanced(self) -> Month | None:
        """The month from which what clients, even in part, pay is enough, and stays so; `None`: not in these months."""
        holding = takewhile(lambda month: month.clients and month.result_alone >= 0, reversed(self.months))
        return min(holding, key=lambda month: month.place, default=None)

    @cached_property
    def paid(self) -> Month | None:
        """The month from which months pay for themselves with aid, and go on so; `None`: not in these months."""
        paying = takewhile(lambda month: month.lasting_result >= 0, reversed(self.months))
        return min(paying, key=lambda month: month.place, default=None)

    def reaches(self, clients: int) -> Month | None:
        """Return the first month with so many clients, those who only try apart; `None` when none has."""
        return next((month for month in self.months if month.clients - month.trying >= clients), None)


_ONE = Fraction(1)

Amounts: TypeAlias = dict[Course, list[tuple[Fraction, Fraction]]]
"""So much of some sequences, as amounts for one client with how many clients: they are summed once all are known."""


@dataclass
class _Flows:
    """What a forecast counts, as so much of a few sequences."""

    subscriptions: Amounts = field(default_factory=dict)
    paid: Amounts = field(default_factory=dict)
    paid_memberships: Amounts = field(default_factory=dict)
    memberships: Amounts = field(default_factory=dict)
    once: Amounts = field(default_factory=dict)
    costs: Amounts = field(default_factory=dict)
    units: dict[Unit, Amounts] = field(default_factory=dict)
    trying: Amounts = field(default_factory=dict)

    def each(self, change: Callable[[Amounts], Amounts]) -> _Flows:
        """Return the same, each amounts changed."""
        return _Flows(
            change(self.subscriptions),
            change(self.paid),
            change(self.paid_memberships),
            change(self.memberships),
            change(self.once),
            change(self.costs),
            {unit: change(amounts) for unit, amounts in self.units.items()},
            change(self.trying),
        )

    def present(self, sold: Sold, direct: Fraction, stepping: Iterable[Unit], course: Course, number: Fraction) -> None:
        """Count in so many clients who use what is sold: `direct` € a month each, and the units that steps count."""
        _add(self.costs, course, direct, number)
        for unit in stepping:
            if each := sold.units.get(unit):
                _add(self.units.setdefault(unit, {}), course, each, number)

    def begin(self, sold: Sold, coming: Fraction, staying: Fraction) -> None:
        """Count in what is paid by so many new clients a month, of whom some stay after a trial."""
        trial = sold.trial_months
        _add(self.once, ALWAYS, sold.trial_price, coming)
        _add(self.once, (Kind.ENDING, trial, 1), known(sold.once), staying)
        _add(self.memberships, (Kind.STAYING, trial, 1), sold.member_monthly, staying)
        _add(self.paid_memberships, (Kind.PAYING, trial, sold.membership_months), sold.membership, staying)
        for billing, amount in sold.by_billing.items():
            _add(self.subscriptions, (Kind.STAYING, trial, 1), amount, staying)
            _add(self.paid, (Kind.PAYING, trial, billing), amount * billing, staying)


def _add(amounts: Amounts, course: Course, amount: Fraction, clients: Fraction) -> None:
    if amount and clients:
        amounts.setdefault(course, []).append((amount, clients))


def _copied(amounts: Amounts) -> Amounts:
    return {course: list(pairs) for course, pairs in amounts.items()}


def _packed(amounts: Amounts) -> Amounts:
    return {course: [(amount, _ONE)] for course, amount in _summed(amounts).items()}


def _summed(amounts: Amounts) -> dict[Course, Fraction]:
    return {course: weighted(pairs) for course, pairs in amounts.items()}


class Forecaster:
    """Computes the forecasts of one project, of which it is given what does not depend on the scenario."""

    def __init__(self, plan: Plan, curve: CostCurve, today: Population) -> None:
        self._plan, self._curve, self._today = plan, curve, today
        self._stepping = {CLIENT, *(stair.unit for stair in curve.stairs)} - {ARRIVAL}
        self._staying = self._stay()

    def forecast(self, scenario: Scenario, mix: Population, incomes: Sequence[Income]) -> Forecast:
        """Return as many months as there are `incomes`, the new clients being shared in the proportions of `mix`."""
        cohorts = cohorts_of(scenario.departures, len(incomes))
        whole = sum((weight for _sold, weight in mix), NOTHING)
        shares = [(sold, weight / whole) for sold, weight in mix if weight]
        arrivals = Fraction(scenario.arrivals) if shares else NOTHING
        flows = self._staying.each(_copied)
        self._come(flows, shares, arrivals, scenario)
        months = tuple(self._months(flows, cohorts, arrivals, incomes))
        return Forecast(months, tuple(_untold(self._today, shares)))

    def _stay(self) -> _Flows:
        """Return the clients of today, counted once for all scenarios."""
        flows = _Flows()
        for sold, clients in self._today:
            flows.present(sold, sold.direct(self._curve), self._stepping, LEFT, clients)
            _add(flows.subscriptions, LEFT, known(sold.monthly), clients)
            _add(flows.paid, LEFT, known(sold.monthly), clients)
            _add(flows.memberships, LEFT, sold.member_monthly, clients)
            _add(flows.paid_memberships, LEFT, sold.member_monthly, clients)
        return flows.each(_packed)

    def _come(self, flows: _Flows, shares: Population, arrivals: Fraction, scenario: Scenario) -> None:
        """Count in those who begin each month."""
        _add(flows.costs, ALWAYS, self._curve.fixed + self._curve.by_arrival * arrivals, _ONE)
        for sold, share in shares:
            coming, trial, direct = arrivals * share, sold.trial_months, sold.direct(self._curve)
            staying = coming * conversion(sold, scenario)
            if trial:
                _add(flows.trying, (Kind.TRYING, trial, 1), _ONE, coming)
            for course, clients in begun(sold, coming, staying):
                flows.present(sold, direct, self._stepping, course, clients)
            flows.begin(sold, coming, staying)

    def _months(
        self, flows: _Flows, cohorts: Cohorts, arrivals: Fraction, incomes: Sequence[Income]
    ) -> Iterator[Month]:
        units = {unit: cohorts.added(_summed(amounts)) for unit, amounts in flows.units.items()}
        welcome = self._curve.welcome(arrivals)
        nobody = [NOTHING] * len(incomes)
        cumulated, cash = NOTHING, Fraction(self._plan.opening_cash)
        before = sum((clients for _sold, clients in self._today), NOTHING)
        kinds = (flows.trying, flows.subscriptions, flows.paid, flows.memberships, flows.paid_memberships)
        counts = (
            units.get(CLIENT, nobody),
            *(cohorts.added(_summed(kind)) for kind in (*kinds, flows.once, flows.costs)),
        )
        by_month = enumerate(zip(*counts, incomes, strict=True), start=1)
        for place, (clients, trying, earned, paid, memberships, members, once, costs, income) in by_month:
            counted = {unit: values[place - 1] for unit, values in units.items()}
            borne = costs + self._curve.stepped({**counted, ARRIVAL: arrivals})
            cumulated = total((cumulated, earned, memberships, once, income.total, -borne))
            moved = total((paid, members, once, income.paid, -borne))
            cash += moved
            yield Month(
                place=place,
                first_day=month_of(self._plan, place),
                clients=clients,
                trying=trying,
                arrivals=arrivals,
                departures=before + arrivals - clients,
                subscriptions=earned,
                once=once,
                memberships=memberships,
                others=income.earned,
                costs=borne,
                welcome=welcome,
                sold=paid + once + income.sold,
                cash_flow=moved,
                cumulated=cumulated,
                cash=cash,
            )
            before = clients


def month_of(plan: Plan, place: int) -> date | None:
    """Return the first day of the month `place` (from 1) of the plan, where it says when it starts."""
    if plan.start is None:
        return None
    months = plan.start.month - 1 + place - 1
    year = plan.start.year + months // MONTHS_A_YEAR
    return date(year, months % MONTHS_A_YEAR + 1, 1) if year <= date.max.year else None


def _untold(today: Population, shares: Population) -> Iterator[str]:
    """Yield, once each, why some amounts are not counted."""
    said: set[str] = set()
    for sold, number in (*today, *shares):
        for reason in (sold.unknown, sold.once):
            if number and isinstance(reason, Unknown) and reason.why not in said:
                said.add(reason.why)
                yield reason.why
