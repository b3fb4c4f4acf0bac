"""Repairs made many at once: all the safe ones, or those of one rule until nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from offerdesigner.checks import engine
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding, Fix
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import REFUSALS
from offerdesigner.text import _, plural

MOST_REPAIRS = 500
"""Of one rule in one go: more than any project needs."""


@dataclass(frozen=True)
class Mended:
    """What the repairs of a rule made: the project, their titles in order, and what they left."""

    project: Project
    done: tuple[str, ...]
    left: tuple[Finding, ...]


def safe_fixes(findings: Iterable[Finding]) -> tuple[Fix, ...]:
    """Return the first safe repair of each of `findings`; one a place, since two could undo each other."""
    by_place: dict[str, Fix] = {}
    for finding in findings:
        fix = next((fix for fix in finding.fixes if fix.safe), None)
        if fix is not None:
            by_place.setdefault(fix.edit.address, fix)
    return tuple(by_place.values())


def all_safe(findings: Iterable[Finding]) -> Edit | None:
    """Return the one edit that makes every safe repair of `findings`; `None` when there is none."""
    fixes = safe_fixes(findings)
    if not fixes:
        return None

    def apply(project: Project) -> Project:
        for fix in fixes:
            project = _with(project, fix) or project
        return project

    title = plural(len(fixes), _("Faire {n} correction sûre"), _("Faire {n} corrections sûres"))
    return Edit(title.format(n=len(fixes)), apply, fixes[0].edit.address)


def mend(project: Project, rule: str, today: date) -> Mended:
    """Make the first repair of every active finding of `rule`, one after the other, each on what the last one left.

    A place is mended once: what is found there again is left, and so is what has no repair.
    """
    done: list[str] = []
    tried: set[str] = set()
    checker = engine.Checker()
    while True:
        left = tuple(each for each in checker.run(project, today=today).findings if each.rule == rule)
        wanted = next((each for each in left if each.fixes and each.address not in tried), None)
        if wanted is None or len(done) == MOST_REPAIRS:
            return Mended(project, tuple(done), left)
        tried.add(wanted.address)
        mended = _with(project, wanted.fixes[0])
        if mended is not None and mended != project:
            project = mended
            done.append(wanted.fixes[0].title)


def _with(project: Project, fix: Fix) -> Project | None:
    """Return `project` mended; `None` when it is refused, as when another repair came in the way."""
    try:
        return fix.edit.apply(project)
    except REFUSALS:
        return None
