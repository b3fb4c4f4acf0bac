"""Prices in words: the worked sentence, the short text of a cell, the headline of a sheet.

The window, the checks and the documents all take their words from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    LEAD_FIELDS,
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
)
from offerdesigner.model.offers import Offer, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import Breakdown
from offerdesigner.text import _, every, money, number

_Bounded = TypeVar("_Bounded", Tier, Step)

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
        return _("prix libre, conseillé {price}").format(price=money(charge.advised))
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


def example(charge: Charge, breakdown: Breakdown, metric: Metric | None, period_months: int | None) -> str:
    """Return the whole worked sentence: « 12 utilisatrices : 10 × 2 € + 2 × 1 € = 22 € par mois »."""
    how_many = counted(breakdown.quantity, metric)
    if breakdown.amount is None:
        return f"{how_many} : {on_quote()}"
    return f"{how_many} : {worked(charge, breakdown, metric)} {every(period_months)}"


def on_quote() -> str:
    """Return the words for an unknown price."""
    return _("sur devis")


def on_request() -> str:
    """Return the words for an offer that tells no price."""
    return _("prix sur demande")


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
            return _(" puis ").join(money(tier.unit_price) for tier in charge.tiers)
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
        return Headline(None, on_request())
    charge, cadence = rate.charge, every(rate.period_months)
    if term is not None and term.price is not None:
        charge = evolve(charge, **{LEAD_FIELDS[charge.kind]: term.price})
        cadence = every(term.months)
    metric = next((metric for metric in project.metrics if metric.id == rate.metric), NO_METRIC)
    amount, is_from = _leading(charge)
    per_unit = _per_unit(charge, metric)
    words = price(amount) if not isinstance(charge, FreePrice) else _("prix libre")
    return Headline(amount, words, per_unit, cadence if amount else "", is_from, notes(charge, metric))


def _leading(charge: Charge) -> tuple[Decimal | None, bool]:
    match charge:
        case OnQuote():
            return None, False
        case GraduatedPrice() | VolumePrice():
            prices = [tier.unit_price for tier in charge.tiers]
            return min(prices), len(prices) > 1
        case StairstepPrice():
            prices = [step.price for step in charge.steps]
            return min(prices), len(prices) > 1
        case CapacityPrice():
            return charge.amount, False
        case _:
            field = LEAD_FIELDS[charge.kind]
            return getattr(charge, field), False


def _per_unit(charge: Charge, metric: Metric) -> str:
    match charge:
        case UnitPrice() | GraduatedPrice() | VolumePrice():
            return _("par {unit}").format(unit=metric.singular)
        case PackagePrice():
            return _("par lot de {quantity}").format(quantity=counted(charge.size, metric))
        case _:
            return ""


def notes(charge: Charge, metric: Metric) -> tuple[str, ...]:
    """Return the conditions of a charge, one sentence each: free units, tiers, what lies beyond."""
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
        case GraduatedPrice() | VolumePrice():
            said = [_tier(money(tier.unit_price), low, tier.up_to, metric) for low, tier in _from(charge.tiers)]
            whole = () if isinstance(charge, GraduatedPrice) else (_("toutes au prix de la tranche atteinte"),)
            return (*said, *whole, *_end(charge.tiers[-1].up_to, metric))
        case StairstepPrice():
            said = [_tier(money(step.price), low, step.up_to, metric) for low, step in _from(charge.steps)]
            return (*said, *_end(charge.steps[-1].up_to, metric))
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


def _from(bounded: tuple[_Bounded, ...]) -> list[tuple[Decimal | None, _Bounded]]:
    """Pair each tier or step with the upper bound of the one before."""
    lows = [None, *(item.up_to for item in bounded[:-1])]
    return list(zip(lows, bounded, strict=True))


def _tier(said: str, above: Decimal | None, up_to: Decimal | None, metric: Metric) -> str:
    if up_to is None:
        return said if above is None else _("au-delà de {low} : {price}").format(low=number(above), price=said)
    if above is None:
        return _("jusqu'à {high} : {price}").format(high=counted(up_to, metric), price=said)
    low = number(above + 1) if not metric.decimal else _("plus de {n}").format(n=number(above))
    return _("de {low} à {high} : {price}").format(low=low, high=number(up_to), price=said)


def _end(up_to: Decimal | None, metric: Metric) -> tuple[str, ...]:
    if up_to is None:
        return ()
    return (_("au-delà de {high} : sur devis").format(high=counted(up_to, metric)),)
