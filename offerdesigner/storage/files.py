"""Open and save a project file, and never write over what somebody else wrote meanwhile."""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from offerdesigner.model.project import Project
from offerdesigner.storage import atomic
from offerdesigner.storage.atomic import SaveFailed
from offerdesigner.storage.format import MAX_BYTES, Unreadable, dump, load
from offerdesigner.text import _

__all__ = [
    "ChangedOnDisk",
    "Fingerprint",
    "Opened",
    "SaveFailed",
    "SavedUnsurely",
    "Unreadable",
    "fingerprint_of",
    "read",
    "save",
]

Fingerprint = NewType("Fingerprint", str)
"""What tells two contents of a file apart: the hash of all its bytes."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, and the fingerprint of the file that it was read from."""

    project: Project
    fingerprint: Fingerprint


class ChangedOnDisk(Exception):
    """The file is no longer as it was when it was read (or it vanished, or one appeared); nothing was written.

    `now` is its present fingerprint (`None`: there is no file). Saving with `now` as what is
    expected overwrites it: only somebody who was asked may choose so.
    """

    def __init__(self, path: Path, expected: Fingerprint | None, now: Fingerprint | None) -> None:
        if now is None:
            what = _("« {name} » a été supprimé ou déplacé depuis son ouverture.")
        elif expected is None:
            what = _("« {name} » existe déjà.")
        else:
            what = _("« {name} » a été modifié par quelqu'un d'autre depuis son ouverture.")
        super().__init__(what.format(name=path.name))
        self.now = now


class SavedUnsurely(SaveFailed):
    """The file was written, and has the fingerprint `now`, but the disk does not confirm that it keeps it."""

    def __init__(self, sentence: str, now: Fingerprint) -> None:
        super().__init__(sentence)
        self.now = now


def read(path: Path) -> Opened:
    """Return the project in the file `path`. The file is left as it is.

    Raises `Unreadable`.
    """
    content = read_bytes(path)
    try:
        return Opened(load(content), _fingerprint(content))
    except Unreadable as error:
        raise Unreadable(error.reason, path.name) from None


def read_bytes(path: Path) -> bytes:
    """Return what the file `path` holds, or one byte more than `MAX_BYTES` of it.

    Raises `Unreadable` for what is no ordinary file, or cannot be read.
    """
    try:
        atomic.refuse_extraordinary(path)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, lambda: _("le disque n'a pas pu le lire."))
        raise Unreadable(reason(), path.name) from error


def fingerprint_of(path: Path) -> Fingerprint | None:
    """Return the fingerprint of the file `path` as it is now, or `None` when there is no file.

    It is what `save` expects after somebody agreed to overwrite `path`.

    Raises `SaveFailed` when `path` is something else than a file, or cannot be read.
    """
    digest = hashlib.sha256()
    try:
        atomic.refuse_extraordinary(path)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise atomic.failure(path, error) from error
    return Fingerprint(digest.hexdigest())


def save(project: Project, path: Path, expected: Fingerprint | None, *, wait: atomic.Wait = time.sleep) -> Fingerprint:
    """Write `project` to `path`, whole or not at all, and return the new fingerprint.

    `expected` is the fingerprint of the file when it was read or last saved, `None` when there must
    be no file. `wait` is called with seconds while another program holds the file.

    Raises `ChangedOnDisk` when the file is not as expected, and `SaveFailed` (`SavedUnsurely` when it
    was written all the same).
    """
    content = dump(project).encode("utf-8")
    if len(content) > MAX_BYTES:
        raise SaveFailed(
            _("« {name} » n'a pas été enregistré : ses images pèsent trop lourd ({n} Mo au plus).").format(
                name=path.name, n=MAX_BYTES // 1024**2
            )
        )
    written = _fingerprint(content)

    def still_expected() -> None:
        now = fingerprint_of(path)
        is_ours = expected is not None and now == written
        if now != expected and not is_ours:
            raise ChangedOnDisk(path, expected, now)

    still_expected()
    try:
        atomic.write(path, content, still_expected=still_expected, wait=wait)
    except atomic.Unconfirmed as error:
        raise SavedUnsurely(str(error), written) from error
    return written


def _fingerprint(content: bytes) -> Fingerprint:
    return Fingerprint(hashlib.sha256(content).hexdigest())


_REASONS: dict[int, Callable[[], str]] = {
    errno.ENOENT: lambda: _("il n'existe pas."),
    errno.ENOTDIR: lambda: _("il n'existe pas."),
    errno.EACCES: lambda: _("vous n'avez pas le droit de le lire."),
    errno.EPERM: lambda: _("vous n'avez pas le droit de le lire."),
    errno.EISDIR: lambda: _("c'est un dossier."),
    errno.EINVAL: lambda: _("ce n'est pas un fichier ordinaire."),
    errno.ENAMETOOLONG: lambda: _("son nom est trop long."),
    errno.ELOOP: lambda: _("ce lien ne mène nulle part."),
}
