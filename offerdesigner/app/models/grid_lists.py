"""The prices of the other price lists in the offers grid: a row under each price, what it shows, what is typed there.

A price list follows its rule wherever it says nothing itself: such a price shows muted. Typing one
makes it the list's own; emptying its cell gives it back to the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from offerdesigner.app.models.grid_rows import NO_VALUE, PRICED, Row, RowKind, has_lead, line_of, term_of
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import Charge, FlatPrice, OnQuote
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Offer
from offerdesigner.model.price_lists import (
    ListedAmount,
    ListedCharge,
    PriceList,
    own_id,
    own_in,
    with_own,
    without_own,
)
from offerdesigner.model.project import Project
from offerdesigner.model.typed import ABSENT, Refused, read_charge, read_fee, read_rule, reduced
from offerdesigner.text import MINUS, NNBSP, _, number

if TYPE_CHECKING:
    from offerdesigner.app.models.grid_columns import Cell, Column

SETUP = "setup_listed"


# Rows


def with_list_rows(project: Project, offers: Iterable[Offer], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `rows`, each that some offer has a price in followed by one a price list."""
    offers = tuple(offers)
    for row in rows:
        yield row
        if row.kind in PRICED and any(place_of(offer, row) is not None for offer in offers):
            yield from (_list_row(row, price_list) for price_list in project.price_lists)


def _list_row(row: Row, price_list: PriceList) -> Row:
    name = list_name(price_list)
    label = _("{price} · {list}").format(price=row.label, list=name)
    wanted = price_list.id
    return replace(
        row, id=f"{row.id}@{wanted}", label=label, price_list=wanted, short=name, detail=price_list.condition
    )


def standard(row: Row) -> Row:
    """Return the row of the standard price that a row of a list stands under."""
    return replace(row, id=row.id.rpartition("@")[0], price_list="", short="")


def list_name(price_list: PriceList) -> str:
    """Return the name to tell a price list by."""
    return price_list.name or _("Grille sans nom")


def rule_words(price_list: PriceList) -> str:
    """Say in a word or two the rule of a list: « −40 % », « prix standard »."""
    if not price_list.percent_off:
        return _("prix standard")
    return f"{MINUS}{number(price_list.percent_off)}{NNBSP}%"


# Cells


@dataclass(frozen=True)
class Place:
    """What the lists say of one price of an offer: in its part « rates », « terms » or « setup_listed »."""

    part: str
    id: Id
    listed: tuple[Any, ...]

    def address(self, offer: Offer, price_list: Id) -> Address:
        """Return where the own price of a list stands, or would stand."""
        inside = at(self.part, self.id, "listed") if self.id else self.part
        return at("offers", offer.id, inside, own_id(self.listed, price_list))

    def put(self, offer: Offer, listed: tuple[Any, ...]) -> Offer:
        """Return `offer` with other prices in the lists here."""
        if not self.id:
            return evolve(offer, setup_listed=listed)
        items = getattr(offer, self.part)
        changed = tuple(evolve(item, listed=listed) if item.id == self.id else item for item in items)
        return evolve(offer, **{self.part: changed})


def place_of(offer: Offer, row: Row) -> Place | None:
    """Return what the lists say of the price of `offer` in `row`; `None` where it has no price."""
    if row.kind is RowKind.SETUP:
        has_fee = offer.setup_fee is not None or offer.setup_listed
        return Place(SETUP, "", offer.setup_listed) if has_fee else None
    line = offer.lead_rate if has_lead(offer, row) else line_of(offer, row) if row.kind is RowKind.RATE else None
    if line is not None:
        return Place("rates", line.id, line.listed)
    term = None if row.kind is RowKind.RATE or offer.lead_rate is None else term_of(offer, row)
    return None if term is None else Place("terms", term.id, term.listed)


def listed_cell(cell: Cell, column: Column, row: Row) -> Cell:
    """Return the cell of a list's row from `cell`, the price of the offer under that list."""
    place = place_of(column.offer, row)
    if place is None:
        return replace(cell, text=NO_VALUE, note="", typed="", address="", hint="", is_there=False, side="")
    price_list = column.price_list(row.price_list)
    own = own_in(place.listed, row.price_list)
    is_own = own is not None
    said = _own_hint(price_list) if is_own else _rule_hint(price_list)
    found = replace(
        cell,
        address=place.address(column.offer, row.price_list),
        is_there=is_own,
        is_apart=True,
        hint=" ; ".join(part for part in (said, cell.hint) if part),
    )
    if place.part == "terms":
        amount = own.amount if isinstance(own, ListedAmount) else None
        found = replace(found, typed=column.under(row.price_list).term_as_typed(standard(row), amount))
    if is_own or cell.is_dearer:
        return found
    return replace(found, note=_rule_note(column.offer, place, price_list))


def _rule_note(offer: Offer, place: Place, price_list: PriceList) -> str:
    lead = offer.lead_rate
    if place.part == "terms" and lead is not None and own_in(lead.listed, price_list.id) is not None:
        return _("en proportion")
    return rule_words(price_list)


def _own_hint(price_list: PriceList) -> str:
    words = _("Prix propre à « {list} ». Videz la case pour suivre la grille.")
    return words.format(list=list_name(price_list))


def _rule_hint(price_list: PriceList) -> str:
    words = _("Suit « {list} » ({rule}). Tapez un prix pour qu'elle ait le sien.")
    return words.format(list=list_name(price_list), rule=rule_words(price_list))


# Typing


def read_listed(column: Column, row: Row, typed: str) -> tuple[Address, Callable[[Offer], Offer]]:
    """Read what is typed in a row of a list: the address of its own price, and what makes it of the offer.

    Nothing, or a dash, gives the price back to the rule. Raises `Refused`.
    """
    offer, wanted = column.offer, row.price_list
    place = place_of(offer, row)
    if place is None:
        if reduced(typed) in ABSENT:
            return at("offers", offer.id), lambda now: now
        raise Refused(_("Donnez d'abord le prix standard, juste au-dessus."))
    own = None if reduced(typed) in ABSENT else _own_price(column, row, place, typed)

    def change(now: Offer) -> Offer:
        present = place_of(now, row)
        if present is None:
            return now
        listed = without_own(present.listed, wanted) if own is None else with_own(present.listed, own)
        return now if listed == present.listed else present.put(now, listed)

    return place.address(offer, wanted), change


def _own_price(column: Column, row: Row, place: Place, typed: str) -> ListedCharge | ListedAmount:
    wanted = row.price_list
    if place.part == "rates":
        charge = read_charge(_charge_to_change(column, row, place.id), typed, row.months)
        return ListedCharge(id=wanted, price_list=wanted, charge=charge)
    if place.part == "terms":
        lead = column.offer.lead_rate
        rule = read_rule(typed, row.months or 0, lead.charge if lead else None)
        if "price" not in rule:
            raise Refused(_("Dans une grille, une échéance a un prix, ou suit la grille : tapez un prix, ou videz."))
        return ListedAmount(id=wanted, price_list=wanted, amount=rule["price"])
    fee = read_fee(typed)
    if not isinstance(fee, FlatPrice):
        raise Refused(_("« Sur devis » vaut pour toutes les grilles : tapez-le à la ligne « Mise en service »."))
    return ListedAmount(id=wanted, price_list=wanted, amount=fee.amount)


def _charge_to_change(column: Column, row: Row, rate_id: Id) -> Charge:
    """Return the charge whose leading amount is typed: the list's, or the standard one where that is on quote."""
    offers = (column.under(row.price_list).offer, column.offer)
    found = [rate.charge for offer in offers for rate in offer.rates if rate.id == rate_id]
    return next((charge for charge in found if not isinstance(charge, OnQuote)), found[0])


def follow_rule(project: Project, row: Row, range_id: Id) -> Edit | None:
    """Give all the prices of a list's row back to its rule; `None` where they all follow it already."""

    def given_back(offer: Offer) -> Offer:
        place = place_of(offer, row) if offer.range == range_id else None
        if place is None or own_in(place.listed, row.price_list) is None:
            return offer
        return place.put(offer, without_own(place.listed, row.price_list))

    if all(given_back(offer) is offer for offer in project.offers):
        return None
    label = _("suivre la grille pour « {row} »").format(row=row.label)
    return Edit(label, lambda now: evolve(now, offers=tuple(map(given_back, now.offers))), "offers")
