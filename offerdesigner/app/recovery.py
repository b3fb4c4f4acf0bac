"""Recovery copies: unsaved work is copied beside the settings some seconds after the last change.

The person's own file is never touched. A copy belongs to a running window, which holds its lock; one
whose lock is free was left by a window that ended badly, and is offered at the next start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.live import Task
    from offerdesigner.model.project import Project

AFTER_CHANGE_MS = 4_000
AT_MOST_EVERY_MS = 20_000
_SUFFIX = ".offre"


@dataclass(frozen=True)
class Copy:
    """A copy on the disk: the offer, the name it had, its own file if it had one, when it was made."""

    file: Path
    title: str
    path: Path | None
    when: str

    def discard(self) -> None:
        """Remove the copy; nothing else."""
        for file in (self.file, self.file.with_suffix(".json"), self.file.with_suffix(".lock")):
            file.unlink(missing_ok=True)


@dataclass(frozen=True)
class Write:
    """Writes a copy: a job for the worker."""

    project: Project
    copy: Copy

    def __call__(self) -> Copy:
        """Write the offer, then what is told of it.

        Raises `storage.atomic.SaveFailed`.
        """
        from offerdesigner.storage import atomic
        from offerdesigner.storage.format import dump

        copy = self.copy
        copy.file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(copy.file, dump(self.project).encode())
        told = {"title": copy.title, "path": str(copy.path) if copy.path else None, "when": copy.when}
        atomic.write(copy.file.with_suffix(".json"), json.dumps(told).encode())
        return copy


def left_behind(folder: Path) -> tuple[Copy, ...]:
    """Return the copies of windows that ended badly, the latest first."""
    copies = []
    for told in folder.glob("*.json"):
        lock = QLockFile(str(told.with_suffix(".lock")))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            continue
        lock.unlock()
        copy = _read(told)
        if copy is not None:
            copies.append(copy)
    return tuple(sorted(copies, key=lambda copy: copy.when, reverse=True))


def _read(told: Path) -> Copy | None:
    try:
        data = json.loads(told.read_text("utf-8"))
        title, path, when = data["title"], data["path"], data["when"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    file = told.with_suffix(_SUFFIX)
    if not (isinstance(title, str) and isinstance(when, str) and isinstance(path, str | None) and file.is_file()):
        return None
    return Copy(file, title, Path(path) if path else None, when)


class Recovery(QObject):
    """Keeps a copy of the open document while it has changes that no file holds."""

    copied = Signal(object)
    """A `Copy` was written."""

    def __init__(
        self,
        folder: Path,
        run: Callable[[Callable[[], object]], Task],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.folder, self._run, self._now = folder, run, now
        self._document: Document | None = None
        self._copy: Copy | None = None
        self._lock: QLockFile | None = None
        self._name = ""
        self._soon = QTimer(self, singleShot=True, interval=AFTER_CHANGE_MS)
        self._at_last = QTimer(self, singleShot=True, interval=AT_MOST_EVERY_MS)
        self._soon.timeout.connect(self.copy_now)
        self._at_last.timeout.connect(self.copy_now)

    def follow(self, document: Document) -> None:
        """Copy the changes of `document` from now on; the copy of the former one goes."""
        self.leave()
        self._document = document
        self._name = os.urandom(6).hex()
        document.changed.connect(self._wait)
        document.state_changed.connect(self._drop_when_clean)

    def leave(self) -> None:
        """The document is saved or given up: its copy goes."""
        self._soon.stop()
        self._at_last.stop()
        if self._document is not None:
            self._document.changed.disconnect(self._wait)
            self._document.state_changed.disconnect(self._drop_when_clean)
            self._document = None
        self._drop()

    def copy_now(self) -> None:
        """Have the worker write the copy."""
        self._soon.stop()
        self._at_last.stop()
        document = self._document
        if document is None or document.is_clean:
            return
        file = self.folder / f"{self._name}{_SUFFIX}"
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = QLockFile(str(file.with_suffix(".lock")))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
        self._copy = Copy(file, document.title, document.path, self._now().isoformat(timespec="seconds"))
        task = self._run(Write(document.project, self._copy))
        task.finished.connect(self._tell)

    def _wait(self) -> None:
        self._soon.start()
        if not self._at_last.isActive():
            self._at_last.start()

    def _drop_when_clean(self) -> None:
        if self._document is not None and self._document.is_clean:
            self._soon.stop()
            self._at_last.stop()
            self._drop()

    def _tell(self, copy: Copy) -> None:
        if copy is self._copy:
            self.copied.emit(copy)
        elif self._copy is None or self._copy.file != copy.file:
            copy.discard()  # its document was closed meanwhile

    def _drop(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if self._copy is not None:
            self._copy.discard()
            self._copy = None
