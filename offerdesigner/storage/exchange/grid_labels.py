"""The French words of the headings of a grid of offers: what a line of that heading holds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from offerdesigner import resources
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import ADJECTIVE, COUNT, UNIT, months_said
from offerdesigner.storage.exchange.grid_layout import LEFT, HolderRole, LineKind, LineRole
from offerdesigner.text import _, fold


@dataclass(frozen=True)
class Said:
    """What a heading says of its line. `has_cadence` tells a length that is written from one that is supposed."""

    role: LineRole
    has_cadence: bool = False
    tax: TaxMode | None = None
    reason: str = ""
    """Why the line is left out, when it is."""


_COUNTED = re.compile(rf"\b(?:par|pour|sur|engagement(?: de)?)? ?{COUNT} ?{UNIT}\b")
_NAMED = re.compile(rf"(?:\b(?:par|chaque|au) |/ ?|\ba l')?\b(?:{UNIT}|{ADJECTIVE})\b")
_ONCE = re.compile(r"\bune (?:seule )?fois\b|\bponctuel(?:le)?s?\b|\bunique\b")
LONGEST_MONTHS = 120


_OFFERED = re.compile(rf"\b(?:dont |soit |avec )?{COUNT} ?mois (?:offert|gratuit)s?\b")
_ASIDE = re.compile(r"\([^()]*\)")


def find_length(folded: str) -> tuple[int | None, str] | None:
    """Return the length in months that is said in these folded words (`None`: once), and the words without it.

    The months that are offered are no length, and what stands in brackets says it only where nothing else does.
    """
    plain = _OFFERED.sub(" ", folded)
    aside = " ".join(_ASIDE.findall(plain))
    found = _first_length(_ASIDE.sub(" ", plain))
    if found is None:
        return _first_length(plain)
    beside = _first_length(aside)
    return found[0], f"{found[1]} {aside if beside is None else beside[1]}"


def _first_length(folded: str) -> tuple[int | None, str] | None:
    """Return the length that is counted (« 2 ans »), else the shortest that is named, else once; see `find_length`."""
    counted = _COUNTED.search(folded)
    named = min(_NAMED.finditer(folded), key=months_said, default=None)
    for found in (counted, named):
        if found is not None and 1 <= months_said(found) <= LONGEST_MONTHS:
            return months_said(found), _without(folded, found)
    once = _ONCE.search(folded)
    return None if once is None else (None, _without(folded, once))


def _without(folded: str, found: re.Match[str]) -> str:
    return f"{folded[: found.start()]} {folded[found.end() :]}"


_TAXES = (
    (re.compile(r"\bh\.?t\b\.?|\bhors taxes?\b"), TaxMode.HT),
    (re.compile(r"\bt\.?t\.?c\b\.?|\btoutes taxes(?: comprises)?\b"), TaxMode.TTC),
)


def find_tax(folded: str) -> tuple[TaxMode | None, str]:
    """Return whether these folded words say HT or TTC, and the words without that."""
    for pattern, tax in _TAXES:
        if pattern.search(folded):
            return tax, pattern.sub(" ", folded)
    return None, folded


@cache
def _words(*kinds: str) -> frozenset[str]:
    """Return the words of these kinds, folded, of `resources/vocabulary/headings.json`."""
    known: dict[str, list[str]] = json.loads(resources.path("vocabulary", "headings.json").read_text(encoding="utf-8"))
    return frozenset(word for kind in kinds for word in known[kind])


_SETUP = re.compile(
    r"\b(?:mise en (?:service|place|route)|frais d'(?:installation|ouverture|activation|acces|entree)|installation"
    r"|frais de (?:dossier|depart|mise en service)|ouverture|activation|setup)\b"
)
_MORE = re.compile(r"\b(?:supplementaires?|additionnel(?:le)?s?|en plus|de plus|au-dela|sup)\b")
_OPTION = re.compile(r"^(?:en )?options?\b(?: payante)?\s*[:\-–—]?\s*", re.IGNORECASE)
_OPTION_TITLES = re.compile(r"\b(?:options?|a la carte|supplements?|en plus|complements?)\b")
_FEES = re.compile(r"\b(?:adhesion|cotisation)\b")


@lru_cache(2048)
def said_by(label: str) -> Said | None:
    """Return what a heading says that its line holds, or `None` where it is the name of something."""
    folded = _bare(label)
    for kind in (LineKind.NAME, LineKind.PUBLIC, LineKind.PROMISE):
        if folded in _words(kind.value):
            return Said(LineRole(kind))
    if folded.startswith(("tout ce qu", "comprend tout", "herite")):
        return Said(LineRole(LineKind.INHERITS))
    return _said_of_amounts(folded) or _said_of_quantities(folded)


def _bare(label: str) -> str:
    return fold(label).strip(" .:?*!")


def _said_of_amounts(folded: str) -> Said | None:
    tax, bare = find_tax(folded)
    found = find_length(bare)
    months, rest = found if found is not None else (1, bare)
    words = frozenset(re.findall(r"[^\W_]+|€", rest))
    is_price = bool(words & _words("prices")) or found is not None
    if is_price and words <= _words("prices", "price_fillers", "fillers"):
        return Said(LineRole(LineKind.PRICE, months), found is not None, tax)
    if _FEES.search(folded):
        return Said(LEFT, reason=_("l'adhésion se saisit dans « Structure »"))
    if "tva" in words:
        return Said(LEFT, reason=_("la TVA se choisit dans « Structure »"))
    if _SETUP.search(folded):
        return Said(LineRole(LineKind.SETUP, None), tax=tax)
    if words & {"prix", "tarif", "tarifs"} and not _MORE.search(folded):
        return Said(LEFT, tax=tax, reason=_("c'est un autre prix que celui des offres"))
    return None


_QUANTITIES = (("people", LineKind.USERS, LineKind.MORE_USERS), ("room", LineKind.STORAGE, LineKind.MORE_STORAGE))


def _said_of_quantities(folded: str) -> Said | None:
    found = find_length(folded)
    months, rest = found if found is not None else (1, folded)
    is_more = _MORE.search(rest) is not None
    words = frozenset(re.findall(r"[^\W\d_]+(?:'a\b)?|€", _MORE.sub(" ", rest)))
    for nouns, whole, beyond in _QUANTITIES:
        if not words & _words(nouns) or not words <= _words(nouns, "quantity_fillers", "fillers", "prices"):
            continue
        if is_more:
            return Said(LineRole(beyond, months), found is not None)
        if found is None and not words & _words("prices") and not re.search(r"\d", folded):
            return Said(LineRole(whole))
    return None


def option_name(label: str) -> str | None:
    """Return the name of the option that a heading such as « Option : visio » names, or `None`."""
    found = _OPTION.match(label)
    name = label[found.end() :].strip() if found else ""
    return f"{name[:1].upper()}{name[1:]}" if name else None


def is_options_title(label: str) -> bool:
    """Tell whether a title announces options."""
    return _OPTION_TITLES.search(fold(label)) is not None


def holder_said_by(label: str) -> HolderRole | None:
    """Return what a heading across the lines says that it holds, where it is not the name of an offer."""
    folded = _bare(label)
    if folded in _words("software"):
        return HolderRole.SOFTWARE
    return HolderRole.LEFT if folded in _words("remarks") else None
