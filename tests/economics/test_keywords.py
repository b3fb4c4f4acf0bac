"""Keywords counted in what was said: whole words, whatever their case, accents and number."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.keywords import LEAST_SAID, PROPOSED, keyword_counts, proposed
from offerdesigner.model.research import FocusGroup, Question


def group(*answers: str, keywords: tuple[str, ...] = ()) -> FocusGroup:
    questions = tuple(Question(id=f"q{place}", answers=said) for place, said in enumerate(answers))
    return FocusGroup(id="g", questions=questions, keywords=keywords)


def count(keyword: str, *answers: str) -> tuple[int, ...]:
    (counted,) = keyword_counts(group(*answers, keywords=(keyword,)))
    assert counted.total == sum(counted.by_question)
    return counted.by_question


@pytest.mark.parametrize(
    ("keyword", "said", "times"),
    [
        ("cher", "C'est cher. Trop CHER, vraiment chers !", 3),
        ("cher", "Ma chérie va chercher le rocher.", 0),
        ("réunion", "Des réunions, une Reunion, la REUNION.", 3),
        ("réseaux", "le réseau, des réseaux", 2),
        ("journal", "un journal, des journaux", 2),
        ("jeux", "un jeu", 1),
        ("prix", "Le prix est pris.", 1),
        ("mois", "Moi, deux mois.", 1),
        ("hébergement", "l'hébergement et l’hébergement", 2),
        ("c'est cher", "C’est cher ; c'est  CHER", 2),
        ("c'est trop long", "c'est trop. Long, mais c'est trop long", 1),
        ("trop trop", "trop trop trop trop trop", 2),
        ("œuvre", "des oeuvres", 1),
        ("10 Go", "avec 10 Go ou 10,5 Go, pas 110 Go", 1),
        ("mot-clé", "des mots-clés", 1),
        ("confiance", "", 0),
        ("cher", "Chère ! Elles sont chères, il est cher.", 3),
        ("chère", "cher, chers", 2),
        ("gratuit", "la version gratuite, gratuites", 2),
        ("long", "une longue attente", 1),
        ("heureux", "heureuse, heureuses", 2),
        ("actif", "une équipe active", 1),
        ("fermé", "fermée, fermés", 2),
        ("public", "une page publique", 1),
        ("utilisateur", "une utilisatrice", 1),
        ("cours", "les courses", 0),
        ("idée", "des idées", 1),
    ],
)
def test_a_keyword_is_counted_by_whole_words(keyword, said, times):
    assert count(keyword, said) == (times,)


def test_accents_typed_apart_from_their_letter_count_too():
    assert count("sécurité", unicodedata.normalize("NFD", "la sécurité")) == (1,)


def test_each_question_has_its_count():
    assert count("cher", "cher, cher", "", "pas cher") == (2, 0, 1)


def test_a_keyword_written_twice_is_counted_once_and_an_empty_one_not_at_all():
    counted = keyword_counts(group("cher", keywords=("cher", "Chères", "", " ! ")))
    assert [one.keyword for one in counted] == ["cher"]


def test_what_came_back_is_proposed_as_it_was_said():
    said = group(
        "La confiance, c'est important. Confiance dans l'équipe.",
        "Des sauvegardes, une sauvegarde, mais surtout pour la confiance. Vraiment vraiment pour pour.",
        keywords=("équipe",),
    )
    assert [(one.keyword, one.by_question) for one in proposed(said)] == [("confiance", (2, 1)), ("sauvegarde", (0, 2))]


def test_a_keyword_is_not_proposed_again():
    assert proposed(group("cher cher cher", keywords=("c'est chers",))) == ()


WORDS = st.sampled_from(
    ["cher", "chère", "confiance", "c'est", "Réseau", "réseaux", "long", "pas", "10", "…", ".", "\n"]
)


@given(st.lists(st.lists(WORDS).map(" ".join), max_size=4), st.lists(WORDS, max_size=3).map(" ".join))
def test_counting_over_all_answers_is_counting_in_each(answers: list[str], keyword: str) -> None:
    apart = keyword_counts(group(*answers, keywords=(keyword,)))
    together = keyword_counts(group("\n".join(answers), keywords=(keyword,)))
    assert [one.total for one in apart] == [one.total for one in together]


@given(st.lists(st.text(max_size=200), max_size=4))
def test_what_is_proposed_was_said_as_often_as_told(answers: list[str]) -> None:
    found = proposed(group(*answers))
    assert len(found) <= PROPOSED
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    for one in found:
        assert one.total >= LEAST_SAID
        assert count(one.keyword, *answers) == one.by_question
