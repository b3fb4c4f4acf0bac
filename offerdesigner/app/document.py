"""The open document: the present project, its history and its file. Every change of the window goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from offerdesigner.model.address import Address, NoSuchAddress
from offerdesigner.model.edits import Edit
from offerdesigner.model.history import History, Snapshot
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import reason
from offerdesigner.storage import files
from offerdesigner.text import _


@dataclass(frozen=True)
class Change:
    """What just happened: the project now and before, who asked (`origin`), and where it shows."""

    project: Project
    previous: Project
    origin: object | None = None
    address: Address = ""


class Document(QObject):
    """One project, undoable, with the file it came from.

    `path` is `None` until it is saved; `title` names it meanwhile.
    """

    changed = Signal(object)
    refused = Signal(str)
    state_changed = Signal()

    def __init__(
        self,
        project: Project,
        path: Path | None = None,
        fingerprint: files.Fingerprint | None = None,
        *,
        title: str = "",
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = History(project)
        self._path = path
        self._fingerprint = fingerprint
        self._title = title
        self._clock = clock

    @property
    def project(self) -> Project:
        """The present project."""
        return self._history.value

    @property
    def path(self) -> Path | None:
        """The file it is read from and saved to, or `None`."""
        return self._path

    @property
    def title(self) -> str:
        """The name to show: the file's, or that of the copy or the new offer."""
        return self._path.name if self._path else self._title or _("Sans titre")

    @property
    def is_clean(self) -> bool:
        """Whether everything is in the file."""
        return self._history.is_clean

    @property
    def undo_label(self) -> str | None:
        """The name of what `undo` would take back, or `None`."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """The name of what `redo` would make again, or `None`."""
        return self._history.redo_label

    def apply(self, edit: Edit, origin: object | None = None) -> bool:
        """Make `edit`, if the project it gives is valid.

        Otherwise nothing changes, `refused` says why in French, and False is returned.
        """
        previous = self.project
        try:
            project = edit.apply(previous)
        except ValidationError as error:
            self.refused.emit(reason(error))
            return False
        except (NoSuchAddress, KeyError):
            self.refused.emit(_("Ce que vous modifiez vient d'être supprimé."))
            return False
        pushed = self._history.push(project, edit.label, address=edit.address, key=edit.key, time=self._clock())
        if pushed:
            self._tell(Change(self.project, previous, origin, edit.address))
        return True

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._history.undo)

    def redo(self) -> None:
        """Make again what was taken back."""
        self._step(self._history.redo)

    def mark_dirty(self) -> None:
        """Say that no file holds this state: a copy of an example, or what was recovered."""
        self._history.mark_dirty()
        self.state_changed.emit()

    def save(self) -> None:
        """Write the project over its own file.

        Raises `files.ChangedOnDisk` when somebody else wrote it meanwhile, `files.SaveFailed`, and
        `ValueError` when there is no file yet.
        """
        if self._path is None:
            raise ValueError("a document without a path is saved with save_as")
        self._write(self._path, self._fingerprint)

    def save_as(self, path: Path, *, replace: bool = False) -> None:
        """Write the project to `path`, which becomes its file; `replace` when what is there may go.

        Raises `files.ChangedOnDisk` when there is a file that may not be replaced, and `files.SaveFailed`.
        """
        self._write(path, files.fingerprint_of(path) if replace else None)

    def _write(self, path: Path, expected: files.Fingerprint | None) -> None:
        self._fingerprint = files.save(self.project, path, expected)
        self._path = path
        self._history.mark_clean()
        self.state_changed.emit()

    def _step(self, step: Callable[[], Snapshot[Project] | None]) -> None:
        previous = self.project
        taken = step()
        if taken is not None:
            self._tell(Change(self.project, previous, None, taken.address))

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
        self.state_changed.emit()
