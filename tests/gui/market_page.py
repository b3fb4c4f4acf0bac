"""« Concurrents » under real keys: what its tests share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.editors.market.competitors import CompetitorsTab
from offerdesigner.app.editors.market.page import MarketPage
from offerdesigner.app.models.market_rows import RowKind
from offerdesigner.app.window import MainWindow
from offerdesigner.model.project import Project
from offerdesigner.storage.files import save
from tests.gui.scripted import press, press_page, settle, type_text
from tests.plain import plain

ENTER = Qt.Key.Key_Return


def open_market(window: MainWindow, folder: Path, project: Project) -> CompetitorsTab:
    path = folder / "market.offre"
    save(project, path, None)
    window.open_path(path)
    QTest.qWait(0)
    settle(window)
    press_page(window, "competitors")
    page = window.workspace.page
    assert isinstance(page, MarketPage)
    assert isinstance(page.tab, CompetitorsTab)
    return page.tab


def go_to(tab: CompetitorsTab, kind: RowKind, column: int) -> None:
    row = next(place for place, row in enumerate(tab.table.market.rows) if row.kind is kind)
    tab.table.setFocus()
    tab.table.setCurrentIndex(tab.table.market.index(row, column))


def begin(window: MainWindow, text: str) -> None:
    """Type over what stands in the current cell: its first letter opens it."""
    press_letter, rest = text[0], text[1:]
    QTest.keyClicks(window.focusWidget(), press_letter)
    type_text(window, rest)


def write(window: MainWindow, text: str) -> None:
    begin(window, text)
    press(window, ENTER)


def row_of(tab: CompetitorsTab, kind: RowKind) -> list[str]:
    model = tab.table.market
    row = next(place for place, row in enumerate(model.rows) if row.kind is kind)
    return [plain(model.index(row, column).data()) for column in range(model.columnCount())]


def competitors(tab: CompetitorsTab) -> list[str]:
    return [one.name for one in tab.document.project.competitors]
