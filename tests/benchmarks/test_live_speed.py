"""While one types a price: how soon the sheet follows, and how long the window ever stands still.

Run: `pytest tests/benchmarks/test_live_speed.py`, on a machine that does nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LARGEST_RATIO = 1.3
LONGEST_STALL_MS = 25
ROUNDS = 3


@pytest.mark.parametrize("example", ["sleto", "nuage-commun", "marsnet"])
def test_typing_is_followed_at_once(example: str) -> None:
    session = Path(__file__).with_name("typing_session.py")
    told = []
    for _round in range(ROUNDS):
        done = subprocess.run([sys.executable, session, example], capture_output=True, text=True, check=True)
        told.append(json.loads(done.stdout))
    loop, alone = (min(one[name] for one in told) for name in ("loop", "alone"))
    stall = min(one["stall"] for one in told)
    print(f"{example}: sheet {loop:.0f} ms, alone {alone:.0f} ms, ratio {loop / alone:.2f}, stall {stall:.0f} ms")  # noqa: T201
    assert loop / alone <= LARGEST_RATIO
    assert stall <= LONGEST_STALL_MS
