"""Do the contents hold together from one offer to the next?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.steps import Fall, in_option, short_ladders, steps_of
from offerdesigner.model.address import Address, at, put
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.edits import Edit, set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.inheritance import detached, sources
from offerdesigner.model.offers import Grant, Granted, Inclusion, NotIncluded, Offer, Option, Range, RangeKind
from offerdesigner.model.project import Project
from offerdesigner.pricing.wording import counted
from offerdesigner.text import _, listed

MOST_FOLLOWED = 8
"""Offers of a ladder among which a hole is looked for: beyond, that they are too many is what to say."""


@rule(
    "service_in_middle_offer",
    Severity.WARNING,
    message=_("« {service} » est dans « {offer} » mais pas dans {dearer:listed}, où l'on paie plus."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(
            offer("petite", "10", "people=5", "space=10", "office"),
            offer("moyenne", "20", "people=10", "space=20", "office", "files"),
            offer("grande", "30", "people=20", "space=50", "office", "meetings"),
        )
    ),
    good=shows(
        lambda: project(
            offer("petite", "10", "people=5", "space=10", "office"),
            offer("moyenne", "20", "people=10", "space=20", "office", "files"),
            offer("grande", "30", "people=20", "space=50", "office", "files", "meetings"),
        )
    ),
)
def service_in_middle_offer(ctx: Context) -> Iterator[Finding]:
    """Un service disparaît dans une offre plus chère.

    Pourquoi : qui paie plus s'attend à tout retrouver. Un service présent dans une offre du milieu seulement
    passe pour un piège, ou pour un oubli.

    Que faire : mettez aussi ce service dans les offres plus chères, ou proposez-le en option à toutes.
    """
    steps = steps_of(ctx)
    for ladder in ctx.ladders:
        if ladder and ctx.kind_of(ladder[0]) is not RangeKind.LEVELS:
            continue
        kept = 0
        for place in reversed(range(len(ladder))):
            priced, dearer = ladder[place], ladder[place + 1 :]
            lost = priced.contents.mask & ~kept
            kept |= priced.contents.mask
            above = [one for one in dearer if steps.is_place_sure(one) and steps.leads(priced, one)] if lost else []
            for service in priced.contents.inclusions if above else ():
                if not ctx.places[service] & lost or not ctx.services[service].on_sheet:
                    continue
                without = [one for one in above if not in_option(ctx, service, one)]
                if without:
                    yield _lost(ctx, [service], priced, without, service=ctx.services[service].label)


def _lost(ctx: Context, lost: list[Id], holder: PricedOffer, dearer: list[PricedOffer], **more: Any) -> Finding:
    lines = [holder.contents.inclusions[service] for service in lost]
    return found(
        _where_told(ctx, holder.offer, lines[0]),
        related=tuple(one.address for one in dearer),
        fixes=(_give_to(dearer, lines),),
        offer=holder.name,
        dearer=tuple(one.name for one in dearer),
        **more,
    )


def _give_to(offers: list[PricedOffer], lines: list[Inclusion]) -> Fix:
    label = _("Ajouter un service aux offres plus chères")
    given = [Inclusion(id=line.service, service=line.service, grant=line.grant) for line in lines]
    edits = [_give(one.offer, line, label) for one in offers for line in given]
    title = _("L'ajouter à {offers}") if len(lines) == 1 else _("Les ajouter à {offers}")
    names = listed(f"« {one.name} »" for one in offers)
    return Fix(title.format(offers=names), together(label, edits, offers[0].address))


def _where_told(ctx: Context, holder: Offer, line: Inclusion) -> Address:
    """Return the address of a line that `holder` gives: its own, or that of the offer it inherits it from."""
    offers = (holder, *sources(ctx.project, holder))
    # The very line: comparing values field by field takes longer than all the rest of the rule.
    bearer = next(offer for offer in offers if any(own is line for own in offer.inclusions))
    return at("offers", bearer.id, "inclusions", line.id)


def _give(offer: Offer, line: Inclusion, label: str) -> Edit:
    """Return the edit that makes `offer` give `line`, in place of what it said of that service."""

    def apply(project: Project) -> Project:
        present: Offer = project.find("offers", offer.id)  # type: ignore[assignment]
        others = tuple(other for other in present.inclusions if other.service != line.service)
        taken = {other.id for other in others}
        added = line if line.id not in taken else Inclusion(service=line.service, grant=line.grant)
        changed = evolve(present, inclusions=(*others, added))
        return set_value(at("offers", offer.id), changed, label).apply(project)

    return Edit(label, apply, at("offers", offer.id))


@rule(
    "missing_from_dearer",
    Severity.WARNING,
    message=_("« {offer} » et « {above} » donnent {services:listed}, mais pas {dearer:listed}, entre les deux."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(
            offer("petite", "10", "people=5", "files", "office"),
            offer("moyenne", "20", "people=10", "files"),
            offer("grande", "30", "people=20", "files", "office"),
        )
    ),
    good=shows(
        lambda: project(
            offer("petite", "10", "people=5", "files", "office"),
            offer("moyenne", "20", "people=10", "files", "office"),
            offer("grande", "30", "people=20", "files", "office"),
        )
    ),
)
def missing_from_dearer(ctx: Context) -> Iterator[Finding]:
    """Un service saute une offre.

    Pourquoi : de la plus petite à la plus grande, on s'attend à ne rien perdre en chemin. Un trou au milieu se lit
    comme un oubli, et fait relire toute la grille.

    Que faire : ajoutez ce service à l'offre du milieu, ou retirez-le de la petite.
    """
    for ladder in short_ladders(ctx):
        skipped = _skipped(ladder) if len(ladder) <= MOST_FOLLOWED else 0
        gaps: dict[tuple[int, int], list[Id]] = {}
        for place, service in enumerate(ctx.project.services) if skipped else ():
            if skipped >> place & 1 and service.on_sheet:
                holders = [rank for rank, one in enumerate(ladder) if one.contents.mask >> place & 1]
                for first, last in pairwise(holders):
                    if last > first + 1:
                        gaps.setdefault((first, last), []).append(service.id)
        for (first, last), services in gaps.items():
            yield from _gap(ctx, services, ladder[first : last + 1])


def _skipped(ladder: tuple[PricedOffer, ...]) -> int:
    """Return the services that some offer lacks between two that have them, as a mask."""
    below = skipped = 0
    for place, priced in enumerate(ladder):
        missing = below & ~priced.contents.mask
        if missing:
            above = reduce(or_, (one.contents.mask for one in ladder[place + 1 :]), 0)
            skipped |= missing & above
        below |= priced.contents.mask
    return skipped


def _gap(ctx: Context, services: list[Id], ladder: tuple[PricedOffer, ...]) -> Iterator[Finding]:
    """Yield what the ends of `ladder` give and those between do not, which should."""
    steps, (lower, *between, upper) = steps_of(ctx), ladder
    lacking = [one for one in between if steps.is_place_sure(one)]
    lacking = [one for one in lacking if steps.leads(lower, one) and steps.leads(one, upper)]
    missed: dict[tuple[Id, ...], list[Id]] = {}
    for service in services if lacking else ():
        without = tuple(one.offer.id for one in lacking if not in_option(ctx, service, one))
        if without:
            missed.setdefault(without, []).append(service)
    for without, lost in missed.items():
        dearer = [one for one in lacking if one.offer.id in without]
        yield _lost(
            ctx,
            lost,
            lower,
            dearer,
            services=tuple(ctx.services[service].label for service in lost),
            above=upper.name,
        )


@rule(
    "dearer_gives_less",
    Severity.WARNING,
    message=_("« {dearer} » coûte plus que « {offer} » et donne moins pour {what}."),
    figures=((_("« {offer} »"), "{more}"), (_("« {dearer} », plus chère"), "{less}")),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(
            offer("petite", "10", "people=10", "files"), offer("grande", "20", "people=5", "files", "office")
        )
    ),
    good=shows(
        lambda: project(
            offer("petite", "10", "people=10", "files"), offer("grande", "20", "people=15", "files", "office")
        )
    ),
)
def dearer_gives_less(ctx: Context) -> Iterator[Finding]:
    """Une quantité baisse dans une offre plus chère.

    Pourquoi : qui paie plus s'attend à avoir plus, ou autant, sur chaque ligne. Un nombre qui descend passe pour une
    faute de frappe, ou pour un piège.

    Que faire : donnez au moins autant dans l'offre plus chère. Si c'est un autre usage, faites-en une autre gamme.
    """
    for fall in steps_of(ctx).falls:
        yield _falls(ctx, fall)


def _falls(ctx: Context, fall: Fall) -> Finding:
    dear, smaller = fall.dear, fall.smaller
    pairs = [
        (dear.contents.inclusions[service], smaller.contents.inclusions[service], ctx.services[service])
        for service in fall.services
    ]
    said = [
        tuple(_said(line.grant, ctx.metrics.get(service.metric or "")) for line in lines) for *lines, service in pairs
    ]
    label = _("Donner autant")
    edits = [_give(dear.offer, evolve(less, grant=more.grant), label) for less, more, _service in pairs]
    title = _("Mettre {more} dans « {dearer} »").format(more=listed(more for _less, more in said), dearer=dear.name)
    labels = [service.label for *_lines, service in pairs]
    return found(
        _where_told(ctx, dear.offer, pairs[0][0]),
        related=tuple(_where_told(ctx, smaller.offer, more) for _less, more, _service in pairs),
        fixes=(Fix(title, together(label, edits, at("offers", dear.offer.id))),),
        what=_what(labels, said),
        services=tuple(labels),
        offer=smaller.name,
        dearer=dear.name,
        less=listed(less for less, _more in said),
        more=listed(more for _less, more in said),
    )


def _what(labels: list[str], said: list[tuple[str, ...]]) -> str:
    """Say what goes down: « « Espace » : 40 Go, contre 50 Go », or each in brackets where there are several."""
    if len(labels) == 1:
        ((less, more),) = said
        return _("« {service} » : {less}, contre {more}").format(service=labels[0], less=less, more=more)
    words = _("« {service} » ({less}, contre {more})")
    return listed(
        words.format(service=label, less=less, more=more) for label, (less, more) in zip(labels, said, strict=True)
    )


def _said(grant: Grant, metric: Metric | None) -> str:
    return counted(grant.quantity, metric) if isinstance(grant, Granted) else _("sans limite")


@rule(
    "hollow_service",
    Severity.WARNING,
    message=_("« {holder} » annonce « {service} », mais en quantité nulle."),
    source=_("Cohérence du contenu"),
    bad=shows(lambda: project(offer("active", "10", "files", "space=0"))),
    good=shows(lambda: project(offer("active", "10", "files", "space=20"))),
)
def hollow_service(ctx: Context) -> Iterator[Finding]:
    """Un service annoncé, et rien dedans.

    Pourquoi : « 0 Go » ou « 0 minute » sur la fiche se lit comme une erreur, ou comme une moquerie.

    Que faire : donnez une quantité, ou marquez le service comme non compris : la fiche montrera un tiret.
    """
    for kind, items, unnamed in (
        ("offers", ctx.project.offers, _("Offre sans nom")),
        ("options", ctx.project.options, _("Option sans nom")),
    ):
        for holder in items:
            held = at(kind, holder.id, "inclusions" if isinstance(holder, Offer) else "adds")
            for line in ctx.again(_hollow_lines, holder):
                if ctx.services[line.service].on_sheet:
                    yield _hollow(ctx, at(held, line.id), holder.name or unnamed, line)


def _hollow_lines(holder: Offer | Option) -> list[Inclusion]:
    lines = holder.inclusions if isinstance(holder, Offer) else holder.adds
    return [line for line in lines if line.grant.kind == "quantity" and not line.grant.quantity]


def _hollow(ctx: Context, address: Address, holder: str, line: Inclusion) -> Finding:
    edit = set_value(at(address, "grant"), NotIncluded(), _("Retirer une quantité nulle"))
    fixes = (Fix(_("Marquer « non compris »"), edit),)
    return found(address, fixes=fixes, holder=holder, service=ctx.services[line.service].label)


def _in_two_ranges(inherits: Id | None) -> Project:
    ranges = tuple(Range(id=name, name=name.capitalize(), public="les associations") for name in ("associations", "or"))
    heir = offer("grande", "20", "office", inherits=inherits)
    return project(heir, offer("petite", "10", "files", range="or"), ranges=ranges)


@rule(
    "inherits_from_elsewhere",
    Severity.WARNING,
    message=_("« {offer} » annonce « tout {below} », qui n'est pas sur sa fiche : elle est dans « {range} »."),
    source=_("Cohérence du contenu"),
    document="",
    bad=shows(lambda: _in_two_ranges("petite")),
    good=shows(lambda: _in_two_ranges(None)),
)
def inherits_from_elsewhere(ctx: Context) -> Iterator[Finding]:
    """Une offre reprend celle d'une autre fiche.

    Pourquoi : la fiche renvoie à une offre que l'on ne voit pas. Il faudrait les deux fiches en main pour savoir ce
    que l'on achète.

    Que faire : écrivez le contenu en entier, ou mettez les deux offres dans la même gamme.
    """
    for item, offers in ctx.ranges:
        for priced in offers:
            below = next(sources(ctx.project, priced.offer), None) if priced.offer.inherits else None
            if below is not None and below.range != item.id:
                other = next(one for one in ctx.project.ranges if one.id == below.range)
                edit = _written_in_full(priced.offer)
                yield found(
                    at(priced.address, "inherits"),
                    related=(at("offers", below.id),),
                    fixes=(Fix(_("Écrire tout le contenu"), edit),),
                    offer=priced.name,
                    below=below.name or _("Offre sans nom"),
                    range=name_of(other),
                )


def _written_in_full(offer: Offer) -> Edit:
    address = at("offers", offer.id)

    def apply(project: Project) -> Project:
        present: Offer = project.find("offers", offer.id)  # type: ignore[assignment]
        return put(project, address, detached(project, present))

    return Edit(_("Écrire tout le contenu d'une offre"), apply, at(address, "inherits"))
