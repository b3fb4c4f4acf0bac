"""The lines of a quote, a table a cadence: what, how many, for how much, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from offerdesigner.model.address import Address
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.quotes import QuoteRow
from offerdesigner.pricing.offers import total
from offerdesigner.pricing.quote_totals import VatShare
from offerdesigner.pricing.quote_words import amount_words, cadence_title, cadence_words
from offerdesigner.render.flow import Piece
from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_pages import Strip
from offerdesigner.render.quote_parts import GAP, Paper, one_line, said_lines, side_piece
from offerdesigner.render.quote_rows import Entry, EntryKind, Group
from offerdesigner.render.quote_sheet import QuoteSheet, rate_words
from offerdesigner.render.style import INK, INK_2, MM, RULE, SEMIBOLD, TEXT, Style
from offerdesigner.render.tariff_table import (
    HAIRLINE,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    to_right,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _, every, money, number

_PRICED = (EntryKind.LINE, EntryKind.DISCOUNT)
_TOTAL_WIDTH, _PRICE_WIDTH, _RATE_WIDTH = 24 * MM, 23 * MM, 14 * MM
_COUNT_WIDTH, _MOST_COUNT = 13 * MM, 32 * MM
_LEAST_WORDS = 12 * MM
_BEFORE_GROUP, _BEFORE_FIRST = 8, 4
"""Millimetres above a table, and above the first."""
_BOX = 4 * MM
NO_RATE = "–"
_BLANK = "_" * 8
"""What one writes a number on."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the words start and how wide they are, then where each column of figures ends, from the left."""

    words: float
    width: float
    count: float
    price: float
    rate: float
    total: float
    has_boxes: bool


def columns_of(on: Paper, sheet: QuoteSheet, entries: Sequence[Entry], *, boxes: bool = False) -> Columns:
    """Share the width: each column of figures as wide as its widest, the words take what is left.

    With `boxes` to tick, each line says how often it is due.
    """
    rows = [entry.row for entry in entries if entry.kind in _PRICED]
    regular, strong = Style(TEXT, on.of.text, INK), Style(SEMIBOLD, on.of.text, INK)
    tight = 3 * MM if boxes else 0

    def widest(texts: Iterator[str], style: Style, least: float) -> float:
        return max(least - tight, max((drawn_width(text, style) for text in texts), default=0) + GAP)

    end = on.right - (widest((every(row.period_months) for row in rows), regular, 0) if boxes else 0)
    rate = end - widest((amount_words(row.amount) for row in rows), strong, _TOTAL_WIDTH)
    price = rate - (_RATE_WIDTH if sheet.charges_vat else 0)
    count = price - widest((_price_words(row) for row in rows), regular, _PRICE_WIDTH)
    counted = widest((_count_words(row) for row in rows), regular, _COUNT_WIDTH)
    start = count - max(min(counted, _MOST_COUNT), widest((number(row.quantity) for row in rows), regular, 0))
    words = on.body.margin + (_BOX + 4 * MM if boxes else _mark_width(on, entries))
    return Columns(words, max(start - words, _LEAST_WORDS), count, price, rate, end, boxes)


def _mark_width(on: Paper, entries: Sequence[Entry]) -> float:
    style = Style(TEXT, on.of.text, INK_2)
    return max((drawn_width(entry.mark, style) for entry in entries if entry.mark), default=0) + 1.6 * MM


def _count_words(row: QuoteRow) -> str:
    return f"{number(row.quantity)}{NBSP}{row.unit}".strip(NBSP)


def _price_words(row: QuoteRow) -> str:
    """Write a unit price; the whole amount where that alone is known."""
    return amount_words(row.amount) if row.unit_price is None else money(row.unit_price, cents=True)


# Rows -------------------------------------------------------------------------------------


def heads_piece(on: Paper, sheet: QuoteSheet, columns: Columns) -> Piece:
    """Return the heads of the columns, which end on a strong rule."""
    taxed = _("HT") if sheet.charges_vat and sheet.content.tax == TaxMode.HT else _("TTC")
    titles = [
        (columns.count, _("Nombre")),
        (columns.price, _("Prix {taxed}").format(taxed=taxed)),
        (columns.total, _("Total {taxed}").format(taxed=taxed)),
    ]
    if sheet.charges_vat:
        titles.append((columns.rate, _("TVA")))
    style = Style(TEXT, on.of.note, INK_2)
    cells = [_at_right(right, one_line(Words(title), style)) for right, title in titles]
    height = 1.18 * on.of.note + 1.2 * MM

    def paint(painter: Painter, top: float) -> None:
        for cell in cells:
            paint_lines(painter, cell.lines, cell.x, top)
        painter.rule(on.body.margin, top + height, on.body.inner, STRONG_RULE, INK)

    return Piece(height, paint, keeps=True)


def row_pieces(on: Paper, sheet: QuoteSheet, entry: Entry, columns: Columns, look: Look) -> list[Piece]:
    """Return the pieces of one row that bears an amount."""
    row, address = entry.row, sheet.origin(entry.row)
    style = Style(TEXT, on.of.text, INK)

    def figure(text: str) -> Lines:
        return one_line(Words(text, "ink", address), style)

    words = said_lines(on, *_row_words(sheet, entry, columns, address), width=columns.width)
    cells = [SetCell(columns.words, words), _at_right(columns.total, figure(amount_words(row.amount)))]
    if entry.kind == EntryKind.LINE:
        cells.append(_quantity_cell(on, row, columns, address))
        cells.append(_at_right(columns.price, figure(_price_words(row))))
    if sheet.charges_vat:
        cells.append(_at_right(columns.rate, figure(rate_words(row.vat_rate) if row.vat_rate else NO_RATE)))
    if columns.has_boxes:
        cells.append(_at_right(on.right, one_line(Words(every(row.period_months)), style)))
    elif entry.mark:
        cells.append(SetCell(on.body.margin, one_line(Words(entry.mark), Style(TEXT, on.of.text, INK_2))))
    return cells_pieces(cells, on.body, look)


def _at_right(right: float, lines: Lines) -> SetCell:
    """Return a cell of one line that ends at `right`."""
    return SetCell(right - (lines.lines[0][0].width if lines.lines else 0), lines)


def _quantity_cell(on: Paper, row: QuoteRow, columns: Columns, address: Address) -> SetCell:
    """Return how many, and of what; a unit too long goes under its number."""
    width = columns.count - columns.words - columns.width
    lines = said_lines(on, (Words(_count_words(row), "ink", address),), width=width - 1 * MM)
    return SetCell(columns.count - width, to_right(lines, width))


def _row_words(sheet: QuoteSheet, entry: Entry, columns: Columns, address: Address) -> Iterator[Said]:
    row = entry.row
    label = row.label or (_("Remise") if entry.kind == EntryKind.DISCOUNT else _("Ligne à décrire"))
    yield (Words(f"{entry.mark}{NBSP}{label}" if columns.has_boxes and entry.mark else label, "strong", address),)
    for paragraph in row.detail.splitlines():
        if paragraph.strip():
            yield (Words(paragraph.strip(), "note", address),)
    if sheet.is_shared and entry.kind == EntryKind.LINE:
        yield (Words(_("Par {name}").format(name=sheet.name_of(row.provider)), "note", address),)
    bounds = _bounds(row)
    if bounds:
        yield (Words(f"{bounds}{NBSP}: {_BLANK}", "ink", address),)


def _bounds(row: QuoteRow) -> str:
    """Say between which bounds the client chooses how many."""
    if row.least is None and row.most is None:
        return ""
    if row.most is None:
        return _("Nombre à votre choix, {least} ou plus").format(least=number(row.least or 0))
    return _("Nombre à votre choix, de {least} à {most}").format(least=number(row.least or 0), most=number(row.most))


def has_choice(entry: Entry) -> bool:
    """Tell whether the client chooses how many of a line."""
    return entry.kind == EntryKind.LINE and bool(_bounds(entry.row))


def sum_pieces(
    on: Paper, label: str, amount: str, look: Look, *, role: str = "strong", address: Address = ""
) -> list[Piece]:
    """Return a row whose amount is what others come to."""
    face = SEMIBOLD if role == "strong" else TEXT
    shown = one_line(Words(amount), Style(face, on.of.text, INK if role != "soft" else INK_2))
    width = on.body.inner - shown.lines[0][0].width - GAP
    words = said_lines(on, (Words(label, role, address),), width=width)
    return cells_pieces([SetCell(on.body.margin, words), _at_right(on.right, shown)], on.body, look)


# A table ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bit:
    """The pieces of one entry; `before` is what the table came to above it."""

    kind: EntryKind | None
    pieces: tuple[Piece, ...]
    before: Decimal | None
    turns: bool = False


class GroupTable:
    """The table of one cadence: its strips, for pages to share."""

    def __init__(self, on: Paper, sheet: QuoteSheet, group: Group, columns: Columns, *, is_first: bool) -> None:
        self._on, self._sheet, self._group, self._columns = on, sheet, group, columns
        self._heads = heads_piece(on, sheet, columns)
        self._is_first = is_first

    def strips(self) -> list[Strip]:
        """Return the strips of the table: it never begins, nor ends, with less than two lines where it has more."""
        bits = list(self._bits())
        holds = _holds([bit.kind for bit in bits])
        strips: list[Strip] = []
        start = 0
        for index in range(len(bits)):
            if index == len(bits) - 1 or not holds[index] or bits[index + 1].turns:
                strips.append(self._strip(bits[start : index + 1], is_start=not start))
                start = index + 1
        return strips

    def _strip(self, bits: Sequence[_Bit], *, is_start: bool) -> Strip:
        pieces = [piece for bit in bits for piece in bit.pieces]
        title = cadence_title(self._group.period_months)
        if is_start:
            side = side_piece(self._on, title, title)
            above = [self._heads, side] if self._is_first else [side]
            above[0] = replace(above[0], before=self._on.of.space(_BEFORE_FIRST if self._is_first else _BEFORE_GROUP))
            again = () if self._is_first else (self._heads,)
            return Strip((*above, *pieces), again=again, turns=bits[0].turns)
        side = side_piece(self._on, _("{title} (suite)").format(title=title.replace(" ", NBSP)))
        brought = self._carried(_("Report"), bits[0].before, rule=0)
        foot = self._carried(_("À reporter"), bits[0].before, rule=STRONG_RULE)
        return Strip(tuple(pieces), (self._heads, side, brought), foot, bits[0].turns)

    def _carried(self, label: str, amount: Decimal | None, rule: float) -> Piece:
        said = _("{label}, {cadence}").format(label=label, cadence=cadence_words(self._group.period_months))
        look = Look(rule=rule, rule_colour=INK, pad=self._on.row_pad)
        [piece] = sum_pieces(self._on, said, amount_words(amount), look, role="soft")
        return replace(piece, keeps=True)

    def _bits(self) -> Iterator[_Bit]:
        amounts: list[Decimal | None] = []
        turns, above = False, None
        for place, entry in enumerate(self._group.entries):
            before = total(amounts)
            if entry.kind == EntryKind.BREAK:
                turns = True
                continue
            look = Look(rule=HAIRLINE, rule_colour=RULE, pad=self._on.row_pad)
            if not place:
                look = replace(look, rule=0 if self._is_first else STRONG_RULE, rule_colour=INK)
            elif entry.kind == EntryKind.COMMENT or above == EntryKind.SECTION:
                look = replace(look, rule=0)
            if entry.kind in _PRICED:
                amounts.append(entry.amount)
            yield _Bit(entry.kind, tuple(self._entry_pieces(entry, look)), before, turns)
            turns, above = False, entry.kind
        for pieces in self._totals():
            yield _Bit(None, tuple(pieces), total(amounts))

    def _entry_pieces(self, entry: Entry, look: Look) -> list[Piece]:
        on, sheet, row = self._on, self._sheet, entry.row
        address = sheet.origin(row)
        match entry.kind:
            case EntryKind.SECTION:
                title = said_lines(on, (Words(row.label or _("Section"), "name", address),), width=on.body.inner)
                return cells_pieces([SetCell(on.body.margin, title)], on.body, look)
            case EntryKind.COMMENT:
                said = tuple((Words(part.strip(), "soft", address),) for part in _comment(row) if part.strip())
                words = said_lines(on, *said, width=self._on.right - self._columns.words)
                return cells_pieces([SetCell(self._columns.words, words)], on.body, look)
            case EntryKind.SUBTOTAL:
                label = _("Sous-total · {title}").format(title=row.label or _("Section"))
                return sum_pieces(on, label, amount_words(entry.amount), look, address=address)
            case _:
                return row_pieces(on, sheet, entry, self._columns, look)

    def _totals(self) -> Iterator[list[Piece]]:
        """Yield the rows that say what the table comes to: HT, VAT by rate and TTC where VAT is charged."""
        cadence = self._sheet.cadence(self._group.period_months)
        if cadence is None:
            return
        due = _("À payer {cadence}").format(cadence=cadence_words(self._group.period_months))
        strong = Look(rule=STRONG_RULE, rule_colour=INK, pad=self._on.row_pad)
        shares = [share for share in cadence.shares if share.rate]
        if not shares:
            said = _("{due}, TTC").format(due=due) if self._sheet.charges_vat else due
            yield sum_pieces(self._on, said, amount_words(cadence.amount), strong)
            return
        under = Look(rule=0, pad=1.2 * MM)
        if self._sheet.content.tax == TaxMode.HT:
            yield sum_pieces(self._on, _("Total HT"), amount_words(cadence.net), strong, role="ink")
            for share in shares:
                yield sum_pieces(self._on, self._vat_label(share, _("TVA")), amount_words(share.vat), under, role="ink")
            yield sum_pieces(self._on, _("{due}, TTC").format(due=due), amount_words(cadence.gross), under)
            return
        yield sum_pieces(self._on, _("{due}, TTC").format(due=due), amount_words(cadence.gross), strong)
        yield sum_pieces(self._on, _("dont HT"), amount_words(cadence.net), under, role="ink")
        for share in shares:
            label = self._vat_label(share, _("dont TVA"))
            yield sum_pieces(self._on, label, amount_words(share.vat), under, role="ink")

    def _vat_label(self, share: VatShare, word: str) -> str:
        said = _("{word} {rate} sur {net}").format(word=word, rate=rate_words(share.rate), net=amount_words(share.net))
        return f"{said} · {self._sheet.name_of(share.provider)}" if self._sheet.is_shared else said


def _comment(row: QuoteRow) -> list[str]:
    return [row.label, *row.detail.splitlines()]


def _holds(kinds: Sequence[EntryKind | None]) -> list[bool]:
    """Tell of each entry whether it stays with the next one.

    A title, and a comment, hold what they announce; a discount its line; a sum (`None`, or a subtotal) the two
    entries above it; and the first two lines stay together.
    """
    holds = [kind in (EntryKind.SECTION, EntryKind.COMMENT) for kind in kinds]
    for place, kind in enumerate(kinds):
        if kind == EntryKind.DISCOUNT and place:
            holds[place - 1] = True
        if kind in (None, EntryKind.SUBTOTAL):
            for before in (place - 1, place - 2):
                if before >= 0:
                    holds[before] = True
    if kinds:
        holds[0] = True
    return holds
