"""The figures of a project, computed once for the page, the panel and the bar that show them: the job of the worker."""

from __future__ import annotations

from offerdesigner.economics.results import Results, results
from offerdesigner.model.project import Project

_last: tuple[Project, Results] | None = None


def figures_of(project: Project) -> Results:
    """Return the figures of `project`; whoever asks next about the very same project is given the same ones."""
    global _last
    last = _last
    if last is None or last[0] is not project:
        last = _last = project, results(project)
    return last[1]
