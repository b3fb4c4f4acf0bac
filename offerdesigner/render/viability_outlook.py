"""Months to come in a viability report: scenarios side by side, the till, and the forecast quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.results_words import (
    amount_words,
    cash_words,
    gap_to_find_words,
    has_memberships,
    month_words,
    threshold_month_words,
    threshold_words,
    to_find_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, euros
from offerdesigner.model.address import at
from offerdesigner.render.charts.economy import cumulated_result, proportions, till
from offerdesigner.render.flow import Pages
from offerdesigner.render.style import MM
from offerdesigner.render.viability_parts import (
    Cell,
    Column,
    Drawn,
    Report,
    TableRow,
    cell,
    charts_piece,
    note,
    people,
    scenario_address,
    section,
    table,
    whole,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NNBSP, _, number

_QUARTER, _YEAR = 3, 12
_CHARTS_HEIGHT = 46 * MM


def add_scenarios(pages: Pages, report: Report) -> None:
    """Add the scenarios side by side, then what is in the bank in each."""
    found = report.results
    columns = (
        Column(_("Scénario"), left=True),
        Column(_("Nouveaux par mois"), 21),
        Column(_("Départs par an"), 18),
        Column(_("Seuil"), 14),
        Column(_("À trouver"), 16),
        Column(_("Marge moyenne"), 20),
        Column(_("Seuil atteint"), 25),
        Column(_("Au plus bas en banque"), 25),
    )
    lines = table(report, columns, tuple(_row(report, one) for one in found.outlooks))
    notes = note(report, *_scenario_notes(report), address="scenarios")
    pages.add([*section(report, _("Scénarios côte à côte")), *lines.pieces, *notes], lines.heads)
    address = scenario_address(report.project, found.current)
    drawn = (
        Drawn(till(found), "plan/opening_cash", _("En banque à la fin de chaque mois"), _CHARTS_HEIGHT),
        Drawn(cumulated_result(found), address, _("Résultat cumulé"), _CHARTS_HEIGHT),
    )
    pages.add(
        [charts_piece(report, drawn), *note(report, *(f"{one.title}. {one.words}" for one in drawn if one.words))]
    )


def _row(report: Report, outlook: Outlook) -> TableRow:
    is_followed = outlook is report.results.current and len(report.results.outlooks) > 1
    role = "strong" if is_followed else "ink"
    scenario = outlook.scenario

    def place(field: str = "") -> str:
        return scenario_address(report.project, outlook, field)

    title: Said = (Words(scenario.name or _("Sans nom"), role, place("name")),)
    name: Cell = ((*title, Words(_(" · suivi"), "note", "plan/scenario")) if is_followed else title,)
    if mix := proportions(outlook.mix):
        name += ((Words(mix, "note", place("mix")),),)
    lowest = outlook.forecast.lowest if outlook.forecast.months else None
    cash = (
        ((Words(euros(lowest.cash), role, place()),), (Words(month_words(lowest), "note"),))
        if lowest is not None
        else ()
    )
    return TableRow(
        (
            name,
            cell(number(scenario.arrivals), role, place("arrivals")),
            cell(f"{number(scenario.departures)}{NNBSP}%", role, place("departures")),
            cell(threshold_words(outlook), role, place()),
            cell(to_find_words(outlook), role, place()),
            cell(amount_words(outlook.average_margin, cents=True), role, place()),
            cell(threshold_month_words(outlook), role, place()),
            cash,
        )
    )


def _scenario_notes(report: Report) -> Iterator[str]:
    outlooks = report.results.outlooks
    yield _("Sous chaque scénario, ce que prennent ses nouveaux clients.")
    yield _("Seuil arrondi au client entier, offre par offre, sans compter les aides.")
    if any(gap_to_find_words(report.results, outlook) for outlook in outlooks):
        yield _(
            "À trouver en plus des clients d'aujourd'hui : ceux-ci n'ont pas la répartition du scénario, et ne "
            "comptent pas toujours un pour un."
        )
    if has_memberships(outlooks):
        yield _("La marge moyenne compte l'adhésion.")
    for outlook in outlooks:
        if not isinstance(outlook.threshold, Threshold):
            yield f"{outlook.scenario.name or _('Sans nom')} : {outlook.threshold.why}"


def add_forecast(pages: Pages, report: Report) -> None:
    """Add the months of the scenario that is followed, by quarter and by year."""
    outlook = report.results.current
    months_shown = outlook.forecast.months
    if not months_shown:
        return
    columns = (
        Column(_("Trimestre"), left=True),
        Column(_("Clients à la fin"), 18),
        Column(_("Apporté par les clients"), 24),
        Column(_("Aides et autres"), 19),
        Column(_("Coûts à payer"), 20),
        Column(_("Résultat"), 20),
        Column(_("Résultat cumulé"), 21),
        Column(_("En banque à la fin"), 22),
    )
    title = _("Prévisions trimestre par trimestre")
    if report.project.scenarios:
        title = _("Prévisions du scénario « {name} »").format(name=outlook.scenario.name or _("Sans nom"))
    lines = table(report, columns, tuple(_periods(months_shown)))
    notes = note(report, *_forecast_notes(outlook))
    pages.add([*section(report, title), *lines.pieces, *notes], lines.heads)
    _add_clients(pages, report)


def _add_clients(pages: Pages, report: Report) -> None:
    """Add the clients of each offer, today and at the end of each year."""
    outlook, project = report.results.current, report.project
    ends = outlook.forecast.months[_YEAR - 1 :: _YEAR]
    by_offer = outlook.clients_by_offer
    if not ends or len(by_offer) < 2:
        return
    columns = (
        Column(_("Clients de chaque offre"), left=True),
        Column(_("Aujourd'hui"), 24),
        *(Column(_("Fin de {month}").format(month=month_words(one)), 30) for one in ends),
    )
    rows = [
        TableRow(
            (
                cell(offer.name or _("Offre sans nom"), "ink", at("offers", offer.id, "name")),
                cell(people(sum(sale.clients for sale in project.sales if sale.offer == offer.id))),
                *(cell(people(by_offer[offer.id][one.place - 1])) for one in ends),
            )
        )
        for offer in project.offers
        if offer.id in by_offer
    ]
    counts = (Fraction(report.results.today.clients), *(one.clients for one in ends))
    total = TableRow((cell(_("Tous"), "strong"), *(cell(people(count), "strong") for count in counts)), "total")
    lines = table(report, columns, (*rows, total))
    pages.add(lines.pieces, lines.heads)


def _periods(months_shown: Sequence[Month]) -> Iterator[TableRow]:
    for start in range(0, len(months_shown), _YEAR):
        year = months_shown[start : start + _YEAR]
        for first in range(0, len(year), _QUARTER):
            yield _period(year[first : first + _QUARTER], _named(year[first : first + _QUARTER]), "ink", "row")
        words = _("Année {n}").format(n=start // _YEAR + 1)
        yield _period(year, words if len(year) == _YEAR else _named(year), "strong", "total")


def _named(some: Sequence[Month]) -> str:
    if len(some) == 1:
        return month_words(some[0])
    return _("{first} à {last}").format(first=month_words(some[0]), last=month_words(some[-1]))


def _period(some: Sequence[Month], words: str, role: str, kind: str) -> TableRow:
    own = sum((one.own_revenue for one in some), NOTHING)
    others = sum((one.revenue for one in some), NOTHING) - own
    spent = sum((one.costs for one in some), NOTHING)
    amounts: tuple[Fraction, ...] = (own, others, spent, own + others - spent, some[-1].cumulated, some[-1].cash)
    cells = (people(some[-1].clients), *(whole(amount) for amount in amounts))
    return TableRow((cell(words, role), *(cell(said, role) for said in cells)), kind)


def _forecast_notes(outlook: Outlook) -> Iterator[str]:
    yield _("Montants arrondis à l'euro, clients à l'unité : une somme peut différer d'une unité.")
    if said := cash_words(outlook):
        yield said
    if outlook.forecast.untold:
        yield _("Non compté, faute de prix connu : {reasons}").format(reasons=" ".join(outlook.forecast.untold))
