"""Is the offer easy to name, to say, to write and to find?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.naming.alike import SHORTEST_ALIKE, look_alikes
from offerdesigner.checks.naming.families import lead, prefixed, rank_of, shared_lead
from offerdesigner.checks.naming.hardships import HardshipKind, hardships, simpler
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.checks.vocabulary import REMEMBERED, normalised
from offerdesigner.checks.wording import quoted
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project
from offerdesigner.text import _, listed

FEWEST_IN_FAMILY = 3
"""Names with the same beginning that make one without it odd."""

MOST_UNNAMED = 2
"""Names that lack and are told one by one: more of them are told at once."""

MOST_NAMES = 12
"""Names of a range that are compared two by two."""

_SIGNS = re.compile(r"[\W_]+")

_FILES = Service(id="files", need="Partager vos fichiers")


@rule(
    "no_offer_name",
    Severity.WARNING,
    message=_("{what} : la fiche imprime « Offre sans nom »."),
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
        unnamed = [
            (place, at(priced.address, "name")) for place, priced in enumerate(offers, 1) if not priced.offer.name
        ]
        if len(unnamed) > MOST_UNNAMED:
            words = _("{count} offres de la gamme « {range} » n'ont pas de nom")
            what = words.format(count=len(unnamed), range=name_of(item))
            yield found(unnamed[0][1], related=tuple(address for _place, address in unnamed[1:]), what=what)
            continue
        for place, address in unnamed:
            words = _("L'offre n° {place} de la gamme « {range} » n'a pas de nom")
            yield found(address, what=words.format(place=place, range=name_of(item)))


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
    message=_("{what} : la fiche imprime « Service sans nom »."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files"), services=(Service(id="files"),))),
    good=shows(lambda: project(offer("active", "10", "files"), services=(_FILES,))),
)
def no_service_name(ctx: Context) -> Iterator[Finding]:
    """Un service n'a pas de nom.

    Pourquoi : une ligne cochée sans nom ne dit rien de ce que l'on achète.

    Que faire : écrivez ce que l'on pourra faire (« Partager vos fichiers »), ou retirez ce service.
    """
    unnamed: dict[str, tuple[str, ...]] = {}
    for service in [service for service in ctx.sold_services if not service.label]:
        holders = [priced.name for priced in ctx.offers.values() if service.id in priced.contents.inclusions]
        if holders:
            unnamed[at("services", service.id, "need")] = tuple(holders)
    if len(unnamed) > MOST_UNNAMED:
        first, *others = unnamed
        what = _("{count} services n'ont pas de nom").format(count=len(unnamed))
        yield found(first, related=tuple(others), what=what)
        return
    for address, names in unnamed.items():
        yield found(address, what=_("Un service de {offers} n'a pas de nom").format(offers=listed(map(quoted, names))))


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


def _two(first: str, second: str, *gives: str) -> Project:
    return project(offer("petite", "10", "files", name=first), offer("grande", "20", "office", *gives, name=second))


@rule(
    "same_name",
    Severity.WARNING,
    message=_("{count:offre|offres} de « {range} » se lisent pareil : {names:listed}."),
    source=course("7.1.3"),
    bad=shows(lambda: _two("Essentielle", "essentielle")),
    good=shows(lambda: _two("Essentielle", "Active")),
)
def same_name(ctx: Context) -> Iterator[Finding]:
    """Deux offres portent le même nom.

    Pourquoi : au téléphone ou sur un bon de commande, personne ne saura de laquelle il s'agit.

    Que faire : donnez à chacune un nom qui lui est propre.
    """
    for item, offers in ctx.ranges:
        alike: dict[str, list[PricedOffer]] = {}
        for priced in offers:
            if priced.offer.name:
                alike.setdefault(_heard(priced.offer.name) or priced.offer.name, []).append(priced)
        for same in alike.values():
            # Offers that are the same in all are told as such.
            if len(same) > 1 and not _are_twins(same[0], same[1]):
                yield found(
                    at(same[1].address, "name"),
                    related=tuple(at(one.address, "name") for one in same if one is not same[1]),
                    count=len(same),
                    range=name_of(item),
                    names=tuple(one.offer.name for one in same),
                )


def _heard(name: str) -> str:
    """Return what is heard of a name: « Nuage+ » is not « Nuage »."""
    return normalised(name.replace("+", " plus "))


def _are_twins(one: PricedOffer, other: PricedOffer) -> bool:
    return one.cost == other.cost and one.contents.covers(other.contents) and other.contents.covers(one.contents)


@rule(
    "look_alike_names",
    Severity.ADVICE,
    message=_("« {name} » et « {other} » se confondent : {why}."),
    source=course("7.1.3"),
    bad=shows(lambda: _two("Active", "Activa")),
    good=shows(lambda: _two("Active", "Fédération")),
)
def look_alike_names(ctx: Context) -> Iterator[Finding]:
    """Deux noms que l'on prend l'un pour l'autre.

    Pourquoi : à une lettre près, ou au même son, on se trompe d'offre au téléphone, et on le découvre à la facture.

    Que faire : éloignez l'un des deux : un autre mot, une autre longueur.
    """
    for _item, offers in ctx.ranges:
        if len(offers) > MOST_NAMES:  # many offers have another trouble
            continue
        named = [priced for priced in offers if len(priced.offer.name) >= SHORTEST_ALIKE]
        for first, second in combinations(named, 2):
            alike = _alike(first.offer.name, second.offer.name)
            if alike is not None:
                yield found(
                    at(second.address, "name"),
                    related=(at(first.address, "name"),),
                    name=first.offer.name,
                    other=second.offer.name,
                    why=alike,
                )


@lru_cache(REMEMBERED)
def _alike(name: str, other: str) -> str | None:
    """Return how two names of one range are alike, where they are more than a series (« Pack 1 », « Pack 2 »)."""
    if normalised(name) == normalised(other) or _in_series(name, other):  # « Nuage » and « Nuage+ » are a series too
        return None
    near = (alike.why for alike in look_alikes(name, (other,)) if alike.severity is Severity.WARNING)
    return next(near, None)


def _in_series(name: str, other: str) -> bool:
    """Tell whether two names differ by a number, a size or a letter that stands alone, on purpose."""
    start = len(shared_lead((name, other)))
    if rank_of(name[start:]) is not None and rank_of(other[start:]) is not None:
        return True
    one, two = (_SIGNS.split(told.strip()) for told in (name, other))
    return one[:-1] == two[:-1] != [] and len(one[-1]) == len(two[-1]) == 1


@rule(
    "names_against_prices",
    Severity.WARNING,
    message=_(
        "« {dear} » coûte plus que « {cheap} » ({high:money}{tax} par an, contre {low:money}{tax}) : "
        "les noms disent le contraire."
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _two("Grande", "Petite")),
    good=shows(lambda: _two("Petite", "Grande")),
)
def names_against_prices(ctx: Context) -> Iterator[Finding]:
    """Les noms montent, les prix descendent.

    Pourquoi : « petite » et « grande », « S » et « XL » annoncent un ordre. Quand le prix le contredit, on croit à une
    erreur, et l'on n'ose plus choisir.

    Que faire : échangez les noms, ou corrigez le prix.
    """
    for ladder in ctx.ladders:
        start = len(shared_lead([priced.offer.name for priced in ladder])) if ladder else 0
        ranked = [(priced, rank) for priced in ladder if (rank := rank_of(priced.offer.name[start:])) is not None]
        for (cheap, low), (dear, high) in pairwise(ranked):
            is_dearer = cheap.cost != dear.cost and not cheap.is_metered and not dear.is_metered
            # What gives more for less is told as such: its name is not what is wrong.
            if low[0] == high[0] and low[1] > high[1] and is_dearer and not cheap.contents.covers(dear.contents):
                yield found(
                    at(dear.address, "name"),
                    related=(at(cheap.address, "name"),),
                    fixes=(_swap(cheap, dear),),
                    dear=dear.name,
                    cheap=cheap.name,
                    high=dear.year.next_year,
                    low=cheap.year.next_year,
                    tax=ctx.with_tax(dear.offer, cheap.offer),
                )


def _swap(one: PricedOffer, other: PricedOffer) -> Fix:
    """Return the repair that gives each of two offers the name of the other."""
    label = _("Échanger deux noms")
    edits = [
        set_value(at(holder.address, "name"), named.offer.name, label) for holder, named in ((one, other), (other, one))
    ]
    return Fix(_("Échanger les deux noms"), together(label, edits, at(other.address, "name")))


def _packs(last: str) -> Project:
    names = ("Pack fichiers", "Pack courrier", "Pack réunions", last)
    return project(*(offer(f"o{n}", str(10 + n), "files", name=name) for n, name in enumerate(names)))


@rule(
    "odd_name_in_family",
    Severity.ADVICE,
    message=_(
        "« {name} » n'est pas de la famille : les {count} autres offres de « {range} » commencent par « {lead} »."
    ),
    source=course("7.1.3"),
    bad=shows(lambda: _packs("Solo")),
    good=shows(lambda: _packs("Pack solo")),
)
def odd_name_in_family(ctx: Context) -> Iterator[Finding]:
    """Un nom qui sort de la famille.

    Pourquoi : des noms qui se ressemblent se retiennent ensemble. Celui qui fait exception semble venir d'ailleurs.

    Que faire : donnez-lui le même début, ou libérez les autres du leur.
    """
    for item, offers in ctx.ranges:
        counted = Counter(lead(priced.offer.name).casefold() for priced in offers if priced.offer.name)
        shared, count = counted.most_common(1)[0] if counted else ("", 0)
        odd = [priced for priced in offers if priced.offer.name and lead(priced.offer.name).casefold() != shared]
        if shared and count >= FEWEST_IN_FAMILY and len(odd) == 1:
            like = next(priced for priced in offers if lead(priced.offer.name).casefold() == shared)
            address, written = at(odd[0].address, "name"), prefixed(lead(like.offer.name), odd[0].offer.name)
            fix = Fix(
                _("Écrire « {name} »").format(name=written), set_value(address, written, _("Nommer comme les autres"))
            )
            yield found(
                address,
                fixes=(fix,) if lead(written).casefold() == shared else (),
                name=odd[0].offer.name,
                count=count,
                range=name_of(item),
                lead=lead(like.offer.name).strip(),
            )
