"""Where the present usage and the usage types stand on the curve and the zones, and the zones in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from offerdesigner.app.editors.bespoke.words import name_of
from offerdesigner.app.editors.bespoke.work import Answer, ZonesAnswer
from offerdesigner.model.base import Id
from offerdesigner.pricing.choice import Choice
from offerdesigner.pricing.wording import counted
from offerdesigner.render.charts.data import Spot
from offerdesigner.render.charts.maps import role_of
from offerdesigner.text import _, money


def spot_on_curve(answer: Answer, choice: Choice) -> Spot | None:
    """Return the present usage on the curve of an offer; `None` where its price is unknown."""
    asked = answer.asked
    if choice.cost is None or not asked.along:
        return None
    role = role_of(answer.choices.index(choice))
    return Spot(asked.need.usage[asked.along], choice.cost, money(choice.cost, cents=True), role, look="dot")


def spots_on_zones(answer: Answer, quantities: Mapping[Id, Decimal]) -> Iterator[Spot]:
    """Yield the usage types as rings, then the present usage, `quantities`, with the cheapest offer if it is known."""
    asked = answer.asked
    for profile in asked.project.profiles:
        used = {item.metric: item.quantity for item in profile.quantities}
        x, y = used.get(asked.across, Decimal(0)), used.get(asked.up, Decimal(0))
        yield Spot(x, y, "", "text", name=profile.name)
    metrics = {metric.id: metric for metric in asked.project.metrics}
    label = "\n".join(counted(quantities[one], metrics[one]) for one in (asked.across, asked.up))
    best = next((choice.offer for choice in answer.choices if choice.offer.id == answer.best), None)
    if best is not None and asked.need.usage == quantities:
        label = _("{usage} : {offer}").format(usage=label, offer=name_of(best))
    yield Spot(quantities[asked.across], quantities[asked.up], label, "text", look="here")


def zones_in_words(answer: Answer, zones: ZonesAnswer) -> str:
    """Say the zones: which offers are the cheapest at the present quantity up, and which never are."""
    asked = answer.asked
    metric = next(metric for metric in asked.project.metrics if metric.id == asked.up)
    said = _("Le même dessin, en mots. À {where} : {zones}. {never}")
    return said.format(where=counted(asked.need.usage[metric.id], metric), zones=answer.across, never=zones.never)
