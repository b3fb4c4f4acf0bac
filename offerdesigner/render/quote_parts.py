"""The parts that the pages of a quote are made of: a title at the left, and what it says in the wide column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from offerdesigner.model.address import Address
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import BLACK, DISPLAY, INK, MM, Palette, Style
from offerdesigner.render.tariff_measures import Measures, plain
from offerdesigner.render.tariff_table import Lines, Look, SetCell, cells_pieces, paint_lines, set_lines, set_words
from offerdesigner.render.words import Said, Words
from offerdesigner.text import typeset

GAP = 3 * MM
"""Between two columns."""

MARGIN, _SIDE = 18 * MM, 33 * MM
_BODY = 55 * MM
TOP = 14 * MM
PROSE = 10.0
PROSE_LEADING = 1.33
TRACKING = -24
_WIDTH, _HEIGHT = 210 * MM, 297 * MM
SPACINGS = (0.83, 0.66)
"""How much of their full height spaces keep where that saves a page, in the order of the attempts."""
LARGEST_SAVING = 0.15
"""How much of the height of what is printed that saves, at most."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How the page is shared: `of` from margin to margin, `body` the wide column of texts and tables."""

    of: Measures
    body: Measures
    palette: Palette

    @property
    def row_pad(self) -> float:
        """The space around the words of a row, above and below in all."""
        return self.of.space(3.5)

    @property
    def right(self) -> float:
        """Where both end."""
        return self.of.margin + self.of.inner


def paper(palette: Palette, spacing: float = 1) -> Paper:
    """Return an A4 page upright, with a narrow column for titles; `spacing` (to 1) narrows every space."""
    of = Measures(
        width=_WIDTH, height=_HEIGHT, margin=MARGIN, top=TOP, bottom=17 * MM, label=_SIDE, column=0, columns=0,
        row=6.05 * MM, text=9.8, note=8.8, foot=8.0, lead=12.5, name=10.6, price=23, total=11.5, group=11,
        spacing=spacing,
    )  # fmt: skip
    # The column is a page of its own, as wide as its margins and what is between them.
    body = replace(of, margin=_BODY, width=2 * _BODY + _WIDTH - MARGIN - _BODY)
    return Paper(of, body, palette)


# Lines ------------------------------------------------------------------------------------


def said_lines(on: Paper, *said: Said, width: float, size: float | None = None, leading: float = 1.18) -> Lines:
    """Set paragraphs in the styles of their roles."""
    of = on.of
    return set_words(said, width, size or of.text, of.note, of.total, leading)


@lru_cache(maxsize=4_000)
def one_line(words: Words, style: Style) -> Lines:
    """Set what is never broken: an amount, a number."""
    return set_lines([plain(words, style)], _WIDTH * 4)


def fitting(words: Words, style: Style, width: float, sizes: tuple[float, ...]) -> Lines:
    """Set a figure on one line, in the first of `sizes` that holds in `width`, or else in the last, whole."""
    for size in sizes:
        lines = one_line(words, style.sized(size))
        if not lines.lines or lines.lines[0][0].width <= width:
            break
    return lines


def figure_style(size: float, *, heavy: bool = False) -> Style:
    """Return the style of a figure that stands alone."""
    return Style(BLACK, size, INK, TRACKING) if heavy else Style(DISPLAY, size, INK)


def side_lines(on: Paper, title: Words) -> Lines:
    """Set the title of a block in the narrow column."""
    return _set_side(title, Style(DISPLAY, on.of.group, on.palette.accent_text))


@lru_cache(maxsize=400)
def _set_side(title: Words, style: Style) -> Lines:
    return set_lines([plain(title, style)], _SIDE, 1.18)


# Blocks -----------------------------------------------------------------------------------


def side_piece(on: Paper, title: str, mark: str = "", *, down: float | None = None, address: Address = "") -> Piece:
    """Return a title in the narrow column, beside what follows; the outline leads to `mark`, where there is one."""
    lines = side_lines(on, Words(title, "ink", address))
    below = on.row_pad / 2 if down is None else down

    def paint(painter: Painter, top: float) -> None:
        if mark:
            painter.bookmark(typeset(mark), 1, top)
        paint_lines(painter, lines, on.of.margin, top + below)

    return Piece(0, paint, keeps=True)


def text_pieces(on: Paper, title: Words, said: tuple[Said, ...], *, outlined: bool = True) -> list[Piece]:
    """Return a text beside its title; pages share it line by line when it is very long."""
    body = said_lines(on, *said, width=on.body.inner, size=PROSE, leading=PROSE_LEADING)
    return beside(on, title, body, outlined=outlined)


def beside(on: Paper, title: Words, body: Lines, *, outlined: bool = True) -> list[Piece]:
    """Return set lines beside their title."""
    cells = [SetCell(on.of.margin, side_lines(on, title)), SetCell(on.body.margin, body)]
    first, *more = cells_pieces(cells, on.of, Look(rule=0, pad=0))

    def paint(painter: Painter, top: float) -> None:
        if outlined and title.text:
            painter.bookmark(typeset(title.text), 1, top)
        first.paint(painter, top)

    return [replace(first, paint=paint, before=on.of.space(7)), *more]


def bar_piece(on: Paper, before: float) -> Piece:
    """Return the accent bar over a total."""

    def paint(painter: Painter, top: float) -> None:
        painter.box(on.body.margin, top, on.body.inner, _BAR, on.palette.accent)

    return Piece(_BAR, paint, before=before, keeps=True)


_BAR = 0.9 * MM
