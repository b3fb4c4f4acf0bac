from __future__ import annotations

from pathlib import Path

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat, VatKind
from offerdesigner.storage.files import save
from tests.cli.conftest import Run
from tests.economics.hosts import host
from tests.economics.test_today import hoping, on_quote
from tests.plain import plain_line


@pytest.fixture
def host_file(tmp_path: Path) -> Path:
    path = tmp_path / "host.offre"
    save(host(), path, None)
    return path


def test_the_figures_are_told(run: Run, host_file: Path) -> None:
    outcome = run("economics", host_file)
    assert outcome.status == 0
    told = plain_line(outcome.out)
    assert "30 clients aujourd'hui : 585 € de recettes par mois, 885 € à payer." in told
    assert "Avec le bénévolat à sa valeur, 1 473 € par mois." in told
    assert "Essentielle 10 € − 0,90 € 9,10 € 28,30 €" in told
    assert "prudent 2 8 · 2 · 0 11,86 € 75" in told
    assert "Seuil : 50 clients (30 Essentielle + 15 Active + 5 Fédération), soit 975 €" in told
    assert "À trouver : 20 clients (12 Essentielle + 6 Active + 2 Fédération)." in told
    assert "sept. 2027" in told


def test_what_is_to_find_is_explained_where_it_is_not_a_difference(run: Run, host_file: Path) -> None:
    told = plain_line(run("economics", host_file, "--scenario", "prudent").out)
    assert "Le seuil de 75 clients suit la répartition du scénario, qui n'est pas celle de vos 30 clients" in told
    assert "il en manque 29, et non 45." in told
    assert "et non" not in plain_line(run("economics", host_file).out)


def test_an_empty_project_has_no_amounts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.offre"
    save(Project(), path, None)
    assert plain_line(run("economics", path).out) == "Rien n'est encore connu : ni coût, ni client, ni autre revenu."
    path = tmp_path / "clients.offre"
    save(host(costs=()), path, None)
    told = plain_line(run("economics", path).out)
    assert "585 € de recettes par mois, coûts pas encore saisis." in told
    assert "Il reste" not in told


def test_today_is_said_as_in_the_window(run: Run, tmp_path: Path) -> None:
    hoped, quoted = tmp_path / "hoped.offre", tmp_path / "quoted.offre"
    save(hoping(), hoped, None)
    told = plain_line(run("economics", hoped).out)
    assert "Il manque 300 € par mois." in told
    assert "Les 300 € par mois seulement espérés ne comptent que dans les scénarios où la case" in told
    save(on_quote(), quoted, None)
    told = plain_line(run("economics", quoted).out)
    assert "même avec 300 € d'aides : subventions 200 € et dons 100 €, sans compter 3 clients dont le prix" in told


def test_words_agree_with_what_there_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "small.offre"
    nameless = tuple(evolve(offer, name="") for offer in host().offers)
    save(host(offers=nameless, plan=evolve(host().plan, start=None, target_clients=1)), path, None)
    told = plain_line(run("economics", path).out)
    assert "Objectif de 1 client : mois 1." in told
    assert "Seuil : 50 clients (30 Sans nom + 15 Sans nom + 5 Sans nom)" in told
    assert "en banque (au mois 1)" in told
    assert "hors taxes" not in told
    vat = evolve(host().structure, vat=Vat(kind=VatKind.STANDARD, rate=20))
    path = tmp_path / "charging.offre"
    save(host(structure=vat), path, None)
    assert "Montants hors taxes." in plain_line(run("economics", path).out)


def test_a_scenario_is_followed_by_its_name(run: Run, host_file: Path) -> None:
    told = run("economics", host_file, "--scenario", "Ambitious", "--json").json
    assert told["scenario"] == "ambitious"
    assert told["months"][0]["revenue"]["subscriptions"] == "627.00"
    assert told["months"][0]["date"] == "2026-12-01"
    assert len(told["months"]) == 36
    assert {offer: counts[0] for offer, counts in told["clients_by_offer"].items()} == {
        "essentielle": "19",
        "active": "9.8",
        "federation": "3.2",
    }
    assert {scenario["arrivals"] for scenario in told["scenarios"]} == {"2"}


def test_other_programs_get_exact_words(run: Run, host_file: Path) -> None:
    told = run("economics", host_file, "--json").json
    realistic = next(one for one in told["scenarios"] if one["id"] == "realistic")
    assert [count["clients"] for count in realistic["threshold"]["counts"]] == [30, 15, 5]
    assert (realistic["threshold"]["revenue"], realistic["threshold"]["costs"]) == ("975.00", "952.00")
    assert realistic["break_even"] == {"month": 10, "date": "2027-09-01"}
    assert told["offers"][0]["margin_rate"] == "0.91"
    assert told["offers"][0]["at_a_loss"] is False
    assert told["today"]["by_family"]["work"] == "420.00"


def test_what_is_not_known_is_null_with_its_reason(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.offre"
    save(host(sales=(), scenarios=(), plan=host().plan.model_copy(update={"scenario": None})), path, None)
    told = run("economics", path, "--json").json
    assert told["scenarios"][0]["threshold"] is None
    assert "Aucune vente" in told["scenarios"][0]["why"]
    assert told["offers"][0]["cost_price"] is None
    outcome = run("economics", path)
    assert outcome.status == 0
    assert "Aucune vente" in outcome.out


@pytest.mark.parametrize("name", ["marsnet", "sleto", "trois-niveaux"])
def test_any_file_has_something_to_tell(run: Run, file_of, name: str) -> None:
    assert run("economics", file_of(name)).status == 0


def test_a_scenario_that_is_not_there_is_one_sentence(refused, host_file: Path) -> None:
    sentence = refused("economics", host_file, "--scenario", "ambitiou")
    assert sentence == ("offerdesigner : Il n'y a pas de scénario « ambitiou » ; vouliez-vous dire « ambitious » ?")


def test_it_is_a_command_for_the_program_too(run: Run) -> None:
    assert "combien de clients il faut" in plain_line(run("--help").out)


def test_sales_needed_at_a_price_are_told(run: Run, host_file: Path) -> None:
    # 885 € a month are 10 620 € a year.
    assert "À 50 € pièce, il faudrait 213 ventes par an pour payer 10 620 € de coûts." in plain_line(
        run("economics", host_file, "--price", "50").out
    )
    told = run("economics", host_file, "--price", "50", "--json").json["sales_needed"]
    assert told == {"price": "50.00", "yearly_costs": "10620.00", "sales": 213, "why": None}
    nil = run("economics", host_file, "--price", "0", "--json").json["sales_needed"]
    assert nil["sales"] is None and "le prix est nul" in nil["why"]


@pytest.mark.parametrize("typed", ["-3", "cher", "1e99", "0.001"])
def test_a_price_that_is_none_is_one_sentence(refused, host_file: Path, typed: str) -> None:
    assert typed in refused("economics", host_file, f"--price={typed}")
