"""What each sale leaves, what it costs with its share of the rest, and what one more client costs."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.economics.activity import Activity, activity_today
from offerdesigner.economics.cost_curve import curves
from offerdesigner.economics.costs import costs, fair, to_pay
from offerdesigner.economics.margins import cost_prices, margin_of, next_step, one_more, units_used, work_hour
from offerdesigner.economics.sold import Seller, plain_sale
from offerdesigner.economics.values import Unknown
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import CostFamily, Salary
from offerdesigner.model.forecast import SpreadKey
from offerdesigner.model.offers import Included, Inclusion, RateCard, TaxMode, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from tests.economics.bundles import four_structures
from tests.economics.hosts import CLIENTS, cost, host
from tests.strategies import projects


def margins(project: Project):
    seller, curve = Seller(project), curves(project)[0]
    return {sale.id: margin_of(project, curve, seller.sold(sale)) for sale in project.sales}


def population(project: Project):
    seller = Seller(project)
    return [(seller.sold(sale), Fraction(sale.clients)) for sale in project.sales]


def offering(project: Project, **changes) -> Project:
    """Return `project` with its first offer changed."""
    return evolve(project, offers=(evolve(project.offers[0], **changes), *project.offers[1:]))


def flat(price: str, **changes) -> dict:
    return {"rates": (RateCard(id="price", charge=FlatPrice(amount=price), **changes),)}


def test_the_margin_is_what_a_client_pays_less_what_they_cost():
    found = margins(host())
    assert [found[name].margin for name in CLIENTS] == [Decimal("9.10"), Decimal("22.90"), Decimal("50.70")]
    assert not any(margin.is_loss for margin in found.values())


def test_the_two_rates_have_two_names():
    # The course's 80 € sold at 120 €: half the cost, a third of the price.
    project = offering(host(costs=(cost("each", "80", behaviour=host().costs[13].behaviour),)), **flat("120"))
    margin = margins(project)["essentielle"]
    assert (margin.markup, margin.margin_rate) == (Fraction(1, 2), Fraction(1, 3))


def test_a_loss_is_told_offer_by_offer():
    found = margins(offering(host(), **flat("0.50")))
    assert [name for name, margin in found.items() if margin.is_loss] == ["essentielle"]
    assert found["essentielle"].margin == Decimal("-0.40")


def test_rates_that_make_no_sense_say_why():
    free = margins(offering(host(), **flat("0")))["essentielle"]
    assert "le prix est nul" in free.margin_rate.why
    assert free.markup == -1
    costless = margins(host(costs=()))["essentielle"]
    assert "ne coûte rien" in costless.markup.why
    assert costless.margin_rate == 1


def test_what_is_on_quote_has_no_margin():
    quoted = margins(offering(host(), rates=(RateCard(id="price", charge=OnQuote()),)))["essentielle"]
    assert quoted.margin == quoted.markup == quoted.margin_rate == Unknown("Essentielle : sur devis.")
    assert not quoted.is_loss


def test_a_year_counts_for_its_twelfth():
    sale = Sale(id="year", offer="essentielle", months=12)
    sold = Seller(host()).sold(sale)
    assert sold.monthly == Fraction(100, 12)
    assert dict(sold.by_billing) == {12: Fraction(100, 12)}


def test_a_year_paid_by_the_month_says_so():
    project = host()
    year = evolve(project.offers[0].terms[1], billing_months=1)
    sold = Seller(offering(project, terms=(year,))).sold(Sale(offer="essentielle"))
    assert dict(sold.by_billing) == {1: Fraction(100, 12)}


def test_what_is_paid_once_and_the_membership_are_apart():
    project = evolve(host(), structure=Structure(id="s", membership=Membership(amount=24)))
    sold = Seller(offering(project, setup_fee=FlatPrice(amount=60))).sold(project.sales[0])
    assert (sold.monthly, sold.once, sold.member_monthly, sold.brought) == (10, 60, 2, 12)


def test_a_setup_on_quote_leaves_the_monthly_price_known():
    sold = Seller(offering(host(), setup_fee=OnQuote())).sold(host().sales[0])
    assert sold.monthly == 10
    assert sold.once == Unknown("Mise en service : sur devis.")


def test_vat_is_nobodys_revenue():
    taxed = evolve(host(), structure=Structure(id="s", vat=Vat(kind=VatKind.STANDARD, rate=20)))
    assert Seller(taxed).sold(taxed.sales[0]).monthly == Decimal("8.33")
    untaxed = offering(taxed, **flat("10", tax=TaxMode.HT))
    assert Seller(untaxed).sold(taxed.sales[0]).monthly == 10


@pytest.mark.parametrize(
    ("rule", "ours"),
    [
        ({"kind": SharingKind.PERCENTAGE, "percent": 25}, Fraction(75)),
        ({"kind": SharingKind.FIXED, "amount": 40}, Fraction(60)),
        ({"kind": SharingKind.FIXED, "amount": 400}, Fraction(0)),
        ({"kind": SharingKind.COSTS_FIRST, "amount": 40, "percent": 50}, Fraction(30)),
    ],
)
def test_what_partners_get_is_not_ours(rule, ours):
    kind = rule.pop("kind")
    shared = SharingRule(id="rule", kind=kind, shares=(PartnerShare(id="s", partner="bois", **rule),))
    project = evolve(four_structures(), sharing=(shared,))
    sold = Seller(project).sold(Sale(offer="pack"))
    assert (sold.monthly, sold.partners) == (ours, 100 - ours)


def test_an_option_of_a_partner_is_theirs():
    project = evolve(four_structures(), sharing=())
    sold = Seller(project).sold(project.sales[1])
    assert (sold.monthly, sold.once) == (100, 0)


def test_a_trial_lasts_whole_months():
    def lasting(duration: int, unit: str) -> int:
        return Seller(offering(host(), trial=Trial(duration=duration, unit=unit))).sold(host().sales[0]).trial_months

    assert [lasting(14, "days"), lasting(30, "days"), lasting(31, "days"), lasting(2, "months")] == [1, 1, 2, 2]


def test_an_offer_is_sold_plainly_for_its_shortest_commitment():
    assert plain_sale(host().offers[0]).months == 1


def test_what_is_given_without_limit_is_named():
    endless = (Inclusion(id="files", service="files", grant=Included()),)
    margin = margins(offering(host(), inclusions=endless))["essentielle"]
    assert margin.uncounted == ("Espace",)
    assert margin.direct == Decimal("0.30")


def test_cost_prices_share_what_is_common():
    project = host()
    found = cost_prices(project.plan, curves(project)[0], population(project))
    # 797 € fixed and one step of 25 €, for thirty clients.
    assert [price.share for price in found] == [Fraction(822, 30)] * 3
    assert found[0].total == Fraction("0.90") + Fraction(822, 30)


def test_the_key_of_the_sharing_is_chosen():
    project = host()
    by_revenue = evolve(project.plan, spread=SpreadKey.REVENUE)
    by_space = evolve(project.plan, spread=SpreadKey.METRIC, spread_metric="storage")
    curve = curves(project)[0]
    # Of 585 € and of 1 800 Go.
    assert cost_prices(by_revenue, curve, population(project))[1].share == Fraction(822 * 25, 585)
    assert cost_prices(by_space, curve, population(project))[1].share == Fraction(822 * 60, 1800)


def test_nobody_to_share_with_is_a_sentence():
    project = host()
    nobody = [(sold, Fraction(0)) for sold, _clients in population(project)]
    assert "Pas encore de client" in cost_prices(project.plan, curves(project)[0], nobody)[0].total.why


def test_one_more_client_starts_a_step():
    project, curve = host(), curves(host())[0]
    sold = Seller(project).sold(project.sales[0])
    at_thirty = one_more(curve, units_used(population(project)), sold)
    assert (at_thirty.cost, at_thirty.steps) == (Decimal("0.90"), ())
    at_forty = one_more(curve, units_used([(sold, Fraction(40))]), sold)
    assert at_forty.cost == Decimal("25.90")
    assert [line.id for line in at_forty.steps] == ["more-servers"]
    assert next_step(curve, Fraction(30)) == (41, 25)
    assert next_step(curve, Fraction(40)) == (41, 25)
    assert next_step(curve, Fraction(0)) == (21, 25)
    assert next_step(curves(host(costs=()))[0], Fraction(30)) is None


def test_an_hour_of_a_post_is_paid_by_the_productive_ones_and_days_are_all_for_clients():
    project = host()
    paid = [one for one in costs(project, activity_today(project)) if not one.line.unpaid]
    # 140 € a day of 7 hours.
    assert work_hour(project.plan, paid) == 20
    post = cost("post", "0", source=Salary(gross=2000, charges=25, share=50), family=CostFamily.WORK)
    alone = host(costs=(post,))
    hours = Fraction(227 * 7, 2) * Fraction("0.7")
    assert work_hour(alone.plan, costs(alone, activity_today(alone))) == 2500 * 6 / hours
    assert "Aucun temps de travail" in work_hour(project.plan, ()).why


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects(economy=True))
def test_all_at_once_costs_what_all_the_lines_cost(project):
    seller = Seller(project)
    people = [(seller.sold(sale), Fraction(sale.clients)) for sale in project.sales]
    today = activity_today(project)
    arrivals = Fraction(today.arrivals)
    units = units_used(people, arrivals)
    if all(
        Fraction(today.quantities.get(metric or "", 0)) == units[basis, metric] for basis, metric in units if metric
    ):
        told = costs(project, today)
        assert curves(project)[0].at(units) == to_pay(told)
        assert curves(project)[1].at(units) == fair(told)
    prices = cost_prices(project.plan, curves(project)[0], people, arrivals)
    if prices and not isinstance(prices[0].total, Unknown):
        borne = sum(price.total * clients for price, (_sold, clients) in zip(prices, people, strict=True))
        assert borne == curves(project)[0].at(units)


def test_all_at_once_counts_arrivals_too():
    project = host()
    activity = Activity(Decimal(30), Decimal(2), {"storage": Decimal(1800)})
    assert (
        to_pay(costs(project, activity)) == curves(project)[0].at(units_used(population(project), Fraction(2))) == 885
    )
    assert fair(costs(project, activity)) == 1473
