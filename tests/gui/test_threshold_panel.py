"""« Seuil de rentabilité »: the chart, its message and the scenarios, read and chosen with mouse or keyboard."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.forecast.scenario_table import ScenarioLine
from offerdesigner.app.editors.forecast.threshold_panel import ThresholdPanel, ThresholdView
from offerdesigner.app.editors.price.cells import ROW_ROLE
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from offerdesigner.render.charts.data import Missing
from offerdesigner.storage.files import save
from tests.economics.hosts import host
from tests.gui.scripted import press, press_page, settle
from tests.plain import plain
from tests.render.charts.economy_charts import costs_chart

NEVER = "Jamais atteint : chaque vente coûte plus qu'elle ne rapporte."
VIEW = ThresholdView(
    costs_chart(),
    "Avec 30 clients, il manque 300 € par mois.",
    "Recettes 585 €, coûts 885 €.",
    "Équilibré aujourd'hui grâce à 300 € d'aides.",
    "ok",
    (
        ScenarioLine("prudent", "Prudent", "1", "8 · 2 · 0", "75", "11,86 €", "oct. 2028"),
        ScenarioLine("realistic", "Réaliste", "2", "6 · 3 · 1", "50", "17,40 €", "sept. 2027"),
        ScenarioLine("odd", "", "0", "1 · 0 · 0", "jamais", "−2,00 €", "—", NEVER),
    ),
    "realistic",
    "Sur 10 ventes : Essentielle · Active · Fédération.",
)


@pytest.fixture
def panel(qtbot) -> ThresholdPanel:
    owner = QWidget()
    qtbot.addWidget(owner)
    panel = ThresholdPanel(owner)
    panel.setParent(None)
    qtbot.addWidget(panel)
    panel.resize(420, 760)
    panel.show()
    panel.show_view(VIEW)
    return panel


def rows(panel: ThresholdPanel) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in panel.table.cells.rows]


def click(panel: ThresholdPanel, row: int) -> None:
    place = panel.table.visualRect(panel.table.model().index(row, 0)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_says_where_one_stands_and_shows_every_scenario(panel: ThresholdPanel) -> None:
    assert panel.title_label.text() == "Avec 30\u00a0clients, il manque 300\u00a0€ par mois."
    assert panel.chart.chart == VIEW.chart
    assert panel.message.isVisible() and "300" in panel.message.text()
    assert rows(panel) == [
        ("Prudent", "1", "8 · 2 · 0", "75", "11,86 €", "oct. 2028"),
        ("Réaliste", "2", "6 · 3 · 1", "50", "17,40 €", "sept. 2027"),
        ("Sans nom", "0", "1 · 0 · 0", "jamais", "−2,00 €", "—"),
    ]


def test_the_followed_scenario_is_marked_for_eyes_and_ears(panel: ThresholdPanel) -> None:
    assert [row.cells[0].icon for row in panel.table.cells.rows] == ["radio-off", "radio-on", "radio-off"]
    assert panel.table.currentIndex().data(ROW_ROLE).id == "realistic"
    assert "scénario suivi" in plain(
        panel.table.currentIndex().siblingAtColumn(0).data(Qt.ItemDataRole.AccessibleTextRole)
    )


def test_why_a_threshold_is_never_reached_is_in_its_row(panel: ThresholdPanel) -> None:
    assert NEVER in plain(panel.table.model().index(2, 2).data(Qt.ItemDataRole.ToolTipRole))


def test_a_click_follows_another_scenario(qtbot, panel: ThresholdPanel) -> None:
    with qtbot.waitSignal(panel.scenario_chosen) as chosen:
        click(panel, 0)
    assert chosen.args == ["prudent"]
    with qtbot.assertNotEmitted(panel.scenario_chosen):
        click(panel, 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_arrows_look_around_and_a_key_chooses(qtbot, panel: ThresholdPanel, key: Qt.Key) -> None:
    panel.table.setFocus()
    with qtbot.assertNotEmitted(panel.scenario_chosen):
        QTest.keyClick(panel.table, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.scenario_chosen) as chosen:
        QTest.keyClick(panel.table, key)
    assert chosen.args == ["prudent"]


def test_the_cursor_goes_with_the_scenario_that_is_followed(panel: ThresholdPanel) -> None:
    panel.show_view(replace(VIEW, followed="prudent"))
    assert panel.table.currentIndex().data(ROW_ROLE).id == "prudent"
    assert panel.table.cells.rows[0].cells[0].icon == "radio-on"


def test_the_tables_are_copied(panel: ThresholdPanel) -> None:
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert plain(QGuiApplication.clipboard().text()).splitlines()[1] == "Prudent\t1\t8 · 2 · 0\t75\t11,86 €\toct. 2028"
    QTest.mouseClick(panel.buttons.copy_button, Qt.MouseButton.LeftButton)
    assert "30\t585 €\t885 €\t1 473 €\t−300 €" in plain(QGuiApplication.clipboard().text()).splitlines()


def test_the_picture_is_asked_for(qtbot, panel: ThresholdPanel) -> None:
    with qtbot.waitSignal(panel.picture_asked) as asked:
        QTest.mouseClick(panel.buttons.picture_button, Qt.MouseButton.LeftButton)
    assert asked.args == [VIEW.chart]


def test_what_is_missing_is_said_and_the_rest_goes(panel: ThresholdPanel) -> None:
    missing = "Aucun coût encore : ajoutez un premier poste à la page Coûts."
    panel.show_view(ThresholdView(Missing(missing), "Pas encore de seuil.", ""))
    assert panel.chart.missing == missing
    assert not panel.table.isVisible() and not panel.message.isVisible() and not panel.remark.isVisible()
    assert not panel.buttons.picture_button.isEnabled()


def test_somebody_looks_or_does_not(qtbot, panel: ThresholdPanel) -> None:
    with qtbot.waitSignal(panel.seen) as seen:
        panel.hide()
    assert seen.args == [False]
    with qtbot.waitSignal(panel.seen) as seen:
        panel.show()
    assert seen.args == [True]


def test_escape_goes_back_to_the_page(qtbot, panel: ThresholdPanel) -> None:
    with qtbot.waitSignal(panel.leave_asked):
        QTest.keyClick(panel.chart, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.leave_asked):
        QTest.keyClick(panel.table, Qt.Key.Key_Escape)


class TestBesideTheCosts:
    @pytest.fixture
    def costs(self, window: MainWindow, tmp_path: Path) -> CostsPage:
        save(host(), tmp_path / "host.offre", None)
        window.open_path(tmp_path / "host.offre")
        QTest.qWait(0)
        settle(window)
        press_page(window, "costs")
        page = window.workspace.page
        assert isinstance(page, CostsPage)
        settle(window)
        return page

    def test_it_stands_beside_the_page_and_follows_what_is_typed(self, window: MainWindow, costs: CostsPage) -> None:
        assert window.workspace.side.currentWidget() is costs.threshold
        assert plain(costs.threshold.title_label.text()) == "Avec 30 clients, il manque 300 € par mois."
        costs.document.apply(set_value("costs/bank/source/amount", Decimal(19), "Changer un coût"))
        settle(window)
        assert plain(costs.threshold.title_label.text()) == "Avec 30 clients, il manque 310 € par mois."
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert plain(costs.threshold.title_label.text()) == "Avec 30 clients, il manque 300 € par mois."

    def test_it_shows_where_the_money_goes(self, window: MainWindow, costs: CostsPage) -> None:
        shown = costs.beside
        assert isinstance(shown, ThresholdPanel)
        assert shown.shares.isVisibleTo(shown) and "Travail" in shown.shares.accessibleDescription()

    def test_a_scenario_is_followed_by_a_click_and_no_more_once_undone(
        self, window: MainWindow, costs: CostsPage
    ) -> None:
        click(costs.threshold, 0)
        settle(window)
        assert costs.document.project.plan.scenario == "prudent"
        assert [row.cells[0].icon for row in costs.threshold.table.cells.rows][:2] == ["radio-on", "radio-off"]
        assert "75 clients" in plain(costs.threshold.chart.accessibleDescription())
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert costs.document.project.plan.scenario == "realistic"

    def test_nothing_is_computed_while_nobody_looks(self, window: MainWindow, costs: CostsPage) -> None:
        press_page(window, "offers")
        before = costs.threshold.title_label.text()
        costs.document.apply(set_value("costs/bank/source/amount", Decimal(19), "Changer un coût"))
        settle(window)
        assert costs.threshold.title_label.text() == before
        press_page(window, "costs")
        settle(window)
        assert plain(costs.threshold.title_label.text()) == "Avec 30 clients, il manque 310 € par mois."
