"""The map of prices in words: which offer is the cheapest, from how many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.model.project import Project
from offerdesigner.pricing.price_map import PriceMap, Zone
from offerdesigner.pricing.wording import counted
from offerdesigner.text import _, listed


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
