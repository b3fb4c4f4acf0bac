"""The quotes that can still be mended: the drafts, each with its client and what it comes to.

What was sent changes no more, and costs nothing here however much of it there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offerdesigner.checks.context import Context
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import reference
from offerdesigner.model.quotes import Quote, QuoteContent
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import _

_PRICED_BY = (
    "structure",
    "partners",
    "metrics",
    "groups",
    "services",
    "ranges",
    "offers",
    "options",
    "price_lists",
)
"""The parts of a project that the rows of a draft come from."""

MOST_PRICED = 12
"""How many drafts are priced to be looked at, the first of the list, which are the newest."""


@dataclass(frozen=True)
class Draft:
    """A draft, and its client where it has one."""

    quote: Quote
    client: Client | None

    @property
    def named(self) -> str:
        """How a sentence names it: « Devis D-2026-014-v2 », « Devis pour La Bobine »."""
        if reference(self.quote):
            return _("Devis {reference}").format(reference=reference(self.quote))
        name = self.client.name if self.client is not None else ""
        return _("Devis pour {client}").format(client=name) if name else _("Devis en brouillon")

    @property
    def is_begun(self) -> bool:
        """Whether it proposes anything yet."""
        return self.quote.choice.offer is not None or bool(self.quote.entries)

    def at(self, *parts: str) -> Address:
        """Return where a part of it stands."""
        return at("quotes", self.quote.id, *parts)


def drafts(ctx: Context) -> tuple[Draft, ...]:
    """Return the drafts that propose something, in the order of the project."""
    return ctx.once(_begun)


def _begun(ctx: Context) -> tuple[Draft, ...]:
    clients = {client.id: client for client in ctx.project.clients}
    drafted = (Draft(quote, clients.get(quote.client or "")) for quote in ctx.project.quotes if not quote.is_frozen)
    return tuple(draft for draft in drafted if draft.is_begun)


def contents(ctx: Context) -> Mapping[Id, QuoteContent]:
    """Return what each of the newest drafts comes to, by its id; variants left out."""
    return ctx.once(_contents)


def _contents(ctx: Context) -> dict[Id, QuoteContent]:
    parts = tuple(getattr(ctx.project, name) for name in _PRICED_BY)
    return {one.quote.id: ctx.again(_content, one.quote, one.client, *parts) for one in drafts(ctx)[:MOST_PRICED]}


def _content(quote: Quote, client: Client | None, *parts: Any) -> QuoteContent:
    """Return what `quote` comes to in a project that holds nothing but what its rows come from."""
    clients = () if client is None else (client,)
    project = Project.model_construct(clients=clients, **dict(zip(_PRICED_BY, parts, strict=True)))
    return content_of(project, evolve(quote, choice=evolve(quote.choice, alternatives=())))
