"""The live worker: checks and preview follow the project, on one thread, the latest request first.

A request is stamped with a revision; what comes back for an older one is dropped. Checks are cheap
and go first, then the document is drawn, then the pages in sight become pictures; where drawing takes
no time either, the sheet goes first and the checks, once it is painted, see what did not fit. PDFium is
called from this thread only, and hands out finished pictures. Files of the person are read and written on a
second thread: they never wait for a drawing, and a file is read as the last saving left it.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from offerdesigner.checks.engine import Checker, Report
    from offerdesigner.model.base import Id
    from offerdesigner.model.finding import Finding
    from offerdesigner.model.project import Project
    from offerdesigner.render.document import Document as Drawn

log = logging.getLogger(__name__)

DEBOUNCE_MS = 30
CEILING_SECONDS = 0.3
QUIET_SECONDS = 0.15
QUICK_SECONDS = 0.06
SWITCH_INTERVAL = 0.0002
HANDOVER_SECONDS = 0.0001
CHECKS_AFTER_MS = 8
DRAWING_AT_CLOSE_SECONDS = 1.0

Layout = Literal["auto", "portrait", "landscape"]
TARIFF_SHEET, PARTNER_STATEMENT, FOCUS_GROUP_GUIDE = "tariff-sheet", "partner-statement", "focus-group-guide"
VIABILITY_REPORT, QUOTE, BOARD_SHEET = "viability-report", "quote", "board-sheet"


@dataclass(frozen=True)
class View:
    """What the preview shows: `scale` is in pixels of the screen per point, `pages` count from 0."""

    pages: tuple[int, ...] = (0,)
    scale: float = 1.0
    layout: Layout = "auto"
    document: str = TARIFF_SHEET
    """The kind of document (`render.documents.KINDS`)."""
    subject: Id | None = None
    """The range or the quote that it is about, as its kind is; `None`: every range, the newest quote."""


@dataclass(frozen=True)
class Drawing:
    """A drawn document and the revision of the project it shows."""

    revision: int
    document: Drawn


@dataclass(frozen=True)
class PageImage:
    """One page of a drawing, `scale` pixels of the screen per point."""

    revision: int
    page: int
    scale: float
    image: QImage


@dataclass(frozen=True)
class _Request:
    revision: int
    project: Project
    view: View
    today: date
    drawing: Drawing | None
    """The last drawing: kept when it still shows this revision, this kind and this layout."""
    drawn_as: tuple[str, Layout, Id | None]
    misfits: tuple[Finding, ...]
    must_finish: bool
    """Steady typing has left the window behind for long enough: show this one even if it is not the last."""
    checks_only: bool
    """The sheet of this revision is in sight: what is left is to check it."""


@dataclass(frozen=True)
class _Part:
    """One result on its way from the worker."""

    revision: int
    kind: Literal["checked", "drawn", "page", "failed", "done"]
    value: Any = None


def new_checker() -> Checker:
    """Return what checks one project after another; the rules are read then, not when the window opens."""
    from offerdesigner.checks.engine import Checker

    return Checker()


def check(project: Project, today: date, misfits: tuple[Finding, ...], checker: Checker) -> Report:
    """Run the checks: the job of the worker, without the worker."""
    return checker.run(project, today=today, misfits=misfits)


def draw(
    project: Project, layout: Layout, today: date, document: str = TARIFF_SHEET, subject: Id | None = None
) -> Drawn:
    """Draw a document of one range or of one quote, as its kind is about one or the other; of every range without."""
    from offerdesigner.render.documents import KINDS

    kind = KINDS[document]
    if kind.about == "quotes" and all(quote.id != subject for quote in project.quotes):
        subject = None  # it was removed a moment ago
    return kind.draw(project, subject, layout=layout, today=today)


def picture(pdf: bytes, page: int, scale: float) -> QImage:
    """Return a page as a picture of its own, `scale` pixels a point (bounded in size)."""
    from offerdesigner.render import raster

    pixels = raster.page_pixels(pdf, page, scale)
    shown = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    return shown.copy()


class Task(QObject):
    """Something asked of the worker once (an export): `finished` carries its result, `failed` the exception."""

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, foreseen: tuple[type[BaseException], ...], must_end: bool) -> None:
        super().__init__(parent)
        self.foreseen, self.must_end = foreseen, must_end


class NotDone(Exception):
    """The window closed before a task was begun."""


class Live(QObject):
    """The one worker of a window."""

    checked = Signal(object)
    """A `Report` of the checks."""

    drawn = Signal(object)
    """A `Drawing`."""

    page_drawn = Signal(object)
    """A `PageImage`."""

    busy_changed = Signal(bool)
    failed = Signal(str)
    _arrived = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        # reportlab keeps the interpreter's lock for as long as it is let: a thread that draws would make
        # each of the window's own short steps wait 5 ms for its turn. Half a millisecond keeps typing smooth.
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="offerdesigner-live")
        self._filer = ThreadPoolExecutor(1, thread_name_prefix="offerdesigner-files")
        self._today = today
        self._is_watched: Callable[[], bool] | None = None
        self._project: Project | None = None
        self._view = View()
        self._revision = 0
        self._latest = 0
        self._forgotten = 0
        self._drawing: Drawing | None = None
        self._drawn_as: tuple[str, Layout, Id | None] = (TARIFF_SHEET, "auto", None)
        self._misfits: tuple[Finding, ...] = ()
        self._checked: tuple[int, tuple[Finding, ...]] | None = None
        """Of which revision, and with which misfits of its drawing, the last report is."""
        self._checker: Checker | None = None
        """Remembers what it found in the last project: used by the worker's thread alone."""
        self._future: Future[None] | None = None
        self._tasks: dict[Future[None], Task] = {}
        self._stopping = False
        self._pending = False
        self._checks_are_left = False
        self._running: _Request | None = None
        self._asked_at = 0.0
        self._behind_since = 0.0
        self._draws_slowly = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._end_task, Qt.ConnectionType.QueuedConnection)

    def today(self) -> date:
        """Return the day that the checks are made for."""
        return self._today()

    @property
    def is_busy(self) -> bool:
        """Whether a result for the present project or view is still to come."""
        return self._pending or self._future is not None

    @property
    def comes_first(self) -> bool:
        """Whether the sheet is in sight, so that everything else waits for it."""
        return self._is_watched is None or self._is_watched()

    def watch(self, is_watched: Callable[[], bool]) -> None:
        """Ask `is_watched` from now on whether somebody sees the sheet."""
        self._is_watched = is_watched

    def show(self, project: Project) -> None:
        """Ask for the checks and the preview of `project`; they replace whatever was asked before."""
        self._revision += 1
        self._project = project
        self._ask()

    def forget(self) -> None:
        """Stop following: the document was closed."""
        self._revision += 1
        self._latest = self._forgotten = self._revision
        self._project = None
        self._drawing = None
        self._misfits = ()
        self._pending = False
        self._timer.stop()

    def look_at(self, view: View) -> None:
        """Ask for other pages, another scale or another layout of the same project."""
        if view == self._view:
            return
        self._view = view
        if self._project is not None:
            self._ask()

    def run(
        self,
        job: Callable[[], Any],
        *,
        files: bool = False,
        must_end: bool = False,
        foreseen: tuple[type[BaseException], ...] = (),
    ) -> Task:
        """Run `job` once, after what the worker is doing; one about `files` waits for other files alone.

        `finish` waits for those that `must_end`. What is `foreseen` to be raised is told by the task
        alone; anything else goes to the log too.
        """
        task = Task(self, foreseen, must_end)
        future = (self._filer if files else self._executor).submit(self._do, task, job)
        self._tasks[future] = task
        return task

    def _do(self, task: Task, job: Callable[[], Any]) -> None:
        """Run on the worker's thread; the result goes through the window's, where who asked has connected by then."""
        try:
            outcome = task, task.finished, job()
        except BaseException as error:  # a panic of pydantic's core is no Exception
            if not isinstance(error, task.foreseen):
                log.exception("A task of the worker failed")
            outcome = task, task.failed, error
        self._tell(self._done, outcome)

    def _tell(self, signal: SignalInstance, value: Any) -> None:
        """Emit `signal` from a worker's thread, unless the window went meanwhile."""
        with contextlib.suppress(RuntimeError):
            signal.emit(value)

    def _end_task(self, outcome: tuple[Task, SignalInstance, Any]) -> None:
        task, signal, value = outcome
        self._tasks = {future: kept for future, kept in self._tasks.items() if kept is not task}
        signal.emit(value)
        task.deleteLater()

    def flush(self) -> None:
        """Wait until everything asked has been done and its results delivered (tests, export)."""
        while self.is_busy or self._tasks:
            if self._future is None and self._pending:
                self._timer.stop()
                self._start()
            wait([*self._tasks, *([self._future] if self._future else [])])
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    @property
    def must_wait(self) -> bool:
        """Whether a task that must end has not."""
        return any(task.must_end for task in self._tasks.values())

    def finish(self, seconds: float) -> bool:
        """Wait at most some `seconds` for the tasks that must end, and deliver their results. False when one goes on.

        No further drawing is begun meanwhile.
        """
        self.forget()
        _done, pending = wait([future for future, task in self._tasks.items() if task.must_end], seconds)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        return not pending

    def close(self) -> bool:
        """Stop; what was not begun is dropped, and its tasks fail with `NotDone`.

        A drawing is not waited for longer than `DRAWING_AT_CLOSE_SECONDS`: False when one still runs.
        """
        self.forget()
        self._stopping = True
        for future, task in self._tasks.items():
            if future.cancel():
                task.failed.emit(NotDone())
        running = [*self._tasks, *([self._future] if self._future else [])]
        _done, pending = wait(running, DRAWING_AT_CLOSE_SECONDS)
        for executor in (self._filer, self._executor):
            executor.shutdown(wait=not pending, cancel_futures=True)
        self._arrived.disconnect(self._receive)
        self._done.disconnect(self._end_task)
        self._future = None
        self._tasks = {}
        return not pending

    def _ask(self) -> None:
        """Start at once after a quiet moment; while somebody types, gather what comes within a few hundredths."""
        now = time.monotonic()
        quiet = now - self._asked_at > QUIET_SECONDS
        self._asked_at = now
        if not self.is_busy:
            self._behind_since = now
            self.busy_changed.emit(True)
        self._pending = True
        self._checks_are_left = False
        if self._future is not None:
            self._latest = self._revision
        elif quiet or now - self._behind_since > CEILING_SECONDS:
            if self.comes_first:
                self._start()
            else:
                self._timer.start(0)
        else:
            self._timer.start(DEBOUNCE_MS)

    def _start(self) -> None:
        if self._project is None or self._future is not None or not self._pending:
            return
        self._pending = False
        self._latest = self._revision
        self._running = _Request(
            self._revision,
            self._project,
            self._view,
            self._today(),
            self._drawing,
            self._drawn_as,
            self._misfits,
            must_finish=time.monotonic() - self._behind_since > CEILING_SECONDS,
            checks_only=self._checks_are_left,
        )
        self._checks_are_left = False
        self._future = self._executor.submit(self._work, self._running)
        # Hand the interpreter over now: the events that wait for the window would each keep it from the worker.
        time.sleep(HANDOVER_SECONDS)

    def _work(self, request: _Request) -> None:
        """Run on the worker's thread; between two steps, give way to a newer project."""
        try:
            for part in self._parts(request):
                if self._stopping:
                    break
                self._tell(self._arrived, part)
                if self._latest != request.revision and not request.must_finish:
                    break
        except BaseException as error:  # a panic of pydantic's core is no Exception
            log.exception("The checks or the preview failed")
            self._tell(self._arrived, _Part(request.revision, "failed", str(error)))
        finally:
            self._tell(self._arrived, _Part(request.revision, "done"))

    def _parts(self, request: _Request) -> Iterator[_Part]:
        revision, view, drawing, misfits = request.revision, request.view, request.drawing, request.misfits
        known = drawing is not None and drawing.revision == revision
        if request.checks_only or (not known and (self._draws_slowly or request.must_finish)):
            self._checker = self._checker or new_checker()
            report = check(request.project, request.today, misfits, self._checker)
            yield _Part(revision, "checked", (report, misfits))
        if request.checks_only:
            return
        wanted = view.document, view.layout, view.subject
        if drawing is None or not known or request.drawn_as != wanted:
            started = time.perf_counter()
            drawing = Drawing(revision, draw(request.project, view.layout, request.today, view.document, view.subject))
            self._draws_slowly = time.perf_counter() - started > QUICK_SECONDS
            yield _Part(revision, "drawn", (drawing, wanted))
        for page in view.pages:
            if page < drawing.document.page_count:
                shown = picture(drawing.document.pdf, page, view.scale)
                yield _Part(revision, "page", PageImage(revision, page, view.scale, shown))

    def _receive(self, part: _Part) -> None:
        if part.kind == "done":
            self._end()
        elif self._project is not None and self._wanted(part.revision):
            self._deliver(part)

    def _end(self) -> None:
        if self._running is not None and self._wanted(self._running.revision):
            self._behind_since = time.monotonic()
            # A job of their own: the sheet is painted first, which takes longer beside a thread that checks.
            self._checks_are_left = not (self._pending or self._running.checks_only) and self._is_unchecked
            self._pending = self._pending or self._checks_are_left
        self._future = self._running = None
        if self._pending:
            self._timer.start(CHECKS_AFTER_MS if self._checks_are_left else 0)
        else:
            self.busy_changed.emit(False)

    @property
    def _is_unchecked(self) -> bool:
        return self._checked != (self._revision, self._misfits)

    def _wanted(self, revision: int) -> bool:
        latest = revision == self._revision
        return latest or (self._running is not None and self._running.must_finish and revision > self._forgotten)

    def _deliver(self, part: _Part) -> None:
        if part.kind == "checked":
            report, misfits = part.value
            self._checked = part.revision, misfits
            self.checked.emit(report)
        elif part.kind == "drawn":
            self._drawing, self._drawn_as = part.value
            self._misfits = self._drawing.document.findings
            self.drawn.emit(self._drawing)
        elif part.kind == "page":
            self.page_drawn.emit(part.value)
        elif part.kind == "failed":
            self.failed.emit(part.value)
