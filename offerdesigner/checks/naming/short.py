"""Abbreviations of two or three letters that stay distinct among the names of a family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from offerdesigner.checks.naming.search import SMALL_WORDS
from offerdesigner.text import fold

_WORDS = re.compile(r"[a-z0-9]+")
_VOWELS = "aeiouy"
_NAMELESS = "x"


def abbreviated(names: Sequence[str]) -> tuple[str, ...]:
    """Return for each name of a family two or three capitals, all distinct.

    The first names choose first, so that a name added at the end changes nothing. Where letters do not
    suffice (a hundred times the same name) figures make the difference, and may take more room.
    """
    taken: dict[str, None] = {}
    for name in names:
        short = next(candidate for candidate in _candidates(name) if candidate not in taken)
        taken[short] = None
    return tuple(taken)


def _candidates(name: str) -> Iterator[str]:
    """Yield the abbreviations of `name`, the most telling first, without end."""
    every = _WORDS.findall(fold(name)) or [_NAMELESS]
    words = [word for word in every if word not in SMALL_WORDS] or every
    letters = "".join(words)
    if len(words) > 1:
        yield from _fitting("".join(word[:2] if word.isdigit() else word[0] for word in words)[:3])
        yield from _fitting(words[0][0] + words[-1][:2], words[0][:2] + words[-1][0])
    yield from _fitting(letters[:2], letters[:3])
    consonants = [letter for letter in letters[1:] if letter not in _VOWELS]
    yield from _fitting(*(letters[0] + other for other in consonants))
    yield from _fitting(*(letters[:2] + other for other in letters[2:]))
    for number in count(1):
        yield f"{letters[0]}{number}".upper()


def _fitting(*candidates: str) -> Iterator[str]:
    return (candidate.upper() for candidate in candidates if 2 <= len(candidate) <= 3)
