"""« Seuil de rentabilité », kept up with the document: computed by the worker, while somebody looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.forecast.edits import follow
from offerdesigner.app.editors.forecast.threshold_panel import ThresholdPanel, ThresholdView
from offerdesigner.app.editors.forecast.threshold_words import threshold_view
from offerdesigner.app.figures import figures_of
from offerdesigner.app.latest import Latest
from offerdesigner.app.live import Live
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project


@dataclass(frozen=True)
class _Answer:
    """What the panel shows of a project."""

    project: Project
    view: ThresholdView


@dataclass(frozen=True)
class _Job:
    """Computes the figures of a project, and says them."""

    project: Project

    def __call__(self) -> _Answer:
        return _Answer(self.project, threshold_view(self.project, figures_of(self.project)))


class LiveThreshold(ThresholdPanel):
    """The panel of a page about `document`; a scenario that is chosen is followed from then on."""

    def __init__(self, document: Document, owner: QWidget) -> None:
        super().__init__(owner)
        self._document = document
        self._latest: Latest | None = None
        self._shown: Project | None = None
        document.changed.connect(self._follow)
        self.seen.connect(self._look)
        self.scenario_chosen.connect(self._follow_scenario)

    def work_with(self, live: Live) -> None:
        """Have `live` compute."""
        self._latest = Latest(live, self, keeps_up=True)
        self._latest.finished.connect(self._show)
        self._ask()

    def _follow(self, _change: Change) -> None:
        self._ask()

    def _look(self, seen: bool) -> None:
        if seen:
            self._ask()
        elif self._latest is not None:
            self._latest.forget()

    def _ask(self) -> None:
        project = self._document.project
        if self._latest is not None and self.isVisible() and project is not self._shown:
            self._latest.ask(_Job(project))

    def _show(self, answer: _Answer) -> None:
        self._shown = answer.project
        self.show_view(answer.view)

    def _follow_scenario(self, scenario: Id) -> None:
        self._document.apply(follow(scenario))
