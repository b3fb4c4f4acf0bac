from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from offerdesigner.cli import quote
from offerdesigner.model.quote_life import revise, send
from offerdesigner.model.quotes import Discount, Quote, QuoteTerms
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.files import save
from tests.cli.conftest import Run
from tests.plain import plain
from tests.pricing.test_quotes import draft, free, host

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quote, "today", lambda: TODAY)


@pytest.fixture
def quotes_file(tmp_path: Path) -> Path:
    """A quote that was sent, its next version in preparation, and a draft with a line on request."""
    first = draft(18, purpose="Travailler à plusieurs", terms=QuoteTerms(start=date(2027, 4, 1), notice_months=2))
    dear = free(label="Audit", quantity=Decimal(2), unit_price=Decimal(350), period_months=None)
    other = Quote(id="other", entries=(dear,), discounts=(Discount(id="d", percent=Decimal(50)),))
    project = host().model_copy(update={"quotes": (first, other)})
    project = send("q", content_of(project, first), TODAY).apply(project)
    project = revise("q", "again").apply(project)
    path = tmp_path / "quotes.offre"
    save(project, path, None)
    return path


def test_a_quote_is_told_row_by_row_with_its_totals(run: Run, quotes_file: Path) -> None:
    told = run("quote", quotes_file, "--number", "d-2026-001").out
    plain = told.replace("\u00a0", " ").replace("\u202f", " ")
    assert plain.startswith(
        "D-2026-001 · envoyé · Les Jardins du Pré · valable jusqu’au 21 février 2027 inclus\nTravailler à plusieurs\n"
    )
    assert "3 personnes × 15,00 €" in plain
    assert "Total par an" in plain
    assert "La première année : 375,00 € ; ensuite, chaque année : 315,00 €." in plain


def test_programs_get_amounts_as_strings(run: Run, quotes_file: Path) -> None:
    told = run("quote", quotes_file, "--number", "D-2026-001-v1", "--json").json
    assert (told["reference"], told["version"], told["status"], told["dated"]) == (
        "D-2026-001", 1, "sent", "2026-11-23",
    )  # fmt: skip
    assert (told["totals"]["first_year"], told["totals"]["next_year"]) == ("375.00", "315.00")
    row = next(row for row in told["rows"] if row["id"] == "rate.extra")
    assert (row["quantity"], row["unit"], row["unit_price"], row["amount"]) == ("3", "personnes", "15.00", "45.00")
    assert (told["term"]["end"], told["term"]["last_refusal_day"]) == ("2028-03-31", "2028-01-31")
    assert told["by_provider"][0]["provider"] is None


def test_a_draft_is_named_by_the_number_it_will_get_or_by_its_id(run: Run, quotes_file: Path) -> None:
    assert run("quote", quotes_file, "--number", "D-2026-001-v2", "--json").json["id"] == "again"
    assert run("quote", quotes_file, "--number", "again", "--json").json["status"] == "draft"
    told = run("quote", quotes_file, "--number", "D-2026-002", "--json").json
    assert (told["id"], told["reference"], told["number"]) == ("other", None, "D-2026-002")
    assert told["rows"][1]["amount"] == "-350.00"
    plain = run("quote", quotes_file, "--number", "other").out.replace("\u00a0", " ")
    assert plain.startswith("D-2026-002 une fois envoyé · brouillon · client sans nom\n")


def test_a_quote_that_is_not_there(
    refused: Callable[..., str], quotes_file: Path, file_of: Callable[[str], Path]
) -> None:
    sentence = refused("quote", quotes_file, "--number", "D-2026-009")
    assert "Il n'y a pas de devis « D-2026-009 »" in sentence
    assert refused("quote", file_of("proton"), "--number", "1").endswith("Il n'y a pas de devis dans ce fichier.")


def test_without_a_number_every_quote_is_told_and_what_became_of_them(run: Run, quotes_file: Path) -> None:
    told = run("quote", quotes_file).out
    assert "D-2026-001" in told and "1 devis envoyé" in plain(told)
    assert run("quote", quotes_file, "--json").json == {
        "drafts": 2,
        "sent": 1,
        "standing": {"sent": 1},
        "accepted_percent": 0,
        "first_year_of_accepted": "0.00",
    }
