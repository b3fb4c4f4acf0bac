"""Months to come: who comes and leaves, what is earned and paid, what is in the bank."""

from datetime import date
from fractions import Fraction

from offerdesigner.economics.cohorts import LEFT, Cohorts
from offerdesigner.economics.forecast import HORIZON, Forecast
from offerdesigner.economics.results import results
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import Basis, StepCost, UnitCost
from offerdesigner.model.forecast import Certainty, Plan, RevenueKind, RevenueSource
from offerdesigner.model.offers import RateCard, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership
from tests.economics.hosts import cost, host, scenario


def forecast(project: Project) -> Forecast:
    return results(project).current.forecast


def alone(sale: Sale | None = None, offer: dict | None = None, **changes) -> Project:
    """A host without costs nor aid where one client a month begins on the first offer, and nobody is there yet."""
    first = sale or Sale(id="essentielle", offer="essentielle", clients=0, months=1)
    settings = {"costs": (), "revenues": (), "scenarios": (scenario("one", 1, 0, 0, arrivals=1),), "plan": Plan()}
    project = host(**{**settings, **changes})
    sales = (first, *(evolve(one, clients=0) for one in project.sales[1:]))
    offers = (evolve(project.offers[0], **(offer or {})), *project.offers[1:])
    return evolve(project, sales=sales, offers=offers)


def test_two_clients_a_month_come_beside_those_of_today():
    months = forecast(host()).months
    assert len(months) == HORIZON
    assert [month.clients for month in months[:3]] == [32, 34, 36]
    assert [month.first_day for month in months[::35]] == [date(2026, 12, 1), date(2029, 11, 1)]
    # 585 € and two more clients at 19,50 €, for 797 + 25 € of fixed costs, 2 × 2,10 € beside 63 €.
    assert months[0].subscriptions == 585 + 39
    assert months[0].costs == Fraction("889.2")
    assert months[0].others == {RevenueKind.GRANTS: 200, RevenueKind.DONATIONS: 100}
    assert months[0].result == Fraction("34.8")


def test_who_leaves_in_a_year_has_left_after_twelve_months():
    left = Cohorts(departures=20, months=36).added({LEFT: Fraction(100)})
    assert [left[11], left[23], left[35]] == [80, 64, Fraction("51.2")]
    assert left[5] == 90


def test_departures_are_told():
    leaving = host(scenarios=(scenario("realistic", 6, 3, 1, departures=12),))
    first = forecast(leaving).months[0]
    assert (first.clients, first.departures) == (Fraction("31.7"), Fraction("0.3"))


def test_a_trial_brings_nothing_and_not_all_stay():
    offer = {"trial": Trial(duration=2), "setup_fee": FlatPrice(amount=30)}
    trying = (scenario("trying", 1, 0, 0, arrivals=1, trial_conversion=50),)
    months = forecast(alone(offer=offer, scenarios=trying)).months
    assert [month.clients for month in months[:4]] == [1, 2, Fraction(5, 2), 3]
    assert [month.subscriptions for month in months[:4]] == [0, 0, 5, 10]
    assert [month.once for month in months[:4]] == [0, 0, 15, 15]
    assert months[2].departures == Fraction(1, 2)


def test_a_paid_trial_is_paid_when_it_begins():
    months = forecast(alone(offer={"trial": Trial(duration=1, price=3)})).months
    assert [month.once for month in months[:2]] == [3, 3]


def test_a_year_paid_at_once_is_in_the_bank_before_it_is_earned():
    sale = Sale(id="essentielle", offer="essentielle", clients=0, months=12)
    months = forecast(alone(sale)).months
    assert months[0].subscriptions == Fraction(100, 12)
    assert months[0].cash_flow == 100
    assert [months[place].cash_flow for place in (11, 12, 24)] == [100, 200, 300]
    assert months[11].subscriptions == 100


def test_memberships_come_back_every_year():
    project = alone()
    member = evolve(project, structure=evolve(project.structure, membership=Membership(amount=24)))
    months = forecast(member).months
    assert [months[place].memberships for place in (0, 11, 12)] == [2, 24, 26]
    paid = [months[place].cash_flow - months[place].subscriptions for place in (0, 11, 12)]
    assert paid == [24, 24, 48]


def test_new_clients_cost_something_once():
    months = forecast(alone(costs=(cost("welcome", "40", behaviour=UnitCost(basis=Basis.SALE)),))).months
    assert [month.costs for month in months[:2]] == [40, 40]


def test_aid_is_earned_evenly_and_comes_at_once():
    sources = (
        RevenueSource(id="grant", amount=1200, period_months=12, first_month=3, lasts_months=24),
        RevenueSource(id="prize", kind=RevenueKind.CALLS, amount=600, period_months=1, first_month=2, lasts_months=1),
        RevenueSource(id="dream", amount=9999, certainty=Certainty.HOPED),
    )
    months = forecast(alone(revenues=sources)).months
    aid = [sum(month.others.values()) for month in months]
    assert aid[:4] == [0, 600, 100, 100]
    assert aid[25:27] == [100, 0]
    assert [month.cash_flow - month.subscriptions for month in months[1:3]] == [600, 1200]
    assert months[14].cash_flow - months[14].subscriptions == 1200
    hoping = alone(revenues=sources, scenarios=(scenario("one", 1, 0, 0, arrivals=1, counts_hoped=True),))
    assert forecast(hoping).months[0].others == {RevenueKind.GRANTS: Fraction(9999, 12)}


def test_the_lowest_point_of_the_bank_is_told():
    plan = evolve(host().plan, opening_cash=1000)
    told = forecast(host(plan=plan, revenues=()))
    # Each month lacks less, until the tenth: 34,80 € more for two clients, 25 € less at the step of the forty-first.
    assert told.balanced.place == 10
    assert told.lowest.place == 9
    assert told.lowest.cash == 1000 + sum(month.result for month in told.months[:9])
    assert told.months[-1].cash == 1000 + told.result


def test_what_is_on_quote_is_told_and_not_counted():
    project = host()
    quoted = evolve(project.offers[2], rates=(RateCard(id="price", charge=OnQuote()),))
    told = forecast(evolve(project, offers=(*project.offers[:2], quoted)))
    assert told.untold == ("Fédération : sur devis.",)
    # Neither the 60 € of each of three clients, nor those of the fifth of a client who comes.
    assert told.months[0].subscriptions == 585 + 39 - 60 * Fraction("3.2")


def test_a_scenario_without_a_mix_goes_on_as_today():
    sales = tuple(evolve(sale, clients=count) for sale, count in zip(host().sales, (1, 0, 3), strict=True))
    told = forecast(host(sales=sales, scenarios=(scenario("realistic", 0, 0, 0, mix=()),)))
    # Of two who come, a half at 10 € and one and a half at 60 €, beside 190 €.
    assert told.months[0].subscriptions == 190 + 5 + 90


def test_fees_paid_once_do_not_make_a_month_that_pays():
    fee = {"setup_fee": FlatPrice(amount=500)}
    months = forecast(alone(offer=fee, costs=(cost("rent", "100"),)))
    assert months.months[0].own_revenue == 510
    assert months.balanced.place == 10


def test_heads_are_not_money():
    # Fifty at 2 € today; whoever comes takes what is dear: thirteen of them would be enough, and fifty are not.
    cheap = evolve(host().offers[0], rates=(RateCard(id="price", charge=FlatPrice(amount=2)),))
    sales = (evolve(host().sales[0], clients=50), *(evolve(sale, clients=0) for sale in host().sales[1:]))
    scenarios = (scenario("dear", 0, 0, 1, arrivals=1),)
    changes = {"offers": (cheap, *host().offers[1:]), "sales": sales, "scenarios": scenarios, "plan": Plan()}
    told = results(host(costs=(cost("rent", "700"),), **changes)).current
    assert told.threshold.clients == 12
    assert told.at_threshold.place == 10


def test_a_step_that_is_not_paid_yet_puts_off_the_month_that_pays():
    step = cost("server", "95", behaviour=StepCost(size=100, free=5))
    told = forecast(alone(costs=(cost("rent", "30"), step)))
    # Three clients pay the rent; the sixth starts a step that takes ten more.
    assert [month.result >= 0 for month in told.months[2:6]] == [True, True, True, False]
    assert told.balanced.place == 13


def test_who_only_tries_is_not_one_of_those_to_reach():
    told = forecast(alone(offer={"trial": Trial(duration=2)}))
    assert told.reaches(1).place == 3
    assert forecast(alone()).reaches(1).place == 1


def test_fees_pay_for_the_welcome_of_who_brings_them():
    lines = (cost("rent", "20"), cost("welcome", "40", behaviour=UnitCost(basis=Basis.SALE)))
    assert forecast(alone(costs=lines)).balanced.place == 6
    assert forecast(alone(offer={"setup_fee": FlatPrice(amount=500)}, costs=lines)).balanced.place == 2
