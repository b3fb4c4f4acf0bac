"""Which prices tell an amount with tax or without, and who reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.vocabulary import public_named
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Audience, Offer, Option, RateCard, TaxMode

_SILENT = (OnQuote(), FlatPrice(amount=Decimal(0)))


def telling(lines: Iterable[RateCard]) -> list[RateCard]:
    """Return the price lines that tell an amount: « sur devis » and « gratuit » tell none."""
    return [line for line in lines if line.charge not in _SILENT]


def sides_of(holder: Offer | Option) -> set[TaxMode]:
    """Return how the amounts of an offer or of an option are entered: with tax, without, or both."""
    sides = {line.tax for line in telling(holder.rates)}
    if isinstance(holder, Offer) and isinstance(holder.setup_fee, FlatPrice) and holder.setup_fee.amount:
        sides.add(holder.setup_tax)
    return sides


def options_of_only(ctx: Context, offers: Iterable[PricedOffer]) -> list[Option]:
    """Return the options that can be taken with some of `offers`, and with no other one."""
    ours = {priced.offer.id for priced in offers}
    takers = {
        option.id: {offer for offer, options in ctx.open_options.items() if option.id in options}
        for option in ctx.project.options
    }
    return [option for option in ctx.project.options if takers[option.id] and takers[option.id] <= ours]


def for_who_pays_tax(ctx: Context) -> Iterator[tuple[PricedOffer, str]]:
    """Yield the offers that have associations, or individuals, as their public, with the words that say so."""
    for item, offers in ctx.ranges:
        whole = item.public or name_of(item)
        for priced in offers:
            said = _said_to_associations(priced.offer.public)
            if item.audience is Audience.INDIVIDUALS:
                said = said or whole
            elif said is None and item.audience is not None:
                said = whole if item.audience is Audience.ASSOCIATIONS else ""
            for words in (item.public, item.name):
                said = _said_to_associations(words) if said is None else said
            if said:
                yield priced, said


def _said_to_associations(words: str) -> str | None:
    """Return `words` where they name associations, "" where they name others, `None` where they do not decide."""
    return {"associations": words, "others": ""}.get(public_named(words) or "")
