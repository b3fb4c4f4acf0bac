"""The live worker: checks first, the latest request wins, steady typing still sees a page, tasks are not lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from offerdesigner.app import live as live_module
from offerdesigner.app.live import Live, View
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy

TODAY = date(2026, 11, 23)


class Seen:
    """What the worker delivered, in order."""

    def __init__(self, live: Live) -> None:
        self.all: list[tuple[str, Any]] = []
        live.checked.connect(self.check)
        live.drawn.connect(self.draw)
        live.page_drawn.connect(self.page)
        live.failed.connect(self.fail)
        live.busy_changed.connect(self.busy)

    def check(self, report: Any) -> None:
        self.all.append(("checked", report))

    def draw(self, drawing: Any) -> None:
        self.all.append(("drawn", drawing))

    def page(self, shown: Any) -> None:
        self.all.append(("page", shown))

    def fail(self, reason: str) -> None:
        self.all.append(("failed", reason))

    def busy(self, busy: bool) -> None:
        self.all.append(("busy", busy))

    def of(self, kind: str) -> list[Any]:
        return [value for name, value in self.all if name == kind]


@pytest.fixture
def live(qapp: QApplication) -> Iterator[Live]:
    worker = Live(today=lambda: TODAY)
    yield worker
    worker.close()
    worker.deleteLater()


@pytest.fixture
def project() -> Project:
    return open_copy("sleto")


def named(project: Project, name: str) -> Project:
    return evolve(project, structure=evolve(project.structure, name=name))


def test_checks_come_before_the_page(live: Live, project: Project) -> None:
    seen = Seen(live)
    live.show(project)
    live.flush()
    assert [name for name, _value in seen.all if name != "busy"][:3] == ["checked", "drawn", "page"]
    assert seen.of("busy") == [True, False]
    assert not live.is_busy


def test_where_drawing_is_quick_the_page_comes_first_and_is_checked_once(
    live: Live, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_module, "QUICK_SECONDS", 60.0)
    live.show(project)
    live.flush()
    seen = Seen(live)
    live.show(named(project, "Rubis"))
    live.flush()
    assert [name for name, _value in seen.all if name != "busy"] == ["drawn", "page", "checked"]


def test_the_latest_request_wins(live: Live, project: Project) -> None:
    seen = Seen(live)
    for number in range(20):
        live.show(named(project, f"Nom {number}"))
    live.flush()
    assert [drawing.revision for drawing in seen.of("drawn")] == [20]


def test_what_comes_back_for_an_older_project_is_dropped(
    live: Live, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    live._draws_slowly = True
    seen = Seen(live)
    checking, go_on = threading.Event(), threading.Event()
    real = live_module.check

    def slow(*arguments: Any) -> Any:
        checking.set()
        go_on.wait(10)
        return real(*arguments)

    monkeypatch.setattr(live_module, "check", slow)
    live.show(project)
    live._timer.stop()
    live._start()
    assert checking.wait(10)
    live.show(named(project, "Rubis"))
    go_on.set()
    live.flush()
    assert {drawing.revision for drawing in seen.of("drawn")} == {2}
    assert len(seen.of("checked")) == 1


def test_all_is_checked_by_one_checker_that_remembers_what_stays(
    live: Live, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkers = []
    real = live_module.check

    def checked(*arguments: Any) -> Any:
        checkers.append(arguments[-1])
        return real(*arguments)

    monkeypatch.setattr(live_module, "check", checked)
    seen = Seen(live)
    for words in ("Payable au mois.", "Payable à l'année."):
        live.show(evolve(project, conditions=words))
        live.flush()
    assert len(checkers) >= 2 and len({id(each) for each in checkers}) == 1
    first, *_between, last = seen.of("checked")
    assert not {id(finding) for finding in first.findings}.isdisjoint(id(finding) for finding in last.findings)


def test_steady_typing_still_sees_a_page(live: Live, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(live_module.time, "monotonic", lambda: clock[0])
    seen = Seen(live)
    real = live_module.draw
    typed = [1]

    def typing(*arguments: Any) -> Any:
        clock[0] += 0.1
        if typed[0] < 12:
            typed[0] += 1
            live._revision += 1
            live._project = named(project, f"Nom {typed[0]}")
            live._pending = True
            live._latest = live._revision
        return real(*arguments)

    monkeypatch.setattr(live_module, "draw", typing)
    live.show(project)
    live.flush()
    shown = [drawing.revision for drawing in seen.of("drawn")]
    assert len(shown) >= 2
    assert shown == sorted(shown)
    assert shown[-1] == 12


def test_another_scale_asks_for_pictures_only(live: Live, project: Project) -> None:
    seen = Seen(live)
    live.show(project)
    live.flush()
    live.look_at(View((0,), 2.0))
    live.flush()
    assert len(seen.of("drawn")) == 1
    assert [shown.scale for shown in seen.of("page")] == [1.0, 2.0]


def test_another_layout_draws_again(live: Live, project: Project) -> None:
    seen = Seen(live)
    live.show(project)
    live.flush()
    live.look_at(View((0,), 1.0, "landscape"))
    live.flush()
    last = seen.of("page")[-1].image
    assert last.width() > last.height()


def test_a_failure_is_told_and_the_next_request_works(
    live: Live, project: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen = Seen(live)

    def fail(*_arguments: Any) -> Any:
        raise RuntimeError("no ink")

    with monkeypatch.context() as patched:
        patched.setattr(live_module, "draw", fail)
        live.show(project)
        live.flush()
    assert seen.of("failed") == ["no ink"]
    assert len(seen.of("checked")) == 1
    live.show(named(project, "Rubis"))
    live.flush()
    assert len(seen.of("drawn")) == 1


def test_what_is_no_exception_ends_too(
    live: Live, project: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Panic(BaseException):
        pass

    def panic(*_arguments: Any) -> Any:
        raise Panic("called `unwrap`")

    seen = Seen(live)
    failed: list[BaseException] = []
    monkeypatch.setattr(live_module, "draw", panic)
    live.show(project)
    live.run(panic).failed.connect(failed.append)
    live.flush()
    assert len(seen.of("failed")) == 1
    assert seen.of("busy") == [True, False]
    assert isinstance(failed[0], Panic)


class LongDrawing:
    """A drawing that lasts until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self._draw = live_module.draw
        monkeypatch.setattr(live_module, "draw", self.draw)

    def draw(self, *arguments: Any) -> Any:
        self.begun.set()
        assert self.let_go.wait(10)
        return self._draw(*arguments)


def test_saving_waits_for_no_drawing(live: Live, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = LongDrawing(monkeypatch)
    live.show(project)
    live._start()
    assert drawing.begun.wait(10)
    done: list[int] = []
    live.run(_Number(1), files=True, must_end=True).finished.connect(done.append)
    assert live.finish(10)
    assert done == [1]
    drawing.let_go.set()


def test_closing_gives_a_long_drawing_up_and_tells_what_was_not_begun(
    qapp: QApplication, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = LongDrawing(monkeypatch)
    monkeypatch.setattr(live_module, "DRAWING_AT_CLOSE_SECONDS", 0.01)
    live = Live(today=lambda: TODAY)
    seen = Seen(live)
    told: list[BaseException] = []
    live.show(project)
    live._start()
    assert drawing.begun.wait(10)
    live.run(_Number(1), must_end=True).failed.connect(told.append)
    assert live.must_wait
    assert not live.finish(0.01)
    assert not live.close()
    assert [type(error) for error in told] == [live_module.NotDone]
    live.deleteLater()
    drawing.let_go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("offerdesigner"):
            thread.join(10)
    assert seen.of("page") == []


def test_tasks_are_done_in_turn_and_none_is_lost(
    live: Live, project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[Any] = []
    live.show(project)
    for number in range(5):
        live.run(_Number(number)).finished.connect(done.append)
    live.run(_Fails()).failed.connect(done.append)
    live.flush()
    assert done[:5] == [0, 1, 2, 3, 4]
    assert isinstance(done[5], ValueError)


def test_nothing_arrives_after_the_document_was_closed(live: Live, project: Project) -> None:
    seen = Seen(live)
    live.show(project)
    live._timer.stop()
    live._start()
    live.forget()
    live.flush()
    assert seen.of("checked") == seen.of("drawn") == []


def test_pictures_outlive_the_bytes_they_came_from(live: Live, project: Project) -> None:
    drawn = live_module.draw(project, "auto", TODAY)
    image = live_module.picture(drawn.pdf, 0, 1.0)
    again = live_module.picture(drawn.pdf, 0, 1.0)
    assert bytes(image.constBits()) == bytes(again.constBits())


class _Number:
    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self) -> int:
        return self._number


class _Fails:
    def __call__(self) -> None:
        raise ValueError("no")
