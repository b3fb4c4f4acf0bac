"""An offer as the rules look at it: what it gives, what it costs, and how that grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from offerdesigner.checks.contents import Contents
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import FreePrice
from offerdesigner.model.offers import Offer, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.growth import Cost, Growth
from offerdesigner.pricing.leading import leading_terms
from offerdesigner.pricing.offers import OfferPrice, commitments, price_terms, term_for
from offerdesigner.pricing.usage import included_usage
from offerdesigner.text import _

YEAR = 12


def holding(**parts: Any) -> Project:
    """Return a project that holds these `parts` and nothing else, to price what they are enough for.

    Nothing checks that what they refer to is there.
    """
    return _nothing().model_copy(update=parts)


@cache
def _nothing() -> Project:
    return Project()


@dataclass(frozen=True)
class PricedOffer:
    """An offer with what it gives and what it costs, for a year when it can be had for a year."""

    project: Project
    offer: Offer
    contents: Contents
    year: OfferPrice

    @property
    def name(self) -> str:
        """The name to tell the offer by."""
        return self.offer.name or _("Offre sans nom")

    @cached_property
    def terms(self) -> tuple[OfferPrice, ...]:
        """The price of each term, the shortest first."""
        return price_terms(self.project, self.offer)

    @cached_property
    def leading_terms(self) -> tuple[OfferPrice, ...]:
        """What each term asks for the leading price, of one unit where it is one."""
        return leading_terms(self.project, self.offer)

    @cached_property
    def included(self) -> Mapping[Id, Decimal]:
        """How much of each metric the displayed price covers."""
        return included_usage(self.project, self.offer)

    @cached_property
    def address(self) -> Address:
        """Where the offer stands."""
        return at("offers", self.offer.id)

    @cached_property
    def cost(self) -> Cost | None:
        """What offers are ranked by; `None` when it is unknown."""
        later, first = self.year.next_year, self.year.first_year
        return None if later is None or first is None or not self.offer.rates else (later, first)

    @cached_property
    def growth(self) -> Growth:
        """What a year costs as more is used."""
        return Growth(self.project, self.offer, YEAR)

    @cached_property
    def _growths(self) -> dict[Id | None, Growth]:
        return {_id_of(term_for(self.offer, YEAR)): self.growth}

    def growth_over(self, months: int) -> Growth:
        """Return what the offer costs as more is used, for a client who commits to `months`."""
        term = _id_of(term_for(self.offer, months))
        if term not in self._growths:
            self._growths[term] = Growth(self.project, self.offer, months)
        return self._growths[term]

    @cached_property
    def is_metered(self) -> bool:
        """Whether the price follows a quantity."""
        return any(rate.metric is not None for rate in self.offer.rates)

    @cached_property
    def is_free(self) -> bool:
        """Whether the client sets the price, in part at least: no figure of ours is what is paid."""
        return any(isinstance(rate.charge, FreePrice) for rate in self.offer.rates)

    @cached_property
    def is_only_a_trial(self) -> bool:
        """Whether nothing can be had for good: a free try is not compared with what one buys."""
        return self.offer.trial is not None and all(rate.period_months is None for rate in self.offer.rates)

    @cached_property
    def commitment(self) -> int:
        """The shortest commitment, in months; 0 when the offer lists no term."""
        return min(commitments(self.offer), default=0)


def _id_of(term: Term | None) -> Id | None:
    return term.id if term is not None else None
