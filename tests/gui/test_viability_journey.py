"""From the costs to a price, with real keys and clicks: a cost, a competitor, a surveyed price, saved and reopened."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.costs.rows import NAME
from offerdesigner.app.editors.market.competitors import CompetitorsTab
from offerdesigner.app.editors.market.page import MarketPage
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.survey.page import SurveyTab
from offerdesigner.app.models.market_rows import RowKind
from offerdesigner.app.window import MainWindow
from offerdesigner.model.address import get
from offerdesigner.model.charges import CapacityPrice
from offerdesigner.storage import files
from tests.gui.grid_page import type_in, value
from tests.gui.scripted import CTRL, ScriptedPrompts, click_card, press, press_page, settle
from tests.plain import plain

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ACTIVE = "offers/active/rates/price/charge/amount"


def click(window: MainWindow, view: QAbstractItemView, index: QModelIndex) -> None:
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    settle(window)


def write(window: MainWindow, qtbot: QtBot, text: str, then: Key = Key.Key_Return) -> None:
    type_in(qtbot, text)
    settle(window)
    press(window, then)


def to_pay(page: CostsPage) -> str:
    return plain(page.totals.labels[0][1].text())


def test_from_the_costs_to_a_price_that_holds(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    click_card(window, "nuage-commun")
    add_a_cost_and_take_it_back(window, qtbot)
    add_a_competitor(window, qtbot)
    use_the_surveyed_price(window)

    assert window.document is not None
    prompts.to_write = [tmp_path / "viable.offre"]
    press(window, Key.Key_S, CTRL)
    assert not window.isWindowModified()
    press(window, Key.Key_W, CTRL)
    window.start.recents.setFocus()
    press(window, Key.Key_Return)
    project = window.document.project
    assert files.read(tmp_path / "viable.offre").project == project
    assert get(project, ACTIVE) == 20
    assert [one.name for one in project.competitors].count("Ruche") == 1
    assert [one.name for one in project.costs][-1] == "Supervision"

    press_page(window, "costs")
    page = window.workspace.page
    assert isinstance(page, CostsPage) and to_pay(page) == "935,00 €"


def add_a_cost_and_take_it_back(window: MainWindow, qtbot: QtBot) -> None:
    """Type a line of cost: the totals and the threshold beside follow, and follow undo and redo too."""
    press_page(window, "costs")
    page = window.workspace.page
    assert isinstance(page, CostsPage) and window.workspace.side.currentWidget() is page.threshold
    before, threshold = to_pay(page), plain(page.threshold.title_label.text())
    assert before == "885,00 €" and threshold.startswith("Avec 30 clients, il manque ")

    click(window, page.view, page.model.index(page.model.row_of("new:infrastructure:"), NAME))
    write(window, qtbot, "Supervision", Key.Key_Tab)
    write(window, qtbot, "50")
    assert to_pay(page) == "935,00 €"
    assert threshold != plain(page.threshold.title_label.text())
    assert plain(page.threshold.title_label.text()).startswith("Avec 30 clients, il manque ")

    press(window, Key.Key_Z, CTRL)
    press(window, Key.Key_Z, CTRL)
    assert (to_pay(page), plain(page.threshold.title_label.text())) == (before, threshold)
    for _step in range(2):
        window.actions_by_key["redo"].trigger()
        settle(window)
    assert to_pay(page) == "935,00 €"


def add_a_competitor(window: MainWindow, qtbot: QtBot) -> None:
    """Type a competitor, and its price as it is displayed: our place among them changes."""
    press_page(window, "competitors")
    page = window.workspace.page
    assert isinstance(page, MarketPage) and isinstance(page.tab, CompetitorsTab)
    tab, market = page.tab, page.tab.table.market
    before = plain(tab.place.verdict.text())
    assert before == "Stratégie tenue : 25,00 € est 13 % sous la médiane (28,90 €) des 4 concurrents, dans les ± 15 %."

    QTest.mouseClick(tab.bar.add_button, LEFT)
    settle(window)
    write(window, qtbot, "Ruche")
    names = [one.competitor.name if one.competitor is not None else "" for one in market.columns]
    row = next(place for place, one in enumerate(market.rows) if one.kind is RowKind.TARIFF)
    click(window, tab.table, market.index(row, names.index("Ruche")))
    write(window, qtbot, "8 euros + 1,50 par personne au-dela de 5")
    assert window.document is not None
    ruche = next(one for one in window.document.project.competitors if one.name == "Ruche")
    assert ruche.rates[0].charge == CapacityPrice(amount=Decimal(8), included=Decimal(5), unit_price=Decimal("1.5"))
    assert ("Ruche", Decimal("21.50")) in [(name, price) for name, price, _ours in tab.place.axis.points]
    assert "des 5 concurrents" in plain(tab.place.verdict.text())


def use_the_surveyed_price(window: MainWindow) -> None:
    """Give the offer the price that most people accept, in one gesture, and see it on the page of the offers."""
    page = window.workspace.page
    assert isinstance(page, MarketPage)
    QTest.mouseClick(page.tabs, LEFT, pos=page.tabs.tabRect(1).center())
    settle(window)
    tab = page.tab
    assert isinstance(tab, SurveyTab)
    values = tab.result.table.values
    row = next(place for place in range(values.rowCount()) if plain(values.index(place, 0).data()) == "20 €")
    click(window, tab.result.table, values.index(row, 0))
    QTest.mouseClick(tab.result.use_button, LEFT)
    settle(window)
    assert window.document is not None and plain(window.document.undo_label or "") == "mettre « Active » à 20 €"

    press_page(window, "offers")
    offers = window.workspace.page
    assert isinstance(offers, OffersPage) and value(offers, ACTIVE) == 20
    index = offers.model.index_for(ACTIVE)
    assert plain(index.data()).startswith("20")
