"""The import of a grid by hand: what its tests share."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from offerdesigner.app.importing.dialog import ImportDialog
from offerdesigner.app.window import MainWindow
from offerdesigner.model.project import Project
from tests.gui.scripted import CTRL, ScriptedPrompts, press

ROWS = [
    ["Nos tarifs", "", ""],
    ["", "Petite", "Grande"],
    ["Prix par mois", "10 €", "25 €"],
    ["Prix par an", "100 €", "1.250 €"],
    ["Cotisation", "20 €", "20 €"],
    ["Utilisateurs", Decimal(5), Decimal(15)],
    ["Messagerie", "x", "x"],
    ["Option visio", "4 €/mois", "incluse"],
]


def ask(window: MainWindow, prompts: ScriptedPrompts, path: Path | None) -> ImportDialog:
    prompts.to_open = [path]
    press(window, Qt.Key.Key_I, CTRL)
    dialog = window.importing.dialog
    assert dialog is not None
    return dialog


def project_of(window: MainWindow) -> Project:
    assert window.document is not None
    return window.document.project


def click(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def click_cell(dialog: ImportDialog, row: int, column: int) -> None:
    """Click a cell, the rows and columns counted from that of the roles."""
    index = dialog.model.index(row, column)
    dialog.view.scrollTo(index)
    place: QPoint = dialog.view.visualRect(index).center()
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def choose(dialog: ImportDialog, words: str) -> None:
    """Choose in the list that is open, with the arrows and Enter."""
    box = dialog.view.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert QApplication.activePopupWidget() is not None, "the list opens at once"
    steps = box.findText(words) - box.view().currentIndex().row()
    for _step in range(abs(steps)):
        QTest.keyClick(box.view(), Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    QApplication.processEvents()


def roles_of_rows(dialog: ImportDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(1, dialog.model.rowCount())]
