"""The guide of a focus group: what it says, how it breaks, for the sample, for none and for any project."""

import re
from datetime import date

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.model.research import FocusGroup, Hypothesis, Need, Question, Verdict
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from tests.render.projects import ENDLESS, LONG_TEXT, ODD, WIDE_WORD
from tests.render.reading import outside, overlapping, page_texts
from tests.strategies import projects

TODAY = date(2026, 11, 23)
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(project: Project, **choices: object) -> Document:
    return KINDS["focus-group-guide"].draw(project, today=TODAY, **choices)  # type: ignore[arg-type]


def outline(document: Document) -> list[tuple[int, str]]:
    pdf = pypdfium2.PdfDocument(document.pdf)
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    return marks


def printed(document: Document) -> set[str]:
    return {place.address for place in document.places}


def with_group(**fields: object) -> Project:
    return Project(focus_groups=(FocusGroup.model_validate({"id": "g", **fields}),))


def questions(count: int, text: str = "Qu'en dites-vous ?") -> tuple[Question, ...]:
    return tuple(Question(id=f"q{place}", text=text, minutes=15) for place in range(count))


def test_the_clock_adds_up_with_the_welcome_and_the_closing():
    text = " ".join(page_texts(drawn(with_group(questions=questions(3)))))
    for said in (
        "Durée",
        "1 h 05",
        "0 h 00 Accueil 10 min",
        "0 h 10 1.",
        "0 h 25 2.",
        "0 h 40 3.",
        "0 h 55 Pour finir",
    ):
        assert said in text


def test_each_group_has_its_guide_and_its_record():
    two = Project(focus_groups=(FocusGroup(id="a", name="Clubs"), FocusGroup(id="b")))
    below = [(1, "Déroulé"), (1, "Feuille de relevé")]
    assert outline(drawn(two)) == [(0, "Clubs"), *below, (0, "Groupe de discussion"), *below]


def test_a_project_without_a_group_prints_the_usual_guide():
    document = drawn(Project())
    text = " ".join(page_texts(document))
    assert "8. Si vous parliez de nous" in text and "confiance" in text and "Durée 1 h 50" in text
    assert printed(document) <= {"structure/name", "focus_groups", "needs"}


def test_what_is_to_learn_is_the_need_and_what_is_still_to_test():
    project = evolve(
        with_group(),
        needs=(Need(id="n", who="Les clubs", what="un agenda", why="leurs horaires"), Need(id="empty")),
        hypotheses=tuple(Hypothesis(id=one.value, belief=f"idée {one.value}", verdict=one) for one in Verdict),
    )
    document = drawn(project)
    text = page_texts(document)[0]
    assert "Les clubs ont besoin d’un agenda en raison de leurs horaires." in text
    assert "idée untested" in text and "idée unsure" in text
    assert "idée confirmed" not in text and "idée refuted" not in text
    assert {"needs/n", "hypotheses/untested/belief"} <= printed(document)


def test_every_field_of_the_group_is_somewhere_to_click():
    group = with_group(questions=questions(1), keywords=("cher",))
    names = ("name", "held_on", "place", "moderator", "note_taker", "participants", "opening", "keywords", "learnt")
    wanted = {f"focus_groups/g/{name}" for name in names}
    assert wanted | {"focus_groups/g/questions/q0/text", "focus_groups/g/questions/q0/minutes"} <= printed(drawn(group))


def test_it_says_on_every_page_that_no_name_is_noted():
    for text in page_texts(drawn(with_group(participants=100, questions=questions(40)))):
        assert "Ne notez aucun nom" in text


@pytest.mark.parametrize("participants", [1, 10, 11, 100])
def test_every_participant_has_a_column(participants: int):
    words = " ".join(page_texts(drawn(with_group(participants=participants)))).split()
    columns = [word for word in words if re.fullmatch(r"P\d+", word)]
    assert columns == [f"P{number}" for number in range(1, participants + 1)]


def test_room_left_under_the_record_is_for_what_one_keeps():
    document = drawn(with_group(questions=questions(1)))
    lines = [place for place in document.places if place.address == "focus_groups/g/learnt"]
    foot = max(place.y + place.height for place in lines)
    assert len(lines) > 4 and 297 * 72 / 25.4 - foot < 25 * 72 / 25.4


def test_no_title_stands_alone_at_the_foot_of_a_page():
    long = with_group(opening=LONG_TEXT, questions=questions(40, "Une question assez longue " * 7))
    document = drawn(long)
    assert document.page_count > 10
    for text in page_texts(document):
        before = text[: text.index("Ne notez aucun nom")].rstrip()
        assert not before.endswith(("Déroulé", "Accueil 10 min", "Pour finir 10 min", "Feuille de relevé", "compter"))


@pytest.mark.parametrize("text", [ENDLESS, WIDE_WORD * 20, LONG_TEXT, ODD])
def test_texts_without_end_stay_on_the_page(text: str):
    line = text[:200].strip()
    group = FocusGroup(
        id="g", name=line, public=line, place=line, moderator=line, note_taker=line, opening=text,
        questions=questions(3, line), keywords=(line, line[:100]),
    )  # fmt: skip
    project = Project(
        focus_groups=(group,),
        needs=(Need(id="n", who=line, what=line, why=line),),
        hypotheses=(Hypothesis(id="h", belief=line, test=line),),
    )
    document = drawn(project)
    assert not outside(document)
    assert not overlapping(document)


def test_a_sign_that_no_face_has_is_told_with_its_place():
    found = {(one.rule, one.address) for one in drawn(with_group(questions=questions(1, "😀"))).findings}
    assert ("character_cannot_be_printed", "focus_groups/g/questions/q0/text") in found


def test_an_unknown_range_is_refused():
    with pytest.raises(KeyError):
        drawn(Project(), range_id="nowhere")


@SLOW
@given(projects(economy=True))
def test_any_guide_holds_and_is_always_the_same(project: Project) -> None:
    document = drawn(project)
    assert document.pdf == drawn(project).pdf
    assert not outside(document)
    for place in document.places:
        assert address.exists(project, place.address), place.address
