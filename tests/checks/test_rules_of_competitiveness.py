"""Our price beside others: where the checks must speak, and where they must keep silent."""

from datetime import date

import pytest

from offerdesigner.checks.samples import offer, project, rate
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.market import Competitor, Market, Strategy
from offerdesigner.model.project import Project
from offerdesigner.text import NBSP, NNBSP
from tests.checks.rule_findings import found, one

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


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


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
