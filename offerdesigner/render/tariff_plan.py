"""How large a tariff sheet can be: the measures under which all its pieces hold, or else its pages.

In this order: widths shared again, room used where there is some, spaces a little narrower, type
smaller (all rows together), spaces narrower, the page turned, and only then next pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from offerdesigner.model.project import Project
from offerdesigner.render.flow import Piece, paint_pieces, share, total_height
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import DISPLAY, INK, MM, Palette, Style
from offerdesigner.render.tariff_foot import foot_pieces, option_pieces
from offerdesigner.render.tariff_head import Head, head_pieces, head_rows, paint_head, set_head, title_piece
from offerdesigner.render.tariff_measures import Measures, measures, minimum_text, plain
from offerdesigner.render.tariff_rows import Sheet
from offerdesigner.render.tariff_table import (
    Look,
    group_pieces,
    line_count,
    paint_lines,
    row_pieces,
    set_lines,
    totals_pieces,
)

_LARGER = (1.3, 1.2, 1.1, 1.0)
_WIDER = (1.3, 1.15, 1.0)
_A_LITTLE_NARROWER, _NARROWER = (0.95, 0.9), (0.85, 0.8, 0.75, 0.7)
_SIZE_STEP = 0.2
_HOPELESS = 0.72
"""Below this share of what the usual measures need, no tighter ones hold on the page."""
_MORE_LINES = 2
"""How many more lines one or two wide columns may take where a sheet with room to spare gets larger type."""
_MOST_REPEATED = 0.4
"""How much of a next page the heads may take for them to stand there again."""
_FOLIO_BOTTOM = 11 * MM


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet laid out: its measures, and the pieces of each page."""

    sheet: Sheet
    of: Measures
    head: Head
    pages: list[list[Piece]]
    totals_end: int
    """How many pieces come before the end of the tinted rows."""
    repeated: list[Piece]

    @property
    def height(self) -> float:
        """The height of all pieces, one under the other."""
        return sum(total_height(page) for page in self.pages)

    def paint_page(self, painter: Painter, index: int) -> None:
        """Paint one page, under the heads again when it is not the first."""
        painter.begin_page(self.of.width, self.of.height)
        pieces = [*self._repeated_on(index), *self.pages[index]] if index else self.pages[0]
        paint_pieces(painter, pieces, self.of.top, self.of.height - self.of.bottom)

    def _repeated_on(self, index: int) -> list[Piece]:
        """Return the heads, with the tinted rows once they have been seen."""
        before = sum(map(len, self.pages[:index]))
        if before >= self.totals_end:
            return self.repeated
        return [*self.repeated[:1], *self.repeated[-1:]]


@dataclass(frozen=True, slots=True)
class Planner:
    """Lays out the sheets of a range (`offer_count` offers in all), all with the same measures."""

    project: Project
    sheets: Sequence[Sheet]
    offer_count: int
    columns: int
    palette: Palette

    def plans(self, *, landscape: bool, may_turn: bool) -> list[Plan]:
        """Return the sheets laid out, each on one page where that can be."""
        of = self._with_shared_widths(measures(self.columns, landscape=landscape))
        plans = self._on_one_page_each(of)
        if plans is None and may_turn:
            plans = self._on_one_page_each(self._with_shared_widths(measures(self.columns, landscape=not landscape)))
        return plans or [self._on_pages(sheet, of) for sheet in self.sheets]

    def _on_one_page_each(self, of: Measures) -> list[Plan] | None:
        """Return the sheets at the largest measures that hold, or `None`."""
        available = of.height - of.top - (_bottom(of) if len(self.sheets) > 1 else of.bottom)
        usual = self._laid_out(of)
        room = available / _highest(usual)
        if room >= 1:
            return next(self._larger(of, usual, room, available), usual)
        if room < _HOPELESS:
            return None
        tighter = (self._laid_out(tight) for tight in _tighter(of))
        return next((plans for plans in tighter if _highest(plans) <= available), None)

    def _larger(self, of: Measures, usual: list[Plan], room: float, available: float) -> Iterator[list[Plan]]:
        """Yield what still holds with larger type and wider spaces, the largest first."""
        cost, more = self._cost(of), _MORE_LINES if of.columns <= 2 else 0
        for factor, spacing in product(_LARGER, _WIDER):
            # A sheet grows about as its type does, and spaces are less than half of it: no use trying more.
            if factor == spacing == 1 or factor * (1 + 0.25 * (spacing - 1)) > room:
                continue
            larger = replace(of.enlarged(factor), spacing=spacing)
            if factor > 1 and self._cost(larger) > factor * (cost + more * of.text):
                continue
            plans = self._laid_out(larger)
            if _highest(plans) <= available:
                yield plans

    def _on_pages(self, sheet: Sheet, of: Measures) -> Plan:
        of = replace(of, bottom=_bottom(of))
        plan = self._plan(sheet, of)
        repeated = _repeated(sheet, plan.head, of, self.palette)
        first = of.height - of.top - of.bottom
        if total_height(repeated) > _MOST_REPEATED * first:
            repeated = []
        return replace(plan, pages=share(plan.pages[0], first, first - total_height(repeated)), repeated=repeated)

    def _laid_out(self, of: Measures) -> list[Plan]:
        return [self._plan(sheet, of) for sheet in self.sheets]

    def _plan(self, sheet: Sheet, of: Measures) -> Plan:
        """Return a sheet with these measures, as one page however high."""
        head = set_head(sheet, of, self.offer_count)
        pieces = [
            title_piece(sheet.title, self.project, of, self.palette),
            *head_pieces(sheet, head, of, self.palette),
        ]
        for row in sheet.costs:
            pieces += row_pieces(row, of, Look())
        pieces += totals_pieces(sheet.totals, of, self.palette)
        totals_end = len(pieces)
        for group in sheet.groups:
            pieces += group_pieces(group, of, self.palette)
        pieces += option_pieces(sheet, of, self.palette)
        pieces += foot_pieces(sheet, of, self.palette)
        return Plan(sheet, of, head, [pieces], totals_end, [])

    def _lines(self, of: Measures) -> int:
        """Return how many lines the rows take in all."""
        rows = (row for sheet in self.sheets for row in sheet.rows)
        return sum(line_count(row, of) for row in rows)

    def _with_shared_widths(self, of: Measures) -> Measures:
        """Return measures whose label column takes the least height, the usual width when it is as good."""
        rows = sum(len(sheet.rows) for sheet in self.sheets)
        if self._lines(of) == rows:
            return of
        best, least = of, self._cost(of)
        for change in (4, 8, -4, -8, 12):
            label = of.label + change * MM
            column = (of.inner - label) / of.columns
            if column < 28 * MM:
                continue
            candidate = replace(of, label=label, column=column)
            needed = self._cost(candidate)
            if needed < least - 0.5 * of.text:
                best, least = candidate, needed
                if self._lines(candidate) == rows:
                    break
        return best

    def _cost(self, of: Measures) -> float:
        heads = (head_rows(set_head(sheet, of, self.offer_count), of).end for sheet in self.sheets)
        return self._lines(of) * of.text + sum(heads)


def _bottom(of: Measures) -> float:
    """Return the margin under which a page number stands."""
    return max(of.bottom, _FOLIO_BOTTOM)


def _highest(plans: Sequence[Plan]) -> float:
    return max(plan.height for plan in plans)


def _tighter(of: Measures) -> Iterator[Measures]:
    """Yield measures from hardly tighter to the tightest that one may read with ease."""
    steps = round((of.text - minimum_text(of)) / _SIZE_STEP)
    for spacing in _A_LITTLE_NARROWER:
        yield replace(of, spacing=spacing)
    for step in range(1, steps + 1):
        yield of.tightened(step * _SIZE_STEP, _A_LITTLE_NARROWER[-1])
    for spacing in _NARROWER:
        yield of.tightened(steps * _SIZE_STEP, spacing)


def _repeated(sheet: Sheet, head: Head, of: Measures, palette: Palette) -> list[Piece]:
    """Return what stands again at the top of a next page: the title, the heads and the tinted rows."""
    rows = head_rows(head, of)
    title = set_lines([plain(sheet.title, Style(DISPLAY, 11, INK))], of.label_width, 1.1)
    height = max(rows.brief_end + 1.5 * MM, title.height + 2 * MM)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, title, of.margin, top - 0.8 * MM)
        paint_head(painter, head, sheet, of, palette, top, whole=False)

    return [Piece(height, paint, keeps=True), *totals_pieces(sheet.totals, of, palette), _air()]


def _air() -> Piece:
    """Return the space between repeated heads and what goes on."""
    return Piece(2 * MM, lambda _painter, _top: None)
