"""Tables of text, read from the clipboard as spreadsheets write them, and written for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.models.grid_tables import MOST_LETTERS, as_html, neutral, plain, read_table, written
from offerdesigner.model.typed import Refused


def cells(text: str) -> list[list[str]]:
    return [list(line) for line in read_table(text, most=100).lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("9,00\t19,50 €\n", [["9,00", "19,50 €"]]),
        ("9,00\t19,50 €\r\n90\t-10 %\r\n", [["9,00", "19,50 €"], ["90", "-10 %"]]),
        ("un\ndeux", [["un"], ["deux"]]),
        ("un\n\ntrois\n", [["un"], [""], ["trois"]]),
        ("un\n\n", [["un"], [""]]),
        ("\n", [[""]]),
        ("\t\n", [["", ""]]),
        ('"sous 3 jours\nouvrés"\toui\n', [["sous 3 jours\nouvrés", "oui"]]),
        ('"dit ""oui"""\tx', [['dit "oui"', "x"]]),
        ('écran 19"\toui', [['écran 19"', "oui"]]),
        ('"Bonjour" dit-il\tnon', [['"Bonjour" dit-il', "non"]]),
        ('"ouvert\tnon\nfin\tx', [['"ouvert', "non"], ["fin", "x"]]),
        ("1\u202f234,50\u00a0€\t ✓ ", [["1\u202f234,50\u00a0€", "✓"]]),
    ],
)
def test_what_spreadsheets_copy(text, lines):
    assert cells(text) == lines


def test_more_lines_than_there_are_rows_are_counted_and_left():
    table = read_table("a\tb\nc\nd\te\tf\n", most=2)
    assert table.lines == (("a", "b"), ("c",)) and (table.height, table.width) == (3, 3)


@pytest.mark.parametrize("text", ["\x00\x01PNG\x02", "a\tb\x00", "\ud800", "a\x1bb"])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(Refused, match="tableau de texte"):
        read_table(text, most=10)


@pytest.mark.parametrize("text", ["1\n" * 1_000_000, "a" * (MOST_LETTERS + 1), '"' + "a" * 200_000])
def test_what_is_far_too_large_is_refused(text):
    with pytest.raises(Refused, match="trop grand"):
        read_table(text, most=10)


@pytest.mark.parametrize("text", ["=1+1", "+33 2 41", "-5", "@sleto.net", "'=1", "''@x"])
def test_a_text_that_a_spreadsheet_would_compute_is_written_as_a_text(text):
    assert neutral(text) == f"'{text}"
    assert written([[text]]) == f"'{text}"
    assert "<td>&#x27;" in as_html([[text]])
    assert plain(neutral(text)) == text


def test_a_formula_is_not_a_value():
    with pytest.raises(Refused, match="formule"):
        plain("=SOMME(A1:A3)")
    assert plain("'oui") == "'oui" and plain("-10 %") == "-10 %"


def test_a_table_of_html_is_text():
    assert as_html([["<b>&", "un\ndeux"]]) == "<table><tr><td>&lt;b&gt;&amp;</td><td>un<br>deux</td></tr></table>"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    ['"', 'a"b', "a\tb", "a\nb", "'=1", "=1", "-", "@", "'", '""', "\u202f"]
)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1)))
def test_what_is_written_reads_back(lines):
    lines = [[text.strip() for text in line] for line in lines]
    table = read_table(written(lines), most=len(lines))
    assert [[plain(text) for text in line] for line in table.lines] == lines
    assert (table.height, table.width) == (len(lines), len(lines[0]))
