"""Where one stands on « Offres », for the same page made anew."""

from __future__ import annotations

from dataclasses import dataclass

from offerdesigner.model.address import Address
from offerdesigner.model.base import Id


@dataclass(frozen=True)
class Standing:
    """Where one is on the page: the range, the current cell, and the price whose detail covers the grid."""

    range_id: Id
    row: str
    offer: Id
    folded: frozenset[str]
    extra_months: frozenset[int]
    detail: Address
    is_of_option: bool
