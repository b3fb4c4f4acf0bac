"""Is each option worth its price beside the offers?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from offerdesigner.checks.comparing import A_CENT_A_MONTH, opens_more
from offerdesigner.checks.contents import gives_as_much, same_note
from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Grant, Granted, Option
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import CENT
from offerdesigner.text import _, every, money


def _two_offers(*options: Option) -> Project:
    return project(
        offer("petite", "10", "people=5", "files"),
        offer("grande", "20", "people=9", "files", "meetings"),
        options=options,
    )


@dataclass(frozen=True, slots=True)
class _Overtaken:
    """In € a year: `smaller` with `option` costs `total`, and `bigger`, which gives all of it, `price`."""

    option: Option
    smaller: PricedOffer
    bigger: PricedOffer
    total: Decimal
    price: Decimal

    @property
    def excess(self) -> Decimal:
        return self.total - self.price


@rule(
    "option_dearer_than_next_offer",
    Severity.WARNING,
    message=_(
        "« {smaller} » avec l'option « {option} » coûte {total:money}{tax} par an ; "
        "« {bigger} », qui donne autant ou plus, {price:money}{tax}."
    ),
    figures=(
        (_("« {bigger} », par an"), "{price:money}{tax}"),
        (_("« {smaller} » avec « {option} », par an"), "{total:money}{tax}"),
        (_("Payé en trop"), "+ {excess:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _two_offers(option("visio", "15", "meetings", available_for=("petite",)))),
    good=shows(lambda: _two_offers(option("visio", "5", "meetings", available_for=("petite",)))),
)
def option_dearer_than_next_offer(ctx: Context) -> Iterator[Finding]:
    """Avec cette option, l'offre suivante revenait moins cher.

    Pourquoi : qui a pris l'option découvre un jour qu'il payait plus pour avoir moins.

    Que faire : baissez le prix de l'option, ou ne la proposez plus avec cette offre : dites de passer à la suivante.
    """
    for case in ctx.once(_overtaken).values():
        yield found(
            at("options", case.option.id, "rates"),
            related=(case.smaller.address, case.bigger.address),
            fixes=_lower(case),
            option=case.option.name,
            smaller=case.smaller.name,
            bigger=case.bigger.name,
            total=case.total,
            price=case.price,
            excess=case.excess,
            tax=ctx.with_tax(case.smaller.offer, case.bigger.offer),
        )


def _overtaken(ctx: Context) -> dict[Id, _Overtaken]:
    """Return the options that cost more than to take the next offer, each with the offers where it shows the most."""
    worst: dict[Id, _Overtaken] = {}
    for item in ctx.project.options:
        cases = [case for ladder in ctx.ladders for case in _cases(ctx, item, ladder)] if item.adds else []
        if cases:
            worst[item.id] = max(cases, key=lambda case: case.excess)
    return worst


def _cases(ctx: Context, item: Option, ladder: Sequence[PricedOffer]) -> Iterator[_Overtaken]:
    for place, smaller in enumerate(ladder):
        takes = item.id in ctx.open_options[smaller.offer.id] and not item.needs and not smaller.is_metered
        cost = ctx.option_cost(item, smaller.offer) if takes else None
        if cost is None or not cost[0] or smaller.cost is None:
            continue
        later, first = (paid + more for paid, more in zip(smaller.cost, cost, strict=True))
        for bigger in ladder[place + 1 :]:
            if bigger.cost is None or bigger.cost[0] + A_CENT_A_MONTH >= later:
                break
            is_dearer = bigger.cost > smaller.cost and bigger.cost[1] <= first
            if is_dearer and _gives_both(ctx, bigger, smaller, item):
                yield _Overtaken(item, smaller, bigger, later, bigger.cost[0])
                break


def _gives_both(ctx: Context, bigger: PricedOffer, smaller: PricedOffer, item: Option) -> bool:
    """Tell whether `bigger` gives all of `smaller` and of one `item` beside, on the same conditions."""
    if bigger.is_metered or bigger.commitment > smaller.commitment:
        return False
    if not bigger.contents.covers(smaller.contents) or opens_more(ctx, smaller, bigger):
        return False
    held, given = bigger.contents.inclusions, smaller.contents.inclusions
    for line in item.adds:
        before = given[line.service].grant if line.service in given else None
        if line.service not in held or not same_note(held[line.service], line):
            return False
        if not gives_as_much(held[line.service].grant, _added(before, line.grant)):
            return False
    return True


def _added(before: Grant | None, more: Grant) -> Grant:
    if isinstance(before, Granted) and isinstance(more, Granted) and before.per == more.per:
        return Granted(quantity=before.quantity + more.quantity, per=more.per)
    return more


def _lower(case: _Overtaken) -> tuple[Fix, ...]:
    """Return the repair that brings the option down to what the next offer costs, when one flat price decides of it."""
    line, charge = case.option.rates[0], case.option.rates[0].charge
    if len(case.option.rates) > 1 or not isinstance(charge, FlatPrice) or line.minimum_amount is not None:
        return ()
    added = case.total - (case.smaller.year.next_year or Decimal(0))
    lowered = (charge.amount * (added - case.excess) / added).quantize(CENT, ROUND_FLOOR)
    if lowered <= 0:
        return ()
    address = at("options", case.option.id, "rates", line.id, "charge", "amount")
    title = _("Mettre {price} {cadence}").format(price=money(lowered), cadence=every(line.period_months))
    return (Fix(title, set_value(address, lowered, _("Baisser un prix"))),)


@rule(
    "option_dearer_than_plan",
    Severity.ADVICE,
    message=_(
        "L'option « {option} » ({price:money}{tax} par an) coûte plus que toute offre avec laquelle elle se prend : "
        "la plus chère, « {offer} », est à {plan:money}{tax}."
    ),
    figures=((_("« {offer} », par an"), "{plan:money}{tax}"), (_("Option « {option} », par an"), "{price:money}{tax}")),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("petite", "10", "files"), options=(option("visio", "15", "meetings"),))),
    good=shows(lambda: project(offer("petite", "10", "files"), options=(option("visio", "5", "meetings"),))),
)
def option_dearer_than_plan(ctx: Context) -> Iterator[Finding]:
    """Une option coûte plus que l'offre qu'elle complète.

    Pourquoi : ce n'est plus un complément, c'est l'essentiel de ce que l'on achète, et la fiche le montre en petit.

    Que faire : faites-en une offre à part, ou comprenez-la dans une offre plus grande.
    """
    told = ctx.once(_overtaken)
    for item in ctx.project.options:
        takers = [priced for priced in ctx.offers.values() if item.id in ctx.open_options[priced.offer.id]]
        if item.id in told or item.needs or not takers:
            continue
        prices = [_yearly(priced) for priced in takers]
        costs = [ctx.option_cost(item, priced.offer) for priced in takers]
        if not all(plan and cost and cost[0] > plan for plan, cost in zip(prices, costs, strict=True)):
            continue
        plan, place = max((plan or Decimal(0), place) for place, plan in enumerate(prices))
        dearest, cost = takers[place], costs[place]
        assert cost is not None
        yield found(
            at("options", item.id, "rates"),
            related=(dearest.address,),
            option=item.name,
            price=cost[0],
            offer=dearest.name,
            plan=plan,
            tax=ctx.with_tax(dearest.offer),
        )


def _yearly(priced: PricedOffer) -> Decimal | None:
    """Return what a year of subscription costs, where it is one price."""
    monthly = priced.year.monthly if not (priced.is_metered or priced.is_free) else None
    return monthly * YEAR if monthly else None


def _pack_and_option(price: str) -> Project:
    return project(
        offer("base", "10", "files", "office"),
        offer("reunions", "4", "meetings"),
        options=(option("visio", price, "meetings", available_for=("base",)),),
    )


@rule(
    "option_same_as_offer",
    Severity.ADVICE,
    message=_(
        "L'option « {option} » donne la même chose que l'offre « {offer} », plus cher : "
        "{price:money}{tax} par an, contre {plan:money}{tax}."
    ),
    figures=((_("Offre « {offer} », par an"), "{plan:money}{tax}"), (_("Option « {option} »"), "{price:money}{tax}")),
    source=course("7.1.3"),
    bad=shows(lambda: _pack_and_option("6")),
    good=shows(lambda: _pack_and_option("4")),
)
def option_same_as_offer(ctx: Context) -> Iterator[Finding]:
    """Une option se vend aussi comme offre, moins cher.

    Pourquoi : qui a déjà une offre chez vous paie plus pour la même chose que qui vient d'arriver.

    Que faire : mettez l'option au prix de l'offre, ou moins.
    """
    told = ctx.once(_overtaken)
    for item in ctx.project.options:
        if item.id in told or all(line.grant.kind == "quantity" for line in item.adds):
            continue
        taker = next((one for one in ctx.offers.values() if item.id in ctx.open_options[one.offer.id]), None)
        cost = ctx.option_cost(item, taker.offer) if taker is not None else None
        for offered in ctx.offers.values() if cost is not None else ():
            plan = _yearly(offered)
            if cost is None or plan is None or cost[0] <= plan + A_CENT_A_MONTH or not _are_the_same(item, offered):
                continue
            yield found(
                at("options", item.id, "rates"),
                related=(offered.address,),
                option=item.name,
                offer=offered.name,
                price=cost[0],
                plan=plan,
                tax=ctx.with_tax(offered.offer),
            )
            break


def _are_the_same(item: Option, priced: PricedOffer) -> bool:
    given = priced.contents.inclusions
    if len(item.adds) != len(given) or any(line.service not in given for line in item.adds):
        return False
    return all(line.grant == given[line.service].grant and same_note(line, given[line.service]) for line in item.adds)
