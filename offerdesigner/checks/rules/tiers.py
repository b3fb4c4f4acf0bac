"""Do prices by quantity reward who takes more, and rise without a leap?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.printed import says
from offerdesigner.checks.publics import for_associations
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, rate, shows
from offerdesigner.checks.vocabulary import phrases
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import Charge, FlatPrice, GraduatedPrice, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Granted, Inclusion, Option, Range, RangeKind
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import quote, rounded
from offerdesigner.pricing.curve import smallest
from offerdesigner.pricing.wording import NO_METRIC, counted
from offerdesigner.text import _, number

SLIGHT = Decimal("1.05")
"""Round prices make the unit a little dearer here and there: up to this, nobody is cheated."""

LEAP = 3
"""How many times the price one may pay for one unit more before it is worth saying."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """What one unit costs in a tier: at its end where it has one, and by its price where it goes on."""

    bounded: Tier | Step
    each: Decimal


def _surcharges(charge: Charge) -> Iterator[tuple[_Reached, _Reached]]:
    """Yield each tier in which one unit costs more than in the one before, with that one."""
    reached = [one for one in _each_unit(charge) if one.each]
    dearer = [(low, high) for low, high in pairwise(reached) if high.each > low.each * SLIGHT]
    # Tiers that each cost more than the last are a choice: whoever uses more pays more for what is beyond.
    if not isinstance(charge, GraduatedPrice) or len(dearer) < len(reached) - 1:
        yield from dearer


def _each_unit(charge: Charge) -> Iterator[_Reached]:
    match charge:
        case GraduatedPrice():
            yield from (_Reached(tier, tier.unit_price) for tier in charge.tiers)
        case VolumePrice():
            for tier in charge.tiers:
                yield _Reached(tier, _at_its_end(charge, tier.up_to) if tier.up_to else tier.unit_price)
        case StairstepPrice():
            yield from (_Reached(step, _at_its_end(charge, step.up_to)) for step in charge.steps if step.up_to)


def _at_its_end(charge: Charge, end: Decimal) -> Decimal:
    return (quote(charge, end).amount or Decimal(0)) / end


def _readable(each: Decimal) -> Decimal:
    """Return the price of one unit to the cent, or with the four decimals of a unit price under 1 €."""
    return rounded(each, 2 if each >= 1 else 4)


def _steps(*pairs: tuple[int, int]) -> StairstepPrice:
    return StairstepPrice(
        steps=tuple(Step(id=f"up-to-{top}", up_to=Decimal(top), price=Decimal(price)) for top, price in pairs)
    )


def _metered(charge: Charge) -> Project:
    return project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))


def _two_packs(price: str) -> Project:
    packs = (option("cinq", "5", "people=5"), option("dix", price, "people=10"))
    return project(offer("active", "10", "people=5", "files"), options=packs)


@rule(
    "quantity_surcharge",
    Severity.WARNING,
    message=_("« {name} » : {each_high:money} par {unit} {high}, contre {each_low:money} {low}."),
    figures=(
        (_("Par {unit} {low}"), "{each_low:money}"),
        (_("Par {unit} {high}"), "{each_high:money}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _metered(_steps((5, 10), (10, 30)))),
    good=shows(lambda: _metered(_steps((5, 10), (10, 18)))),
)
def quantity_surcharge(ctx: Context) -> Iterator[Finding]:
    """Chaque unité coûte plus quand on en prend plus.

    Pourquoi : on attend d'une plus grande quantité qu'elle revienne moins cher, ou autant. Qui divise se sent puni
    d'être nombreux.

    Que faire : baissez le prix de la tranche la plus haute. Si c'est voulu, par sobriété, comptez chaque tranche à
    son prix, de plus en plus cher : ce n'est plus une surprise.
    """
    for address, name, line in ctx.rates:
        metric = ctx.metrics.get(line.metric or "") or NO_METRIC
        for low, high in _surcharges(line.charge) if line.metric else ():
            yield found(
                at(address, "charge", _kind(high.bounded), high.bounded.id),
                related=(at(address, "charge", _kind(low.bounded), low.bounded.id),),
                name=line.name or name,
                unit=metric.singular,
                each_low=_readable(low.each),
                each_high=_readable(high.each),
                low=_where(line.charge, low.bounded),
                high=_where(line.charge, high.bounded),
            )


def _kind(bounded: Tier | Step) -> str:
    return "steps" if isinstance(bounded, Step) else "tiers"


def _where(charge: Charge, bounded: Tier | Step) -> str:
    """Return where a tier stands: « jusqu'à 10 », « pour 10 » where all count together, « au-delà de 10 »."""
    if bounded.up_to is not None:
        words = _("jusqu'à {n}") if isinstance(charge, GraduatedPrice) else _("pour {n}")
        return words.format(n=number(bounded.up_to))
    before = charge.tiers[-2].up_to  # type: ignore[union-attr]
    return _("au-delà de {n}").format(n=number(before or 0))


@rule(
    "tier_jump",
    Severity.ADVICE,
    message=_(
        "« {name} » : {lower:money} pour {end} {unit}, et {higher:money} pour {next}, "
        "plus de {leap:number} fois le prix."
    ),
    figures=(
        (_("Pour {end} {unit}"), "{lower:money}"),
        (_("Pour {next}"), "{higher:money}"),
        (_("L'écart"), "+ {difference:money}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _metered(_steps((5, 10), (20, 40)))),
    good=shows(lambda: _metered(_steps((5, 10), (10, 20), (20, 40)))),
)
def tier_jump(ctx: Context) -> Iterator[Finding]:
    """Une de plus, et le prix fait un bond.

    Pourquoi : qui est juste au-dessus d'une tranche paie pour une place dont il n'a pas l'usage, et part ailleurs ou
    triche un peu sur le compte. Nous le disons au-delà de trois fois le prix.

    Que faire : ajoutez une tranche entre les deux, ou comptez chaque unité à son prix.
    """
    for address, name, line in ctx.rates:
        metric = ctx.metrics.get(line.metric or "")
        if line.minimum_amount is not None or line.maximum_amount is not None or metric is None:
            continue
        told = {high.bounded.id for _low, high in _surcharges(line.charge)}
        for end, bounded in _entries(line.charge):
            following = end + smallest(metric)
            lower, higher = quote(line.charge, end).amount, quote(line.charge, following).amount
            if bounded.id in told or not lower or higher is None or higher <= LEAP * lower:
                continue
            yield found(
                at(address, "charge", _kind(bounded), bounded.id),
                name=line.name or name,
                unit=metric.unit(end),
                end=number(end),
                next=_("plus de {n}").format(n=number(end)) if metric.decimal else number(following),
                lower=lower,
                higher=higher,
                difference=higher - lower,
                leap=LEAP,
            )


def _entries(charge: Charge) -> Iterator[tuple[Decimal, Tier | Step]]:
    """Yield the end of each tier with the next tier."""
    bounded: Sequence[Tier | Step] = ()
    if isinstance(charge, GraduatedPrice | VolumePrice):
        bounded = charge.tiers
    elif isinstance(charge, StairstepPrice):
        bounded = charge.steps
    for below, above in pairwise(bounded):
        if below.up_to is not None:
            yield below.up_to, above


@rule(
    "pack_surcharge",
    Severity.WARNING,
    message=_("« {big} » revient à {each_big:money} par {unit}, et « {small} » à {each_small:money}."),
    figures=(
        (_("« {small} », par {unit}"), "{each_small:money}"),
        (_("« {big} », par {unit}"), "{each_big:money}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _two_packs("12")),
    good=shows(lambda: _two_packs("8")),
)
def pack_surcharge(ctx: Context) -> Iterator[Finding]:
    """Le grand lot revient plus cher que le petit.

    Pourquoi : on prend le plus grand pour y gagner. Qui divise prend deux petits, et se demande qui s'est trompé.

    Que faire : baissez le prix du grand lot, ou n'en gardez qu'un.
    """
    for service, adding in ctx.options_that_add.items():
        packs = sorted((pack for one in adding if (pack := _pack(*one)) is not None), key=attrgetter("size"))
        metric = ctx.metrics.get(ctx.services[service].metric or "") or NO_METRIC
        for low, high in pairwise(packs):
            if low.sold_as == high.sold_as and low.size < high.size and high.each > low.each * SLIGHT:
                yield found(
                    at("options", high.option.id, "rates", high.option.rates[0].id, "charge", "amount"),
                    related=(at("options", low.option.id),),
                    small=low.option.name,
                    big=high.option.name,
                    unit=metric.singular,
                    each_small=_readable(low.each),
                    each_big=_readable(high.each),
                )


@dataclass(frozen=True, slots=True)
class _Pack:
    """An option that sells a quantity: how much, what one unit comes to, and all that may explain its price."""

    option: Option
    size: Decimal
    each: Decimal
    sold_as: tuple[object, ...]


def _pack(option: Option, line: Inclusion) -> _Pack | None:
    if len(option.rates) != 1 or not isinstance(line.grant, Granted) or not line.grant.quantity:
        return None
    rate = option.rates[0]
    if not isinstance(rate.charge, FlatPrice) or not rate.charge.amount:
        return None
    sold_as = (rate.period_months, rate.tax, rate.provider, option.available_for, line.grant.per, line.note)
    return _Pack(option, line.grant.quantity, rate.charge.amount / line.grant.quantity, sold_as)


def _up_to(conditions: str) -> Project:
    return project(
        offer("petite", "10", "people=5", "files"),
        offer("grande", "18", "people=30", "files"),
        conditions=conditions,
        ranges=(Range(id="associations", name="Équipes", public="les équipes"),),
    )


@rule(
    "nothing_said_beyond",
    Severity.ADVICE,
    message=_("« {offer} », la plus grande offre, va jusqu'à {limits:joined} : au-delà, la fiche ne dit rien."),
    source=course("7.1.3"),
    bad=shows(lambda: _up_to("On paie au mois.")),
    good=shows(lambda: _up_to("Au-delà de 30 personnes, demandez-nous un devis.")),
)
def nothing_said_beyond(ctx: Context) -> Iterator[Finding]:
    """Rien n'est dit au-delà de la plus grande offre.

    Pourquoi : une structure plus grande, ou qui va grandir, ne sait pas si vous pouvez la servir. Elle ne demandera
    pas.

    Que faire : ajoutez une option ou un prix par unité en plus, ou dites « au-delà, sur devis ».
    """
    told_to_boards = {item.id for item, _offers in for_associations(ctx)}
    for item, offers in ctx.ranges:
        # Associations are told of quotes by another rule.
        if item.kind is not RangeKind.LEVELS or len(offers) < 2 or item.id in told_to_boards:
            continue
        limits = dict(_limits(ctx, offers))
        if limits and not says(ctx, phrases("pack.json", "beyond")) and not _is_open(ctx, offers, set(limits)):
            top = max(offers, key=lambda priced: sum(_counted(ctx, priced).get(metric, 0) for metric in limits))
            words = tuple(counted(most, ctx.metrics[metric]) for metric, most in limits.items())
            yield found(at(top.address, "inclusions"), offer=top.name, limits=words)


def _limits(ctx: Context, offers: tuple[PricedOffer, ...]) -> Iterator[tuple[Id, Decimal]]:
    """Yield the metrics that the offers of a range count, some more than others, with the most that one can have."""
    quantities = [_counted(ctx, priced) for priced in offers]
    for metric in ctx.metrics:
        counts = {given[metric] for given in quantities if metric in given}
        if len(counts) > 1:
            yield metric, max(counts)


def _counted(ctx: Context, priced: PricedOffer) -> dict[Id, Decimal]:
    """Return how much an offer gives of each metric that it counts."""
    given: dict[Id, Decimal] = {}
    for service, line in priced.contents.inclusions.items():
        metric = ctx.services[service].metric
        is_counted = isinstance(line.grant, Granted) and line.grant.per is None and ctx.services[service].on_sheet
        if metric is not None and is_counted and isinstance(line.grant, Granted):
            given[metric] = given.get(metric, Decimal(0)) + line.grant.quantity
    return given


def _is_open(ctx: Context, offers: tuple[PricedOffer, ...], metrics: set[Id]) -> bool:
    """Tell whether more of something can be had: without limit, by the unit, by an option, on quote."""
    for priced in offers:
        lines = priced.contents.inclusions.values()
        if any(line.grant.kind == "unlimited" for line in lines) or priced.cost is None:
            return True
        if any(line.metric in metrics for line in priced.offer.rates) or ctx.open_options[priced.offer.id]:
            return True
    return False
