"""What is in the till month after month: the lowest point, and scenarios told apart without colour."""

from datetime import date
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.render.charts.cumulated import Cumulated, Path, cumulated, frame_of, lay_out_cumulated
from offerdesigner.render.charts.data import Missing, table
from offerdesigner.render.charts.labels import meet
from offerdesigner.render.charts.shapes import Dot, Stroke
from tests.plain import plain
from tests.render.charts.economy_charts import SHEET, boxes, till_chart, written
from tests.render.charts.test_layout import is_inside

START = date(2026, 12, 1)
AMOUNTS = st.one_of(
    st.just(Fraction(0)),
    st.fractions(min_value=-(10**4), max_value=10**4, max_denominator=100),
    st.fractions(min_value=-(10**27), max_value=10**27, max_denominator=100),
)
PATHS = st.lists(st.builds(Path, st.text(max_size=50), st.lists(AMOUNTS, max_size=36).map(tuple)), max_size=7)


def test_the_lowest_point_is_marked_and_told() -> None:
    chart = till_chart()
    shapes = lay_out_cumulated(chart, SHEET)
    frame = frame_of(chart, SHEET)
    assert [shape.centre for shape in shapes if isinstance(shape, Dot)] == [frame.at(14, -400)]
    texts = [plain(words.text) for words in written(shapes)]
    assert "au plus bas : −400 € (févr. 2028)" in texts
    assert plain(chart.words).startswith("Réaliste : au plus bas −400 € (févr. 2028), puis 3 800 € (nov. 2029).")


def test_scenarios_differ_by_dash_and_are_named_on_the_drawing() -> None:
    shapes = lay_out_cumulated(till_chart(), SHEET)
    lines = [shape for shape in shapes if isinstance(shape, Stroke) and shape.width == 2.0]
    assert len({line.dash for line in lines}) == 3
    assert {"Réaliste", "Prudent", "Ambitieux"} <= {words.text for words in written(shapes)}


def test_each_name_stands_at_the_end_of_its_line_in_their_order() -> None:
    chart = till_chart()
    ends = {path.name: path.values[-1] for path in chart.paths}
    names = [words for words in written(lay_out_cumulated(chart, SHEET)) if words.text in ends]
    assert all(words.at[0] > frame_of(chart, SHEET).right for words in names)
    from_above = [words.text for words in sorted(names, key=lambda words: words.at[1])]
    assert from_above == sorted(ends, key=lambda name: -ends[name])


def test_every_month_is_in_the_table() -> None:
    rows = [tuple(map(plain, row)) for row in table(till_chart())]
    assert rows[0] == ("Mois", "Réaliste", "Prudent", "Ambitieux")
    assert len(rows) == 37
    assert rows[15][:2] == ("févr. 2028", "−400 €")


def test_zero_is_drawn_where_amounts_go_below_it() -> None:
    chart = till_chart()
    frame = frame_of(chart, SHEET)
    assert chart.y.low < 0
    flat = Stroke(((frame.left, frame.down(0)), (frame.right, frame.down(0))), "text", 1.0)
    assert flat in lay_out_cumulated(chart, SHEET)


def test_a_shorter_scenario_leaves_its_cells_empty() -> None:
    found = cumulated("", START, (Path("a", (1, 2, 3)), Path("b", (1,))))
    assert isinstance(found, Cumulated)
    assert table(found)[-1][2] == "—"
    assert "le plus bas de la période" in found.words


@given(PATHS)
def test_whatever_the_values_labels_never_meet_and_all_stands_inside(paths: list[Path]) -> None:
    found = cumulated("Trésorerie", START, paths)
    if isinstance(found, Missing):
        assert all(len(path.values) < 2 for path in paths)
        return
    shapes = lay_out_cumulated(found, SHEET)
    assert is_inside(shapes)
    frame = frame_of(found, SHEET)
    assert not any(meet(one, other) for one, other in combinations(boxes(shapes, frame), 2))


def test_a_plan_at_the_end_of_time_is_drawn() -> None:
    found = cumulated("", date(9999, 12, 1), (Path("a", (1, 2, 3)),))
    assert isinstance(found, Cumulated)
    assert lay_out_cumulated(found, SHEET)
