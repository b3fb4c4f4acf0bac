"""Prices in words: the worked sentence, the short text of a cell, the headline of a sheet.

The window, the checks and the documents all take their words from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
    lead_price,
    with_lead_price,
)
from offerdesigner.model.offers import Offer, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import Breakdown, quote
from offerdesigner.text import _, every, money, months, number

NO_METRIC = Metric(id="unit", name=_("Unités"), singular=_("unité"), plural=_("unités"), feminine=True)


def counted(quantity: Decimal, metric: Metric | None) -> str:
    """Return « 12 utilisatrices », « 1 Go »."""
    unit = (metric or NO_METRIC).unit(quantity)
    return f"{number(quantity)} {unit}"


def worked(charge: Charge, breakdown: Breakdown, metric: Metric | None) -> str:
    """Explain an amount: « 10 × 2 € + 2 × 1 € = 22 € », « 3 lots × 8 € = 24 € »."""
    if breakdown.amount is None:
        return on_quote()
    if isinstance(charge, FreePrice):
        words = _("prix libre, conseillé {price}")
        if charge.minimum:
            words = _("prix libre, conseillé {price}, au moins {least}")
        return words.format(price=money(charge.advised), least=money(charge.minimum))
    products = []
    for index, part in enumerate(breakdown.parts):
        is_pack = isinstance(charge, PackagePrice) or (isinstance(charge, CapacityPrice) and index and charge.size != 1)
        if part.quantity == 1 and not isinstance(charge, UnitPrice | PackagePrice):
            products.append(money(part.unit_price))
        elif is_pack:
            packs = _("{n} lot") if part.quantity < 2 else _("{n} lots")
            products.append(f"{packs.format(n=number(part.quantity))} × {money(part.unit_price)}")
        else:
            products.append(f"{number(part.quantity)} × {money(part.unit_price)}")
    sentence = " + ".join(products)
    return sentence if sentence == money(breakdown.amount) else f"{sentence} = {money(breakdown.amount)}"


def example(
    charge: Charge, breakdown: Breakdown, metric: Metric | None, period_months: int | None, limit: str = ""
) -> str:
    """Return the whole worked sentence: « 12 utilisatrices : 10 × 2 € + 2 × 1 € = 22 € par mois ».

    `limit` says which limit of the line bears on it: « , minimum 30 € ».
    """
    how_many = counted(breakdown.quantity, metric)
    if breakdown.amount is None:
        return f"{how_many} : {on_quote()}"
    return f"{how_many} : {worked(charge, breakdown, metric)}{limit} {every(period_months)}"


def on_quote() -> str:
    """Return the words for an unknown price."""
    return _("sur devis")


def by_year_of_service(term: Term | None) -> str:
    """Say what an amount by year means for a term longer than a year; nothing for a shorter one."""
    if term is None or term.months <= 12:
        return ""
    sentence = _("Une échéance de {length} se paie d'avance : les montants par an en sont la part d'une année.")
    if term.billing_months is not None and term.billing_months < term.months:
        sentence = _("Les montants par an sont la part d'une année de l'échéance de {length}.")
    return sentence.format(length=months(term.months))


def price(amount: Decimal | None, *, cents: bool | None = None) -> str:
    """Write an amount that may be unknown or nothing: « 12 € », « sur devis », « gratuit »."""
    if amount is None:
        return on_quote()
    return money(amount, cents=cents) if amount else _("gratuit")


def short(charge: Charge, metric: Metric | None = None) -> str:
    """Say a charge in a few words, as in a cell: « 10 € », « 2 € puis 1 € », « 8 € les 5 »."""
    match charge:
        case FlatPrice():
            return price(charge.amount)
        case UnitPrice():
            return money(charge.unit_price)
        case PackagePrice():
            return _("{price} les {size}").format(price=money(charge.package_price), size=number(charge.size))
        case CapacityPrice():
            return _("{price} puis {more}").format(price=money(charge.amount), more=money(charge.unit_price))
        case GraduatedPrice() | VolumePrice():
            return _(" puis ").join(" + ".join(_tier_amounts(tier)) for tier in charge.tiers)
        case StairstepPrice():
            return _(" puis ").join(money(step.price) for step in charge.steps)
        case FreePrice():
            return _("libre, {price} conseillés").format(price=money(charge.advised))
        case _:
            return on_quote()


@dataclass(frozen=True, slots=True)
class Headline:
    """The price that stands large: « dès » `amount` « par utilisatrice » « par mois », and what to know of it.

    `amount` is `None` when the price is unknown (« sur devis ») or when none is written (`words` says which).
    """

    amount: Decimal | None
    words: str
    per_unit: str = ""
    cadence: str = ""
    is_from: bool = False
    notes: tuple[str, ...] = ()


def headline(project: Project, offer: Offer, term: Term | None = None) -> Headline:
    """Return the leading price of `offer` as entered, for one period, or for a whole `term` with its own price."""
    rate = offer.lead_rate
    if rate is None:
        return Headline(None, on_quote())
    charge, cadence = rate.charge, every(rate.period_months)
    if term is not None and term.price is not None:
        charge = with_lead_price(charge, term.price)
        cadence = every(term.months)
    metric = next((metric for metric in project.metrics if metric.id == rate.metric), NO_METRIC)
    amount, is_from = _leading(charge)
    per_unit = "" if is_from else _per_unit(charge, metric)
    words = price(amount) if not isinstance(charge, FreePrice) else _("prix libre")
    return Headline(amount, words, per_unit, cadence if amount else "", is_from, notes(charge, metric))


def _leading(charge: Charge) -> tuple[Decimal | None, bool]:
    """Return what stands large, which a buyer of one unit does pay, and whether it is the least of a sum (« dès »)."""
    match charge:
        case OnQuote():
            return None, False
        case GraduatedPrice() | VolumePrice():
            if _has_fixed_parts(charge):
                return quote(charge, Decimal(1)).amount, True
            return charge.tiers[1 if _free_tier(charge) else 0].unit_price, False
        case StairstepPrice():
            return charge.steps[0].price, False
        case _:
            return lead_price(charge), False


def _has_fixed_parts(charge: GraduatedPrice | VolumePrice) -> bool:
    return any(tier.flat_price for tier in charge.tiers)


def _free_tier(charge: Charge) -> Decimal:
    """Return how many units a first tier gives for nothing before others are due; 0 when there is no such tier."""
    if not isinstance(charge, GraduatedPrice) or len(charge.tiers) < 2 or _has_fixed_parts(charge):
        return Decimal(0)
    first = charge.tiers[0]
    return Decimal(0) if first.unit_price else first.up_to or Decimal(0)


def _per_unit(charge: Charge, metric: Metric) -> str:
    match charge:
        case UnitPrice() | GraduatedPrice() | VolumePrice():
            return _("par {unit}").format(unit=metric.singular)
        case PackagePrice():
            return _("par lot de {quantity}").format(quantity=counted(charge.size, metric))
        case _:
            return ""


def notes(charge: Charge, metric: Metric) -> tuple[str, ...]:
    """Return the conditions of a charge, a few words each, as they follow its headline.

    What is free, what each next tier costs, what lies beyond: « puis 2 € au-delà de 10 ».
    """
    match charge:
        case UnitPrice() | PackagePrice():
            return _free_units(charge.free_units, metric)
        case CapacityPrice():
            more = money(charge.unit_price)
            size = metric.singular if charge.size == 1 else counted(charge.size, metric)
            return (
                _("{quantity} compris, puis {price} par {size}").format(
                    quantity=counted(charge.included, metric), price=more, size=size
                ),
            )
        case GraduatedPrice():
            return (*_first_tier(charge, metric), *_next_tiers(charge, metric))
        case VolumePrice():
            return (*_first_tier(charge, metric), *_next_volumes(charge, metric))
        case StairstepPrice():
            return tuple(_steps(charge, metric))
        case FreePrice():
            least = _("à partir de {price}").format(price=money(charge.minimum))
            return (_("conseillé : {price}").format(price=money(charge.advised)), *((least,) if charge.minimum else ()))
        case _:
            return ()


def _free_units(free: Decimal, metric: Metric) -> tuple[str, ...]:
    if not free:
        return ()
    if free == 1:
        first = _("1re {unit} gratuite") if metric.feminine else _("1er {unit} gratuit")
        return (first.format(unit=metric.singular),)
    many = _("les {n} premières {unit} gratuites") if metric.feminine else _("les {n} premiers {unit} gratuits")
    return (many.format(n=number(free), unit=metric.plural),)


def _first_tier(charge: GraduatedPrice | VolumePrice, metric: Metric) -> Iterator[str]:
    """Yield what to know of the first tier, where the headline does not say it whole."""
    first = charge.tiers[0]
    bound = _("jusqu'à {high}").format(high=counted(first.up_to, metric)) if first.up_to is not None else ""
    if _has_fixed_parts(charge):
        price_said = _tier_price(first, metric)
        yield _("{bound} : {price}").format(bound=bound, price=price_said) if bound else price_said
    elif _free_tier(charge):
        yield from _free_units(_free_tier(charge), metric)
    elif bound and not first.unit_price:
        yield bound


def _next_tiers(charge: GraduatedPrice, metric: Metric) -> Iterator[str]:
    """Yield « puis 2 € au-delà de 10 », « 1 € au-delà de 25 »; a fixed part comes on top of those before."""
    has_fixed = _has_fixed_parts(charge)
    words = _("plus {price} au-delà de {low}") if has_fixed else _("puis {price} au-delà de {low}")
    for before, tier in list(pairwise(charge.tiers))[1 if _free_tier(charge) else 0 :]:
        yield words.format(price=_tier_price(tier, metric), low=number(before.up_to or 0))
        words = words if has_fixed else _("{price} au-delà de {low}")
    yield from _beyond(charge.tiers[-1])


def _next_volumes(charge: VolumePrice, metric: Metric) -> Iterator[str]:
    """Yield « dès 11 : 2 € pour toutes »."""
    everyone = "" if _has_fixed_parts(charge) else _(" pour toutes") if metric.feminine else _(" pour tous")
    for before, tier in pairwise(charge.tiers):
        low = before.up_to or Decimal(0)
        start = _("plus de {n}").format(n=number(low)) if metric.decimal else _("dès {n}").format(n=number(low + 1))
        yield _("{start} : {price}").format(start=start, price=f"{_tier_price(tier, metric)}{everyone}")
    yield from _beyond(charge.tiers[-1])


def _steps(charge: StairstepPrice, metric: Metric) -> Iterator[str]:
    """Yield « jusqu'à 6 personnes », « puis 40 € jusqu'à 15 », « sur devis au-delà de 15 »."""
    first, *others = charge.steps
    if first.up_to is not None:
        yield _("jusqu'à {high}").format(high=counted(first.up_to, metric))
    then = _("puis {price}")
    for step in others:
        said = then.format(price=price(step.price))
        bound = _("jusqu'à {n}").format(n=number(step.up_to)) if step.up_to is not None else _("au-delà")
        yield f"{said} {bound}"
        then = "{price}"
    yield from _beyond(charge.steps[-1])


def _tier_amounts(tier: Tier) -> Iterator[str]:
    """Yield the fixed part of a tier, if any, then what each unit costs, unless it is nothing beside."""
    if tier.flat_price:
        yield money(tier.flat_price)
    if tier.unit_price or not tier.flat_price:
        yield money(tier.unit_price)


def _tier_price(tier: Tier, metric: Metric) -> str:
    """Say what a tier costs: « 2 € » for each unit, « 10 € » for all, « 10 € et 2 € par personne »."""
    said = _(" et ").join(_tier_amounts(tier))
    return f"{said} {_('par {unit}').format(unit=metric.singular)}" if tier.flat_price and tier.unit_price else said


def _beyond(last: Tier | Step) -> Iterator[str]:
    """Yield « sur devis au-delà de 50 » when the last tier or step has an end."""
    if last.up_to is not None:
        yield _("{price} au-delà de {n}").format(price=on_quote(), n=number(last.up_to))
