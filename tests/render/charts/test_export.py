"""Charts as pictures: SVG that any program reads, PNG of the promised size, and the look they had."""

import io
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from offerdesigner.render.charts.cumulated import Cumulated, Path, cumulated
from offerdesigner.render.charts.data import Band, table
from offerdesigner.render.charts.export import HEIGHT, PNG_DPI, png, svg
from offerdesigner.render.charts.figures import Figure, shapes_of
from offerdesigner.render.charts.on_paper import paper_sheet
from offerdesigner.render.charts.shapes import Words
from tests.render.charts.economy_charts import costs_chart, shares_chart, till_chart
from tests.render.charts.test_cumulated import START
from tests.render.charts.test_layout import CLIFF, NARROW_AND_WIDE
from tests.render.test_golden import looks

FIGURES: dict[str, Figure] = {
    "break-even": costs_chart(),
    "cumulated": till_chart(),
    "shares": shares_chart(),
    "price": replace(CLIFF, bands=(Band(Decimal(6), Decimal(10), "zone morte, de 6 à 10", "dead"),)),
    "zones": NARROW_AND_WIDE,
}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def texts(figure: Figure) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg(figure)).iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("name", FIGURES)
def test_svg_holds_every_word_and_tells_the_rest(name: str) -> None:
    figure = FIGURES[name]
    root = ElementTree.fromstring(svg(figure))
    drawn = [shape.text for shape in shapes_of(figure, paper_sheet(456, HEIGHT)) if isinstance(shape, Words)]
    assert texts(figure)[0] == figure.title
    assert set(drawn) <= set(texts(figure))
    assert root.findtext(f"{NAMESPACE}title") == figure.title
    told = root.findtext(f"{NAMESPACE}desc") or ""
    assert figure.words in told
    assert all(cell in told for row in table(figure) for cell in row)


@given(st.text(max_size=60))
def test_whatever_a_scenario_is_called_svg_is_sound(name: str) -> None:
    found = cumulated(name, START, (Path(name, (1, -2, 3)),))
    assert isinstance(found, Cumulated)
    assert ElementTree.fromstring(svg(found)) is not None


def test_a_name_is_text_and_never_markup() -> None:
    found = cumulated("<script>&", START, (Path("<b>Prudent</b>", (1, -2, 3)),))
    assert isinstance(found, Cumulated)
    assert "<script>" not in svg(found)
    assert "<b>Prudent</b>" in texts(found)


@pytest.mark.parametrize("name", FIGURES)
def test_png_has_its_size(name: str) -> None:
    picture = Image.open(io.BytesIO(png(FIGURES[name])))
    width, height = (round(length / 72 * PNG_DPI) for length in (480, 300))
    assert abs(picture.width - width) <= 1
    assert (abs(picture.height - height) <= 1) is (name != "shares")
    assert round(picture.info["dpi"][0]) == PNG_DPI


@pytest.mark.parametrize("name", FIGURES)
def test_it_looks_as_it_did(name: str) -> None:
    looks(Image.open(io.BytesIO(png(FIGURES[name]))).reduce(3), f"chart-{name}")
