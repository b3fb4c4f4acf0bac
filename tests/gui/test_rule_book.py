"""« Livre des règles »: opened from the menu, read and searched by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from offerdesigner.app.rule_book import RuleBookDialog
from offerdesigner.app.window import MainWindow
from offerdesigner.checks.registry import all_rules
from tests.gui.scripted import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def book(window: MainWindow) -> RuleBookDialog:
    """The dialog, opened by the mouse from « Aide » on the start page, with no offer open."""
    menu = window.actions_by_key.menus["A&ide"]
    menu.popup(QPoint(0, 0))
    place = menu.actionGeometry(window.actions_by_key["rules"]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(window)
    dialog = window.findChild(RuleBookDialog)
    assert dialog is not None and dialog.isVisible()
    return dialog


def closed(window: MainWindow) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChild(RuleBookDialog) is None


def test_it_holds_every_rule(book: RuleBookDialog) -> None:
    assert all(f"({rule.id})" in book.text.toPlainText() for rule in all_rules())
    assert book.count.text() == f"{len(all_rules())} règles"


def test_words_typed_leave_the_rules_that_have_them(book: RuleBookDialog) -> None:
    assert book.filter.hasFocus()
    QTest.keyClicks(book.filter, "PRICE_cliff")
    assert "(price_cliff)" in book.text.toPlainText() and "(no_contact)" not in book.text.toPlainText()
    assert book.count.text() == "1 règle"
    QTest.keyClicks(book.filter, " zzz")
    assert book.text.toPlainText() == "Aucune règle n'a ces mots."


def test_arrows_scroll_from_the_line_of_words(book: RuleBookDialog) -> None:
    bar = book.text.verticalScrollBar()
    QTest.keyClick(book.filter, Qt.Key.Key_PageDown)
    assert bar.value() > 0 and book.filter.hasFocus()


def test_enter_closes_nothing_and_escape_does(window: MainWindow, book: RuleBookDialog) -> None:
    QTest.keyClick(book.filter, Qt.Key.Key_Return)
    assert book.isVisible()
    QTest.keyClick(book.filter, Qt.Key.Key_Escape)
    assert closed(window)


def test_the_mouse_closes_it(window: MainWindow, book: RuleBookDialog) -> None:
    close = book.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert closed(window)


def test_the_text_is_read_not_changed(book: RuleBookDialog) -> None:
    before = book.text.toPlainText()
    QTest.keyClick(book.filter, Qt.Key.Key_Tab)
    book.text.setFocus()
    QTest.keyClicks(book.text, "abc")
    assert book.text.toPlainText() == before
