"""Any table is imported or refused, and a grid that was copied to a spreadsheet comes back the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.models.option_rows import Standing, standing
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Range, RateCard, Term, Unlimited, Worded
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import Cell, Sheet, sheet_of
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_layout import LINE_ROLES, HolderRole, Layout, Orientation
from offerdesigner.storage.exchange.grid_notes import NoteKind
from tests.storage.grids import BLANK, METRICS, PRICE_SHEET, filled, sheet, table_of


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
