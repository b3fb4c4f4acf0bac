"""The key figures in words: how many clients it takes, who is to find, what each offer leaves, how far the aim is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from offerdesigner.app.figures import figures_of
from offerdesigner.economics.results import OfferFigures, Outlook, Results
from offerdesigner.economics.results_words import (
    NONE,
    amount_words,
    gap_to_find_words,
    in_month,
    pace_words,
    threshold_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import Unknown, clients_words, euros, rounded_euros
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.text import _, number, typeset

MOST_OFFERS = 3
THRESHOLD, TO_FIND = "threshold", "to_find"
_DECEMBER = 12


@dataclass(frozen=True)
class Figure:
    """A figure: what it is of, its words, the number that says whether it rose (`None`: not known).

    `detail` stands beside it, `remark` under it; `why` says more, or why there is no figure.
    """

    key: str
    title: str
    text: str
    value: Decimal | None = None
    detail: str = ""
    why: str = ""
    is_money: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Aim:
    """How far clients are from the aim; `places` are those of today and of the threshold, from 0 to 1."""

    title: str
    text: str
    words: str
    reached: Fraction
    threshold: Fraction | None


@dataclass(frozen=True)
class KeyView:
    """All that the bar shows of a project."""

    threshold: Figure
    to_find: Figure
    margins: tuple[Figure, ...]
    margins_title: str
    aim: Aim | None
    scenarios: tuple[tuple[Id, str], ...]
    followed: Id | None


PENDING = KeyView(
    Figure(THRESHOLD, _("Seuil de rentabilité"), "…"),
    Figure(TO_FIND, _("Clients à trouver"), "…"),
    (Figure("", "…", "…"),),
    _("Marge par client et par mois"),
    None,
    (),
    None,
)
"""While nothing is computed yet."""


def key_view(project: Project) -> KeyView:
    """Compute the figures of `project` and say them: the job of the worker."""
    found = figures_of(project)
    current = found.current
    return KeyView(
        _threshold(current),
        _to_find(found),
        tuple(_margins(found)),
        _("Marge par client et par mois") + (_(", hors taxes") if project.structure.vat.rate else ""),
        _aim(project, found),
        tuple((one.id, one.name or _("Sans nom")) for one in project.scenarios),
        current.scenario.id if project.scenarios else None,
    )


def _threshold(current: Outlook) -> Figure:
    title, reached = _("Seuil de rentabilité"), current.threshold
    if not isinstance(reached, Threshold):
        return Figure(THRESHOLD, title, threshold_words(current), why=typeset(reached.why))
    why = _("{revenue} de recettes par mois, {costs} de coûts à payer.")
    said = why.format(revenue=euros(reached.revenue), costs=euros(reached.costs))
    return Figure(
        THRESHOLD, title, typeset(clients_words(reached.clients)), Decimal(reached.clients), why=typeset(said)
    )


def _to_find(found: Results) -> Figure:
    title = _("Clients à trouver ({n} aujourd'hui)").format(n=number(found.today.clients))
    needed = found.current.to_find
    if not isinstance(needed, Threshold):
        return Figure(TO_FIND, typeset(title), NONE, why=typeset(needed.why))
    parts = [f"{number(count)} {sold.offer.name or _('Sans nom')}" for sold, count in needed.counts if count]
    why, apart = _("Avec ceux d'aujourd'hui, ils paieraient tous les coûts."), gap_to_find_words(found, found.current)
    return Figure(
        TO_FIND,
        typeset(title),
        number(needed.clients),
        Decimal(needed.clients),
        f"= {' + '.join(parts)}" if len(parts) > 1 else "",
        typeset(f"{why} {apart}".rstrip()),
        remark=typeset(_to_find_remark(found)) if apart else "",
    )


def _to_find_remark(found: Results) -> str:
    """Say in few words why these are not the threshold less those of today."""
    if found.current.is_todays_mix:
        return _("arrondis offre par offre, comme le seuil")
    return _("ceux d'aujourd'hui ont une autre répartition")


def _margins(found: Results) -> Iterator[Figure]:
    """Yield what the first offers leave, those that are sold before the others."""
    for offer in sorted(found.offers, key=lambda one: one.sale is None)[:MOST_OFFERS]:
        yield _margin(offer)


def _margin(figures: OfferFigures) -> Figure:
    name, margin = figures.offer.name or _("Sans nom"), figures.margin.margin
    if isinstance(margin, Unknown):
        return Figure(figures.offer.id, name, NONE, why=typeset(margin.why))
    why = _("{name} : {margin} une fois payés ses propres coûts.")
    if figures.margin.is_loss:
        why = _("{name} est vendue à perte : {margin} par client et par mois.")
    said = why.format(name=name, margin=euros(margin))
    return Figure(figures.offer.id, name, amount_words(margin), rounded_euros(margin), why=typeset(said), is_money=True)


def _aim(project: Project, found: Results) -> Aim | None:
    target, current = project.plan.target_clients, found.current
    if target is None:
        return None
    threshold = current.threshold
    due = project.plan.target_date
    title = _("Objectif : {clients}").format(clients=clients_words(target))
    whole = Fraction(max(target, found.today.clients))
    return Aim(
        typeset(title if due is None else f"{title} {_by(due)}"),
        f"{number(found.today.clients)} / {number(target)}",
        typeset(_pace(current)),
        Fraction(found.today.clients) / whole,
        min(Fraction(1), threshold.clients / whole) if isinstance(threshold, Threshold) else None,
    )


def _by(due: date) -> str:
    """Say the date of the aim: « fin 2028 » for its last day, else its month."""
    if (due.month, due.day) == (_DECEMBER, 31):
        return _("fin {year}").format(year=due.year)
    return _("au {day}/{month}/{year}").format(day=f"{due.day:02}", month=f"{due.month:02}", year=due.year)


def _pace(current: Outlook) -> str:
    """Say how fast clients come, and when they are enough."""
    parts = []
    if current.at_threshold is not None and isinstance(current.threshold, Threshold):
        parts.append(_("seuil {when}").format(when=in_month(current.at_threshold)))
    if current.at_target is not None:
        parts.append(_("objectif {when}").format(when=in_month(current.at_target)))
    else:
        parts.append(_("objectif pas avant {n} mois").format(n=len(current.forecast.months)))
    return f"{pace_words(current)} : {', '.join(parts)}"
