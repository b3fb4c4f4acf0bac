"""Price lists that real hosts have, worked out with the real pricing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.charges import Charge, FlatPrice, FreePrice
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.price_lists import ListedAmount, ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure
from offerdesigner.pricing.offers import price_offer, price_terms
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.wording import headline


def sold(price_list: PriceList, charge: Charge, period: int, *terms: Term, listed: Charge | None = None) -> Project:
    """One offer at one price, with a membership of 15 € a year, in the standard list and in `price_list`."""
    own = () if listed is None else (ListedCharge(price_list=price_list.id, charge=listed),)
    rate = RateCard(id="price", charge=charge, period_months=period, listed=own)
    return Project(
        structure=Structure(id="structure", membership=Membership(amount=15)),
        ranges=(Range(id="all", name="Tous"),),
        offers=(Offer(id="offer", range="all", name="Hébergement", rates=(rate,), terms=terms),),
        price_lists=(price_list,),
    )


def for_each_term(project: Project, price_list: str | None) -> list[Decimal | None]:
    priced = under(project, price_list)
    return [price.for_the_term for price in price_terms(priced, priced.offers[0])]


@pytest.mark.parametrize(
    "rule",
    [
        PriceList(id="reduced", name="Réduit", percent_off=Decimal("37.5")),
        PriceList(id="reduced", name="Réduit", percent_off=Decimal(37), round_to=Decimal(5)),
    ],
)
def test_three_six_and_twelve_months_reduced_by_a_rule(rule: PriceList) -> None:
    """24, 48 and 96 € become 15, 30 and 60 €: 37,5 % less, or 37 % rounded to 5 €."""
    terms = (Term(months=3), Term(months=6, price=Decimal(48)), Term(months=12, price=Decimal(96)))
    project = sold(rule, FlatPrice(amount=24), 3, *terms)
    assert for_each_term(project, None) == [24, 48, 96]
    assert for_each_term(project, "reduced") == [15, 30, 60]


def test_three_six_and_twelve_months_each_with_its_own_price() -> None:
    six = Term(months=6, price=Decimal(48), listed=(ListedAmount(price_list="reduced", amount=28),))
    terms = (Term(months=3), six, Term(months=12, price=Decimal(96)))
    rule = PriceList(id="reduced", name="Réduit")
    project = sold(rule, FlatPrice(amount=24), 3, *terms, listed=FlatPrice(amount=15))
    assert for_each_term(project, "reduced") == [15, 28, 60], "a year follows the price of three months"


def test_fifty_euros_a_year_are_a_membership_and_a_service_and_others_pay_more() -> None:
    others = PriceList(id="others", name="Non-adhérents", membership=MembershipRule.NONE)
    project = sold(others, FlatPrice(amount=35), 12, listed=FlatPrice(amount=60))
    asked = {
        name: price_offer(priced, priced.offers[0]) for name in (None, "others") for priced in (under(project, name),)
    }
    assert [line.amount for line in asked[None].lines] == [35, 15]
    assert (asked[None].first_year, asked[None].next_year) == (50, 50)
    assert [line.amount for line in asked["others"].lines] == [60]


def test_a_list_may_take_the_membership_in_its_price() -> None:
    students = PriceList(id="students", name="Étudiants", percent_off=Decimal(20), membership=MembershipRule.INCLUDED)
    project = sold(students, FlatPrice(amount=35), 12)
    priced = under(project, "students")
    assert price_offer(priced, priced.offers[0]).first_year == 28


@pytest.mark.parametrize(
    ("listed", "advised", "least"), [(None, 8, 5), (FreePrice(advised=Decimal(6), minimum=Decimal(2)), 6, 2)]
)
def test_a_free_price_with_a_lower_advice(listed: Charge | None, advised: int, least: int) -> None:
    """15 € advised, 10 at least: half of both, rounded to the euro, or what the list says."""
    rule = PriceList(id="solidarity", name="Solidaire", percent_off=Decimal(50), round_to=Decimal(1))
    project = sold(rule, FreePrice(advised=Decimal(15), minimum=Decimal(10)), 12, listed=listed)
    priced = under(project, "solidarity")
    charge = priced.offers[0].rates[0].charge
    assert charge == FreePrice(advised=Decimal(advised), minimum=Decimal(least))
    assert headline(priced, priced.offers[0]).amount == advised
    assert price_offer(priced, priced.offers[0]).first_year == advised + 15
