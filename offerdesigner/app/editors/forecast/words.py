"""What « Prévisions » tells of the figures: scenarios beside one another, margins offer by offer, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from offerdesigner.app.editors.price.cells import Cell, Row
from offerdesigner.economics.forecast import Month
from offerdesigner.economics.margins import Margin
from offerdesigner.economics.results import OfferFigures, Outlook, Results
from offerdesigner.economics.results_words import (
    amount_words,
    arrivals_words,
    average_title,
    cash_words,
    from_month,
    gap_to_find_words,
    in_month,
    month_words,
    rate_words,
    reached_words,
    threshold_month_words,
    threshold_words,
    to_find_words,
    welcome_words,
)
from offerdesigner.economics.threshold import Threshold
from offerdesigner.economics.values import Unknown, euros, rounded_euros
from offerdesigner.model.finding import Severity
from offerdesigner.model.forecast import RevenueKind, SpreadKey
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.economy import cumulated_result, revenue_by_kind, till
from offerdesigner.render.charts.figures import Figure
from offerdesigner.text import _, listed, number, ordinal, typeset

_TENTHS = Decimal("0.1")


@dataclass(frozen=True)
class Values:
    """A table in words: its headings, its rows."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ForecastView:
    """All that the page shows of the figures of `project`."""

    project: Project
    scenarios: Values
    scenarios_words: str
    margins: Values
    margins_words: str
    yearly_costs: Fraction
    months_title: str
    months: Values
    months_words: str
    till: Figure | Missing
    cumulated: Figure | Missing
    clients: Values
    revenue: Mapping[RevenueKind, Fraction]
    revenue_chart: Figure | Missing


def forecast_view(project: Project, found: Results) -> ForecastView:
    """Return what the page shows of the figures."""
    current = found.current
    return ForecastView(
        project,
        _scenarios(project, found),
        typeset(_apart(found)),
        _margins(found),
        typeset(" ".join(_margins_in_words(project, found))),
        found.today.yearly_costs,
        _months_title(project, current),
        _months(current),
        typeset(" ".join(_months_in_words(current))),
        till(found),
        cumulated_result(found),
        _clients(project, current),
        found.today.revenue,
        revenue_by_kind(found),
    )


# Scenarios


def _scenarios(project: Project, found: Results) -> Values:
    target = project.plan.target_clients
    headers = [
        _("Scénario"),
        _("Nouveaux par mois"),
        _("Seuil"),
        _("Clients à trouver"),
        average_title(found.outlooks),
        _("Seuil atteint en"),
    ]
    headers += [_("Objectif atteint en")] if target is not None else []
    headers += [_("En banque au plus bas"), _("En banque à la fin")]
    outlooks = found.outlooks if project.scenarios else ()
    rows = (_scenario(outlook, found.current, with_target=target is not None) for outlook in outlooks)
    return Values(tuple(headers), tuple(rows))


def _scenario(outlook: Outlook, current: Outlook, *, with_target: bool) -> Row:
    months = outlook.forecast.months
    threshold = outlook.threshold
    name = outlook.scenario.name or _("Sans nom")
    words = [
        arrivals_words(outlook),
        threshold_words(outlook),
        to_find_words(outlook),
        amount_words(outlook.average_margin),
        threshold_month_words(outlook),
    ]
    if with_target:
        words.append(reached_words(outlook.at_target, outlook))
    words += [euros(outlook.forecast.lowest.cash), euros(months[-1].cash)]
    why = "" if isinstance(threshold, Threshold) else typeset(threshold.why)
    named = typeset(_("{name} · suivi").format(name=name)) if outlook is current else name
    return _row(outlook.scenario.id, named, words, why)


def _apart(found: Results) -> str:
    """Say why clients to find are not the threshold less those of today, where it is so in some scenario."""
    told = next((one for one in (found.current, *found.outlooks) if gap_to_find_words(found, one)), None)
    if told is None:
        return ""
    words = gap_to_find_words(found, told)
    return words if told is found.current else _("{name} : {words}").format(name=told.scenario.name, words=words)


def _row(row_id: str, name: str, words: Iterable[str], note: str = "", severity: Severity | None = None) -> Row:
    cells = (Cell(said, right=True, note=note) for said in words)
    return Row(row_id, (Cell(name, note=note), *cells), removable=False, severity=severity)


# Margins


def _margins(found: Results) -> Values:
    headers = (
        _("Offre"),
        _("Prix"),
        _("Coûts propres"),
        _("Marge"),
        _("Taux de marge"),
        _("Taux de marque"),
        _("Un client de plus"),
        _("Coût de revient"),
    )
    return Values(headers, tuple(_margin(figures) for figures in found.offers))


def _margin(figures: OfferFigures) -> Row:
    margin = figures.margin
    left = amount_words(margin.margin)
    words = (
        amount_words(margin.price),
        euros(margin.direct),
        _("{amount} · à perte").format(amount=left) if margin.is_loss else left,
        rate_words(margin.markup),
        rate_words(margin.margin_rate),
        euros(figures.one_more.cost),
        amount_words(figures.cost_price),
    )
    severity = Severity.WARNING if margin.is_loss else None
    return _row(figures.offer.id, figures.offer.name or _("Sans nom"), words, typeset(_loss(figures)), severity)


def _loss(figures: OfferFigures) -> str:
    """Say that an offer is sold at a loss, or below its cost price; "" where it is not, or nobody knows."""
    margin, price, name = figures.margin, figures.margin.price, _named(figures.margin)
    if isinstance(price, Unknown):
        return price.why
    if margin.is_loss:
        lost = euros(margin.direct - price)
        return _("{name} est vendue à perte : chaque client coûte {lost} de plus qu'il ne paie.").format(
            name=name, lost=lost
        )
    if not isinstance(figures.cost_price, Unknown) and rounded_euros(price) < rounded_euros(figures.cost_price):
        words = _("{name} est vendue {price}, sous son coût de revient de {cost}.")
        return words.format(name=name, price=euros(price), cost=euros(figures.cost_price))
    return ""


def _named(margin: Margin) -> str:
    return _("« {name} »").format(name=margin.sold.offer.name or _("Sans nom"))


def _margins_in_words(project: Project, found: Results) -> Iterator[str]:
    """Yield which offers are sold at a loss, then how the table is read."""
    for figures in found.offers:
        if figures.margin.is_loss:
            yield _loss(figures)
    yield _("Taux de marge : la marge rapportée aux coûts propres. Taux de marque : la marge rapportée au prix.")
    yield _(
        "Coût de revient : les coûts propres et une part des coûts communs, {key}, entre les clients d'aujourd'hui."
    ).format(key=_key(project))
    yield from dict.fromkeys(one.cost_price.why for one in found.offers if isinstance(one.cost_price, Unknown))
    uncounted = dict.fromkeys(name for one in found.offers for name in one.margin.uncounted)
    if uncounted:
        yield _("Sans limite, donc non compté : {names}. Un usage type dirait combien.").format(names=listed(uncounted))
    yield from _hour(found)
    if found.next_step is not None:
        clients, more = found.next_step
        yield _("Au {nth} client, un pas de coûts ajoute {amount} par mois.").format(
            nth=ordinal(clients), amount=euros(more)
        )
    if project.structure.vat.rate:
        yield _("Montants hors taxes.")


def _key(project: Project) -> str:
    """Say how common costs are shared."""
    plan = project.plan
    if plan.spread is SpreadKey.CLIENTS:
        return _("la même pour chaque client")
    if plan.spread is SpreadKey.REVENUE:
        return _("selon ce que chacun paie")
    name = next((metric.name for metric in project.metrics if metric.id == plan.spread_metric), "")
    return _("selon ce que chacun utilise ({name})").format(name=name)


def _hour(found: Results) -> Iterator[str]:
    """Yield what an hour at the service of clients costs."""
    paid, whole = found.work_hour, found.work_hour_fair
    if isinstance(paid, Unknown):
        if not isinstance(whole, Unknown):
            yield _("Une heure d'aide vaut {fair}, en temps bénévole.").format(fair=euros(whole))
        return
    if isinstance(whole, Unknown) or whole == paid:
        yield _("Une heure d'aide coûte {amount}.").format(amount=euros(paid))
    else:
        words = _("Une heure d'aide coûte {amount}, {fair} avec le temps bénévole valorisé.")
        yield words.format(amount=euros(paid), fair=euros(whole))


# Months


def _months_title(project: Project, current: Outlook) -> str:
    if not project.scenarios:
        return _("Mois par mois")
    return typeset(_("Mois par mois : {name}").format(name=current.scenario.name or _("Sans nom")))


def _months(current: Outlook) -> Values:
    headers = (_("Mois"), _("Clients"), _("Recettes"), _("Coûts"), _("Résultat"), _("Résultat cumulé"), _("En banque"))
    lowest = current.forecast.lowest
    return Values(headers, tuple(_month(one, one is lowest) for one in current.forecast.months))


def _month(one: Month, is_lowest: bool) -> Row:
    words = (
        _people(one.clients),
        *(euros(amount, cents=True) for amount in (one.revenue, one.costs, one.result, one.cumulated, one.cash)),
    )
    if not is_lowest:
        return _row(str(one.place), month_words(one), words)
    named = typeset(_("{month} · au plus bas").format(month=month_words(one)))
    return _row(str(one.place), named, words, _("Le moins en banque, ce mois-là."), Severity.ADVICE)


def _clients(project: Project, current: Outlook) -> Values:
    """Return the clients of each offer that is sold, month by month."""
    by_offer = current.clients_by_offer
    sold = [offer for offer in project.offers if offer.id in by_offer]
    headers = (_("Mois"), *(offer.name or _("Sans nom") for offer in sold), _("Tous"))
    rows = (
        _row(
            str(one.place),
            month_words(one),
            (*(_people(by_offer[offer.id][one.place - 1]) for offer in sold), _people(one.clients)),
        )
        for one in current.forecast.months
    )
    return Values(headers, tuple(rows))


def _people(count: Fraction) -> str:
    """Write a number of clients, of whom a forecast holds parts, to the tenth."""
    return number(rounded_euros(count).quantize(_TENTHS, ROUND_HALF_UP))


def _months_in_words(current: Outlook) -> Iterator[str]:
    forecast = current.forecast
    low = forecast.lowest
    yield _("Au plus bas {amount} {when}.").format(amount=euros(low.cash), when=in_month(low))
    if current.at_threshold is not None:
        words = _("Seuil de rentabilité atteint {since} : les clients paient tous les coûts.")
        yield words.format(since=from_month(current.at_threshold))
        if current.welcomed:
            yield welcome_words(current)
    else:
        words = _("En {n} mois, les clients seuls ne paient pas encore tous les coûts.")
        yield words.format(n=len(forecast.months))
    if said := cash_words(current):
        yield said
    if current.franchise is not None:
        yield current.franchise.words
    if current.scenario.counts_hoped:
        yield _("Les revenus seulement espérés y sont comptés.")
    if forecast.untold:
        yield _("Non compté : {reasons}").format(reasons=" ".join(forecast.untold))
