"""What makes a name hard to say, to write or to find."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from offerdesigner.text import _

LONGEST_NAME = 45

_THREE_ALIKE = re.compile(r"([^\W\d_])\1\1+", re.IGNORECASE)
# Both letters of « continuum » are heard.
_ODD_PAIR = re.compile(r"(aa|hh|ii|jj|kk|qq|uu(?!m\b)|vv|ww|xx|yy)", re.IGNORECASE)
_SIGNS = re.compile(r"[/\\@#_*~|<>=^$§{}\[\]]")
_DIGIT_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")
_SIZE_OR_NUMERAL = re.compile(r"(X{1,4}[SL]|[IVX]+)")


class HardshipKind(StrEnum):
    """What is hard about a name."""

    SIGN = "sign"
    REPEATED = "repeated"
    DIGIT = "digit"
    LONG = "long"


@dataclass(frozen=True)
class Hardship:
    """One thing that is hard; `reason` ends a sentence that begins with the name."""

    kind: HardshipKind
    reason: str


@lru_cache(1024)
def hardships(name: str) -> tuple[Hardship, ...]:
    """Return what is hard about `name`, the worst first."""
    words = [unicodedata.normalize("NFC", word) for word in name.split() if not is_size_or_numeral(word)]
    found = []
    if any(_SIGNS.search(word) for word in words):
        found.append(Hardship(HardshipKind.SIGN, _("contient un signe que l'on ne sait ni dire ni chercher")))
    letters = _repeated(words)
    if letters:
        reason = _("a une lettre répétée que l'on n'entend pas : « {letters} »").format(letters=letters)
        found.append(Hardship(HardshipKind.REPEATED, reason))
    if any(_DIGIT_INSIDE.search(word) for word in words):
        found.append(Hardship(HardshipKind.DIGIT, _("a un chiffre au milieu d'un mot")))
    if len(name) > LONGEST_NAME:
        reason = _("a {n} signes : c'est trop long pour se retenir").format(n=len(name))
        found.append(Hardship(HardshipKind.LONG, reason))
    return tuple(found)


def _repeated(words: list[str]) -> str:
    """Return the first letters that are written twice and heard once, or ""."""
    for pattern in (_THREE_ALIKE, _ODD_PAIR):
        alike = next((match for word in words if (match := pattern.search(word))), None)
        if alike is not None:
            return alike.group()[:3]
    return ""


def is_size_or_numeral(word: str) -> bool:
    """Tell whether `word` is « XL » or « III », whose letters are repeated for a reason."""
    return _SIZE_OR_NUMERAL.fullmatch(word) is not None


def heard(word: str) -> str:
    """Return `word` with each letter that is heard once written once: « Liibre » is « Libre »."""
    if is_size_or_numeral(word):
        return word
    return _ODD_PAIR.sub(lambda pair: pair.group()[0], _THREE_ALIKE.sub(r"\1", word))


def simpler(name: str) -> str | None:
    """Return `name` with its repeated letters written once, or `None` when that does not make it easy."""
    written = re.sub(r"\S+", lambda word: heard(word.group()), name)
    return written if written != name and not hardships(written) else None
