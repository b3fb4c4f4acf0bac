"""Lines of a paragraph, broken as French typography asks, with the least ragged edge.

A line breaks at ordinary spaces, after the hyphen of a compound word, and inside a word only
when the word is wider than the line: at a syllable, then anywhere. No short word (« à », « de »)
is left at the end of a line and no word alone on the last one, where that can be avoided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from offerdesigner.render.fonts import SOFT_HYPHEN, ZERO_WIDTH_SPACE, drawable, face
from offerdesigner.render.style import Run, Style
from offerdesigner.text import NBSP, NNBSP

_SHORT = frozenset(
    {
        "à", "a", "au", "aux", "ce", "ces", "d", "de", "des", "du", "en", "et", "la", "le", "les", "leur", "ma",
        "mes", "mon", "ni", "nos", "notre", "ou", "où", "par", "pas", "pour", "que", "qui", "sa", "sans", "se",
        "ses", "si", "son", "sur", "ta", "tes", "ton", "un", "une", "vos", "votre", "y", "jusqu’à", "dont", "chez",
    }
)  # fmt: skip
_SENTENCE_STARTS = re.compile(r"[.!?…]$")
_COMPOUND = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")
_ADDRESS = re.compile(r"@|://|^www\.|\w\.[^\W\d_]{2,}", re.IGNORECASE)
_ADDRESS_PARTS = re.compile(r"(?<=[@/.?&=_])(?=\w)")
_LETTERS = re.compile(r"[^\W\d_]{6,}")
_NO_BREAK = (NBSP, NNBSP)
_GLUE = re.compile(rf"([{NBSP}{NNBSP}])")
_PIECES = re.compile(rf"( +)|({ZERO_WIDTH_SPACE})|({SOFT_HYPHEN})")

_LINE_COST = 150.0
_GLUED_COST = 1500.0
_HYPHEN_COST = 2200.0
_ANYWHERE_COST = 3000.0
_SHORT_END_COST = 170.0
_SENTENCE_START_END_COST = 60.0
_LONELY_COST = 160.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text set in one style at `x` points from the start of its line."""

    x: float
    text: str
    style: Style
    width: float
    address: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to draw."""

    fragments: tuple[Fragment, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A broken paragraph. `excess` is by how many points its widest word passed the width (0: all fits)."""

    lines: tuple[SetLine, ...]
    excess: float = 0
    too_wide: str = ""
    too_wide_address: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    """Characters without a glyph, each with the address of the text that has them."""


@dataclass(slots=True)
class _Atom:
    """What no line breaks: fragments, then what may follow (`space`, `glued`, `hyphen`, `anywhere`, `join`)."""

    parts: list[tuple[str, Style, str]]
    width: float
    after: str = "space"
    space: float = 0
    hyphen: float = 0

    @property
    def text(self) -> str:
        return "".join(part[0] for part in self.parts)


def text_width(text: str, style: Style) -> float:
    """Return the width of a drawable `text` in points."""
    units = face(style.face).width(text)
    return (units + style.tracking * len(text)) * style.size / 1000


def drawn_width(text: str, style: Style) -> float:
    """Return the width in points that any `text` has once drawn."""
    return text_width(drawable(text, style.face)[0], style)


@lru_cache(maxsize=4_000)
def set_paragraph(runs: tuple[Run, ...], width: float, *, balanced: bool = False) -> Paragraph:
    """Break `runs` in lines of at most `width` points; `balanced` evens lines out (titles)."""
    missing: list[tuple[str, str]] = []
    atoms = list(_atoms(runs, missing))
    wide: tuple[float, str, str] = (0, "", "")
    fitting: list[_Atom] = []
    for atom in atoms:
        if atom.width <= width:
            fitting.append(atom)
            continue
        pieces, by_force = _split(atom, width)
        fitting += pieces
        if by_force:
            wide = max(wide, (atom.width - width, atom.text, atom.parts[0][2]))
    breaks = _best_breaks(fitting, width, balanced)
    lines = tuple(_line(fitting[start:end]) for start, end in breaks)
    return Paragraph(lines, wide[0], wide[1], wide[2], tuple(missing))


def _atoms(runs: Sequence[Run], missing: list[tuple[str, str]]) -> Iterator[_Atom]:
    """Cut `runs` where a line may break."""
    parts: list[tuple[str, Style, str]] = []
    for run in runs:
        text, lacking = drawable(run.text, run.style.face)
        if lacking:
            missing.append((lacking, run.address))
        style = run.style
        for piece in _PIECES.split(text):
            if not piece:
                continue
            if piece[0] in (" ", ZERO_WIDTH_SPACE, SOFT_HYPHEN):
                if parts:
                    yield _closed(parts, style, piece[0])
                    parts = []
                continue
            compound = _COMPOUND.split(piece) if "-" in piece and not _ADDRESS.search(piece) else [piece]
            for member in compound[:-1]:
                parts.append((member, style, run.address))
                yield _closed(parts, style, ZERO_WIDTH_SPACE)
                parts = []
            parts.append((compound[-1], style, run.address))
    if parts:
        yield _closed(parts, parts[-1][1], " ")


def _closed(parts: list[tuple[str, Style, str]], style: Style, mark: str) -> _Atom:
    width = sum(text_width(text, of) for text, of, _address in parts)
    if mark == " ":
        return _Atom(parts, width, "space", text_width(" ", style))
    if mark == SOFT_HYPHEN:
        return _Atom(parts, width, "hyphen", 0, text_width("-", style))
    return _Atom(parts, width, "join")


@cache
def _dictionary() -> Any:
    import pyphen  # read only once a word is wider than its column

    return pyphen.Pyphen(lang="fr_FR", left=3, right=3)


def _split(atom: _Atom, width: float) -> tuple[list[_Atom], bool]:
    """Split an atom wider than `width`; tells whether it had to be broken anywhere.

    No-break spaces give way first, then syllables (or the parts of an address), then anything.
    """
    pieces: list[_Atom] = []
    by_force = False
    for text, style, address in _unglued(atom.parts):
        if text in _NO_BREAK:
            if pieces:
                pieces[-1].after, pieces[-1].space, pieces[-1].hyphen = "glued", text_width(text, style), 0.0
            continue
        is_address = bool(_ADDRESS.search(text))
        if is_address:
            parts, kind, hyphen = _ADDRESS_PARTS.split(text), "join", 0.0
        else:
            marked = _LETTERS.sub(lambda match: _dictionary().inserted(match.group(0), SOFT_HYPHEN), text)
            parts, kind, hyphen = marked.split(SOFT_HYPHEN), "hyphen", text_width("-", style)
        for part in parts:
            part_width = text_width(part, style)
            if part_width + hyphen <= width:
                pieces.append(_Atom([(part, style, address)], part_width, kind, 0, hyphen))
                continue
            by_force = True
            for chunk in _chunks(part, style, width):
                pieces.append(_Atom([(chunk, style, address)], text_width(chunk, style), "anywhere"))
        pieces[-1].after, pieces[-1].hyphen = "join", 0.0
    pieces[-1].after, pieces[-1].space, pieces[-1].hyphen = atom.after, atom.space, atom.hyphen
    return pieces, by_force


def _unglued(parts: list[tuple[str, Style, str]]) -> Iterator[tuple[str, Style, str]]:
    """Yield parts cut at their no-break spaces, which stand alone."""
    for text, style, address in parts:
        for piece in _GLUE.split(text):
            if piece:
                yield piece, style, address


def _chunks(text: str, style: Style, width: float) -> Iterator[str]:
    """Cut a word in pieces as long as fit (one character at least)."""
    start = 0
    while start < len(text):
        end = start + 1
        guess = start + max(1, int(width / style.size))
        if guess < len(text) and text_width(text[start:guess], style) <= width:
            end = guess
        while end < len(text) and text_width(text[start : end + 1], style) <= width:
            end += 1
        yield text[start:end]
        start = end


def _best_breaks(atoms: list[_Atom], width: float, balanced: bool) -> list[tuple[int, int]]:
    """Return the (start, end) of each line of least total cost."""
    count = len(atoms)
    if not count:
        return []
    best = [0.0] + [float("inf")] * count
    come_from = [0] * (count + 1)
    ends = [_end_cost(atoms, end) for end in range(count + 1)]
    for start in range(count):
        line_width, base = 0.0, best[start]
        for end in range(start + 1, count + 1):
            atom = atoms[end - 1]
            line_width += atom.width
            full = line_width + (atom.hyphen if end < count else 0)
            if full > width + 0.01 and end > start + 1:
                if line_width > width:
                    break
                line_width += atom.space
                continue
            slack = max(0.0, (width - full) / width)
            last = end == count
            cost = base + _LINE_COST + ends[end] + (0 if last and not balanced else 100 * slack * slack)
            if last and start and end == start + 1:
                cost += _LONELY_COST * max(0.0, 1 - 2.5 * full / width)
            if cost < best[end]:
                best[end], come_from[end] = cost, start
            line_width += atom.space
    lines: list[tuple[int, int]] = []
    end = count
    while end:
        lines.append((come_from[end], end))
        end = come_from[end]
    return lines[::-1]


def _end_cost(atoms: list[_Atom], end: int) -> float:
    """Return what it costs to end a line after the atom before `end`."""
    if end in (0, len(atoms)):
        return 0
    atom = atoms[end - 1]
    if atom.after == "hyphen":
        return _HYPHEN_COST
    if atom.after == "glued":
        return _GLUED_COST
    if atom.after == "anywhere":
        return _ANYWHERE_COST
    word = atom.text.lower().lstrip("«(\u00a0")
    if word in _SHORT:
        return _SHORT_END_COST
    if end >= 2 and len(word) <= 3 and _SENTENCE_STARTS.search(atoms[end - 2].text):
        return _SENTENCE_START_END_COST
    return 0


def _line(atoms: list[_Atom]) -> SetLine:
    """Join the atoms of a line: neighbours of the same style and address are one fragment."""
    merged: list[tuple[str, Style, str]] = []
    for index, atom in enumerate(atoms):
        parts = atom.parts
        for text, style, address in parts:
            if merged and merged[-1][1:] == (style, address):
                merged[-1] = (merged[-1][0] + text, style, address)
            else:
                merged.append((text, style, address))
        text, style, address = merged[-1]
        if index < len(atoms) - 1:
            if atom.after in ("space", "glued"):
                merged[-1] = (text + (" " if atom.after == "space" else NBSP), style, address)
        elif atom.after == "hyphen":
            merged[-1] = (text + "-", style, address)
    fragments: list[Fragment] = []
    x = 0.0
    for text, style, address in merged:
        advance = text_width(text, style)
        fragments.append(Fragment(x, text, style, advance, address))
        x += advance
    return SetLine(tuple(fragments), x)
