"""The table of tiers under real keys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from offerdesigner.app.document import Document
from offerdesigner.model import address as addresses
from offerdesigner.model.charges import StairstepPrice, Step
from offerdesigner.model.edits import set_value
from tests.gui import price_project
from tests.gui.price_cells import cells, stand, write
from tests.gui.price_keys import opened
from tests.gui.price_project import OFFER, USERS
from tests.plain import plain

TIERS = f"{USERS}/charge/tiers"

TERMS = f"{OFFER}/terms"


@pytest.fixture
def document() -> Document:
    return Document(price_project.project())


@pytest.fixture
def panel(qtbot, document):
    return opened(qtbot, document, 900)


@pytest.fixture
def tiers(panel):
    panel.show_rate(USERS)
    panel.rate_page.tiers.view.setFocus()
    return panel.rate_page.tiers


@pytest.fixture
def terms(panel):
    panel.show_offer(OFFER)
    panel.terms.view.setFocus()
    return panel.terms


def bounds(document):
    return [tier.up_to for tier in addresses.get(document.project, TIERS)]


def test_tiers_say_what_they_come_to(tiers):
    assert cells(tiers, 0) == ["10", "2,00 €", "0,00 €", "de 2 € (1) à 20 € (10)"]
    assert cells(tiers, 1) == ["15", "1,00 €", "0,00 €", "de 11 € (11) à 15 € (15)"]
    assert cells(tiers, 2)[:2] == ["au-delà", "sur devis"]


def test_prices_take_effect_at_each_key(qtbot, tiers, document):
    stand(tiers, 1, 1)
    editor = write(qtbot, tiers, "1,5")
    assert addresses.get(document.project, f"{TIERS}/second/unit_price") == Decimal("1.5")
    assert cells(tiers, 1)[3] == "de 16,50 € (11) à 22,50 € (15)"
    assert editor.text() == "1,5"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert addresses.get(document.project, f"{TIERS}/second/unit_price") == 1
    assert document.undo_label is None


def test_enter_goes_down_and_tab_right(qtbot, tiers, document):
    stand(tiers, 0, 1)
    write(qtbot, tiers, "0,0125", Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{TIERS}/first/unit_price") == Decimal("0.0125")
    assert (tiers.view.currentIndex().row(), tiers.view.currentIndex().column()) == (1, 1)
    write(qtbot, tiers, "3", Qt.Key.Key_Tab)
    assert (tiers.view.currentIndex().row(), tiers.view.currentIndex().column()) == (1, 2)
    write(qtbot, tiers, "4", Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{TIERS}/second/flat_price") == 4


def test_bounds_must_rise(qtbot, tiers, document):
    before = document.project
    stand(tiers, 1, 0)
    editor = write(qtbot, tiers, "8", Qt.Key.Key_Return)
    assert document.project is before
    assert plain(tiers.refusal.text()) == "Chaque tranche doit finir plus haut que la précédente."
    assert tiers.refusal.isVisible() and editor.isVisible() and editor.text() == "8"
    editor.setText("")
    qtbot.keyClicks(editor, "20")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert bounds(document) == [10, 20]
    assert not tiers.refusal.isVisible()


@pytest.mark.parametrize("typed", ["dix", "1.234"])
def test_what_is_not_a_number_is_told(qtbot, tiers, document, typed):
    before = document.project
    stand(tiers, 0, 0)
    write(qtbot, tiers, typed, Qt.Key.Key_Return)
    assert document.project is before
    assert typed in tiers.refusal.text()


def test_the_last_row_adds_a_tier_where_it_falls(qtbot, tiers, document):
    stand(tiers, 3, 0)
    write(qtbot, tiers, "50", Qt.Key.Key_Return)
    assert bounds(document) == [10, 15, 50]
    assert document.undo_label == "ajouter une tranche"
    stand(tiers, 4, 0)
    write(qtbot, tiers, "5", Qt.Key.Key_Return)
    assert bounds(document) == [5, 10, 15, 50]


def test_a_price_beyond_opens_the_last_tier_and_removing_it_is_on_quote(qtbot, tiers, document):
    stand(tiers, 2, 1)
    write(qtbot, tiers, "0,5", Qt.Key.Key_Return)
    assert bounds(document) == [10, 15, None]
    assert cells(tiers, 2)[:2] == ["au-delà", "0,50 €"]
    stand(tiers, 2, 0)
    qtbot.keyClick(tiers.view, Qt.Key.Key_Delete)
    assert bounds(document) == [10, 15]
    assert document.undo_label == "supprimer la tranche"


def test_the_last_tier_left_is_kept(qtbot, tiers, document):
    stand(tiers, 0, 0)
    qtbot.keyClick(tiers.view, Qt.Key.Key_Delete)
    assert bounds(document) == [15]
    qtbot.keyClick(tiers.view, Qt.Key.Key_Delete)
    assert bounds(document) == [15]
    assert tiers.refusal.isVisible()
    document.undo()
    assert bounds(document) == [10, 15]


def test_emptying_the_last_bound_opens_it(qtbot, tiers, document):
    stand(tiers, 1, 0)
    qtbot.keyClick(tiers.view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert bounds(document) == [10, None]


def test_buttons_add_and_remove(qtbot, tiers, document):
    qtbot.mouseClick(tiers.add_button, Qt.MouseButton.LeftButton)
    assert bounds(document) == [10, 15, 20]
    qtbot.mouseClick(tiers.remove_button, Qt.MouseButton.LeftButton)
    assert bounds(document) == [10, 15]


def test_steps_have_one_price_each(qtbot, panel, tiers, document):
    steps = (Step(id="small", up_to=Decimal(6), price=Decimal(30)), Step(id="large", price=Decimal(40)))
    document.apply(set_value(f"{USERS}/charge", StairstepPrice(steps=steps), "mode de calcul"))
    assert cells(tiers, 0) == ["6", "30,00 €", "de 30 € (1) à 30 € (6)"]
    assert cells(tiers, 1) == ["au-delà", "40,00 €", "à partir de 40 € (7)"]
    tiers.view.setFocus()
    stand(tiers, 0, 1)
    write(qtbot, tiers, "35", Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{USERS}/charge/steps/small/price") == 35
    assert document.undo_label == "prix du palier"


def test_control_tab_leaves_the_table(qtbot, tiers):
    stand(tiers, 0, 0)
    qtbot.keyClick(tiers.view, Qt.Key.Key_Tab)
    assert tiers.view.hasFocus() and tiers.view.currentIndex().column() == 1
    qtbot.keyClick(tiers.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not tiers.view.hasFocus()


@pytest.mark.parametrize("table", ["tiers", "terms"])
def test_models_of_tables_behave(request, qtmodeltester, document, table):
    shown = request.getfixturevalue(table)
    qtmodeltester.check(shown.model)
    document.apply(set_value(f"{TIERS}/first/up_to", Decimal(8), "limite"))
    document.apply(set_value(f"{TERMS}/year/price", Decimal(90), "prix"))


def test_model_of_lines_behaves(qtmodeltester, panel):
    panel.show_rate(USERS)
    qtmodeltester.check(panel.lines.model)
