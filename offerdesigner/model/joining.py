"""Bringing into a project what another knows: its units, its groups and its services, each once.

What the project has already is recognised by its words, never by its id, and serves again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.project import Project
from offerdesigner.text import fold

PEOPLE = frozenset({"personne", "utilisateur", "utilisatrice"})
"""The words of units that count people, folded, in the singular."""


def joined_metric(project: Project, metric: Metric) -> tuple[Project, Id]:
    """Return `project` with a unit that counts what `metric` counts, in the same words, and the id it has there."""
    words = {fold(metric.singular)}
    for same in (words, PEOPLE if words & PEOPLE else words):
        for known in project.metrics:
            if fold(known.singular) in same:
                return project, known.id
    if any(known.id == metric.id for known in project.metrics):
        metric = evolve(metric, id=new_id())  # one that counted the same was reworded since: « To »
    return evolve(project, metrics=(*project.metrics, metric)), metric.id


def joined_group(project: Project, order: Sequence[Collection[str]], place: int) -> tuple[Project, Id]:
    """Return `project` with the group at `place` of `order`, and the id it has there.

    `order` names each group, with the other names it may go by, in the order in which they stand: a new group
    takes the first of its names and goes before the first of those that come after it.
    """
    names = [{fold(name) for name in group} for group in order]
    for group in project.groups:
        if fold(group.name) in names[place]:
            return project, group.id
    later = set().union(*names[place + 1 :])
    index = next((i for i, group in enumerate(project.groups) if fold(group.name) in later), len(project.groups))
    added = ServiceGroup(id=new_id(), name=next(iter(order[place])))
    return evolve(project, groups=(*project.groups[:index], added, *project.groups[index:])), added.id


def joined_service(project: Project, service: Service) -> Project:
    """Return `project` with `service` after the last one of its group."""
    last = max((i for i, other in enumerate(project.services) if other.group == service.group), default=None)
    place = len(project.services) if last is None else last + 1
    return evolve(project, services=(*project.services[:place], service, *project.services[place:]))
