"""Write a file whole or not at all: after a fault at any point, the old content is there, or the new one.

The new content goes to a hidden file in the same folder (`.name.pid.part`, which Nextcloud does not
synchronise), reaches the disk, is read again and compared, and only then takes the place of the old.
Nothing is ever written into the old file itself.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from offerdesigner.text import _

Wait = Callable[[float], object]

DELAYS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 2.0)
"""Seconds between attempts while another program (antivirus, synchronisation) holds the file: 5 in all."""

NAME_MAX = 255


class SaveFailed(Exception):
    """A file could not be written; the message is a French sentence, and what was there before is intact."""


class Unconfirmed(SaveFailed):
    """The file holds the new content, but the disk does not say that it will keep it."""


def write(
    path: Path, content: bytes, *, still_expected: Callable[[], None] = lambda: None, wait: Wait = time.sleep
) -> None:
    """Put `content` in the file `path`, as a whole, and have it reach the disk.

    A symbolic link is followed and kept; so are the permissions of the file. `still_expected` is
    called at the last moment before the replacement and may raise to give it up.

    Raises `SaveFailed` (`Unconfirmed` once the content is in place), and whatever `still_expected` raises.
    """
    try:
        target = Path(os.path.realpath(path))
        _refuse_protected(target)
        part = _part_of(target)
        try:
            _fill(part, content, target)
            still_expected()
            _replace(part, target, wait)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise failure(path, error) from error
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise Unconfirmed(_unsure(path)) from error


def refuse_extraordinary(path: Path) -> int:
    """Return the mode of `path`, or raise `OSError` when it is a folder, a pipe, a device…

    Merely opening a pipe would wait for ever.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "")
    return mode


def _refuse_protected(target: Path) -> None:
    """Raise `OSError` when `target` is no ordinary file, or is one that its owner protected.

    A folder that can be written would let us replace a protected file: that is not for us to do.
    """
    try:
        mode = refuse_extraordinary(target)
    except FileNotFoundError:
        return
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")


def _part_of(target: Path) -> Path:
    suffix = f".{os.getpid()}.part"
    room = NAME_MAX - len(suffix) - 1
    stem = os.fsencode(target.name)[:room].decode("utf-8", "ignore")
    return target.with_name(f".{stem}{suffix}")


def _fill(part: Path, content: bytes, target: Path) -> None:
    """Write `content` to the new file `part`, make sure that it is on the disk and is what was meant."""
    with contextlib.suppress(FileNotFoundError):
        part.unlink()  # of a process of the same number that was stopped half-way
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(descriptor, "wb") as file:  # noqa: PTH123  # a descriptor, not a path
        _keep_permissions(part, target)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if part.read_bytes() != content:
        raise OSError(errno.EIO, "")


def _keep_permissions(part: Path, target: Path) -> None:
    """Give `part` the group and the permissions of `target`, as far as the file system knows them."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(part, -1, old.st_gid)
    with contextlib.suppress(OSError):
        part.chmod(stat.S_IMODE(old.st_mode))


def _replace(part: Path, target: Path, wait: Wait) -> None:
    for delay in DELAYS:
        try:
            part.replace(target)
        except PermissionError:
            wait(delay)
        else:
            return
    part.replace(target)


_NO_FOLDER_SYNC = (errno.EINVAL, errno.EACCES, errno.EPERM, errno.EBADF, errno.ENOTSUP, errno.ENOSYS, errno.EISDIR)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too, where the system can do it to a folder (Windows cannot)."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def failure(path: Path, error: OSError) -> SaveFailed:
    """Return what to raise when `error` stops the writing of `path`."""
    reason = _REASONS.get(error.errno or 0, lambda: _("le disque a refusé l'écriture"))()
    sentence = _("« {name} » n'a pas été enregistré : {reason}.")
    return SaveFailed(sentence.format(name=path.name, reason=reason))


def _unsure(path: Path) -> str:
    return _(
        "« {name} » est écrit, mais le disque ne confirme pas qu'il l'a gardé : enregistrez aussi ailleurs."
    ).format(name=path.name)


_REASONS: dict[int, Callable[[], str]] = {
    errno.ENOSPC: lambda: _("le disque est plein"),
    errno.EDQUOT: lambda: _("la place qui vous est accordée sur ce disque est épuisée"),
    errno.EFBIG: lambda: _("ce disque n'accepte pas un fichier de cette taille"),
    errno.EROFS: lambda: _("ce disque est protégé en écriture"),
    errno.EACCES: lambda: _("ce fichier ou son dossier est protégé en écriture, ou pris par un autre programme"),
    errno.EPERM: lambda: _("ce fichier ou son dossier est protégé en écriture, ou pris par un autre programme"),
    errno.EBUSY: lambda: _("ce fichier est pris par un autre programme"),
    errno.ENOENT: lambda: _("son dossier n'existe pas"),
    errno.ENOTDIR: lambda: _("son dossier n'existe pas"),
    errno.EISDIR: lambda: _("c'est le nom d'un dossier"),
    errno.EINVAL: lambda: _("ce n'est pas un fichier ordinaire"),
    errno.ENAMETOOLONG: lambda: _("ce nom est trop long"),
    errno.ELOOP: lambda: _("ce lien ne mène nulle part"),
}
