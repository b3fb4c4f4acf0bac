"""Taking back the row of a length of term that was added by mistake, with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.text import typeset
from tests.gui.grid_page import SHIFT, Key, choose, example, go, open_menu, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


def add_six_months(qtbot, page: OffersPage) -> None:
    go(page, "price:1", "essentielle")
    page.commands.add_length(6)
    press(qtbot, Key.Key_Escape)
    assert page.model.row_number("price:6") > 0 and page.view.hasFocus()


class TestEmptyTerms:
    def test_delete_on_its_heading_takes_it_back_and_says_so(self, qtbot, page):
        before = page.document.project
        add_six_months(qtbot, page)
        press(qtbot, Key.Key_Left)
        assert page.view.down.hasFocus()
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("price:6") == -1
        assert typeset("« 6\u00a0mois »") in page.view.refusal and "retirée" in page.view.refusal
        assert page.document.project is before and not page.document.undo_label
        press(qtbot, Key.Key_Down)
        assert QApplication.focusWidget() in (page.view, page.view.down)

    def test_a_length_that_was_priced_goes_whole_and_comes_back_by_undo(self, qtbot, page):
        add_six_months(qtbot, page)
        type_in(qtbot, "60")
        press(qtbot, Key.Key_Return)
        priced = page.document.project
        page.view.go_to_heading(page.model.row_number("price:6"))
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("price:6") == -1
        page.document.undo()
        assert page.document.project == priced and page.model.row_number("price:6") > 0

    def test_the_row_of_the_base_price_says_why_it_stays(self, qtbot, page):
        before = page.document.project
        page.view.go_to_heading(page.model.row_number("price:1"))
        press(qtbot, Key.Key_Delete)
        assert "prix de base" in page.view.refusal and page.document.project is before
        assert value(page, "offers/essentielle/rates/price/charge/amount") == 12

    def test_delete_in_one_of_its_cells_does_too(self, qtbot, page):
        before = page.document.project
        add_six_months(qtbot, page)
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("price:6") == -1 and "retirée" in page.view.refusal
        assert page.document.project is before and page.view.hasFocus()

    def test_delete_in_a_priced_row_empties_the_cell_then_takes_the_row_back(self, qtbot, page):
        before = page.document.project
        add_six_months(qtbot, page)
        for offer in ("essentielle", "active"):
            go(page, "price:6", offer)
            type_in(qtbot, "60")
            press(qtbot, Key.Key_Return)
        for offer in ("active", "essentielle"):
            go(page, "price:6", offer)
            press(qtbot, Key.Key_Delete)
            assert page.model.row_number("price:6") > 0
        assert page.document.project == before
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("price:6") == -1

    def test_several_rows_chosen_are_only_emptied(self, qtbot, page):
        add_six_months(qtbot, page)
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("price:6") > 0
        assert page.document.undo_label == "vider 2 cases"

    def test_the_menu_of_its_heading_takes_it_back(self, qtbot, page):
        add_six_months(qtbot, page)
        page.view.go_to_heading(page.model.row_number("price:6"))
        choose(qtbot, open_menu(page), "Supprimer la ligne")
        assert page.model.row_number("price:6") == -1
