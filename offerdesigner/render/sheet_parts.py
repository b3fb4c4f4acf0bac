"""What the sheets of several pages share: whose they are at the top of the next pages, and their foot."""

from __future__ import annotations

from dataclasses import replace

from offerdesigner.render.flow import Piece
from offerdesigner.render.linebreak import text_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import DISPLAY, INK, INK_2, MM, TEXT, Rgb, Style
from offerdesigner.render.tariff_measures import Measures, plain
from offerdesigner.render.tariff_table import HAIRLINE, paint_lines, set_lines
from offerdesigner.render.words import Words
from offerdesigner.text import _, typeset


def reminder(name: Words, of: Measures) -> Piece:
    """Return whose sheet it is, at the top of a next page."""
    lines = set_lines([plain(name, Style(DISPLAY, 11, INK))], of.inner, 1.1)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, lines, of.margin, top)

    return Piece(lines.height + 3 * MM, paint, keeps=True)


def paint_foot(painter: Painter, of: Measures, said: str, number: int, count: int) -> None:
    """Paint `said` at the left of the foot, and the number of the page at the right."""
    style = Style(TEXT, 8, INK_2)
    y = of.height - 8 * MM
    painter.text(typeset(said), style, of.margin, y)
    folio = typeset(_("page {n} / {count}").format(n=number, count=count))
    painter.text(folio, style, of.width - of.margin - text_width(folio, style), y)


def marked(piece: Piece, title: str) -> Piece:
    """Return a piece that the outline leads to."""

    def paint(painter: Painter, top: float) -> None:
        painter.bookmark(typeset(title), 1, top)
        piece.paint(painter, top)

    return replace(piece, paint=paint)


def paint_frame(
    painter: Painter, x: float, y: float, width: float, height: float, thick: float = HAIRLINE, colour: Rgb = INK_2
) -> None:
    """Paint the outline of a rectangle, inside of it."""
    painter.boxes(
        (
            (x, y, width, thick),
            (x, y + height - thick, width, thick),
            (x, y + thick, thick, height - 2 * thick),
            (x + width - thick, y + thick, thick, height - 2 * thick),
        ),
        colour,
    )
