"""How long a sheet takes, from a changed price to pixels. Run: `pytest tests/benchmarks/test_render_speed.py`."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.project import Project
from offerdesigner.render.documents import KINDS
from offerdesigner.render.raster import page_pixels
from offerdesigner.storage.examples import open_copy

TODAY = date(2026, 11, 23)
TWICE_THE_SCREEN = 2 * 96 / 72


def _typed(project: Project) -> Iterator[Project]:
    """Yield the project as somebody types prices into its first offer: no two alike."""
    first, *others = project.offers
    for cents in count(1):
        price = FlatPrice(amount=Decimal(10) + Decimal(cents) / 100)
        rate = evolve(first.rates[0], charge=price)
        yield evolve(project, offers=(evolve(first, rates=(rate, *first.rates[1:])), *others))


@pytest.mark.parametrize("name", ["nuage-commun", "sleto", "marsnet"])
def test_a_sheet_is_built_between_two_keys(benchmark: BenchmarkFixture, name: str) -> None:
    typed = _typed(open_copy(name))
    draw = KINDS["tariff-sheet"].draw
    document = benchmark.pedantic(
        lambda project: draw(project, today=TODAY), setup=lambda: ((next(typed),), {}), rounds=40, warmup_rounds=3
    )
    assert document.page_count == 1


def test_a_page_becomes_pixels(benchmark: BenchmarkFixture) -> None:
    pdf = KINDS["tariff-sheet"].draw(open_copy("nuage-commun"), today=TODAY).pdf
    pixels = benchmark(page_pixels, pdf, 0, TWICE_THE_SCREEN)
    assert pixels.width == 1588


def test_from_a_changed_price_to_pixels(benchmark: BenchmarkFixture) -> None:
    typed = _typed(open_copy("nuage-commun"))

    def shown(project: Project) -> int:
        document = KINDS["tariff-sheet"].draw(project, today=TODAY)
        return page_pixels(document.pdf, 0, TWICE_THE_SCREEN).width

    assert benchmark.pedantic(shown, setup=lambda: ((next(typed),), {}), rounds=40, warmup_rounds=3)
