"""What four questions say of prices, and what people who say whether they would buy promise."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.sensitivity.intent import WORTH, intent
from offerdesigner.economics.sensitivity.van_westendorp import Crossing, Opinion, van_westendorp
from offerdesigner.economics.sensitivity.words import aside_words, crossing_words, van_westendorp_words
from offerdesigner.model.research import Answer, SurveyMethod
from tests.economics.survey_answers import four, scaled, shuffled, surveys
from tests.plain import plain

FOUR = SurveyMethod.VAN_WESTENDORP

FIFTY = (
    "4.75 5.21 5.26 5.32 5.83 6.05 6.09 6.1 6.17 6.53 6.81 6.88 6.99 7.22 7.31 7.33 7.41 7.48 7.54 7.58 7.67 "
    "7.78 7.84 7.9 7.97 8.06 8.1 8.15 8.23 8.38 8.4 8.49 8.54 8.63 8.7 8.84 8.94 9.02 9.06 9.11 9.28 9.33 9.39 "
    "9.49 9.56 9.96 10.07 10.14 10.63 10.85",
    "5.07 8.71 8.99 9.85 10.15 11.08 11.67 11.87 11.91 11.97 12.24 12.32 12.46 12.62 12.64 12.91 13.28 13.38 "
    "13.41 13.53 13.65 13.79 13.85 14.14 14.25 16.06 16.06 16.06 16.06 16.06 16.06 16.06 16.06 16.06 16.06 "
    "16.06 16.06 16.06 16.06 16.06 16.06 18.12 18.13 18.42 18.6 19.07 19.11 19.13 20.34 20.74",
    "9.11 12 12.55 12.61 13 13.17 13.44 13.69 13.71 15.13 15.13 15.13 15.13 15.13 15.13 15.13 15.13 15.13 "
    "15.13 15.13 15.13 15.13 15.13 15.13 15.13 15.13 16.12 16.51 16.61 16.78 17 17.16 17.18 17.34 17.36 17.5 "
    "17.64 17.94 17.96 17.96 18.04 18.16 18.29 18.4 19.29 19.5 19.71 20.47 21.75 22.91",
    "17.63 17.98 18.48 18.74 18.77 18.8 18.84 18.93 18.98 19.08 19.22 19.27 19.36 19.49 19.52 19.54 19.57 "
    "19.61 19.63 19.64 19.69 19.69 19.71 19.72 19.76 19.79 19.88 19.96 19.98 20.08 20.13 20.14 20.2 20.21 "
    "20.24 20.25 20.26 20.32 20.33 20.39 20.44 20.59 20.7 20.92 20.96 20.99 21.03 21.16 21.48 21.74",
)
"""The fifty answers of « Interpolation in Small Samples » (M. Alletsee, R package pricesensitivitymeter, MIT).

R draws them there from the seed 1976, sorts them and makes equal those near the crossing; here they are written out.
The article gives 14.91 as the indifference price. Four of the answers contradict themselves.
"""


def fifty():
    columns = [[Decimal(price) for price in column.split()] for column in FIFTY]
    return four(zip(*columns, strict=True))


def at(price: object) -> Crossing:
    return Crossing(Fraction(price), Fraction(price))


def test_the_published_indifference_price_is_found_by_interpolation():
    result = van_westendorp(fifty())
    assert result.people == 46
    assert result.points.ipp == at(Decimal("14.91"))
    assert plain(crossing_words(result.points.ipp)) == "14,91 €"
    assert [plain(words) for words in aside_words(result.sorted)] == [
        "4 réponses laissées de côté : leurs prix se contredisent (ils doivent aller en montant)."
    ]


STAIRS = [(2, 4, 6, 8), (4, 6, 8, 10), (6, 8, 10, 12), (8, 10, 12, 14)]
"""Four people, each 2 € above the one before.

Too cheap falls from 3/4 at 2 € to 0 at 8 €, cheap the same 2 € later; expensive rises from 1/4 at 6 € to 1 at 12 €,
too expensive the same 2 € later; each by 1/4 every 2 €.
"""


def test_points_worked_out_by_hand():
    found = van_westendorp(four(STAIRS)).points
    assert found.ipp == at(7)  # cheap and expensive are 2/4 and 1/4 at 6, 1/4 and 2/4 at 8
    assert found.opp == at(7)  # too cheap and too expensive are 1/4 and 0 at 6, 0 and 1/4 at 8
    assert (found.pmc, found.pme) == (at(5), at(9))
    assert (found.narrow_low, found.narrow_high) == (at(6), at(8))


def test_curves_that_run_together_cross_on_an_interval():
    found = van_westendorp(four([(5, 8, 12, 20), (5, 9, 11, 20)])).points
    assert found.opp == Crossing(Fraction(5), Fraction(12))  # nobody finds it too cheap, nor too expensive
    assert plain(crossing_words(found.opp)) == "de 5 € à 12 €"
    assert found.ipp == at(9)  # from there on nobody finds it cheap, and nobody expensive before 11 €


def test_the_original_range_is_the_one_that_is_told():
    told = van_westendorp_words(van_westendorp(four(STAIRS * 4)))
    assert plain(told) == "La fourchette acceptable va de 5 € à 9 € ; le prix le moins rejeté est 7 €."
    told = van_westendorp_words(van_westendorp(four([(5, 8, 12, 20)] * 15)))
    assert plain(told).endswith("; les prix les moins rejetés vont de 5 € à 12 €.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Pas encore de réponse : tapez celles de votre enquête, ou collez-les depuis un tableur."),
        ([(10, 10, 20, 30)], "Aucune réponse ne peut compter pour l'instant."),
        ([(5, 10, 20, None)], "Aucune réponse ne peut compter pour l'instant."),
        ([(5, 10, 20, 30)], "Une seule réponse, qui accepte entre 5 € et 30 € : interrogez encore."),
        ([(5, 10, 20, 30)] * 4, "Les 4 personnes acceptent toutes entre 5 € et 30 €."),
    ],
)
def test_few_answers_are_told_in_a_sentence(rows, said):
    assert plain(van_westendorp_words(van_westendorp(four(rows)))) == said


def test_reach_and_revenue_worked_out_by_hand():
    # The first buys with a chance of 7/10 at 20 € and 3/10 at 30 €, the second 5/10 at 30 € and 1/10 at 40 €.
    result = intent(four([(10, 20, 30, 40, 5, 3), (20, 30, 40, 50, 4, 2)]).answers)
    assert {int(row.price): row.share for row in result.rows} == {
        10: 0,
        20: Fraction(35, 100),
        30: Fraction(40, 100),
        40: Fraction(5, 100),
        50: 0,
    }
    assert [row.revenue for row in result.rows] == [0, 14, 24, 4, 0]
    assert (result.best_reach, result.best_revenue) == ((30,), (30,))


def test_only_those_who_say_whether_they_would_buy_are_counted_in_the_reach():
    result = van_westendorp(four([(10, 20, 30, 40, 5, 3), (1, 2, 3, 4), (1, 2, 3, 4, 5, None)]))
    assert (result.people, result.intent.people) == (3, 1)
    assert van_westendorp(four(STAIRS)).intent is None


def test_nobody_who_would_buy_is_a_sentence():
    told = van_westendorp_words(van_westendorp(four([(10, 20, 30, 40, 1, 1)] * 15)))
    assert told.endswith("Personne ne dit vouloir acheter.")
    told = van_westendorp_words(van_westendorp(four([(10, 20, 30, 40, 5, 3)] * 15)))
    assert plain(told).endswith("À 20 €, 70 % des personnes achèteraient et la recette serait la plus forte.")


@given(surveys(FOUR))
def test_shares_and_points_stay_within_the_answers(survey):
    result = van_westendorp(survey)
    assert van_westendorp_words(result)
    for one in result.opinions:
        assert 0 <= one.too_cheap <= one.cheap <= 1
        assert 0 <= one.too_expensive <= one.expensive <= 1
    if result.points is None:
        assert not result.people
        return
    low, high = result.opinions[0].price, result.opinions[-1].price
    found = result.points
    for crossing in (found.pmc, found.pme, found.ipp, found.opp, found.narrow_low, found.narrow_high):
        assert low <= crossing.first <= crossing.last <= high
    for inner in (found.ipp, found.opp):
        assert found.pmc.first <= inner.last
        assert inner.first <= found.pme.last


@given(surveys(FOUR, whole=True), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(survey, chance):
    order = [answer.id for answer in survey.answers]
    chance.shuffle(order)
    one, other = van_westendorp(survey), van_westendorp(shuffled(survey, order))
    assert (one.opinions, one.points, one.intent) == (other.opinions, other.points, other.intent)


@given(surveys(FOUR, whole=True), st.integers(2, 9))
def test_prices_twice_as_high_have_points_twice_as_high(survey, factor):
    one, other = van_westendorp(survey), van_westendorp(scaled(survey, factor))
    for name in ("pmc", "pme", "ipp", "opp", "narrow_low", "narrow_high"):
        before, after = getattr(one.points, name), getattr(other.points, name)
        assert (before.first * factor, before.last * factor) == (after.first, after.last)
    if one.intent is not None:
        assert tuple(price * factor for price in one.intent.best_revenue) == other.intent.best_revenue


def chance(answer: Answer, price: Decimal) -> Fraction:
    """The chance that one person buys at a price, told the long way."""
    corners = (
        (answer.too_cheap, 0),
        (answer.cheap, WORTH[answer.intent_cheap]),
        (answer.expensive, WORTH[answer.intent_expensive]),
        (answer.too_expensive, 0),
    )
    for (left, before), (right, after) in pairwise(corners):
        if left <= price <= right:
            return before + (after - before) * Fraction(price - left) / Fraction(right - left)
    return Fraction(0)


@given(surveys(FOUR, whole=True))
def test_the_reach_is_the_mean_chance_of_each_person(survey):
    said = [one for one in survey.answers if None not in (one.intent_cheap, one.intent_expensive)]
    result = intent(survey.answers)
    assert (result is None) == (not said)
    for row in result.rows if result else ():
        assert row.share == sum(chance(one, row.price) for one in said) / len(said)
        assert 0 <= row.share <= 1


def test_a_crossing_looks_at_few_of_many_prices(monkeypatch):
    looks = []
    held = Opinion.not_cheap
    monkeypatch.setattr(Opinion, "not_cheap", property(lambda one: looks.append(one) or held.fget(one)))
    found = van_westendorp(four((low, low + 101, low + 203, low + 307) for low in range(500)))
    assert found.points.pmc.first < found.points.pme.first
    assert len(looks) < 50
