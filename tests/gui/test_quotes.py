"""The page « Devis » in the real window, with real keys and clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app.editors.quotes.page import QuotesPage
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.quotes import QuoteStatus, Quoting, Taking
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.gui.conftest import TODAY
from tests.gui.scripted import CTRL, SHIFT, press, press_page, settle, type_text
from tests.plain import plain

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def page(qtbot, window: MainWindow, tmp_path: Path) -> QuotesPage:
    """The page of an example, with no quote yet."""
    path = tmp_path / "nuage.offre"
    save(evolve(open_copy("nuage-commun"), clients=(), quotes=(), quoting=Quoting()), path, None)
    window.filing.open_path(path)
    settle(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press_page(window, "quotes")
    found = window.workspace.page
    assert isinstance(found, QuotesPage)
    return found


def project_of(page: QuotesPage):
    return page.document.project


def table_of(page: QuotesPage) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in page.sheet.lines.model.rows]


def amounts_of(page: QuotesPage) -> tuple[str, str]:
    boxes = page.sheet.totals
    return plain(boxes.first.figure.text()), plain(boxes.next.figure.text())


def put_keyboard(window: MainWindow, widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle(window)


def click(window: MainWindow, button: QWidget) -> None:
    assert button.isVisible() and button.isEnabled()
    QTest.mouseClick(button, LEFT)
    settle(window)


def type_over(window: MainWindow, field: QWidget, text: str) -> None:
    put_keyboard(window, field)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_A, CTRL)
    type_text(window, text)


def first_quote(window: MainWindow, page: QuotesPage, client: str = "Les Jardins") -> None:
    """Make a draft by its key, for a new client typed by name."""
    press(window, KEY.Key_N, CTRL | SHIFT)
    type_text(window, client)
    press(window, KEY.Key_Return)


def test_without_a_quote_one_button_makes_the_first_and_the_cursor_is_on_its_client(window, page):
    assert page.empty.isVisible() and page.empty.add_button.hasFocus()
    press(window, KEY.Key_Space)
    assert [quote.client for quote in project_of(page).quotes] == [None]
    assert page.sheet.form.client.control.hasFocus()
    press(window, KEY.Key_Z, CTRL)
    assert page.empty.isVisible()


def test_without_an_offer_the_page_says_so_and_leads_there(window, page):
    bare = project_of(page).model_copy(update={"offers": (), "sales": (), "scenarios": ()})
    page.empty.show_project(bare)
    assert "d'abord une offre" in plain(page.empty.said.text())
    assert page.empty.add_button.isHidden()
    page.empty.offers_button.click()
    settle(window)
    assert window.workspace.page is not page


def test_a_devis_by_the_keyboard_sent_kept_and_revised(window, page):
    first_quote(window, page)
    assert [client.name for client in project_of(page).clients] == ["Les Jardins"]
    assert page.quote.client == project_of(page).clients[0].id
    usage = page.sheet.usage
    put_keyboard(window, usage.offer)
    press(window, KEY.Key_Down)  # Essentielle, then Active
    assert page.quote.choice.offer == "active"
    type_over(window, usage.quantities["users"], "18")
    assert {item.metric: item.quantity for item in page.quote.choice.quantities}["users"] == 18
    domain = next(row for name, row in page.sheet.options.rows.items() if "omaine" in row.name.text())
    put_keyboard(window, domain.switch.pressed)
    press(window, KEY.Key_Right)
    press(window, KEY.Key_Right)
    assert [item.taking for item in page.quote.choice.options] == [Taking.INCLUDED]
    assert domain.switch.pressed.text() == "incluse"
    shown = amounts_of(page)
    click(window, page.sheet.head.send_button)
    sent = page.quote
    assert (sent.number, sent.dated, sent.steps[-1].status) == ("D-2026-001", TODAY, QuoteStatus.SENT)
    assert not page.sheet.form.isEnabled() and "ne changent plus" in plain(page.sheet.head.remark.text())

    offers = project_of(page).offers
    rate = next(offer for offer in offers if offer.id == "active").rates[0]
    dearer = set_value(f"offers/active/rates/{rate.id}/charge/amount", Decimal(99), "changer un prix")
    assert page.document.apply(dearer)
    settle(window)
    assert amounts_of(page) == shown
    assert page.quote.content is sent.content

    click(window, page.sheet.head.revise_button)
    draft = page.quote
    assert (draft.number, draft.version, draft.is_frozen) == ("D-2026-001", 2, False)
    assert amounts_of(page) != shown
    assert page.sheet.form.isEnabled()
    assert [row.cells[0].text for row in page.pane.versions.cells.rows] == ["v2", "v1"]
    assert not page.sheet.comparison.isVisible()
    click(window, page.pane.compare_button)
    assert plain(page.sheet.comparison.title.text()) == "Ce qui change de v1 à v2"
    assert "La première année" in page.sheet.comparison.sentences.text()
    click(window, page.sheet.comparison.close_button)
    assert not page.sheet.comparison.isVisible()
    click(window, page.sheet.head.send_button)
    before = next(quote for quote in project_of(page).quotes if quote.version == 1)
    assert before.steps[-1].status == QuoteStatus.SUPERSEDED
    assert before.content is sent.content
    click(window, page.sheet.head.accepted_button)
    assert page.quote.steps[-1].status == QuoteStatus.ACCEPTED
    assert plain(page.pane.model.rows[0].standing.words) == "accepté le 23 nov."


def test_the_totals_are_those_of_the_rows(window, page):
    first_quote(window, page)
    found = totals(content_of(project_of(page), page.quote))
    said = tuple(float(figure.split(" €")[0].replace(" ", "").replace(",", ".")) for figure in amounts_of(page))
    assert said == (float(found.first_year), float(found.next_year))
    figures = [row[-1] for row in table_of(page) if row[0].startswith("Total")]
    assert len(figures) == len(found.cadences)


def test_a_sent_quote_is_not_removed_and_a_draft_is(window, page):
    first_quote(window, page)
    click(window, page.sheet.head.send_button)
    assert not page.pane.remove_button.isEnabled()
    press(window, KEY.Key_N, CTRL | SHIFT)
    assert len(project_of(page).quotes) == 2
    put_keyboard(window, page.pane.view)
    press(window, KEY.Key_Delete)
    assert len(project_of(page).quotes) == 1
    press(window, KEY.Key_D, CTRL)
    assert [quote.is_frozen for quote in project_of(page).quotes] == [False, True]
    assert page.quote.number == ""


def test_an_expired_quote_says_so(window, page, monkeypatch):
    first_quote(window, page)
    click(window, page.sheet.head.send_button)
    assert page.quote.valid_days == 90
    for day, words in (
        (date(2027, 2, 1), "envoyé le 23 nov. 2026"),
        (date(2027, 2, 18), "expire dans 3 jours"),
        (date(2027, 2, 21), "expire ce soir"),
        (date(2027, 2, 22), "expiré depuis le 21 févr."),
    ):
        monkeypatch.setattr(window.live, "_today", lambda day=day: day)
        page._refresh()
        assert plain(page.pane.model.rows[0].standing.words) == words


def test_the_preview_shows_the_quote_in_front_and_it_is_exported_under_its_reference(window, page, prompts, tmp_path):
    preview = window.workspace.preview
    assert preview.view.document == "tariff-sheet"
    first_quote(window, page)
    assert (preview.view.document, preview.view.subject) == ("quote", page.quote.id)
    assert preview.sheets.page_count >= 1
    click(window, page.sheet.head.send_button)
    written = tmp_path / "devis.pdf"
    prompts.to_write = [written]
    press(window, KEY.Key_E, CTRL)
    name = prompts.proposed[0].name
    assert name.startswith("devis-d-2026-001-") and name.endswith(".pdf")
    assert window.messages.sentence.startswith("Devis exporté : devis.pdf.")
    assert written.stat().st_size > 5_000
    press_page(window, "offers")
    assert (preview.view.document, preview.view.subject) == ("tariff-sheet", None)


def test_a_quote_leaves_as_an_e_mail_as_a_table_and_as_data(window, page, prompts, tmp_path):
    first_quote(window, page)
    click(window, page.sheet.head.send_button)
    begins = {".eml": b"X-Unsent: 1", ".csv": b"\xef\xbb\xbfR\xc3\xa9f", ".ods": b"PK\x03\x04", ".json": b"{\n"}
    for suffix, start in begins.items():
        written = tmp_path / f"devis{suffix}"
        prompts.to_write = [written]
        press(window, KEY.Key_E, CTRL)
        settle(window)
        assert window.messages.sentence.startswith(f"Devis exporté : devis{suffix}.")
        assert written.read_bytes().startswith(start)
    press_page(window, "offers")
    prompts.to_write = [tmp_path / "fiche.csv"]
    press(window, KEY.Key_E, CTRL)
    assert (tmp_path / "fiche.csv.pdf").exists()


def test_a_click_on_the_paper_leads_to_what_it_prints(window, page):
    first_quote(window, page)
    page.sheet.lines._add("line")
    entry = page.quote.entries[0]
    settle(window)
    put_keyboard(window, page.pane.view)
    window.workspace.go_to(f"quotes/{page.quote.id}/entries/{entry.id}")
    assert window.focusWidget() is page.sheet.lines.view
    window.workspace.go_to(f"quotes/{page.quote.id}/purpose")
    assert window.focusWidget() is page.sheet.form.purpose.control


def test_a_quote_for_nobody_or_of_nothing_is_not_sent(window, page):
    press(window, KEY.Key_N, CTRL | SHIFT)
    click(window, page.sheet.head.send_button)
    assert not page.quote.is_frozen
    assert plain(page.sheet.form.client.refusal) == "À qui l'envoyez-vous ? Choisissez d'abord le client."
    type_text(window, "Les Jardins")
    press(window, KEY.Key_Return)
    assert page.sheet.form.client.refusal == ""
    assert page.document.apply(set_value(f"quotes/{page.quote.id}/choice/offer", None, "x"))
    settle(window)
    click(window, page.sheet.head.send_button)
    assert not page.quote.is_frozen
    assert "ne propose rien encore" in page.sheet.lines.refusal.text()


def test_two_copies_that_gave_one_number_twice_are_both_in_the_list(window, page):
    first_quote(window, page)
    click(window, page.sheet.head.send_button)
    first_quote(window, page, "Radio Estuaire")
    click(window, page.sheet.head.send_button)
    one, other = project_of(page).quotes
    same = evolve(one, number=other.number)
    page.pane.model.show_quotes(evolve(project_of(page), quotes=(same, other)), TODAY)
    assert [entry.client for entry in page.pane.model.rows] == ["Radio Estuaire", "Les Jardins"]


def test_what_changes_on_another_tab_shows_when_one_comes_back(window, page):
    first_quote(window, page)
    client = page.quote.client
    assert page.go_to(f"clients/{client}/name")
    press(window, KEY.Key_F2)
    QTest.keyClicks(window.focusWidget(), "Jardins du bas")
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    settle(window)
    page.tabs.setCurrentIndex(0)
    assert [entry.client for entry in page.pane.model.rows] == ["Jardins du bas"]
    assert page.sheet.form.client.control.currentText().startswith("Jardins du bas")


def test_a_finding_marks_the_quote_that_it_is_about_alone(window, page):
    first_quote(window, page)
    one = page.quote.id
    first_quote(window, page, "Radio Estuaire")
    about = Finding(
        rule="quote_purpose",
        severity=Severity.WARNING,
        address=f"quotes/{one}/purpose",
        message="Dites ce que c'est.",
    )
    page.show_findings((about,))
    mark = page.sheet.form.purpose._mark
    assert mark.isHidden()
    page.show_quote(one)
    assert not mark.isHidden()


def test_a_new_client_typed_beside_known_ones_stays_the_client(window, page):
    known = (Client(id="ateliers", name="Les Ateliers du Canal"),)
    page.document.apply(set_value("clients", known, "clients"))
    settle(window)
    press(window, KEY.Key_N, CTRL | SHIFT)
    type_text(window, "Les Amis du Canal")
    press(window, KEY.Key_Return)
    assert page.sheet.form.client.control.currentText().startswith("Les Amis du Canal")
    press(window, KEY.Key_Tab)
    (quote,) = project_of(page).quotes
    client = project_of(page).find("clients", quote.client)
    assert client.name == "Les Amis du Canal"


def test_the_foot_of_the_list_says_what_became_of_the_quotes(window, page):
    assert not page.pane.funnel.isVisible()
    first_quote(window, page)
    click(window, page.sheet.head.send_button)
    assert plain(page.pane.funnel.text()) == "1 devis envoyé : 1 en attente."
