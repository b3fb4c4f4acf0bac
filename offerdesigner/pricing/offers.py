"""The price of an offer with options, for a usage and a term: lines that explain every amount.

Each line is rounded to the cent and totals are sums of lines, so that a reader with a calculator
finds our totals. « Sur devis » is unknown: it makes unknown whatever it enters in. A term longer
than a year is counted by year of service (479,76 € for 2 years: 239,88 € a year).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from math import lcm

from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.offers import Offer, Option, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule, Vat
from offerdesigner.pricing.charges import in_cents, of_cents, to_cents
from offerdesigner.pricing.lines import Charged, Line, LineKind, priced_line
from offerdesigner.pricing.selection import PricingError, Selection, select
from offerdesigner.pricing.tax import converted
from offerdesigner.pricing.usage import Usage
from offerdesigner.pricing.wording import counted, on_quote
from offerdesigner.text import _, every

__all__ = [
    "Line",
    "LineKind",
    "OfferPrice",
    "PricingError",
    "commitments",
    "price_offer",
    "price_terms",
    "term_for",
    "total",
]

Vats = Callable[[Id | None], Vat]
"""The VAT situation of a partner, by its id; `None` is ours."""


@dataclass(frozen=True)
class OfferPrice:
    """What a client pays. Amounts in € (TTC unless asked otherwise); `None` is unknown (« sur devis »)."""

    lines: tuple[Line, ...]
    term: Term | None
    ordinary_lines: Callable[[], Iterable[Line]] = field(repr=False, compare=False)
    """Prices the same at the ordinary price: asked for only where somebody speaks of savings."""

    @cached_property
    def ordinary(self) -> Decimal | None:
        """What the term's months cost at the ordinary price, without the term's own price or rule."""
        return None if self.term is None else _over(self.ordinary_lines(), self.term.months)

    @cached_property
    def first_year(self) -> Decimal | None:
        """Everything due for the first year: setup fee and compulsory membership included."""
        return total(line.first_year for line in self.lines)

    @cached_property
    def next_year(self) -> Decimal | None:
        """Everything due for each next year, compulsory membership included."""
        return total(line.next_year for line in self.lines)

    @cached_property
    def monthly(self) -> Decimal | None:
        """Monthly equivalent of the subscription and recurring options, without membership."""
        cents = self.monthly_cents
        return None if cents is None else of_cents(cents)

    @cached_property
    def monthly_cents(self) -> Fraction | None:
        """`monthly` in cents, before it is rounded."""
        lines = [(line.amount, line.period_months) for line in self._recurring if line.period_months is not None]
        shared = lcm(*(months for _amount, months in lines))
        cents = 0
        for amount, months in lines:
            if amount is None:
                return None
            cents += in_cents(amount) * (shared // months)
        return Fraction(cents, shared)

    @cached_property
    def for_the_term(self) -> Decimal | None:
        """What the term costs, without setup and membership; `None` too when no term is known."""
        return None if self.term is None else _over(self.lines, self.term.months)

    @cached_property
    def saving(self) -> Decimal | None:
        """What the term saves against its months at the ordinary price (negative: it costs more).

        Nothing where it is shorter than what the ordinary price is for: it commits less, not more.
        """
        paid = self.for_the_term
        if paid is None or self.ordinary is None:
            return None
        return Decimal("0.00") if self.is_under_the_base else self.ordinary - paid

    @property
    def is_under_the_base(self) -> bool:
        """Whether the term is shorter than every period of the ordinary price: a month of what is sold by the year."""
        periods = [line.period_months for line in _recurring(self.ordinary_lines()) if line.period_months is not None]
        return self.term is not None and self.term.months < min(periods, default=0)

    @property
    def _recurring(self) -> Iterator[Line]:
        return _recurring(self.lines)


def _recurring(lines: Iterable[Line]) -> Iterator[Line]:
    apart = (LineKind.MEMBERSHIP, LineKind.SETUP)
    return (line for line in lines if line.period_months is not None and line.kind not in apart)


def _over(lines: Iterable[Line], months: int) -> Decimal | None:
    """Return what the recurring `lines` cost over so many months."""
    return total(
        None if line.amount is None else to_cents(line.amount * months / line.period_months)
        for line in _recurring(lines)
        if line.period_months is not None
    )


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add amounts up; unknown as soon as one is."""
    result = Decimal("0.00")
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result


def _is_sold_apart(offer: Offer) -> bool:
    """Tell whether the leading price can be had for its own period, though no term of that length is listed.

    A first term that is longer at a price of its own is an alternative to it: « 8 € par mois ou 80 € par an ».
    At the ordinary price, it is the least that one commits to: « 8 € par mois, soit 96 € par an ».
    """
    lead, first = offer.lead_rate, next(iter(offer.terms), None)
    if lead is None or lead.period_months is None or first is None:
        return False
    return first.months > lead.period_months and first.has_rule


def commitments(offer: Offer) -> tuple[int, ...]:
    """Return how long one may commit to `offer`, in months, the shortest first; nothing when it lists no term."""
    listed = tuple(term.months for term in offer.terms)
    period = offer.lead_rate.period_months if offer.lead_rate is not None else None
    return (period, *listed) if period is not None and _is_sold_apart(offer) else listed


def term_for(offer: Offer, months: int) -> Term | None:
    """Return the term of `offer` that a client who stays `months` takes.

    The longest that fits, or else the shortest there is; `None` when the offer lists none, or when its leading
    price is sold apart and nothing longer fits.
    """
    fitting = [term for term in offer.terms if term.months <= months]
    if fitting:
        return fitting[-1]
    return offer.terms[0] if offer.terms and not _is_sold_apart(offer) else None


def price_offer(
    project: Project,
    offer: Offer,
    usage: Usage | None = None,
    options: Iterable[Id] = (),
    months: int = 12,
    tax: TaxMode = TaxMode.TTC,
) -> OfferPrice:
    """Return what a client pays for `offer` with `options` (an id repeated is taken several times).

    `usage` gives quantities by metric id; `months` is how long the client commits to.
    Options that add themselves when needed are counted from the usage.

    Raises `PricingError` when an option cannot be taken, or a metric is unknown.
    """
    return _price(select(project, offer, dict(usage or {}), Counter(options)), term_for(offer, months), tax)


def price_terms(
    project: Project,
    offer: Offer,
    usage: Usage | None = None,
    options: Iterable[Id] = (),
    tax: TaxMode = TaxMode.TTC,
) -> tuple[OfferPrice, ...]:
    """Return the price of `offer` for each of its terms, the shortest first.

    It comes first without a term where the leading price is sold apart, and alone when the offer lists none.

    Raises `PricingError` as `price_offer` does.
    """
    selection = select(project, offer, dict(usage or {}), Counter(options))
    terms = offer.terms if offer.terms and not _is_sold_apart(offer) else (None, *offer.terms)
    return tuple(_price(selection, term, tax) for term in terms)


def _price(selection: Selection, term: Term | None, tax: TaxMode) -> OfferPrice:
    lines = (*rate_lines(selection, term, tax), *fixed_lines(selection.project, selection.offer, tax))
    plain = None if term is None else Term(id=term.id, months=term.months)
    return OfferPrice(lines, term, partial(rate_lines, selection, plain, tax))


def rate_lines(selection: Selection, term: Term | None, tax: TaxMode, vats: Vats | None = None) -> Iterator[Line]:
    """Yield the lines of the offer, of the options taken, and of what nothing covers.

    `vats` gives the VAT of the one who cashes a line (`None`: us); without it, all bear ours.
    """
    offer = selection.offer
    yield from _offer_lines(selection, term, tax, vats)
    for option, count in selection.options:
        yield from option_lines(selection, option, count, term, tax, vats)
    for metric, excess in selection.uncovered.items():
        quantity = counted(excess, selection.metrics[metric])
        label = _("Au-delà de ce qui est compris : {quantity}").format(quantity=quantity)
        yield Line(LineKind.BEYOND, label, None, 1, at("offers", offer.id), on_quote)


def _offer_lines(selection: Selection, term: Term | None, tax: TaxMode, vats: Vats | None) -> Iterator[Line]:
    offer, own, lead = selection.offer, selection.project.structure.vat, selection.offer.lead_rate
    here = at("offers", offer.id)
    if lead is None:
        yield Line(LineKind.SUBSCRIPTION, offer.name, None, 1, at(here, "rates"), on_quote)
    for rate in offer.rates:
        charged = Charged(rate, selection.charged_quantity(rate), selection.metrics.get(rate.metric or ""))
        address = at(here, "rates", rate.id)
        label, vat = rate.name or offer.name, own if vats is None else vats(rate.provider)
        yield priced_line(LineKind.SUBSCRIPTION, label, address, charged, term, rate is lead, tax, vat)


def option_lines(
    selection: Selection, option: Option, count: int, term: Term | None, tax: TaxMode, vats: Vats | None = None
) -> Iterator[Line]:
    """Yield the lines of `option` taken so many times beside `selection`, as `rate_lines` does."""
    own = selection.project.structure.vat
    if not option.rates:
        yield Line(LineKind.OPTION, option.name, None, 1, at("options", option.id, "rates"), on_quote)
    for rate in option.rates:
        charged = Charged(rate, selection.charged_quantity(rate), selection.metrics.get(rate.metric or ""), count)
        label = option.name if len(option.rates) == 1 else f"{option.name}, {rate.name}"
        address = at("options", option.id, "rates", rate.id)
        vat = own if vats is None else vats(rate.provider or option.provider)
        yield priced_line(LineKind.OPTION, label, address, charged, term, False, tax, vat)


def fixed_lines(project: Project, offer: Offer, tax: TaxMode = TaxMode.TTC) -> Iterator[Line]:
    """Yield the setup fee and the compulsory membership."""
    structure = project.structure
    if offer.setup_fee is not None:
        amount = None
        if isinstance(offer.setup_fee, FlatPrice):
            amount = converted(offer.setup_fee.amount, offer.setup_tax, tax, structure.vat)
        address = at("offers", offer.id, "setup_fee")
        yield Line(LineKind.SETUP, _("Mise en service"), amount, None, address, lambda: every(None))
    membership = structure.membership
    if membership is not None and offer.membership == MembershipRule.REQUIRED:
        cadence = membership.period_months
        address = at("structure", "membership")
        yield Line(LineKind.MEMBERSHIP, membership.name, membership.amount, cadence, address, lambda: every(cadence))
