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
        ("1 association", "du temps", "le budget est petit",
         "1 association a besoin de temps. La raison : le budget est petit."),
        ("2 associations", "du soutien d'un expert", "les prix élevés.",
         "2 associations ont besoin du soutien d’un expert en raison des prix élevés."),
        ("Emmaüs", "un site !", "il faut vite !", "Emmaüs : besoin d’un site parce qu’il faut vite !"),
        ("petites associations", "de la place", "manque de temps...",
         "Petites associations : besoin de place. La raison : manque de temps."),
        ("le bureau et la trésorière", "de l'aide", "Leur petit budget",
         "Le bureau et la trésorière ont besoin d’aide en raison de leur petit budget."),
        ("une association sportive et culturelle", "Un agenda", "le bureau explique mal",
         "Une association sportive et culturelle a besoin d’un agenda. La raison : le bureau explique mal."),
        ("une association qui gère le budget et les membres", "onze comptes", "la hausse des prix",
         "Une association qui gère le budget et les membres a besoin de onze comptes en raison de la hausse des prix."),
        ("Les clubs", "un mail", "le temps qui manque",
         "Les clubs ont besoin d’un mail en raison du temps qui manque."),
        ("nous", "y voir clair", "nous sommes peu", "Nous avons besoin d’y voir clair parce que nous sommes peu."),
        ("1re équipe", "à être aidée", "les bénévoles partent",
         "1re équipe, besoin : à être aidée. La raison : les bénévoles partent."),
        ("1 à 3 clubs", "que ça marche", "parce que personne ne lit !",
         "1 à 3 clubs ont besoin que ça marche parce que personne ne lit !"),
        ("", "un site", "", "… a besoin d’un site en raison de …"),
        ("Les clubs", "", "", "Les clubs ont besoin de … en raison de …"),
        ("", " ", "", ""),
    ],
)  # fmt: skip
def test_the_sentence_agrees(who, what, why, said):
    assert (
        need_sentence(Need(id="n", who=who, what=what, why=why)).replace("\u00a0", " ").replace("\u202f", " ") == said
    )


@given(lines(), lines(), lines())
def test_any_need_has_a_sentence(who: str, what: str, why: str) -> None:
    need = Need(id="n", who=who, what=what, why=why)
    said = need_sentence(need)
    assert bool(said) == any(part.strip(" .,;:!?…\u00a0\u202f") for part in (need.who, need.what, need.why))
    assert not said or said[-1] in ".!?…"
    assert not said.endswith(("!.", "?.", "…."))
