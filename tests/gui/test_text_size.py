"""« Taille du texte »: at once, everywhere, remembered, and nothing is cut."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from offerdesigner.app import text_size, theme
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from tests.gui.scripted import CTRL, press, settle

Dress = Callable[[QApplication], None]
WIDER_THAN_ANY_TOOL_BAR = 5000


def choose(window: MainWindow, percent: int) -> None:
    actions = window.actions_by_key.text_sizes.actions()
    next(action for action in actions if action.data() == percent).trigger()
    settle(window)


def size_of(widget: QWidget) -> float:
    return widget.font().pointSizeF()


def labels_in(part: QWidget) -> list[QLabel]:
    return part.findChildren(QLabel)


def worded(window: MainWindow) -> bool:
    """Whether the buttons of the tool bar show their words, all of them or none."""
    assert window.tools is not None
    buttons = [window.tools.widgetForAction(window.actions_by_key[key]) for key in ("open", "save", "undo", "print")]
    (style,) = {button.toolButtonStyle() for button in buttons if isinstance(button, QToolButton)}
    return style is Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def cut(window: MainWindow) -> list[str]:
    """Return what stands in less room than its own letters take."""
    found = []
    for kind in (QLabel, QAbstractButton, QLineEdit, QComboBox):
        for widget in window.findChildren(kind):
            words = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
            if words and widget.isVisible() and widget.height() < widget.fontMetrics().height():
                found.append(f"{type(widget).__name__} « {words} »")
    return found


def test_the_choice_is_ticked_remembered_and_applied_at_once(window: MainWindow, store: Store) -> None:
    usual, heading = size_of(window), size_of(window.start.findChildren(QLabel)[1])
    choose(window, 130)
    assert size_of(window) == pytest.approx(usual * 1.3)
    assert size_of(window.start.findChildren(QLabel)[1]) == pytest.approx(heading * 1.3)
    assert [action.data() for action in window.actions_by_key.text_sizes.actions() if action.isChecked()] == [130]
    assert Store.open(store.path.parent).settings.text_size == 130


@pytest.mark.parametrize("odd", ["130", 130.5, 5000, True, None])
def test_a_size_that_nobody_offers_is_the_usual_one(qapp: QApplication, store: Store, odd: object) -> None:
    store.path.parent.mkdir(parents=True)
    store.path.write_text(json.dumps({"text_size": odd}), "utf-8")
    usual = qapp.font().pointSizeF()
    text_size.put_on(qapp, Store.open(store.path.parent).settings.text_size)
    assert text_size.percent() == text_size.USUAL
    assert qapp.font().pointSizeF() == usual


def test_there_and_back_leaves_every_font_as_it_was(window: MainWindow) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    kept = [child for part in (window.start, window.status, window.workspace.problems) for child in labels_in(part)]
    before = [size_of(widget) for widget in kept]
    for percent in (160, 90, 115, 100):
        choose(window, percent)
    assert [size_of(widget) for widget in kept] == pytest.approx(before)


def test_a_font_set_after_the_tone_lasts(qapp: QApplication) -> None:
    label = QLabel("mot")
    theme.mark(label, "tone", "muted")
    label.setFont(theme.font(theme.TITLE))
    label.show()
    theme.mark(label, "tone", "error")
    theme.put_on(qapp, "light")
    assert label.font().pointSizeF() == pytest.approx(qapp.font().pointSizeF() * theme.TITLE)
    label.close()
    label.deleteLater()


def test_another_theme_keeps_the_size(window: MainWindow, qapp: QApplication) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    choose(window, 160)
    labels = labels_in(window)
    before = [size_of(label) for label in labels]
    theme.put_on(qapp, "dark")
    theme.put_on(qapp, "light")
    assert [size_of(label) for label in labels] == before
    assert max(before) > 1.5 * min(size for size in before)


def test_the_page_and_the_keyboard_stay_where_they_are(window: MainWindow) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    window.workspace.go_to("structure/contact/email")
    choose(window, 130)
    assert window.workspace.pages.currentIndex().row() == 0
    focused = window.focusWidget()
    window.workspace.go_to("structure/contact/email")
    assert window.focusWidget() is focused
    assert isinstance(focused, QLineEdit)
    assert size_of(focused) == pytest.approx(size_of(window))


def test_what_is_being_typed_is_not_lost(window: MainWindow) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    window.workspace.go_to("structure/name")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    field.insert("Rubis")
    choose(window, 115)
    assert window.workspace.document.project.structure.name == "Rubis"


def test_large_text_folds_what_there_is_no_room_for(window: MainWindow) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    assert window.workspace.docks.side.isVisible()
    choose(window, 160)
    assert window.workspace.docks.is_narrow
    assert not window.workspace.docks.side.isVisible()
    choose(window, 100)
    assert window.workspace.docks.side.isVisible()


@pytest.mark.parametrize("percent", [90, 130, 160])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 600)])
def test_no_word_is_cut(window: MainWindow, size: tuple[int, int], percent: int) -> None:
    window.resize(*size)
    choose(window, percent)
    assert cut(window) == []
    window.filing.open_model("marsnet")
    settle(window)
    assert cut(window) == []
    press(window, Qt.Key.Key_1, CTRL)
    assert cut(window) == []
    window.workspace.mending.explain(window.workspace.problems.shown[0].finding)
    settle(window)
    assert cut(window) == []
    assert window.size().toTuple() == size


@pytest.mark.parametrize("percent", [90, 160])
def test_rows_are_as_high_as_their_letters(window: MainWindow, percent: int) -> None:
    window.filing.open_model("marsnet")
    settle(window)
    choose(window, percent)
    page, height = window.workspace.page, window.fontMetrics().height()
    assert page.view.rowHeight(1) >= height  # type: ignore[attr-defined]
    table = window.workspace.problems.table
    assert all(table.rowHeight(row) >= height for row in range(len(window.workspace.problems.shown)))
    assert window.workspace.pages.sizeHintForRow(0) >= height


def test_a_font_counted_in_pixels_grows_too(qapp: QApplication) -> None:
    label = QLabel("mot")
    font = QFont(qapp.font())
    font.setPixelSize(20)
    label.setFont(font)
    text_size.put_on(qapp, 130)
    assert label.font().pixelSize() == 26
    label.deleteLater()


class Rival(QLabel):
    """Once dressed, takes away the other one as soon as it is itself resized, or written in another size."""

    other: Rival | None = None

    def event(self, event: QEvent) -> bool:
        if self.other is not None and event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            other, self.other = self.other, None
            other.other = None
            shiboken6.delete(other)
        return super().event(event)


@pytest.mark.parametrize("dress", [text_size.fit_words, lambda app: text_size.put_on(app, 130)])
def test_what_goes_while_others_are_fitted_is_left_alone(qapp: QApplication, dress: Dress) -> None:
    rivals = [Rival("l'une"), Rival("l'autre")]
    for rival in rivals:
        font = QFont(rival.font())
        font.setPixelSize(20)
        rival.setFont(font)
    rivals[0].other, rivals[1].other = rivals[1], rivals[0]
    dress(qapp)
    assert [shiboken6.isValid(rival) for rival in rivals].count(True) == 1
    next(filter(shiboken6.isValid, rivals)).deleteLater()


def test_the_tool_bar_stays_where_it_is_whatever_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.filing.open_model("sleto")
    settle(window)
    tools, undo = window.tools, window.actions_by_key["undo"]
    assert tools is not None
    before = [child.geometry() for child in tools.findChildren(QToolButton)]
    window.workspace.document.apply(set_value("structure/name", "Rubis", "changer " + "un très long nom " * 5))
    qtbot.waitUntil(lambda: "un très long nom " * 4 in undo.text())
    settle(window)
    assert "un très long nom" in undo.toolTip()
    assert undo.iconText() == "Annuler"
    assert [child.geometry() for child in tools.findChildren(QToolButton)] == before


@pytest.mark.parametrize("percent", [90, 100, 130, 160])
def test_the_tool_bar_keeps_its_words_while_they_fit(window: MainWindow, percent: int) -> None:
    choose(window, percent)
    window.filing.open_model("sleto")
    window.resize(WIDER_THAN_ANY_TOOL_BAR, 600)
    settle(window)
    tools = window.tools
    assert tools is not None
    everything = tools.sizeHint().width()
    tools.sides.set_narrow(True)
    tools.go_to.set_narrow(True)
    settle(window)
    words_alone = tools.sizeHint().width()
    assert words_alone < everything
    for width in (everything, words_alone, 1440, 1280, 1024):
        window.resize(width, 600)
        settle(window)
        assert worded(window) == (window.width() >= words_alone)
        assert tools.sizeHint().width() <= window.width()
        assert tools.rect().contains(tools.export_button.geometry())
