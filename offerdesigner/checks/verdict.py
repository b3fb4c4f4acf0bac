"""The verdict in one line: what is to be mended before printing, and how much else there is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from offerdesigner.model.finding import SEVERITY_WORDS, Finding, Severity
from offerdesigner.text import _, plural, typeset


def verdict(findings: Iterable[Finding]) -> str:
    """Return « 2 erreurs à corriger avant d'imprimer, 4 conseils, 5 points forts »."""
    counts = Counter(finding.severity for finding in findings)
    told = [f"{counts[each]} {plural(counts[each], *SEVERITY_WORDS[each])}" for each in Severity if counts[each]]
    if not told:
        return _("rien à signaler")
    if counts[Severity.ERROR]:
        told[0] += _(" à corriger avant d'imprimer")
    elif counts[Severity.WARNING]:
        told[0] += _(" à regarder avant d'imprimer")
    else:
        told[0] = _("prêt à imprimer : {rest}").format(rest=told[0])
    return typeset(", ".join(told))
