"""All the figures together: those of a host worked out by hand, and laws for any project."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.economics.franchise import FranchiseState, thresholds
from offerdesigner.economics.results import mix_words, results
from offerdesigner.economics.threshold import Never
from offerdesigner.economics.values import Unknown, euros, rounded_euros
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import CostFamily
from offerdesigner.model.forecast import RevenueKind, RevenueSource, WantedShare
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from tests.economics.hosts import cost, host, scenario
from tests.plain import plain
from tests.strategies import projects


def test_a_month_with_the_clients_of_today():
    today = results(host()).today
    assert (today.clients, today.from_clients, today.to_pay, today.fair) == (30, 585, 885, 1473)
    assert (today.result_alone, today.from_others, today.result) == (-300, 300, 0)
    assert list(today.families.values()) == [274, 420, 81, 110]
    assert today.families[CostFamily.WORK] == 420


@pytest.mark.parametrize(
    ("name", "mix", "margin", "clients", "to_find", "at_threshold"),
    [
        ("prudent", "8 · 2 · 0", "11.86", 75, (23, 6), date(2028, 2, 1)),
        ("realistic", "6 · 3 · 1", "17.40", 50, (12, 6, 2), date(2027, 9, 1)),
        ("ambitious", "5 · 4 · 1", "18.78", 47, (9, 8, 2), date(2027, 9, 1)),
    ],
)
def test_scenarios_side_by_side(name, mix, margin, clients, to_find, at_threshold):
    outlook = results(host()).outlook(name)
    assert mix_words(outlook) == mix
    assert outlook.average_margin == Decimal(margin)
    assert outlook.threshold.clients == clients
    assert tuple(count for _sold, count in outlook.to_find.counts) == to_find
    assert outlook.at_threshold.first_day == at_threshold
    assert outlook.at_target.first_day == date(2028, 2, 1)


def test_the_clients_of_each_offer_are_told_month_by_month():
    counts = results(host()).current.clients_by_offer
    # Two a month: 1,2 and 0,6 and 0,2, beside 18, 9 and 3.
    assert [counts[offer][0] for offer in counts] == [Fraction("19.2"), Fraction("9.6"), Fraction("3.2")]
    assert counts["federation"][35] == 3 + 36 * Fraction("0.2")


def test_the_mean_margin_has_the_membership_that_the_threshold_counts():
    member = evolve(host().structure, membership=Membership(amount=12))
    outlook = results(host(structure=member)).current
    assert outlook.average_margin == Decimal("18.40")
    # 797 € and a step of 25 € or two, at 18,40 € each.
    assert outlook.threshold.clients == 49


def test_the_scenario_that_is_followed_is_the_current_one():
    told = results(host())
    assert told.current is told.outlook("realistic")
    assert told.current.at_threshold.first_day == date(2027, 9, 1)
    with pytest.raises(KeyError):
        told.outlook("unheard")


def test_a_price_does_not_go_below_what_is_shared_at_the_threshold():
    active = results(host()).offers[1]
    # 2,10 € of its own, and 847 € shared between fifty clients.
    assert euros(active.cost_price_at_threshold) == "19,04\u00a0€"
    assert active.cost_price == Fraction("2.10") + Fraction(822, 30)
    assert active.one_more.cost == Fraction("2.10")
    assert active.sale == "active"


def test_levels_draw_costs_and_revenue():
    level = results(host()).current.level(50)
    assert (level.clients, level.revenue, level.to_pay, level.fair) == (50, 975, 952, 1540)


def test_the_model_gives_an_aim_to_each_source():
    wanted = (
        WantedShare(id="a", kind=RevenueKind.SUBSCRIPTIONS, percent=60),
        WantedShare(id="b", kind=RevenueKind.GRANTS, percent=40),
    )
    shares = {share.kind: share for share in results(host(wanted_shares=wanted)).shares}
    assert shares[RevenueKind.SUBSCRIPTIONS].share == Fraction(585, 885)
    assert shares[RevenueKind.SUBSCRIPTIONS].aim == Fraction("0.6") * 885
    assert shares[RevenueKind.SUBSCRIPTIONS].missing == 531 - 585
    assert shares[RevenueKind.GRANTS].missing == 354 - 200
    assert shares[RevenueKind.DONATIONS].aim is shares[RevenueKind.DONATIONS].missing is None


def test_without_a_scenario_nobody_comes():
    told = results(host(scenarios=(), plan=evolve(host().plan, scenario=None)))
    assert told.outlooks == (told.current,)
    assert told.current.threshold.clients == 50
    assert told.current.at_threshold is None
    assert told.current.forecast.months[-1].clients == 30


def test_an_empty_project_says_what_is_missing():
    told = results(Project())
    assert "Aucune vente" in told.current.threshold.why
    assert told.shares == ()
    assert told.offers == ()
    assert told.current.forecast.lowest.cash == 0


def test_each_sale_at_a_loss_is_a_sentence():
    dear = evolve(host().costs[4], source=evolve(host().costs[4].source, amount=9))
    told = results(host(costs=(*host().costs[:4], dear, *host().costs[5:])))
    assert told.current.threshold == Never("Jamais atteint : chaque vente coûte plus qu'elle ne rapporte.")
    assert told.current.at_threshold is None
    assert all(offer.margin.is_loss for offer in told.offers)


@pytest.mark.parametrize(
    ("arrivals", "state", "words"),
    [
        (0, FranchiseState.WITHIN, "7 020 € de ventes au plus"),
        ("4.3", FranchiseState.NEAR, "est proche (en"),
        (5, FranchiseState.CROSSED, "l'année suivante"),
        (20, FranchiseState.CROSSED, "dès ce mois"),
    ],
)
def test_the_franchise_is_watched(arrivals, state, words):
    project = host(scenarios=(scenario("realistic", 6, 3, 1, arrivals=arrivals),))
    told = results(project).current.franchise
    assert told.state is state
    assert words in plain(told.words)
    assert "2026" in told.words


def test_the_franchise_counts_what_is_paid_in_a_civil_year():
    # In December one client pays 100 € for a year: earned for a twelfth, and counted whole in 2026.
    sales = (evolve(host().sales[0], months=12, clients=0), *(evolve(sale, clients=0) for sale in host().sales[1:]))
    sold = RevenueSource(id="fair", kind=RevenueKind.SALES, amount=1200, period_months=12, lasts_months=12)
    project = host(sales=sales, scenarios=(scenario("realistic", 1, 0, 0, arrivals=1),), revenues=(sold,))
    member = evolve(host().structure, membership=Membership(amount=24))
    told = results(evolve(project, structure=member)).current
    assert [month.sold for month in told.forecast.months[:2]] == [100 + 1200, 100]
    assert told.forecast.months[0].cash_flow + told.forecast.months[0].costs == 100 + 1200 + 24
    # From January to November 2029, who begins that month and who began it in the two years before.
    assert told.franchise.sales == 11 * 3 * 100


def test_the_franchise_says_nothing_to_who_charges_vat():
    charging = Structure(id="s", vat=Vat(kind=VatKind.STANDARD, rate=20))
    assert results(evolve(host(), structure=charging)).current.franchise is None
    assert thresholds().yearly == 37500


def test_euros_are_rounded_half_away_from_zero():
    assert rounded_euros(Fraction(1005, 1000)) == Decimal("1.01")
    assert rounded_euros(Fraction(-1005, 1000)) == Decimal("-1.01")
    assert euros(Fraction(-1, 3)) == "−0,33\u00a0€"


def test_the_month_of_the_threshold_waits_for_the_last_whole_client():
    # What is to find is rounded up offer by offer: 13 + 7 + 3 at two a month are there in the twelfth month.
    project = host(costs=(*host().costs, cost("more", "30")), scenarios=(scenario("realistic", 6, 3, 1),))
    outlook = results(project).current
    assert outlook.to_find.clients == 23
    assert (outlook.forecast.balanced.place, outlook.at_threshold.place) == (11, 12)


def test_who_leaves_is_to_find_again_before_the_threshold():
    place = {rate: _month_of_threshold(departures=rate) for rate in (0, 12, 24, 36)}
    assert place == {0: 10, 12: 13, 24: 18, 36: None}


def _month_of_threshold(**changes):
    reached = results(host(scenarios=(scenario("realistic", 6, 3, 1, **changes),))).current.at_threshold
    return None if reached is None else reached.place


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects(economy=True))
def test_any_project_has_figures_that_hang_together(project):
    told = results(project)
    assert sum(told.today.families.values()) == told.today.to_pay
    if told.today.total_revenue:
        assert sum(share.share for share in told.shares) == 1
    for outlook in told.outlooks:
        months = outlook.forecast.months
        assert outlook.forecast.result == months[-1].cumulated
        assert months[-1].cash == Fraction(project.plan.opening_cash) + sum(month.cash_flow for month in months)
        assert all(month.clients >= 0 and month.departures >= 0 for month in months)
        by_offer = outlook.clients_by_offer.values()
        assert [month.clients for month in months] == [sum(counts[place] for counts in by_offer) for place in range(36)]
        assert isinstance(outlook.threshold, Unknown) or outlook.threshold.result >= 0
        assert isinstance(outlook.to_find, Unknown) or outlook.to_find.result >= 0
        reached, scenario = outlook.at_threshold, outlook.scenario
        if reached is not None and not scenario.departures and not isinstance(outlook.to_find, Unknown):
            assert reached.place * scenario.arrivals >= outlook.to_find.clients
            assert reached.result_alone >= 0
