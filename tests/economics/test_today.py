"""A month with the clients of today: what is certain, what is hoped for, what nobody knows."""

from offerdesigner.economics.results import results
from offerdesigner.economics.today import Today
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import Basis, UnitCost
from offerdesigner.model.forecast import Certainty, RevenueKind, RevenueSource
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from tests.economics.hosts import cost, host, scenario


def today(project: Project) -> Today:
    return results(project).today


def hoping() -> Project:
    """Return the host whose aid is hoped for, in a scenario that counts on it."""
    revenues = tuple(evolve(source, certainty=Certainty.HOPED) for source in host().revenues)
    return host(revenues=revenues, scenarios=(scenario("realistic", 6, 3, 1, counts_hoped=True),))


def on_quote() -> Project:
    """Return the host where the three clients of the third offer have a price that nobody knows."""
    quoted = evolve(host().offers[2], rates=(RateCard(id="price", charge=OnQuote()),))
    return host(offers=(*host().offers[:2], quoted))


def test_what_is_hoped_for_does_not_come_in_today():
    told = results(hoping())
    assert (told.today.from_others, told.today.hoped, told.today.result) == (0, 300, -300)
    assert {share.kind for share in told.shares} == {RevenueKind.SUBSCRIPTIONS}
    assert told.current.forecast.months[0].others == {RevenueKind.GRANTS: 200, RevenueKind.DONATIONS: 100}


def test_what_comes_beside_is_apart_even_where_its_kind_is_that_of_clients():
    member = RevenueSource(id="m", kind=RevenueKind.MEMBERSHIPS, amount=50, period_months=1)
    told = today(host(revenues=(member,)))
    assert (told.from_clients, told.others, told.total_revenue) == (585, {RevenueKind.MEMBERSHIPS: 50}, 635)
    assert told.revenue[RevenueKind.MEMBERSHIPS] == 50


def test_clients_whose_price_nobody_knows_are_counted_as_such():
    told = today(on_quote())
    assert (told.clients, told.untold, told.from_clients) == (30, 3, 405)
    assert today(host()).untold == 0


def test_who_arrives_pays_for_their_own_welcome():
    welcome = cost("welcome", "40", behaviour=UnitCost(basis=Basis.SALE))
    offers = tuple(evolve(offer, setup_fee=FlatPrice(amount=30)) for offer in host().offers)
    told = today(host(costs=(*host().costs, welcome), offers=offers))
    # Two a month.
    assert (told.from_clients, told.to_pay, told.result_alone) == (585 + 60, 885 + 80, -320)
