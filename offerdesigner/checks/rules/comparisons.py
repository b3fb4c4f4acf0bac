"""Is each offer worth its price beside the others of its range?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache

from offerdesigner.checks.cheapest import offers_passed_by
from offerdesigner.checks.comparing import Redundancy, beaten_offers, redundant_offers
from offerdesigner.checks.context import Context
from offerdesigner.checks.costs import where_costs_differ
from offerdesigner.checks.crossing import crossings
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.printed import says
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import beyond, offer, option, project, rate, shows
from offerdesigner.checks.splitting import split_offers
from offerdesigner.model.address import at
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import CENT
from offerdesigner.pricing.wording import counted
from offerdesigner.text import _, every, listed, money, number


def _redundant(ctx: Context, kind: Redundancy) -> Iterator[Finding]:
    for case in ctx.once(redundant_offers):
        if case.kind is kind:
            dear, better = case.dear, case.better
            yield found(
                at(dear.address, "rates"),
                related=(better.address,),
                offer=dear.name,
                price=dear.year.next_year,
                better=better.name,
                better_price=better.year.next_year,
                tax=ctx.with_tax(dear.offer, better.offer),
                compared=tuple(ctx.services[service].label for service in dear.contents.inclusions),
                fixes=_remove(dear) if kind is Redundancy.TWIN else (),
                **(_how_much_more(ctx, dear, better) if kind is Redundancy.DEARER else {}),
            )


def _how_much_more(ctx: Context, dear: PricedOffer, better: PricedOffer) -> dict[str, object]:
    """Return both prices where they differ: each year, the first one, or only for more than what is included."""
    high, low = dear.cost, better.cost
    usage = {} if high != low else where_costs_differ(better, dear)
    if usage:
        high, low = dear.growth.cost_of(usage), better.growth.cost_of(usage)
    assert high is not None and low is not None
    place, when = (0, _("par an")) if high[0] != low[0] else (1, _("la première année"))
    if usage:
        quantities = listed(counted(quantity, ctx.metrics[metric]) for metric, quantity in usage.items())
        when = _("{when} pour {quantities}").format(when=when, quantities=quantities)
    return {"high": high[place], "low": low[place], "when": when}


def _remove(priced: PricedOffer) -> tuple[Fix, ...]:
    title = _("Retirer « {offer} »").format(offer=priced.name)
    return (Fix(title, remove(priced.address, _("Retirer une offre"))),)


@rule(
    "dominated_offer",
    Severity.WARNING,
    message=_(
        "« {offer} » coûte plus que « {better} » ({high:money}{tax} {when}, contre {low:money}{tax}) "
        "et ne donne rien de plus."
    ),
    figures=(
        (_("« {better} », {when}"), "{low:money}{tax}"),
        (_("« {offer} », {when}, sans rien de plus"), "{high:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "20", "people=5", "files"))),
    good=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "20", "people=9", "files"))),
)
def dominated_offer(ctx: Context) -> Iterator[Finding]:
    """Une offre coûte plus et ne donne rien de plus.

    Pourquoi : on doit comprendre d'un coup d'œil ce qui fait monter le prix. Ici rien ne le fait monter.

    Que faire : ajoutez à la plus chère ce qui la rend utile, baissez son prix, ou retirez-la. Si c'est un tarif
    choisi exprès (soutien, autre public), ignorez ce conseil en disant pourquoi, ou faites une autre gamme.
    """
    yield from _redundant(ctx, Redundancy.DEARER)


@rule(
    "same_price_less",
    Severity.WARNING,
    message=_("« {offer} » coûte autant que « {better} » ({price:money}{tax} par an) et donne moins."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "10", "people=9", "files"))),
    good=shows(lambda: project(offer("petite", "8", "people=5", "files"), offer("grande", "10", "people=9", "files"))),
)
def same_price_less(ctx: Context) -> Iterator[Finding]:
    """Au même prix, une offre donne moins.

    Pourquoi : personne n'a de raison de la prendre. Une offre qui n'est là que pour en faire valoir une autre
    n'a pas sa place chez un hébergeur éthique.

    Que faire : baissez son prix, complétez-la, ou retirez-la.
    """
    yield from _redundant(ctx, Redundancy.SAME_PRICE_LESS)


@rule(
    "twin_offers",
    Severity.WARNING,
    message=_("« {offer} » et « {better} » donnent la même chose au même prix ({price:money}{tax} par an)."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "10", "people=5", "files"))),
    good=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "15", "people=9", "files"))),
)
def twin_offers(ctx: Context) -> Iterator[Finding]:
    """Deux offres jumelles.

    Pourquoi : deux noms pour la même chose font chercher une différence qui n'existe pas.

    Que faire : gardez-en une, ou dites ce qui les distingue.
    """
    yield from _redundant(ctx, Redundancy.TWIN)


_STEPS = (offer("petite", "10", "people=5", "space=10"),)


@rule(
    "beaten_by_options",
    Severity.WARNING,
    message=_(
        "« {offer} » coûte {price:money}{tax} par an ; "
        "« {smaller} » avec {options} donne autant pour {total:money}{tax}."
    ),
    figures=(
        (_("« {smaller} » avec {options}, par an"), "{total:money}{tax}"),
        (_("« {offer} », par an"), "{price:money}{tax}"),
        (_("Payé en trop"), "+ {difference:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(
            *_STEPS, offer("grande", "30", "people=10", "space=10"), options=(option("cinq", "5", "people=5"),)
        )
    ),
    good=shows(
        lambda: project(
            *_STEPS, offer("grande", "14", "people=10", "space=10"), options=(option("cinq", "5", "people=5"),)
        )
    ),
)
def beaten_by_options(ctx: Context) -> Iterator[Finding]:
    """Une offre plus petite avec des options revient moins cher.

    Pourquoi : qui fait le calcul se sent piégé, et qui ne le fait pas paie trop. Le prix d'une offre doit être
    meilleur que celui de ses morceaux.

    Que faire : baissez le prix de la grande offre, donnez-lui plus, ou augmentez le prix des options.
    """
    for case in ctx.once(beaten_offers):
        names = {item.id: item.name for item in ctx.project.options}
        told = [f"{number(count)}\u00a0×\u00a0« {names[wanted]} »" for wanted, count in case.options.items()]
        yield found(
            at(case.dear.address, "rates"),
            related=(case.smaller.address, *(at("options", wanted) for wanted in case.options)),
            fixes=_lower(ctx, case.dear, case.price.next_year),
            offer=case.dear.name,
            price=case.dear.year.next_year,
            smaller=case.smaller.name,
            tax=ctx.with_tax(case.dear.offer, case.smaller.offer),
            options=listed(told),
            option_count=sum(case.options.values()),
            total=case.price.next_year,
            difference=_excess(case.dear.year.next_year, case.price.next_year),
        )


@rule(
    "split_arbitrage",
    Severity.WARNING,
    message=_(
        "« {offer} » coûte {price:money}{tax} par an ; « {smaller} » prise deux fois donne autant "
        "pour {twice:money}{tax}, tout compris."
    ),
    figures=(
        (_("« {smaller} », deux fois, par an"), "{twice:money}{tax}"),
        (_("« {offer} », par an"), "{price:money}{tax}"),
        (_("Payé en trop"), "+ {difference:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "30", "people=10", "files"))),
    good=shows(
        lambda: project(offer("petite", "10", "people=5", "files"), offer("grande", "18", "people=10", "files"))
    ),
)
def split_arbitrage(ctx: Context) -> Iterator[Finding]:
    """Deux petites offres reviennent moins cher qu'une grande.

    Pourquoi : qui le voit s'abonne deux fois, et vous tenez deux comptes pour le prix d'un ; qui ne le voit pas paie
    trop. L'adhésion et la mise en service sont comptées deux fois.

    Que faire : baissez le prix de la grande offre, ou donnez-lui plus. Si la petite est aidée exprès, ignorez cette
    alerte en le disant.
    """
    for case in split_offers(ctx):
        yield found(
            at(case.dear.address, "rates"),
            related=(case.smaller.address,),
            fixes=_lower(ctx, case.dear, case.twice),
            offer=case.dear.name,
            smaller=case.smaller.name,
            price=case.price,
            twice=case.twice,
            difference=case.price - case.twice,
            tax=ctx.with_tax(case.dear.offer, case.smaller.offer),
        )


_BETWEEN = (
    offer("petite", "10", "people=5", rates=(rate("10"), beyond("2"))),
    offer("grande", "40", "people=50", rates=(rate("40"), beyond("2"))),
)


@rule(
    "never_the_best",
    Severity.ADVICE,
    message=_(
        "« {offer} » n'est jamais la moins chère : pour {usage}, elle coûte {price:money}{tax} par an, "
        "et « {better} », qui donne autant, {better_price:money}{tax}."
    ),
    figures=(
        (_("« {better} », pour {usage}, par an"), "{better_price:money}{tax}"),
        (_("« {offer} », par an"), "{price:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: project(*_BETWEEN, offer("moyenne", "36", "people=15", rates=(rate("36"), beyond("1.5"))))),
    good=shows(lambda: project(*_BETWEEN, offer("moyenne", "25", "people=15", rates=(rate("25"), beyond("1.5"))))),
)
def never_the_best(ctx: Context) -> Iterator[Finding]:
    """Une offre n'est jamais la moins chère.

    Pourquoi : pour peu de choses une offre plus petite coûte moins, pour beaucoup une plus grande. Personne n'a de
    raison de prendre celle du milieu, et qui la prend paie trop.

    Que faire : baissez son prix, donnez-lui ce que les autres n'ont pas, ou retirez-la. La page « Sur mesure »
    montre, sur la carte des prix, la place qu'elle pourrait prendre.
    """
    for case in offers_passed_by(ctx):
        yield found(
            at(case.offer.address, "rates"),
            related=(case.better.address,),
            offer=case.offer.name,
            better=case.better.name,
            usage=listed(counted(quantity, ctx.metrics[metric]) for metric, quantity in case.usage.items()),
            price=case.cost,
            better_price=case.better_cost,
            tax=ctx.with_tax(case.offer.offer, case.better.offer),
        )


def _excess(paid: Decimal | None, enough: Decimal | None) -> Decimal | None:
    return paid - enough if paid is not None and enough is not None else None


def _lower(ctx: Context, priced: PricedOffer, target: Decimal | None) -> tuple[Fix, ...]:
    """Return the repair that brings a year of an offer down to `target`, when one flat price decides of it."""
    lead, term = priced.offer.lead_rate, priced.year.term
    if lead is None or not isinstance(lead.charge, FlatPrice) or not lead.charge.amount or target is None:
        return ()
    if lead.tax == TaxMode.HT or lead.minimum_amount is not None:
        return ()
    has_own_price = term is not None and term.price is not None
    entered = term.price if has_own_price and term is not None else lead.charge.amount
    address = at(priced.address, "rates", lead.id)
    line = next(line for line in priced.year.lines if line.address == address)
    if not entered or not line.next_year or priced.year.next_year is None:
        return ()
    lowered = entered * (line.next_year - (priced.year.next_year - target)) / line.next_year
    lowered = lowered.quantize(CENT, ROUND_FLOOR)
    if lowered <= 0:
        return ()
    cadence = every(term.months if has_own_price and term is not None else lead.period_months)
    field = at(priced.address, "terms", term.id, "price") if has_own_price and term else at(address, "charge", "amount")
    title = _("Mettre {price} {cadence}").format(price=money(lowered), cadence=cadence)
    return (Fix(title, set_value(field, lowered, _("Baisser un prix"))),)


def _by_the_person(promise: str = "") -> Project:
    return project(
        offer("petite", None, "people=5", "files", rates=(rate("10"), beyond("2")), promise=promise),
        offer("grande", "20", "people=30", "files", "office"),
    )


@rule(
    "crossover",
    Severity.ADVICE,
    message=_(
        "À partir de {quantity:number} {unit}, « {bigger} » coûte moins que « {smaller} » "
        "({better:money}{tax} par an, contre {cost:money}{tax}), et la fiche ne le dit pas."
    ),
    figures=(
        (_("« {smaller} », pour {quantity:number} {unit}, par an"), "{cost:money}{tax}"),
        (_("« {bigger} », pour autant, par an"), "{better:money}{tax}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _by_the_person()),
    good=shows(lambda: _by_the_person("À partir de 11 personnes, prenez plutôt Grande.")),
)
def crossover(ctx: Context) -> Iterator[Finding]:
    """Le moment où changer d'offre n'est pas dit.

    Pourquoi : qui grandit paie de plus en plus cher sans savoir que l'offre suivante lui coûterait moins. Le dire
    évite un reproche, et montre que vous ne comptez pas dessus.

    Que faire : écrivez-le dans la promesse ou les conditions : « à partir de 8 personnes, prenez plutôt… ».
    """
    for case in crossings(ctx):
        if not says(ctx, _told_from(case.quantity)):
            yield found(
                at(case.smaller.address, "rates"),
                related=(at(case.bigger.address, "rates"),),
                quantity=case.quantity,
                unit=ctx.metrics[case.metric].unit(case.quantity),
                smaller=case.smaller.name,
                bigger=case.bigger.name,
                cost=case.cost,
                better=case.better_cost,
                tax=ctx.with_tax(case.smaller.offer, case.bigger.offer),
            )


@lru_cache(256)
def _told_from(quantity: Decimal) -> re.Pattern[str]:
    """Return what finds « à partir de 11 », or « au-delà de 10 »."""
    return re.compile(rf"(?:a partir de|des) {quantity:f}\b|(?:au-dela de|plus de) {quantity - 1:f}\b")
