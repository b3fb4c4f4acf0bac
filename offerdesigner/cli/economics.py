"""`offerdesigner economics`: what it costs, what it brings, and how many clients it takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.asked import price_asked
from offerdesigner.cli.economics_json import as_json
from offerdesigner.cli.naming import find
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say
from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import OfferFigures, Outlook, Results, mix_words, results
from offerdesigner.economics.results_words import (
    NONE,
    amount_words,
    arrivals_words,
    average_title,
    cash_words,
    counts_words,
    gap_to_find_words,
    hoped_words,
    in_month,
    reached_words,
    result_words,
    sales_words,
    threshold_words,
    welcome_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, Unknown, clients_words, euros
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read
from offerdesigner.text import _

DETAILS = _("Les mois à venir sont ceux du scénario suivi, ou de celui que l'on nomme.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--scenario", metavar=_("NOM"), help=_("le scénario à suivre, par son nom ou son identifiant"))
    parser.add_argument("--price", metavar=_("PRIX"), help=_("combien de ventes à ce prix paient une année de coûts"))
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print all the figures."""
    project = _following(read(arguments.file).project, arguments.scenario)
    price = None if arguments.price is None else price_asked(arguments.price)
    told = results(project)
    if arguments.json:
        print_json(as_json(told, price))
        return 0
    _print(project, told)
    if price is not None:
        say()
        print_wrapped(sales_words(project, told.today.yearly_costs, Fraction(price)))
    return 0


def _following(project: Project, wanted: str | None) -> Project:
    if wanted is None:
        return project
    scenario = find(project.scenarios, wanted, _("de scénario"), lambda scenario: (scenario.name,))
    return evolve(project, plan=evolve(project.plan, scenario=scenario.id))


def _print(project: Project, told: Results) -> None:
    for sentence in _today(project, told):
        print_wrapped(sentence)
    if project.structure.vat.rate:
        print_wrapped(_("Montants hors taxes."))
    if told.offers:
        say()
        rows = [(_("par client et par mois"), _("prix − coûts propres"), _("marge"), _("coût de revient"))]
        print_table([*rows, *(_offer(figures) for figures in told.offers)], flexible=0)
    if _is_untold(project):
        return
    say()
    titles = (_("scénario"), _("nouveaux par mois"), _("répartition"), average_title(told.outlooks).lower())
    print_table([(*titles, _("seuil")), *map(_scenario, told.outlooks)], flexible=0)
    say()
    print_wrapped(_("Scénario {name} :").format(name=told.current.scenario.name or _("Sans nom")))
    for sentence in _outlook(project, told):
        print_wrapped(sentence, first="  ", rest="  ")
    say()
    rows = [(_("année"), _("recettes − coûts"), _("résultat"), _("en banque"))]
    print_table([*rows, *_years(told.current.forecast.months)], flexible=0)


def _is_untold(project: Project) -> bool:
    """Tell whether nothing is known of a month: neither costs, nor clients, nor other revenue."""
    return not (project.costs or project.sales or project.revenues)


def _today(project: Project, told: Results) -> Iterator[str]:
    today = told.today
    if _is_untold(project):
        yield _("Rien n'est encore connu : ni coût, ni client, ni autre revenu.")
        return
    costs = _("{costs} à payer").format(costs=euros(today.to_pay)) if project.costs else _("coûts pas encore saisis")
    words = _("{clients} aujourd'hui : {revenue} de recettes par mois, {costs}.")
    if not today.clients:
        words = _("Aucun client aujourd'hui ; {costs}.")
    yield words.format(clients=clients_words(today.clients), revenue=euros(today.from_clients), costs=costs)
    if not project.costs:
        return
    if today.fair != today.to_pay:
        yield _("Avec le bénévolat à sa valeur, {fair} par mois.").format(fair=euros(today.fair))
    yield result_words(today)
    if today.hoped:
        yield hoped_words(today)


def _offer(figures: OfferFigures) -> tuple[str, str, str, str]:
    margin = figures.margin
    name = figures.offer.name or _("Offre sans nom")
    if isinstance(margin.price, Unknown):
        return name, margin.price.why, NONE, amount_words(figures.cost_price)
    said = f"{euros(margin.price)} − {euros(margin.direct)}"
    if margin.is_loss:
        said = _("{said}, à perte").format(said=said)
    return name, said, amount_words(margin.margin), amount_words(figures.cost_price)


def _scenario(outlook: Outlook) -> tuple[str, ...]:
    return (
        outlook.scenario.name or _("Sans nom"),
        arrivals_words(outlook),
        mix_words(outlook),
        amount_words(outlook.average_margin),
        threshold_words(outlook),
    )


def _outlook(project: Project, told: Results) -> Iterator[str]:
    """Yield what the scenario that is followed says: its threshold, who is to find, when, the low point, what to watch.

    What is told of its threshold is told of it alone.
    """
    outlook = told.current
    reached = outlook.threshold
    if isinstance(reached, Threshold):
        yield _("Seuil : {counts}, soit {revenue} de recettes pour {costs} de coûts par mois.").format(
            counts=counts_words(reached), revenue=euros(reached.revenue), costs=euros(reached.costs)
        )
        if reached.dip is not None:
            first = clients_words(reached.dip.first)
            yield _("À {clients}, un pas de coûts coûte plus qu'il ne rapporte.").format(clients=first)
        if isinstance(outlook.to_find, Threshold) and outlook.to_find.clients:
            yield _("À trouver : {counts}.").format(counts=counts_words(outlook.to_find))
        if apart := gap_to_find_words(told, outlook):
            yield apart
        if outlook.welcomed:
            yield welcome_words(outlook)
        when = reached_words(outlook.at_threshold, outlook)
        yield _("Seuil atteint, les clients payant tous les coûts : {when}.").format(when=when)
    else:
        yield reached.why
    target = project.plan.target_clients
    if target is not None:
        when = reached_words(outlook.at_target, outlook)
        yield _("Objectif de {clients} : {when}.").format(clients=clients_words(target), when=when)
    if said := cash_words(outlook):
        yield said
    lowest = outlook.forecast.lowest
    yield _("Au plus bas, {cash} en banque ({when}).").format(cash=euros(lowest.cash), when=in_month(lowest))
    if outlook.franchise is not None:
        yield outlook.franchise.words
    for why in outlook.forecast.untold:
        yield _("Non compté : {why}").format(why=why)


def _years(months: Iterable[Month]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what the months of each year come to."""

    def year(one: Month) -> str:
        return str(one.first_day.year) if one.first_day else _("année {n}").format(n=(one.place - 1) // 12 + 1)

    for name, some in groupby(months, key=year):
        of_year = list(some)
        revenue = sum((one.revenue for one in of_year), NOTHING)
        costs = sum((one.costs for one in of_year), NOTHING)
        yield name, f"{euros(revenue)} − {euros(costs)}", euros(revenue - costs), euros(of_year[-1].cash)
