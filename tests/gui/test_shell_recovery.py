"""Recovery copies: a window that ends badly loses at most some seconds, and the person's file is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.recovery import Copy, Write, left_behind
from offerdesigner.app.settings import Store, data_folder
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from offerdesigner.storage import files
from offerdesigner.storage.examples import open_copy
from tests.gui.scripted import ScriptedPrompts, settle


@pytest.fixture
def sleto(window: MainWindow) -> MainWindow:
    window.filing.open_model("sleto")
    settle(window)
    return window


def folder() -> Path:
    return data_folder() / "recovery"


def rename(window: MainWindow, name: str) -> None:
    assert window.document is not None
    window.document.apply(set_value("structure/name", name, "Changer le nom"))
    settle(window)


def leave_behind(title: str = "Mes offres", path: Path | None = None) -> Copy:
    copy = Copy(folder() / "abc.offre", title, path, "2026-11-23T20:16:00")
    Write(open_copy("marmule"), copy)()
    return copy


def test_a_change_is_copied_some_seconds_later(sleto: MainWindow) -> None:
    rename(sleto, "Rubis")
    assert sleto.recovery._soon.isActive()
    sleto.recovery._soon.timeout.emit()
    settle(sleto)
    copies = list(folder().glob("*.offre"))
    assert [files.read(copy).project.structure.name for copy in copies] == ["Rubis"]
    assert "Copie de secours" in sleto.status._copy.text()
    assert left_behind(folder()) == (), "the copy of a window that runs is not offered"


def test_saving_removes_the_copy(sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    rename(sleto, "Rubis")
    sleto.recovery.copy_now()
    settle(sleto)
    prompts.to_write = [tmp_path / "a.offre"]
    sleto.filing.save()
    settle(sleto)
    assert list(folder().iterdir()) == []
    assert not sleto.recovery._soon.isActive()


def test_leaving_without_saving_removes_the_copy(sleto: MainWindow, prompts: ScriptedPrompts) -> None:
    rename(sleto, "Rubis")
    sleto.recovery.copy_now()
    settle(sleto)
    prompts.answers = ["drop"]
    sleto.close()
    assert list(folder().iterdir()) == []


def test_a_copy_that_ends_after_its_offer_was_closed_goes(sleto: MainWindow, prompts: ScriptedPrompts) -> None:
    rename(sleto, "Rubis")
    sleto.recovery.copy_now()
    prompts.answers = ["drop"]
    sleto.filing.close()
    settle(sleto)
    assert list(folder().iterdir()) == []


def start_again(store: Store, prompts: ScriptedPrompts) -> MainWindow:
    window = MainWindow(store, prompts)
    window.show()
    settle(window)
    return window


def test_what_was_left_is_offered_and_taken_up(
    qapp: QApplication, store: Store, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    path = tmp_path / "mes-offres.offre"
    files.save(open_copy("sleto"), path, None)
    leave_behind("mes-offres.offre", path)
    window = start_again(store, prompts)
    assert "mes-offres.offre" in window.messages.sentence
    assert "20:16" in window.messages.sentence
    window.messages.buttons[0].click()
    settle(window)
    assert window.document is not None
    assert window.document.project.structure.name == "Artifaille"
    assert window.isWindowModified()
    assert not (folder() / "abc.offre").exists()
    assert len(list(folder().glob("*.offre"))) == 1, "it is still unsaved: it keeps a copy"
    prompts.answers = ["cancel"]
    window.filing.save()
    settle(window)
    assert prompts.asked[-1].happened == "« mes-offres.offre » existe déjà."
    assert files.read(path).project.structure.name == "Sleto"
    prompts.answers = ["drop"]
    window.close()
    assert prompts.asked[-1].title == "Enregistrer avant de fermer ?"
    window.deleteLater()


def test_what_was_left_can_be_removed(qapp: QApplication, store: Store, prompts: ScriptedPrompts) -> None:
    leave_behind()
    window = start_again(store, prompts)
    window.messages.buttons[1].click()
    settle(window)
    assert window.messages.sentence == ""
    assert list(folder().iterdir()) == []
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"title": 1, "path": null, "when": ""}'])
def test_a_broken_copy_disturbs_nobody(qapp: QApplication, own_folders: None, told: str) -> None:
    copy = leave_behind()
    copy.file.with_suffix(".json").write_text(told)
    assert left_behind(folder()) == ()
