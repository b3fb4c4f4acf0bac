"""What one rule finds in a project."""

from datetime import date
from decimal import Decimal

from offerdesigner.checks.engine import run
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project

D = Decimal
TODAY = date(2026, 11, 23)


def found(rule: str, sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule == rule]


def one(rule: str, sold: Project) -> Finding:
    [finding] = found(rule, sold)
    return finding
