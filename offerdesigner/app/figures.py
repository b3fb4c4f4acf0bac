"""The figures of a project, computed once for the page, the panel and the bar that show them: the job of the worker."""

from __future__ import annotations

from offerdesigner.economics.results import Results, results
from offerdesigner.model.project import Project

_DEPENDS_ON = (
    "structure", "partners", "metrics", "services", "offers", "options", "price_lists", "profiles", "sharing",
    "sales", "costs", "revenues", "wanted_shares", "scenarios", "plan",
)  # fmt: skip

_last: tuple[Project, Results] | None = None


def figures_of(project: Project) -> Results:
    """Return the figures of `project`: those of the last one that was asked about, where they are the same."""
    global _last
    last = _last
    if last is None or not have_same_figures(last[0], project):
        last = _last = project, results(project)
    return last[1]


def have_same_figures(one: Project, other: Project) -> bool:
    """Tell, without computing anything, that two states of a project have the same figures."""
    return all(getattr(one, part) is getattr(other, part) for part in _DEPENDS_ON)
