"""The five faces that documents embed: their widths, their kerning, and which characters they can draw."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from offerdesigner import resources
from offerdesigner.render.kerning import Kerning
from offerdesigner.text import NBSP

# Streams are deflated; writing them in ASCII on top of that would only cost time and a quarter more bytes.
rl_config.useA85 = 0

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
_LOOKALIKES = {
    "\u2010": "-", "\u2011": "-", "\u2043": "-", "\u2015": "—", "\u2032": "’", "\u02bc": "’", "\u201b": "’",
    "\u2007": NBSP, "\u2000": " ", "\u2001": " ", "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ",
    "\u2006": " ", "\u2008": " ", "\u2009": " ", "\u200a": " ", "\u205f": " ", "\u3000": " ",
    "\u2713": "✓", "\u2714": "✓", "\u2705": "✓", "\u2717": "✗", "\u2718": "✗", "\u274c": "✗",
    "\u27a1": "→", "\u2b95": "→", "\u25aa": "■", "\u2219": "·", "\u22c5": "·", "\u2027": "·", "\u30fb": "·",
}  # fmt: skip


class Face:
    """One embedded face. Widths are in thousandths of the type size."""

    def __init__(self, name: str, *, kerned: bool = False) -> None:
        self.name = name
        self.font = TTFont(name, str(resources.path("fonts", f"{name}.ttf")), asciiReadable=False)
        pdfmetrics.registerFont(self.font)
        self._advances: dict[int, float] = self.font.face.charWidths
        self._glyphs: dict[int, int] = self.font.face.charToGlyph
        self._kerning = Kerning(self.font.face._ttf_data) if kerned else None
        self.known = frozenset(chr(code) for code in self._glyphs) - {SOFT_HYPHEN}
        self.unknown_mark = next(mark for mark in "□?" if mark in self.known)
        self._keep_subsets()
        self.width = lru_cache(maxsize=20_000)(self._width)
        self.kerns = lru_cache(maxsize=2_000)(self._kerns)

    def _width(self, text: str) -> float:
        """Return the advance of `text`, kerning included."""
        advances = self._advances
        # reportlab draws the no-break space as a space.
        total = sum(advances[32 if character == NBSP else ord(character)] for character in text)
        return total + sum(self.kerns(text)) if self._kerning else total

    def _kerns(self, text: str) -> tuple[int, ...]:
        """Return what to add after each character of `text`."""
        if self._kerning is None:
            return (0,) * len(text)
        glyphs = [self._glyphs[ord(character)] for character in text]
        pairs = pairwise(glyphs)
        return (*(self._kerning.between(left, right) for left, right in pairs), 0)

    def _keep_subsets(self) -> None:
        """Keep the subset files already made: from one keystroke to the next the letters are mostly the same."""
        face = self.font.face
        make = face.makeSubset
        kept = lru_cache(maxsize=64)(lambda subset: make(list(subset)))
        face.makeSubset = lambda subset: kept(tuple(subset))


_LOCK = Lock()


@cache
def _load() -> dict[str, Face]:
    text = {name: Face(name) for name in ("ODText-Regular", "ODText-SemiBold", "ODText-Bold")}
    return text | {name: Face(name, kerned=True) for name in ("ODDisplay-SemiBold", "ODDisplay-ExtraBold")}


def face(name: str) -> Face:
    """Return the face `name` (`ODText-Regular`, `ODDisplay-ExtraBold`…), loading all five the first time.

    Raises `FileNotFoundError` when the installation lacks the fonts, `KeyError` for another name.
    """
    with _LOCK:
        return _load()[name]


@lru_cache(maxsize=20_000)
def drawable(text: str, face_name: str) -> tuple[str, str]:
    """Return `text` with only characters that the face draws, and those that it had to replace by a mark.

    Controls become spaces, invisible formatting goes, look-alikes are used without a word.
    """
    known = face(face_name).known
    if known.issuperset(text):
        return text, ""
    drawn: list[str] = []
    missing: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        replaced = _replacement(character, known)
        if replaced is None:
            missing.append(character)
            replaced = face(face_name).unknown_mark
        drawn.append(replaced)
    return "".join(drawn), "".join(dict.fromkeys(missing))


def _replacement(character: str, known: frozenset[str]) -> str | None:
    if character in known or character in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category in ("Cf", "Mn", "Me") or "\ufe00" <= character <= "\ufe0f":
        return ""
    for candidate in (_LOOKALIKES.get(character, ""), unicodedata.normalize("NFKC", character)):
        if candidate and known.issuperset(candidate):
            return candidate
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base in known and base != character else None
