"""The quote on paper: what it says, how it breaks, for whom, and for any project."""

import io
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    Clause,
    ClauseKind,
    QuoteBreak,
    QuoteChoice,
    QuoteLine,
    QuoteRow,
    QuoteTerms,
    Quoting,
    Renewal,
    RowKind,
    Taking,
)
from offerdesigner.pricing.quote_totals import PRICED
from offerdesigner.pricing.quotes import content_of
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from offerdesigner.render.quote_rows import letters
from offerdesigner.text import money
from tests.plain import plain
from tests.render import quotes
from tests.render.projects import ENDLESS, LONG_TEXT, ODD
from tests.render.quotes import BOBINE, CLAUSES, TERMS, line, mark, quoted
from tests.render.reading import outside, overlapping, page_lines, page_texts, picture_of
from tests.strategies import projects

TODAY = date(2026, 11, 23)
SLOW = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(project: Project, quote: str | None = "q") -> Document:
    return KINDS["quote"].draw(project, quote, today=TODAY)


def said(project: Project) -> str:
    return " ".join(page_texts(drawn(project)))


def euros(amount: Decimal) -> str:
    return plain(money(amount, cents=True))


def outline(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(document.pdf)
    titles = [plain(mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    return titles


def changed(project: Project, **changes: Any) -> Project:
    return evolve(project, quotes=(evolve(project.quotes[0], **changes),))


# What it says -----------------------------------------------------------------------------


def test_the_worked_quote_holds_on_two_pages_and_says_both_years():
    first, second = page_texts(drawn(quotes.worked()))
    assert "La première année 732,50 € Ensuite, chaque année 372,50 €" in first
    assert "À payer une seule fois 360,00 €" in first
    assert "À payer chaque année 372,50 €" in first
    assert "360,00 € une seule fois + 372,50 €" in first
    assert "TVA non applicable, art. 293 B du CGI." in first
    assert "Devis D-2026-014 · page 1 sur 2" in first and "Devis D-2026-014 · page 2 sur 2" in second
    assert "Sans option 732,50 € 372,50 €" in second
    assert "Avec les trois options 1 026,50 € 516,50 €" in second
    assert "au plus tard le 31 janvier 2028" in second
    assert "entre le 31 octobre 2027 et le 31 décembre 2027" in second
    assert "Décision du CA du" in second and "Nom Claire Morvan" in second and "Qualité présidente" in second


def test_a_small_quote_is_one_page():
    (text,) = page_texts(drawn(quoted(*quotes.ONCE[:1], terms=QuoteTerms())))
    assert "page 1 sur 1" in text and "Signature et cachet" in text


def test_the_outline_leads_to_every_part():
    assert outline(drawn(quotes.worked())) == [
        "Devis D-2026-014",
        "Une seule fois",
        "Chaque année",
        "En tout",
        "En option",
        "Durée et paiement",
        "Renouvellement",
        "Si vous partez",
        "Reprendre vos données",
        "Vos données",
        "Bon pour accord",
    ]


def test_a_draft_has_no_number_and_is_not_signed():
    text = said(quotes.draft())
    assert "Projet de devis" in text and "donné à l’envoi" in text
    assert "il se signe une fois envoyé" in text
    assert "Valable 92 jours après sa date" in text
    assert "2 ans à partir de la mise en service" in text and "Essai de 30 jours." in text


def test_a_revision_bears_its_version():
    assert "D-2026-014-v2" in said(changed(quotes.worked(), version=2))


def test_the_next_version_says_which_one_it_replaces():
    project = quotes.worked()
    [first] = project.quotes
    second = evolve(first, id="q2", version=2)
    both = evolve(project, quotes=(second, first))
    assert "Remplace le devis D-2026-014 du 23 novembre 2026" in " ".join(page_texts(drawn(both, "q2")))
    assert "Remplace" not in " ".join(page_texts(drawn(both, "q")))


def test_a_longer_contract_says_what_it_comes_to_in_all():
    text = said(changed(quotes.worked(), choice=QuoteChoice(months=24)))
    assert "Sur l’engagement de 2 ans 360,00 € une seule fois + 2 × 372,50 € 1 105,00 €" in text


def test_what_the_offer_comprises_is_told_on_the_same_page():
    needs = ("Personnes\u00a0: 30 personnes", "Aide\u00a0: aide comprise*", "Nom de domaine\u00a0: non fourni")
    content = {"offer": "Active", "usage": "30 personnes, 300 Go", "needs": needs}
    [text] = page_texts(drawn(quoted(*quotes.ONCE[:1], terms=QuoteTerms(), content=content)))
    assert "Ce que comprend l’offre Pour 30 personnes, 300 Go. Personnes : 30 personnes · Aide : aide comprise" in text
    assert "Non compris : Nom de domaine : non fourni" in text
    assert "Ce que comprend" not in said(quotes.worked())


def test_vat_shows_by_rate_and_comes_after_the_lines():
    text = said(quotes.with_vat())
    assert "Total HT 511,60 € TVA 20 % sur 400,00 € 80,00 € TVA 5,5 % sur 111,60 € 6,14 €" in text
    assert "À payer une seule fois, TTC 597,74 €" in text
    assert "597,74 € une seule fois + 12 × 77,40 €" in text


def test_vat_is_told_as_a_part_of_prices_that_hold_it():
    text = said(quotes.quoted(*quotes.ONCE[:1], line("z", "Hébergement", "120", vat_rate=Decimal(20))))
    assert "À payer une seule fois, TTC 240,00 € dont HT 220,00 € dont TVA 20 % sur 100,00 € 20,00 €" in text


def test_what_is_not_known_is_never_nothing():
    text = said(quotes.many_choices())
    assert "À payer une seule fois sur devis" in text
    assert "Sous-total · Site de l’association sur devis" in text
    assert "Sans option sur devis 454,00 €" in text
    assert "0,00 €" not in re.sub(r"\d0,00 €", "", text)


def test_sections_have_their_subtotal_in_each_cadence():
    text = said(quotes.many_choices())
    assert "Sous-total · Formation 305,00 €" in text
    assert text.count("Sous-total · Site de l’association") == 3
    assert text.index("Nous venons chez vous") < text.index("Atelier de prise en main")
    assert "Nombre à votre choix, de 1 à 5 : ____" in text
    assert "à remplir si vous changez un nombre ou cochez" in text


def test_a_discount_on_the_whole_is_of_no_section():
    project = quoted(
        sent=False,
        entries=(
            quotes.section("s", "Formation"),
            QuoteLine(id="l", label="Atelier", unit_price=Decimal(75)),
        ),
        discounts=(quotes.off("d", percent=Decimal(10)),),
    )
    text = said(project)
    assert "Sous-total · Formation 75,00 €" in text
    assert "−7,50 €" in text and "À payer une seule fois 67,50 €" in text


def test_every_structure_says_what_it_invoices():
    text = said(quotes.several_structures())
    assert "Bois · SCIC 140,00 € une seule fois · 9,00 € chaque mois 248,00 € 108,00 €" in text
    assert "Par Bois" in text and "Par Nuage Commun" in text
    assert "Nuage Commun : TVA non applicable, art. 293 B du CGI." in text


def test_offers_side_by_side_say_which_one_the_lines_are_of():
    text = said(quotes.many_choices())
    assert text.count("proposée dans ce devis") == 1 and text.count("à la place") == 2
    assert "Pour le même usage : 30 personnes, 300 Go." in text


def test_options_are_lettered_far():
    assert [letters(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


@pytest.mark.parametrize(
    ("kind", "is_professional", "late", "mediated"),
    [
        (ClientKind.ASSOCIATION, False, False, False),
        (ClientKind.COMPANY, True, True, False),
        (ClientKind.PERSON, False, False, True),
        (ClientKind.PERSON, True, True, False),
    ],
)
def test_texts_are_for_those_that_they_are_for(kind: ClientKind, is_professional: bool, late: bool, mediated: bool):
    client = Client(id="c", name="Ada", kind=kind, is_professional=is_professional)
    text = said(quoted(*quotes.YEARLY, client=client))
    assert ("Trois fois le taux" in text) is late
    assert ("Médiateur de la consommation" in text) is mediated
    assert ("Décision du CA" in text) is (kind == ClientKind.ASSOCIATION)


@pytest.mark.parametrize(
    ("renewal", "started", "expected"),
    [
        (Renewal.NONE, True, "Le contrat prend fin le 31 mars 2028, sans se renouveler."),
        (Renewal.AGREED, False, "Le contrat prend fin au bout de 1 an. Il ne se renouvelle que si"),
        (Renewal.TACIT, False, "sauf si vous le refusez au plus tard 2 mois avant la fin du contrat."),
    ],
)
def test_the_renewal_is_told_with_and_without_a_date(renewal: Renewal, started: bool, expected: str):
    terms = evolve(TERMS, renewal=renewal, start=TERMS.start if started else None)
    assert expected in said(quoted(*quotes.YEARLY, terms=terms))


def test_what_is_due_once_has_no_term():
    text = said(quotes.one_line())
    assert "Renouvellement" not in text and "Pas d’acompte." in text


def test_the_deposit_can_be_scanned():
    document = drawn(quotes.with_vat())
    (code,) = zxingcpp.read_barcodes(picture_of(document, 1, dpi=200))
    assert code.text.splitlines() == [
        "BCD", "002", "1", "SCT", "", "Indie Loire", "FR7630006000011234567890189", "EUR457.96", "", "",
        "Devis D-2026-014",
    ]  # fmt: skip
    assert "Acompte à la commande 30 % de la première année 457,96 €" in page_texts(document)[0]


def test_a_quote_that_was_sent_keeps_the_account_to_pay_to():
    project = quotes.with_vat()
    elsewhere = evolve(project, quoting=Quoting(iban="FR14 2004 1010 0505 0001 3M02 606", bic="PSSTFRPP"))
    assert drawn(elsewhere).pdf == drawn(project).pdf


@pytest.mark.parametrize("iban", ["", "FR00 3000 6000 0112 3456 7890 189", "<b>"])
def test_no_code_without_a_right_account(iban: str):
    project = quotes.with_vat()
    [quote] = project.quotes
    document = drawn(changed(project, content=evolve(quote.content, iban=iban)))
    assert not zxingcpp.read_barcodes(picture_of(document, 1, dpi=150))


def test_no_code_while_the_deposit_is_not_known():
    terms = evolve(TERMS, deposit_percent=Decimal(30))
    account = {"iban": quotes.ACCOUNT}
    project = quoted(line("a", "Étude", None), terms=terms, shows_deposit_code=True, content=account)
    assert "Acompte à la commande : sur devis." in said(project)
    assert "IBAN" not in said(project)


def test_the_tariff_sheet_follows_and_says_its_day():
    project = changed(quotes.worked(), attaches_tariff=True)
    *_quote, sheet = page_texts(drawn(project))
    assert "Jointe au devis D-2026-014 : tarifs au 23 novembre 2026" in sheet
    assert "Essentielle" in sheet and "Fédération" in sheet
    assert "page 2 sur 2" in _quote[1]


def test_a_quote_that_was_sent_joins_no_tariff_sheet_of_another_day():
    project = changed(quotes.worked(), attaches_tariff=True)
    dearer = evolve(project, offers=project.offers[:1])
    later = date(2026, 12, 24)
    document = KINDS["quote"].draw(project, "q", today=later)
    assert document.pdf == KINDS["quote"].draw(dearer, "q", today=later).pdf
    assert [(one.rule, one.address) for one in document.findings] == [
        ("tariff_sheet_left_out", "quotes/q/attaches_tariff")
    ]
    assert "Jointe" not in " ".join(page_texts(document))
    unsent = changed(quotes.draft(), attaches_tariff=True)
    assert "Jointe" in " ".join(page_texts(KINDS["quote"].draw(unsent, "q", today=later)))


def test_the_tariff_sheet_of_an_offer_that_is_gone_is_not_that_of_all():
    project = changed(quotes.worked(), attaches_tariff=True, choice=QuoteChoice(offer="gone"))
    document = drawn(project)
    assert "Jointe" not in " ".join(page_texts(document))
    assert [one.rule for one in document.findings] == ["tariff_sheet_left_out"]


def test_the_file_names_itself_and_embeds_its_fonts():
    with pikepdf.open(io.BytesIO(drawn(quotes.worked()).pdf)) as pdf:
        assert (pdf.docinfo["/Title"], pdf.docinfo["/Author"]) == ("Devis D-2026-014", "Nuage Commun")
        assert str(pdf.Root.Lang) == "fr-FR"
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts and all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_first_quote_is_drawn_without_a_choice_and_an_unknown_one_is_refused():
    project = quotes.worked()
    assert drawn(project, None).pdf == drawn(project, "q").pdf
    with pytest.raises(KeyError):
        drawn(project, "nowhere")


def test_nothing_changes_a_quote_that_was_sent():
    project = quotes.worked()
    later = evolve(
        project,
        structure=evolve(project.structure, name="Autre nom"),
        offers=(),
        clients=(evolve(BOBINE, name="Autre client"),),
    )
    assert drawn(later).pdf == drawn(project).pdf


def test_an_empty_quote_says_what_is_missing():
    text = said(quoted(sent=False, purpose="", client=BOBINE))
    assert "Une offre ou une ligne" in text and "Un objet" in text and "Un client" not in text
    assert "Un devis" in " ".join(page_texts(drawn(Project(), None)))


def test_a_missing_client_has_its_place():
    project = changed(quotes.draft(), client=None)
    document = drawn(project)
    assert "Client à préciser" in page_texts(document)[0]
    assert any(place.address == "quotes/q/client" for place in document.places)


def test_a_click_leads_to_what_made_the_line():
    addresses = {place.address for place in drawn(quotes.draft()).places}
    assert {"quotes/q/entries/l", "quotes/q/purpose", "clients/bobine/name", "structure/name"} <= addresses
    assert any(found.startswith("offers/active") for found in addresses)


# How it breaks ----------------------------------------------------------------------------


def test_sixty_lines_carry_their_sum_from_page_to_page():
    pages = page_texts(drawn(quotes.sixty_lines()))
    assert len(pages) == 4
    for before, after in pairwise(pages):
        carried = re.search(r"À reporter, une seule fois ([\d ]+,\d\d €)", before)
        if carried:
            assert f"Report, une seule fois {carried[1]}" in after
            assert "Nombre Prix TTC Total TTC" in after
    assert sum("À reporter" in page for page in pages) == sum("Report," in page for page in pages) > 0
    assert all(f"page {n + 1} sur 4" in page for n, page in enumerate(pages))


@SLOW
@given(st.integers(1, 60), st.integers(0, 30), st.integers(1, 400))
def test_any_number_of_lines_breaks_well(once: int, yearly: int, length: int) -> None:
    detail = ("mot " * 400)[:length].strip()
    rows = [line(f"o{n}", f"Prestation {n}", "10", detail=detail if n % 5 == 2 else "") for n in range(once)]
    rows += [line(f"y{n}", f"Service {n}", "1.10", period_months=12) for n in range(yearly)]
    document = drawn(quoted(*rows))
    assert document.page_count <= 9
    assert not outside(document) and not overlapping(document)
    for page in page_texts(document):
        for count, due in ((once, "À payer une seule fois"), (yearly, "À payer chaque année")):
            if due in page and count:
                above = page[: page.index(due)]
                assert len(re.findall(r"(?:Prestation|Service) \d", above)) >= min(2, count)
        if "À reporter" in page:
            assert "En tout" not in page
        assert ("Signature et cachet" in page) == ("bon pour accord" in page)
    assert sum("En tout La première" in page or "En tout Une" in page for page in page_texts(document)) == 1


def test_a_break_begins_a_page():
    entries = (
        QuoteLine(id="l", label="Avant", unit_price=Decimal(1)),
        QuoteBreak(id="b"),
        QuoteLine(id="m", label="Après", unit_price=Decimal(2)),
        QuoteBreak(id="c"),
    )
    first, second, third = page_texts(drawn(quoted(sent=False, entries=entries)))
    assert "Avant" in first and "À reporter, une seule fois 1,00 €" in first
    assert "Après" in second and "En tout" in second
    assert "Paiement" in third


@pytest.mark.parametrize("amount", ["0", "-12.5", "999999999.99", "-999999999.99"])
def test_amounts_of_any_size_stay_whole(amount: str):
    whole = {"amount": Decimal(amount), "unit_price": Decimal(amount) if len(amount) < 9 else None}
    rows = (
        QuoteRow(id="a", label="Ligne", **whole),
        QuoteRow(id="b", label="Autre", period_months=1, vat_rate=Decimal("5.5"), **whole),
    )
    document = drawn(quoted(*rows))
    assert not outside(document) and not overlapping(document)
    lines = [plain(one) for one in page_lines(document)]
    assert sum(one.count(euros(Decimal(amount))) for one in lines) >= 4
    assert not any("sur devis" in one for one in lines)


def test_forty_texts_are_all_there():
    clauses = tuple(Clause(id=f"c{n}", kind=ClauseKind.OTHER, title=f"T{n}", text=f"texte{n} " * 60) for n in range(40))
    document = drawn(quoted(*quotes.YEARLY, terms=evolve(TERMS, clauses=clauses)))
    read = " ".join(page_texts(document))
    assert all(read.count(f"texte{n} ") == 60 for n in range(40))
    assert not outside(document) and not overlapping(document)


@pytest.mark.parametrize("text", [ENDLESS[:300], ODD, LONG_TEXT, "w" * 200 + " mot"])
def test_texts_without_end_stay_on_the_page(text: str):
    short = text[:200]
    client = evolve(BOBINE, name=short, capacity=short, contact=evolve(BOBINE.contact, person=short, street=short))
    rows = (
        line("a", short, "12", detail=text, unit=short),
        mark("s", RowKind.SECTION, short),
        mark("k", RowKind.COMMENT, detail=text),
        line("b", short, "12", detail=text, least=Decimal(1), most=Decimal(5)),
        line("o", short, "12", detail=text, taking=Taking.PROPOSED),
    )
    clauses = tuple(Clause(id=kind.value, kind=kind, title=short, text=text) for kind in ClauseKind)
    terms = evolve(TERMS, clauses=clauses)
    seller = quotes.host(name=short, legal_form=short)
    project = quoted(*rows, client=client, seller=seller, terms=terms, number=short, purpose=short)
    for each in (project, changed(project, content=None)):
        document = drawn(each)
        assert not outside(document)
        assert not overlapping(document)


def test_a_word_too_wide_is_told():
    (finding, *_more) = drawn(quoted(line("a", "x" * 200, "1"))).findings
    assert finding.rule == "text_does_not_fit"


@SLOW
@given(projects(quoted=True))
def test_any_quote_prints_every_amount_whole(project: Project) -> None:
    for quote in project.quotes:
        document = drawn(project, quote.id)
        assert document.pdf == drawn(project, quote.id).pdf
        assert not outside(document)
        for place in document.places:
            assert address.exists(project, place.address), place.address
        lines = [plain(one) for one in page_lines(document)]
        for row in content_of(project, quote).rows:
            if row.kind in PRICED and row.amount is not None and _is_printed(project, quote.id):
                assert any(euros(row.amount) in one for one in lines), row


def _is_printed(project: Project, quote_id: str) -> bool:
    quote = next(one for one in project.quotes if one.id == quote_id)
    return any(row.kind == RowKind.LINE for row in content_of(project, quote).rows)


def test_every_text_of_the_conditions_is_one_of_the_quote():
    text = said(quoted(*quotes.YEARLY, terms=evolve(TERMS, clauses=CLAUSES[2:5])))
    assert "sous 15 jours et sans frais" in text.lower()
