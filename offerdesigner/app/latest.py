"""Jobs of one kind for the worker, of which only the last asked for counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from offerdesigner.app.live import Live


class Latest(QObject):
    """Runs one job at a time, once the worker has nothing more urgent; a newer one replaces the one that waits.

    Where nobody sees the sheet, neither it nor the checks are more urgent: what is asked together goes before them.

    What an older one gives is dropped, unless it `keeps_up` with somebody who never stops asking (a slider that is
    dragged): something a little late is better than nothing. Nothing is told of one that fails: the worker logs it.
    """

    finished = Signal(object)
    """The result of the last job."""

    def __init__(self, live: Live, parent: QObject, *, keeps_up: bool = False) -> None:
        super().__init__(parent)
        self._live = live
        self._keeps_up = keeps_up
        self._waiting: Callable[[], Any] | None = None
        self._is_running = self._is_wanted = False
        live.busy_changed.connect(self._begin)

    def ask(self, job: Callable[[], Any]) -> None:
        """Run `job` instead of whatever was asked before."""
        self._waiting, self._is_wanted = job, self._is_wanted and self._keeps_up
        self._begin()

    def forget(self) -> None:
        """Want nothing any more."""
        self._waiting, self._is_wanted = None, False

    def _begin(self) -> None:
        if self._waiting is None or self._is_running or (self._live.is_busy and self._live.comes_first):
            return
        job, self._waiting = self._waiting, None
        self._is_running = self._is_wanted = True
        task = self._live.run(job)
        task.finished.connect(self._end)
        task.failed.connect(self._fail)

    def _end(self, result: object) -> None:
        wanted, self._is_running = self._is_wanted, False
        if wanted:
            self.finished.emit(result)
        self._begin()

    def _fail(self, _error: BaseException) -> None:
        self._is_running = False
        self._begin()
