"""Who gets what of the expected sales, when several structures stand behind one offer.

A line that belongs to a structure (`provider`) goes to it whole, the membership stays with ours, and the
rest is shared by the rule of its offer. Amounts are HT, in €, for the first year of all the clients of a
sale: VAT is nobody's revenue. Cents go by largest remainder, so that the parts always add up to the revenue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.values import MONTHS_A_YEAR
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Structure
from offerdesigner.pricing.charges import ZERO, in_cents, of_cents
from offerdesigner.pricing.offers import Line, LineKind, PricingError, price_offer
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.providers import provider_of
from offerdesigner.pricing.usage import Usage
from offerdesigner.text import _, money, number


@dataclass(frozen=True, slots=True)
class Part:
    """What one structure (`None`: ours) gets of one sale, in € HT for the first year, and why."""

    partner: Id | None
    sale: Id
    label: str
    why: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Untold:
    """A sale, or a line of it, whose amount is not known (« sur devis »), or that cannot be made as it is written."""

    sale: Id
    why: str


@dataclass(frozen=True)
class Statement:
    """All the parts of all the expected sales. `revenue` is in € HT, for the first year."""

    parts: tuple[Part, ...]
    untold: tuple[Untold, ...]
    revenue: Decimal

    def of(self, partner: Id | None) -> tuple[Part, ...]:
        """Return the parts of one structure, in the order of the sales."""
        return tuple(part for part in self.parts if part.partner == partner)

    def total(self, partner: Id | None) -> Decimal:
        """Return what one structure gets in all, in € HT."""
        return sum((part.amount for part in self.of(partner)), ZERO)


def structures(project: Project) -> tuple[tuple[Id | None, Structure], ...]:
    """Return all the structures, ours first, each with what names it in a share."""
    return (None, project.structure), *((partner.id, partner) for partner in project.partners)


def name_of(project: Project, partner: Id | None) -> str:
    """Return the name of a structure as a statement says it; ours when `partner` is `None`."""
    if partner is None:
        return project.structure.name or _("Notre structure")
    return next((one.name for one in project.partners if one.id == partner), "") or _("Partenaire sans nom")


def statement(project: Project) -> Statement:
    """Return who gets what of the sales that `project` expects."""
    return gathered(one_sale(project, sale) for sale in project.sales)


def gathered(told: Iterable[Statement]) -> Statement:
    """Return the statements of several sales as one."""
    parts: list[Part] = []
    untold: list[Untold] = []
    revenue = ZERO
    for one in told:
        parts += one.parts
        untold += one.untold
        revenue += one.revenue
    return Statement(tuple(parts), tuple(untold), revenue)


def one_sale(project: Project, sale: Sale) -> Statement:
    """Return who gets what of one sale."""
    try:
        lines = sale_lines(project, sale)
    except PricingError as error:
        return Statement((), (Untold(sale.id, str(error)),), ZERO)
    on_quote = _("{label} : sur devis")
    untold = tuple(Untold(sale.id, on_quote.format(label=line.label)) for line in lines if line.first_year is None)
    revenue = sum((amount_of(line, sale) for line in lines), ZERO)
    return Statement(tuple(_parts(project, sale, lines)), untold, revenue)


def usage_of(profile: UsageProfile | None) -> Usage:
    """Return the quantities of a profile by metric; none without a profile: what the offer includes."""
    return {item.metric: item.quantity for item in profile.quantities} if profile else {}


def sale_lines(project: Project, sale: Sale) -> tuple[Line, ...]:
    """Return the priced lines (HT) of one client of `sale`.

    Raises `PricingError` when its options cannot be taken.
    """
    return lines_in(under(project, sale.price_list), sale)


def lines_in(priced: Project, sale: Sale) -> tuple[Line, ...]:
    """Return the priced lines (HT) of one client of `sale` in a project that is under its price list already.

    Raises `PricingError` when its options cannot be taken.
    """
    offer: Offer = priced.find("offers", sale.offer)  # type: ignore[assignment]
    profile = next((one for one in priced.profiles if one.id == sale.profile), None)
    return price_offer(priced, offer, usage_of(profile), sale.options, sale.months, TaxMode.HT).lines


def amount_of(line: Line, sale: Sale) -> Decimal:
    """Return what a line brings the first year for all the clients of `sale`; nothing where it is unknown."""
    return (line.first_year or ZERO) * sale.clients


def rule_for(project: Project, offer: Id) -> SharingRule | None:
    """Return the rule that shares the revenue of `offer`: one that names it, or else one for all the others."""
    named = (rule for rule in project.sharing if rule.offers is not None and offer in rule.offers)
    return next(named, next((rule for rule in project.sharing if rule.offers is None), None))


def unowned(project: Project, lines: Iterable[Line]) -> list[Line]:
    """Return the lines that a rule shares: neither a membership, nor what a structure cashes alone."""
    return [line for line in lines if line.kind is not LineKind.MEMBERSHIP and provider_of(project, line) is None]


def _parts(project: Project, sale: Sale, lines: Iterable[Line]) -> list[Part]:
    parts: list[Part] = []
    pool = ZERO
    for line in lines:
        amount, provider = amount_of(line, sale), provider_of(project, line)
        if line.kind is LineKind.MEMBERSHIP:
            parts.append(Part(None, sale.id, line.label, _("l'adhésion reste à la structure"), amount))
        elif provider is not None:
            parts.append(Part(provider, sale.id, line.label, _("sa ligne de prix"), amount))
        else:
            pool += amount
    return [part for part in (*parts, *_shared(project, sale, pool)) if part.amount]


def _shared(project: Project, sale: Sale, pool: Decimal) -> list[Part]:
    """Share what belongs to nobody in particular, and leave the rest to our structure."""
    rule = rule_for(project, sale.offer)
    label = project.find("offers", sale.offer).name  # type: ignore[attr-defined]
    if rule is None or not rule.shares:
        return [Part(None, sale.id, label, _("sans règle de partage"), pool)]
    given = shared_out(rule, pool, sale.clients * MONTHS_A_YEAR)
    left = pool - sum((one.amount for one in given), ZERO)
    parts = [Part(one.partner, sale.id, label, one.why, one.amount) for one in given]
    return [*parts, Part(None, sale.id, label, _("le reste"), left)]


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule gives to one structure, in €, and why; `is_cost` when it is paid before the rest is shared."""

    partner: Id | None
    why: str
    amount: Decimal
    is_cost: bool


def shared_out(rule: SharingRule, pool: Decimal, times: int) -> list[Given]:
    """Return what `rule` gives of `pool` €, to the cent; amounts by month and by client are due `times` times."""
    given: list[Given] = []
    exact = list(split(rule, Fraction(pool), times))
    if rule.kind is not SharingKind.PERCENTAGE:
        for (share, _due, _part), amount in zip(exact, closed([due for _share, due, _part in exact]), strict=True):
            why = _("{amount} par mois et par client").format(amount=money(share.amount))
            given.append(Given(share.partner, why, amount, is_cost=True))
    if rule.kind is not SharingKind.FIXED:
        of = _("{percent} %") if rule.kind is SharingKind.PERCENTAGE else _("{percent} % du reste")
        for (share, _due, _part), amount in zip(exact, closed([part for _share, _due, part in exact]), strict=True):
            given.append(Given(share.partner, of.format(percent=number(share.percent)), amount, is_cost=False))
    return given


def split(rule: SharingRule, pool: Fraction, times: int) -> Iterator[tuple[PartnerShare, Fraction, Fraction]]:
    """Yield what each share of `rule` gets of `pool` €, exactly: its amounts, due `times` times, then its percentage.

    Amounts come first, all of them or in proportion where there is not enough; percentages are of what is left.
    """
    has_amounts, has_percents = rule.kind is not SharingKind.PERCENTAGE, rule.kind is not SharingKind.FIXED
    owed = sum((Fraction(share.amount) for share in rule.shares), Fraction(0)) * times if has_amounts else Fraction(0)
    paid = min(Fraction(1), pool / owed) if owed else Fraction(0)
    left = (pool - owed * paid) / 100 if has_percents else Fraction(0)
    for share in rule.shares:
        yield share, Fraction(share.amount) * times * paid, left * Fraction(share.percent)


def closed(exact: Sequence[Fraction]) -> list[Decimal]:
    """Return amounts in € to the cent, by largest remainder: they add up to the sum of the exact ones, rounded."""
    cents = [int(amount * 100) for amount in exact]
    missing = in_cents(of_cents(sum(exact, Fraction(0)) * 100)) - sum(cents)
    neediest = sorted(range(len(exact)), key=lambda place: cents[place] - exact[place] * 100)
    for place in neediest[:missing]:
        cents[place] += 1
    return [of_cents(Fraction(whole)) for whole in cents]
