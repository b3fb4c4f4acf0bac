"""The rows and cells of the offers grid, and what is typed in them."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from offerdesigner import resources
from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_columns import Cell
from offerdesigner.app.models.grid_rows import Row, RowKind, rows_of
from offerdesigner.app.models.grid_typing import Refused, edit_for, toggle_edit
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.charges import FlatPrice, FreePrice, GraduatedPrice, OnQuote, PackagePrice, Tier, UnitPrice
from offerdesigner.model.offers import (
    Granted,
    Included,
    Inclusion,
    NotIncluded,
    Offer,
    Option,
    Range,
    RateCard,
    Term,
    Unlimited,
    Worded,
)
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.text import money

EXAMPLES = ("ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun")


def example(name: str) -> Project:
    text = resources.path("examples", f"{name}.offre").read_text("utf-8")
    return Project.model_validate(json.loads(text)["project"])


def small() -> Project:
    """Three offers of the course: 10 / 100 / 180 €, each with something of its own."""
    people = Metric(id="users", name="Personnes", singular="utilisatrice", plural="utilisatrices", feminine=True)
    room = Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True)
    tiers = (Tier(id="t1", up_to=Decimal(10), unit_price=Decimal(2)), Tier(id="t2", unit_price=Decimal(1)))
    beyond = RateCard(
        id="more", name="Personne en plus", charge=GraduatedPrice(tiers=tiers), metric="users", beyond_included=True
    )
    first = Offer(
        id="small",
        range="r",
        name="Essentielle",
        public="Petites associations",
        inclusions=(
            Inclusion(id="i1", service="files"),
            Inclusion(id="i2", service="users", grant=Granted(quantity=Decimal(5))),
        ),
        rates=(RateCard(id="p", charge=FlatPrice(amount=Decimal(10))), beyond),
        terms=(
            Term(id="y", months=12, price=Decimal(100)),
            Term(id="yy", months=24, price=Decimal(180)),
        ),
        setup_fee=FlatPrice(amount=Decimal(0)),
    )
    second = Offer(
        id="big",
        range="r",
        name="Active",
        inherits="small",
        rates=(RateCard(id="p2", charge=UnitPrice(unit_price=Decimal("1.5"), free_units=Decimal(1)), metric="users"),),
        setup_fee=OnQuote(),
    )
    third = Offer(id="new", range="r", name="Nouvelle")
    video = Option(
        id="video",
        name="Visio",
        rates=(RateCard(id="v", charge=FlatPrice(amount=Decimal(4))),),
        adds=(Inclusion(id="va", service="video"),),
        available_for=("small",),
    )
    return Project(
        metrics=(people, room),
        groups=(ServiceGroup(id="work", name="Travailler"),),
        services=(
            Service(id="users", need="Personnes", metric="users"),
            Service(id="space", need="Espace"),
            Service(id="files", need="Partager des fichiers", group="work"),
            Service(id="video", need="Se réunir", software="Jitsi", group="work"),
        ),
        ranges=(Range(id="r", name="Associations"),),
        offers=(first, second, third),
        options=(video,),
    )


PROJECT = small()


def row_of(project: Project, row_id: str) -> Row:
    return next(row for row in rows_of(project, project.ranges[0].id, {12, 24}) if row.id == row_id)


def offer_of(project: Project, offer_id: str) -> Offer:
    return project.find("offers", offer_id)  # type: ignore[return-value]


def typed(project: Project, row_id: str, offer_id: str, text: str) -> Project:
    return edit_for(project, row_of(project, row_id), offer_of(project, offer_id), text).apply(project)


def shown(project: Project, row_id: str, offer_id: str) -> tuple[str, str]:
    cell = cell_of(project, row_of(project, row_id), offer_of(project, offer_id))
    return cell.note, cell.text


class TestRows:
    def test_prices_capacity_groups_then_for_whom(self):
        groups = [row.label for row in rows_of(PROJECT, "r") if row.kind is RowKind.GROUP]
        assert groups == ["Prix TTC", "Capacité", "Travailler", "Autres services", "Pour qui"]

    def test_a_row_for_each_length_that_some_offer_has(self):
        assert [row.label for row in rows_of(PROJECT, "r") if row.kind is RowKind.PRICE] == [
            "Par mois",
            "Par an",
            "Deux ans",
        ]

    def test_a_price_once_has_its_own_row(self):
        labels = [row.label for row in rows_of(example("sleto"), "structures") if row.kind is RowKind.PRICE]
        assert labels[-1] == "Une fois"

    def test_a_line_beyond_what_is_included_stands_under_it(self):
        ids = [row.id for row in rows_of(PROJECT, "r")]
        assert ids[ids.index("service:users") + 1] == "rate:0:personne en plus"

    def test_a_length_about_to_be_typed_has_a_row(self):
        assert "price:6" in [row.id for row in rows_of(PROJECT, "r", {6})]

    def test_ids_are_unique_in_every_example(self):
        for name in EXAMPLES:
            project = example(name)
            for sold in project.ranges:
                ids = [row.id for row in rows_of(project, sold.id)]
                assert len(set(ids)) == len(ids)


class TestCells:
    def test_savings_of_the_course(self):
        assert shown(PROJECT, "price:1", "small") == ("", money(Decimal(10), cents=True))
        assert shown(PROJECT, "price:12", "small") == (
            f"{money(Decimal(20))} économisés",
            money(Decimal(100), cents=True),
        )
        assert shown(PROJECT, "price:24", "small") == (
            f"{money(Decimal(60))} économisés",
            money(Decimal(180), cents=True),
        )

    def test_a_dearer_year_says_so(self):
        dearer = typed(PROJECT, "price:12", "small", "780")
        assert shown(dearer, "price:12", "small")[0] == f"{money(Decimal(660))} de plus"

    def test_savings_of_proton(self):
        notes = [shown(example("proton"), f"price:{months}", "family")[0] for months in (12, 24)]
        assert notes == [f"{money(Decimal(72))} économisés", f"{money(Decimal(240))} économisés"]

    def test_the_price_of_a_term_is_in_the_unit_of_the_ordinary_price(self):
        tiers = (Tier(id="a", up_to=Decimal(10), unit_price=Decimal(3)), Tier(id="b", unit_price=Decimal(2)))
        for charge, row, year in (
            (GraduatedPrice(tiers=tiers), "3 € puis 2 €", "30 € puis 20 €"),
            (PackagePrice(package_price=Decimal(15), size=Decimal(5)), "15 € les 5", "150 € les 5"),
            (FreePrice(advised=Decimal(30)), "libre, 30 € conseillés", "libre, 300 € conseillés"),
            (UnitPrice(unit_price=Decimal("1.25")), "1,25 €", "12,50 €"),
        ):
            rate = RateCard(id="r", charge=charge, metric="users")
            term = Term(id="y", months=12, months_offered=Decimal(2))
            offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(term,))
            project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
            texts = [shown(project, f"price:{months}", "new")[1].replace("\u00a0", " ") for months in (1, 12)]
            assert texts == [row, year]

    def test_a_term_of_a_tiered_price_says_its_rule_or_else_its_unit(self):
        rate = RateCard(id="r", charge=GraduatedPrice(tiers=(Tier(id="a", unit_price=Decimal(3)),)), metric="users")
        for rule, note in (({"months_offered": Decimal(2)}, "2 mois offerts"), ({}, "par utilisatrice")):
            offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(Term(id="y", months=12, **rule),))
            project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
            assert shown(project, "price:12", "new")[0] == note

    def test_a_price_too_large_for_a_term_is_not_said(self):
        rate = RateCard(id="r", charge=FlatPrice(amount=Decimal("9999999999")))
        offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(Term(id="y", months=12),))
        assert shown(evolve(PROJECT, offers=(*PROJECT.offers[:2], offer)), "price:12", "new")[1] == "—"

    def test_unknown_and_free_are_words(self):
        assert shown(PROJECT, "setup", "small") == ("", "offerte")
        assert shown(PROJECT, "setup", "big") == ("", "sur devis")
        assert shown(PROJECT, "setup", "new") == ("", "—")

    def test_an_option_says_what_it_costs(self):
        assert shown(PROJECT, "service:video", "small")[1].startswith("en option, +")
        assert shown(PROJECT, "service:video", "new")[1] == "—"

    def test_an_inherited_service_is_muted_and_says_from_whom(self):
        cell = cell_of(PROJECT, row_of(PROJECT, "service:files"), offer_of(PROJECT, "big"))
        assert cell.is_check and cell.is_muted and cell.giver == "Essentielle"

    def test_a_price_by_unit_says_so(self):
        assert shown(PROJECT, "price:1", "big") == ("par utilisatrice", money(Decimal("1.5")))


class TestTyping:
    @pytest.mark.parametrize("text", ["12,5", "12.50", "12,50 €", " 12,50€", "12,50 € par mois", "12,50 €/mois"])
    def test_a_price_as_people_write_it(self, text):
        assert offer_of(typed(PROJECT, "price:1", "small", text), "small").rates[0].charge.amount == Decimal("12.5")

    def test_only_the_leading_amount_changes(self):
        charge = offer_of(typed(PROJECT, "price:1", "big", "2"), "big").rates[0].charge
        assert charge == UnitPrice(unit_price=Decimal(2), free_units=Decimal(1))

    def test_the_first_price_of_an_offer_is_for_the_length_of_its_row(self):
        rates = offer_of(typed(PROJECT, "price:12", "new", "90"), "new").rates
        assert [(rate.charge, rate.period_months) for rate in rates] == [(FlatPrice(amount=Decimal(90)), 12)]

    def test_a_new_length_becomes_a_term(self):
        terms = offer_of(typed(PROJECT, "price:12", "big", "15"), "big").terms
        assert [(term.months, term.price) for term in terms] == [(12, Decimal(15))]

    @pytest.mark.parametrize(
        ("text", "field", "value"),
        [
            ("-10 %", "percent_off", 10),
            ("10%", "percent_off", 10),
            ("2 mois offerts", "months_offered", 2),
            ("1 mois gratuit", "months_offered", 1),
            ("0", "price", 0),
            ("gratuit", "price", 0),
        ],
    )
    def test_a_term_by_its_rule(self, text, field, value):
        term = offer_of(typed(PROJECT, "price:12", "small", text), "small").terms[0]
        assert (term.id, getattr(term, field)) == ("y", value)

    def test_an_ordinary_term_has_no_rule(self):
        term = offer_of(typed(PROJECT, "price:12", "small", "prix ordinaire"), "small").terms[0]
        assert (term.price, term.percent_off, term.months_offered) == (None, None, None)

    def test_emptied_a_term_goes(self):
        assert [term.months for term in offer_of(typed(PROJECT, "price:12", "small", ""), "small").terms] == [24]

    def test_on_quote_reaches_the_longer_terms(self):
        offer = offer_of(typed(PROJECT, "price:1", "small", "sur devis"), "small")
        assert isinstance(offer.rates[0].charge, OnQuote)
        assert all(term.price is None for term in offer.terms)

    def test_a_setup_fee(self):
        fees = [offer_of(typed(PROJECT, "setup", "new", text), "new").setup_fee for text in ("60", "offerte", "devis")]
        assert fees == [FlatPrice(amount=Decimal(60)), FlatPrice(amount=Decimal(0)), OnQuote()]
        assert offer_of(typed(PROJECT, "setup", "small", "-"), "small").setup_fee is None

    def test_a_neighbours_line_is_taken_up_at_the_price_typed(self):
        rate = offer_of(typed(PROJECT, "rate:0:personne en plus", "big", "1,50"), "big").rates[1]
        assert (rate.name, rate.metric, rate.beyond_included) == ("Personne en plus", "users", True)
        assert rate.charge == UnitPrice(unit_price=Decimal("1.5"))

    @pytest.mark.parametrize(
        ("text", "grant"),
        [
            ("oui", Included()),
            ("x", Included()),
            ("illimité", Unlimited()),
            ("15", Granted(quantity=Decimal(15))),
            ("15 utilisatrices", Granted(quantity=Decimal(15))),
            ("sur demande", Worded(text="sur demande")),
        ],
    )
    def test_a_service(self, text, grant):
        changed = typed(PROJECT, "service:users", "new", text)
        assert inclusions_of(changed, offer_of(changed, "new"))["users"].grant == grant

    def test_a_quantity_each(self):
        changed = typed(PROJECT, "service:space", "new", "15 Go par utilisatrice")
        grant = inclusions_of(changed, offer_of(changed, "new"))["space"].grant
        assert grant == Granted(quantity=Decimal(15), per="users")
        assert changed.find("services", "space").metric == "storage"
        assert shown(changed, "service:space", "new")[1] == "15 Go par utilisatrice"

    def test_words_that_start_with_a_number_stay_words(self):
        changed = typed(PROJECT, "service:files", "new", "2 h en visio")
        assert inclusions_of(changed, offer_of(changed, "new"))["files"].grant == Worded(text="2 h en visio")

    def test_an_inherited_service_can_be_refused_expressly(self):
        changed = typed(PROJECT, "service:files", "big", "")
        assert [line.grant for line in offer_of(changed, "big").inclusions] == [NotIncluded()]
        assert shown(changed, "service:files", "big")[1] == "—"
        again = typed(changed, "service:files", "big", "oui")
        assert shown(again, "service:files", "big")[1] == "oui"

    def test_a_service_emptied_leaves_no_line(self):
        assert [
            line.service for line in offer_of(typed(PROJECT, "service:files", "small", "-"), "small").inclusions
        ] == ["users"]

    def test_space_ticks_and_unticks(self):
        row = row_of(PROJECT, "service:files")
        unticked = toggle_edit(PROJECT, row, offer_of(PROJECT, "small")).apply(PROJECT)
        assert shown(unticked, "service:files", "small")[1] == "—"
        ticked = toggle_edit(unticked, row, offer_of(unticked, "small")).apply(unticked)
        assert shown(ticked, "service:files", "small")[1] == "oui"
        assert toggle_edit(PROJECT, row_of(PROJECT, "service:users"), offer_of(PROJECT, "small")) is None

    def test_inheritance_by_name(self):
        assert offer_of(typed(PROJECT, "inherits", "new", "active"), "new").inherits == "big"
        assert offer_of(typed(PROJECT, "inherits", "big", "—"), "big").inherits is None


REFUSALS = [
    ("price:1", "small", "1.234", "peut se lire"),
    ("price:1", "small", "-3", "négatif"),
    ("price:1", "small", "12,345", "2 chiffres"),
    ("price:1", "small", "beaucoup", "n'est pas un prix"),
    ("price:1", "small", "12 € par an", "par mois"),
    ("price:1", "small", "", "d'autres lignes de prix"),
    ("price:1", "small", "99999999999", "trop grand"),
    ("price:12", "small", "12 mois offerts", "moins de mois"),
    ("price:12", "small", "-120 %", "100"),
    ("price:12", "small", "sur devis", "prix ordinaire"),
    ("rate:0:personne en plus", "small", "3", "tranches"),
    ("rate:0:personne en plus", "new", "3", "prix principal"),
    ("service:users", "small", "5 Go", "se compte en"),
    ("service:users", "small", "1 To", "se compte en"),
    ("service:users", "small", "5 pers", "se compte en"),
    ("service:users", "small", "2,5", "nombre entier"),
    ("service:users", "small", "1.234", "peut se lire"),
    ("inherits", "small", "Nulle part", "Aucune offre"),
    ("inherits", "small", "Active", "se contenir elle-même"),
    ("inherits", "small", "Essentielle", "se contenir elle-même"),
]


@pytest.mark.parametrize(("row_id", "offer_id", "text", "sentence"), REFUSALS)
def test_what_is_refused_says_why(row_id, offer_id, text, sentence):
    with pytest.raises(Refused, match=sentence):
        typed(PROJECT, row_id, offer_id, text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_cell_shows_typed_back_changes_nothing(name):
    project = example(name)
    for sold in project.ranges:
        for row in rows_of(project, sold.id):
            for offer in project.offers_of(sold.id):
                if row.has_cells:
                    cell = cell_of(project, row, offer)
                    for text in (cell.typed, cell.text, f"  {cell.typed.upper()} "):
                        assert edit_for(project, row, offer, text).apply(project) == project


amounts = st.decimals(min_value=0, max_value=99999, places=2)


@given(amounts, st.sampled_from(["{}", "{} €", " {}€ ", "{} € par mois"]), st.booleans())
def test_an_amount_written_in_any_way_reads_the_same(amount, pattern, with_comma):
    text = pattern.format(str(amount).replace(".", ",") if with_comma else str(amount))
    changed = typed(PROJECT, "price:1", "small", text)
    assert offer_of(changed, "small").rates[0].charge.amount == amount
    cell = cell_of(changed, row_of(changed, "price:1"), offer_of(changed, "small"))
    copied = typed(PROJECT, "price:1", "small", cell.text)
    assert copied == changed or amount == 10


@given(
    st.one_of(
        st.builds(
            Granted, quantity=st.decimals(min_value=0, max_value=99999, places=2), per=st.sampled_from([None, "users"])
        ),
        st.just(Included()),
        st.just(Unlimited()),
    )
)
def test_a_grant_reads_as_it_is_written(grant):
    project = evolve(
        PROJECT,
        services=tuple(
            evolve(service, metric="storage") if service.id == "space" else service for service in PROJECT.services
        ),
    )
    line = Inclusion(id="x", service="space", grant=grant)
    holder = evolve(offer_of(project, "new"), inclusions=(line,))
    granted = evolve(project, offers=(*project.offers[:2], holder))
    text = shown(granted, "service:space", "new")[1]
    again = typed(project, "service:space", "new", text)
    assert inclusions_of(again, offer_of(again, "new"))["space"].grant == grant


@given(
    st.text(max_size=30) | st.from_regex(r"[-−]?\d{1,6}[ ,.]?\d{0,3} ?(€|%|Go|mois offerts|par an)?", fullmatch=True)
)
def test_whatever_is_typed_is_an_edit_or_a_sentence(text):
    for row in rows_of(PROJECT, "r"):
        for offer in PROJECT.offers:
            try:
                changed = edit_for(PROJECT, row, offer, text).apply(PROJECT)
            except Refused as refusal:
                assert str(refusal)
            except ValidationError:
                pytest.fail(f"{row.id}, {offer.id}: {text!r} leads to an invalid project")
            else:
                assert isinstance(changed, Project)


class TestBaseByTheYear:
    """Sold by the year: the price of the year is the one that may be dearer than twelve months."""

    @staticmethod
    def cells(month: str) -> tuple[Cell, Cell]:
        rate = RateCard(id="p", charge=FlatPrice(amount=Decimal(75)), period_months=12)
        offer = Offer(
            id="opale", range="r", name="Opale", rates=(rate,), terms=(Term(id="m", months=1, price=Decimal(month)),)
        )
        of = Project(ranges=(Range(id="r", name="Structures"),), offers=(offer,))
        rows = {row.id: row for row in rows_of(of, "r")}
        return cell_of(of, rows["price:1"], offer), cell_of(of, rows["price:12"], offer)

    def test_the_year_is_the_one_that_costs_more(self):
        month, year = self.cells("5")
        assert (month.note, month.is_dearer) == ("", False)
        assert (year.note, year.is_dearer) == ("15\u00a0€ de plus", True)

    def test_the_year_says_what_it_saves(self):
        month, year = self.cells("7")
        assert (month.note, month.is_dearer) == ("", False)
        assert (year.note, year.is_dearer) == ("9\u00a0€ économisés", False)

    def test_a_twelfth_is_the_same_price(self):
        assert [cell.note for cell in self.cells("6.25")] == ["", ""]
