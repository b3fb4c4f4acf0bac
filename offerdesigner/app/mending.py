"""What a person does about a problem: have it explained, mend it, ignore it, take it up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from offerdesigner.app.docks import Docks
from offerdesigner.app.latest import Latest
from offerdesigner.app.live import Live
from offerdesigner.app.panels.problems import ProblemsPanel
from offerdesigner.app.repairs import RepairsJob
from offerdesigner.app.samples import SamplesJob
from offerdesigner.app.side_panel import SidePanel
from offerdesigner.app.status import Status
from offerdesigner.checks import registry, waivers
from offerdesigner.checks.engine import Report
from offerdesigner.checks.mending import all_safe
from offerdesigner.model.finding import Finding, Fix
from offerdesigner.model.project import Waiver
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document


class Mending(QObject):
    """Carries out what the problems and their explanation ask for, on the open document."""

    address_requested = Signal(str)
    """The keyboard should go back to the field of a problem."""

    def __init__(
        self,
        window: QMainWindow,
        docks: Docks,
        side: SidePanel,
        problems: ProblemsPanel,
        live: Live,
        status: Status,
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._side, self._why = window, docks, side, side.why
        self._live, self._status, self._today = live, status, today
        self._document: Document | None = None
        self._report = Report(())
        self._repairs = Latest(live, self)
        self._repairs.finished.connect(self._why.show_repairs)
        problems.fix_asked.connect(self.apply)
        problems.mend_asked.connect(self.apply_safe)
        problems.why_asked.connect(self.explain)
        problems.resume_asked.connect(self._resume)
        self._why.fix_asked.connect(self._apply_explained)
        self._why.waive_asked.connect(self._waive)
        self._why.resume_asked.connect(self._resume)
        self._why.leave_asked.connect(self._go_back)
        self._why.samples_asked.connect(self._draw_samples)
        self._why.repairs_asked.connect(self._draw_repairs)

    def follow(self, document: Document | None) -> None:
        """Work on `document` instead of the former one; `None` when it was closed."""
        self._document = document
        self._report = Report(())
        self._repairs.forget()
        self._why.clear()
        self._side.show_usual()

    @property
    def is_explaining(self) -> bool:
        """Whether an explanation is in sight."""
        return self._side.currentWidget() is self._why and self._side.isVisible()

    @property
    def _has_keyboard(self) -> bool:
        focused = self._window.focusWidget()
        return self.is_explaining and focused is not None and self._side.isAncestorOf(focused)

    def explain(self, finding: Finding) -> None:
        """Show why `finding` is a problem, with the keyboard there."""
        self._explain(finding)
        self._side.show_why()
        self._docks.open_side()
        self._why.take_focus()

    def explain_again(self) -> None:
        """Write the explanation anew, if there is one: another size of text was chosen."""
        finding = self._why.finding
        if finding is not None:
            self._explain(finding)

    def renew(self, report: Report) -> None:
        """Have the explanation follow its problem, and leave it once the problem is gone."""
        self._report = report
        shown, document = self._why.finding, self._document
        if shown is None or document is None:
            return
        found = (*report.findings, *(finding for finding, _waiver in report.waived))
        same = [each for each in found if _is_same(each, shown)]
        if not same:
            self._close()
            self._status.say(_("Ce problème est réglé."))
        elif not self._why.renew(same[0], document.project, self._waiver_of(same[0])):
            had_keyboard = self._has_keyboard
            self._explain(same[0])
            if had_keyboard:
                self._why.take_focus()

    def leave(self) -> bool:
        """Leave the explanation, wherever the keyboard went meanwhile. False when none is shown."""
        shown = self.is_explaining
        if shown:
            self._go_back()
        return shown

    def apply(self, fix: Fix) -> None:
        """Apply a repair, say what it did, and let it be undone."""
        if self._document is not None and self._document.apply(fix.edit):
            self._status.say(fix.title, undoable=True)

    def apply_safe(self) -> None:
        """Make every safe repair in one edit, say how many, and let it be undone."""
        edit = all_safe(self._report.findings)
        if edit is None:
            self._status.say(_("Aucune correction sûre à faire : les autres se choisissent une par une."))
        elif self._document is not None and self._document.apply(edit):
            self._status.say(edit.label, undoable=True)

    def _apply_explained(self, fix: Fix) -> None:
        self.apply(fix)
        self._go_back()
        self._why.clear()

    def _waive(self, finding: Finding, reason: str) -> None:
        if self._document is not None and self._document.apply(waivers.waive(finding, reason, self._today())):
            self._go_back()
            self._why.clear()
            self._status.say(_("Problème ignoré."), undoable=True)

    def _resume(self, waiver: Waiver) -> None:
        if self._document is not None:
            self._document.apply(waivers.resume(waiver))

    def _explain(self, finding: Finding) -> None:
        if self._document is None:
            return
        try:
            rule = registry.rule_of(finding.rule)
        except KeyError:
            rule = None
        self._why.explain(finding, rule, self._document.project, self._waiver_of(finding))

    def _waiver_of(self, finding: Finding) -> Waiver | None:
        """Return what `finding` is ignored by, or `None`."""
        return next((waiver for waived, waiver in self._report.waived if _is_same(waived, finding)), None)

    def _draw_samples(self, rule: str) -> None:
        task = self._live.run(SamplesJob(rule, self._today()))
        task.finished.connect(self._why.show_samples)

    def _draw_repairs(self, fixes: tuple[Fix, ...]) -> None:
        if self._document is not None:
            layout = self._side.preview.view.layout
            self._repairs.ask(RepairsJob(self._document.project, fixes, layout, self._today()))

    def _close(self) -> None:
        """Explain nothing any more; the keyboard goes back to the field if it was on the explanation."""
        if self._has_keyboard:
            self._go_back()
        elif self.is_explaining:
            self._show_usual()
        self._why.clear()

    def _go_back(self) -> None:
        """Give the keyboard back to the field of the finding."""
        finding = self._why.finding
        self._show_usual()
        if finding is not None:
            self.address_requested.emit(finding.address)

    def _show_usual(self) -> None:
        self._side.show_usual()
        self._docks.fold_side()


def _is_same(one: Finding, other: Finding) -> bool:
    """Tell whether two checks found the same problem, whatever they say of it."""
    return (one.rule, one.address) == (other.rule, other.address)
