"""The tariff sheet: a range's offers side by side on A4, as large as it can be without cutting anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.linebreak import text_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK_2, MM, TEXT, Palette, Style
from offerdesigner.render.tariff_content import sheet_of
from offerdesigner.render.tariff_lists import Told
from offerdesigner.render.tariff_measures import LANDSCAPE_AT_MOST, PORTRAIT_AT_MOST, Measures
from offerdesigner.render.tariff_missing import paint_missing
from offerdesigner.render.tariff_plan import Plan, Planner
from offerdesigner.text import _, typeset

Layout = Literal["auto", "portrait", "landscape"]


def draw(project: Project, range_id: Id | None = None, *, layout: Layout = "auto", today: date) -> Document:
    """Draw the tariff sheet of a range, or of every range that has offers, one after the other.

    The sheet is dated by the project alone, so `today` changes nothing on it. Raises `KeyError`
    when there is no such range. What does not fit is in the document's findings.
    """
    palette = Palette.of(project.structure.brand.accent)
    ranges = planned(project, range_id, layout, palette)
    title = ranges[0][0].sheet.title.text if ranges else _("Fiche tarifaire")
    painter = Painter(title=typeset(title), author=project.structure.name or _("Sans nom"), subject=_("Tarifs"))
    for plans in ranges:
        paint(painter, plans)
    if not ranges:
        paint_missing(painter, project, palette)
    return painter.finish()


def planned(project: Project, range_id: Id | None, layout: Layout, palette: Palette) -> list[list[Plan]]:
    """Lay out the sheets of a range, or of every range that has offers: those of one range together.

    Raises `KeyError` when there is no such range.
    """
    wanted = project.ranges if range_id is None else (project.find("ranges", range_id),)
    sold = [(item.id, offers) for item in wanted if (offers := project.offers_of(item.id))]
    return [_planned(project, found, offers, layout, palette) for found, offers in sold]


def _planned(project: Project, range_id: Id, offers: Sequence[Offer], layout: Layout, palette: Palette) -> list[Plan]:
    """Lay out the sheets of one range: one, or as many as its offers need, all with the same columns."""
    landscape = layout == "landscape" or (layout == "auto" and len(offers) > PORTRAIT_AT_MOST)
    groups = _shared(offers, LANDSCAPE_AT_MOST if landscape else PORTRAIT_AT_MOST)
    columns = max(map(len, groups))
    if layout == "auto" and columns <= PORTRAIT_AT_MOST:
        landscape = False
    may_turn = layout == "auto" and not landscape and len(groups) == 1

    found: list[list[Plan]] = []
    for told in Told if project.price_lists else (Told.ALL,):
        sheets = [sheet_of(project, range_id, group, len(offers), told) for group in groups]
        planner = Planner(project, sheets, len(offers), columns, palette)
        found.append(planner.plans(landscape=landscape, may_turn=may_turn))
        if all(len(plan.pages) == 1 for plan in found[-1]):
            return found[-1]
    return found[0]


def _shared(offers: Sequence[Offer], most: int) -> list[Sequence[Offer]]:
    """Share offers between sheets of at most `most`, as evenly as can be."""
    sheets = -(-len(offers) // most)
    size = -(-len(offers) // sheets)
    return [offers[start : start + size] for start in range(0, len(offers), size)]


def paint(painter: Painter, plans: Sequence[Plan], said: str = "") -> None:
    """Paint the sheets of one range, numbered together when they take several pages, with `said` at their foot."""
    count = sum(len(plan.pages) for plan in plans)
    number = 0
    for plan in plans:
        for index in range(len(plan.pages)):
            number += 1
            plan.paint_page(painter, index)
            if number == 1:
                painter.bookmark(typeset(plan.sheet.title.text), 0, plan.of.top)
            if index == 0:
                for column in plan.sheet.columns:
                    painter.bookmark(typeset(column.name.text), 1, plan.of.top)
            if said:
                painter.text(typeset(said), Style(TEXT, 8, INK_2), plan.of.margin, plan.of.height - 6 * MM)
            if count > 1:
                _folio(painter, plan.of, number, count)


def _folio(painter: Painter, of: Measures, number: int, count: int) -> None:
    style = Style(TEXT, 8, INK_2)
    said = typeset(_("page {n} sur {count}").format(n=number, count=count))
    painter.text(said, style, of.width - of.margin - text_width(said, style), of.height - 6 * MM)
