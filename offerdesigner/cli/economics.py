"""`offerdesigner economics`: what it costs, what it brings, and how many clients it takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from itertools import groupby

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.economics_json import as_json
from offerdesigner.cli.naming import find
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say
from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import OfferFigures, Outlook, Results, mix_words, results
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, Unknown, Value, euros
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read
from offerdesigner.text import _, month, number, plural

DETAILS = _("Montants hors taxes. Les mois à venir sont ceux du scénario suivi, ou de celui que l'on nomme.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--scenario", metavar=_("NOM"), help=_("le scénario à suivre, par son nom ou son identifiant"))
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print all the figures."""
    project = _following(read(arguments.file).project, arguments.scenario)
    told = results(project)
    if arguments.json:
        print_json(as_json(told))
    else:
        _print(project, told)
    return 0


def _following(project: Project, wanted: str | None) -> Project:
    if wanted is None:
        return project
    scenario = find(project.scenarios, wanted, _("de scénario"), lambda scenario: (scenario.name,))
    return evolve(project, plan=evolve(project.plan, scenario=scenario.id))


def _print(project: Project, told: Results) -> None:
    for sentence in _today(told):
        print_wrapped(sentence)
    if told.offers:
        say()
        rows = [(_("par client et par mois"), _("prix − coûts propres"), _("marge"), _("coût de revient"))]
        print_table([*rows, *(_offer(figures) for figures in told.offers)], flexible=0)
    say()
    rows = [(_("scénario"), _("répartition"), _("marge moyenne"), _("seuil"))]
    print_table([*rows, *(_scenario(outlook) for outlook in told.outlooks)], flexible=0)
    say()
    print_wrapped(_("Scénario {name} :").format(name=told.current.scenario.name))
    for sentence in _outlook(project, told.current):
        print_wrapped(sentence, first="  ", rest="  ")
    say()
    rows = [(_("année"), _("recettes − coûts"), _("résultat"), _("en banque"))]
    print_table([*rows, *_years(told.current.forecast.months)], flexible=0)


def _today(told: Results) -> Iterator[str]:
    today = told.today
    clients = plural(today.clients, _("{n} client"), _("{n} clients")).format(n=number(today.clients))
    yield _("{clients} aujourd'hui : {revenue} de recettes par mois, {costs} à payer.").format(
        clients=clients, revenue=euros(today.from_clients), costs=euros(today.to_pay)
    )
    if today.fair != today.to_pay:
        yield _("Avec le bénévolat à sa valeur, {fair} par mois.").format(fair=euros(today.fair))
    if today.from_others:
        yield _("Autres revenus : {amount} par mois.").format(amount=euros(today.from_others))
    if today.result < 0:
        yield _("Il manque {amount} par mois.").format(amount=euros(-today.result))
    else:
        yield _("Il reste {amount} par mois.").format(amount=euros(today.result))


def _offer(figures: OfferFigures) -> tuple[str, str, str, str]:
    margin = figures.margin
    name = figures.offer.name or _("Offre sans nom")
    if isinstance(margin.price, Unknown):
        return name, margin.price.why, "–", _shown(figures.cost_price)
    said = f"{euros(margin.price)} − {euros(margin.direct)}"
    if margin.is_loss:
        said = _("{said}, à perte").format(said=said)
    return name, said, _shown(margin.margin), _shown(figures.cost_price)


def _scenario(outlook: Outlook) -> tuple[str, str, str, str]:
    reached = outlook.threshold
    said = number(reached.clients) if isinstance(reached, Threshold) else "–"
    return outlook.scenario.name or _("sans nom"), mix_words(outlook), _shown(outlook.average_margin), said


def _shown(value: Value) -> str:
    return "–" if isinstance(value, Unknown) else euros(value)


def _outlook(project: Project, outlook: Outlook) -> Iterator[str]:
    """Yield what a scenario says: its threshold, who is to find, when, the low point, what to watch."""
    reached = outlook.threshold
    if isinstance(reached, Threshold):
        yield _("Seuil : {counts}, soit {revenue} de recettes pour {costs} de coûts par mois.").format(
            counts=_counts(reached), revenue=euros(reached.revenue), costs=euros(reached.costs)
        )
        if reached.dip is not None:
            yield _("À {n} clients, un palier coûte plus qu'il ne rapporte.").format(n=number(reached.dip.first))
        if isinstance(outlook.to_find, Threshold) and outlook.to_find.clients:
            yield _("À trouver : {counts}.").format(counts=_counts(outlook.to_find))
    else:
        yield reached.why
    yield _("Point mort, quand les clients paient tous les coûts : {when}.").format(when=_when(outlook.balanced))
    if project.plan.target_clients is not None:
        yield _("Objectif de {n} clients : {when}.").format(
            n=number(project.plan.target_clients), when=_when(outlook.at_target)
        )
    lowest = outlook.forecast.lowest
    yield _("Au plus bas, {cash} en banque ({when}).").format(cash=euros(lowest.cash), when=_when(lowest))
    if outlook.franchise is not None:
        yield outlook.franchise.words
    for why in outlook.forecast.untold:
        yield _("Non compté : {why}").format(why=why)


def _counts(reached: Threshold) -> str:
    clients = plural(reached.clients, _("{n} client"), _("{n} clients")).format(n=number(reached.clients))
    by_offer = " + ".join(f"{number(count)} {sold.offer.name}" for sold, count in reached.counts if count)
    return f"{clients} ({by_offer})" if by_offer else clients


def _when(one: Month | None) -> str:
    if one is None:
        return _("pas dans les mois regardés")
    return _("mois {n}").format(n=one.place) if one.first_day is None else month(one.first_day)


def _years(months: Iterable[Month]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what the months of each year come to."""

    def year(one: Month) -> str:
        return str(one.first_day.year) if one.first_day else _("année {n}").format(n=(one.place - 1) // 12 + 1)

    for name, some in groupby(months, key=year):
        of_year = list(some)
        revenue = sum((one.revenue for one in of_year), NOTHING)
        costs = sum((one.costs for one in of_year), NOTHING)
        yield name, f"{euros(revenue)} − {euros(costs)}", euros(revenue - costs), euros(of_year[-1].cash)
