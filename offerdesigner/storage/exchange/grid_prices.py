"""The prices of one offer, put together from what the lines of a grid say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import Charge, FlatPrice, OnQuote, PackagePrice, UnitPrice
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Term, with_rates
from offerdesigner.model.refusal import reason
from offerdesigner.model.structure import Vat
from offerdesigner.model.typed import ABSENT, Refused, read_charge, read_fee, read_rule
from offerdesigner.pricing.sides import SETUP, Sides, home_of
from offerdesigner.storage.exchange.grid_amounts import Price, Unit
from offerdesigner.storage.exchange.grid_layout import Place
from offerdesigner.text import NotANumber, _, every, fold


@dataclass(frozen=True)
class Entry:
    """A price that a cell gives: for how many `months` (`None`: once), and the heading of its line.

    Without a `tax`, it is on the side of the leading price of its offer.
    """

    place: Place
    price: Price
    months: int | None
    label: str
    tax: TaxMode | None = None


LONGEST_NAME = 200

Leave = Callable[[Place, str], None]
"""Told of each cell that is left out, and why."""


@dataclass(frozen=True)
class Prices:
    """Writes prices in offers: `metrics` are the ids of what people and Go are counted in, `fresh` makes ids.

    A line that gets a price on its other side, HT or TTC, goes there whole, at the rate of `vat`.
    """

    metrics: Callable[[Unit], Id]
    fresh: Callable[[], Id]
    leave: Leave
    vat: Vat

    def put(self, offer: Offer, entries: Iterable[Entry]) -> Offer:
        """Return `offer` with these prices of its own: the leading one, and those of its terms."""
        by_months: dict[int | None, Entry] = {}
        for entry in entries:
            if entry.months in by_months:
                self.leave(entry.place, _("ce prix est déjà donné par une autre case"))
            else:
                by_months[entry.months] = entry
        lead = offer.lead_rate
        first = _leading(by_months.values()) if lead is None else by_months.get(lead.period_months)
        if first is not None:
            del by_months[first.months]
            offer = self._attempt(offer, first, self._with_lead)
        for entry in sorted(by_months.values(), key=lambda entry: entry.months or 0):
            offer = self._attempt(offer, entry, self._with_other)
        return offer

    def put_more(self, offer: Offer, entry: Entry, unit: Unit, size: Decimal | None) -> Offer:
        """Return `offer` with a price for each person or Go beyond those included, or for each `size` of them."""
        return self._attempt(offer, entry, lambda now, entry: self._with_more(now, entry, unit, size))

    def put_setup(self, offer: Offer, entry: Entry) -> Offer:
        """Return `offer` with this setup fee."""
        return self._attempt(offer, entry, self._with_setup)

    def with_price(self, option: Option, made: RateCard) -> Option:
        """Return `option` at the price of `made`: a single line that it had takes that price, and stays otherwise."""
        if len(option.rates) != 1:
            return evolve(option, rates=(made,))
        there = Sides().entered_on(option, at(home_of(option), "rates", option.rates[0].id), made.tax, self.vat)
        return evolve(there, rates=(repriced(there.rates[0], evolve(made, name=there.rates[0].name)),))

    def charge(self, entry: Entry, unit: Unit | None = None, size: Decimal | None = None) -> Charge:
        """Return the price that an entry says, of one unit or of packs of units where it says so. Raises `Refused`."""
        unit, size = unit or entry.price.unit, entry.price.size or size
        if size is not None:
            blank: Charge = PackagePrice(package_price=Decimal(0), size=size)
        else:
            blank = FlatPrice(amount=Decimal(0)) if unit is None else UnitPrice(unit_price=Decimal(0))
        return read_charge(blank, entry.price.typed, entry.months)

    def _attempt(self, offer: Offer, entry: Entry, change: Callable[[Offer, Entry], Offer]) -> Offer:
        try:
            return change(offer, entry)
        except Refused as refusal:
            is_no_number = isinstance(refusal.__cause__, NotANumber)
            self.leave(entry.place, _("ce n'est pas un prix") if is_no_number else said(refusal))
        except ValidationError as error:
            self.leave(entry.place, said(reason(error)))
        return offer

    def _with_lead(self, offer: Offer, entry: Entry) -> Offer:
        tax = side_of(entry, offer)
        if offer.lead_rate is not None:
            offer, lead = self._line_on(offer, offer.lead_rate, tax)
            changed = evolve(lead, charge=read_charge(lead.charge, entry.price.typed, entry.months))
            return with_rates(offer, tuple(changed if rate is lead else rate for rate in offer.rates))
        metric = None if entry.price.unit is None else self.metrics(entry.price.unit)
        rate = RateCard(id=self.fresh(), charge=self.charge(entry), metric=metric, period_months=entry.months, tax=tax)
        return with_rates(offer, (rate, *offer.rates))

    def _with_other(self, offer: Offer, entry: Entry) -> Offer:
        lead = offer.lead_rate
        if lead is None:
            self.charge(entry)  # what is no price at all says so
            raise Refused(_("le prix principal de l'offre manque"))
        if entry.months is None:
            return self._with_once(offer, entry)
        if entry.tax is not None and entry.tax is not lead.tax and entry.price.is_amount:
            words = _("en {tax}, alors que le prix {cadence} ne l'est pas")
            raise Refused(words.format(tax=entry.tax.value.upper(), cadence=every(lead.period_months)))
        if entry.price.is_quote:
            if isinstance(lead.charge, OnQuote):
                return offer
            raise Refused(_("le prix {cadence} est connu").format(cadence=every(lead.period_months)))
        if isinstance(lead.charge, OnQuote):
            raise Refused(_("le prix {cadence} est « sur devis »").format(cadence=every(lead.period_months)))
        rule = read_rule(entry.price.typed, entry.months, lead.charge)
        known = next((term for term in offer.terms if term.months == entry.months), None)
        blank = {"price": None, "percent_off": None, "months_offered": None}
        if known is None:
            term = Term(id=self.fresh(), months=entry.months, **{**blank, **rule})
        else:
            term = evolve(known, **{**blank, **rule})
        return evolve(offer, terms=(*(other for other in offer.terms if other is not known), term))

    def _with_once(self, offer: Offer, entry: Entry) -> Offer:
        """Add what is paid once beside a price by the month, under the heading of its line."""
        return self._with_line(offer, entry, RateCard(charge=self.charge(entry), period_months=None))

    def _with_more(self, offer: Offer, entry: Entry, unit: Unit, size: Decimal | None) -> Offer:
        if offer.lead_rate is None:
            raise Refused(_("le prix principal de l'offre manque"))
        charge = self.charge(entry, unit, size)
        line = RateCard(charge=charge, metric=self.metrics(unit), beyond_included=True, period_months=entry.months)
        return self._with_line(offer, entry, line)

    def _with_line(self, offer: Offer, entry: Entry, line: RateCard) -> Offer:
        """Add a price line under the heading of its own, or put it in the place of the one of that name."""
        made = evolve(line, name=entry.label[:LONGEST_NAME], tax=side_of(entry, offer))
        lead = offer.lead_rate
        for rate in offer.rates:
            if rate is not lead and fold(rate.name) == fold(made.name):
                offer, known = self._line_on(offer, rate, made.tax)
                changed = repriced(known, made)
                return with_rates(offer, tuple(changed if each is known else each for each in offer.rates))
        return with_rates(offer, (*offer.rates, evolve(made, id=self.fresh())))

    def _with_setup(self, offer: Offer, entry: Entry) -> Offer:
        typed = entry.price.typed
        if typed in ABSENT:
            return evolve(offer, setup_fee=None, setup_listed=())
        there = self._entered_on(offer, at(home_of(offer), SETUP), side_of(entry, offer))
        return evolve(there, setup_fee=read_fee(typed))

    def _line_on(self, offer: Offer, line: RateCard, tax: TaxMode) -> tuple[Offer, RateCard]:
        """Return `offer` with one of its price lines entered on the side `tax`, and that line."""
        there = self._entered_on(offer, at(home_of(offer), "rates", line.id), tax)
        return there, next(rate for rate in there.rates if rate.id == line.id)

    def _entered_on(self, offer: Offer, line: Address, tax: TaxMode) -> Offer:
        return Sides().entered_on(offer, line, tax, self.vat)


def side_of(entry: Entry, offer: Offer) -> TaxMode:
    """Return the side that an entry says, or else the one of the leading price of its offer."""
    lead = offer.lead_rate
    return entry.tax or (lead.tax if lead is not None else TaxMode.TTC)


def repriced(known: RateCard, made: RateCard) -> RateCard:
    """Return the line `known` at the price of `made`, on the same side: what else it says stays.

    The prices of lists go when the price is of another kind.
    """
    kept = known.listed if known.charge.kind == made.charge.kind else ()
    price = {name: getattr(made, name) for name in ("charge", "metric", "beyond_included", "period_months", "name")}
    return evolve(known, listed=kept, **price)


def _leading(entries: Iterable[Entry]) -> Entry | None:
    """Return the price that leads: the shortest recurring amount, else the shortest on quote, else what is once."""
    known = [entry for entry in entries if entry.price.is_amount or entry.price.is_quote]
    known.sort(key=lambda entry: (entry.months is None, not entry.price.is_amount, entry.months or 0))
    return known[0] if known else None


def said(sentence: object) -> str:
    """Return a sentence as it goes on after a colon."""
    text = str(sentence).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}"
