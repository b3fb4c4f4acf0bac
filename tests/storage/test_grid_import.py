"""A sheet becomes a range of offers: proposed, corrected, imported as one edit, and what is left out is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.charges import FlatPrice, OnQuote, PackagePrice, UnitPrice
from offerdesigner.model.offers import Granted, Included, TaxMode, Unlimited, Worded
from offerdesigner.model.typed import read_fee
from offerdesigner.storage.exchange.cells import sheet_of
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_layout import HolderRole, Orientation, Reading, line_words
from offerdesigner.storage.exchange.grid_notes import NoteKind, summary
from tests.storage.grids import PRICE_SHEET, filled, grants_of, offer_named, sheet, table_of, turned


def test_the_layout_of_a_price_sheet_is_proposed() -> None:
    layout = guess(sheet(PRICE_SHEET))
    assert layout.orientation is Orientation.COLUMNS
    assert layout.holders == (HolderRole.HEADING, *[HolderRole.OFFER] * 3, HolderRole.LEFT)
    assert [line_words(role) for role in layout.lines] == [
        "Laisser", "Nom de l'offre", "Pour qui", "Prix par mois", "Prix par an", "Prix pour 2 ans", "Mise en service",
        "Laisser", "Personnes comprises", "Go compris", "Go en plus", "Titre d'un groupe", "Service", "Service",
        "Service", "Titre d'un groupe", "Service", "Titre d'un groupe", "Option, prix par mois", "Option, prix par an",
        "Option, prix une fois", "Laisser", "Laisser",
    ]  # fmt: skip


def test_a_price_sheet_becomes_a_range() -> None:
    found = filled(sheet(PRICE_SHEET), reading=Reading.THOUSANDS)
    project = found.project
    assert [offer.name for offer in project.offers_of(found.range_id)] == ["Essentielle", "Active", "Fédération"]
    assert project.find("ranges", "gamme").name == "Associations"
    small, active, union = project.offers
    assert small.public == "Une petite association"
    assert small.rates[0].charge == FlatPrice(amount=Decimal(10))
    assert [(term.months, term.price, term.percent_off) for term in active.terms] == [
        (12, Decimal(1234), None),
        (24, None, Decimal(10)),
    ]
    assert isinstance(union.rates[0].charge, OnQuote)
    assert small.setup_fee == FlatPrice(amount=Decimal(0))
    assert (union.setup_fee, union.setup_tax) == (FlatPrice(amount=Decimal(60)), TaxMode.HT)
    more = active.rates[1]
    assert (more.name, more.charge, more.metric, more.beyond_included) == (
        "10 Go en plus",
        PackagePrice(package_price=Decimal(2), size=Decimal(10)),
        "storage",
        True,
    )


def test_services_are_counted_worded_grouped_or_in_option() -> None:
    project = filled(sheet(PRICE_SHEET)).project
    assert grants_of(project, "Essentielle") == {
        "Utilisateurs compris": Granted(quantity=Decimal(5)),
        "Espace": Granted(quantity=Decimal(20)),
        "Messagerie": Included(),
        "Listes de diffusion": Worded(text="3 listes"),
        "Assistance": Worded(text="par courriel"),
    }
    union = grants_of(project, "Fédération")
    assert union["Utilisateurs compris"] == Unlimited()
    assert union["Espace"] == Granted(quantity=Decimal(1000))
    assert union["Gestion des adhérents"] == Included()
    groups = {group.id: group.name for group in project.groups}
    assert {service.label: groups.get(service.group or "") for service in project.services} == {
        "Utilisateurs compris": None,
        "Espace": None,
        "Messagerie": "Communiquer",
        "Visioconférence": "Communiquer",
        "Listes de diffusion": "Communiquer",
        "Assistance": "Être accompagné",
        "Gestion des adhérents": None,
    }


def test_options_have_their_price_and_their_offers() -> None:
    project = filled(sheet(PRICE_SHEET)).project
    names = {offer.id: offer.name for offer in project.offers}
    assert [
        (
            option.name,
            option.rates[0].charge.amount,  # type: ignore[union-attr]
            option.rates[0].period_months,
            None if option.available_for is None else [names[offer] for offer in option.available_for],
            len(option.adds),
        )
        for option in project.options
    ] == [
        ("Visioconférence", Decimal(4), 1, ["Essentielle"], 1),
        ("Gestion des adhérents", Decimal(8), 1, ["Active"], 1),
        ("Nom de domaine", Decimal(15), 12, None, 0),
        ("Reprise de données", Decimal(150), None, None, 0),
    ]


def test_what_is_left_out_is_told_with_its_reason() -> None:
    found = filled(sheet(PRICE_SHEET), reading=Reading.THOUSANDS)
    assert [note.sentence for note in found.notes] == [
        "Ligne 1, « Nos formules 2027 » : laissée de côté.",
        "Colonne E, « Remarques » : laissée de côté.",
        "Ligne 8, « Adhésion » : l'adhésion se saisit dans « Structure ».",
        "Ligne 23, « * Tarifs valables en 2027 » : laissée de côté.",
    ]
    assert summary(found) == "3 offres, 6 services, 4 options\u202f; 3 lignes laissées et 1 colonne laissée"


def test_an_amount_that_reads_in_two_ways_waits_for_an_answer() -> None:
    table = sheet(PRICE_SHEET)
    found = filled(table)
    assert [(doubt.place, doubt.text) for doubt in found.doubts] == [((4, 2), "1.234 €")]
    assert all(term.months != 12 for term in offer_named(found.project, "Active").terms)
    for reading, price in ((Reading.THOUSANDS, Decimal(1234)), (Reading.DECIMALS, Decimal("1.23"))):
        answered = filled(table, reading=reading)
        assert answered.doubts == ()
        assert next(term.price for term in offer_named(answered.project, "Active").terms) == price
        assert answered.count(NoteKind.REMARK) == (reading is Reading.DECIMALS)


def test_one_offer_a_row_gives_the_same_range() -> None:
    upright = sheet(PRICE_SHEET)
    rows = [row for row in upright.rows if row[0] not in ("Communiquer", "Être accompagné", "Options", "")]
    plain = sheet_of("Grille", [upright.rows[1], *(row for row in rows[1:] if not str(row[0]).startswith("*"))])
    across = turned(plain)
    assert guess(plain).orientation is Orientation.COLUMNS
    assert guess(across).orientation is Orientation.ROWS
    one, other = filled(plain), filled(across)
    assert table_of(one.project, "gamme") == table_of(other.project, "gamme")
    assert {note.kind for note in other.notes} == {NoteKind.ROW, NoteKind.COLUMN}


def test_prices_without_tax_give_way_to_prices_with_all_taxes() -> None:
    table = sheet("Offre;Une\nTarif mensuel HT;10,00\nTarif mensuel TTC;12,00\nPar an HT;100\n")
    found = filled(table)
    (offer,) = found.project.offers
    assert (offer.rates[0].charge, offer.rates[0].tax) == (FlatPrice(amount=Decimal(12)), TaxMode.TTC)
    assert offer.terms == ()
    assert [note.sentence for note in found.notes] == [
        "Ligne 2, « Tarif mensuel HT » : un autre prix par mois est déjà donné.",
        "Case B4, « 100 » : en HT, alors que le prix par mois ne l'est pas.",
    ]


@pytest.mark.parametrize("word", ["offerts", "gratuites", "incluse", "compris"])
def test_a_setup_fee_in_one_word_is_free(word: str) -> None:
    found = filled(sheet(f";Une\nPar mois;10 €\nFrais de mise en service;{word}\n"))
    (offer,) = found.project.offers
    assert (offer.setup_fee, found.project.services) == (FlatPrice(amount=Decimal(0)), ())
    assert read_fee(word.title()) == offer.setup_fee


def test_a_price_by_the_user_and_one_that_says_its_own_length() -> None:
    found = filled(sheet(";Standard;Annuelle\nTarif;5 € / utilisateur / mois;100 €/an\n"))
    standard, yearly = found.project.offers
    assert standard.rates[0].charge == UnitPrice(unit_price=Decimal(5))
    assert (standard.rates[0].metric, standard.rates[0].period_months) == ("users", 1)
    assert (yearly.rates[0].charge, yearly.rates[0].period_months) == (FlatPrice(amount=Decimal(100)), 12)


def test_a_price_on_quote_is_unknown_for_every_length() -> None:
    found = filled(sheet(";Une;Deux\nPar mois;sur devis;sur devis\nPar an;100 €;sur devis\n"))
    one, two = found.project.offers
    assert (one.rates[0].charge, one.rates[0].period_months) == (FlatPrice(amount=Decimal(100)), 12)
    assert isinstance(two.rates[0].charge, OnQuote)
    assert two.terms == ()
    assert [note.sentence for note in found.notes] == ["Case B2, « sur devis » : le prix par an est connu."]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("beaucoup", "ce n'est pas un prix"),
        ("10 € + 2 €", "ce n'est pas un prix"),
        ("-3 €", "un prix n'est jamais négatif"),
        ("99999999999 €", "ce nombre est trop grand"),
    ],
)
def test_a_cell_that_is_no_price_is_left_with_its_reason(cell: str, why: str) -> None:
    found = filled(sheet(f";Une;Deux\nPar mois;{cell};10 €\n"))
    assert [note.sentence for note in found.notes] == [f"Case B2, « {cell} » : {why}."]
    assert [len(offer.rates) for offer in found.project.offers] == [0, 1]


def test_a_formula_without_a_result_is_left() -> None:
    found = filled(sheet(";Une;Deux;Trois\nPar mois;#REF!;Err:509;10 €\nMail;#DIV/0 !;#formule;#1\n"))
    assert [note.place for note in found.notes] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert {note.sentence.rpartition(" : ")[2] for note in found.notes} == {"cette formule n'a pas de résultat."}
    assert grants_of(found.project, "Trois") == {"Mail": Worded(text="#1")}


def test_an_option_has_one_price() -> None:
    found = filled(sheet(";Une;Deux\nPar mois;10 €;20 €\nOption visio;3 €;4 €\n"))
    assert [note.sentence for note in found.notes] == [
        "Case C3, « 4 € » : cette option a déjà un autre prix, et une option n'en a qu'un."
    ]
    (option,) = found.project.options
    assert option.available_for == (found.project.offers[0].id,)


def test_a_line_of_prices_without_a_price_is_no_service() -> None:
    found = filled(sheet("Offre;Une;Deux\nTarif;à voir;à débattre\nMail;x;x\n"))
    assert [note.sentence for note in found.notes] == ["Ligne 2, « Tarif » : il n'y a pas de prix."]
    assert [service.need for service in found.project.services] == ["Mail"]


def test_one_odd_quantity_does_not_make_people_a_service() -> None:
    found = filled(sheet("Offre;Une;Deux;Trois\nUtilisateurs;5;10;10 Go\n"))
    (people,) = found.project.services
    assert people.metric == "users"
    assert [note.sentence for note in found.notes] == ["Case D2, « 10 Go » : ce service se compte en « personnes »."]


def test_columns_of_groups_and_software() -> None:
    found = filled(
        sheet("Groupe;Quoi;Logiciel;Une;Deux\nParler;Messagerie;Dovecot;x;x\n;Visio;BBB;x;\nDire;Site;WP;;x\n")
    )
    project = found.project
    groups = {group.id: group.name for group in project.groups}
    assert [(service.need, service.software, groups[service.group or ""]) for service in project.services] == [
        ("Messagerie", "Dovecot", "Parler"),
        ("Visio", "BBB", "Parler"),
        ("Site", "WP", "Dire"),
    ]


def test_what_an_offer_inherits() -> None:
    found = filled(
        sheet(";Une;Deux;Trois\nTout ce qu'il y a dans;;une;Nulle part\nPar mois;1 €;2 €;3 €\nMail;x;;\nVisio;x;—;x\n")
    )
    assert grants_of(found.project, "Deux") == {"Mail": Included()}
    assert [note.sentence for note in found.notes] == ["Case D2, « Nulle part » : aucune offre n'a ce nom."]
    looped = filled(sheet(";Une;Deux\nTout ce qu'il y a dans;Deux;Une\nMail;x;x\n"))
    assert [note.sentence for note in looped.notes] == [
        "Case C2, « Une » : l'offre finirait par se contenir elle-même."
    ]
