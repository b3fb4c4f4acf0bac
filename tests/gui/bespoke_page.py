"""« Sur mesure » under real keys: what its tests share."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app.editors.bespoke.page import BespokePage
from offerdesigner.app.window import MainWindow
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Zones
from offerdesigner.storage.files import save
from tests.gui.scripted import press, press_page, settle, type_text
from tests.plain import plain
from tests.samples import offers_alone


def without_profiles() -> Project:
    return offers_alone(profiles=())


def open_project(window: MainWindow, folder: Path, project: Project) -> BespokePage:
    """Open a project and go to « Sur mesure » by its key."""
    path = folder / "sold.offre"
    save(project, path, None)
    window.open_path(path)
    QTest.qWait(0)
    settle(window)
    press_page(window, "profiles")
    return in_front(window)


def in_front(window: MainWindow) -> BespokePage:
    """Return the page in front, which another size of text lays out anew."""
    page = window.workspace.page
    assert isinstance(page, BespokePage)
    return page


def prices(page: BespokePage) -> list[tuple[str, str, str]]:
    return [(row.cells[0].text, plain(row.cells[2].text), plain(row.cells[3].text)) for row in page.prices.cells.rows]


def lines(page: BespokePage) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in page.lines.table.cells.rows]


def use(window: MainWindow, page: BespokePage, metric: str, typed: str) -> None:
    """Type how much is used of a metric."""
    control = page.form.rows[metric].field.control
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    control.selectAll()
    type_text(window, typed)


def tick(window: MainWindow, page: BespokePage, service: str) -> None:
    page.form.needs.ticks[service].setFocus()
    press(window, Qt.Key.Key_Space)


def zones_of(page: BespokePage) -> Zones:
    shown = page.zones.chart.chart
    assert isinstance(shown, Zones)
    return shown


def here(page: BespokePage) -> tuple[Decimal, Decimal]:
    spot = next(spot for spot in zones_of(page).spots if spot.look == "here")
    return spot.x, spot.y


def drag(widget: QWidget, place: QPointF) -> None:
    """Move the mouse to a place with its button held."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(widget, moved)
