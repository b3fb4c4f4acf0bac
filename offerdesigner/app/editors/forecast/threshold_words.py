"""What « Seuil de rentabilité » says of the figures: where one stands, thanks to what, and scenario by scenario."""

from __future__ import annotations

from offerdesigner.app.editors.forecast.scenario_table import ScenarioLine
from offerdesigner.app.editors.forecast.threshold_panel import ThresholdView, Tone
from offerdesigner.economics.results import Outlook, Results, mix_words
from offerdesigner.economics.results_words import (
    alone_words,
    amount_words,
    arrivals_words,
    gap_to_find_words,
    gap_words,
    has_memberships,
    hoped_words,
    others_words,
    result_words,
    threshold_month_words,
    threshold_words,
    welcome_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.today import Today
from offerdesigner.economics.values import NOTHING, euros
from offerdesigner.model.project import Project
from offerdesigner.render.charts.economy import costs_and_revenue, costs_by_family
from offerdesigner.render.charts.shares import Shares
from offerdesigner.text import _, typeset

_TEN = 10


def threshold_view(project: Project, found: Results) -> ThresholdView:
    """Return all that the panel shows of the figures of `project`."""
    today, current = found.today, found.current
    tone, message = _message(found)
    outlooks = found.outlooks if project.scenarios else ()
    spent = costs_by_family(found)
    return ThresholdView(
        costs_and_revenue(found),
        gap_words(today),
        _remark(project, today),
        message,
        tone,
        tuple(_line(outlook) for outlook in outlooks),
        current.scenario.id,
        _note(found),
        _("Sur 10") if all(_of_ten(outlook) for outlook in outlooks) else _("Répartition"),
        spent if isinstance(spent, Shares) else None,
    )


def _remark(project: Project, today: Today) -> str:
    words = _("Recettes {revenue}, coûts {costs}.")
    if project.structure.vat.rate:
        words = _("Recettes {revenue}, coûts {costs}, hors taxes.")
    return words.format(revenue=euros(today.from_clients), costs=euros(today.to_pay))


def _message(found: Results) -> tuple[Tone, str]:
    """Say whether it holds today, and from how many clients on it will by itself.

    While some prices are not known nobody can tell: what is known is said, and nothing asserted.
    """
    today, alone = found.today, alone_words(found.current)
    if not (today.to_pay or today.total_revenue or today.untold):
        return "advice", hoped_words(today)
    tone, told = _stand(today, alone)
    if today.untold:
        tone, told = "advice", f"{result_words(today)} {alone}"
    return tone, f"{told} {hoped_words(today)}".rstrip()


def _stand(today: Today, alone: str) -> tuple[Tone, str]:
    """Say whether a month of which all is known holds, and thanks to what."""
    if today.result_alone >= 0 and today.clients:
        words = _("Autonome aujourd'hui : ce que paient les clients couvre les coûts à payer.")
        return "ok", words if today.from_others <= 0 else f"{words} {_beside(today)}"
    if today.result >= 0:
        words = _("Équilibré aujourd'hui grâce à {others}. {alone}")
        return "ok", words.format(others=others_words(today), alone=alone)
    return "warning", f"{result_words(today)} {alone}"


def _beside(today: Today) -> str:
    return _("S'y ajoutent {others}.").format(others=others_words(today))


def _line(outlook: Outlook) -> ScenarioLine:
    reached = outlook.threshold
    return ScenarioLine(
        outlook.scenario.id,
        outlook.scenario.name,
        arrivals_words(outlook),
        mix_words(outlook),
        threshold_words(outlook),
        amount_words(outlook.average_margin),
        _reached(outlook),
        typeset(_why_late(outlook)) if isinstance(reached, Threshold) else typeset(reached.why),
    )


def _reached(outlook: Outlook) -> str:
    """Say when the threshold is reached, in as few words as the column is wide."""
    if isinstance(outlook.threshold, Threshold) and outlook.at_threshold is None:
        return _("> {n} mois").format(n=len(outlook.forecast.months))
    return threshold_month_words(outlook)


def _why_late(outlook: Outlook) -> str:
    return (
        _("Seuil atteint : {when}.").format(when=threshold_month_words(outlook)) if outlook.at_threshold is None else ""
    )


def _of_ten(outlook: Outlook) -> bool:
    return sum((weight for _sold, weight in outlook.mix), NOTHING) == _TEN


def _note(found: Results) -> str:
    """Say how the table is read: the order of the sales, how they are rounded, what margins have in them."""
    outlook = found.current
    names = " · ".join(sold.offer.name or _("Sans nom") for sold, _weight in outlook.mix)
    words = _("Dans l'ordre : {names}. Le seuil est arrondi au client entier, offre par offre.")
    said = [words.format(names=names)] if names else []
    if has_memberships((outlook,)):
        said.append(_("La marge moyenne compte l'adhésion."))
    return " ".join(filter(None, (*said, welcome_words(outlook), gap_to_find_words(found, outlook))))
