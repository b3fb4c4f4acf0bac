"""The prices that stand large on a tariff sheet: as large as their columns bear, the same for all offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import BLACK, DISPLAY, INK, MM, TEXT, Run, Style
from offerdesigner.render.tariff_measures import TITLE_TRACKING, Measures
from offerdesigner.render.tariff_rows import Column, Sheet
from offerdesigner.render.tariff_table import NOTHING, Lines, set_lines
from offerdesigner.text import typeset

_SIGN_GAP = 0.13
_AFTER_GAP = 1.2 * MM
_AIR = 2 * MM
"""What stays free, besides the gutter, between « par mois » and the price of the next column."""
_LEAST_PRICE = 0.74
"""How small, for its usual size, the price may be for « par mois » to stay on its line."""


@dataclass(frozen=True, slots=True)
class SetPrice:
    """A leading price, set: what stands on its line, and what comes under it."""

    parts: tuple[tuple[str, Style, float], ...]
    """(text, style, space before)"""
    under: Lines
    address: str


def _amount_style(size: float) -> Style:
    return Style(BLACK, size, INK, TITLE_TRACKING)


def price_size(sheet: Sheet, of: Measures) -> float:
    """Return the largest size at which every amount holds in its column, the same for all."""
    whole = next((size for size in _sizes(of.price, _LEAST_PRICE) if _all_on_a_line(sheet, of, size)), None)
    if whole is not None:
        return whole
    size = of.price
    for index, column in enumerate(sheet.columns):
        if not column.figure.sign:
            continue
        while size > 10 and _amount_width(column, size, of) > of.cell_width(index):
            size -= 1
    return size


def _sizes(largest: float, least: float) -> Iterator[float]:
    size = largest
    while size >= least * largest:
        yield size
        size -= 1


def _all_on_a_line(sheet: Sheet, of: Measures, size: float) -> bool:
    style = Style(TEXT, of.text)
    return all(
        _amount_width(column, size, of) + _AFTER_GAP + drawn_width(typeset(column.figure.after), style)
        <= _line_width(of, index)
        for index, column in enumerate(sheet.columns)
        if column.figure.sign
    )


def _line_width(of: Measures, index: int) -> float:
    """Return how far « par mois » may reach on the line of the price in a column."""
    return of.cell_width(index) - (_AIR if index < of.columns - 1 else 0)


def _amount_width(column: Column, size: float, of: Measures) -> float:
    figure = column.figure
    before = drawn_width(f"{figure.before} ", Style(TEXT, of.text)) if figure.before else 0
    sign = drawn_width(figure.sign, Style(DISPLAY, 0.52 * size))
    return before + drawn_width(figure.amount, _amount_style(size)) + _SIGN_GAP * size + sign


def set_price(column: Column, of: Measures, index: int, size: float) -> SetPrice:
    """Set the leading price of the column at `index`; amounts are `size` points high."""
    figure, width = column.figure, of.cell_width(index)
    after_style = Style(TEXT, of.text, INK)
    after = typeset(figure.after)
    if not figure.sign:
        return _set_worded_price(column, of, index, size)
    parts: list[tuple[str, Style, float]] = []
    if figure.before:
        parts.append((f"{figure.before} ", after_style, 0))
    parts.append((figure.amount, _amount_style(size), 0))
    parts.append((figure.sign, Style(DISPLAY, 0.52 * size, INK), _SIGN_GAP * size))
    used = sum(drawn_width(text, style) + gap for text, style, gap in parts)
    if used > width:
        both = (Run(figure.amount, _amount_style(size), figure.address),)
        under = set_lines([both, (Run(f"{figure.sign} {after}", after_style, figure.address),)], width, 1.05)
        return SetPrice((), under, figure.address)
    if after and used + _AFTER_GAP + drawn_width(after, after_style) <= _line_width(of, index):
        return SetPrice((*parts, (after, after_style, _AFTER_GAP)), NOTHING, figure.address)
    under = set_lines([(Run(after, after_style, figure.address),)], width) if after else NOTHING
    return SetPrice(tuple(parts), under, figure.address)


def _set_worded_price(column: Column, of: Measures, index: int, size: float) -> SetPrice:
    """Set « gratuit », « sur devis » or « prix libre »: smaller than figures, and what follows under or beside."""
    figure, width = column.figure, of.cell_width(index)
    after_style = Style(TEXT, of.text, INK)
    words, after = typeset(figure.amount), typeset(figure.after)
    style = Style(DISPLAY, min(size, 0.62 * of.price), INK)
    while style.size > 11 and drawn_width(words, style) > width:
        style = style.sized(style.size - 1)
    used = drawn_width(words, style)
    if used > width:
        under = set_lines([(Run(words, style, figure.address),), (Run(after, after_style, figure.address),)], width)
        return SetPrice((), under, figure.address)
    if after and used + _AFTER_GAP + drawn_width(after, after_style) <= _line_width(of, index):
        return SetPrice(((words, style, 0), (after, after_style, _AFTER_GAP)), NOTHING, figure.address)
    under = set_lines([(Run(after, after_style, figure.address),)], width) if after else NOTHING
    return SetPrice(((words, style, 0),), under, figure.address)


def paint_price(painter: Painter, price: SetPrice, x: float, baseline: float) -> None:
    """Paint what stands on the line of a price; it is one place."""
    start, tallest = x, 0.0
    for text, style, gap in price.parts:
        x += gap
        x += painter.text(text, style, x, baseline)
        tallest = max(tallest, style.size)
    if price.parts:
        # Figures stand on the line: what comes under them is not theirs.
        painter.add_place(start, baseline - 0.72 * tallest, x - start, 0.8 * tallest, price.address)
