"""A rule's bad and good example, as they would be printed: parts of the real sheet, drawn by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from offerdesigner.app.live import draw
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address
from offerdesigner.model.finding import Severity

if TYPE_CHECKING:
    from offerdesigner.app.sample_parts import Part
    from offerdesigner.checks.registry import Rule, Sample
    from offerdesigner.model.project import Project
    from offerdesigner.render.document import Document

_DASHES = "inclusions"
"""Where « not included » stands: the row says it, not this address, which is that of all the offer gives."""


@dataclass(frozen=True)
class Samples:
    """What to avoid and what is clearer, for one rule. What a strength praises is the clearer one."""

    rule: str
    bad: QImage
    good: QImage
    said: str
    """What the checks say of the one that they speak of."""


@dataclass(frozen=True)
class Shown:
    """A sample drawn, with the parts of it to show."""

    document: Document
    parts: list[Part]


@dataclass(frozen=True)
class SamplesJob:
    """Draws both examples of a rule: a job for the worker."""

    rule: str
    today: date

    def __call__(self) -> Samples:
        """Draw them.

        Raises `KeyError` for an unknown rule.
        """
        from offerdesigner.app.sample_parts import compose, width_of
        from offerdesigner.checks.registry import rule_of

        rule = rule_of(self.rule)
        spoken_of, other, said = shown(rule, self.today)
        width = max(width_of(spoken_of.parts), width_of(other.parts))
        first, second = (compose(one.document, one.parts, width) for one in (spoken_of, other))
        if rule.severity is Severity.STRENGTH:
            first, second = second, first
        return Samples(self.rule, first, second, said)


def shown(rule: Rule, today: date) -> tuple[Shown, Shown, str]:
    """Return what to show of the sample that `rule` speaks of, then of the other, and what it says of the first."""
    from offerdesigner.app.sample_parts import Sheet

    samples = rule.bad(), rule.good()
    about, said = _finding(rule, samples[0], today)
    documents = [draw(sample.project, "auto", today) for sample in samples]
    sheets = [Sheet(document) for document in documents]
    one, other = (sheet.addresses() for sheet in sheets)
    wanted = {address for address in one ^ other if addresses.last(address) != _DASHES}
    wanted |= {address for address in one & other if _differs(address, samples[0].project, samples[1].project)}
    wanted |= _where_printed(about, one | other)
    labels = sheets[0].labels(wanted) | sheets[1].labels(wanted)
    first, second = (
        Shown(document, sheet.parts(wanted, labels)) for document, sheet in zip(documents, sheets, strict=True)
    )
    return first, second, said


def _where_printed(address: Address, printed: set[Address]) -> set[Address]:
    """Return where something is printed of the value at `address`, or of what holds it, down from one object."""
    while address.count("/") and not any(addresses.contains(address, place) for place in printed):
        address = addresses.parent(address)
    return {address} if address and (address.count("/") > 1 or not address.startswith(("offers", "ranges"))) else set()


def _finding(rule: Rule, sample: Sample, today: date) -> tuple[Address, str]:
    from offerdesigner.checks import engine

    report = engine.run(sample.project, today=today, misfits=sample.misfits)
    told = next((finding for finding in report.findings if finding.rule == rule.id), None)
    return (told.address, told.message) if told else ("", "")


def _differs(address: Address, one: Project, other: Project) -> bool:
    """Tell whether what is printed at `address` is not the same in both projects."""
    if addresses.last(address) == _DASHES:
        return False
    return bool(_printed(one, address) != _printed(other, address))


def _printed(project: Project, address: Address) -> Any:
    try:
        value = addresses.get(project, address)
    except addresses.NoSuchAddress:
        return None
    if address.startswith("offers/") and address.count("/") == 1:  # the totals of an offer
        return value.rates, value.terms, value.setup_fee, value.membership
    return value
