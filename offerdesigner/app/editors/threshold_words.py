"""What « Seuil de rentabilité » says of the figures: where one stands, thanks to what, and scenario by scenario."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from offerdesigner.app.editors.scenario_table import ScenarioLine
from offerdesigner.app.editors.threshold_panel import ThresholdView, Tone
from offerdesigner.economics.kinds import KIND_WORDS
from offerdesigner.economics.results import Outlook, Results, Today, mix_words
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, Unknown, euros
from offerdesigner.model.forecast import RevenueKind
from offerdesigner.model.project import Project
from offerdesigner.render.charts.economy import costs_and_revenue
from offerdesigner.text import _, listed, month, number, plural, typeset

_TEN = 10
_OWN = (RevenueKind.SUBSCRIPTIONS, RevenueKind.MEMBERSHIPS)
_AID = (RevenueKind.CALLS, RevenueKind.GRANTS, RevenueKind.DONATIONS, RevenueKind.SPONSORSHIP)


def threshold_view(project: Project, found: Results) -> ThresholdView:
    """Return all that the panel shows of the figures of `project`."""
    today, current = found.today, found.current
    tone, message = _message(found)
    outlooks = found.outlooks if project.scenarios else ()
    return ThresholdView(
        costs_and_revenue(found),
        _title(today),
        _remark(project, today),
        message,
        tone,
        tuple(_line(outlook) for outlook in outlooks),
        current.scenario.id,
        _pace(current),
        _note(current),
        _("Sur 10") if all(_of_ten(outlook) for outlook in outlooks) else _("Répartition"),
    )


def clients(count: int) -> str:
    """Say a number of clients."""
    return plural(count, _("{n} client"), _("{n} clients")).format(n=number(count))


def _title(today: Today) -> str:
    """Say what clients alone leave."""
    if not today.clients:
        return _("Pas encore de client.")
    left = today.result_alone
    if not left:
        return _("Avec {clients}, les coûts sont juste couverts.").format(clients=clients(today.clients))
    words = _("Avec {clients}, il manque {amount} par mois.")
    if left > 0:
        words = _("Avec {clients}, il reste {amount} par mois.")
    return words.format(clients=clients(today.clients), amount=euros(abs(left)))


def _remark(project: Project, today: Today) -> str:
    words = _("Recettes {revenue}, coûts {costs}.")
    if project.structure.vat.rate:
        words = _("Recettes {revenue}, coûts {costs}, hors taxes.")
    return words.format(revenue=euros(today.from_clients), costs=euros(today.to_pay))


def _message(found: Results) -> tuple[Tone, str]:
    """Say whether it holds today, and from how many clients on it will by itself."""
    today, alone = found.today, _alone(found.current)
    if not (today.to_pay or today.total_revenue):
        return "advice", ""
    if today.result_alone >= 0 and today.clients:
        words = _("Autonome aujourd'hui : ce que paient les clients couvre les coûts à payer.")
        return "ok", words if today.from_others <= 0 else f"{words} {_beside(today)}"
    aid = today.from_others
    if today.result >= 0:
        words = _("Équilibré aujourd'hui grâce à {amount} {what} : {kinds}.")
        told = words.format(amount=euros(aid), what=_what(today), kinds=listed(_kinds(today)))
        return "ok", f"{told} {alone}"
    lacking = euros(-today.result)
    if aid <= 0:
        return "warning", _("Il manque {amount} par mois. {alone}").format(amount=lacking, alone=alone)
    words = _("Il manque {amount} par mois, même avec {aid} {what} : {kinds}. {alone}")
    told = words.format(amount=lacking, aid=euros(aid), what=_what(today), kinds=listed(_kinds(today)), alone=alone)
    return "warning", told


def _alone(outlook: Outlook) -> str:
    """Say from how many clients on what they pay is enough, or why it never is."""
    reached = outlook.threshold
    if not isinstance(reached, Threshold):
        return reached.why
    counts = [number(count) for _sold, count in reached.counts if count]
    words = _("Autonome à {clients} ({counts}) : {revenue} de recettes, {costs} de coûts.")
    if len(counts) < 2:
        words = _("Autonome à {clients} : {revenue} de recettes, {costs} de coûts.")
    return words.format(
        clients=clients(reached.clients),
        counts=" + ".join(counts),
        revenue=euros(reached.revenue),
        costs=euros(reached.costs),
    )


def _what(today: Today) -> str:
    """Name what comes beside the clients: aid, where it is nothing else."""
    others = [kind for kind, amount in today.revenue.items() if amount and kind not in _OWN]
    is_aid = all(kind in _AID for kind in others) and not _memberships(today)
    return _("d'aides") if is_aid else _("d'autres recettes")


def _memberships(today: Today) -> Fraction:
    """Return what memberships bring beside those of the clients."""
    return sum((today.revenue.get(kind, NOTHING) for kind in _OWN), NOTHING) - today.from_clients


def _kinds(today: Today) -> Iterator[str]:
    """Yield what each kind beside the clients brings: « subventions 200 € »."""
    amounts = {kind: amount for kind, amount in today.revenue.items() if kind not in _OWN and amount}
    entered = _memberships(today)
    for kind, words in KIND_WORDS.items():
        amount = entered if kind is RevenueKind.MEMBERSHIPS else amounts.get(kind)
        if amount:
            yield f"{words.lower()} {euros(amount)}"


def _beside(today: Today) -> str:
    words = _("S'y ajoutent {amount} {what} : {kinds}.")
    return words.format(amount=euros(today.from_others), what=_what(today), kinds=listed(_kinds(today)))


def _line(outlook: Outlook) -> ScenarioLine:
    reached, margin = outlook.threshold, outlook.average_margin
    is_reached = isinstance(reached, Threshold)
    return ScenarioLine(
        outlook.scenario.id,
        outlook.scenario.name,
        mix_words(outlook),
        number(reached.clients) if isinstance(reached, Threshold) else _("jamais"),
        "—" if isinstance(margin, Unknown) else euros(margin),
        _reached_in(outlook) if is_reached else "—",
        "" if isinstance(reached, Threshold) else typeset(reached.why),
    )


def _reached_in(outlook: Outlook) -> str:
    found = outlook.at_threshold
    if found is None:
        return _("pas avant {n} mois").format(n=len(outlook.forecast.months))
    return month(found.first_day) if found.first_day is not None else _("mois {n}").format(n=found.place)


def _of_ten(outlook: Outlook) -> bool:
    return sum((weight for _sold, weight in outlook.mix), NOTHING) == _TEN


def _pace(outlook: Outlook) -> str:
    arrivals = outlook.scenario.arrivals
    words = plural(arrivals, _("à {n} nouveau client par mois"), _("à {n} nouveaux clients par mois"))
    return words.format(n=number(arrivals))


def _note(outlook: Outlook) -> str:
    names = " · ".join(sold.offer.name or _("Sans nom") for sold, _weight in outlook.mix)
    words = _("Dans l'ordre : {names}. Le seuil est arrondi au client entier, offre par offre.")
    return words.format(names=names) if names else ""
