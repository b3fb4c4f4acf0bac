"""Parts of a whole: percentages that come to 100, and what was wanted of each."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.render.charts.data import Missing, table
from offerdesigner.render.charts.shapes import Fill, Sheet, Stroke
from offerdesigner.render.charts.shares import Part, Shares, height_of_shares, lay_out_shares, shares
from tests.plain import plain
from tests.render.charts.economy_charts import SHEET, shares_chart, written
from tests.render.charts.test_layout import is_inside

AMOUNTS = st.one_of(st.just(Fraction(0)), st.fractions(min_value=0, max_value=10**27, max_denominator=100))
WANTED = st.none() | st.decimals(0, 100, places=2)
PARTS = st.lists(st.builds(Part, st.text(max_size=80), AMOUNTS, WANTED), max_size=12)


def test_each_part_is_told_with_what_is_wanted_of_it() -> None:
    chart = shares_chart()
    assert plain(chart.words) == (
        "Abonnements 585 € (66 %, voulu 80 %), Subventions 200 € (23 %, voulu 10 %), "
        "Dons 100 € (11 %, voulu 10 %) et Adhésions 2 € (moins de 1 %). Total : 887 € par mois."
    )
    rows = [tuple(map(plain, row)) for row in table(chart)]
    assert rows[0] == ("", "Montant", "Part", "Part voulue")
    assert rows[1] == ("Abonnements", "585 €", "66 %", "80 %")
    assert rows[-1] == ("Total", "887 €", "100 %", "")


def test_bars_are_parts_of_the_whole_width_and_a_mark_stands_where_they_should_end() -> None:
    shapes = lay_out_shares(shares_chart(), SHEET)
    tracks = [shape for shape in shapes if isinstance(shape, Fill) and shape.role == "head"]
    bars = [shape for shape in shapes if isinstance(shape, Fill) and shape.role == "series_1"]
    marks = [shape for shape in shapes if isinstance(shape, Stroke)]
    left, full = tracks[0].points[0][0], tracks[0].points[1][0]
    ends = [(bar.points[1][0] - left) / (full - left) for bar in bars]
    assert ends == pytest.approx([585 / 887, 200 / 887, 100 / 887, 2 / 887])
    assert [(mark.points[0][0] - left) / (full - left) for mark in marks] == pytest.approx([0.8, 0.1, 0.1])


def test_what_has_no_room_is_told_together() -> None:
    chart = shares_chart()
    low = Sheet(SHEET.width, 80, SHEET.line, SHEET.measure)
    texts = [plain(words.text) for words in written(lay_out_shares(chart, low))]
    assert texts == ["Abonnements", "585 € · 66 % (voulu : 80 %)", "3 autres", "34 %"]
    enough = Sheet(SHEET.width, height_of_shares(chart, SHEET.line), SHEET.line, SHEET.measure)
    assert "Adhésions" in [words.text for words in written(lay_out_shares(chart, enough))]


def test_a_name_too_long_is_cut_before_its_figures() -> None:
    found = shares("", (Part("Cotisations et droits d'entrée des structures membres de l'association", 5),))
    assert isinstance(found, Shares)
    name, figures = written(lay_out_shares(found, SHEET))
    assert name.text.endswith("…")
    assert name.at[0] + SHEET.measure(name.text) < figures.at[0] - SHEET.measure(figures.text)


def test_nothing_to_share_says_so() -> None:
    found = shares("", (Part("Dons", 0), Part("Subventions", 0, Decimal(50))), missing="Aucune recette encore.")
    assert found == Missing("Aucune recette encore.")


@given(PARTS)
def test_whatever_the_values_parts_come_to_the_whole_inside_the_sheet(parts: list[Part]) -> None:
    found = shares("Part des coûts", parts)
    if isinstance(found, Missing):
        assert not any(part.value for part in parts)
        return
    assert sum(bar.share for bar in found.bars) == 1
    assert is_inside(lay_out_shares(found, SHEET))
    assert len(table(found)) == len(found.bars) + 2
