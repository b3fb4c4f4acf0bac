"""The open document: the present project, its history and its file. Every change of the window goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from offerdesigner.model.address import Address
from offerdesigner.model.edits import Edit
from offerdesigner.model.history import History, Snapshot
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import check_kept
from offerdesigner.model.refusal import REFUSALS, why_refused
from offerdesigner.storage import files
from offerdesigner.text import _

AFTER_THE_SHEET_MS = 40


@dataclass(frozen=True)
class Change:
    """What just happened: the project now and before, who asked (`origin`), and where it shows."""

    project: Project
    previous: Project
    origin: object | None = None
    address: Address = ""
    is_step: bool = False
    """Whether it was undone or made again."""
    was_typed: bool = False
    """Whether `typed` has told of it already."""


@dataclass(frozen=True)
class Saving:
    """Writes a project to a file: a job for another thread than the window's."""

    project: Project
    path: Path
    expected: files.Fingerprint | None
    replace: bool
    """Somebody agreed that whatever is there goes."""

    def __call__(self) -> files.Fingerprint:
        """Write, and return the new fingerprint.

        Raises `files.ChangedOnDisk` when the file is not as expected, and `files.SaveFailed`.
        """
        expected = files.fingerprint_of(self.path) if self.replace else self.expected
        return files.save(self.project, self.path, expected)


class Document(QObject):
    """One project, undoable, with the file it came from.

    `path` is `None` until it is saved; `title` names it meanwhile.
    """

    changed = Signal(object)
    typed = Signal(object)
    """The project as the keys typed so far make it: for the sheet, which is drawn first. `changed` follows."""
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
        self._given: Project | None = None
        self._untold: Change | None = None
        self._later = QTimer(self, singleShot=True, interval=AFTER_THE_SHEET_MS)
        self._later.timeout.connect(self.catch_up)

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
    def is_work(self) -> bool:
        """Whether something would be lost without saving: a copy that nobody touched is in no file, and no loss."""
        return not self.is_clean and self.project is not self._given

    @property
    def undo_label(self) -> str | None:
        """The name of what `undo` would take back, or `None`."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """The name of what `redo` would make again, or `None`."""
        return self._history.redo_label

    def apply(self, edit: Edit, origin: object | None = None, *, is_typing: bool = False) -> bool:
        """Make `edit`, if the project it gives is valid.

        Otherwise nothing changes, `refused` says why in French, and False is returned; so too for what would change
        a quote that was sent. While one types in a place that shows what is typed, the rest of the window follows a
        moment later: the eye waits for the sheet.
        """
        self.catch_up()
        previous = self.project
        try:
            project = edit.apply(previous)
            check_kept(previous, project)
        except REFUSALS as error:
            self.refused.emit(why_refused(error))
            return False
        pushed = self._history.push(project, edit.label, address=edit.address, key=edit.key, time=self._clock())
        if pushed and is_typing:
            self._untold = Change(self.project, previous, origin, edit.address, was_typed=True)
            self._later.start()
            self.typed.emit(self.project)
        elif pushed:
            self._tell(Change(self.project, previous, origin, edit.address))
        return True

    def catch_up(self) -> None:
        """Tell now of what was typed, where only the sheet knows of it yet."""
        if self._untold is not None:
            told, self._untold = self._untold, None
            self._later.stop()
            self._tell(told)

    def undo(self) -> None:
        """Take the last change back."""
        self._step(self._history.undo)

    def redo(self) -> None:
        """Make again what was taken back."""
        self._step(self._history.redo)

    def mark_dirty(self, *, is_given: bool = False) -> None:
        """Say that no file holds this state: what was recovered, or (`is_given`) a copy that can be had again."""
        self._history.mark_dirty()
        self._given = self.project if is_given else None
        self.state_changed.emit()

    def saving(
        self, path: Path | None = None, *, replace: bool = False, expected: files.Fingerprint | None = None
    ) -> Saving:
        """Return the job that writes the present project over its own file, or to `path`.

        In `path`, a file whose fingerprint is `expected` may go; any, with `replace`.

        Raises `ValueError` when there is neither `path` nor a file yet.
        """
        self._history.close_step()
        if path is not None:
            return Saving(self.project, path, expected, replace)
        if self._path is None:
            raise ValueError("a document without a file is saved to a path")
        return Saving(self.project, self._path, self._fingerprint, replace=False)

    def note_saved(self, saving: Saving, fingerprint: files.Fingerprint, *, surely: bool = True) -> None:
        """Take note that `saving` was done: what it wrote is clean, what was changed since is not.

        When the disk did not confirm it (not `surely`), nothing is clean, but the file is known to be ours.
        """
        self._path, self._fingerprint = saving.path, fingerprint
        self._given = None
        if surely:
            self._history.mark_clean(saving.project)
        self.state_changed.emit()

    def _step(self, step: Callable[[], Snapshot[Project] | None]) -> None:
        self.catch_up()
        previous = self.project
        taken = step()
        if taken is not None:
            self._tell(Change(self.project, previous, None, taken.address, is_step=True))

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
        self.state_changed.emit()
