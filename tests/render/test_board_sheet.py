"""The decision sheet: what it asks and says, and that it is one page whatever is written."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import revise, send
from offerdesigner.model.quotes import BoardSheet, Quote, QuoteChoice, QuoteContent, QuoteTerms, QuoteVariant, Renewal
from offerdesigner.model.structure import Structure
from offerdesigner.pricing.quotes import content_of
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from offerdesigner.text import NBSP
from tests.price_strategies import amounts, lines, texts
from tests.render import board_sheets
from tests.render.board_sheets import BOARD, VARIANTS
from tests.render.quotes import ONCE, YEARLY, line, quoted
from tests.render.reading import outside, overlapping, page_texts, picture_of
from tests.strategies import projects

TODAY = date(2026, 11, 23)
SLOW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(project: Project, quote: str | None = "q") -> Document:
    return KINDS["board-sheet"].draw(project, quote, today=TODAY)


def said(project: Project) -> str:
    [text] = page_texts(drawn(project))
    return text


def with_board(**fields: Any) -> Project:
    return board_sheets.worked(board=evolve(BOARD, **fields))


def found(document: Document, field: str) -> Finding | None:
    return next((one for one in document.findings if one.address == f"quotes/q/{field}"), None)


# What it says -----------------------------------------------------------------------------


def test_the_worked_sheet_says_what_it_costs_for_all_and_for_each_member():
    text = said(board_sheets.worked())
    assert text.index("Confier nos outils numériques à Nuage Commun ?") < text.index("732,50 €")
    assert "La première année 732,50 € dont 360,00 € une seule fois, pour démarrer" in text
    assert "Ensuite, chaque année 372,50 € prix nets, toutes taxes comprises" in text
    each = "Soit, par adhérent et par an 1,25 € pour 298 adhérents, soit 0,10 € par mois (2,46 € la première année)"
    assert each in text


def test_doing_nothing_stands_first_then_the_cheapest_first_year():
    text = said(board_sheets.worked())
    heads = [text.index(name) for name in ("Sans rien changer", "Essentielle", "Active proposée", "Fédération")]
    assert heads == sorted(heads)
    assert "La première année 492,00 € 722,50 € 732,50 € 1 112,50 €" in text
    assert "Ensuite, chaque année 492,00 € 422,50 € 372,50 € 632,50 €" in text
    assert "Sur trois ans 1 476,00 € 1 567,50 € 1 477,50 € 2 377,50 €" in text


def test_each_need_is_answered_before_its_software_and_what_is_not_included_is_said():
    text = said(board_sheets.worked())
    assert "oui Partager vos fichiers · Nextcloud" in text
    assert "300 Go. Pour démarrer : mettre en route l’offre Active ; reprendre vos fichiers" in text
    assert "Non compris Les ordinateurs, la ligne internet et la création du site." in text
    assert "A · Deux ateliers de plus dans vos locaux (150,00 € une seule fois)" in text


def test_what_is_included_beside_the_offer_is_named_once():
    rows = (
        *YEARLY[:1],
        line("t", "Formation sur place*", "80", period_months=12, origin="options/t/rates"),
        line("w", "Personnes", "12", period_months=12, origin="options/p/rates"),
        line("x", "Relecture", "5", period_months=1, origin="quotes/q/entries/x"),
    )
    text = said(quoted(*rows, content={"offer": "Active", "needs": board_sheets.NEEDS[:2]}))
    assert "oui Formation sur place" in text and "oui Relecture" in text and "sur place*" not in text
    assert text.count("oui Personnes") == 1 and "oui Offre Active" not in text
    many = said(quoted(*rows, content={"offer": "Active", "needs": tuple(f"Besoin {n}" for n in range(20))}))
    assert "oui Formation sur place" in many and "et 10 autres" in many


def test_the_term_says_the_last_day_to_refuse_or_the_day_it_ends():
    text = said(board_sheets.worked())
    assert "du 1er avril 2027 au 31 mars 2028 inclus" in text
    assert "sauf si vous le refusez au plus tard le 31 janvier 2028." in text
    agreed = QuoteTerms(start=date(2027, 1, 1), renewal=Renewal.AGREED)
    assert "Le contrat prend fin le 31 décembre 2027." in said(board_sheets.worked(terms=agreed))


def test_the_box_names_the_offers_to_choose_and_the_day_of_the_board():
    text = said(with_board(decision_on=date(2027, 1, 12)))
    assert "Décision du conseil d’administration du 12 janvier 2027" in text
    assert "Essentielle Active, proposée Fédération avec les options : Reporté Refusé" in text
    assert "Pour Contre Abstentions" in text and "Nom et qualité Signature" in text
    assert "valable jusqu’au 23 février 2027 inclus" in text


def test_a_draft_is_not_valid_until_a_day_and_the_next_version_says_its_reference():
    project = board_sheets.worked()
    [old] = project.quotes
    draft = revise("q", "next").apply(project)
    draft = evolve(draft, quotes=tuple(evolve(one, dated=old.dated) for one in draft.quotes))
    [text] = page_texts(drawn(draft, "next"))
    assert "Projet D-2026-014-v2, pas encore envoyé" in text and "valable" not in text
    assert "Projet, sans numéro avant l’envoi" in said(board_sheets.nearly_empty())


def test_what_is_not_a_board_decides_too():
    person = Client(id="ada", name="Ada", kind=ClientKind.PERSON)
    text = said(quoted(*ONCE, client=person))
    assert "Pour décision : Ada" in text and "Décision du Le devis" in text and "conseil" not in text
    assert "Abstentions" not in text and "Refusé Nom Signature" in text


def test_a_small_association_reads_its_journey():
    text = said(board_sheets.small_association())
    assert "Confier nos comptes, nos adhésions et nos fichiers à Sleto ?" in text
    assert "Chaque année 190,00 €" in text
    assert "Soit, par personne et par an 11,18 € pour 17 personnes, soit 0,93 € par mois" in text
    assert "L’offre Émeraude pour 10 Go." in text and "En option : A · Atelier de prise en main, 2 h (80,00 €" in text
    assert "Non compris Utiliser son propre domaine : non fourni." in text and "oui Utiliser" not in text
    assert "Être aidé · aide comprise, 60 minutes" in text
    assert "2 ans à partir du 1er janvier 2027. Cela fait 380,00 € en tout." in text
    assert "Accepté Accepté avec les options : Reporté Refusé" in text


MONTHLY = (
    line("m", "Hébergement", "25", period_months=1),
    line("n", "Nom de domaine", "12.50", period_months=12),
    line("p", "Adhésion", "20", period_months=12),
    line("s", "Mise en service", "210"),
)


def lasting(months: int, renewal: Renewal, **fields: Any) -> Project:
    """A quote for so many months, beside what is paid today."""
    terms = QuoteTerms(renewal=renewal, deposit_percent=Decimal(20))
    return quoted(*MONTHLY, choice=QuoteChoice(months=months), terms=terms, board=BOARD, **fields)


def test_a_short_contract_that_stops_says_what_it_comes_to_and_no_next_year():
    project = lasting(3, Renewal.NONE)
    text = said(project)
    assert "Pour la durée du contrat 317,50 € dont 210,00 € une seule fois, pour démarrer" in text
    assert "Soit, par adhérent 1,07 € pour 298 adhérents" in text
    assert "Sur une année 492,00 € 542,50 €" in text
    assert "Ensuite" not in text and "première année" not in text and "trois ans" not in text
    quote = " ".join(page_texts(KINDS["quote"].draw(project, "q", today=TODAY)))
    assert "Pour la durée du contrat 317,50 €" in quote
    assert "210,00 € une seule fois + 3 × 25,00 € + 32,50 €" in quote
    assert "Acompte à la commande : 63,50 €." in quote and "20 % du prix du contrat" in quote
    assert "Ensuite, chaque année" not in quote and "première année" not in quote


def test_a_longer_contract_counts_each_year_that_it_begins_and_no_third_one():
    text = said(lasting(18, Renewal.NONE))
    assert "Cela fait 725,00 € en tout." in text
    assert "Ensuite, chaque année 492,00 € 332,50 €" in text and "trois ans" not in text
    year = said(lasting(12, Renewal.NONE))
    assert "La première année 492,00 € 542,50 €" in year and "Ensuite, chaque année" not in year


def test_one_that_was_sent_keeps_its_figures_when_the_offer_changes():
    project = board_sheets.small_association()
    sent = _applied(project, send("q", content_of(project, project.quotes[0]), TODAY))
    emptied = evolve(sent, offers=())
    assert "190,00 €" in said(sent)
    assert said(emptied) == said(sent)


def _applied(project: Project, edit: Edit) -> Project:
    return edit.apply(project)


# What is missing --------------------------------------------------------------------------


def test_without_quote_it_says_what_is_missing():
    [text] = page_texts(drawn(Project(), None))
    assert "Il manque encore" in text and "Un devis" in text


def test_nothing_written_leaves_no_title_without_text():
    text = said(board_sheets.nearly_empty())
    for title in (
        "Le besoin",
        "Non compris",
        "Qui vous aide",
        "Comparer",
        "Vos données",
        "Nos valeurs",
        "Sans rien",
        "Qui propose",
    ):
        assert title not in text
    assert "Chaque année 120,00 €" in text and "Soit, par mois 10,00 €" in text


def test_on_quote_is_never_nought():
    text = said(quoted(line("a", "Refonte", None), line("b", "Hébergement", "120", period_months=12)))
    assert "La première année sur devis une partie du prix reste à chiffrer Ensuite, chaque année 120,00 €" in text
    unknown = said(quoted(line("a", "Refonte", None, period_months=12)))
    assert "Ce que cela coûte sur devis" in unknown and "0,00 €" not in unknown


def test_a_price_or_a_day_that_nobody_counted_is_told_in_the_comparison():
    unknown = QuoteVariant(offer="Réseau")
    project = quoted(
        *YEARLY, content={"variants": (*VARIANTS[:1], unknown)}, board=BoardSheet(today_first=Decimal(100))
    )
    text = said(project)
    assert "La première année 100,00 € 732,50 € sur devis" in text
    assert "Sur trois ans non chiffré 1 477,50 € sur devis" in text


def test_what_is_paid_once_only_is_compared_once():
    text = said(quoted(*ONCE, board=BoardSheet(today_first=Decimal(500), today_yearly=Decimal(0), members=36)))
    assert "Une seule fois 360,00 €" in text and "Soit, par adhérent 10,00 € pour 36 adhérents" in text
    assert "Une seule fois 500,00 € 360,00 €" in text and "Sur trois ans" not in text and "Engagement" not in text


def test_less_than_a_cent_is_not_written_as_nought():
    assert "moins de 0,01 €" in said(with_board(members=2_000_000))


@pytest.mark.parametrize(
    ("purpose", "question"),
    [
        ("", "Retenir l’offre Active de Nuage Commun ?"),
        ("Vos fichiers et votre courrier.", "Confier nos fichiers et notre courrier à Nuage Commun ?"),
        ("L'hébergement : fichiers et site", "Confier l’hébergement à Nuage Commun ?"),
        (
            "Héberger et accompagner les outils de 30 personnes : fichiers, site.",
            "Demander à Nuage Commun d’héberger et d’accompagner les outils de 30 personnes ?",
        ),
        ("Reprendre vos données", "Demander à Nuage Commun de reprendre nos données ?"),
        ("Atelier de cartographie", "Atelier de cartographie : retenir la proposition de Nuage Commun ?"),
        ("x" * 150, "Retenir l’offre Active de Nuage Commun ?"),
    ],
)
def test_the_question_is_proposed_from_what_the_quote_is_for(purpose, question):
    project = quoted(*YEARLY, content={"offer": "Active"}, purpose=purpose)
    assert question in said(project)
    assert any(place.address == "quotes/q/board/question" for place in drawn(project).places)


def test_without_offer_nor_name_it_still_asks_something():
    assert "Retenir la proposition de Nuage Commun ?" in said(quoted(*ONCE, purpose=""))
    nameless = quoted(*ONCE, purpose="", seller=Structure(id="structure"))
    assert "Retenir cette proposition ?" in said(nameless)


# One page ---------------------------------------------------------------------------------


def test_a_text_too_long_is_shortened_where_one_sees_it_and_told():
    project = with_board(need="Nous voulons un lieu commun. " * 12)
    document = drawn(project)
    assert "[…]" in " ".join(page_texts(document))
    misfit = found(document, "board/need")
    assert misfit is not None and misfit.rule == "text_does_not_fit" and misfit.data["excess_mm"] > 0
    assert found(drawn(with_board(need="Nous voulons un lieu commun.")), "board/need") is None


def test_more_needs_or_offers_than_the_page_holds_are_counted_and_told():
    needs = tuple(f"Besoin {n}{NBSP}: logiciel" for n in range(20))
    variants = (*VARIANTS, QuoteVariant(offer="Réseau"))
    content = {"offer": "Active", "needs": needs, "variants": variants}
    document = drawn(quoted(*YEARLY, content=content, board=BoardSheet(today_yearly=Decimal(492))))
    [text] = page_texts(document)
    assert "Besoin 12" in text and "Besoin 13" not in text and "et 7 autres" in text
    assert "Réseau" not in text and "Active proposée" in text
    assert found(document, "choice/offer") is not None and found(document, "choice/alternatives") is not None


def test_what_holds_at_no_size_leaves_by_whole_parts_which_are_told():
    document = drawn(board_sheets.too_full())
    [text] = page_texts(document)
    assert document.page_count == 1
    assert "Nos valeurs" not in text and "Le besoin" in text and "Décision du conseil" in text
    misfit = found(document, "board/values")
    assert misfit is not None and misfit.data["text"].startswith("Nous voulons")


@pytest.mark.parametrize("name", board_sheets.SAMPLES)
def test_samples_hold_on_one_page_without_overlap(name):
    document = drawn(board_sheets.SAMPLES[name]())
    assert document.page_count == 1
    assert not overlapping(document) and not outside(document)
    assert [one.rule for one in document.findings] == ["text_does_not_fit"] * len(document.findings)
    assert bool(document.findings) == (name == "too-full")


def test_it_reads_in_grey_and_has_no_solid_block():
    grey = picture_of(drawn(board_sheets.worked()), dpi=60).convert("L")
    dark = sum(grey.histogram()[:128])
    assert dark < 0.12 * grey.width * grey.height


def test_the_file_says_its_language_and_its_title_and_holds_its_faces():
    with pikepdf.open(io.BytesIO(drawn(board_sheets.worked()).pdf)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert "Confier nos outils numériques" in str(pdf.docinfo["/Title"])
        fonts = pdf.pages[0].Resources.Font
        assert all("/FontFile2" in fonts[name].FontDescriptor for name in fonts if "/FontDescriptor" in fonts[name])


# Any quote --------------------------------------------------------------------------------


@st.composite
def boards(draw: st.DrawFn) -> BoardSheet:
    """What a sheet says in one's own words: little, or far too much."""
    factor = draw(st.sampled_from((1, 1, 12)))

    def written() -> str:
        return (draw(texts()) * factor)[:3000]

    names = ("need", "excluded", "helper", "data_place", "values", "today")
    return BoardSheet(
        question=draw(lines()),
        today_first=draw(st.none() | amounts()),
        today_yearly=draw(st.none() | amounts()),
        members=draw(st.none() | st.integers(0, 10_000)),
        decision_on=draw(st.none() | st.dates()),
        **{name: written() for name in names},
    )


@st.composite
def contents(draw: st.DrawFn, of: QuoteContent) -> QuoteContent:
    """`of` with needs and variants."""
    variants = tuple(
        QuoteVariant(
            offer=draw(lines()),
            first_year=draw(st.none() | amounts()),
            next_year=draw(st.none() | amounts()),
            is_chosen=not place,
        )
        for place in range(draw(st.integers(0, 4)))
    )
    needs = tuple(draw(st.lists(lines(), max_size=20)))
    return evolve(of, needs=needs, variants=variants, usage=draw(lines()), client=Client(id="c", name=draw(lines())))


def _worded(draw: st.DrawFn, quote: Quote) -> Quote:
    content = quote.content and draw(contents(quote.content))
    return evolve(quote, board=draw(boards()), content=content)


@SLOW
@given(projects(quoted=True), st.data())
def test_any_quote_is_one_page_that_nothing_leaves_and_leads_where_it_says(project: Project, data: Any) -> None:
    project = evolve(project, quotes=tuple(_worded(data.draw, quote) for quote in project.quotes))
    for quote in project.quotes:
        document = drawn(project, quote.id)
        assert document.page_count == 1
        assert not outside(document)
        assert not overlapping(document)
        for place in (*document.places, *document.findings):
            assert address.exists(project, place.address), place.address


def test_hostile_lengths_hold_on_one_page():
    endless = "W" * 200
    words: dict[str, Any] = dict.fromkeys(("need", "excluded", "helper", "data_place", "values", "today"), "W" * 3000)
    board = BoardSheet(question=endless, today_first=Decimal(10) ** 9, members=1, **words)
    variants = tuple(
        QuoteVariant(offer=endless, first_year=Decimal(10) ** 9, next_year=Decimal(10) ** 9) for _n in "abcd"
    )
    client = Client(id="c", name=endless)
    content = {"offer": endless, "usage": endless, "needs": (endless,) * 200, "variants": variants}
    rows = (line("a", endless, "99999999"), line("b", endless, "99999999", period_months=1, count="99"))
    document = drawn(quoted(*rows, client=client, content=content, board=board, number=endless, purpose=endless))
    assert document.page_count == 1
    assert not outside(document)
    assert document.findings
