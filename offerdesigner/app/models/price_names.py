"""What to call each price of an offer in a list of all of them: « Par mois », « Par an », « Personnes : au-delà »."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.app.models.grid_rows import price_label
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.model.project import Project
from offerdesigner.pricing.price_rule import PricePlace
from offerdesigner.pricing.repricing import ChargePlace
from offerdesigner.pricing.wording import NO_METRIC, counted
from offerdesigner.text import _


def price_name(project: Project, offer: Offer, place: PricePlace) -> str:
    """Return the name of the price at `place` of `offer`, among all its prices."""
    said = ", ".join(part for part in (_part(project, offer, place), *_precisely(project, place)) if part)
    if place.price_list is None:
        return said
    return _("{price} ({list})").format(price=said, list=_list_name(project, place.price_list))


def _part(project: Project, offer: Offer, place: PricePlace) -> str:
    if place.part == "setup":
        return _("Mise en service")
    if place.part == "trial":
        return _("Essai")
    if place.term is not None:
        return price_label(place.term.months)
    assert place.rate is not None
    return _line_name(offer, place.rate)


def _line_name(offer: Offer, rate: RateCard) -> str:
    if rate is offer.lead_rate:
        return price_label(rate.period_months)
    return rate.name or _("Autre ligne de prix")


def _precisely(project: Project, place: PricePlace) -> Iterator[str]:
    if place.part in ("minimum", "maximum"):
        yield _("minimum") if place.part == "minimum" else _("plafond")
    if place.charge is None or place.rate is None:
        return
    metric = next((metric for metric in project.metrics if metric.id == place.rate.metric), NO_METRIC)
    yield _field_name(place.rate, place.charge, metric)
    bracket = place.charge.bracket
    if bracket is not None:
        high = bracket.up_to
        yield _("au-delà") if high is None else _("jusqu'à {high}").format(high=counted(high, metric))


def _field_name(rate: RateCard, place: ChargePlace, metric: Metric) -> str:
    if place.is_per_unit:
        return _("au-delà") if isinstance(rate.charge, CapacityPrice) else _("par {unit}").format(unit=metric.singular)
    names = {"flat_price": _("forfait"), "advised": _("conseillé"), "minimum": _("au moins")}
    return names.get(place.field, "")


def _list_name(project: Project, price_list: Id) -> str:
    return next((known.name for known in project.price_lists if known.id == price_list), "") or _("autre grille")
