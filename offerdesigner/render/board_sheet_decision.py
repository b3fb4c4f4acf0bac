"""The box where a board writes what it decided: what it chose, how it voted, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offerdesigner.model.clients import ClientKind
from offerdesigner.model.quote_life import reference, valid_until
from offerdesigner.render.board_sheet_content import Comparison
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_choices import paint_box
from offerdesigner.render.quote_parts import GAP, Paper, said_lines
from offerdesigner.render.quote_rows import lines_of
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.sheet_parts import paint_frame
from offerdesigner.render.style import DISPLAY, INK, MM, TEXT, Style
from offerdesigner.render.tariff_measures import plain
from offerdesigner.render.tariff_table import HAIRLINE, OUTSET, STRONG_RULE, Lines, paint_lines, set_lines, to_right
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, day, typeset

LEAST, MOST = 51 * MM, 66 * MM
"""How high the box is: at least, and where the page has room to spare."""
_PAD = 4 * MM
_LINE, _UNDER, _UNDER_CHOICES = 8.4 * MM, 8 * MM, 2.4 * MM
"""The least height of a line to write on; the space under the last one, and under a row of choices."""
_SQUARE, _AFTER = 4 * MM, 1.6 * MM
"""The side of a box to tick, and the space before what follows a label or a box."""
_BETWEEN = 4.4 * MM
_VOTES = 0.4
"""How far down the votes stand, between the choices and the line to sign on."""
_BLANK = 36 * MM
"""The least length of a line to write on."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a board ticks: set beside its square, with room to write after it or none."""

    lines: Lines
    blank: float

    @property
    def width(self) -> float:
        wide = max((line.width for line, _height, _size in self.lines.lines), default=0)
        return _SQUARE + _AFTER + wide + (self.blank + _AFTER if self.blank else 0)


class DecisionBox:
    """The box laid out; it is painted as high as one asks, from `height` up."""

    def __init__(self, on: Paper, sheet: QuoteSheet, comparison: Comparison | None) -> None:
        self._on, self._sheet = on, sheet
        self._inner = on.of.inner
        self._style = Style(TEXT, max(on.of.text, 9.6), INK)
        self._is_blank = sheet.quote.board.decision_on is None
        self._title = self._titled()
        taken = max(line.width for line, _high, _size in self._title.lines)
        self._until_width = self._inner - taken - 2 * GAP - (_BLANK + _AFTER if self._is_blank else 0)
        self._until = self._validity()
        self._choices = _wrapped(list(self._all_choices(comparison)), self._inner)

    @property
    def height(self) -> float:
        """The least height."""
        return max(LEAST, self._above + sum(map(_height, self._choices)) + 2 * _LINE + _UNDER)

    @property
    def _above(self) -> float:
        return _PAD + max(self._title.height, self._until.height) + 2.6 * MM

    def piece(self, height: float, before: float) -> Piece:
        """Return the box, so high."""

        def paint(painter: Painter, top: float) -> None:
            self._paint(painter, top, height)

        return Piece(height, paint, before=before)

    # What it says -------------------------------------------------------------------------

    def _titled(self) -> Lines:
        decided, address = self._sheet.quote.board.decision_on, self._sheet.field("board", "decision_on")
        is_board = self._sheet.content.client.kind == ClientKind.ASSOCIATION
        said = _("Décision du conseil d'administration du") if is_board else _("Décision du")
        shown = f"{said} {day(decided)}" if decided is not None else said
        return set_lines([plain(Words(shown, "ink", address), Style(DISPLAY, 12.5, INK))], 0.62 * self._inner, 1.15)

    def _validity(self) -> Lines:
        said = tuple(_until(self._sheet))
        width = self._until_width
        return to_right(said_lines(self._on, *said, width=width, size=self._on.of.note, leading=1.25), width)

    def _all_choices(self, comparison: Comparison | None) -> Iterator[_Choice]:
        sheet = self._sheet
        variants = [column for column in comparison.columns if not column.is_today] if comparison else []
        if len(variants) > 1:
            for column in variants:
                name = Words(column.name.text, "strong", column.name.address)
                yield self._choice((name, Words(_(", proposée"))) if column.is_chosen else (name,))
        else:
            yield self._choice((Words(_("Accepté")),))
        if lines_of(sheet.rows.proposed):
            label = _("avec les options :") if len(variants) > 1 else _("Accepté avec les options :")
            yield self._choice((Words(label),), blank=15 * MM)
        yield self._choice((Words(_("Reporté")),))
        yield self._choice((Words(_("Refusé")),))

    def _choice(self, said: Said, blank: float = 0) -> _Choice:
        width = self._inner - _SQUARE - _AFTER - (blank + _AFTER if blank else 0)
        return _Choice(said_lines(self._on, said, width=width, size=self._style.size), blank)

    # How it is drawn ----------------------------------------------------------------------

    def _paint(self, painter: Painter, top: float, height: float) -> None:
        left = self._on.of.margin
        painter.bookmark(typeset(_("Décision")), 1, top)
        paint_frame(painter, left - OUTSET, top, self._inner + 2 * OUTSET, height, STRONG_RULE, INK)
        below = paint_lines(painter, self._title, left, top + _PAD)
        if self._is_blank:
            last, high, size = self._title.lines[-1]
            painter.rule(left + last.width + _AFTER, below - high / 2 + 0.33 * size, _BLANK, HAIRLINE, INK)
        paint_lines(painter, self._until, self._on.right - self._until_width, top + _PAD + 0.4 * MM)
        y = top + self._above
        for row in self._choices:
            self._paint_choices(painter, row, left, y)
            y += _height(row)
        foot = top + height - _UNDER
        votes = y + _VOTES * (foot - y)
        is_person = self._sheet.content.client.kind == ClientKind.PERSON
        if not is_person:
            self._paint_blanks(painter, votes, ((_("Pour"), 0.2), (_("Contre"), 0.2), (_("Abstentions"), 0.24)))
        name = _("Nom") if is_person else _("Nom et qualité")
        self._paint_blanks(painter, foot, ((name, 0.5), (_("Signature"), 0.5)))

    def _paint_choices(self, painter: Painter, row: Sequence[_Choice], x: float, top: float) -> None:
        for choice in row:
            paint_box(painter, x, top)
            after = x + _SQUARE + _AFTER
            paint_lines(painter, choice.lines, after, top + _SQUARE / 2 - choice.lines.lines[0][1] / 2)
            if choice.blank:
                end = x + choice.width
                painter.rule(end - choice.blank, top + _SQUARE, choice.blank, HAIRLINE, INK)
            x += choice.width + _BETWEEN

    def _paint_blanks(self, painter: Painter, baseline: float, blanks: Sequence[tuple[str, float]]) -> None:
        """Paint labels, each before a line to write on; a blank takes so much of the width."""
        x = self._on.of.margin
        for label, share in blanks:
            end = x + share * self._inner
            start = x + painter.text(typeset(label), self._style, x, baseline) + _AFTER
            last = end if end > self._on.right - 1 else end - _BETWEEN
            painter.rule(start, baseline + 0.6 * MM, last - start, HAIRLINE, INK)
            x = end


def _height(row: Sequence[_Choice]) -> float:
    return max(_SQUARE, *(choice.lines.height for choice in row)) + _UNDER_CHOICES


def _wrapped(choices: Sequence[_Choice], width: float) -> list[list[_Choice]]:
    """Share choices between rows of this width."""
    rows: list[list[_Choice]] = []
    left = 0.0
    for choice in choices:
        if not rows or choice.width > left:
            rows.append([])
            left = width
        rows[-1].append(choice)
        left -= choice.width + _BETWEEN
    return rows


def _until(sheet: QuoteSheet) -> Iterator[Said]:
    """Yield which quote is decided on, and until when."""
    said, last = reference(sheet.quote), valid_until(sheet.quote)
    address = sheet.field("valid_days")
    if sheet.is_draft or last is None:
        draft = _("Projet {reference}, pas encore envoyé") if said else _("Projet, sans numéro avant l'envoi")
        yield (Words(draft.format(reference=said), "soft", sheet.field("number")),)
        return
    text = _("Le devis {reference} est valable jusqu'au ").format(reference=said)
    yield Words(text, "ink", sheet.field("number")), Words(day(last), "strong", address), Words(_(" inclus"))
