"""Can each option be taken, and is it worth taking?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.access import all_needed, contradiction, offers_for
from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.edits import insert, remove, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Inclusion, Option, RateCard
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project, includes_option
from offerdesigner.text import _, listed

FEWEST_PROFILES = 2
"""How many usage profiles it takes before what they share says something."""

MOST_OPTIONS = 9
"""How many options one may read before a sheet is a catalogue."""


@rule(
    "option_unreachable",
    Severity.ERROR,
    message=_("L'option « {option} » ne peut être prise avec aucune offre : {reason}."),
    source=_("Cohérence des options"),
    waivable=False,
    bad=shows(
        lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings", available_for=()),))
    ),
    good=shows(lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings"),))),
)
def option_unreachable(ctx: Context) -> Iterator[Finding]:
    """Une option que personne ne peut prendre.

    Pourquoi : ses règles se contredisent. Ou bien la fiche ne peut pas l'imprimer, ou bien on la demande, et il
    faut dire non.

    Que faire : proposez-la avec une offre au moins, ou corrigez ce qu'elle demande et ce qu'elle exclut.
    """
    if not ctx.project.offers:
        return
    for item in ctx.project.options:
        needed = all_needed(item, ctx.options)
        clash = contradiction(needed)
        if clash is not None:
            reason = _("« {one} » ne va pas avec « {other} », qu'elle demande").format(
                one=clash[0].name, other=clash[1].name
            )
            yield found(at("options", item.id, "excludes"), option=item.name, reason=reason)
        elif not offers_for(ctx.project, needed, ctx.offers):
            yield found(
                at("options", item.id, "available_for"),
                fixes=_open_to_all(item, needed),
                option=item.name,
                reason=_("elle n'est proposée nulle part, ou demande une option qui ne l'est pas"),
            )


def _open_to_all(item: Option, needed: list[Option]) -> tuple[Fix, ...]:
    if any(one.available_for is not None for one in needed if one is not item):
        return ()
    edit = set_value(at("options", item.id, "available_for"), None, _("Proposer une option"))
    return (Fix(_("La proposer avec toutes les offres"), edit),)


@rule(
    "option_adds_nothing",
    Severity.WARNING,
    message=_("L'option « {option} » n'apporte rien à {offers:listed} : c'est déjà compris."),
    source=_("Cohérence des options"),
    bad=shows(lambda: project(offer("active", "10", "files", "meetings"), options=(option("visio", "3", "meetings"),))),
    good=shows(lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings"),))),
)
def option_adds_nothing(ctx: Context) -> Iterator[Finding]:
    """Une option vend ce que l'offre comprend déjà.

    Pourquoi : payer deux fois la même chose est la surprise que l'on pardonne le moins.

    Que faire : ne proposez plus l'option avec ces offres, ou retirez le service de ce qu'elles comprennent.
    """
    for item in ctx.project.options:
        if item.when_needed:
            continue
        open_to = [priced for priced in ctx.offers.values() if item.is_available_for(priced.offer)]
        useless = [priced for priced in open_to if priced.contents.make_useless(item.adds)]
        if useless:
            names = tuple(priced.name for priced in useless)
            left = tuple(priced.offer.id for priced in open_to if priced not in useless)
            yield found(
                at("options", item.id, "available_for"),
                related=tuple(priced.address for priced in useless),
                fixes=(_withdraw(item, left, names),),
                option=item.name,
                offers=names,
            )


def _withdraw(item: Option, left: tuple[Id, ...], names: tuple[str, ...]) -> Fix:
    if not left:
        return Fix(_("Retirer l'option"), remove(at("options", item.id), _("Retirer une option")))
    title = _("Ne plus la proposer avec {offers}").format(offers=listed(f"« {name} »" for name in names))
    return Fix(title, set_value(at("options", item.id, "available_for"), left, _("Restreindre une option")))


_FREE = FlatPrice(amount=Decimal(0))
_PRICELESS = Option(id="visio", name="Visio", adds=(Inclusion(id="meetings", service="meetings"),))


@rule(
    "option_without_price",
    Severity.WARNING,
    message=_("L'option « {option} » n'a pas de prix : est-elle gratuite, ou sur devis ?"),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files"), options=(_PRICELESS,))),
    good=shows(lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings"),))),
)
def option_without_price(ctx: Context) -> Iterator[Finding]:
    """Une option n'a pas de prix.

    Pourquoi : la fiche ne peut pas dire ce qu'elle coûte. On la croit offerte, ou l'on suppose qu'elle est chère.

    Que faire : donnez son prix. Si elle est offerte, dites-la gratuite ; si tout dépend du cas, « sur devis ».
    """
    for item in ctx.project.options:
        if not item.rates:
            address = at("options", item.id, "rates")
            label = _("Donner un prix à une option")
            fixes = (
                Fix(_("La dire « sur devis »"), insert(address, RateCard(id="price", charge=OnQuote()), label)),
                Fix(_("La dire gratuite"), insert(address, RateCard(id="price", charge=_FREE), label)),
            )
            yield found(address, fixes=fixes, option=item.name)


def _someone(id: str, *services: str) -> UsageProfile:
    return UsageProfile(id=id, name=f"Usage {id}", services=services)


_TWO_USES = (_someone("equipe", "files", "meetings"), _someone("reseau", "files", "meetings", "office"))


@rule(
    "option_everyone_needs",
    Severity.ADVICE,
    message=_(
        "L'option « {option} » est demandée par tous vos usages types ({profiles:listed}) et n'est comprise nulle part."
    ),
    source=course("7.1.3"),
    document="",
    bad=shows(
        lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings"),), profiles=_TWO_USES)
    ),
    good=shows(
        lambda: project(
            offer("active", "10", "files"),
            options=(option("visio", "3", "meetings"),),
            profiles=(*_TWO_USES, _someone("solo", "files")),
        )
    ),
)
def option_everyone_needs(ctx: Context) -> Iterator[Finding]:
    """Une option dont personne ne se passe.

    Pourquoi : le prix affiché n'est alors celui de personne. Un prix tout compris se lit d'un coup, et se compare.

    Que faire : comprenez-la dans les offres, à leur prix. Ou décrivez un usage type qui s'en passe.
    """
    profiles = ctx.project.profiles
    if len(profiles) < FEWEST_PROFILES:
        return
    wanted = frozenset[Id].intersection(*(frozenset(profile.services) for profile in profiles))
    given = {service for priced in ctx.offers.values() for service in priced.contents.inclusions}
    for item in ctx.project.options:
        brought = {line.service for line in item.adds}
        is_open = any(item.id in options for options in ctx.open_options.values())
        if brought and brought <= wanted - given and is_open:
            yield found(at("options", item.id), option=item.name, profiles=tuple(one.name for one in profiles))


@rule(
    "nobody_gives_it",
    Severity.ADVICE,
    message=_("{services:listed} : {profiles:listed} en a besoin, et rien de ce que vous vendez ne le donne."),
    source=course("7.1.6"),
    document="",
    bad=shows(lambda: project(offer("active", "10", "files"), profiles=_TWO_USES[:1])),
    good=shows(lambda: project(offer("active", "10", "files", "meetings"), profiles=_TWO_USES[:1])),
)
def nobody_gives_it(ctx: Context) -> Iterator[Finding]:
    """Un besoin auquel personne ne répond.

    Pourquoi : vous avez décrit un client et ce qu'il lui faut. S'il ne le trouve pas chez vous, il ira voir ailleurs,
    et pour le reste aussi.

    Que faire : ajoutez ce service à une offre, en option, ou confiez-le à une structure partenaire.
    """
    given = {service for priced in ctx.offers.values() for service in priced.contents.inclusions}
    given |= {line.service for option in ctx.project.options for line in option.adds}
    for profile in ctx.project.profiles if given else ():
        missing = [service for service in profile.services if service not in given]
        if missing:
            yield found(
                at("profiles", profile.id, "services"),
                services=tuple(ctx.services[service].label or _("Service sans nom") for service in missing),
                profiles=(profile.name or _("Usage sans nom"),),
            )


def _with_a_need(needs: tuple[Id, ...]) -> Project:
    visio = option("visio", "3", "meetings", available_for=("petite",))
    recording = option("salle", "2", "office", available_for=("grande",), needs=needs)
    return project(
        offer("petite", "10", "people=5", "files"),
        offer("grande", "20", "people=9", "files", "meetings"),
        options=(visio, recording),
    )


@rule(
    "needed_option_already_included",
    Severity.ADVICE,
    message=_("L'option « {option} » demande « {needed} », que {offers:listed} comprend déjà."),
    source=_("Cohérence des options"),
    bad=shows(lambda: _with_a_need(("visio",))),
    good=shows(lambda: _with_a_need(())),
)
def needed_option_already_included(ctx: Context) -> Iterator[Finding]:
    """Une option en demande une autre, déjà comprise.

    Pourquoi : la fiche dit de prendre aussi une option que l'on a déjà. On la cherche, ou l'on croit devoir la payer.

    Que faire : ne demandez plus cette option.
    """
    for item in ctx.project.options:
        takers = [priced for priced in ctx.offers.values() if item.id in ctx.open_options[priced.offer.id]]
        for needed in item.needs if takers else ():
            if all(includes_option(ctx.project, priced.offer, ctx.options[needed]) for priced in takers):
                address = at("options", item.id, "needs")
                left = tuple(other for other in item.needs if other != needed)
                edit = set_value(address, left, _("Ne plus demander une option"))
                name = ctx.options[needed].name
                yield found(
                    address,
                    fixes=(Fix(_("Ne plus demander « {needed} »").format(needed=name), edit),),
                    option=item.name,
                    needed=name,
                    offers=tuple(priced.name for priced in takers),
                )


def _many(count: int) -> Project:
    return project(
        offer("active", "10", "files"),
        options=tuple(option(f"option-{'abcdefghijkl'[n]}", "2", "meetings") for n in range(count)),
    )


@rule(
    "too_many_options",
    Severity.ADVICE,
    message=_("{count:option|options} pour « {range} » : on ne sait plus ce qu'il faut prendre."),
    source=course("7.1.3"),
    bad=shows(lambda: _many(10)),
    good=shows(lambda: _many(9)),
)
def too_many_options(ctx: Context) -> Iterator[Finding]:
    """Trop d'options.

    Pourquoi : chaque option est une décision de plus. Au-delà de neuf, on lit un catalogue et l'on remet à plus tard.

    Que faire : comprenez les plus demandées dans les offres, réunissez celles qui vont ensemble, retirez les autres.
    """
    for item, offers in ctx.ranges:
        open_to = frozenset[Id]().union(*(ctx.open_options[priced.offer.id] for priced in offers))
        if len(open_to) > MOST_OPTIONS:
            yield found(at("ranges", item.id), count=len(open_to), range=name_of(item))
