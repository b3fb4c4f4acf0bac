"""The need in one sentence, whatever the words it is made of."""

import pytest
from hypothesis import given

from offerdesigner.economics.needs import need_sentence
from offerdesigner.model.research import Need
from tests.strategies import lines


@pytest.mark.parametrize(
    ("who", "what", "why", "said"),
    [
        (
            "les petites associations", "outils simples", "leur budget",
            "Les petites associations ont besoin d’outils simples en raison de leur budget.",
        ),
        ("une MJC", "des salles en ligne", "le départ du salarié.",
         "Une MJC a besoin de salles en ligne en raison du départ du salarié."),
        ("Le bureau", "d'un agenda", "d'horaires décalés",
         "Le bureau a besoin d’un agenda en raison d’horaires décalés."),
        ("12 clubs", "les mêmes outils", "des prix élevés",
         "12 clubs ont besoin des mêmes outils en raison des prix élevés."),
        ("Une chorale", "haut débit", "elle répète à distance",
         "Une chorale a besoin de haut débit parce qu’elle répète à distance."),
        ("Un collectif", "l'aide d'une personne", "nous sommes peu",
         "Un collectif a besoin de l’aide d’une personne parce que nous sommes peu."),
        ("Un club", "écrire à tous", "parce que personne ne lit les affiches",
         "Un club a besoin d’écrire à tous parce que personne ne lit les affiches."),
        ("", "un site", "", "… a besoin d’un site en raison de …"),
        ("Les clubs", "", "", "Les clubs ont besoin de … en raison de …"),
        ("", " ", "", ""),
    ],
)  # fmt: skip
def test_the_sentence_agrees(who, what, why, said):
    assert need_sentence(Need(id="n", who=who, what=what, why=why)).replace("\u00a0", " ") == said


@given(lines(), lines(), lines())
def test_any_need_has_a_sentence(who: str, what: str, why: str) -> None:
    need = Need(id="n", who=who, what=what, why=why)
    said = need_sentence(need)
    assert bool(said) == any(part.strip(" .") for part in (need.who, need.what, need.why))
