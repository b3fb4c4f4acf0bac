"""The catalogues of a project: their columns, their words and their new rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from offerdesigner.app.editors.catalogue import Column, Writing
from offerdesigner.app.editors.table import Words
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import Address
from offerdesigner.model.base import Identified
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.inheritance import holders_of
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Identifiers, MembershipRule, Structure
from offerdesigner.pricing.wording import counted
from offerdesigner.text import NNBSP, _, listed, money, number, parse_number, typeset


@dataclass(frozen=True)
class Catalogue:
    """One table: the tuple it edits, its columns, its words, and how a new row is made."""

    holder: Address
    columns: tuple[Column, ...]
    words: Words
    new_row: Callable[[], Identified]


def column(
    model: type[BaseModel], name: str, label: str, *, inside: str = "", title: str = "", **options: Any
) -> Column:
    """Return the column of one field of `model`, titled and explained as the model says; `label` names its edits."""
    info = field_info(model, name)
    field = f"{inside}/{name}" if inside else name
    return Column(field=field, title=title or info.title, help=info.help, label=label, **options)


def _groups(project: Project) -> list[tuple[Any, str]]:
    return [(None, _("sans groupe")), *((group.id, group.name) for group in project.groups)]


def _metrics(project: Project) -> list[tuple[Any, str]]:
    return [(None, _("sans unité")), *((metric.id, metric.name) for metric in project.metrics)]


def providers(project: Project) -> list[tuple[Any, str]]:
    """Return the structures that a service may be entrusted to, ours first."""
    us = project.structure.name or _("nous")
    return [(None, us), *((partner.id, partner.name or _("sans nom")) for partner in project.partners)]


def _delivered(project: Project, partner: Structure) -> str:
    return listed(service.label for service in project.services if service.provider == partner.id) or "—"


def uses(project: Project, service: Service) -> str:
    """Say which offers give a service, and which options add it."""
    holders = holders_of(project, service.id)
    names = [
        [holder.name or _("sans nom") for holder in holders if isinstance(holder, kind)] for kind in (Offer, Option)
    ]
    offers, options = (listed(some) for some in names)
    if offers and options:
        return _("Compris dans {offers} ; ajouté par {options}.").format(offers=offers, options=options)
    if offers:
        return _("Compris dans {offers}.").format(offers=offers)
    return _("Ajouté par {options}.").format(options=options) if options else _("Dans aucune offre, ni option.")


def metrics() -> Catalogue:
    """What is counted."""
    return Catalogue(
        "metrics",
        (
            column(Metric, "name", _("renommer une unité"), stretch=3),
            column(Metric, "singular", _("changer une unité au singulier"), stretch=2),
            column(Metric, "plural", _("changer une unité au pluriel"), stretch=2),
            column(Metric, "feminine", _("changer le genre d'une unité"), boolean=True),
            column(Metric, "decimal", _("compter à virgule ou non"), boolean=True),
        ),
        Words(
            title=_("Ce que l'on compte"),
            empty=_("Rien ne se compte encore : ajoutez ce qui fait varier vos prix, des personnes ou des Go."),
            add=_("Ajouter une unité"),
            added=_("ajouter une unité"),
            removed=_("retirer l'unité « {name} »"),
            duplicated=_("dupliquer une unité"),
            moved=_("déplacer une unité"),
        ),
        lambda: Metric(name=_("Nouvelle unité"), singular=_("unité"), plural=_("unités")),
    )


def groups() -> Catalogue:
    """The headings under which services stand."""
    return Catalogue(
        "groups",
        (column(ServiceGroup, "name", _("renommer un groupe")),),
        Words(
            title=_("Groupes de services"),
            empty=_("Aucun groupe : ils servent d'intertitres dans la grille et sur la fiche."),
            add=_("Ajouter un groupe"),
            added=_("ajouter un groupe"),
            removed=_("retirer le groupe « {name} »"),
            duplicated=_("dupliquer un groupe"),
            moved=_("déplacer un groupe"),
        ),
        lambda: ServiceGroup(name=_("Nouveau groupe")),
    )


def services() -> Catalogue:
    """What is delivered, by need."""
    return Catalogue(
        "services",
        (
            column(Service, "need", _("changer un besoin"), stretch=4),
            column(Service, "software", _("changer un logiciel"), stretch=3),
            column(Service, "group", _("ranger un service dans un groupe"), choices=_groups, stretch=3),
            column(Service, "metric", _("changer l'unité d'un service"), choices=_metrics, stretch=2),
            column(Service, "provider", _("changer qui assure un service"), choices=providers, stretch=2),
            column(Service, "on_sheet", _("imprimer ou non un service"), boolean=True),
        ),
        Words(
            title=_("Services, par besoin"),
            empty=_("Aucun service encore : que pourra-t-on faire chez vous ? « Partager des fichiers », par exemple."),
            add=_("Ajouter un service"),
            added=_("ajouter un service"),
            removed=_("retirer le service « {name} »"),
            duplicated=_("dupliquer un service"),
            moved=_("déplacer un service"),
        ),
        lambda: Service(need=_("Nouveau besoin")),
    )


def partners() -> Catalogue:
    """The structures that deliver some of the services."""
    return Catalogue(
        "partners",
        (
            column(Structure, "name", _("renommer un partenaire"), stretch=3),
            column(Structure, "legal_form", _("changer la forme juridique d'un partenaire"), stretch=2),
            column(Identifiers, "siren", _("changer le SIREN d'un partenaire"), inside="identifiers", stretch=2),
            column(Identifiers, "rna", _("changer le RNA d'un partenaire"), inside="identifiers", stretch=2),
            column(Contact, "website", _("changer le site d'un partenaire"), inside="contact", stretch=3),
            column(
                Contact,
                "person",
                _("changer le contact d'un partenaire"),
                inside="contact",
                title=_("Contact"),
                stretch=2,
            ),
            column(Contact, "email", _("changer le courriel d'un partenaire"), inside="contact", stretch=3),
            column(Contact, "phone", _("changer le téléphone d'un partenaire"), inside="contact", stretch=2),
            Column(
                "services",
                _("Services assurés"),
                _("Choisis sous « Qui fait quoi »."),
                computed=_delivered,
                stretch=3,
            ),
        ),
        Words(
            title=_("Partenaires"),
            empty=_("Aucun partenaire : vous assurez tout vous-mêmes."),
            add=_("Ajouter une structure partenaire"),
            added=_("ajouter un partenaire"),
            removed=_("retirer le partenaire « {name} »"),
            duplicated=_("dupliquer un partenaire"),
            moved=_("déplacer un partenaire"),
        ),
        lambda: Structure(name=_("Nouveau partenaire")),
    )


def _number(typed: str) -> Decimal | None:
    """Read a number, or none. Raises `NotANumber`."""
    text = typed.replace("%", "").strip(" \u00a0\u202f-−–—")
    return parse_number(text) if text else None


def _bare(value: Decimal | None) -> str:
    return "" if value is None else number(value)


PERCENT = Writing(lambda value: "—" if value is None else f"{number(value)}{NNBSP}%", _bare, _number)
AMOUNT = Writing(lambda value: "—" if value is None else money(value), _bare, _number)
COUNT = Writing(shown=number, typed=number, read=parse_number)


def _memberships(_project: Project) -> list[tuple[Any, str]]:
    return [
        (None, typeset(_("comme l'offre"))),
        (MembershipRule.REQUIRED, _("demandée en plus")),
        (MembershipRule.INCLUDED, _("comprise")),
        (MembershipRule.NONE, _("aucune")),
    ]


def price_lists() -> Catalogue:
    """The other prices of the same offers, for those who meet a condition."""
    return Catalogue(
        "price_lists",
        (
            column(PriceList, "name", _("renommer une grille"), stretch=3),
            column(PriceList, "condition", _("dire pour qui est une grille"), stretch=5),
            column(PriceList, "percent_off", _("réduction d'une grille"), title=_("Réduction"), writing=PERCENT),
            column(PriceList, "round_to", _("arrondi d'une grille"), writing=AMOUNT),
            column(PriceList, "membership", _("adhésion dans une grille"), choices=_memberships, stretch=2),
        ),
        Words(
            title=_("Grilles de prix"),
            empty=_("Un tarif solidaire ? Un prix pour les non-adhérents ? Ajoutez une grille : une réduction suffit."),
            add=_("Ajouter une grille"),
            added=_("ajouter une grille de prix"),
            removed=_("retirer la grille « {name} »"),
            duplicated=_("dupliquer une grille de prix"),
            moved=_("déplacer une grille de prix"),
        ),
        lambda: PriceList(name=_("Nouvelle grille")),
    )


def profiles(new_row: Callable[[], UsageProfile]) -> Catalogue:
    """The usage types: clients that one has in mind. `new_row` makes one of what is shown."""
    return Catalogue(
        "profiles",
        (
            column(UsageProfile, "name", _("renommer un usage type"), stretch=2),
            Column(
                "quantities",
                typeset(_("Ce qu'il utilise")),
                _("Garder l'usage affiché pour le changer."),
                computed=_used,
                stretch=2,
            ),
        ),
        Words(
            title=_("Usages types"),
            empty=_("Aucun encore : gardez un usage pour le retrouver d'un clic, et le voir sur la carte des prix."),
            add=_("Garder cet usage…"),
            added=_("garder un usage type"),
            removed=_("retirer l'usage type « {name} »"),
            duplicated=_("dupliquer un usage type"),
            moved=_("déplacer un usage type"),
        ),
        new_row,
    )


def _used(project: Project, profile: UsageProfile) -> str:
    """Say the quantities of a profile in few letters: « 18 · 80 Go »."""
    used = {item.metric: item.quantity for item in profile.quantities}
    told = [
        counted(used[metric.id], metric) if len(metric.plural) <= _SYMBOL else number(used[metric.id])
        for metric in project.metrics
        if used.get(metric.id)
    ]
    return " · ".join(told[:_MOST_TOLD]) or "—"


_SYMBOL, _MOST_TOLD = 3, 3
