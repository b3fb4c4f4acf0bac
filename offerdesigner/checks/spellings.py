"""Known software whose name is spelled in several ways on one sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from offerdesigner.checks.context import Context
from offerdesigner.checks.printed import Printed, printed
from offerdesigner.checks.vocabulary import REMEMBERED, is_common, normalised, read
from offerdesigner.model.address import Address, at
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Fix
from offerdesigner.text import _

SHORTEST = 6
"""A shorter name may well be another word."""

# An address or a site spells a name as it must.
_ONE = re.compile(r"(?<![@\w./-])[A-Za-z]\w*(?![\w@]|\.\w)")
_TWO = re.compile(r"(?<![@\w./-])(?=([A-Z]\w*[ .-][A-Z]\w*)(?![\w@]|\.\w))")


@dataclass(frozen=True)
class Spelling:
    """Several names of one thing, where they stand, and what makes them one."""

    names: tuple[str, ...]
    places: tuple[Address, ...]
    fixes: tuple[Fix, ...] = ()


def spellings(ctx: Context) -> Iterator[Spelling]:
    """Yield the software of which the sheet spells the name in several ways."""
    told: dict[str, dict[str, list[Printed]]] = {}
    for text in printed(ctx):
        for name in _named(text.text):
            told.setdefault(normalised(name), {}).setdefault(name, []).append(text)
    for official, spelled in told.items():
        if len(spelled) > 1:
            counted = Counter({name: len(texts) for name, texts in spelled.items()})
            kept = _official()[official] if _official()[official] in spelled else counted.most_common(1)[0][0]
            others = {name: texts for name, texts in spelled.items() if name != kept}
            texts = tuple(dict.fromkeys(text for texts in others.values() for text in texts))
            yield Spelling((kept, *others), tuple(text.address for text in texts), (_written(kept, others, texts),))


def _written(kept: str, others: dict[str, list[Printed]], texts: tuple[Printed, ...]) -> Fix:
    """Return the repair that writes `kept` everywhere."""
    pattern = re.compile(rf"(?<![@\w./-])(?:{'|'.join(map(re.escape, others))})(?![\w@]|\.\w)")
    label = _("Écrire un nom partout pareil")
    edits = [
        set_value(
            at(text.address, "text") if text.address.endswith("/grant") else text.address,
            pattern.sub(kept, text.text),
            label,
        )
        for text in texts
    ]
    title = _("Écrire partout « {name} »").format(name=kept)
    return Fix(title, together(label, edits, texts[0].address), safe=True)


@cache
def _official() -> dict[str, str]:
    """Return how known software is spelled, by what its spellings have in common."""
    names = (entry["name"] for entry in read("needs.json")["software"])
    return {
        normalised(name): name
        for name in names
        if len(normalised(name)) >= SHORTEST and not is_common(name) and name[:1].isupper()
    }


@lru_cache(REMEMBERED)
def _named(text: str) -> tuple[str, ...]:
    """Return the known software that `text` names, as it spells them."""
    names = (*_ONE.findall(text), *_TWO.findall(text))
    return tuple(dict.fromkeys(name for name in names if normalised(name) in _official()))
