"""What is well done: the course praises too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows, term
from offerdesigner.checks.vocabulary import need_of_software, need_of_technique, says_what_is_kept
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import LEAD_FIELDS
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Offer, TaxMode, Term
from offerdesigner.pricing.offers import OfferPrice
from offerdesigner.pricing.wording import headline
from offerdesigner.text import _, money, number

ENOUGH_SERVICES = 3
A_SENTENCE = 40

_SMALL = offer("petite", "10", "people=5", "files")
_BIG = offer("grande", "20", "people=10", "files", "office")


@rule(
    "clear_ladder",
    Severity.STRENGTH,
    message=_(
        "Les {count:offre|offres} de la gamme « {range} » se suivent : "
        "pour chaque public, un prix et un contenu qui montent ensemble."
    ),
    source=course("7.1.3"),
    waivable=False,
    bad=shows(lambda: project(_SMALL, _BIG)),
    good=shows(lambda: project(_SMALL, offer("grande", "20", "people=4", "files"))),
)
def clear_ladder(ctx: Context) -> Iterator[Finding]:
    """Les offres se suivent clairement.

    Pourquoi : chaque niveau a son public, coûte un peu plus et donne un peu plus : on se situe sans calculer.

    Que faire : gardez cette progression quand vous changez un prix ou un service.
    """
    for item, offers in ctx.ranges:
        if len(offers) < 2 or not all(priced.offer.public and priced.cost for priced in offers):
            continue
        steps = sorted(offers, key=lambda priced: priced.cost or (Decimal(0), Decimal(0)))
        if all(_rises(low, high) for low, high in pairwise(steps)):
            yield found(at("ranges", item.id), count=len(offers), range=name_of(item))


def _rises(low: PricedOffer, high: PricedOffer) -> bool:
    return (
        low.cost is not None and high.cost is not None and low.cost < high.cost and low.contents.rises_to(high.contents)
    )


@rule(
    "targeted_offers",
    Severity.STRENGTH,
    message=_("Chaque offre de la gamme « {range} » dit pour qui elle est : {publics:listed}."),
    source=course("7.1.3"),
    waivable=False,
    bad=shows(lambda: project(_SMALL, _BIG)),
    good=shows(lambda: project(_SMALL, evolve(_BIG, public=""))),
)
def targeted_offers(ctx: Context) -> Iterator[Finding]:
    """Chaque offre dit pour qui elle est.

    Pourquoi : on se reconnaît dans une situation (« pour essayer », « une petite équipe ») avant de lire un prix.

    Que faire : rien, c'est un point fort. Reprenez ces mots sur vos affiches.
    """
    for item, offers in ctx.ranges:
        publics = tuple(priced.offer.public for priced in offers)
        if len(offers) > 1 and all(publics) and len(set(publics)) == len(publics):
            yield found(at("ranges", item.id), range=name_of(item), publics=publics)


@rule(
    "savings_shown",
    Severity.STRENGTH,
    message=_("S'engager {length:months} avec « {offer} » fait économiser {saved}, et la fiche le dit."),
    source=course("7.1.2"),
    waivable=False,
    bad=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(100)))))),
    good=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12))))),
)
def savings_shown(ctx: Context) -> Iterator[Finding]:
    """L'économie de chaque échéance est calculée.

    Pourquoi : on compare d'un regard le mois et l'année, avec ce que l'on gagne à s'engager.

    Que faire : rien, c'est un point fort.
    """
    for _item, offers in ctx.ranges:
        reduced = [priced for priced in offers if priced.year.ordinary and any(map(_is_reduced, priced.offer.terms))]
        if not reduced:
            continue
        dearest = max(reduced, key=lambda priced: priced.year.ordinary or Decimal(0))
        kept = filter(_saves, dearest.leading_terms)
        best = max(kept, key=lambda price: price.saving or Decimal(0), default=None)
        if best is not None and best.term is not None:
            yield found(
                at(dearest.address, "terms"),
                offer=dearest.name,
                saving=best.saving,
                length=best.term.months,
                saved=_as_printed(ctx, dearest.offer, best),
            )


def _is_reduced(term: Term) -> bool:
    return term.months > 1 and bool(term.price or term.percent_off or term.months_offered)


def _as_printed(ctx: Context, offer: Offer, best: OfferPrice) -> str:
    """Say what a term saves as the sheet does: on the leading price alone, of one unit, or by its rule for tiers."""
    lead, term = offer.lead_rate, best.term
    assert lead is not None and term is not None
    if lead.charge.kind not in LEAD_FIELDS:
        return _reduction(term)
    tax = _("HT") if lead.tax == TaxMode.HT and ctx.project.structure.vat.rate else ""
    is_one_of_several = any(rate.period_months and rate.follows_terms for rate in offer.rates if rate is not lead)
    beside = _("sur le prix principal") if is_one_of_several else ""
    unit = headline(ctx.project, offer).per_unit
    return " ".join(filter(None, (money(best.saving or Decimal(0)), tax, unit, beside)))


def _reduction(term: Term) -> str:
    if term.percent_off:
        return _("{percent} %").format(percent=number(term.percent_off))
    count = term.months_offered or Decimal(0)
    return _("{n} mois").format(n=number(count))


def _saves(price: OfferPrice) -> bool:
    """Tell whether a longer term saves something, half the price at most: beyond, it may well be a slip."""
    if price.term is None or price.term.months < 2 or not price.saving or not price.ordinary:
        return False
    return 0 < price.saving <= price.ordinary / 2


def _by_need(service: Service) -> bool:
    return bool(service.need) and need_of_software(service.need) is None and need_of_technique(service.need) is None


@rule(
    "need_first",
    Severity.STRENGTH,
    message=_("Les {count:service|services} disent d'abord à quoi ils servent, puis le nom du logiciel."),
    source=course("7.1.3"),
    waivable=False,
    bad=shows(lambda: project(offer("active", "10", "files", "office", "meetings"))),
    good=shows(
        lambda: project(offer("active", "10", "nextcloud"), services=(Service(id="nextcloud", need="Nextcloud"),))
    ),
)
def need_first(ctx: Context) -> Iterator[Finding]:
    """Le besoin d'abord, le logiciel ensuite.

    Pourquoi : on comprend ce que l'on pourra faire sans connaître un seul nom de logiciel.

    Que faire : rien, c'est un point fort. Gardez ces mots sur tous vos documents.
    """
    services = ctx.sold_services
    if len(services) >= ENOUGH_SERVICES and all(map(_by_need, services)) and any(item.software for item in services):
        yield found("services", count=len(services))


@rule(
    "all_in_one",
    Severity.STRENGTH,
    message=_("Une seule offre, « {offer} », et tout est dedans : il n'y a rien à comparer."),
    source=course("7.1.3"),
    waivable=False,
    bad=shows(lambda: project(offer("active", "10", "files", "office", "meetings"))),
    good=shows(
        lambda: project(
            offer("active", "10", "files", "office", "meetings"), options=(option("place", "3", "space=10"),)
        )
    ),
)
def all_in_one(ctx: Context) -> Iterator[Finding]:
    """Une offre unique où tout est compris.

    Pourquoi : rien à choisir, rien à ajouter : on comprend en une phrase ce que l'on achète.

    Que faire : rien, c'est un point fort.
    """
    if len(ctx.offers) != 1 or ctx.project.options:
        return
    priced = next(iter(ctx.offers.values()))
    if priced.cost is not None and len(priced.contents.inclusions) >= ENOUGH_SERVICES:
        yield found(priced.address, offer=priced.name)


@rule(
    "exit_explained",
    Severity.STRENGTH,
    message=_("La fiche dit comment partir et avec quoi."),
    source=course("7.1.4"),
    waivable=False,
    bad=shows(lambda: project(_SMALL)),
    good=shows(lambda: project(_SMALL, end_of_contract="Vous partez quand vous voulez, un courriel suffit.")),
)
def exit_explained(ctx: Context) -> Iterator[Finding]:
    """La fin de contrat est expliquée.

    Pourquoi : savoir que l'on peut partir, et avec ses données, donne confiance pour rester.

    Que faire : rien, c'est un point fort.
    """
    said = ctx.project.end_of_contract.strip()
    if len(said) >= A_SENTENCE and says_what_is_kept(said):
        yield found("end_of_contract")
