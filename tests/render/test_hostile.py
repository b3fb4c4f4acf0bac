import socket
from collections.abc import Callable

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from tests.render.projects import ENDLESS, LONG_TEXT, ODD, WIDE_WORD, filled_with
from tests.render.reading import outside, overlapping, page_texts

Draw = Callable[..., Document]
FILLINGS = {
    "a word that fills the line": (WIDE_WORD, WIDE_WORD * 20),
    "a text without a space": ("w" * 200, ENDLESS),
    "as long as texts may be": (("mot " * 50)[:200].strip(), LONG_TEXT),
    "signs that no font has": (ODD, ODD * 20),
}


@pytest.mark.parametrize("count", [1, 3, 6, 7])
@pytest.mark.parametrize("filling", FILLINGS)
def test_no_text_is_cut_overlapped_or_off_the_page(draw: Draw, sample: Project, filling: str, count: int) -> None:
    line, text = FILLINGS[filling]
    project = filled_with(sample, line, text, count)
    document = draw(project)
    assert not overlapping(document)
    assert not outside(document)
    printed = {place.address for place in document.places}
    for offer in project.offers:
        assert {f"offers/{offer.id}/name", f"offers/{offer.id}/promise"} <= printed
    assert {"conditions", "end_of_contract", "ranges/associations/lead", "structure/contact/email"} <= printed


def test_every_letter_of_a_long_text_is_printed(draw: Draw, sample: Project) -> None:
    words = " ".join(f"mot{number}" for number in range(450))
    document = draw(evolve(sample, end_of_contract=words, conditions=words))
    read = " ".join(page_texts(document))
    assert all(read.count(f"mot{number} ") >= 2 for number in range(449))


def test_a_word_too_wide_is_told_with_its_excess(draw: Draw, sample: Project) -> None:
    (finding,) = draw(evolve(sample, offers=(evolve(sample.offers[0], name="x" * 50), *sample.offers[1:]))).findings
    assert (finding.rule, finding.address) == ("text_does_not_fit", "offers/essentielle/name")
    assert finding.data["text"] == "x" * 50
    assert finding.data["excess_mm"] > 10


def test_a_sign_that_cannot_be_printed_is_told(draw: Draw, sample: Project) -> None:
    (finding,) = draw(evolve(sample, end_of_contract="Au revoir 🦔")).findings
    assert (finding.rule, finding.address) == ("character_cannot_be_printed", "end_of_contract")
    assert finding.data["characters"] == "🦔"


def test_marks_of_other_languages_are_only_text(draw: Draw, sample: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_choices: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    words = "<b>gras</b> <img src='https://tracker.example/x.png'> <img src='/etc/hostname'> &amp; {0} %s"
    document = draw(evolve(sample, conditions=words))
    assert "<b>gras</b> <img src=’https://tracker.example/x.png’>" in page_texts(document)[0].replace("'", "’")
    assert b"/XObject" not in document.pdf or b"/Image" not in document.pdf


@pytest.mark.parametrize("website", ["javascript:alert(1)", "file:///etc/passwd", "a b c", "ftp://x.example"])
def test_a_code_never_leads_elsewhere_than_to_a_site(draw: Draw, sample: Project, website: str) -> None:
    contact = evolve(sample.structure.contact, website=website, email="")
    document = draw(evolve(sample, structure=evolve(sample.structure, contact=contact)))
    assert b"javascript:" not in document.pdf
    assert b"/URI (file" not in document.pdf
