"""What is typed in many cells at once: pasted, filled or emptied, it is one edit, or one sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.models.grid_batch import Entry, batch_edit
from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_rows import Row, RowKind, rows_of
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.offers import Inclusion, NotIncluded, Offer, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from tests.app.small_grid import EXAMPLES, PROJECT, offer_of, row_of

ROWS = [row for row in rows_of(PROJECT, "r", {12, 24}) if row.has_cells]
OFFERS = ("small", "big", "new")


def batch(project: Project, *typed: tuple[str, str, str]) -> Project:
    """Type in cells given as row, offer and text."""
    entries = [Entry(row_of(project, row), offer, text) for row, offer, text in typed]
    return batch_edit(project, entries, "coller").apply(project)


def text_of(project: Project, row: Row, offer_id: str) -> str:
    return cell_of(project, row, offer_of(project, offer_id)).text


def test_every_kind_of_cell_in_one_edit():
    changed = batch(
        PROJECT,
        ("price:1", "new", "1 234,50 €"),
        ("price:12", "new", "-10 %"),
        ("setup", "new", "sur devis"),
        ("service:users", "new", "12 utilisatrices"),
        ("service:space", "new", "15 Go par utilisatrice"),
        ("service:video", "new", "✓"),
        ("rate:0:personne en plus", "new", "1,50"),
        ("public", "new", "Les écoles"),
        ("inherits", "new", "Essentielle"),
    )
    offer = offer_of(changed, "new")
    assert offer.rates[0].charge == FlatPrice(amount=Decimal("1234.50"))
    assert offer.terms[0].percent_off == 10
    assert (offer.public, offer.inherits, len(offer.rates)) == ("Les écoles", "small", 2)
    assert changed.find("services", "space").metric == "storage"
    assert text_of(changed, row_of(changed, "service:users"), "new") == "12 utilisatrices"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([("price:12", "big", "1.234")], "Par an d'Active : « 1.234 »"),
        ([("price:1", "small", "beaucoup"), ("service:users", "new", "5 Go")], "Par mois d'Essentielle"),
        ([("price:1", "small", "12"), ("service:users", "new", "5 Go")], "Personnes de Nouvelle : .* se compte en"),
        ([("service:users", "new", "-5")], "positif"),
        ([("service:users", "new", "9" * 40)], "trop grand"),
        ([("service:files", "new", "a" * 201)], "200 caractères"),
        ([("price:1", "small", "9" * 10_000)], "200 caractères"),
        ([("price:1", "big", "x"), ("price:12", "small", "y"), ("setup", "new", "z")], "2 autres cases sont refusées"),
        ([("inherits", "small", "Active")], "se contenir elle-même"),
    ],
)
def test_the_first_cell_that_is_refused_is_named(typed, words):
    with pytest.raises(Refused, match=words):
        batch(PROJECT, *typed)


def test_a_long_text_is_not_repeated_whole():
    with pytest.raises(Refused) as refused:
        batch(PROJECT, ("price:1", "small", "beaucoup " * 20))
    assert len(str(refused.value)) < 160 and "beaucoup" in str(refused.value)


def test_what_the_project_itself_refuses_is_said_of_its_cell():
    offer = evolve(offer_of(PROJECT, "new"), terms=(Term(id="t", months=12, billing_months=12),))
    project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
    with pytest.raises(Refused, match="Par an de Nouvelle"):
        batch(project, ("price:12", "new", "12 mois offerts"))


def test_a_whole_offer_is_emptied_though_its_lines_need_its_price():
    changed = batch(PROJECT, *((row.id, "small", "") for row in ROWS))
    assert offer_of(changed, "small") == Offer(id="small", range="r", name="Essentielle")


def test_a_price_line_goes_from_one_offer_to_another():
    rate = RateCard(id="p", charge=FlatPrice(amount=Decimal(5)))
    offer = evolve(offer_of(PROJECT, "new"), rates=(rate,))
    project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
    changed = batch(project, ("rate:0:personne en plus", "small", ""), ("rate:0:personne en plus", "new", "3"))
    assert [len(offer_of(changed, offer).rates) for offer in ("small", "new")] == [1, 2]


def test_who_inherits_is_exchanged():
    changed = batch(PROJECT, ("inherits", "small", "Active"), ("inherits", "big", "—"))
    assert [offer_of(changed, offer).inherits for offer in ("small", "big")] == ["big", None]


def test_one_who_inherits_says_for_itself_what_its_source_no_more_gives():
    changed = batch(PROJECT, ("service:files", "big", "oui"), ("service:files", "small", "non"))
    assert [text_of(changed, row_of(changed, "service:files"), offer) for offer in OFFERS] == ["—", "oui", "—"]


def test_a_repeated_line_of_a_service_goes_when_it_is_typed_again():
    twice = evolve(
        offer_of(PROJECT, "small"),
        inclusions=(Inclusion(id="a", service="files"), Inclusion(id="b", service="files", grant=NotIncluded())),
    )
    project = evolve(PROJECT, offers=(twice, *PROJECT.offers[1:]))
    changed = batch(project, ("service:files", "small", "oui"))
    assert [line.id for line in offer_of(changed, "small").inclusions] == ["a"]


words = st.sampled_from(
    ["oui", "—", "illimité", "sur demande", "15 utilisatrices par utilisatrice", "avec un rendez-vous"]
)
services = st.sampled_from([row for row in ROWS if row.kind is RowKind.SERVICE])


@given(st.dictionaries(st.tuples(services, st.sampled_from(OFFERS)), words, min_size=1))
def test_each_cell_says_what_was_typed_in_it(typed):
    entries = [Entry(row, offer, text) for (row, offer), text in typed.items()]
    changed = batch_edit(PROJECT, entries, "coller").apply(PROJECT)
    for (row, offer), text in typed.items():
        if text == "—":
            assert not cell_of(changed, row, offer_of(changed, offer)).is_check
        elif row.key == "users" or "par" not in text:
            assert text_of(changed, row, offer) == text


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_cells_of_an_example_say_typed_back_changes_nothing(name):
    project = open_copy(name)
    for sold in project.ranges:
        entries = [
            Entry(row, offer.id, cell_of(project, row, offer).typed)
            for row in rows_of(project, sold.id)
            if row.has_cells
            for offer in project.offers_of(sold.id)
        ]
        assert batch_edit(project, entries, "coller").apply(project) == project
