"""What is typed for a name on a French keyboard, what is forgotten, and what is hard to find there."""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from offerdesigner.text import fold

_ONE_KEY = frozenset(string.ascii_letters + string.digits + string.whitespace + "éèàçù&\"'(-_)=^$*,;:!<>?./§%µ£¨+°²€’")
_DEAD_KEY = frozenset("âêîôûäëïöü")
_TWO_KEYS = frozenset("~#{[|`\\@]}¤")
_LIKE_THEM = frozenset("\u00a0\u202f\u2010\u2011")
"""Spaces and hyphens of print, which are typed as the common ones."""


@dataclass(frozen=True)
class Typed:
    """How a name is typed."""

    usual: str
    """What most people type: no capitals, no accents."""
    forgotten: tuple[str, ...]
    """Accented capitals, joined letters and capitals inside a word, in their order."""
    with_two_keys: tuple[str, ...]
    """Signs that ask for AltGr."""
    on_no_key: tuple[str, ...]
    """What no French keyboard has."""


@lru_cache(1024)
def typed(name: str) -> Typed:
    """Return how `name` is typed."""
    composed = unicodedata.normalize("NFC", name)
    lettered = tuple(dict.fromkeys(letter for letter in composed if _is_forgotten_letter(letter)))
    inside = (letter for before, letter in pairwise(composed) if before.islower() and letter.isupper())
    others = [sign for sign in dict.fromkeys(composed) if not _is_easy(sign) and not _is_forgotten_letter(sign)]
    return Typed(
        usual=fold(name),
        forgotten=tuple(dict.fromkeys((*lettered, *inside))),
        with_two_keys=tuple(sign for sign in others if sign in _TWO_KEYS),
        on_no_key=tuple(sign for sign in others if sign not in _TWO_KEYS and _is_seen(sign)),
    )


def _is_easy(sign: str) -> bool:
    return sign in _ONE_KEY or sign in _DEAD_KEY or sign in _LIKE_THEM


def _is_forgotten_letter(letter: str) -> bool:
    """Tell whether it is a French letter that one replaces by another: « É », « œ »."""
    return letter in "œæŒÆ" or (letter.isupper() and not letter.isascii() and _is_easy(letter.lower()))


def _is_seen(sign: str) -> bool:
    return not unicodedata.category(sign).startswith(("M", "C"))
