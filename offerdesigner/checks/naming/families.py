"""Families of names: a ladder of words that rise together, the needs that are served, a common beginning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from offerdesigner.checks.vocabulary import need_of_software, pattern_of, read
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit, set_value, together
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.text import _, fold

OWN, NEEDS = "own", "needs"
"""The families that no ladder gives: the present names, and the needs that each offer alone serves."""

LONGEST = 200
"""How long a name may be in a project."""

FEWEST = 2
"""How many names a family takes."""

_SHORT_PREFIX = 2
_LEAD = re.compile(r"\w{1,2}-(?=\w)|\S+\s+(?=\S)|[a-z](?=[A-Z])")


@dataclass(frozen=True)
class Member:
    """An offer of the family: its present name, and the needs that no other offer of the range serves."""

    name: str
    needs: tuple[str, ...] = ()


def members_of(project: Project, range_id: Id) -> tuple[Member, ...]:
    """Return the offers of a range as members of a family, in their order."""
    offers = project.offers_of(range_id)
    given = [inclusions_of(project, offer).keys() for offer in offers]
    holders = Counter(service for services in given for service in services)
    labels = {service.id: service.label for service in project.services}
    return tuple(
        Member(offer.name, tuple(labels[service] for service in services if holders[service] == 1))
        for offer, services in zip(offers, given, strict=True)
    )


def kinds(members: Sequence[Member]) -> tuple[str, ...]:
    """Return the kinds of family that have a name for every one of `members`."""
    ladders = (ladder["id"] for ladder in read("families.json")["ladders"])
    return tuple(kind for kind in (OWN, *ladders, NEEDS) if family(kind, members))


def family(kind: str, members: Sequence[Member], prefix: str = "") -> tuple[str, ...]:
    """Return a name for each of `members`, in their order, each beginning with `prefix`.

    Empty when this kind has not a name for every one of them. A `prefix` replaces what their present names
    all begin with: « k-Drive, k-Mail » and « n » give « n-Drive, n-Mail ».
    """
    if len(members) < FEWEST:
        return ()
    if kind == OWN:
        words = _own(members, prefix)
    elif kind == NEEDS:
        words = _needs(members)
    else:
        words = next((_rungs(one, len(members)) for one in read("families.json")["ladders"] if one["id"] == kind), ())
    return tuple(prefixed(prefix, word) for word in words)


def prefixed(prefix: str, word: str) -> str:
    """Return `word` after `prefix`: « k-Drive », « Nuage Or ». A prefix that ends with a sign is joined as it is."""
    prefix, word = prefix.strip(), word.strip()
    if not prefix or not word:
        return (prefix or word)[:LONGEST].strip()
    link = "" if not prefix[-1].isalnum() else "-" if len(prefix) <= _SHORT_PREFIX else " "
    return f"{prefix}{link}{word}"[:LONGEST].strip()


def renaming(project: Project, range_id: Id, names: Sequence[str]) -> Edit:
    """Give the offers of a range these names, in their order, as one edit.

    Raises `ValueError` when there are not as many names as offers.
    """
    edits = [
        set_value(at("offers", offer.id, "name"), name, "")
        for offer, name in zip(project.offers_of(range_id), names, strict=True)
    ]
    return together(_("nommer une famille d'offres"), edits, at("ranges", range_id))


def shared_lead(names: Sequence[str]) -> str:
    """Return what all of `names` begin with: « Pack » of « Pack S » and « Pack XL »; "" without any."""
    leads = {lead(name).casefold() for name in names}
    return lead(names[0]) if len(leads) == 1 else ""


@lru_cache(1024)
def rank_of(word: str) -> tuple[int, int] | None:
    """Return the scale on which a name, without what it shares with others, stands, with its rank; `None`: on none.

    Numbers are a scale.
    """
    word = fold(word)
    if word.isdecimal():
        return -1, int(word)
    for place, scale in enumerate(read("families.json")["scales"]):
        if word in scale:
            return place, scale.index(word)
    return None


def _own(members: Sequence[Member], prefix: str) -> tuple[str, ...]:
    names = tuple(member.name for member in members)
    if not prefix.strip():
        return names
    leads = {lead(name).casefold() for name in names}
    shared = len(leads.pop()) if len(leads) == 1 else 0
    return tuple(name[shared:] for name in names)


def lead(name: str) -> str:
    """Return what `name` begins with in a family: « k- » of « k-Drive », « Pack » of « Pack Or »; "" without any."""
    found = _LEAD.match(name)
    return found.group() if found else ""


def _rungs(ladder: dict[str, Any], count: int) -> tuple[str, ...]:
    return tuple(ladder["names"].get(str(count), ()))


def _needs(members: Sequence[Member]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for member in members:
        words = (word for need in member.needs if (word := _word_of(need)) and word not in found)
        word = next(words, None)
        if word is None:
            return ()
        found[word] = None
    return tuple(found)


def _word_of(need: str) -> str | None:
    """Return the one word for a need (« Partager vos fichiers » is « Fichiers »), or `None`."""
    told = f"{fold(need)} {fold(need_of_software(need) or '')}"
    return next((word for word, pattern in _patterns() if pattern.search(told)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one["word"], pattern_of(one["found"])) for one in read("families.json")["needs"])
