"""Words that hide a need: names of software, and technical terms, with the need they serve.

They stand in `resources/vocabulary/needs.json`, read once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache

from offerdesigner import resources

REMEMBERED = 4096
"""How many texts are remembered from one look at the project to the next, which comes at the next key."""

_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|\+|&|\bet\b|\bou\b|\bavec\b)\s*", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def normalised(words: str) -> str:
    """Return `words` without accents, case, spaces and signs: « Rocket.Chat » and « rocket chat » are the same."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return _NOT_A_LETTER.sub("", plain)


@cache
def _table(kind: str) -> dict[str, str]:
    entries = json.loads(resources.path("vocabulary", "needs.json").read_text(encoding="utf-8"))[kind]
    return {normalised(entry["name"]): entry["need"] for entry in entries}


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
