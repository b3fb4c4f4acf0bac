"""Findings: what the checks, or the drawing of a document, have to say about a value.

They stand here, below `checks` and `render`, because both yield them. A rule (or a document)
yields the rule's id, an address and data; the checks' engine completes severity and message
from the rule's own metadata.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from offerdesigner.model.address import Address
from offerdesigner.model.edits import Edit
from offerdesigner.text import _


class Severity(StrEnum):
    """How much a finding matters, worst first; a strength is praise."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    STRENGTH = "strength"


SEVERITY_WORDS = {
    Severity.ERROR: (_("erreur"), _("erreurs")),
    Severity.WARNING: (_("alerte"), _("alertes")),
    Severity.ADVICE: (_("conseil"), _("conseils")),
    Severity.STRENGTH: (_("point fort"), _("points forts")),
}
"""For each severity, its word in the singular and in the plural."""


@dataclass(frozen=True)
class Fix:
    """A repair: `title` says its result (« Mettre 600 € »).

    It is `safe` when it may be made without looking at it: it changes no price, nothing that an offer or an
    option gives, and leaves no choice to make.
    """

    title: str
    edit: Edit
    safe: bool = False


@dataclass(frozen=True)
class Finding:
    """Something to say about the value at `address`; `data` fills the message and serves other programs."""

    rule: str
    address: Address
    data: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Address, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: Severity = Severity.WARNING
    message: str = ""
