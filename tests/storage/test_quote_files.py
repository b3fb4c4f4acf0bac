"""A quote for other programs: what a spreadsheet, a mail program and a parser read in the files."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quoting
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.storage.exchange.quote_files import SUFFIXES, quote_file
from offerdesigner.storage.exchange.sheets import sheets_in
from tests.render import quotes
from tests.strategies import projects

TODAY = date(2026, 11, 24)
PDF = b"%PDF-1.7 the very bytes"


def file_of(project: Project, suffix: str) -> bytes:
    return quote_file(suffix, project, project.quotes[0], TODAY, lambda: PDF)


def records(project: Project) -> list[dict[str, str]]:
    text = file_of(project, ".csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def mail_of(project: Project) -> EmailMessage:
    message = message_from_bytes(file_of(project, ".eml"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def with_client(**fields: object) -> Project:
    return quotes.quoted(*quotes.ONCE, client=Client.model_validate({"id": "c", **fields}))


def test_the_lines_and_the_totals_as_a_french_table() -> None:
    rows = records(quotes.with_vat())
    assert {(row["Référence"], row["Date"], row["Client"], row["SIRET"]) for row in rows} == {
        ("D-2026-014", "2026-11-23", "Atelier du Port", "732 829 320 00074")
    }
    hosting = next(row for row in rows if row["Libellé"] == "Astreinte")
    assert [hosting[head] for head in ("Sorte", "Quantité", "Unité", "Prix unitaire", "Montant", "HT ou TTC")] == [
        "ligne", "1440", "minutes", "0,0125", "18,00", "HT",
    ]  # fmt: skip
    assert (hosting["Taux de TVA (%)"], hosting["Cadence"], hosting["Fournie par"]) == ("20", "par mois", "Indie Loire")
    shares = [
        (row["Cadence"], row["Taux de TVA (%)"], row["Total HT"], row["TVA"]) for row in rows if row["Sorte"] == "TVA"
    ]
    assert shares == [
        ("une fois", "20", "400,00", "80,00"),
        ("une fois", "5.5".replace(".", ","), "111,60", "6,14"),
        ("par mois", "20", "64,50", "12,90"),
    ]
    assert [row["Total TTC"] for row in rows if row["Sorte"] == "acompte"] == ["457,96"]


def test_amounts_have_cents_and_quantities_no_idle_zero() -> None:
    row = quotes.line("a", "Étude", "250", count="3.000", vat_rate=Decimal("20.00"))
    first, *_rest = records(quotes.quoted(row))
    assert [first[head] for head in ("Quantité", "Prix unitaire", "Montant", "Taux de TVA (%)")] == [
        "3", "250,00", "750,00", "20",
    ]  # fmt: skip


def test_what_is_proposed_and_what_is_on_quote_are_told_apart() -> None:
    rows = records(quotes.many_choices())
    said = {row["Libellé"]: (row["Montant"], row["Dans le total"]) for row in rows if row["Sorte"] == "ligne"}
    assert said["Refonte du site"] == ("sur devis", "oui")
    assert said["Sauvegarde dans une autre ville"] == ("48,00", "non : au choix")
    assert [row["Total TTC"] for row in rows if row["Libellé"] == "La première année"] == ["sur devis"]


@pytest.mark.parametrize("sample", sorted(quotes.SAMPLES))
def test_lines_add_up_to_the_totals_of_each_cadence(sample: str) -> None:
    rows = records(quotes.SAMPLES[sample]())
    for whole in (row for row in rows if row["Libellé"] == "Total" and row["Total TTC"] != "sur devis"):
        lines = [row for row in rows if row["Sorte"] in ("ligne", "remise") and row["Cadence"] == whole["Cadence"]]
        counted = sum(Decimal(row["Montant"].replace(",", ".")) for row in lines if row["Dans le total"] == "oui")
        side = "Total HT" if lines[0]["HT ou TTC"] == "HT" else "Total TTC"
        assert counted == Decimal(whole[side].replace(",", "."))


def test_the_workbook_says_what_the_text_does() -> None:
    project = quotes.with_vat()
    [sheet] = sheets_in(file_of(project, ".ods"), "")
    heads, *rows = sheet.rows
    assert [str(head) for head in heads] == list(records(project)[0])
    place = heads.index("Montant")
    assert rows[0][place] == Decimal(400)
    assert file_of(project, ".ods") == file_of(project, ".ods")


def test_a_text_is_never_a_formula() -> None:
    wicked = "=cmd|'/C calc'!A0"
    project = with_client(name=wicked)
    assert {row["Client"] for row in records(project)} == {f"'{wicked}"}
    [sheet] = sheets_in(file_of(project, ".ods"), "")
    assert sheet.rows[1][2] == wicked


def test_programs_read_the_quote_with_its_deposit_and_account() -> None:
    told = json.loads(file_of(quotes.with_vat(), ".json"))
    assert (told["reference"], told["deposit"], told["iban"]) == ("D-2026-014", "457.96", quotes.ACCOUNT)
    assert told["client_identifiers"]["siret"] == "732 829 320 00074"


def test_a_mail_to_the_client_with_the_very_document() -> None:
    contact = Contact(person="Claire Morvan", email="claire@bobine.example")
    mail = mail_of(with_client(name="La Bobine", contact=contact))
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Claire Morvan <claire@bobine.example>"
    assert str(mail["Subject"]).replace("\u00a0", " ").startswith("Devis D-2026-014 : Héberger et accompagner")
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content().replace("\r\n", "\n").replace("\u00a0", " ")
    assert text.startswith("Bonjour Claire Morvan,\n")
    assert "notre devis D-2026-014, valable jusqu’au 23 février 2027 inclus." in text
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Devis-D-2026-014.pdf", "application/pdf")
    assert attached.get_content() == PDF


def test_a_mail_says_ones_own_words_where_there_are_some() -> None:
    project = with_client(name="La Bobine")
    own = evolve(project, quoting=Quoting(mail="Nous passons vous voir.\nÀ jeudi !"))
    text = file_of(own, ".eml").decode()
    assert "Nous passons vous voir." in text and "renvoyez-nous" not in text
    assert "renvoyez-nous" in file_of(project, ".eml").decode()


@pytest.mark.parametrize("email", ["", "bobine", "a@b", "a..b@c.fr", "é@bobine.example", "@bobine.example"])
def test_an_address_that_is_not_one_is_left_to_the_sender(email: str) -> None:
    assert mail_of(with_client(name="La Bobine", contact=Contact(email=email)))["To"] is None


def test_no_name_begins_another_header() -> None:
    wicked = "Ada\r\nBcc: all@everywhere.example\r\n\r\nhello\u2028\x00"
    contact = Contact(person=wicked, email="ada@bobine.example\nBcc: all@everywhere.example")
    project = quotes.quoted(
        *quotes.ONCE, client=Client(id="c", contact=contact), purpose=wicked, seller=quotes.host(name=wicked)
    )
    mail = mail_of(project)
    assert mail["Bcc"] is None
    assert set(mail.keys()) == {
        "X-Unsent", "Date", "From", "To", "Subject", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert "all@everywhere.example" not in [box.addr_spec for box in mail["To"].addresses]


def test_a_draft_says_that_it_is_one() -> None:
    mail = mail_of(quotes.draft())
    assert mail["Subject"] == "Projet de devis"
    assert {row["Référence"] for row in records(quotes.draft())} == {"brouillon"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(project=projects(quoted=True), name=st.text(max_size=60))
def test_every_quote_makes_every_file(project: Project, name: str) -> None:
    for quote in project.quotes:
        if quote.content is not None:
            client = evolve(quote.content.client, name=name, identifiers=Identifiers(siret=name))
            quote = evolve(quote, content=evolve(quote.content, client=client))
        for suffix in SUFFIXES:
            written = quote_file(suffix, project, quote, TODAY, lambda: PDF)
            assert written == quote_file(suffix, project, quote, TODAY, lambda: PDF)
        assert sheets_in(quote_file(".ods", project, quote, TODAY, lambda: PDF), "")
