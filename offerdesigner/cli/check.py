"""`offerdesigner check`: what does not hold together in an offer, and what is done well."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from offerdesigner.checks.verdict import verdict
from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.output import print_json, print_wrapped, say, today
from offerdesigner.model.finding import SEVERITY_WORDS, Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.checks.engine import Report

DETAILS = _("Rend 1 s'il y a une erreur ou une alerte, 0 sinon.")

ALARMING = (Severity.ERROR, Severity.WARNING)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the findings of the file, those of its tariff sheet included."""
    project = read(arguments.file).project
    report = _report(project, today())
    if arguments.json:
        print_json(_as_json(report))
    else:
        _print(project.name or arguments.file.name, report)
    return int(any(finding.severity in ALARMING for finding in report.findings))


def _report(project: Project, on: date) -> Report:
    # Imported here: drawing needs reportlab, which the other commands do without.
    from offerdesigner.checks.engine import run as run_checks
    from offerdesigner.render.documents import KINDS

    drawn = KINDS["tariff-sheet"].draw(project, today=on)
    return run_checks(project, today=on, misfits=drawn.findings)


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "findings": [_finding_as_json(finding) for finding in report.findings],
        "waived": [
            {**_finding_as_json(finding), "reason": waiver.reason, "date": waiver.date.isoformat()}
            for finding, waiver in report.waived
        ],
    }


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "address": finding.address,
        "message": finding.message,
        "data": _plain(finding.data),
        "related": list(finding.related),
        "fixes": [{"title": fix.title, "safe": fix.safe} for fix in finding.fixes],
    }


def _plain(value: Any) -> Any:
    """Return `value` as JSON knows it; decimals are texts, as everywhere."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(inner) for inner in value]
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _print(name: str, report: Report) -> None:
    found = {severity: [each for each in report.findings if each.severity == severity] for severity in Severity}
    print_wrapped(f"{name} : {verdict(report.findings)}.")
    for severity, findings in found.items():
        if findings:
            say()
            print_wrapped(SEVERITY_WORDS[severity][1].capitalize())
        for finding in findings:
            _print_finding(finding.message, [fix.title for fix in finding.fixes])
    if report.waived:
        say()
        print_wrapped(_("Ignoré, avec une raison"))
        for finding, waiver in report.waived:
            _print_finding(_("{message} Raison : {reason}").format(message=finding.message, reason=waiver.reason), [])


def _print_finding(message: str, fixes: Sequence[str]) -> None:
    print_wrapped(message, "  • ", "    ")
    for title in fixes:
        print_wrapped(title, "    → ", "      ")
