"""The top of a tariff sheet: title and host, then a head an offer with its price, beside the lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Picture, Project
from offerdesigner.model.structure import Structure
from offerdesigner.render import pictures
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import DISPLAY, INK, INK_2, MM, Palette, Run, Style
from offerdesigner.render.tariff_figures import SetPrice, paint_price, price_size, set_price
from offerdesigner.render.tariff_measures import (
    HOST_STYLE,
    PORTRAIT_AT_MOST,
    TITLE_STYLE,
    Measures,
    plain,
    runs,
)
from offerdesigner.render.tariff_rows import Column, Sheet
from offerdesigner.render.tariff_table import (
    NOTHING,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    set_lines,
    set_said,
)
from offerdesigner.render.words import Words
from offerdesigner.text import _

_TITLE_LEADING = 1.02
LOGO_HEIGHT, LOGO_WIDTH = 8 * MM, 50 * MM
MARK_GAP = 2.6 * MM
_BAR = 0.95 * MM
_MOST_HEAD = 0.45
"""How much of a page's height the heads take at most in one piece."""
_NOTE_LEADING = 1.2


# Title and host ---------------------------------------------------------------------------


def title_piece(words: Words, project: Project, of: Measures, palette: Palette) -> Piece:
    """Return the title at the left and the host at the right, on one baseline where they fit."""
    host, host_width, paint_host = _host(project, of, palette)
    beside = of.inner - host_width - 8 * MM
    title = _title(words, beside, of.inner)
    single = len(title.lines) == 1 or title_width(title) <= beside
    host_height = max(host.height, 7.1 * MM)
    height = max(title.height, host_height) if single else host_height + 4 * MM + title.height

    def paint(painter: Painter, top: float) -> None:
        if single:
            first = title.lines[0]
            baseline = top + height - title.height + first[1] / 2 + 0.33 * first[2]
            paint_lines(painter, title, of.margin, top + (height - title.height) / (1 if len(title.lines) == 1 else 2))
            paint_host(painter, baseline if len(title.lines) == 1 else top + host_height)
        else:
            paint_host(painter, top + host_height)
            paint_lines(painter, title, of.margin, top + host_height + 4 * MM)

    return Piece(height, paint, keeps=True)


def title_width(title: Lines) -> float:
    """Return the width of the longest line."""
    return max((line.width for line, _height, _size in title.lines), default=0)


def _title(words: Words, beside: float, inner: float) -> Lines:
    """Set the title on one line beside the host if it can be, smaller at need; else on lines of its own."""
    for size in (26, 25, 24, 23, 22, 21):
        title = set_lines([plain(words, TITLE_STYLE.sized(size))], beside, _TITLE_LEADING)
        if len(title.lines) == 1 and not title.paragraphs[0].excess:
            return title
    for size, width, most in ((22, beside, 2), (24, inner, 2), (20, inner, 3)):
        title = set_lines([plain(words, TITLE_STYLE.sized(size))], width, _TITLE_LEADING, balanced=True)
        if len(title.lines) <= most and not title.paragraphs[0].excess:
            return title
    return set_lines([plain(words, TITLE_STYLE.sized(16))], inner, _TITLE_LEADING, balanced=True)


def _host(project: Project, of: Measures, palette: Palette) -> tuple[Lines, float, Callable[[Painter, float], None]]:
    """Return the host's name set, the width of name and mark, and what paints them on a baseline."""
    structure = project.structure
    name = structure.name or _("Nom de votre structure")
    style = HOST_STYLE if structure.name else replace(HOST_STYLE, colour=INK_2)
    logo, misfit = logo_of(structure, project.pictures)
    mark_width = min(LOGO_WIDTH, LOGO_HEIGHT * logo.ratio) if logo else pictures.MARK_WIDTH
    most = 0.44 * of.inner - mark_width - MARK_GAP
    for size in (14, 13, 12, 11, 10):
        lines = set_lines([plain(Words(name, "ink", "structure/name"), style.sized(size))], most, 1.05, balanced=True)
        if len(lines.lines) == 1 or size == 10:
            break
    width = mark_width + MARK_GAP + title_width(lines)

    def paint(painter: Painter, baseline: float) -> None:
        if misfit is not None:
            painter.report(misfit)
        x = of.width - of.margin - width
        if logo is not None:
            height = mark_width / logo.ratio
            middle = baseline - 0.33 * 14
            painter.picture(logo.image, x, middle - height / 2, mark_width, height)
            painter.add_place(x, middle - height / 2, mark_width, height, "structure/brand/logo")
        else:
            pictures.draw_mark(painter, x, baseline + 0.5 * MM, palette.accent_text)
        bottom_line = lines.lines[-1]
        top = baseline + bottom_line[1] / 2 - 0.33 * bottom_line[2] - lines.height
        paint_lines(painter, lines, x + mark_width + MARK_GAP, top)

    return lines, width, paint


def logo_of(structure: Structure, kept: Sequence[Picture]) -> tuple[pictures.Logo | None, Finding | None]:
    """Return the logo of a structure among the pictures that are kept, or what is wrong with it."""
    found = next((picture for picture in kept if picture.id == structure.brand.logo), None)
    if found is None:
        return None, None
    try:
        return pictures.load_logo(found, LOGO_HEIGHT), None
    except pictures.UnusablePicture as error:
        return None, Finding("picture_cannot_be_read", "structure/brand/logo", {"reason": str(error)})


# Heads of the offers ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of the offers, measured row by row (all names share a foot, all prices a baseline)."""

    names: tuple[Lines, ...]
    under_names: tuple[Lines, ...]
    prices: tuple[SetPrice, ...]
    details: tuple[Lines, ...]
    marks: bool
    price_size: float


def set_head(sheet: Sheet, of: Measures, all_offers: int) -> Head:
    """Set the heads of a sheet."""
    size = price_size(sheet, of)
    names, under, prices, details = [], [], [], []
    for index, column in enumerate(sheet.columns):
        width = of.cell_width(index)
        names.append(_name(column, of, width))
        under.append(set_said(column.under_name, of, width, of.note))
        prices.append(set_price(column, of, index, size))
        details.append(set_said(column.details, of, width))
    marks = 1 < all_offers <= PORTRAIT_AT_MOST
    return Head(tuple(names), tuple(under), tuple(prices), tuple(details), marks, size)


def _name(column: Column, of: Measures, width: float) -> Lines:
    for size in (of.name, of.name - 1, of.name - 2):
        lines = set_lines([plain(column.name, Style(DISPLAY, size, INK))], width, 1.1)
        if len(lines.lines) <= 2 and not lines.paragraphs[0].excess:
            return lines
    return set_lines([plain(column.name, Style(DISPLAY, 9, INK))], width, 1.1)


def _tallest(lines: tuple[Lines, ...]) -> float:
    return max((of.height for of in lines), default=0)


@dataclass(frozen=True, slots=True)
class HeadRows:
    """Where each row of the heads starts below the bars, and where they end."""

    names_foot: float
    under_names: float
    price_baseline: float
    under_price: float
    brief_end: float
    end: float


def head_rows(head: Head, of: Measures) -> HeadRows:
    """Stack the rows of the heads."""
    marks = (3.4 * MM + pictures.PERSON_HEIGHT) * (0.85 + 0.15 * min(of.spacing, 1)) if head.marks else _BAR
    names_foot = marks + 1.5 * MM + _tallest(head.names)
    under_names = names_foot
    cap = 0.66 * head.price_size
    gap = of.space((2.8 if of.is_landscape else 3.4) if _tallest(head.under_names) else 4.0)
    price = under_names + _tallest(head.under_names) + gap + cap
    under_price = price + (1.5 if of.is_landscape else 2.0) * MM
    brief_end = under_price + _tallest(tuple(price.under for price in head.prices))
    pairs = zip(head.prices, head.details, strict=True)
    end = under_price + max(price.under.height + details.height for price, details in pairs)
    return HeadRows(names_foot, under_names, price, under_price, brief_end, end)


def paint_head(
    painter: Painter,
    head: Head,
    sheet: Sheet,
    of: Measures,
    palette: Palette,
    top: float,
    *,
    whole: bool = True,
    with_unit: bool = True,
) -> None:
    """Paint the heads from `top`; without details when not `whole` (as repeated on a next page).

    Without unit, what comes under the price (« par utilisatrice ») is left to the caller.
    """
    rows = head_rows(head, of)
    for index, column in enumerate(sheet.columns):
        x = of.column_x(index)
        painter.box(x, top, of.cell_width(index), _BAR, palette.accent)
        if head.marks:
            bottom = top + rows.names_foot - _tallest(head.names) - 1.5 * MM
            pictures.draw_people(painter, column.rank, x, bottom, palette.accent_text)
        name = head.names[index]
        paint_lines(painter, name, x, top + rows.names_foot - name.height)
        paint_lines(painter, head.under_names[index], x, top + rows.under_names)
        price = head.prices[index]
        paint_price(painter, price, x, top + rows.price_baseline)
        start = rows.under_price if price.parts else rows.price_baseline - 0.66 * head.price_size
        below = paint_lines(painter, price.under, x, top + start) if with_unit else 0
        if whole:
            paint_lines(painter, head.details[index], x, below)


def head_pieces(sheet: Sheet, head: Head, of: Measures, palette: Palette) -> list[Piece]:
    """Return the heads beside the lead and « Le prix »; what is too long for that goes above or below them."""
    rows = head_rows(head, of)
    leading = 1.22 if of.is_landscape else 1.27
    lead = set_lines([runs(said, of.lead) for said in sheet.lead], of.label_width, leading)
    label = _price_label(sheet, of)
    is_whole = rows.end <= _MOST_HEAD * of.height
    end = rows.end if is_whole else rows.brief_end
    gap = (2 if of.is_landscape else 4) * MM if lead.lines and label.lines else 0
    pieces: list[Piece] = []
    if lead.height + gap + label.height > max(end + 12 * MM, 62 * MM):
        pieces += lead_pieces(sheet, of)
        lead, gap = NOTHING, 0
    before = of.space(5.5 if of.is_landscape else 10)
    if not is_whole:
        return [*pieces, *_long_head_pieces(sheet, head, of, palette, lead, label, before)]
    reach = max(rows.end, lead.height + gap + label.height)
    height = reach + of.space(1.6 if of.is_landscape else 2.4)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, lead, of.margin, top - 0.6 * MM)
        paint_lines(painter, label, of.margin, top + reach - label.height)
        paint_head(painter, head, sheet, of, palette, top)

    pieces.append(Piece(height, paint, before=before, keeps=True))
    return pieces


def _long_head_pieces(
    sheet: Sheet, head: Head, of: Measures, palette: Palette, lead: Lines, label: Lines, before: float
) -> list[Piece]:
    """Return heads whose details, or even names, are too long for one piece: pages share their lines."""
    details = [SetCell(of.margin, label)]
    for index, (price, lines) in enumerate(zip(head.prices, head.details, strict=True)):
        both = Lines(price.under.lines + lines.lines, price.under.paragraphs + lines.paragraphs)
        details.append(SetCell(of.column_x(index), both))
    detail_pieces = cells_pieces(details, of, Look(rule=0))
    rows = head_rows(head, of)
    if max(rows.under_price, lead.height) <= _MOST_HEAD * of.height:
        height = max(rows.under_price, lead.height)

        def paint(painter: Painter, top: float) -> None:
            paint_lines(painter, lead, of.margin, top - 0.6 * MM)
            paint_head(painter, head, sheet, of, palette, top, whole=False, with_unit=False)

        return [Piece(height, paint, before=before, keeps=True), *detail_pieces]

    def cells(of_each: tuple[Lines, ...]) -> list[SetCell]:
        return [SetCell(of.column_x(index), lines) for index, lines in enumerate(of_each)]

    def paint_prices(painter: Painter, top: float) -> None:
        for index, price in enumerate(head.prices):
            paint_price(painter, price, of.column_x(index), top + head.price_size)

    return [
        *line_pieces(lead, of, before=before),
        _bars_piece(of, palette, before),
        *cells_pieces(cells(head.names), of, Look(rule=0)),
        *cells_pieces(cells(head.under_names), of, Look(rule=0)),
        Piece(1.3 * head.price_size, paint_prices, keeps=True),
        *detail_pieces,
    ]


def _bars_piece(of: Measures, palette: Palette, before: float) -> Piece:
    def paint(painter: Painter, top: float) -> None:
        for index in range(of.columns):
            painter.box(of.column_x(index), top, of.cell_width(index), _BAR, palette.accent)

    return Piece(_BAR, paint, before=before, keeps=True)


def _price_label(sheet: Sheet, of: Measures) -> Lines:
    if not sheet.price_notes:
        return NOTHING
    title = (Run(_("Le prix"), Style(DISPLAY, of.total, INK)),)
    notes = [runs(said, of.note) for said in sheet.price_notes]
    made = set_lines([title], of.label_width, 1.25)
    below = set_lines(notes, of.label_width, _NOTE_LEADING)
    return Lines(made.lines + below.lines, made.paragraphs + below.paragraphs)


def lead_pieces(sheet: Sheet, of: Measures) -> list[Piece]:
    """Return a long lead across the page, a piece a line."""
    lines = set_lines([runs(said, of.lead) for said in sheet.lead], min(of.inner, 165 * MM), 1.27)
    return line_pieces(lines, of, before=of.space(5))


def line_pieces(lines: Lines, of: Measures, *, before: float = 0) -> list[Piece]:
    """Return one piece a line, so that pages share a long text."""
    pieces: list[Piece] = []
    for index, (line, height, size) in enumerate(lines.lines):
        part = Lines(((line, height, size),), lines.paragraphs if not index else ())

        def paint(painter: Painter, top: float, part: Lines = part) -> None:
            paint_lines(painter, part, of.margin, top)

        pieces.append(Piece(height, paint, before=0 if index else before, keeps=index == 0))
    return pieces
