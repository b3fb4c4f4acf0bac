"""How long a quote of 12 lines on 2 pages takes, from a changed price to pixels, beside its bare drawing.

The bare drawing is that of the same pages again, laid out already: reportlab writes them, PDFium paints the first.
Run: `pytest tests/benchmarks/test_quote_speed.py`, on a machine that does nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import count

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import QuoteLine
from offerdesigner.render.documents import KINDS
from offerdesigner.render.quote import laid_out
from offerdesigner.render.quote_sheet import sheet_of
from offerdesigner.render.raster import page_pixels
from tests.render.quotes import TERMS, draft

TODAY = date(2026, 11, 23)
TWICE_THE_SCREEN = 2 * 96 / 72
LARGEST_RATIO = 1.3
ROUNDS = 40


def twelve_lines() -> Project:
    """The offer, its setup and the membership, then nine lines of one's own."""
    project = draft()
    lines = tuple(
        QuoteLine(
            id=f"l{n}",
            label=f"Prestation {n + 1}",
            detail="Comptes, accès, réglages, puis vérification avec vous",
            unit_price=Decimal(40 + n),
            period_months=12 if n % 2 else None,
        )
        for n in range(9)
    )
    return evolve(project, quotes=(evolve(project.quotes[0], entries=lines, terms=TERMS),))


def typed(project: Project) -> Iterator[Project]:
    """Yield the project as somebody types the price of a line: no two alike."""
    quote = project.quotes[0]
    first, *others = quote.entries
    for cents in count(1):
        line = evolve(first, unit_price=Decimal(10) + Decimal(cents) / 100)
        yield evolve(project, quotes=(evolve(quote, entries=(line, *others)),))


def seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def test_a_quote_follows_what_is_typed() -> None:
    keys = typed(twelve_lines())
    draw = KINDS["quote"].draw
    followed, bare = [], []
    for _round in range(ROUNDS):
        project = next(keys)
        followed.append(seconds(lambda: page_pixels(draw(project, today=TODAY).pdf, 0, TWICE_THE_SCREEN)))  # noqa: B023
        plan = laid_out(sheet_of(project, project.quotes[0], TODAY))
        assert len(plan.pages) == 2
        bare.append(seconds(lambda: page_pixels(plan.document().pdf, 0, TWICE_THE_SCREEN)))  # noqa: B023
    ratio = min(followed) / min(bare)
    print(f"quote: {min(followed) * 1000:.1f} ms, bare {min(bare) * 1000:.1f} ms, ratio {ratio:.2f}")  # noqa: T201
    assert ratio <= LARGEST_RATIO
