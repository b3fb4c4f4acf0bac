"""What the repairs of a finding would change on the sheet: before and after, drawn by the worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from offerdesigner.app.live import Layout, draw
from offerdesigner.model.finding import Fix
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import REFUSALS

if TYPE_CHECKING:
    from offerdesigner.app.excerpts import Excerpt, Picture


@dataclass(frozen=True)
class Repaired:
    """The place of the sheet that a repair changes, as it is and as it would be."""

    before: Picture
    after: Picture


@dataclass(frozen=True)
class Repairs:
    """For each repair asked about, what it changes; `None` for one that changes nothing on the sheet."""

    asked: tuple[Fix, ...]
    shown: tuple[Repaired | None, ...]


@dataclass(frozen=True)
class RepairsJob:
    """Draws what each of `fixes` changes on the sheet of `project`: a job for the worker."""

    project: Project
    fixes: tuple[Fix, ...]
    layout: Layout
    today: date

    def __call__(self) -> Repairs:
        """Draw them."""
        from offerdesigner.app.excerpts import picture_of

        shown: list[Repaired | None] = []
        for fix in self.fixes:
            both = repaired(self.project, fix, self.layout, self.today)
            shown.append(Repaired(picture_of(both[0]), picture_of(both[1])) if both is not None else None)
        return Repairs(self.fixes, tuple(shown))


def applicable(project: Project, fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return those of `fixes` that give a valid project: another change may have come in their way."""
    return tuple(fix for fix in fixes if _mended(project, fix) is not None)


def repaired(project: Project, fix: Fix, layout: Layout, today: date) -> tuple[Excerpt, Excerpt] | None:
    """Return the part of the sheet that `fix` changes, in the sheet before and in the sheet after.

    `None` when it changes nothing there, or cannot be made on `project`.
    """
    from offerdesigner.app.excerpts import excerpts

    mended = _mended(project, fix)
    if mended is None:
        return None
    before, after = draw(project, layout, today), draw(mended, layout, today)
    if before.pdf == after.pdf:
        return None
    both = excerpts(before, after)
    return both if any(excerpt.parts for excerpt in both) else None


def _mended(project: Project, fix: Fix) -> Project | None:
    try:
        return fix.edit.apply(project)
    except REFUSALS:
        return None
