"""Which addresses the detail of a price shows, rather than a cell of the grid."""

from __future__ import annotations

from offerdesigner.app.models.grid_rows import Row, RowKind, has_lead
from offerdesigner.model.address import Address, at, exists
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project

_PRICE_ROWS = (RowKind.PRICE, RowKind.COMMITTED, RowKind.RATE, RowKind.SETUP)
_PARTS = frozenset({"trial", "membership", "setup_tax"})


def detail_of(project: Project, row: Row, offer: Offer, address: Address) -> Address:
    """Return what to detail of a cell that stands at `address`: its price, or that of the whole offer."""
    if row.kind not in _PRICE_ROWS and offer.lead_rate is not None:
        return at("offers", offer.id, "rates", offer.lead_rate.id)
    if row.kind is RowKind.COMMITTED or (row.kind is RowKind.PRICE and not has_lead(offer, row)):
        return at("offers", offer.id, "terms")
    return address if exists(project, address) else at("offers", offer.id, "setup_fee")


def is_detail(parts: list[str]) -> bool:
    """Tell whether an address lies deeper than a cell shows: in the tiers of a charge, a trial, a membership."""
    if len(parts) > 2 and parts[2] in _PARTS:
        return True
    if len(parts) < 5 or parts[2] != "rates":
        return False
    # The leading amount of a charge is what its cell shows, in each price list; its tiers and conditions are not.
    inside = parts[6:] if parts[4] == "listed" else parts[4:]
    if len(inside) < 2:
        return inside not in ([], ["charge"])
    return len(inside) > 2 or inside[0] != "charge" or inside[1] not in ("amount", "unit_price")
