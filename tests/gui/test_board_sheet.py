"""The decision sheet beside the page « Devis »: chosen by the keyboard, clicked, typed, told when it is too full."""

from __future__ import annotations

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.editors.quotes.page import QuotesPage
from offerdesigner.app.panels.sheets import Sheets
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from tests.gui.scripted import CTRL, point_of, press, settle, type_text
from tests.gui.test_quotes import KEY, LEFT, first_quote, page, put_keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

__all__ = ["page"]


@pytest.fixture
def asked(window: MainWindow, page: QuotesPage) -> QuotesPage:
    """The page with one draft, its decision sheet in the preview."""
    first_quote(window, page)
    preview = window.workspace.preview
    put_keyboard(window, preview.document_choice)
    press(window, KEY.Key_Down)
    assert (preview.view.document, preview.view.subject) == ("board-sheet", page.quote.id)
    return page


def width_of(sheets: Sheets, address: str) -> float:
    return next(place.width for place in sheets._places if place.address == address)


def test_a_click_on_the_question_leads_to_its_field_and_what_is_typed_is_on_paper(window, asked):
    sheets, address = window.workspace.preview.sheets, f"quotes/{asked.quote.id}/board/question"
    before = width_of(sheets, address)
    QTest.mouseClick(sheets, LEFT, Qt.KeyboardModifier.NoModifier, point_of(sheets, address))
    settle(window)
    type_text(window, "On y va ?")
    assert asked.quote.board.question == "On y va ?"
    assert width_of(sheets, address) < before


def test_it_is_exported_as_one_page(window, asked, prompts, tmp_path):
    prompts.to_write = [tmp_path / "fiche.pdf"]
    press(window, KEY.Key_E, CTRL)
    with pikepdf.open(tmp_path / "fiche.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_a_text_too_long_for_the_page_is_told_at_its_field(window, asked):
    address = f"quotes/{asked.quote.id}/board/need"
    window.document.apply(set_value(address, "Un lieu commun, simple. " * 30, "x"), None)
    settle(window)
    told = [one for one in window.workspace.report.findings if one.address == address]
    assert [one.rule for one in told] == ["text_does_not_fit"]
    window.document.apply(set_value(address, "Un lieu commun, simple.", "x"), None)
    settle(window)
    assert not [one for one in window.workspace.report.findings if one.address == address]
