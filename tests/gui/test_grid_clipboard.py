"""Copying, cutting, pasting, filling and emptying cells of the page « Offres », with real keys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.model.charges import lead_price
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import Worded
from offerdesigner.text import typeset
from tests.app.small_grid import EXAMPLES
from tests.gui.grid_page import CONTROL, SHIFT, Key, example, go, here, names, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
AMOUNTS = tuple(f"offers/{offer}/rates/price/charge/amount" for offer in ("essentielle", "active", "federation"))


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def paste(qtbot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(qtbot, Key.Key_V, CONTROL)


def texts(page: OffersPage, row: str) -> list[str]:
    return [page.model.index_at(row, offer.id).data() for offer in page.model.offers]


def selected(page: OffersPage) -> set[tuple[str, str]]:
    indexes = page.view.selectionModel().selectedIndexes()
    return {(page.model.row_at(index).id, page.model.offer_at(index).id) for index in indexes}


class TestCopying:
    def test_copied_cells_come_back_elsewhere(self, qtbot, page):
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Right, SHIFT)
        press(qtbot, Key.Key_C, CONTROL)
        assert clipboard() == "12\t25"
        go(page, "setup", "essentielle")
        press(qtbot, Key.Key_V, CONTROL)
        assert [value(page, f"offers/{o}/setup_fee/amount") for o in ("essentielle", "active")] == [12, 25]

    def test_figures_are_french_and_the_table_is_there_too(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "1234,5")
        press(qtbot, Key.Key_Return)
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_C, CONTROL)
        assert clipboard() == "1\u202f234,50\n2 mois offerts"
        html = QGuiApplication.clipboard().mimeData().html()
        assert "<td>1\u202f234,50</td>" in html and html.count("<tr>") == 2

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_the_whole_grid_pasted_back_changes_nothing(self, qtbot, name):
        page = opened(qtbot, example(name))
        before = page.document.project
        page.view.go_to_cell(page.model.index(page.model.first_row, 0))
        press(qtbot, Key.Key_A, CONTROL)
        press(qtbot, Key.Key_C, CONTROL)
        assert len(clipboard().splitlines()) == sum(row.has_cells for row in page.model.rows)
        press(qtbot, Key.Key_V, CONTROL)
        assert page.view.refusal == "" and page.document.project is before
        assert not page.document.undo_label

    def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(self, qtbot, page):
        text = Worded(text="=1+1")
        page.document.apply(set_value("offers/active/inclusions/support/grant", text, "x"))
        go(page, "service:support", "active")
        press(qtbot, Key.Key_C, CONTROL)
        assert clipboard() == "'=1+1"
        go(page, "service:support", "essentielle")
        press(qtbot, Key.Key_V, CONTROL)
        assert value(page, "offers/essentielle/inclusions/support/grant") == text

    def test_cut_is_one_step(self, qtbot, page):
        before = page.document.project
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_X, CONTROL)
        assert clipboard() == "oui\noui"
        assert [texts(page, f"service:{name}")[0] for name in ("files", "office")] == ["—", "—"]
        page.document.undo()
        assert page.document.project is before


class TestPasting:
    def test_a_block_of_a_spreadsheet_is_one_step(self, qtbot, page):
        go(page, "price:1", "essentielle")
        paste(qtbot, "9,00\t19,50 €\t49\n90\t-10 %\tsur devis\r\n")
        assert "Par an de Fédération" in page.view.refusal and "ordinaire" in page.view.refusal
        assert page.document.project == example("nuage-commun")
        paste(qtbot, "9,00\t19,50 €\t49\n90\t-10 %\t1 mois offert\r\n")
        assert [value(page, amount) for amount in AMOUNTS] == [9, Decimal("19.5"), 49]
        assert value(page, "offers/active/terms/year/percent_off") == 10
        assert selected(page) == {
            (row, o) for row in ("price:1", "price:12") for o in ("essentielle", "active", "federation")
        }
        assert page.document.undo_label == "coller 6 cases"
        page.document.undo()
        assert page.document.project == example("nuage-commun")

    def test_the_words_of_people(self, qtbot, page):
        go(page, "service:people", "essentielle")
        paste(qtbot, "12 personnes\t1 234\tillimité\n1 234,50 Go\t80\t2 000 Go\n")
        assert texts(page, "service:people") == ["12 personnes", "1\u202f234 personnes", "illimité"]
        go(page, "service:files", "essentielle")
        paste(qtbot, "✓\tnon\tx\noui\t—\t\n")
        assert texts(page, "service:files") == ["oui", "—", "oui"]
        assert texts(page, "service:office") == ["oui", "—", "—"]

    def test_a_text_with_a_line_break_and_quotes(self, qtbot, page):
        go(page, "service:support", "essentielle")
        paste(qtbot, '"sous ""2 jours""\r\nouvrés"\r\n')
        assert value(page, "offers/essentielle/inclusions/support/grant/text") == 'sous "2 jours" ouvrés'

    def test_headings_are_passed_over(self, qtbot, page):
        go(page, "service:space", "essentielle")
        paste(qtbot, "60\nnon\n")
        assert (texts(page, "service:space")[0], texts(page, "service:files")[0]) == ("60 Go", "—")

    def test_one_value_fills_a_selection(self, qtbot, page):
        go(page, "service:files", "essentielle")
        for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down):
            press(qtbot, key, SHIFT)
        paste(qtbot, "illimité\n")
        assert texts(page, "service:files") + texts(page, "service:office") == ["illimité"] * 6

    def test_a_line_is_repeated_in_each_row_of_a_selection(self, qtbot, page):
        go(page, "service:files", "essentielle")
        for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down):
            press(qtbot, key, SHIFT)
        paste(qtbot, "oui\tnon\tillimité\n")
        assert texts(page, "service:files") == texts(page, "service:office") == ["oui", "—", "illimité"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("25\t1.234\t60", "Par mois d'Active : « 1.234 »"),
            ("12\t-3\tx", "jamais négatif"),
            ("12\t=A1+B1", "formule"),
            ("a" * 10_000, "200 caractères"),
            ("1\n" * 1_000_000, "trop grand"),
            ("\x89PNG\x00\x01", "pas un tableau de texte"),
            ("9" * 60, "trop grand"),
        ],
    )
    def test_rubbish_gets_one_sentence_and_changes_nothing(self, qtbot, page, text, words):
        before = page.document.project
        go(page, "price:1", "essentielle")
        paste(qtbot, text)
        assert typeset(words) in page.view.refusal
        assert page.document.project is before and here(page) == ("Par mois", "Essentielle")

    def test_a_picture_is_nothing_to_paste(self, qtbot, page):
        carried = QMimeData()
        carried.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
        QGuiApplication.clipboard().setMimeData(carried)
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_V, CONTROL)
        assert "texte" in page.view.refusal


class TestNames:
    """A table of a spreadsheet with the names of its rows, or of the offers."""

    def amounts(self, page: OffersPage) -> list[Decimal]:
        return [value(page, amount) for amount in AMOUNTS]

    def test_the_first_column_names_the_rows_wherever_the_cursor_is(self, qtbot, page):
        go(page, "service:files", "active")
        paste(qtbot, "PAR  MOIS\t13\t26\t70\nPar an\t130\t260\t700\n")
        assert self.amounts(page) == [13, 26, 70]
        assert value(page, "offers/federation/terms/year/price") == 700
        assert texts(page, "service:files")[1] == "oui" and page.message.sentence == ""
        page.document.undo()
        assert page.document.project == example("nuage-commun")

    def test_the_first_line_names_the_offers_in_any_order(self, qtbot, page):
        go(page, "price:1", "essentielle")
        paste(qtbot, "Federation\tEssentielle\n70\t13\n")
        assert self.amounts(page) == [13, 25, 70]

    def test_both_name_where_each_value_goes(self, qtbot, page):
        go(page, "inherits", "federation")
        paste(qtbot, "\tActive\tEssentielle\nMise en service\t40\t30\nPar mois\t26\t13\n")
        assert self.amounts(page) == [13, 26, 60]
        assert value(page, "offers/active/setup_fee/amount") == 40

    def test_a_corner_with_a_word_is_no_offer(self, qtbot, page):
        go(page, "price:1", "active")
        paste(qtbot, "Tarifs\tEssentielle\tActive\tFédération\nPar mois\t13\t26\t70\n")
        assert self.amounts(page) == [13, 26, 70] and page.view.refusal == ""

    def test_a_name_that_the_grid_does_not_know_is_left_out_and_said(self, qtbot, page):
        go(page, "price:1", "essentielle")
        paste(qtbot, "Par mois\t13\t26\t70\nPar an\t130\t260\t700\nMarge\t1\t2\t3\n")
        assert self.amounts(page) == [13, 26, 70]
        assert "Marge" in page.view.refusal and "laissé de côté" in page.view.refusal

    def test_words_beside_prices_are_taken_off(self, qtbot, page):
        for first in ("essentielle", "active"):
            go(page, "price:1", first)
            paste(qtbot, "Mensuel\t13\t26\nAnnuel\t130\t260\n")
            assert page.view.refusal == page.message.sentence == ""
        assert self.amounts(page) == [13, 13, 26]

    def test_words_are_kept_where_they_are_values(self, qtbot, page):
        go(page, "service:support", "essentielle")
        paste(qtbot, "sous 3 jours\tsous 2 jours\tsous 1 jour\n")
        assert texts(page, "service:support") == ["sous 3 jours", "sous 2 jours", "sous 1 jour"]
        go(page, "service:space", "essentielle")
        paste(qtbot, "illimité\t30\t40\n")
        assert texts(page, "service:space")[0] == "illimité"

    def test_more_values_than_offers_change_nothing(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "essentielle")
        paste(qtbot, "Par mois\t1\t2\t3\t4\n")
        assert "4\u00a0colonnes" in page.view.refusal and page.document.project is before


class TestTooLarge:
    def test_it_is_said_and_nothing_is_pasted(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "active")
        paste(qtbot, "1\t2\t3\n4\t5\t6\n")
        assert "a 3 colonnes ;" in page.message.sentence and "plus que 2 offres" in page.message.sentence
        assert page.document.project is before
        press(qtbot, Key.Key_Escape)
        assert page.message.sentence == "" and page.view.hasFocus()

    def test_what_fits_is_pasted_when_one_wants_it(self, qtbot, page):
        go(page, "price:1", "active")
        paste(qtbot, "1\t2\t3\n4\t5\t6\n")
        assert isinstance(QApplication.focusWidget(), QPushButton)
        press(qtbot, Key.Key_Space)
        assert [value(page, amount) for amount in AMOUNTS] == [12, 1, 2]
        assert page.message.sentence == "" and page.view.hasFocus()
        assert selected(page) == {(row, o) for row in ("price:1", "price:12") for o in ("active", "federation")}

    def test_more_rows_than_the_grid_has(self, qtbot, page):
        go(page, "inherits", "essentielle")
        paste(qtbot, "a\t\t\t\nb\nc\n")
        assert "3 lignes et 4 colonnes" in page.message.sentence and "1 ligne et 3 offres" in page.message.sentence

    def test_the_message_goes_with_the_next_change(self, qtbot, page):
        go(page, "price:1", "federation")
        paste(qtbot, "1\t2\n")
        page.folds.header.show()
        page.folds.header.go_to("title")
        type_in(qtbot, "x")
        assert page.message.sentence == ""
        assert not page.view.hasFocus()


class TestFilling:
    def test_right_from_the_first_column(self, qtbot, page):
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Right, SHIFT)
        press(qtbot, Key.Key_Right, SHIFT)
        press(qtbot, Key.Key_R, CONTROL)
        assert [value(page, amount) for amount in AMOUNTS] == [12, 12, 12]
        page.document.undo()
        assert page.document.project == example("nuage-commun")

    def test_down_from_the_first_row(self, qtbot, page):
        go(page, "service:files", "active")
        type_in(qtbot, "sur demande")
        press(qtbot, Key.Key_Return)
        go(page, "service:files", "active")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_D, CONTROL)
        assert {texts(page, f"service:{name}")[1] for name in ("files", "office", "calendar")} == {"sur demande"}
        assert names(page) == ["Essentielle", "Active", "Fédération"]

    def test_one_cell_has_nothing_to_fill(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_R, CONTROL)
        assert page.document.project is before
        press(qtbot, Key.Key_D, CONTROL)
        assert len(page.model.offers) == 4


class TestSelecting:
    def test_shift_and_arrows_pass_over_headings(self, qtbot, page):
        go(page, "service:space", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Right, SHIFT)
        assert selected(page) == {(f"service:{s}", o) for s in ("space", "files") for o in ("essentielle", "active")}

    def test_a_click_on_a_heading_selects_its_row_or_its_column(self, qtbot, page):
        place = page.view.across.section_rect(1).center()
        qtbot.mouseClick(page.view.across.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert {offer for _row, offer in selected(page)} == {"active"}
        assert len(selected(page)) == sum(row.has_cells for row in page.model.rows)
        down = page.view.down
        place = down.section_rect(page.model.row_number("service:files")).center()
        qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert selected(page) == {("service:files", o) for o in ("essentielle", "active", "federation")}

    def test_shift_and_a_click_on_a_heading_extend_the_selection(self, qtbot, page):
        down = page.view.down
        for name, held in (("files", Qt.KeyboardModifier.NoModifier), ("calendar", SHIFT)):
            place = down.section_rect(page.model.row_number(f"service:{name}")).center()
            qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, held, place)
        assert {row for row, _offer in selected(page)} == {f"service:{s}" for s in ("files", "office", "calendar")}

    def test_delete_empties_everything_in_one_step(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_A, CONTROL)
        press(qtbot, Key.Key_Delete)
        assert page.view.refusal == ""
        assert all(not offer.rates and not offer.inclusions for offer in page.document.project.offers)
        page.document.undo()
        assert page.document.project is before


class TestOptions:
    def test_a_block_is_pasted_in_the_options_too(self, qtbot, page):
        view = page.options.view
        view.go_to_cell(page.options.model.index(0, 0))
        paste(qtbot, "non\tnon\t5\nproposée\tnon\tnon\n")
        assert view.refusal == ""
        first, second = page.document.project.options[:2]
        assert first.available_for == ("federation",) and lead_price(first.rates[0].charge) == 5
        assert second.available_for == ("essentielle",)

    def test_a_refused_one_is_named(self, qtbot, page):
        before = page.document.project
        page.options.view.go_to_cell(page.options.model.index(0, 0))
        paste(qtbot, "3\t1.234\n")
        assert "Active" in page.options.view.refusal and "1.234" in page.options.view.refusal
        assert page.document.project is before
