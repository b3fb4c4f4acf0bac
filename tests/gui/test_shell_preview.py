"""The preview beside the pages: it follows, leads to fields, keeps its place, zooms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.live import Drawing
from offerdesigner.app.panels.preview import PreviewPanel
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model import address as addresses
from offerdesigner.model.edits import set_value
from tests.gui.scripted import CTRL, point_of, press, settle, type_text


@pytest.fixture
def sleto(window: MainWindow) -> MainWindow:
    window.filing.open_model("sleto")
    settle(window)
    return window


def pixels(window: MainWindow) -> bytes:
    image = window.workspace.preview.sheets.grab().toImage()
    return bytes(image.constBits())


class TestPreview:
    def test_it_follows_what_changes(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        settle(sleto)
        assert pixels(sleto) != before

    def test_a_click_on_a_text_goes_to_its_field(self, sleto: MainWindow) -> None:
        sheets = sleto.workspace.preview.sheets
        point = point_of(sheets, "structure/name")
        QTest.mouseClick(sheets, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle(sleto)
        assert sleto.workspace.pages.currentIndex().row() == 0
        type_text(sleto, "X")
        assert sleto.document is not None
        assert "X" in sleto.document.project.structure.name

    def test_every_text_of_the_sheet_leads_somewhere(self, sleto: MainWindow) -> None:
        assert sleto.document is not None
        places = sleto.workspace.preview.sheets._places
        assert places
        for address in {place.address for place in places}:
            assert addresses.exists(sleto.document.project, address), address

    def test_it_keeps_its_place_while_one_types(self, sleto: MainWindow) -> None:
        preview = sleto.workspace.preview
        preview.zoom_choice.setCurrentIndex(preview.zoom_choice.findData("2.0"))
        settle(sleto)
        bar = preview._area.verticalScrollBar()
        bar.setValue(300)
        settle(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        settle(sleto)
        assert bar.value() == 300

    def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(self, sleto: MainWindow, store: Store) -> None:
        preview = sleto.workspace.preview
        before = preview.sheets.zoom
        port = preview._area.viewport()
        middle = QPointF(port.rect().center())
        turn = QWheelEvent(
            middle,
            port.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, turn)
        settle(sleto)
        assert preview.sheets.zoom > before
        assert store.settings.zoom == preview.zoom_choice.currentData()
        press(sleto, Qt.Key.Key_0, CTRL)
        assert preview.sheets.zoom == pytest.approx(before)

    def test_the_paper_can_be_turned(self, sleto: MainWindow) -> None:
        preview = sleto.workspace.preview
        for layout, upright in (("portrait", True), ("landscape", False)):
            preview.layout_choice.setCurrentIndex(preview.layout_choice.findData(layout))
            settle(sleto)
            width, height = preview.sheets.page_size(0)
            assert (height > width) is upright

    def test_the_old_page_stays_until_the_new_one_lands(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        assert pixels(sleto) == before

    def test_the_place_of_the_cursor_is_outlined(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        sleto.workspace.go_to("structure/name")
        settle(sleto)
        assert pixels(sleto) != before


def test_a_mouse_over_a_text_names_its_field(sleto: MainWindow) -> None:
    sheets = sleto.workspace.preview.sheets
    point = point_of(sheets, "structure/name")
    QTest.mouseMove(sheets, point)
    settle(sleto)
    assert sheets.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(sheets, QEvent(QEvent.Type.Leave))


def test_the_preview_settles_on_a_zoom_whatever_its_height(qtbot, window: MainWindow) -> None:
    drawings: list[Drawing] = []
    window.live.drawn.connect(drawings.append)
    window.filing.open_model("nuage-commun")
    settle(window)
    panel = PreviewPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    panel.show()
    panel.show_drawing(drawings[-1])
    QApplication.processEvents()
    page = panel.sheets.height_at(panel.sheets.zoom)
    around = panel.height() - panel._area.height()
    zooms: list[float] = []
    panel.view_changed.connect(lambda view: zooms.append(view.scale))
    for height in range(page + around - 40, page + around + 40, 2):
        panel.resize(340, height)
        for _round in range(4):
            QApplication.processEvents()
        zooms.clear()
        panel._arrange()
        QApplication.processEvents()
        assert len(set(zooms)) == 1
