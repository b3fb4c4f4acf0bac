"""The texts that conditions may be made of: ours, dated and to be checked, and the words of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from offerdesigner import resources
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.quotes import Clause, ClauseKind
from offerdesigner.text import _, day, typeset

KINDS = (
    (ClauseKind.LEAVING, _("partir")),
    (ClauseKind.CHANGING, _("changer d'offre")),
    (ClauseKind.EXPORT, _("récupérer ses données")),
    (ClauseKind.DATA, _("où sont les données")),
    (ClauseKind.HELP, _("aide")),
    (ClauseKind.PAYMENT, _("paiement")),
    (ClauseKind.PENALTIES, _("retard de paiement")),
    (ClauseKind.MEDIATOR, _("médiateur")),
    (ClauseKind.OTHER, _("autre")),
)


class Audience(StrEnum):
    """For whom a text is."""

    ALL = "all"
    PROFESSIONAL = "professional"
    CONSUMER = "consumer"


@dataclass(frozen=True)
class Proposal:
    """A text of the library: for whom it is, why it is there, where that was read and when."""

    clause: Clause
    audience: Audience
    help: str
    source: str
    verified: date

    def suits(self, client: Client | None) -> bool:
        """Tell whether the text is for such a client; nobody in particular gets what is for all."""
        if self.audience is Audience.ALL:
            return True
        if client is None:
            return False
        if self.audience is Audience.PROFESSIONAL:
            return client.is_professional or client.kind is ClientKind.COMPANY
        return client.kind is ClientKind.PERSON and not client.is_professional

    @property
    def provenance(self) -> str:
        """Why the text is there, where that was read and when, and that it is to be checked."""
        site = urlsplit(self.source).netloc
        read = _("Source : {site}, lue le {day}.").format(site=site, day=day(self.verified)) if site else ""
        return typeset(" ".join(part for part in (self.help, read, _("À vérifier.")) if part))


@cache
def proposals() -> tuple[Proposal, ...]:
    """Return the texts of `resources/legal/clauses.json`, in their order."""
    table = json.loads(resources.path("legal", "clauses.json").read_text("utf-8"))
    return tuple(
        Proposal(
            Clause(id=entry["id"], kind=entry["kind"], title=entry["title"], text=typeset(entry["text"])),
            Audience(entry["for"]),
            entry["help"],
            entry["source"],
            date.fromisoformat(entry["verified"]),
        )
        for entry in table["clauses"]
    )


@cache
def notice() -> str:
    """Return what is to be known of all these texts."""
    table = json.loads(resources.path("legal", "clauses.json").read_text("utf-8"))
    return typeset(table["notice"])


def about(clause: Clause) -> str:
    """Say where a text of the library comes from; "" for a text of one's own."""
    found = (proposal for proposal in proposals() if proposal.clause.title == clause.title)
    held = next(found, None)
    return held.provenance if held is not None else ""
