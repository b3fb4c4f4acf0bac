"""Measures of a tariff sheet: page, columns, sizes and spaces, for a number of offers and how tight it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from offerdesigner.render.style import BLACK, DISPLAY, INK, INK_2, MM, SEMIBOLD, TEXT, Palette, Run, Style
from offerdesigner.render.words import Said, Words
from offerdesigner.text import typeset

PORTRAIT_AT_MOST, LANDSCAPE_AT_MOST = 4, 6
"""How many offers stand side by side on a page."""

GUTTER = 3 * MM
TITLE_TRACKING = -24
TITLE_STYLE = Style(BLACK, 26, INK, TITLE_TRACKING)
HOST_STYLE = Style(BLACK, 14, INK, TITLE_TRACKING)


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that has a length, in points."""

    width: float
    height: float
    margin: float
    top: float
    bottom: float
    label: float
    column: float
    columns: int
    row: float
    """Height of a row of one line at the full spacing."""
    text: float
    note: float
    foot: float
    lead: float
    name: float
    price: float
    total: float
    group: float
    spacing: float = 1.0

    @property
    def is_landscape(self) -> bool:
        """Whether the page lies on its long side."""
        return self.width > self.height

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    def column_x(self, index: int) -> float:
        """Return where the column of an offer starts."""
        return self.margin + self.label + index * self.column

    def cell_width(self, index: int) -> float:
        """Return the width of text in a column; the last one runs to the margin."""
        return self.column - (GUTTER if index < self.columns - 1 else 0)

    @property
    def label_width(self) -> float:
        """Width of text in the label column."""
        return self.label - GUTTER

    def space(self, millimetres: float) -> float:
        """Return a space that shrinks and grows with the sheet's tightness."""
        return millimetres * MM * self.spacing

    def enlarged(self, factor: float) -> Measures:
        """Return these measures for a sheet with room to spare: rows and heads `factor` times larger."""
        return replace(
            self,
            row=self.row * factor,
            text=self.text * factor,
            note=self.note * factor,
            foot=self.foot * min(factor, 1.1),
            lead=self.lead * factor,
            name=self.name * factor,
            price=self.price * factor,
            total=self.total * factor,
            group=self.group * factor,
        )

    def tightened(self, step: float, spacing: float) -> Measures:
        """Return these measures with rows `step` points smaller and another spacing."""
        smaller = min(step, self.foot - 8.0)
        return replace(self, text=self.text - step, note=self.note - smaller, foot=self.foot - smaller, spacing=spacing)


_PORTRAIT_LABELS = {1: 95, 2: 63, 3: 63, 4: 56}
_LANDSCAPE_LABELS = {5: 72, 6: 63}


def measures(columns: int, *, landscape: bool) -> Measures:
    """Return the measures of an A4 sheet with this many columns."""
    if landscape:
        label = _LANDSCAPE_LABELS.get(columns, 72) * MM
        return Measures(
            width=297 * MM, height=210 * MM, margin=15 * MM, top=10 * MM, bottom=7 * MM, label=label,
            column=(267 * MM - label) / columns, columns=columns, row=4.6 * MM, text=8.9, note=8.6, foot=8.6,
            lead=10.6, name=13, price=25, total=11.5, group=10.5,
        )  # fmt: skip
    label = _PORTRAIT_LABELS.get(columns, 56) * MM
    return Measures(
        width=210 * MM, height=297 * MM, margin=15 * MM, top=13 * MM, bottom=12 * MM, label=label,
        column=(180 * MM - label) / columns, columns=columns, row=6.05 * MM, text=9.4, note=8.8, foot=8.6,
        lead=11.6, name=13.5, price=31, total=12, group=11,
    )  # fmt: skip


def minimum_text(of: Measures) -> float:
    """Return the smallest type of rows."""
    return 8.5 if of.is_landscape else 8.8


@lru_cache(maxsize=64)
def _styles(text: float, note: float, total: float) -> dict[str, Style]:
    return {
        "ink": Style(TEXT, text, INK),
        "strong": Style(SEMIBOLD, text, INK),
        "soft": Style(TEXT, text, INK_2),
        "note": Style(TEXT, note, INK_2),
        "break": Style(TEXT, text, INK_2),
        "name": Style(DISPLAY, total, INK),
    }


_ORDINAL = re.compile(r"(?<=\b1)(er|re)\b|(?<=\d)(e)\b")


def runs(said: Said, text: float, note: float = 8.8, total: float = 12) -> tuple[Run, ...]:
    """Return a paragraph as runs in the styles of its roles, typeset; ordinals are raised (« 1er »)."""
    return _runs(said, text, note, total)


@lru_cache(maxsize=4_000)
def _runs(said: Said, text: float, note: float, total: float) -> tuple[Run, ...]:
    styles = _styles(text, note, total)
    made: list[Run] = []
    for words in said:
        style = styles[words.role]
        for index, part in enumerate(filter(None, _ordinals(typeset(words.text)))):
            # Raised higher, « er » would be read as a word of its own by those who extract the text.
            raised = replace(style, size=style.size * 0.65, rise=style.size * 0.25)
            is_ordinal = index > 0 and part in ("er", "re", "e")
            made.append(Run(part, raised if is_ordinal else style, words.address))
    return tuple(made)


def _ordinals(text: str) -> list[str]:
    return [part for part in _ORDINAL.split(text) if part] if any(c.isdigit() for c in text) else [text]


def group_style(of: Measures, palette: Palette) -> Style:
    """Return the style of the titles of groups."""
    return Style(DISPLAY, of.group, palette.accent_text)


def plain(words: Words, style: Style) -> tuple[Run, ...]:
    """Return one text as a run in a style of its own."""
    return (Run(typeset(words.text), style, words.address),)
