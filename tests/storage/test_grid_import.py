"""A sheet becomes a range of offers: proposed, corrected, imported as one edit, and what is left out is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_rows import rows_of
from offerdesigner.app.models.option_rows import Standing, standing
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, OnQuote, PackagePrice, UnitPrice
from offerdesigner.model.history import History
from offerdesigner.model.offers import (
    Granted,
    Included,
    Inclusion,
    NotIncluded,
    Offer,
    Option,
    Range,
    RateCard,
    TaxMode,
    Term,
    Unlimited,
    Worded,
)
from offerdesigner.model.price_lists import ListedAmount, ListedCharge, PriceList
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.structure import Vat
from offerdesigner.model.typed import Refused, read_fee
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import Cell, Sheet, sheet_of
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_layout import (
    HOLDER_WORDS,
    LEFT,
    LINE_ROLES,
    HolderRole,
    Layout,
    LineKind,
    LineRole,
    Orientation,
    Reading,
    line_words,
)
from offerdesigner.storage.exchange.grid_notes import Filled, NoteKind, summary
from offerdesigner.storage.exchange.sheets import sheets_in

BLANK = open_copy("page-blanche")

PRICE_SHEET = """\
Nos formules 2027;;;;
;Essentielle;Active;Fédération;Remarques
Pour qui;Une petite association;Une équipe salariée;Une fédération;
Prix par mois;10 €;25,00 €;sur devis;
Par an (engagement);100 €;1.234 €;;
2 ans;180 €;-10 %;;
Mise en service;offerte;60 €;60 € HT;une seule fois
Adhésion;20 €/an;20 €/an;20 €/an;
Utilisateurs compris;5;jusqu'à 15;illimité;
Espace;20 Go;60 Go;1 To;
10 Go en plus;2 €/mois;2 €/mois;—;
Communiquer;;;;
Messagerie;x;x;x;
Visioconférence;option (+4 €/mois);✓;✓;
Listes de diffusion;3 listes;10 listes;illimité;
Être accompagné;;;;
Assistance;par courriel;sous 2 jours ouvrés;sous 4 h;
Options;;;;
Gestion des adhérents;—;8 € / mois;incluse;
Nom de domaine;15 €/an;15 €/an;15 €/an;
Reprise de données;150 €, une fois;;;
;;;;
* Tarifs valables en 2027;;;;
"""


def sheet(text: str) -> Sheet:
    (found,) = sheets_in(text.encode(), "Grille")
    return found


def turned(upright: Sheet) -> Sheet:
    return sheet_of(upright.name, zip(*upright.rows, strict=True))


def filled(
    table: Sheet, project: Project = BLANK, range_id: str | None = "gamme", reading: Reading | None = None
) -> Filled:
    layout = guess(table)
    found = GridImport(table, layout, "Associations", range_id).fill(project)
    if reading is not None:
        layout = layout.with_readings({doubt.place: reading for doubt in found.doubts})
        found = GridImport(table, layout, "Associations", range_id).fill(project)
    return found


def offer_named(project: Project, name: str) -> Offer:
    return next(offer for offer in project.offers if offer.name == name)


def grants_of(project: Project, name: str) -> dict[str, object]:
    labels = {service.id: service.label for service in project.services}
    return {labels[key]: line.grant for key, line in inclusions_of(project, offer_named(project, name)).items()}


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


class TestWhereItGoes:
    def test_a_new_range_beside_the_others(self) -> None:
        project = open_copy("nuage-commun")
        found = filled(sheet(PRICE_SHEET), project, None)
        assert found.project.ranges[:-1] == project.ranges
        assert found.project.ranges[-1].name == "Associations"
        assert found.project.offers[: len(project.offers)] == project.offers
        assert found.project.options[: len(project.options)] == project.options
        assert len(found.project.offers_of(found.range_id)) == 3

    def test_offers_of_the_same_name_are_completed(self) -> None:
        first = filled(sheet(PRICE_SHEET), reading=Reading.THOUSANDS).project
        again = filled(
            sheet(";Active;Nouvelle\nPar mois;30 €;5 €\nVisioconférence;—;x\nNom de domaine;option, 20 €/an;\n"), first
        )
        project = again.project
        assert summary(again) == "2 offres dont 1 complétée, 2 services, 1 option"
        assert [offer.name for offer in project.offers] == ["Essentielle", "Active", "Fédération", "Nouvelle"]
        before, after = offer_named(first, "Active"), offer_named(project, "Active")
        assert after.rates[0] == evolve(before.rates[0], charge=FlatPrice(amount=Decimal(30)))
        assert (after.id, after.terms, after.public) == (before.id, before.terms, before.public)
        assert "Visioconférence" not in grants_of(project, "Active")
        assert "Messagerie" in grants_of(project, "Active")
        assert [service.label for service in project.services].count("Visioconférence") == 1
        domain = next(option for option in project.options if option.name == "Nom de domaine")
        assert domain.rates[0].charge == FlatPrice(amount=Decimal(20))

    def test_a_range_that_went_meanwhile_is_made_again(self) -> None:
        found = filled(sheet(PRICE_SHEET), open_copy("nuage-commun"), "gamme")
        assert found.project.ranges[-1].id == found.range_id
        assert found.offers == len(found.project.offers_of(found.range_id))

    def test_the_same_grid_twice_changes_nothing(self) -> None:
        once = filled(sheet(PRICE_SHEET), reading=Reading.THOUSANDS).project
        assert filled(sheet(PRICE_SHEET), once, reading=Reading.THOUSANDS).project == once

    def test_it_is_one_step_that_is_undone_and_made_again(self) -> None:
        table = sheet(PRICE_SHEET)
        wanted = GridImport(table, guess(table), "Associations", "gamme")
        edit = wanted.edit(BLANK, wanted.fill(BLANK))
        assert edit.label == "importer la grille « Associations »"
        history = History(BLANK)
        history.push(edit.apply(BLANK), edit.label)
        assert edit.apply(BLANK) == history.value
        history.undo()
        assert history.value == BLANK
        elsewhere = evolve(BLANK, name="Autre")
        assert edit.apply(elsewhere) == evolve(history.redo().value, name="Autre")  # type: ignore[union-attr]

    def test_a_table_without_offers_is_refused(self) -> None:
        table = sheet("Offre;Une\nPar mois;10 €\n")
        layout = replace(guess(table), holders=(HolderRole.HEADING, HolderRole.LEFT))
        with pytest.raises(Refused, match="Aucune offre"):
            GridImport(table, layout).fill(BLANK)

    def test_more_than_a_project_holds_is_refused(self) -> None:
        rows: list[list[Cell]] = [["Offre", "Prix"], *([f"Offre {n}", Decimal(n)] for n in range(400))]
        with pytest.raises(Refused, match="ne tient pas dans un projet"):
            filled(sheet_of("Grille", rows))


class TestSides:
    """Prices go to the side that the sheet says, HT or TTC, with all that goes with them."""

    def known(self) -> Project:
        """A TTC offer with a price for a year, a solidarity price everywhere, a floor, and an option."""
        solidarity = (ListedCharge(id="l", price_list="s", charge=FlatPrice(amount=Decimal(6))),)
        amounts = (ListedAmount(id="l", price_list="s", amount=Decimal(60)),)
        price = FlatPrice(amount=Decimal(12))
        lead = RateCard(id="lead", charge=price, minimum_amount=Decimal(6), listed=solidarity)
        more = RateCard(
            id="more", name="Compte en plus", charge=UnitPrice(unit_price=Decimal(3)), metric="users",
            beyond_included=True, minimum_amount=Decimal(6),
        )  # fmt: skip
        offer = Offer(
            id="o", range="gamme", name="Une", rates=(lead, more), setup_fee=FlatPrice(amount=Decimal(120)),
            setup_listed=amounts, terms=(Term(id="t", months=12, price=Decimal(120), listed=amounts),),
        )  # fmt: skip
        visio = Option(id="v", name="Visio", rates=(RateCard(id="r", charge=price, listed=solidarity),))
        solidary = PriceList(id="s", name="Tarif solidaire", percent_off=Decimal(50))
        taxed = evolve(BLANK.structure, vat=Vat(rate=Decimal(20)))
        return evolve(BLANK, structure=taxed, offers=(offer,), options=(visio,), price_lists=(solidary,))

    def test_a_line_goes_whole_to_the_side_of_its_new_price(self) -> None:
        found = filled(sheet(";Une\nPrix mensuel HT;11 €\n"), self.known())
        (offer,) = found.project.offers
        (lead, more), (term,) = offer.rates, offer.terms
        assert (lead.charge, lead.tax) == (FlatPrice(amount=Decimal(11)), TaxMode.HT)
        assert (lead.minimum_amount, lead.listed[0].charge) == (Decimal(5), FlatPrice(amount=Decimal(5)))
        assert (term.price, term.listed[0].amount) == (Decimal(100), Decimal(50))
        assert (more, offer.setup_fee) == (self.known().offers[0].rates[1], self.known().offers[0].setup_fee)

    def test_a_setup_fee_a_line_and_an_option_go_with_their_other_prices(self) -> None:
        table = ";Une\nPrix mensuel HT;10 €\nMise en service;90 €\nCompte en plus;2 €\nOption : visio;9 €\n"
        project = filled(sheet(table), self.known()).project
        (offer,), (option,) = project.offers, project.options
        assert (offer.setup_fee, offer.setup_tax) == (FlatPrice(amount=Decimal(90)), TaxMode.HT)
        assert offer.setup_listed[0].amount == Decimal(50)
        more = offer.rates[1]
        assert (more.charge, more.tax) == (UnitPrice(unit_price=Decimal(2)), TaxMode.HT)
        assert more.minimum_amount == Decimal(5)
        (rate,) = option.rates
        assert (rate.id, rate.charge, rate.tax) == ("r", FlatPrice(amount=Decimal(9)), TaxMode.HT)
        assert rate.listed[0].charge == FlatPrice(amount=Decimal(5))

    def test_what_says_no_side_is_on_the_side_of_the_leading_price(self) -> None:
        table = "Mise en service;60 €\nUtilisateur supplémentaire;2 €\nVisio;en option 4 €\nUne fois;30 €\n"
        for side in TaxMode:
            text = f";Une\n{table}Prix mensuel {side.upper()};10 €\nOption : aide;5 € TTC\n"
            project = filled(sheet(text)).project
            (offer,) = project.offers
            assert (len(offer.rates), {rate.tax for rate in offer.rates}, offer.setup_tax) == (3, {side}, side)
            assert [option.rates[0].tax for option in project.options] == [side, TaxMode.TTC]


class TestCorrections:
    def test_one_line_only_gives_the_names_and_one_holder_the_headings(self) -> None:
        layout = guess(sheet(PRICE_SHEET)).with_line(2, LineRole(LineKind.NAME)).with_holder(1, HolderRole.HEADING)
        assert layout.lines[1] == LEFT
        assert layout.holders[0] is HolderRole.LEFT

    def test_a_corrected_role_is_obeyed(self) -> None:
        table = sheet(";Une;Deux\nCotisation;10 €;20 €\n")
        layout = guess(table).with_line(1, LineRole(LineKind.PRICE, 12))
        found = GridImport(table, layout).fill(BLANK)
        assert [offer.rates[0].period_months for offer in found.project.offers_of(found.range_id)] == [12, 12]
        assert found.notes == ()

    def test_the_other_orientation_can_be_asked_for(self) -> None:
        table = sheet(PRICE_SHEET)
        assert guess(table, Orientation.ROWS).orientation is Orientation.ROWS

    def test_every_role_has_its_words(self) -> None:
        words = [line_words(role) for role in LINE_ROLES]
        assert len(set(words)) == len(words)
        assert set(HOLDER_WORDS) == set(HolderRole)


def _cells() -> st.SearchStrategy[Cell]:
    words = (
        "", "", "x", "—", "oui", "10 €", "1.234", "12 € HT", "sur devis", "gratuit", "−10 %", "2 mois offerts", "5 Go",
        "en option, + 4 €", "illimité", "Prix par mois", "Par an", "Offre", "Options", "Mise en service",
        "Utilisateurs", "Stockage", "Go en plus", "Tout ce qu'il y a dans", "Pour qui", "Adhésion", "Messagerie", "Une",
    )  # fmt: skip
    return st.sampled_from(words) | st.text(max_size=12) | st.decimals(-5, 10**13, places=3)


@st.composite
def layouts(draw: st.DrawFn, table: Sheet) -> Layout:
    """Any roles for the lines and holders of a sheet."""
    orientation = draw(st.sampled_from(Orientation))
    height, width = len(table.rows), table.width
    lines, holders = (height, width) if orientation is Orientation.COLUMNS else (width, height)
    return Layout(
        orientation,
        tuple(draw(st.sampled_from(LINE_ROLES)) for _line in range(lines)),
        tuple(draw(st.sampled_from(HolderRole)) for _holder in range(holders)),
    )


@given(st.lists(st.lists(_cells(), min_size=1, max_size=5), min_size=1, max_size=8), st.data())
def test_any_table_under_any_layout_is_imported_or_refused(rows: list[list[Cell]], data: st.DataObject) -> None:
    table = sheet_of("Grille", rows)
    if not table.rows:
        return
    for layout in (guess(table), data.draw(layouts(table))):
        for project in (BLANK, open_copy("nuage-commun")):
            try:
                found = GridImport(table, layout, "Grille", None, "new").fill(project)
            except Refused as refusal:
                assert str(refusal)
                continue
            assert found.offers == len(found.project.offers_of(found.range_id))
            for note in found.notes:
                row, column = note.place
                assert 0 <= row < len(table.rows)
                assert 0 <= column < table.width


METRICS = BLANK.metrics
SERVICES = ("Partager vos fichiers", "Écrire à plusieurs", "Se réunir en visio", "Être aidé")


@st.composite
def plain_projects(draw: st.DrawFn) -> Project:
    """Projects that a grid of words and amounts can say whole."""
    services = (
        Service(id="people", need="Personnes", metric="users"),
        Service(id="space", need="Espace", metric="storage"),
        *(Service(id=f"s{n}", need=need) for n, need in enumerate(SERVICES)),
    )
    names = draw(st.lists(st.sampled_from(("Essentielle", "Active", "Réseau", "Nid")), min_size=1, unique=True))
    offers = tuple(_plain_offer(draw, f"o{n}", name, services) for n, name in enumerate(names))
    return Project(metrics=METRICS, services=services, ranges=(Range(id="r", name="Gamme"),), offers=offers)


def _plain_offer(draw: st.DrawFn, offer_id: str, name: str, services: tuple[Service, ...]) -> Offer:
    amounts = st.decimals(0, 99_999, places=2)
    lead = draw(st.none() | st.builds(FlatPrice, amount=amounts) | st.just(OnQuote()))
    terms: list[Term] = []
    for months in draw(st.sets(st.sampled_from((12, 24)))) if isinstance(lead, FlatPrice) else ():
        rule = draw(
            st.fixed_dictionaries({"price": amounts})
            | st.fixed_dictionaries({"percent_off": st.decimals(1, 99, places=1)})
            | st.fixed_dictionaries({"months_offered": st.integers(1, 11).map(Decimal)})
        )
        terms.append(Term(id=f"t{months}", months=months, **rule))
    words = st.sampled_from(("par courriel", "sous 2 jours ouvrés", "au local"))
    grants = st.none() | st.just(Included()) | st.just(Unlimited()) | st.builds(Worded, text=words)
    counted = st.none() | st.just(Unlimited()) | st.integers(0, 9999).map(lambda n: Granted(quantity=Decimal(n)))
    given_grants = [(service.id, draw(counted if service.metric else grants)) for service in services]
    return Offer(
        id=offer_id,
        range="r",
        name=name,
        public=draw(st.sampled_from(("", "Une équipe", "Une fédération"))),
        rates=() if lead is None else (RateCard(id="lead", charge=lead),),
        terms=tuple(terms),
        setup_fee=draw(st.none() | st.builds(FlatPrice, amount=amounts) | st.just(OnQuote())),
        inclusions=tuple(
            Inclusion(id=f"i{key}", service=key, grant=grant) for key, grant in given_grants if grant is not None
        ),
    )


def table_of(project: Project, range_id: str) -> list[list[str]]:
    """Write a grid as a volunteer copies it to a spreadsheet: the headings, and what is typed in each cell."""
    offers = project.offers_of(range_id)
    rows = [["Offre", *(offer.name for offer in offers)]]
    for row in rows_of(project, range_id):
        if row.has_cells:
            cells = (cell_of(project, row, offer) for offer in offers)
            rows.append([row.label, *(cell.typed or cell.text for cell in cells)])
    return rows


@given(plain_projects(), st.booleans())
def test_a_grid_copied_to_a_sheet_comes_back_the_same(project: Project, is_turned: bool) -> None:
    rows = table_of(project, "r")
    table = sheet_of("Grille", zip(*rows, strict=True) if is_turned else rows)
    orientation = Orientation.ROWS if is_turned else Orientation.COLUMNS
    found = GridImport(table, guess(table, orientation), "Gamme", "gamme").fill(BLANK)
    assert found.doubts == ()
    assert [note for note in found.notes if note.kind is NoteKind.CELL] == []
    kept = table_of(found.project, "gamme")
    # A length that no offer has any more has no row either.
    assert _said(rows) == _said(kept)


def _said(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if set(row[1:]) != {"—"}]


@pytest.mark.parametrize("name", ["nuage-commun", "sleto", "marsnet"])
def test_the_grid_of_an_example_comes_back_with_its_amounts(name: str) -> None:
    project = open_copy(name)
    range_id = project.ranges[0].id
    rows = table_of(project, range_id)
    found = GridImport(sheet_of("Grille", rows), guess(sheet_of("Grille", rows)), "Gamme", "gamme").fill(BLANK)
    known = {row[0]: row[1:] for row in table_of(found.project, "gamme")}
    for row in rows:
        if row[0] in ("Par mois", "Par an", "Deux ans", "Mise en service"):
            assert known[row[0]] == row[1:]


def test_what_each_offer_makes_of_an_option_is_kept() -> None:
    project = filled(sheet(PRICE_SHEET)).project
    kept = {option.name: [standing(project, option, offer) for offer in project.offers] for option in project.options}
    offered, included, absent = Standing.OFFERED, Standing.INCLUDED, Standing.ABSENT
    assert kept["Visioconférence"] == [offered, included, included]
    assert kept["Gestion des adhérents"] == [absent, offered, included]


@pytest.mark.parametrize("said", ["Visio", "VISIO-CONFÉRENCE", "Visios", "Réunion en ligne", "se réunir à distance"])
def test_everyday_words_join_the_service_of_the_project(said: str) -> None:
    project = open_copy("trois-niveaux")
    known = next(service for service in project.services if service.need == "Se réunir à distance")
    table = sheet(f";Petite;Grande\nPrix par mois;10 €;20 €\n{said};✓;illimité\nTrottinettes;✓;")
    after = filled(table, project, None).project
    assert [service.need for service in after.services[len(project.services) :]] == ["Trottinettes"]
    assert known in after.services
    assert inclusions_of(after, after.offers[-1])[known.id].grant == Unlimited()


def test_two_lines_of_one_sheet_stay_two_services() -> None:
    after = filled(sheet(";Petite\nPrix par mois;10 €\nVisio;✓\nRéunion en ligne;✓\nMails;5")).project
    assert {"Visio", "Réunion en ligne", "Mails"} <= {service.need for service in after.services}


def test_a_metric_that_a_project_lacks_is_made() -> None:
    bare = Project(
        ranges=(Range(id="gamme", name="Gamme"),), metrics=(Metric(id="m", name="x", singular="y", plural="z"),)
    )
    found = filled(sheet(";Une\nPar mois;1 €\nUtilisateurs;5\nEspace;2 Go\n"), bare)
    assert [metric.id for metric in found.project.metrics] == ["m", "users", "storage"]


def test_a_unit_is_known_by_its_words_alone() -> None:
    reworded = tuple(
        evolve(metric, singular="To", plural="To") if metric.id == "storage" else metric for metric in METRICS
    )
    found = filled(sheet(";Une\nPar mois;1 €\nEspace;10 Go\n"), evolve(BLANK, metrics=reworded))
    (service,) = found.project.services
    counted_in = next(metric for metric in found.project.metrics if metric.id == service.metric)
    assert grants_of(found.project, "Une") == {"Espace": Granted(quantity=Decimal(10))}
    assert (counted_in.singular, found.project.metrics[: len(METRICS)]) == ("Go", reworded)


@pytest.mark.parametrize(
    ("metric", "cell", "given_to", "notes"),
    [
        ("big", "10 Go", {}, ["Case B3, « 10 Go » : ce service se compte en « To »."]),
        ("big", "10", {}, ["Case B3, « 10 » : ce service se compte en « To »."]),
        ("big", "2 To", {"Espace": Granted(quantity=Decimal(2))}, []),
        (None, "10 Go", {"Espace": Granted(quantity=Decimal(10))}, []),
    ],
)
def test_go_go_to_no_service_that_counts_otherwise(
    metric: str | None, cell: str, given_to: dict[str, object], notes: list[str]
) -> None:
    big = Metric(id="big", name="Espace", singular="To", plural="To", decimal=True)
    project = evolve(BLANK, metrics=(*METRICS, big), services=(Service(id="space", need="Espace", metric=metric),))
    found = filled(sheet(f";Une\nPar mois;1 €\nEspace;{cell}\n"), project)
    assert (grants_of(found.project, "Une"), [note.sentence for note in found.notes]) == (given_to, notes)
    assert found.project.services[0].metric == (metric or "storage")


def test_a_dash_says_no_and_an_empty_cell_says_nothing() -> None:
    found = filled(sheet(";Une;Deux\nTout ce qu'il y a dans;;Une\nMail;x;—\nVisio;x;\n"))
    two = offer_named(found.project, "Deux")
    assert [line.grant for line in two.inclusions] == [NotIncluded()]
