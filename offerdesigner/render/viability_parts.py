"""The parts that the pages of a viability report are made of: sections, texts, key figures, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import takewhile

from offerdesigner.economics.results import Outlook, Results
from offerdesigner.model.address import Address, at
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.figures import Figure, height_of
from offerdesigner.render.charts.on_paper import draw_chart, paper_sheet
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import marked
from offerdesigner.render.style import BLACK, DISPLAY, INK, INK_2, MM, RULE, SEMIBOLD, Palette, Style
from offerdesigner.render.tariff_head import line_pieces
from offerdesigner.render.tariff_measures import Measures, plain
from offerdesigner.render.tariff_table import (
    HAIRLINE,
    OUTSET,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    set_lines,
    set_words,
    title_piece,
    to_right,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import number

_LEADING = 1.3
_GAP = 3 * MM
"""Between two columns."""

_CHART_HEIGHT = 61 * MM
_CHART_TEXT = 8.2
_FIGURE_SIZES = (21, 18, 15, 12)
_ROW_PAD = 1.5 * MM
_SHORT = 8
"""A table of so few rows stays on one page."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of: the project, its figures, and how it is laid out."""

    project: Project
    results: Results
    of: Measures
    palette: Palette
    today: date


def scenario_address(project: Project, outlook: Outlook, field: str = "") -> Address:
    """Return where a scenario stands; where scenarios do, while there is none."""
    if not project.scenarios:
        return "scenarios"
    return at("scenarios", outlook.scenario.id, field)


# Texts ------------------------------------------------------------------------------------


def section(report: Report, title: str) -> list[Piece]:
    """Return the title of a part, over its rule; the outline leads to it, and it keeps what follows."""
    style = Style(DISPLAY, 13.5, report.palette.accent_text)
    piece = title_piece(set_lines([plain(Words(title), style)], report.of.inner, 1.1), report.of)
    return [replace(marked(piece, title), before=6 * MM)]


def heading(report: Report, title: str) -> list[Piece]:
    """Return the title of a table or a chart inside a part; it keeps what follows."""
    lines = set_lines([plain(Words(title), Style(DISPLAY, 11, INK))], report.of.inner, 1.15)
    return [replace(piece, keeps=True) for piece in line_pieces(lines, report.of, before=4.5 * MM)]


def text(report: Report, *said: Said, before: float = 2 * MM, note: bool = False) -> list[Piece]:
    """Return paragraphs, of which no line stands alone at the top or at the foot of a page."""
    of = report.of
    pieces: list[Piece] = []
    for paragraph in said:
        lines = set_words((paragraph,), of.inner, of.note if note else of.text + 0.6, of.note, leading=_LEADING)
        made = line_pieces(lines, of, before=before if not pieces else 1.2 * MM)
        last = len(made) - 1
        pieces += [replace(piece, keeps=place < last and place in (0, last - 1)) for place, piece in enumerate(made)]
    return pieces


def note(report: Report, *sentences: str, address: Address = "") -> list[Piece]:
    """Return sentences in small type, one paragraph."""
    said = " ".join(sentence for sentence in sentences if sentence)
    return text(report, (Words(said, "note", address),), before=1.8 * MM, note=True) if said else []


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces that stay together, and with what follows them."""
    return [replace(piece, keeps=True) for piece in pieces]


# Key figures ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure set large, what it is, and what goes with it."""

    label: str
    value: str
    detail: str
    address: Address = ""


def figures_piece(report: Report, figures: Sequence[KeyFigure]) -> Piece:
    """Return key figures side by side on a tinted band; each is set smaller when it is long."""
    of, palette = report.of, report.palette
    width = (of.inner - _GAP * (len(figures) - 1)) / len(figures)
    columns = [_figure_lines(figure, width, of) for figure in figures]
    label, value, detail = (max(lines.height for lines in row) for row in zip(*columns, strict=True))
    edge = 3.2 * MM
    height = 2 * edge + label + 0.6 * MM + value + detail

    def paint(painter: Painter, top: float) -> None:
        painter.box(of.margin - OUTSET, top, of.inner + 2 * OUTSET, height, palette.tint)
        for place, (said, shown, more) in enumerate(columns):
            x = of.margin + place * (width + _GAP)
            y = top + edge
            paint_lines(painter, said, x, y)
            y += label + 0.6 * MM
            paint_lines(painter, shown, x, y + value - shown.height)
            paint_lines(painter, more, x, y + value)

    return Piece(height, paint, before=3 * MM)


def _figure_lines(figure: KeyFigure, width: float, of: Measures) -> tuple[Lines, Lines, Lines]:
    said = set_lines([plain(Words(figure.label), Style(size=of.note, colour=INK))], width)
    more = set_lines([plain(Words(figure.detail), Style(size=of.note, colour=INK_2))], width)
    value = Words(figure.value, "ink", figure.address)
    made = [set_lines([plain(value, Style(BLACK, size, INK, -24))], width, 1.12) for size in _FIGURE_SIZES]
    fitting = (lines for lines in made if len(lines.lines) == 1 and not lines.paragraphs[0].excess)
    return said, next(fitting, made[-1]), more


# Tables -----------------------------------------------------------------------------------

Cell = tuple[Said, ...]
"""The paragraphs of a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres (0: an equal part of what is left), and on which side it is set."""

    title: str
    width: float = 0
    left: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells, and what it is: an ordinary one, the title of those below, or a total on a tint."""

    cells: tuple[Cell, ...]
    kind: str = "row"


@dataclass(frozen=True, slots=True)
class Table:
    """A table set: `heads` stand at the top of it, and again at the top of each next page."""

    heads: list[Piece]
    rows: list[Piece]

    @property
    def pieces(self) -> list[Piece]:
        """All of it."""
        return [*self.heads, *self.rows]


def cell(words: str, role: str = "ink", address: Address = "") -> Cell:
    """Return a cell of one paragraph; of none when there is nothing to say."""
    return ((Words(words, role, address),),) if words else ()


def table(report: Report, columns: Sequence[Column], rows: Sequence[TableRow]) -> Table:
    """Set a table; its last row keeps what follows. No total stands alone on a page, nor a title without a row."""
    places = _places(columns, report.of)
    pieces: list[Piece] = []
    for row in rows:
        made = cells_pieces(_cells(row.cells, columns, places, report.of), report.of, _look(row, report, pieces))
        if row.kind == "title":
            made[0] = replace(made[0], before=1.5 * MM if pieces else 0)
            made = [replace(piece, keeps=True) for piece in made]
        elif row.kind == "total" and pieces:
            pieces[-1] = replace(pieces[-1], keeps=True)
        pieces += made
    pieces = kept(pieces) if len(rows) <= _SHORT else [*pieces[:-1], *kept(pieces[-1:])]
    return Table([_heads(report, columns, places)], pieces)


def _places(columns: Sequence[Column], of: Measures) -> list[tuple[float, float]]:
    """Return where each column starts, and how wide it is."""
    shared = sum(1 for column in columns if not column.width)
    free = of.inner - sum(column.width for column in columns) * MM
    x, places = of.margin, []
    for column in columns:
        width = column.width * MM if column.width else free / shared
        places.append((x, width))
        x += width
    return places


def _cells(
    cells: Sequence[Cell], columns: Sequence[Column], places: Sequence[tuple[float, float]], of: Measures
) -> list[SetCell]:
    made = []
    for place, (said, column, (x, width)) in enumerate(zip(cells, columns, places, strict=False)):
        # The room of empty cells is that of the words before them.
        following = zip(cells[place + 1 :], columns[place + 1 :], places[place + 1 :], strict=False)
        for _cell, _column, (_x, more) in takewhile(_is_free, following) if column.left else ():
            width += more
        width = _edge(column, columns, width)
        lines = set_words(said, width, of.text, of.note, of.total)
        made.append(SetCell(x, lines if column.left else to_right(lines, width)))
    return made


def _is_free(following: tuple[Cell, Column, tuple[float, float]]) -> bool:
    said, column, _place = following
    return column.left and not said


def _edge(column: Column, columns: Sequence[Column], width: float) -> float:
    """Return where the right of a column is: the last one goes to the margin."""
    return width if column is columns[-1] else width - _GAP


def _look(row: TableRow, report: Report, before: Sequence[Piece]) -> Look:
    if row.kind == "total":
        rule, colour = (STRONG_RULE, INK) if report.palette.tint_needs_rule else (HAIRLINE, RULE)
        return Look(rule=rule, rule_colour=colour, tint=report.palette.tint, pad=_ROW_PAD + 1 * MM)
    if row.kind == "title":
        return Look(rule=HAIRLINE if before else 0, rule_colour=INK_2, pad=_ROW_PAD)
    return Look(rule=HAIRLINE if before else 0, pad=_ROW_PAD)


def _heads(report: Report, columns: Sequence[Column], places: Sequence[tuple[float, float]]) -> Piece:
    """Return the heads of the columns, which end on a strong rule."""
    of, style = report.of, Style(size=report.of.note, colour=INK_2)
    set_heads = [
        set_lines([plain(Words(column.title), style)] if column.title else [], _edge(column, columns, width), 1.1)
        for column, (_x, width) in zip(columns, places, strict=True)
    ]
    foot = max(lines.height for lines in set_heads) + 0.8 * MM

    def paint(painter: Painter, top: float) -> None:
        for column, lines, (x, width) in zip(columns, set_heads, places, strict=True):
            shown = lines if column.left else to_right(lines, _edge(column, columns, width))
            paint_lines(painter, shown, x, top + foot - 0.8 * MM - lines.height)
        painter.rule(of.margin, top + foot, of.inner, STRONG_RULE, INK)

    return Piece(foot + 0.4 * MM, paint, before=3 * MM, keeps=True)


# Charts -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to draw: the figure, or what is missing for one, and where a click on it leads."""

    figure: Figure | Missing
    address: Address
    title: str = ""
    height: float = _CHART_HEIGHT

    @property
    def words(self) -> str:
        """The chart in a sentence; nothing where there is none."""
        return "" if isinstance(self.figure, Missing) else self.figure.words


def chart(report: Report, drawn: Drawn) -> list[Piece]:
    """Return a chart under its title, kept with what follows."""
    title = heading(report, drawn.title) if drawn.title else []
    piece = _column(report, drawn, report.of.margin, report.of.inner)
    return [*title, replace(piece, before=3 * MM, keeps=True)]


def charts_piece(report: Report, charts: Sequence[Drawn]) -> Piece:
    """Return charts side by side, each under its title."""
    of = report.of
    gap = 10 * MM
    width = (of.inner - gap * (len(charts) - 1)) / len(charts)
    places = [of.margin + place * (width + gap) for place in range(len(charts))]
    style = Style(SEMIBOLD, of.text, INK)
    titles = [set_lines([plain(Words(drawn.title), style)], width, _LEADING) for drawn in charts]
    columns = [_column(report, drawn, x, width) for drawn, x in zip(charts, places, strict=True)]
    above = max(lines.height for lines in titles) + 1 * MM

    def paint(painter: Painter, top: float) -> None:
        for x, title, column in zip(places, titles, columns, strict=True):
            paint_lines(painter, title, x, top)
            column.paint(painter, top + above)

    return Piece(above + max(column.height for column in columns), paint, before=3 * MM)


def _column(report: Report, drawn: Drawn, x: float, width: float) -> Piece:
    """Return a chart, or the sentence that stands for it, in a column of the page."""
    figure = drawn.figure
    if isinstance(figure, Missing):
        said = ((Words(figure.words, "soft", drawn.address),),)
        lines = set_words(said, width, report.of.text, report.of.note, leading=_LEADING)

        def say(painter: Painter, top: float) -> None:
            paint_lines(painter, lines, x, top)

        return Piece(lines.height, say)
    high = height_of(figure, paper_sheet(width, drawn.height, _CHART_TEXT).line, drawn.height)

    def paint(painter: Painter, top: float) -> None:
        draw_chart(painter, figure, x, top, width, high, _CHART_TEXT)
        painter.add_place(x, top, width, high, drawn.address)

    return Piece(high, paint)


# Figures in words -------------------------------------------------------------------------


def whole(amount: Fraction) -> str:
    """Write an exact amount in €, rounded to the euro, half away from zero."""
    return f"{number(_rounded(amount))}\u00a0€"


def people(count: int | Fraction) -> str:
    """Write a number of clients, of whom a forecast may hold parts."""
    return number(_rounded(Fraction(count)))


def _rounded(amount: Fraction) -> int:
    nearest = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return -nearest if amount < 0 else nearest
