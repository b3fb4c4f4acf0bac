from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offerdesigner.checks.samples import offer, project, term
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read, save
from tests.checks.rule_findings import D
from tests.cli.conftest import Run
from tests.plain import plain_line

RULE = "longer_term_dearer"


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Project], Path]:
    def saved(sold: Project) -> Path:
        path = tmp_path / "mienne.offre"
        save(sold, path, None)
        return path

    return saved


def dear(*names: str) -> Project:
    return project(*(offer(name, "10", "files", terms=(term(1), term(12, price=D(130)))) for name in names))


def rules_left(run: Run, path: Path) -> set[str]:
    return {finding["rule"] for finding in run("check", path, "--json").json["findings"]}


def test_every_finding_of_the_rule_is_mended_in_another_file(
    run: Run, saved: Callable[[Project], Path], tmp_path: Path
) -> None:
    path, output = saved(dear("petite", "grande")), tmp_path / "mieux.offre"
    before = path.read_bytes()
    outcome = run("fix", path, "--rule", RULE, "--output", output)
    assert outcome.status == 0 and outcome.err == ""
    assert plain_line(outcome.out).endswith("« S'engager plus longtemps coûte plus cher » : 2 corrections faites.")
    assert [one.terms[1].price for one in read(output).project.offers] == [D(120), D(120)]
    assert RULE not in rules_left(run, output)
    assert path.read_bytes() == before


def test_where_nothing_is_wrong_nothing_is_written(run: Run, saved: Callable[[Project], Path], tmp_path: Path) -> None:
    output = tmp_path / "mieux.offre"
    outcome = run("fix", saved(project(offer("active", "10", "files"))), "--rule", RULE, "--output", output)
    assert outcome.status == 0 and "rien à corriger" in plain_line(outcome.out)
    assert not output.exists()


def test_what_only_a_hand_can_mend_is_said(run: Run, saved: Callable[[Project], Path], tmp_path: Path) -> None:
    output = tmp_path / "mieux.offre"
    outcome = run("fix", saved(project(offer("active", None, "files"))), "--rule", "no_price", "--output", output)
    assert outcome.status == 1
    assert "aucune correction toute faite, il reste 1 problème." in plain_line(outcome.out)
    assert not output.exists()


def test_a_file_that_is_there_is_replaced_only_when_asked(
    run: Run, refused: Callable[..., str], saved: Callable[[Project], Path]
) -> None:
    path = saved(dear("active"))
    before = path.read_bytes()
    assert "--force" in refused("fix", path, "--rule", RULE, "--output", path)
    assert path.read_bytes() == before
    assert run("fix", path, "--rule", RULE, "--output", path, "--force").status == 0
    assert RULE not in rules_left(run, path)


def test_a_rule_that_does_not_exist_is_refused(
    refused: Callable[..., str], saved: Callable[[Project], Path], tmp_path: Path
) -> None:
    said = refused("fix", saved(project()), "--rule", "trop_cher", "--output", tmp_path / "x.offre")
    assert "« trop_cher » n'est pas une règle" in said and "price_cliff" in said
