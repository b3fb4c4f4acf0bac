"""What a project already counts and delivers, found by its name, and what a grid adds to it."""

from __future__ import annotations

from collections.abc import Callable, Container

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.grants import read_grant
from offerdesigner.model.joining import PEOPLE
from offerdesigner.model.offers import Grant, Granted
from offerdesigner.model.project import Project
from offerdesigner.storage import library
from offerdesigner.storage.exchange.grid_amounts import Unit
from offerdesigner.text import _, fold

_UNIT_WORDS = {
    "users": PEOPLE | {"compte"},
    "storage": frozenset({"go", "gb"}),
}


class Catalogue:
    """The metrics, groups and services of a project on its way; `fresh` makes ids."""

    def __init__(self, project: Project, fresh: Callable[[], Id]) -> None:
        self._fresh = fresh
        self.metrics = list(project.metrics)
        self.groups = list(project.groups)
        self.services: dict[Id, Service] = {}
        self._by_name: dict[str, list[Id]] = {}
        self._by_known: dict[Id, list[Id]] = {}
        for service in project.services:
            self._take(service)
        lines = [line for holder in project.offers for line in holder.inclusions]
        self._counted = {line.service for line in lines if isinstance(line.grant, Granted)}

    def metric(self, unit: Unit) -> Id:
        """Return the metric of people or of Go, made when the project has none."""
        words = _UNIT_WORDS[unit]
        for metric in self.metrics:
            if fold(metric.singular) in words:
                return metric.id
        taken = {metric.id for metric in self.metrics}
        made = _made_metric(unit, unit if unit not in taken else self._fresh())
        self.metrics.append(made)
        return made.id

    def group(self, title: str) -> Id:
        """Return the group of this name, made when there is none."""
        for group in self.groups:
            if fold(group.name) == fold(title):
                return group.id
        self.groups.append(ServiceGroup(id=self._fresh(), name=title))
        return self.groups[-1].id

    def service(
        self,
        name: str,
        *,
        software: str = "",
        group: Id | None = None,
        unit: Unit | None = None,
        but: Container[Id] = (),
    ) -> Id:
        """Return the service of this name, `but` some, made when there is none.

        People and Go are also found by what they are counted in, any by everyday words: « Visio » is « Se réunir
        à distance ».
        """
        metric = None if unit is None else self.metric(unit)
        named = self._by_name.get(fold(name), [])
        counted = (known.id for known in self.services.values() if metric is not None and known.metric == metric)
        for found in (*named, *counted, *self._by_known.get(library.said_as(name) or "", [])):
            if found not in but:
                return found
        return self._take(Service(id=self._fresh(), need=name, software=software, group=group, metric=metric))

    def _take(self, service: Service) -> Id:
        self.services[service.id] = service
        for name in {fold(service.need), fold(service.software)} - {""}:
            self._by_name.setdefault(name, []).append(service.id)
        known = library.known_id(service)
        if known is not None:
            self._by_known.setdefault(known, []).append(service.id)
        return service.id

    def counted(self, service_id: Id, typed: str, unit: Unit, text: str) -> str:
        """Return a number of people or of Go with its unit, unless the service is counted in that one already.

        People in other words are people still. What is counted in « To » takes the `text` of a cell that says its unit.
        """
        had, metric = self.services[service_id].metric, self.metric(unit)
        if had == metric or (had is not None and unit == "users"):
            return typed
        if had is not None and any(letter.isalpha() for letter in text):
            return text
        return f"{typed} {next(known.singular for known in self.metrics if known.id == metric)}"

    def grant(self, service_id: Id, typed: str) -> Grant:
        """Read what is granted of a service, which is counted in a metric from then on if the words say so.

        Raises `Refused`.
        """
        service = self.services[service_id]
        counted_in = next((metric for metric in self.metrics if metric.id == service.metric), None)
        may_count = service_id not in self._counted
        grant, metric = read_grant(typed, self.metrics, counted_in, may_count=may_count)
        if metric is not None:
            self.services[service_id] = evolve(service, metric=metric.id)
        if isinstance(grant, Granted):
            self._counted.add(service_id)
        return grant


def _made_metric(unit: Unit, metric_id: Id) -> Metric:
    if unit == "users":
        return Metric(id=metric_id, name=_("Personnes"), singular=_("personne"), plural=_("personnes"), feminine=True)
    return Metric(id=metric_id, name=_("Espace"), singular=_("Go"), plural=_("Go"), decimal=True)
