"""Where no window can open, one French sentence says why and the status is 2: no traceback, no abort."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves these libraries to the person")
@pytest.mark.parametrize(
    ("platform", "said"),
    [({}, "Il n'y a pas d'écran ici"), ({"QT_QPA_PLATFORM": "nulle-part"}, "ne peut pas s'ouvrir")],
)
def test_a_window_that_cannot_open_is_told(platform: dict[str, str], said: str) -> None:
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    there = {name: value for name, value in os.environ.items() if name not in unset} | platform
    done = subprocess.run([sys.executable, "-m", "offerdesigner"], env=there, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
