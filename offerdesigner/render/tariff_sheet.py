"""The tariff sheet: a range's offers side by side on A4, as large as it can be without cutting anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Piece, paint_pieces, share, total_height
from offerdesigner.render.linebreak import text_width
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
    plain,
)
from offerdesigner.render.tariff_missing import paint_missing
from offerdesigner.render.tariff_table import (
    Look,
    group_pieces,
    line_count,
    paint_lines,
    row_pieces,
    set_lines,
    totals_pieces,
)
from offerdesigner.text import _, typeset

Layout = Literal["auto", "portrait", "landscape"]

_LARGER = (1.3, 1.2, 1.1, 1.0)
_WIDER = (1.3, 1.15, 1.0)
_A_LITTLE_NARROWER, _NARROWER = (0.95, 0.9), (0.85, 0.8, 0.75, 0.7)
_HOPELESS = 0.72
"""Below this share of what the usual measures need, no tighter ones hold on the page."""
_MORE_LINES = 2
"""How many more lines the rows may take where a sheet with room to spare gets larger type."""
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
        self.may_turn = layout == "auto" and len(chunks) == 1 and not self.landscape
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

    @property
    def height(self) -> float:
        """The height of all pieces, one under the other."""
        return sum(total_height(page) for page in self.pages)

    def paint_page(self, painter: Painter, index: int, page: list[Piece]) -> None:
        painter.begin_page(self.of.width, self.of.height)
        pieces = [*self.repeated, *page] if index else page
        paint_pieces(painter, pieces, self.of.top, self.of.height - self.of.bottom)


def _planned(content: Sheet, sheets: _Sheets, palette: Palette) -> _Plan:
    """Lay a sheet out: smaller, then tighter, then turned, and only then on several pages."""
    of = _shared_widths(content, measures(sheets.columns, landscape=sheets.landscape))
    plan = _on_one_page(content, sheets, of, palette)
    if plan is None and sheets.may_turn:
        turned = _shared_widths(content, measures(sheets.columns, landscape=True))
        plan = _on_one_page(content, sheets, turned, palette)
    return plan or _on_pages(content, sheets, of, palette)


def _on_one_page(content: Sheet, sheets: _Sheets, of: Measures, palette: Palette) -> _Plan | None:
    """Return the sheet on one page at the largest measures that hold, or `None`."""
    available = of.height - of.top - of.bottom
    usual = _laid_out(content, sheets, of, palette)
    room = available / usual.height
    if room >= 1:
        lines = _lines(content, of)
        for larger, spacing in product(_LARGER, _WIDER):
            if larger == spacing == 1:
                return usual
            # A sheet grows at most as its type does, and its spaces are less than half of it.
            if larger * (1 + 0.25 * (spacing - 1)) > room:
                continue
            roomy = replace(of.enlarged(larger), spacing=spacing)
            if larger > 1 and _lines(content, roomy) > lines + _MORE_LINES:
                continue
            plan = _laid_out(content, sheets, roomy, palette)
            if plan.height <= available:
                return plan
    if room < _HOPELESS:
        return None
    tighter = (_laid_out(content, sheets, tight, palette) for tight in _tighter(of))
    return next((plan for plan in tighter if plan.height <= available), None)


def _tighter(of: Measures) -> Iterator[Measures]:
    """Yield measures from hardly tighter to the tightest that one may read with ease."""
    steps = round((of.text - minimum_text(of)) / _SIZE_STEP)
    for spacing in _A_LITTLE_NARROWER:
        yield replace(of, spacing=spacing)
    for step in range(1, steps + 1):
        yield of.tightened(step * _SIZE_STEP, _A_LITTLE_NARROWER[-1])
    for spacing in _NARROWER:
        yield of.tightened(steps * _SIZE_STEP, spacing)


def _on_pages(content: Sheet, sheets: _Sheets, of: Measures, palette: Palette) -> _Plan:
    of = replace(of, bottom=max(of.bottom, 11 * MM))
    plan = _laid_out(content, sheets, of, palette)
    repeated = _repeated(content, plan.head, of, palette)
    first = of.height - of.top - of.bottom
    if total_height(repeated) > 0.4 * first:
        repeated = []
    return replace(plan, pages=share(plan.pages[0], first, first - total_height(repeated)), repeated=repeated)


def _laid_out(content: Sheet, sheets: _Sheets, of: Measures, palette: Palette) -> _Plan:
    """Return the sheet with these measures, as one page however high."""
    head = set_head(content, of, len(sheets.offers))
    pieces = [title_piece(content, sheets.project, of, palette), *head_pieces(content, head, of, palette)]
    for row in content.costs:
        pieces += row_pieces(row, of, Look())
    pieces += totals_pieces(content.totals, of, palette)
    for group in content.groups:
        pieces += group_pieces(group, of, palette)
    pieces += option_pieces(content, of, palette)
    pieces += foot_pieces(content, of, palette)
    return _Plan(content, of, head, palette, [pieces], [])


def _lines(content: Sheet, of: Measures) -> int:
    """Return how many lines the rows take in all."""
    rows = (*content.costs, *(row for group in content.groups for row in group.rows))
    return sum(line_count(row, of) for row in rows)


def _shared_widths(content: Sheet, of: Measures) -> Measures:
    """Return measures whose label column takes the fewest lines in all, the usual width when it is as good."""

    def cost(candidate: Measures) -> float:
        heads = head_rows(set_head(content, candidate, len(content.columns)), candidate).end
        return _lines(content, candidate) * candidate.text + heads

    rows = len(content.costs) + sum(len(group.rows) for group in content.groups)
    if _lines(content, of) == rows:
        return of
    best, least = of, cost(of)
    for change in (-8, -4, 4, 8, 12):
        label = of.label + change * MM
        column = (of.inner - label) / of.columns
        if column < 28 * MM:
            continue
        candidate = replace(of, label=label, column=column)
        needed = cost(candidate)
        if needed < least - 0.5 * of.text:
            best, least = candidate, needed
    return best


def _repeated(content: Sheet, head: Head, of: Measures, palette: Palette) -> list[Piece]:
    """Return what stands again at the top of a next page: the title, the heads and the tinted rows."""
    rows = head_rows(head, of)
    title = set_lines([plain(content.title, Style(DISPLAY, 11, INK))], of.label_width, 1.1)
    height = max(rows.brief_end + 1.5 * MM, title.height + 2 * MM)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, title, of.margin, top - 0.8 * MM)
        paint_head(painter, head, content, of, palette, top, whole=False)

    return [Piece(height, paint, keeps=True), *totals_pieces(content.totals, of, palette)]


def _folio(painter: Painter, of: Measures, number: int, count: int) -> None:
    style = Style(TEXT, 8, INK_2)
    said = typeset(_("page {n} sur {count}").format(n=number, count=count))
    painter.text(said, style, of.width - of.margin - text_width(said, style), of.height - 6 * MM)
