"""A chart leaves the window: its table copied, its picture saved as PNG or SVG, from its buttons or its menu."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from offerdesigner.app.editors.bespoke.page import BespokePage
from offerdesigner.app.editors.price.curve import CurvePanel
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.gui import price_project
from tests.gui.scripted import ScriptedPrompts, press_page, settle
from tests.plain import plain

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> BespokePage:
    path = tmp_path / "sold.offre"
    save(open_copy("nuage-commun"), path, None)
    window.open_path(path)
    QTest.qWait(0)
    settle(window)
    press_page(window, "profiles")
    page = window.workspace.page
    assert isinstance(page, BespokePage)
    return page


def click(window: MainWindow, button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)


def is_png(path: Path) -> bool:
    with Image.open(path) as picture:
        return picture.format == "PNG"


def test_a_map_is_saved_as_svg_with_its_words(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "zones.svg"
    prompts.to_write = [target]
    click(window, page.zones.buttons.picture_button)
    root = ElementTree.parse(target).getroot()
    assert {"Essentielle", "Active", "Fédération"} <= {found.text for found in root.iter(f"{SVG}text")}
    assert prompts.proposed[0].suffix == ".png" and prompts.proposed[0].parent == tmp_path
    assert plain(window.messages.sentence) == "Image enregistrée : zones.svg."
    assert store.settings.export_folder == str(tmp_path)


def test_a_curve_of_a_page_is_saved_as_png(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    prompts.to_write = [tmp_path / "courbe.png"]
    click(window, page.curve.buttons.picture_button)
    assert is_png(tmp_path / "courbe.png")


def test_the_curve_of_a_price_is_saved_from_its_panel(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    save(price_project.project(), tmp_path / "prices.offre", None)
    window.open_path(tmp_path / "prices.offre")
    QTest.qWait(0)
    settle(window)
    window.workspace.go_to(f"{price_project.USERS}/charge/tiers")
    settle(window)
    curve = window.workspace.side.beside
    assert isinstance(curve, CurvePanel)
    prompts.to_write = [tmp_path / "prix.svg"]
    click(window, curve.buttons.picture_button)
    assert ElementTree.parse(tmp_path / "prix.svg").getroot().findtext(f"{SVG}title", "").startswith("Prix de la ligne")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_chart_says_the_same_in_words(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    prompts.to_write = [tmp_path / "zones.png"]
    said: list[str] = []

    def choose_second() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        said.extend(plain(action.text()) for action in menu.actions())
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, key)

    QTimer.singleShot(0, choose_second)
    chart, middle = page.zones.chart, QPoint(40, 40)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, chart.mapToGlobal(middle))
    assert event.type() == QEvent.Type.ContextMenu
    QApplication.sendEvent(chart, event)
    settle(window)
    assert said == ["&Copier le tableau", "&Enregistrer l'image…"]
    assert (tmp_path / "zones.png").exists()


def test_the_table_of_a_map_is_copied(window: MainWindow, page: BespokePage) -> None:
    click(window, page.zones.buttons.copy_button)
    assert "Essentielle" in QGuiApplication.clipboard().text()


def test_a_name_that_we_complete_replaces_nothing_unasked(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    kept = tmp_path / "zones.png"
    kept.write_text("kept")
    prompts.to_write, prompts.answers = [tmp_path / "zones"], ["cancel"]
    click(window, page.zones.buttons.picture_button)
    assert "zones.png" in prompts.asked[0].happened
    assert kept.read_text() == "kept"
    prompts.to_write, prompts.answers = [tmp_path / "zones"], ["replace"]
    click(window, page.zones.buttons.picture_button)
    assert is_png(kept)


def test_giving_up_writes_nothing(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    prompts.to_write = [None]
    click(window, page.zones.buttons.picture_button)
    assert [path.name for path in tmp_path.glob("*.png")] == []


def test_a_picture_that_cannot_be_written_is_told(
    window: MainWindow, page: BespokePage, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    prompts.to_write = [tmp_path / "absent" / "zones.png"]
    click(window, page.zones.buttons.picture_button)
    assert "son dossier n'existe pas" in plain(window.messages.sentence)
    assert "Votre offre est intacte" in plain(window.messages.sentence)


def test_without_a_chart_there_is_nothing_to_take(window: MainWindow, tmp_path: Path) -> None:
    window.filing.open_model("paquerette")
    settle(window)
    press_page(window, "profiles")
    page = window.workspace.page
    assert isinstance(page, BespokePage)
    settle(window)
    for buttons, chart in ((page.zones.buttons, page.zones.chart), (page.curve.buttons, page.curve.chart)):
        assert chart.missing
        assert not buttons.copy_button.isEnabled() and not buttons.picture_button.isEnabled()
        assert not any(action.isEnabled() for action in chart.actions())
