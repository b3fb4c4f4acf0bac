"""The comparison with others in words: prices as they are displayed, gaps, our place, the strategy against the facts.

The window, the checks and the command line take their words from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.competition import Asked, Comparison, Gap, offer_of
from offerdesigner.economics.values import percent
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.market import Competitor, Strategy
from offerdesigner.model.offers import Offer, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.usage import included_usage
from offerdesigner.pricing.wording import counted, on_quote, price, short
from offerdesigner.text import MINUS, NBSP, NNBSP, _, every, listed, money, number, plural, typeset

STRATEGIES = {
    Strategy.LOWER: _("moins cher"),
    Strategy.ALIGNED: _("aligné"),
    Strategy.HIGHER: _("plus cher"),
}


def name_of(project: Project, asked: Asked) -> str:
    """Return the name of who asks: the competitor's, or ours."""
    if asked.competitor is None:
        return project.structure.name or _("Nous")
    return competitor_name(asked.competitor)


def competitor_name(competitor: Competitor) -> str:
    """Return the name of a competitor, or what stands for it."""
    return competitor.name or _("Sans nom")


def displayed(project: Project, holder: Offer | Competitor) -> str:
    """Say the prices of an offer as they are displayed: « 12 € + 1,50 € par personne au-delà de 10 »."""
    offer = offer_of(holder) if isinstance(holder, Competitor) else holder
    metrics = {metric.id: metric for metric in project.metrics}
    said = [_rate_words(rate, metrics.get(rate.metric or "")) for rate in offer.rates]
    if isinstance(offer.setup_fee, FlatPrice) and offer.setup_fee.amount:
        said.append(f"{money(offer.setup_fee.amount)} {every(None)}")
    said += _membership_words(project, holder)
    return typeset(" + ".join(said)) if said else "—"


def _membership_words(project: Project, holder: Offer | Competitor) -> Iterator[str]:
    """Yield the membership that one must pay beside: « 24 € par an d'adhésion »."""
    if isinstance(holder, Competitor):
        amount, months = holder.membership, 12
    else:
        member = project.structure.membership if holder.membership is MembershipRule.REQUIRED else None
        amount, months = (member.amount, member.period_months) if member is not None else (None, 12)
    if amount:
        yield _("{amount} {cadence} d'adhésion").format(amount=money(amount), cadence=every(months))


def _rate_words(rate: RateCard, metric: Metric | None) -> str:
    charge, cadence = rate.charge, "" if rate.period_months == 1 else every(rate.period_months)
    unit = metric.singular if metric is not None else ""
    match charge:
        case UnitPrice() if unit:
            said = _("{price} par {unit}").format(price=money(charge.unit_price), unit=unit)
        case PackagePrice(size=size) if metric is not None and size == 1:
            said = _("{price} par {unit}").format(price=money(charge.package_price), unit=unit)
        case PackagePrice() if metric is not None:
            lot = counted(charge.size, metric)
            said = _("{price} les {lot}").format(price=money(charge.package_price), lot=lot)
        case CapacityPrice() if metric is not None:
            words = _("{price} + {more} par {unit} au-delà de {n}")
            if charge.size != 1:
                words = _("{price} + {more} les {lot} au-delà de {n}")
            said = words.format(
                price=money(charge.amount),
                more=money(charge.unit_price),
                unit=unit,
                lot=counted(charge.size, metric),
                n=number(charge.included),
            )
        case _:
            said = short(charge, metric)
    if _free_units(charge):
        said = _("{price} au-delà de {n}").format(price=said, n=number(_free_units(charge)))
    side = rate.tax.upper() if rate.tax is TaxMode.HT and not isinstance(charge, OnQuote) else ""
    return " ".join(filter(None, (said, side, cadence)))


def _free_units(charge: Charge) -> Decimal:
    return charge.free_units if isinstance(charge, UnitPrice | PackagePrice) else Decimal(0)


def included(project: Project, asked: Asked) -> str:
    """Say what the price includes of what is counted: « 10 personnes, Go à l'unité »; « — » when nothing says it."""
    return typeset(", ".join(_included(project, asked))) or "—"


def _included(project: Project, asked: Asked) -> Iterator[str]:
    if asked.competitor is None:
        return
    for metric in project.metrics:
        for rate in asked.competitor.rates:
            if rate.metric == metric.id:
                covered = covered_by(rate.charge)
                if covered:
                    yield counted(covered, metric)
                elif covered is not None:
                    yield _("{units} à l'unité").format(units=metric.plural)


def our_included(project: Project, offer: Offer) -> str:
    """Say what our offer includes of what is counted."""
    usage = included_usage(project, offer)
    said = (counted(usage[metric.id], metric) for metric in project.metrics if usage.get(metric.id))
    return typeset(", ".join(said)) or "—"


def covered_by(charge: Charge) -> Decimal | None:
    """Return how many units a price covers before more are due: none when each is; `None` where it counts none."""
    match charge:
        case CapacityPrice():
            return charge.included
        case UnitPrice() | PackagePrice():
            return charge.free_units
        case StairstepPrice():
            return charge.steps[0].up_to or Decimal(0)
        case GraduatedPrice() | VolumePrice():
            first = charge.tiers[0]
            return Decimal(0) if first.unit_price else first.up_to or Decimal(0)
        case _:
            return None


def worked(asked: Asked) -> str:
    """Say how the month comes about, line by line, or why it is not known."""
    if asked.why:
        return asked.why
    return typeset(" ; ".join(line.detail for line in asked.lines))


def gap_words(gap: Gap | None) -> str:
    """Say a gap: « + 8,00 € (+ 32 %) »; « — » when it is not known."""
    if gap is None:
        return "—"
    if not gap.amount:
        return _("le même prix")
    said = f"{_sign(gap.amount)}{NNBSP}{money(abs(gap.amount), cents=True)}"
    if gap.percent is None:
        return said
    if _is_slight(gap.percent):
        return typeset(_("{gap} (moins de 1 %)")).format(gap=said)
    return f"{said} ({_sign(gap.percent)}{NNBSP}{percent(abs(gap.percent) / 100)})"


def _sign(value: Decimal | Fraction) -> str:
    return MINUS if value < 0 else "+"


def distance_words(share: Fraction) -> str:
    """Say how far (%) a price that is not the same is, without the side: « 32 % », « à moins de 1 % »."""
    return typeset(_("à moins de 1 %")) if _is_slight(share) else percent(abs(share) / 100)


def _is_slight(share: Fraction) -> bool:
    """Tell whether a percentage would round to nothing."""
    return abs(share) < Fraction(1, 2)


def place_words(found: Comparison) -> str:
    """Say what the axis shows: every price in order, the median, and where we are; or why nothing can be said."""
    if found.spread is None:
        return typeset(_("Aucun prix de concurrent n'est encore connu pour cet usage."))
    known = [one for one in (*([found.ours] if found.ours else []), *found.others) if one.monthly is not None]
    ranked = sorted(known, key=lambda one: one.monthly or 0)
    said = listed(_("{name} {price}").format(name=_named(found, one), price=_month(one)) for one in ranked)
    spread = found.spread
    words = _("Par mois, du moins cher au plus cher : {said}. Médiane des autres : {median}")
    sentence = words.format(said=said, median=money(spread.median, cents=True))
    if spread.lower_quartile is not None and spread.upper_quartile is not None:
        half = _("la moitié d'entre eux sont entre {low} et {high}")
        quartiles = half.format(
            low=money(spread.lower_quartile, cents=True), high=money(spread.upper_quartile, cents=True)
        )
        sentence = f"{sentence} ; {quartiles}"
    return typeset(f"{sentence}.{_left_out(found)}")


def _named(found: Comparison, one: Asked) -> str:
    return _("nous") if one.competitor is None else name_of(found.project, one)


def _month(one: Asked) -> str:
    return price(one.monthly, cents=True if one.monthly else None)


def _left_out(found: Comparison) -> str:
    """Say whose prices are not known."""
    unknown = [_named(found, one) for one in found.others if one.monthly is None]
    return _(" Sans prix connu : {names}.").format(names=listed(unknown)) if unknown else ""


def verdict(found: Comparison) -> tuple[bool | None, str]:
    """Return whether the strategy chosen is held (`None`: none is, or nothing is known), and the sentence that says it.

    « Stratégie tenue : 25,00 € est 11 % sous la médiane (28,00 €) des 4 concurrents, dans les ± 15 % choisis. »
    """
    fact, chosen = found.strategy, found.project.market.strategy
    if fact is None or found.spread is None or found.our_gap is None:
        return None, typeset(_why_no_verdict(found))
    tolerance = f"±{NBSP}{number(found.project.market.tolerance)}{NNBSP}%"
    within = _("dans les {tolerance}") if fact is Strategy.ALIGNED else _("au-delà des {tolerance}")
    where = f"{_where(found)}, {within.format(tolerance=tolerance)}"
    if chosen is None:
        return None, typeset(_("{where} : {fact}.").format(where=where, fact=STRATEGIES[fact]))
    if chosen is fact:
        return True, typeset(_("Stratégie tenue : {where}.").format(where=where))
    words = _("Stratégie « {chosen} » contredite : {where}, donc {fact}.")
    return False, typeset(words.format(chosen=STRATEGIES[chosen], where=where, fact=STRATEGIES[fact]))


def _where(found: Comparison) -> str:
    """Say where our price is beside the median."""
    assert found.spread is not None and found.ours is not None and found.our_gap is not None
    count = found.spread.count
    others = plural(count, _("du seul concurrent au prix connu"), _("des {n} concurrents")).format(n=count)
    ours, median = _month(found.ours), money(found.spread.median, cents=True)
    gap = found.our_gap
    if not gap.amount:
        return _("{price} est la médiane {others}").format(price=ours, others=others)
    side = _("sous") if gap.amount < 0 else _("au-dessus de")
    if gap.percent is None:
        return _("{price} est {side} la médiane ({median}) {others}").format(
            price=ours, side=side, median=median, others=others
        )
    return _("{price} est {share} {side} la médiane ({median}) {others}").format(
        price=ours, share=distance_words(gap.percent), side=side, median=median, others=others
    )


def _why_no_verdict(found: Comparison) -> str:
    if found.spread is None:
        return _("Aucun prix de concurrent n'est encore connu pour cet usage.")
    if found.ours is None:
        return _("Il faut d'abord une offre à comparer.")
    return _("Notre prix n'est pas connu pour cet usage : {why}.").format(why=found.ours.why or on_quote())


def in_price_words(found: Comparison) -> str:
    """Say in a line what the month is made of, and what the first year comes to with what it leaves out."""
    if not found.has_more:
        return typeset(_("Prix de l'abonnement ; aucune mise en service ni adhésion obligatoire n'est saisie."))
    apart = _("Le prix par mois est sans mise en service ni adhésion obligatoire.")
    ours = found.ours.first_year if found.ours is not None else None
    if ours is None or found.first_years is None:
        return typeset(apart)
    words = _("{apart} Avec elles, la première année : nous {ours}, médiane des autres {median}.")
    median = money(found.first_years.median, cents=True)
    return typeset(words.format(apart=apart, ours=money(ours, cents=True), median=median))


def old_look_words(name: str, months: int | None) -> str:
    """Say that a look is old: « Structura : tarif relevé il y a 14 mois. »."""
    if months is None:
        return typeset(_("{name} : nul ne sait quand ce tarif a été relevé.").format(name=name))
    return typeset(_("{name} : tarif relevé il y a {n} mois.").format(name=name, n=months))
