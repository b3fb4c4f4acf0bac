"""What the client chooses on a quote: options to tick, one of several offers, and what it comes to then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from offerdesigner.model.quotes import Quote, QuoteVariant
from offerdesigner.pricing.quote_term import FIRST_YEAR, goes_on, is_short
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_pages import Strip, joined, together
from offerdesigner.render.quote_parts import (
    GAP,
    Paper,
    bar_piece,
    figure_style,
    fitting,
    said_lines,
    side_piece,
)
from offerdesigner.render.quote_rows import Entry, EntryKind, lines_of
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.quote_sums import figure_row, year_amounts, years_heads
from offerdesigner.render.quote_table import Columns, columns_of, has_choice, heads_piece, row_pieces
from offerdesigner.render.sheet_parts import paint_frame
from offerdesigner.render.style import INK, INK_2, MM, RULE
from offerdesigner.render.tariff_table import HAIRLINE, Look, SetCell, cells_pieces, paint_lines
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _

_FEW = 9
"""So many options and their totals stay on one page."""
_BOX, _BOX_LINE = 4 * MM, 0.3 * MM
_PROPOSED_SIZES = (14.5, 12.5, 11, 9.5)
_NUMBERS = ("", "", _("deux"), _("trois"), _("quatre"), _("cinq"), _("six"), _("sept"), _("huit"), _("neuf"))


def paint_box(painter: Painter, x: float, y: float) -> None:
    """Paint an empty square to tick."""
    paint_frame(painter, x, y, _BOX, _BOX, _BOX_LINE, INK)


# Options ----------------------------------------------------------------------------------


def option_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return the options, a box before each, then the totals without them, with all, and with those that one ticks."""
    entries = sheet.rows.proposed
    strips: list[Strip] = []
    if lines_of(entries):
        columns = columns_of(on, sheet, entries, boxes=True)
        strips += _option_rows(on, sheet, entries, columns)
    strips += _choice_strips(on, sheet)
    return together(strips) if len(strips) <= _FEW else strips


def _option_rows(on: Paper, sheet: QuoteSheet, entries: tuple[Entry, ...], columns: Columns) -> list[Strip]:
    title = _("En option, à cocher")
    heads = replace(heads_piece(on, sheet, columns), before=on.of.space(9))
    held: list[Piece] = [heads, side_piece(on, title, _("En option"))]
    suite = side_piece(on, _("En option (suite)"))
    strips: list[Strip] = []
    turns = False
    for entry in entries:
        if entry.kind == EntryKind.BREAK:
            turns = True
            continue
        look = Look(rule=HAIRLINE if strips else 0, rule_colour=RULE, pad=on.row_pad)
        held += _option_pieces(on, sheet, entry, columns, look)
        if entry.kind == EntryKind.COMMENT:
            held[-1] = replace(held[-1], keeps=True)
            continue
        strips.append(Strip(tuple(held), (replace(heads, before=0), suite) if strips else (), turns=turns))
        held, turns = [], False
    note = (Words(_("Une option non cochée n'est pas commandée."), "ink"),)
    ending = cells_pieces([SetCell(on.body.margin, said_lines(on, note, width=on.body.inner))], on.body, Look(rule=0))
    last = strips[-1]
    strips = [*strips[:-1], replace(last, pieces=(*last.pieces, *held, *ending))]
    return joined(strips[:1], strips[1:])


def _option_pieces(on: Paper, sheet: QuoteSheet, entry: Entry, columns: Columns, look: Look) -> list[Piece]:
    if entry.kind == EntryKind.COMMENT:
        said = tuple((Words(part, "soft", sheet.origin(entry.row)),) for part in entry.row.detail.splitlines() if part)
        words = said_lines(on, (Words(entry.row.label, "soft"),), *said, width=on.right - columns.words)
        return cells_pieces([SetCell(columns.words, words)], on.body, look)
    first, *more = row_pieces(on, sheet, entry, columns, look)
    if entry.kind != EntryKind.LINE:
        return [first, *more]

    def paint(painter: Painter, top: float) -> None:
        first.paint(painter, top)
        paint_box(painter, on.body.margin, top + on.row_pad / 2 + 0.1 * MM)

    return [replace(first, paint=paint), *more]


def _choice_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return the totals of what the client may choose, and room to write those of what it does choose."""
    count = len(lines_of(sheet.rows.proposed))
    counted = any(has_choice(entry) for entry in sheet.rows.entries)
    if not count and not counted:
        return []
    heads, rights = years_heads(on, sheet)
    pieces = [bar_piece(on, on.of.space(3 if count else 9))]
    if not count:
        pieces.append(side_piece(on, _("Selon vos choix"), _("Selon vos choix"), down=2 * MM))
    pieces.append(heads)
    look = Look(rule=HAIRLINE, rule_colour=RULE, pad=on.row_pad, pad_bottom=on.of.space(1))
    told = [(_("Sans option") if count else _("Comme proposé"), sheet.totals)]
    if count:
        told.append((_all_options(count), sheet.with_proposed))
    for label, totals in told:
        figures = year_amounts(sheet, totals, rights)
        pieces += figure_row(on, ((Words(label, "name"),),), *figures, look=look)
    pieces.append(_blank_piece(on, rights, counted=counted))
    return [Strip((*(replace(piece, keeps=True) for piece in pieces[:-1]), pieces[-1]))]


def _all_options(count: int) -> str:
    if count == 1:
        return _("Avec l'option")
    said = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return _("Avec les {n} options").format(n=said)


def _blank_piece(on: Paper, rights: Sequence[float], *, counted: bool) -> Piece:
    """Return the line on which the client writes what its own choice comes to."""
    hint = _("à remplir si vous changez un nombre ou cochez") if counted else _("à remplir si vous cochez")
    said: tuple[Said, ...] = ((Words(_("Avec vos choix"), "name"),), (Words(hint, "note"),))
    words = said_lines(on, *said, width=on.body.inner / 2)
    look = Look(rule=HAIRLINE, rule_colour=RULE, pad=on.row_pad, pad_bottom=on.of.space(1))
    [row] = cells_pieces([SetCell(on.body.margin, words)], on.body, look)
    euro = said_lines(on, (Words("€"),), width=on.body.inner)
    sign = euro.lines[0][0].width

    def paint(painter: Painter, top: float) -> None:
        row.paint(painter, top)
        base = top + row.height - 3.4 * MM
        for right in rights:
            painter.rule(right - sign - 1 * MM - 24 * MM, base, 24 * MM, HAIRLINE, INK_2)
            paint_lines(painter, euro, right - sign, base - 3.2 * MM)

    return replace(row, paint=paint)


# Variants ---------------------------------------------------------------------------------


def variant_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return the offers side by side for the same usage, one of which is to tick."""
    variants = sheet.content.variants
    if len(variants) < 2:
        return []
    title = _("Au choix, une seule offre")
    width = (on.body.inner - GAP * (len(variants) - 1)) / len(variants)
    columns = [_Variant(on, sheet, variant, width) for variant in variants]
    rows = [max(heights) for heights in zip(*(column.heights for column in columns), strict=True)]
    height = sum(rows) + _PAD
    side = side_piece(on, title, _("Au choix"), down=2.5 * MM)

    def paint(painter: Painter, top: float) -> None:
        for place, column in enumerate(columns):
            column.paint(painter, on.body.margin + place * (width + GAP), top, height, rows)

    pieces = [replace(side, before=on.of.space(9)), Piece(height, paint, keeps=True)]
    if sheet.content.usage:
        said = _("Pour le même usage : {usage}. Le détail de ce devis est celui de l'offre proposée.")
        words = said_lines(on, (Words(said.format(usage=sheet.content.usage), "note"),), width=on.body.inner)
        pieces += cells_pieces([SetCell(on.body.margin, words)], on.body, Look(rule=0, pad=0, pad_top=2 * MM))
    return [Strip(tuple(pieces))]


def _variant_figures(quote: Quote, variant: QuoteVariant) -> Iterator[tuple[str, Decimal | None]]:
    """Yield what a variant comes to by year: a shorter contract compares over one, as its rows are not kept."""
    yield _("Sur une année") if is_short(quote) and not goes_on(quote) else FIRST_YEAR, variant.first_year
    if goes_on(quote):
        yield _("Ensuite, par an"), variant.next_year


class _Variant:
    """One of the offers: its box and its name, whether it is the one proposed, and what it costs."""

    def __init__(self, on: Paper, sheet: QuoteSheet, variant: QuoteVariant, width: float) -> None:
        self._on, self._width, self._chosen = on, width, variant.is_chosen
        address = sheet.field("choice", "alternatives")
        inner = width - 2 * _PAD
        name = (Words(variant.offer or _("Offre à nommer"), "name", address),)
        status = (Words(_("proposée dans ce devis")),) if variant.is_chosen else (Words(_("à la place"), "soft"),)
        self._rows = [
            said_lines(on, name, width=inner - _BOX - 2 * MM),
            said_lines(on, status, width=inner, size=on.of.note),
        ]
        for label, amount in _variant_figures(sheet.quote, variant):
            self._rows.append(said_lines(on, (Words(label + sheet.taxed, "note"),), width=inner))
            self._rows.append(fitting(Words(amount_words(amount)), figure_style(14.5), inner, _PROPOSED_SIZES))

    @property
    def heights(self) -> list[float]:
        """How high each row is, with what is above it."""
        return [max(lines.height, _BOX if not place else 0) + _ABOVE[place] for place, lines in enumerate(self._rows)]

    def paint(self, painter: Painter, x: float, top: float, height: float, rows: list[float]) -> None:
        """Paint the column in a frame, thick and under a bar for the one that is proposed."""
        thick, colour = (0.5 * MM, self._on.palette.accent_text) if self._chosen else (HAIRLINE, INK_2)
        paint_frame(painter, x, top, self._width, height, thick, colour)
        if self._chosen:
            painter.box(x, top, self._width, 1.2 * MM, colour)
        y = top
        for place, (lines, row) in enumerate(zip(self._rows, rows, strict=True)):
            inside = x + _PAD
            if not place:
                paint_box(painter, inside, y + _ABOVE[0])
                inside += _BOX + 2 * MM
            paint_lines(painter, lines, inside, y + _ABOVE[place])
            y += row


_PAD = 3 * MM
_ABOVE = (3.6 * MM, 0.8 * MM, 3 * MM, 0.4 * MM, 2 * MM, 0.4 * MM)
"""The space above each row."""
