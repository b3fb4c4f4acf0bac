"""What is planned: where each rule speaks, where it keeps silent, and which yields to which."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, project
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.costs import CostFamily, StepCost, UnitCost
from offerdesigner.model.finding import Severity
from offerdesigner.model.forecast import Certainty, Plan, RevenueKind, RevenueSource, Scenario
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from tests.checks.rule_findings import TODAY, D, found, one
from tests.economics.hosts import cost, host

RENT = cost("rent", "200")


def planned(arrivals: str = "2", price: Any = "12", **changes: Any) -> Project:
    parts = {
        "costs": (RENT,),
        "sales": (Sale(id="sale", offer="active", clients=4, months=1),),
        "scenarios": (Scenario(id="expected", name="Réaliste", arrivals=D(arrivals)),),
        **changes,
    }
    return project(offer("active", price, "people=30", "files"), **parts)


def test_a_host_that_works_is_not_alarmed() -> None:
    trouble = {one.rule for one in run(host(), today=TODAY).findings if one.severity is Severity.ERROR}
    assert not trouble
    for rule in ("never_breaks_even", "target_over_capacity", "no_savings", "one_source_of_revenue"):
        assert not found(rule, host())


# Balance


def test_steps_that_cost_more_than_their_clients_bring_are_never_paid() -> None:
    steps = cost("support", "15", behaviour=StepCost(size=D(1)))
    finding = one("never_breaks_even", planned(costs=(RENT, steps)))
    assert finding.address == "scenarios/expected"
    assert finding.message.startswith("Avec le scénario «\u00a0Réaliste\u00a0», l’équilibre n’est jamais atteint")


def test_an_offer_sold_at_a_loss_is_told_alone() -> None:
    sold = planned(costs=(RENT, cost("disks", "20", behaviour=UnitCost())))
    assert found("sold_at_a_loss", sold) and not found("never_breaks_even", sold)
    assert not found("threshold_unknown", sold)


def test_where_more_clients_mend_nothing_they_are_not_asked_for() -> None:
    sold = planned(costs=(RENT, cost("support", "15", behaviour=StepCost(size=D(1)))))
    assert found("never_breaks_even", sold) and not found("money_missing", sold)
    assert found("money_missing", planned("0.2")) and not found("never_breaks_even", planned("0.2"))


def test_services_that_are_free_on_purpose_are_not_asked_to_pay() -> None:
    assert not found("never_breaks_even", planned(price="0"))


def test_without_a_scenario_nothing_is_said_of_what_is_to_come() -> None:
    sold = planned(scenarios=())
    assert not found("target_out_of_reach", sold) and not found("never_breaks_even", sold)
    steps = planned(costs=(RENT, cost("support", "15", behaviour=StepCost(size=D(1)))), scenarios=())
    finding = one("never_breaks_even", steps)
    assert finding.address == "sales" and finding.message.startswith("Avec les clients d’aujourd’hui, l’équilibre")
    assert not found("money_missing", steps)


def test_an_unknown_price_is_told_once_for_all_that_it_hides() -> None:
    finding = one("threshold_unknown", planned(price=OnQuote()))
    assert finding.address == "sales/sale"
    alarms = {"money_missing", "never_breaks_even", "target_out_of_reach", "below_cost_price"}
    assert not alarms & {each.rule for each in run(planned(price=OnQuote()), today=TODAY).findings}
    assert not found("threshold_unknown", planned(price=OnQuote(), costs=()))


# Aim


def aiming(**plan: Any) -> Project:
    return planned(plan=Plan(start=date(2026, 12, 1), **{"target_clients": 60, **plan}))


def test_an_aim_reached_too_late_says_when() -> None:
    late = one("target_out_of_reach", aiming(target_date=date(2027, 12, 31)))
    assert late.address == "plan/target_clients" and "n’est atteint qu’en" in late.message
    assert not found("target_out_of_reach", aiming(target_date=date(2029, 6, 30)))
    assert not found("target_out_of_reach", aiming())


def test_an_aim_never_reached_says_how_long_was_looked_at() -> None:
    assert "n’est pas atteint en 3\u00a0ans" in one("target_out_of_reach", aiming(target_clients=600)).message


def test_an_aim_is_not_told_where_money_is_missing_all_along() -> None:
    sold = evolve(aiming(target_clients=600), scenarios=planned("0.2").scenarios)
    assert found("money_missing", sold) and not found("target_out_of_reach", sold)


@pytest.mark.parametrize(
    ("rule", "field"), [("target_over_capacity", "most_clients"), ("target_over_public", "public_size")]
)
def test_an_aim_stands_within_what_can_be_served_and_who_exists(rule: str, field: str) -> None:
    assert one(rule, aiming(**{field: 59})).related == (f"plan/{field}",)
    assert not found(rule, aiming(**{field: 60})) and not found(rule, aiming())
    assert not found(rule, aiming(**{"target_clients": None, field: 1}))


# What is put aside, where money comes from


def test_savings_are_missed_only_in_a_plan_that_is_written() -> None:
    three = tuple(cost(name, "10") for name in ("a", "b", "c"))
    assert one("no_savings", planned(costs=three)).data["count"] == 3
    assert not found("no_savings", planned(costs=three[:2]))
    assert not found("no_savings", planned(costs=(*three, cost("d", "5", family=CostFamily.SAVINGS))))
    unpaid = tuple(evolve(line, unpaid=True) for line in three)
    assert not found("no_savings", planned(costs=unpaid))


def aided(amount: str, **changes: Any) -> Project:
    source = RevenueSource(**{"id": "grant", "name": "Région", "amount": D(amount), "period_months": 12, **changes})
    return planned(revenues=(source,))


def test_a_grant_above_half_of_all_revenue_is_told_with_its_share() -> None:
    finding = one("one_source_of_revenue", aided("1152"))
    assert (finding.data["share"], finding.data["amount"]) == (67, 96)
    assert not found("one_source_of_revenue", aided("576"))


def test_what_is_hoped_for_or_sold_is_no_single_source() -> None:
    assert not found("one_source_of_revenue", aided("9999", certainty=Certainty.HOPED))
    assert not found("one_source_of_revenue", aided("9999", kind=RevenueKind.SALES))
    assert not found("one_source_of_revenue", evolve(aided("9999"), sales=(), scenarios=()))
