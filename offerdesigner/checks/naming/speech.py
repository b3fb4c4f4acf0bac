"""How a name is read aloud by somebody who speaks French and sees it for the first time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby, pairwise

from offerdesigner.checks.naming.figures import counts_millions, in_words, rank_in_words
from offerdesigner.checks.naming.hardships import heard, is_size_or_numeral
from offerdesigner.checks.vocabulary import is_common, read
from offerdesigner.text import _, fold

LONGEST_SAID = 200
"""How many letters of a name are read: what is longer is no name."""

_TOKENS = re.compile(
    r"(?P<ordinal>n°)"
    r"|(?<![^\W_])(?P<rank>[1-9]\d{0,8})(?-i:(?P<nth>[eè]|[eè]mes?|(?<=1)(?:er|[eè]re|re)|(?<=2)(?:nde?|de))s?)(?![^\W_])"
    r"|(?P<number>\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:(?P<mark>[,.])(?P<decimals>\d+))?"
    r"|(?P<letters>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_NUMERAL = re.compile(r"(?=[IVX]{2})(X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_VOWELS = "aeiouy"
_MONEY = "€£"
_AROUND_WORDS = re.compile(r"[^aeiouy]{3,}$|^[^aeiouy]{2,}[^aeiouyrl]")
_HYPHENS = "-\u2010\u2011"
_UNSEEN = ("M", "C", "Sk")
"""How the categories begin of what nobody sees: marks, controls, variants of an emoji."""


class _Kind(Enum):
    WORD = auto()
    SIGN = auto()
    UNSAID = auto()
    HYPHEN = auto()
    GAP = auto()


_Piece = tuple[_Kind, str]


@lru_cache(1024)
def spoken(name: str) -> str:
    """Return `name` as it is said: « k-Drive » is « ca-drive », « Liibre » « libre », « Offre 1 » « offre un ».

    Letters, figures and signs that are said by their names are written out. "" when nothing can be said.
    """
    said = gap = ""
    last: _Piece = (_Kind.GAP, "")
    for piece in _pieces(unicodedata.normalize("NFKC", name[:LONGEST_SAID]).replace("’", "'")):
        kind, words = piece
        if kind is _Kind.GAP:
            gap = " "
        elif kind is _Kind.HYPHEN:
            gap = gap or "-"
        elif kind is not _Kind.UNSAID or piece != last:
            apart = gap == " " or kind is not _Kind.WORD or last[0] is not _Kind.WORD
            said += ((" " if apart else "-") if said else "") + words
            gap, last = "", piece
    return f"{said}…" if said and len(name) > LONGEST_SAID else said


def _pieces(text: str) -> Iterator[_Piece]:
    number = ""
    for token in _TOKENS.finditer(text):
        found = token.group()
        if token["ordinal"]:
            yield _Kind.SIGN, _("numéro")
        elif token["rank"]:
            yield _Kind.WORD, _rank(token["rank"], token["nth"])
        elif token["number"]:
            yield _Kind.WORD, _number(token)
        elif token["letters"]:
            unit = read("speech.json")["units"].get(found.casefold()) if number else None
            yield from [_counted(number, unit)] if unit else _letters(found, first=token.start() == 0)
        elif number and found in _MONEY:
            yield _counted(number, read("speech.json")["signs"][found])
        else:
            yield from _sign(found, between=token.start() > 0 and _is_between(text, token.start()))
        if not found.isspace():
            number = found if token["number"] else ""


def _counted(number: str, unit: str) -> _Piece:
    """Return `unit` as it follows a number: « d'euros » after « un million »."""
    digits = number.replace(" ", "")
    if not (digits.isdecimal() and counts_millions(digits)):
        return _Kind.SIGN, unit
    return _Kind.SIGN, f"d'{unit}" if fold(unit)[0] in _VOWELS else f"de {unit}"


def _rank(digits: str, nth: str) -> str:
    if digits == "2" and nth in ("nd", "nde", "de"):
        return "second" if nth == "nd" else "seconde"
    return rank_in_words(digits, feminine=nth.endswith("re"))


def _number(token: re.Match[str]) -> str:
    whole = in_words(token["number"].replace(" ", ""))
    if not token["decimals"]:
        return whole
    mark = _("virgule") if token["mark"] == "," else _("point")
    return f"{whole} {mark} {in_words(token['decimals'])}"


def _is_between(text: str, place: int) -> bool:
    """Tell whether letters or figures stand on both sides."""
    return text[place - 1].isalnum() and text[place + 1 : place + 2].isalnum()


def _sign(sign: str, *, between: bool) -> Iterator[_Piece]:
    named = read("speech.json")["signs"].get(sign)
    category = unicodedata.category(sign)
    if named:
        yield _Kind.SIGN, named
    elif sign in _HYPHENS:
        yield _Kind.HYPHEN, ""
    elif sign == "." and between:
        yield _Kind.SIGN, _("point")
    elif category.startswith("S") and category != "Sk":
        yield _Kind.UNSAID, _("(dessin)")
    elif sign.isspace() or not category.startswith(_UNSEEN):
        yield _Kind.GAP, ""


def _letters(run: str, *, first: bool) -> Iterator[_Piece]:
    for is_latin, letters in groupby(run, _is_latin):
        if not is_latin:
            yield _Kind.UNSAID, _("(autre écriture)")
            continue
        for word in _words("".join(letters)):
            yield _Kind.WORD, _word(word, first=first)


def _is_latin(letter: str) -> bool:
    return letter == "'" or unicodedata.name(letter, "").startswith("LATIN")


def _words(run: str) -> Iterator[str]:
    """Split « kDrive » where a capital begins a word; « l'Essentielle » is one word."""
    if "'" in run:
        yield run
        return
    start = 0
    for place, (before, letter) in enumerate(pairwise(run), 1):
        ends_capitals = before.isupper() and run[place + 1 : place + 2].islower()
        if letter.isupper() and (before.islower() or ends_capitals):
            yield run[start:place]
            start = place
    yield run[start:]


def _word(word: str, *, first: bool) -> str:
    numeral = _NUMERAL.fullmatch(word)
    if numeral and not first:
        return in_words(str(_value(word)))
    if len(word) == 1 or _is_spelt(word):
        return _spelt(word)
    return heard(word).lower()


def _value(numeral: str) -> int:
    """Return the number that « XIV » stands for."""
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _is_spelt(word: str) -> bool:
    """Tell whether `word` is read letter by letter, as « XL » and « PDF » are, and « BIO » and « CHATONS » are not."""
    plain = fold(word)
    if is_size_or_numeral(word) or not any(letter in _VOWELS for letter in plain):
        return True
    if not word.isupper() or is_common(word):
        return False
    if len(word) > 3:
        return _AROUND_WORDS.search(plain) is not None
    heard_vowels = [letter in _VOWELS for letter in plain]
    return len(word) == 2 or any(one == other for one, other in pairwise(heard_vowels))


def _spelt(word: str) -> str:
    names = read("speech.json")["letters"]
    return "-".join(names.get(letter, letter) for letter in word.lower())
