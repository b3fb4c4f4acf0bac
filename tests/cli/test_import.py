"""`offerdesigner import`: a grid made in a spreadsheet becomes a file, and no amount is guessed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read
from tests.cli.conftest import Run
from tests.storage.workbooks import ods, xlsx

Refused = Callable[..., str]

ROWS = [
    ["Offre", "Essentielle", "Active"],
    ["Prix par mois", "10 €", "25 €"],
    ["Prix par an", "100 €", "1.250 €"],
    ["Adhésion", "20 €", "20 €"],
    ["Utilisateurs", Decimal(5), Decimal(15)],
    ["Messagerie", "x", "x"],
    ["Option visio", "4 €/mois", "incluse"],
]


def csv_of(rows: list[list[object]]) -> bytes:
    return "\n".join(";".join(map(str, row)) for row in rows).encode()


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "tarifs.csv"
    path.write_bytes(csv_of(ROWS))
    return path


def yearly(project: Project) -> list[Decimal | None]:
    return [offer.terms[0].price for offer in project.offers]


@pytest.mark.parametrize("suffix", ["csv", "ods", "xlsx"])
def test_each_kind_of_file_becomes_a_project(run: Run, tmp_path: Path, suffix: str) -> None:
    write = {"csv": lambda: csv_of(ROWS), "ods": lambda: ods({"Tarifs": ROWS}), "xlsx": lambda: xlsx({"Tarifs": ROWS})}
    path, output = tmp_path / f"tarifs.{suffix}", tmp_path / "tarifs.offre"
    path.write_bytes(write[suffix]())
    outcome = run("import", path, "--output", output, "--amounts", "thousands")
    assert outcome.status == 0
    assert outcome.out.splitlines()[0] == f"Créé\u00a0: {output}"
    assert "2 offres, 2 services, 1 option" in outcome.out.replace("\u00a0", " ")
    told = outcome.err.replace("\u00a0", " ")
    assert told == "offerdesigner : Ligne 4, « Adhésion » : l’adhésion se saisit dans « Structure ».\n"
    project = read(output).project
    assert [offer.name for offer in project.offers] == ["Essentielle", "Active"]
    assert project.ranges[0].name.casefold() == "tarifs"
    assert project.offers[0].rates[0].charge == FlatPrice(amount=Decimal(10))
    assert yearly(project) == [100, 1250]


def test_an_ambiguous_amount_stops_and_names_its_cell(refused: Refused, grid: Path, tmp_path: Path) -> None:
    sentence = refused("import", grid, "--output", tmp_path / "x.offre")
    assert "C3 (« 1.250 € »)" in sentence
    assert "--amounts thousands (1 250 €) ou decimals (1,25 €)" in sentence
    assert not (tmp_path / "x.offre").exists()


def test_how_amounts_are_read_can_be_said(run: Run, grid: Path, tmp_path: Path) -> None:
    assert run("import", grid, "--output", tmp_path / "x.offre", "--amounts", "decimals").status == 0
    assert yearly(read(tmp_path / "x.offre").project) == [100, Decimal("1.25")]


def test_many_ambiguous_cells_are_counted(refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Offre;" + ";".join("ABCDEFG") + "\nPrix" + ";1.234" * 7, encoding="utf-8")
    assert "F2 (« 1.234 ») et 2 autres cases." in refused("import", path, "--output", tmp_path / "x.offre")


def test_the_sheet_and_the_orientation_can_be_said(run: Run, refused: Refused, tmp_path: Path) -> None:
    path, output = tmp_path / "tarifs.ods", tmp_path / "x.offre"
    across = [list(row) for row in zip(*ROWS, strict=True)]
    path.write_bytes(ods({"Membres": [["Nom", "Ville"], ["A", "B"]], "En lignes": across}))
    arguments = ("--output", output, "--amounts", "thousands", "--force")
    assert run("import", path, *arguments).status == 0
    assert read(output).project.ranges[0].name == "En lignes"
    assert (
        run("import", path, *arguments, "--sheet", "en LIGNES", "--offers", "rows", "--name", "Solidaire").status == 0
    )
    assert read(output).project.ranges[0].name == "Solidaire"
    assert "au choix : « Membres » ou « En lignes »" in refused("import", path, *arguments, "--sheet", "Autre")
    assert "au choix : columns, rows" in refused("import", path, *arguments, "--offers", "travers")
    assert "au choix : thousands, decimals" in refused("import", path, *arguments, "--amounts", "3")


def test_an_existing_file_is_kept_unless_forced(run: Run, refused: Refused, grid: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.offre"
    output.write_text("à moi", encoding="utf-8")
    arguments = ("import", grid, "--output", output, "--amounts", "thousands")
    assert "ajoutez --force" in refused(*arguments)
    assert output.read_text(encoding="utf-8") == "à moi"
    assert run(*arguments, "--force").status == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "il n'existe pas"),
        (b"", "il est vide"),
        (b"\x00\x01\x02" * 50, "ni un tableau de texte"),
        (b"PK\x03\x04" + b"x" * 50, "abîmé"),
        (b"bonjour", "Aucune offre"),
    ],
)
def test_what_is_no_grid_is_told(refused: Refused, tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "t.ods"
    if content is not None:
        path.write_bytes(content)
    assert said in refused("import", path, "--output", tmp_path / "x.offre")
    assert not (tmp_path / "x.offre").exists()


def test_a_hostile_cell_commands_no_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Offre;Une;Deux\nPrix;\u202e<b>beaucoup\u2066;1\nMail;x;x\n", encoding="utf-8")
    outcome = run("import", path, "--output", tmp_path / "x.offre")
    assert "<b>beaucoup" in outcome.err
    assert not {"\x1b", "\u202e", "\u2066"} & set(outcome.out + outcome.err)


def test_a_text_is_imported_without_what_reads_workbooks(grid: Path, tmp_path: Path) -> None:
    arguments = ["import", str(grid), "--output", str(tmp_path / "x.offre"), "--amounts", "thousands"]
    look = (
        "import sys; from offerdesigner.__main__ import main; "
        f"main({arguments!r}); "
        "print([m for m in ('PySide6', 'reportlab', 'pypdfium2', 'python_calamine') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
