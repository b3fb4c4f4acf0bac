"""Working on the second range: what follows it, and what another size of text leaves where it was."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offerdesigner.app import text_size
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.price.panel import PricePanel
from offerdesigner.app.window import MainWindow
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import remove
from offerdesigner.model.offers import Range
from offerdesigner.storage.files import save
from tests.gui.grid_page import example
from tests.gui.scripted import CTRL, ScriptedPrompts, press, press_page, settle


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
        press_page(window, "offers")
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


def words_of(path: Path) -> list[str]:
    """Return the words of each page of a PDF file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


class TestDelivery:
    @pytest.fixture(autouse=True)
    def drawn(self, window: MainWindow, page: OffersPage, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: window.workspace.preview.sheets.page_count == 2, timeout=15_000)

    def test_the_range_in_front_is_exported_alone(
        self, window: MainWindow, page: OffersPage, qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        click_tab(qtbot, page, 1)
        prompts.answers, prompts.to_write = ["front"], [tmp_path / "une.pdf"]
        press(window, Qt.Key.Key_E, CTRL)
        settle(window)
        (alone,) = words_of(tmp_path / "une.pdf")
        assert "Active 2" in alone
        (asked,) = prompts.asked
        assert "2 gammes" in asked.happened and "« Particuliers »" in asked.safe
        assert prompts.proposed[0].name == "o-particuliers.pdf"

    def test_every_range_is_the_first_choice(
        self, window: MainWindow, qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.answers, prompts.to_write = ["all"], [tmp_path / "tout.pdf"]
        press(window, Qt.Key.Key_E, CTRL)
        settle(window)
        first, second = words_of(tmp_path / "tout.pdf")
        assert "Active 2" not in first and "Active 2" in second
        assert prompts.asked[0].choices[0].key == "all" and prompts.proposed[0].name == "o.pdf"

    def test_a_picture_of_one_range_names_one_file(
        self, window: MainWindow, qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        other = tmp_path / "f-1.png"
        other.write_bytes(b"kept")
        prompts.answers, prompts.to_write = ["front"], [tmp_path / "f.png"]
        press(window, Qt.Key.Key_E, CTRL)
        settle(window)
        assert (tmp_path / "f.png").exists() and other.read_bytes() == b"kept"

    def test_giving_up_writes_nothing(self, window: MainWindow, prompts: ScriptedPrompts) -> None:
        prompts.answers = ["cancel", "cancel"]
        press(window, Qt.Key.Key_E, CTRL)
        press(window, Qt.Key.Key_P, CTRL)
        assert prompts.proposed == [] and not prompts.answers

    def test_the_range_in_front_is_printed_alone(
        self, window: MainWindow, page: OffersPage, qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        click_tab(qtbot, page, 1)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "papier.pdf"))
        prompts.answers, prompts.printers = ["front"], [printer]
        press(window, Qt.Key.Key_P, CTRL)
        settle(window)
        assert window.messages.sentence == "1 page écrite dans « papier.pdf »."

    def test_one_range_with_offers_asks_nothing(
        self, window: MainWindow, page: OffersPage, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        for offer in page.document.project.offers_of("second"):
            assert page.document.apply(remove(at("offers", offer.id), "x"))
        settle(window)
        prompts.to_write = [tmp_path / "seule.pdf"]
        press(window, Qt.Key.Key_E, CTRL)
        settle(window)
        assert prompts.asked == [] and len(words_of(tmp_path / "seule.pdf")) == 1
