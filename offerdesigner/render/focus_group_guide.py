"""The guide of a focus group: what to learn, what to say, what to ask and when, lines to write on, a record sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from offerdesigner.economics.focus_guide import filled
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.model.research import FocusGroup
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Pages, paint_pieces
from offerdesigner.render.guide_parts import (
    Guide,
    aim_pieces,
    course_pieces,
    head_pieces,
    notes_pieces,
    preparation_pieces,
)
from offerdesigner.render.guide_record import grid_pieces, record_title, tally_pieces
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import paint_foot, reminder
from offerdesigner.render.style import MM, Palette
from offerdesigner.render.tariff_measures import measures
from offerdesigner.render.words import Words
from offerdesigner.text import _, typeset

_COLUMNS_OF_TEXT = 3


def draw(
    project: Project,
    range_id: Id | None = None,
    *,
    layout: Literal["auto", "portrait", "landscape"] = "auto",
    today: date,
) -> Document:
    """Draw the guide of each focus group, on A4 upright whatever the `layout`; the usual guide when there is none.

    It is about needs, not prices: the range changes nothing, nor does `today`. Raises `KeyError` when there is
    no such range.
    """
    if range_id is not None:
        project.find("ranges", range_id)
    palette = Palette.of(project.structure.brand.accent)
    painter = Painter(
        title=typeset(_("Guide de discussion")),
        author=project.structure.name or _("Sans nom"),
        subject=_("Groupes de discussion"),
    )
    for group in project.focus_groups:
        _paint(painter, _guide(project, group, at("focus_groups", group.id), palette))
    if not project.focus_groups:
        _paint(painter, _guide(project, FocusGroup(id="usual"), "focus_groups", palette))
    return painter.finish()


def _guide(project: Project, group: FocusGroup, root: str, palette: Palette) -> Guide:
    of = replace(measures(_COLUMNS_OF_TEXT, landscape=False), bottom=17 * MM)
    return Guide(project, filled(group), group, root, of, palette)


def _paint(painter: Painter, guide: Guide) -> None:
    """Paint the pages of one guide, then those of its record, each under the name of the group."""
    of = guide.of
    name = Words(guide.name.text, "name", guide.name.address)
    again = [reminder(name, of)]
    sheets = Pages(of.height - of.top - of.bottom, again)
    sheets.add([*head_pieces(guide), *aim_pieces(guide), *preparation_pieces(guide)])
    sheets.add(course_pieces(guide))
    sheets.fill()
    sheets.add(notes_pieces(guide, sheets.left))
    sheets.turn()
    sheets.add([record_title(guide)])
    for grid in grid_pieces(guide):
        sheets.add(grid)
    sheets.add(tally_pieces(guide))
    sheets.fill()
    for index, pieces in enumerate(sheets.pages):
        painter.begin_page(of.width, of.height)
        if not index:
            painter.bookmark(typeset(guide.name.text), 0, of.top)
        paint_pieces(painter, pieces, of.top, of.height - of.bottom)
        said = _("Ne notez aucun nom : ce qui compte est ce qui se dit, pas qui le dit.")
        paint_foot(painter, of, said, index + 1, len(sheets.pages))
