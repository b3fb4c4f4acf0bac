"""The tables of the tab « Besoins »: needs, hypotheses, focus groups and their questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from offerdesigner.app.editors.catalogue import Column, Writing
from offerdesigner.app.editors.catalogues import Catalogue, column
from offerdesigner.app.editors.table import Words
from offerdesigner.economics.focus_guide import WELCOME_MINUTES, clock, total_minutes
from offerdesigner.model.address import Address
from offerdesigner.model.project import Project
from offerdesigner.model.research import FocusGroup, Hypothesis, Need, Question, Verdict
from offerdesigner.text import NBSP, _, day, number, parse_number, typeset

VERDICTS = (
    (Verdict.UNTESTED, _("pas encore essayée")),
    (Verdict.CONFIRMED, _("confirmée")),
    (Verdict.REFUTED, _("démentie")),
    (Verdict.UNSURE, _("on hésite")),
)


def _minutes(typed: str) -> Decimal:
    """Read minutes, with or without « min ». Raises `NotANumber`."""
    return parse_number(typed.lower().removesuffix("min"))


_MINUTES = Writing(shown=lambda value: f"{value}{NBSP}min", typed=number, read=_minutes)


def _verdicts(_project: Project) -> list[tuple[Any, str]]:
    return list(VERDICTS)


def needs() -> Catalogue:
    """Who needs what, and why."""
    return Catalogue(
        "needs",
        (
            column(Need, "who", _("changer qui a un besoin"), stretch=2),
            column(Need, "what", _("changer ce dont on a besoin"), stretch=3),
            column(Need, "why", _("changer la raison d'un besoin"), stretch=3),
        ),
        Words(
            title=_("Besoins"),
            empty=typeset(_("Un besoin tient en une phrase : qui a besoin de quoi, et en raison de quoi.")),
            add=_("Ajouter un besoin"),
            added=_("ajouter un besoin"),
            removed=_("retirer un besoin"),
            duplicated=_("dupliquer un besoin"),
            moved=_("déplacer un besoin"),
        ),
        Need,
    )


def hypotheses() -> Catalogue:
    """What we believe, and how we shall know."""
    return Catalogue(
        "hypotheses",
        (
            column(Hypothesis, "belief", _("changer une hypothèse"), stretch=4),
            column(Hypothesis, "test", _("changer l'essai d'une hypothèse"), stretch=3),
            column(Hypothesis, "verdict", _("changer le résultat d'une hypothèse"), choices=_verdicts, stretch=2),
        ),
        Words(
            title=_("Hypothèses"),
            empty=typeset(_("Ce que vous croyez sans l'avoir vérifié : notez-le, et dites comment vous le saurez.")),
            add=_("Ajouter une hypothèse"),
            added=_("ajouter une hypothèse"),
            removed=_("retirer une hypothèse"),
            duplicated=_("dupliquer une hypothèse"),
            moved=_("déplacer une hypothèse"),
        ),
        Hypothesis,
    )


def _held_on(_project: Project, group: FocusGroup) -> str:
    return day(group.held_on) if group.held_on else "—"


def _lasts(_project: Project, group: FocusGroup) -> str:
    return clock(total_minutes(group)) if group.questions else "—"


def groups() -> Catalogue:
    """The groups met, or to meet."""
    chosen = _("Se change plus bas.")
    return Catalogue(
        "focus_groups",
        (
            column(FocusGroup, "name", _("renommer un groupe"), stretch=3),
            column(FocusGroup, "public", _("changer le public d'un groupe"), stretch=4),
            Column("held_on", _("Date"), chosen, computed=_held_on, stretch=2),
            Column("questions", _("Durée"), _("Accueil et clôture compris."), computed=_lasts),
        ),
        Words(
            title=_("Groupes de discussion"),
            empty=typeset(
                _("Réunissez quatre à huit personnes et écoutez-les : le guide de l'aperçu s'imprime tel quel.")
            ),
            add=_("Ajouter un groupe"),
            added=_("ajouter un groupe de discussion"),
            removed=_("retirer le groupe « {name} »"),
            duplicated=_("dupliquer un groupe de discussion"),
            moved=_("déplacer un groupe de discussion"),
        ),
        lambda: FocusGroup(name=_("Nouveau groupe")),
    )


def _starts(project: Project, question: Question) -> str:
    """Say when a question is asked, from the beginning of its group."""
    for group in project.focus_groups:
        minutes = WELCOME_MINUTES
        for one in group.questions:
            if one is question:
                return clock(minutes)
            minutes += one.minutes
    return ""


def questions(holder: Address) -> Catalogue:
    """What is asked of one group."""
    return Catalogue(
        holder,
        (
            column(Question, "text", _("changer une question"), stretch=8),
            column(Question, "minutes", _("changer la durée d'une question"), writing=_MINUTES),
            Column("starts", _("Début"), _("Depuis le début, accueil compris."), computed=_starts),
        ),
        Words(
            title=_("Questions"),
            empty=_("Aucune question : le guide type en propose huit, à changer à votre goût."),
            add=_("Ajouter une question"),
            added=_("ajouter une question"),
            removed=_("retirer une question"),
            duplicated=_("dupliquer une question"),
            moved=_("déplacer une question"),
        ),
        Question,
    )
