"""One service in the place of another, wherever it is given: to make one of two that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.model import edits
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option
from offerdesigner.model.project import Project
from offerdesigner.text import _


def replacements(project: Project, service: Service) -> Iterator[Service]:
    """Yield the services that can stand for `service`: those that count the same, or nothing that it counts."""
    holders: tuple[Offer | Option, ...] = (*project.offers, *project.options)
    lines = (line for holder in holders for line in _lines(holder))
    counts = any(line.service == service.id and isinstance(line.grant, Granted) for line in lines)
    for other in project.services:
        if other.id != service.id and (other.metric == service.metric or not counts):
            yield other


def replace_service(old: Service, new: Service) -> Edit:
    """Give `new` wherever `old` is given, unless it is there already, and remove `old`."""
    label = _("remplacer « {old} » par « {new} »").format(old=old.label, new=new.label)

    def apply(project: Project) -> Project:
        offers = tuple(evolve(offer, inclusions=_replaced(offer, old.id, new.id)) for offer in project.offers)
        options = tuple(evolve(option, adds=_replaced(option, old.id, new.id)) for option in project.options)
        profiles = tuple(
            evolve(one, services=tuple(dict.fromkeys(new.id if s == old.id else s for s in one.services)))
            for one in project.profiles
        )
        return evolve(project, offers=offers, options=options, profiles=profiles)

    return edits.together(
        label, (Edit(label, apply), edits.remove(at("services", old.id), label)), at("services", new.id)
    )


def _lines(holder: Offer | Option) -> tuple[Inclusion, ...]:
    return holder.inclusions if isinstance(holder, Offer) else holder.adds


def _replaced(holder: Offer | Option, old: Id, new: Id) -> tuple[Inclusion, ...]:
    lines = _lines(holder)
    if any(line.service == new for line in lines):
        return lines  # the old line goes with the old service
    return tuple(evolve(line, service=new) if line.service == old else line for line in lines)
