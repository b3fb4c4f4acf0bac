from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from offerdesigner.model.project import Project
from offerdesigner.storage.atomic import DELAYS
from offerdesigner.storage.files import ChangedOnDisk, SaveFailed, Unreadable, fingerprint_of, read, save
from offerdesigner.storage.format import MAX_BYTES, dump

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and links")

FIRST, SECOND, THIRD = Project(name="un"), Project(name="deux"), Project(name="trois")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "L'été d'une offre.offre"


def never(_seconds: float) -> None:
    raise AssertionError("nothing to wait for")


def alone(path: Path) -> bool:
    return [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_saved_is_read(path: Path) -> None:
    fingerprint = save(FIRST, path, None, wait=never)
    opened = read(path)
    assert opened.project == FIRST
    assert opened.fingerprint == fingerprint == fingerprint_of(path)
    assert path.read_text(encoding="utf-8") == dump(FIRST)
    assert alone(path)


def test_saves_follow_one_another(path: Path) -> None:
    fingerprint = save(FIRST, path, None)
    fingerprint = save(SECOND, path, fingerprint)
    save(THIRD, path, fingerprint)
    assert read(path).project == THIRD


def test_a_file_changed_on_disk_is_not_overwritten_unasked(path: Path) -> None:
    mine = save(FIRST, path, None)
    theirs = save(SECOND, path, mine)
    with pytest.raises(ChangedOnDisk, match="modifié par quelqu'un d'autre") as caught:
        save(THIRD, path, mine)
    assert caught.value.now == theirs
    assert read(path).project == SECOND
    save(THIRD, path, caught.value.now)
    assert read(path).project == THIRD


def test_a_change_of_the_last_byte_is_seen(path: Path) -> None:
    mine = save(FIRST, path, None)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ChangedOnDisk):
        save(SECOND, path, mine)


def test_a_file_that_appeared_is_not_overwritten_unasked(path: Path) -> None:
    path.write_text("tout autre chose", encoding="utf-8")
    with pytest.raises(ChangedOnDisk, match="existe déjà") as caught:
        save(FIRST, path, None)
    assert path.read_text(encoding="utf-8") == "tout autre chose"
    save(FIRST, path, caught.value.now)
    assert read(path).project == FIRST


def test_a_file_that_vanished_is_told(path: Path) -> None:
    mine = save(FIRST, path, None)
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="supprimé ou déplacé") as caught:
        save(SECOND, path, mine)
    assert caught.value.now is None
    assert not path.exists()
    save(SECOND, path, None)


def test_a_change_during_the_save_is_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = save(FIRST, path, None)
    sync = os.fsync

    def somebody_saves_meanwhile(descriptor: int) -> None:
        sync(descriptor)
        path.write_text(dump(SECOND), encoding="utf-8")

    monkeypatch.setattr(os, "fsync", somebody_saves_meanwhile)
    with pytest.raises(ChangedOnDisk):
        save(THIRD, path, mine)
    assert read(path).project == SECOND
    assert alone(path)


def test_the_same_content_on_disk_is_no_conflict(path: Path) -> None:
    mine = save(FIRST, path, None)
    save(SECOND, path, mine)
    save(SECOND, path, mine)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_are_kept(path: Path, mode: int) -> None:
    fingerprint = save(FIRST, path, None)
    path.chmod(mode)
    save(SECOND, path, fingerprint)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_link_is_followed_and_kept(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    link = tmp_path / "lien.offre"
    link.symlink_to(elsewhere / "vraie.offre")
    fingerprint = save(FIRST, link, None)
    save(SECOND, link, fingerprint)
    assert link.is_symlink()
    assert read(elsewhere / "vraie.offre").project == SECOND
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ailleurs", "lien.offre"]


@posix
def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "boucle.offre"
    link.symlink_to(link)
    with pytest.raises(Unreadable, match="ce lien ne mène nulle part"):
        read(link)
    with pytest.raises(SaveFailed, match="ce lien ne mène nulle part"):
        save(FIRST, link, None)


@posix
def test_a_protected_file_is_not_replaced(path: Path) -> None:
    fingerprint = save(FIRST, path, None)
    path.chmod(0o444)
    with pytest.raises(SaveFailed, match="protégé en écriture"):
        save(SECOND, path, fingerprint, wait=never)
    assert read(path).project == FIRST
    assert alone(path)


@posix
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "tuyau.offre"
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="pas un fichier ordinaire"):
        read(pipe)
    with pytest.raises(SaveFailed, match="pas un fichier ordinaire"):
        save(FIRST, pipe, None)


def test_the_longest_name_is_saved(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 124 + ".offre")
    save(FIRST, path, None)
    assert read(path).project == FIRST
    assert alone(path)


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".offre")
    with pytest.raises(SaveFailed, match="trop long"):
        save(FIRST, path, None)
    with pytest.raises(Unreadable, match="trop long"):
        read(path)


def test_what_is_left_of_a_stopped_save_is_no_obstacle(path: Path) -> None:
    (path.parent / f".{path.name}.{os.getpid()}.part").write_text("la moitié", encoding="utf-8")
    save(FIRST, path, None)
    assert alone(path)


def test_a_missing_file_or_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"^« rien.offre » ne peut pas être ouvert : il n'existe pas\.$"):
        read(tmp_path / "rien.offre")
    with pytest.raises(SaveFailed, match="son dossier n'existe pas"):
        save(FIRST, tmp_path / "parti" / "rien.offre", None)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="c'est un dossier"):
        read(tmp_path)
    with pytest.raises(SaveFailed, match="c'est le nom d'un dossier"):
        save(FIRST, tmp_path, None)


def test_a_broken_file_is_named_and_left_as_it_is(path: Path) -> None:
    path.write_bytes(b'{"format": 1, "project"')
    with pytest.raises(Unreadable, match=r"^« L'été d'une offre.offre » ne peut pas être ouvert : il est abîmé"):
        read(path)
    assert path.read_bytes() == b'{"format": 1, "project"'


def test_a_huge_file_is_not_read_whole(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 4)
    with pytest.raises(Unreadable, match="il dépasse 32 Mo"):
        read(path)


def test_what_could_not_be_read_again_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offerdesigner.storage.files.MAX_BYTES", 100)
    with pytest.raises(SaveFailed, match="trop lourd"):
        save(Project(conditions="x" * 200), path, None)
    assert not path.exists()


def test_a_file_held_by_another_program_is_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint = save(FIRST, path, None)
    replace, refusals, waited = os.replace, iter(range(4)), []

    def refused_four_times(source: Path, target: Path) -> None:
        if next(refusals, None) is not None:
            raise PermissionError(13, "held")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refused_four_times)
    save(SECOND, path, fingerprint, wait=waited.append)
    assert waited == list(DELAYS[:4])
    assert read(path).project == SECOND


def test_a_file_held_for_good_is_told_after_five_seconds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint = save(FIRST, path, None)
    waited: list[float] = []

    def refused(_source: Path, _target: Path) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(SaveFailed, match="pris par un autre programme"):
        save(SECOND, path, fingerprint, wait=waited.append)
    assert 4.5 <= sum(waited) <= 6
    assert read(path).project == FIRST
    assert alone(path)
