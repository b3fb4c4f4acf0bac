"""Around the comparison: the usage compared for, our place, how old the looks are, and prices line by line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from offerdesigner.app.editors.market.competitors import CompetitorsTab
from offerdesigner.app.editors.market.page import MarketPage
from offerdesigner.app.editors.market.place import Label, lanes
from offerdesigner.app.models.market_rows import RowKind
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.market import Market, Strategy
from offerdesigner.model.offers import RateCard, TaxMode, Term
from offerdesigner.model.structure import Vat, VatKind
from tests.economics.rivals import four_rivals
from tests.gui.conftest import TODAY
from tests.gui.market_page import ENTER, begin, go_to, open_market, row_of
from tests.gui.scripted import CTRL, press, settle, type_text
from tests.plain import plain


@pytest.fixture
def tab(window: MainWindow, tmp_path: Path) -> CompetitorsTab:
    return open_market(window, tmp_path, four_rivals())


@pytest.fixture
def blank(window: MainWindow, tmp_path: Path) -> CompetitorsTab:
    return open_market(window, tmp_path, evolve(four_rivals(), competitors=(), market=Market(offer="active")))


class TestUsage:
    def test_a_quantity_changes_the_usage_type_and_every_price(self, window: MainWindow, tab: CompetitorsTab) -> None:
        field = tab.usage.fields["users"]
        field.control.setFocus()
        field.control.selectAll()
        type_text(window, "20")
        press(window, ENTER)
        assert row_of(tab, RowKind.PRICE) == ["25,00 €", "27,00 €", "23,00 €", "44,00 €", "104,00 €"]
        assert tab.document.project.profiles[-1].quantities[0].quantity == 20

    def test_without_a_usage_type_one_is_made(self, window: MainWindow, blank: CompetitorsTab) -> None:
        blank.first_button.click()
        press(window, Qt.Key.Key_Escape)
        count = len(blank.document.project.profiles)
        field = blank.usage.fields["users"]
        field.control.setFocus()
        field.control.selectAll()
        type_text(window, "7")
        press(window, ENTER)
        project = blank.document.project
        assert len(project.profiles) == count + 1 and project.market.profile == project.profiles[-1].id
        assert project.profiles[-1].name == "Usage comparé"
        quantities = {item.metric: item.quantity for item in project.profiles[-1].quantities}
        assert (quantities["users"], quantities["storage"]) == (7, 200)
        press(window, Qt.Key.Key_Z, CTRL)
        assert blank.document.project.market.profile is None

    def test_another_usage_type_and_commitment_are_chosen(self, window: MainWindow, tab: CompetitorsTab) -> None:
        tab.usage.profile.control.setFocus()
        press(window, Qt.Key.Key_Up)
        assert tab.document.project.market.profile == "reseau"
        tab.usage.length.control.setFocus()
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Down)
        assert tab.document.project.market.months == 12


class TestPlace:
    def test_the_strategy_is_chosen_and_the_facts_answer(self, window: MainWindow, tab: CompetitorsTab) -> None:
        assert tab.place.buttons[Strategy.ALIGNED].isChecked()
        tab.place.buttons[Strategy.LOWER].click()
        settle(window)
        assert tab.document.project.market.strategy is Strategy.LOWER
        assert "contredite" in tab.place.verdict.text()
        press(window, Qt.Key.Key_Z, CTRL)
        assert tab.place.buttons[Strategy.ALIGNED].isChecked() and "tenue" in tab.place.verdict.text()

    def test_the_tolerance_moves_the_limit(self, window: MainWindow, tab: CompetitorsTab) -> None:
        tab.place.tolerance.control.setFocus()
        tab.place.tolerance.control.selectAll()
        type_text(window, "5")
        press(window, ENTER)
        assert "contredite" in tab.place.verdict.text()

    def test_the_axis_leaves_its_room_to_the_table_in_a_small_window(
        self, window: MainWindow, tab: CompetitorsTab
    ) -> None:
        window.resize(1440, 900)
        settle(window)
        assert tab.place.axis.isVisible()
        window.resize(1024, 600)
        settle(window)
        assert not tab.place.axis.isVisible() and "tenue" in tab.place.verdict.text()
        price = next(place for place, row in enumerate(tab.table.market.rows) if row.kind is RowKind.PRICE)
        cell = tab.table.visualRect(tab.table.market.index(price, 0))
        assert tab.table.viewport().rect().contains(cell)
        QTest.mouseClick(tab.place.fold_button, Qt.MouseButton.LeftButton)
        settle(window)
        assert tab.place.axis.isVisible()
        assert tab.place.axis.height() >= tab.place.axis.minimumSizeHint().height()
        tab.place.fold_button.setFocus()
        press(window, Qt.Key.Key_Space)
        window.resize(1440, 900)
        settle(window)
        assert not tab.place.axis.isVisible()

    def test_the_axis_says_what_it_shows(self, tab: CompetitorsTab) -> None:
        assert [(name, float(price)) for name, price, _ours in tab.place.axis.points] == [
            ("Potager numérique", 19.5), ("Fil & Toile", 23.0), ("Nous", 25.0), ("Structura", 33.0), ("MégaSuite", 78.0)
        ]  # fmt: skip
        assert "Médiane" in tab.place.axis.accessibleDescription()

    @given(
        st.lists(st.tuples(st.floats(0, 800), st.floats(10, 300)), max_size=12).map(sorted),
    )
    def test_labels_never_overlap(self, places: list[tuple[float, float]]) -> None:
        labels = [Label(at, wide) for at, wide in places]
        boxes = [
            (lane, left, left + label.wide) for (lane, left), label in zip(lanes(labels, 800), labels, strict=True)
        ]
        for rank, (lane, left, right) in enumerate(boxes):
            assert left >= 0
            for other, start, end in boxes[:rank]:
                assert other != lane or right <= start + 1 or end <= left + 1


class TestLooks:
    def test_how_soon_a_look_is_old_is_chosen(self, window: MainWindow, tab: CompetitorsTab) -> None:
        window.workspace.go_to("market/reminder_months")
        field = window.focusWidget()
        assert isinstance(field, QLineEdit) and field.text() == "12"
        field.selectAll()
        type_text(window, "15")
        assert tab.document.project.market.reminder_months == 15 and tab.old.sentence == ""
        press(window, Qt.Key.Key_Z, CTRL)
        assert tab.old.sentence != "" and field.text() == "12"

    def test_old_looks_are_told_and_marked_seen(self, window: MainWindow, tab: CompetitorsTab) -> None:
        assert plain(tab.old.sentence) == "Structura : tarif relevé il y a 14 mois. Un prix a pu changer depuis."
        button = tab.old.buttons[0]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(window)
        assert tab.document.project.competitors[2].seen_on == TODAY
        assert tab.old.sentence == ""
        press(window, Qt.Key.Key_Z, CTRL)
        assert tab.old.sentence != ""


class TestDetail:
    def test_prices_open_line_by_line_and_escape_comes_back(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.TARIFF, 2)
        press(window, ENTER, CTRL)
        panel = tab._panel
        assert panel is not None and panel.isVisible()
        assert [line.title for line in panel.lines.model.lines][:2] == ["Fil & Toile", "Go en plus"]
        assert not panel.usage.isVisible()
        press(window, Qt.Key.Key_Escape)
        assert tab.table.hasFocus() and tab.table.isVisible()

    def test_a_competitor_without_a_price_gets_a_line_to_fill(self, window: MainWindow, blank: CompetitorsTab) -> None:
        blank.first_button.click()
        press(window, ENTER)
        press(window, ENTER, CTRL)
        assert len(blank.document.project.competitors[0].rates) == 1
        assert blank._panel is not None and blank._panel.isVisible()

    def test_their_side_is_theirs(self, window: MainWindow, tmp_path: Path) -> None:
        project = four_rivals()
        taxed = evolve(project.structure, vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
        tab = open_market(window, tmp_path, evolve(project, structure=taxed))
        window.workspace.go_to("competitors/structura/rates/price/tax")
        panel = tab._panel
        assert panel is not None
        panel.rate_page.identity.tax.control.setCurrentIndex(1)
        panel.rate_page.identity.tax.control.activated.emit(1)
        settle(window)
        (rate,) = tab.document.project.competitors[2].rates
        assert rate.tax is TaxMode.HT and rate.charge.unit_price == Decimal("2.2")  # type: ignore[union-attr]
        press(window, Qt.Key.Key_Escape)
        assert row_of(tab, RowKind.PRICE)[3] == "39,60 €"

    def test_a_year_that_is_cheaper_counts_for_who_pays_by_the_year(
        self, window: MainWindow, tab: CompetitorsTab
    ) -> None:
        go_to(tab, RowKind.TARIFF, 3)
        press(window, ENTER, CTRL)
        panel = tab._panel
        assert panel is not None
        panel.lines.view.setFocus()
        press(window, Qt.Key.Key_End)
        assert panel.terms.isVisible() and window.status.notice == ""
        panel.terms.add_button.click()
        panel.terms.view.setCurrentIndex(panel.terms.model.index(0, 0))
        panel.terms.view.setFocus()
        press(window, Qt.Key.Key_F2)
        type_text(window, "1 an")
        press(window, Qt.Key.Key_Tab)
        press(window, Qt.Key.Key_Right)
        begin(window, "2 mois offerts")
        press(window, ENTER)
        (term,) = tab.document.project.competitors[2].terms
        assert (term.months, term.months_offered) == (12, 2)
        assert "1,83" in panel.terms.model.index(0, 3).data() and "La fiche" not in panel.terms.told.text()
        press(window, Qt.Key.Key_Escape)
        assert row_of(tab, RowKind.PRICE)[3] == "33,00 €"
        tab.usage.length.control.setFocus()
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Down)
        assert row_of(tab, RowKind.PRICE)[3] == "27,50 €"

    def test_their_terms_are_on_their_side(self, window: MainWindow, tmp_path: Path) -> None:
        project = four_rivals()
        taxed = evolve(project.structure, vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
        dear = evolve(
            project.competitors[2],
            vat_rate=Decimal(10),
            rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(10)), tax=TaxMode.HT),),
            terms=(Term(id="year", months=12, price=Decimal(100)),),
        )
        rivals = (*project.competitors[:2], dear, *project.competitors[3:])
        tab = open_market(window, tmp_path, evolve(project, structure=taxed, competitors=rivals))
        window.workspace.go_to("competitors/structura/terms/year")
        panel = tab._panel
        assert panel is not None and panel.terms.isVisible()
        assert plain(panel.terms.model.index(0, 3).data()) == "8,33 €"

    def test_our_prices_are_edited_with_the_offers(self, window: MainWindow, tab: CompetitorsTab) -> None:
        go_to(tab, RowKind.TARIFF, 0)
        press(window, ENTER, CTRL)
        assert window.workspace.page is not tab.parent()
        assert not isinstance(window.workspace.page, MarketPage)
