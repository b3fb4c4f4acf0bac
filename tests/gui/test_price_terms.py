"""The table of terms under real keys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from offerdesigner.app.document import Document
from offerdesigner.model import address as addresses
from offerdesigner.model.edits import insert, set_value
from offerdesigner.model.offers import Term
from tests.gui import price_project
from tests.gui.price_cells import cells, stand, write
from tests.gui.price_keys import opened
from tests.gui.price_project import OFFER, SUBSCRIPTION, USERS
from tests.plain import plain

TERMS = f"{OFFER}/terms"


@pytest.fixture
def document() -> Document:
    return Document(price_project.project())


@pytest.fixture
def panel(qtbot, document):
    return opened(qtbot, document, 900)


@pytest.fixture
def terms(panel):
    panel.show_offer(OFFER)
    panel.terms.view.setFocus()
    return panel.terms


def test_terms_show_their_savings(terms):
    assert cells(terms, 0) == ["1 mois", "au prix du mois", "", "10,00 €", "—", "chaque mois"]
    assert cells(terms, 1) == ["1 an", "prix propre", "100,00 €", "8,33 €", "20 € (17 %)", "en une fois"]
    assert cells(terms, 2) == ["2 ans", "prix propre", "180,00 €", "7,50 €", "60 € (25 %)", "en une fois"]


def test_own_prices_take_effect_at_each_key(qtbot, terms, document):
    stand(terms, 1, 2)
    write(qtbot, terms, "96", Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{TERMS}/year/price") == 96
    assert cells(terms, 1)[4] == "24 € (20 %)"
    assert document.undo_label == "prix de l'échéance"
    document.undo()
    assert addresses.get(document.project, f"{TERMS}/year/price") == 100


def test_enter_goes_to_the_cell_below_and_the_current_cell_stays_in_sight(qtbot, panel, terms):
    stand(terms, 2, 2)
    write(qtbot, terms, "170", Qt.Key.Key_Return)
    assert terms.view.currentIndex() == terms.model.index(3, 0)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        qtbot.keyClick(terms.view, key)
        assert terms.view.viewport().rect().contains(terms.view.visualRect(terms.view.currentIndex()))
    panel.show_rate(USERS)
    panel.show_offer(OFFER)
    assert terms.view.horizontalScrollBar().value() == 0


@pytest.mark.parametrize("width", [620, 800, 1000, 1500])
def test_all_the_columns_fit_at_every_width(panel, terms, width):
    panel.resize(width, 700)
    QApplication.processEvents()
    view = terms.view
    assert view.horizontalHeader().length() == view.viewport().width()
    assert all(view.columnWidth(column) > 30 for column in range(6))


def test_a_row_far_down_the_page_is_scrolled_to(qtbot, panel, terms, document):
    panel.resize(1000, 320)
    for length in (3, 4, 5, 6, 7, 8, 9):
        document.apply(insert(TERMS, Term(months=length), "ajouter"))
    stand(terms, 0, 0)
    for _row in range(9):
        qtbot.keyClick(terms.view, Qt.Key.Key_Down)
    cell = terms.view.visualRect(terms.view.currentIndex())
    place = terms.view.viewport().mapTo(panel.area.viewport(), cell.center())
    assert panel.area.viewport().rect().contains(place)


def choose_in_cell(qtbot, table, words):
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    combo = QApplication.focusWidget()
    assert isinstance(combo, QComboBox)
    while combo.currentText() != words:
        step = Qt.Key.Key_Down if combo.findText(words) > combo.currentIndex() else Qt.Key.Key_Up
        before = combo.currentIndex()
        qtbot.keyClick(combo, step)
        if not combo.isVisible():
            break
        assert combo.currentIndex() != before


def test_rules_keep_the_price_when_they_can(qtbot, terms, document):
    stand(terms, 1, 1)
    terms.model.setData(terms.model.index(1, 1), "percent_off")
    assert addresses.get(document.project, f"{TERMS}/year/percent_off") == Decimal("16.67")
    assert document.undo_label == "règle de l'échéance"
    stand(terms, 1, 2)
    write(qtbot, terms, "10 %", Qt.Key.Key_Return)
    assert cells(terms, 1)[2:5] == ["10 %", "9,00 €", "12 € (10 %)"]
    terms.model.setData(terms.model.index(1, 1), "months_offered")
    stand(terms, 1, 2)
    write(qtbot, terms, "12", Qt.Key.Key_Return)
    assert "moins de mois" in terms.refusal.text()
    editor = QApplication.focusWidget()
    editor.setText("")
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert cells(terms, 1)[2:5] == ["2 mois", "8,33 €", "20 € (17 %)"]


def test_a_rule_is_chosen_by_keyboard(qtbot, terms, document):
    stand(terms, 2, 1)
    choose_in_cell(qtbot, terms, "remise en %")
    assert addresses.get(document.project, f"{TERMS}/years/percent_off") == 25
    stand(terms, 2, 5)
    choose_in_cell(qtbot, terms, "chaque mois")
    assert addresses.get(document.project, f"{TERMS}/years/billing_months") == 1
    assert document.undo_label == "rythme de paiement"


@pytest.mark.parametrize(
    ("typed", "field", "worth", "saving"),
    [
        ("10 mois payes sur 12", "months_offered", 2, "20 € (17 %)"),
        ("5 sur 6", "months_offered", 2, "20 € (17 %)"),
        ("3 mois offerts", "months_offered", 3, "30 € (25 %)"),
        ("-10 %", "percent_off", 10, "12 € (10 %)"),
        ("90", "price", 90, "30 € (25 %)"),
        ("ordinaire", None, None, "—"),
    ],
)
def test_a_rule_is_typed_in_words(qtbot, terms, document, typed, field, worth, saving):
    stand(terms, 1, 2)
    write(qtbot, terms, typed, Qt.Key.Key_Return)
    year = addresses.get(document.project, f"{TERMS}/year")
    ruled = {name: getattr(year, name) for name in ("price", "percent_off", "months_offered")}
    assert {name: value for name, value in ruled.items() if value is not None} == ({field: worth} if field else {})
    assert cells(terms, 1)[4] == saving


def test_a_rule_in_words_takes_effect_once_it_is_whole(qtbot, terms, document):
    stand(terms, 1, 2)
    write(qtbot, terms, "10 sur 12")
    assert addresses.get(document.project, f"{TERMS}/year/months_offered") is None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{TERMS}/year/months_offered") == 2
    document.undo()
    assert addresses.get(document.project, f"{TERMS}/year/price") == 100


@pytest.mark.parametrize("typed", ["13 mois payés sur 12", "110 %", "douze", "sur devis", "0 sur 12"])
def test_a_rule_that_cannot_be_is_told(qtbot, terms, document, typed):
    before = addresses.get(document.project, f"{TERMS}/years")
    terms.model.setData(terms.model.index(2, 2), typed)
    assert addresses.get(document.project, f"{TERMS}/years") == before
    assert terms.refusal.text()


def test_a_term_at_the_price_of_the_month_takes_a_rule_too(qtbot, terms, document):
    terms.model.setData(terms.model.index(1, 1), "ordinary")
    stand(terms, 1, 2)
    write(qtbot, terms, "10 sur 12", Qt.Key.Key_Return)
    assert addresses.get(document.project, f"{TERMS}/year/months_offered") == 2


def test_all_of_a_term_is_said_and_what_the_sheet_says(terms):
    terms.model.setData(terms.model.index(1, 2), "10 mois payés sur 12")
    stand(terms, 1, 2)
    assert plain(terms.told.text()) == (
        "1 an : 10 mois payés sur 12, 20 € économisés (17 %), soit 8,33 € par mois. "
        "La fiche dira « ou 100 € par an, soit 20 € de moins »."
    )
    stand(terms, 0, 2)
    assert plain(terms.told.text()) == "1 mois : au prix du mois. La fiche n'en dit rien de plus que le prix ordinaire."
    stand(terms, 3, 0)
    assert "comme elle se dit" in plain(terms.told.text())


@pytest.mark.parametrize(("typed", "months"), [("18 mois", 18), ("3 ans", 36), ("trimestre", 3)])
def test_a_term_of_any_length_is_typed(qtbot, terms, document, typed, months):
    stand(terms, 3, 0)
    write(qtbot, terms, typed, Qt.Key.Key_Return)
    assert months in [term.months for term in addresses.get(document.project, TERMS)]
    assert document.undo_label == "ajouter une échéance"


def test_terms_of_one_length_are_refused(qtbot, terms, document):
    before = document.project
    stand(terms, 3, 0)
    write(qtbot, terms, "2 ans", Qt.Key.Key_Return)
    assert document.project is before
    assert plain(terms.refusal.text()) == "Deux échéances ont la même durée."


def test_an_own_price_is_refused_where_there_is_no_single_price(qtbot, panel, document):
    for term in ("year", "years"):
        document.apply(set_value(f"{TERMS}/{term}/price", None, "prix"))
    tiers = addresses.get(document.project, f"{USERS}/charge")
    document.apply(set_value(f"{SUBSCRIPTION}/charge", tiers, "mode de calcul"))
    panel.show_offer(OFFER)
    panel.terms.view.setFocus()
    stand(panel.terms, 1, 1)
    assert not panel.terms.model.setData(panel.terms.model.index(1, 1), "price")
    assert "pas un prix unique" in panel.terms.refusal.text()
    assert addresses.get(document.project, f"{TERMS}/year/price") is None


def test_a_model_without_single_price_is_refused_while_a_term_has_its_own(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    rows = panel.rate_page.chooser.rows
    rows["graduated"].radio.setFocus()
    qtbot.keyClick(rows["graduated"].radio, Qt.Key.Key_Space)
    assert addresses.get(document.project, f"{SUBSCRIPTION}/charge").kind == "flat"
    assert rows["flat"].radio.isChecked()
    assert "pas un prix unique" in panel.rate_page.refusal.text()


def test_terms_are_added_and_removed_by_buttons(qtbot, terms, document):
    qtbot.mouseClick(terms.add_button, Qt.MouseButton.LeftButton)
    assert [term.months for term in addresses.get(document.project, TERMS)] == [1, 3, 12, 24]
    qtbot.keyClick(terms.view, Qt.Key.Key_Delete)
    assert [term.months for term in addresses.get(document.project, TERMS)] == [1, 12, 24]
    assert document.undo_label == "supprimer l'échéance"


def test_an_offer_without_terms_is_given_one_by_its_button(qtbot, panel, document):
    document.apply(set_value(TERMS, (), "échéances"))
    panel.show_offer(OFFER)
    qtbot.mouseClick(panel.terms.add_button, Qt.MouseButton.LeftButton)
    assert [term.months for term in addresses.get(document.project, TERMS)] == [1]
