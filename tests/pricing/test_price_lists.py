"""What a project is under another price list."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, FreePrice, GraduatedPrice, OnQuote, Tier, UnitPrice
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.price_lists import ListedAmount, ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.price_lists import reduced, under
from tests.strategies import projects


def sold(price_list: PriceList, **changes) -> Project:
    """One offer at 10 € a month, 100 € a year, set up for 50 €, with a membership of 20 €."""
    offer = Offer(
        id="offer",
        range="asso",
        name="Active",
        rates=(RateCard(id="sub", charge=FlatPrice(amount=10)),),
        terms=(Term(id="year", months=12, price=100),),
        setup_fee=FlatPrice(amount=50),
    )
    return Project(
        structure=Structure(id="structure", membership=Membership(amount=20)),
        ranges=(Range(id="asso", name="Associations"),),
        offers=(evolve(offer, **changes),),
        price_lists=(price_list,),
    )


def price(project: Project, price_list: str | None = "list"):
    priced = under(project, price_list)
    return price_offer(priced, priced.offers[0])


def test_a_reduction_holds_for_lines_terms_and_setup():
    project = sold(PriceList(id="list", name="Solidaire", percent_off=Decimal("37.5"), round_to=Decimal(1)))
    assert under(project, "list").offers[0].lead_rate.charge.amount == 6
    paid = price(project)
    assert [line.amount for line in paid.lines] == [63, 31, 20]
    assert price(project, None).first_year == 170


def test_what_the_list_says_itself_holds():
    project = sold(
        PriceList(id="list", name="Solidaire", percent_off=Decimal(50)),
        rates=(
            RateCard(
                id="sub",
                charge=FlatPrice(amount=10),
                listed=(ListedCharge(price_list="list", charge=FlatPrice(amount=7)),),
            ),
        ),
        terms=(Term(id="year", months=12, price=100, listed=(ListedAmount(price_list="list", amount=65),)),),
        setup_listed=(ListedAmount(price_list="list", amount=0),),
    )
    assert [line.amount for line in price(project).lines] == [65, 0, 20]


def test_the_own_prices_of_terms_follow_the_price_of_the_line():
    listed = (ListedCharge(price_list="list", charge=FlatPrice(amount=5)),)
    project = sold(
        PriceList(id="list", name="Solidaire"),
        rates=(RateCard(id="sub", charge=FlatPrice(amount=10), listed=listed),),
    )
    assert price(project).lines[0].amount == 50


def test_a_line_on_quote_in_the_list_is_unknown_for_every_term():
    listed = (ListedCharge(price_list="list", charge=OnQuote()),)
    project = sold(
        PriceList(id="list", name="Solidaire"),
        rates=(RateCard(id="sub", charge=FlatPrice(amount=10), listed=listed),),
    )
    assert price(project).first_year is None


def test_members_pay_their_membership_and_the_others_another_price():
    project = sold(
        PriceList(id="list", name="Non-adhérents", membership=MembershipRule.NONE),
        rates=(
            RateCard(
                id="sub",
                charge=FlatPrice(amount=35),
                period_months=12,
                listed=(ListedCharge(price_list="list", charge=FlatPrice(amount=60)),),
            ),
        ),
        terms=(),
        setup_fee=None,
    )
    assert price(project, None).first_year == 55
    assert price(project).first_year == 60


def test_small_prices_of_one_unit_keep_their_decimals():
    rule = PriceList(id="list", name="x", percent_off=Decimal(50), round_to=Decimal(1))
    assert reduced(UnitPrice(unit_price=Decimal("0.0125")), rule) == UnitPrice(unit_price=Decimal("0.0063"))


def test_a_reduced_price_is_not_rounded_to_nothing():
    rule = PriceList(id="list", name="x", percent_off=Decimal(90), round_to=Decimal(1))
    assert reduced(FlatPrice(amount=3), rule) == FlatPrice(amount=1)
    assert reduced(FreePrice(advised=3, minimum=0), rule) == FreePrice(advised=1, minimum=0)
    assert reduced(FlatPrice(amount=0), rule) == FlatPrice(amount=0)


def test_every_tier_is_reduced():
    rule = PriceList(id="list", name="x", percent_off=Decimal(25))
    tiers = (Tier(id="a", up_to=5, unit_price=4, flat_price=8), Tier(id="b", unit_price=2))
    first, second = reduced(GraduatedPrice(tiers=tiers), rule).tiers
    assert (first.unit_price, first.flat_price, second.unit_price) == (3, 6, Decimal("1.5"))


def test_a_rounding_alone_moves_no_price():
    project = sold(PriceList(id="list", name="Arrondi", round_to=Decimal(7)))
    assert [line.amount for line in price(project).lines] == [100, 50, 20]


def test_an_unknown_list_is_refused():
    with pytest.raises(KeyError):
        under(Project(), "list")


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects())
def test_every_list_gives_a_project_and_the_standard_one_changes_nothing(project):
    assert under(project, None) is project
    for price_list in project.price_lists:
        priced = under(project, price_list.id)
        assert [offer.id for offer in priced.offers] == [offer.id for offer in project.offers]
        for offer in priced.offers:
            price_offer(priced, offer)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects())
def test_a_list_that_says_nothing_is_the_standard_one(project):
    silent = PriceList(id="silent", name="Rien")
    priced = under(evolve(project, price_lists=(*project.price_lists, silent)), "silent")
    for before, after in zip(project.offers, priced.offers, strict=True):
        assert price_offer(priced, after).first_year == price_offer(project, before).first_year
