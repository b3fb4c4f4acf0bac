"""The tables of « Prévisions »: scenarios, other revenue, and the own table of wages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from offerdesigner.app.editors.catalogue import Column, Writing
from offerdesigner.app.editors.catalogues import AMOUNT, COUNT, PERCENT, Catalogue, column
from offerdesigner.app.editors.table import Words
from offerdesigner.economics.activity import followed
from offerdesigner.economics.kinds import KIND_WORDS
from offerdesigner.model.base import Identified
from offerdesigner.model.forecast import Certainty, RevenueKind, RevenueSource, Scenario, WagePoint
from offerdesigner.model.project import Project
from offerdesigner.text import _, every, months, number, parse_number, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_CADENCES = (1, 3, 6, 12, 24, 36)


def _is_followed(project: Project, scenario: Scenario) -> str:
    return _("oui") if scenario is followed(project) else ""


def scenarios() -> Catalogue:
    """How many come, how many leave, how many stay after a trial."""
    return Catalogue(
        "scenarios",
        (
            column(Scenario, "name", _("renommer un scénario"), stretch=2),
            column(
                Scenario, "arrivals", _("changer les nouveaux clients d'un scénario"),
                title=_("Nouveaux par mois"), writing=COUNT,
            ),
            column(Scenario, "departures", _("changer les départs d'un scénario"), writing=PERCENT),
            column(
                Scenario, "trial_conversion", _("changer qui reste après l'essai"),
                title=typeset(_("Restent après l'essai")), writing=PERCENT,
            ),
            column(
                Scenario, "counts_hoped", _("compter ou non les revenus espérés"),
                title=_("Revenus espérés"), boolean=True,
            ),
            Column(
                "plan", _("Suivi"), _("Les chiffres clés et les graphiques parlent du scénario suivi."),
                computed=_is_followed,
            ),
        ),
        Words(
            title=_("Scénarios"),
            empty=_("Aucun scénario : combien de clients viendront, et combien partiront ?"),
            add=_("Ajouter un scénario"),
            added=_("ajouter un scénario"),
            removed=_("retirer le scénario « {name} »"),
            duplicated=_("dupliquer un scénario"),
            moved=_("déplacer un scénario"),
        ),
        lambda: Scenario(name=_("Nouveau scénario")),
    )  # fmt: skip


def _kinds(_project: Project) -> list[tuple[Any, str]]:
    return [(kind, words) for kind, words in KIND_WORDS.items() if kind is not RevenueKind.SUBSCRIPTIONS]


def _cadences(project: Project) -> list[tuple[Any, str]]:
    held = {source.period_months for source in project.revenues}
    return [(period, every(period)) for period in sorted(held.union(_CADENCES))]


def _certainties(_project: Project) -> list[tuple[Any, str]]:
    return [(Certainty.CERTAIN, _("certaine")), (Certainty.HOPED, _("espérée"))]


def _read_length(typed: str) -> Any:
    """Read a number of months; nothing typed is as long as the plan. Raises `NotANumber`."""
    text = typed.replace(_("mois"), "").strip(" \u00a0\u202f—")
    return parse_number(text) if text else None


_LENGTH = Writing(
    shown=lambda count: _("tout du long") if count is None else months(count),
    typed=lambda count: "" if count is None else number(count),
    read=_read_length,
)


def revenues() -> Catalogue:
    """What comes in beside the offers."""

    def new_source() -> Identified:
        return RevenueSource(name=_("Nouveau revenu"), amount=0, certainty=Certainty.HOPED)

    return Catalogue(
        "revenues",
        (
            column(RevenueSource, "name", _("renommer un revenu"), stretch=3),
            column(RevenueSource, "kind", _("changer la nature d'un revenu"), choices=_kinds, stretch=2),
            column(RevenueSource, "amount", _("changer le montant d'un revenu"), writing=AMOUNT),
            column(RevenueSource, "period_months", _("changer la cadence d'un revenu"), choices=_cadences),
            column(
                RevenueSource, "certainty", _("dire si un revenu est certain"),
                title=_("Certitude"), choices=_certainties,
            ),
            column(
                RevenueSource, "first_month", _("changer quand un revenu commence"),
                title=_("Dès le mois n°"), writing=COUNT,
            ),
            column(RevenueSource, "lasts_months", _("changer combien de temps dure un revenu"), writing=_LENGTH),
        ),
        Words(
            title=_("Autres revenus"),
            empty=_("Rien d'autre que les abonnements : une subvention, des dons, des adhésions ?"),
            add=_("Ajouter un revenu"),
            added=_("ajouter un revenu"),
            removed=_("retirer le revenu « {name} »"),
            duplicated=_("dupliquer un revenu"),
            moved=_("déplacer un revenu"),
        ),
        new_source,
    )  # fmt: skip


def wages(document: Document) -> Catalogue:
    """What the employer pays for some gross pays, instead of the published table."""

    def new_point() -> Identified:
        last = document.project.plan.wages[-1]
        return WagePoint(gross=last.gross + 500, cost=last.cost + 700)

    return Catalogue(
        "plan/wages",
        (
            column(WagePoint, "gross", _("changer un salaire du barème"), writing=AMOUNT),
            column(WagePoint, "cost", _("changer un coût du barème"), writing=AMOUNT),
        ),
        Words(
            title=_("Barème des cotisations"),
            empty="",
            add=_("Ajouter un salaire"),
            added=_("ajouter un salaire au barème"),
            removed=_("retirer un salaire du barème"),
            duplicated=_("dupliquer un salaire du barème"),
            moved=_("déplacer un salaire du barème"),
        ),
        new_point,
    )
