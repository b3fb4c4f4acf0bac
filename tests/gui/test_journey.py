"""The first complete path, with real keys and clicks: open, change a price, see, undo, save, reopen, export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offerdesigner.app.window import MainWindow
from offerdesigner.model.finding import Severity
from offerdesigner.storage import files
from tests.gui.scripted import CTRL, ScriptedPrompts, click_card, point_of, press, settle

DEAR = "900"


def sheet(window: MainWindow) -> bytes:
    return bytes(window.workspace.preview.sheets.grab().toImage().constBits())


def said(window: MainWindow) -> set[str]:
    return {
        finding.message
        for finding in window.workspace.report.findings
        if finding.severity in (Severity.ERROR, Severity.WARNING)
    }


def price(window: MainWindow, offer: str) -> str:
    assert window.document is not None
    found = next(item for item in window.document.project.offers if item.name == offer)
    assert found.lead_rate is not None
    return str(found.lead_rate.charge.amount)


def click_price(window: MainWindow, offer: str) -> None:
    """Click the price of an offer on the sheet: the cursor goes to its cell in the grid."""
    assert window.document is not None
    found = next(item for item in window.document.project.offers if item.name == offer)
    assert found.lead_rate is not None
    sheets = window.workspace.preview.sheets
    point = point_of(sheets, f"offers/{found.id}/rates/{found.lead_rate.id}/charge/amount")
    QTest.mouseClick(sheets, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point + QPoint(1, 1))
    settle(window)


def type_price(window: MainWindow, amount: str) -> None:
    for digit in amount:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, digit)
    settle(window)
    press(window, Qt.Key.Key_Return)


def test_a_volunteer_opens_sleto_changes_a_price_and_prints_it(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    click_card(window, "sleto")
    assert window.windowTitle().startswith("Offres Sleto (copie)")
    before, silent = sheet(window), said(window)
    assert price(window, "Opale") == "75"

    click_price(window, "Opale")
    type_price(window, DEAR)
    assert price(window, "Opale") == DEAR
    assert sheet(window) != before
    assert said(window) - silent, "a price above the next offer's must be told"
    undo = window.actions_by_key["undo"]
    qtbot.waitUntil(lambda: "prix" in undo.text())

    while price(window, "Opale") != "75":
        press(window, Qt.Key.Key_Z, CTRL)
    assert said(window) == silent

    click_price(window, "Opale")
    type_price(window, "80")
    prompts.to_write = [tmp_path / "mes-offres.offre"]
    press(window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()

    press(window, Qt.Key.Key_W, CTRL)
    assert window.document is None
    assert [card.title for card in window.start.recents.cards] == ["mes-offres.offre"]
    window.start.recents.setFocus()
    press(window, Qt.Key.Key_Return)
    assert price(window, "Opale") == "80"
    assert files.read(tmp_path / "mes-offres.offre").project == window.document.project

    prompts.to_write = [tmp_path / "fiche.pdf"]
    press(window, Qt.Key.Key_E, CTRL)
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF-")
    assert window.messages.sentence == "Fiche exportée : fiche.pdf."
