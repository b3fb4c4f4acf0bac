"""Price lists (« grilles »): other prices of the same offers, for those who meet a condition.

The standard list is what the price lines themselves say. Another list (solidarity, members) follows one
rule, a reduction in %, except where a line, a term or a setup fee has a price of its own in it.
`offerdesigner.pricing.price_lists` turns a project into what it is under a list.
"""

from __future__ import annotations

from itertools import chain
from typing import TypeVar

from pydantic import Field

from offerdesigner.model.base import Amount, Id, Identified, Line, Percent, evolve, new_id
from offerdesigner.model.charges import Charge
from offerdesigner.model.structure import MembershipRule
from offerdesigner.text import _


class PriceList(Identified):
    """Grille: the prices for those who meet `condition`; `percent_off` (in %) holds where nothing else is said."""

    name: Line = Field(title=_("Grille"), description=_("Un mot simple : « Tarif solidaire », « Adhérents »."))
    condition: Line = Field("", title=_("Pour qui"), description=_("À qui elle s'applique, sans justificatif gênant."))
    percent_off: Percent | None = Field(None, title=_("Réduction en %"))
    round_to: Amount | None = Field(None, title=_("Arrondi à"), description=_("Le multiple, en €."), gt=0)
    membership: MembershipRule | None = Field(None, title=_("Adhésion"), description=_("Si elle change l'adhésion."))


class ListedCharge(Identified):
    """The charge of one price line in another price list, HT or TTC as the line is."""

    price_list: Id
    charge: Charge


class ListedAmount(Identified):
    """An amount in € in another price list: the own price of a term, or a setup fee."""

    price_list: Id
    amount: Amount = Field(title=_("Prix dans la grille"))


L = TypeVar("L", ListedCharge, ListedAmount)


def is_listed(address: str) -> bool:
    """Tell whether an address is that of a price of another list than the standard one, or is inside it."""
    return "listed" in address.split("/")[2:] or address.split("/")[2:3] == ["setup_listed"]


def own_in(listed: tuple[L, ...], price_list: Id) -> L | None:
    """Return what `price_list` says itself among `listed`, or `None` where its rule holds."""
    return next((item for item in listed if item.price_list == price_list), None)


def without_own(listed: tuple[L, ...], price_list: Id) -> tuple[L, ...]:
    """Return `listed` without what `price_list` says itself: its rule holds again."""
    return tuple(item for item in listed if item.price_list != price_list)


def with_own(listed: tuple[L, ...], own: L) -> tuple[L, ...]:
    """Return `listed` with `own` as what its list says; what stood there keeps its id and its place."""
    known = own_in(listed, own.price_list)
    if known is not None:
        return tuple(evolve(own, id=known.id) if item is known else item for item in listed)
    if any(item.id == own.id for item in listed):
        own = evolve(own, id=new_id())
    return tuple(chain(listed, (own,)))


def own_id(listed: tuple[L, ...], price_list: Id) -> Id:
    """Return the id of what `price_list` says itself among `listed`, or the one that it would have: the list's."""
    known = own_in(listed, price_list)
    return price_list if known is None else known.id
