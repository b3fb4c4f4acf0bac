"""What the worker does for an import: the sheets of a file, the empty offer when none is open, what they become."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage import examples
from offerdesigner.storage.exchange.cells import Sheet
from offerdesigner.storage.exchange.grid_guess import likeliest
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_notes import Filled
from offerdesigner.storage.exchange.sheets import read_sheets
from offerdesigner.storage.format import Unreadable

BLANK = "page-blanche"
"""The model that a grid is imported in when no offer is open."""


@dataclass(frozen=True)
class Sheets:
    """The sheets of a file, the place of the one that looks like a grid, and the project to import in.

    That project `is_new` when no offer is open.
    """

    path: Path
    sheets: tuple[Sheet, ...]
    likeliest: int
    project: Project
    is_new: bool = False


@dataclass(frozen=True)
class ReadSheets:
    """Reads the sheets of the file `path`, for `project` or else for an empty one."""

    path: Path
    project: Project | None

    def __call__(self) -> Sheets | Unreadable:
        """Return the sheets, or why they cannot be read."""
        try:
            sheets = read_sheets(self.path)
        except Unreadable as error:
            return error
        project = self.project or examples.open_copy(BLANK)
        return Sheets(self.path, sheets, likeliest(sheets), project, is_new=self.project is None)


@dataclass(frozen=True)
class TryImport:
    """Sees what a sheet becomes in `project`."""

    wanted: GridImport
    project: Project

    def __call__(self) -> Filled | Refused:
        """Return the project with the sheet in it, or why there is nothing to import."""
        try:
            return self.wanted.fill(self.project)
        except Refused as refusal:
            return refusal
