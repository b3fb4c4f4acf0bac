"""The tables of rules and of expected sales: their columns, their words and their new rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from offerdesigner.app.editors.catalogue import Column
from offerdesigner.app.editors.catalogues import COUNT, Catalogue, column
from offerdesigner.app.editors.table import Words
from offerdesigner.model.base import Identified
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale, SharingKind, SharingRule
from offerdesigner.text import _, listed, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

KINDS = (
    (SharingKind.PERCENTAGE, _("en pourcentage")),
    (SharingKind.FIXED, _("un montant fixe par mois et par client")),
    (SharingKind.COSTS_FIRST, typeset(_("les frais d'abord, puis le reste"))),
)


def _kinds(_project: Project) -> list[tuple[Any, str]]:
    return list(KINDS)


def _covered(project: Project, rule: SharingRule) -> str:
    if rule.offers is None:
        return _("toutes celles sans règle à elles")
    names = {offer.id: offer.name or _("sans nom") for offer in project.offers}
    return listed(names[offer] for offer in rule.offers) or _("aucune")


def rules() -> Catalogue:
    """How what belongs to nobody in particular is shared."""
    return Catalogue(
        "sharing",
        (
            column(SharingRule, "name", _("renommer une règle de partage"), stretch=2),
            column(SharingRule, "kind", _("changer la façon de partager"), choices=_kinds, stretch=3),
            Column(
                "offers", _("Pour les offres"), _("Choisies par le bouton « Offres… »."), computed=_covered, stretch=3
            ),
        ),
        Words(
            title=_("Règles de partage"),
            empty=_("Aucune règle : ce qui n'est à personne en particulier vous revient en entier."),
            add=_("Ajouter une règle"),
            added=_("ajouter une règle de partage"),
            removed=_("retirer la règle « {name} »"),
            duplicated=_("dupliquer une règle de partage"),
            moved=_("déplacer une règle de partage"),
        ),
        lambda: SharingRule(name=_("Nouvelle règle")),
    )


def _offers(project: Project) -> list[tuple[Any, str]]:
    return [(offer.id, offer.name or _("sans nom")) for offer in project.offers]


def _price_lists(project: Project) -> list[tuple[Any, str]]:
    return [(None, _("de base")), *((one.id, one.name) for one in project.price_lists)]


def _profiles(project: Project) -> list[tuple[Any, str]]:
    return [(None, typeset(_("ce que l'offre comprend"))), *((one.id, one.name) for one in project.profiles)]


def _options(project: Project, sale: Sale) -> str:
    names = {option.id: option.name or _("sans nom") for option in project.options}
    return listed(names[option] for option in sale.options) or "—"


def sales(document: Document) -> Catalogue:
    """What one expects to sell."""

    def new_sale() -> Identified:
        return Sale(offer=document.project.offers[0].id, clients=10)

    return Catalogue(
        "sales",
        (
            Column("offer", _("Offre"), label=_("changer l'offre d'une vente"), choices=_offers, stretch=3),
            column(Sale, "clients", _("changer le nombre de clients"), writing=COUNT),
            column(Sale, "months", _("changer l'engagement d'une vente"), title=_("Mois engagés"), writing=COUNT),
            column(Sale, "price_list", _("changer la grille d'une vente"), choices=_price_lists, stretch=2),
            column(Sale, "profile", _("changer l'usage d'une vente"), choices=_profiles, stretch=2),
            Column("options", _("Options"), _("Choisies par le bouton « Options… »."), computed=_options, stretch=2),
        ),
        Words(
            title=_("Ventes prévues"),
            empty=_("Aucune vente prévue : dites combien de clients vous attendez, et sur quelle offre."),
            add=_("Ajouter une vente prévue"),
            added=_("ajouter une vente prévue"),
            removed=_("retirer une vente prévue"),
            duplicated=_("dupliquer une vente prévue"),
            moved=_("déplacer une vente prévue"),
        ),
        new_sale,
    )
