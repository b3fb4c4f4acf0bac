"""The page that stands for a document while there is nothing to print: it says what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK, INK_2, MM, SEMIBOLD, TEXT, Palette, Run, Style
from offerdesigner.render.tariff_measures import TITLE_STYLE
from offerdesigner.render.tariff_table import paint_lines, set_lines
from offerdesigner.text import typeset

_WIDTH, _HEIGHT, _MARGIN = 210 * MM, 297 * MM, 15 * MM


def paint_list(
    painter: Painter, palette: Palette, name: str, title: str, intro: str, missing: Iterable[tuple[str, str, str]]
) -> None:
    """Paint one A4 page that lists what the document `name` still needs: (what, why, address) after `intro`."""
    painter.begin_page(_WIDTH, _HEIGHT)
    painter.bookmark(name, 0, 0)
    inner = _WIDTH - 2 * _MARGIN
    painter.box(_MARGIN, 32 * MM, inner, 0.95 * MM, palette.accent)
    paint_lines(painter, set_lines([(Run(title, TITLE_STYLE),)], inner, 1.02), _MARGIN, 13 * MM)
    y = 38 * MM
    y = paint_lines(painter, set_lines([(Run(typeset(intro), Style(TEXT, 11.6, INK)),)], inner, 1.27), _MARGIN, y)
    y += 3 * MM
    for what, why, address in missing:
        runs = (
            Run(typeset(what), Style(SEMIBOLD, 10.4, INK), address),
            Run(typeset(f" · {why}"), Style(TEXT, 10.4, INK_2), address),
        )
        y = paint_lines(painter, set_lines([runs], inner, 1.5), _MARGIN, y)
