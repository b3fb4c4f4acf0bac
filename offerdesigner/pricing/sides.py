"""Prices on the other side, HT or TTC: all the amounts of a line go together, with the own prices of its terms.

What is shown is derived from what was entered, once. What goes back to the side it was entered on
is the very amount that stood there, to the cent: 120 amounts TTC share 100 amounts HT, so that a
rounded amount alone does not tell which of them it was, and `Sides` remembers.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from offerdesigner.model.address import Address, at, last, parent
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import Charge, FlatPrice
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Term, lead_of
from offerdesigner.model.price_lists import ListedAmount
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.repricing import ChargePlace, repriced
from offerdesigner.pricing.tax import converted, other_side

Holder = TypeVar("Holder", bound=Offer | Option)
Move = Callable[[Address, Decimal, int], Decimal]
"""Gives the amount that takes the place of the one that stands at an address, to so many decimals."""

DECIMALS = {
    "amount": 2,
    "unit_price": 4,
    "package_price": 2,
    "flat_price": 2,
    "price": 2,
    "advised": 2,
    "minimum": 2,
}
"""The fields of charges that hold money, and their decimals."""

SETUP = "setup_fee"


class Inexact(ValueError):
    """An amount that no amount of the other side gives to the cent; `near` there gives `instead`."""

    def __init__(self, amount: Decimal, side: TaxMode, near: Decimal, instead: Decimal) -> None:
        super().__init__(f"{amount} {side}")
        self.amount, self.side, self.near, self.instead = amount, side, near, instead


def on_side(holder: Holder, side: TaxMode, vat: Vat) -> Holder:
    """Return an offer or an option with all its prices on `side`; as it is, if one would be too large there."""

    def move(_place: Address, amount: Decimal, decimals: int) -> Decimal:
        return converted(amount, other_side(side), side, vat, decimals)

    return _shown(holder, side, move) if vat.rate else holder


def charge_on_side(charge: Charge, entered: TaxMode, wanted: TaxMode, vat: Vat) -> Charge:
    """Return `charge` with its amounts, as `entered`, on the `wanted` side.

    Raises `pydantic.ValidationError` where one would be too large.
    """

    def move(_place: Address, amount: Decimal, decimals: int) -> Decimal:
        return converted(amount, entered, wanted, vat, decimals)

    return _moved_charge("", charge, move)


def amounts_of(holder: Offer | Option) -> dict[Address, Decimal]:
    """Return every amount that is entered on a side in an offer or an option, by address."""
    found: dict[Address, Decimal] = {}

    def note(place: Address, amount: Decimal, _decimals: int) -> Decimal:
        found[place] = amount
        return amount

    for rate in holder.rates:
        _moved_rate(at(home_of(holder), "rates", rate.id), rate, other_side(rate.tax), note)
    if isinstance(holder, Offer):
        _moved_terms(holder, holder.terms, note)
        _moved_setup(holder, note)
    return found


def tax_of(line: Address) -> Address:
    """Return where the side of a price line, or of a setup fee, is said."""
    return at(parent(line), "setup_tax") if last(line) == SETUP else at(line, "tax")


def home_of(holder: Offer | Option) -> Address:
    """Return the address of an offer or of an option."""
    return at("offers" if isinstance(holder, Offer) else "options", holder.id)


def _shown(holder: Holder, side: TaxMode, move: Move) -> Holder:
    try:
        return _moved(holder, side, move)
    except ValidationError:
        return holder


def _moved(holder: Holder, side: TaxMode, move: Move) -> Holder:
    rates = tuple(_moved_rate(at(home_of(holder), "rates", rate.id), rate, side, move) for rate in holder.rates)
    if isinstance(holder, Option):
        return holder if _are_same(rates, holder.rates) else evolve(holder, rates=rates)
    lead = holder.lead_rate
    terms = holder.terms if lead is None or lead.tax == side else _moved_terms(holder, holder.terms, move)
    if _are_same(rates, holder.rates) and terms is holder.terms and holder.setup_tax == side:
        return holder
    setup = {} if holder.setup_tax == side else _moved_setup(holder, move)
    return evolve(holder, rates=rates, terms=terms, setup_tax=side, **setup)


def _moved_rate(place: Address, rate: RateCard, side: TaxMode, move: Move) -> RateCard:
    if rate.tax == side:
        return rate
    limits = {
        name: move(at(place, name), limit, 2)
        for name in ("minimum_amount", "maximum_amount")
        if (limit := getattr(rate, name)) is not None
    }
    listed = tuple(
        evolve(item, charge=_moved_charge(at(place, "listed", item.id, "charge"), item.charge, move))
        for item in rate.listed
    )
    charge = _moved_charge(at(place, "charge"), rate.charge, move)
    return evolve(rate, tax=side, charge=charge, listed=listed, **limits)


def _moved_charge(place: Address, charge: Charge, move: Move) -> Charge:
    def change(spot: ChargePlace, amount: Decimal) -> Decimal:
        return move(at(place, *spot.path), amount, DECIMALS[spot.field])

    return repriced(charge, change)


def _moved_terms(offer: Offer, terms: tuple[Term, ...], move: Move) -> tuple[Term, ...]:
    return tuple(_moved_term(offer, term, move) for term in terms)


def _moved_term(offer: Offer, term: Term, move: Move) -> Term:
    if term.price is None and not term.listed:
        return term
    place = at(home_of(offer), "terms", term.id)
    price = None if term.price is None else move(at(place, "price"), term.price, 2)
    return evolve(term, price=price, listed=_moved_listed(at(place, "listed"), term.listed, move))


def _pairs(kept: tuple[Holder, ...], shown: tuple[Holder, ...]) -> dict[Id, tuple[Holder, Holder]]:
    return {was.id: (was, seen) for was, seen in zip(kept, shown, strict=True)}


def _moved_setup(offer: Offer, move: Move) -> dict[str, Any]:
    fee, home = offer.setup_fee, home_of(offer)
    return {
        SETUP: fee if fee is None else _moved_charge(at(home, SETUP), fee, move),
        "setup_listed": _moved_listed(at(home, "setup_listed"), offer.setup_listed, move),
    }


def _moved_listed(place: Address, listed: tuple[ListedAmount, ...], move: Move) -> tuple[ListedAmount, ...]:
    return tuple(evolve(item, amount=move(at(place, item.id, "amount"), item.amount, 2)) for item in listed)


def _are_same(some: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


class Sides:
    """Shows prices on a side, and takes them back to the side that each is kept on."""

    def __init__(self) -> None:
        self._origins: dict[tuple[Address, TaxMode, Decimal], Decimal] = {}
        self._shown: dict[tuple[Address, TaxMode], tuple[Offer | Option, Decimal, Offer | Option]] = {}
        self._whole: tuple[Project, TaxMode, Project] | None = None

    # Showing

    def shown(self, holder: Holder, side: TaxMode, vat: Vat) -> Holder:
        """Return what `on_side` does, and the same object as long as `holder` is the same one."""
        if not vat.rate:
            return holder
        known = self._shown.get((home_of(holder), side))
        if known is not None and known[0] is holder and known[1] == vat.rate:
            return known[2]  # type: ignore[return-value]

        def move(place: Address, amount: Decimal, decimals: int) -> Decimal:
            found = converted(amount, other_side(side), side, vat, decimals)
            self._origins[place, side, found] = amount
            return found

        found = _shown(holder, side, move)
        self._shown[home_of(holder), side] = holder, vat.rate, found
        return found

    def project(self, project: Project, side: TaxMode) -> Project:
        """Return `project` with all its prices on `side`: the same object as long as `project` is the same one."""
        if self._whole is not None and self._whole[0] is project and self._whole[1] == side:
            return self._whole[2]
        vat = project.structure.vat
        offers = tuple(self.shown(offer, side, vat) for offer in project.offers)
        options = tuple(self.shown(option, side, vat) for option in project.options)
        is_same = _are_same(offers, project.offers) and _are_same(options, project.options)
        found = project if is_same else evolve(project, offers=offers, options=options)
        self._whole = project, side, found
        return found

    # Taking back

    def kept(
        self, place: Address, amount: Decimal, shown: TaxMode, side: TaxMode, vat: Vat, decimals: int = 2
    ) -> Decimal:
        """Return what gives `amount` of the side `shown` once it is kept on `side`: what it came from, if known."""
        origin = self._origins.get((place, shown, amount))
        if origin is not None and converted(origin, side, shown, vat, decimals) == amount:
            return origin
        found = converted(amount, shown, side, vat, decimals)
        self._origins[place, side, found] = amount
        return found

    def entered_on(self, holder: Holder, line: Address, side: TaxMode, vat: Vat) -> Holder:
        """Return `holder` with one of its price lines, or its setup fee, entered on `side`: as near as can be.

        The own prices of terms go with the leading line. Amounts that come back are those that were there.
        Raises `pydantic.ValidationError` where one would be too large.
        """

        def move(place: Address, amount: Decimal, decimals: int) -> Decimal:
            return self.kept(place, amount, other_side(side), side, vat, decimals)

        if isinstance(holder, Offer) and last(line) == SETUP:
            return evolve(holder, setup_tax=side, **({} if holder.setup_tax == side else _moved_setup(holder, move)))
        rate_id = last(line)
        rates = tuple(_moved_rate(line, rate, side, move) if rate.id == rate_id else rate for rate in holder.rates)
        lead = lead_of(holder.rates)
        if isinstance(holder, Option) or lead is None or lead.id != rate_id or lead.tax == side:
            return evolve(holder, rates=rates)
        return evolve(holder, rates=rates, terms=_moved_terms(holder, holder.terms, move))

    def back(self, edited: Project, kept: Project, side: TaxMode) -> Project:
        """Return `kept` as it becomes once it was shown on `side` and its prices edited there; new ones stay there.

        Raises `Inexact` for an amount that the side of its line cannot give to the cent.
        """
        vat = kept.structure.vat
        shown = self.project(kept, side)
        if edited is shown:
            return kept
        offers, options = _pairs(kept.offers, shown.offers), _pairs(kept.options, shown.options)
        return evolve(
            edited,
            offers=tuple(self._offer_back(offer, *offers[offer.id], side, vat) for offer in edited.offers),
            options=tuple(self._option_back(option, *options[option.id], side, vat) for option in edited.options),
        )

    def _offer_back(self, edited: Offer, was: Offer, shown: Offer, side: TaxMode, vat: Vat) -> Offer:
        if edited is shown:
            return was
        rates = self._rates_back(edited, was, shown, side, vat)
        return evolve(
            edited,
            rates=rates,
            terms=self._terms_back(edited, was, shown, rates, vat),
            **self._setup_back(edited, was, shown, vat),
        )

    def _option_back(self, edited: Option, was: Option, shown: Option, side: TaxMode, vat: Vat) -> Option:
        if edited is shown:
            return was
        return evolve(edited, rates=self._rates_back(edited, was, shown, side, vat))

    def _rates_back(self, edited: Holder, was: Holder, shown: Holder, side: TaxMode, vat: Vat) -> tuple[RateCard, ...]:
        known = {rate.id: (rate, seen) for rate, seen in zip(was.rates, shown.rates, strict=True)}
        found = []
        for rate in edited.rates:
            mine, seen = known.get(rate.id, (None, None))
            if mine is None:
                found.append(rate if rate.tax == side else evolve(rate, tax=side))
            elif rate is seen:
                found.append(mine)
            else:
                place = at(home_of(edited), "rates", rate.id)
                found.append(_moved_rate(place, rate, mine.tax, self._exactly(rate.tax, mine.tax, vat)))
        return tuple(found)

    def _terms_back(
        self, edited: Offer, was: Offer, shown: Offer, rates: tuple[RateCard, ...], vat: Vat
    ) -> tuple[Term, ...]:
        lead, seen = lead_of(rates), lead_of(edited.rates)
        if lead is None or seen is None or lead.tax == seen.tax:
            return edited.terms
        same_lead = was.lead_rate is not None and was.lead_rate.id == lead.id
        known = {t.id: (mine, t) for mine, t in zip(was.terms, shown.terms, strict=True)} if same_lead else {}
        move = self._exactly(seen.tax, lead.tax, vat)
        found = []
        for term in edited.terms:
            mine, before = known.get(term.id, (None, None))
            found.append(mine if mine is not None and term is before else _moved_term(edited, term, move))
        return tuple(found)

    def _setup_back(self, edited: Offer, was: Offer, shown: Offer, vat: Vat) -> dict[str, Any]:
        if edited.setup_fee is shown.setup_fee and edited.setup_listed is shown.setup_listed:
            return {SETUP: was.setup_fee, "setup_listed": was.setup_listed, "setup_tax": was.setup_tax}
        had_amounts = isinstance(was.setup_fee, FlatPrice) or was.setup_listed
        if edited.setup_tax == was.setup_tax or (not had_amounts and isinstance(edited.setup_fee, FlatPrice)):
            return {}
        return {
            "setup_tax": was.setup_tax,
            **_moved_setup(edited, self._exactly(edited.setup_tax, was.setup_tax, vat)),
        }

    def _exactly(self, shown: TaxMode, side: TaxMode, vat: Vat) -> Move:
        def move(place: Address, amount: Decimal, decimals: int) -> Decimal:
            found = self.kept(place, amount, shown, side, vat, decimals)
            instead = converted(found, side, shown, vat, decimals)
            if instead != amount:
                raise Inexact(amount, shown, found, instead)
            return found

        return move
