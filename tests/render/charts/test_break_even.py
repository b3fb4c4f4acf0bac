"""Costs and revenue by number of clients: what is said, where it stands, and what too little of it gives."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.render.charts.break_even import BreakEven, Level, break_even
from offerdesigner.render.charts.break_even_layout import lay_out_break_even
from offerdesigner.render.charts.data import Missing, table
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.labels import meet
from offerdesigner.render.charts.shapes import Dot, Fill, Sheet, Stroke
from tests.plain import plain
from tests.render.charts.economy_charts import MIX, SHEET, boxes, costs_chart, level, written
from tests.render.charts.test_layout import is_inside

AMOUNTS = st.one_of(
    st.just(Fraction(0)),
    st.fractions(min_value=0, max_value=10**4, max_denominator=100),
    st.fractions(min_value=0, max_value=10**27, max_denominator=100),
)
SHEETS = st.builds(
    Sheet,
    st.sampled_from((240.0, 340.0, 900.0)),
    st.sampled_from((180.0, 300.0)),
    st.just(12.0),
    st.just(SHEET.measure),
)


@st.composite
def charts(draw: st.DrawFn) -> BreakEven | Missing:
    counts = draw(st.lists(st.integers(0, 10**6), unique=True, max_size=12))
    levels = [Level(count, draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS)) for count in counts]
    marked = st.sampled_from([None, *levels]) | st.builds(Level, st.integers(0, 10**6), AMOUNTS, AMOUNTS, AMOUNTS)
    return break_even(levels, today=draw(marked), threshold=draw(marked), mix=draw(st.sampled_from(("", MIX))))


def texts(chart: BreakEven) -> list[str]:
    return [plain(words.text) for words in written(lay_out_break_even(chart, SHEET))]


def strokes(chart: BreakEven, role: str) -> list[Stroke]:
    return [shape for shape in lay_out_break_even(chart, SHEET) if isinstance(shape, Stroke) and shape.role == role]


def test_it_says_where_one_stands_and_where_it_holds() -> None:
    assert texts(costs_chart())[-8:] == [
        f"nombre de clients ({MIX})",
        "seuil : 50 clients",
        "il manque 300 €",
        "aujourd'hui : 30",
        "recettes",
        "coûts à payer",
        "coûts + temps bénévole",
        "+ 25 € tous les 20 clients",
    ]


def test_the_same_is_said_in_a_sentence_and_in_a_table() -> None:
    chart = costs_chart()
    assert plain(chart.words) == (
        "Avec 30 clients, il manque 300 € par mois : recettes 585 €, coûts à payer 885 €. "
        "Avec le temps bénévole valorisé, les coûts sont de 1 473 €. "
        "Seuil : 50 clients, pour 975 € de recettes et 952 € de coûts à payer."
    )
    rows = [tuple(map(plain, row)) for row in table(chart)]
    assert rows[0] == ("Clients", "Recettes", "Coûts à payer", "Coûts + temps bénévole", "Résultat")
    assert ("30", "585 €", "885 €", "1 473 €", "−300 €") in rows
    assert ("50", "975 €", "952 €", "1 540 €", "23 €") in rows


def test_costs_rise_by_steps() -> None:
    frame = Frame(SHEET, costs_chart().x, costs_chart().y)
    paid = strokes(costs_chart(), "series_3")[0]
    upright = [x for (x, _y), (x_after, _after) in zip(paid.points, paid.points[1:], strict=False) if x == x_after]
    assert upright == [frame.across(20), frame.across(40), frame.across(60)]


def test_what_is_lacking_and_what_is_left_are_two_areas_that_end_where_the_lines_cross() -> None:
    shapes = lay_out_break_even(costs_chart(), SHEET)
    frame = Frame(SHEET, costs_chart().x, costs_chart().y)
    areas = {shape.role: shape for shape in shapes if isinstance(shape, Fill) and shape.role.endswith("_soft")}
    assert set(areas) == {"error_soft", "ok_soft"}
    end = max(x for x, _y in areas["error_soft"].points)
    assert end == min(x for x, _y in areas["ok_soft"].points)
    assert frame.across(48) < end < frame.across(50)


def test_without_volunteer_work_there_is_one_line_of_costs() -> None:
    assert len(strokes(costs_chart(unpaid=0), "series_3")) == 1
    assert "coûts + temps bénévole" not in texts(costs_chart(unpaid=0))
    assert len(table(costs_chart(unpaid=0))[0]) == 4


def test_volunteer_work_worth_far_more_than_the_rest_does_not_flatten_the_drawing() -> None:
    chart = costs_chart(unpaid=90_000)
    assert chart.y.high == 2000
    assert len(strokes(chart, "series_3")) == 1
    assert "↑ coûts + temps bénévole" in texts(chart)


def test_today_without_a_gap_and_with_something_left() -> None:
    assert "il reste 346 €" in texts(costs_chart(today=70))
    just = Level(10, 100, 100, 100)
    found = break_even([level(0), just], today=just)
    assert isinstance(found, BreakEven)
    assert "coûts couverts" in texts(found)


def test_a_threshold_that_is_never_reached_is_told_in_the_words_of_who_knows() -> None:
    never = "Jamais atteint : chaque vente coûte plus qu'elle ne rapporte."
    found = break_even([level(0), level(10)], today=level(10), never=never)
    assert isinstance(found, BreakEven)
    assert plain(found.words).endswith(never)
    unsaid = break_even([level(0), level(10)])
    assert isinstance(unsaid, BreakEven)
    assert plain(unsaid.words) == "De 0 à 10 clients, les recettes ne couvrent pas les coûts à payer."


def test_who_takes_something_else_than_the_mix_stands_beside_the_lines() -> None:
    found = break_even([level(clients) for clients in range(81)], today=Level(30, 700, 700, 900))
    assert isinstance(found, BreakEven)
    assert strokes(found, "series_3")[0] == strokes(costs_chart(), "series_3")[0]
    frame = Frame(SHEET, found.x, found.y)
    dots = [shape.centre for shape in lay_out_break_even(found, SHEET) if isinstance(shape, Dot)]
    assert dots == [frame.at(30, 700), frame.at(30, 900)]
    assert tuple(map(plain, table(found)[3])) == ("30", "900 €", "700 €", "700 €", "200 €")


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "une offre qui a un prix"),
        ([level(3)], "une offre qui a un prix"),
        ([Level(0, 0, 0, 0), Level(1, 0, 0, 10)], "Aucun coût"),
        ([Level(0, 5, 5, 0), Level(1, 5, 5, 0)], "Aucune recette"),
    ],
)
def test_too_little_says_what_is_missing(levels: list[Level], said: str) -> None:
    found = break_even(levels)
    assert isinstance(found, Missing)
    assert said in found.words


@given(chart=charts(), sheet=SHEETS)
def test_whatever_the_values_labels_never_meet(chart: BreakEven | Missing, sheet: Sheet) -> None:
    if isinstance(chart, Missing):
        assert chart.words
        return
    shapes = lay_out_break_even(chart, sheet)
    frame = Frame(sheet, chart.x, chart.y)
    assert not any(meet(one, other) for one, other in combinations(boxes(shapes, frame), 2))
    for dot in (shape for shape in shapes if isinstance(shape, Dot)):
        around = (dot.centre[0] - 1, dot.centre[1] - 1, dot.centre[0] + 1, dot.centre[1] + 1)
        assert not any(meet(box, around) for box in boxes(shapes, frame))
    assert table(chart)[1:]


@given(charts())
def test_whatever_the_values_all_stands_inside_the_sheet(chart: BreakEven | Missing) -> None:
    if isinstance(chart, BreakEven):
        assert is_inside(lay_out_break_even(chart, SHEET))
