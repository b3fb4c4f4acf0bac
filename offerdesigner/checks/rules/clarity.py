"""Is the offer clear and simple: how many offers, for whom, what for?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.vocabulary import is_common, need_of_software, need_of_technique, public_named
from offerdesigner.model.address import at
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import Charge, GraduatedPrice, OnQuote, StairstepPrice, VolumePrice
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Structure
from offerdesigner.text import _

MOST_OFFERS = 5
MOST_ROWS = 30
"""Services that one reads on a sheet without losing the line."""
LONGEST_NEED = 60

_PROPER = re.compile(r"[a-zé][A-ZÉ]|^[A-ZÉ]\w+ [A-ZÉ]")
"""Spelled as a name is: « OnlyOffice », « Kanboard Docs »."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def _offers(count: int) -> tuple[Offer, ...]:
    return tuple(offer(f"taille-{'abcdefgh'[n]}", str(10 + 5 * n), f"people={5 + n}", "files") for n in range(count))


@rule(
    "too_many_offers",
    Severity.WARNING,
    message=_("{count:offre|offres} côte à côte dans « {range} » : on ne sait plus laquelle prendre."),
    source=course("7.1.3"),
    bad=shows(lambda: project(*_offers(6))),
    good=shows(lambda: project(*_offers(5))),
)
def too_many_offers(ctx: Context) -> Iterator[Finding]:
    """Trop d'offres côte à côte.

    Pourquoi : devant six colonnes et plus, on compare des chiffres au lieu de se reconnaître dans une offre,
    et l'on repart sans choisir.

    Que faire : regroupez les offres voisines, sortez les écarts en option, ou faites une gamme par public.
    """
    for item, offers in ctx.ranges:
        if len(offers) > MOST_OFFERS:
            related = tuple(priced.address for priced in offers)
            yield found(at("ranges", item.id), related=related, count=len(offers), range=name_of(item))


@rule(
    "no_public",
    Severity.WARNING,
    message=_("La fiche de « {range} » ne dit pas à qui elle s'adresse."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(offer("active", "10", "files", public=""), ranges=(Range(id="associations", name="Offres"),))
    ),
    good=shows(lambda: project(offer("active", "10", "files"), ranges=(Range(id="associations", name="Offres"),))),
)
def no_public(ctx: Context) -> Iterator[Finding]:
    """Personne n'est nommé comme public.

    Pourquoi : une offre pour tout le monde ne parle à personne. On s'arrête sur une offre quand on s'y reconnaît.

    Que faire : dites pour qui est la gamme (« les associations »), ou pour qui est chaque offre
    (« une petite équipe »).
    """
    for item, offers in ctx.ranges:
        unnamed = tuple(priced.address for priced in offers if not priced.offer.public)
        is_said = item.public or public_named(item.title) or public_named(item.lead)
        if unnamed and not is_said:
            yield found(at("ranges", item.id, "public"), related=unnamed, range=name_of(item))


def _named_first(service: Service) -> str | None:
    """Return the name that stands in front where a need should, or `None` when a need does."""
    name = service.need or service.software
    return name if need_of_software(name) is not None else None


def _need_in_front(service: Service, need: str, label: str) -> Fix:
    """Return the repair that writes `need` first and keeps what stood there as the software."""
    name = service.need or service.software
    both = f"{name}, {service.software}" if service.need and service.software else name
    software = both[:200]
    values = {"need": need, "software": software}
    if service.description == need:
        values["description"] = ""
    address = at("services", service.id)
    edits = [set_value(at(address, field), value, label) for field, value in values.items()]
    edit = together(label, edits, at(address, "need"))
    return Fix(_("Écrire d'abord « {need} »").format(need=need), edit, safe=software == both)


_PLAIN = Service(id="files", need="Partager vos fichiers", software="Nextcloud")


@rule(
    "software_before_need",
    Severity.WARNING,
    message=_("« {software} » est nommé avant ce que l'on peut en faire : « {need} »."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(offer("active", "10", "files"), services=(Service(id="files", need="Nextcloud et Collabora"),))
    ),
    good=shows(lambda: project(offer("active", "10", "files"), services=(_PLAIN,))),
)
def software_before_need(ctx: Context) -> Iterator[Finding]:
    """Le logiciel est nommé avant le besoin.

    Pourquoi : la plupart des gens ne connaissent pas les noms des logiciels libres. Ils cherchent ce qu'ils
    veulent faire : partager, écrire, se réunir.

    Que faire : commencez par un verbe (« Partager vos fichiers ») et gardez le nom du logiciel en second.
    """
    for service in ctx.sold_services:
        name = _named_first(service)
        if name is None:
            continue
        need = service.description if len(service.description) <= LONGEST_NEED else ""
        need = need or need_of_software(name) or ""
        fixes = (_need_in_front(service, need, _("Mettre le besoin devant")),)
        yield found(at("services", service.id, "need"), fixes=fixes, software=name, need=need)


@rule(
    "quantity_without_need",
    Severity.WARNING,
    message=_("« {name} » se compte en {unit}, sans dire à quoi cela sert."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(
            offer("active", "10", "base=2"),
            services=(Service(id="base", software="Base de données", metric="users"),),
        )
    ),
    good=shows(
        lambda: project(
            offer("active", "10", "base=2"),
            services=(Service(id="base", need="Faire vivre un site", software="base de données", metric="users"),),
        )
    ),
)
def quantity_without_need(ctx: Context) -> Iterator[Finding]:
    """Une quantité technique, et l'on ne sait pas pour quoi faire.

    Pourquoi : des Go, des bases et des domaines ne disent rien à qui découvre. On ne comprend pas quel service
    l'on achète, donc ni s'il suffit, ni s'il est cher.

    Que faire : écrivez d'abord ce que cela permet (« Faire vivre un site »), et gardez le terme technique en second.
    """
    for service in ctx.sold_services:
        usual = need_of_technique(service.label)
        is_said = service.description or (service.need and service.software)
        if service.metric is None or usual is None or is_said:
            continue
        metric = ctx.metrics[service.metric]
        fixes = (_need_in_front(service, usual, _("Dire le besoin")),)
        yield found(at("services", service.id, "need"), fixes=fixes, name=service.label, unit=metric.plural)


def _rows(count: int) -> Project:
    services = tuple(Service(id=f"s{n}", need="Un service") for n in range(count))
    return project(offer("active", "10", *(service.id for service in services)), services=services)


@rule(
    "dense_sheet",
    Severity.ADVICE,
    message=_("La fiche de « {range} » a {count:ligne|lignes} de services : on ne lit plus, on survole."),
    source=course("7.1.3"),
    bad=shows(lambda: _rows(MOST_ROWS + 1)),
    good=shows(lambda: _rows(MOST_ROWS)),
)
def dense_sheet(ctx: Context) -> Iterator[Finding]:
    """Une fiche trop dense.

    Pourquoi : au-delà d'une trentaine de lignes, l'important se perd parmi le reste, et les lettres rapetissent.

    Que faire : réunissez les services qui vont ensemble, ou décochez « Sur la fiche » pour ceux qui ne décident
    personne.
    """
    sold = {service.id for service in ctx.sold_services}
    for item, offers in ctx.ranges if len(sold) > MOST_ROWS else ():
        rows = {service for priced in offers for service in priced.contents.inclusions if service in sold}
        if len(rows) > MOST_ROWS and not ctx.misfits:
            yield found(at("ranges", item.id), count=len(rows), range=name_of(item))


@rule(
    "no_promise",
    Severity.ADVICE,
    message=_("La fiche de « {range} » ne dit ni qui vous êtes, ni ce que l'on y gagne."),
    source=course("7.1.3"),
    bad=shows(lambda: _presented("")),
    good=shows(lambda: _presented("Une association du quartier garde vos fichiers et vous répond.")),
)
def no_promise(ctx: Context) -> Iterator[Finding]:
    """Ni présentation, ni promesse.

    Pourquoi : un tableau de prix se compare au moins cher. Une phrase dit ce que vous avez de plus : qui vous êtes, où
    vous êtes, ce que vous rendez possible.

    Que faire : écrivez une ou deux phrases en présentation de la gamme, ou une promesse à chaque offre.
    """
    for item, offers in ctx.ranges:
        said = (item.lead, ctx.project.structure.presentation, *(priced.offer.promise for priced in offers))
        if not any(words.strip() for words in said):
            yield found(at("ranges", item.id, "lead"), range=name_of(item))


def _presented(words: str) -> Project:
    ranges = (Range(id="associations", name="Associations", public="les associations", lead=words),)
    host = Structure(id="structure", name="Nuage Commun")
    return project(offer("active", "10", "files"), ranges=ranges, structure=host)


@rule(
    "name_without_need",
    Severity.ADVICE,
    message=_("« {name} » : rien ne dit à quoi cela sert."),
    source=course("7.1.3"),
    bad=shows(lambda: _named("")),
    good=shows(lambda: _named("Suivre vos projets")),
)
def name_without_need(ctx: Context) -> Iterator[Finding]:
    """Un nom propre, et pas un mot de plus.

    Pourquoi : qui ne connaît pas ce nom ne saura pas ce qu'il achète, et le service ne pèsera rien dans son choix.

    Que faire : écrivez d'abord ce que l'on peut faire, et gardez le nom en second.
    """
    for service in ctx.sold_services:
        name = service.software
        if service.need or service.description or not _PROPER.search(name):
            continue
        if any(map(is_common, _WORD.findall(name))) or need_of_technique(name) is not None:
            continue
        if need_of_software(name) is None:
            yield found(at("services", service.id, "need"), name=name)


def _named(need: str) -> Project:
    services = (Service(id="files", need=need, software="ProjeQtOr"),)
    return project(offer("active", "10", "files"), services=services)


def _on_quote(email: str) -> Project:
    host = Structure(id="structure", name="Nuage Commun", contact=Contact(email=email))
    return project(offer("active", OnQuote(), "files"), structure=host)


@rule(
    "no_way_to_ask_for_a_quote",
    Severity.WARNING,
    message=_("{names:listed} sur devis, et la fiche ne donne ni téléphone, ni courriel pour le demander."),
    source=course("7.1.4"),
    bad=shows(lambda: _on_quote("")),
    good=shows(lambda: _on_quote("bonjour@example.org")),
)
def no_way_to_ask_for_a_quote(ctx: Context) -> Iterator[Finding]:
    """Un devis, mais à qui le demander ?

    Pourquoi : « sur devis » fait déjà hésiter. S'il faut en plus chercher comment vous joindre, on ne demande pas.

    Que faire : donnez un téléphone ou un courriel, et le nom de la personne qui répond si elle le veut bien.
    """
    names = _quoted(ctx)
    if names and not _can_be_reached(ctx):
        yield found(at("structure", "contact", "email"), names=names)


def _quoted(ctx: Context) -> tuple[str, ...]:
    """Return the names of what has no price but on quote; nothing while the structure is still to be written."""
    if not ctx.project.structure.name:
        return ()
    lines = (name for _address, name, line in ctx.rates if _ends_on_quote(line.charge))
    return tuple(dict.fromkeys(name or _("Offre sans nom") for name in lines))


def _ends_on_quote(charge: Charge) -> bool:
    """Tell whether a price, or what lies beyond its last tier, is printed as « sur devis »."""
    if isinstance(charge, GraduatedPrice | VolumePrice):
        return charge.tiers[-1].up_to is not None
    if isinstance(charge, StairstepPrice):
        return charge.steps[-1].up_to is not None
    return isinstance(charge, OnQuote)


def _can_be_reached(ctx: Context) -> bool:
    contact = ctx.project.structure.contact
    return bool(contact.phone or contact.email)


@rule(
    "no_contact",
    Severity.ADVICE,
    message=_("La fiche ne donne ni téléphone, ni courriel : comment vous joindre ?"),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(offer("active", "10", "files"), structure=Structure(id="structure", name="Nuage Commun"))
    ),
    good=shows(lambda: project(offer("active", "10", "files"))),
)
def no_contact(ctx: Context) -> Iterator[Finding]:
    """On ne peut pas vous joindre.

    Pourquoi : demander un renseignement ou un devis doit être simple, et quelqu'un qui répond est l'une des
    forces d'un petit hébergeur.

    Que faire : donnez un téléphone ou un courriel, et le nom de la personne qui répond si elle le veut bien.
    """
    # What is on quote and cannot be asked for says it already.
    if not _can_be_reached(ctx) and not _quoted(ctx):
        yield found(at("structure", "contact", "email"))
