"""After a fault at any point of a save, the file holds the old project or the new one, whole."""

from __future__ import annotations

import errno
import itertools
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import ChangedOnDisk, Fingerprint, SaveFailed, read, save
from offerdesigner.storage.format import dump
from tests.faults.crashes import die_while, failing_disk, raising

posix = pytest.mark.skipif(os.name != "posix", reason="needs fork or resource limits")

OLD, NEW = Project(name="ancien"), Project(name="nouveau", conditions="Tout est compris.\n" * 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "offre.offre"
    save(OLD, path, None)
    return path


@pytest.fixture
def fingerprint(path: Path) -> Fingerprint:
    return read(path).fingerprint


def patiently(_seconds: float) -> None:
    """Wait no time at all."""


def steps_of_a_save(path: Path, fingerprint: Fingerprint) -> list[str]:
    with failing_disk(None, raising(errno.EIO)) as disk:
        save(OLD, path, fingerprint)
    return disk.calls


def test_a_save_syncs_before_and_after_it_replaces(path: Path, fingerprint: Fingerprint) -> None:
    calls = steps_of_a_save(path, fingerprint)
    assert calls.count("replace") == 1
    assert calls.count("fsync") == 2
    assert calls.index("fsync") < calls.index("replace") < len(calls) - calls[::-1].index("fsync") - 1


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EBUSY, errno.EROFS, errno.ENOENT])
def test_any_call_may_fail(path: Path, fingerprint: Fingerprint, number: int) -> None:
    for at in range(len(steps_of_a_save(path, fingerprint))):
        with failing_disk(at, raising(number)) as disk:
            try:
                expected = save(NEW, path, fingerprint, wait=patiently)
            except (SaveFailed, ChangedOnDisk) as error:
                expected = None
                assert "offre.offre" in str(error), (at, disk.calls[at])
        found = read(path)
        assert found.project in (OLD, NEW), (at, disk.calls[at])
        assert expected is None or found.fingerprint == expected, "a save that succeeded is on the disk"
        left = [each.name for each in path.parent.iterdir() if each != path]
        assert left == [], (at, disk.calls[at])
        path.write_text(dump(OLD), encoding="utf-8")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes: the writes fail for real, in the middle."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix
def test_the_disk_may_be_full_after_any_byte(path: Path, fingerprint: Fingerprint) -> None:
    for size in range(len(dump(NEW).encode())):
        with largest_file(size), pytest.raises(SaveFailed, match="n'a pas été enregistré"):
            save(NEW, path, fingerprint)
        assert read(path).project == OLD
        assert [each.name for each in path.parent.iterdir()] == [path.name]


@posix
def test_a_larger_offer_on_a_full_disk(path: Path, fingerprint: Fingerprint) -> None:
    project = open_copy("nuage-commun")
    for size in range(0, len(dump(project).encode()), 997):
        with largest_file(size), pytest.raises(SaveFailed):
            save(project, path, fingerprint)
        assert read(path).project == OLD


@posix
def test_the_process_may_be_killed_at_any_step(path: Path, fingerprint: Fingerprint) -> None:
    seen = set()
    for at in itertools.count():
        killed = die_while(lambda: save(NEW, path, fingerprint), at)
        found = read(path).project
        assert found in (OLD, NEW)
        seen.add(found.name)
        # What a killed save leaves is hidden, and no obstacle to the next.
        assert all(each == path or each.name.endswith(".part") for each in path.parent.iterdir())
        save(OLD, path, read(path).fingerprint)
        if not killed:
            break
    assert at > 10, "the steps are counted"
    assert seen == {"ancien", "nouveau"}


def test_a_short_write_is_seen(path: Path, fingerprint: Fingerprint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"ce que le disque a vraiment garde")
    with pytest.raises(SaveFailed, match="le disque a refusé"):
        save(NEW, path, fingerprint)
    monkeypatch.undo()
    assert read(path).project == OLD


def test_an_interruption_leaves_nothing_behind(path: Path, fingerprint: Fingerprint) -> None:
    def interrupt(_name: str) -> None:
        raise KeyboardInterrupt

    calls = steps_of_a_save(path, fingerprint)
    for at in range(calls.index("replace") + 1):
        with failing_disk(at, interrupt), pytest.raises(KeyboardInterrupt):
            save(NEW, path, fingerprint)
        assert read(path).project == OLD
        left = [each.name for each in path.parent.iterdir() if each != path]
        assert left == [], (at, calls[at])


def test_an_unconfirmed_folder_is_told(path: Path, fingerprint: Fingerprint) -> None:
    calls = steps_of_a_save(path, fingerprint)
    last_sync = len(calls) - 1 - calls[::-1].index("fsync")
    with failing_disk(last_sync, raising(errno.EIO)), pytest.raises(SaveFailed, match="ne confirme pas"):
        save(NEW, path, fingerprint)
    assert read(path).project == NEW
