"""The page « Marché »: comparing with competitors by keys and clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from offerdesigner.app.editors.market.competitors import CompetitorsTab
from offerdesigner.app.editors.market.page import MarketPage
from offerdesigner.app.models.market_rows import RowKind
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import CapacityPrice, FlatPrice
from offerdesigner.model.edits import set_value
from offerdesigner.model.market import Market
from offerdesigner.storage.files import read
from offerdesigner.text import NBSP
from tests.economics.rivals import four_rivals
from tests.gui.market_page import ENTER, begin, competitors, go_to, open_market, row_of, write
from tests.gui.scripted import ALT, CTRL, press, press_page, settle, type_text
from tests.plain import plain


@pytest.fixture
def tab(window: MainWindow, tmp_path: Path) -> CompetitorsTab:
    return open_market(window, tmp_path, four_rivals())


@pytest.fixture
def blank(window: MainWindow, tmp_path: Path) -> CompetitorsTab:
    return open_market(window, tmp_path, evolve(four_rivals(), competitors=(), market=Market(offer="active")))


def test_what_the_month_leaves_out_is_counted_by_the_year(window: MainWindow, tab: CompetitorsTab) -> None:
    go_to(tab, RowKind.TARIFF, 2)
    write(window, "12 + 60 euros une fois + 15 d'adhesion")
    found = tab.document.project.competitors[1]
    assert (found.setup_fee, found.membership) == (60, 15)
    assert row_of(tab, RowKind.PRICE)[2] == "12,00 €"
    assert (row_of(tab, RowKind.FIRST_YEAR)[2], row_of(tab, RowKind.NEXT_YEAR)[2]) == ("219,00 €", "159,00 €")
    assert "Le prix par mois est sans mise en service ni adhésion obligatoire." in plain(tab.place.in_price.text())
    assert tab.place.in_price.isVisible()
    press(window, Qt.Key.Key_Z, CTRL)
    assert tab.document.project.competitors[1].membership is None


def test_no_word_of_a_price_is_cut(window: MainWindow, tab: CompetitorsTab) -> None:
    window.resize(1024, 600)
    settle(window)
    table = tab.table
    for kind in (RowKind.TARIFF, RowKind.WORKED):
        place = next(place for place, row in enumerate(table.market.rows) if row.kind is kind)
        for column in range(table.market.columnCount()):
            index = table.market.index(place, column)
            letters = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
            room = QRect(0, 0, table.columnWidth(column) - 18, 1000)
            high = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data()).height()
            assert high <= table.rowHeight(place)
            assert high > letters.height() or letters.horizontalAdvance(index.data()) <= table.columnWidth(column)


class TestFirst:
    def test_the_keyboard_is_on_the_button_that_adds_the_first(self, window: MainWindow, blank: CompetitorsTab) -> None:
        assert blank.first_button.hasFocus() and not blank.table.isVisible()
        press(window, Qt.Key.Key_Space)
        type_text(window, "Potager")
        press(window, ENTER)
        assert competitors(blank) == ["Potager"] and blank.table.hasFocus()

    def test_three_prices_are_enough(self, window: MainWindow, blank: CompetitorsTab) -> None:
        blank.first_button.click()
        for name, prices in (("Un", "20"), ("Deux", "300 par an"), ("Trois", "2 euros par compte")):
            if name != "Un":
                press(window, Qt.Key.Key_Insert)
            type_text(window, name)
            press(window, ENTER)
            go_to(blank, RowKind.TARIFF, blank.table.currentIndex().column())
            write(window, prices)
        assert competitors(blank) == ["Un", "Deux", "Trois"]
        assert row_of(blank, RowKind.PRICE) == ["25,00 €", "20,00 €", "25,00 €", "50,00 €"]
        assert plain(blank.place.verdict.text()).startswith("25,00 € est la médiane des 3 concurrents")

    def test_undoing_the_first_comes_back_to_the_sentence(self, window: MainWindow, blank: CompetitorsTab) -> None:
        blank.first_button.click()
        press(window, Qt.Key.Key_Escape)
        press(window, Qt.Key.Key_Z, CTRL)
        assert competitors(blank) == [] and blank.first_button.isVisible()


class TestTable:
    def test_it_shows_each_price_for_the_same_usage(self, tab: CompetitorsTab) -> None:
        assert row_of(tab, RowKind.PRICE) == ["25,00 €", "19,50 €", "23,00 €", "33,00 €", "78,00 €"]
        assert row_of(tab, RowKind.GAP)[1:3] == ["− 5,50 € (− 22 %)", "− 2,00 € (− 8 %)"]
        heading = tab.table.market.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        assert plain(heading) == "Nous : Active"

    def test_a_price_typed_as_it_is_displayed(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.TARIFF, 3)
        write(window, "10 + 1 euro par compte au-dela de 5")
        assert tab.document.project.competitors[2].rates[0].charge == CapacityPrice(
            amount=Decimal(10), included=Decimal(5), unit_price=Decimal(1)
        )
        assert row_of(tab, RowKind.PRICE)[3] == "20,00 €"
        assert tab.document.undo_label == "tarif de Structura"

    @pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Tab])
    def test_a_price_that_cannot_be_read_stays_in_its_cell_with_the_reason(
        self, window: MainWindow, tab: CompetitorsTab, key: Qt.Key
    ) -> None:
        before = tab.document.project
        go_to(tab, RowKind.TARIFF, 1)
        begin(window, "pas cher")
        press(window, key)
        editor, bubble = window.focusWidget(), tab.table.cells.bubble
        assert isinstance(editor, QLineEdit) and editor.text() == "pas cher"
        assert bubble.isVisible() and "ne se lit pas" in bubble.text() and editor.accessibleDescription()
        assert tab.document.project is before
        type_text(window, " : 12")
        assert not bubble.isVisible()
        editor.selectAll()
        type_text(window, "12")
        press(window, key)
        assert row_of(tab, RowKind.PRICE)[1] == "12,00 €"
        assert tab.table.currentIndex().column() == (1 if key == ENTER else 2)

    def test_what_is_refused_and_left_is_said_again(self, window: MainWindow, tab: CompetitorsTab) -> None:
        before = tab.document.project
        go_to(tab, RowKind.TARIFF, 1)
        begin(window, "pas cher")
        other = tab.table.visualRect(tab.table.market.index(0, 2)).center()
        QTest.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=other)
        settle(window)
        assert tab.document.project is before and tab.table.state() == tab.table.State.NoState
        assert "pas cher" in tab.refusal.text() and "n'est pas gardé" in plain(tab.refusal.text())
        assert not tab.table.cells.bubble.isVisible() and tab.refusal.isVisible()
        write(window, "Un autre nom")
        assert not tab.refusal.isVisible()

    def test_escape_gives_up_what_is_refused(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.SEEN, 1)
        write(window, "32/1/2026")
        assert "calendrier" in tab.table.cells.bubble.text()
        press(window, Qt.Key.Key_Escape)
        assert tab.table.hasFocus() and not tab.table.cells.bubble.isVisible()
        assert row_of(tab, RowKind.SEEN)[1] == "18/11/2026"

    def test_what_the_checks_say_meanwhile_leaves_what_is_typed_alone(
        self, window: MainWindow, tab: CompetitorsTab
    ) -> None:
        go_to(tab, RowKind.TARIFF, 1)
        begin(window, "14")
        tab.table.market.refresh()
        type_text(window, ",50")
        press(window, ENTER)
        assert row_of(tab, RowKind.PRICE)[1] == "14,50 €"

    @pytest.mark.parametrize(
        ("kind", "typed", "field", "value", "said"),
        [
            (RowKind.SEEN, "1/12/2026", "seen_on", date(2026, 12, 1), "date du relevé"),
            (RowKind.KIND, "SCIC", "kind", "SCIC", "nature"),
            (RowKind.WEBSITE, "potager.example", "website", "potager.example", "site"),
            (RowKind.OFFER, "Serre", "offer", "Serre", "offre comparée"),
            (RowKind.NAME, "Le Potager", "name", "Le Potager", "nom"),
        ],
    )
    def test_what_is_known_of_each_is_typed(
        self, window: MainWindow, tab: CompetitorsTab, kind: RowKind, typed: str, field: str, value: object, said: str
    ) -> None:
        go_to(tab, kind, 1)
        press(window, ENTER)
        QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
        type_text(window, typed)
        press(window, ENTER)
        assert getattr(tab.document.project.competitors[0], field) == value
        assert tab.document.undo_label == f"{said} de Potager numérique"

    def test_delete_empties_a_cell(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.SEEN, 1)
        press(window, Qt.Key.Key_Delete)
        assert tab.document.project.competitors[0].seen_on is None

    def test_what_is_computed_is_not_typed(self, window: MainWindow, tab: CompetitorsTab) -> None:
        before = tab.document.project
        go_to(tab, RowKind.PRICE, 1)
        type_text(window, "5")
        press(window, Qt.Key.Key_Delete)
        assert tab.document.project is before

    def test_another_offer_of_ours_is_chosen_in_its_cell(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.OFFER, 0)
        press(window, ENTER)
        press(window, Qt.Key.Key_Up)
        press(window, ENTER)
        assert tab.document.project.market.offer == "essentielle"

    def test_competitors_are_copied_moved_and_removed(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.NAME, 1)
        press(window, Qt.Key.Key_D, CTRL)
        assert competitors(tab)[:2] == ["Potager numérique", "Potager numérique (copie)"]
        press(window, Qt.Key.Key_Right, ALT)
        assert competitors(tab)[2] == "Potager numérique (copie)" and tab.table.currentIndex().column() == 3
        tab.bar.remove_button.click()
        assert len(competitors(tab)) == 4
        press(window, Qt.Key.Key_Z, CTRL)
        assert len(competitors(tab)) == 5

    def test_a_hostile_name_is_plain_text(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.NAME, 1)
        write(window, "<b>x</b> & y")
        tip = tab.table.market.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
        assert "<b>" not in tip
        assert "<b>x</b> & y" in tab.place.told.text()


class TestFreeRows:
    def test_a_row_is_added_named_answered_moved_and_removed(self, window: MainWindow, tab: CompetitorsTab) -> None:
        tab.bar.row_button.click()
        type_text(window, "En France")
        press(window, ENTER)
        (row,) = tab.document.project.market_rows
        assert row.name == "En France" and tab.table.hasFocus()
        press(window, Qt.Key.Key_Space)
        assert row_of(tab, RowKind.FACT)[0] == "✓"
        press(window, Qt.Key.Key_Right)
        write(window, "non")
        press(window, Qt.Key.Key_Right)
        write(window, "Nantes")
        assert row_of(tab, RowKind.FACT)[:3] == ["✓", "—", "Nantes"]
        tab.bar.row_button.click()
        press(window, Qt.Key.Key_Escape)
        press(window, Qt.Key.Key_Up, ALT)
        assert [one.name for one in tab.document.project.market_rows] == ["Nouvelle ligne", "En France"]
        tab.bar.remove_row_button.click()
        assert [one.name for one in tab.document.project.market_rows] == ["En France"]
        assert tab.document.project.competitors[1].facts[0].text == "Nantes"

    def test_removing_a_row_takes_its_answers(self, window: MainWindow, tab: CompetitorsTab) -> None:
        tab.bar.row_button.click()
        press(window, ENTER)
        press(window, Qt.Key.Key_Space)
        assert row_of(tab, RowKind.FACT)[0] == "✓"
        tab.bar.remove_row_button.click()
        assert tab.document.project.market.facts == () == tab.document.project.market_rows
        press(window, Qt.Key.Key_Z, CTRL)
        assert len(tab.document.project.market.facts) == 1


TABLE = "\tNous\tPotager numérique\tRuche\nNature\t\t\tSCOP\nTarif\t\t15 €\t2 € par compte\nAide\toui\tnon\toui\n"


class TestPaste:
    def test_a_table_of_a_spreadsheet_is_one_step(self, window: MainWindow, tab: CompetitorsTab) -> None:
        before = tab.document.project
        QGuiApplication.clipboard().setText(TABLE)
        go_to(tab, RowKind.NAME, 1)
        press(window, Qt.Key.Key_V, CTRL)
        assert competitors(tab) == [*(one.name for one in before.competitors), "Ruche"]
        ruche = tab.document.project.competitors[-1]
        assert (ruche.kind, ruche.facts[0].text) == ("SCOP", "oui")
        assert tab.document.project.competitors[0].rates[0].charge == FlatPrice(amount=Decimal(15))
        assert tab.document.project.market.facts[0].text == "oui"
        press(window, Qt.Key.Key_Z, CTRL)
        assert tab.document.project is before

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("rien", "Copiez un tableau"),
            ("\tRuche\nTarif\tcher\n", "Ruche, tarif"),
            ("\tRuche\nRegardé le\t32/1/2026\n", "calendrier"),
            ("\tRuche\nAide\t=1+1\n", "formule"),
            ("\t" + "x" * 300 + "\nAide\toui\n", "200"),
        ],
    )
    def test_what_cannot_be_taken_changes_nothing(
        self, window: MainWindow, tab: CompetitorsTab, text: str, said: str
    ) -> None:
        before = tab.document.project
        QGuiApplication.clipboard().setText(text)
        tab.bar.paste_button.click()
        settle(window)
        assert tab.document.project is before
        assert said in tab.refusal.text() or said in window.status.notice

    def test_the_whole_table_is_copied(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.NAME, 0)
        press(window, Qt.Key.Key_C, CTRL)
        first = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
        assert first[1:] == [f"Nous{NBSP}: Active", *competitors(tab)]


@pytest.mark.parametrize(
    "address",
    ["competitors/mega/name", "competitors/mega/seen_on", "competitors/mega/rates/price/charge", "competitors/mega",
     "competitors/mega/terms", "market/reminder_months", "market/strategy", "market/tolerance",
     "market/profile", "market/offer", "market", "competitors"],
)  # fmt: skip
def test_every_part_is_gone_to(window: MainWindow, tab: CompetitorsTab, address: str) -> None:
    press_page(window, "offers")
    window.workspace.go_to(address)
    settle(window)
    assert isinstance(window.workspace.page, MarketPage)
    assert tab.isAncestorOf(window.focusWidget())  # type: ignore[arg-type]


def test_everything_has_a_name_and_is_saved(window: MainWindow, tab: CompetitorsTab, tmp_path: Path) -> None:
    assert all(button.text() or button.accessibleName() for button in tab.findChildren(QPushButton))
    assert tab.table.accessibleName() and tab.usage.profile.control.accessibleName()
    go_to(tab, RowKind.KIND, 1)
    write(window, "SCIC")
    press(window, Qt.Key.Key_S, CTRL)
    settle(window)
    assert read(tmp_path / "market.offre").project == tab.document.project


def test_another_size_of_text_comes_back_to_the_page(window: MainWindow, tab: CompetitorsTab) -> None:
    actions = window.actions_by_key.text_sizes.actions()
    next(action for action in actions if action.data() == 130).trigger()
    settle(window)
    assert isinstance(window.workspace.page, MarketPage)
    assert row_of(window.workspace.page.tab, RowKind.PRICE)[1] == "19,50 €"  # type: ignore[arg-type]


def test_what_changed_elsewhere_is_there_when_one_comes_back(window: MainWindow, tab: CompetitorsTab) -> None:
    press_page(window, "offers")
    tab.document.apply(set_value("offers/active/rates/price/charge/amount", Decimal(30), "prix"))
    press_page(window, "competitors")
    assert row_of(tab, RowKind.PRICE)[0] == "30,00 €"
    assert plain(tab.place.verdict.text()).startswith("Stratégie tenue : 30,00 €")
