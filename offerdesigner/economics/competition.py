"""What others ask for the same usage, where we stand among them, and which looks at their prices are old.

A competitor is priced by the very engine of our offers. Amounts are in €, a month (setup and membership apart) or
for the first year (with them), on the side asked. What is not known stays unknown, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.market import Competitor, Strategy
from offerdesigner.model.offers import Offer, Range, TaxMode
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind
from offerdesigner.pricing.charges import in_cents, of_cents
from offerdesigner.pricing.choice import Choice, Need, choose
from offerdesigner.pricing.offers import Line, LineKind, OfferPrice, PricingError, price_offer
from offerdesigner.pricing.usage import included_usage
from offerdesigner.pricing.wording import on_quote
from offerdesigner.text import _, listed, of

QUARTILES_FROM = 5
"""How many known prices it takes for quartiles to say more than the prices themselves."""

_SOLD = "compared"
_APART = (LineKind.MEMBERSHIP, LineKind.SETUP)


@dataclass(frozen=True)
class Asked:
    """What one structure asks for the usage compared; `why` says what makes its month unknown."""

    competitor: Competitor | None
    """Who asks it; `None`: we do."""
    price: OfferPrice | None
    why: str = ""

    @property
    def monthly(self) -> Decimal | None:
        """The monthly equivalent, without setup and membership."""
        return self.price.monthly if self.price is not None and not self.why else None

    @property
    def first_year(self) -> Decimal | None:
        """All that is due for the first year."""
        return self.price.first_year if self.price is not None and not self.why else None

    @property
    def next_year(self) -> Decimal | None:
        """All that is due for each next year: the setup is paid."""
        return self.price.next_year if self.price is not None and not self.why else None

    @property
    def asks_more(self) -> bool:
        """Whether there is a setup fee or a compulsory membership beside the month."""
        lines = self.price.lines if self.price is not None else ()
        return any(line.kind in _APART and line.amount != 0 for line in lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that come back, each with how it comes about."""
        lines = self.price.lines if self.price is not None else ()
        return tuple(line for line in lines if line.kind not in _APART and line.period_months is not None)


@dataclass(frozen=True, slots=True)
class Gap:
    """How much more an amount is than another, in € and in % of it; no percentage of nothing."""

    amount: Decimal
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The known prices of others, in € a month; the quartiles are `None` when there are too few."""

    count: int
    least: Decimal
    lower_quartile: Decimal | None
    median: Decimal
    upper_quartile: Decimal | None
    most: Decimal


@dataclass(frozen=True)
class Comparison:
    """Our offer (`None` when there is none to compare) and theirs, for one need."""

    project: Project
    need: Need
    offer: Offer | None
    ours: Asked | None
    others: tuple[Asked, ...]

    @property
    def has_more(self) -> bool:
        """Whether somebody asks for a setup fee or a membership, which the month leaves out."""
        everyone = (*self.others, *((self.ours,) if self.ours is not None else ()))
        return any(one.asks_more for one in everyone)

    @cached_property
    def first_years(self) -> Spread | None:
        """How all that others ask for the first year spreads; `None` when none is known."""
        return spread_of(asked.first_year for asked in self.others if asked.first_year is not None)

    @cached_property
    def spread(self) -> Spread | None:
        """How the prices of others spread; `None` when none is known."""
        return spread_of(asked.monthly for asked in self.others if asked.monthly is not None)

    def gap(self, asked: Asked) -> Gap | None:
        """Return how much more than ours `asked` is; `None` when one of both is unknown."""
        if self.ours is None or self.ours.monthly is None or asked.monthly is None:
            return None
        return gap_between(asked.monthly, self.ours.monthly)

    @property
    def our_gap(self) -> Gap | None:
        """How much more than the median of others our price is; `None` when one of both is unknown."""
        if self.spread is None or self.ours is None or self.ours.monthly is None:
            return None
        return gap_between(self.ours.monthly, self.spread.median)

    @property
    def strategy(self) -> Strategy | None:
        """Where our price is in fact: aligned up to the tolerance, bounds included; `None` when it is not known."""
        gap, tolerance = self.our_gap, self.project.market.tolerance
        if gap is None:
            return None
        if not gap.amount or (gap.percent is not None and abs(gap.percent) <= Fraction(tolerance)):
            return Strategy.ALIGNED
        return Strategy.HIGHER if gap.amount > 0 else Strategy.LOWER


@dataclass(frozen=True, slots=True)
class OldLook:
    """A competitor whose prices were last looked at so many months ago; `None`: nobody wrote when."""

    competitor: Competitor
    months: int | None


def comparison(project: Project, side: TaxMode = TaxMode.TTC) -> Comparison:
    """Return what we and others ask for the usage that `project.market` compares, on `side`."""
    offer = offer_compared(project)
    need = need_compared(project, side)
    ours = None if offer is None else _ours(project, offer, need)
    return Comparison(project, need, offer, ours, tuple(_theirs(project, one, need) for one in project.competitors))


def offer_compared(project: Project) -> Offer | None:
    """Return the offer of ours that is compared: the one chosen, or else the first."""
    chosen = (offer for offer in project.offers if offer.id == project.market.offer)
    return next(chosen, next(iter(project.offers), None))


def profile_compared(project: Project) -> UsageProfile | None:
    """Return the usage type that all are priced for; `None`: what our offer includes."""
    return next((one for one in project.profiles if one.id == project.market.profile), None)


def need_compared(project: Project, side: TaxMode = TaxMode.TTC) -> Need:
    """Return what all are priced for: the usage type chosen, or else what our offer includes."""
    profile, offer, months = profile_compared(project), offer_compared(project), project.market.months
    if profile is not None:
        usage = {item.metric: item.quantity for item in profile.quantities}
        return Need(usage, profile.services, months, side)
    return Need(included_usage(project, offer) if offer is not None else {}, (), months, side)


def offer_of(competitor: Competitor) -> Offer:
    """Return what `competitor` sells as an offer of ours would be, to be priced alone."""
    return Offer(
        id=competitor.id,
        range=_SOLD,
        name=competitor.offer or competitor.name,
        rates=tuple(evolve(rate, provider=None, listed=()) for rate in competitor.rates),
        terms=tuple(evolve(term, listed=()) for term in competitor.terms),
        setup_fee=None if competitor.setup_fee is None else FlatPrice(amount=competitor.setup_fee),
        setup_tax=competitor.tax,
        membership=MembershipRule.NONE if competitor.membership is None else MembershipRule.REQUIRED,
    )


def sold_alone(project: Project, competitor: Competitor) -> tuple[Project, Offer]:
    """Return what `competitor` sells, and a project where it is sold apart from ours, under its own VAT."""
    offer, fee = offer_of(competitor), competitor.membership
    vat = Vat(kind=VatKind.STANDARD, rate=competitor.vat_rate)
    alone = Project(
        structure=Structure(id="structure", vat=vat, membership=None if fee is None else Membership(amount=fee)),
        metrics=project.metrics,
        ranges=(Range(id=_SOLD, name=""),),
        offers=(offer,),
    )
    return alone, offer


def metrics_charged(project: Project) -> tuple[Id, ...]:
    """Return the metrics that a price of a competitor depends on, in the order of the project."""
    charged = {rate.metric for competitor in project.competitors for rate in competitor.rates}
    return tuple(metric.id for metric in project.metrics if metric.id in charged)


def old_looks(project: Project, today: date) -> tuple[OldLook, ...]:
    """Return the competitors with prices that nobody has looked at for `market.reminder_months`, or since ever."""
    found = []
    for competitor in project.competitors:
        age = None if competitor.seen_on is None else months_between(competitor.seen_on, today)
        if competitor.rates and (age is None or age >= project.market.reminder_months):
            found.append(OldLook(competitor, age))
    return tuple(found)


def months_between(start: date, end: date) -> int:
    """Return how many whole months lie between two days; negative when `end` comes first."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def gap_between(amount: Decimal, reference: Decimal) -> Gap:
    """Return how much more than `reference` an amount is."""
    more = amount - reference
    return Gap(more, Fraction(more) * 100 / Fraction(reference) if reference else None)


def spread_of(prices: Iterable[Decimal]) -> Spread | None:
    """Return how `prices` (€) spread, or `None` without any; quartiles lie between the prices around them."""
    ranked = sorted(in_cents(price) for price in prices)
    if not ranked:
        return None

    def at_share(share: Fraction) -> Decimal:
        place = share * (len(ranked) - 1)
        below = place.numerator // place.denominator
        above = min(below + 1, len(ranked) - 1)
        return of_cents(ranked[below] + (place - below) * (ranked[above] - ranked[below]))

    enough = len(ranked) >= QUARTILES_FROM
    return Spread(
        count=len(ranked),
        least=of_cents(Fraction(ranked[0])),
        lower_quartile=at_share(Fraction(1, 4)) if enough else None,
        median=at_share(Fraction(1, 2)),
        upper_quartile=at_share(Fraction(3, 4)) if enough else None,
        most=of_cents(Fraction(ranked[-1])),
    )


def _ours(project: Project, offer: Offer, need: Need) -> Asked:
    try:
        choice = choose(project, offer, need)
    except PricingError as error:
        return Asked(None, None, str(error))
    return Asked(None, choice.price, _lacking(project, choice) or _unknown_line(choice.price))


def _lacking(project: Project, choice: Choice) -> str:
    if not choice.lacks:
        return ""
    names = {service.id: service.label for service in project.services}
    lacks = listed(names[service] or _("un service") for service in choice.lacks)
    return _("notre offre n'a pas {services}").format(services=lacks)


def _theirs(project: Project, competitor: Competitor, need: Need) -> Asked:
    if not competitor.rates:
        return Asked(competitor, None, _("aucun prix saisi"))
    unsaid = [metric for metric in project.metrics if metric.id not in need.usage and _counts(competitor, metric.id)]
    alone, offer = sold_alone(project, competitor)
    price = price_offer(alone, offer, need.usage, (), need.months, need.tax)
    if all(rate.period_months is None for rate in competitor.rates):
        return Asked(competitor, price, _("aucun prix qui revient"))
    if unsaid:
        why = _("l'usage comparé ne dit pas combien {of_metrics}")
        return Asked(competitor, price, why.format(of_metrics=listed(of(metric.plural) for metric in unsaid)))
    return Asked(competitor, price, _unknown_line(price))


def _counts(competitor: Competitor, metric: Id) -> bool:
    return any(rate.metric == metric for rate in competitor.rates)


def _unknown_line(price: OfferPrice | None) -> str:
    """Say which line makes a month unknown, or nothing."""
    if price is None or price.monthly is not None:
        return ""
    unknown = next(line for line in price.lines if line.amount is None)
    return _("{line} : sur devis").format(line=unknown.label) if len(price.lines) > 1 and unknown.label else on_quote()
