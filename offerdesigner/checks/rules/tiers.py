"""Do prices by quantity reward who takes more, and rise without a leap?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, rate, shows
from offerdesigner.model.address import at
from offerdesigner.model.charges import Charge, GraduatedPrice, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.curve import smallest
from offerdesigner.pricing.wording import NO_METRIC
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


def _steps(*pairs: tuple[int, int]) -> StairstepPrice:
    return StairstepPrice(
        steps=tuple(Step(id=f"up-to-{top}", up_to=Decimal(top), price=Decimal(price)) for top, price in pairs)
    )


def _metered(charge: Charge) -> Project:
    return project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))


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
                each_low=low.each,
                each_high=high.each,
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
