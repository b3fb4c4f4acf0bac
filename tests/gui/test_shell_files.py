"""Files: nothing is lost, nothing is overwritten unasked, and a broken file is told in a sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from offerdesigner.app.prompts import Question
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from offerdesigner.storage import atomic, files
from offerdesigner.storage.examples import open_copy
from tests.gui.scripted import CTRL, SHIFT, ScriptedPrompts, SlowDisk, press, settle


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sleto.offre"
    files.save(open_copy("sleto"), path, None)
    return path


@pytest.fixture
def opened(window: MainWindow, prompts: ScriptedPrompts, file: Path) -> MainWindow:
    prompts.to_open = [file]
    press(window, Qt.Key.Key_O, CTRL)
    return window


def rename(window: MainWindow, name: str) -> None:
    assert window.document is not None
    assert window.document.apply(set_value("structure/name", name, "Changer le nom"))
    settle(window)


def name_in(path: Path) -> str:
    return files.read(path).project.structure.name


def test_open_change_save(opened: MainWindow, file: Path, store: Store) -> None:
    assert opened.document is not None
    assert not opened.isWindowModified()
    rename(opened, "Rubis")
    assert opened.isWindowModified()
    press(opened, Qt.Key.Key_S, CTRL)
    assert not opened.isWindowModified()
    assert name_in(file) == "Rubis"
    assert store.settings.recents[0].path == str(file)
    assert opened.status.notice == "Enregistré : sleto.offre"


def test_undoing_back_to_what_was_saved_is_clean_again(opened: MainWindow) -> None:
    rename(opened, "Rubis")
    press(opened, Qt.Key.Key_Z, CTRL)
    assert not opened.isWindowModified()


def test_a_copy_of_an_example_asks_where_to_be_saved(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    window.filing.open_model("marmule")
    settle(window)
    prompts.to_write = [tmp_path / "mon-offre"]
    press(window, Qt.Key.Key_S, CTRL)
    assert prompts.proposed[0].name == "pack-marmule-copie.offre"
    assert window.document is not None
    assert window.document.path == tmp_path / "mon-offre.offre"
    assert window.windowTitle().startswith("mon-offre.offre[*]")
    assert name_in(tmp_path / "mon-offre.offre") == "Artifaille"


def test_a_name_completed_by_us_does_not_replace_a_file_unasked(
    opened: MainWindow, prompts: ScriptedPrompts, file: Path
) -> None:
    rename(opened, "Rubis")
    prompts.to_write, prompts.answers = [file.with_suffix("")], ["cancel"]
    press(opened, Qt.Key.Key_S, CTRL | SHIFT)
    assert prompts.asked[0].happened == "« sleto.offre » existe déjà."
    assert name_in(file) == "Sleto"
    assert opened.isWindowModified()


@pytest.mark.parametrize("answer", ["cancel", "replace", "elsewhere"])
def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(
    opened: MainWindow, prompts: ScriptedPrompts, file: Path, answer: str
) -> None:
    rename(opened, "Rubis")
    other = open_copy("marmule")
    files.save(other, file, files.fingerprint_of(file))
    prompts.answers, prompts.to_write = [answer], [file.with_name("autre.offre")]
    press(opened, Qt.Key.Key_S, CTRL)
    question = prompts.asked[0]
    assert "modifié par quelqu'un d'autre" in question.happened
    assert "intact" in question.safe
    assert name_in(file) == ("Rubis" if answer == "replace" else "Artifaille")
    assert opened.isWindowModified() is (answer == "cancel")
    assert file.with_name("autre.offre").exists() is (answer == "elsewhere")


def test_replacing_spares_a_third_version_written_while_the_question_was_open(
    opened: MainWindow, prompts: ScriptedPrompts, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(opened, "Rubis")
    files.save(open_copy("marmule"), file, files.fingerprint_of(file))
    answer = prompts.ask

    def somebody_saves_again(question: Question) -> str:
        if not prompts.asked:
            files.save(open_copy("proton"), file, files.fingerprint_of(file))
        return answer(question)

    monkeypatch.setattr(prompts, "ask", somebody_saves_again)
    prompts.answers = ["replace", "cancel"]
    press(opened, Qt.Key.Key_S, CTRL)
    assert len(prompts.asked) == 2
    assert name_in(file) == open_copy("proton").structure.name
    assert opened.isWindowModified()


def test_a_disk_that_does_not_confirm_is_told_and_the_next_save_is_no_conflict(
    opened: MainWindow, prompts: ScriptedPrompts, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "")

    rename(opened, "Rubis")
    prompts.answers = ["cancel"]
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_sync_folder", refuse)
        press(opened, Qt.Key.Key_S, CTRL)
    assert "ne confirme pas" in prompts.asked[0].happened
    assert opened.isWindowModified()
    rename(opened, "Saphir")
    press(opened, Qt.Key.Key_S, CTRL)
    assert len(prompts.asked) == 1
    assert name_in(file) == "Saphir"
    assert not opened.isWindowModified()


def test_the_window_is_usable_while_it_saves(opened: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    assert disk.reached.wait(10)
    assert opened.document is not None
    opened.document.apply(set_value("structure/name", "Saphir", "Changer le nom"))
    disk.let_go.set()
    settle(opened)
    assert disk.written == [name_in(file)] == ["Rubis"]
    assert opened.isWindowModified(), "what was typed meanwhile is not saved"
    press(opened, Qt.Key.Key_Z, CTRL)
    assert not opened.isWindowModified()


def test_a_second_save_waits_for_the_first(opened: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    assert disk.reached.wait(10)
    assert opened.document is not None
    opened.document.apply(set_value("structure/name", "Saphir", "Changer le nom"))
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    disk.let_go.set()
    settle(opened)
    assert disk.written == ["Rubis", "Saphir"]
    assert not opened.isWindowModified()


def test_closing_waits_for_the_saving(opened: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SlowDisk(monkeypatch)
    rename(opened, "Rubis")
    QTest.keyClick(opened, Qt.Key.Key_S, CTRL)
    assert disk.reached.wait(10)
    QTimer.singleShot(0, disk.let_go.set)
    opened.close()
    assert not opened.isVisible()
    assert name_in(file) == "Rubis"


def test_a_save_that_fails_keeps_the_work_and_offers_another_place(
    opened: MainWindow, prompts: ScriptedPrompts, file: Path, tmp_path: Path
) -> None:
    rename(opened, "Rubis")
    prompts.to_write = [tmp_path / "nulle-part" / "a.offre", tmp_path / "ailleurs.offre"]
    prompts.answers = ["elsewhere"]
    press(opened, Qt.Key.Key_S, CTRL | SHIFT)
    assert "son dossier n'existe pas" in prompts.asked[0].happened
    assert name_in(tmp_path / "ailleurs.offre") == "Rubis"
    assert not opened.isWindowModified()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": 99, "project": {}}', b"PK\x03\x04"])
def test_a_broken_file_is_told_and_left_as_it_is(
    opened: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "abime.offre"
    broken.write_bytes(content)
    before = opened.document
    prompts.to_open = [broken]
    press(opened, Qt.Key.Key_O, CTRL)
    assert "abime.offre" in opened.messages.sentence
    assert opened.messages.sentence.endswith("Le fichier est resté tel quel.")
    assert opened.document is before
    assert broken.read_bytes() == content


@pytest.mark.parametrize("answer", ["save", "drop", "cancel"])
def test_leaving_unsaved_changes(opened: MainWindow, prompts: ScriptedPrompts, file: Path, answer: str) -> None:
    rename(opened, "Rubis")
    prompts.answers = [answer]
    opened.close()
    assert opened.isVisible() is (answer == "cancel")
    assert name_in(file) == ("Rubis" if answer == "save" else "Sleto")
    assert [choice.word.replace("&", "") for choice in prompts.asked[0].choices] == [
        "Enregistrer",
        "Ne pas enregistrer",
        "Annuler",
    ]


def test_opening_another_offer_asks_about_the_present_one(opened: MainWindow, prompts: ScriptedPrompts) -> None:
    rename(opened, "Rubis")
    prompts.answers = ["cancel"]
    press(opened, Qt.Key.Key_N, CTRL)
    assert opened.document is not None
    assert opened.document.project.structure.name == "Rubis"
    prompts.answers = ["drop"]
    press(opened, Qt.Key.Key_N, CTRL)
    assert opened.document.title == "Nouvelle offre"


def test_a_copy_that_nobody_touched_is_left_without_a_question(window: MainWindow, prompts: ScriptedPrompts) -> None:
    window.filing.open_model("marmule")
    settle(window)
    assert window.isWindowModified(), "no file holds it"
    press(window, Qt.Key.Key_W, CTRL)
    assert window.document is None
    assert prompts.asked == []


def test_a_copy_that_was_touched_asks_until_that_is_undone(window: MainWindow, prompts: ScriptedPrompts) -> None:
    window.filing.open_model("marmule")
    settle(window)
    rename(window, "Rubis")
    prompts.answers = ["cancel"]
    press(window, Qt.Key.Key_W, CTRL)
    assert len(prompts.asked) == 1
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_W, CTRL)
    assert window.document is None
    assert len(prompts.asked) == 1


def test_the_pages_of_a_closed_offer_are_gone(opened: MainWindow, prompts: ScriptedPrompts) -> None:
    first = opened.workspace.page
    press(opened, Qt.Key.Key_N, CTRL)
    assert opened.workspace.page is not first
    assert opened.workspace.editor.count() == 1
