"""What a post costs its employer: the dated table, the project's own, a stated rate; days and hours."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from offerdesigner.economics.payroll import (
    employer_cost,
    is_old,
    least_day,
    least_hour,
    month_cost,
    pay_table,
    year_cost,
)
from offerdesigner.model.costs import Salary
from offerdesigner.model.forecast import Plan, WagePoint
from tests.price_strategies import amounts

PLAN = Plan()


def own(*points: tuple[int, int]) -> Plan:
    return Plan(wages=tuple(WagePoint(id=f"w{gross}", gross=gross, cost=cost) for gross, cost in points))


# Computed with the open engine of URSSAF, https://mon-entreprise.urssaf.fr, with the rates of March 2026.
@pytest.mark.parametrize(
    ("gross", "cost"), [(1823, 1899), (2000, 2249), (2400, 2987), (3000, 4007), (4000, 5578), (5000, 7065)]
)
def test_the_published_points(gross, cost):
    assert employer_cost(PLAN, Decimal(gross)) == cost


def test_between_beyond_and_below_the_points():
    assert employer_cost(PLAN, Decimal(2200)) == Fraction(2249 + 2987, 2)
    assert employer_cost(PLAN, Decimal(6000)) == 7065 + (7065 - 5578)
    assert employer_cost(PLAN, Decimal(1000)) == Fraction(1000 * 1899, 1823)
    assert employer_cost(PLAN, Decimal(0)) == 0


def test_the_table_says_where_it_comes_from():
    table = pay_table()
    assert table.source.startswith("https://")
    assert table.verified >= date(2026, 3, 1)
    assert (table.minimum_hour, table.minimum_month) == (Decimal("12.02"), Decimal("1823.03"))


def test_a_table_of_ones_own_replaces_it():
    assert employer_cost(own((1000, 1200), (2000, 3000)), Decimal(1500)) == 2100
    assert employer_cost(own((1000, 1200)), Decimal(1500)) == 1800
    assert employer_cost(own((0, 100)), Decimal(1500)) == 1600
    assert employer_cost(own((1000, 3000), (2000, 100)), Decimal(9000)) == 0


def test_a_half_time_post_for_thirteen_months():
    salary = Salary(gross=2000, months=13, share=50, extras=400)
    assert year_cost(PLAN, salary) == Fraction(2249 * 13 + 400, 2)


def test_a_stated_rate_is_used_instead_of_the_table():
    assert month_cost(PLAN, Salary(gross=2000, charges="42")) == 2840


def test_an_hour_and_a_day_at_the_least_wage_with_its_contributions():
    assert (least_hour(PLAN), least_day(PLAN)) == (Decimal("12.52"), Decimal("87.65"))
    assert least_day(Plan(hours=8)) == Decimal("100.17")
    assert least_hour(own((1000, 1200), (2000, 2400))) == Decimal("14.42")


def test_the_table_is_old_after_a_year():
    table = pay_table()
    verified = table.verified
    assert not is_old(table, verified.replace(year=verified.year + 1))
    assert is_old(table, verified.replace(year=verified.year + 1) + timedelta(days=2))


@given(amounts(), amounts())
def test_who_earns_more_costs_more(one, other):
    low, high = sorted((one, other))
    assert 0 <= employer_cost(PLAN, low) <= employer_cost(PLAN, high)
