"""A grid imported into a project: where it goes, on which side of taxes, which services it joins."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.history import History
from offerdesigner.model.offers import Granted, NotIncluded, Offer, Option, Range, RateCard, TaxMode, Term, Unlimited
from offerdesigner.model.price_lists import ListedAmount, ListedCharge, PriceList
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.structure import Vat
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import Cell, sheet_of
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_layout import (
    HOLDER_WORDS,
    LEFT,
    LINE_ROLES,
    HolderRole,
    LineKind,
    LineRole,
    Orientation,
    Reading,
    line_words,
)
from offerdesigner.storage.exchange.grid_notes import summary
from tests.storage.grids import BLANK, METRICS, PRICE_SHEET, filled, grants_of, offer_named, sheet


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
