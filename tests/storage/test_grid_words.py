"""The words of a sheet: what its headings announce, and what its cells are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.offers import TaxMode
from offerdesigner.storage.exchange.grid_amounts import (
    Ambiguous,
    is_price_cell,
    option_price,
    pack_size,
    read_price,
    read_quantity,
)
from offerdesigner.storage.exchange.grid_labels import holder_said_by, option_name, said_by
from offerdesigner.storage.exchange.grid_layout import HolderRole, LineKind, LineRole, Reading
from offerdesigner.text import parse_number

PRICE = LineKind.PRICE

HEADINGS = [
    ("Offre", LineRole(LineKind.NAME)),
    ("Nom de l’offre", LineRole(LineKind.NAME)),
    ("Nos formules :", LineRole(LineKind.NAME)),
    ("Pour qui ?", LineRole(LineKind.PUBLIC)),
    ("Public visé", LineRole(LineKind.PUBLIC)),
    ("En bref", LineRole(LineKind.PROMISE)),
    ("Tout ce qu'il y a dans", LineRole(LineKind.INHERITS)),
    ("Prix", LineRole(PRICE, 1)),
    ("Par mois", LineRole(PRICE, 1)),
    ("Tarif mensuel HT", LineRole(PRICE, 1)),
    ("Prix TTC / mois", LineRole(PRICE, 1)),
    ("Abonnement annuel", LineRole(PRICE, 12)),
    ("Prix à l'année", LineRole(PRICE, 12)),
    ("12 mois", LineRole(PRICE, 12)),
    ("Par trimestre", LineRole(PRICE, 3)),
    ("2 semestres", LineRole(PRICE, 12)),
    ("Tarif biennal", LineRole(PRICE, 24)),
    ("Prix par an (2 mois offerts)", LineRole(PRICE, 12)),
    ("Par an, deux mois gratuits", LineRole(PRICE, 12)),
    ("Prix par mois (engagement 12 mois)", LineRole(PRICE, 1)),
    ("Tarif (par an)", LineRole(PRICE, 12)),
    ("Tarif (solidaire) par mois", LineRole(LineKind.LEFT)),
    ("2 ans", LineRole(PRICE, 24)),
    ("Deux ans", LineRole(PRICE, 24)),
    ("Engagement 3 ans", LineRole(PRICE, 36)),
    ("18 mois", LineRole(PRICE, 18)),
    ("Une fois", LineRole(PRICE, None)),
    ("Frais de mise en service", LineRole(LineKind.SETUP, None)),
    ("Installation", LineRole(LineKind.SETUP, None)),
    ("Utilisateurs compris", LineRole(LineKind.USERS)),
    ("Nombre de comptes", LineRole(LineKind.USERS)),
    ("Nombre d'utilisateurs max.", LineRole(LineKind.USERS)),
    ("Stockage (Go)", LineRole(LineKind.STORAGE)),
    ("Espace disque inclus", LineRole(LineKind.STORAGE)),
    ("Utilisateur supplémentaire", LineRole(LineKind.MORE_USERS, 1)),
    ("Compte en plus, par an", LineRole(LineKind.MORE_USERS, 12)),
    ("10 Go en plus", LineRole(LineKind.MORE_STORAGE, 1)),
    ("Prix du Go supplémentaire", LineRole(LineKind.MORE_STORAGE, 1)),
    ("Adhésion annuelle", LineRole(LineKind.LEFT)),
    ("TVA", LineRole(LineKind.LEFT)),
    ("Tarif solidaire par mois", LineRole(LineKind.LEFT)),
]

NAMES = [
    "Messagerie", "Comptes e-mail", "Visioconférence", "Assistance par courriel", "Espace adhérents", "Site public",
    "Sauvegarde par jour", "Support 2 h par mois", "1 To", "5 € / utilisateur / mois", "Partager vos fichiers",
]  # fmt: skip


@pytest.mark.parametrize(("heading", "role"), HEADINGS)
def test_what_a_heading_announces(heading: str, role: LineRole) -> None:
    said = said_by(heading)
    assert said is not None
    assert said.role == role
    shouted = said_by(f"  {heading.upper()} ")
    assert shouted is not None
    assert shouted.role == role


@pytest.mark.parametrize("heading", NAMES)
def test_the_name_of_a_service_announces_nothing(heading: str) -> None:
    assert said_by(heading) is None


def test_taxes_and_reasons_of_headings() -> None:
    heading = said_by("Tarif mensuel HT")
    assert heading is not None
    assert heading.tax is TaxMode.HT
    fee = said_by("Cotisation")
    assert fee is not None
    assert "Structure" in fee.reason


def test_options_and_side_columns() -> None:
    assert option_name("Option : visio à 30") == "Visio à 30"
    assert option_name("Options") is None
    assert option_name("Optionnel") is None
    assert holder_said_by("Logiciel") is HolderRole.SOFTWARE
    assert holder_said_by("Remarques :") is HolderRole.LEFT
    assert holder_said_by("Essentielle") is None


AMOUNTS = [
    ("10 €", "10", None, None, None),
    ("1 234,50 €", "1234.5", None, None, None),
    ("1\u202f234,50\u00a0€", "1234.5", None, None, None),
    ("10 €/mois", "10", 1, None, None),
    ("100 euros par an", "100", 12, None, None),
    ("12 € HT", "12", None, TaxMode.HT, None),
    ("12 € TTC / mois", "12", 1, TaxMode.TTC, None),
    ("25 EUR (HT) mensuel", "25", 1, TaxMode.HT, None),
    ("5 €/utilisateur/mois", "5", 1, None, "users"),
    ("6,58 € par mois et par personne", "6.58", 1, None, "users"),
    ("0,0125 € / Go", "0.0125", None, None, "storage"),
    ("180 € pour 2 ans", "180", 24, None, None),
    ("180 € pour deux ans", "180", 24, None, None),
    ("50 € par semestre", "50", 6, None, None),
    ("30 € trimestriel", "30", 3, None, None),
    ("+ 4 €/mois", "4", 1, None, None),
    ("150 €, une fois", "150", None, None, None),
    ("21.500,00", "21500", None, None, None),
    ("0.5", "0.5", None, None, None),
]


@pytest.mark.parametrize(("cell", "amount", "months", "tax", "unit"), AMOUNTS)
def test_amounts_as_people_write_them(
    cell: str, amount: str, months: int | None, tax: TaxMode | None, unit: str | None
) -> None:
    price = read_price(cell, None)
    assert parse_number(price.typed) == Decimal(amount)
    assert (price.months, price.tax, price.unit) == (months, tax, unit)
    assert not price.was_rounded
    assert is_price_cell(cell)


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("Sur devis", "sur devis"),
        ("nous contacter", "nous contacter"),
        ("Gratuit", "gratuit"),
        ("offerte", "offerte"),
        ("Offerts", "offerts"),
    ],
)
def test_prices_in_words(cell: str, typed: str) -> None:
    assert read_price(cell, None).typed == typed
    assert is_price_cell(cell)


@pytest.mark.parametrize("cell", ["beaucoup", "à partir de 10 €", "10 € + 2 €", "x", "—", "Essentielle", "-3 €"])
def test_what_is_no_price(cell: str) -> None:
    assert not is_price_cell(cell)


def test_packs() -> None:
    price = read_price("2 € les 10 Go", None)
    assert (price.typed, price.size, price.unit) == ("2", Decimal(10), "storage")
    assert read_price("5 €/mois par tranche de 5 utilisateurs", None).size == 5
    assert pack_size("10 Go en plus") == 10
    assert pack_size("Go en plus") is None


@pytest.mark.parametrize("cell", ["1.234", "1,234 €", "1.234 €/mois HT", "12.345", "999,999"])
def test_an_amount_that_can_be_read_in_two_ways_is_not_guessed(cell: str) -> None:
    with pytest.raises(Ambiguous) as doubt:
        read_price(cell, None)
    thousands, decimals = (doubt.value.readings[reading] for reading in Reading)
    assert thousands == decimals * 1000
    assert parse_number(read_price(cell, Reading.THOUSANDS).typed) == thousands
    rounded = read_price(cell, Reading.DECIMALS)
    assert parse_number(rounded.typed) == round(decimals + Decimal("0.000001"), 2)
    assert rounded.was_rounded


def test_a_number_of_the_spreadsheet_is_never_ambiguous() -> None:
    assert parse_number(read_price(Decimal("1.234"), None).typed) == Decimal("1.23")
    assert parse_number(read_price(Decimal(1234), None).typed) == 1234


@given(
    st.decimals(0, 999_999, places=2),
    st.sampled_from(["{}", "{} €", "{}€/mois", "{} € TTC", "+ {} €", "({} € HT)", "{} euros par an"]),
)
def test_any_amount_reads_as_it_is_written(amount: Decimal, pattern: str) -> None:
    price = read_price(pattern.format(f"{amount:.2f}".replace(".", ",")), None)
    assert parse_number(price.typed) == amount


@given(st.text(max_size=40) | st.from_regex(r"[-+]?\d{1,4}[ .,]?\d{0,4} ?(€|%|Go|mois|/an|HT)*", fullmatch=True))
def test_any_cell_is_a_price_or_is_not(cell: str) -> None:
    is_price_cell(cell)
    for unit in ("users", "storage"):
        read_quantity(cell, Reading.DECIMALS, unit)
    option_price(cell)
    said_by(cell)


@pytest.mark.parametrize(
    ("cell", "unit", "typed"),
    [
        ("5", "users", "5"),
        ("jusqu'à 15", "users", "15"),
        ("10 utilisateurs max.", "users", "10"),
        ("illimité", "users", "illimité"),
        ("20 Go", "storage", "20"),
        ("20GB", "storage", "20"),
        ("1 To", "storage", "1\u202f000"),
        ("500 Mo", "storage", "0,5"),
        (Decimal(50), "storage", "50"),
        ("20 Go", "users", None),
        ("selon vos besoins", "storage", None),
    ],
)
def test_quantities(cell: str | Decimal, unit: str, typed: str | None) -> None:
    assert read_quantity(cell, None, unit) == typed


@pytest.mark.parametrize(
    ("cell", "price"),
    [
        ("en option", ""),
        ("Option", ""),
        ("en option, + 4 €", "+ 4 €"),
        ("option (+4 €/mois)", "+4 €/mois"),
        ("En option : 8 €", "8 €"),
        ("+ 4 €", "4 €"),
        ("+33 6", "33 6"),
        ("oui", None),
        ("optionnelle selon le cas", None),
    ],
)
def test_services_in_option(cell: str, price: str | None) -> None:
    assert option_price(cell) == price
