"""Working on the second range: what follows it, and what another size of text leaves where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offerdesigner.app import text_size
from offerdesigner.app.editors.offers import OffersPage
from offerdesigner.app.editors.price import PricePanel
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Range
from offerdesigner.storage.files import save
from tests.gui.grid_page import example
from tests.gui.scripted import CTRL, press, settle


@pytest.fixture
def page(window: MainWindow, qapp: QApplication, tmp_path: Path) -> OffersPage:
    """Two ranges, each with the three offers of an example, on « Offres »."""
    project = example("nuage-commun")
    second = tuple(
        evolve(offer, id=f"{offer.id}-2", range="second", name=f"{offer.name} 2", inherits=None)
        for offer in project.offers
    )
    more = Range(id="second", name="Particuliers")
    save(evolve(project, ranges=(*project.ranges, more), offers=(*project.offers, *second)), tmp_path / "o.offre", None)
    window.filing.open_path(tmp_path / "o.offre")
    settle(window)
    window.workspace.go_to("offers/active/rates/price/charge/amount")
    settle(window)
    shown = window.workspace.page
    assert isinstance(shown, OffersPage) and shown.tabs.count() == 2
    return shown


def click_tab(qtbot: QtBot, page: OffersPage, place: int) -> None:
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(place).center())


def choose(window: MainWindow, percent: int) -> OffersPage:
    actions = window.actions_by_key.text_sizes.actions()
    next(action for action in actions if action.data() == percent).trigger()
    settle(window)
    page = window.workspace.page
    assert isinstance(page, OffersPage)
    return page


def detail_of(page: OffersPage) -> bool:
    panel = page.findChild(PricePanel)
    return panel is not None and panel.isVisible()


@pytest.fixture(autouse=True)
def usual_size_afterwards(qapp: QApplication):
    yield
    text_size.put_on(qapp, text_size.USUAL)


class TestTextSize:
    def test_the_range_and_the_cell_stay(self, window: MainWindow, page: OffersPage, qtbot: QtBot) -> None:
        click_tab(qtbot, page, 1)
        page = choose(window, 130)
        assert page.tabs.range_id == "second"
        page.view.go_to_cell(page.model.index_at("service:support", "federation-2"))
        page = choose(window, 100)
        index = page.view.currentIndex()
        assert page.tabs.range_id == "second" and page.view.hasFocus()
        assert (page.model.row_at(index).id, page.model.offer_at(index).id) == ("service:support", "federation-2")

    def test_the_open_detail_of_a_price_stays(self, window: MainWindow, page: OffersPage, qtbot: QtBot) -> None:
        click_tab(qtbot, page, 1)
        page.view.go_to_cell(page.model.index_at("price:1", "active-2"))
        press(window, Qt.Key.Key_Return, CTRL)
        assert detail_of(page)
        page = choose(window, 115)
        assert page.tabs.range_id == "second" and detail_of(page)
        page.close_price()
        index = page.view.currentIndex()
        assert (page.model.row_at(index).id, page.model.offer_at(index).id) == ("price:1", "active-2")

    def test_a_page_behind_keeps_its_range_too(self, window: MainWindow, page: OffersPage, qtbot: QtBot) -> None:
        page.tabs.show_range("second")
        page.view.go_to_cell(page.model.index_at("price:1", "active-2"))
        window.workspace.go_to("structure/name")
        actions = window.actions_by_key.text_sizes.actions()
        next(action for action in actions if action.data() == 115).trigger()
        settle(window)
        press(window, Qt.Key.Key_2, CTRL)
        again = window.workspace.page
        assert isinstance(again, OffersPage) and again.tabs.range_id == "second"


class TestPreview:
    def test_it_shows_the_sheet_of_the_range_in_front(self, window: MainWindow, page: OffersPage, qtbot: QtBot) -> None:
        preview = window.workspace.preview
        qtbot.waitUntil(lambda: preview.sheets.page_count == 2, timeout=15_000)
        click_tab(qtbot, page, 1)
        settle(window)
        assert 1 in preview.view.pages and not preview.next_button.isEnabled()
        click_tab(qtbot, page, 0)
        settle(window)
        assert 0 in preview.view.pages and not preview.previous_button.isEnabled()
