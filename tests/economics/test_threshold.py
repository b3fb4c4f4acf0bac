"""How many clients it takes for a mix of sales to pay all the costs."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerdesigner.economics.cost_curve import CLIENT, CostCurve, Stairs, curves
from offerdesigner.economics.results import results
from offerdesigner.economics.sold import Seller
from offerdesigner.economics.threshold import Never, Threshold, sales_needed, threshold_of
from offerdesigner.economics.values import Unknown
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import Basis, StepCost, UnitCost
from offerdesigner.model.offers import RateCard, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership
from tests.economics.hosts import cost, host, scenario


def found(project: Project, *shares: int | str):
    """Return the threshold of `project` for those shares of its sales, in their order."""
    seller = Seller(project)
    mix = [(seller.sold(sale), Fraction(share)) for sale, share in zip(project.sales, shares, strict=True)]
    return threshold_of(curves(project)[0], mix)


def priced(project: Project, *prices: str | None) -> Project:
    """Return `project` with other monthly prices; `None` is on quote."""
    offers = tuple(
        evolve(offer, rates=(RateCard(id="price", charge=OnQuote() if price is None else FlatPrice(amount=price)),))
        for offer, price in zip(project.offers, prices, strict=True)
    )
    return evolve(project, offers=offers)


@pytest.mark.parametrize(
    ("shares", "clients", "counts"),
    [
        ((6, 3, 1), 50, (30, 15, 5)),
        ((8, 2, 0), 75, (60, 15)),
        ((5, 4, 1), 47, (23, 19, 5)),
    ],
)
def test_each_sale_is_rounded_up(shares, clients, counts):
    threshold = found(host(), *shares)
    assert threshold.clients == clients
    assert tuple(count for _sold, count in threshold.counts) == counts


def test_the_threshold_tells_what_comes_in_and_goes_out():
    threshold = found(host(), 6, 3, 1)
    assert (threshold.revenue, threshold.costs, threshold.result) == (975, 952, 23)
    assert threshold.dip is None


def test_a_lower_price_takes_more_clients():
    assert found(priced(host(), "9", "25", "60"), 6, 3, 1).clients == 53


def test_the_course_counts_sales_for_a_sum():
    assert sales_needed(Fraction(100_000), Fraction(50)) == 2_000
    assert sales_needed(Fraction(100_000), Fraction(1_000)) == 100
    assert sales_needed(Fraction(100), Fraction(30)) == 4
    assert sales_needed(Fraction(100), Fraction(30), direct=Fraction(10)) == 5
    assert sales_needed(Fraction(0), Fraction(30)) == 0


@pytest.mark.parametrize(
    ("price", "direct", "why"), [(0, 0, "nul"), (0, 5, "nul"), (3, 3, "que ce qu'elle coûte"), (3, 4, "plus qu'elle")]
)
def test_some_prices_never_bring_a_sum(price, direct, why):
    needed = sales_needed(Fraction(100), Fraction(price), Fraction(direct))
    assert isinstance(needed, Never)
    assert why in needed.why


def test_a_sale_at_a_loss_never_pays():
    never = found(priced(host(), "0.50", "1", "2"), 6, 3, 1)
    assert never == Never("Jamais atteint : chaque vente coûte plus qu'elle ne rapporte.")


def test_a_price_of_nothing_is_said_to_be_nothing():
    never = Never("Jamais atteint : le prix est nul.")
    assert found(priced(host(), "0", "0", "0"), 6, 3, 1) == never
    assert found(evolve(priced(host(), "0", "0", "0"), costs=(cost("rent", "10"),)), 6, 3, 1) == never


def test_a_sale_that_pays_its_own_cost_alone_never_pays_the_rest():
    # 0,30 € for the client, 0,60 € for 20 Go.
    never = found(priced(host(), "0.90", "25", "60"), 1, 0, 0)
    assert never == Never("Jamais atteint : chaque vente ne rapporte que ce qu'elle coûte.")


def test_without_fixed_costs_nobody_has_to_be_found():
    project = evolve(host(), costs=tuple(line for line in host().costs if line.id in ("space", "debits")))
    assert found(project, 6, 3, 1).clients == 0


def test_steps_dearer_than_what_they_serve_never_end():
    project = host(costs=(cost("rent", "1000"), cost("server", "300", behaviour=StepCost(size=20))))
    never = found(project, 1, 0, 0)
    assert isinstance(never, Never)
    assert "chaque pas de coûts" in never.why


def test_a_step_after_the_threshold_is_told():
    project = host(costs=(cost("rent", "100"), cost("server", "45", behaviour=StepCost(size=100, free=12))))
    threshold = found(project, 1, 0, 0)
    assert threshold.clients == 10
    assert (threshold.dip.first, threshold.dip.last) == (13, 14)


def test_a_mix_rounded_up_into_a_step_goes_on():
    # Ten by ten, half and half: 17 is 9 + 9, which starts a step.
    lines = (cost("rent", "170"), cost("server", "20", behaviour=StepCost(size=100, free=17)))
    project = priced(host(costs=lines), "10", "10", "10")
    threshold = found(project, 1, 1, 0)
    assert (threshold.clients, threshold.result) == (20, 10)


def test_what_is_on_quote_leaves_the_threshold_unknown():
    project = priced(host(), "10", "25", None)
    assert found(project, 6, 3, 1) == Unknown("Fédération : sur devis.")
    assert isinstance(found(project, 6, 3, 0), Threshold)


def test_nothing_sold_is_a_sentence():
    assert "Aucune vente" in found(host(), 0, 0, 0).why


def test_memberships_pay_too():
    project = evolve(host(), structure=evolve(host().structure, membership=Membership(amount=12)))
    # One € more a month from each client: 847 / 18,40 is 46,03, so 47: 29 + 15 + 5.
    assert found(project, 6, 3, 1).clients == 49


def test_who_arrives_pays_for_their_own_welcome_and_nothing_else():
    welcome = cost("welcome", "40", behaviour=UnitCost(basis=Basis.SALE))
    lines = (cost("rent", "100"), welcome)

    def clients(fee: int, **changes) -> int:
        first = evolve(host().offers[0], setup_fee=FlatPrice(amount=fee), **changes)
        scenarios = (scenario("realistic", 1, 0, 0, trial_conversion=50),)
        told = results(host(costs=lines, offers=(first, *host().offers[1:]), scenarios=scenarios)).current
        assert told.level(told.threshold.clients).revenue == told.threshold.revenue
        assert told.level(told.threshold.clients).to_pay == told.threshold.costs
        return told.threshold.clients

    # Two a month cost 80 €, and pay nothing, a half, all of it, and more; half of those who try stay and pay.
    assert [clients(fee) for fee in (0, 20, 40, 400)] == [18, 14, 10, 10]
    assert clients(40, trial=Trial(duration=1)) == 14


_AMOUNTS = st.decimals(0, 500, places=2).map(Fraction)


@st.composite
def cost_curves(draw: st.DrawFn) -> CostCurve:
    """Costs by client: fixed, by the unit and by steps."""
    stairs = st.builds(
        lambda size, free, each: Stairs(CLIENT, size, free, each, ()),
        st.decimals("0.1", 50, places=1).map(Fraction),
        st.decimals(0, 100, places=1).map(Fraction),
        _AMOUNTS,
    )
    rate = draw(st.decimals(0, 20, places=2).map(Fraction))
    return CostCurve(draw(_AMOUNTS), {CLIENT: rate}, tuple(draw(st.lists(stairs, max_size=3))))


@settings(deadline=None)
@given(cost_curves(), st.decimals(0, 100, places=2))
def test_the_threshold_pays_and_one_client_less_does_not(curve, price):
    project = priced(host(), str(price), "1", "1")
    sold = Seller(project).sold(Sale(offer="essentielle", months=1))
    threshold = threshold_of(curve, [(sold, Fraction(1))])

    def result(clients: int) -> Fraction:
        return clients * Fraction(price) - curve.at({CLIENT: Fraction(clients)})

    if isinstance(threshold, Threshold):
        assert result(threshold.clients) == threshold.result >= 0
        assert all(result(clients) < 0 for clients in range(max(0, threshold.clients - 200), threshold.clients))
        if threshold.dip:
            assert result(threshold.dip.first) < 0
            assert threshold.dip.last is None or result(threshold.dip.last + 1) >= 0
    else:
        assert all(result(clients) < 0 for clients in range(1, 300)) or Fraction(price) <= curve.rates[CLIENT]


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 12)] * 3).filter(any), st.integers(0, 3000))
def test_a_mix_pays_at_its_threshold_in_whole_clients(shares, rent):
    project = host(costs=(*host().costs, cost("more", str(rent))))
    threshold = found(project, *shares)
    assert threshold.result >= 0
    whole = sum(shares)
    wanted = [ceil(Fraction(share * threshold.whole, whole)) for share in shares if share]
    assert [count for _sold, count in threshold.counts] == wanted
    less = threshold.whole - 1
    contribution = sum(
        Fraction(margin) * share for margin, share in zip(("9.10", "22.90", "50.70"), shares, strict=True)
    )
    steps = max(0, ceil(Fraction(less - 20, 20)))
    is_short = contribution * less / whole < 797 + rent + 25 * steps
    rounded = found_with(project, [ceil(Fraction(share * less, whole)) for share in shares])
    assert is_short or rounded < 0


def found_with(project: Project, counts: list[int]) -> Fraction:
    """Return the result of a month with so many clients of each sale."""
    revenue = sum(count * price for count, price in zip(counts, (10, 25, 60), strict=True))
    clients = sum(counts)
    units = {CLIENT: Fraction(clients)}
    curve, _valued = curves(evolve(project, costs=tuple(line for line in project.costs if line.id != "space")))
    space = sum(count * go for count, go in zip(counts, (20, 60, 300), strict=True))
    return revenue - curve.at(units) - space * Fraction("0.03")
