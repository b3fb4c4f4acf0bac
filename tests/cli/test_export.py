from __future__ import annotations

import io
import os
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Range
from offerdesigner.storage.files import read, save
from tests.cli.conftest import Run
from tests.economics.bundles import four_structures
from tests.render.quotes import worked

FileOf = Callable[[str], Path]
Refused = Callable[..., str]

SHEET = ("--document", "tariff-sheet")


@pytest.fixture
def two_ranges(file_of: FileOf) -> Path:
    """Sleto's four offers, and one of them again for another public."""
    path = file_of("sleto")
    opened = read(path)
    project = opened.project
    other = Range(id="other", name="Écoles", public="les écoles")
    copied = evolve(project.offers[0], id="copied", range="other")
    wider = evolve(project, ranges=(*project.ranges, other), offers=(*project.offers, copied))
    save(wider, path, opened.fingerprint)
    return path


def sizes(path: Path) -> list[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        return [(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages]


def test_the_sheet_as_a_pdf(run: Run, file_of: FileOf, tmp_path: Path) -> None:
    path = tmp_path / "Fiche d'été.pdf"
    outcome = run("export", file_of("sleto"), *SHEET, "--output", path)
    assert outcome.status == 0
    assert outcome.out.rstrip().endswith(str(path))
    assert len(sizes(path)) >= 1


def test_the_layout_is_obeyed(run: Run, file_of: FileOf, tmp_path: Path) -> None:
    file, path = file_of("sleto"), tmp_path / "f.pdf"
    for layout, is_tall in (("portrait", True), ("landscape", False)):
        run("export", file, *SHEET, "--output", path, "--layout", layout)
        assert all((height > width) == is_tall for width, height in sizes(path))


def test_a_range_alone_by_its_name(run: Run, two_ranges: Path, tmp_path: Path) -> None:
    path = tmp_path / "f.pdf"
    run("export", two_ranges, *SHEET, "--output", path)
    both = len(sizes(path))
    run("export", two_ranges, *SHEET, "--output", path, "--range", "ecoles")
    assert len(sizes(path)) < both


def test_a_picture_a_page(run: Run, two_ranges: Path, tmp_path: Path) -> None:
    run("export", two_ranges, *SHEET, "--output", tmp_path / "f.png")
    pages = sorted(each.name for each in tmp_path.glob("*.png"))
    assert pages == ["f-1.png", "f-2.png"]
    for page in pages:
        picture = Image.open(io.BytesIO((tmp_path / page).read_bytes()))
        assert min(picture.size) > 1000


def test_one_page_keeps_its_name(run: Run, two_ranges: Path, tmp_path: Path) -> None:
    run("export", two_ranges, *SHEET, "--output", tmp_path / "F.PNG", "--range", "Écoles")
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".offre"] == ["F.PNG"]


def test_the_same_offer_gives_the_same_bytes(run: Run, file_of: FileOf, tmp_path: Path) -> None:
    file = file_of("ksuite")
    run("export", file, *SHEET, "--output", tmp_path / "a.pdf")
    run("export", file, *SHEET, "--output", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--document", "affiche", "--output", "f.pdf"],
            "« affiche » n'est pas un document (au choix : tariff-sheet, partner-statement, "
            "focus-group-guide, viability-report, quote, board-sheet)",
        ),
        ([*SHEET, "--output", "f.docx"], "au choix : .pdf, .png"),
        ([*SHEET, "--output", "f"], "au choix : .pdf, .png"),
        ([*SHEET, "--output", "f.pdf", "--layout", "rond"], "au choix : auto, portrait, landscape"),
        ([*SHEET, "--output", "f.pdf", "--range", "Structure"], "vouliez-vous dire « Structures » ?"),
        ([*SHEET, "--output", "nulle/part/f.pdf"], "son dossier n'existe pas"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    refused: Refused, file_of: FileOf, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    file = file_of("sleto")
    monkeypatch.chdir(file.parent)
    assert said in refused("export", file, *arguments)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_an_offer_named_as_a_pdf_is_not_replaced(run: Run, refused: Refused, file_of: FileOf, tmp_path: Path) -> None:
    file = file_of("sleto").rename(tmp_path / "sleto.pdf")
    assert "ne peut pas prendre la place de l'offre" in refused("export", file, *SHEET, "--output", file)
    assert read(file).project.offers


def test_a_failed_export_keeps_the_former(
    run: Run, refused: Refused, file_of: FileOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, path = file_of("sleto"), tmp_path / "f.pdf"
    run("export", file, *SHEET, "--output", path)
    former = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert "« f.pdf » n'a pas été enregistré : le disque est plein" in refused("export", file, *SHEET, "--output", path)
    assert path.read_bytes() == former
    assert not list(tmp_path.glob(".*"))


def test_a_quote_for_other_programs(run: Run, refused: Refused, tmp_path: Path) -> None:
    file = tmp_path / "devis.offre"
    save(worked(), file, None)
    asked = ("export", file, "--document", "quote", "--number", "D-2026-014", "--output")
    for name in ("d.pdf", "d.eml", "d.csv", "d.ods", "d.json"):
        assert run(*asked, tmp_path / name).status == 0
    mail = message_from_bytes((tmp_path / "d.eml").read_bytes(), policy=default)
    [attached] = mail.iter_attachments()
    assert attached.get_content() == (tmp_path / "d.pdf").read_bytes()
    told = run("quote", file, "--number", "D-2026-014", "--json").out
    assert (tmp_path / "d.json").read_text(encoding="utf-8") == told
    assert "au choix : .pdf, .png" in refused("export", file, *SHEET, "--output", tmp_path / "f.csv")


def test_no_quote_to_export(refused: Refused, file_of: FileOf, tmp_path: Path) -> None:
    output = tmp_path / "d.csv"
    said = refused("export", file_of("proton"), "--document", "quote", "--output", output)
    assert said.endswith("Il n'y a pas de devis dans ce fichier.")
    assert not output.exists()


def test_a_statement_by_structure(run: Run, tmp_path: Path) -> None:
    path, output = tmp_path / "bouquet.offre", tmp_path / "releve.pdf"
    save(four_structures(), path, None)
    assert run("export", path, "--document", "partner-statement", "--output", output).status == 0
    with pikepdf.open(output) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Relevé par structure"
        assert len(pdf.pages) == 4


def test_a_guide_of_discussion(run: Run, file_of: FileOf, tmp_path: Path) -> None:
    output = tmp_path / "guide.pdf"
    assert run("export", file_of("nuage-commun"), "--document", "focus-group-guide", "--output", output).status == 0
    with pikepdf.open(output) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Guide de discussion"
        assert str(pdf.Root.Lang) == "fr-FR"


def test_a_viability_report(run: Run, file_of: FileOf, tmp_path: Path) -> None:
    output = tmp_path / "rapport.pdf"
    assert run("export", file_of("nuage-commun"), "--document", "viability-report", "--output", output).status == 0
    with pikepdf.open(output) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Rapport de viabilité"
        assert str(pdf.Root.Lang) == "fr-FR"
        assert 3 <= len(pdf.pages) <= 6


def test_a_decision_sheet_by_the_number_of_its_quote(run: Run, tmp_path: Path) -> None:
    file, path = tmp_path / "q.offre", tmp_path / "fiche.pdf"
    save(worked(), file, None)
    assert run("export", file, "--document", "board-sheet", "--number", "D-2026-014", "--output", path).status == 0
    assert sizes(path) == [(595, 842)]


def test_a_quote_by_its_number(run: Run, refused: Refused, tmp_path: Path) -> None:
    file, path = tmp_path / "o.offre", tmp_path / "d.pdf"
    save(worked(), file, None)
    assert run("export", file, "--document", "quote", "--number", "D-2026-014", "--output", path).status == 0
    assert len(sizes(path)) == 2
    said = refused("export", file, "--document", "quote", "--number", "D-2026-015", "--output", path)
    assert "Il n'y a pas de devis « D-2026-015 »" in said.replace("\u2019", "'").replace("\u00a0", " ")
    assert "gamme" in refused("export", file, "--document", "quote", "--range", "x", "--output", path)
    assert "devis" in refused("export", file, *SHEET, "--number", "x", "--output", path)
