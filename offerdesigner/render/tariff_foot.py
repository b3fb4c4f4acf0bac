"""The foot of a tariff sheet: options, conditions, how to leave, how to reach the host."""

from __future__ import annotations

from collections.abc import Sequence

from offerdesigner.render import pictures
from offerdesigner.render.flow import Piece
from offerdesigner.render.linebreak import SetLine
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import DISPLAY, INK, MM, RULE, Palette, Run, Style
from offerdesigner.render.tariff_head import line_pieces
from offerdesigner.render.tariff_measures import GUTTER, Measures, group_style, runs
from offerdesigner.render.tariff_rows import OptionCard, Sheet
from offerdesigner.render.tariff_table import (
    HAIRLINE,
    OUTSET,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    group_title,
    paint_lines,
    set_lines,
    set_said,
    set_words,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _

_LEADING, _CONTACT_LEADING = 1.25, 1.28
_QR_SIDE = 17 * MM
_LEAST_CARD = 26 * MM
_TITLE_SIZE = 11
_MOST_FOOT = 0.36
"""How much of a page's height the three blocks take at most side by side."""
_CONTACT_WIDTH, _WIDE_CONTACT, _WIDEST_CONTACT = 56 * MM, 66 * MM, 72 * MM
_QR_GAP = 4 * MM


# Options ------------------------------------------------------------------------------------


def option_pieces(sheet: Sheet, of: Measures, palette: Palette) -> list[Piece]:
    """Return the options: cards side by side that fall on the columns, as many rows of them as it takes."""
    if not sheet.options:
        return []
    title = Words(sheet.options_title)
    slots = _slots(of, len(sheet.options))
    if of.is_landscape and len(sheet.options) <= len(slots) - 1:
        titled = _titled_strip(sheet, of, palette, slots)
        if titled.height <= 0.3 * of.height:
            return [titled]
    pieces = [group_title(title, of, palette)]
    for start in range(0, len(sheet.options), len(slots)):
        pieces += _strip(sheet.options[start : start + len(slots)], of, slots)
    return pieces


def _slots(of: Measures, count: int) -> list[tuple[float, float]]:
    """Return where cards stand: (x, width). Many share the label column and wide columns; a few take them whole."""
    bounds = [(of.margin, of.label), *((of.column_x(index), of.column) for index in range(of.columns))]
    if count <= len(bounds) and not of.is_landscape:
        return [(x, width - GUTTER) for x, width in bounds]
    slots: list[tuple[float, float]] = []
    for x, width in bounds:
        parts = max(1, min(int(width / _LEAST_CARD), round(width / (36 * MM))))
        share = width / parts
        slots += [(x + part * share, share - GUTTER) for part in range(parts)]
    return slots


def _card(card: OptionCard, of: Measures, width: float) -> Lines:
    return set_said(((card.name,), *card.said), of, width, of.note)


def _strip(cards: Sequence[OptionCard], of: Measures, slots: list[tuple[float, float]]) -> list[Piece]:
    cells = [SetCell(x, _card(card, of, width)) for card, (x, width) in zip(cards, slots, strict=False)]
    return cells_pieces(cells, of, Look(rule=0, pad=of.space(2.4)))


def _titled_strip(sheet: Sheet, of: Measures, palette: Palette, slots: list[tuple[float, float]]) -> Piece:
    """Return the options in one strip with their title in the first slot, as wide pages have room for."""
    style = group_style(of, palette)
    title = set_lines([(Run(sheet.options_title, style),)], slots[0][1], 1.1)
    cards = [(x, _card(card, of, width)) for card, (x, width) in zip(sheet.options, slots[1:], strict=False)]
    above = of.space(1.2)
    height = above + max(title.height, *(lines.height for _x, lines in cards)) + of.space(1.2)

    def paint(painter: Painter, top: float) -> None:
        painter.rule(of.margin, top, of.inner, STRONG_RULE, INK)
        paint_lines(painter, title, of.margin, top + above)
        for x, lines in cards:
            paint_lines(painter, lines, x, top + above)

    return Piece(height, paint, before=of.space(2))


# Conditions, leaving, contact ---------------------------------------------------------------


def foot_pieces(sheet: Sheet, of: Measures, palette: Palette) -> list[Piece]:
    """Return the three blocks side by side, or one after the other across the page when they are long."""
    blocks = _blocks(sheet, of)
    pieces: list[Piece] = []
    if blocks:
        height = max(block.height for block in blocks)
        if height <= _MOST_FOOT * of.height:
            pieces.append(_side_by_side(blocks, of, palette, height))
        else:
            pieces += _one_after_the_other(sheet, of, palette)
    return pieces


class _Block:
    """A titled text set in a width; the one that is tinted holds its text inside."""

    def __init__(
        self, title: str, said: Sequence[Said], of: Measures, x: float, width: float, *, boxed: bool = False
    ) -> None:
        inside = OUTSET if boxed else 0
        self.x, self.width, self.boxed = x, width, boxed
        self.title = set_lines([(Run(title, Style(DISPLAY, _TITLE_SIZE, INK)),)], width - 2 * inside, 1.45)
        self.text = set_lines([runs(words, of.foot, of.foot) for words in said], width - 2 * inside, _LEADING)
        self.pad = (2.2 if of.is_landscape else 3) * MM
        self.text_x = x + inside
        if boxed:
            self.width = min(width, max(_widest(self.title), _widest(self.text)) + 2 * inside)

    @property
    def height(self) -> float:
        return self.pad + self.title.height + self.text.height + self.pad

    def paint(self, painter: Painter, top: float, palette: Palette) -> None:
        if self.boxed:
            painter.box(self.x, top, self.width, self.height, palette.tint)
            if palette.tint_needs_rule:
                painter.rule(self.x, top, self.width, HAIRLINE, RULE)
        below = paint_lines(painter, self.title, self.text_x, top + self.pad)
        paint_lines(painter, self.text, self.text_x, below)


class _ContactBlock(_Block):
    """The contact lines in their order, and the QR code at their right, under the last one too long to let it in."""

    def __init__(self, sheet: Sheet, of: Measures, x: float, width: float) -> None:
        super().__init__(_("Parlons-en"), (), of, x, width)
        self.qr = sheet.qr
        beside = width - _QR_SIDE - _QR_GAP if self.qr else width
        needs_all = [_is_one_word(said) and _contact_line(said, of).width > beside for said in sheet.contact]
        whole = max((index + 1 for index, wide in enumerate(needs_all) if wide), default=0)
        self.above = [_set_contact(said, of, width) for said in sheet.contact[:whole]]
        self.beside = [_set_contact(said, of, beside) for said in sheet.contact[whole:]]

    @property
    def all_lines(self) -> Lines:
        """Every line of the block, one under the other."""
        parts = (self.title, *self.above, *self.beside)
        lines = tuple(line for part in parts for line in part.lines)
        return Lines(lines, tuple(paragraph for part in parts for paragraph in part.paragraphs))

    @property
    def _qr_top(self) -> float:
        """Where the QR code starts below the block's top: beside the title, unless long lines come first."""
        long = sum(lines.height for lines in self.above)
        return self.pad + (self.title.height + long + 2 * MM if long else 1 * MM)

    @property
    def height(self) -> float:
        text = self.pad + self.all_lines.height
        return max(text, self._qr_top + _QR_SIDE if self.qr else 0) + self.pad

    def paint(self, painter: Painter, top: float, palette: Palette) -> None:
        paint_lines(painter, self.all_lines, self.text_x, top + self.pad)
        if self.qr:
            x, qr_top = self.x + self.width - _QR_SIDE, top + self._qr_top
            pictures.draw_qr(painter, self.qr, x, qr_top, _QR_SIDE, None)
            painter.link(self.qr, x, qr_top, _QR_SIDE, _QR_SIDE)


def _set_contact(said: Said, of: Measures, width: float) -> Lines:
    return set_words((said,), width, of.foot, of.foot, of.total, _CONTACT_LEADING)


def _contact_line(said: Said, of: Measures) -> SetLine:
    """Return the first line of a contact with all the room it wants: the whole of it, when it is one word."""
    return _set_contact(said, of, of.inner).lines[0][0]


def _is_one_word(said: Said) -> bool:
    """Tell whether a contact must not be broken: a telephone number, a mail, a site."""
    return not any(" " in words.text.strip() for words in said)


def _widest(lines: Lines) -> float:
    return max((line.width for line, _height, _size in lines.lines), default=0)


def _blocks(sheet: Sheet, of: Measures) -> list[_Block]:
    """Share the width: contact at the right, the two texts by their length."""
    has_contact = bool(sheet.contact or sheet.qr)
    right = of.width - of.margin
    contact_width = _contact_width(sheet, of) if has_contact else 0
    left_width = of.inner - (contact_width + 6 * MM if has_contact else 0)
    blocks: list[_Block] = []
    if sheet.conditions and sheet.leaving:
        share = _length(sheet.conditions) / (_length(sheet.conditions) + _length(sheet.leaving))
        share = min(0.58, max(0.38, share))
        width = (left_width - 6 * MM) * share
        boxed = left_width - width - OUTSET
        blocks.append(_Block(_("Conditions"), sheet.conditions, of, of.margin, width))
        blocks.append(_Block(_("Si vous partez"), sheet.leaving, of, of.margin + width + OUTSET, boxed, boxed=True))
    elif sheet.conditions:
        blocks.append(_Block(_("Conditions"), sheet.conditions, of, of.margin, min(left_width, 115 * MM)))
    elif sheet.leaving:
        width = min(left_width, 121 * MM)
        blocks.append(_Block(_("Si vous partez"), sheet.leaving, of, of.margin - OUTSET, width, boxed=True))
    if has_contact:
        x = right - contact_width if blocks else of.margin
        blocks.append(_ContactBlock(sheet, of, x, contact_width))
    return blocks


def _contact_width(sheet: Sheet, of: Measures) -> float:
    """Return a width that lets every line stand beside the QR code, where the other texts leave room for it."""
    usual = _WIDE_CONTACT if of.is_landscape and (sheet.leaving or not sheet.qr) else _CONTACT_WIDTH
    if not sheet.qr:
        return usual
    longest = max((_contact_line(said, of).width for said in sheet.contact if _is_one_word(said)), default=0)
    wanted = longest + _QR_SIDE + _QR_GAP + 0.5 * MM
    return max(usual, wanted) if wanted <= _WIDEST_CONTACT else usual


def _length(said: Sequence[Said]) -> int:
    return sum(len(words.text) for paragraph in said for words in paragraph) + 1


def _side_by_side(blocks: list[_Block], of: Measures, palette: Palette, height: float) -> Piece:
    def paint(painter: Painter, top: float) -> None:
        for block in blocks:
            block.paint(painter, top, palette)

    return Piece(height, paint, before=of.space(3 if of.is_landscape else 5), to_bottom=True)


def _one_after_the_other(sheet: Sheet, of: Measures, palette: Palette) -> list[Piece]:
    width = min(of.inner, 165 * MM)
    pieces: list[Piece] = []
    for title, said in ((_("Conditions"), sheet.conditions), (_("Si vous partez"), sheet.leaving)):
        if not said:
            continue
        heading = set_lines([(Run(title, Style(DISPLAY, _TITLE_SIZE, INK)),)], width, 1.45)
        text = set_lines([runs(words, of.foot, of.foot) for words in said], width, _LEADING)
        both = Lines(heading.lines + text.lines, heading.paragraphs + text.paragraphs)
        pieces += line_pieces(both, of, before=of.space(5))
    if sheet.contact or sheet.qr:
        block = _ContactBlock(sheet, of, of.margin, _CONTACT_WIDTH)
        if block.height <= _MOST_FOOT * of.height:
            pieces.append(_side_by_side([block], of, palette, block.height))
        else:
            pieces += line_pieces(block.all_lines, of, before=of.space(5))
    return pieces
