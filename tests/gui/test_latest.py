"""Jobs of which only the last counts: one at a time, after what is more urgent, older results dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from offerdesigner.app.latest import Latest
from offerdesigner.app.live import Live
from offerdesigner.storage.examples import open_copy


@pytest.fixture
def live(qapp: QApplication) -> Iterator[Live]:
    worker = Live(today=lambda: date(2026, 11, 23))
    yield worker
    worker.close()
    worker.deleteLater()


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


class Jobs:
    """Jobs that note when they run; « slow » waits until it may go on."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def named(self, name: str) -> Callable[[], str]:
        def job() -> str:
            self.ran.append(name)
            if name == "slow":
                self.begun.set()
                self.go_on.wait(10)
            if name == "bad":
                raise ValueError(name)
            return name

        return job


def test_the_result_of_an_older_job_is_dropped_and_those_between_never_run(live: Live, owner: QObject) -> None:
    jobs, latest, told = Jobs(), Latest(live, owner), []
    latest.finished.connect(told.append)
    for name in ("slow", "between", "last"):
        latest.ask(jobs.named(name))
        assert jobs.begun.wait(10)
    jobs.go_on.set()
    live.flush()
    assert jobs.ran == ["slow", "last"]
    assert told == ["last"]


def test_one_that_keeps_up_tells_what_is_a_little_late_and_nothing_of_what_was_forgotten(
    live: Live, owner: QObject
) -> None:
    jobs, latest, told = Jobs(), Latest(live, owner, keeps_up=True), []
    latest.finished.connect(told.append)
    for name in ("slow", "between", "last"):
        latest.ask(jobs.named(name))
        assert jobs.begun.wait(10)
    jobs.go_on.set()
    live.flush()
    assert told == jobs.ran == ["slow", "last"]
    jobs.go_on.clear()
    jobs.begun.clear()
    latest.ask(jobs.named("slow"))
    assert jobs.begun.wait(10)
    latest.forget()
    latest.ask(jobs.named("next"))
    jobs.go_on.set()
    live.flush()
    assert told == ["slow", "last", "next"]


def test_what_was_forgotten_is_not_told(live: Live, owner: QObject) -> None:
    jobs, latest, told = Jobs(), Latest(live, owner), []
    latest.finished.connect(told.append)
    latest.ask(jobs.named("slow"))
    latest.ask(jobs.named("waiting"))
    assert jobs.begun.wait(10)
    latest.forget()
    jobs.go_on.set()
    live.flush()
    assert jobs.ran == ["slow"]
    assert told == []


def test_one_that_fails_does_not_stop_the_next(live: Live, owner: QObject) -> None:
    jobs, latest, told = Jobs(), Latest(live, owner), []
    latest.finished.connect(told.append)
    latest.ask(jobs.named("bad"))
    latest.ask(jobs.named("good"))
    live.flush()
    assert told == ["good"]


def test_the_sheet_goes_first(live: Live, owner: QObject) -> None:
    order: list[str] = []
    live.drawn.connect(lambda _drawing: order.append("sheet"))
    latest = Latest(live, owner)
    latest.finished.connect(order.append)
    live.show(open_copy("sleto"))
    latest.ask(Jobs().named("repair"))
    live.flush()
    assert order == ["sheet", "repair"]
