"""The price of an offer with options, for a usage and a term: lines that explain every amount.

Each line is rounded to the cent and totals are sums of lines, so that a reader with a calculator
finds our totals. « Sur devis » is unknown: it makes unknown whatever it enters in.

A line's pipeline: quantity to charge → charge model → maximum → minimum → HT or TTC → term.
A term longer than a year is counted by year of service (479,76 € for 2 years: 239,88 € a year).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import LEAD_FIELDS, FlatPrice
from offerdesigner.model.offers import Inclusion, MembershipRule, Offer, Option, RateCard, TaxMode, Term
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import quote, started_packs, to_cents
from offerdesigner.pricing.tax import converted
from offerdesigner.pricing.usage import Usage, sum_granted
from offerdesigner.pricing.wording import on_quote, on_request, worked
from offerdesigner.text import MINUS, NBSP, NNBSP, _, every, money, number


class PricingError(ValueError):
    """The question makes no sense for this offer; the message is a French sentence."""


class LineKind(StrEnum):
    """What a line pays for."""

    SUBSCRIPTION = "subscription"
    OPTION = "option"
    SETUP = "setup"
    MEMBERSHIP = "membership"
    BEYOND = "beyond"


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

    @property
    def detail(self) -> str:
        """How the amount comes about: « 12 € × 10 mois = 120 € par an »."""
        return self.explain()

    @property
    def next_year(self) -> Decimal | None:
        """What this line costs each year after the first."""
        if self.period_months is None:
            return Decimal("0.00")
        return None if self.amount is None else to_cents(self.amount * 12 / self.period_months)

    @property
    def first_year(self) -> Decimal | None:
        """What this line costs the first year."""
        return self.amount if self.period_months is None else self.next_year


@dataclass(frozen=True, slots=True)
class OfferPrice:
    """What a client pays. Amounts in € (TTC unless asked otherwise); `None` is unknown (« sur devis »)."""

    lines: tuple[Line, ...]
    term: Term | None
    ordinary: Decimal | None
    """What the term's months cost at the ordinary price, without the term's own price or rule."""

    @property
    def first_year(self) -> Decimal | None:
        """Everything due for the first year: setup fee and compulsory membership included."""
        return total(line.first_year for line in self.lines)

    @property
    def next_year(self) -> Decimal | None:
        """Everything due for each next year, compulsory membership included."""
        return total(line.next_year for line in self.lines)

    @property
    def monthly(self) -> Decimal | None:
        """Monthly equivalent of the subscription and recurring options, without membership."""
        months = [
            line.amount / line.period_months if line.amount is not None else None
            for line in self._recurring
            if line.period_months is not None
        ]
        amount = total(months)
        return None if amount is None else to_cents(amount)

    @property
    def for_the_term(self) -> Decimal | None:
        """What the term costs, without setup and membership; `None` too when no term is known."""
        if self.term is None:
            return None
        months = self.term.months
        return total(
            None if line.amount is None else to_cents(line.amount * months / line.period_months)
            for line in self._recurring
            if line.period_months is not None
        )

    @property
    def saving(self) -> Decimal | None:
        """What the term saves against its months at the ordinary price (negative: it costs more)."""
        paid = self.for_the_term
        return None if paid is None or self.ordinary is None else self.ordinary - paid

    @property
    def _recurring(self) -> Iterator[Line]:
        apart = (LineKind.MEMBERSHIP, LineKind.SETUP)
        return (line for line in self.lines if line.period_months is not None and line.kind not in apart)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add amounts up; unknown as soon as one is."""
    result = Decimal("0.00")
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result


def term_for(offer: Offer, months: int) -> Term | None:
    """Return the term of `offer` that a client who stays `months` takes.

    The longest that fits, or else the shortest there is; `None` when the offer lists none.
    """
    fitting = [term for term in offer.terms if term.months <= months]
    return fitting[-1] if fitting else (offer.terms[0] if offer.terms else None)


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
    return _Pricer(project, offer, dict(usage or {}), Counter(options), tax).price(term_for(offer, months))


def price_terms(
    project: Project,
    offer: Offer,
    usage: Usage | None = None,
    options: Iterable[Id] = (),
    tax: TaxMode = TaxMode.TTC,
) -> tuple[OfferPrice, ...]:
    """Return the price of `offer` for each of its terms, the shortest first; without a term when it lists none.

    Raises `PricingError` as `price_offer` does.
    """
    pricer = _Pricer(project, offer, dict(usage or {}), Counter(options), tax)
    return tuple(pricer.price(term) for term in offer.terms or (None,))


class _Pricer:
    """The state of one computation."""

    def __init__(self, project: Project, offer: Offer, usage: dict[Id, Decimal], options: Counter[Id], tax: TaxMode):
        self.project = project
        self.offer = offer
        self.usage = usage
        self.tax = tax
        self.metrics = {metric.id: metric for metric in project.metrics}
        for metric in usage:
            if metric not in self.metrics:
                raise PricingError(_("« {metric} » n'est pas compté dans ce projet.").format(metric=metric))
        self.taken = [(option, options[option.id]) for option in _checked_options(project, offer, options)]
        self.missing = dict(self._excesses())
        self.taken += list(self._needed_options())

    @cached_property
    def inclusions(self) -> tuple[Inclusion, ...]:
        """What the offer and the options chosen give; flat prices never ask."""
        given = tuple(inclusions_of(self.project, self.offer).values())
        return given + tuple(line for option, count in self.taken for line in option.adds * count)

    def price(self, term: Term | None) -> OfferPrice:
        lines = [*self._rate_lines(term), *self._fixed_lines()]
        ordinary = None
        if term is not None:
            plain = OfferPrice(tuple(self._rate_lines(Term(id=term.id, months=term.months))), term, None)
            ordinary = plain.for_the_term
        return OfferPrice(tuple(lines), term, ordinary)

    def _rate_lines(self, term: Term | None) -> Iterator[Line]:
        lead = self.offer.lead_rate
        if lead is None:
            rates = at("offers", self.offer.id, "rates")
            yield Line(LineKind.SUBSCRIPTION, self.offer.name, None, 1, rates, on_request)
        for rate in self.offer.rates:
            own_price = term.price if term is not None and rate is lead else None
            label = rate.name or self.offer.name
            address = at("offers", self.offer.id, "rates", rate.id)
            yield self._line(LineKind.SUBSCRIPTION, label, rate, address, term, own_price)
        for option, count in self.taken:
            for rate in option.rates:
                label = option.name if len(option.rates) == 1 else f"{option.name}, {rate.name}"
                address = at("options", option.id, "rates", rate.id)
                yield self._line(LineKind.OPTION, label, rate, address, term, None, count)
        for metric, excess in self.missing.items():
            unit = self.metrics[metric]
            label = _("Au-delà de ce qui est compris : {n} {unit}").format(n=excess, unit=unit.unit(excess))
            yield Line(LineKind.BEYOND, label, None, 1, at("offers", self.offer.id), on_quote)

    def _line(
        self,
        kind: LineKind,
        label: str,
        rate: RateCard,
        address: Address,
        term: Term | None,
        own_price: Decimal | None,
        count: int = 1,
    ) -> Line:
        charge, period = rate.charge, rate.period_months
        if own_price is not None and term is not None:
            charge, period = evolve(charge, **{LEAD_FIELDS[charge.kind]: own_price}), term.months
        breakdown = quote(charge, self._charged_quantity(rate))
        if breakdown.amount is None:
            return Line(kind, label, None, period, address, on_quote)
        vat = self.project.structure.vat
        amount = breakdown.amount if own_price is not None else _clamped(rate, breakdown.amount)
        amount = converted(amount, rate.tax, self.tax, vat) * count
        if own_price is None and term is not None and _term_bears_on(term, rate):
            due = _over_the_term(term, rate, amount)
            return Line(kind, label, due, term.months, address, lambda: _detail_over_the_term(term, rate, amount, due))

        def explain() -> str:
            detail = worked(charge, breakdown, self.metrics.get(rate.metric or ""))
            if count > 1:
                detail = _("{n} fois {price}").format(n=count, price=detail)
            if vat.rate and rate.tax != self.tax:
                sides = {"was": rate.tax.upper(), "price": money(amount), "now": self.tax.upper()}
                detail = _("{detail} {was}, soit {price} {now}").format(detail=detail, **sides)
            return f"{detail} {every(period)}"

        return Line(kind, label, amount, period, address, explain)

    def _charged_quantity(self, rate: RateCard) -> Decimal:
        if rate.metric is None:
            return Decimal(1)
        allowance = sum_granted(self.project, self.inclusions, rate.metric, self.usage)
        if not rate.beyond_included:
            return self.usage.get(rate.metric, allowance or Decimal(1))
        if allowance is None:
            return Decimal(0)
        return max(Decimal(0), self.usage.get(rate.metric, allowance) - allowance)

    def _excesses(self) -> Iterator[tuple[Id, Decimal]]:
        metered = {rate.metric for rate in self.offer.rates}
        for metric, wanted in self.usage.items():
            allowance = sum_granted(self.project, self.inclusions, metric, self.usage)
            if allowance is not None and wanted > allowance and metric not in metered:
                yield metric, wanted - allowance

    def _needed_options(self) -> Iterator[tuple[Option, int]]:
        for option in self.project.options_for(self.offer):
            if not option.when_needed:
                continue
            count = 0
            for metric, excess in list(self.missing.items()):
                gives = sum_granted(self.project, option.adds, metric, self.usage)
                packs = int(started_packs(excess, gives)) if gives else 0
                if packs and packs <= (option.max_quantity or packs):
                    count = max(count, packs)
                    del self.missing[metric]
            if count:
                yield option, count

    def _fixed_lines(self) -> Iterator[Line]:
        offer, structure = self.offer, self.project.structure
        if offer.setup_fee is not None:
            amount = None
            if isinstance(offer.setup_fee, FlatPrice):
                amount = converted(offer.setup_fee.amount, offer.setup_tax, self.tax, structure.vat)
            address = at("offers", offer.id, "setup_fee")
            yield Line(LineKind.SETUP, _("Mise en service"), amount, None, address, lambda: every(None))
        membership = structure.membership
        if membership is not None and offer.membership == MembershipRule.REQUIRED:
            cadence = membership.period_months
            address = at("structure", "membership")
            yield Line(
                LineKind.MEMBERSHIP, membership.name, membership.amount, cadence, address, lambda: every(cadence)
            )


def _checked_options(project: Project, offer: Offer, wanted: Counter[Id]) -> list[Option]:
    known = {option.id: option for option in project.options}
    for option_id, count in wanted.items():
        option = known.get(option_id)
        if option is None:
            raise PricingError(_("L'option « {name} » n'existe pas.").format(name=option_id))
        if not option.is_available_for(offer):
            raise PricingError(
                _("L'option « {option} » n'est pas proposée avec « {offer} ».").format(
                    option=option.name, offer=offer.name
                )
            )
        if option.max_quantity is not None and count > option.max_quantity:
            raise PricingError(
                _("L'option « {option} » se prend {n} fois au plus.").format(option=option.name, n=option.max_quantity)
            )
        for needed in option.needs:
            if needed not in wanted:
                raise PricingError(
                    _("L'option « {option} » demande aussi « {other} ».").format(
                        option=option.name, other=known[needed].name
                    )
                )
        for excluded in option.excludes:
            if excluded in wanted:
                raise PricingError(
                    _("L'option « {option} » ne va pas avec « {other} ».").format(
                        option=option.name, other=known[excluded].name
                    )
                )
    return [option for option in project.options if option.id in wanted]


def _clamped(rate: RateCard, amount: Decimal) -> Decimal:
    if rate.maximum_amount is not None:
        amount = min(amount, rate.maximum_amount)
    if rate.minimum_amount is not None:
        amount = max(amount, rate.minimum_amount)
    return amount


def _term_bears_on(term: Term, rate: RateCard) -> bool:
    """Tell whether `rate`, quoted for a shorter period, is paid and discounted by the term."""
    period = rate.period_months
    if period is None or not rate.follows_terms or term.months % period:
        return False
    return term.months > period or term.percent_off is not None


def _paid_months(term: Term) -> Decimal:
    return term.months - (term.months_offered or Decimal(0))


def _over_the_term(term: Term, rate: RateCard, amount: Decimal) -> Decimal:
    """Return what the whole term costs under its rule, from the `amount` of one period of `rate`."""
    assert rate.period_months is not None
    due = amount * _paid_months(term) / rate.period_months
    return to_cents(due - due * (term.percent_off or 0) / 100)


def _detail_over_the_term(term: Term, rate: RateCard, amount: Decimal, due: Decimal) -> str:
    """Say how `due` comes about: « 12 € × 10 mois − 5 % = 114 € par an »."""
    assert rate.period_months is not None
    detail = money(amount)
    if _paid_months(term) != rate.period_months:
        detail += f" × {number(_paid_months(term) / rate.period_months)}"
        detail += f"{NBSP}{_('mois')}" if rate.period_months == 1 else ""
    if term.percent_off:
        detail += f" {MINUS} {number(term.percent_off)}{NNBSP}%"
    if detail != money(due):
        detail += f" = {money(due)}"
    return f"{detail} {every(term.months)}"
