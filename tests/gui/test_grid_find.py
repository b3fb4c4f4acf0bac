"""Finding words in the grid of offers, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models.grid_find import Hit, search
from offerdesigner.model.edits import set_value
from offerdesigner.model.project import Project
from tests.gui.grid_page import CONTROL, SHIFT, Key, add_range, example, go, here, opened, press, type_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


def find(qtbot, page: OffersPage, words: str) -> None:
    press(qtbot, Key.Key_F, CONTROL)
    type_in(qtbot, words)


def ringed(page: OffersPage) -> tuple[str, str]:
    row, column = page.view.found
    return page.model.rows[row].id if row >= 0 else "", page.model.offers[column].id if column >= 0 else ""


class TestSearching:
    def test_accents_case_and_spaces_do_not_count(self, page):
        for words in ("écrire", "ECRIRE ", "  ecrire à"):
            assert [hit.row for hit in search(page.model, words)][:1] == ["service:office"]
        assert search(page.model, " ") == {} and search(page.model, "introuvable") == {}

    def test_headings_cells_and_notes_in_reading_order(self, page):
        page.document.apply(set_value("offers/active/inclusions/mail/note", "dont deux écoles", "x"))
        page.document.apply(set_value("offers/federation/name", "Écoles", "x"))
        hits = list(search(page.model, "ecole"))
        assert hits == [Hit(offer="federation"), Hit("service:mail", "active")]

    def test_every_cell_shown_is_found(self, page):
        for row in page.model.rows:
            for offer in page.model.offers if row.has_cells else ():
                assert Hit(row.id, offer.id) in search(page.model, page.model.cell(row.id, offer.id).text)


class TestBar:
    def test_typing_goes_to_the_first_place_and_counts(self, qtbot, page):
        go(page, "price:1", "active")
        find(qtbot, page, "list")
        assert page.find_bar.isVisible() and page.find_bar.field.hasFocus()
        assert page.find_bar.count.text() == "1 sur 2"
        assert ringed(page) == ("service:newsletters", "active") and here(page)[1] == "Active"

    def test_the_search_starts_from_the_cursor(self, qtbot, page):
        go(page, "service:newsletters", "federation")
        find(qtbot, page, "liste")
        assert page.find_bar.count.text() == "2 sur 2"

    def test_more_letters_are_searched_from_the_same_place(self, qtbot, page):
        go(page, "price:1", "essentielle")
        find(qtbot, page, "5")
        assert ringed(page) == ("price:1", "active")
        type_in(qtbot, "0 g")
        assert ringed(page) == ("service:space", "essentielle")
        press(qtbot, Key.Key_Backspace)
        press(qtbot, Key.Key_Backspace)
        press(qtbot, Key.Key_Backspace)
        assert ringed(page) == ("price:1", "active")

    def test_enter_and_f3_go_on_shift_goes_back_and_both_go_round(self, qtbot, page):
        go(page, "price:1", "essentielle")
        find(qtbot, page, "go")
        assert page.find_bar.count.text() == "1 sur 3"
        for key, held, rank in (
            (Key.Key_Return, Qt.KeyboardModifier.NoModifier, 2),
            (Key.Key_F3, Qt.KeyboardModifier.NoModifier, 3),
            (Key.Key_F3, Qt.KeyboardModifier.NoModifier, 1),
            (Key.Key_F3, SHIFT, 3),
            (Key.Key_Return, SHIFT, 2),
        ):
            press(qtbot, key, held)
            assert page.find_bar.count.text() == f"{rank} sur 3"
        assert ringed(page) == ("service:space", "active") and page.find_bar.field.hasFocus()

    def test_escape_leaves_the_cursor_on_what_was_found(self, qtbot, page):
        find(qtbot, page, "1 000")
        press(qtbot, Key.Key_Escape)
        assert not page.find_bar.isVisible() and page.view.hasFocus()
        assert here(page) == ("Espace", "Fédération") and page.view.found is None
        type_in(qtbot, "500")
        press(qtbot, Key.Key_Return)
        assert page.model.index_at("service:space", "federation").data() == "500 Go"

    def test_escape_with_nothing_found_comes_back_to_the_cell(self, qtbot, page):
        go(page, "setup", "active")
        find(qtbot, page, "zzz")
        assert page.find_bar.count.text() == "Introuvable" and page.view.found is None
        press(qtbot, Key.Key_Escape)
        assert here(page) == ("Mise en service", "Active") and page.view.hasFocus()

    def test_the_heading_of_a_row_of_a_group_and_of_an_offer(self, qtbot, page):
        find(qtbot, page, "agenda")
        press(qtbot, Key.Key_Escape)
        assert page.view.down.hasFocus() and page.view.heading_row == page.model.row_number("service:calendar")
        find(qtbot, page, "gérer et")
        assert ringed(page) == ("group:gerer", "")
        press(qtbot, Key.Key_Escape)
        assert page.view.down.hasFocus() and page.view.heading_row == page.model.row_number("group:gerer")
        find(qtbot, page, "fédération")
        assert ringed(page) == ("", "federation")
        press(qtbot, Key.Key_Escape)
        assert page.view.across.hasFocus() and here(page)[1] == "Fédération"

    def test_f3_in_the_cells_goes_on_from_the_cursor(self, qtbot, page):
        find(qtbot, page, "oui")
        press(qtbot, Key.Key_Escape)
        go(page, "service:calendar", "essentielle")
        press(qtbot, Key.Key_F3)
        assert here(page) == ("Tenir un agenda commun", "Active") and page.view.hasFocus()
        press(qtbot, Key.Key_F3, SHIFT)
        assert here(page) == ("Tenir un agenda commun", "Essentielle")
        press(qtbot, Key.Key_F3, SHIFT)
        assert here(page) == ("Écrire à plusieurs", "Fédération")

    def test_f3_on_the_heading_of_a_row_finds_its_first_cell(self, qtbot, page):
        find(qtbot, page, "oui")
        press(qtbot, Key.Key_Escape)
        go(page, "service:calendar", "essentielle")
        press(qtbot, Key.Key_Left)
        press(qtbot, Key.Key_F3)
        assert here(page) == ("Tenir un agenda commun", "Essentielle") and page.view.hasFocus()

    def test_from_the_options_too(self, qtbot, page):
        page.options.view.go_to_cell(page.options.model.index(0, 0))
        find(qtbot, page, "agenda")
        assert page.find_bar.count.text() == "1 sur 1"

    def test_f3_without_words_asks_for_them(self, qtbot, page):
        press(qtbot, Key.Key_F3)
        assert page.find_bar.field.hasFocus()

    def test_what_is_folded_is_found_and_unfolded(self, qtbot, page):
        page.commands.fold_all(True)
        find(qtbot, page, "agenda")
        assert ringed(page) == ("service:calendar", "") and page.find_bar.count.text() == "1 sur 1"

    def test_the_count_follows_the_grid(self, qtbot, page):
        find(qtbot, page, "liste")
        page.document.apply(set_value("offers/active/inclusions", (), "x"))
        assert page.find_bar.count.text() == "1"
        page.document.undo()
        assert page.find_bar.count.text() == "2"

    def test_the_words_are_kept_and_typed_over(self, qtbot, page):
        find(qtbot, page, "liste")
        press(qtbot, Key.Key_Escape)
        find(qtbot, page, "site")
        assert page.find_bar.field.text() == "site"

    def test_its_buttons(self, qtbot, page):
        find(qtbot, page, "go")
        previous, following, close = page.find_bar.findChildren(QToolButton)[-3:]
        qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
        assert page.find_bar.count.text() == "2 sur 3" and page.find_bar.field.hasFocus()
        qtbot.mouseClick(previous, Qt.MouseButton.LeftButton)
        assert page.find_bar.count.text() == "1 sur 3"
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
        assert not page.find_bar.isVisible() and page.view.hasFocus()

    def test_another_range_is_searched_when_it_is_shown(self, qtbot, page):
        find(qtbot, page, "liste")
        add_range(page)
        page.tabs.show_range("associations")
        assert page.find_bar.count.text() == "2"

    def test_in_an_empty_project_nothing_happens(self, qtbot):
        page = opened(qtbot, Project())
        page.find_bar.open_bar()
        QApplication.processEvents()
        assert page.find_bar.count.text() == ""
