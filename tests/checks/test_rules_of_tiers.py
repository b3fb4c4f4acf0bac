"""The rules of prices by quantity: where each must speak, where it must keep silent, and with which numbers."""

import pytest

from offerdesigner.checks.samples import beyond, offer, option, project, rate, term
from offerdesigner.model.charges import (
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    StairstepPrice,
    Step,
    Tier,
    VolumePrice,
)
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure
from tests.checks.rule_findings import D, found, one
from tests.plain import plain


def tiers(kind, *pairs: tuple[int | None, str]):
    made = (
        Tier(id=f"t{n}", up_to=None if top is None else D(top), unit_price=D(price))
        for n, (top, price) in enumerate(pairs)
    )
    return kind(tiers=tuple(made))


def steps(*pairs: tuple[int | None, str]) -> StairstepPrice:
    made = (
        Step(id=f"s{n}", up_to=None if top is None else D(top), price=D(price)) for n, (top, price) in enumerate(pairs)
    )
    return StairstepPrice(steps=tuple(made))


def metered(charge, **changes) -> Project:
    return project(offer("active", None, "files", rates=(rate(charge, metric="users", **changes),)))


def test_a_unit_dearer_past_a_bound_is_told_at_its_own_tier():
    finding = one("quantity_surcharge", metered(tiers(VolumePrice, (10, "2"), (None, "3"))))
    assert finding.address == "offers/active/rates/price/charge/tiers/t1"
    said = finding.message.replace("\u00a0", " ")
    assert "3 € par personne au-delà de 10, contre 2 € pour 10." in said


def test_a_price_that_falls_then_rises_is_told_once_where_it_rises():
    finding = one("quantity_surcharge", metered(tiers(GraduatedPrice, (10, "3"), (20, "2"), (None, "4"))))
    assert finding.address.endswith("tiers/t2") and "jusqu’à 20" in finding.message


@pytest.mark.parametrize(
    "charge",
    [
        tiers(GraduatedPrice, (10, "1"), (20, "2"), (None, "3")),  # more for who uses more, on purpose
        tiers(GraduatedPrice, (10, "0"), (None, "2")),  # the first ones free
        tiers(VolumePrice, (10, "3"), (50, "2"), (None, "1.90")),
        steps((5, "12"), (10, "25"), (None, "60")),  # round prices
        steps((5, "0"), (15, "30")),
    ],
)
def test_sound_prices_by_quantity_are_left_alone(charge):
    assert not found("quantity_surcharge", metered(charge))
    assert not found("tier_jump", metered(charge))


def test_a_leap_says_both_prices_and_what_it_is_measured_by():
    finding = one("tier_jump", metered(steps((5, "10"), (40, "70"))))
    assert (finding.data["lower"], finding.data["higher"], finding.data["next"]) == (10, 70, "6")
    assert "plus de 3 fois le prix" in plain(finding.message)


def test_one_cause_makes_one_finding():
    dearer = metered(steps((5, "10"), (6, "40")))
    assert found("quantity_surcharge", dearer) and not found("tier_jump", dearer)


def test_what_a_minimum_flattens_does_not_leap():
    assert not found("tier_jump", metered(steps((1, "1"), (9, "9")), minimum_amount=D(9)))


# Setup and terms


def test_a_setup_is_told_beside_a_year_of_subscription():
    sold = project(offer("a", "10", "files", setup_fee=FlatPrice(amount=D(150)), terms=(term(1), term(12))))
    finding = one("setup_over_term", sold)
    assert (finding.data["setup"], finding.data["year"]) == (150, 120)


def test_a_setup_that_a_price_hides_is_told_once():
    sold = project(offer("a", "10", "files", setup_fee=FlatPrice(amount=D(150))))
    assert found("hidden_compulsory_cost", sold) and not found("setup_over_term", sold)


@pytest.mark.parametrize(
    ("price", "terms"),
    [
        ("10", (term(1), term(12))),  # a year is told, not sold at a price of its own
        ("10", (term(1), term(12, price=D(119)))),
        (FreePrice(advised=D(10)), (term(1), term(12, price=D(120)))),
    ],
)
def test_a_year_that_asks_for_nothing_more_is_left_alone(price, terms):
    assert not found("term_no_gain", project(offer("a", price, "files", terms=terms)))


def test_a_year_beside_a_price_for_the_month_gains_nothing_either():
    assert found("term_no_gain", project(offer("a", "10", "files", terms=(term(12, price=D(120)),))))


def test_offering_a_month_makes_a_year_worth_it():
    sold = project(offer("a", "10", "files", terms=(term(1), term(12, price=D(120)))))
    finding = one("term_no_gain", sold)
    assert "120\u00a0€ pour 1\u00a0an, autant qu’en s’engageant moins longtemps" in finding.message
    [fix] = finding.fixes
    mended = fix.edit.apply(sold)
    assert mended.offers[0].terms[1].months_offered == 1 and not found("term_no_gain", mended)


def teams(*offers: Offer, **changes) -> Project:
    ranges = (Range(id="associations", name="Équipes", public="les équipes"),)
    return project(*offers, ranges=ranges, **{"conditions": "On paie au mois.", **changes})


SMALL, LARGE = offer("petite", "10", "people=5", "files"), offer("grande", "18", "people=30", "files")


def test_what_lies_beyond_the_largest_offer_is_asked_for_once():
    finding = one("nothing_said_beyond", teams(SMALL, LARGE))
    assert finding.address == "offers/grande/inclusions" and finding.data["limits"] == ("30 personnes",)


@pytest.mark.parametrize(
    "sold",
    [
        teams(SMALL, LARGE, conditions="Au-delà, parlons-en."),
        teams(SMALL, LARGE, options=(option("plus", "2", "people=5"),)),
        teams(SMALL, offer("grande", OnQuote(), "people=30", "files")),
        teams(SMALL, offer("grande", None, "people=30", "files", rates=(rate("18"), beyond("1")))),
        teams(SMALL),
        teams(SMALL, offer("autre", "18", "people=5", "office")),
        project(SMALL, LARGE, conditions=""),
    ],
)
def test_a_way_to_have_more_in_words_or_in_prices_is_enough(sold):
    assert not found("nothing_said_beyond", sold)


def test_tiers_that_end_are_on_quote_and_ask_for_somebody_to_ask():
    ends = StairstepPrice(steps=(Step(id="a", up_to=D(10), price=D(5)),))
    sold = project(
        offer("active", None, "files", rates=(rate(ends, metric="users"),)),
        structure=Structure(id="structure", name="Nuage"),
    )
    assert found("no_way_to_ask_for_a_quote", sold)
