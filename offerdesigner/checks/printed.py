"""The words that a project prints, each with its address, and what is found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from offerdesigner.checks.context import Context
from offerdesigner.checks.vocabulary import REMEMBERED
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, Identified
from offerdesigner.model.offers import Offer
from offerdesigner.text import fold

_PROSE = frozenset(("title", "lead", "promise", "description", "conditions", "end_of_contract", "presentation"))
_BETWEEN = " | "
_WORD = re.compile(r"\w+")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True)
class Printed:
    """A text that the sheet prints; `prose` is one that is made of sentences."""

    address: Address
    text: str

    @property
    def prose(self) -> bool:
        """Whether this text is made of sentences, and not a name or a value."""
        return self.address.rpartition("/")[2] in _PROSE


@dataclass(frozen=True)
class Said:
    """Words found in a printed text: as they stand there, and what comes before and after them in their sentence."""

    at: Printed
    words: str
    before: str
    after: str


def printed(ctx: Context) -> tuple[Printed, ...]:
    """Return every text of the project that the tariff sheet prints, in the order of the project."""
    return ctx.once(_all_printed)


def said(
    ctx: Context, pattern: re.Pattern[str], *, prose: bool = False, unless: re.Pattern[str] | None = None
) -> Iterator[Said]:
    """Yield, once a text, the first words that `pattern` finds there; it reads them without case nor accents.

    With `prose`, it reads only what is made of sentences, which is quick. It passes over the sentences where
    `unless` finds something.
    """
    if _holds(ctx.once(_whole_prose if prose else _whole), pattern):
        for text in printed(ctx):
            words = first_words(text.text, pattern, unless) if text.prose or not prose else None
            if words is not None:
                yield Said(text, *words)


def says(ctx: Context, pattern: re.Pattern[str]) -> bool:
    """Tell whether a printed text holds what `pattern` finds."""
    return _holds(ctx.once(_whole), pattern)


@lru_cache(256)
def _holds(whole: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether all that is printed holds what `pattern` finds: most edits change no word."""
    return pattern.search(whole) is not None


@lru_cache(REMEMBERED)
def first_words(
    text: str, pattern: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> tuple[str, str, str] | None:
    """Return the first words of `text` that `pattern` finds once folded, as typed, and what is around them, folded.

    A sentence where `unless` finds something is passed over.
    """
    if not pattern.search(folded(text)):
        return None
    for sentence in sentences(text):
        letters = [(plain, n) for n, letter in enumerate(sentence) for plain in fold(letter) or " "]
        plain = "".join(letter for letter, _n in letters)
        match = pattern.search(plain)
        if match is not None and match.group() and not (unless and unless.search(plain)):
            start, end = letters[match.start()][1], letters[match.end() - 1][1]
            return sentence[start : end + 1], plain[: match.start()], plain[match.end() :]
    return None


@lru_cache(REMEMBERED)
def folded(text: str) -> str:
    """Return `text` as it compares, remembered from one look at the project to the next."""
    return fold(text)


def words_used(ctx: Context) -> frozenset[str]:
    """Return every word that the sheet prints, without case nor accents."""
    return ctx.once(_all_words)


@lru_cache(REMEMBERED)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of `text`, with their signs, in composed letters and with single spaces."""
    composed = (" ".join(part.split()) for part in _END_OF_SENTENCE.split(normalize("NFC", text)))
    return tuple(part for part in composed if part)


def _whole(ctx: Context) -> str:
    return _BETWEEN.join(folded(one.text) for one in printed(ctx))


def _whole_prose(ctx: Context) -> str:
    return _BETWEEN.join(folded(one.text) for one in printed(ctx) if one.prose)


def _all_words(ctx: Context) -> frozenset[str]:
    return frozenset().union(*(_words_of(one.text) for one in printed(ctx)))


@lru_cache(REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text)))


def _all_printed(ctx: Context) -> tuple[Printed, ...]:
    return tuple(_texts(ctx))


_FIELDS = {
    "groups": ("name",),
    "services": ("need", "software", "description"),
    "ranges": ("public", "title", "lead"),
    "offers": ("name", "public", "promise"),
    "options": ("name", "description"),
    "price_lists": ("name", "condition"),
}


def _texts(ctx: Context) -> Iterator[Printed]:
    project, sold = ctx.project, {service.id for service in ctx.sold_services}
    if any(not item.lead for item, _offers in ctx.ranges):
        yield from _text("structure/presentation", project.structure.presentation)
    groups = {service.group for service in ctx.sold_services}
    for group in project.groups:
        yield from ctx.again(_fields, "groups", group) if group.id in groups else ()
    for service in ctx.sold_services:
        yield from ctx.again(_fields, "services", service)
    for item, _offers in ctx.ranges:
        yield from ctx.again(_fields, "ranges", item)
    for offer in project.offers:
        yield from ctx.again(_fields, "offers", offer)
        yield from (text for service, text in ctx.again(_lines, offer) if service in sold)
    for option in project.options:
        yield from ctx.again(_fields, "options", option)
    for prices in project.price_lists:
        yield from ctx.again(_fields, "price_lists", prices)
    yield from _text("conditions", project.conditions)
    yield from _text("end_of_contract", project.end_of_contract)


def _text(address: Address, text: str) -> tuple[Printed, ...]:
    return (Printed(address, text),) if text.strip() else ()


def _fields(kind: str, item: Identified) -> tuple[Printed, ...]:
    """Return the words of one object of a kind."""
    return tuple(text for field in _FIELDS[kind] for text in _text(at(kind, item.id, field), getattr(item, field)))


def _lines(offer: Offer) -> list[tuple[Id, Printed]]:
    """Return the words that the lines of an offer have of their own, each with the service it is about."""
    told: list[tuple[Id, Printed]] = []
    for line in offer.inclusions:
        if not line.note and line.grant.kind != "text":  # nearly all of them
            continue
        home = at("offers", offer.id, "inclusions", line.id)
        told += ((line.service, text) for text in _text(at(home, "note"), line.note))
        if line.grant.kind == "text":
            told += ((line.service, text) for text in _text(at(home, "grant"), line.grant.text))
    return told
