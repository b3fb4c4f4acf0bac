"""The viability report, for the board of the host: whether it holds, from how many clients on, what may go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from offerdesigner.economics.results import results
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Pages, paint_pieces
from offerdesigner.render.missing import paint_list
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import paint_foot, reminder
from offerdesigner.render.style import MM, Palette
from offerdesigner.render.tariff_measures import measures
from offerdesigner.render.viability_brief import head_pieces
from offerdesigner.render.viability_costs import add_costs, add_model
from offerdesigner.render.viability_market import add_market, add_surveys
from offerdesigner.render.viability_notes import note_pieces
from offerdesigner.render.viability_offers import add_offers, add_threshold
from offerdesigner.render.viability_outlook import add_forecast, add_scenarios
from offerdesigner.render.viability_parts import Report, kept
from offerdesigner.render.viability_risks import risk_pieces
from offerdesigner.render.words import Words
from offerdesigner.text import _, day, typeset

_COLUMNS_OF_TEXT = 3


def draw(
    project: Project,
    range_id: Id | None = None,
    *,
    layout: Literal["auto", "portrait", "landscape"] = "auto",
    today: date,
) -> Document:
    """Draw the report of the whole structure, on A4 upright whatever the `layout`, dated `today`.

    Costs are those of everything that is sold: the range changes nothing. Without costs, offers or sales it says
    on one page what is missing. Raises `KeyError` when there is no such range.
    """
    if range_id is not None:
        project.find("ranges", range_id)
    palette = Palette.of(project.structure.brand.accent)
    painter = Painter(
        title=typeset(_("Rapport de viabilité")),
        author=project.structure.name or _("Sans nom"),
        subject=_("Coûts, seuil de rentabilité et prévisions"),
    )
    missing = tuple(_missing(project))
    if missing:
        intro = _("Il se dessine ici à mesure que vous écrivez. Il manque encore :")
        paint_list(painter, palette, _("Rapport de viabilité"), _("Votre rapport de viabilité"), intro, missing)
        return painter.finish()
    of = replace(measures(_COLUMNS_OF_TEXT, landscape=False), bottom=17 * MM)
    _paint(painter, Report(project, results(project), of, palette, today))
    return painter.finish()


def _missing(project: Project) -> Iterator[tuple[str, str, str]]:
    if not project.costs:
        yield _("Des coûts"), _("ce que la structure dépense : serveurs, travail, assurance, épargne"), "costs"
    if not project.offers:
        yield _("Une offre"), _("un nom, un prix, ce qu'elle comprend"), "offers"
    if not project.sales:
        yield _("Des clients"), _("combien aujourd'hui, sur quelle offre"), "sales"


def _paint(painter: Painter, report: Report) -> None:
    of, project = report.of, report.project
    name = project.name or project.structure.name or _("Rapport de viabilité")
    pages = Pages(of.height - of.top - of.bottom, [reminder(Words(name, "name"), of)])
    pages.add(head_pieces(report))
    for part in (
        add_model,
        add_costs,
        add_offers,
        add_threshold,
        add_scenarios,
        add_forecast,
        add_market,
        add_surveys,
    ):
        part(pages, report)
    # Together on the last page, where they do not fill two.
    pages.add(kept([*risk_pieces(report), *note_pieces(report)]))
    said = _("Rapport de viabilité · {day}").format(day=day(report.today))
    for index, pieces in enumerate(pages.pages):
        painter.begin_page(of.width, of.height)
        if not index:
            painter.bookmark(typeset(_("Rapport de viabilité")), 0, of.top)
        paint_pieces(painter, pieces, of.top, of.height - of.bottom)
        paint_foot(painter, of, said, index + 1, len(pages.pages))
