"""The viability report beside the pages that it tells of."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.window import MainWindow
from offerdesigner.storage.files import save
from tests.economics.hosts import host
from tests.gui.scripted import CTRL, press, press_page, settle, type_text


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "hote.offre"
    save(host(), path, None)
    window.filing.open_path(path)
    settle(window)
    return window


def test_it_is_in_the_preview_beside_costs_and_forecasts_alone(opened: MainWindow) -> None:
    preview = opened.workspace.preview
    for root in ("costs", "scenarios"):
        press_page(opened, root)
        assert preview.view.document == "viability-report" and 3 <= preview.sheets.page_count <= 6
        assert not preview.layout_choice.isVisible()
    press_page(opened, "offers")
    assert preview.view.document == "tariff-sheet"


def test_it_is_exported_from_there(opened: MainWindow, prompts, tmp_path: Path) -> None:
    press_page(opened, "costs")
    written = tmp_path / "rapport.pdf"
    prompts.to_write = [written]
    press(opened, Qt.Key.Key_E, CTRL)
    settle(opened)
    assert prompts.proposed[0].name == "hote-viabilite.pdf"
    assert opened.messages.sentence.startswith("Rapport exporté : rapport.pdf.")
    assert written.stat().st_size > 10_000


def test_without_costs_it_says_what_it_waits_for(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "hote.offre"
    save(host(costs=()), path, None)
    window.filing.open_path(path)
    settle(window)
    press_page(window, "costs")
    assert window.workspace.preview.sheets.page_count == 1


def test_it_is_exported_from_the_menu_whatever_is_in_sight(opened: MainWindow, prompts, tmp_path: Path) -> None:
    press_page(opened, "offers")
    written = tmp_path / "rapport.pdf"
    prompts.to_write = [written]
    opened.actions_by_key["export_report"].trigger()
    settle(opened)
    assert prompts.proposed[0].name == "hote-viabilite.pdf"
    assert opened.messages.sentence.startswith("Rapport exporté : rapport.pdf.")
    assert written.read_bytes().startswith(b"%PDF")
    assert opened.workspace.preview.view.document == "tariff-sheet"


def test_the_page_of_forecasts_exports_it(opened: MainWindow, prompts, tmp_path: Path) -> None:
    press_page(opened, "scenarios")
    prompts.to_write = [tmp_path / "rapport.pdf"]
    QTest.mouseClick(opened.workspace.page.report_button, Qt.MouseButton.LeftButton)
    settle(opened)
    assert (tmp_path / "rapport.pdf").exists()


@pytest.mark.parametrize("typed", ["rapport", "bilan", "CA", "viabil"])
def test_everyday_words_find_it(opened: MainWindow, typed: str) -> None:
    press(opened, Qt.Key.Key_K, CTRL)
    type_text(opened, typed)
    found = [target.name for target in opened.tools.go_to.list.targets]
    assert any("rapport de viabilité" in name for name in found)
