"""What the worker reads to open it: a file, an example or template, a recovery copy.

The model and the storage load with the first of them, on the worker's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.recovery import Copy
    from offerdesigner.model.project import Project
    from offerdesigner.storage.files import Fingerprint
    from offerdesigner.storage.format import Unreadable


@dataclass(frozen=True)
class Read:
    """A project, the name to show while it has no file, and its file as it was read if it has one."""

    project: Project
    title: str = ""
    path: Path | None = None
    fingerprint: Fingerprint | None = None
    is_given: bool = False
    """Whether it comes from an example or a template, that gives it again to whoever asks."""


@dataclass(frozen=True)
class ReadFile:
    """Reads the file `path`."""

    path: Path

    @property
    def said(self) -> str:
        """The sentence while it lasts."""
        return _("Ouverture de « {name} »…").format(name=self.path.name)

    def __call__(self) -> Read | Unreadable:
        """Return what the file holds, or why it cannot be read."""
        from offerdesigner.storage import files

        try:
            found = files.read(self.path)
        except files.Unreadable as error:
            return error
        return Read(found.project, path=self.path.absolute(), fingerprint=found.fingerprint)


@dataclass(frozen=True)
class ReadModel:
    """Reads a copy of the example or template `name`: no file holds it yet."""

    name: str

    @property
    def said(self) -> str:
        """The sentence while it lasts."""
        return _("Ouverture…")

    def __call__(self) -> Read | Unreadable:
        """Return the project, or that nothing has this name."""
        from offerdesigner.storage import examples
        from offerdesigner.storage.format import Unreadable

        try:
            project = examples.open_copy(self.name)
        except Unreadable as error:
            return error
        known = {example.name: example.title for example in examples.examples()}
        title = _("{title} (copie)").format(title=known[self.name]) if self.name in known else _("Nouvelle offre")
        return Read(project, title, is_given=True)


@dataclass(frozen=True)
class ReadCopy:
    """Reads a recovery copy: the file it was made of, if there is one, is not the one that was read."""

    copy: Copy

    @property
    def said(self) -> str:
        """The sentence while it lasts."""
        return _("Ouverture de « {name} »…").format(name=self.copy.title)

    def __call__(self) -> Read | Unreadable:
        """Return what was rescued, or why it cannot be read."""
        found = ReadFile(self.copy.file)()
        return Read(found.project, self.copy.title, self.copy.path) if isinstance(found, Read) else found
