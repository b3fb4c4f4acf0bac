"""What an offer gives of a service, in the cells of the grid: what is typed there, and the note beside it."""

from __future__ import annotations

from collections.abc import Container

from offerdesigner.app.models.grid_rows import own_inclusion
from offerdesigner.model.address import at, get, put
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.grants import read_grant, with_grants
from offerdesigner.model.inheritance import inherited_by
from offerdesigner.model.offers import Grant, Granted, Inclusion, Offer
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.typed import Refused
from offerdesigner.text import _


def grant_from(project: Project, service_id: Id, typed: str, quantified: Container[Id]) -> tuple[Grant, Id | None]:
    """Read what is granted of a service, and the metric it must be counted in from now on, if that changes.

    A service among those `quantified` already takes no metric from what is typed.
    Raises `Refused` with a French sentence.
    """
    service: Service = project.find("services", service_id)  # type: ignore[assignment]
    counted_in = next((metric for metric in project.metrics if metric.id == service.metric), None)
    grant, metric = read_grant(typed, project.metrics, counted_in, may_count=service_id not in quantified)
    return grant, None if metric is None else metric.id


def quantified_services(project: Project) -> frozenset[Id]:
    """Return the services of which some offer gives a quantity."""
    lines = (line for holder in project.offers for line in holder.inclusions)
    return frozenset(line.service for line in lines if isinstance(line.grant, Granted))


def note_of(project: Project, offer: Offer, service: Id) -> str:
    """Return the note printed under what an offer gives of a service, its own or inherited.

    Raises `Refused` where the offer gives nothing of it.
    """
    line = inclusions_of(project, offer).get(service)
    if line is None:
        raise Refused(_("Une note précise ce que l'offre comprend : dites d'abord ce qu'elle comprend."))
    return line.note


def change_note(project: Project, offer_id: Id, service: Id, note: str) -> Project:
    """Return `project` where this note stands under what the offer gives; an inherited line becomes its own."""
    address = at("offers", offer_id)
    offer: Offer = get(project, address)
    own, given = own_inclusion(offer, service), inclusions_of(project, offer).get(service)
    if given is None:
        return project
    if own is None:
        lines = (*offer.inclusions, Inclusion(service=service, grant=given.grant, note=note))
    else:
        noted = evolve(own, note=note)
        lines = tuple(noted if line is own else line for line in offer.inclusions)
    return put(project, address, evolve(offer, inclusions=lines))


def change_grant(project: Project, offer_id: Id, service: Id, grant: Grant) -> Project:
    """Return `project` where the offer gives `grant` of a service (see `with_grants`)."""
    address = at("offers", offer_id)
    offer: Offer = get(project, address)
    return put(project, address, with_grants(offer, inherited_by(project, offer), {service: grant}))
