"""What the clients use in a month, on which costs are counted."""

from decimal import Decimal

import pytest

from offerdesigner.economics.activity import activity_today, followed, usage_of_sale
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.forecast import Plan, Scenario
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, Unlimited
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale


def _gives(service: str, quantity: str, per: str | None = None) -> Inclusion:
    return Inclusion(id=service, service=service, grant=Granted(quantity=quantity, per=per))


@pytest.fixture
def project() -> Project:
    """Five people with 4 Go each, and a bigger offer that has all of it with ten people."""
    price = (RateCard(id="price", charge=FlatPrice(amount=10)),)
    return Project(
        metrics=(
            Metric(id="people", name="Personnes", singular="personne", plural="personnes"),
            Metric(id="space", name="Espace", singular="Go", plural="Go"),
        ),
        services=(
            Service(id="accounts", need="Comptes", metric="people"),
            Service(id="files", need="Fichiers", metric="space"),
        ),
        ranges=(Range(id="all", name="Tous"),),
        offers=(
            Offer(
                id="small",
                range="all",
                name="Petite",
                rates=price,
                inclusions=(_gives("accounts", "5"), _gives("files", "4", per="people")),
            ),
            Offer(
                id="big",
                range="all",
                name="Grande",
                rates=price,
                inherits="small",
                inclusions=(_gives("accounts", "10"),),
            ),
        ),
        options=(Option(id="more", name="50 Go de plus", rates=price, adds=(_gives("files", "50"),)),),
        profiles=(
            UsageProfile(
                id="team",
                name="Une équipe",
                quantities=(ProfileQuantity(id="people", metric="people", quantity="12"),),
            ),
        ),
    )


def test_a_client_uses_what_the_offer_includes(project):
    assert usage_of_sale(project, Sale(offer="small")) == {"people": 5, "space": 20}


def test_what_an_offer_inherits_is_counted_for_its_own_people(project):
    assert usage_of_sale(project, Sale(offer="big")) == {"people": 10, "space": 40}


def test_a_profile_says_what_is_used_and_the_rest_follows_from_it(project):
    assert usage_of_sale(project, Sale(offer="small", profile="team")) == {"people": 12, "space": 48}


def test_an_option_that_is_taken_adds_to_the_usage(project):
    assert usage_of_sale(project, Sale(offer="small", options=("more",))) == {"people": 5, "space": 70}


def test_what_is_charged_by_the_unit_and_never_said_counts_for_one(project):
    by_person = RateCard(id="price", charge=UnitPrice(unit_price=2), metric="people")
    bare = evolve(project.offers[0], rates=(by_person,), inclusions=())
    assert usage_of_sale(evolve(project, offers=(bare,), options=()), Sale(offer="small")) == {"people": 1}


def test_what_is_given_without_limit_is_not_known(project):
    endless = Inclusion(id="files", service="files", grant=Unlimited())
    offers = (evolve(project.offers[0], inclusions=(_gives("accounts", "5"), endless)), project.offers[1])
    assert usage_of_sale(evolve(project, offers=offers), Sale(offer="small")) == {"people": 5}


def test_today_adds_up_the_clients_of_all_sales(project):
    sales = (Sale(id="a", offer="small", clients=3), Sale(id="b", offer="big", clients=2))
    today = activity_today(evolve(project, sales=sales))
    assert (today.clients, today.arrivals) == (5, 0)
    assert today.quantities == {"people": 35, "space": 140}


def test_nobody_uses_nothing(project):
    assert activity_today(project).clients == 0
    assert activity_today(project).quantities == {}


def test_the_new_clients_are_those_of_the_scenario_that_is_followed(project):
    scenarios = (Scenario(id="slow", name="Lent", arrivals=1), Scenario(id="quick", name="Vif", arrivals="2.5"))
    project = evolve(project, scenarios=scenarios)
    assert activity_today(project).arrivals == 1
    chosen = evolve(project, plan=Plan(scenario="quick"))
    assert activity_today(chosen).arrivals == Decimal("2.5")
    assert followed(chosen) is chosen.scenarios[1]
