"""The tariff sheet: a range's offers side by side on A4, as large as it can be without cutting anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Piece, paint_pieces, share, total_height
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import DISPLAY, INK, INK_2, MM, TEXT, Palette, Style
from offerdesigner.render.tariff_content import Sheet, sheet_of
from offerdesigner.render.tariff_foot import foot_pieces, option_pieces
from offerdesigner.render.tariff_head import Head, head_pieces, head_rows, paint_head, set_head, title_piece
from offerdesigner.render.tariff_measures import (
    LANDSCAPE_AT_MOST,
    PORTRAIT_AT_MOST,
    Measures,
    measures,
    minimum_text,
)
from offerdesigner.render.tariff_missing import paint_missing
from offerdesigner.render.tariff_table import Look, group_pieces, line_count, row_pieces, totals_pieces
from offerdesigner.text import _, typeset

Layout = Literal["auto", "portrait", "landscape"]

_WIDER, _NARROWER = (1.3, 1.2, 1.1), (0.85, 0.7)
_SIZE_STEP = 0.2


def draw(project: Project, range_id: Id | None = None, *, layout: Layout = "auto", today: date) -> Document:
    """Draw the tariff sheet of a range, or of every range that has offers, one after the other.

    `today` dates nothing by itself: prices are dated by the project. Raises `KeyError` when there
    is no such range. What does not fit is in the document's findings.
    """
    ranges = [project.find("ranges", range_id)] if range_id is not None else list(project.ranges)
    sold = [(item.id, project.offers_of(item.id)) for item in ranges]
    sold = [(found, offers) for found, offers in sold if offers]
    sheets = [_Sheets(project, found, offers, layout) for found, offers in sold]
    painter = Painter(
        title=typeset(sheets[0].title) if sheets else _("Fiche tarifaire"),
        author=project.structure.name or _("Sans nom"),
        subject=_("Tarifs"),
    )
    palette = Palette.of(project.structure.brand.accent)
    for sheet in sheets:
        sheet.paint(painter, palette)
    if not sheets:
        paint_missing(painter, project, palette)
    return painter.finish()


class _Sheets:
    """The sheets of one range: one, or as many as its offers need, all with the same columns."""

    def __init__(self, project: Project, range_id: Id, offers: Sequence[Offer], layout: Layout) -> None:
        self.project = project
        self.offers = offers
        self.landscape = layout == "landscape" or (layout == "auto" and len(offers) > PORTRAIT_AT_MOST)
        most = LANDSCAPE_AT_MOST if self.landscape else PORTRAIT_AT_MOST
        chunks = list(_chunks(offers, most))
        if layout == "auto" and len(chunks) > 1 and max(map(len, chunks)) <= PORTRAIT_AT_MOST:
            self.landscape = False
        self.may_turn = layout == "auto" and len(chunks) == 1
        self.columns = max(map(len, chunks))
        self.contents = [sheet_of(project, range_id, chunk, len(offers)) for chunk in chunks]
        self.title = self.contents[0].title.text

    def paint(self, painter: Painter, palette: Palette) -> None:
        """Paint every sheet of the range, each on as many pages as it takes."""
        plans = [_planned(content, self, palette) for content in self.contents]
        count = sum(len(plan.pages) for plan in plans)
        number = 0
        for plan in plans:
            for index, page in enumerate(plan.pages):
                number += 1
                plan.paint_page(painter, index, page)
                if number == 1:
                    painter.bookmark(typeset(self.title), 0, plan.of.top)
                if index == 0:
                    for column in plan.sheet.columns:
                        painter.bookmark(typeset(column.name.text), 1, plan.of.top)
                if count > 1:
                    _folio(painter, plan.of, number, count)


def _chunks(offers: Sequence[Offer], most: int) -> Iterator[Sequence[Offer]]:
    """Share offers between sheets of at most `most`, as evenly as can be."""
    sheets = -(-len(offers) // most)
    size = -(-len(offers) // sheets)
    for start in range(0, len(offers), size):
        yield offers[start : start + size]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A sheet laid out: its measures, and the pieces of each page."""

    sheet: Sheet
    of: Measures
    head: Head
    palette: Palette
    pages: list[list[Piece]]
    repeated: list[Piece]

    def paint_page(self, painter: Painter, index: int, page: list[Piece]) -> None:
        painter.begin_page(self.of.width, self.of.height)
        pieces = [*self.repeated, *page] if index else page
        paint_pieces(painter, pieces, self.of.top, self.of.height - self.of.bottom)


def _planned(content: Sheet, sheets: _Sheets, palette: Palette) -> _Plan:
    """Lay a sheet out: smaller, then tighter, then turned, and only then on several pages."""
    of = _shared_widths(content, measures(sheets.columns, landscape=sheets.landscape))
    plan = _on_one_page(content, sheets, of, palette)
    if plan is None and sheets.may_turn:
        turned = measures(sheets.columns, landscape=not sheets.landscape)
        if sheets.landscape and sheets.columns > PORTRAIT_AT_MOST:
            turned = None
        plan = _on_one_page(content, sheets, _shared_widths(content, turned), palette) if turned else None
    return plan or _on_pages(content, sheets, of, palette)


def _on_one_page(content: Sheet, sheets: _Sheets, of: Measures, palette: Palette) -> _Plan | None:
    available = of.height - of.top - of.bottom
    best = _built(content, sheets, of, palette)
    if total_height(best[1]) <= available:
        for spacing in _WIDER:
            wider = _built(content, sheets, replace(of, spacing=spacing), palette)
            if total_height(wider[1]) <= available:
                return _Plan(content, wider[0], wider[2], palette, [wider[1]], [])
        return _Plan(content, best[0], best[2], palette, [best[1]], [])
    for tight in _tighter(of):
        made = _built(content, sheets, tight, palette)
        if total_height(made[1]) <= available:
            return _Plan(content, made[0], made[2], palette, [made[1]], [])
    return None


def _tighter(of: Measures) -> Iterator[Measures]:
    steps = round((of.text - minimum_text(of)) / _SIZE_STEP)
    for step in range(1, steps + 1):
        yield of.tightened(step * _SIZE_STEP, 1.0)
    for spacing in _NARROWER:
        yield of.tightened(steps * _SIZE_STEP, spacing)


def _on_pages(content: Sheet, sheets: _Sheets, of: Measures, palette: Palette) -> _Plan:
    of = replace(of, bottom=max(of.bottom, 11 * MM))
    _of, pieces, head = _built(content, sheets, of, palette)
    repeated = _repeated(content, head, of, palette)
    first = of.height - of.top - of.bottom
    if total_height(repeated) > 0.4 * first:
        repeated = []
    pages = share(pieces, first, first - total_height(repeated))
    return _Plan(content, of, head, palette, pages, repeated)


def _built(
    content: Sheet, sheets: _Sheets, of: Measures, palette: Palette
) -> tuple[Measures, list[Piece], Head]:
    head = set_head(content, of, len(sheets.offers))
    pieces = [title_piece(content, sheets.project, of, palette), *head_pieces(content, head, of, palette)]
    for row in content.costs:
        pieces += row_pieces(row, of, Look())
    pieces += totals_pieces(content.totals, of, palette)
    for group in content.groups:
        pieces += group_pieces(group, of, palette)
    pieces += option_pieces(content, of, palette)
    pieces += foot_pieces(content, of, palette)
    return of, pieces, head


def _shared_widths(content: Sheet, of: Measures) -> Measures:
    """Return measures whose label column takes the fewest lines in all, the usual width when it is as good."""
    rows = [*content.costs, *(row for group in content.groups for row in group.rows)]

    def lines(candidate: Measures) -> int:
        return sum(line_count(row, candidate) for row in rows)

    best, fewest = of, lines(of)
    if fewest == len(rows):
        return of
    for change in (-8, -4, 4, 8, 12):
        label = of.label + change * MM
        column = (of.inner - label) / of.columns
        if column < 28 * MM:
            continue
        candidate = replace(of, label=label, column=column)
        count = lines(candidate)
        if count < fewest:
            best, fewest = candidate, count
    return best


def _repeated(content: Sheet, head: Head, of: Measures, palette: Palette) -> list[Piece]:
    """Return what stands again at the top of a next page: the heads and the tinted rows."""
    rows = head_rows(head, of)
    height = rows.details + 1.5 * MM

    def paint(painter: Painter, top: float) -> None:
        title = Style(DISPLAY, 11, INK)
        painter.text(typeset(content.title.text), title, of.margin, top + 3.4 * MM) if _fits(content, of) else None
        paint_head(painter, head, content, of, palette, top, whole=False)

    return [Piece(height, paint, keeps=True), *totals_pieces(content.totals, of, palette)]


def _fits(content: Sheet, of: Measures) -> bool:
    from offerdesigner.render.fonts import drawable
    from offerdesigner.render.linebreak import text_width

    text = drawable(typeset(content.title.text), DISPLAY)[0]
    return text_width(text, Style(DISPLAY, 11, INK)) <= of.label_width


def _folio(painter: Painter, of: Measures, number: int, count: int) -> None:
    style = Style(TEXT, 8, INK_2)
    said = _("page {n} sur {count}").format(n=number, count=count)
    from offerdesigner.render.linebreak import text_width

    painter.text(said, style, of.width - of.margin - text_width(said, style), of.height - 6 * MM)
