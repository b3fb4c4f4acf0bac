"""How long a file of many quotes takes to open, and one quote to compute.

Run: `pytest tests/benchmarks/test_quotes_open_speed.py`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import send
from offerdesigner.model.quotes import Discount, Quote, QuoteLine
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import read, save

MANY = 1000


def _twelve_lines() -> tuple[Project, Quote]:
    """A host, and a draft of twelve lines: an offer, what is beyond it, options, a membership, lines, a discount."""
    project = open_copy("nuage-commun")
    draft: Quote = next(quote for quote in project.quotes if not quote.is_frozen)
    lines = tuple(QuoteLine(id=f"l{n}", label=f"Atelier {n}", unit_price=Decimal(75)) for n in range(6))
    return project, evolve(draft, entries=lines, discounts=(Discount(id="d", percent=Decimal(10)),))


def test_a_quote_of_twelve_lines(benchmark: pytest.FixtureRequest) -> None:
    project, quote = _twelve_lines()
    content = benchmark(content_of, project, quote)  # type: ignore[operator]
    assert len(content.rows) >= 12
    assert totals(content).first_year is not None


@pytest.fixture(scope="module")
def many_quotes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a thousand quotes, all but the last few sent, for two hundred clients."""
    project, quote = _twelve_lines()
    content = content_of(project, quote)
    first = send("q", content, date(2026, 11, 23)).apply(evolve(project, quotes=(evolve(quote, id="q", number=""),)))
    sent: Quote = first.find("quotes", "q")  # type: ignore[assignment]
    clients = tuple(Client(id=f"c{n}", name=f"Association {n}") for n in range(200))
    quotes = tuple(
        evolve(sent, id=f"q{n}", number=f"D-2026-{n:04d}", client=f"c{n % 200}")
        if n < MANY - 20
        else evolve(quote, id=f"q{n}", number="", version=1, client=f"c{n % 200}")
        for n in range(MANY)
    )
    path = tmp_path_factory.mktemp("many") / "many.offre"
    save(evolve(project, clients=clients, quotes=quotes), path, None)
    return path


def test_a_file_of_a_thousand_quotes_opens(benchmark: pytest.FixtureRequest, many_quotes: Path) -> None:
    opened = benchmark(read, many_quotes)  # type: ignore[operator]
    assert len(opened.project.quotes) == MANY


def test_the_rules_look_at_many_quotes(benchmark: pytest.FixtureRequest, many_quotes: Path) -> None:
    project = read(many_quotes).project
    report = benchmark(run, project, today=date(2026, 11, 23))  # type: ignore[operator]
    assert not [finding for finding in report.findings if finding.rule == "quote_number_twice"]
