"""Keywords counted in what was said in a focus group, and words that came back often enough to be counted too."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from offerdesigner import resources
from offerdesigner.model.research import FocusGroup
from offerdesigner.text import fold

PROPOSED = 8
"""How many words are proposed at most."""
LEAST_SAID = 2
"""How often a word came back to be proposed."""
LEAST_LETTERS = 4
"""How long a proposed word is: shorter ones say little alone."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[.!?;:,\n…]")
_PLURAL_FROM, _FEMININE_FROM = 4, 5
_WITH_S = frozenset(("mois", "fois", "cours"))
"""Words that would be others without their « s »."""
_FEMININES = (
    ("euse", "eu"), ("aise", "ai"), ("oise", "oi"), ("ive", "if"), ("trice", "teur"), ("gue", "g"), ("ique", "ic"),
    ("elle", "el"), ("enne", "en"), ("ette", "et"), ("onne", "on"),
)  # fmt: skip
"""Endings of the feminine, and what is left of the masculine without its « s » or « x »."""
_REMEMBERED_WORDS, _REMEMBERED_TEXTS = 8192, 256


@dataclass(frozen=True, slots=True)
class KeywordCount:
    """How often a keyword was said: in the answers to each question, in their order, and in all."""

    keyword: str
    by_question: tuple[int, ...]

    @property
    def total(self) -> int:
        """How often it was said in all."""
        return sum(self.by_question)


def keyword_counts(group: FocusGroup) -> tuple[KeywordCount, ...]:
    """Count the keywords of `group` in what was said, whole words only, whatever their case, accents, number or gender.

    Keywords without a letter or figure are left out, and so are those that only repeat another one.
    """
    said = [_said(question.answers) for question in group.questions]
    wanted: dict[tuple[str, ...], str] = {}
    for keyword in group.keywords:
        stems = stems_of(keyword)
        if stems:
            wanted.setdefault(stems, keyword)
    return tuple(KeywordCount(keyword, tuple(text.count(stems) for text in said)) for stems, keyword in wanted.items())


def proposed(group: FocusGroup) -> tuple[KeywordCount, ...]:
    """Return the words said most often that are in no keyword of `group`, the most frequent first.

    Each is written as it was said most often. Small words (« pour », « vraiment ») are nobody's keywords.
    """
    said = [_said(question.answers) for question in group.questions]
    known = {stem for keyword in group.keywords for stem in stems_of(keyword)}
    totals: Counter[str] = Counter()
    for text in said:
        totals.update({stem: count for stem, count in text.frequent.items() if stem not in known})
    often = [stem for stem, count in totals.most_common() if count >= LEAST_SAID][:PROPOSED]
    return tuple(
        KeywordCount(_as_said(stem, said), tuple(text.frequent.get(stem, 0) for text in said)) for stem in often
    )


def stems_of(words: str) -> tuple[str, ...]:
    """Return what the words of a keyword are compared by: no accents, no case, no plural, no feminine."""
    return tuple(_stem(word) for word in _words(words) if _is_word(word))


class _Said:
    """The words of one text, in their order, signs that end a phrase among them."""

    def __init__(self, text: str) -> None:
        words = list(_words(text))
        self._stems = [_stem(word) if _is_word(word) else "" for word in words]
        self._places: dict[str, list[int]] = {}
        self.forms: dict[str, Counter[str]] = {}
        for place, (word, stem) in enumerate(zip(words, self._stems, strict=True)):
            if stem:
                self._places.setdefault(stem, []).append(place)
                self.forms.setdefault(stem, Counter())[word.lower()] += 1
        self.frequent = {stem: len(places) for stem, places in self._places.items() if _says_something(stem)}

    def count(self, stems: Sequence[str]) -> int:
        """Count how often these words follow one another in a phrase, each word counted once."""
        found, free = 0, 0
        for place in self._places.get(stems[0], ()):
            if place >= free and self._stems[place : place + len(stems)] == list(stems):
                found, free = found + 1, place + len(stems)
        return found


@lru_cache(_REMEMBERED_TEXTS)
def _said(text: str) -> _Said:
    return _Said(text)


def _words(text: str) -> Iterator[str]:
    # Accents typed apart from their letter would cut the word.
    return (found.group() for found in _WORD.finditer(unicodedata.normalize("NFC", text)))


def _is_word(word: str) -> bool:
    return word[0].isalnum()


@lru_cache(_REMEMBERED_WORDS)
def _stem(word: str) -> str:
    """Return a word without accents, case or the marks of its plural and feminine: « chères » is « cher »."""
    plain = fold(word)
    if len(plain) < _PLURAL_FROM or plain in _WITH_S:
        return plain
    if plain.endswith("aux") and not plain.endswith("eaux"):
        return f"{plain[:-3]}al"
    return _masculine(plain[:-1] if plain.endswith(("s", "ux")) else plain)


def _masculine(plain: str) -> str:
    """Return a word in the singular without what may be the mark of its feminine, the same for both genders."""
    if len(plain) < _FEMININE_FROM:
        return plain
    for ending, left in _FEMININES:
        if plain.endswith(ending):
            return f"{plain.removesuffix(ending)}{left}"
    return plain if plain.endswith("se") else plain.rstrip("e")


@cache
def _stop_stems() -> frozenset[str]:
    words = json.loads(resources.path("vocabulary", "stop_words.json").read_text(encoding="utf-8"))
    return frozenset(_stem(word) for word in words)


def _says_something(stem: str) -> bool:
    return len(stem) >= LEAST_LETTERS and not stem[0].isdigit() and stem not in _stop_stems()


def _as_said(stem: str, said: Iterable[_Said]) -> str:
    """Return the form in which a word was said most often; of several, the shortest."""
    forms: Counter[str] = Counter()
    for text in said:
        forms.update(text.forms.get(stem, {}))
    return min(forms, key=lambda form: (-forms[form], len(form), form))
