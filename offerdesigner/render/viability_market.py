"""What others ask and what people would pay, in a viability report."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.economics.competition import Asked, Comparison, comparison, old_looks, profile_compared
from offerdesigner.economics.competition_words import (
    displayed,
    gap_words,
    in_price_words,
    name_of,
    old_look_words,
    place_words,
    verdict,
)
from offerdesigner.economics.sensitivity.acceptability import acceptability
from offerdesigner.economics.sensitivity.answers import Sorted, sort
from offerdesigner.economics.sensitivity.floor import offer_of, our_price, price_floor
from offerdesigner.economics.sensitivity.van_westendorp import van_westendorp
from offerdesigner.economics.sensitivity.words import (
    acceptability_words,
    aside_words,
    convention_words,
    opinions_words,
    standing_words,
    van_westendorp_words,
)
from offerdesigner.model.address import at
from offerdesigner.model.market import Competitor
from offerdesigner.model.offers import Offer
from offerdesigner.model.research import Survey, SurveyMethod
from offerdesigner.render.charts.data import Chart
from offerdesigner.render.charts.sensitivity import Beside, acceptability_chart, van_westendorp_chart
from offerdesigner.render.flow import Pages, Piece
from offerdesigner.render.style import MM
from offerdesigner.render.viability_parts import (
    Cell,
    Column,
    Drawn,
    Report,
    TableRow,
    cell,
    chart,
    heading,
    kept,
    note,
    section,
    table,
    text,
)
from offerdesigner.render.words import Words
from offerdesigner.text import _, day, money, months

_CHART_HEIGHT = 76 * MM
"""Curves that cross, our price and the cost named above them: it takes room."""


def add_market(pages: Pages, report: Report) -> None:
    """Add others and ourselves in one table; nothing while nobody is compared."""
    if not report.project.competitors:
        return
    found = comparison(report.project)
    held, said = verdict(found)
    columns = (
        Column(_("Qui"), 42, left=True),
        Column(_("Prix affiché"), left=True),
        Column(_("Pour cet usage, par mois"), 27),
        Column(_("Écart avec nous"), 38),
        Column(_("Regardé le"), 28),
    )
    asked = (*([found.ours] if found.ours is not None else []), *found.others)
    lines = table(report, columns, tuple(_row(report, found, one) for one in asked))
    pieces = section(report, _("La concurrence")) + kept(text(report, (Words(_compared(report), "ink", "market"),)))
    told = text(report, (Words(said, "strong" if held is not None else "ink", "market/strategy"),))
    told += note(report, in_price_words(found), place_words(found), *_old(report), address="market")
    pages.add([*pieces, *lines.pieces, *told], lines.heads)


def _compared(report: Report) -> str:
    """Say for which usage prices are compared."""
    profile, length = profile_compared(report.project), months(report.project.market.months)
    if profile is None:
        return _("Prix TTC par mois pour ce que comprend notre offre, engagement {length}.").format(length=length)
    words = _("Prix TTC par mois pour l'usage « {profile} », engagement {length}.")
    return words.format(profile=profile.name or _("Sans nom"), length=length)


def _row(report: Report, found: Comparison, asked: Asked) -> TableRow:
    competitor = asked.competitor
    holder: Offer | Competitor | None = competitor if competitor is not None else found.offer
    assert holder is not None
    role = "strong" if competitor is None else "ink"
    amount = asked.why if asked.monthly is None else money(asked.monthly, cents=True)
    if competitor is None:
        address, under, seen = at("offers", holder.id), holder.name, _("aujourd'hui")
    else:
        address, under = at("competitors", competitor.id), competitor.kind
        seen = day(competitor.seen_on) if competitor.seen_on is not None else "—"
    name: Cell = ((Words(name_of(report.project, asked), role, at(address, "name")),),)
    if under:
        name += ((Words(under, "note", address),),)
    gap = "" if competitor is None else gap_words(found.gap(asked))
    return TableRow(
        (
            name,
            cell(displayed(report.project, holder), "ink", address),
            cell(amount, role if asked.monthly is not None else "note", address),
            cell(gap, "ink", address),
            cell(seen, "note", address),
        )
    )


def _old(report: Report) -> Iterator[str]:
    for look in old_looks(report.project, report.today):
        yield old_look_words(look.competitor.name or _("Sans nom"), look.months)


def add_surveys(pages: Pages, report: Report) -> None:
    """Add what each price survey with answers says, with its chart."""
    asked = [survey for survey in report.project.surveys if sort(survey.answers, survey.method).kept]
    for place, survey in enumerate(asked):
        pieces = [] if place else section(report, _("Prix que les personnes accepteraient"))
        pages.add(pieces + heading(report, _title(report, survey)) + _told(report, survey))


def _title(report: Report, survey: Survey) -> str:
    offer = offer_of(report.project, survey)
    parts = (survey.name or _("Enquête"), offer.name if offer is not None else "", survey.usage)
    return " · ".join(part for part in parts if part)


def _told(report: Report, survey: Survey) -> list[Piece]:
    project, address = report.project, at("surveys", survey.id)
    offer = offer_of(project, survey)
    floor = price_floor(project, offer) if offer is not None else None
    beside = Beside(our_price(project, survey), floor.price if floor is not None else None, survey.usage)
    figure, words, notes = _result(survey, beside)
    asked_on = _("Menée le {day}.").format(day=day(survey.asked_on)) if survey.asked_on is not None else ""
    said = (Words(words, "ink", address),)
    more = (asked_on, *notes, floor.words if floor is not None else "")
    return (
        chart(report, Drawn(figure, address, height=_CHART_HEIGHT))
        + kept(text(report, said))
        + note(report, *more, address=address)
    )


def _result(survey: Survey, beside: Beside) -> tuple[Chart, str, tuple[str, ...]]:
    """Return the chart of a survey, its sentence and how it is read."""
    if survey.method is SurveyMethod.ACCEPTABILITY:
        accepted = acceptability(survey)
        words = f"{acceptability_words(accepted)} {standing_words(accepted, beside.price, beside.floor)}".strip()
        notes = (_counted(accepted.sorted), *aside_words(accepted.sorted), convention_words(accepted.convention))
        return acceptability_chart(accepted, beside), words, notes
    pointed = van_westendorp(survey)
    notes = (_counted(pointed.sorted), *aside_words(pointed.sorted), opinions_words())
    return van_westendorp_chart(pointed, beside), van_westendorp_words(pointed), notes


def _counted(found: Sorted) -> str:
    return _("Réponses comptées : {n}.").format(n=len(found.kept))
