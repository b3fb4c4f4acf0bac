from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from offerdesigner.app import application, text_size, theme
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from tests.gui.scripted import ScriptedPrompts

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The application as a person sees it, always in the light theme."""
    qapp.setStyle("Fusion")
    application.speak_french(qapp)
    theme.put_on(qapp, "light")
    # What is imported by now is nobody's leak: searching it after every test would take half a second.
    gc.collect()
    gc.freeze()
    yield
    # Offscreen, what was copied outlives the interpreter, and its end would then be a crash.
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the window speaks to a network."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"the window wanted to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(autouse=True)
def usual_size_afterwards(qapp: QApplication) -> Iterator[None]:
    """A test that chose another size of text, and perhaps failed, leaves the usual one."""
    yield
    text_size.put_on(qapp, text_size.USUAL)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """After a test no window, timer or thread of it is left to disturb the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if not widget.parent()]
    for widget in left:  # so that one test that forgets does not fail those that follow
        widget.deleteLater()
    assert left == []
    gc.collect()
    timers = [item for item in gc.get_objects() if isinstance(item, QTimer)]
    assert [timer for timer in timers if _is_active(timer)] == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("offerdesigner")] == []


def _is_active(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:  # its C++ half is already gone
        return False


@pytest.fixture
def prompts() -> ScriptedPrompts:
    return ScriptedPrompts()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "config" / "settings.json")


@pytest.fixture
def window(qapp: QApplication, store: Store, prompts: ScriptedPrompts) -> Iterator[MainWindow]:
    """The real window, shown, on its start centre; whatever is unsaved at the end is dropped."""
    shown = MainWindow(store, prompts, today=lambda: TODAY)
    shown.resize(1440, 900)
    shown.show()
    qapp.processEvents()
    yield shown
    prompts.answers = ["drop"]
    shown.close()
    shown.deleteLater()
