"""Where money comes from and where it goes, in a viability report: the economic model, then the costs line by line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from offerdesigner.economics.costs import Cost
from offerdesigner.economics.kinds import FAMILY_WORDS, KIND_WORDS
from offerdesigner.economics.values import MONTHS_A_YEAR, Unknown, clients_words, euros
from offerdesigner.model.address import at
from offerdesigner.render.charts.economy import costs_by_family, revenue_by_kind
from offerdesigner.render.flow import Pages
from offerdesigner.render.viability_parts import (
    Column,
    Drawn,
    Report,
    TableRow,
    cell,
    charts_piece,
    kept,
    note,
    section,
    table,
    text,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, listed, ordinal


def add_model(pages: Pages, report: Report) -> None:
    """Add where a month's money comes from, beside the parts that are wanted, and where it goes."""
    found = report.results
    earned = _("Recettes : {total} par mois").format(total=euros(found.today.total_revenue))
    spent = _("Coûts à payer : {total} par mois").format(total=euros(found.today.to_pay))
    charts = (
        Drawn(revenue_by_kind(found), "revenues", earned),
        Drawn(costs_by_family(found), "costs", spent),
    )
    pieces = kept([*section(report, _("Le modèle économique")), charts_piece(report, charts)])
    pages.add(pieces + text(report, (Words(_aims(report), "ink", "wanted_shares"),)))


def _aims(report: Report) -> str:
    """Say what each kind should bring for the costs to be paid in the wanted proportions."""
    shares = [share for share in report.results.shares if share.missing is not None]
    if not shares:
        return _("La part voulue de chaque nature de recettes n'est pas encore dite.")
    lacking = [
        _("{kind} {amount}").format(amount=euros(share.missing), kind=KIND_WORDS[share.kind].lower())
        for share in shares
        if share.missing is not None and share.missing > 0
    ]
    if not lacking:
        return _("Le trait marque la part voulue. Chaque nature de recettes apporte au moins celle des coûts à payer.")
    words = _("Le trait marque la part voulue. Pour payer les coûts dans ces parts, il manque par mois : {lacking}.")
    return words.format(lacking=listed(lacking))


def add_costs(pages: Pages, report: Report) -> None:
    """Add the costs line by line with both totals, and what costs more soon."""
    columns = (
        Column(_("Poste"), 52, left=True),
        Column(_("Comment il est compté"), left=True),
        Column(_("Par mois"), 26),
        Column(_("Par an"), 28),
    )
    lines = table(report, columns, tuple(_rows(report)))
    title = _("Ce que cela coûte, pour {clients}").format(clients=clients_words(report.results.today.clients))
    notes = note(report, *_remarks(report), address="costs")
    pages.add([*section(report, title), *lines.pieces, *notes], lines.heads)


def _rows(report: Report) -> Iterator[TableRow]:
    today = report.results.today
    for family, words in FAMILY_WORDS.items():
        some = [one for one in report.results.costs if one.line.family is family]
        if some:
            yield _sums(words, today.families[family], "title")
            yield from (_row(report, one) for one in some)
    yield _sums(_("À payer"), today.to_pay, "total")
    if today.fair != today.to_pay:
        yield _sums(_("À payer, temps bénévole valorisé compris"), today.fair, "total")


def _sums(words: str, monthly: Fraction, kind: str) -> TableRow:
    role = "name" if kind == "total" else "strong"
    amounts = (monthly, monthly * MONTHS_A_YEAR)
    return TableRow((cell(words, role), (), *(cell(euros(amount, cents=True), role) for amount in amounts)), kind)


def _row(report: Report, cost: Cost) -> TableRow:
    """Return a line; what is not to pay is between brackets, and no total counts it."""
    line, address = cost.line, at("costs", cost.line.id)
    group = next((one.name for one in report.project.cost_groups if one.id == line.group), "")
    name: Said = (Words(line.name or _("Sans nom"), "ink", at(address, "name")),)
    if group:
        name += (Words(f" · {group}", "soft", at("cost_groups", line.group or "", "name")),)
    counted = line.provider is None and not line.unpaid
    amounts = (euros(amount, cents=True) for amount in (cost.monthly, cost.monthly * MONTHS_A_YEAR))
    shown = (cell(amount if counted else f"({amount})", "ink" if counted else "soft", address) for amount in amounts)
    return TableRow(((name,), cell(cost.words, "note", address), *shown))


def _remarks(report: Report) -> Iterator[str]:
    """Yield what costs next, and what an hour of work comes to."""
    found = report.results
    if any(one.line.unpaid or one.line.provider is not None for one in found.costs):
        yield _("Entre parenthèses : ce qui n'est pas à payer par nous.")
    if found.next_step is not None:
        start, more = found.next_step
        words = _("Au {nth} client, les coûts montent d'un pas de {amount} par mois.")
        yield words.format(nth=ordinal(start), amount=euros(more))
    if not isinstance(found.work_hour, Unknown):
        words = _("Une heure de travail au service des clients coûte {amount}.")
        yield words.format(amount=euros(found.work_hour))
