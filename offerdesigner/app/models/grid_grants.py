"""What an offer or an option gives of a service: read from what is typed, and changed."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from decimal import Decimal

from offerdesigner.app.models.grid_rows import own_inclusion
from offerdesigner.app.models.grid_words import ABSENT, INCLUDED, UNLIMITED, Refused, read_number, reduced
from offerdesigner.model.address import at, get, put
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.offers import Grant, Granted, Included, Inclusion, NotIncluded, Offer, Unlimited, Worded
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.text import _

_COUNTED = re.compile(r"(?P<number>[-−]?\d[\d ]*(?:[.,][\d.,]*\d)?)\s*(?P<rest>.*)")


def grant_from(project: Project, service_id: Id, typed: str) -> tuple[Grant, Id | None]:
    """Read what is granted of a service, and the metric it must be counted in from now on, if that changes.

    Raises `Refused` with a French sentence.
    """
    words = reduced(typed)
    if words in ABSENT:
        return NotIncluded(), None
    if words in INCLUDED:
        return Included(), None
    if words in UNLIMITED:
        return Unlimited(), None
    service: Service = project.find("services", service_id)  # type: ignore[assignment]
    if found := _COUNTED.fullmatch(words):
        counted = _quantity(project, service, found["number"], found["rest"])
        if counted is not None:
            return counted
    text = " ".join(typed.split())
    if len(text) > 200:
        raise Refused(_("200 caractères au plus."))
    return Worded(text=text), None


def _quantity(project: Project, service: Service, number: str, rest: str) -> tuple[Granted, Id | None] | None:
    """Read « 10 Go », « 15 par personne »; `None` when these are words that only start with a number."""
    current = next((metric for metric in project.metrics if metric.id == service.metric), None)
    for unit, per_words in _splits(rest):
        metric = current if not unit else next((known for known in project.metrics if _names(known, unit)), None)
        per = next((known for known in project.metrics if _names(known, per_words)), None) if per_words else None
        if (unit and metric is None) or (per_words and per is None):
            continue
        if current is not None and metric is not current:
            raise _wrong_unit(current)
        if metric is not None and current is None and _is_counted_already(project, service.id):
            continue
        granted = Granted(quantity=_read_quantity(number, metric), per=per.id if per else None)
        return granted, metric.id if metric is not current and metric is not None else None
    if current is not None and rest and " " not in rest:
        raise _wrong_unit(current)
    return None


def _splits(rest: str) -> list[tuple[str, str]]:
    """Return the ways to read what follows a number: a unit, then perhaps « par » another."""
    ways = [(rest, "")]
    for mark in (" par ", "/"):
        padded = f" {rest}"
        start = padded.find(mark)
        while start >= 0:
            ways.append((padded[:start].strip(), padded[start + len(mark) :].strip()))
            start = padded.find(mark, start + 1)
    return ways


def _names(metric: Metric, words: str) -> bool:
    return words in (reduced(metric.singular), reduced(metric.plural))


def _wrong_unit(metric: Metric) -> Refused:
    return Refused(_("Ce service se compte en « {unit} ».").format(unit=metric.plural))


def _read_quantity(number: str, metric: Metric | None) -> Decimal:
    whole = metric is not None and not metric.decimal
    value = read_number(number, decimals=3)
    if whole and value != value.to_integral_value():
        raise Refused(_("« {unit} » : il faut un nombre entier.").format(unit=metric.plural if metric else ""))
    return value


def _is_counted_already(project: Project, service: Id) -> bool:
    lines = (line for holder in project.offers for line in holder.inclusions)
    return any(line.service == service and isinstance(line.grant, Granted) for line in lines)


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


def inherited_by(project: Project, offer: Offer) -> dict[Id, Inclusion]:
    """Return what `offer` would give of each service if it said nothing itself."""
    if offer.inherits is None:
        return {}
    return inclusions_of(project, project.find("offers", offer.inherits))  # type: ignore[arg-type]


def with_grants(offer: Offer, inherited: Container[Id], grants: Mapping[Id, Grant]) -> Offer:
    """Return `offer` giving `grants`, by service.

    « None » removes its own line, or says so expressly when the service is among those `inherited`.
    """
    left = dict(grants)
    lines = []
    for line in offer.inclusions:
        if line.service not in grants:
            lines.append(line)
            continue
        grant = left.pop(line.service, None)  # None: a second line of one service, which would hide the first
        if grant is not None and not _is_silent(line.service, grant, inherited):
            lines.append(line if grant == line.grant else evolve(line, grant=grant))
    said = ((service, grant) for service, grant in left.items() if not _is_silent(service, grant, inherited))
    return evolve(offer, inclusions=(*lines, *(Inclusion(service=service, grant=grant) for service, grant in said)))


def _is_silent(service: Id, grant: Grant, inherited: Container[Id]) -> bool:
    return isinstance(grant, NotIncluded) and service not in inherited


def change_grant(project: Project, offer_id: Id, service: Id, grant: Grant) -> Project:
    """Return `project` where the offer gives `grant` of a service (see `with_grants`)."""
    address = at("offers", offer_id)
    offer: Offer = get(project, address)
    return put(project, address, with_grants(offer, inherited_by(project, offer), {service: grant}))
