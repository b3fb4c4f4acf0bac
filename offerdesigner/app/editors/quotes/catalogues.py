"""The tables of clients and of texts: their columns, their words and their new rows."""

from __future__ import annotations

from typing import Any

from offerdesigner.app.editors.catalogue import Column
from offerdesigner.app.editors.catalogues import Catalogue, column
from offerdesigner.app.editors.quotes.library import KINDS as CLAUSE_KINDS
from offerdesigner.app.editors.table import Words
from offerdesigner.model.address import Address
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Clause
from offerdesigner.model.structure import Contact
from offerdesigner.pricing.quote_words import CLIENT_KINDS
from offerdesigner.text import _, plural


def _kinds(_project: Project) -> list[tuple[Any, str]]:
    return list(CLIENT_KINDS.items())


def _quoted(project: Project, client: Client) -> str:
    count = sum(1 for quote in project.quotes if quote.client == client.id and quote.version == 1)
    return plural(count, _("{n} devis"), _("{n} devis")).format(n=count) if count else "—"


def clients() -> Catalogue:
    """Who quotes are made for."""
    return Catalogue(
        "clients",
        (
            column(Client, "name", _("renommer un client"), stretch=4),
            column(Client, "kind", _("changer la nature d'un client"), choices=_kinds, stretch=2),
            column(
                Client,
                "is_professional",
                _("dire si un client achète pour une activité professionnelle"),
                title=_("Pro"),
                boolean=True,
            ),
            column(Contact, "town", _("changer la ville d'un client"), inside="contact", stretch=2),
            column(Contact, "email", _("changer le courriel d'un client"), inside="contact", stretch=3),
            Column("quotes", _("Devis"), _("Combien de devis lui sont faits."), computed=_quoted),
        ),
        Words(
            title=_("Clients"),
            empty=_("Aucun client encore : il s'ajoute ici, ou en tapant son nom dans un devis."),
            add=_("Ajouter un client"),
            added=_("ajouter un client"),
            removed=_("retirer le client « {name} »"),
            duplicated=_("dupliquer un client"),
            moved=_("déplacer un client"),
        ),
        lambda: Client(name=_("Nouveau client")),
    )


def _clause_kinds(_project: Project) -> list[tuple[Any, str]]:
    return list(CLAUSE_KINDS)


def clauses(holder: Address, title: str, empty: str) -> Catalogue:
    """The texts at `holder`: those of a quote, or those kept for the next ones."""
    return Catalogue(
        holder,
        (
            column(Clause, "title", _("renommer un texte des conditions"), stretch=3),
            column(Clause, "kind", _("changer le sujet d'un texte"), choices=_clause_kinds, stretch=2),
        ),
        Words(
            title=title,
            empty=empty,
            add=_("Écrire un texte"),
            added=_("ajouter un texte aux conditions"),
            removed=_("retirer un texte des conditions"),
            duplicated=_("dupliquer un texte des conditions"),
            moved=_("déplacer un texte des conditions"),
        ),
        lambda: Clause(title=_("Nouveau texte")),
    )
