"""One service in the place of another, wherever it is given: to make one of two that say the same."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.model import edits
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Granted, Inclusion, NotIncluded, Offer, Option
from offerdesigner.model.project import Project, inclusions_of
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
    """Give `new` wherever `old` is given, and remove `old`: one who had both and denies one still has the other."""
    label = _("remplacer « {old} » par « {new} »").format(old=old.label, new=new.label)

    def apply(project: Project) -> Project:
        def offered(offer: Offer) -> Offer:
            given = inclusions_of(project, offer)
            had = old.id in given or new.id in given
            return evolve(offer, inclusions=_replaced(offer.inclusions, old.id, new.id, had=had))

        offers = tuple(offered(offer) for offer in project.offers)
        options = tuple(
            evolve(option, adds=_replaced(option.adds, old.id, new.id, had=False)) for option in project.options
        )
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


def _replaced(lines: tuple[Inclusion, ...], old: Id, new: Id, *, had: bool) -> tuple[Inclusion, ...]:
    """Return `lines` with one line at most of `new`, and none of `old`.

    Of an offer that `had` either, what it inherits says enough: a line that denied the other would deny both.
    """
    own = {line.service: line for line in lines}
    said = [own[service] for service in (new, old) if service in own]
    giving = (line for line in said if not isinstance(line.grant, NotIncluded))
    kept = next(giving, None if had or not said else said[0])
    others = (line for line in lines if line is kept or line.service not in (old, new))
    return tuple(evolve(line, service=new) if line is kept else line for line in others)
