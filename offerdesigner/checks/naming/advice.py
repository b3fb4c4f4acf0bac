"""What is told to somebody who chooses a name: four lines, what to beware of, and the names nearby."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from offerdesigner.checks.naming.alike import look_alikes
from offerdesigner.checks.naming.hardships import HardshipKind, hardships
from offerdesigner.checks.naming.keyboard import typed
from offerdesigner.checks.naming.search import searched
from offerdesigner.checks.naming.short import abbreviated
from offerdesigner.checks.naming.speech import spoken
from offerdesigner.checks.vocabulary import need_of_software, normalised
from offerdesigner.checks.wording import quoted
from offerdesigner.model.address import Address
from offerdesigner.model.base import Identified
from offerdesigner.model.finding import Severity
from offerdesigner.model.offers import Offer, Option, Range
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure
from offerdesigner.text import _, fold, listed, plural, typeset

MOST_SHOWN = 4
"""How many signs, or names of the family, are shown at most."""


@dataclass(frozen=True)
class Caution:
    """Something to beware of, as a whole sentence."""

    severity: Severity
    sentence: str


@dataclass(frozen=True)
class Aspect:
    """One way of meeting a name: its title, what becomes of the name, and what to beware of.

    `value` is set in French typography but for the name, which is shown as it is; "" when nothing remains.
    """

    title: str
    value: str
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class Neighbour:
    """A name of the project that one may take for another; `what` bears it (« offre »), `why` says how."""

    name: str
    what: str
    why: str
    severity: Severity


SAID, TYPED, SEARCHED, SHORT = _("À l'oral"), _("Au clavier"), _("En recherche"), _("En abrégé")


def aspects(names: Sequence[str], place: int, host: str = "") -> tuple[Aspect, ...]:
    """Return how the name at `place` of a family is said, typed, searched and abbreviated.

    `names` are those of the whole family; `host` is the name of the structure, that one searches with.
    """
    name = names[place]
    if not fold(name):
        return tuple(Aspect(title, "") for title in (SAID, TYPED, SEARCHED, SHORT))
    return (
        Aspect(SAID, _said(name), _worst_first(_said_cautions(name))),
        Aspect(TYPED, _typed(name), _worst_first(_typed_cautions(name))),
        Aspect(SEARCHED, _searched(name), _worst_first(_searched_cautions(name, host))),
        Aspect(SHORT, _short(names, place)),
    )


def _worst_first(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    return tuple(sorted(cautions, key=lambda caution: caution.severity is not Severity.WARNING))


def _told(name: str, *wanted: HardshipKind) -> Iterator[Caution]:
    for hard in hardships(name):
        if hard.kind in wanted:
            yield Caution(Severity.WARNING, _("Ce nom {reason}.").format(reason=hard.reason))


def _said(name: str) -> str:
    said = spoken(name)
    return typeset(quoted(said)) if said else ""


def _said_cautions(name: str) -> Iterator[Caution]:
    if not normalised(name):
        yield Caution(Severity.WARNING, _("Rien ne s'en lit à voix haute."))
    yield from _told(name, HardshipKind.SIGN, HardshipKind.REPEATED, HardshipKind.LONG)


def _typed(name: str) -> str:
    how = typed(name)
    if not how.forgotten:
        return how.usual
    forgotten = plural(len(how.forgotten), _("{typed} ({letters} s'oublie)"), _("{typed} ({letters} s'oublient)"))
    return typeset(forgotten).format(typed=how.usual, letters=_some(how.forgotten, quoting=False))


def _typed_cautions(name: str) -> Iterator[Caution]:
    how = typed(name)
    yield from _told(name, HardshipKind.DIGIT)
    if how.on_no_key:
        sentence = _("{signs} : sur aucun clavier français.").format(signs=_some(how.on_no_key))
        yield Caution(Severity.WARNING, sentence)
    if how.with_two_keys:
        sentence = _("{signs} : deux touches à la fois (AltGr), que beaucoup ne trouvent pas.")
        yield Caution(Severity.ADVICE, sentence.format(signs=_some(how.with_two_keys)))


def _searched(name: str) -> str:
    kept = searched(name)
    if not kept.slug:
        return kept.words
    if kept.slug == kept.words:
        return typeset(_("{words} (dans une adresse aussi)")).format(words=kept.words)
    return typeset(_("{words} · dans une adresse : {slug}")).format(words=kept.words, slug=kept.slug)


def _searched_cautions(name: str, host: str) -> Iterator[Caution]:
    kept = searched(name)
    if not kept.slug:
        yield Caution(Severity.WARNING, _("Rien n'en reste dans l'adresse d'une page ou d'un courriel."))
    if need_of_software(name) is not None:
        yield Caution(Severity.WARNING, _("C'est déjà le nom d'un logiciel : on le trouvera avant vous."))
    if kept.corrected:
        sentence = _("Un moteur de recherche peut y voir une faute, et chercher « {words} ».").format(
            words=kept.corrected
        )
        yield Caution(Severity.WARNING, sentence)
    if kept.lost:
        lost = plural(len(kept.lost), _("{signs} s'y perd."), _("{signs} s'y perdent."))
        yield Caution(Severity.ADVICE, lost.format(signs=_some(kept.lost)))
    if kept.is_short:
        severity = Severity.WARNING if kept.lost else Severity.ADVICE
        yield Caution(severity, _("C'est trop court pour être trouvé."))
    if kept.is_common:
        yield Caution(Severity.ADVICE, _common(name, host))


def _common(name: str, host: str) -> str:
    if not host or fold(host) == fold(name):
        return _("Un mot de tous les jours : seul, il mène ailleurs que chez vous.")
    sentence = _("Un mot de tous les jours : on le cherchera avec votre nom, « {name} {host} ».")
    return sentence.format(name=name, host=host)


def _short(names: Sequence[str], place: int) -> str:
    short = abbreviated(names)
    mine, others = short[place], [*short[:place], *short[place + 1 :]]
    return _("{mine} (avec {others})").format(mine=mine, others=_some(others, quoting=False)) if others else mine


def _some(words: Sequence[str], *, quoting: bool = True) -> str:
    shown = [quoted(word) if quoting else word for word in words[:MOST_SHOWN]]
    return f"{', '.join(shown)}…" if len(words) > MOST_SHOWN else listed(shown)


def neighbours(project: Project, address: Address) -> tuple[Neighbour, ...]:
    """Return the names of the project that one may take for that of the object at `address`, the closest first."""
    kind, _slash, wanted = address.partition("/")
    mine = project.find(kind, wanted)
    others: dict[str, str] = {}
    for what, other in _others(project, mine):
        others.setdefault(other, what)
    return tuple(
        Neighbour(alike.name, others[alike.name], alike.why, alike.severity)
        for alike in look_alikes(mine.name, others)  # type: ignore[attr-defined]
    )


def _others(project: Project, mine: Identified) -> Iterator[tuple[str, str]]:
    """Yield what bears a name beside `mine`, and the name; the same offer in two ranges rightly bears one name."""
    name: str = mine.name  # type: ignore[attr-defined]
    for offer in project.offers:
        if offer is not mine and not (isinstance(mine, Offer) and offer.range != mine.range and offer.name == name):
            yield _("offre"), offer.name
    named: tuple[tuple[str, Iterable[Option | Range | Structure]], ...] = (
        (_("option"), project.options),
        (_("gamme"), project.ranges),
        (_("partenaire"), project.partners),
    )
    for what, items in named:
        yield from ((what, item.name) for item in items if item is not mine)
    if project.structure.name != name:
        yield _("votre structure"), project.structure.name


def family_cautions(names: Sequence[str]) -> tuple[Caution, ...]:
    """Return what is hard about the names of a family, and which of them one may take for one another."""
    hard = (
        Caution(Severity.WARNING, _("« {name} » {reason}.").format(name=name, reason=found[0].reason))
        for name in names
        if (found := hardships(name))
    )
    close = (
        Caution(
            alike.severity, _("« {one} » et « {other} » : {why}.").format(one=name, other=alike.name, why=alike.why)
        )
        for place, name in enumerate(names)
        for alike in look_alikes(name, names[place + 1 :])
    )
    return (*hard, *close)
