"""What « Aller à… » finds by what somebody types."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.targets import LIMIT, Finder, Target, of_project
from offerdesigner.checks.engine import Report, run
from offerdesigner.model.address import exists
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy
from tests.strategies import projects

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def finder() -> Finder:
    project = open_copy("nuage-commun")
    return Finder(of_project(project, run(project, today=TODAY)))


@pytest.mark.parametrize(
    "typed, spoken",
    [
        ("active", "Active — offre · Associations"),
        ("ACTIVE", "Active — offre · Associations"),
        ("federation", "Fédération — offre · Associations"),
        ("associations offre act", "Active — offre · Associations"),
        ("federatoin", "Fédération — offre · Associations"),
        ("mise serv active", "Mise en service — prix · Active · 120\u00a0€"),
        ("écrire plusieurs", "Écrire à plusieurs — service · Collabora · Travailler à plusieurs"),
        ("collabora", "Écrire à plusieurs — service · Collabora · Travailler à plusieurs"),
        ("courriel", "Courriel — structure · contact"),
        ("tva taux", "Taux de TVA — structure · TVA"),
        ("conditions", "Conditions — projet"),
        ("travailler", "Travailler à plusieurs — groupe de services"),
        ("associations gamme", "Associations — gamme"),
        ("domaine", "Nom de domaine — option"),
    ],
)
def test_the_likeliest_place_comes_first(finder: Finder, typed: str, spoken: str) -> None:
    assert finder.find(typed)[0].spoken == spoken


def test_words_that_nothing_has_find_nothing(finder: Finder) -> None:
    assert finder.find("xyzzy") == ()
    assert finder.find("zz") == ()


def test_problems_are_found_by_their_words_and_their_place() -> None:
    project = open_copy("marmule")
    report = run(project, today=TODAY)
    finding = report.findings[0]
    found = Finder(of_project(project, report)).find(finding.message)
    assert (found[0].name, found[0].address, found[0].icon) == (finding.message, finding.address, finding.severity)


def test_a_command_says_its_keys() -> None:
    target = Target("Exporter…", "menu Fichier", "right", act=str, keys="Ctrl+E")
    assert target.spoken == "Exporter… — menu Fichier (Ctrl+E)"
    assert target.leads
    assert not Target("Rien", "", "ignored").leads


@given(projects())
def test_everything_found_stands_in_the_project(project: Project) -> None:
    for target in of_project(project, Report(())):
        assert exists(project, target.address), target
        assert target.name


@given(st.lists(st.text(max_size=12), max_size=30), st.text(max_size=12))
def test_whatever_is_typed_the_list_is_short_and_each_is_there_once(names: list[str], typed: str) -> None:
    targets = [Target(name, "", "offers", address=f"offers/o{place}") for place, name in enumerate(names)]
    found = Finder(targets).find(typed)
    assert len(found) <= LIMIT
    assert len({target.address for target in found}) == len(found)
    assert set(found) <= set(targets)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=LIMIT))
def test_a_name_finds_itself(names: list[str]) -> None:
    targets = [Target(name, "", "offers", address=f"offers/o{place}") for place, name in enumerate(names)]
    finder = Finder(targets)
    assert all(target in finder.find(target.name) for target in targets)
