"""Who accepts each price, between the lowest and the highest that they name."""

import dataclasses
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.sensitivity.acceptability import Span, acceptability, overlap
from offerdesigner.economics.sensitivity.words import acceptability_words, aside_words
from offerdesigner.model.research import Convention, SurveyMethod
from tests.economics.survey_answers import THOUSAND, scaled, shuffled, surveys, two
from tests.plain import plain

ACCEPTABILITY = SurveyMethod.ACCEPTABILITY


def prices(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(int(span.first), int(span.last)) for span in spans]


@pytest.mark.parametrize(
    ("convention", "best", "percent"),
    [
        (Convention.INCLUSIVE, [(3, 3), (4, 4)], 91),
        (Convention.STRICT_HIGH, [(3, 3)], 84),
        (Convention.STRICT, [(4, 4)], 73),
    ],
)
def test_a_published_table_has_another_best_price_under_each_convention(convention, best, percent):
    result = acceptability(two(THOUSAND, convention))
    assert result.people == 1000
    assert prices(result.best) == best
    assert result.most == 10 * percent
    assert result.best_revenue == (5,)


def test_the_rows_of_the_published_table():
    rows = acceptability(two(THOUSAND)).rows
    assert [int(row.price) for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row.accept for row in rows] == [430, 710, 910, 910, 820, 650, 410, 80]
    assert [row.too_cheap for row in rows] == [570, 290, 90, 20, 0, 0, 0, 0]
    assert [row.too_dear for row in rows] == [0, 0, 0, 70, 180, 350, 590, 920]
    assert rows[4].revenue == 4100
    assert rows[4].share == Fraction(82, 100)


def test_two_best_prices_are_one_range_only_when_all_between_are_accepted_as_much():
    # 3 € and 4 € tie at 91 %, but 3,50 € is accepted by 84 % only.
    assert acceptability(two(THOUSAND)).at(Decimal("3.5")).accept == 840
    apart = acceptability_words(acceptability(two(THOUSAND)))
    assert "Les prix les plus acceptés, à égalité, sont 3 € et 4 € (910 sur 1 000)." in plain(apart)
    together = acceptability_words(acceptability(two([(10, 30), (20, 25)] * 10)))
    assert "Les prix les plus acceptés vont de 20 € à 25 € (20 sur 20)." in plain(together)


def test_the_sentence_tells_the_best_revenue_then_the_most_accepted_price():
    words = acceptability_words(acceptability(two([(10, 20)] * 12 + [(20, 40)] * 9)))
    assert plain(words).startswith("20 € est le prix le plus accepté (21 sur 21), et celui de la plus forte recette.")
    words = acceptability_words(acceptability(two([(5, 10)] * 11 + [(10, 30)] * 10)))
    assert plain(words) == (
        "À 30 €, 10 personnes sur 21 acceptent et la recette est la plus forte. "
        "Le prix le plus accepté est 10 € (21 sur 21)."
    )


def test_one_price_and_no_other_is_accepted_where_both_bounds_are():
    for convention, accept in ((Convention.INCLUSIVE, 1), (Convention.STRICT, 0), (Convention.STRICT_LOW, 0)):
        row = acceptability(two([(10, 10)], convention)).at(Decimal(10))
        assert (row.accept, row.accept + row.too_cheap + row.too_dear) == (accept, 1)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "Pas encore de réponse : tapez celles de votre enquête, ou collez-les depuis un tableur."),
        ([(30, 10)], "Aucune réponse ne peut compter pour l'instant."),
        ([(None, 10)], "Aucune réponse ne peut compter pour l'instant."),
        ([(10, 25)], "Une seule réponse, qui accepte de 10 € à 25 € : interrogez encore."),
        ([(10, 25)] * 3, "Les 3 personnes acceptent toutes de 10 € à 25 €."),
        ([(10, 12), (20, 22)], "Ces 2 personnes n'ont aucun prix en commun."),
        ([(10, 30), (20, 40), (50, 60)], "Le plus grand accord : 2 personnes sur 3 acceptent de 20 € à 30 €."),
        ([(10, 10)] * 20, "10 € est le prix le plus accepté (20 sur 20), et celui de la plus forte recette."),
        ([(0, 0)] * 20, "Le prix le plus accepté est 0 € (20 sur 20)."),
    ],
)
def test_few_or_odd_answers_are_told_in_a_sentence(pairs, said):
    assert plain(acceptability_words(acceptability(two(pairs)))) == said


def test_a_price_that_nobody_accepts_is_no_best_price():
    result = acceptability(two([(10, 10)] * 15, Convention.STRICT))
    assert result.best == ()
    assert acceptability_words(result) == "Personne n'accepte aucun des prix cités."


def test_what_is_set_aside_is_counted_with_its_reason():
    result = acceptability(two([(30, 10), (None, 5), (5, None), (None, None), (1, 2)]))
    assert result.people == 1
    assert [plain(words) for words in aside_words(result.sorted)] == [
        "1 réponse laissée de côté : ses prix se contredisent (ils doivent aller en montant).",
        "2 réponses laissées de côté : il y manque un prix.",
    ]


def test_the_overlap_may_be_between_two_prices():
    assert overlap(two([(10, 20)] * 2, Convention.STRICT).answers, Convention.STRICT) == (
        2,
        (Span(Decimal(10), Decimal(20), closed=False),),
    )


@given(surveys(ACCEPTABILITY))
def test_everyone_accepts_a_price_or_finds_it_too_cheap_or_too_dear(survey):
    result = acceptability(survey)
    for row in result.rows:
        assert 0 <= row.share <= 1
        assert min(row.accept, row.too_cheap, row.too_dear) >= 0
        assert row.accept + row.too_cheap + row.too_dear == row.people == result.people
    assert acceptability_words(result)


@given(surveys(ACCEPTABILITY), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(survey, chance):
    order = [answer.id for answer in survey.answers]
    chance.shuffle(order)
    one, other = acceptability(survey), acceptability(shuffled(survey, order))
    assert (one.rows, one.best, one.best_revenue) == (other.rows, other.best, other.best_revenue)


@given(surveys(ACCEPTABILITY), st.integers(2, 9))
def test_prices_twice_as_high_have_best_prices_twice_as_high(survey, factor):
    one, other = acceptability(survey), acceptability(scaled(survey, factor))
    assert [row.accept for row in one.rows] == [row.accept for row in other.rows]
    assert [(span.first * factor, span.last * factor) for span in one.best] == [
        (span.first, span.last) for span in other.best
    ]
    assert tuple(price * factor for price in one.best_revenue) == other.best_revenue


@given(surveys(ACCEPTABILITY, whole=True))
def test_no_price_is_accepted_by_more_people_than_the_overlap(survey):
    result = acceptability(survey)
    most, spans = overlap(result.sorted.kept, survey.convention)
    assert most >= result.most
    for span in spans:
        assert result.at((span.first + span.last) / 2).accept == most


@given(surveys(ACCEPTABILITY, whole=True))
def test_a_looser_convention_loses_nobody(survey):
    loose = acceptability(survey.model_copy(update={"convention": Convention.INCLUSIVE}))
    for row in acceptability(survey).rows:
        assert row.accept <= loose.at(row.price).accept


def test_many_prices_are_gone_through_a_few_times_only():
    class Rows(tuple):
        passes = 0

        def __iter__(self):
            Rows.passes += 1
            return super().__iter__()

    result = acceptability(two((low, low + 100) for low in range(200)))
    result = dataclasses.replace(result, rows=Rows(result.rows))
    assert acceptability_words(result)
    assert Rows.passes < 6
