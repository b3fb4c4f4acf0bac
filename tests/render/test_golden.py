"""Sheets compared with what they were: their text word for word, their look within a tolerance.

Written anew with `OFFERDESIGNER_UPDATE_GOLDEN=1`; look at the pictures before committing them.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from offerdesigner.storage.examples import examples, open_copy
from tests.economics.bundles import four_structures, many_sales
from tests.render.board_sheets import SAMPLES as BOARD_SHEETS
from tests.render.conftest import TODAY
from tests.render.projects import with_offers, with_solidarity
from tests.render.quotes import SAMPLES as QUOTES
from tests.render.reading import page_texts, picture_of
from tests.render.viability import whole_economy
from tests.samples import offers_alone

GOLDEN = Path(__file__).parent.parent / "golden"
UPDATES = bool(os.environ.get("OFFERDESIGNER_UPDATE_GOLDEN"))
DPI = 60
MOST_DIFFERENCE = 1.2
"""Mean difference of grey levels (0 to 255) that another version of the drawing library may make."""


def _yellow(project: Project) -> Project:
    return evolve(project, structure=evolve(project.structure, brand=evolve(project.structure.brand, accent="#F5B400")))


VARIANTS: dict[str, Callable[[Project], Project]] = {
    "one-offer": lambda sample: with_offers(sample, 1),
    "five-offers": lambda sample: with_offers(sample, 5),
    "six-offers": lambda sample: with_offers(sample, 6),
    "seven-offers": lambda sample: with_offers(sample, 7),
    "solidarity": with_solidarity,
    "solidarity-five-offers": lambda sample: with_solidarity(sample, 5),
    "yellow": _yellow,
    "empty": lambda _sample: Project(),
}
SHEETS = [*(example.name for example in examples()), *VARIANTS]
STATEMENTS: dict[str, Callable[[], Project]] = {
    "four-structures": four_structures,
    "many-sales": many_sales,
    "missing": Project,
}
GUIDES: dict[str, Callable[[], Project]] = {
    "nuage-commun": lambda: open_copy("nuage-commun"),
    "usual": Project,
}
REPORTS: dict[str, Callable[[], Project]] = {
    "whole": whole_economy,
    "missing": Project,
}


def _project(name: str) -> Project:
    return VARIANTS[name](offers_alone()) if name in VARIANTS else open_copy(name)


def _says(document: Document, stem: str) -> None:
    text = "\n\n".join(page_texts(document)) + "\n"
    path = GOLDEN / f"{stem}.txt"
    if UPDATES:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _looks(document: Document, stem: str, page: int = 0) -> None:
    looks(picture_of(document, page, dpi=DPI), stem)


def looks(picture: Image.Image, stem: str) -> None:
    """Compare a picture with the golden one of this name."""
    drawn = picture.convert("L")
    path = GOLDEN / f"{stem}.png"
    if UPDATES:
        drawn.quantize(16).save(path, optimize=True)
    golden = Image.open(path).convert("L")
    assert drawn.size == golden.size
    difference = ImageStat.Stat(ImageChops.difference(drawn.quantize(16).convert("L"), golden)).mean[0]
    assert difference < MOST_DIFFERENCE


@pytest.mark.parametrize("name", SHEETS)
def test_the_words_are_those_of_the_golden_sheet(draw: Callable[..., Document], name: str) -> None:
    _says(draw(_project(name)), f"tariff-sheet-{name}")


@pytest.mark.parametrize("name", SHEETS)
def test_the_look_is_that_of_the_golden_sheet(draw: Callable[..., Document], name: str) -> None:
    _looks(draw(_project(name)), f"tariff-sheet-{name}")


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_statement_is_the_golden_one(name: str) -> None:
    document = KINDS["partner-statement"].draw(STATEMENTS[name](), today=TODAY)
    _says(document, f"partner-statement-{name}")
    _looks(document, f"partner-statement-{name}", min(1, document.page_count - 1))


@pytest.mark.parametrize("name", GUIDES)
def test_the_guide_is_the_golden_one(name: str) -> None:
    document = KINDS["focus-group-guide"].draw(GUIDES[name](), today=TODAY)
    _says(document, f"focus-group-guide-{name}")
    _looks(document, f"focus-group-guide-{name}", document.page_count - 1 if name == "usual" else 0)


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_is_the_golden_one(name: str) -> None:
    document = KINDS["viability-report"].draw(REPORTS[name](), today=TODAY)
    _says(document, f"viability-report-{name}")
    for page in range(document.page_count):
        _looks(document, f"viability-report-{name}-{page + 1}", page)


@pytest.mark.parametrize("name", QUOTES)
def test_the_quote_is_the_golden_one(name: str) -> None:
    document = KINDS["quote"].draw(QUOTES[name](), today=TODAY)
    _says(document, f"quote-{name}")
    for page in range(document.page_count):
        _looks(document, f"quote-{name}-{page + 1}", page)


@pytest.mark.parametrize("name", BOARD_SHEETS)
def test_the_decision_sheet_is_the_golden_one(name: str) -> None:
    document = KINDS["board-sheet"].draw(BOARD_SHEETS[name](), today=TODAY)
    _says(document, f"board-sheet-{name}")
    _looks(document, f"board-sheet-{name}")
