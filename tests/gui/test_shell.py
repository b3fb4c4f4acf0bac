"""The window: start centre, pages, keys, panels, and where things go when there is little room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from offerdesigner.app import text_size
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.pages import home_of
from offerdesigner.app.settings import Recent, Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import remove, set_value
from offerdesigner.text import typeset
from tests.gui.scripted import ALT, CTRL, SHIFT, ScriptedPrompts, press, press_page, settle, type_text


@pytest.fixture
def sleto(window: MainWindow) -> MainWindow:
    window.filing.open_model("sleto")
    settle(window)
    return window


def test_the_start_centre_alone_is_usable_with_the_keyboard(window: MainWindow) -> None:
    assert window.focusWidget() is window.start.examples
    names = [card.key for card in window.start.examples.cards]
    for _step in range(names.index("sleto")):
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.document is not None
    assert window.document.title == "Offres Sleto (copie)"
    assert window.document.path is None
    assert window.isWindowModified()
    assert window.windowTitle().startswith("Offres Sleto (copie)[*]")


def test_the_start_centre_says_the_verdicts_in_words(window: MainWindow) -> None:
    notes = {card.key: card.note for card in window.start.examples.cards}
    assert notes["marsnet"] == "contre-exemple"
    assert notes["marmule"] == "à reprendre"
    assert notes["sleto"] == "bon exemple"


def test_recent_files_can_be_pinned_and_forgotten(window: MainWindow, store: Store, tmp_path: Path) -> None:
    store.change(
        recents=(
            Recent(str(tmp_path / "b.offre"), "2026-11-20T10:00"),
            Recent(str(tmp_path / "a.offre"), "2026-11-19T10:00"),
        )
    )
    window.start.refresh()
    recents = window.start.recents
    assert [card.title for card in recents.cards] == ["b.offre", "a.offre"]
    assert all(card.missing for card in recents.cards)
    recents.setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Space)
    assert [card.title for card in recents.cards] == ["a.offre", "b.offre"]
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Delete)
    assert [card.title for card in recents.cards] == ["b.offre"]
    assert [recent.path for recent in Store.open(store.path.parent).settings.recents] == [str(tmp_path / "b.offre")]


def test_a_missing_recent_file_is_told_and_nothing_breaks(window: MainWindow, store: Store, tmp_path: Path) -> None:
    store.change(recents=(Recent(str(tmp_path / "parti.offre"), "2026-11-20T10:00"),))
    window.start.refresh()
    window.start.recents.setFocus()
    press(window, Qt.Key.Key_Return)
    assert "parti.offre" in window.messages.sentence
    assert window.document is None


def test_ctrl_n_starts_an_empty_offer_and_ctrl_w_comes_back(window: MainWindow, prompts: ScriptedPrompts) -> None:
    press(window, Qt.Key.Key_N, CTRL)
    assert window.document is not None
    assert window.stack.currentWidget() is window.workspace.editor
    prompts.answers = ["drop"]
    press(window, Qt.Key.Key_W, CTRL)
    assert window.document is None
    assert window.stack.currentWidget() is window.start
    assert not window.workspace.docks.side.isVisible()


def test_menus_carry_the_name_of_what_is_undone(sleto: MainWindow, qtbot: QtBot) -> None:
    document = sleto.document
    assert document is not None
    undo = sleto.actions_by_key["undo"]
    qtbot.waitUntil(lambda: not undo.isEnabled())
    document.apply(set_value("structure/name", "Autre", "Changer le nom"))
    qtbot.waitUntil(lambda: undo.text() == typeset("&Annuler : changer le nom"))
    press(sleto, Qt.Key.Key_Z, CTRL)
    assert document.project.structure.name == "Sleto"
    redo = sleto.actions_by_key["redo"]
    qtbot.waitUntil(lambda: redo.text() == typeset("&Rétablir : changer le nom"))
    press(sleto, Qt.Key.Key_Z, CTRL | SHIFT)
    assert document.project.structure.name == "Autre"


def test_ctrl_z_in_a_field_undoes_in_the_document(sleto: MainWindow) -> None:
    document = sleto.document
    assert document is not None
    press(sleto, Qt.Key.Key_1, CTRL)
    sleto.workspace.go_to("structure/name")
    assert isinstance(sleto.focusWidget(), QLineEdit)
    sleto.focusWidget().selectAll()
    type_text(sleto, "Rubis")
    assert document.project.structure.name == "Rubis"
    press(sleto, Qt.Key.Key_Z, CTRL)
    assert document.project.structure.name == "Sleto"


def test_a_deletion_asks_nothing_and_can_be_undone_from_the_status_bar(sleto: MainWindow) -> None:
    document = sleto.document
    assert document is not None
    before = document.project
    document.apply(remove(f"offers/{before.offers[0].id}", "Supprimer l'offre"))
    settle(sleto)
    assert sleto.status.notice == "Offre supprimée."
    assert sleto.status.undo_button.isVisible()
    sleto.status.undo_button.click()
    assert document.project == before
    assert sleto.status.notice == ""


def test_what_is_said_of_a_change_goes_when_the_history_steps(sleto: MainWindow) -> None:
    document = sleto.document
    assert document is not None
    document.apply(remove(f"offers/{document.project.offers[0].id}", "Supprimer l'offre"))
    press(sleto, Qt.Key.Key_Z, CTRL)
    assert sleto.status.notice == ""
    assert not sleto.status.undo_button.isVisible()
    press(sleto, Qt.Key.Key_Z, CTRL | SHIFT)
    assert sleto.status.notice == "", "its « Annuler » would speak of another change"


def test_a_refused_edit_is_said_in_the_status_bar(sleto: MainWindow) -> None:
    document = sleto.document
    assert document is not None
    assert not document.apply(set_value("structure/brand/accent", "rouge", "Changer la couleur"))
    assert sleto.status.notice.endswith(".")
    assert "String" not in sleto.status.notice


def test_the_menu_ticks_the_panels_that_are_in_sight(sleto: MainWindow) -> None:
    side, problems = sleto.actions_by_key["side"], sleto.actions_by_key["problems"]
    assert side.isChecked() and problems.isChecked()
    press(sleto, Qt.Key.Key_F9)
    assert not side.isChecked() and problems.isChecked()
    press(sleto, Qt.Key.Key_F9)
    press(sleto, Qt.Key.Key_F7)
    assert side.isChecked() and not problems.isChecked()


def test_pages_by_number_and_regions_by_f6(sleto: MainWindow) -> None:
    workspace = sleto.workspace
    assert workspace.pages.currentIndex().row() == home_of("offers")
    press(sleto, Qt.Key.Key_1, CTRL)
    assert workspace.editor.currentWidget() is workspace.page
    assert workspace.pages.currentIndex().row() == 0
    seen = []
    for _step in range(4):
        press(sleto, Qt.Key.Key_F6)
        focused = sleto.focusWidget()
        assert focused is not None
        regions = (workspace.pages, workspace.editor, workspace.side, workspace.problems)
        seen.append(next(n for n, region in enumerate(regions) if region is focused or region.isAncestorOf(focused)))
    assert seen == [2, 3, 0, 1]
    press(sleto, Qt.Key.Key_F6, SHIFT)
    assert sleto.focusWidget() is workspace.pages


def test_little_room_folds_the_side_panel_and_the_problems(sleto: MainWindow) -> None:
    workspace = sleto.workspace
    sleto.resize(1024, 600)
    settle(sleto)
    assert not workspace.docks.side.isVisible()
    assert workspace.docks.edge.isVisible()
    assert workspace.pages.width() == 46
    assert workspace.problems.line.isVisible()
    workspace.docks.edge.tab.click()
    settle(sleto)
    assert workspace.docks.side.isVisible()
    press(sleto, Qt.Key.Key_F9)
    assert not workspace.docks.side.isVisible()
    sleto.resize(1440, 900)
    settle(sleto)
    assert workspace.docks.side.isVisible()
    assert not workspace.docks.edge.isVisible()
    assert workspace.problems.table.isVisible()


def test_where_there_is_little_room_the_side_panel_lies_over_the_page(sleto: MainWindow) -> None:
    docks, page = sleto.workspace.docks, sleto.workspace.editor
    sleto.resize(1024, 600)
    settle(sleto)
    before = page.width()
    press(sleto, Qt.Key.Key_F9)
    assert docks.side.isVisible()
    assert page.width() == before, "the grid keeps its columns"
    over = docks.side.geometry()
    assert sleto.centralWidget().geometry().contains(over)
    assert over.right() == sleto.centralWidget().geometry().right()
    sleto.resize(1000, 640)
    settle(sleto)
    assert docks.side.geometry().right() == sleto.centralWidget().geometry().right()
    sleto.workspace.preview.address_clicked.emit("offers")
    assert not docks.side.isVisible(), "what is gone to is in sight"
    sleto.resize(1440, 900)
    settle(sleto)
    assert docks.side.isVisible()
    assert docks.side.geometry().left() > sleto.centralWidget().geometry().right()


def test_a_smaller_window_than_last_time_has_the_side_panel_over_the_page(
    sleto: MainWindow, store: Store, prompts: ScriptedPrompts
) -> None:
    prompts.answers = ["drop"]
    sleto.close()
    again = MainWindow(store, prompts)
    again.resize(1024, 600)
    again.show()
    again.filing.open_model("sleto")
    settle(again)
    before = again.workspace.editor.width()
    press(again, Qt.Key.Key_F9)
    assert again.workspace.docks.side.isVisible()
    assert again.workspace.editor.width() == before
    again.close()
    again.deleteLater()


@pytest.mark.parametrize(("width", "percent"), [(1440, 130), (1280, 130), (1150, 100)])
def test_the_preview_is_kept_narrower_while_there_is_room(
    qapp: QApplication, store: Store, prompts: ScriptedPrompts, width: int, percent: int
) -> None:
    text_size.put_on(qapp, percent)
    try:
        window = MainWindow(store, prompts)
        window.resize(width, 720)
        window.show()
        window.filing.open_model("nuage-commun")
        settle(window)
        assert window.workspace.docks.side.isVisible()
        assert window.workspace.editor.width() >= text_size.scaled(680) - 8
        window.close()
        window.deleteLater()
    finally:
        text_size.put_on(qapp, text_size.USUAL)


def test_the_preview_takes_its_room_back(sleto: MainWindow) -> None:
    docks = sleto.workspace.docks
    sleto.resizeDocks([docks.side], [560], Qt.Orientation.Horizontal)
    settle(sleto)
    for width in (1150, 1440):
        sleto.resize(width, 900)
        settle(sleto)
    assert docks.side.width() == 560


def test_the_window_fits_the_smallest_screen(sleto: MainWindow) -> None:
    sleto.resize(960, 560)
    settle(sleto)
    assert (sleto.width(), sleto.height()) == (960, 560)


def test_f1_lists_the_shortcuts(sleto: MainWindow) -> None:
    press(sleto, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert ("Enregistrer", "Ctrl+S") in sleto.actions_by_key.listed()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert dialog.windowTitle() == "Raccourcis et signes" and "Coin de couleur" in words
    dialog.reject()
    settle(sleto)


def test_every_shortcut_is_used_once(window: MainWindow) -> None:
    keys = [keys.toString() for action in window.findChildren(QAction) for keys in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_control_has_a_name_for_a_screen_reader(sleto: MainWindow) -> None:
    nameless = [
        control
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for control in sleto.findChildren(kind)
        if control.isVisible()
        and not (control.accessibleName() or getattr(control, "text", str)() or control.toolTip())
        if not control.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_sizes_are_remembered(
    sleto: MainWindow, store: Store, prompts: ScriptedPrompts, qapp: QApplication
) -> None:
    sleto.resize(1300, 700)
    settle(sleto)
    prompts.answers = ["drop"]
    sleto.close()
    again = MainWindow(store, prompts)
    # The offscreen screen is 800 wide: the window never opens wider than the screen, nor under its minimum.
    assert (again.width(), again.height()) == (960, 700)
    again.close()
    again.deleteLater()


def test_the_theme_can_be_chosen(window: MainWindow, store: Store, qapp: QApplication) -> None:
    from offerdesigner.app import theme

    dark = next(action for action in window.actions_by_key.themes.actions() if action.data() == "dark")
    dark.trigger()
    assert theme.current() == "dark"
    assert store.settings.theme == "dark"
    theme.put_on(qapp, "light")


def test_alt_enter_explains_and_escape_gives_the_keyboard_back(sleto: MainWindow) -> None:
    workspace = sleto.workspace
    press(sleto, Qt.Key.Key_F8)
    field = sleto.focusWidget()
    press(sleto, Qt.Key.Key_Return, ALT)
    assert workspace.side.currentWidget() is workspace.why
    assert workspace.why.finding is not None
    press(sleto, Qt.Key.Key_Escape)
    assert workspace.side.currentWidget() is workspace.preview
    assert sleto.focusWidget() is field


@pytest.mark.parametrize("tabs", [0, 1, 3])
def test_escape_leaves_the_explanation_wherever_tab_went(sleto: MainWindow, tabs: int) -> None:
    workspace = sleto.workspace
    press(sleto, Qt.Key.Key_F8)
    field = sleto.focusWidget()
    press(sleto, Qt.Key.Key_Return, ALT)
    assert workspace.why.isAncestorOf(sleto.focusWidget()) or sleto.focusWidget() is workspace.why
    for _tab in range(tabs):
        press(sleto, Qt.Key.Key_Tab)
    press(sleto, Qt.Key.Key_Escape)
    assert workspace.side.currentWidget() is workspace.preview
    assert sleto.focusWidget() is field


def test_the_key_of_the_offers_on_them_leaves_the_detail_of_a_price(sleto: MainWindow) -> None:
    page = sleto.workspace.page
    assert isinstance(page, OffersPage)
    press(sleto, Qt.Key.Key_Return, CTRL)
    assert not page._panel_is_closed
    press_page(sleto, "offers")
    assert page._panel_is_closed


def test_the_reason_key_is_called_as_the_keyboard_calls_it(sleto: MainWindow) -> None:
    assert ("Pourquoi ?", "Alt+Entrée") in [
        (word.replace("\u202f", " "), keys) for word, keys in sleto.actions_by_key.listed()
    ]
    assert sleto.actions_by_key["why"].shortcut() == QKeySequence("Alt+Enter")


def test_a_message_about_an_offer_goes_with_it(sleto: MainWindow, prompts: ScriptedPrompts) -> None:
    sleto.messages.say("ok", "Fiche exportée.")
    prompts.answers = ["drop"]
    press(sleto, Qt.Key.Key_W, CTRL)
    assert sleto.messages.sentence == ""


_PREPARED = re.compile(r"setToolTip\((tooltip|action\.toolTip\(\))\)")
_LITERAL = re.compile(r"setToolTip\(\s*(?!plain_tooltip\()")


def test_no_tooltip_reads_what_somebody_typed_as_html() -> None:
    root = Path(__file__).parents[2] / "offerdesigner" / "app"
    found = {
        f"{path.name}: {line.strip()}"
        for path in root.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if _LITERAL.search(line) and not _PREPARED.search(line) and not line.rstrip().endswith("setToolTip(")
    }
    assert found == set()


def test_a_lone_ampersand_is_doubled_in_one_place() -> None:
    root = Path(__file__).parents[2] / "offerdesigner" / "app"
    assert [path.name for path in root.rglob("*.py") if '"&&"' in path.read_text("utf-8")] == ["plain.py"]


def test_no_lambda_is_connected() -> None:
    """A lambda that holds `self` keeps its widget alive for ever."""
    root = Path(__file__).parents[2] / "offerdesigner" / "app"
    found = [path.name for path in root.rglob("*.py") if re.search(r"connect\(\s*lambda", path.read_text("utf-8"))]
    assert found == []
