"""An association asks for a price: from the price list of a host to a quote sent, kept, revised and exported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from offerdesigner.app.editors.quotes.page import QuotesPage
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import set_value
from offerdesigner.model.quotes import Quoting, Taking
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import read, save
from tests.gui.scripted import CTRL, press, press_page, settle, type_text
from tests.gui.test_quotes import KEY, amounts_of, click, first_quote, project_of, put_keyboard
from tests.plain import plain

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot, window: MainWindow, tmp_path: Path) -> QuotesPage:
    path = tmp_path / "sleto.offre"
    save(evolve(open_copy("sleto"), clients=(), quotes=(), quoting=Quoting()), path, None)
    window.filing.open_path(path)
    settle(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press_page(window, "quotes")
    found = window.workspace.page
    assert isinstance(found, QuotesPage)
    return found


def describe_client(window: MainWindow, page: QuotesPage) -> None:
    """Two people are paid, fifteen are not: on the tab of clients, by the keyboard."""
    click(window, page.sheet.form.detail_button)
    client = page.quote.client
    for field, words in (
        ("contact/person", "Nadia"),
        ("capacity", "tresoriere"),
        ("people", "17"),
        ("volunteers", "15"),
    ):
        assert page.go_to(f"clients/{client}/{field}")
        type_text(window, words)
    press(window, KEY.Key_Return)
    page.tabs.setCurrentIndex(0)
    settle(window)


def propose_line(window: MainWindow, page: QuotesPage) -> None:
    """A line of our own, with a box to tick."""
    lines = page.sheet.lines
    click(window, lines.add_button)
    QTest.keyClicks(window.focusWidget(), "Atelier de prise en main")
    for words in ("", "", "120"):  # past the detail and the quantity
        QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
        settle(window)
        if words:
            press(window, KEY.Key_F2)
            QTest.keyClicks(window.focusWidget(), words)
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    put_keyboard(window, lines.entry.taking)
    press(window, KEY.Key_Down)
    put_keyboard(window, lines.entry.period)
    for _step in range(3):
        press(window, KEY.Key_Down)


def test_sleto_quotes_an_association_for_two_years(window, page, prompts, tmp_path):
    first_quote(window, page, "Les Jardins")
    describe_client(window, page)
    client = project_of(page).clients[0]
    assert (client.people, client.volunteers, client.capacity) == (17, 15, "tresoriere")
    put_keyboard(window, page.sheet.usage.offer)
    while page.quote.choice.offer != "emeraude":
        press(window, KEY.Key_Down)
    put_keyboard(window, page.sheet.usage.term)
    press(window, KEY.Key_Down)
    assert page.quote.choice.months == 24
    assert "2 ans" in plain(page.sheet.totals.monthly.title.text())
    propose_line(window, page)
    [line] = page.quote.entries
    assert (line.unit_price, line.taking, line.period_months) == (120, Taking.PROPOSED, None)
    assert page.sheet.totals.first.remark.text().startswith("avec options")
    click(window, page.sheet.head.send_button)
    shown, sent = amounts_of(page), page.quote

    press_page(window, "offers")
    assert page.document.apply(set_value("offers/emeraude/rates/price/charge/amount", Decimal(77), "changer un prix"))
    press_page(window, "quotes")
    assert amounts_of(page) == shown and page.quote.content is sent.content

    written = tmp_path / "devis.pdf"
    prompts.to_write = [written]
    press(window, KEY.Key_E, CTRL)
    assert written.stat().st_size > 5_000
    click(window, page.sheet.head.revise_button)
    assert page.quote.version == 2 and amounts_of(page) != shown
    click(window, page.pane.compare_button)
    assert "La première année" in page.sheet.comparison.sentences.text()

    press(window, KEY.Key_S, CTRL)
    kept = read(page.document.path).project
    assert [(quote.version, quote.is_frozen) for quote in kept.quotes] == [(2, False), (1, True)]
    assert kept.quotes[1].content == sent.content
