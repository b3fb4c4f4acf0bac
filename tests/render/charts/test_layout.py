"""Charts are laid out inside their sheet, with round axes, and say their values as a table."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.pricing.spans import rounded_up
from offerdesigner.render.charts.data import Area, Axis, Band, Chart, Crossing, Series, Spot, Zones, table
from offerdesigner.render.charts.frame import ticks
from offerdesigner.render.charts.layout import lay_out
from offerdesigner.render.charts.shapes import Dot, Fill, Sheet, Stroke, Words
from offerdesigner.render.charts.zones import frame_of, lay_out_zones
from offerdesigner.text import money

SHEET = Sheet(400, 260, 12, lambda text: 6.0 * len(text))


def d(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def price_chart(points: tuple[tuple[Decimal, Decimal | None], ...], **changes: object) -> Chart:
    high = max((y for _x, y in points if y is not None), default=Decimal(1))
    last = max((x for x, _y in points), default=Decimal(1))
    settings = {
        "title": "Prix",
        "x": Axis("personnes", Decimal(0), last),
        "y": Axis("€", Decimal(0), rounded_up(high), money),
        "series": (Series("aujourd'hui", points, "series_1", label="aujourd'hui"),),
    }
    return Chart(**(settings | changes))  # type: ignore[arg-type]


CLIFF = price_chart((*zip(d(0, 5, 10, 11), d(0, 10, 20, 11), strict=True), (Decimal(16), None)))


def extent(shapes: tuple[object, ...]) -> tuple[float, float, float, float]:
    """Return the least and the greatest places of all that is drawn."""
    places: list[tuple[float, float]] = []
    for shape in shapes:
        if isinstance(shape, Stroke | Fill):
            places += shape.points
        elif isinstance(shape, Dot):
            x, y = shape.centre
            places += [(x - shape.radius, y - shape.radius), (x + shape.radius, y + shape.radius)]
        elif isinstance(shape, Words) and shape.turned:
            long = SHEET.measure(shape.text)
            places += [
                (shape.at[0], shape.at[1] + long * shape.anchor),
                (shape.at[0], shape.at[1] - long * (1 - shape.anchor)),
            ]
        elif isinstance(shape, Words):
            wide = SHEET.measure(shape.text)
            places += [
                (shape.at[0] - wide * shape.anchor, shape.at[1]),
                (shape.at[0] + wide * (1 - shape.anchor), shape.at[1]),
            ]
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_inside(shapes: tuple[object, ...]) -> bool:
    left, top, right, bottom = extent(shapes)
    return left >= -1 and top >= -1 and right <= SHEET.width + 1 and bottom <= SHEET.height + 1


def test_everything_stands_inside_the_sheet() -> None:
    full = price_chart(
        CLIFF.series[0].points,
        bands=(
            Band(Decimal(6), Decimal(10), "zone morte", "dead"),
            Band(Decimal(15), Decimal(16), "sur devis", "unknown"),
        ),
        spots=(Spot(Decimal(12), Decimal(12), "12 €"),),
        crossings=(Crossing(Decimal(7), "dès 7"),),
    )
    assert is_inside(lay_out(full, SHEET))


def test_a_line_is_broken_where_the_price_is_unknown() -> None:
    points = ((Decimal(0), Decimal(1)), (Decimal(1), Decimal(2)), (Decimal(2), None), (Decimal(3), Decimal(3)))
    lines = [
        shape for shape in lay_out(price_chart(points), SHEET) if isinstance(shape, Stroke) and shape.role == "series_1"
    ]
    dots = [shape for shape in lay_out(price_chart(points), SHEET) if isinstance(shape, Dot)]
    assert len(lines) == 1 and len(dots) == 1


def test_labels_of_lines_that_end_together_do_not_overlap() -> None:
    ends = tuple(
        Series(name, ((Decimal(0), Decimal(0)), (Decimal(10), y)), role, label=name)  # type: ignore[arg-type]
        for name, role, y in (
            ("a", "series_1", Decimal(5)),
            ("b", "series_2", Decimal(5)),
            ("c", "series_3", Decimal(5)),
        )
    )
    shapes = lay_out(price_chart(ends[0].points, series=ends), SHEET)
    heights = sorted(shape.at[1] for shape in shapes if isinstance(shape, Words) and shape.text in "abc")
    assert all(lower - upper >= SHEET.line - 0.01 for upper, lower in pairwise(heights))


def test_the_table_holds_the_same_values() -> None:
    rows = table(CLIFF)
    assert rows[0] == ("personnes", "aujourd'hui")
    assert rows[1:4] == (("0", "0\u00a0€"), ("5", "10\u00a0€"), ("10", "20\u00a0€"))
    assert rows[-1] == ("16", "sur devis")


NARROW_AND_WIDE = Zones(
    "Zones",
    Axis("personnes", *d(0, 60)),
    Axis("Go", *d(0, 400)),
    (
        Area("Essentielle", "series_1", (d(0, 0, 7, 400),)),
        Area("Active", "series_2", (d(7, 0, 53, 200), d(7, 200, 53, 200))),
    ),
    borders=((d(7, 0), d(7, 400)),),
    spots=(Spot(*d(18, 80), "18 personnes\n80 Go", look="here"), Spot(*d(59, 399), ""), Spot(*d(60, 0), "au bout")),
)


def words_of(shapes: tuple[object, ...]) -> list[Words]:
    return [shape for shape in shapes if isinstance(shape, Words)]


def test_zones_are_named_where_there_is_room_and_in_the_legend() -> None:
    shapes = lay_out_zones(NARROW_AND_WIDE, SHEET)
    assert is_inside(shapes)
    said = [(word.text, word.turned) for word in words_of(shapes) if word.text in ("Essentielle", "Active")]
    assert said == [("Essentielle", False), ("Active", False), ("Essentielle", True), ("Active", False)]


def test_an_area_too_small_for_its_name_is_told_by_the_legend_alone() -> None:
    small = replace(NARROW_AND_WIDE, areas=(Area("Essentielle", "series_1", (d(0, 0, 2, 20),)),), borders=(), spots=())
    assert [word.text for word in words_of(lay_out_zones(small, SHEET))].count("Essentielle") == 1


def test_a_legend_takes_as_many_lines_as_it_needs() -> None:
    many = tuple(
        Area(f"Une offre au nom assez long {number}", "series_1", (d(number, 0, 1, 400),)) for number in range(6)
    )
    shapes = lay_out_zones(replace(NARROW_AND_WIDE, areas=many), SHEET)
    assert is_inside(shapes)
    legend = [word for word in words_of(shapes) if word.text.startswith("Une offre") and not word.anchor]
    assert len(legend) == 6
    frame = frame_of(replace(NARROW_AND_WIDE, areas=many), SHEET)
    assert all(word.at[1] > frame.bottom for word in legend)


@given(st.integers(0, 60), st.integers(0, 400))
def test_a_place_gives_back_its_values(x: int, y: int) -> None:
    frame = frame_of(NARROW_AND_WIDE, SHEET)
    back = frame.back(frame.at(Decimal(x), Decimal(y)))
    assert back is not None
    assert (round(back[0]), round(back[1])) == (x, y)


def test_outside_of_the_plot_there_is_no_value() -> None:
    assert frame_of(NARROW_AND_WIDE, SHEET).back((1, 1)) is None


def test_the_present_usage_is_tied_to_both_axes() -> None:
    frame = frame_of(NARROW_AND_WIDE, SHEET)
    place = frame.at(*d(18, 80))
    ties = [shape.points for shape in lay_out_zones(NARROW_AND_WIDE, SHEET) if isinstance(shape, Stroke)]
    assert (place, (place[0], frame.bottom)) in ties and (place, (frame.left, place[1])) in ties


def test_labels_of_near_crossings_do_not_overlap() -> None:
    near = price_chart(CLIFF.series[0].points, crossings=tuple(Crossing(Decimal(x), f"dès {x}") for x in (7, 8, 9, 16)))
    shapes = lay_out(near, SHEET)
    assert is_inside(shapes)
    labels = [word for word in words_of(shapes) if word.text.startswith("dès")]
    boxes = [(word.at[0] - 36 * word.anchor, word.at[1]) for word in labels]
    assert all(abs(one[1] - other[1]) >= 12 or abs(one[0] - other[0]) >= 30 for one, other in pairwise(boxes))


def test_an_axis_says_where_it_begins_when_there_is_room() -> None:
    wide = price_chart((*zip(d(1, 60), d(0, 10), strict=True),), x=Axis("personnes", *d(1, 60)))
    tight = price_chart((*zip(d(19, 60), d(0, 10), strict=True),), x=Axis("personnes", *d(19, 60)))
    assert "1" in {word.text for word in words_of(lay_out(wide, SHEET))}
    assert "19" not in {word.text for word in words_of(lay_out(tight, SHEET))}


def test_a_stretch_of_another_line_is_not_in_the_table_twice() -> None:
    whole = CLIFF.series[0]
    marked = price_chart(whole.points, series=(whole, Series("", whole.points[1:3], "series_1")))
    assert table(marked) == table(CLIFF)


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0, 25, d(0, 5, 10, 15, 20, 25)), (1, 60, d(20, 40, 60)), (3, 3, d(3))]
)
def test_ticks_are_round(low: int, high: int, expected: tuple[Decimal, ...]) -> None:
    assert ticks(Axis("", Decimal(low), Decimal(high))) == expected


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_ticks_are_few_and_inside(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = ticks(Axis("", low, high))
    assert len(found) <= 7
    assert all(low <= tick <= high for tick in found)


@given(st.decimals(0, 10**12, places=2))
def test_an_axis_ends_at_or_above_its_highest_value(value: Decimal) -> None:
    assert rounded_up(value) >= value


@given(
    st.lists(
        st.tuples(st.integers(0, 500).map(Decimal), st.none() | st.decimals(0, 10**7, places=2)),
        min_size=1,
        max_size=12,
    )
)
def test_any_points_make_a_chart_inside_its_sheet(points: list[tuple[Decimal, Decimal | None]]) -> None:
    assert is_inside(lay_out(price_chart(tuple(sorted(points, key=lambda point: point[0]))), SHEET))
