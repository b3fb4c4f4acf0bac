"""Run every rule on a project, set aside what was waived, and put the worst first."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from offerdesigner.checks.context import Context
from offerdesigner.checks.memo import Memo
from offerdesigner.checks.registry import Rule, all_rules
from offerdesigner.checks.wording import typeset
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project, Waiver
from offerdesigner.text import _

log = logging.getLogger(__name__)

INTERNAL = "internal"
"""The id of the finding that says that a rule failed."""

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Report:
    """What the rules found: `findings` are active, worst first; `waived` were set aside, with the waiver."""

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...] = ()


class Checker:
    """Runs the rules on one project after another: what a change does not touch is not looked at again.

    Each report is the one that a fresh checker would give. One thread at a time uses it.
    """

    def __init__(self) -> None:
        self._memo = Memo()
        self._today = date.min

    def run(self, project: Project, *, today: date, misfits: Sequence[Finding] = ()) -> Report:
        """Return what every rule says of `project`; `misfits` are what the drawing of a document yielded."""
        if today != self._today:
            self._today = today
        self._memo.see({**project.__dict__, "today": self._today, "misfits": misfits})
        rules = all_rules()
        known = {rule.id: rule for rule in rules}
        found = [finding for rule in rules if not rule.after_waivers for finding in self._findings(rule)]
        found += _foreign(misfits, known)
        active, waived = _set_aside(found, project.waivers, known)
        used = {waiver.id for _finding, waiver in waived}
        unused = (waiver for waiver in project.waivers if waiver.id not in used and not _is_about_paper(waiver, known))
        self._memo.see({"unused_waivers": tuple(unused)})
        active += [finding for rule in rules if rule.after_waivers for finding in self._findings(rule)]
        return Report(tuple(_in_order(active, project)), tuple(waived))

    def _findings(self, rule: Rule) -> list[Finding]:
        found: list[Finding] = self._memo.look(("rule", rule.check)).find(lambda look: _apply(rule, Context(look)))
        return found


def run(project: Project, *, today: date, misfits: Sequence[Finding] = ()) -> Report:
    """Return what every rule says of `project`; `misfits` are what the drawing of a document yielded."""
    return Checker().run(project, today=today, misfits=misfits)


def _apply(rule: Rule, ctx: Context) -> list[Finding]:
    """Return the findings of `rule`, complete; one that fails is told and logged, and stops nobody else."""
    try:
        return [_complete(rule, finding) for finding in rule.check(ctx)]
    except Exception:
        log.exception("the rule %s failed", rule.id)
        message = _("La règle « {rule} » n'a pas pu être vérifiée ; les autres l'ont été.").format(rule=rule.title)
        return [Finding(INTERNAL, "", {"rule": rule.id}, severity=Severity.ADVICE, message=typeset(message))]


def _complete(rule: Rule, finding: Finding) -> Finding:
    fixes = tuple(replace(fix, title=typeset(fix.title)) for fix in finding.fixes)
    return replace(finding, rule=rule.id, severity=rule.severity, message=rule.tell(finding.data), fixes=fixes)


def _foreign(misfits: Iterable[Finding], known: dict[str, Rule]) -> list[Finding]:
    """Return what the drawing said under an id that no rule has: it is shown as it came."""
    return [misfit for misfit in misfits if misfit.rule not in known]


def _set_aside(
    found: Iterable[Finding], waivers: Iterable[Waiver], known: dict[str, Rule]
) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    accepted = {(waiver.rule, waiver.address): waiver for waiver in waivers}
    active: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for finding in found:
        waiver = accepted.get((finding.rule, finding.address))
        rule = known.get(finding.rule)
        if waiver is not None and rule is not None and rule.waivable:
            waived.append((finding, waiver))
        else:
            active.append(finding)
    return active, waived


def _is_about_paper(waiver: Waiver, known: dict[str, Rule]) -> bool:
    """Tell whether only a drawing, which may not have been made, can say that `waiver` is of no more use."""
    return waiver.rule in known and known[waiver.rule].family == "paper"


_KINDS = (
    "",
    "structure",
    "partners",
    "metrics",
    "groups",
    "services",
    "ranges",
    "offers",
    "options",
    "sharing",
    "sales",
)


def _in_order(findings: Iterable[Finding], project: Project) -> list[Finding]:
    places = {(kind, item.id): place for kind in _KINDS[2:] for place, item in enumerate(getattr(project, kind))}

    def key(finding: Finding) -> tuple[int, int, int]:
        kind, _slash, rest = finding.address.partition("/")
        page = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
        return _RANKS[finding.severity], page, places.get((kind, rest.partition("/")[0]), -1)

    return sorted(findings, key=key)
