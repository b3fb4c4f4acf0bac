"""The head of a viability report: what it is about, the figures that count, and what they say in three sentences."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.economics.results import Outlook
from offerdesigner.economics.results_words import (
    cash_apart,
    from_month,
    gap_to_find_words,
    month_words,
    others_words,
    pace_words,
    threshold_month_words,
    threshold_words,
    untold_words,
)
from offerdesigner.economics.threshold import Never, Threshold
from offerdesigner.economics.today import Today
from offerdesigner.economics.values import NOTHING, clients_words, euros
from offerdesigner.render.flow import Piece
from offerdesigner.render.style import MM
from offerdesigner.render.tariff_head import title_piece
from offerdesigner.render.viability_parts import (
    KeyFigure,
    Report,
    figures_piece,
    kept,
    scenario_address,
    section,
    text,
    whole,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, day, listed, months, number


def head_pieces(report: Report) -> list[Piece]:
    """Return the title, what the report is of, the key figures and the three sentences."""
    pieces = [title_piece(Words(_("Rapport de viabilité")), report.project, report.of, report.palette)]
    pieces += text(report, tuple(_subject(report)), before=5 * MM)
    pieces += section(report, _("En bref"))
    pieces += kept([figures_piece(report, tuple(_figures(report)))])
    said = (_standing(report), *_bank(report), _threshold(report), _surplus(report))
    return pieces + text(report, *said, before=3.5 * MM)


def _subject(report: Report) -> Iterator[Words]:
    project, outlook = report.project, report.results.current
    if project.name:
        yield Words(project.name, "strong", "name")
        yield Words(" · ", "soft")
    yield Words(_("établi le {day}").format(day=day(report.today)))
    yield Words(" · ", "soft")
    if project.scenarios:
        address = scenario_address(project, outlook, "name")
        yield Words(_("scénario suivi : "))
        yield Words(outlook.scenario.name or _("Sans nom"), "strong", address)
    else:
        yield Words(_("aucun scénario de ventes encore : tout reste comme aujourd'hui"), "soft", "scenarios")


def _figures(report: Report) -> Iterator[KeyFigure]:
    found, outlook = report.results, report.results.current
    today, reached = found.today, outlook.threshold
    address = scenario_address(report.project, outlook)
    detail = _("{n} aujourd'hui").format(n=clients_words(today.clients))
    if isinstance(reached, Threshold):
        yield KeyFigure(_("Seuil de rentabilité"), clients_words(reached.clients), detail, address)
        yield KeyFigure(_("Seuil atteint"), threshold_month_words(outlook), pace_words(outlook), address)
    else:
        never = threshold_words(outlook) if isinstance(reached, Never) else _("inconnu")
        yield KeyFigure(_("Seuil de rentabilité"), never, detail, address)
    label = _("Il reste par mois") if today.result_alone >= 0 else _("Il manque par mois")
    detail = _("avec les seuls clients d'aujourd'hui")
    yield KeyFigure(label, euros(abs(today.result_alone)), detail, "sales")
    if outlook.forecast.months:
        lowest = outlook.forecast.lowest
        yield KeyFigure(_("Au plus bas en banque"), euros(lowest.cash), month_words(lowest), "plan/opening_cash")


def _standing(report: Report) -> Said:
    """Say whether it holds today, and thanks to whom."""
    today = report.results.today
    said = _reason(today).format(
        n=number(today.clients),
        revenue=euros(today.from_clients),
        others=others_words(today),
        costs=euros(today.to_pay),
        left=euros(abs(today.result)),
        alone=euros(abs(today.result_alone)),
        untold=_(", {untold}").format(untold=untold_words(today)) if today.untold else "",
    )
    return Words(_verdict(today), "strong"), Words(f" {said}", "ink", "sales")


def _bank(report: Report) -> Iterator[Said]:
    """Yield why the bank rises all the same, where it does though a month does not pay for itself."""
    outlook = report.results.current
    months_shown, apart = outlook.forecast.months, cash_apart(outlook)
    if report.results.today.result >= 0 or not months_shown or months_shown[0].cash_flow < 0 or not apart:
        return
    words = _("La banque peut monter quand même : {apart} y arrivent d'un coup, et ne reviennent pas chaque mois.")
    yield (Words(words.format(apart=listed(apart)), "soft", "plan/opening_cash"),)


def _verdict(today: Today) -> str:
    if today.result_alone >= 0:
        return _("L'activité tient par elle-même.")
    if today.result >= 0:
        return _("L'activité tient aujourd'hui, grâce aux aides.")
    return _("On ne sait pas encore si l'activité tient.") if today.untold else _("L'activité ne tient pas encore.")


def _reason(today: Today) -> str:
    """Return the sentence to fill in, that holds whatever the numbers are."""
    if today.result_alone >= 0:
        return _("Les clients ({n}) apportent {revenue} par mois, pour {costs} à payer : il reste {alone}{untold}.")
    if today.result >= 0:
        return _(
            "Les clients ({n}) apportent {revenue} par mois, pour {costs} à payer{untold} ; les {alone} qui manquent "
            "viennent de {others}."
        )
    if today.from_others:
        return _(
            "Les clients ({n}) apportent {revenue} par mois, pour {costs} à payer : il manque {left} par mois, même "
            "avec {others}{untold}."
        )
    return _("Les clients ({n}) apportent {revenue} par mois, pour {costs} à payer : il manque {left}{untold}.")


def _threshold(report: Report) -> Said:
    """Say how many clients it takes in the scenario that is followed, and when they are there."""
    outlook = report.results.current
    reached, finding = outlook.threshold, outlook.to_find
    address = scenario_address(report.project, outlook)
    if not isinstance(reached, Threshold):
        return Words(_("Seuil de rentabilité :"), "strong"), Words(f" {reached.why}", "ink", address)
    counts = listed(f"{count} {sold.offer.name or _('Sans nom')}" for sold, count in reached.counts if count)
    words = _("Il faut {clients} ({counts}) pour payer tous les coûts sans aide")
    if isinstance(finding, Threshold) and finding.clients:
        words = _("Il faut {clients} ({counts}) pour payer tous les coûts sans aide, soit {more} à trouver")
    more = clients_words(finding.clients) if isinstance(finding, Threshold) else ""
    said = words.format(clients=clients_words(reached.clients), counts=counts, more=more)
    apart = gap_to_find_words(report.results, outlook)
    when = _(" : {when}. {apart}").format(when=_reached_words(outlook), apart=apart).rstrip()
    return Words(said, "strong", address), Words(when)


def _reached_words(outlook: Outlook) -> str:
    if not outlook.scenario.arrivals and outlook.at_threshold is None:
        return _("sans nouveau client, ce n'est jamais le cas")
    if outlook.at_threshold is None:
        count = len(outlook.forecast.months)
        return _("{pace}, ce n'est pas le cas avant {length}").format(pace=pace_words(outlook), length=months(count))
    if outlook.at_threshold.place == 1:
        return _("c'est le cas dès le premier mois")
    return _("{pace}, c'est le cas {when}").format(pace=pace_words(outlook), when=from_month(outlook.at_threshold))


def _surplus(report: Report) -> Said:
    """Say what is left in the end, at the aim, and what it is for."""
    plan, outlook = report.project.plan, report.results.current
    count = len(outlook.forecast.months)
    result = outlook.forecast.result
    words = _("En {length}, aides comprises, il reste {amount} d'excédent.")
    if result < NOTHING:
        words = _("En {length}, aides comprises, il manque {amount}.")
    said = words.format(length=months(count), amount=whole(abs(result)))
    use = " ".join(plan.surplus_use.split())
    if result < NOTHING:
        return (Words(said, "strong"),)
    if use:
        return Words(said, "strong"), Words(_(" Il servira à ceci : ")), Words(use, "ink", "plan/surplus_use")
    unsaid = _(" À quoi il servira n'est pas encore dit.")
    return Words(said, "strong"), Words(unsaid, "soft", "plan/surplus_use")
