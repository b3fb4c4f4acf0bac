"""Small projects that show a rule about quotes at work: one quote, for one client."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.checks.samples import offer, project
from offerdesigner.model.base import Id
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, QuoteChoice, QuoteContent, QuoteLine, QuoteStatus, QuoteStep, Quoting
from offerdesigner.model.structure import Structure

CLIENT = Client(id="bobine", name="La Bobine")
SENT_ON = date(2026, 11, 2)
ACCOUNT = "FR76 3000 6000 0112 3456 7890 189"


def quoting(*quotes: Quote, client: Client = CLIENT, **changes: Any) -> Project:
    """Return a project that made these quotes for one client."""
    return project(offer("active", "10", "files"), clients=(client,), quotes=quotes, **changes)


def drafted(client: Client = CLIENT, **fields: Any) -> Project:
    """Return a project with one draft: a yearly offer for `client`, the way a careful host would."""
    return quoting(draft(**fields), client=client, quoting=Quoting(iban=ACCOUNT))


def draft(id: Id = "draft", **fields: Any) -> Quote:
    """Return a draft for the client, about the offer."""
    words: dict[str, Any] = {
        "client": CLIENT.id,
        "purpose": "Partager les fichiers de l'association.",
        "choice": QuoteChoice(offer="active"),
    }
    return Quote(id=id, **{**words, **fields})


def sent(id: Id = "sent", number: str = "D-2026-001", on: date = SENT_ON, **fields: Any) -> Quote:
    """Return a quote that was sent on the day `on`."""
    content = QuoteContent(seller=Structure(id="structure", name="Nuage Commun"), client=CLIENT)
    steps = (QuoteStep(id="sent", status=QuoteStatus.SENT, on=on),)
    words: dict[str, Any] = {"number": number, "dated": on, "steps": steps, "content": content}
    return draft(id, **{**words, **fields})


def line(price: str, **fields: Any) -> QuoteLine:
    """Return a free line."""
    return QuoteLine(**{"id": "line", "label": "Atelier", "unit_price": Decimal(price), **fields})
