from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from offerdesigner.model.charges import FlatPrice, OnQuote, UnitPrice
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.storage.files import save
from tests.cli.conftest import Run
from tests.plain import plain, plain_line

FileOf = Callable[[str], Path]


@pytest.fixture
def terms_file(tmp_path: Path) -> Path:
    """The course's 10 € a month, 100 € a year, 180 € for two; and an offer on quote."""
    monthly = RateCard(id="price", charge=FlatPrice(amount=10))
    project = Project(
        ranges=(Range(id="all", name="Tous"),),
        offers=(
            Offer(
                id="forest",
                range="all",
                name="Forêt d'été",
                rates=(monthly,),
                terms=(Term(id="a", months=1), Term(id="b", months=12, price=100), Term(id="c", months=24, price=180)),
            ),
            Offer(id="quote", range="all", name="Grand compte", rates=(RateCard(id="price", charge=OnQuote()),)),
            Offer(id="twin-1", range="all", name="Double", rates=(monthly,)),
            Offer(id="twin-2", range="all", name="double", rates=(monthly,)),
            Offer(
                id="cents",
                range="all",
                name="Centimes",
                rates=(RateCard(id="p", charge=UnitPrice(unit_price="0.125")),),
            ),
        ),
    )
    path = tmp_path / "terms.offre"
    save(project, path, None)
    return path


@pytest.mark.parametrize(
    ("users", "storage", "monthly", "first_year", "next_year"),
    [("11", "35", "30.00", "430.00", "380.00"), ("5", "20", "10.00", "190.00", "140.00")],
)
def test_marmule_as_the_course_counts_it(
    run: Run, file_of: FileOf, users: str, storage: str, monthly: str, first_year: str, next_year: str
) -> None:
    file = file_of("marmule")
    usage = ("--usage", f"users={users}", "--usage", f"storage={storage}")
    priced = run("price", file, "--offer", "Marmule", *usage, "--months", "12", "--json").json
    assert (priced["offer"], priced["monthly"], priced["first_year"], priced["next_year"]) == (
        "Marmule", monthly, first_year, next_year,
    )  # fmt: skip
    kinds = [line["kind"] for line in priced["lines"]]
    assert kinds.count("setup") == kinds.count("membership") == 1
    for year in ("first_year", "next_year"):
        assert sum(float(line[year]) for line in priced["lines"]) == float(priced[year])
    for line in priced["lines"]:
        assert set(line) == {
            "kind", "label", "detail", "amount", "period_months", "first_year", "next_year", "address",
        }  # fmt: skip


@pytest.mark.parametrize(("months", "saving", "first_year"), [("12", "20.00", "100.00"), ("24", "60.00", "90.00")])
def test_savings_of_the_terms(run: Run, terms_file: Path, months: str, saving: str, first_year: str) -> None:
    priced = run("price", terms_file, "--offer", "forest", "--months", months, "--json").json
    assert (priced["term_months"], priced["saving"], priced["first_year"]) == (int(months), saving, first_year)


@pytest.mark.parametrize("name", ["Forêt d'été", "FORET  D’ETE", "forest", "Forest"])
def test_an_offer_is_found_by_name_or_id(run: Run, terms_file: Path, name: str) -> None:
    assert run("price", terms_file, "--offer", name, "--json").json["offer_id"] == "forest"


def test_on_quote_is_null_and_never_nought(run: Run, terms_file: Path) -> None:
    priced = run("price", terms_file, "--offer", "Grand compte", "--json").json
    assert priced["monthly"] is priced["first_year"] is priced["next_year"] is priced["lines"][0]["amount"] is None
    assert "sur devis" in run("price", terms_file, "--offer", "Grand compte").out


def test_people_read_a_table_whose_total_is_the_sum(run: Run, file_of: FileOf) -> None:
    file = file_of("marmule")
    outcome = run("price", file, "--offer", "Marmule", "--usage", "users=11", "--usage", "storage=35")
    lines = outcome.out.replace("\u00a0", " ").splitlines()
    assert lines[0] == "Marmule · 11 utilisateurs · 35 Go · engagement de 1 an"
    assert "Total                                            430 €            380 €" in lines
    assert outcome.err == ""
    assert max(map(len, lines)) <= 100


def test_a_narrow_terminal_wraps_the_detail(run: Run, file_of: FileOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = run("price", file_of("proton"), "--offer", "Proton Family", "--months", "24").out
    assert out.count("\n") > 5


def test_options_add_up(run: Run, file_of: FileOf) -> None:
    file = file_of("marmule")
    alone = run("price", file, "--offer", "marmule", "--json").json
    more = run("price", file, "--offer", "marmule", "--option", "10 go DE PLUS", "--json").json
    assert more["options"] == ["10 Go de plus"]
    assert float(more["monthly"]) == float(alone["monthly"]) + 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--offer", "marmul"], "Il n'y a pas d'offre « marmul » ; vouliez-vous dire « Marmule » ?"),
        (["--offer", "zzz"], "Il n'y a pas d'offre « zzz » ; au choix : « Marmule »."),
        (["--offer", ""], "Il n'y a pas d'offre « » ; au choix : « Marmule »."),
        (["--offer", "marmule", "--option", "5 utilisateur"], "vouliez-vous dire « 5 utilisateurs de plus » ?"),
        (["--offer", "marmule", "--usage", "user=3"], "vouliez-vous dire « Utilisateurs » ?"),
        (["--offer", "marmule", "--usage", "users"], "écrivez une mesure et un nombre"),
        (["--offer", "marmule", "--usage", "users="], "n'est pas un nombre"),
        (["--offer", "marmule", "--usage", "users=beaucoup"], "« beaucoup » n'est pas un nombre"),
        (["--offer", "marmule", "--usage", "users=-3"], "ne peut pas être une quantité"),
        (["--offer", "marmule", "--usage", "users=1e3"], "n'est pas un nombre"),
        (["--offer", "marmule", "--usage", "users=NaN"], "n'est pas un nombre"),
        (["--offer", "marmule", "--usage", f"users={'9' * 400}"], "ne peut pas être une quantité"),
        (["--offer", "marmule", "--usage", "users=1.234"], "écrivez-le sans point"),
        (["--offer", "marmule", "--usage", "users=1,5"], "se compte en entiers"),
        (["--offer", "marmule", "--usage", "storage=1,23456"], "trop de décimales"),
        (["--offer", "marmule", "--usage", "users=1", "--usage", "Utilisateurs=2"], "est donné deux fois"),
        (["--offer", "marmule", "--months", "0"], "de 1 à 120"),
        (["--offer", "marmule", "--months", "-3"], "de 1 à 120"),
        (["--offer", "marmule", "--months", "121"], "de 1 à 120"),
        (["--offer", "marmule", "--months", "un"], "de 1 à 120"),
        (["--offer", "marmule", "--months", "12.5"], "de 1 à 120"),
        (["--offer", "marmule", "--months", "²"], "de 1 à 120"),
    ],
)
def test_what_makes_no_sense_is_told(
    refused: Callable[..., str], file_of: FileOf, arguments: list[str], said: str
) -> None:
    assert said in refused("price", file_of("marmule"), *arguments)


def test_two_offers_of_one_name_are_told_apart_by_id(refused: Callable[..., str], run: Run, terms_file: Path) -> None:
    assert "(twin-1 ou twin-2)" in refused("price", terms_file, "--offer", "Double")
    assert run("price", terms_file, "--offer", "twin-2", "--json").json["offer"] == "double"


def test_a_name_in_a_file_without_any_is_told(refused: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "vide.offre"
    save(Project(), path, None)
    assert "Il n'y a pas d'offre dans ce fichier." in refused("price", path, "--offer", "x")


def test_a_term_longer_than_a_year_says_what_a_year_stands_for(run: Run, file_of: FileOf) -> None:
    said = plain_line(run("price", file_of("proton"), "--offer", "Proton Family", "--months", "30").out)
    assert "engagement de 30 mois, à l'échéance de 2 ans" in said
    assert "la part d'une année" in said


@pytest.fixture
def listed_file(tmp_path: Path) -> Path:
    """10 € a month and 100 € a year; 40 % less, rounded to the euro, for those on a low income."""
    offer = Offer(
        id="active",
        range="all",
        name="Active",
        rates=(RateCard(id="price", charge=FlatPrice(amount=10)),),
        terms=(Term(id="month", months=1), Term(id="year", months=12, price=100)),
    )
    lists = (
        PriceList(id="low", name="Tarif solidaire", condition="petits budgets", percent_off=40, round_to=1),
        PriceList(id="members", name="Adhérents"),
    )
    path = tmp_path / "listed.offre"
    save(Project(ranges=(Range(id="all", name="Tous"),), offers=(offer,), price_lists=lists), path, None)
    return path


@pytest.mark.parametrize(("name", "year"), [("TARIF SOLIDAIRE", "60.00"), ("low", "60.00"), ("adherents", "100.00")])
def test_the_price_in_a_list(run: Run, listed_file: Path, name: str, year: str) -> None:
    priced = run("price", listed_file, "--offer", "Active", "--price-list", name, "--json").json
    assert priced["next_year"] == year
    assert run("price", listed_file, "--offer", "Active", "--json").json["price_list"] is None


def test_the_list_and_who_it_is_for_are_told(run: Run, listed_file: Path) -> None:
    said = run("price", listed_file, "--offer", "Active", "--price-list", "Tarif solidaire").out
    said = plain(said)
    assert said.startswith("Active · Tarif solidaire (petits budgets) · engagement de 1 an")
    assert "60 €" in said


def test_an_unknown_list_is_refused(refused: Callable[..., str], listed_file: Path, terms_file: Path) -> None:
    said = refused("price", listed_file, "--offer", "Active", "--price-list", "Tarif solidair")
    assert said.endswith("Il n'y a pas de grille de prix « Tarif solidair » ; vouliez-vous dire « Tarif solidaire » ?")
    said = refused("price", terms_file, "--offer", "forest", "--price-list", "low")
    assert said.endswith("Il n'y a pas de grille de prix dans ce fichier.")
