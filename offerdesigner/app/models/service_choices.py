"""The services that one may add to a range: those of the library, those of the project that no offer gives, any other.

Nothing here knows Qt: the picker shows the choices, and `add_services` turns what was picked into one edit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from offerdesigner.model.address import at, put
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.edits import Edit
from offerdesigner.model.grants import with_grants
from offerdesigner.model.inheritance import inherited_by
from offerdesigner.model.joining import joined_group, joined_metric, joined_service
from offerdesigner.model.offers import Included
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.storage import library
from offerdesigner.storage.library import KnownService
from offerdesigner.text import _, fold, plural

FREE = "free"
"""The key of the choice that one words oneself."""


@dataclass(frozen=True)
class Choice:
    """A service that one may pick: its words, its group and unit as they will be, and where it comes from.

    `service` is the one that the project has already, `known` the one of the library; `is_given` when an
    offer of the range has it, so that there is nothing to add.
    """

    key: str
    need: str = ""
    description: str = ""
    software: tuple[str, ...] = ()
    group: str = ""
    unit: str = ""
    service: Service | None = None
    known: KnownService | None = None
    is_given: bool = False

    def rank(self, typed: str) -> int | None:
        """Say how near it is to what one searches for, 0 the nearest; `None` when something of it is nowhere said.

        The need comes first, then a software or everyday words that are just that, then words begun, then any.
        """
        words = fold(typed).split()
        names = (*self.software, *(self.known.said if self.known else ()))
        if _has_all(words, (self.need,), begun=True):
            return 0
        if library.key(typed) in map(library.key, names):
            return 1
        if _has_all(words, (self.need, *names), begun=True):
            return 2
        return 3 if _has_all(words, (self.need, *names, self.description)) else None


_APART = re.compile(r"[-'.]")


def _has_all(words: Sequence[str], texts: Sequence[str], *, begun: bool = False) -> bool:
    """Tell whether every word is in some text, with its hyphens or without, or `begun` there."""
    said = f" {fold(' '.join(texts))} "
    said += _joined(said) + _APART.sub(" ", said)
    return all(
        any(all(_is_in(part, said, begun) for part in way) for way in ([word], [_joined(word)], word.split("-")))
        for word in words
    )


def _is_in(word: str, said: str, begun: bool) -> bool:
    if (f" {word}" if begun else word) in said:
        return True
    return word.endswith("s") and f" {word[:-1]} " in said  # « sondages » is said « sondage »


def _joined(words: str) -> str:
    """Return folded words without hyphens: « e-mail » is « email »."""
    return words.replace("-", "")


@dataclass(frozen=True)
class Pick:
    """A choice, with the need and the software that were decided; `id` is the one a new service takes."""

    choice: Choice
    need: str
    software: str
    id: Id


def picked(choice: Choice, need: str, software: str) -> Pick:
    """Return the pick of a choice in these words."""
    return Pick(choice, need.strip(), software.strip(), choice.service.id if choice.service else new_id())


def choices(project: Project, range_id: Id) -> tuple[Choice, ...]:
    """Return what may be picked for a range: the services of the project that none of its offers gives, the library."""
    given = _given(project, range_id)
    known_as = library.known_as(project)
    theirs = {service.id for service in known_as.values()}
    loose = [s for s in project.services if s.id not in theirs and s.id not in given]
    return (
        *(_of_project(project, service) for service in loose),
        *(_of_library(project, known, known_as.get(known.id), given) for known in library.services()),
    )


def _given(project: Project, range_id: Id) -> set[Id]:
    shown = {service.id for service in project.services if service.on_sheet}
    return {service for offer in project.offers_of(range_id) for service in inclusions_of(project, offer)} & shown


def _of_project(project: Project, service: Service) -> Choice:
    return Choice(
        f"service:{service.id}",
        service.label or _("Service sans nom"),
        service.description,
        (service.software,) if service.software else (),
        _("Dans la grille, dans aucune offre"),
        _unit_of(project, service),
        service,
    )


def _unit_of(project: Project, service: Service) -> str:
    return next((metric.plural for metric in project.metrics if metric.id == service.metric), "")


def _of_library(project: Project, known: KnownService, service: Service | None, given: set[Id]) -> Choice:
    return Choice(
        f"library:{known.id}",
        known.need,
        known.description,
        known.software,
        known.group.name,
        (known.metric.plural if known.metric else "") if service is None else _unit_of(project, service),
        service,
        known,
        service is not None and service.id in given,
    )


def free_choice(words: str) -> Choice:
    """Return the choice of a service that nothing knows, said in these words."""
    return Choice(FREE, words, _("Ce que cette liste ne connaît pas : dites ce que l'on pourra faire."))


def add_services(
    picks: Sequence[Pick], group: Id | None, offers: Sequence[Id] = (), *, described: bool = False
) -> Edit:
    """Add what was picked, with the groups and units that the project lacks, and give it in `offers`.

    A service in one's own words goes under `group`; one that is in the project already is printed again.
    With `described`, the sentence of the library comes along: it is printed under the need.
    """
    name = picks[0].need
    words = plural(len(picks), _("ajouter « {name} »"), _("ajouter {n} services")).format(n=len(picks), name=name)

    def apply(project: Project) -> Project:
        for pick in picks:
            project = _with(project, pick, group, described)
        return _giving(project, [pick.id for pick in picks], offers)

    return Edit(words, apply, at("services", picks[-1].id))


def _with(project: Project, pick: Pick, group: Id | None, described: bool) -> Project:
    if pick.choice.service is not None:
        return put(project, at("services", pick.id, "on_sheet"), True)
    known, metric = pick.choice.known, None
    if known is not None:
        project, group = _grouped(project, known)
        project, metric = _counted(project, known.metric)
    description = known.description if described and known is not None else ""
    added = Service(
        id=pick.id, need=pick.need, software=pick.software, description=description, group=group, metric=metric
    )
    return joined_service(project, added)


def _grouped(project: Project, known: KnownService) -> tuple[Project, Id | None]:
    groups = library.groups()
    return joined_group(project, [(group.name, *group.also) for group in groups], groups.index(known.group))


def _counted(project: Project, metric: Metric | None) -> tuple[Project, Id | None]:
    return (project, None) if metric is None else joined_metric(project, metric)


def _giving(project: Project, services: Sequence[Id], offers: Sequence[Id]) -> Project:
    for offer_id in offers:
        offer = next(offer for offer in project.offers if offer.id == offer_id)
        had = inclusions_of(project, offer)
        grants = {service: Included() for service in services if service not in had}
        changed = with_grants(offer, inherited_by(project, offer), grants)
        project = evolve(project, offers=tuple(changed if other is offer else other for other in project.offers))
    return project
