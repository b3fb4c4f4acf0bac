"""Priced lines: how each amount comes about, step by step, and how it is told.

A line's pipeline: charge model → maximum → minimum → number taken → term → HT or TTC. The result is
rounded to the cent, and `Line.detail` tells the same steps in the same order. The other side is derived
once, from what is due: ten times a rounded month would not be the year that an invoice divides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from offerdesigner.model.address import Address
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    UnitPrice,
    VolumePrice,
    with_lead_price,
)
from offerdesigner.model.offers import RateCard, TaxMode, Term
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.charges import Breakdown, Part, quote, to_cents
from offerdesigner.pricing.tax import converted, exact_on
from offerdesigner.pricing.wording import counted, on_quote, worked
from offerdesigner.text import MINUS, NBSP, NNBSP, _, every, money, number


class LineKind(StrEnum):
    """What a line pays for."""

    SUBSCRIPTION = "subscription"
    OPTION = "option"
    SETUP = "setup"
    MEMBERSHIP = "membership"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Product:
    """An amount as a reader finds it again: `quantity` (in `unit`, in words) × `unit_price` in €, to the cent.

    `detail` says how the unit price comes about; "" where it is what was asked for.
    """

    quantity: Decimal
    unit: str
    unit_price: Decimal
    detail: str


def _whole() -> None:
    """Say that an amount is not a product."""


@dataclass(frozen=True, slots=True)
class Line:
    """One priced line: `amount` in € (`None`: unknown) every `period_months` (`None`: once)."""

    kind: LineKind
    label: str
    amount: Decimal | None
    period_months: int | None
    address: Address
    explain: Callable[[], str] = field(repr=False, compare=False)
    """Writes `detail`: asked for only where a person reads it, not by the checks at each key."""
    multiply: Callable[[], Product | None] = field(default=_whole, repr=False, compare=False)
    """Finds `product`: asked for only by what prints quantities and unit prices."""

    @property
    def product(self) -> Product | None:
        """The amount as a quantity times a unit price, or `None` where it does not come about so."""
        return self.multiply()

    @property
    def detail(self) -> str:
        """How the amount comes about: « 12 € × 10 mois = 120 € par an »."""
        return self.explain()

    @property
    def next_year(self) -> Decimal | None:
        """What this line costs each year after the first (a longer term: its part of a year)."""
        if self.period_months is None:
            return Decimal("0.00")
        return None if self.amount is None else to_cents(self.amount * 12 / self.period_months)

    @property
    def first_year(self) -> Decimal | None:
        """What this line costs the first year."""
        return self.amount if self.period_months is None else self.next_year


@dataclass(frozen=True, slots=True)
class Charged:
    """One price line as a client takes it: a rate card, how many units it charges, how many times it is taken."""

    rate: RateCard
    quantity: Decimal
    metric: Metric | None
    count: int = 1


def limited(rate: RateCard, amount: Decimal, periods: Decimal = Decimal(1)) -> Decimal:
    """Return `amount`, due for so many periods of `rate`, between the minimum and the maximum of the line."""
    if rate.maximum_amount is not None:
        amount = min(amount, to_cents(rate.maximum_amount * periods))
    if rate.minimum_amount is not None:
        amount = max(amount, to_cents(rate.minimum_amount * periods))
    return amount


def told_limit(amount: Decimal, due: Decimal) -> str:
    """Say which limit of its line brought `amount` to what is `due`: « , minimum 20 € », or nothing."""
    if due > amount:
        return _(", minimum {price}").format(price=money(due))
    return _(", plafonné à {price}").format(price=money(due)) if due < amount else ""


def within_limits(rate: RateCard, amount: Decimal | None) -> tuple[Decimal | None, str]:
    """Return what is due of `amount` between the limits of `rate`, and which of them bears, in words (see above)."""
    if amount is None:
        return None, ""
    due = limited(rate, amount)
    return due, told_limit(amount, due)


def priced_line(
    kind: LineKind,
    label: str,
    address: Address,
    charged: Charged,
    term: Term | None,
    is_lead: bool,
    tax: TaxMode,
    vat: Vat,
) -> Line:
    """Return the line of `charged` under `term`, on the side `tax`; a term's own price bears on the lead only."""
    rate = charged.rate
    own_price = term.price if term is not None and is_lead else None
    if term is not None and own_price is not None:
        breakdown = _under_own_price(rate, charged.quantity, term, own_price)
        steps = _Steps(
            charged,
            with_lead_price(rate.charge, own_price),
            breakdown,
            term.months,
            tax,
            vat,
            scale=_periods(rate, term),
        )
        return _line(kind, label, address, steps, None)
    steps = _Steps(charged, rate.charge, quote(rate.charge, charged.quantity), rate.period_months, tax, vat)
    return _line(kind, label, address, steps, term if term is not None and _bears_on(term, rate) else None)


@dataclass(frozen=True, slots=True)
class _Steps:
    """What an amount goes through before the term; `scale` says how many periods its minimum and maximum cover."""

    charged: Charged
    charge: object
    breakdown: Breakdown
    period_months: int | None
    tax: TaxMode
    vat: Vat
    scale: Decimal = Decimal(1)

    @property
    def bounded(self) -> Decimal:
        """The amount of one taken, between the line's minimum and maximum."""
        assert self.breakdown.amount is not None
        return limited(self.charged.rate, self.breakdown.amount, self.scale)

    @property
    def amount(self) -> Decimal:
        """The amount of all taken, as it was entered, for one period."""
        return self.bounded * self.charged.count

    def on_side(self, due: Decimal) -> Decimal:
        """Return what is due, HT or TTC as asked."""
        return converted(due, self.charged.rate.tax, self.tax, self.vat)

    def told_due(self, said: str, due: Decimal, period_months: int | None) -> str:
        """End `said`, which comes to `due`, with its cadence; both sides are told when it was entered on the other."""
        if self.vat.rate and self.charged.rate.tax != self.tax:
            sides = {"was": self.charged.rate.tax.upper(), "now": self.tax.upper(), "price": money(self.on_side(due))}
            said = _("{said} {was}, soit {price} {now}").format(said=said, **sides)
        return f"{said} {every(period_months)}"

    def detail(self, term: Term | None) -> str:
        """Tell all the steps, under `term` where it bears on them."""
        if term is None:
            return self.told_due(self.told(), self.amount, self.period_months)
        due = _over_the_term(term, self)
        return self.told_due(_told_over_the_term(term, self, due), due, term.months)

    def told(self) -> str:
        """Tell the steps of one period: « 5 × 1 € = 5 €, minimum 20 € »."""
        said = worked(self.charge, self.breakdown, self.charged.metric)  # type: ignore[arg-type]
        assert self.breakdown.amount is not None
        said += told_limit(self.breakdown.amount, self.bounded)
        if self.charged.count > 1:
            said = _("{n} fois {price}").format(n=self.charged.count, price=said)
        return said


def _line(kind: LineKind, label: str, address: Address, steps: _Steps, term: Term | None) -> Line:
    if steps.breakdown.amount is None:
        return Line(kind, label, None, steps.period_months, address, on_quote)
    if term is None:
        return Line(
            kind, label, steps.on_side(steps.amount), steps.period_months, address,
            lambda: steps.detail(None), lambda: _product(steps, None),
        )  # fmt: skip
    return Line(
        kind, label, steps.on_side(_over_the_term(term, steps)), term.months, address,
        lambda: steps.detail(term), lambda: _product(steps, term),
    )  # fmt: skip


def _product(steps: _Steps, term: Term | None) -> Product | None:
    """Return what is due as one product whose unit price has four decimals at most; `None` where it is a sum."""
    count, parts = steps.charged.count, steps.breakdown.parts
    is_one_part = len(parts) == 1 and steps.bounded == steps.breakdown.amount
    if count > 1:
        quantity, entered, unit = Decimal(count), steps.bounded, ""
        is_all = is_one_part and parts[0].quantity == 1 and not isinstance(steps.charge, FreePrice)
    elif is_one_part:
        quantity, entered, unit = parts[0].quantity, parts[0].unit_price, _unit_of(steps)
        is_all = not isinstance(steps.charge, FreePrice)
    else:
        return None
    due, price = steps.amount, Fraction(entered)
    if term is not None:
        due = _over_the_term(term, steps)
        price *= Fraction(_paid_months(term)) / (steps.period_months or 1) * (1 - Fraction(term.percent_off or 0) / 100)
    side = steps.charged.rate.tax
    unit_price = exact_on(price, side, steps.tax, steps.vat)
    if unit_price is None or to_cents(quantity * unit_price) != steps.on_side(due):
        return None
    if is_all and term is None and (side == steps.tax or not steps.vat.rate):
        return Product(quantity, unit, unit_price, "")
    is_rounded = entered == to_cents(entered) and unit_price == to_cents(unit_price)
    told = _of_one(steps, entered) if quantity != 1 and is_all and is_rounded else steps
    return Product(quantity, unit, unit_price, told.detail(term))


def _of_one(steps: _Steps, entered: Decimal) -> _Steps:
    """Return what the price of one unit goes through, where all go through the same."""
    once = replace(steps.charged, rate=evolve(steps.charged.rate, minimum_amount=None, maximum_amount=None), count=1)
    breakdown = Breakdown(Decimal(1), entered, (Part(Decimal(1), entered, entered),))
    return replace(steps, charged=once, charge=FlatPrice(amount=entered), breakdown=breakdown)


def _unit_of(steps: _Steps) -> str:
    """Return what the one part of an amount counts, in words: « personnes », « lots de 10 Go », "" for a whole."""
    charge, metric, quantity = steps.charge, steps.charged.metric, steps.breakdown.parts[0].quantity
    if metric is None:
        return ""
    match charge:
        case PackagePrice():
            lots = _("lot de {size}") if quantity < 2 else _("lots de {size}")
            return lots.format(size=counted(charge.size, metric))
        case UnitPrice() | GraduatedPrice() | VolumePrice():
            return metric.unit(quantity)
        case _:
            return ""


def _under_own_price(rate: RateCard, quantity: Decimal, term: Term, own_price: Decimal) -> Breakdown:
    """Return the breakdown of a whole term; what lies beyond a capacity is due for each of its periods."""
    breakdown = quote(with_lead_price(rate.charge, own_price), quantity)
    if not isinstance(rate.charge, CapacityPrice) or len(breakdown.parts) < 2:
        return breakdown
    base, beyond = breakdown.parts
    packs = beyond.quantity * _periods(rate, term)
    beyond = type(beyond)(packs, beyond.unit_price, to_cents(packs * beyond.unit_price))
    return Breakdown(quantity, base.amount + beyond.amount, (base, beyond))


def _periods(rate: RateCard, term: Term) -> Decimal:
    return Decimal(term.months) / rate.period_months if rate.period_months else Decimal(1)


def _bears_on(term: Term, rate: RateCard) -> bool:
    """Tell whether the term pays for `rate` at once, and its rule applies."""
    period = rate.period_months
    if period is None or not rate.follows_terms:
        return False
    has_rule = term.percent_off is not None or term.months_offered is not None
    return term.months > period or (term.months == period and has_rule)


def _paid_months(term: Term) -> Decimal:
    return term.months - (term.months_offered or Decimal(0))


def _over_the_term(term: Term, steps: _Steps) -> Decimal:
    """Return what the whole term costs under its rule, as it was entered."""
    assert steps.period_months is not None
    due = steps.amount * _paid_months(term) / steps.period_months
    return to_cents(due - due * (term.percent_off or 0) / 100)


def _told_over_the_term(term: Term, steps: _Steps, due: Decimal) -> str:
    """Say how `due` comes about: « 12 € × 10 mois − 5 % = 114 € »."""
    said, price = steps.told(), money(steps.amount)
    said = price if said == price else f"{said}{NNBSP}; {price}"
    paid, period = _paid_months(term), Decimal(steps.period_months or 1)
    if period == 1:
        said += f" × {number(paid)}{NBSP}{_('mois')}"
    elif paid % period == 0 and paid != period:
        said += f" × {number(paid / period)}"
    elif paid != period:
        said += _(" {every}, {paid} mois payés").format(every=every(steps.period_months), paid=number(paid))
    if term.percent_off:
        said += f" {MINUS} {number(term.percent_off)}{NNBSP}%"
    return f"{said} = {money(due)}" if said != money(due) else said
