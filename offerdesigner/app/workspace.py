"""The work on one document: its pages, the panels around them, and what runs between them.

It is built with the first document, so that the start centre does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QWidget

from offerdesigner.app import naming
from offerdesigner.app.editors.offers import OffersPage
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.structure import StructurePage
from offerdesigner.app.live import Live
from offerdesigner.app.page_list import Entry, PageList
from offerdesigner.app.panels.preview import PreviewPanel
from offerdesigner.app.panels.problems import ProblemsPanel
from offerdesigner.app.panels.why import WhyPanel
from offerdesigner.app.preload import settle_memory
from offerdesigner.app.removals import removal
from offerdesigner.app.samples import SamplesJob
from offerdesigner.app.settings import Store
from offerdesigner.app.side_panel import EdgeBar, SidePanel
from offerdesigner.app.status import Status
from offerdesigner.checks import registry, waivers
from offerdesigner.checks.engine import Report
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Waiver
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

PAGES: tuple[type[Page], ...] = (StructurePage, OffersPage)
STRUCTURE, OFFERS = range(2)
_STRUCTURE_ROOTS = frozenset(
    ("structure", "partners", "metrics", "name", "conditions", "end_of_contract", "valid_from")
)
NARROW = 1180
LOW = 720
_SIDE_WIDTH = 420
_PROBLEMS_HEIGHT = 150
_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning_fill"}


class Workspace(QObject):
    """Pages and panels of the open document."""

    report_changed = Signal(object)
    template_requested = Signal()

    def __init__(
        self, window: QMainWindow, live: Live, store: Store, status: Status, today: Callable[[], date]
    ) -> None:
        super().__init__(window)
        self._window, self._live, self._store, self._status, self._today = window, live, store, status, today
        self._document: Document | None = None
        self._page_of: dict[int, Page] = {}
        self._narrow = self._low = False
        self._folded = False
        self._settled = False
        self._last_address: dict[int, str] = {}
        self.report = Report(())
        self.editor = QStackedWidget(window)
        self.pages = PageList(window)
        settings = store.settings
        self.preview = PreviewPanel(settings.zoom, settings.layout)
        self.why = WhyPanel()
        self.side = SidePanel(self.preview, self.why)
        self.problems = ProblemsPanel()
        self.edge = EdgeBar(window)
        self._pages_dock = self._dock("pages", self.pages, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.side_dock = self._dock("side", self.side, Qt.DockWidgetArea.RightDockWidgetArea)
        self.problems_dock = self._dock("problems", self.problems, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.addToolBar(Qt.ToolBarArea.RightToolBarArea, self.edge)
        window.resizeDocks([self.side_dock], [_SIDE_WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([self.problems_dock], [_PROBLEMS_HEIGHT], Qt.Orientation.Vertical)
        self._connect()

    @property
    def document(self) -> Document:
        """The open document.

        Raises `LookupError` when there is none.
        """
        if self._document is None:
            raise LookupError("no document is open")
        return self._document

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._page(self.pages.currentIndex().row())

    def follow(self, document: Document) -> None:
        """Show `document` instead of the former one."""
        self.leave()
        self._document = document
        self._settled = False
        document.changed.connect(self._follow_change)
        document.refused.connect(self._status.say)
        self._status.enter_document()
        self.side.show_preview()
        self._show_entries()
        self.pages.make_current(OFFERS)
        self._show_page(OFFERS)
        self._show_mention()
        self._live.show(document.project)

    def leave(self) -> None:
        """Forget the document and its pages."""
        if self._document is not None:
            self._document.changed.disconnect(self._follow_change)
            self._document.refused.disconnect(self._status.say)
        self._document = None
        self._live.forget()
        self.report = Report(())
        for page in self._page_of.values():
            self.editor.removeWidget(page)
            page.deleteLater()
        self._page_of.clear()
        self._last_address.clear()
        self.problems.clear()
        self.preview.clear()
        self.why.clear()
        self._status.leave_document()

    def set_visible(self, visible: bool) -> None:
        """Show the panels beside the pages, or hide them for the start centre."""
        settings = self._store.settings
        self._pages_dock.setVisible(visible)
        self.side_dock.setVisible(visible and settings.preview_shown and not self._folded)
        self.problems_dock.setVisible(visible and settings.problems_shown)
        self.edge.setVisible(visible and self._narrow)

    def adapt(self, width: int, height: int) -> None:
        """Fold what there is no room for."""
        narrow, low = width < NARROW, height < LOW
        if narrow != self._narrow:
            self._narrow = self._folded = narrow
            self.pages.set_narrow(narrow)
            if self._document is not None:
                self.set_visible(True)
        if low != self._low:
            self._low = low
            self.problems.set_compact(low)

    def go_to(self, address: str) -> None:
        """Show and focus the field of `address`: on the page in front if it is there, else on its own."""
        home = self._home_of(address)
        for place in dict.fromkeys((self.pages.currentIndex().row(), home, *range(len(PAGES)))):
            page = self._page(place)
            front = self.editor.currentWidget() is page
            if not front:
                self.pages.make_current(place)
            if page.go_to(address):
                self.preview.show_address(address)
                return
        self.pages.make_current(home)

    def go_to_page(self, place: int) -> None:
        """Bring a page to the front, with the keyboard where it last was there, or where one begins."""
        self.pages.make_current(place)
        page = self._page(place)
        if not page.go_to(self._last_address.get(place) or self._first_address(place)):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            page.focusNextChild()

    def ask_for_page(self, place: int) -> None:
        """Bring a page to the front; one that is there already leaves whatever detail covers it."""
        if self._document is not None and self.editor.currentWidget() is self._page_of.get(place):
            self.page.come_back()
        self.go_to_page(place)

    def _first_address(self, place: int) -> str:
        """Return where one begins on a page: the name of the structure, the first price."""
        offers = self.document.project.offers
        if place == STRUCTURE or not offers:
            return "structure/name"
        rate = offers[0].lead_rate
        return f"offers/{offers[0].id}/rates/{rate.id}" if rate is not None else f"offers/{offers[0].id}/name"

    def next_region(self, direction: int = 1) -> None:
        """Move the keyboard from pages to editor, side panel, problems, and round."""
        regions: list[QWidget] = [self.pages, self.editor]
        if self._store.settings.preview_shown:
            regions.append(self.side)
        if self.problems_dock.isVisible():
            regions.append(self.problems)
        focused = self._window.focusWidget()
        here = next(
            (
                n
                for n, region in enumerate(regions)
                if focused is not None and (region is focused or region.isAncestorOf(focused))
            ),
            1,
        )
        self._enter(regions[(here + direction) % len(regions)])

    def previous_region(self) -> None:
        """Move the keyboard to the region before."""
        self.next_region(-1)

    def toggle_side(self) -> None:
        """Show or hide the preview (unfold it over half of the width where there is little room)."""
        shown = not self.side_dock.isVisible()
        if self._narrow:
            self._unfold(shown)
        else:
            self._store.change(preview_shown=shown)
            self.set_visible(True)

    def toggle_problems(self) -> None:
        """Show or hide the problems."""
        self._store.change(problems_shown=not self.problems_dock.isVisible())
        self.set_visible(True)

    def open_problems(self) -> None:
        """Show the problems, with the keyboard on them."""
        self._store.change(problems_shown=True)
        self.set_visible(True)
        self.problems.take_focus()

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setTitleBarWidget(QWidget(dock))
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        live, problems, why, preview = self._live, self.problems, self.why, self.preview
        live.checked.connect(self._show_report)
        live.drawn.connect(preview.show_drawing)
        live.drawn.connect(self._settle_once)
        live.page_drawn.connect(preview.show_page)
        live.busy_changed.connect(preview.show_busy)
        live.failed.connect(preview.show_failure)
        preview.view_changed.connect(live.look_at)
        preview.address_clicked.connect(self.go_to)
        preview.name_with(self._name_of)
        preview.zoom_chosen.connect(self._keep_zoom)
        preview.layout_chosen.connect(self._keep_layout)
        problems.go_asked.connect(self.go_to)
        problems.fix_asked.connect(self.apply_fix)
        problems.why_asked.connect(self.explain)
        problems.resume_asked.connect(self._resume)
        problems.said.connect(self._status.say)
        problems.close_asked.connect(self.toggle_problems)
        why.fix_asked.connect(self._fix_from_why)
        why.waive_asked.connect(self._waive)
        why.samples_asked.connect(self._draw_samples)
        self.pages.page_chosen.connect(self._show_page)
        self.edge.toggled.connect(self.toggle_side)

    def _page(self, place: int) -> Page:
        """Return a page, made when it is first needed."""
        page = self._page_of.get(place)
        if page is None:
            page = self._page_of[place] = PAGES[place](self.document, self.editor)
            page.address_focused.connect(self._note_focus)
            page.address_requested.connect(self.go_to)
            page.why_requested.connect(self.explain)
            page.template_requested.connect(self.template_requested)
            page.show_findings(self.report.findings)
            self.editor.addWidget(page)
        return page

    def _show_page(self, place: int) -> None:
        if self._document is not None:
            self.editor.setCurrentWidget(self._page(place))

    def _follow_change(self, change: Change) -> None:
        self._live.show(change.project)
        gone = removal(change.previous, change.project)
        if gone:
            self._status.say(gone, undoable=True)
        elif change.origin is not None:
            self._status.dismiss()
        if change.project.structure is not change.previous.structure:
            self._show_mention()

    def _settle_once(self) -> None:
        """With the first sheet of a document, all that it needs is loaded."""
        if not self._settled:
            self._settled = True
            settle_memory()

    def _show_mention(self) -> None:
        self._status.show_mention(self.document.project.structure.vat.mention)

    def _show_report(self, report: Report) -> None:
        known, self.report = self.report, report
        if not _says_the_same(known, report):
            for page in self._page_of.values():
                page.show_findings(report.findings)
        self.problems.show_report(report, self.document.project)
        self._renew_why(report)
        marks = {
            finding.address: _MARKS[finding.severity]
            for finding in reversed(report.findings)
            if finding.severity in _MARKS
        }
        self.preview.show_marks(marks)
        counted = [
            (severity.value, naming.counted(count, severity))
            for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
            if (count := sum(finding.severity is severity for finding in report.findings))
        ]
        self._status.counts.show_counts(counted)
        self._show_entries()
        self.report_changed.emit(report)

    def _show_entries(self) -> None:
        entries = []
        for place, page in enumerate(PAGES):
            mine = [
                finding.severity
                for finding in self.report.findings
                if finding.severity is not Severity.STRENGTH and self._home_of(finding.address) == place
            ]
            entries.append(Entry(page.title, page.icon, len(mine), mine[0] if mine else None))
        self.pages.show_entries(entries)

    def _home_of(self, address: str) -> int:
        return STRUCTURE if address.partition("/")[0] in _STRUCTURE_ROOTS else OFFERS

    def apply_fix(self, fix: Fix) -> None:
        """Apply a repair, say what it did, and let it be undone."""
        if self.document.apply(fix.edit):
            self._status.say(fix.title, undoable=True)

    def _fix_from_why(self, fix: Fix) -> None:
        self.apply_fix(fix)
        self._leave_why()
        self.why.clear()

    def explain(self, finding: Finding) -> None:
        """Show why `finding` is a problem, with the keyboard there."""
        self._explain(finding)
        self.side.show_why()
        if self._narrow:
            self._unfold(True)
        elif not self.side_dock.isVisible():
            self.toggle_side()
        self.why.take_focus()

    def _explain(self, finding: Finding) -> None:
        try:
            rule = registry.rule_of(finding.rule)
        except KeyError:
            rule = None
        self.why.explain(finding, rule, self.document.project)

    def _renew_why(self, report: Report) -> None:
        """Have the explanation follow its problem, and leave it once the problem is gone."""
        shown = self.why.finding
        if shown is None:
            return
        found = (*report.findings, *(finding for finding, _waiver in report.waived))
        same = [each for each in found if (each.rule, each.address) == (shown.rule, shown.address)]
        if not same:
            self._close_why()
            self._status.say(_("Ce problème est réglé."))
        elif not self.why.renew(same[0], self.document.project):
            self._explain(same[0])

    def _close_why(self) -> None:
        """Explain nothing any more; the keyboard goes back to the field if it was on the explanation."""
        focused = self._window.focusWidget()
        if focused is not None and self.side.isAncestorOf(focused) and self._is_explaining:
            self._leave_why()
        elif self._is_explaining:
            self._show_preview()
        self.why.clear()

    @property
    def _is_explaining(self) -> bool:
        return self.side.currentWidget() is self.why and self.side.isVisible()

    def _draw_samples(self, rule: str) -> None:
        task = self._live.run(SamplesJob(rule, self._today()))
        task.finished.connect(self.why.show_samples)

    def _waive(self, finding: Finding, reason: str) -> None:
        if self.document.apply(waivers.waive(finding, reason, self._today())):
            self._leave_why()
            self.why.clear()
            self._status.say(_("Problème ignoré."), undoable=True)

    def _resume(self, waiver: Waiver) -> None:
        self.document.apply(waivers.resume(waiver))

    def _leave_why(self) -> None:
        """Give the keyboard back to the field of the finding."""
        finding = self.why.finding
        self._show_preview()
        if finding is not None:
            self.go_to(finding.address)

    def _show_preview(self) -> None:
        self.side.show_preview()
        if self._narrow:
            self._unfold(False)

    def leave_detail(self) -> bool:
        """Leave the explanation, wherever the keyboard went meanwhile. False when none is shown."""
        shown = self._is_explaining
        if shown:
            self._leave_why()
        return shown

    def _note_focus(self, address: str) -> None:
        self._last_address[self.pages.currentIndex().row()] = address
        self.preview.show_address(address)

    def _name_of(self, address: str) -> str:
        return naming.place(self.document.project, address) if self._document is not None else ""

    def _keep_zoom(self, zoom: str) -> None:
        self._store.change(zoom=zoom)

    def _keep_layout(self, layout: str) -> None:
        self._store.change(layout=layout)

    def _unfold(self, shown: bool) -> None:
        self._folded = not shown
        self.side_dock.setVisible(shown)
        self.edge.tab.setChecked(shown)
        if shown:
            self._window.resizeDocks([self.side_dock], [self._window.width() // 2], Qt.Orientation.Horizontal)

    def _enter(self, region: QWidget) -> None:
        if region is self.side:
            if self._narrow:
                self._unfold(True)
            self.side.take_focus()
        elif region is self.problems:
            self.problems.take_focus()
        elif region is self.editor:
            self.go_to_page(self.pages.currentIndex().row())
        else:
            self.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _says_the_same(one: Report, other: Report) -> bool:
    """Tell whether two reports have the same findings: their repairs are functions, and never compare equal."""
    return [_told(finding) for finding in one.findings] == [_told(finding) for finding in other.findings]


def _told(finding: Finding) -> tuple[object, ...]:
    titles = [fix.title for fix in finding.fixes]
    return finding.rule, finding.address, finding.data, finding.related, finding.message, titles
