"""The rules of options: where each must speak, where it must keep silent, and with which numbers."""

import pytest

from offerdesigner.checks.samples import offer, option, project, rate, term
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.offers import Range, RangeKind
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure
from tests.checks.rule_findings import D, found, one

SMALL = offer("petite", "10", "people=5", "files")
BIG = offer("grande", "20", "people=10", "files", "meetings")


def sells(*options, offers=(SMALL, BIG), **changes) -> Project:
    return project(*offers, options=options, **changes)


def visio(price: str, **changes):
    return option("visio", price, "meetings", available_for=("petite",), **changes)


def test_an_option_that_overtakes_the_next_offer_is_told_with_both_totals():
    finding = one("option_dearer_than_next_offer", sells(visio("12.50")))
    assert (finding.data["total"], finding.data["price"], finding.data["excess"]) == (270, 240, 30)
    assert finding.address == "options/visio/rates"
    assert [fix.title for fix in finding.fixes] == ["Mettre 10\u00a0€ par mois"]
    assert not found("option_dearer_than_next_offer", finding.fixes[0].edit.apply(sells(visio("12.50"))))


def test_quantities_that_an_option_adds_are_counted_with_those_of_the_offer():
    assert found("option_dearer_than_next_offer", sells(option("cinq", "11", "people=5")))
    assert not found("option_dearer_than_next_offer", sells(option("six", "11", "people=6")))


@pytest.mark.parametrize(
    "sold",
    [
        sells(visio("10")),
        sells(visio("12"), offers=(SMALL, evolve(BIG, terms=(term(24),)))),
        sells(visio("12", needs=("autre",)), option("autre", "1", "office")),
        sells(visio("12"), offers=(SMALL, evolve(BIG, setup_fee=FlatPrice(amount=D(100))))),
        sells(visio("12"), offers=(SMALL, offer("grande", "20", "people=4", "files", "meetings"))),
    ],
    ids=["as much", "a longer commitment", "not alone", "a setup", "fewer people"],
)
def test_the_next_offer_must_be_better_for_the_same_client(sold):
    assert not found("option_dearer_than_next_offer", sold)


def test_an_option_above_its_offer_is_told_beside_the_dearest_one():
    finding = one("option_dearer_than_plan", sells(option("ecrire", "25", "office")))
    assert (finding.data["price"], finding.data["plan"], finding.data["offer"]) == (300, 240, "Grande")
    assert not found("option_dearer_than_plan", sells(option("ecrire", "15", "office")))


def test_one_cause_of_a_dear_option_makes_one_finding():
    dear = sells(visio("30"))
    assert found("option_dearer_than_next_offer", dear) and not found("option_dearer_than_plan", dear)


def test_an_option_of_one_payment_or_by_the_unit_is_no_subscription():
    once = evolve(option("ecrire", "500", "office"), rates=(rate("500", period_months=None),))
    counted = evolve(once, rates=(rate(UnitPrice(unit_price=D(90)), metric="users"),))
    assert not found("option_dearer_than_plan", sells(once)) + found("option_dearer_than_plan", sells(counted))


def test_an_option_sold_as_an_offer_too_may_cost_less():
    packs = (offer("base", "10", "files", "office"), offer("reunions", "4", "meetings"))
    dear, fair = (sells(option("visio", price, "meetings", available_for=("base",)), offers=packs) for price in "53")
    assert one("option_same_as_offer", dear).data["plan"] == 48
    assert not found("option_same_as_offer", fair)


# Packs of a quantity


def test_the_big_pack_must_not_cost_more_by_the_unit():
    packs = (option("cinq", "5", "people=5"), option("quinze", "20", "people=15"))
    finding = one("pack_surcharge", sells(*packs))
    assert finding.address == "options/quinze/rates/price/charge/amount"
    assert finding.message.replace("\u00a0", " ") == "« Quinze » revient à 1,33 € par personne, et « Cinq » à 1 €."
    assert not found("pack_surcharge", sells(packs[0], option("quinze", "15", "people=15")))


def test_packs_for_other_offers_or_other_times_are_not_compared():
    one_offer = option("cinq", "5", "people=5", available_for=("petite",))
    by_year = evolve(option("quinze", "200", "people=15"), rates=(rate("200", period_months=12),))
    assert not found("pack_surcharge", sells(one_offer, option("quinze", "20", "people=15")))
    assert not found("pack_surcharge", sells(option("cinq", "5", "people=5"), by_year))


# What everybody needs, what is needed twice, and too much


def used(*services: tuple[str, ...]) -> tuple[UsageProfile, ...]:
    return tuple(UsageProfile(id=f"p{n}", name=f"Usage {n}", services=each) for n, each in enumerate(services))


def test_a_need_that_some_taker_lacks_is_a_need():
    salle = option("salle", "2", "office", needs=("visio",))
    sold = sells(visio("3"), salle)
    assert not found("needed_option_already_included", sold)
    only_big = sells(visio("3"), evolve(salle, available_for=("grande",)))
    finding = one("needed_option_already_included", only_big)
    assert finding.fixes[0].edit.apply(only_big).options[1].needs == ()


# Two small ones for a big one


def pair(price: str, people: int = 10, **changes) -> Project:
    return project(SMALL, offer("grande", price, f"people={people}", "files"), **changes)


def test_two_small_subscriptions_cheaper_than_a_big_one():
    finding = one("split_arbitrage", pair("25"))
    assert (finding.data["price"], finding.data["twice"], finding.data["difference"]) == (300, 240, 60)
    assert not found("split_arbitrage", finding.fixes[0].edit.apply(pair("25")))


def test_the_membership_and_the_setup_are_counted_twice():
    host = Structure(id="structure", name="Nuage", membership=Membership(amount=D(60)))
    assert not found("split_arbitrage", pair("25", structure=host))
    setup = {"setup_fee": FlatPrice(amount=D(100))}
    assert not found(
        "split_arbitrage", project(evolve(SMALL, **setup), offer("grande", "25", "people=10", "files", **setup))
    )


def test_twice_a_small_offer_must_give_all_that_the_big_one_does():
    assert not found("split_arbitrage", pair("25", people=11))
    assert not found("split_arbitrage", project(SMALL, offer("grande", "25", "people=10", "files", "office")))
    assert not found("split_arbitrage", pair("21"))


def test_packs_too_may_be_taken_twice():
    packs = (Range(id="associations", name="Packs", public="les associations", kind=RangeKind.PACKS),)
    assert found("split_arbitrage", pair("25", ranges=packs))


def test_what_options_undercut_is_told_once():
    sold = pair("25", options=(option("cinq", "4", "people=5"),))
    assert found("beaten_by_options", sold) and not found("split_arbitrage", sold)


def test_an_option_of_every_usage_is_told_only_where_no_offer_has_it():
    profiles = used(("files", "office"), ("office",))
    assert one("option_everyone_needs", sells(option("ecrire", "3", "office"), profiles=profiles))
    assert not found("option_everyone_needs", sells(option("ecrire", "3", "office"), profiles=profiles[:1]))
    everywhere = used(("meetings",), ("meetings", "files"))
    assert not found("option_everyone_needs", sells(visio("3"), profiles=everywhere))


def test_options_are_counted_by_range():
    ranges = tuple(Range(id=name, name=name.capitalize(), public="les écoles") for name in ("associations", "autres"))
    other = evolve(BIG, range="autres")
    many = [option(f"option-{n}", "3", "office", available_for=("petite" if n % 2 else "grande",)) for n in range(12)]
    assert not found("too_many_options", sells(*many, offers=(SMALL, other), ranges=ranges))
    assert one("too_many_options", sells(*many)).data["count"] == 12


def test_what_a_typical_client_needs_must_be_given_by_something():
    wanted = used(("files", "office"), ("files",))
    lacking = one("nobody_gives_it", project(offer("active", "10", "files"), profiles=wanted))
    assert lacking.address == f"profiles/{wanted[0].id}/services"
    assert lacking.data["services"] == ("Écrire à plusieurs",)
    in_option = project(offer("active", "10", "files"), options=(option("ecrire", "3", "office"),), profiles=wanted)
    assert not found("nobody_gives_it", in_option)
    assert not found("nobody_gives_it", project(offer("active", "10"), profiles=wanted))
