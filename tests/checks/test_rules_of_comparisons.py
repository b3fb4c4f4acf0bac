"""The rules that compare offers, one by one: where each must speak, and where it must keep silent."""

import pytest

from offerdesigner.checks.samples import beyond, offer, option, project, rate, term
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import OnQuote, UnitPrice
from offerdesigner.model.offers import Inclusion, Range, Trial, Unlimited
from offerdesigner.model.project import Project
from tests.checks.rule_findings import D, found, one


def test_offers_of_two_publics_are_not_compared():
    ranges = (Range(id="asso", name="Associations"), Range(id="entreprise", name="Entreprises"))
    sold = project(
        offer("petite", "10", "files", range="asso"), offer("grande", "20", "files", range="entreprise"), ranges=ranges
    )
    assert not found("dominated_offer", sold)


def test_the_freedom_to_leave_each_month_is_worth_a_price():
    sold = project(
        offer("libre", "20", "files", terms=(term(1),)),
        offer("an", "10", "files", terms=(term(12),)),
    )
    assert not found("dominated_offer", sold)


def test_an_unknown_price_is_compared_with_nothing():
    assert not found("dominated_offer", project(offer("a", "10", "files"), offer("b", OnQuote(), "files")))


def test_words_that_differ_are_not_compared():
    help_ = Service(id="help", need="Appeler ou écrire")
    sold = project(offer("a", "10", "help:sous 3 jours"), offer("b", "20", "help:sous 1 jour"), services=(help_,))
    assert not found("dominated_offer", sold)


def test_prices_by_person_are_compared_at_every_size():
    def by_person(name: str, price: str, free: int = 0):
        return offer(
            name, None, "files", rates=(rate(UnitPrice(unit_price=D(price), free_units=D(free)), metric="users"),)
        )

    assert found("dominated_offer", project(by_person("a", "2"), by_person("b", "3")))
    assert not found("dominated_offer", project(by_person("a", "2"), by_person("b", "3", 5)))


def test_unlimited_is_worth_any_quantity():
    unlimited = offer("a", "10", inclusions=(Inclusion(id="space", service="space", grant=Unlimited()),))
    finding = one("dominated_offer", project(unlimited, offer("b", "20", "space=500")))
    assert (finding.data["offer"], finding.data["compared"]) == ("B", ("Espace",))


def test_a_free_trial_beats_nothing():
    trial = offer("essai", None, "files", rates=(rate("0", period_months=None),), trial=Trial(duration=1))
    assert not found("dominated_offer", project(trial, offer("active", "10", "files")))


def test_two_twins_are_told_once():
    sold = project(offer("a", "10", "files"), offer("b", "10", "files"))
    finding = one("twin_offers", sold)
    assert (finding.data["offer"], finding.fixes[0].safe) == ("B", False)


def steps_and_options(**changes) -> Project:
    return project(
        offer("petite", "10", "people=5", "space=10"),
        offer("grande", "30", "people=12", "space=10"),
        options=(option("cinq", "5", "people=5", **changes),),
    )


def test_options_are_counted_by_started_packs():
    finding = one("beaten_by_options", steps_and_options())
    assert (finding.data["option_count"], finding.data["total"], finding.data["price"]) == (2, 240, 360)


@pytest.mark.parametrize("changes", [{"max_quantity": 1}, {"available_for": ("grande",)}])
def test_options_that_cannot_be_taken_beat_nothing(changes):
    assert not found("beaten_by_options", steps_and_options(**changes))


def test_a_missing_service_that_no_option_brings_makes_the_difference():
    sold = project(
        offer("petite", "10", "people=5"),
        offer("grande", "30", "people=10", "meetings"),
        options=(option("cinq", "5", "people=5"),),
    )
    assert not found("beaten_by_options", sold)


class TestCrossover:
    def test_the_first_person_for_whom_one_should_change_is_told_with_both_prices(self) -> None:
        finding = one("crossover", growing())
        assert (finding.data["quantity"], finding.data["cost"], finding.data["better"]) == (11, 264, 240)
        assert finding.address == "offers/petite/rates" and finding.related == ("offers/grande/rates",)

    @pytest.mark.parametrize("said", ["Dès 11 personnes, voyez Grande.", "Au-delà de 10, prenez Grande."])
    def test_what_the_sheet_says_already_is_not_told(self, said: str) -> None:
        assert not found("crossover", growing(promise=said))
        assert found("crossover", growing(promise="À partir de 9 personnes."))

    def test_offers_that_never_cross_or_cannot_be_compared_say_nothing(self) -> None:
        apart = project(
            offer("petite", None, "people=5", "files", rates=(rate("10"), beyond("2"))),
            offer("grande", "20", "people=30", "office"),
        )
        flat = project(offer("petite", "10", "people=5", "files"), offer("grande", "20", "people=30", "files"))
        dear = growing(grande="4000")
        for sold in (apart, flat, dear):
            assert not found("crossover", sold)

    def test_what_is_cheaper_from_the_first_person_on_is_no_crossing(self) -> None:
        assert not found("crossover", growing(grande="9"))


def growing(*, promise: str = "", grande: str = "20") -> Project:
    """Return five people for 10 € and 2 € for each more, beside thirty for `grande` €."""
    return project(
        offer("petite", None, "people=5", "files", rates=(rate("10"), beyond("2")), promise=promise),
        offer("grande", grande, "people=30", "files", "office"),
    )
