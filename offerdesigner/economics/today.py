"""A month with the clients of today: what they bring, what comes beside, what is to pay.

Only what is certain counts; what is hoped for is told apart, and counts in forecasts alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.costs import Cost, by_family, fair, to_pay
from offerdesigner.economics.incomes import incomes
from offerdesigner.economics.margins import Population
from offerdesigner.economics.values import MONTHS_A_YEAR, NOTHING, known
from offerdesigner.model.costs import CostFamily
from offerdesigner.model.forecast import Certainty, RevenueKind
from offerdesigner.model.project import Project


@dataclass(frozen=True)
class Today:
    """A month with the clients of today, in € HT: what is `own` comes from them, what comes from `others` is certain.

    The price of `untold` of these clients is not known: what they pay is not counted. `hoped` would come in
    beside. `fair` is what is to pay with volunteer time at its value.
    """

    clients: int
    untold: int
    own: Mapping[RevenueKind, Fraction]
    others: Mapping[RevenueKind, Fraction]
    hoped: Fraction
    to_pay: Fraction
    fair: Fraction
    families: Mapping[CostFamily, Fraction]

    @property
    def revenue(self) -> dict[RevenueKind, Fraction]:
        """All that comes in, by kind."""
        kinds = dict(self.own)
        for kind, amount in self.others.items():
            kinds[kind] = kinds.get(kind, NOTHING) + amount
        return kinds

    @property
    def from_clients(self) -> Fraction:
        """What clients pay."""
        return sum(self.own.values(), NOTHING)

    @property
    def from_others(self) -> Fraction:
        """What comes in beside what clients pay: aid, donations, what was entered by hand."""
        return sum(self.others.values(), NOTHING)

    @property
    def total_revenue(self) -> Fraction:
        """All that comes in."""
        return self.from_clients + self.from_others

    @property
    def yearly_costs(self) -> Fraction:
        """What is to pay in a year."""
        return self.to_pay * MONTHS_A_YEAR

    @property
    def result(self) -> Fraction:
        """What is left; negative: what is lacking."""
        return self.total_revenue - self.to_pay

    @property
    def result_alone(self) -> Fraction:
        """What would be left with clients alone; negative: what is lacking."""
        return self.from_clients - self.to_pay


def today_of(project: Project, present: Population, costs: Sequence[Cost], welcomed: Fraction) -> Today:
    """Return a month with those who are `present`, which costs so much; who arrives pays so much of their welcome."""
    hoped = (source for source in project.revenues if source.certainty is Certainty.HOPED)
    return Today(
        clients=sum(sale.clients for sale in project.sales),
        untold=sum(sold.sale.clients for sold, _clients in present if sold.unknown is not None),
        own={
            RevenueKind.SUBSCRIPTIONS: sum((known(sold.monthly) * clients for sold, clients in present), NOTHING),
            RevenueKind.SALES: welcomed,
            RevenueKind.MEMBERSHIPS: sum((sold.member_monthly * clients for sold, clients in present), NOTHING),
        },
        others=incomes(project.revenues, 1, with_hoped=False)[0].earned,
        hoped=incomes(hoped, 1, with_hoped=True)[0].total,
        to_pay=to_pay(costs),
        fair=fair(costs),
        families=by_family(costs),
    )
