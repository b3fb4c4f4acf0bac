"""Make the system fail, or the process die, at the n-th call of whatever touches the disk."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("open", "fsync", "replace", "unlink", "chmod", "chown", "stat", "close")
"""Functions of `os` that a save calls, directly or through `pathlib`."""


class Disk:
    """Counts the calls; before the one numbered `at` (from 0), it does `harm`."""

    def __init__(self, at: int | None, harm: Callable[[str], None]) -> None:
        self.calls: list[str] = []
        self._at = at
        self._harm = harm

    def counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **settings: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) - 1 == self._at:
                self._harm(name)
            return function(*arguments, **settings)

        return call


@contextmanager
def failing_disk(at: int | None, harm: Callable[[str], None]) -> Iterator[Disk]:
    """Have the call number `at` do `harm` first, inside the block."""
    disk = Disk(at, harm)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, disk.counted(name, getattr(os, name)))
        patch.setattr(io, "open", disk.counted("io.open", io.open))
        yield disk


def raising(number: int) -> Callable[[str], None]:
    """Return a harm: the call fails with this error number."""

    def harm(name: str) -> None:
        raise OSError(number, f"{name}: {os.strerror(number)}")

    return harm


def killing(_name: str) -> None:
    """A harm: the process is killed, as by `kill -9` or a power cut that spares the disk."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_while(work: Callable[[], None], at: int) -> bool:
    """Run `work` in a child that is killed before its call number `at`; tell whether it was."""
    child = os.fork()
    if child == 0:  # nothing of the parent (pytest, Qt) may run its end here
        try:
            with failing_disk(at, killing):
                work()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
