"""« Édition » acts on the cells or the field with the keyboard, by the mouse and by the keys of the menu bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.window import MainWindow
from tests.gui.scripted import ALT, CTRL, press, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
HERE = ("cut", "copy", "paste", "clear")
CELL = "offers/active/rates/price/charge/amount"


@pytest.fixture
def nuage(window: MainWindow) -> MainWindow:
    window.filing.open_model("nuage-commun")
    settle(window)
    return window


def action(window: MainWindow, key: str) -> QAction:
    return window.actions_by_key[key]


def choose(window: MainWindow, key: str, title: str = "&Édition") -> None:
    """Open a menu with the mouse and click on a command of it."""
    menu = window.actions_by_key.menus[title]
    bar = window.menuBar()
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(bar, left, nothing, bar.actionGeometry(menu.menuAction()).center())
    assert QApplication.activePopupWidget() is menu
    QTest.mouseClick(menu, left, nothing, menu.actionGeometry(action(window, key)).center())
    settle(window)
    assert not menu.isVisible()


def offered(window: MainWindow) -> set[str]:
    """Return which of the commands of the cells can be chosen now."""
    menu = window.actions_by_key.menus["&Édition"]
    menu.aboutToShow.emit()
    return {key for key in HERE if action(window, key).isEnabled()}


def amount(window: MainWindow) -> str:
    page = window.workspace.page
    assert isinstance(page, OffersPage)
    return str(page.view.currentIndex().data())


def test_cells_are_copied_emptied_and_pasted(nuage: MainWindow) -> None:
    nuage.workspace.go_to(CELL)
    before = amount(nuage)
    choose(nuage, "copy")
    choose(nuage, "clear")
    assert nuage.workspace.document.undo_label == "vider une case"
    assert amount(nuage) != before
    choose(nuage, "paste")
    assert amount(nuage) == before
    choose(nuage, "cut")
    assert amount(nuage) != before
    choose(nuage, "undo")
    assert amount(nuage) == before


def test_a_field_is_copied_emptied_and_pasted(nuage: MainWindow) -> None:
    nuage.workspace.go_to("structure/name")
    field = nuage.focusWidget()
    assert isinstance(field, QLineEdit)
    name = field.text()
    field.selectAll()
    choose(nuage, "copy")
    assert QGuiApplication.clipboard().text() == name
    field.setCursorPosition(0)
    choose(nuage, "clear")
    assert field.text() == nuage.workspace.document.project.structure.name == ""
    choose(nuage, "paste")
    assert nuage.workspace.document.project.structure.name == name
    field.selectAll()
    choose(nuage, "cut")
    assert field.text() == ""


def test_lines_are_pasted_into_the_costs(nuage: MainWindow) -> None:
    nuage.workspace.go_to("costs/backup")
    assert {"copy", "paste"} <= offered(nuage) and "clear" not in offered(nuage)
    choose(nuage, "copy")
    assert QGuiApplication.clipboard().text().startswith("Sauvegarde hors site")
    choose(nuage, "paste")
    assert nuage.workspace.document.undo_label == "coller un poste"
    assert nuage.workspace.document.project.costs[-1].name == "Sauvegarde hors site"


def test_the_keys_of_the_menu_bar_reach_it_too(nuage: MainWindow) -> None:
    nuage.workspace.go_to(CELL)
    before = amount(nuage)
    menu = nuage.actions_by_key.menus["&Édition"]
    QTest.keyClick(nuage, Key.Key_F, ALT)
    first = QApplication.activePopupWidget()
    assert first is not None
    QTest.keyClick(first, Key.Key_Right)
    assert QApplication.activePopupWidget() is menu
    QTest.keyClick(menu, Key.Key_V)
    settle(nuage)
    assert amount(nuage) != before
    choose(nuage, "undo")
    assert amount(nuage) == before


def test_what_has_no_cells_nor_letters_is_left_alone(nuage: MainWindow) -> None:
    nuage.workspace.go_to(CELL)
    assert offered(nuage) == set(HERE)
    page = nuage.workspace.page
    assert isinstance(page, OffersPage)
    offers = nuage.workspace.document.project.offers
    page.view.across.setFocus()
    assert "clear" not in offered(nuage), "on a heading, the key removes the offer"
    action(nuage, "clear").setEnabled(True)
    action(nuage, "clear").trigger()
    assert nuage.workspace.document.project.offers == offers
    nuage.workspace.pages.setFocus()
    assert offered(nuage) == set()


def test_the_keys_are_shown_and_left_to_whatever_has_them(nuage: MainWindow) -> None:
    assert action(nuage, "copy").text().endswith("\tCtrl+C")
    assert all(action(nuage, key).shortcut().isEmpty() for key in HERE)


def test_the_start_has_nothing_to_edit(window: MainWindow) -> None:
    assert offered(window) == set()
    assert not action(window, "find").isEnabled()


def test_words_are_found_in_the_grid_from_another_page(nuage: MainWindow) -> None:
    nuage.workspace.go_to("structure/name")
    press(nuage, Key.Key_F, CTRL)
    page = nuage.workspace.page
    assert isinstance(page, OffersPage)
    assert nuage.focusWidget() is page.find_bar.field
    press(nuage, Key.Key_Escape)
    choose(nuage, "find")
    assert nuage.focusWidget() is page.find_bar.field


def test_problems_have_a_menu_of_their_own(nuage: MainWindow) -> None:
    menu = nuage.actions_by_key.menus["&Problèmes"]
    assert isinstance(menu, QMenu)
    keys = [keys for each in menu.actions() if (keys := each.shortcut().toString())]
    assert keys == ["F7", "F8", "Shift+F8", "Ctrl+.", "Alt+Enter"]
    shown = nuage.workspace.docks.problems.isVisible()
    choose(nuage, "problems", "&Problèmes")
    assert nuage.workspace.docks.problems.isVisible() is not shown
