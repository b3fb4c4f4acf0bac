"""A rule's bad and good example, as they would be printed: a part of the real sheet, drawn by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage

from offerdesigner.app.live import draw, picture
from offerdesigner.model.address import contains

if TYPE_CHECKING:
    from offerdesigner.checks.registry import Rule, Sample
    from offerdesigner.render.document import Document, Place

WIDTH_POINTS = 265.0
HEIGHT_POINTS = 120.0
SCALE = 1.5


@dataclass(frozen=True)
class Samples:
    """What to avoid and what is clearer, for one rule."""

    rule: str
    bad: QImage
    good: QImage
    said: str
    """What the checks say of the bad one."""


@dataclass(frozen=True)
class SamplesJob:
    """Draws both examples of a rule: a job for the worker."""

    rule: str
    today: date

    def __call__(self) -> Samples:
        """Draw them.

        Raises `KeyError` for an unknown rule.
        """
        from offerdesigner.checks.registry import rule_of

        rule = rule_of(self.rule)
        bad, good = rule.bad(), rule.good()
        address, said = _finding(rule, bad, self.today)
        drawn = [draw(sample.project, "portrait", self.today) for sample in (bad, good)]
        exact = [_place(document, address) for document in drawn]
        around = [place or exact[1 - n] or _nearest(drawn[n], address) for n, place in enumerate(exact)]
        parts = [_part(document, place) for document, place in zip(drawn, around, strict=True)]
        return Samples(self.rule, parts[0], parts[1], said)


def _finding(rule: Rule, sample: Sample, today: date) -> tuple[str, str]:
    from offerdesigner.checks import engine

    report = engine.run(sample.project, today=today, misfits=sample.misfits)
    return next(
        ((finding.address, finding.message) for finding in report.findings if finding.rule == rule.id), ("", "")
    )


def _part(document: Document, place: Place | None) -> QImage:
    """Return the part of the sheet around `place`, or its top."""
    page = picture(document.pdf, min(place.page, document.page_count - 1) if place else 0, SCALE)
    width, height = page.width() / SCALE, page.height() / SCALE
    left = min(max(0.0, (place.x + place.width / 2 if place else 0) - WIDTH_POINTS / 2), width - WIDTH_POINTS)
    top = min(max(0.0, (place.y + place.height / 2 if place else 0) - HEIGHT_POINTS / 2), height - HEIGHT_POINTS)
    around = QRectF(left * SCALE, top * SCALE, WIDTH_POINTS * SCALE, HEIGHT_POINTS * SCALE)
    return page.copy(QRect(around.toRect()))


def _place(document: Document, address: str) -> Place | None:
    return next((place for place in document.places if contains(address, place.address)), None)


def _nearest(document: Document, address: str) -> Place | None:
    """Return a text of the nearest object that holds `address`."""
    while address:
        address = address.rpartition("/")[0]
        if address and (found := _place(document, address)):
            return found
    return None
