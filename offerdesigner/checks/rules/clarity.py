"""Is the offer clear and simple: how many offers, for whom, what for?"""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.vocabulary import need_of_software, need_of_technique, public_named
from offerdesigner.model.address import at
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.structure import Structure
from offerdesigner.text import _

MOST_OFFERS = 5
LONGEST_NEED = 60


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
    contact = ctx.project.structure.contact
    if not contact.phone and not contact.email:
        yield found(at("structure", "contact", "email"))
