"""Price lists under real keys: managed under the bar of the ranges, and typed in the grid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QToolButton

from offerdesigner.app import naming, targets
from offerdesigner.checks.engine import Report
from offerdesigner.model.base import evolve
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.price_lists import PriceList
from tests.gui.grid_page import ALT, Key, example, go, here, opened, press, type_in, value
from tests.plain import plain

SOLIDARITY = PriceList(id="sol", name="Tarif solidaire", percent_off=Decimal(40), round_to=Decimal(1))


@pytest.fixture
def page(qtbot):
    return opened(qtbot, example("nuage-commun"))


@pytest.fixture
def listed(qtbot):
    return opened(qtbot, evolve(example("nuage-commun"), price_lists=(SOLIDARITY,)))


def click(qtbot, button: QToolButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def add(qtbot, page) -> None:
    (action,) = [one for one in page.folds.lists.table.view.actions() if one.text() == "Ajouter une grille"]
    assert isinstance(action, QAction)
    (button,) = [one for one in page.folds.lists.findChildren(QToolButton) if one.defaultAction() is action]
    click(qtbot, button)


def shown(page, row: str, offer: str = "essentielle") -> str:
    return plain(page.model.cell(row, offer).text)


class TestManaging:
    def test_a_list_is_added_named_and_reduced(self, qtbot, page):
        click(qtbot, page.bar.lists_button)
        assert page.folds.lists.isVisible() and page.bar.lists_button.isChecked()
        add(qtbot, page)
        type_in(qtbot, "Tarif solidaire")
        press(qtbot, Key.Key_Tab)
        type_in(qtbot, "petits budgets")
        press(qtbot, Key.Key_Tab)
        type_in(qtbot, "37,5 %")
        press(qtbot, Key.Key_Tab)
        type_in(qtbot, "1")
        press(qtbot, Key.Key_Return)
        (found,) = page.document.project.price_lists
        assert (found.name, found.condition) == ("Tarif solidaire", "petits budgets")
        assert (found.percent_off, found.round_to) == (Decimal("37.5"), 1)
        assert shown(page, f"price:1@{found.id}") == "8,00 €"
        assert page.document.undo_label == "arrondi d'une grille"
        page.document.undo()
        assert shown(page, f"price:1@{found.id}") == "7,50 €"

    def test_escape_gives_the_keyboard_back_to_the_grid(self, qtbot, page):
        click(qtbot, page.bar.lists_button)
        press(qtbot, Key.Key_Escape)
        assert not page.folds.lists.isVisible() and not page.bar.lists_button.isChecked()
        assert page.view.hasFocus()

    def test_one_panel_is_open_at_a_time(self, qtbot, page):
        click(qtbot, page.bar.lists_button)
        click(qtbot, page.bar.header_button)
        assert page.folds.header.isVisible() and not page.folds.lists.isVisible()
        assert page.bar.header_button.isChecked() and not page.bar.lists_button.isChecked()
        click(qtbot, page.bar.header_button)
        assert not page.folds.header.isVisible()

    @pytest.mark.parametrize(
        ("column", "typed", "said"),
        [
            (2, "beaucoup", "« beaucoup » n'est pas un nombre."),
            (2, "140", "« Réduction en % » doit valoir au plus 100."),
            (3, "0", "« Arrondi à » doit dépasser 0."),
        ],
    )
    def test_what_makes_no_sense_is_refused_in_french(self, qtbot, listed, column, typed, said):
        refusals = []
        listed.document.refused.connect(refusals.append)
        click(qtbot, listed.bar.lists_button)
        table = listed.folds.lists.table
        table.view.setCurrentIndex(table.model.index(0, column))
        type_in(qtbot, typed)
        press(qtbot, Key.Key_Return)
        assert [plain(sentence) for sentence in refusals] == [said]
        assert listed.document.project.price_lists == (SOLIDARITY,)

    def test_a_reduction_is_taken_away(self, qtbot, listed):
        click(qtbot, listed.bar.lists_button)
        table = listed.folds.lists.table
        table.view.setCurrentIndex(table.model.index(0, 2))
        press(qtbot, Key.Key_F2)
        assert QApplication.focusWidget().text() == "40"
        QApplication.focusWidget().clear()
        press(qtbot, Key.Key_Return)
        assert listed.document.project.price_lists[0].percent_off is None
        assert plain(listed.model.cell("price:1@sol", "active").note) == "prix standard"

    def test_lists_are_reordered_and_removed_with_their_prices(self, qtbot, listed):
        go(listed, "price:1@sol", "active")
        type_in(qtbot, "9")
        press(qtbot, Key.Key_Return)
        click(qtbot, listed.bar.lists_button)
        add(qtbot, listed)
        press(qtbot, Key.Key_Escape)
        press(qtbot, Key.Key_Up, ALT)
        assert [one.id for one in listed.document.project.price_lists][1] == "sol"
        press(qtbot, Key.Key_Down)
        press(qtbot, Key.Key_Delete)
        assert [one.name for one in listed.document.project.price_lists] == ["Nouvelle grille"]
        assert value(listed, "offers/active/rates")[0].listed == ()
        assert listed.document.undo_label == "retirer la grille « Tarif solidaire »"
        listed.document.undo()
        assert shown(listed, "price:1@sol", "active") == "9,00 €"

    def test_an_address_and_a_name_lead_there(self, listed):
        assert listed.go_to("price_lists/sol/percent_off")
        table = listed.folds.lists.table
        assert listed.folds.lists.isVisible()
        assert table.view.currentIndex() == table.model.index(0, 2)
        (found,) = targets.Finder(targets.of_project(listed.document.project, Report(()))).find("tarif solidaire")[:1]
        assert (found.address, found.where) == ("price_lists/sol", "grille de prix")

    def test_findings_mark_the_list_even_before_it_is_shown(self, listed):
        finding = Finding("x", "price_lists/sol/condition", {}, severity=Severity.WARNING, message="Pour qui ?")
        listed.show_findings([finding])
        table = listed.folds.lists.table
        cell = table.model.index(0, 1)
        assert "Pour qui ?" in cell.data(Qt.ItemDataRole.AccessibleTextRole)


class TestTyping:
    def test_a_price_is_typed_live_and_delete_gives_it_back(self, qtbot, listed):
        before = listed.document.project
        go(listed, "price:1@sol", "active")
        type_in(qtbot, "1")
        assert value(listed, "offers/active/rates/price/listed/sol/charge/amount") == 1
        type_in(qtbot, "2,50")
        press(qtbot, Key.Key_Return)
        assert shown(listed, "price:1@sol", "active") == "12,50 €"
        assert listed.model.cell("price:1@sol", "active").is_there
        assert here(listed) == ("Par an", "Active")
        assert plain(listed.document.undo_label) == "prix par mois · Tarif solidaire d'Active"
        go(listed, "price:1@sol", "active")
        press(qtbot, Key.Key_Delete)
        assert listed.document.project == before

    @pytest.mark.parametrize("row", ["price:12@sol", "setup@sol"])
    def test_delete_gives_a_term_or_a_fee_back_to_the_rule(self, qtbot, listed, row):
        before, followed = listed.document.project, shown(listed, row, "active")
        go(listed, row, "active")
        type_in(qtbot, "77")
        press(qtbot, Key.Key_Return)
        assert shown(listed, row, "active") == "77,00 €"
        go(listed, row, "active")
        press(qtbot, Key.Key_Delete)
        assert listed.document.project == before and shown(listed, row, "active") == followed

    def test_escape_takes_the_price_back(self, qtbot, listed):
        before = listed.document.project
        go(listed, "price:12@sol", "active")
        type_in(qtbot, "1")
        press(qtbot, Key.Key_Escape)
        assert listed.document.project == before

    def test_a_refusal_is_said_at_the_cell(self, qtbot, listed):
        go(listed, "price:12@sol", "active")
        type_in(qtbot, "-10 %")
        press(qtbot, Key.Key_Return)
        assert "ou suit la grille" in plain(listed.view.entry.sentence)

    def test_what_is_muted_is_said_aloud(self, listed):
        index = listed.model.index_at("price:1@sol", "active")
        said = plain(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert said == "Active, par mois · Tarif solidaire, 15,00 €, \u221240 %"

    def test_the_preview_and_the_panel_lead_to_the_cell(self, listed):
        assert listed.go_to("offers/active/rates/price/listed/sol")
        assert here(listed) == ("Par mois · Tarif solidaire", "Active")
        assert listed.go_to("offers/active/setup_listed/sol")
        assert here(listed) == ("Mise en service · Tarif solidaire", "Active")


def test_places_are_named(listed):
    project = listed.document.project
    assert naming.place(project, "price_lists/sol/condition") == "Grille de prix · Tarif solidaire · Pour qui"
