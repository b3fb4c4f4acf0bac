"""Types in the real window and prints what it measured, as JSON. Run by test_live_speed.py."""

from __future__ import annotations

import itertools
import json
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offerdesigner.model.project import Project

KEYS = 40
BETWEEN_KEYS_MS = 90
TICK_MS = 2


def price_of(project: Project) -> str:
    """Return the address of the first flat price of the first offer that has one."""
    return next(
        f"offers/{offer.id}/rates/{offer.lead_rate.id}/charge/amount"
        for offer in project.offers
        if offer.lead_rate is not None and offer.lead_rate.charge.kind == "flat" and offer.lead_rate.period_months
    )


def main(example: str) -> None:
    from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from offerdesigner.app import application as ours
    from offerdesigner.app import live

    application = QApplication([])
    window = ours.start(application)
    window.resize(1440, 900)
    window.filing.open_model(example)
    for _round in range(4):
        application.processEvents()
        window.live.flush()
    workspace = window.workspace
    assert window.document is not None
    workspace.go_to(price_of(window.document.project))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F2)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit), field
    field.selectAll()
    view = workspace.preview.view

    loop = QEventLoop()

    class Painted(QObject):
        """Notes when the sheet was painted after the last page landed."""

        landed = False
        done = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.landed:
                self.landed = False
                QTimer.singleShot(0, self, self.stop)
            return False

        def stop(self) -> None:
            self.done = time.perf_counter()
            loop.quit()

        def note(self, shown: object) -> None:
            self.landed = True

    painted = Painted()
    workspace.preview.sheets.installEventFilter(painted)
    window.live.page_drawn.connect(painted.note)

    def until_painted(key: Qt.Key) -> float:
        start = time.perf_counter()
        QTest.keyClick(field, key)
        loop.exec()
        return painted.done - start

    def alone() -> float:
        assert window.document is not None
        start = time.perf_counter()
        drawn = live.draw(window.document.project, "auto", date(2026, 11, 23))
        live.picture(drawn.pdf, 0, view.scale)
        return time.perf_counter() - start

    def quiet(milliseconds: int) -> None:
        # QTest.qWait keeps the interpreter's lock, and the worker would stand still.
        pause = QEventLoop()
        QTimer.singleShot(milliseconds, pause.quit)
        pause.exec()

    pairs = []
    for key in (Qt.Key.Key_1, *(Qt.Key.Key_2, Qt.Key.Key_Backspace) * 8):
        quiet(250)
        followed = until_painted(key)
        quiet(100)
        pairs.append((followed, alone()))

    stalls: list[float] = []
    clock = QElapsedTimer()
    ticker = QTimer(interval=TICK_MS)

    def tick() -> None:
        stalls.append(clock.nsecsElapsed() / 1e6 - TICK_MS)
        clock.restart()

    ticker.timeout.connect(tick)
    clock.start()
    ticker.start()
    keys = itertools.cycle((Qt.Key.Key_3, Qt.Key.Key_Backspace))
    typist = QTimer(interval=BETWEEN_KEYS_MS)

    def strike() -> None:
        QTest.keyClick(field, next(keys))

    typist.timeout.connect(strike)
    typist.start()
    quiet(KEYS * BETWEEN_KEYS_MS)
    typist.stop()
    ticker.stop()
    window.live.flush()
    assert window.document is not None
    ordered = sorted(stalls)
    print(  # noqa: T201
        json.dumps(
            {
                "loop": min(followed for followed, _alone in pairs) * 1000,
                "alone": min(alone for _loop, alone in pairs) * 1000,
                "stall": ordered[-1],
                "stall_99": ordered[round(len(ordered) * 0.99) - 1],
                "scale": view.scale,
            }
        )
    )
    window.live.close()
    os._exit(0)


if __name__ == "__main__":
    folder = tempfile.mkdtemp()
    os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
    os.environ["QT_SCALE_FACTOR"] = "2"
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(sys.argv[1])
