"""What the figures of a viability report should make one wary of, each in a sentence with its figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.franchise import FranchiseState
from offerdesigner.economics.kinds import AID, KIND_WORDS
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.results_words import month_words, pace_words
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, Unknown, clients_words, euros, percent
from offerdesigner.model.address import Address, at
from offerdesigner.model.forecast import Certainty, RevenueKind, RevenueSource
from offerdesigner.render.flow import Piece
from offerdesigner.render.viability_parts import Report, people, scenario_address, section, text, whole
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, listed, months, number, of

MOST_OF_ONE_KIND = Fraction(70, 100)
"""The share of the revenue above which one kind of it is a risk."""

MOST_FROM_OTHERS = Fraction(30, 100)
"""The same for money that does not come from clients."""

_NEAR_STEP = 5
"""How many more clients may start a step of costs before it is told."""

_OWN = (RevenueKind.SUBSCRIPTIONS, RevenueKind.SALES, RevenueKind.MEMBERSHIPS)


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk in a few words, the sentence that gives its figure, and where one acts on it."""

    name: str
    words: str
    address: Address


def risk_pieces(report: Report) -> list[Piece]:
    """Return the risks, or that none of those that are looked for shows."""
    said: list[Said] = [
        (Words(_("{name} : ").format(name=risk.name), "strong", risk.address), Words(risk.words, "ink", risk.address))
        for risk in risks(report)
    ]
    if not said:
        said = [(Words(_("Aucun des risques que l'on sait lire dans les chiffres n'apparaît.")),)]
    return section(report, _("Les risques")) + text(report, *said)


def risks(report: Report) -> list[Risk]:
    """Return the risks that the figures show, those that stop everything first."""
    return [*_balance(report), *_money(report), *_revenue(report), *_costs(report), *_law(report)]


def _balance(report: Report) -> Iterator[Risk]:
    """Yield what the threshold and the losses show."""
    outlook = report.results.current
    address = scenario_address(report.project, outlook)
    if not isinstance(outlook.threshold, Threshold):
        yield Risk(_("Pas de seuil"), outlook.threshold.why, address)
    elif outlook.at_threshold is None:
        words = _("{pace}, ce que paient les clients ne suffit pas à payer les coûts avant {length}.")
        said = words.format(pace=_capital(pace_words(outlook)), length=months(len(outlook.forecast.months)))
        yield Risk(_("Seuil lointain"), said, address)
    for one in report.results.offers:
        margin = one.margin.margin
        if one.margin.is_loss and not isinstance(margin, Unknown):
            words = _("chaque client {offer} coûte {amount} de plus par mois qu'il ne paie.")
            said = words.format(offer=of(one.offer.name or _("l'offre sans nom")), amount=euros(-margin))
            yield Risk(_("Vente à perte"), said, at("offers", one.offer.id))


def _money(report: Report) -> Iterator[Risk]:
    """Yield what the bank shows, in the scenario that is followed and in the others."""
    outlooks = [one for one in report.results.outlooks if one.forecast.months and one.forecast.lowest.cash < 0]
    for outlook in outlooks:
        lowest = outlook.forecast.lowest
        words = _("dans le scénario « {name} », il manque jusqu'à {amount} en banque ({when}).")
        said = words.format(
            name=outlook.scenario.name or _("Sans nom"), amount=whole(-lowest.cash), when=month_words(lowest)
        )
        yield Risk(_("Trésorerie sous zéro"), said, "plan/opening_cash")


def _revenue(report: Report) -> Iterator[Risk]:
    """Yield what depends on one source, on what is only hoped for, on what stops, on who leaves."""
    yield from _dependence(report)
    yield from _hoped(report)
    outlook = report.results.current
    horizon = len(outlook.forecast.months)
    for source in report.project.revenues:
        last = None if source.lasts_months is None else source.first_month - 1 + source.lasts_months
        if last is None or last >= horizon or not source.amount or not _counts(outlook, source.certainty):
            continue
        words = _("« {name} » s'arrête après {when} : {amount} de moins par mois.")
        amount = euros(Fraction(source.amount) / source.period_months)
        said = words.format(
            name=_source_name(source), when=month_words(outlook.forecast.months[last - 1]), amount=amount
        )
        yield Risk(_("Fin d'une recette"), said, at("revenues", source.id))
    yield from _departures(report, outlook)


def _source_name(source: RevenueSource) -> str:
    return source.name or KIND_WORDS[source.kind]


def _counts(outlook: Outlook, certainty: Certainty) -> bool:
    return certainty is Certainty.CERTAIN or outlook.scenario.counts_hoped


def _dependence(report: Report) -> Iterator[Risk]:
    yield from _aid(report)
    for share in report.results.shares:
        part = share.share
        if isinstance(part, Unknown) or share.kind in AID:
            continue
        is_own = share.kind in _OWN
        if part > (MOST_OF_ONE_KIND if is_own else MOST_FROM_OTHERS):
            words = _("{kind} : {part} des recettes d'aujourd'hui, {amount} par mois à remplacer si elles cessent.")
            if is_own:
                words = _("{kind} : {part} des recettes d'aujourd'hui, {amount} par mois.")
            said = words.format(kind=KIND_WORDS[share.kind].lower(), part=percent(part), amount=euros(share.amount))
            yield Risk(_("Dépendance à une seule source"), said, "wanted_shares" if is_own else "revenues")


def _aid(report: Report) -> Iterator[Risk]:
    """Yield the part of the revenue that is given, where it is large or a month is not paid without it."""
    today = report.results.today
    given = {kind: amount for kind in AID if (amount := today.others.get(kind, NOTHING)) > 0}
    amount = sum(given.values(), NOTHING)
    if not amount or (today.result_alone >= 0 and amount <= MOST_FROM_OTHERS * today.total_revenue):
        return
    kinds = listed(f"{KIND_WORDS[kind].lower()} {percent(each / today.total_revenue)}" for kind, each in given.items())
    left = today.result - amount
    words = _("{part} des recettes d'aujourd'hui sont données ({kinds}) ; sans elles, il resterait {left} par mois.")
    if left < 0:
        words = _("{part} des recettes d'aujourd'hui sont données ({kinds}) ; sans elles, il manque {left} par mois.")
    said = words.format(part=percent(amount / today.total_revenue), kinds=kinds, left=euros(abs(left)))
    yield Risk(_("Dépendance aux aides"), said, "revenues")


def _hoped(report: Report) -> Iterator[Risk]:
    hoped = [one for one in report.project.revenues if one.certainty is Certainty.HOPED and one.amount]
    if hoped and report.results.current.scenario.counts_hoped:
        monthly = sum((Fraction(one.amount) / one.period_months for one in hoped), NOTHING)
        words = _("le scénario suivi compte {amount} par mois que personne n'a encore promis ({names}).")
        said = words.format(amount=euros(monthly), names=listed(_source_name(one) for one in hoped))
        yield Risk(_("Recettes espérées"), said, at("revenues", hoped[0].id))


def _departures(report: Report, outlook: Outlook) -> Iterator[Risk]:
    address = scenario_address(report.project, outlook, "departures")
    gone = sum((month.departures for month in outlook.forecast.months), NOTHING)
    length = months(len(outlook.forecast.months))
    if not outlook.scenario.departures:
        words = _("aucun n'est prévu ; chaque client perdu sera à retrouver en plus.")
        yield Risk(_("Départs"), words, address)
    elif gone >= 1:
        words = _("{rate} % des clients par an, soit {n} à remplacer en {length} ; c'est compté.")
        said = words.format(rate=number(outlook.scenario.departures), n=people(gone), length=length)
        yield Risk(_("Départs"), said, address)


def _costs(report: Report) -> Iterator[Risk]:
    """Yield the step that comes, and the work that nobody pays."""
    found = report.results
    if found.next_step is not None and found.next_step[0] - found.today.clients <= _NEAR_STEP:
        start, more = found.next_step
        words = _("dès {clients}, les coûts montent de {amount} par mois.")
        yield Risk(_("Pas de coûts proche"), words.format(clients=clients_words(start), amount=euros(more)), "costs")
    volunteers = found.today.fair - found.today.to_pay
    if volunteers > 0:
        words = _("{amount} de travail par mois ne sont pas payés ; sans les bénévoles, il faudrait les payer.")
        yield Risk(_("Temps bénévole"), words.format(amount=euros(volunteers)), "costs")


def _law(report: Report) -> Iterator[Risk]:
    told = report.results.current.franchise
    if told is not None and told.state is not FranchiseState.WITHIN:
        yield Risk(_("Franchise de TVA"), told.words, "structure/vat")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
