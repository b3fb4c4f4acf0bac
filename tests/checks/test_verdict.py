"""The verdict in one line."""

from __future__ import annotations

import pytest

from offerdesigner.checks.verdict import verdict
from offerdesigner.model.finding import Finding, Severity

ERROR, WARNING, ADVICE, STRENGTH = Severity


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ((), "rien à signaler"),
        ((STRENGTH, STRENGTH), "prêt à imprimer : 2 points forts"),
        ((ADVICE, STRENGTH), "prêt à imprimer : 1 conseil, 1 point fort"),
        ((WARNING, ADVICE), "1 alerte à regarder avant d’imprimer, 1 conseil"),
        ((ERROR, ERROR, WARNING, ADVICE), "2 erreurs à corriger avant d’imprimer, 1 alerte, 1 conseil"),
    ],
)
def test_it_counts_the_worst_first_and_says_what_to_do(severities, said):
    told = verdict(Finding("x", "name", severity=severity) for severity in severities)
    assert told.replace("\u00a0", " ") == said
