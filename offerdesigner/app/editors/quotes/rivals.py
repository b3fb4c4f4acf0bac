"""What the other offers of the range would cost for the usage of a quote."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, Taking
from offerdesigner.pricing.choice import Measure, Need, choose
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.selection import PricingError


@dataclass(frozen=True)
class Rival:
    """An offer and what it costs each year, in € on the side of the quote; `None`: it does not serve, or on quote."""

    offer: Offer
    yearly: Decimal | None


def rivals(project: Project, quote: Quote) -> tuple[Rival, ...]:
    """Return the offers of the range of the one that is proposed, itself among them, for the same usage.

    Each comes with what it takes to give what the options included give.
    """
    offer = next((one for one in project.offers if one.id == quote.choice.offer), None)
    if offer is None:
        return ()
    usage = {item.metric: item.quantity for item in quote.choice.quantities}
    need = Need(usage, _needed(project, quote), quote.choice.months, quote.tax)
    listed = under(project, quote.choice.price_list)
    try:
        choices = [choose(listed, one, need, Measure.NEXT_YEAR) for one in listed.offers_of(offer.range)]
    except PricingError:
        return ()
    return tuple(Rival(choice.offer, choice.cost) for choice in choices)


def _needed(project: Project, quote: Quote) -> tuple[str, ...]:
    """Return the services that the options included give, but what they give more of."""
    included = {item.option for item in quote.choice.options if item.taking == Taking.INCLUDED}
    lines = (line for option in project.options if option.id in included for line in option.adds)
    wanted = dict.fromkeys(line.service for line in lines if line.grant.kind not in ("quantity", "none"))
    return tuple(wanted)


def cheapest(found: tuple[Rival, ...]) -> Rival | None:
    """Return the cheapest of some offers, the first of those that cost the same; `None` when no price is known."""
    known = [rival for rival in found if rival.yearly is not None]
    return min(known, key=lambda rival: rival.yearly or Decimal(0), default=None)
