"""Which ranges are for associations, and which for companies."""

from __future__ import annotations

from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.vocabulary import phrases, public_named
from offerdesigner.model.offers import Audience, Range
from offerdesigner.text import fold

Members = tuple[tuple[Range, tuple[PricedOffer, ...]], ...]
"""Ranges with their offers."""


def for_associations(ctx: Context) -> Members:
    """Return the ranges whose public is associations: by their kind of clients, else by the words of the sheet."""
    return ctx.once(_for_associations)


def for_companies(ctx: Context) -> Members:
    """Return the ranges whose public is companies, and not associations as well."""
    both = {item.id for item, _offers in for_associations(ctx)}
    return tuple((item, offers) for item, offers in ctx.ranges if item.id not in both and _is_for_companies(item))


def _for_associations(ctx: Context) -> Members:
    return tuple((item, offers) for item, offers in ctx.ranges if _is_for_associations(item))


def _is_for_associations(item: Range) -> bool:
    if item.audience is not None:
        return item.audience is Audience.ASSOCIATIONS
    named = (public_named(words) for words in (item.public, item.name, item.title))
    return next((public for public in named if public is not None), None) == "associations"


def _is_for_companies(item: Range) -> bool:
    if item.audience is not None:
        return item.audience is Audience.BUSINESSES
    return phrases("pack.json", "companies").search(fold(item.public or item.name)) is not None
