"""« Tout ce qu'il y a dans l'offre d'avant, plus… », in the grid of offers, with real keys and menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from offerdesigner.app.editors.offers.page import OffersPage
from tests.gui.grid_page import SHIFT, Key, example, go, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


def follow(page: OffersPage, offer: str, source: str) -> None:
    """Choose what an offer inherits, in the menu of its heading."""
    menu = heading_menu(page, offer)
    inner = branch(menu, "Tout ce qu’il y a dans…")
    next(action for action in inner.actions() if action.text().startswith(source)).trigger()
    menu.close()


def heading_menu(page: OffersPage, offer: str) -> QMenu:
    header = page.view.across
    place = header.section_rect(page.model.column_number(offer)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, header.viewport().mapToGlobal(place))
    QApplication.sendEvent(header.viewport(), event)
    return next(menu for menu in page.findChildren(QMenu) if menu.isVisible())


def branch(menu: QMenu, title: str) -> QMenu:
    return next(inner for inner in menu.findChildren(QMenu) if inner.title() == title)


def cell_menu(page: OffersPage) -> QMenu:
    index = page.view.currentIndex()
    place = page.view.visualRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, page.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.view.viewport(), event)
    return next(menu for menu in page.findChildren(QMenu) if menu.isVisible())


def back(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text().startswith("Comme dans")]


def cell(page: OffersPage, service: str, offer: str):
    return page.model.cell(f"service:{service}", offer)


class TestFollowing:
    def test_chosen_in_the_heading_of_the_offer(self, page):
        before = page.document.project
        follow(page, "active", "Essentielle")
        assert value(page, "offers/active/inherits") == "essentielle"
        assert cell(page, "files", "active").is_muted and cell(page, "files", "active").giver == "Essentielle"
        assert not cell(page, "space", "active").is_muted
        texts = [page.model.index_at(f"service:{s.id}", "active").data() for s in before.services]
        page.document.undo()
        assert [page.model.index_at(f"service:{s.id}", "active").data() for s in before.services] == texts

    def test_the_menu_proposes_only_those_that_can_be_followed(self, page):
        follow(page, "active", "Essentielle")
        menu = heading_menu(page, "essentielle")
        assert [a.text() for a in branch(menu, "Tout ce qu’il y a dans…").actions()] == ["Fédération"]
        menu.close()

    def test_typed_in_its_row_by_the_first_letters(self, qtbot, page):
        go(page, "inherits", "active")
        type_in(qtbot, "essen")
        press(qtbot, Key.Key_Return)
        assert value(page, "offers/active/inherits") == "essentielle"
        assert cell(page, "files", "active").is_muted

    def test_what_is_inherited_follows_its_source(self, qtbot, page):
        follow(page, "active", "Essentielle")
        follow(page, "federation", "Active")
        go(page, "service:calendar", "essentielle")
        type_in(qtbot, "pour trois")
        press(qtbot, Key.Key_Return)
        assert {cell(page, "calendar", o).text for o in ("essentielle", "active", "federation")} == {"pour trois"}
        assert cell(page, "calendar", "federation").giver == "Essentielle"

    def test_left_alone_it_keeps_its_content(self, page):
        follow(page, "active", "Essentielle")
        follow(page, "active", "Rien d’autre")
        assert value(page, "offers/active/inherits") is None
        assert cell(page, "files", "active").is_check and not cell(page, "files", "active").is_muted

    def test_emptied_in_the_grid_it_keeps_its_content(self, qtbot, page):
        follow(page, "active", "Essentielle")
        go(page, "inherits", "active")
        press(qtbot, Key.Key_Delete)
        assert value(page, "offers/active/inherits") is None and cell(page, "files", "active").is_check

    def test_when_the_source_goes_its_content_stays(self, qtbot, page):
        follow(page, "active", "Essentielle")
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Up)
        press(qtbot, Key.Key_Delete)
        assert cell(page, "files", "active").is_check and not cell(page, "files", "active").is_muted


class TestOverriding:
    @pytest.fixture
    def followed(self, qtbot, page) -> OffersPage:
        follow(page, "active", "Essentielle")
        QApplication.processEvents()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    def test_an_edit_overrides_and_the_menu_gives_back(self, qtbot, followed):
        go(followed, "service:files", "active")
        type_in(qtbot, "illimité")
        press(qtbot, Key.Key_Return)
        assert cell(followed, "files", "active").text == "illimité" and not cell(followed, "files", "active").is_muted
        assert "Essentielle" in followed.model.index_at("service:files", "active").data(Qt.ItemDataRole.ToolTipRole)
        go(followed, "service:files", "active")
        menu = cell_menu(followed)
        assert len(back(menu)) == 1 and "Essentielle" in back(menu)[0]
        next(action for action in menu.actions() if action.text().startswith("Comme dans")).trigger()
        menu.close()
        assert cell(followed, "files", "active").is_muted and cell(followed, "files", "active").is_check

    def test_what_is_inherited_has_nothing_to_give_back(self, followed):
        go(followed, "service:files", "active")
        menu = cell_menu(followed)
        assert back(menu) == []
        menu.close()

    def test_a_whole_selection_is_given_back_in_one_step(self, qtbot, followed):
        go(followed, "service:people", "active")
        press(qtbot, Key.Key_Down, SHIFT)
        present = followed.document.project
        menu = cell_menu(followed)
        next(action for action in menu.actions() if action.text().startswith("Comme dans")).trigger()
        menu.close()
        assert [cell(followed, s, "active").text for s in ("people", "space")] == ["10 personnes", "50 Go"]
        followed.document.undo()
        assert followed.document.project is present

    def test_space_denies_what_is_inherited_and_takes_it_back(self, qtbot, followed):
        go(followed, "service:files", "active")
        press(qtbot, Key.Key_Space)
        assert cell(followed, "files", "active").text == "—"
        press(qtbot, Key.Key_Space)
        assert cell(followed, "files", "active").is_muted and cell(followed, "files", "active").is_check

    def test_speech_says_where_it_comes_from(self, followed):
        said = followed.model.index_at("service:files", "active").data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == "Active, partager vos fichiers, oui, comme dans Essentielle"

    def test_inherited_cells_copied_and_pasted_in_place_still_follow(self, qtbot, followed):
        present = followed.document.project
        go(followed, "service:files", "active")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        press(qtbot, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert followed.document.project is present
