"""Words that hide a need (names of software, technical terms), that name a public, or say what one leaves with.

They stand in `resources/vocabulary/`, read once, with the common words and what helps to choose a name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from offerdesigner import resources
from offerdesigner.text import fold

REMEMBERED = 4096
"""How many texts are remembered from one look at the project to the next, which comes at the next key."""

_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|\+|&|\bet\b|\bou\b|\bavec\b)\s*", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def normalised(words: str) -> str:
    """Return `words` without accents, case, spaces and signs: « Rocket.Chat » and « rocket chat » are the same."""
    return _NOT_A_LETTER.sub("", fold(words))


@cache
def read(name: str) -> Any:
    """Return what a file of `resources/vocabulary/` holds: it is nobody's to change."""
    return json.loads(resources.path("vocabulary", name).read_text(encoding="utf-8"))


@cache
def _table(kind: str) -> dict[str, str]:
    return {normalised(entry["name"]): entry["need"] for entry in read("needs.json")[kind]}


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of `words`; « donnee* » stands for all that begins so."""
    begun = (f"{word[:-1]}\\w*" if word.endswith("*") else word for word in words)
    return re.compile(rf"\b(?:{'|'.join(begun)})\b")


@cache
def _words(name: str, kind: str) -> re.Pattern[str]:
    return pattern_of(read(name)[kind])


@cache
def phrases(name: str, kind: str) -> re.Pattern[str]:
    """Return what finds, in folded words, one of the phrases of a kind of a file; they may hold figures and signs."""
    return phrases_of(read(name)[kind])


def phrases_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of `words`, which may begin or end with a sign (« -50 % »)."""
    begun = (f"{word[:-1]}\\w*" if word[-1:] == "*" and word[-2:-1].isalpha() else word for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(begun)})(?!\w)")


@cache
def _common_words() -> frozenset[str]:
    """Return words that everybody uses, without accents."""
    return frozenset(read("common_words.json"))


_AGREEMENTS = ("", "s", "x", "e", "es", "le", "les", "ne", "nes")


def is_common(word: str) -> bool:
    """Tell whether everybody uses `word`, in the singular or the plural, the masculine or the feminine."""
    plain = fold(word)
    masculine = re.sub("ives?$", "if", plain)
    stems = {plain.removesuffix(ending) for ending in _AGREEMENTS} | {masculine}
    return not stems.isdisjoint(_common_words())


@lru_cache(REMEMBERED)
def need_of_software(words: str) -> str | None:
    """Return the need that the software named in `words` serves, when they are names of known software and no more.

    « Nextcloud et Collabora » are two names: the need of the first is returned.
    """
    names = [normalised(name) for name in _BETWEEN_NAMES.split(words) if normalised(name)]
    table = _table("software")
    return table[names[0]] if names and all(name in table for name in names) else None


@lru_cache(REMEMBERED)
def need_of_technique(words: str) -> str | None:
    """Return the need behind a technical term (« base de données »), or `None` when `words` are not one."""
    term, table = normalised(words), _table("technical")
    return table.get(term) or table.get(term.removesuffix("s"))


@lru_cache(REMEMBERED)
def says_what_is_kept(words: str) -> bool:
    """Tell whether `words` speak of what one leaves with: data, files, their formats, an export…"""
    return bool(_words("leaving.json", "kept").search(fold(words)))


@lru_cache(REMEMBERED)
def says_how_to_leave(words: str) -> bool:
    """Tell whether `words` speak of leaving: cancelling, the notice…"""
    return bool(_words("leaving.json", "left").search(fold(words)))


@lru_cache(REMEMBERED)
def says_what_is_erased(words: str) -> bool:
    """Tell whether `words` speak of erasing."""
    return bool(_words("leaving.json", "erased").search(fold(words)))


@lru_cache(REMEMBERED)
def public_named(words: str) -> str | None:
    """Return whom `words` name as a public: `associations`, `others` (companies, families…), or `either` of them.

    `None` when they name nobody.
    """
    plain = fold(words)
    return next((kind for kind in read("publics.json") if _words("publics.json", kind).search(plain)), None)
