"""Names that one takes for one another: seen from afar, heard, or typed with one slip."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from offerdesigner.checks.naming.speech import spoken
from offerdesigner.checks.vocabulary import normalised
from offerdesigner.model.finding import Severity
from offerdesigner.text import _, fold

SHORTEST_ALIKE = 4
"""Nobody confuses shorter names that are one letter apart, such as « XL » and « XS »."""

_ALIKE, _REST_ALIKE = 85, 70
_NUMBER = re.compile(r"\d+|\b[IVX]+\b")
_SHAPES = str.maketrans({"1": "l", "i": "l", "|": "l", "!": "l", "0": "o", "5": "s", "2": "z", "8": "b"})


@dataclass(frozen=True)
class LookAlike:
    """A name that is close to another; `why` says how, in a few words."""

    name: str
    why: str
    severity: Severity


def look_alikes(name: str, others: Iterable[str]) -> tuple[LookAlike, ...]:
    """Return those of `others` that one may take for `name`, the closest first."""
    if not fold(name):
        return ()
    found = [alike for other in dict.fromkeys(others) if fold(other) and (alike := _alike(name, other))]
    return tuple(sorted(found, key=lambda alike: alike.severity is not Severity.WARNING))


def _alike(name: str, other: str) -> LookAlike | None:
    for why, severity, is_so in (
        (_("le même nom"), Severity.WARNING, name == other),
        (_("à une majuscule, un accent ou un signe près"), Severity.WARNING, _key(name) == _key(other)),
        (_("même silhouette : 1, l et I, 0 et O se confondent"), Severity.WARNING, _shape(name) == _shape(other)),
        (_("même son"), Severity.WARNING, _sound(name) == _sound(other)),
        (_("à un nombre près"), Severity.ADVICE, _unnumbered(name) == _unnumbered(other)),
    ):
        if is_so:
            return LookAlike(other, why, severity)
    return _close(name, other)


def _close(name: str, other: str) -> LookAlike | None:
    # Imported here: the commands that only read a project do without it.
    from rapidfuzz import fuzz
    from rapidfuzz.distance import DamerauLevenshtein

    one, two = fold(name), fold(other)
    if min(len(one), len(two)) < SHORTEST_ALIKE:
        return None
    if DamerauLevenshtein.distance(one, two, score_cutoff=1) <= 1:
        return LookAlike(other, _("à une lettre près"), Severity.WARNING)
    if fuzz.ratio(one, two) >= _ALIKE:
        # What both have in common (« … de plus ») does not make them alike.
        words, others = one.split(), two.split()
        rest = " ".join(word for word in words if word not in others)
        other_rest = " ".join(word for word in others if word not in words)
        if fuzz.ratio(rest, other_rest) >= _REST_ALIKE:
            return LookAlike(other, _("des mots qui se ressemblent"), Severity.ADVICE)
    return None


def _key(name: str) -> str:
    """Return letters and figures alone; a name that has none is compared as it stands."""
    return normalised(name) or fold(name)


def _shape(name: str) -> str:
    return _key(name).translate(_SHAPES).replace("rn", "m").replace("vv", "w")


def _sound(name: str) -> str:
    # Only signs and foreign letters say nothing: what stands for them is no sound.
    return _key(spoken(name)) if normalised(name) else fold(name)


def _unnumbered(name: str) -> str:
    return fold(_NUMBER.sub("#", name))
