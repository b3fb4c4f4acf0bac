"""Our price beside others: where the checks must speak, and where they must keep silent."""

from datetime import date

import pytest

from offerdesigner.checks.registry import rule_of
from offerdesigner.checks.samples import offer, project, rate
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.market import Competitor, Market, Strategy
from offerdesigner.model.project import Project
from offerdesigner.model.research import Answer, Survey, SurveyMethod
from tests.checks.rule_findings import TODAY, D, found, one
from tests.plain import plain

SEEN = date(2026, 11, 20)


def beside(price: str, *others: str | None, strategy: Strategy | None = None, seen_on: date | None = SEEN) -> Project:
    competitors = tuple(
        Competitor(
            id=f"c{place}", name=f"C{place}", seen_on=seen_on, rates=(rate(OnQuote() if other is None else other),)
        )
        for place, other in enumerate(others)
    )
    sold = offer("active", price, "people=10", "files")
    return project(sold, market=Market(offer="active", strategy=strategy), competitors=competitors)


class TestStrategy:
    @pytest.mark.parametrize(
        ("price", "strategy", "place"),
        [
            ("32", Strategy.LOWER, "33 % au-dessus de"),
            ("20", Strategy.HIGHER, "17 % sous"),
            ("24", Strategy.HIGHER, "à"),
            ("60", Strategy.ALIGNED, "2,5 fois"),
        ],
    )
    def test_it_is_told_with_the_numbers(self, price: str, strategy: Strategy, place: str) -> None:
        finding = one("strategy_contradicted", beside(price, "20", "24", "30", strategy=strategy))
        assert finding.address == "market/strategy"
        assert f"à {price} € par mois, est {place} la médiane (24 €) de 3 concurrents" in plain(finding.message)
        assert not found("far_from_median", beside(price, "20", "24", "30", strategy=strategy))

    @pytest.mark.parametrize(
        ("price", "strategy"),
        [("19", Strategy.LOWER), ("25", Strategy.ALIGNED), ("60", Strategy.HIGHER), ("60", None)],
    )
    def test_what_is_so_is_left_alone(self, price: str, strategy: Strategy | None) -> None:
        assert not found("strategy_contradicted", beside(price, "20", "24", "30", strategy=strategy))

    def test_two_prices_are_no_market_and_neither_are_quotes(self) -> None:
        assert not found("strategy_contradicted", beside("60", "20", "24", strategy=Strategy.LOWER))
        assert not found("strategy_contradicted", beside("60", "20", "24", None, strategy=Strategy.LOWER))

    def test_the_repair_chooses_what_is(self) -> None:
        sold = beside("32", "20", "24", "30", strategy=Strategy.LOWER)
        (fix,) = one("strategy_contradicted", sold).fixes
        assert plain(fix.title) == "Viser plutôt « plus cher »" and not fix.safe
        assert fix.edit.apply(sold).market.strategy is Strategy.HIGHER


class TestFar:
    @pytest.mark.parametrize("price", ["49", "11"])
    def test_more_than_double_or_less_than_half(self, price: str) -> None:
        assert found("far_from_median", beside(price, "20", "24", "30"))

    @pytest.mark.parametrize("price", ["48", "12", "24"])
    def test_not_up_to_double_nor_down_to_half(self, price: str) -> None:
        assert not found("far_from_median", beside(price, "20", "24", "30"))

    def test_one_who_has_chosen_knows(self) -> None:
        assert not found("far_from_median", beside("60", "20", "24", "30", strategy=Strategy.HIGHER))


class TestLooks:
    def test_an_old_one_says_its_age(self) -> None:
        finding = one("stale_look", beside("25", "20", seen_on=date(2025, 9, 12)))
        assert finding.address == "competitors/c0/seen_on"
        assert plain(finding.message) == "Le tarif de « C0 » a été relevé il y a 14 mois : il a pu changer."

    @pytest.mark.parametrize("seen_on", [SEEN, None, date(2027, 1, 1)])
    def test_a_fresh_one_an_undated_one_and_one_to_come_are_left_alone(self, seen_on: date | None) -> None:
        assert not found("stale_look", beside("25", "20", seen_on=seen_on))


def test_undated_looks_are_told_at_once():
    sold = rule_of("missing_look").bad().project
    many = evolve(sold, competitors=tuple(evolve(one, seen_on=None) for one in sold.competitors))
    finding = one("missing_look", many)
    assert len(finding.related) == 2 and len(finding.data["names"]) == 3
    assert not found("stale_look", many)
    assert not found("missing_look", evolve(many, competitors=tuple(evolve(one, rates=()) for one in many.competitors)))


def test_a_strategy_that_cannot_be_verified_says_what_is_missing():
    bad = rule_of("market_unknown").bad().project
    assert "votre prix n’est pas connu" in one("market_unknown", bad).message
    few = evolve(rule_of("market_unknown").good().project, competitors=bad.competitors[:2])
    assert "2\u00a0prix connus chez les autres, et il en faut 3" in one("market_unknown", few).message
    assert not found("market_unknown", evolve(few, market=evolve(few.market, strategy=None)))
    assert not found("market_unknown", evolve(few, competitors=()))


def surveyed(price: str, *answers: Answer, method: SurveyMethod = SurveyMethod.ACCEPTABILITY) -> Project:
    survey = Survey(id="s", name="Printemps", offer="active", answers=answers, method=method)
    return project(offer("active", price, "files"), surveys=(survey,))


def people(*pairs: tuple[int, int]) -> tuple[Answer, ...]:
    return tuple(Answer(id=f"a{n}", too_cheap=D(low), too_expensive=D(high)) for n, (low, high) in enumerate(pairs))


def test_a_price_that_few_accept_is_told_with_how_many():
    answers = people(*[(10, 20)] * 12, *[(10, 40)] * 8)
    finding = one("outside_price_range", surveyed("30", *answers))
    assert plain(finding.message).endswith("à 30 € : 8 sur 20 l'acceptent.")
    assert finding.address == "offers/active/rates" and finding.related == ("surveys/s",)
    assert not found("outside_price_range", surveyed("15", *answers))


def test_a_few_answers_or_no_single_price_say_nothing():
    assert not found("outside_price_range", surveyed("30", *people(*[(10, 20)] * 14)))
    assert not found("outside_price_range", evolve(surveyed("30", *people(*[(10, 20)] * 20)), surveys=()))


def test_four_questions_give_a_range():
    answers = tuple(
        Answer(
            id=f"a{n}",
            too_cheap=D(5 + n % 3),
            cheap=D(10 + n % 3),
            expensive=D(20 + n % 3),
            too_expensive=D(30 + n % 3),
        )
        for n in range(20)
    )
    outside = surveyed("60", *answers, method=SurveyMethod.VAN_WESTENDORP)
    assert "la fourchette acceptable va de" in one("outside_price_range", outside).message
    assert not found("outside_price_range", surveyed("15", *answers, method=SurveyMethod.VAN_WESTENDORP))


def test_the_latest_survey_of_an_offer_is_the_one_that_counts():
    old = surveyed("30", *people(*[(10, 20)] * 20)).surveys[0]
    new = evolve(surveyed("30", *people(*[(20, 40)] * 20)).surveys[0], id="new", asked_on=TODAY)
    assert not found("outside_price_range", evolve(surveyed("30"), surveys=(old, new)))
