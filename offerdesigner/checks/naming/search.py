"""What remains of a name in a search engine, and in the address of a page or of a mailbox."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from offerdesigner.checks.naming.hardships import heard
from offerdesigner.checks.vocabulary import is_common
from offerdesigner.text import fold

LONGEST_LABEL = 63
"""How long a part of an internet address may be."""

SHORTEST_FOUND = 3
"""With fewer letters a word is in every page, and finds none."""

SMALL_WORDS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "un", "une")
)
"""The words that a name is not told by."""

_KEPT = re.compile(r"\w+")
_IN_ADDRESSES = re.compile(r"[a-z0-9]+")
_LINKS = frozenset("-'’\u2010\u2011.,")


@dataclass(frozen=True)
class Searched:
    """How a name is searched."""

    words: str
    """What a search engine keeps: words without signs."""
    slug: str
    """What stands in an address; "" when nothing can."""
    lost: tuple[str, ...]
    """The signs that no search engine sees."""
    corrected: str
    """What a search engine may look for instead, believing in a slip of the keyboard; or ""."""
    is_short: bool
    """Whether no word is long enough to be found."""
    is_common: bool
    """Whether every word is one that everybody uses: it leads to anything."""


@lru_cache(1024)
def searched(name: str) -> Searched:
    """Return what remains of `name` in a search."""
    words = _words(name)
    told = [word for word in words if word not in SMALL_WORDS and not word.isdigit()]
    signs = (sign for sign in name if not sign.isalnum() and not sign.isspace() and sign not in _LINKS)
    return Searched(
        words=" ".join(words),
        slug="-".join(_IN_ADDRESSES.findall(fold(name)))[:LONGEST_LABEL].rstrip("-"),
        lost=tuple(dict.fromkeys(sign for sign in signs if not unicodedata.category(sign).startswith(("M", "C")))),
        corrected=_corrected(words),
        is_short=bool(words) and max(map(len, words)) < SHORTEST_FOUND,
        is_common=bool(told) and all(map(is_common, told)),
    )


def _words(name: str) -> list[str]:
    return _KEPT.findall(fold(name).replace("_", " "))


def _corrected(words: list[str]) -> str:
    """Return this name with the letters that it repeats in words everybody uses written once, or ""."""
    likely = [_usual(word) for word in words]
    return " ".join(likely) if likely != words else ""


def _usual(word: str) -> str:
    """Return the common word that `word` is once its repeated letters are written once, or `word` itself.

    A word one letter away from a common one is no slip: « Clarté » is not « carte ».
    """
    once = heard(word)
    return once if not is_common(word) and is_common(once) else word
