"""Is the offer easy to name, to say, to write and to find?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.text import _

LONGEST_NAME = 45

_FILES = Service(id="files", need="Partager vos fichiers")

_THREE_ALIKE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_ODD_PAIR = re.compile(r"(aa|hh|ii|jj|kk|qq|uu|vv|ww|xx|yy)", re.IGNORECASE)
_SIGNS = re.compile(r"[/\\@#_*~|<>=^$§{}\[\]]")
_DIGIT_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")
_SIZE_OR_NUMERAL = re.compile(r"(X{1,4}[SL]|[IVX]+)")


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
                yield found(at(priced.address, "name"), place=place, range=item.name)


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
    for kind, items in (("offers", ctx.project.offers), ("ranges", ctx.project.ranges)):
        for item in items:
            reason = _hard_to_use(item.name)
            if reason is not None:
                address = at(kind, item.id, "name")
                yield found(address, fixes=_simpler(address, item.name), name=item.name, reason=reason)


@lru_cache(1024)
def _hard_to_use(name: str) -> str | None:
    """Return why `name` is hard, as the end of a sentence, or `None` when it is not."""
    words = [word for word in name.split() if not _SIZE_OR_NUMERAL.fullmatch(word)]
    composed = [unicodedata.normalize("NFC", word) for word in words]
    if any(_SIGNS.search(word) for word in composed):
        return _("contient un signe que l'on ne sait ni dire ni chercher")
    for pattern in (_THREE_ALIKE, _ODD_PAIR):
        alike = next((match for word in composed if (match := pattern.search(word))), None)
        if alike is not None:
            return _("a une lettre répétée que l'on n'entend pas : « {letters} »").format(letters=alike.group())
    if any(_DIGIT_INSIDE.search(word) for word in composed):
        return _("a un chiffre au milieu d'un mot")
    if len(name) > LONGEST_NAME:
        return _("a {n} signes : c'est trop long pour se retenir").format(n=len(name))
    return None


def _simpler(address: str, name: str) -> tuple[Fix, ...]:
    """Return the repair that writes a repeated letter once."""
    simpler = _ODD_PAIR.sub(lambda pair: pair.group()[0], _THREE_ALIKE.sub(r"\1", name))
    if simpler == name or _hard_to_use(simpler) is not None:
        return ()
    edit = set_value(address, simpler, _("Simplifier un nom"))
    return (Fix(_("Écrire « {name} »").format(name=simpler), edit, safe=False),)
