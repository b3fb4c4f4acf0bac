"""The library of services that such hosts often deliver: each said by its need, with software to choose from."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from offerdesigner import resources
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.project import Project
from offerdesigner.text import fold

Kind = Literal["service", "accompaniment"]


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A heading of the library; `also` are other headings under which a project may have the same services."""

    id: Id
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownService:
    """A service of the library; `software` are the usual names or precisions, the likeliest first.

    `said` are the everyday words that people say for it: « visio », « boîte mail ».
    """

    id: Id
    kind: Kind
    need: str
    description: str
    software: tuple[str, ...]
    said: tuple[str, ...]
    group: KnownGroup
    metric: Metric | None


@cache
def groups() -> tuple[KnownGroup, ...]:
    """Return the headings, in the order in which a sheet has them."""
    return tuple(KnownGroup(entry["id"], entry["name"], tuple(entry["also"])) for entry in _read()["groups"])


@cache
def services() -> tuple[KnownService, ...]:
    """Return every service, by group."""
    headings = {group.id: group for group in groups()}
    metrics = {entry["id"]: Metric(**entry) for entry in _read()["metrics"]}
    return tuple(_known(entry, headings, metrics) for entry in _read()["services"])


def known_as(project: Project) -> dict[Id, Service]:
    """Return, by id of the library, the services that `project` has already.

    They bear the same need, a software that the library knows for this need alone, or everyday words for it.
    """
    found: dict[Id, Service] = {}
    for service in project.services:
        name = known_id(service)
        if name is not None:
            found.setdefault(name, service)
    return found


def known_id(service: Service) -> Id | None:
    """Return the id of the library that a service of a project goes by, or `None`; see `known_as`."""
    by_software = _by_software()
    names = (
        _by_need().get(fold(service.need)),
        by_software.get(fold(service.software)),
        by_software.get(fold(service.label)),
        said_as(service.need),
    )
    return next((name for name in names if name is not None), None)


def said_as(words: str) -> Id | None:
    """Return the id of the one service that is said so, by its need or in everyday words; `None` for none or more.

    « E-mail » and « emails » are the same words.
    """
    return _by_words().get(key(words))


def key(words: str) -> str:
    """Return words as they compare: without case, accents, spaces, signs and the s of plurals."""
    return "".join(word.removesuffix("s") for word in re.findall(r"[^\W_]+", fold(words)))


@cache
def _by_words() -> Mapping[str, Id]:
    said = {known.id: {key(words) for words in (known.need, *known.said)} for known in services()}
    times = Counter(words for some in said.values() for words in some)
    return {words: known for known, some in said.items() for words in some if times[words] == 1}


@cache
def _by_need() -> Mapping[str, Id]:
    return {fold(known.need): known.id for known in services()}


@cache
def _by_software() -> Mapping[str, Id]:
    times = Counter(fold(name) for known in services() for name in known.software)
    return {fold(name): known.id for known in services() for name in known.software if times[fold(name)] == 1}


def _known(entry: Mapping[str, Any], headings: Mapping[Id, KnownGroup], metrics: Mapping[Id, Metric]) -> KnownService:
    return KnownService(
        id=entry["id"],
        kind=entry.get("kind", "service"),
        need=entry["need"],
        description=entry["description"],
        software=tuple(entry["software"]),
        said=tuple(entry["said"]),
        group=headings[entry["group"]],
        metric=metrics[entry["metric"]] if "metric" in entry else None,
    )


@cache
def _read() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(resources.path("library", "services.json").read_text(encoding="utf-8"))
    return read
