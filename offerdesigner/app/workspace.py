"""The work on one document: its pages, the panels around them, and what runs between them.

It is built with the first document, so that the start centre does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from offerdesigner.app import naming
from offerdesigner.app.docks import Docks
from offerdesigner.app.editors.page import Page
from offerdesigner.app.live import Live
from offerdesigner.app.mending import Mending
from offerdesigner.app.name_choice import NameChoice
from offerdesigner.app.page_commands import commands_on
from offerdesigner.app.page_list import Entry, PageList
from offerdesigner.app.pages import FRONT, PAGES, home_of
from offerdesigner.app.panels.names import NamesPanel
from offerdesigner.app.panels.preview import PreviewPanel
from offerdesigner.app.panels.problems import ProblemsPanel
from offerdesigner.app.panels.why import WhyPanel
from offerdesigner.app.preload import settle_memory
from offerdesigner.app.removals import removal
from offerdesigner.app.settings import Store
from offerdesigner.app.shown_side import ShownSide
from offerdesigner.app.side_panel import SidePanel
from offerdesigner.app.status import Status
from offerdesigner.app.targets import Target
from offerdesigner.checks.engine import Report
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import TaxMode

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document
    from offerdesigner.app.panels.beside import Beside

_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning_fill"}


class Workspace(QObject):
    """Pages and panels of the open document."""

    report_changed = Signal(object)
    template_requested = Signal()
    picture_asked = Signal(object)
    """A chart (`Figure`) is to be saved as a picture."""
    document_asked = Signal(str)
    """A document of this kind is to be exported, whatever is in sight."""

    def __init__(
        self, window: QMainWindow, live: Live, store: Store, status: Status, today: Callable[[], date]
    ) -> None:
        super().__init__(window)
        self._live, self._store, self._status = live, store, status
        self._document: Document | None = None
        self._page_of: dict[int, Page] = {}
        self._settled = False
        self._last_address: dict[int, str] = {}
        self.report = Report(())
        self.editor = QStackedWidget(window)
        self.pages = PageList(window)
        self.preview = PreviewPanel(store.settings.zoom, store.settings.layout)
        self.why = WhyPanel()
        self.side = SidePanel(self.preview, self.why, NamesPanel())
        self.problems = ProblemsPanel()
        self.docks = Docks(window, store, self.editor, self.pages, self.side, self.problems)
        self.shown_side = ShownSide(store, self)
        self.mending = Mending(window, self.docks, self.side, self.problems, live, status, today)
        self.names = NameChoice(window, self.docks, self.side, status)
        self._standing: dict[int, object] = {}
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

    @property
    def range_in_front(self) -> Id:
        """The range whose tab is in front on its page; empty when there is none."""
        return self._page(FRONT).range_id

    def addresses_of_range(self, range_id: Id) -> tuple[str, ...]:
        """Return where the texts of its sheet stand: the range, and each of its offers."""
        offers = self.document.project.offers_of(range_id)
        return at("ranges", range_id), *(at("offers", offer.id) for offer in offers)

    def follow(self, document: Document) -> None:
        """Show `document` instead of the former one."""
        self.leave()
        self._document = document
        self._settled = False
        document.changed.connect(self._follow_change)
        document.typed.connect(self._live.show)
        document.refused.connect(self._status.say)
        self._status.enter_document()
        self.mending.follow(document)
        self.names.follow(document)
        self._show_entries()
        self.shown_side.follow(document.project.structure.vat)
        self.pages.make_current(FRONT)
        self._show_page(FRONT)
        self._show_mention()
        self._live.show(document.project)

    def leave(self) -> None:
        """Forget the document and its pages."""
        if self._document is not None:
            self._document.changed.disconnect(self._follow_change)
            self._document.typed.disconnect(self._live.show)
            self._document.refused.disconnect(self._status.say)
        self._document = None
        self._standing.clear()
        self._live.forget()
        self.report = Report(())
        self._drop_pages()
        self._last_address.clear()
        self.problems.clear()
        self.preview.clear()
        self.mending.follow(None)
        self.names.follow(None)
        self._status.leave_document()

    def lay_out_again(self) -> None:
        """Make the pages and the explanation anew: they were laid out for another size of text."""
        self.problems.arrange()
        if self._document is None:
            return
        place = self.pages.currentIndex().row()
        if QApplication.focusWidget() is not None:
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)  # what is being typed is kept
        self._standing = {kept: page.standing for kept, page in self._page_of.items() if page.standing is not None}
        self._drop_pages()
        front = self._standing.pop(place, None)
        self._show_page(place)
        if front is None:
            self.go_to_page(place)
        else:
            self.page.stand(front)
        self.mending.explain_again()

    def go_to(self, address: str) -> None:
        """Show and focus the field of `address`: on the page in front if it is there, else on its own."""
        self.docks.fold_side()
        home = home_of(address)
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
        if not page.go_to(self._last_address.get(place) or page.first_address()):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            page.focusNextChild()

    def ask_for_page(self, place: int) -> None:
        """Bring a page to the front; one that is there already leaves whatever detail covers it."""
        if self._document is not None and self.editor.currentWidget() is self._page_of.get(place):
            self.page.come_back()
        self.go_to_page(place)

    def commands(self) -> Iterator[Target]:
        """Return what the buttons of the pages do, those of the page in front first."""
        front = self.pages.currentIndex().row()
        made = {place: self._page_of[place] for place in sorted(self._page_of, key=lambda place: place != front)}
        return commands_on(made, self._bring_up)

    def _bring_up(self, place: int) -> None:
        """Have a page in front, with the keyboard on it; one that is there keeps its keyboard."""
        if self.pages.currentIndex().row() != place:
            self.go_to_page(place)

    def leave_side(self) -> bool:
        """Leave the explanation of a problem or the choice of a name. False when none is in sight."""
        return self.mending.leave() or self.names.leave()

    def _connect(self) -> None:
        live, problems, preview = self._live, self.problems, self.preview
        live.checked.connect(self._show_report)
        live.drawn.connect(preview.show_drawing)
        live.drawn.connect(self._settle_once)
        live.page_drawn.connect(preview.show_page)
        live.busy_changed.connect(preview.show_busy)
        live.failed.connect(preview.show_failure)
        preview.view_changed.connect(live.look_at)
        live.watch(preview.isVisible)
        preview.address_clicked.connect(self.go_to)
        preview.name_with(self._name_of)
        preview.zoom_chosen.connect(self._keep_zoom)
        preview.layout_chosen.connect(self._keep_layout)
        preview.document_chosen.connect(self._print_as)
        problems.go_asked.connect(self.go_to)
        problems.said.connect(self._status.say)
        problems.close_asked.connect(self.docks.toggle_problems)
        for guide in (self.mending, self.names):
            guide.address_requested.connect(self.go_to)
        self.docks.editor_asked.connect(self._enter_page)
        self.pages.page_chosen.connect(self._show_page)
        self.shown_side.changed.connect(self._show_side)

    def _page(self, place: int) -> Page:
        """Return a page, made when it is first needed."""
        page = self._page_of.get(place)
        if page is None:
            page = self._page_of[place] = PAGES[place].load()(self.document, self.editor)
            page.address_focused.connect(self._note_focus)
            page.address_requested.connect(self.go_to)
            page.why_requested.connect(self.mending.explain)
            page.name_requested.connect(self.names.open)
            page.template_requested.connect(self.template_requested)
            page.beside_changed.connect(self._show_beside)
            page.printed_changed.connect(self._show_printed)
            page.beside_requested.connect(self._open_beside)
            page.show_findings(self.report.findings)
            page.show_side(self.shown_side.side)
            page.range_shown.connect(self._show_range)
            page.picture_asked.connect(self.picture_asked)
            page.document_asked.connect(self.document_asked)
            page.work_with(self._live)
            self.editor.addWidget(page)
            former = self._standing.pop(place, None)
            if former is not None:
                page.stand(former)
        return page

    def _drop_pages(self) -> None:
        self._go_with(None)
        for page in self._page_of.values():
            self.editor.removeWidget(page)
            page.deleteLater()
        self._page_of.clear()

    def _show_page(self, place: int) -> None:
        if self._document is not None:
            self.editor.setCurrentWidget(self._page(place))
            self._show_beside()
            self._show_printed()

    def _show_beside(self) -> None:
        """Have on the right what goes with the page in front."""
        page = self.editor.currentWidget()
        self._go_with(page.beside if isinstance(page, Page) else None)

    def _show_printed(self) -> None:
        """Have the preview show the document that goes with the page in front."""
        page = self.editor.currentWidget()
        if isinstance(page, Page):
            self.preview.show_document(page.printed, page.printed_subject, page.printed_choices)

    def _print_as(self, kind: str) -> None:
        """Have the preview show another of the documents that go with the page in front."""
        page = self.editor.currentWidget()
        if isinstance(page, Page):
            page.print_as(kind)
            self._show_printed()

    def _show_range(self, range_id: Id) -> None:
        """Have the preview show the sheet of the range in front, where it is among those of others."""
        self.preview.show_part(self.addresses_of_range(range_id))

    def _open_beside(self) -> None:
        """Bring to the front what goes with the page."""
        if self.side.beside is not None:
            self.side.setCurrentWidget(self.side.beside)
            self.docks.open_side()

    def _go_with(self, panel: Beside | None) -> None:
        former = self.side.beside
        if panel is former:
            return
        if former is not None:
            former.leave_asked.disconnect(self._leave_beside)
            former.picture_asked.disconnect(self.picture_asked)
        if panel is not None:
            panel.leave_asked.connect(self._leave_beside)
            panel.picture_asked.connect(self.picture_asked)
        self.side.show_beside(panel)

    def _leave_beside(self) -> None:
        """Give the keyboard back to the page."""
        self.docks.fold_side()
        self._enter_page()

    def _enter_page(self) -> None:
        self.go_to_page(self.pages.currentIndex().row())

    def _follow_change(self, change: Change) -> None:
        if not change.was_typed:
            self._live.show(change.project)
        gone = removal(change.previous, change.project)
        if gone and not change.is_step:
            self._status.say(gone, undoable=True)
        elif change.origin is not None or change.is_step:
            self._status.dismiss()  # it spoke of another state
        if change.project.structure is not change.previous.structure:
            self.shown_side.follow(change.project.structure.vat)
            self._show_mention()

    def _show_side(self, side: TaxMode) -> None:
        for page in self._page_of.values():
            page.show_side(side)
        if self._document is not None:
            self._show_mention()

    def _settle_once(self) -> None:
        """With the first sheet of a document, all that it needs is loaded."""
        if not self._settled:
            self._settled = True
            settle_memory()

    def _show_mention(self) -> None:
        vat, side = self.document.project.structure.vat, self.shown_side.side
        self._status.show_mention(naming.vat_mention(vat, side))

    def _show_report(self, report: Report) -> None:
        known, self.report = self.report, report
        if not _says_the_same(known, report):
            for page in self._page_of.values():
                page.show_findings(report.findings)
        self.problems.show_report(report, self.document.project)
        self.mending.renew(report)
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
        found: list[list[Severity]] = [[] for _page in PAGES]
        for finding in self.report.findings:
            if finding.severity is not Severity.STRENGTH:
                found[home_of(finding.address)].append(finding.severity)
        self.pages.show_entries(
            [
                Entry(page.title, page.icon, len(mine), mine[0] if mine else None)
                for page, mine in zip(PAGES, found, strict=True)
            ]
        )

    def _note_focus(self, address: str) -> None:
        self._last_address[self.pages.currentIndex().row()] = address
        self.preview.show_address(address)
        self.names.note(address)

    def _name_of(self, address: str) -> str:
        return naming.place(self.document.project, address) if self._document is not None else ""

    def _keep_zoom(self, zoom: str) -> None:
        self._store.change(zoom=zoom)

    def _keep_layout(self, layout: str) -> None:
        self._store.change(layout=layout)


def _says_the_same(one: Report, other: Report) -> bool:
    """Tell whether two reports have the same findings: their repairs are functions, and never compare equal."""
    return [_told(finding) for finding in one.findings] == [_told(finding) for finding in other.findings]


def _told(finding: Finding) -> tuple[object, ...]:
    titles = [fix.title for fix in finding.fixes]
    return finding.rule, finding.address, finding.data, finding.related, finding.message, titles
