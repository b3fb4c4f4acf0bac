"""On what a viability report rests: hypotheses of the scenario, conventions of calculation, dated tables."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.economics.franchise import FranchiseState, thresholds
from offerdesigner.economics.payroll import pay_table
from offerdesigner.economics.results_words import pace_words
from offerdesigner.economics.values import euros
from offerdesigner.model.costs import CostFamily, CostLine, Salary, WorkDays
from offerdesigner.model.structure import VatKind
from offerdesigner.render.flow import Piece
from offerdesigner.render.viability_offers import spread_words
from offerdesigner.render.viability_parts import Report, scenario_address, section, text
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import _, day, number


def note_pieces(report: Report) -> list[Piece]:
    """Return what was supposed, how things are counted, and which tables are to be checked."""
    said = (*_supposed(report), *((Words(words, "note"),) for words in _conventions(report)), *_dated(report))
    return section(report, _("Hypothèses et conventions")) + text(report, *said, note=True)


def _supposed(report: Report) -> Iterator[Said]:
    project, outlook = report.project, report.results.current
    scenario = outlook.scenario
    if not project.scenarios:
        yield (Words(_("Sans scénario, personne n'arrive ni ne part."), "note", "scenarios"),)
        return
    words = _("Scénario « {name} » : {pace}, {departures} % de départs par an, {hoped}.")
    hoped = _("recettes espérées comptées") if scenario.counts_hoped else _("recettes espérées non comptées")
    said = words.format(
        name=scenario.name or _("Sans nom"),
        pace=pace_words(outlook),
        departures=number(scenario.departures),
        hoped=hoped,
    )
    yield (Words(said, "note", scenario_address(project, outlook)),)
    yield from paragraphs(scenario.note, "note", scenario_address(project, outlook, "note"))


def _conventions(report: Report) -> Iterator[str]:
    project = report.project
    if project.structure.vat.rate:
        yield _("La structure facture la TVA : prix, recettes et coûts sont hors taxes.")
    else:
        yield _("La structure ne facture pas de TVA : les prix sont nets, les achats comptés TTC.")
    yield _(
        "Seuil : le plus petit nombre de clients, dans la répartition du scénario, dont les abonnements et adhésions "
        "paient tous les coûts d'un mois. Ce qui est payé une seule fois n'y compte que pour payer l'accueil."
    )
    yield _(
        "Prévisions : les nouveaux clients d'un mois sont là dès son début ; ce qui est payé pour plusieurs mois est "
        "gagné mois par mois, et en banque aussitôt. Un pas de coûts entamé est dû en entier ; un achat est réparti "
        "sur sa durée."
    )
    yield _("Coûts communs partagés {key}.").format(key=spread_words(project))
    if any(_is_work(cost.line) for cost in report.results.costs):
        plan = project.plan
        words = _(
            "Heure de travail : {hours} h par jour ; d'un poste, {days} jours par an, dont {share} % pour les clients."
        )
        yield words.format(days=number(plan.days), hours=number(plan.hours), share=number(plan.productive_share))


def _is_work(line: CostLine) -> bool:
    return line.family is CostFamily.WORK and isinstance(line.source, Salary | WorkDays)


def _dated(report: Report) -> Iterator[Said]:
    """Yield the tables that laws and rates of a date make, each to be checked."""
    project = report.project
    if any(isinstance(line.source, Salary) for line in project.costs):
        pay = pay_table()
        if project.plan.wages:
            yield (Words(_("Cotisations de l'employeur : barème propre au projet."), "note", "plan/wages"),)
        else:
            words = _("À vérifier : cotisations de l'employeur ({label}), barème relevé le {day}, {source}. {notice}")
            said = words.format(label=pay.label, day=day(pay.verified), source=pay.source, notice=pay.notice)
            yield (Words(said, "note", "plan/wages"),)
    if project.structure.vat.kind is VatKind.FRANCHISE:
        told, limits = report.results.current.franchise, thresholds()
        if told is not None and told.state is FranchiseState.WITHIN:
            yield (Words(told.words, "note", "structure/vat"),)
        words = _(
            "À vérifier : seuils de la franchise de TVA {yearly} sur un an et {current} en cours d'année, relevés le "
            "{day}, {source}."
        )
        said = words.format(
            yearly=euros(limits.yearly), current=euros(limits.current), day=day(limits.verified), source=limits.source
        )
        yield (Words(said, "note", "structure/vat"),)
