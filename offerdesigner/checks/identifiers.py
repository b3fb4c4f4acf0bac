"""What looks wrong in an official number, an e-mail or a site, gently: nothing here forbids anything.

What is said ends a sentence that begins with the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from offerdesigner.model.structure import Identifiers
from offerdesigner.text import _

_BETWEEN = re.compile(r"[\s.\-\u00a0\u202f]")
_RNA = re.compile(r"W\d[0-9A-Z]\d{7}")
_LOCAL_REGISTER = re.compile(r"\b(vol|folio|registre|tribunal)", re.IGNORECASE)
_SEVERAL = re.compile(r"[\s,;/<>()]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_SITE = re.compile(r"(https?://)?[^\s/.@]+(\.[^\s/.@]+)+(/\S*)?", re.IGNORECASE)


def compact(typed: str) -> str:
    """Return `typed` in capitals, without spaces, dots and dashes."""
    return _BETWEEN.sub("", typed).upper()


@dataclass(frozen=True)
class Doubt:
    """What looks wrong in one `field`, beside `other` ("": beside none): « Le SIRET « 12 » … »."""

    field: str
    label: str
    typed: str
    reason: str
    other: str = ""


NUMBERS = (("rna", _("Le RNA")), ("siren", _("Le SIREN")), ("siret", _("Le SIRET")), ("vat_number", _("La TVA")))
"""The fields of identifiers, with the words that begin a sentence about each."""


def doubts_on(numbers: Identifiers) -> Iterator[Doubt]:
    """Yield what looks wrong in official numbers, one by one and together."""
    for field, label in NUMBERS:
        typed = getattr(numbers, field)
        reason = doubt(field, typed)
        if reason is not None:
            yield Doubt(field, label, typed, reason)
        elif field == "siret" and _is_of_another(typed, numbers.siren):
            yield Doubt(field, label, typed, _("ne commence pas par le SIREN"), "siren")


def _is_of_another(siret: str, siren: str) -> bool:
    return bool(siret and siren) and not compact(siret).startswith(compact(siren))


@lru_cache(256)
def doubt(kind: str, typed: str) -> str | None:
    """Return what looks wrong in `typed`, a value of `kind` (a field of identifiers or of contact), or `None`.

    Raises `KeyError` for another kind.
    """
    return _DOUBTS[kind](typed) if typed else None


def _rna(typed: str) -> str | None:
    if _RNA.fullmatch(compact(typed)) or _LOCAL_REGISTER.search(typed):
        return None
    return _("ne s'écrit pas W suivi de neuf caractères")


def _siren(typed: str) -> str | None:
    from stdnum.fr import siren  # half the time that starting the checks takes, for a number most projects lack

    return _numbered(typed, 9, siren.is_valid)


def _siret(typed: str) -> str | None:
    from stdnum.fr import siret

    return _numbered(typed, 14, siret.is_valid)


def _numbered(typed: str, digits: int, is_valid: Callable[[str], bool]) -> str | None:
    number = compact(typed)
    if not (number.isascii() and number.isdigit() and len(number) == digits):
        return _("ne s'écrit pas avec {n} chiffres").format(n=digits)
    return None if is_valid(number) else _("a sans doute une faute de frappe : sa clé ne tombe pas juste")


def _vat_number(typed: str) -> str | None:
    from stdnum.eu import vat

    number = compact(typed)
    is_elsewhere = number[:2].isalpha() and number[:2].lower() not in vat.MEMBER_STATES
    return None if is_elsewhere or vat.is_valid(number) else _("ne s'écrit pas comme un numéro de TVA européen")


def _email(typed: str) -> str | None:
    if any(_EMAIL.fullmatch(part) for part in _SEVERAL.split(typed)):
        return None
    if "@" in typed and "." not in typed.rpartition("@")[2]:
        return _("n'a pas de domaine entier après « @ »")
    return _("ne s'écrit pas comme une adresse de courriel")


def _website(typed: str) -> str | None:
    return None if _SITE.match(typed) else _("ne s'écrit pas comme une adresse de site")


def _iban(typed: str) -> str | None:
    from stdnum import iban

    return None if iban.is_valid(typed) else _("a sans doute une faute de frappe")


_DOUBTS: dict[str, Callable[[str], str | None]] = {
    "rna": _rna,
    "siren": _siren,
    "siret": _siret,
    "vat_number": _vat_number,
    "email": _email,
    "website": _website,
    "iban": _iban,
}
