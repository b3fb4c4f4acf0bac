"""The parts of a decision sheet: the question, the band of figures, the texts beside their titles, the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerdesigner.model.address import at
from offerdesigner.model.clients import ClientKind
from offerdesigner.render.board_sheet_content import Block
from offerdesigner.render.board_sheet_figures import Figure
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_head import Host
from offerdesigner.render.quote_parts import GAP, TRACKING, Paper, figure_style, fitting, said_lines, side_lines
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.style import BLACK, INK, MM, Palette, Style
from offerdesigner.render.tariff_measures import Measures, plain
from offerdesigner.render.tariff_rows import CHECK
from offerdesigner.render.tariff_table import (
    NOTHING,
    OUTSET,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    set_lines,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, typeset

TOP, MARGIN = 12 * MM, 15 * MM
_BODY = 51 * MM
_WIDTH, _HEIGHT = 210 * MM, 297 * MM
_BAR = 0.7 * MM
_TITLES = ((26, 2), (24, 2), (22, 2), (20, 2), (18, 3), (15, 4), (13, 99))
"""Sizes of the question, each with how many lines it may take."""
_FIGURES = (27, 24, 20, 17, 14, 11, 9)
_CHECK_WIDTH = 5.2 * MM


def sheet_paper(palette: Palette, text: float, spacing: float) -> Paper:
    """Return the A4 page, its text at this size and its spaces so wide."""
    of = Measures(
        width=_WIDTH, height=_HEIGHT, margin=MARGIN, top=TOP, bottom=12 * MM, label=_BODY - MARGIN, column=0,
        columns=0, row=6 * MM, text=text, note=text - 1, foot=8.0, lead=text, name=12.5, price=27, total=text,
        group=min(12.5, text + 2), spacing=spacing,
    )  # fmt: skip
    return Paper(of, replace(of, margin=_BODY, width=_WIDTH + _BODY - MARGIN), palette)


# Whom, by whom, what ----------------------------------------------------------------------


def head_pieces(on: Paper, sheet: QuoteSheet, question: Words) -> list[Piece]:
    """Return for whom the sheet is and who made it, then the question."""
    host = Host(on, sheet, 13)
    whom = said_lines(on, _whom(sheet), width=on.of.inner - host.width - 2 * GAP, leading=1.25)
    height = max(8 * MM, host.height, whom.height)

    def paint_head(painter: Painter, top: float) -> None:
        host.paint(painter, top, height, on.right - host.width)
        paint_lines(painter, whom, on.of.margin, top + (height - whom.height) / 2 + 0.6 * MM)

    title = question_lines(question, on.of.inner)

    def paint_title(painter: Painter, top: float) -> None:
        painter.bookmark(typeset(question.text), 0, top)
        paint_lines(painter, title, on.of.margin, top)

    return [Piece(height, paint_head), Piece(title.height, paint_title, before=on.of.space(5.5))]


def _whom(sheet: QuoteSheet) -> Said:
    client = sheet.content.client
    if not client.name:
        return (Words(_("Fiche de décision"), "soft"),)
    name = Words(client.name, "strong", sheet.party(at("clients", client.id), "name"))
    if client.kind == ClientKind.ASSOCIATION:
        return Words(_("Pour décision du conseil d'administration : "), "soft"), name
    return Words(_("Pour décision : "), "soft"), name


def question_lines(question: Words, width: float) -> Lines:
    """Set the question as large as it holds in few lines."""
    for size, most in _TITLES:
        style = Style(BLACK, size, INK, TRACKING)
        title = set_lines([plain(question, style)], width, 1.0, balanced=True)
        if len(title.lines) <= most and not title.paragraphs[0].excess:
            break
    return title


# Figures ----------------------------------------------------------------------------------


def figures_piece(on: Paper, figures: Sequence[Figure]) -> Piece:
    """Return the figures side by side on a tint, under a bar."""
    width = on.of.inner / len(figures)
    room = width - 2 * GAP
    said = [said_lines(on, (Words(figure.label),), width=room) for figure in figures]
    shown = _figures(figures, room)
    details = [
        said_lines(on, (Words(figure.detail, "soft"),), width=room, size=on.of.note) if figure.detail else NOTHING
        for figure in figures
    ]
    edge = on.of.space(3.6)
    above, middle, below = (max(lines.height for lines in row) for row in (said, shown, details))
    height = _BAR + 2 * edge + above + middle + 0.6 * MM + below

    def paint(painter: Painter, top: float) -> None:
        left, wide = on.of.margin - OUTSET, on.of.inner + 2 * OUTSET
        painter.box(left, top, wide, height, on.palette.tint)
        painter.box(left, top, wide, _BAR, on.palette.accent)
        if on.palette.tint_needs_rule:
            painter.rule(left, top + height, wide, STRONG_RULE, INK)
        for place in range(len(figures)):
            x, y = on.of.margin + place * width, top + _BAR + edge
            paint_lines(painter, said[place], x, y)
            paint_lines(painter, shown[place], x, y + above + middle - shown[place].height)
            paint_lines(painter, details[place], x, y + above + middle + 0.6 * MM)

    return Piece(height, paint, before=on.of.space(6))


def _figures(figures: Sequence[Figure], room: float) -> list[Lines]:
    """Set the figures, all as large as the longest of them may be."""
    for size in _FIGURES:
        style = figure_style(size, heavy=True)
        shown = [fitting(Words(figure.shown, "ink", figure.address), style, room, (size,)) for figure in figures]
        if all(lines.lines[0][0].width <= room for lines in shown):
            break
    return shown


# Texts ------------------------------------------------------------------------------------


def block_pieces(on: Paper, block: Block) -> list[Piece]:
    """Return a text beside its title, then what it lists."""
    side = side_lines(on, Words(block.title))
    said = said_lines(on, *block.said, width=on.body.inner, leading=1.2 + 0.12 * min(1.0, on.of.spacing))
    rows = list(_entry_rows(on, block.entries))
    flat = Look(rule=0, pad=0)
    cells = [SetCell(on.of.margin, side)]
    if said.lines or not rows:
        first, *more = cells_pieces([*cells, SetCell(on.body.margin, said)], on.of, flat)
    else:
        first, *more = cells_pieces([*cells, *rows.pop(0)], on.of, flat)
    more += [
        replace(piece, before=0 if place else on.of.space(2 if said.lines else 0.6))
        for place, row in enumerate(rows)
        for piece in cells_pieces(row, on.of, replace(flat, pad=on.of.space(1.2)))
    ]
    return [_outlined(first, block.title, on.of.space(5)), *more]


def _entry_rows(on: Paper, entries: Sequence[Said]) -> Iterator[list[SetCell]]:
    """Yield the rows of a list, in two columns read one after the other where there are several."""
    columns = 2 if len(entries) > 1 else 1
    count = -(-len(entries) // columns)
    wide = (on.body.inner + GAP) / columns
    for row in range(count):
        cells: list[SetCell] = []
        for column in range(columns):
            place = row + column * count
            if place < len(entries):
                x = on.body.margin + column * wide
                lines = said_lines(on, entries[place], width=wide - GAP - _CHECK_WIDTH)
                is_given = entries[place][0].role == "strong"
                cells += [SetCell(x, NOTHING, CHECK)] if is_given else []
                cells.append(SetCell(x + _CHECK_WIDTH, lines))
        yield cells


def _outlined(piece: Piece, title: str, before: float) -> Piece:
    def paint(painter: Painter, top: float) -> None:
        painter.bookmark(typeset(title), 1, top)
        piece.paint(painter, top)

    return replace(piece, paint=paint, before=before)
