"""Prompts that answer from a script, and what every test of the window does."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app.pages import home_of
from offerdesigner.app.panels.sheets import Sheets
from offerdesigner.app.prompts import Question
from offerdesigner.app.window import MainWindow
from offerdesigner.model.project import Project
from offerdesigner.storage import files

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class ScriptedPrompts:
    """Gives the next answer; a question without an answer fails the test."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.to_open: list[Path | None] = []
        self.to_write: list[Path | None] = []
        self.printers: list[Any] = []
        self.asked: list[Question] = []
        self.proposed: list[Path] = []

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        return self.answers.pop(0)

    def path_to_open(self, folder: Path, kinds: Sequence[str]) -> Path | None:
        return self.to_open.pop(0)

    def path_to_write(self, title: str, proposal: Path, kinds: Sequence[str]) -> Path | None:
        self.proposed.append(proposal)
        return self.to_write.pop(0)

    def printer(self, pages: int) -> Any:
        return self.printers.pop(0)


class SlowDisk:
    """Holds files back, as an antivirus does, until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.let_go = threading.Event(), threading.Event()
        self.written: list[str] = []
        self.read_files: list[str] = []
        self._save, self._read = files.save, files.read
        monkeypatch.setattr(files, "save", self.save)
        monkeypatch.setattr(files, "read", self.read)

    def read(self, path: Path) -> files.Opened:
        self.reached.set()
        assert self.let_go.wait(10)
        self.read_files.append(path.name)
        return self._read(path)

    def save(self, project: Project, path: Path, expected: files.Fingerprint | None) -> files.Fingerprint:
        self.reached.set()
        assert self.let_go.wait(10)
        self.written.append(project.structure.name)
        return self._save(project, path, expected)


def point_of(sheets: Sheets, address: str) -> QPoint:
    """Return the middle of the first text of the sheet that shows `address`."""
    place = next(place for place in sheets._places if place.address == address)
    return sheets._rect_of(place).center().toPoint()


def settle(window: MainWindow) -> None:
    """Let the checks and the preview catch up, and the window paint."""
    for _round in range(3):
        QApplication.processEvents()
        window.live.flush()
    QApplication.processEvents()


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    settle(window)


def press_page(window: MainWindow, root: str) -> None:
    """Go to the page where `root` (« offers », « profiles ») is at home, by its key."""
    press(window, Qt.Key(Qt.Key.Key_1 + home_of(root)), CTRL)


def type_text(window: MainWindow, text: str) -> None:
    """Type letters where the keyboard is."""
    target = QApplication.focusWidget() or window.focusWidget()
    assert isinstance(target, QWidget)
    QTest.keyClicks(target, text)
    settle(window)


def click_card(window: MainWindow, key: str) -> None:
    """Open an example by a click on its card."""
    examples = window.start.examples
    row = next(n for n, card in enumerate(examples.cards) if card.key == key)
    place = examples.visualRect(examples.model().index(row, 0)).center()
    QTest.mouseClick(examples.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(window)
