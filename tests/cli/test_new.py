from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offerdesigner.storage.examples import examples, open_copy, templates
from offerdesigner.storage.files import read
from tests.cli.conftest import Run

Refused = Callable[..., str]


@pytest.mark.parametrize("name", [example.name for example in (*examples(), *templates())])
def test_each_example_and_template_makes_a_file(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / "le mien.offre"
    outcome = run("new", name, "--output", path)
    assert outcome.status == 0
    assert str(path) in outcome.out
    assert read(path).project == open_copy(name)


def test_an_existing_file_is_kept_unless_forced(run: Run, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "m.offre"
    run("new", "marmule", "--output", path)
    assert "« m.offre » existe déjà ; ajoutez --force" in refused("new", "marmule", "--output", path)
    assert "existe déjà" in refused("new", "sleto", "--output", path)
    assert read(path).project == open_copy("marmule")
    assert run("new", "sleto", "--output", path, "--force").status == 0
    assert read(path).project == open_copy("sleto")


def test_an_unknown_model_is_told_and_no_file_made(refused: Refused, tmp_path: Path) -> None:
    sentence = refused("new", "marmulle", "--output", tmp_path / "m.offre")
    assert "aucun exemple ni modèle n'a ce nom" in sentence
    assert "marmule" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(refused: Refused, tmp_path: Path) -> None:
    assert "son dossier n'existe pas" in refused("new", "marmule", "--output", tmp_path / "nulle" / "part.offre")
    assert "c'est le nom d'un dossier" in refused("new", "marmule", "--output", tmp_path)
    assert "c'est le nom d'un dossier" in refused("new", "marmule", "--output", tmp_path, "--force")


def test_the_help_names_what_there_is(run: Run) -> None:
    out = " ".join(run("new", "--help").out.split())
    assert "marmule" in out
    assert "trois-niveaux" in out


def test_the_schema_is_printed(run: Run) -> None:
    assert run("schema").json["properties"]["format"] == {"const": 1}
