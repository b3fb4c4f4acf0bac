"""What others ask for the same usage, our place among them, and the strategy against the facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics import competition_words as words
from offerdesigner.economics.competition import (
    QUARTILES_FROM,
    Comparison,
    comparison,
    gap_between,
    metrics_charged,
    months_between,
    old_looks,
    spread_of,
)
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import CapacityPrice, FlatPrice, GraduatedPrice, OnQuote, PackagePrice, Tier, UnitPrice
from offerdesigner.model.edits import remove
from offerdesigner.model.market import Competitor, Strategy
from offerdesigner.model.offers import RateCard, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.text import NBSP
from tests.economics.rivals import FIL, MEGA, POTAGER, four_rivals
from tests.plain import plain
from tests.strategies import projects

TODAY = date(2026, 11, 22)


def compared(*competitors: Competitor, **market: object) -> Comparison:
    project = four_rivals()
    return comparison(evolve(project, competitors=competitors, market=evolve(project.market, **market)))


def flat(name: str, amount: str, **line: object) -> Competitor:
    rates = (RateCard(id="price", charge=FlatPrice(amount=Decimal(amount)), **line),)
    return Competitor(id=name, name=name, rates=rates)


class TestPrices:
    def test_each_is_priced_for_the_same_usage(self) -> None:
        found = comparison(four_rivals())
        assert found.ours is not None and found.ours.monthly == Decimal(25)
        assert [one.monthly for one in found.others] == [Decimal(price) for price in ("19.50", "23", "33", "78")]

    def test_how_each_month_comes_about(self) -> None:
        found = comparison(four_rivals())
        assert [plain(words.worked(one)) for one in found.others] == [
            "12 € + 5 × 1,50 € = 19,50 € par mois",
            "180 € par an ; 4 lots × 2 € = 8 € par mois",
            "15 × 2,20 € = 33 € par mois",
            "15 × 5,20 € = 78 € par mois",
        ]

    def test_their_setup_is_in_the_first_year_and_ours_with_the_membership(self) -> None:
        found = compared(evolve(POTAGER, setup_fee=Decimal(50)))
        assert found.others[0].first_year == Decimal("19.50") * 12 + 50
        assert found.ours is not None and found.ours.first_year == 25 * 12 + 120 + 20

    def test_a_membership_is_due_each_year_and_setup_the_first(self) -> None:
        found = compared(evolve(POTAGER, setup_fee=Decimal(50), membership=Decimal(15)))
        other = found.others[0]
        assert (other.monthly, other.asks_more) == (Decimal("19.50"), True)
        assert (other.first_year, other.next_year) == (Decimal("19.50") * 12 + 65, Decimal("19.50") * 12 + 15)
        assert found.ours is not None and found.ours.next_year == 25 * 12 + 20

    def test_committing_for_a_year_takes_the_price_of_their_year(self) -> None:
        yearly = evolve(flat("a", "10"), terms=(Term(id="y", months=12, price=Decimal(96)),))
        assert compared(yearly, months=12).others[0].monthly == Decimal(8)
        assert compared(yearly, months=1).others[0].monthly == Decimal(10)

    def test_a_price_ht_is_told_with_their_own_vat_even_where_we_charge_none(self) -> None:
        company = flat("a", "10", tax=TaxMode.HT)
        assert compared(company).others[0].monthly == Decimal(12)
        assert compared(evolve(company, vat_rate=Decimal(0))).others[0].monthly == Decimal(10)

    def test_without_a_usage_type_all_are_priced_for_what_ours_includes(self) -> None:
        found = compared(MEGA, profile=None)
        assert found.others[0].monthly == 25 * Decimal("5.2")

    def test_without_any_offer_theirs_are_priced_all_the_same(self) -> None:
        project = evolve(
            four_rivals(),
            offers=(),
            options=(),
            ranges=(),
            sales=(),
            quotes=(),
            market=evolve(four_rivals().market, offer=None),
        )
        found = comparison(project)
        assert found.ours is None and found.strategy is None
        assert found.spread is not None and found.spread.median == 28
        assert words.verdict(found) == (None, "Il faut d’abord une offre à comparer.")


class TestUnknown:
    def test_on_quote_is_unknown_and_enters_in_no_figure(self) -> None:
        secret = Competitor(id="s", name="Secret", rates=(RateCard(id="price", charge=OnQuote()),))
        found = compared(POTAGER, secret)
        assert found.others[1].monthly is None and found.others[1].why == "sur devis"
        assert found.spread is not None and found.spread.count == 1
        assert found.gap(found.others[1]) is None
        assert words.place_words(found).endswith("Sans prix connu : Secret.".replace(" :", f"{NBSP}:"))

    def test_beyond_what_they_sell_is_on_quote(self) -> None:
        small = GraduatedPrice(tiers=(Tier(id="t", up_to=Decimal(10), unit_price=Decimal(1)),))
        line = RateCard(id="price", name="Comptes", charge=small, metric="users")
        base = RateCard(id="base", charge=FlatPrice(amount=Decimal(5)))
        found = compared(Competitor(id="s", rates=(base, line))).others[0]
        assert (found.monthly, plain(found.why)) == (None, "Comptes : sur devis")

    def test_no_price_is_no_price(self) -> None:
        assert compared(Competitor(id="s")).others[0].why == "aucun prix saisi"

    def test_what_is_paid_once_is_no_price_a_month(self) -> None:
        assert compared(flat("a", "10", period_months=None)).others[0].why == "aucun prix qui revient"

    def test_a_quantity_that_the_usage_does_not_tell_is_not_made_up(self) -> None:
        line = RateCard(id="price", charge=UnitPrice(unit_price=Decimal(3)), metric="lists")
        found = compared(Competitor(id="s", rates=(line,))).others[0]
        assert (found.monthly, plain(found.why)) == (None, "l'usage comparé ne dit pas combien de listes")

    def test_what_our_offer_lacks_makes_our_price_unknown(self) -> None:
        project = four_rivals()
        needing = tuple(evolve(one, services=("passwords",)) for one in project.profiles)
        found = comparison(evolve(project, profiles=needing))
        assert found.ours is not None and found.ours.monthly is None
        assert found.ours.why.startswith("notre offre n'a pas ")


class TestPlace:
    def test_the_median_and_the_gaps(self) -> None:
        found = comparison(four_rivals())
        assert found.spread is not None
        assert (found.spread.least, found.spread.median, found.spread.most) == (Decimal("19.5"), 28, 78)
        assert found.spread.lower_quartile is None
        assert [plain(words.gap_words(found.gap(one))) for one in found.others] == [
            "− 5,50 € (− 22 %)", "− 2,00 € (− 8 %)", "+ 8,00 € (+ 32 %)", "+ 53,00 € (+ 212 %)",
        ]  # fmt: skip

    def test_quartiles_come_with_enough_prices(self) -> None:
        spread = spread_of(Decimal(price) for price in (10, 20, 30, 40, 50))
        assert spread is not None
        assert (spread.lower_quartile, spread.median, spread.upper_quartile) == (20, 30, 40)

    @given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=12))
    def test_a_spread_is_in_order_and_whatever_the_order(self, prices: list[Decimal]) -> None:
        spread = spread_of(prices)
        assert spread is not None and spread == spread_of(reversed(prices))
        assert (spread.least, spread.most, spread.count) == (min(prices), max(prices), len(prices))
        assert (spread.lower_quartile is not None) == (len(prices) >= QUARTILES_FROM)
        low = spread.least if spread.lower_quartile is None else spread.lower_quartile
        high = spread.most if spread.upper_quartile is None else spread.upper_quartile
        assert spread.least <= low <= spread.median <= high <= spread.most

    def test_no_percentage_of_nothing(self) -> None:
        gap = gap_between(Decimal(5), Decimal(0))
        assert gap.percent is None
        assert plain(words.gap_words(gap)) == "+ 5,00 €"

    def test_the_place_is_told_in_words(self) -> None:
        assert plain(words.place_words(comparison(four_rivals()))) == (
            "Par mois, du moins cher au plus cher : Potager numérique 19,50 €, Fil & Toile 23,00 €, nous 25,00 €, "
            "Structura 33,00 € et MégaSuite 78,00 €. Médiane des autres : 28,00 €."
        )


class TestStrategy:
    def test_aligned_within_the_tolerance(self) -> None:
        assert words.verdict(comparison(four_rivals()))[0] is True
        assert plain(words.verdict(comparison(four_rivals()))[1]) == (
            "Stratégie tenue : 25,00 € est 11 % sous la médiane (28,00 €) des 4 concurrents, dans les ± 15 %."
        )

    @pytest.mark.parametrize("chosen", [Strategy.LOWER, Strategy.HIGHER])
    def test_another_choice_is_contradicted(self, chosen: Strategy) -> None:
        project = four_rivals()
        held, said = words.verdict(comparison(evolve(project, market=evolve(project.market, strategy=chosen))))
        assert held is False and "contredite" in said and said.endswith("donc aligné.")

    @pytest.mark.parametrize(
        ("price", "fact"),
        [("20", Strategy.HIGHER), ("25", Strategy.ALIGNED), ("21.74", Strategy.ALIGNED), ("21.73", Strategy.HIGHER),
         ("29.41", Strategy.ALIGNED), ("29.42", Strategy.LOWER), ("0", Strategy.HIGHER)],
    )  # fmt: skip
    def test_the_bounds_of_aligned_are_exact(self, price: str, fact: Strategy) -> None:
        assert compared(flat("a", price)).strategy is fact

    def test_nothing_chosen_states_the_fact(self) -> None:
        held, said = words.verdict(compared(flat("a", "50"), strategy=None))
        assert held is None and said.endswith("moins cher.")

    def test_without_any_price_there_is_no_verdict(self) -> None:
        assert words.verdict(compared()) == (None, "Aucun prix de concurrent n’est encore connu pour cet usage.")

    def test_a_slight_gap_is_no_whole_percent(self) -> None:
        found = compared(flat("a", "25.10"), strategy=None)
        said = plain(words.verdict(found)[1])
        assert said.startswith("25,00 € est à moins de 1 % sous la médiane (25,10 €) du seul concurrent")
        assert plain(words.gap_words(found.gap(found.others[0]))) == "+ 0,10 € (moins de 1 %)"


class TestLooks:
    def test_old_ones_are_told_and_fresh_ones_not(self) -> None:
        found = old_looks(four_rivals(), TODAY)
        assert [(one.competitor.id, one.months) for one in found] == [("structura", 14)]
        assert plain(words.old_look_words("Structura", 14)) == "Structura : tarif relevé il y a 14 mois."

    def test_a_price_without_a_date_is_old_but_a_competitor_without_a_price_is_not(self) -> None:
        project = evolve(four_rivals(), competitors=(evolve(FIL, seen_on=None), Competitor(id="new")))
        assert [(one.competitor.id, one.months) for one in old_looks(project, TODAY)] == [("fil", None)]

    @pytest.mark.parametrize(
        ("start", "end", "months"),
        [("2025-11-22", "2026-11-22", 12), ("2025-11-23", "2026-11-22", 11), ("2026-01-31", "2026-02-28", 0),
         ("2026-11-23", "2026-11-22", -1)],
    )  # fmt: skip
    def test_whole_months(self, start: str, end: str, months: int) -> None:
        assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


class TestWords:
    def test_prices_as_they_are_displayed(self) -> None:
        project = four_rivals()
        assert [plain(words.displayed(project, one)) for one in project.competitors] == [
            "12 € + 1,50 € par personne au-delà de 10",
            "180 € par an + 2 € les 10 Go au-delà de 20",
            "2,20 € par personne",
            "5,20 € par personne",
        ]
        lot = RateCard(charge=PackagePrice(package_price=Decimal(2), size=Decimal(1)), metric="users")
        assert plain(words.displayed(project, Competitor(id="c", rates=(lot,)))) == "2 € par personne"
        company = evolve(flat("a", "10", tax=TaxMode.HT), setup_fee=Decimal(60))
        assert plain(words.displayed(project, company)) == "10 € HT + 60 € une fois"

    def test_what_the_month_leaves_out_is_said_and_counted(self) -> None:
        found = compared(evolve(POTAGER, setup_fee=Decimal(50)), FIL)
        assert plain(words.in_price_words(found)) == (
            "Le prix par mois est sans mise en service ni adhésion obligatoire. Avec elles, la première année : "
            "nous 440,00 €, médiane des autres 280,00 €."
        )

    def test_where_nothing_else_is_due_it_is_said(self) -> None:
        project = four_rivals()
        alone = evolve(project, structure=evolve(project.structure, membership=None))
        free = evolve(alone, offers=tuple(evolve(offer, setup_fee=None) for offer in alone.offers))
        assert "aucune mise en service ni adhésion" in plain(words.in_price_words(comparison(free)))

    def test_what_their_price_includes(self) -> None:
        found = comparison(four_rivals())
        assert [plain(words.included(found.project, one)) for one in found.others[:3]] == [
            "10 personnes", "20 Go", "personnes à l'unité",
        ]  # fmt: skip


@given(projects(economy=True), st.sampled_from(TaxMode))
def test_any_project_can_be_compared(project: Project, side: TaxMode) -> None:
    found = comparison(project, side)
    known = [one.monthly for one in found.others if one.monthly is not None]
    assert (found.spread is None) == (not known)
    for one in found.others:
        assert (one.monthly is None) == bool(one.why)
        assert words.worked(one) and words.gap_words(found.gap(one)) and words.included(project, one)
        assert one.competitor is not None and words.displayed(project, one.competitor)
    gap = found.our_gap
    if gap is not None and gap.percent is not None:
        within = abs(gap.percent) <= Fraction(project.market.tolerance)
        assert (found.strategy is Strategy.ALIGNED) == within
    assert words.place_words(found) and words.in_price_words(found) and words.verdict(found)[1]
    assert set(metrics_charged(project)) <= {metric.id for metric in project.metrics}


def test_own_prices_of_terms_go_with_the_line_that_bears_them() -> None:
    tiered = RateCard(id="t", charge=GraduatedPrice(tiers=(Tier(id="t", unit_price=Decimal(1)),)), metric="users")
    lead = RateCard(id="price", charge=CapacityPrice(amount=Decimal(5), included=Decimal(2), unit_price=Decimal(1)))
    sold = Competitor(id="s", rates=(lead, tiered), terms=(Term(id="y", months=12, price=Decimal(50)),))
    project = evolve(four_rivals(), competitors=(sold,))
    left = remove("competitors/s/rates/price", "retirer").apply(project).competitors[0]
    assert [term.price for term in left.terms] == [None]
    with pytest.raises(ValueError, match="prix unique"):
        Competitor(id="s", rates=(tiered,), terms=sold.terms)
