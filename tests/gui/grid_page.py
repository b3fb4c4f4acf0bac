"""The page « Offres » under real keys: what its tests share."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from offerdesigner import resources
from offerdesigner.app.document import Document
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models.new_ranges import add_empty
from offerdesigner.model.address import get
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from tests.gui.showing import show

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def example(name: str) -> Project:
    text = resources.path("examples", f"{name}.offre").read_text("utf-8")
    return Project.model_validate(json.loads(text)["project"])


def opened(qtbot, project: Project) -> OffersPage:
    page = show(qtbot, OffersPage(Document(project)), 900, 700)
    page.view.setFocus()
    return page


def press(qtbot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def type_in(qtbot, text: str) -> None:
    """Type where the cursor is, letting it follow into an editor that opens with the first key."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(QApplication.focusWidget(), letter)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)


def value(page: OffersPage, address: str):
    return get(page.document.project, address)


def names(page: OffersPage) -> list[str]:
    return [offer.name for offer in page.model.offers]


def here(page: OffersPage) -> tuple[str, str]:
    index = page.view.currentIndex()
    return page.model.row_at(index).label, page.model.offer_at(index).name


def go(page: OffersPage, row: str, offer: str) -> None:
    page.view.go_to_cell(page.model.index_at(row, offer))


def add_range(page: OffersPage, name: str = "Nouvelle gamme") -> str:
    """Add an empty range and show it; return its id."""
    assert page.document.apply(add_empty(Range(id="added", name=name)))
    page.tabs.show_range("added")
    return "added"


def open_menu(page: OffersPage) -> QMenu:
    """Open the menu of the heading that the keyboard is on, as its key does."""
    place = page.view.down.section_rect(page.view.heading_row).center()
    viewport = page.view.down.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(qtbot, menu: QMenu, words: str) -> None:
    """Choose an action of a menu with the arrows."""
    said = [action.text() for action in menu.actions()]
    assert any(text.startswith(words) for text in said), said
    while menu.activeAction() is None or not menu.activeAction().text().startswith(words):
        qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
