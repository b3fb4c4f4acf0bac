"""`offerdesigner competition`."""

from __future__ import annotations

from pathlib import Path

from offerdesigner.model.base import evolve
from offerdesigner.model.market import Competitor, Market
from offerdesigner.model.project import Project
from offerdesigner.storage.files import save
from tests.cli.conftest import Run
from tests.economics.rivals import four_rivals


def saved(folder: Path, project: Project) -> str:
    path = folder / "market.offre"
    save(project, path, None)
    return str(path)


def test_prices_and_the_place_are_for_another_program_too(run: Run, tmp_path: Path) -> None:
    told = run("competition", saved(tmp_path, four_rivals()), "--json").json
    assert [one["monthly"] for one in told["prices"]] == ["25.00", "19.50", "23.00", "33.00", "78.00"]
    assert (told["least"], told["median"], told["most"]) == ("19.50", "28.00", "78.00")
    assert told["strategy"] == {"chosen": "aligned", "actual": "aligned"}
    assert told["usage"] == {"users": "15", "storage": "60"} and told["offer"] == "active"
    assert "structura" in told["old_looks"]


def test_it_reads_as_a_table_and_a_sentence(run: Run, tmp_path: Path) -> None:
    shown = run("competition", saved(tmp_path, four_rivals())).out
    assert "Fil & Toile" in shown and "Stratégie tenue" in shown and "Structura" in shown


def test_what_is_not_known_says_why(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, evolve(four_rivals(), competitors=(Competitor(id="new", name="Ruche"),)))
    assert run("competition", path, "--json").json["prices"][1]["why_unknown"] == "aucun prix saisi"
    assert "aucun prix saisi" in run("competition", path).out


def test_nobody_to_compare_with_is_said(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, evolve(four_rivals(), competitors=(), market=Market()))
    assert "Aucun concurrent" in run("competition", path).out
