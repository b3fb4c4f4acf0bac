"""The map of prices in words: which offer is the cheapest, from how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from offerdesigner.model.project import Project
from offerdesigner.pricing.price_map import PriceMap, Zone
from offerdesigner.pricing.wording import counted
from offerdesigner.text import _, listed, number


def sentences(project: Project, found: PriceMap) -> Iterator[str]:
    """Yield « Jusqu'à 7 personnes, Essentielle est la moins chère. », zone after zone, then what is never the best."""
    names = {curve.offer.id: curve.offer.name for curve in found.curves}
    for zone in found.zones:
        where = _where(project, found, zone)
        if zone.offer is None:
            yield _("{where}, aucun prix n'est connu.").format(where=where)
        else:
            yield _("{where}, {offer} est la moins chère.").format(where=where, offer=names[zone.offer])
    if found.never:
        never = [names[offer] for offer in found.never]
        said = _("{offers} n'est jamais la moins chère {where}.")
        if len(never) > 1:
            said = _("{offers} ne sont jamais les moins chères {where}.")
        yield said.format(offers=listed(never), where=_everywhere(project, found))


def in_short(project: Project, found: PriceMap) -> str:
    """Return « Essentielle jusqu'à 6 personnes, Active de 7 à 35, Fédération dès 36 »."""
    metric = next(metric for metric in project.metrics if metric.id == found.metric)
    names = {curve.offer.id: curve.offer.name for curve in found.curves}
    first, *others = found.zones
    name = names[first.offer] if first.offer else _("aucun prix connu")
    if not others:
        return _("{offer} partout").format(offer=name)
    parts = [_("{offer} jusqu'à {last}").format(offer=name, last=counted(Decimal(first.last), metric))]
    for zone in others:
        name = names[zone.offer] if zone.offer else _("aucun prix connu")
        said = _("{offer} dès {first}") if zone is others[-1] else _("{offer} de {first} à {last}")
        if zone.first == zone.last:
            said = _("{offer} à {first}")
        parts.append(said.format(offer=name, first=number(zone.first), last=number(zone.last)))
    return ", ".join(parts)


def never_in_short(names: Sequence[str]) -> str:
    """Say which offers are the cheapest nowhere on a map, or that each has its place."""
    if not names:
        return _("Chaque offre est la moins chère quelque part.")
    said = _("{offers} n'est la moins chère nulle part.")
    if len(names) > 1:
        said = _("{offers} ne sont les moins chères nulle part.")
    return said.format(offers=listed(names))


def _everywhere(project: Project, found: PriceMap) -> str:
    metric = next(metric for metric in project.metrics if metric.id == found.metric)
    last = counted(Decimal(found.zones[-1].last), metric)
    return _("de {first} à {last}").format(first=found.zones[0].first, last=last)


def _where(project: Project, found: PriceMap, zone: Zone) -> str:
    """Say a zone: « Jusqu'à 7 personnes », « De 8 à 35 personnes », « À partir de 36 personnes », « Partout »."""
    metric = next(metric for metric in project.metrics if metric.id == found.metric)
    starts, ends = zone is found.zones[0], zone is found.zones[-1]
    if starts and ends:
        return _("De {first} à {last}").format(first=zone.first, last=counted(Decimal(zone.last), metric))
    if starts:
        return _("Jusqu'à {last}").format(last=counted(Decimal(zone.last), metric))
    if ends:
        return _("À partir de {first}").format(first=counted(Decimal(zone.first), metric))
    if zone.first == zone.last:
        return _("Pour {first}").format(first=counted(Decimal(zone.first), metric))
    return _("De {first} à {last}").format(first=zone.first, last=counted(Decimal(zone.last), metric))
