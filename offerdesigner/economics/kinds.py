"""Families of costs and kinds of revenue in words, in the order in which they are shown everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from offerdesigner.model.costs import CostFamily
from offerdesigner.model.forecast import RevenueKind
from offerdesigner.text import _

FAMILY_WORDS: Mapping[CostFamily, str] = MappingProxyType(
    {
        CostFamily.INFRASTRUCTURE: _("Infrastructure"),
        CostFamily.WORK: _("Travail"),
        CostFamily.RUNNING: _("Fonctionnement"),
        CostFamily.SAVINGS: _("Épargne"),
    }
)
KIND_WORDS: Mapping[RevenueKind, str] = MappingProxyType(
    {
        RevenueKind.SUBSCRIPTIONS: _("Abonnements"),
        RevenueKind.SALES: _("Ventes ponctuelles"),
        RevenueKind.MEMBERSHIPS: _("Adhésions"),
        RevenueKind.CALLS: _("Appels à projets"),
        RevenueKind.GRANTS: _("Subventions"),
        RevenueKind.DONATIONS: _("Dons"),
        RevenueKind.SPONSORSHIP: _("Mécénat"),
        RevenueKind.OTHER: _("Autres"),
    }
)

AID = (RevenueKind.CALLS, RevenueKind.GRANTS, RevenueKind.DONATIONS, RevenueKind.SPONSORSHIP)
"""Money that is given: it may stop whatever the offers are worth."""
