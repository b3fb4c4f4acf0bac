"""What is typed in a cell of the offers grid, turned into an edit of the project.

French words and numbers are read as a volunteer writes them: « 12,50 € », « sur devis »,
« offerte », « −10 % », « 2 mois offerts », « 15 Go par personne », « illimité », free words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.app.models.grid_cells import cell_in
from offerdesigner.app.models.grid_columns import Cell, Column
from offerdesigner.app.models.grid_grants import grant_from
from offerdesigner.app.models.grid_lists import read_listed
from offerdesigner.app.models.grid_rows import (
    Row,
    RowKind,
    has_lead,
    line_of,
    sibling_line,
    term_of,
)
from offerdesigner.model.address import Address, at, get, put
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.charges import LEAD_FIELDS, Charge, FlatPrice, UnitPrice
from offerdesigner.model.edits import Edit
from offerdesigner.model.grants import with_grants
from offerdesigner.model.inheritance import can_follow, detached, following, without_own
from offerdesigner.model.offers import Grant, Included, NotIncluded, Offer, RateCard, Term, with_rates
from offerdesigner.model.project import Project
from offerdesigner.model.typed import ABSENT, Refused, read_charge, read_fee, read_rule, reduced
from offerdesigner.text import _, fold, of

__all__ = ["Refused", "edit_for", "is_shown", "toggle_edit"]

_PRICES = frozenset({RowKind.PRICE, RowKind.COMMITTED})
LONGEST = 200
"""How many letters a cell holds."""


@dataclass(frozen=True)
class Typed:
    """What typing in a cell makes of its offer; `metric` is the unit that its service gets, when it had none."""

    address: Address
    change: Callable[[Offer], Offer]
    metric: Id | None = None


def edit_for(project: Project, row: Row, offer: Offer, typed: str) -> Edit:
    """Return the edit that puts what was `typed` in the cell of `row` for `offer`.

    What the cell shows already changes nothing. Raises `Refused` with a French sentence.
    """
    column = Column(project, offer)
    read = read_cell(column, row, typed)
    if read is None:
        return _edit(row, offer, Typed(cell_in(column, row).address, lambda unchanged: unchanged))
    return _edit(row, offer, read)


def read_cell(column: Column, row: Row, typed: str) -> Typed | None:
    """Read what is typed in a cell; `None` when that is what it shows already. Raises `Refused`."""
    if not row.price_list and is_shown(cell_in(column, row), typed):
        return None
    _check_length(typed)
    if row.price_list:
        return Typed(*read_listed(column, row, typed))
    return _READERS.get(row.kind, _read_nothing)(column, row, typed.strip())


def read_grant(column: Column, row: Row, typed: str) -> tuple[Grant, Id | None] | None:
    """Read what is granted of a service, and the unit that it gets; `None` when its cell says so already.

    Raises `Refused`.
    """
    if is_shown(cell_in(column, row), typed):
        return None
    _check_length(typed)
    return grant_from(column.project, row.key, typed, column.quantified)


def toggle_edit(project: Project, row: Row, offer: Offer) -> Edit | None:
    """Return the edit that ticks or unticks a service, or `None` where there is more than a tick."""
    if row.kind is not RowKind.SERVICE:
        return None
    column = Column(project, offer)
    line = column.given.get(row.key)
    if line is not None and line.grant.kind != "included":
        return None
    above = column.inherited.get(row.key)
    if line is None and above is not None and above.grant.kind == "included":
        # It was denied: ticked again, it follows what it inherits again.
        address = at("offers", offer.id, "inclusions", column.own[row.key].id)
        return _edit(row, offer, Typed(address, lambda now: without_own(now, (row.key,))), None)
    return _edit(row, offer, _granted(column, row, Included() if line is None else NotIncluded()), None)


def is_shown(cell: Cell, typed: str) -> bool:
    """Tell whether what is typed is what a cell shows, or what its editor starts with."""
    words = reduced(typed)
    return words == reduced(cell.typed) or words == reduced(cell.text)


def _check_length(typed: str) -> None:
    if len(typed) > LONGEST:
        raise Refused(_("200 caractères au plus."))


_SAME: object = object()


def _edit(row: Row, offer: Offer, read: Typed, key: Hashable = _SAME) -> Edit:
    words = _("prix {row} {of_offer}") if row.kind in _PRICES else _("{row} {of_offer}")
    label = words.format(row=row.label[:1].lower() + row.label[1:], of_offer=of(offer.name))
    holder = at("offers", offer.id)

    def apply(now: Project) -> Project:
        if read.metric is not None:
            now = put(now, at("services", row.key, "metric"), read.metric)
        present: Offer = get(now, holder)
        changed = read.change(present)
        return now if changed is present else put(now, holder, changed)

    return Edit(label, apply, read.address, key=("cell", row.id, offer.id) if key is _SAME else key)


# Prices


def _read_price(column: Column, row: Row, typed: str) -> Typed:
    offer = column.offer
    lead = offer.lead_rate
    if lead is not None and not has_lead(offer, row):
        return _read_term(column, row, typed)
    if lead is None:
        rate = RateCard(charge=read_charge(FlatPrice(amount=Decimal(0)), typed, row.months), period_months=row.months)
        return Typed(
            at("offers", offer.id, "rates", rate.id),
            lambda now: evolve(now, rates=(*now.rates, rate)) if now.lead_rate is None else now,
        )
    address = at("offers", offer.id, "rates", lead.id)
    if reduced(typed) in ABSENT:
        if len(offer.rates) > 1:
            raise Refused(_("Cette offre a d'autres lignes de prix : tapez « gratuit » ou « sur devis »."))
        return Typed(address, lambda now: with_rates(now, ()))
    charge = read_charge(lead.charge, typed, row.months)
    return Typed(address, lambda now: _with_lead(now, lead.id, charge))


def _with_lead(offer: Offer, rate_id: Id, charge: Charge) -> Offer:
    rates = tuple(evolve(rate, charge=charge) if rate.id == rate_id else rate for rate in offer.rates)
    # A price that is unknown for a month is unknown for a year.
    return with_rates(offer, rates)


def _read_term(column: Column, row: Row, typed: str) -> Typed:
    offer = column.offer
    term = term_of(offer, row)
    assert row.months is not None
    if reduced(typed) in ABSENT:
        address = at("offers", offer.id, "terms")
        return Typed(address, lambda now: evolve(now, terms=_terms_but(now, row.months)))
    lead = offer.lead_rate.charge if offer.lead_rate else None
    rule = read_rule(typed, row.months, lead)
    changed = Term(id=term.id if term else new_id(), months=row.months, **rule)
    if term is not None:
        changed = evolve(changed, billing_months=term.billing_months, listed=term.listed)
    return Typed(
        at("offers", offer.id, "terms", changed.id),
        lambda now: evolve(now, terms=(*_terms_but(now, row.months), changed)),
    )


def _terms_but(offer: Offer, months: int | None) -> tuple[Term, ...]:
    return tuple(term for term in offer.terms if term.months != months)


def _read_setup(column: Column, row: Row, typed: str) -> Typed:
    fee = read_fee(typed)
    changes = {"setup_fee": fee} if fee is not None else {"setup_fee": fee, "setup_listed": ()}
    return Typed(at("offers", column.offer.id, "setup_fee"), lambda now: evolve(now, **changes))


def _read_line(column: Column, row: Row, typed: str) -> Typed:
    offer = column.offer
    rate = line_of(offer, row)
    if reduced(typed) in ABSENT:
        kept = rate.id if rate else ""
        address = at("offers", offer.id, "rates")
        return Typed(address, lambda now: evolve(now, rates=tuple(line for line in now.rates if line.id != kept)))
    if rate is not None:
        changed = evolve(rate, charge=read_charge(rate.charge, typed, row.months))
        return Typed(
            at("offers", offer.id, "rates", rate.id),
            lambda now: evolve(now, rates=tuple(changed if line.id == rate.id else line for line in now.rates)),
        )
    return _new_line(column, row, typed)


def _new_line(column: Column, row: Row, typed: str) -> Typed:
    """Give the offer the price line that its neighbour has in this row, at the price typed."""
    offer = column.offer
    model = sibling_line(column.project, offer, row)
    assert model is not None, "a row of price lines comes from one of the offers"
    charge = model.charge
    if charge.kind not in LEAD_FIELDS:
        charge = UnitPrice(unit_price=Decimal(0)) if model.metric else FlatPrice(amount=Decimal(0))
    if offer.lead_rate is None:
        raise Refused(_("Donnez d'abord le prix principal de cette offre."))
    added = evolve(model, id=new_id(), listed=(), charge=read_charge(charge, typed, row.months))
    address = at("offers", offer.id, "rates", added.id)
    return Typed(address, lambda now: evolve(now, rates=(*now.rates, added)))


# Services and words


def _read_service(column: Column, row: Row, typed: str) -> Typed:
    grant, metric = grant_from(column.project, row.key, typed, column.quantified)
    return _granted(column, row, grant, metric)


def _granted(column: Column, row: Row, grant: Grant, metric: Id | None = None) -> Typed:
    own, service, inherited = column.own.get(row.key), row.key, column.inherited
    address = at("offers", column.offer.id, "inclusions", own.id if own else "")
    return Typed(address, lambda now: with_grants(now, inherited, {service: grant}), metric)


def _read_public(column: Column, row: Row, typed: str) -> Typed:
    public = "" if typed in ("-", "—") else " ".join(typed.split())
    return Typed(at("offers", column.offer.id, "public"), lambda now: evolve(now, public=public))


def _read_inherits(column: Column, row: Row, typed: str) -> Typed:
    project, offer = column.project, column.offer
    address = at("offers", offer.id, "inherits")
    if reduced(typed) in ABSENT:
        return Typed(address, lambda now: detached(project, now))
    source = _named(project, offer, typed)
    if not can_follow(project, offer, source):
        raise Refused(_("« {offer} » finirait par se contenir elle-même.").format(offer=offer.name))
    return Typed(address, lambda now: following(project, now, source))


def _named(project: Project, offer: Offer, typed: str) -> Offer:
    """Return the offer that bears a name, or the only one whose name begins so; those of the same range first."""
    name = fold(typed)
    near = sorted(project.offers, key=lambda other: other.range != offer.range)
    found = next((other for other in near if fold(other.name) == name), None)
    begun = [other for other in near if other.range == offer.range and fold(other.name).startswith(name)]
    if found is None and len(begun) == 1:
        return begun[0]
    if found is None:
        raise Refused(_("Aucune offre ne s'appelle « {name} ».").format(name=typed))
    return found


def _read_nothing(column: Column, row: Row, typed: str) -> Typed:
    raise Refused(_("Rien ne s'écrit sur cette ligne."))


_READERS: dict[RowKind, Callable[[Column, Row, str], Typed]] = {
    RowKind.PRICE: _read_price,
    RowKind.COMMITTED: _read_term,
    RowKind.SETUP: _read_setup,
    RowKind.RATE: _read_line,
    RowKind.SERVICE: _read_service,
    RowKind.PUBLIC: _read_public,
    RowKind.INHERITS: _read_inherits,
}
