"""The comparison of a decision sheet: columns side by side, the proposal on a tint, and bars to one scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from offerdesigner.render.board_sheet_content import Alternative, Comparison
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_parts import GAP, Paper, said_lines, side_lines
from offerdesigner.render.style import BOLD, INK, MM, RULE, SEMIBOLD, Rgb, Style, rgb
from offerdesigner.render.tariff_measures import plain
from offerdesigner.render.tariff_table import (
    HAIRLINE,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    set_lines,
)
from offerdesigner.render.words import Words
from offerdesigner.text import _, typeset

_LABELS = 50 * MM
_MOST_COLUMN = 46 * MM
_BAR = 0.7 * MM
_CHART_BAR = 1.9 * MM
_OTHERS: Rgb = rgb("#85889A")
_PAD = 2.4 * MM
_AMOUNT_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)


class CompareTable:
    """A comparison laid out on the page."""

    def __init__(self, on: Paper, comparison: Comparison) -> None:
        self._on, self._comparison = on, comparison
        self._columns = comparison.columns
        self._wide = min(_MOST_COLUMN, (on.of.inner - _LABELS) / len(self._columns))
        self._chosen = next(place for place, column in enumerate(self._columns) if column.is_chosen)

    def pieces(self) -> list[Piece]:
        """Return the heads, then a row a figure: the last one with its bars."""
        compared = self._comparison.rows
        return [
            self._heads(),
            *(
                self._row(label, told, is_first=not place, bars=place == len(compared) - 1)
                for place, (label, told) in enumerate(compared)
            ),
        ]

    def _x(self, place: int) -> float:
        return self._on.of.margin + _LABELS + place * self._wide

    def _tint(self, painter: Painter, top: float, height: float) -> None:
        painter.box(self._x(self._chosen) - _PAD, top, self._wide, height, self._on.palette.tint)

    def _heads(self) -> Piece:
        on = self._on
        title = side_lines(on, Words(_("Comparer")))
        usage = said_lines(on, (Words(self._comparison.usage, "soft"),), width=_LABELS - GAP, size=on.of.note)
        names = [self._name(column) for column in self._columns]
        left = title.height + (usage.height if self._comparison.usage else 0)
        height = max(left, *(name.height for name in names)) + on.of.space(1.4) + on.of.space(1.4)

        def paint(painter: Painter, top: float) -> None:
            painter.bookmark(typeset(_("Comparer")), 1, top)
            self._tint(painter, top, height)
            painter.box(self._x(self._chosen) - _PAD, top, self._wide, _BAR, on.palette.accent)
            foot = top + height - on.of.space(1.4)
            below = paint_lines(painter, title, on.of.margin, foot - left)
            if self._comparison.usage:
                paint_lines(painter, usage, on.of.margin, below)
            for place, name in enumerate(names):
                paint_lines(painter, name, self._x(place), foot - name.height)

        return Piece(height, paint, before=on.of.space(5))

    def _name(self, column: Alternative) -> Lines:
        on, width = self._on, self._wide - 2 * _PAD
        style = Style(BOLD if column.is_chosen else SEMIBOLD, on.of.note, INK)
        name = set_lines([plain(column.name, style)], width, 1.18)
        if not column.is_chosen or len([one for one in self._columns if not one.is_today]) == 1:
            return name
        under = said_lines(on, (Words(_("proposée"), "soft"),), width=width, size=on.of.note)
        return Lines(name.lines + under.lines, name.paragraphs + under.paragraphs)

    def _row(
        self, label: str, told: Callable[[Alternative], Decimal | None], *, is_first: bool = False, bars: bool = False
    ) -> Piece:
        on = self._on
        said = set_lines([plain(Words(label), Style(SEMIBOLD, on.of.text, INK))], _LABELS - GAP)
        cells = [SetCell(on.of.margin, said)]
        cells += [SetCell(self._x(place), self._amount(column, told)) for place, column in enumerate(self._columns)]
        look = Look(
            rule=STRONG_RULE if is_first else HAIRLINE,
            rule_colour=INK if is_first else RULE,
            pad=on.of.space(2.6),
            pad_bottom=_CHART_BAR + MM if bars else 0,
        )
        [piece] = cells_pieces(cells, on.of, look)

        def paint(painter: Painter, top: float) -> None:
            self._tint(painter, top, piece.height)
            piece.paint(painter, top)
            if bars:
                self._bars(painter, top + piece.height - _CHART_BAR - 1.4 * MM, told)

        return replace(piece, paint=paint)

    def _amount(self, column: Alternative, told: Callable[[Alternative], Decimal | None]) -> Lines:
        shown = Words(column.said(told(column)), "ink", column.name.address)
        face = BOLD if column.is_chosen else Style().face
        for part in _AMOUNT_SIZES:
            lines = set_lines([plain(shown, Style(face, self._on.of.text * part, INK))], self._wide - _PAD)
            if len(lines.lines) == 1:
                break
        return lines

    def _bars(self, painter: Painter, top: float, told: Callable[[Alternative], Decimal | None]) -> None:
        known = [(place, amount) for place, column in enumerate(self._columns) if (amount := told(column)) is not None]
        most = max((amount for _place, amount in known), default=Decimal(0))
        if most <= 0:
            return
        for place, amount in known:
            width = float(max(amount, Decimal(0)) / most) * (self._wide - 2 * _PAD)
            colour = self._on.palette.accent if self._columns[place].is_chosen else _OTHERS
            painter.box(self._x(place), top, width, _CHART_BAR, colour)
