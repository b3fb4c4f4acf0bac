"""Typing in the cells of the grid of offers, and their notes, with real keys and clicks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models import grid_edits
from offerdesigner.model.address import get
from offerdesigner.model.charges import FreePrice
from offerdesigner.model.edits import set_value
from offerdesigner.text import typeset
from tests.gui.grid_page import CONTROL, SHIFT, Key, example, go, here, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


class TestTyping:
    def test_typing_replaces_the_price_and_enter_goes_down(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "10")
        press(qtbot, Key.Key_Return)
        assert value(page, "offers/essentielle/rates/price/charge/amount") == 10
        assert here(page) == ("Par an", "Essentielle")

    def test_each_key_is_followed_and_all_of_them_are_one_step(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "1")
        assert value(page, "offers/essentielle/rates/price/charge/amount") == 1
        type_in(qtbot, "5,5")
        assert value(page, "offers/essentielle/rates/price/charge/amount") == Decimal("15.5")
        press(qtbot, Key.Key_Return)
        page.document.undo()
        assert value(page, "offers/essentielle/rates/price/charge/amount") == 12

    def test_escape_gives_the_value_back(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "active")
        type_in(qtbot, "99")
        assert page.document.project is not before
        press(qtbot, Key.Key_Escape)
        assert page.document.project is before
        assert page.view.hasFocus() and here(page) == ("Par mois", "Active")

    def test_a_free_price_under_its_minimum_is_refused_once_it_is_typed_whole(self, qtbot, page):
        charge = "offers/active/rates/price/charge"
        page.document.apply(set_value(charge, FreePrice(advised=Decimal(30), minimum=Decimal(10)), "x"))
        go(page, "price:1", "active")
        type_in(qtbot, "50")
        assert value(page, f"{charge}/advised") == 50
        press(qtbot, Key.Key_Backspace)
        press(qtbot, Key.Key_Return)
        assert page.view.refusal == "Le montant conseillé est plus bas que le minimum."
        assert value(page, f"{charge}/advised") == 30

    def test_tab_goes_right_and_ctrl_tab_leaves(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "11")
        press(qtbot, Key.Key_Tab)
        assert here(page) == ("Par mois", "Active")
        press(qtbot, Key.Key_Tab, CONTROL)
        assert page.options.view.hasFocus()
        press(qtbot, Key.Key_Tab, CONTROL)
        assert not page.options.view.hasFocus() and not page.view.hasFocus()

    def test_f2_edits_what_is_there(self, qtbot, page):
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit) and editor.text() == "12"
        press(qtbot, Key.Key_End)
        type_in(qtbot, ",50")
        press(qtbot, Key.Key_Return)
        assert value(page, "offers/essentielle/rates/price/charge/amount") == Decimal("12.5")

    def test_a_rule_shows_as_its_rule_and_a_price_replaces_it(self, qtbot, page):
        go(page, "price:12", "essentielle")
        press(qtbot, Key.Key_F2)
        assert QApplication.focusWidget().text() == "2 mois offerts"
        type_in(qtbot, "100")
        press(qtbot, Key.Key_Return)
        term = value(page, "offers/essentielle/terms/year")
        assert (term.price, term.months_offered) == (100, None)

    @pytest.mark.parametrize(("typed", "sentence"), [("1.234", "peut se lire"), ("beaucoup", "n'est pas un prix")])
    def test_what_is_refused_stays_with_its_sentence(self, qtbot, page, typed, sentence):
        before = page.document.project
        go(page, "price:1", "essentielle")
        type_in(qtbot, typed)
        press(qtbot, Key.Key_Return)
        assert page.document.project is before
        assert QApplication.focusWidget().text() == typed
        assert typeset(sentence) in page.view.refusal
        press(qtbot, Key.Key_Escape)
        assert page.view.refusal == "" and page.view.hasFocus()

    def test_a_click_elsewhere_gives_up_what_is_refused_and_says_why(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "essentielle")
        type_in(qtbot, "xyz")
        other = page.view.visualRect(page.model.index_at("service:space", "active")).center()
        with qtbot.waitSignal(page.document.refused) as told:
            qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        assert page.view.refusal.startswith(typeset("« xyz » n'est pas gardé, la case est comme avant."))
        assert told.args[0].endswith("tapez un nombre, « gratuit » ou « sur devis ».")
        assert here(page) == ("Espace", "Active") and page.view.hasFocus()
        assert page.document.project is before
        assert (
            page.view.viewport().findChildren(QLineEdit) == []
            or not page.view.viewport().findChild(QLineEdit).isVisible()
        )
        press(qtbot, Key.Key_Escape)
        assert page.view.refusal == ""
        type_in(qtbot, "80")
        press(qtbot, Key.Key_Return)
        assert value(page, "offers/active/inclusions/space/grant/quantity") == 80

    @pytest.mark.parametrize(("typed", "kept"), [("1 To", 1000), ("2 tb", 2000), ("500 Mo", "0.5"), ("80 Go", 80)])
    def test_what_counts_in_go_is_understood_in_to_and_mo(self, qtbot, page, typed, kept):
        go(page, "service:space", "active")
        type_in(qtbot, typed)
        press(qtbot, Key.Key_Return)
        assert value(page, "offers/active/inclusions/space/grant/quantity") == Decimal(kept)

    def test_a_refused_quantity_is_said_when_one_clicks_elsewhere(self, qtbot, page):
        go(page, "service:space", "active")
        shown = page.model.index_at("service:space", "active").data()
        type_in(qtbot, "3 pommes")
        press(qtbot, Key.Key_Backspace)
        other = page.view.visualRect(page.model.index_at("price:1", "essentielle")).center()
        with qtbot.waitSignal(page.document.refused) as told:
            qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        assert "« 3 pomme » n'est pas gardé" in told.args[0] and "Go" in page.view.refusal
        assert page.model.index_at("service:space", "active").data() == shown

    def test_another_widget_takes_the_cursor_from_what_is_refused(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "xyz")
        page.options.view.setFocus()
        assert page.options.view.hasFocus() and "xyz" in page.view.refusal
        assert page.model.index_at("price:1", "essentielle").data().startswith("12,00")

    def test_what_the_project_refuses_is_said_at_the_cell(self, qtbot, page):
        page.document.apply(set_value("offers/active/terms/year/months_offered", Decimal(2), "mois"))
        go(page, "price:12", "active")
        type_in(qtbot, "12 mois offerts")
        press(qtbot, Key.Key_Return)
        assert "moins de mois" in page.view.refusal

    def test_a_click_elsewhere_keeps_what_is_good(self, qtbot, page):
        go(page, "service:space", "essentielle")
        type_in(qtbot, "60 go")
        other = page.view.visualRect(page.model.index_at("service:space", "active")).center()
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        assert value(page, "offers/essentielle/inclusions/space/grant/quantity") == 60
        assert here(page) == ("Espace", "Active")

    def test_undo_while_typing_is_the_documents(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "14")
        page.document.undo()
        assert QApplication.focusWidget().text() == "12"

    def test_delete_empties_and_space_ticks(self, qtbot, page):
        go(page, "service:support", "essentielle")
        press(qtbot, Key.Key_Delete)
        assert page.view.currentIndex().data() == "—"
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Space)
        assert page.view.currentIndex().data() == "—"
        press(qtbot, Key.Key_Space)
        assert page.view.currentIndex().data() == "oui"

    def test_delete_empties_a_whole_selection_in_one_step(self, qtbot, page):
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Right, SHIFT)
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Delete)
        emptied = [
            page.model.index_at(f"service:{s}", o).data()
            for s in ("files", "office")
            for o in ("essentielle", "active")
        ]
        assert emptied == ["—"] * 4
        page.document.undo()
        assert page.document.project.offers == example("nuage-commun").offers

    def test_the_wheel_scrolls_and_changes_nothing(self, qtbot, page):
        before = page.document.project
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_F2)
        for target in (page.view.viewport(), QApplication.focusWidget()):
            place = QPointF(target.rect().center())
            turned = QPoint(0, -120)
            nothing = Qt.KeyboardModifier.NoModifier
            event = QWheelEvent(
                place, target.mapToGlobal(place), QPoint(), turned, Qt.MouseButton.NoButton, nothing,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(target, event)
        assert page.document.project is before

    def test_going_elsewhere_while_typing_keeps_what_is_good_and_forgets_the_editor(self, qtbot, page):
        go(page, "service:space", "essentielle")
        type_in(qtbot, "60")
        assert page.go_to("offers/active/setup_fee")
        assert value(page, "offers/essentielle/inclusions/space/grant/quantity") == 60
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        other = page.view.visualRect(page.model.index_at("price:1", "active")).center()
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        assert here(page) == ("Par mois", "Active")

    def test_undo_of_the_row_that_is_being_typed(self, qtbot, page):
        page.document.apply(grid_edits.add_service("gerer", "new"))
        go(page, "service:new", "active")
        type_in(qtbot, "2")
        page.document.undo()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        other = page.view.visualRect(page.model.index_at("price:1", "active")).center()
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
        assert page.model.row_number("service:new") == -1


class TestNotes:
    def test_a_note_is_typed_under_a_cell_kept_and_undone(self, qtbot, page):
        assert page.go_to("offers/essentielle/inclusions/mail/grant")
        press(qtbot, Key.Key_F2, SHIFT)
        type_in(qtbot, "sur demande")
        press(qtbot, Key.Key_Return)
        assert get(page.document.project, "offers/essentielle/inclusions/mail/note") == "sur demande"
        assert page.view.hasFocus()
        page.document.undo()
        assert get(page.document.project, "offers/essentielle/inclusions/mail/note") == ""

    def test_escape_takes_back_what_was_typed(self, qtbot, page):
        before = page.document.project
        assert page.go_to("offers/essentielle/inclusions/mail/grant")
        press(qtbot, Key.Key_F2, SHIFT)
        type_in(qtbot, "non")
        press(qtbot, Key.Key_Escape)
        assert page.document.project == before

    def test_a_right_click_on_a_cell_offers_the_note_and_the_row(self, qtbot, page):
        assert page.go_to("offers/essentielle/inclusions/mail/grant")
        index = page.view.currentIndex()
        page.view.menu_requested.emit(index, page.view.viewport().mapToGlobal(page.view.visualRect(index).center()))
        menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
        words = [action.text().split("\t")[0] for action in menu.actions()]
        assert "Modifier" in words and any(word.startswith("Note") for word in words)
        assert any(word.startswith("Ligne «") for word in words)
        menu.close()
