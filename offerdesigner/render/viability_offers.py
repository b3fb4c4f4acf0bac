"""What each offer leaves, and from how many clients on all is paid, in a viability report."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.economics.results import OfferFigures, Outlook
from offerdesigner.economics.results_words import amount_words, rate_words, welcome_words
from offerdesigner.economics.sale_words import sale_words
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import Unknown, clients_words
from offerdesigner.model.address import at
from offerdesigner.model.forecast import SpreadKey
from offerdesigner.model.project import Project
from offerdesigner.render.charts.economy import costs_and_revenue
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
    section,
    table,
    text,
)
from offerdesigner.render.words import Words
from offerdesigner.text import _


def add_offers(pages: Pages, report: Report) -> None:
    """Add the figures of each offer, and how they are counted."""
    columns = (
        Column(_("Offre"), left=True),
        Column(_("Prix"), 18),
        Column(_("Coûts propres"), 17),
        Column(_("Marge"), 18),
        Column(_("Taux de marge"), 17),
        Column(_("Taux de marque"), 18),
        Column(_("Coût de revient aujourd'hui"), 25),
        Column(_("Coût de revient au seuil"), 21),
    )
    offers = report.results.offers
    lines = table(report, columns, tuple(_row(report.project, one) for one in offers))
    notes = note(report, *_how_counted(report.project), address="plan/spread")
    notes += note(report, *dict.fromkeys(_untold(offers)))
    pages.add([*section(report, _("Les offres")), *lines.pieces, *notes], lines.heads)


def _row(project: Project, one: OfferFigures) -> TableRow:
    address, margin = at("offers", one.offer.id), one.margin
    name: Cell = ((Words(one.offer.name or _("Offre sans nom"), "strong", at(address, "name")),),)
    if margin.is_loss:
        name += ((Words(_("à perte"), "strong", address),),)
    sale = next((sale for sale in project.sales if sale.id == one.sale), None)
    sold = sale_words(project, sale) if sale is not None else _("aucune vente prévue : seule, engagement le plus court")
    name += ((Words(sold, "note", at("sales", sale.id) if sale is not None else address),),)
    amounts = (margin.price, margin.direct, margin.margin)
    rates = (margin.markup, margin.margin_rate)
    cost_prices = (one.cost_price, one.cost_price_at_threshold)
    return TableRow(
        (
            name,
            *(cell(amount_words(value, cents=True), "ink", address) for value in amounts),
            *(cell(rate_words(value), "ink", address) for value in rates),
            *(cell(amount_words(value, cents=True), "ink", address) for value in cost_prices),
        )
    )


def spread_words(project: Project) -> str:
    """Say by which key the common costs are shared among clients."""
    plan = project.plan
    if plan.spread is SpreadKey.CLIENTS:
        return _("à parts égales entre les clients")
    if plan.spread is SpreadKey.REVENUE:
        return _("en proportion de ce que paie chaque client")
    names = (metric.plural for metric in project.metrics if metric.id == plan.spread_metric)
    return _("en proportion de ce que chaque client utilise ({unit})").format(unit=next(names, "") or _("aucune unité"))


def _how_counted(project: Project) -> Iterator[str]:
    side = _("hors taxes") if project.structure.vat.rate else _("nets de taxes")
    yield _("Montants par client et par mois, {side}, à l'engagement le plus vendu.").format(side=side)
    yield _("Marge : prix moins coûts propres (ce que ce client coûte par lui-même).")
    yield _("Taux de marge : marge sur coûts propres. Taux de marque : marge sur prix.")
    words = _("Coût de revient : coûts propres et part des coûts communs, partagés {key}.")
    yield words.format(key=spread_words(project))


def _untold(offers: tuple[OfferFigures, ...]) -> Iterator[str]:
    """Yield why some figures are not known."""
    for one in offers:
        margin = one.margin
        for value in (margin.price, one.cost_price, one.cost_price_at_threshold):
            if isinstance(value, Unknown):
                yield value.why
        for name in margin.uncounted:
            words = _("{offer} : {unit} sans limite, dont le coût n'est pas compté.")
            yield words.format(offer=one.offer.name or _("Offre sans nom"), unit=name)


def add_threshold(pages: Pages, report: Report) -> None:
    """Add the chart of costs and revenue by number of clients, and what it says."""
    found = report.results
    drawn = Drawn(costs_and_revenue(found), "sales")
    pieces = section(report, _("Seuil de rentabilité")) + chart(report, drawn)
    pages.add(pieces + text(report, (Words(" ".join(_threshold_words(found.current, drawn.words))),)))


def _threshold_words(outlook: Outlook, words: str) -> Iterator[str]:
    if words:
        yield words
    if welcome := welcome_words(outlook):
        yield welcome
    reached = outlook.threshold
    if isinstance(reached, Threshold) and reached.dip is not None:
        dip = reached.dip
        if dip.last is None:
            yield _("Dès {first}, un pas de coûts les fait repasser au-dessus des recettes.").format(
                first=clients_words(dip.first)
            )
        else:
            said = _("De {first} à {last}, un pas de coûts les fait repasser au-dessus des recettes.")
            yield said.format(first=dip.first, last=clients_words(dip.last))
