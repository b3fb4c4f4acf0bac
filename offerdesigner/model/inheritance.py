"""« Tout ce qu'il y a dans… »: what it means to follow another offer, to stop, and to say otherwise on one point."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.offers import Grant, Granted, Inclusion, NotIncluded, Offer, Option, Unlimited
from offerdesigner.model.project import Project, inclusions_of


def sources(project: Project, offer: Offer) -> Iterator[Offer]:
    """Yield the offers that `offer` inherits from, the nearest first."""
    by_id = {other.id: other for other in project.offers}
    while offer.inherits is not None:
        offer = by_id[offer.inherits]
        yield offer


def can_follow(project: Project, offer: Offer, source: Offer) -> bool:
    """Tell whether `offer` may inherit from `source`: neither itself, nor an offer that inherits from it."""
    return source.id != offer.id and all(other.id != offer.id for other in sources(project, source))


def inherited_by(project: Project, offer: Offer) -> dict[Id, Inclusion]:
    """Return what `offer` would give of each service if it said nothing itself."""
    source = next(sources(project, offer), None)
    return {} if source is None else inclusions_of(project, source)


def givers(project: Project, offer: Offer) -> dict[Id, Offer]:
    """Return, by service, the nearest offer above `offer` that says something of it."""
    found: dict[Id, Offer] = {}
    for source in sources(project, offer):
        for line in source.inclusions:
            found.setdefault(line.service, source)
    return found


def holders_of(project: Project, service: Id) -> tuple[Offer | Option, ...]:
    """Return the offers that give a service, themselves or by another, then the options that add it."""
    own = {offer.id: line for offer in project.offers for line in offer.inclusions if line.service == service}

    def gives(offer: Offer) -> bool:
        line = next((own[o.id] for o in (offer, *sources(project, offer)) if o.id in own), None)
        return line is not None and not isinstance(line.grant, NotIncluded)

    offers = (offer for offer in project.offers if own and gives(offer))
    return (*offers, *(option for option in project.options if any(line.service == service for line in option.adds)))


def lessened(project: Project, offer: Offer) -> set[Id]:
    """Return the services of which `offer` says that it gives none, or less, where it would inherit more."""
    given = inherited_by(project, offer)
    return {
        line.service
        for line in offer.inclusions
        if line.service in given and _is_less(line.grant, given[line.service].grant)
    }


def _is_less(grant: Grant, other: Grant) -> bool:
    """Tell whether `grant` is known to be less than `other`: words, and units that differ, say nothing of it."""
    if isinstance(grant, Granted):
        if isinstance(other, Granted):
            return grant.per == other.per and grant.quantity < other.quantity
        return isinstance(other, Unlimited) or not grant.quantity
    return isinstance(grant, NotIncluded)


def following(project: Project, offer: Offer, source: Offer) -> Offer:
    """Return `offer` inheriting from `source`: where it says the same, it follows from now on."""
    given = inclusions_of(project, source)

    def says_otherwise(line: Inclusion) -> bool:
        other = given.get(line.service)
        if other is None:
            return not isinstance(line.grant, NotIncluded)
        return (line.grant, line.note) != (other.grant, other.note)

    kept = tuple(line for line in offer.inclusions if says_otherwise(line))
    return evolve(offer, inherits=source.id, inclusions=kept)


def detached(project: Project, offer: Offer) -> Offer:
    """Return `offer` inheriting from none, and giving all that it gave."""
    lines = adopted(offer, inherited_by(project, offer).values())
    given = tuple(line for line in lines if not isinstance(line.grant, NotIncluded))
    return evolve(offer, inherits=None, inclusions=given)


def adopted(offer: Offer, lines: Iterable[Inclusion]) -> tuple[Inclusion, ...]:
    """Return the lines of `offer` after those of another that it says nothing of."""
    own = {line.service for line in offer.inclusions}
    names = {line.id for line in offer.inclusions}
    kept: list[Inclusion] = []
    for line in lines:
        if line.service in own:
            continue
        # Two offers above may call two lines the same.
        kept.append(evolve(line, id=new_id()) if line.id in names else line)
        names.add(line.id)
    return (*kept, *offer.inclusions)


def without_own(offer: Offer, services: Container[Id]) -> Offer:
    """Return `offer` saying nothing itself of these services: it gives of them what it inherits."""
    return evolve(offer, inclusions=tuple(line for line in offer.inclusions if line.service not in services))
