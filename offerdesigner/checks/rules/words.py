"""Are the words of the sheet those of who reads it: no jargon, no English, one name a thing, short sentences?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from offerdesigner.checks.context import Context
from offerdesigner.checks.printed import Printed, Said, folded, printed, said, sentences, words_used
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, option, project, shows
from offerdesigner.checks.spellings import Spelling, spellings
from offerdesigner.checks.vocabulary import REMEMBERED, need_of_software, need_of_technique, phrases, phrases_of, read
from offerdesigner.model.address import Address, at
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project
from offerdesigner.text import _

LONGEST_SENTENCE = 30
"""Beyond so many words, one reads a sentence twice."""

_VOCABULARY = "plain.json"
_WORD = re.compile(r"[^\W\d_]+(?:['’·.-][^\W\d_]+)*")
_MARK = re.compile(r"(?<=[\w)»€%])(?:\*(?![\w*])|\s\*(?![\w*]|\s\d))")
"""An asterisk after a word; in « 2 * 50 Go » it multiplies."""
_EXPLAINED = re.compile(r"\s*[(:=]|(?: [\w']+){1,4} \((?!\d)")
"""What follows a word that is explained: « VPS : … », « un CMS de votre choix (…) »."""
_NOTE = re.compile(r"(?:^|[\n.!?…]\s*)\*+\s*\w")


def _promising(words: str) -> Project:
    return project(offer("active", "10", "files", promise=words))


def _describing(words: str) -> Project:
    return project(offer("active", "10", "files"), services=(Service(id="files", need=words),))


@cache
def _known(kind: str) -> tuple[tuple[dict[str, Any], tuple[frozenset[str], ...], re.Pattern[str]], ...]:
    """Return the entries of a kind, each with the words that it takes to find it, and what finds it."""
    return tuple(
        (entry, tuple(frozenset(re.findall(r"\w+", words)) for words in entry["found"]), phrases_of(entry["found"]))
        for entry in read(_VOCABULARY)[kind]
    )


def _foreign(ctx: Context, kind: str) -> Iterator[tuple[dict[str, Any], list[Said]]]:
    """Yield the entries of a kind that the sheet uses where a need is told, with the places where it does."""
    used = words_used(ctx)
    for entry, wanted, pattern in _known(kind):
        if any(words <= used for words in wanted):
            other = phrases_of(entry["unless"]) if "unless" in entry else None
            spots = [spot for spot in said(ctx, pattern, unless=other) if _is_unexplained(spot, entry)]
            if spots:
                yield entry, spots


def _is_unexplained(spot: Said, entry: dict[str, Any]) -> bool:
    """Tell whether a word stands alone: the name of a software comes second, and « VPS (…) » is explained."""
    if spot.at.address.endswith("/software") or (entry.get("capitals") and not spot.words.isupper()):
        return False
    if need_of_technique(spot.at.text) is not None or need_of_software(spot.at.text) is not None:
        return False
    return not _EXPLAINED.match(spot.after) and not spot.before.rstrip().endswith("(")


def _told_once(spots: list[Said], **data: Any) -> Finding:
    """Return the finding of a word at its first place, with the other ones."""
    related = tuple(dict.fromkeys(spot.at.address for spot in spots[1:]))
    return found(spots[0].at.address, related=related, words=spots[0].words, **data)


@rule(
    "jargon",
    Severity.ADVICE,
    message=_("« {words} » n'est pas compris de tous ; plus simple : « {plain} »."),
    source=course("7.1.3"),
    bad=shows(lambda: _promising("Votre site sur un VPS.")),
    good=shows(lambda: _promising("Votre site sur un serveur pour vous seul.")),
)
def jargon(ctx: Context) -> Iterator[Finding]:
    """Un mot de métier.

    Pourquoi : qui ne connaît pas le mot saute la ligne, ou n'ose pas demander. Ce qu'il permet de faire se comprend
    toujours.

    Que faire : écrivez ce que l'on y gagne, et gardez le mot de métier entre parenthèses s'il le faut.
    """
    for entry, spots in _foreign(ctx, "jargon"):
        yield _told_once(spots, plain=entry["plain"])


@rule(
    "english_word",
    Severity.ADVICE,
    message=_("« {words} » se dit « {plain} »."),
    source=course("7.1.3"),
    bad=shows(lambda: _describing("Envoyer votre newsletter")),
    good=shows(lambda: _describing("Envoyer votre lettre d'information")),
)
def english_word(ctx: Context) -> Iterator[Finding]:
    """Un mot anglais.

    Pourquoi : dans un conseil d'administration, tout le monde ne lit pas l'anglais. Un mot français dit la même chose
    à tous.

    Que faire : écrivez le mot français, sauf si votre public n'emploie que l'autre.
    """
    for entry, spots in _foreign(ctx, "english"):
        yield _told_once(spots, plain=entry["plain"])


_BITS = frozenset({"Mb", "Gb", "Tb"})
"""A network is sold by the bit, and eight of them make a byte: which one is meant is not for a repair to guess."""


@cache
def _units(*, in_bits: bool) -> re.Pattern[str]:
    # « 100 Mb/s » is a speed, and French.
    units = (unit for unit in read(_VOCABULARY)["units"] if (unit in _BITS) == in_bits)
    return re.compile(rf"(\d\s?)({'|'.join(units)})\b(?!\s?/|\s(?:par|à la) seconde)")


def _in_english_units(name: str) -> Project:
    return project(
        offer("active", "10", "files"), options=(option("place", "3", "files", description=f"10 {name} de plus"),)
    )


@rule(
    "english_unit",
    Severity.ADVICE,
    message=_("« {unit} » s'écrit « {plain} » en français."),
    source=course("7.1.3"),
    bad=shows(lambda: _in_english_units("GB")),
    good=shows(lambda: _in_english_units("Go")),
)
def english_unit(ctx: Context) -> Iterator[Finding]:
    """Une unité anglaise.

    Pourquoi : « GB », « Gb » et « Go » sur une même fiche font douter que l'on compte la même chose. Un « Gb » est
    même huit fois plus petit qu'un « Go ».

    Que faire : écrivez Go, Mo ou To partout.
    """
    places = [*_metrics_in_english(ctx), *_texts_in_english(ctx)]
    for unit in dict.fromkeys(unit for unit, _address, _edited in places):
        here = [(address, edited) for wanted, address, edited in places if wanted == unit]
        label = _("Écrire les unités en français")
        edits = [set_value(address, edited, label) for address, edited in here]
        plain = read(_VOCABULARY)["units"][unit]
        edit = together(label, edits, here[0][0])
        fix = Fix(_("Écrire « {plain} »").format(plain=plain), edit, safe=unit not in _BITS)
        related = tuple(address for address, _edited in here[1:])
        yield found(here[0][0], related=related, fixes=(fix,), unit=unit, plain=plain)


def _metrics_in_english(ctx: Context) -> Iterator[tuple[str, Address, str]]:
    """Yield the units of metrics that are English, where each stands, and what should stand there."""
    for metric in ctx.project.metrics:
        for field in ("singular", "plural"):
            unit = getattr(metric, field)
            if unit in read(_VOCABULARY)["units"]:
                yield unit, at("metrics", metric.id, field), read(_VOCABULARY)["units"][unit]


def _texts_in_english(ctx: Context) -> Iterator[tuple[str, Address, str]]:
    """Yield the first English unit of each text that counts in one, where it stands, and the text in French.

    Bytes come before bits: a repair that is safe changes nothing that is not.
    """
    if words_used(ctx).isdisjoint(_units_used(ctx)):
        return
    for text in printed(ctx):
        is_network = phrases(_VOCABULARY, "networks").search(folded(text.text)) is not None
        for units in (_units(in_bits=False), *(() if is_network else (_units(in_bits=True),))):
            match = units.search(text.text)
            if match is not None:
                yield match[2], _written_at(text), units.sub(_in_french, text.text)
                break


def _in_french(match: re.Match[str]) -> str:
    return f"{match[1]}{read(_VOCABULARY)['units'][match[2]]}"


def _units_used(ctx: Context) -> frozenset[str]:
    """Return the words of the sheet that may be English units, alone or after a number."""
    units = tuple(unit.casefold() for unit in read(_VOCABULARY)["units"])
    return frozenset(word for word in words_used(ctx) if word.endswith(units) and word.rstrip("bgkmt").isdigit()) | {
        *units
    }


@rule(
    "long_sentence",
    Severity.ADVICE,
    message=_("Une phrase de {count:mot|mots} : « {beginning} »."),
    source=_("Rédaction claire"),
    bad=shows(lambda: _promising(_LONG)),
    good=shows(lambda: _promising(_SHORT)),
)
def long_sentence(ctx: Context) -> Iterator[Finding]:
    """Une phrase trop longue.

    Pourquoi : une fiche se lit debout, ou à voix haute en réunion. Au-delà d'une trentaine de mots, on a perdu le
    début avant la fin.

    Que faire : une idée par phrase. Coupez au premier « et », au premier « qui ».
    """
    for text in printed(ctx):
        if len(text.text) > LONGEST_SENTENCE * 2:
            count, beginning = _longest(text.text)
            if count > LONGEST_SENTENCE:
                yield found(text.address, count=count, beginning=beginning)


_LONG = (
    "Vos fichiers, vos agendas et vos contacts sont gardés sur des serveurs installés dans notre local, entretenus "
    "par des bénévoles qui répondent à vos questions et qui viennent chez vous quand il le faut pour vous montrer."
)
_SHORT = "Vos fichiers sont gardés dans notre local. Des bénévoles répondent à vos questions, et viennent chez vous."


@lru_cache(REMEMBERED)
def _longest(text: str) -> tuple[int, str]:
    """Return how many words the longest sentence of `text` has, and how it begins."""
    parts = [part for sentence in sentences(text) for part in sentence.split(" ; ")]
    counted = [(len(_WORD.findall(part)), part) for part in parts]
    count, longest = max(counted, default=(0, ""), key=lambda one: one[0])
    return count, f"{' '.join(longest.split()[:6])}…"


@rule(
    "unexplained_asterisk",
    Severity.WARNING,
    message=_("« {words} » renvoie par un astérisque à une note qui n'existe pas."),
    source=course("7.1.3"),
    bad=shows(lambda: _describing("Être aidé*")),
    good=shows(lambda: _describing("Être aidé")),
)
def unexplained_asterisk(ctx: Context) -> Iterator[Finding]:
    """Un astérisque sans explication.

    Pourquoi : un astérisque promet une condition. Quand on ne la trouve pas, on imagine la pire.

    Que faire : écrivez la note au début des conditions (« * … »), ou retirez l'astérisque.
    """
    marked = [text for text in printed(ctx) if "*" in text.text and _MARK.search(text.text)]
    if marked and not any("*" in text.text and _NOTE.search(text.text) for text in printed(ctx)):
        related = tuple(text.address for text in marked[1:])
        label = _("Retirer un astérisque")
        edits = [set_value(_written_at(text), _MARK.sub("", text.text), label) for text in marked]
        fix = Fix(_("Retirer l'astérisque"), together(label, edits, marked[0].address))
        yield found(marked[0].address, related=related, fixes=(fix,), words=_before_mark(marked[0]))


def _written_at(text: Printed) -> Address:
    """Return the address of the very words of a text."""
    return at(text.address, "text") if text.address.endswith("/grant") else text.address


def _before_mark(text: Printed) -> str:
    match = _MARK.search(text.text)
    assert match is not None
    return " ".join(text.text[: match.end()].split()[-4:])


_TWICE = (Service(id="files", need="Écrire à plusieurs", software="Nextcloud"),)


@rule(
    "two_spellings",
    Severity.ADVICE,
    message=_("{names:listed} : deux façons d'écrire la même chose."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", "10", "files", promise="Avec NextCloud."), services=_TWICE)),
    good=shows(lambda: project(offer("active", "10", "files", promise="Avec Nextcloud."), services=_TWICE)),
)
def two_spellings(ctx: Context) -> Iterator[Finding]:
    """La même chose sous deux noms.

    Pourquoi : deux mots font chercher deux choses. On relit la fiche pour savoir si « courriel » et « e-mail » sont
    deux services.

    Que faire : choisissez un mot, et gardez-le partout.
    """
    for one in (*spellings(ctx), *_synonyms(ctx)):
        yield found(one.places[0], related=one.places[1:], fixes=one.fixes, names=one.names)


def _synonyms(ctx: Context) -> Iterator[Spelling]:
    """Yield the things that the sheet names by several words."""
    used = words_used(ctx)
    for group in read(_VOCABULARY)["same"]:
        present = [word for word in group if frozenset(re.findall(r"\w+", word)) <= used]
        if len({_form(word) for word in present}) < 2:
            continue
        spots = {_form(word): spot for word in present for spot in said(ctx, phrases_of((word,)))}
        if len(spots) > 1:
            names = tuple(dict.fromkeys(spot.words for spot in spots.values()))
            yield Spelling(names, tuple(dict.fromkeys(spot.at.address for spot in spots.values())))


def _form(word: str) -> str:
    """Return the singular of `word` without its signs: « e-mails » and « email » are one spelling."""
    return re.sub(r"s\b|\W", "", word)
