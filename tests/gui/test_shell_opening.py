"""Opening: the worker reads, the window lives meanwhile, and the last thing asked for wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.live import draw
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from offerdesigner.storage import files
from offerdesigner.storage.examples import open_copy
from tests.gui.scripted import CTRL, ScriptedPrompts, SlowDisk, settle


@pytest.fixture
def sleto(tmp_path: Path) -> Path:
    return written("sleto", tmp_path)


@pytest.fixture
def marmule(tmp_path: Path) -> Path:
    return written("marmule", tmp_path)


@pytest.fixture
def opened(window: MainWindow, sleto: Path) -> MainWindow:
    window.open_path(sleto)
    settle(window)
    return window


def written(name: str, folder: Path) -> Path:
    path = folder / f"{name}.offre"
    files.save(open_copy(name), path, None)
    return path


def name_of(window: MainWindow) -> str:
    assert window.document is not None
    return window.document.project.structure.name


def rename(window: MainWindow, name: str) -> None:
    assert window.document is not None
    assert window.document.apply(set_value("structure/name", name, "Changer le nom"))


def test_the_window_lives_and_says_what_it_reads(
    opened: MainWindow, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    opened.open_path(marmule)
    assert disk.reached.wait(10)
    QApplication.processEvents()
    assert opened.status.notice == "Ouverture de « marmule.offre »…"
    assert opened.cursor().shape() == Qt.CursorShape.BusyCursor
    QTest.keyClick(opened, Qt.Key.Key_1, CTRL)
    assert opened.workspace.pages.currentIndex().row() == 0
    disk.let_go.set()
    settle(opened)
    assert name_of(opened) == "Artifaille"
    assert opened.status.notice == ""
    assert opened.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_is_typed_while_a_file_is_read_is_not_lost_unasked(
    opened: MainWindow, prompts: ScriptedPrompts, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    opened.open_path(marmule)
    assert disk.reached.wait(10)
    rename(opened, "Rubis")
    prompts.answers = ["cancel"]
    disk.let_go.set()
    settle(opened)
    assert prompts.asked[0].happened.startswith("« sleto.offre » a des changements")
    assert name_of(opened) == "Rubis"
    assert opened.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_nobody_is_asked_about_changes_for_a_file_that_cannot_be_read(
    opened: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    rename(opened, "Rubis")
    broken = tmp_path / "abime.offre"
    broken.write_bytes(b"{")
    opened.open_path(broken)
    settle(opened)
    assert prompts.asked == []
    assert opened.messages.sentence.startswith("« abime.offre » ne peut pas être ouvert")
    assert opened.status.notice == ""
    assert name_of(opened) == "Rubis"


def test_a_reading_that_fails_by_our_fault_is_told(
    opened: MainWindow, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(path: Path) -> files.Opened:
        raise RuntimeError("boom")

    monkeypatch.setattr(files, "read", panic)
    opened.open_path(marmule)
    settle(opened)
    assert opened.messages.sentence == "L'ouverture a échoué, par notre faute. Le fichier est resté tel quel."
    assert name_of(opened) == "Sleto"


@pytest.mark.parametrize("last_is_broken", [False, True])
def test_of_two_openings_the_last_one_counts(
    window: MainWindow, sleto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_is_broken: bool
) -> None:
    last = tmp_path / "dernier.offre"
    last.write_bytes(b"{" if last_is_broken else sleto.read_bytes().replace(b"Sleto", b"Rubis"))
    opened = []
    window.filing.opened.connect(opened.append)
    disk = SlowDisk(monkeypatch)
    window.open_path(sleto)
    window.open_path(last)
    assert window.status.notice == "Ouverture de « dernier.offre »…"
    disk.let_go.set()
    settle(window)
    assert disk.read_files == ["sleto.offre", "dernier.offre"]
    assert len(opened) == (0 if last_is_broken else 1)
    assert (window.document is None) is last_is_broken
    assert ("dernier.offre" in window.messages.sentence) is last_is_broken
    assert window.status.notice == ""


def test_closing_the_offer_gives_up_what_is_being_read(
    opened: MainWindow, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    opened.open_path(marmule)
    assert disk.reached.wait(10)
    QTest.keyClick(opened, Qt.Key.Key_W, CTRL)
    assert opened.document is None
    disk.let_go.set()
    settle(opened)
    assert opened.document is None
    assert opened.stack.currentWidget() is opened.start
    assert opened.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_closing_the_window_while_a_file_is_read(
    window: MainWindow, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    window.open_path(marmule)
    window.filing.open_model("sleto")
    assert disk.reached.wait(10)
    disk.let_go.set()
    window.close()
    assert not window.isVisible()
    assert window.document is None
    assert window.messages.sentence == ""


def test_opening_the_file_that_is_being_saved_shows_what_was_saved(
    opened: MainWindow, sleto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    assert disk.reached.wait(10)
    opened.open_path(sleto)
    disk.let_go.set()
    settle(opened)
    assert name_of(opened) == "Rubis"
    assert not opened.isWindowModified()


def test_a_saving_asked_for_while_a_file_is_read_ends_first(
    opened: MainWindow, prompts: ScriptedPrompts, sleto: Path, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    opened.open_path(marmule)
    assert disk.reached.wait(10)
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    disk.let_go.set()
    settle(opened)
    assert files.read(sleto).project.structure.name == "Rubis"
    assert name_of(opened) == "Artifaille"
    assert prompts.asked == [], "it was saved: nothing to ask"


@pytest.mark.parametrize("answer", ["cancel", "replace", "elsewhere"])
def test_a_saving_that_fails_while_a_file_is_read_settles_its_question_first(
    opened: MainWindow,
    prompts: ScriptedPrompts,
    sleto: Path,
    marmule: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    sleto.write_bytes(sleto.read_bytes() + b"\n")
    opened.open_path(marmule)
    assert disk.reached.wait(10)
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    elsewhere = sleto.with_name("ailleurs.offre")
    prompts.answers, prompts.to_write = [answer, "drop"], [elsewhere]
    disk.let_go.set()
    settle(opened)
    assert name_of(opened) == "Artifaille"
    kept = {"replace": sleto, "elsewhere": elsewhere}.get(answer)
    if kept is not None:
        assert files.read(kept).project.structure.name == "Rubis"
    assert len(prompts.asked) == (2 if answer == "cancel" else 1)


@pytest.mark.parametrize("name", ["sous.offre", None])
def test_a_file_that_arrives_while_somebody_says_where_to_save_waits(
    opened: MainWindow,
    prompts: ScriptedPrompts,
    marmule: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str | None,
) -> None:
    target = marmule.with_name(name) if name else None

    def slowly(title: str, proposal: Path, kinds: object) -> Path | None:
        settle(opened)
        assert name_of(opened) == "Sleto"
        return target

    monkeypatch.setattr(prompts, "path_to_write", slowly)
    opened.open_path(marmule)
    opened.filing.save_as()
    settle(opened)
    assert name_of(opened) == "Artifaille"
    if target is not None:
        assert files.read(target).project.structure.name == "Sleto"


def test_a_sheet_asked_for_before_another_offer_arrives_is_the_one_that_was_asked(
    opened: MainWindow, prompts: ScriptedPrompts, marmule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = marmule.with_name("fiche.pdf")

    def slowly(title: str, proposal: Path, kinds: object) -> Path:
        settle(opened)
        return sheet

    monkeypatch.setattr(prompts, "path_to_write", slowly)
    opened.open_path(marmule)
    QTest.keyClick(opened, Qt.Key.Key_E, CTRL)
    settle(opened)
    assert name_of(opened) == "Artifaille"
    assert sheet.read_bytes() == draw(open_copy("sleto"), "auto", date(2026, 11, 23)).pdf
