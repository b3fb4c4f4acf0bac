"""What « Sur mesure » has the worker compute: the price of each offer and its curve, and the zones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Choice, Measure, Need, choose
from offerdesigner.pricing.map_words import in_short, never_in_short
from offerdesigner.pricing.offers import OfferPrice, PricingError, price_terms
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.price_map import PriceMap, price_map
from offerdesigner.pricing.spans import coarser, spans, stretched
from offerdesigner.pricing.wording import counted
from offerdesigner.pricing.zone_map import Side, ZoneMap, zone_map
from offerdesigner.render.charts.data import Chart, Zones
from offerdesigner.render.charts.maps import price_chart, zones_chart
from offerdesigner.text import _, listed

MOST_COLUMNS = 160
MOST_ROWS = 60


@dataclass(frozen=True)
class Asked:
    """A question: the offers of a range of `project`, a need, a price list, and the metrics that vary."""

    project: Project
    range_id: Id
    need: Need
    price_list: Id | None
    along: Id
    across: Id
    up: Id

    @property
    def is_mapped(self) -> bool:
        """Whether there are zones: two metrics, and two offers."""
        return bool(self.across and self.up and len(self.offers) > 1)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers that are compared, at their standard prices."""
        return self.project.offers_of(self.range_id)


@dataclass(frozen=True)
class Answer:
    """The prices of each offer, in their order, and what they become along a metric."""

    asked: Asked
    choices: tuple[Choice, ...]
    terms: Mapping[Id, tuple[OfferPrice, ...]]
    """For each offer that serves the need at a known price, the prices at all its terms."""

    best: Id | None
    spans: Mapping[Id, range]
    curve: Chart | None
    across: str
    """The cheapest offers as the metric across varies, in words."""


@dataclass(frozen=True)
class ZonesAnswer:
    """The zones, without the spots that move about on them, and which offers are never the cheapest."""

    asked: Asked
    zones: Zones
    never: str
    rest: str
    """The rest of the usage, in words."""

    step_across: int
    step_up: int

    def serves(self, asked: Asked) -> bool:
        """Tell whether `asked` has the same zones: only a place within them may differ."""
        usage = asked.need.usage
        is_within = usage[asked.across] <= self.zones.x.high and usage[asked.up] <= self.zones.y.high
        return is_within and asked.project is self.asked.project and _placeless(asked) == _placeless(self.asked)


def _placeless(asked: Asked) -> tuple[object, ...]:
    """Return what the zones depend on, beside the project."""
    usage = {metric: used for metric, used in asked.need.usage.items() if metric not in (asked.across, asked.up)}
    return asked.range_id, replace(asked.need, usage=usage), asked.price_list, asked.across, asked.up


@dataclass(frozen=True)
class PricesJob:
    """Computes the prices of what is asked; `known` are the spans of the same offers, if they were computed."""

    asked: Asked
    known: Mapping[Id, range] | None = None

    def __call__(self) -> Answer:
        """Compute."""
        asked = self.asked
        project = under(asked.project, asked.price_list)
        offers = project.offers_of(asked.range_id)
        choices = tuple(choose(project, offer, asked.need) for offer in offers)
        known = [choice for choice in choices if choice.cost is not None]
        best = min(known, key=lambda choice: choice.cost or Decimal(0)).offer.id if known else None
        looked_at = self.known if self.known is not None else spans(asked.project, asked.offers)
        maps: dict[Id, PriceMap] = {}
        for metric in filter(None, dict.fromkeys((asked.along, asked.across))) if offers else ():
            along = stretched(looked_at[metric], asked.need.usage[metric])
            maps[metric] = price_map(project, offers, metric, along, asked.need)
        curve = maps.get(asked.along)
        return Answer(
            asked,
            choices,
            {choice.offer.id: _terms(project, choice, asked.need) for choice in known},
            best,
            looked_at,
            None
            if curve is None
            else price_chart(project, curve, title=_title(project, asked.along), remark=_rest(asked, asked.along)),
            in_short(project, maps[asked.across]) if asked.across in maps else "",
        )


def _terms(project: Project, choice: Choice, need: Need) -> tuple[OfferPrice, ...]:
    try:
        return price_terms(project, choice.offer, need.usage, choice.options, need.tax)
    except PricingError:
        return ()


def _title(project: Project, metric: Id) -> str:
    name = next(one.name for one in project.metrics if one.id == metric)
    return _("Prix par mois selon : {metric}").format(metric=name.lower())


def _rest(asked: Asked, *apart: Id) -> str:
    """Say the rest of the usage: « à 80 Go, avec se réunir à distance »."""
    metrics = {metric.id: metric for metric in asked.project.metrics}
    used = [
        counted(quantity, metrics[metric])
        for metric, quantity in asked.need.usage.items()
        if quantity and metric not in apart
    ]
    return _("avec {rest}").format(rest=listed(used)) if used else ""


def _never(answer: Answer, found: ZoneMap) -> str:
    """Say which offers are the cheapest nowhere, and which do not serve the need at all."""
    lacking = [choice.offer for choice in answer.choices if choice.price is None]
    gone = {offer.id for offer in lacking}
    never = [offer for offer in answer.asked.offers if offer.id in found.never and offer.id not in gone]
    named = [[offer.name or _("Offre sans nom") for offer in some] for some in (never, lacking)]
    said = [never_in_short(named[0])] if never or not lacking else []
    if lacking:
        words = _("{offers} ne convient pas.") if len(lacking) == 1 else _("{offers} ne conviennent pas.")
        said.append(words.format(offers=listed(named[1])))
    return " ".join(said)


@dataclass(frozen=True)
class ZonesJob:
    """Computes the zones of what is asked, over the spans of `answer`."""

    answer: Answer

    def __call__(self) -> ZonesAnswer:
        """Compute."""
        asked = self.answer.asked
        project = under(asked.project, asked.price_list)
        across, up = (
            Side(metric, coarser(stretched(self.answer.spans[metric], asked.need.usage[metric]), most))
            for metric, most in ((asked.across, MOST_COLUMNS), (asked.up, MOST_ROWS))
        )
        found = zone_map(project, project.offers_of(asked.range_id), across, up, asked.need, Measure.MONTHLY)
        title = _("Quelle offre est la moins chère ?")
        return ZonesAnswer(
            asked,
            zones_chart(project, found, title=title),
            _never(self.answer, found),
            _rest(asked, asked.across, asked.up),
            across.quantities.step,
            up.quantities.step,
        )
