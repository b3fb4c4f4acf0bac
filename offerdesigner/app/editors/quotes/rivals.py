"""What the other offers of the range would cost for the usage of a quote."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, Taking
from offerdesigner.pricing.choice import Choice, Measure, Need, choose
from offerdesigner.pricing.lines import LineKind
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.selection import PricingError

_DAYS = 30
"""In a month of trial."""


@dataclass(frozen=True)
class Rival:
    """An offer and what it costs each year, in € on the side of the quote; `None`: it does not suffice, or on quote."""

    offer: Offer
    yearly: Decimal | None
    suffices: bool = True
    """Whether it covers all the usage, itself or with options."""


def rivals(project: Project, quote: Quote) -> tuple[Rival, ...]:
    """Return the offers of the range of the one that is proposed, itself among them, for the same usage.

    Each comes with what it takes to give what the options included give. Offers that end before the commitment are
    none; where the one that is proposed does, nothing compares to it.
    """
    offer = next((one for one in project.offers if one.id == quote.choice.offer), None)
    if offer is None or not may_last(offer, quote.choice.months):
        return ()
    usage = {item.metric: item.quantity for item in quote.choice.quantities}
    need = Need(usage, _needed(project, quote), quote.choice.months, quote.tax)
    listed = under(project, quote.choice.price_list)
    try:
        choices = [
            choose(listed, one, need, Measure.NEXT_YEAR)
            for one in listed.offers_of(offer.range)
            if may_last(one, quote.choice.months)
        ]
    except PricingError:
        return ()
    return tuple(Rival(choice.offer, choice.cost, _suffices(choice)) for choice in choices)


def may_last(offer: Offer, months: int) -> bool:
    """Tell whether one may keep `offer` for so many `months`: not one that is only a trial, or one free term."""
    lead, trial = offer.lead_rate, offer.trial
    if trial is not None and not offer.terms and (lead is None or lead.period_months is None):
        return months <= (trial.duration if trial.unit == "months" else trial.duration // _DAYS)
    lengths = [term.months for term in offer.terms if term.price == 0]
    return len(offer.terms) != 1 or not lengths or months <= lengths[0]


def _suffices(choice: Choice) -> bool:
    """Tell whether an offer covers the usage: what lies beyond it and has no price is not covered."""
    if choice.price is None:
        return False
    unknown = {line.kind for line in choice.price.lines if line.amount is None}
    return unknown != {LineKind.BEYOND}


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
