"""A rule's bad and good example, as they would be printed: parts of the real document, drawn by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from offerdesigner.app.live import draw
from offerdesigner.model.finding import Finding, Severity

if TYPE_CHECKING:
    from offerdesigner.app.excerpts import Excerpt, Picture
    from offerdesigner.checks.registry import Rule, Sample


@dataclass(frozen=True)
class Samples:
    """What to avoid and what is clearer, for one rule. What a strength praises is the clearer one."""

    rule: str
    bad: Picture
    good: Picture
    said: str
    """What the checks say of the one that they speak of."""


@dataclass(frozen=True)
class SamplesJob:
    """Draws both examples of a rule: a job for the worker."""

    rule: str
    today: date

    def __call__(self) -> Samples:
        """Draw them.

        Raises `KeyError` for an unknown rule.
        """
        from offerdesigner.app.excerpts import picture_of
        from offerdesigner.checks.registry import rule_of

        rule = rule_of(self.rule)
        spoken_of, other, said = shown(rule, self.today)
        first, second = picture_of(spoken_of), picture_of(other)
        if rule.severity is Severity.STRENGTH:
            first, second = second, first
        return Samples(self.rule, first, second, said)


def shown(rule: Rule, today: date) -> tuple[Excerpt, Excerpt, str]:
    """Return what to show of the sample that `rule` speaks of, then of the other, and what it says of the first."""
    from offerdesigner.app.excerpts import excerpts

    samples = rule.bad(), rule.good()
    told = _finding(rule, samples[0], today)
    bad, good = (draw(sample.project, "auto", today, rule.document) for sample in samples)
    about = (told.address, *told.related) if told is not None else ()
    first, second = excerpts(bad, good, about, whole=True)
    return first, second, told.message if told is not None else ""


def _finding(rule: Rule, sample: Sample, today: date) -> Finding | None:
    from offerdesigner.checks import engine

    report = engine.run(sample.project, today=sample.today or today, misfits=sample.misfits)
    return next((finding for finding in report.findings if finding.rule == rule.id), None)
