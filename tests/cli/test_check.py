from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project, Waiver
from offerdesigner.storage.files import read, save
from tests.cli.conftest import Run

FileOf = Callable[[str], Path]


def test_marmule_is_told_what_the_course_says(run: Run, file_of: FileOf) -> None:
    outcome = run("check", file_of("marmule"), "--json")
    assert outcome.status == 1
    assert outcome.json["waived"] == []
    findings = outcome.json["findings"]
    assert {finding["severity"] for finding in findings} <= {"error", "warning", "advice", "strength"}
    for finding in findings:
        assert set(finding) == {"rule", "severity", "address", "message", "data", "related", "fixes"}
        assert finding["message"].endswith((".", "?"))
        assert all(fix["title"] for fix in finding["fixes"])
    dolibarr = next(finding for finding in findings if "Dolibarr" in finding["message"])
    assert dolibarr["address"].startswith("services/dolibarr")


def test_a_good_offer_gives_nought(run: Run, file_of: FileOf) -> None:
    outcome = run("check", file_of("sleto"))
    assert outcome.status == 0
    assert outcome.err == ""


def test_people_read_the_worst_first_in_a_tidy_page(run: Run, file_of: FileOf) -> None:
    outcome = run("check", file_of("marmule"))
    lines = outcome.out.replace("\u00a0", " ").splitlines()
    assert lines[0].startswith("Pack Marmule : ")
    assert lines.index("Alertes") < lines.index("Conseils")
    assert any(line.startswith("    → Écrire d’abord") for line in lines)
    assert max(map(len, lines)) <= 100


def test_what_was_waived_is_listed_apart_and_alarms_nobody(run: Run, file_of: FileOf) -> None:
    path = file_of("marmule")
    opened = read(path)
    alarms = [each for each in run("check", path, "--json").json["findings"] if each["severity"] == "warning"]
    waivers = tuple(
        Waiver(id=f"w{n}", rule=each["rule"], address=each["address"], reason="Vu ensemble", date=date(2026, 1, 31))
        for n, each in enumerate(alarms)
    )
    save(evolve(opened.project, waivers=waivers), path, opened.fingerprint)
    outcome = run("check", path, "--json")
    assert outcome.status == 0
    assert [each["rule"] for each in outcome.json["waived"]] == [each["rule"] for each in alarms]
    assert outcome.json["waived"][0]["reason"] == "Vu ensemble"
    assert outcome.json["waived"][0]["date"] == "2026-01-31"
    assert "Raison : Vu ensemble" in run("check", path).out.replace("\u00a0", " ")


def test_what_does_not_fit_the_sheet_is_found_too(run: Run, file_of: FileOf) -> None:
    path = file_of("sleto")
    opened = read(path)
    offer = evolve(opened.project.offers[0], name="Anticonstitutionnellement" * 8)
    wide = evolve(opened.project, offers=(offer, *opened.project.offers[1:]))
    before = {each["rule"] for each in run("check", path, "--json").json["findings"]}
    save(wide, path, opened.fingerprint)
    after = {each["rule"] for each in run("check", path, "--json").json["findings"]}
    assert after - before


def test_figures_in_data_are_exact_texts(run: Run, file_of: FileOf) -> None:
    findings = run("check", file_of("marmule"), "--json").json["findings"]

    def no_float(value: object) -> bool:
        if isinstance(value, dict):
            return all(map(no_float, value.values()))
        if isinstance(value, list):
            return all(map(no_float, value))
        return not isinstance(value, float | Decimal)

    assert all(no_float(each["data"]) for each in findings)


@pytest.mark.parametrize(
    "name",
    ["trois-niveaux", "par-packs", "sur-mesure", "groupement", "page-blanche", "nuage-commun", "paquerette", "proton"],
)
def test_every_example_can_be_checked(run: Run, file_of: FileOf, name: str) -> None:
    assert run("check", file_of(name)).status in (0, 1)


def test_an_empty_project_can_be_checked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vide.offre"
    save(Project(), path, None)
    outcome = run("check", path)
    assert outcome.status in (0, 1)
    assert outcome.out.startswith("vide.offre")
