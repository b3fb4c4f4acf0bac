"""Why PySide6 is held under 6.12: that release loses references to `True` and `None` on Python 3.10 and 3.11.

When this passes with a newer release, the pin in pyproject.toml can go.
"""

from __future__ import annotations

import subprocess
import sys

SESSION = """
import sys
from PySide6.QtCore import QObject, Signal

EMITS = 2_000

class Talker(QObject):
    said = Signal(bool)
    passed = Signal(object)

class Listener(QObject):
    heard = 0
    def hear(self, value):
        self.heard += 1

talker, listener = Talker(), Listener()
talker.said.connect(listener.hear)
talker.passed.connect(listener.hear)
before = sys.getrefcount(True), sys.getrefcount(None)
for _n in range(EMITS):
    talker.said.emit(True)
    talker.passed.emit(None)
after = sys.getrefcount(True), sys.getrefcount(None)
assert listener.heard == 2 * EMITS
assert all(late > early - EMITS // 10 for early, late in zip(before, after, strict=True)), (before, after)
"""


def test_signals_keep_the_references_of_true_and_none() -> None:
    """In a process of its own: the counts are those of the whole interpreter."""
    done = subprocess.run([sys.executable, "-c", SESSION], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
