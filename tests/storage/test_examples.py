from __future__ import annotations

import pytest

from offerdesigner.storage.examples import examples, open_copy, templates
from offerdesigner.storage.format import Unreadable


def test_every_example_and_template_opens() -> None:
    for example in (*examples(), *templates()):
        assert open_copy(example.name).offers, example.name
        assert example.title
        assert example.summary


def test_the_examples_of_the_course_are_there() -> None:
    names = [example.name for example in examples()]
    assert {"ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun"} <= set(names)
    assert {example.verdict for example in examples()} <= {"good", "rework", "bad"}


def test_names_have_no_case() -> None:
    assert open_copy(" Marmule ") == open_copy("marmule")


@pytest.mark.parametrize("name", ["", "inconnu", "../schema/offre-1.schema", "/etc/passwd", "index"])
def test_an_unknown_name_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(Unreadable, match=r"aucun exemple ni modèle n'a ce nom.*marmule.*trois-niveaux"):
        open_copy(name)
