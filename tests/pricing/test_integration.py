"""An option made part of an offer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.sharing import statement
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, OnQuote, UnitPrice
from offerdesigner.model.offers import (
    Granted,
    Included,
    Inclusion,
    Offer,
    Option,
    Range,
    RateCard,
    TaxMode,
    Term,
    Unlimited,
    Worded,
)
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Structure, Vat
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.integration import integrated
from offerdesigner.pricing.offers import price_offer


def sold(option: Option, **offer) -> Project:
    more = (offer.pop("services"),) if "services" in offer else ()
    settings = {
        "rates": (RateCard(id="sub", charge=FlatPrice(amount=10)),),
        "terms": (Term(id="year", months=12, price=100),),
        "inclusions": (Inclusion(id="people", service="people", grant=Granted(quantity=5)),),
    }
    return Project(
        metrics=(Metric(id="users", name="Personnes", singular="personne", plural="personnes"),),
        services=(Service(id="people", need="Comptes", metric="users"), Service(id="video", need="Se voir"), *more),
        ranges=(Range(id="asso", name="Associations"),),
        offers=(
            Offer(id="small", range="asso", name="Petite", **(settings | offer)),
            Offer(id="large", range="asso", name="Grande", rates=(RateCard(id="sub", charge=FlatPrice(amount=30)),)),
        ),
        options=(option,),
    )


def video(**changes) -> Option:
    settings = {
        "rates": (RateCard(id="fee", charge=FlatPrice(amount=4)),),
        "adds": (Inclusion(id="video", service="video", grant=Included()),),
    }
    return Option(id="option", name="Visio", **(settings | changes))


def test_the_service_is_included_and_the_price_is_the_sum():
    after = integrated(sold(video()), "option", "small", with_price=True)
    small = after.offers[0]
    assert small.lead_rate.charge == FlatPrice(amount=14)
    assert small.terms[0].price == 148
    assert "video" in inclusions_of(after, small)
    assert after.options[0].available_for == ("large",)


def test_the_price_may_stay():
    after = integrated(sold(video()), "option", "small", with_price=False)
    assert after.offers[0].lead_rate.charge == FlatPrice(amount=10)
    assert "video" in inclusions_of(after, after.offers[0])


def test_a_pack_adds_to_the_quantity_and_can_be_taken_again():
    pack = Option(
        id="option",
        name="5 personnes de plus",
        when_needed=True,
        rates=(RateCard(id="fee", charge=FlatPrice(amount=3)),),
        adds=(Inclusion(id="people", service="people", grant=Granted(quantity=5)),),
    )
    after = integrated(sold(pack), "option", "small", with_price=True)
    assert inclusions_of(after, after.offers[0])["people"].grant == Granted(quantity=10)
    assert after.options[0].available_for is None
    # 100 € and a pack of 36 € make the year's price; 15 people need one pack more.
    assert price_offer(after, after.offers[0], {"users": Decimal(15)}).first_year == 136 + 36


def test_what_is_due_once_goes_to_the_setup():
    once = video(rates=(RateCard(id="fee", charge=FlatPrice(amount=150), period_months=None),))
    after = integrated(sold(once, setup_fee=FlatPrice(amount=50)), "option", "small", with_price=True)
    assert after.offers[0].setup_fee == FlatPrice(amount=200)


@pytest.mark.parametrize(
    "rate",
    [
        RateCard(id="fee", charge=OnQuote()),
        RateCard(id="fee", charge=UnitPrice(unit_price=1), metric="users"),
        RateCard(id="fee", charge=FlatPrice(amount=15), period_months=12),
        RateCard(id="fee", charge=FlatPrice(amount=4), follows_terms=False),
    ],
)
def test_another_kind_of_price_becomes_a_line(rate):
    before = sold(video(rates=(rate,)))
    after = integrated(before, "option", "small", with_price=True)
    assert [line.name for line in after.offers[0].rates] == ["", "Visio"]
    paid = price_offer(after, after.offers[0])
    assert paid.first_year == price_offer(before, before.offers[0], options=["option"]).first_year


GO = Service(id="room", need="Ranger", metric="users")


@pytest.mark.parametrize(
    ("held", "added"),
    [
        (Granted(quantity=15, per="users"), Granted(quantity=100)),
        (Worded(text="un peu"), Granted(quantity=100)),
        (Worded(text="un peu"), Included()),
    ],
)
def test_what_cannot_be_added_is_refused(held, added):
    option = video(adds=(Inclusion(id="room", service="room", grant=added),))
    project = sold(option, inclusions=(Inclusion(id="room", service="room", grant=held),), services=GO)
    with pytest.raises(Refused, match="Ranger"):
        integrated(project, "option", "small", with_price=True)


def test_an_option_that_gives_nothing_is_refused():
    with pytest.raises(Refused):
        integrated(sold(video(adds=())), "option", "small", with_price=True)


def test_a_pack_that_others_ask_for_is_refused():
    pack = video(adds=(Inclusion(id="people", service="people", grant=Granted(quantity=5)),))
    project = sold(pack)
    asking = Option(id="other", name="Autre", needs=("option",))
    with pytest.raises(Refused, match="Autre"):
        integrated(evolve(project, options=(pack, asking)), "option", "small", with_price=True)


def test_what_is_as_much_as_one_wants_stays_so():
    option = video(adds=(Inclusion(id="people", service="people", grant=Granted(quantity=5)),))
    project = sold(option, inclusions=(Inclusion(id="people", service="people", grant=Unlimited()),))
    after = integrated(project, "option", "small", with_price=True)
    assert inclusions_of(after, after.offers[0])["people"].grant == Unlimited()


def test_offers_that_inherit_give_what_they_gave():
    project = sold(video())
    heir = evolve(project.offers[1], inherits="small")
    after = integrated(evolve(project, offers=(project.offers[0], heir)), "option", "small", with_price=True)
    assert inclusions_of(after, after.offers[1]).keys() == {"people"}
    assert after.options[0].available_for == ("large",)


def test_expected_sales_with_the_option_go_on_without_it():
    project = evolve(sold(video()), sales=(Sale(id="sold", offer="small", clients=10, options=("option",)),))
    after = integrated(project, "option", "small", with_price=True)
    assert after.sales[0].options == ()
    assert statement(after).revenue == statement(project).revenue


def test_what_a_partner_is_paid_once_stays_the_partners():
    once = video(rates=(RateCard(id="fee", charge=FlatPrice(amount=50), period_months=None),), provider="ami")
    project = evolve(
        sold(evolve(once, provider=None)),
        partners=(Structure(id="ami", name="Amie"),),
        options=(once,),
        sales=(Sale(id="sold", offer="small", clients=10, options=("option",)),),
    )
    after = integrated(project, "option", "small", with_price=True)
    assert statement(after).total("ami") == statement(project).total("ami") == 500


@st.composite
def plain_rates(draw, name):
    return RateCard(
        id=name,
        charge=draw(st.sampled_from((FlatPrice(amount=10), FlatPrice(amount=Decimal("7.90")), OnQuote()))),
        period_months=draw(st.sampled_from((1, 12, None))),
        maximum_amount=draw(st.sampled_from((None, Decimal(40)))),
        tax=draw(st.sampled_from(TaxMode)),
        minimum_amount=draw(st.sampled_from((None, Decimal(9)))),
        follows_terms=draw(st.booleans()),
    )


RULES = (
    (),
    (Term(id="year", months=12, months_offered=2),),
    (Term(id="year", months=12, percent_off=15),),
    (Term(id="year", months=12, price=99),),
)


@given(plain_rates("sub"), plain_rates("fee"), st.sampled_from(RULES), st.sampled_from((0, 20)))
def test_who_took_the_option_pays_the_same(lead, fee, terms, vat):
    """To the cent of each line: what was rounded apart is now rounded together."""
    lead = evolve(lead, period_months=lead.period_months or 1)
    if lead.charge.kind == "on_quote":
        terms = tuple(evolve(term, price=None) for term in terms)
    project = sold(video(rates=(fee,)), rates=(lead,), terms=terms)
    project = evolve(project, structure=Structure(id="structure", vat=Vat(rate=vat)))
    before = price_offer(project, project.offers[0], options=["option"])
    after = integrated(project, "option", "small", with_price=True)
    paid = price_offer(after, after.offers[0])
    for was, now in ((before.first_year, paid.first_year), (before.next_year, paid.next_year)):
        assert was is now is None or abs(was - now) <= Decimal("0.03")
