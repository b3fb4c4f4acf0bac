"""What one client of an expected sale brings to our structure: each month, once, and as a member. In € HT.

What partners cash or get by a rule of sharing is not ours. Amounts are exact; what is paid by the year counts
for a twelfth each month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from offerdesigner.economics.activity import usage_of_sale
from offerdesigner.economics.cost_curve import CostCurve, Unit, units_of
from offerdesigner.economics.sharing import lines_in, rule_for, split
from offerdesigner.economics.values import NOTHING, Unknown, Value, known
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, TaxMode, Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale, SharingRule
from offerdesigner.pricing.lines import Line, LineKind
from offerdesigner.pricing.offers import PricingError, commitments, term_for
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.providers import provider_of
from offerdesigner.pricing.tax import converted
from offerdesigner.text import _

_DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Sold:
    """What one client of `sale` brings us and uses.

    `by_billing` has, for each number of months between two payments, what they bring a month. `once` is due when
    they begin to pay: setup, and options bought once. `membership` € are due every `membership_months`.
    A trial lasts `trial_months` (a started month is whole) and is paid `trial_price`. What `partners` get of the
    monthly price is not in it. `unknown` says why the monthly price is not known; nothing is counted then.
    """

    sale: Sale
    offer: Offer
    usage: Mapping[Id, Decimal]
    by_billing: Mapping[int, Fraction]
    once: Value
    membership: Fraction
    membership_months: int
    trial_months: int
    trial_price: Fraction
    partners: Fraction
    unknown: Unknown | None

    @cached_property
    def units(self) -> dict[Unit, Fraction]:
        """What costs count a client for."""
        return units_of(self.usage)

    def direct(self, curve: CostCurve) -> Fraction:
        """Return what one client costs a month by themselves, steps left out; remembered for the last `curve` asked."""
        known: tuple[CostCurve, Fraction] | None = self.__dict__.get("_direct")
        if known is None or known[0] is not curve:
            known = self.__dict__["_direct"] = curve, curve.direct(self.units)
        return known[1]

    @cached_property
    def monthly(self) -> Value:
        """Subscription and options, in € a month."""
        return self.unknown or sum(self.by_billing.values(), NOTHING)

    @property
    def member_monthly(self) -> Fraction:
        """The compulsory membership, in € a month."""
        return self.membership / self.membership_months

    @cached_property
    def brought(self) -> Fraction:
        """All that comes back: subscription, options and membership, in € a month; what is unknown for nothing."""
        return known(self.monthly) + self.member_monthly


class Seller:
    """Prices the sales of one project; each price list is applied once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._priced: dict[Id | None, Project] = {None: project}

    def sold(self, sale: Sale) -> Sold:
        """Return what one client of `sale` brings."""
        if sale.price_list not in self._priced:
            self._priced[sale.price_list] = under(self._project, sale.price_list)
        project = self._priced[sale.price_list]
        try:
            lines = lines_in(project, sale)
        except PricingError as error:
            return _sold(project, sale, (), Unknown(str(error)))
        on_quote = next((line for line in lines if line.amount is None and line.period_months is not None), None)
        why = None if on_quote is None else Unknown(_("{label} : sur devis.").format(label=on_quote.label))
        return _sold(project, sale, lines, why)


def plain_sale(offer: Offer) -> Sale:
    """Return the sale of `offer` alone, for the shortest commitment."""
    return Sale(offer=offer.id, clients=0, months=next(iter(commitments(offer)), 1))


def usual_sale(project: Project, offer: Offer) -> Sale:
    """Return the expected sale of `offer` that has the most clients; where none is expected, `offer` alone."""
    sales = [sale for sale in project.sales if sale.offer == offer.id]
    return max(sales, key=lambda sale: sale.clients) if sales else plain_sale(offer)


def trial_months(trial: Trial | None) -> int:
    """Return how many months a trial lasts, started months being whole; 0 without one."""
    if trial is None:
        return 0
    return trial.duration if trial.unit == "months" else -(-trial.duration // _DAYS_A_MONTH)


def _sold(project: Project, sale: Sale, lines: Iterable[Line], unknown: Unknown | None) -> Sold:
    offer: Offer = project.find("offers", sale.offer)  # type: ignore[assignment]
    lines = tuple(lines)
    member = next((line for line in lines if line.kind is LineKind.MEMBERSHIP), None)
    paid = [line for line in lines if line.kind is not LineKind.MEMBERSHIP]
    shared = [line for line in paid if provider_of(project, line) is None]
    cashed = [line for line in paid if provider_of(project, line) is not None]
    by_billing, partners = _recurring(project, sale, offer, shared) if unknown is None else ({}, NOTHING)
    apart = sum((_monthly(line) for line in cashed), NOTHING)
    return Sold(
        sale=sale,
        offer=offer,
        usage=usage_of_sale(project, sale),
        by_billing=by_billing,
        once=_once(rule_for(project, offer.id), shared),
        membership=Fraction(member.amount or 0) if member is not None else NOTHING,
        membership_months=member.period_months or 12 if member is not None else 12,
        trial_months=trial_months(offer.trial),
        trial_price=_trial_price(project, offer),
        partners=partners + apart,
        unknown=unknown,
    )


def _monthly(line: Line) -> Fraction:
    if line.period_months is None or line.amount is None:
        return NOTHING
    return Fraction(line.amount) / line.period_months


def _recurring(
    project: Project, sale: Sale, offer: Offer, lines: Iterable[Line]
) -> tuple[dict[int, Fraction], Fraction]:
    """Return what is ours a month by number of months between payments, and what partners get of it."""
    term = term_for(offer, sale.months)
    whole: dict[int, Fraction] = {}
    for line in lines:
        if line.period_months is not None:
            billing = _billing(line.period_months, term)
            whole[billing] = whole.get(billing, NOTHING) + _monthly(line)
    pool = sum(whole.values(), NOTHING)
    ours = _left_to_us(rule_for(project, offer.id), pool, 1)
    share = ours / pool if pool else NOTHING
    return {billing: amount * share for billing, amount in whole.items()}, pool - ours


def _billing(period: int, term: Term | None) -> int:
    """Return how many months a payment covers: those of the price, or what the term says of all that it covers."""
    if term is None or term.billing_months is None or period > term.months:
        return period
    return term.billing_months


def _left_to_us(rule: SharingRule | None, pool: Fraction, times: int) -> Fraction:
    """Return what a rule of sharing leaves us of `pool` €, of which amounts by month are due `times` times."""
    if rule is None:
        return pool
    given = (due + part for share, due, part in split(rule, pool, times) if share.partner is not None)
    return pool - sum(given, NOTHING)


def _once(rule: SharingRule | None, lines: Iterable[Line]) -> Value:
    """Return what is ours of what is paid once; amounts that a rule gives by the month bear on the months alone."""
    total = NOTHING
    for line in lines:
        if line.period_months is None:
            if line.amount is None:
                return Unknown(_("{label} : sur devis.").format(label=line.label))
            total += Fraction(line.amount)
    return _left_to_us(rule, total, 0)


def _trial_price(project: Project, offer: Offer) -> Fraction:
    if offer.trial is None:
        return NOTHING
    entered = offer.lead_rate.tax if offer.lead_rate is not None else TaxMode.TTC
    return Fraction(converted(offer.trial.price, entered, TaxMode.HT, project.structure.vat))
