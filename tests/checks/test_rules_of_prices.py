"""The rules of prices, one by one: where each must speak, where it must keep silent, and with which numbers."""

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, project, rate, term
from offerdesigner.checks.waivers import waive
from offerdesigner.model.charges import FreePrice, OnQuote, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.offers import Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure
from tests.checks.rule_findings import TODAY, D, found, one


@pytest.mark.parametrize(("months", "length"), [(12, "1\u00a0an"), (18, "18\u00a0mois"), (24, "2\u00a0ans")])
def test_a_dearer_term_is_told_in_words_that_agree_with_any_length(months, length):
    sold = project(offer("active", "10", "files", terms=(term(1), term(months, price=D(10 * months + 1)))))
    assert f"€ pour {length}, contre " in one("longer_term_dearer", sold).message


def test_no_repair_is_offered_that_a_maximum_would_undo():
    rates = (rate("0", period_months=None, maximum_amount=D(1)),)
    finding = one("longer_term_dearer", project(offer("a", None, "files", rates=rates, terms=(term(1, price=D(2)),))))
    assert finding.fixes == ()


def test_a_free_price_may_cost_less_than_its_minimum_over_a_term():
    free = FreePrice(advised=D(15), minimum=D(5))
    sold = project(offer("a", free, "files", terms=(term(1, price=D(4)), term(12, price=D(40)))))
    assert "internal" not in {finding.rule for finding in run(sold, today=TODAY).findings}


def test_a_cliff_after_one_unit_agrees():
    charge = VolumePrice(tiers=(Tier(id="a", up_to=D(1), unit_price=D(20)), Tier(id="b", unit_price=D(5))))
    sold = project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))
    assert "20\u00a0€ pour 1\u00a0personne, mais 10\u00a0€ seulement pour 2." in one("price_cliff", sold).message


@pytest.mark.parametrize(
    ("name", "said"), [("Adhésion", "avec adhésion (20\u00a0€ par an)."), ("APRIL", "avec APRIL (20\u00a0€ par an).")]
)
def test_one_compulsory_cost_reads_as_well_as_several(name, said):
    host = Structure(id="structure", name="Nuage", membership=Membership(name=name, amount=D(20)))
    assert said in one("hidden_compulsory_cost", project(offer("a", "10", "files"), structure=host)).message


def test_an_offer_on_quote_has_a_price_of_its_own_kind():
    assert not found("no_price", project(offer("active", OnQuote(), "files")))


def test_a_free_trial_needs_no_price():
    assert not found("no_price", project(offer("essai", None, "files", trial=Trial(duration=1))))


def ladder(federation_year: str) -> Project:
    yearly = {"essentielle": ("10", "100"), "active": ("25", "250"), "federation": ("60", federation_year)}
    return project(
        *(
            offer(name, month, "files", f"people={n + 5}", terms=(term(1), term(12, price=D(year))))
            for n, (name, (month, year)) in enumerate(yearly.items())
        )
    )


def test_a_year_dearer_than_twelve_months_offers_the_neighbours_reduction_first():
    finding = one("longer_term_dearer", ladder("780"))
    assert finding.address == "offers/federation/terms/months-12/price"
    assert (finding.data["price"], finding.data["reference"], finding.data["difference"]) == (780, 720, 60)
    assert [fix.title for fix in finding.fixes] == ["Mettre 600\u00a0€", "Mettre 720\u00a0€"]
    assert not found("longer_term_dearer", finding.fixes[0].edit.apply(ladder("780")))


def test_a_year_at_twelve_months_or_less_is_sound():
    assert not found("longer_term_dearer", ladder("720"))
    assert not found("longer_term_dearer", ladder("600"))


def test_two_years_dearer_a_month_than_one_year_are_seen():
    terms = (term(1), term(12, percent_off=D(20)), term(24, percent_off=D(10)))
    finding = one("longer_term_dearer", project(offer("active", "10", "files", terms=terms)))
    assert finding.address == "offers/active/terms/months-24/percent_off"
    assert (finding.data["price"], finding.data["reference"]) == (216, 192)


def test_a_price_rounded_to_the_cent_is_not_dearer():
    terms = (term(3, percent_off=D("33.33")), term(12, percent_off=D("33.33")))
    assert not found("longer_term_dearer", project(offer("active", "9.99", "files", terms=terms)))


@pytest.mark.parametrize(("typed", "words"), [("25", "un seul mois"), ("3600", "12 fois trop")])
def test_a_price_in_the_wrong_box_is_named_as_such(typed, words):
    sold = project(offer("active", "25", "files", terms=(term(12, price=D(typed)),)))
    finding = one("term_price_slip", sold)
    assert words in finding.message.replace("\u00a0", " ")
    assert not found("longer_term_dearer", sold)
    assert finding.fixes[0].title == "Mettre 300\u00a0€"


def test_a_price_in_the_wrong_box_may_be_that_of_either_box():
    sold = project(offer("active", "300", "files", terms=(term(1), term(12, price=D(300)))))
    fixes = one("term_price_slip", sold).fixes
    assert [fix.title for fix in fixes] == ["Mettre 3\u202f600\u00a0€", "Mettre 25\u00a0€ par mois"]
    for fix in fixes:
        assert not found("term_price_slip", fix.edit.apply(sold))


def tiers(*pairs: tuple[int | None, str]) -> VolumePrice:
    return VolumePrice(
        tiers=tuple(
            Tier(id=f"t{n}", up_to=None if top is None else D(top), unit_price=D(price))
            for n, (top, price) in enumerate(pairs)
        )
    )


def metered(charge) -> Project:
    return project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))


def test_the_dead_zone_of_a_price_on_the_whole_is_exact():
    finding = one("price_cliff", metered(tiers((100, "2.10"), (None, "1.00"))))
    assert (finding.data["higher"], finding.data["lower"]) == (210, 101)
    assert (finding.data["zone"], finding.data["next"]) == ("De 49 à 100", "101")
    mended = finding.fixes[0].edit.apply(metered(tiers((100, "2.10"), (None, "1.00"))))
    assert mended.offers[0].rates[0].charge.kind == "graduated"


def test_a_gentle_slope_has_no_cliff():
    assert not found("price_cliff", metered(tiers((10, "2"), (None, "1.90"))))


def test_a_price_on_the_whole_that_ends_on_quote_has_no_cliff_there():
    assert not found("price_cliff", metered(tiers((10, "2"))))


def test_steps_that_go_down_are_a_cliff():
    steps = (Step(id="a", up_to=D(6), price=D(30)), Step(id="b", up_to=D(15), price=D(20)))
    finding = one("price_cliff", metered(StairstepPrice(steps=steps)))
    assert finding.data["zone"] == "De 1 à 6"


@pytest.mark.parametrize(
    ("charge", "places"),
    [
        (tiers((10, "5"), (20, "3"), (None, "1")), ["tiers/t0", "tiers/t1"]),
        (
            StairstepPrice(
                steps=(
                    Step(id="a", up_to=D(5), price=D(30)),
                    Step(id="b", up_to=D(9), price=D(20)),
                    Step(id="c", price=D(15)),
                )
            ),
            ["steps/a", "steps/b"],
        ),
    ],
    ids=["tiers", "steps"],
)
def test_each_cliff_of_a_line_is_told_at_its_own_tier_and_ignored_alone(charge, places):
    first, second = found("price_cliff", metered(charge))
    assert [one.address for one in (first, second)] == [f"offers/active/rates/price/charge/{place}" for place in places]
    waived = waive(first, "Un tarif négocié.", TODAY).apply(metered(charge))
    assert [one.address for one in found("price_cliff", waived)] == [second.address]
    for fix in (*first.fixes, *second.fixes):
        assert not found("price_cliff", fix.edit.apply(metered(charge)))


def member(amount: str = "20") -> Structure:
    return Structure(id="structure", name="Nuage", membership=Membership(amount=D(amount)))


def test_a_membership_that_weighs_little_beside_the_price_hides_nothing():
    assert not found("hidden_compulsory_cost", project(offer("active", "100", "files"), structure=member()))


def test_a_membership_that_is_included_hides_nothing():
    sold = project(offer("active", "10", "files", membership=MembershipRule.INCLUDED), structure=member("50"))
    assert not found("hidden_compulsory_cost", sold)


def test_a_price_for_a_year_adds_up_with_what_is_compulsory():
    yearly = offer("active", None, "files", rates=(rate("120", period_months=12),))
    assert not found("hidden_compulsory_cost", project(yearly, structure=member("50")))


def test_a_setup_fee_on_quote_is_not_guessed():
    assert not found("hidden_compulsory_cost", project(offer("active", "10", "files", setup_fee=OnQuote())))


def by_the_year(*terms: Term) -> Project:
    return project(offer("opale", None, "files", rates=(rate("75", period_months=12),), terms=terms))


@pytest.mark.parametrize("others", [(), (term(12),), (term(12), term(24))])
def test_a_base_price_for_a_year_dearer_than_twelve_months_is_told_where_it_stands(others):
    sold = by_the_year(term(1, price=D(5)), *others)
    finding = one("longer_term_dearer", sold)
    assert finding.address == "offers/opale/rates/price/charge/amount"
    assert finding.related == ("offers/opale/terms/months-1/price",)
    assert (finding.data["price"], finding.data["reference"], finding.data["difference"]) == (75, 60, 15)
    assert [fix.title for fix in finding.fixes] == ["Mettre 60\u00a0€ par an", "Mettre 6,25\u00a0€ par mois"]
    for fix in finding.fixes:
        assert not found("longer_term_dearer", fix.edit.apply(sold))


def test_a_month_may_cost_more_than_a_twelfth_of_the_year():
    assert not found("longer_term_dearer", by_the_year(term(1, price=D(7)), term(12)))
    assert not found("longer_term_dearer", by_the_year(term(1, price=D("6.25")), term(12)))


def test_half_a_year_undercuts_the_year_too():
    finding = one("longer_term_dearer", by_the_year(term(6, price=D(20))))
    assert (finding.address, finding.data["reference"]) == ("offers/opale/rates/price/charge/amount", 40)
    assert finding.fixes[0].title == "Mettre 40\u00a0€ par an"
