import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.render.linebreak import Paragraph, set_paragraph
from offerdesigner.render.style import BLACK, DISPLAY, MM, SEMIBOLD, TEXT, Run, Style
from offerdesigner.text import NBSP, NNBSP, typeset
from tests.price_strategies import lines, texts

SIZE = Style(TEXT, 8.6)
LEAVING = (
    "Vous partez quand vous voulez, avec deux mois de préavis au plus. Sans frais, sous 15 jours, nous vous remettons "
    "vos fichiers dans leur format, vos agendas (iCal), votre courrier (mbox) et votre site. Les mois payés et non "
    "utilisés sont remboursés. Puis nous effaçons tout."
)


def read(paragraph: Paragraph) -> list[str]:
    return ["".join(fragment.text for fragment in line.fragments) for line in paragraph.lines]


def broken(text: str, width: float, style: Style = SIZE) -> list[str]:
    return read(set_paragraph((Run(typeset(text), style),), width))


@pytest.mark.parametrize("width", range(39, 120, 3))
def test_no_short_word_is_left_at_the_end_of_a_line(width: int) -> None:
    ends = [line.split(" ")[-1] for line in broken(LEAVING, width * MM)[:-1]]
    assert not {"et", "de", "vos", "votre", "leur", "au"} & set(ends)


@pytest.mark.parametrize("width", range(40, 120, 5))
def test_no_word_stands_alone_on_the_last_line(width: int) -> None:
    assert len(broken(LEAVING, width * MM)[-1].split()) > 1


@given(
    st.sampled_from((18, 25, 40, 70)), st.sampled_from(("Prix : 5 € !", "1 234,50 €", "« Go »", "art. 293 B", "3 mars"))
)
def test_lines_never_break_at_no_break_spaces(width: int, words: str) -> None:
    for line in broken(f"{words} et {words} puis {words}", width * MM):
        assert not line.endswith((NBSP, NNBSP))
        assert not line.startswith((NBSP, NNBSP, ":", "€", "»", "!"))


@given(st.one_of(lines(), texts()), st.floats(12, 600), st.sampled_from((TEXT, SEMIBOLD, DISPLAY, BLACK)))
def test_every_line_holds_and_no_letter_is_lost(text: str, width: float, face: str) -> None:
    style = Style(face, 9.4)
    paragraph = set_paragraph((Run(text, style),), width)
    for line in paragraph.lines:
        assert line.width <= width + 0.02 or len("".join(f.text for f in line.fragments)) == 1
    letters = [letter for letter in "".join(read(paragraph)) if letter.isalnum()]
    plain = set_paragraph((Run(text, style),), 1e6)
    assert letters == [letter for letter in "".join(read(plain)) if letter.isalnum()]


def test_a_word_too_wide_is_cut_at_a_syllable_without_a_finding() -> None:
    paragraph = set_paragraph((Run("l’interopérabilité", SIZE),), 14 * MM)
    assert len(paragraph.lines) > 1
    assert all(line.endswith("-") for line in read(paragraph)[:-1])
    assert not paragraph.excess


def test_a_word_that_nothing_can_cut_is_told() -> None:
    paragraph = set_paragraph((Run("x" * 40, SIZE, "offers/a/name"),), 14 * MM)
    assert paragraph.excess > 0
    assert (paragraph.too_wide, paragraph.too_wide_address) == ("x" * 40, "offers/a/name")
    assert "".join(read(paragraph)) == "x" * 40


def test_an_address_is_never_broken_at_its_hyphens() -> None:
    for width in range(25, 60, 3):
        for line in broken("Écrivez à bonjour@nuage-commun.example ou voyez nuage-commun.example", width * MM)[:-1]:
            assert not line.endswith("-")
    assert broken("porte-avions", 12 * MM) == ["porte-", "avions"]


def test_lines_of_a_title_are_even() -> None:
    runs = (Run("Logiciels libres hébergés, courriel partagé", Style(BLACK, 20)),)
    balanced = set_paragraph(runs, 120 * MM, balanced=True)
    widths = [line.width for line in balanced.lines]
    assert min(widths) > 0.6 * max(widths)


def test_neighbours_of_one_address_are_one_text() -> None:
    runs = (Run("Partager ", SIZE, "a"), Run("vos fichiers", SIZE, "a"), Run(" · Nextcloud", SIZE, "b"))
    (line,) = set_paragraph(runs, 1e3).lines
    assert [(fragment.text, fragment.address) for fragment in line.fragments] == [
        ("Partager vos fichiers ", "a"),
        ("· Nextcloud", "b"),
    ]


def test_a_long_text_is_broken_quickly_and_whole() -> None:
    paragraph = set_paragraph((Run("mot " * 1000, SIZE),), 55 * MM)
    assert sum(line.count("mot") for line in read(paragraph)) == 1000
