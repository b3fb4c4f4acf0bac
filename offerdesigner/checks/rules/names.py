"""Is the offer easy to name, to say, to write and to find?"""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.naming.hardships import HardshipKind, hardships, simpler
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.text import _

_FILES = Service(id="files", need="Partager vos fichiers")


@rule(
    "no_offer_name",
    Severity.WARNING,
    message=_("L'offre n° {place} de la gamme « {range} » n'a pas de nom : la fiche imprime « Offre sans nom »."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files", name=""))),
    good=shows(lambda: project(offer("active", "10", "files"))),
)
def no_offer_name(ctx: Context) -> Iterator[Finding]:
    """Une offre n'a pas de nom.

    Pourquoi : on choisit une offre en la nommant, au téléphone comme dans une réunion.

    Que faire : donnez-lui un mot simple, que l'on écrit comme on l'entend.
    """
    for item, offers in ctx.ranges:
        for place, priced in enumerate(offers, 1):
            if not priced.offer.name:
                yield found(at(priced.address, "name"), place=place, range=name_of(item))


@rule(
    "no_option_name",
    Severity.WARNING,
    message=_("L'option n° {place} n'a pas de nom : la fiche imprime « Option sans nom »."),
    source=course("7.1.3"),
    bad=shows(
        lambda: project(offer("active", "10", "files"), options=(evolve(option("visio", "3", "meetings"), name=""),))
    ),
    good=shows(lambda: project(offer("active", "10", "files"), options=(option("visio", "3", "meetings"),))),
)
def no_option_name(ctx: Context) -> Iterator[Finding]:
    """Une option n'a pas de nom.

    Pourquoi : un prix sans nom ne se demande pas : on ne sait pas ce que l'on ajouterait.

    Que faire : dites ce qu'elle apporte (« 5 personnes de plus »).
    """
    for place, item in enumerate(ctx.project.options, 1):
        if not item.name:
            yield found(at("options", item.id, "name"), place=place)


@rule(
    "no_service_name",
    Severity.WARNING,
    message=_("Un service de {offers:listed} n'a pas de nom : la fiche imprime « Service sans nom »."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files"), services=(Service(id="files"),))),
    good=shows(lambda: project(offer("active", "10", "files"), services=(_FILES,))),
)
def no_service_name(ctx: Context) -> Iterator[Finding]:
    """Un service n'a pas de nom.

    Pourquoi : une ligne cochée sans nom ne dit rien de ce que l'on achète.

    Que faire : écrivez ce que l'on pourra faire (« Partager vos fichiers »), ou retirez ce service.
    """
    for service in ctx.sold_services:
        if not service.label and service.on_sheet:
            holders = [priced for priced in ctx.offers.values() if service.id in priced.contents.inclusions]
            if holders:
                names = tuple(priced.name for priced in holders)
                yield found(at("services", service.id, "need"), offers=names)


@rule(
    "hard_name",
    Severity.WARNING,
    message=_("« {name} » {reason}."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files", name="Liibre"))),
    good=shows(lambda: project(offer("active", "10", "files", name="Émeraude"))),
)
def hard_name(ctx: Context) -> Iterator[Finding]:
    """Un nom difficile à dire, à écrire ou à trouver.

    Pourquoi : un nom se dicte au téléphone et se tape dans un moteur de recherche. Une lettre doublée ou un
    signe, et l'on ne vous trouve plus.

    Que faire : choisissez un mot que l'on écrit comme on l'entend, et essayez-le au téléphone.
    """
    # Nobody dictates nor searches « TPE / PME », and a range may be told by a whole phrase.
    told = [(at("offers", offer.id), offer.name, hardships(offer.name)) for offer in ctx.project.offers]
    for item in ctx.project.ranges:
        hard = hardships(item.name.replace("/", " "))
        told.append((at("ranges", item.id), item.name, tuple(one for one in hard if one.kind is not HardshipKind.LONG)))
    for holder, name, hard in told:
        if hard:
            address = at(holder, "name")
            yield found(address, fixes=_simpler(address, name), name=name, reason=hard[0].reason)


def _simpler(address: str, name: str) -> tuple[Fix, ...]:
    """Return the repair that writes a repeated letter once."""
    written = simpler(name)
    if written is None:
        return ()
    edit = set_value(address, written, _("Simplifier un nom"))
    return (Fix(_("Écrire « {name} »").format(name=written), edit),)
