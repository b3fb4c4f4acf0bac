"""The dated tables of the law that figures come from: what they say, and when somebody last read their source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from offerdesigner import resources
from offerdesigner.model.structure import VatKind


@dataclass(frozen=True)
class Situation:
    """A VAT situation of the table: the words to print, until when they are accepted, when they were verified."""

    kind: VatKind
    label: str
    mention: str
    verified: date
    valid_until: date | None


@cache
def situations() -> dict[VatKind, Situation]:
    """Return the situations of `resources/legal/vat.json` by kind."""
    table = json.loads(resources.path("legal", "vat.json").read_text(encoding="utf-8"))
    return {
        VatKind(entry["kind"]): Situation(
            kind=VatKind(entry["kind"]),
            label=entry["label"],
            mention=entry["mention"],
            verified=date.fromisoformat(entry.get("verified", table["verified"])),
            valid_until=date.fromisoformat(entry["valid_until"]) if "valid_until" in entry else None,
        )
        for entry in table["situations"]
    }
