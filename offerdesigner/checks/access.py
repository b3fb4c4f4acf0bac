"""Which options can be taken with which offers, once what they need and exclude is read too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Option
from offerdesigner.model.project import Project, includes_option


def all_needed(item: Option, known: Mapping[Id, Option]) -> list[Option]:
    """Return `item` with every option that it needs, and that those need."""
    needed = {item.id: item}
    waiting = [item]
    while waiting:
        for wanted in waiting.pop().needs:
            if wanted not in needed:
                needed[wanted] = known[wanted]
                waiting.append(known[wanted])
    return list(needed.values())


def contradiction(needed: Iterable[Option]) -> tuple[Option, Option] | None:
    """Return an option and another that it excludes, among options that are taken together."""
    taken = tuple(needed)
    return next(((one, other) for one in taken for other in taken if other.id in one.excludes), None)


def offers_for(project: Project, needed: Sequence[Option], offers: Iterable[Id]) -> set[Id]:
    """Return those of `offers` with which the first option of `needed` is proposed, and the others too or included."""
    left = set(offers)
    for place, one in enumerate(needed):
        if one.available_for is not None:
            held = (offer.id for offer in project.offers if place and includes_option(project, offer, one))
            left &= {*one.available_for, *held}
    return left
