"""`offerdesigner map` and `offerdesigner shares`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.sharing import PartnerShare, Sale, SharingRule
from offerdesigner.model.structure import Structure
from offerdesigner.storage.files import save
from tests.cli.conftest import Run
from tests.plain import plain
from tests.samples import offers_alone

FileOf = Callable[[str], Path]


def test_the_map_gives_the_best_offer_of_each_quantity_and_where_it_changes(run: Run, file_of: FileOf) -> None:
    told = run(
        "map", file_of("nuage-commun"), "--metric", "users=1..60", "--usage", "storage=200", "--months", "1", "--json"
    ).json
    assert [point["quantity"] for point in told["points"]] == list(range(1, 61))
    assert told["crossings"] == [{"quantity": 16, "before": "Essentielle", "after": "Active"}]
    fifteen, sixteen = told["points"][14:16]
    # 12 € with three packs of 50 Go and one of 5 people; 25 € with nothing more.
    assert (fifteen["offer"], fifteen["price"]) == ("Essentielle", "24.00")
    assert fifteen["options"] == ["5 personnes de plus", "50 Go de plus"]
    assert (sixteen["offer"], sixteen["options"], sixteen["price"]) == ("Active", [], "25.00")
    assert told["never"] == ["Fédération"]


def test_the_map_is_told_in_sentences(run: Run, file_of: FileOf) -> None:
    asked = ("--metric", "personnes=1..120", "--usage", "storage=700", "--months", "1")
    said = plain(run("map", file_of("nuage-commun"), *asked).out)
    assert "Jusqu'à 15 personnes, Essentielle est la moins chère." in said
    assert "De 16 à 30 personnes, Active est la moins chère." in said
    assert "À partir de 31 personnes, Fédération est la moins chère." in said


def test_a_service_that_is_needed_changes_the_map(run: Run, file_of: FileOf) -> None:
    needed = ("--metric", "users=1..40", "--need", "se réunir à distance", "--json")
    assert run("map", file_of("nuage-commun"), *needed).json["points"][0]["offer"] == "Active"


@pytest.mark.parametrize(
    ("metric", "sentence"),
    [
        ("users", "comme users=1..60"),
        ("users=9..2", "du plus petit au plus grand"),
        ("users=1..99999999", "10 000"),
        ("sous=1..9", "Il n'y a pas de mesure « sous »"),
        ("users=-1..9", "comme users=1..60"),
    ],
)
def test_a_map_that_makes_no_sense_is_refused(
    refused: Callable[..., str], file_of: FileOf, metric: str, sentence: str
) -> None:
    assert sentence in refused("map", file_of("nuage-commun"), "--metric", metric)


def test_shares_close_to_the_cent(run: Run, tmp_path: Path) -> None:
    project = offers_alone()
    rule = SharingRule(id="rule", shares=(PartnerShare(id="half", partner="ami", percent=33),))
    shared = evolve(
        project,
        partners=(Structure(id="ami", name="Amie"),),
        sharing=(rule,),
        sales=(Sale(id="sold", offer="active", clients=7),),
    )
    path = tmp_path / "shared.offre"
    save(shared, path, None)
    told = run("shares", path, "--json").json
    totals = {structure["name"]: structure["total"] for structure in told["structures"]}
    # 7 × (250 + 120 + 20) €, of which the membership is not shared.
    assert told["revenue"] == "2730.00"
    assert totals == {"Nuage Commun": "1875.30", "Amie": "854.70"}
    assert "Amie" in run("shares", path).out


def test_without_expected_sales_there_is_nothing_to_share(run: Run, file_of: FileOf) -> None:
    assert "Aucune vente" in run("shares", file_of("sleto")).out
