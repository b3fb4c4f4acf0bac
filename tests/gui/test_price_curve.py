"""« Courbe du prix »: there while a price that counts something is detailed, and moving as one types."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from offerdesigner.app.document import Document
from offerdesigner.app.window import MainWindow
from offerdesigner.checks.engine import run
from offerdesigner.storage.files import save
from tests.gui import price_project
from tests.gui.price_keys import opened, type_over
from tests.gui.price_project import STORAGE, SUBSCRIPTION, USERS
from tests.gui.scripted import CTRL, press, settle
from tests.plain import plain

TODAY = date(2026, 11, 23)


@pytest.fixture
def panel(qtbot):
    document = Document(price_project.project())
    panel = opened(qtbot, document)
    panel.show_rate(USERS)
    panel.show_findings(run(document.project, today=TODAY).findings)
    return panel


@pytest.fixture
def looked_at(qtbot, panel):
    """The curve of the users of the panel, in a window of its own."""
    panel.curve.setParent(None)
    qtbot.addWidget(panel.curve)
    panel.curve.resize(420, 700)
    panel.curve.show()
    return panel.curve


@pytest.fixture
def priced(window: MainWindow, tmp_path) -> MainWindow:
    path = tmp_path / "prices.offre"
    save(price_project.project(), path, None)
    window.open_path(path)
    QTest.qWait(0)
    settle(window)
    return window


def tabs(window: MainWindow) -> list[str]:
    side = window.workspace.side
    return [side.tabText(place) for place in range(side.count())]


def go(window: MainWindow, address: str) -> None:
    window.workspace.go_to(address)
    settle(window)


def labels(curve) -> list[str]:
    return [plain(spot.label) for spot in curve.chart.chart.spots]


class TestDrawing:
    def test_the_ring_moves_as_one_types_the_example(self, qtbot, panel, looked_at):
        assert labels(looked_at) == ["12 €", "22 €"]
        type_over(qtbot, panel.rate_page.head.quantity, "9")
        qtbot.waitUntil(lambda: labels(looked_at) == ["18 €"])

    def test_the_curve_follows_a_price_that_is_typed(self, qtbot, panel, looked_at):
        page = panel.rate_page
        page.go_to(f"{USERS}/charge/tiers/first/unit_price")
        qtbot.keyClicks(page.tiers.view, "3")
        qtbot.waitUntil(lambda: plain(looked_at.table.values.lines[1][1]) == "3,00 €")

    def test_the_dead_zone_is_tinted_and_says_why(self, looked_at):
        values = looked_at.table.values
        tinted = [
            plain(values.index(row, 0).data())
            for row in range(values.rowCount())
            if values.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
        ]
        assert tinted == ["6", "10"]
        assert "On paie plus" in values.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    def test_the_table_is_copied(self, qtbot, looked_at):
        qtbot.mouseClick(looked_at.buttons.copy_button, Qt.MouseButton.LeftButton)
        lines = plain(QGuiApplication.clipboard().text()).splitlines()
        assert lines[0].split("\t") == ["En plus", "Aujourd'hui", "Par utilisateur", "Corrigé"]
        assert lines[-1].split("\t")[:2] == ["16", "sur devis"]
        QGuiApplication.clipboard().clear()
        qtbot.keyClick(looked_at.table, Qt.Key.Key_C, CTRL)
        assert plain(QGuiApplication.clipboard().text()).splitlines() == lines

    def test_nothing_is_computed_out_of_sight(self, qtbot, panel):
        type_over(qtbot, panel.rate_page.head.quantity, "9")
        qtbot.wait(1)
        assert panel.curve.chart.chart is None

    def test_a_price_on_quote_has_no_curve_and_says_so(self, qtbot, panel, looked_at):
        panel.rate_page.chooser.rows["on_quote"].radio.setFocus()
        qtbot.keyClick(panel.rate_page.chooser.rows["on_quote"].radio, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: looked_at.chart.chart is None)
        assert "Sur devis" in looked_at.chart.accessibleDescription()
        assert looked_at.table.isHidden() or not looked_at.table.isVisible()


class TestTab:
    def test_it_comes_with_a_price_that_counts_and_goes_with_it(self, priced: MainWindow) -> None:
        usual = tabs(priced)
        side = priced.workspace.side
        go(priced, f"{USERS}/charge/tiers")
        assert "Courbe du prix" in tabs(priced)
        assert side.tabText(side.currentIndex()) == "Courbe du prix"
        go(priced, f"{SUBSCRIPTION}/name")
        assert tabs(priced) == usual
        assert side.currentWidget() is side.preview
        go(priced, f"{STORAGE}/charge/size")
        assert "Courbe du prix" in tabs(priced)
        go(priced, "structure/name")
        assert tabs(priced) == usual

    def test_who_prefers_the_preview_keeps_it(self, priced: MainWindow) -> None:
        side = priced.workspace.side
        go(priced, f"{USERS}/charge/tiers")
        bar = side.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(side.indexOf(side.preview)).center())
        go(priced, f"{SUBSCRIPTION}/name")
        go(priced, f"{STORAGE}/charge/size")
        assert side.currentWidget() is side.preview
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(side.indexOf(side.beside)).center())
        go(priced, f"{SUBSCRIPTION}/name")
        go(priced, f"{USERS}/charge/tiers")
        assert side.currentWidget() is side.beside

    def test_f6_enters_it_and_echap_comes_back(self, priced: MainWindow) -> None:
        go(priced, f"{USERS}/charge/tiers/first/unit_price")
        before = priced.focusWidget()
        press(priced, Qt.Key.Key_F6)
        assert priced.workspace.side.beside.isAncestorOf(priced.focusWidget())
        press(priced, Qt.Key.Key_Escape)
        settle(priced)
        assert priced.focusWidget() is before

    def test_it_goes_with_its_document(self, priced: MainWindow) -> None:
        go(priced, f"{USERS}/charge/tiers")
        priced.filing.open_model("sleto")
        settle(priced)
        assert priced.workspace.side.beside is None
        assert "Courbe du prix" not in tabs(priced)

    def test_the_folded_edge_names_what_unfolds(self, priced: MainWindow) -> None:
        priced.resize(1024, 600)
        go(priced, f"{USERS}/charge/tiers")
        assert priced.workspace.docks.edge.tab.text() == "Courbe du prix"
        go(priced, f"{SUBSCRIPTION}/name")
        assert priced.workspace.docks.edge.tab.text() == "Aperçu"
