"""Colours by role derived from the host's accent, and the units and text styles that documents share."""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
"""One millimetre in points."""

Rgb = tuple[float, float, float]
READABLE = 4.5
"""Least contrast of a text with its ground."""

TEXT, SEMIBOLD, BOLD = "ODText-Regular", "ODText-SemiBold", "ODText-Bold"
DISPLAY, BLACK = "ODDisplay-SemiBold", "ODDisplay-ExtraBold"


def rgb(colour: str) -> Rgb:
    """Return a « #RRGGBB » colour as three numbers from 0 to 1."""
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))  # type: ignore[return-value]


INK = rgb("#14162B")
INK_2 = rgb("#4B4F66")
RULE = rgb("#C8CBD9")
PAPER = rgb("#FFFFFF")


def luminance(colour: Rgb) -> float:
    """Return the relative luminance (WCAG 2) of a colour."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio (WCAG 2) of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: Rgb, share: float) -> Rgb:
    """Return `share` (0 to 1) of `colour` on paper."""
    return tuple(1 - (1 - part) * share for part in colour)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role: `accent` for bars and blocks, `accent_text` for titles and the mark, `tint` for grounds."""

    accent: Rgb
    accent_text: Rgb
    tint: Rgb
    tint_needs_rule: bool
    """The tint would hardly print: a rule above it says where it is."""

    @classmethod
    def of(cls, accent: str) -> Palette:
        """Derive every role from the accent, keeping texts readable."""
        colour = rgb(accent)
        tint = mixed(colour, 0.10)
        readable = contrast(colour, PAPER) >= READABLE
        return cls(colour, colour if readable else INK, tint, luminance(tint) > 0.95**2.4)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size in points, colour, tracking in thousandths of the size, rise in points."""

    face: str = TEXT
    size: float = 9.4
    colour: Rgb = INK
    tracking: float = 0
    rise: float = 0

    def sized(self, size: float) -> Style:
        """Return this style at another size."""
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Run:
    """A text in one style, with the address of the value that it shows (if any)."""

    text: str
    style: Style
    address: str = ""
