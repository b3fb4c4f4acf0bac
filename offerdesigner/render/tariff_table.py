"""Rows of a tariff sheet: a label and one cell an offer, as pieces that pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from offerdesigner.render.flow import Piece
from offerdesigner.render.linebreak import Paragraph, SetLine, set_paragraph
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK, INK_2, MM, RULE, TEXT, Palette, Rgb, Run, Style
from offerdesigner.render.tariff_measures import Measures, group_style, plain, runs
from offerdesigner.render.tariff_rows import CHECK, DASH, Cell, Group, Row
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _

LEADING = 1.18
HAIRLINE, STRONG_RULE = 0.2 * MM, 0.35 * MM
_CAP = 0.33
_MANY_LINES = 16
OUTSET = 3 * MM
"""How far a tinted box goes out of the text's edge."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Set lines with the height that each takes, and the paragraphs they come from."""

    lines: tuple[tuple[SetLine, float, float], ...]
    """(line, height, type size)"""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def height(self) -> float:
        """The whole height."""
        return sum(height for _line, height, _size in self.lines)


NOTHING = Lines(())


def set_lines(
    paragraphs: Sequence[tuple[Run, ...]], width: float, leading: float = LEADING, *, balanced: bool = False
) -> Lines:
    """Set paragraphs one under the other in `width`."""
    made: list[tuple[SetLine, float, float]] = []
    broken: list[Paragraph] = []
    for paragraph_runs in paragraphs:
        if not paragraph_runs:
            continue
        size = max(run.style.size for run in paragraph_runs)
        paragraph = set_paragraph(paragraph_runs, width, balanced=balanced)
        broken.append(paragraph)
        made += [(line, size * leading, size) for line in paragraph.lines]
    return Lines(tuple(made), tuple(broken))


def set_said(said: tuple[Said, ...], of: Measures, width: float, text: float | None = None) -> Lines:
    """Set words of a row (or of a text of another size) in `width`."""
    return set_words(said, width, text or of.text, of.note, of.total)


@lru_cache(maxsize=4_000)
def set_words(
    said: tuple[Said, ...], width: float, text: float, note: float, total: float = 12, leading: float = LEADING
) -> Lines:
    """Set paragraphs of words; one that does not hold on a line starts a new one at each of its separators."""
    paragraphs: list[tuple[Run, ...]] = []
    for words in said:
        whole = runs(words, text, note, total)
        if any(part.role == "break" for part in words) and len(set_paragraph(whole, width).lines) > 1:
            paragraphs += (runs(part, text, note, total) for part in _broken(words))
        else:
            paragraphs.append(whole)
    return set_lines(paragraphs, width, leading)


def _broken(said: Said) -> Iterator[Said]:
    """Yield the parts of a paragraph between its separators."""
    part: list[Words] = []
    for words in said:
        if words.role == "break":
            yield tuple(part)
            part = []
        else:
            part.append(words)
    yield tuple(part)


def to_right(lines: Lines, width: float) -> Lines:
    """Return lines set against the right of `width`."""
    moved = ((_moved(line, width - line.width), height, size) for line, height, size in lines.lines)
    return replace(lines, lines=tuple(moved))


def _moved(line: SetLine, by: float) -> SetLine:
    return replace(line, fragments=tuple(replace(part, x=part.x + by) for part in line.fragments))


def paint_lines(painter: Painter, lines: Lines, x: float, top: float) -> float:
    """Paint set lines from `top`; returns where they end."""
    for paragraph in lines.paragraphs:
        painter.check_paragraph(paragraph)
    for line, height, size in lines.lines:
        painter.line(line, x, top + height / 2 + _CAP * size)
        top += height
    return top


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell whose lines are set."""

    x: float
    lines: Lines
    kind: str = "words"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a row is drawn: the rule above it and the tint behind it."""

    rule: float = HAIRLINE
    rule_colour: Rgb = RULE
    tint: Rgb | None = None
    pad_top: float = 0
    pad_bottom: float = 0
    pad: float | None = None
    """Space above and below the text in all, when it is not that of ordinary rows."""


def row_pieces(row: Row, of: Measures, look: Look) -> list[Piece]:
    """Return the pieces of a row: one, or one a line when it is very long."""
    cells = [SetCell(of.margin, set_said(row.label, of, of.label_width))]
    for index, cell in enumerate(row.cells):
        cells.append(_set_cell(cell, of, index))
    return cells_pieces(cells, of, look)


def line_count(row: Row, of: Measures) -> int:
    """Return how many lines a row takes with these measures."""
    label = len(set_said(row.label, of, of.label_width).lines)
    cells = (len(_set_cell(cell, of, index).lines.lines) for index, cell in enumerate(row.cells))
    return max(label, *cells)


def _set_cell(cell: Cell, of: Measures, index: int) -> SetCell:
    lines = set_said(cell.said, of, of.cell_width(index))
    return SetCell(of.column_x(index), lines, cell.kind, cell.address)


def cells_pieces(cells: list[SetCell], of: Measures, look: Look) -> list[Piece]:
    """Return the pieces of a row of set cells: one, or one a line when it is very long."""
    leading = LEADING * of.text
    most = max(len(cell.lines.lines) for cell in cells)
    pad = look.pad if look.pad is not None else max(1.2, of.row * of.spacing - leading)
    if most <= _MANY_LINES:
        height = max(leading, *(cell.lines.height for cell in cells)) + pad + look.pad_top + look.pad_bottom
        return [Piece(height, _row_painter(cells, of, look, height, pad / 2 + look.pad_top))]
    return list(_slices(cells, of, look, most, pad))


def _row_painter(
    cells: list[SetCell], of: Measures, look: Look, height: float, pad: float
) -> Callable[[Painter, float], None]:
    first = max(_first_baseline(cell, of) for cell in cells)

    def paint(painter: Painter, top: float) -> None:
        _ground(painter, of, look, top, height)
        for cell in cells:
            _paint_cell(painter, cell, of, top + pad, first)

    return paint


def _ground(painter: Painter, of: Measures, look: Look, top: float, height: float) -> None:
    if look.tint is not None:
        painter.box(of.margin - OUTSET, top, of.inner + 2 * OUTSET, height, look.tint)
    if look.rule:
        painter.rule(of.margin, top, of.inner, look.rule, look.rule_colour)


def _first_baseline(cell: SetCell, of: Measures) -> float:
    """Return the baseline of a cell's first line below its top."""
    if not cell.lines.lines:
        return (LEADING / 2 + _CAP) * of.text
    _line, height, size = cell.lines.lines[0]
    return height / 2 + _CAP * size


def _paint_cell(painter: Painter, cell: SetCell, of: Measures, top: float, first: float) -> None:
    """Paint a cell; the first lines of all cells of a row share the baseline `first` below `top`."""
    baseline = top + first
    if cell.kind == CHECK:
        painter.check(cell.x, baseline, of.text, _("oui"), cell.address)
    elif cell.kind == DASH:
        painter.text("–", Style(TEXT, of.text, INK_2), cell.x, baseline, cell.address)
    else:
        paint_lines(painter, cell.lines, cell.x, baseline - _first_baseline(cell, of))


def _slices(cells: list[SetCell], of: Measures, look: Look, most: int, pad: float) -> Iterator[Piece]:
    """Yield one piece a line, so that a page break may come between any two."""
    for index in range(most):
        parts = [
            replace(cell, lines=Lines(cell.lines.lines[index : index + 1], cell.lines.paragraphs if not index else ()))
            for cell in cells
            if index == 0 or cell.kind == "words"
        ]
        height = max(LEADING * of.text, *(part.lines.height for part in parts))
        first, last = index == 0, index == most - 1
        above = pad / 2 + look.pad_top if first else 0
        height += above + (pad / 2 + look.pad_bottom if last else 0)
        plain_look = look if first else replace(look, rule=0)
        yield Piece(height, _row_painter(parts, of, plain_look, height, above), keeps=first)


def title_piece(lines: Lines, of: Measures, *, colour: Rgb = INK) -> Piece:
    """Return the title of a group over its rule."""
    above = of.space(0.4 if of.is_landscape else 1.2)
    height = above + lines.height + (0.6 if of.is_landscape else 0.9) * MM

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, lines, of.margin, top + above)
        painter.rule(of.margin, top + height, of.inner, STRONG_RULE, colour)

    return Piece(height, paint, before=of.space(0.8 if of.is_landscape else 2.0), keeps=True)


def group_title(title: Words, of: Measures, palette: Palette) -> Piece:
    """Return the title of a group of rows."""
    lines = set_lines([plain(title, group_style(of, palette))], of.inner, 1.1)
    return title_piece(lines, of)


def group_pieces(group: Group, of: Measures, palette: Palette) -> list[Piece]:
    """Return a group: its title, then its rows; the title keeps the first row."""
    pieces = [group_title(group.title, of, palette)]
    for index, row in enumerate(group.rows):
        look = Look() if index else Look(rule=0)
        pieces += row_pieces(row, of, look)
    return pieces


def totals_pieces(rows: Sequence[Row], of: Measures, palette: Palette) -> list[Piece]:
    """Return the tinted band of what one really pays."""
    pieces: list[Piece] = []
    role = "name" if all(_holds_as_total(row, of) for row in rows if not row.is_minor) else "strong"
    for index, row in enumerate(rows):
        first, last = index == 0, index == len(rows) - 1
        edge = (0.4 if of.is_landscape else 0.7) * MM
        ruled = first and palette.tint_needs_rule
        look = Look(
            rule=STRONG_RULE if ruled else 0,
            rule_colour=INK,
            tint=palette.tint,
            pad_top=edge if first else 0,
            pad_bottom=edge if last else 0,
            pad=max(1.2, of.row * of.spacing * 1.03 - LEADING * of.total),
        )
        if row.is_minor:
            look = replace(look, pad=1.2)
        else:
            row = replace(row, cells=tuple(_as_total(cell, role) for cell in row.cells))
        pieces += [replace(piece, keeps=not last) for piece in row_pieces(row, of, look)]
    return pieces


def _holds_as_total(row: Row, of: Measures) -> bool:
    """Tell whether every amount holds on one line when it is set large."""
    large = (_as_total(cell, "name").said[:1] for cell in row.cells)
    return all(len(set_said(said, of, of.cell_width(index)).lines) <= 1 for index, said in enumerate(large))


def _as_total(cell: Cell, role: str) -> Cell:
    if not cell.said:
        return cell
    large = tuple(replace(words, role=role if words.role == "ink" else words.role) for words in cell.said[0])
    return Cell(cell.kind, (large, *cell.said[1:]), cell.address)
