"""Ignoring a finding, with a reason that stays in the file, and taking it back."""

from __future__ import annotations

from datetime import date

from offerdesigner.checks.registry import rule_of
from offerdesigner.model.address import at
from offerdesigner.model.base import new_id
from offerdesigner.model.edits import Edit, insert, remove
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Waiver
from offerdesigner.text import _


class NotWaivable(ValueError):
    """This finding cannot be ignored; the message is a French sentence."""


def can_waive(finding: Finding) -> bool:
    """Tell whether `finding` may be ignored with a reason."""
    try:
        return rule_of(finding.rule).waivable
    except KeyError:
        return False


def waive(finding: Finding, reason: str, today: date) -> Edit:
    """Return the edit that ignores `finding` for `reason`, dated `today`.

    Raises `NotWaivable` for arithmetic that no reason can mend, and `pydantic.ValidationError`
    for an empty reason.
    """
    if not can_waive(finding):
        raise NotWaivable(_("Ce problème ne peut pas être ignoré : il se corrige."))
    waiver = Waiver(id=new_id(), rule=finding.rule, address=finding.address, reason=reason, date=today)
    return insert("waivers", waiver, _("Ignorer un problème"))


def resume(waiver: Waiver) -> Edit:
    """Return the edit that takes `waiver` back, so that its finding counts again."""
    return remove(at("waivers", waiver.id), _("Reprendre un problème ignoré"))
