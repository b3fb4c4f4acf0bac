"""Months to come in a viability report: scenarios side by side, the till, and the forecast quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.results_words import (
    NONE,
    cash_words,
    gap_to_find_words,
    has_memberships,
    month_words,
    threshold_month_words,
    threshold_words,
    to_find_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import NOTHING, Unknown, euros
from offerdesigner.render.charts.economy import proportions, till
from offerdesigner.render.flow import Pages
from offerdesigner.render.viability_parts import (
    Cell,
    Column,
    Drawn,
    Report,
    TableRow,
    cell,
    chart,
    note,
    people,
    scenario_address,
    section,
    table,
    text,
    whole,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NNBSP, _, number

_QUARTER, _YEAR = 3, 12


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
    drawn = Drawn(till(found), "plan/opening_cash", _("Trésorerie à la fin de chaque mois"))
    pages.add(chart(report, drawn) + text(report, (Words(drawn.words),)))


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
    margin = outlook.average_margin
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
            cell(NONE if isinstance(margin, Unknown) else euros(margin, cents=True), role, place()),
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
        Column(_("Clients à la fin"), 20),
        Column(_("Apporté par les clients"), 27),
        Column(_("Aides et autres"), 24),
        Column(_("Coûts à payer"), 24),
        Column(_("Résultat"), 23),
        Column(_("En banque à la fin"), 25),
    )
    title = _("Prévisions trimestre par trimestre")
    if report.project.scenarios:
        title = _("Prévisions du scénario « {name} »").format(name=outlook.scenario.name or _("Sans nom"))
    lines = table(report, columns, tuple(_periods(months_shown)))
    notes = note(report, *_forecast_notes(outlook))
    pages.add([*section(report, title), *lines.pieces, *notes], lines.heads)


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
    amounts: tuple[Fraction, ...] = (own, others, spent, own + others - spent, some[-1].cash)
    cells = (people(some[-1].clients), *(whole(amount) for amount in amounts))
    return TableRow((cell(words, role), *(cell(said, role) for said in cells)), kind)


def _forecast_notes(outlook: Outlook) -> Iterator[str]:
    yield _("Montants arrondis à l'euro, clients à l'unité : une somme peut différer d'une unité.")
    if said := cash_words(outlook):
        yield said
    if outlook.forecast.untold:
        yield _("Non compté, faute de prix connu : {reasons}").format(reasons=" ".join(outlook.forecast.untold))
