"""A file to import is read beside the window, may be slow, and may not be readable."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from offerdesigner.app.importing import reading
from offerdesigner.app.importing.dialog import ImportDialog
from offerdesigner.app.window import MainWindow
from offerdesigner.storage.exchange.cells import Sheet
from tests.gui.import_dialog import ROWS, ask, click
from tests.gui.scripted import CTRL, ScriptedPrompts, press, settle
from tests.storage.workbooks import ods

pytestmark = pytest.mark.qt_log_ignore(
    # The offscreen platform says so of every list that opens.
    "does not support propagateSizeHints",
    "does not support raise",
    "does not support grabbing the keyboard",
)


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "tarifs.ods"
    path.write_bytes(ods({"Membres": [["Une", "liste"], ["de", "noms"]], "Tarifs": ROWS}))
    return path


@pytest.fixture
def dialog(window: MainWindow, prompts: ScriptedPrompts, grid: Path) -> ImportDialog:
    """The dialog over the sample offer."""
    window.filing.open_model("nuage-commun")
    settle(window)
    return ask(window, prompts, grid)


def test_nothing_happens_without_a_file(window: MainWindow, prompts: ScriptedPrompts) -> None:
    prompts.to_open = [None]
    press(window, Qt.Key.Key_I, CTRL)
    assert window.importing.dialog is None


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 9, b"PK\x03\x04", None])
def test_a_file_that_cannot_be_read_is_told_and_another_is_chosen(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, grid: Path, content: bytes | None
) -> None:
    broken = tmp_path / "abime.ods"
    if content is not None:
        broken.write_bytes(content)
    dialog = ask(window, prompts, broken)
    said = dialog.findChild(QLabel, "waiting").text().replace("\u00a0", " ")
    assert said.startswith("« abime.ods » ne peut pas être ouvert : ")
    assert said.endswith("Le fichier est resté tel quel.")
    assert not dialog.import_button.isEnabled()
    prompts.to_open = [grid]
    click(dialog.choices.file_button)
    settle(window)
    assert dialog.view.isVisible()
    assert dialog.choices.file_name.text() == "tarifs.ods"


def test_a_table_without_offers_says_so(window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    path = tmp_path / "mot.csv"
    path.write_text("bonjour", encoding="utf-8")
    dialog = ask(window, prompts, path)
    assert dialog.notes.summary.text().startswith("Aucune offre ne se voit")
    assert not dialog.import_button.isEnabled()


class SlowSheets:
    """Holds files back until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.let_go = threading.Event(), threading.Event()
        self._read = reading.read_sheets
        monkeypatch.setattr(reading, "read_sheets", self.read)

    def read(self, path: Path) -> tuple[Sheet, ...]:
        self.reached.set()
        assert self.let_go.wait(10)
        return self._read(path)


def test_the_window_lives_while_a_file_is_read(
    window: MainWindow, prompts: ScriptedPrompts, grid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowSheets(monkeypatch)
    other = tmp_path / "autre.csv"
    other.write_text("Offre;Une\nPrix;3 €\n", encoding="utf-8")
    prompts.to_open = [grid, other]
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    assert slow.reached.wait(10)
    dialog = window.importing.dialog
    assert dialog is not None
    QApplication.processEvents()
    assert dialog.findChild(QLabel, "waiting").text().replace("\u00a0", " ") == "Lecture de « tarifs.ods »…"
    assert not dialog.import_button.isEnabled()
    click(dialog.choices.file_button)
    slow.let_go.set()
    settle(window)
    assert dialog.choices.file_name.text() == "autre.csv", "the last file asked for counts"
    assert dialog.model.sheet.name == "autre"


@pytest.mark.parametrize("closes_window", [False, True])
def test_closing_while_a_file_is_read(
    window: MainWindow, prompts: ScriptedPrompts, grid: Path, monkeypatch: pytest.MonkeyPatch, closes_window: bool
) -> None:
    slow = SlowSheets(monkeypatch)
    prompts.to_open = [grid]
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    assert slow.reached.wait(10)
    dialog = window.importing.dialog
    assert dialog is not None
    click(dialog.cancel_button)
    slow.let_go.set()
    if closes_window:
        window.close()
        assert not window.isVisible()
    else:
        settle(window)
    assert window.importing.dialog is None
    assert window.document is None


def test_a_reading_that_fails_by_our_fault_is_told(
    window: MainWindow, prompts: ScriptedPrompts, grid: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(path: Path) -> tuple[Sheet, ...]:
        raise RuntimeError("boom")

    monkeypatch.setattr(reading, "read_sheets", panic)
    dialog = ask(window, prompts, grid)
    assert dialog.findChild(QLabel, "waiting").text().startswith("La lecture a échoué, par notre faute.")
