"""A whole spreadsheet pasted in the grid of offers, and a long grid scrolled: how soon one sees it.

Run: `pytest tests/benchmarks/test_grid_speed.py`, on a machine that does nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Option, Range, RateCard, Term
from offerdesigner.model.project import Project

OFFERS = 12
PASTE_MS, SCROLL_MS = 150, 40
ROUNDS = 5
STEPS = 20


def _project(services: int) -> Project:
    """Every offer gives every service: one in four counted, by groups of ten."""
    lines = tuple(
        Inclusion(id=f"i{n}", service=f"s{n}", grant=Granted(quantity=Decimal(n + 1)) if n % 4 == 0 else Included())
        for n in range(services)
    )
    return Project(
        metrics=(Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True),),
        groups=tuple(ServiceGroup(id=f"g{n}", name=f"Groupe {n}") for n in range(services // 10)),
        services=tuple(
            Service(id=f"s{n}", need=f"Service {n}", group=f"g{n // 10}", metric="storage" if n % 4 == 0 else None)
            for n in range(services)
        ),
        ranges=(Range(id="r", name="Associations"),),
        offers=tuple(
            Offer(
                id=f"o{n}",
                range="r",
                name=f"Offre {n}",
                inclusions=lines,
                rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(10 + n))),),
                terms=(Term(id="year", months=12, months_offered=Decimal(2)),),
            )
            for n in range(OFFERS)
        ),
        options=tuple(
            Option(id=f"x{n}", name=f"Option {n}", rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(3))),))
            for n in range(5)
        ),
    )


def _shown(qapp: QApplication, qtbot: QtBot, services: int) -> OffersPage:
    qapp.setStyle("Fusion")
    theme.put_on(qapp, "light")
    page = OffersPage(Document(_project(services)))
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.activateWindow()
    page.view.setFocus()
    qapp.processEvents()
    return page


def _milliseconds(act: Callable[..., object], *arguments: object) -> float:
    """Return how long `act` takes, with all that it has painted."""
    start = time.perf_counter()
    act(*arguments)
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def _sheet(page: OffersPage, turn: int) -> str:
    """Return a table of other values for every cell of every service."""
    words = ("oui", "—", "illimité", f"sous {turn + 2} jours")
    counted = (f"{turn + 2},5 Go", "1 234,50", "—", f"{turn + 40} Go par Go")
    lines = []
    for n, _service in enumerate(page.document.project.services):
        kinds = counted if n % 4 == 0 else words
        lines.append("\t".join(kinds[(n + column + turn) % 4] for column in range(OFFERS)))
    return "\r\n".join(lines) + "\r\n"


def test_two_hundred_rows_pasted_in_twelve_offers(qapp: QApplication, qtbot: QtBot) -> None:
    page = _shown(qapp, qtbot, 200)
    page.view.go_to_cell(page.model.index_at("service:s0", "o0"))
    took = []
    for turn in range(ROUNDS):
        before = page.document.project
        QGuiApplication.clipboard().setText(_sheet(page, turn))
        took.append(_milliseconds(QTest.keyClick, page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
        assert page.view.refusal == ""
        pairs = zip(page.document.project.offers, before.offers, strict=True)
        assert all(now.inclusions != old.inclusions for now, old in pairs)
        page.document.undo()
        assert page.document.project is before
        page.document.redo()
    print(f"paste of 200 × 12: {min(took):.0f} ms")  # noqa: T201
    assert min(took) <= PASTE_MS


def test_a_long_grid_scrolls(qapp: QApplication, qtbot: QtBot) -> None:
    page = _shown(qapp, qtbot, 150)
    for name, bar in (("down", page.view.verticalScrollBar()), ("across", page.view.horizontalScrollBar())):
        assert bar.maximum() > 0
        steps = []
        for step in range(1, STEPS):
            steps.append(_milliseconds(bar.setValue, bar.maximum() * step // STEPS))
        print(f"a whole page scrolled {name}: {sorted(steps)[len(steps) // 2]:.0f} ms, at most {max(steps):.0f} ms")  # noqa: T201
        assert sorted(steps)[len(steps) // 2] <= SCROLL_MS
