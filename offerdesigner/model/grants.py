"""What an offer gives of a service: read from what people type, and changed."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from decimal import Decimal

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.offers import Grant, Granted, Included, Inclusion, NotIncluded, Offer, Unlimited, Worded
from offerdesigner.model.typed import ABSENT, INCLUDED, UNLIMITED, Refused, read_number, reduced
from offerdesigner.text import _

_COUNTED = re.compile(r"(?P<number>[-−]?\d[\d ]*(?:[.,][\d.,]*\d)?)\s*(?P<rest>.*)")


def read_grant(
    typed: str, known: Sequence[Metric], counted_in: Metric | None, *, may_count: bool
) -> tuple[Grant, Metric | None]:
    """Read what is granted of a service that is `counted_in` a metric, or in none yet.

    With `may_count`, such a service may get one of the metrics `known`: it is the second answer.
    Raises `Refused` with a French sentence.
    """
    words = reduced(typed)
    if words in ABSENT:
        return NotIncluded(), None
    if words in INCLUDED:
        return Included(), None
    if words in UNLIMITED:
        return Unlimited(), None
    if found := _COUNTED.fullmatch(words):
        counted = _quantity(found["number"], found["rest"], known, counted_in, may_count)
        if counted is not None:
            return counted
    text = " ".join(typed.split())
    if len(text) > 200:
        raise Refused(_("200 caractères au plus."))
    return Worded(text=text), None


def _quantity(
    number: str, rest: str, known: Sequence[Metric], counted_in: Metric | None, may_count: bool
) -> tuple[Granted, Metric | None] | None:
    """Read « 10 Go », « 15 par personne »; `None` when these are words that only start with a number."""
    for said, per_words in _splits(rest):
        unit, scale = _in_go(said, known)
        metric = counted_in if not unit else next((item for item in known if _names(item, unit)), None)
        per = next((item for item in known if _names(item, per_words)), None) if per_words else None
        if (unit and metric is None) or (per_words and per is None):
            continue
        if counted_in is not None and metric is not counted_in:
            raise _wrong_unit(counted_in)
        if metric is not None and counted_in is None and not may_count:
            continue
        granted = Granted(quantity=_read_quantity(number, metric, scale), per=per.id if per else None)
        return granted, metric if metric is not counted_in else None
    if counted_in is not None and rest and " " not in rest:
        raise _wrong_unit(counted_in)
    return None


def _splits(rest: str) -> list[tuple[str, str]]:
    """Return the ways to read what follows a number: a unit, then perhaps « par » another."""
    ways = [(rest, "")]
    for mark in (" par ", "/"):
        padded = f" {rest}"
        start = padded.find(mark)
        while start >= 0:
            ways.append((padded[:start].strip(), padded[start + len(mark) :].strip()))
            start = padded.find(mark, start + 1)
    return ways


_SIZES = {"to": Decimal(1000), "tb": Decimal(1000), "mo": Decimal("0.001"), "mb": Decimal("0.001")}
_GO = ("go", "gb")


def _in_go(unit: str, known: Sequence[Metric]) -> tuple[str, Decimal]:
    """Return « Go » and how many there are in a « To » or a « Mo », unless the project counts in those."""
    if unit not in _SIZES or any(_names(metric, unit) for metric in known):
        return unit, Decimal(1)
    words = next((reduced(metric.singular) for metric in known if reduced(metric.singular) in _GO), None)
    return (unit, Decimal(1)) if words is None else (words, _SIZES[unit])


def _names(metric: Metric, words: str) -> bool:
    return words in (reduced(metric.singular), reduced(metric.plural))


def _wrong_unit(metric: Metric) -> Refused:
    return Refused(_("Ce service se compte en « {unit} ».").format(unit=metric.plural))


def _read_quantity(number: str, metric: Metric | None, scale: Decimal) -> Decimal:
    whole = metric is not None and not metric.decimal
    value = read_number(number, decimals=3) * scale
    if value != round(value, 3):
        raise Refused(_("{n} chiffres après la virgule au plus.").format(n=3))
    if whole and value != value.to_integral_value():
        raise Refused(_("« {unit} » : il faut un nombre entier.").format(unit=metric.plural if metric else ""))
    return value


def with_grants(offer: Offer, inherited: Container[Id], grants: Mapping[Id, Grant]) -> Offer:
    """Return `offer` giving `grants`, by service.

    « None » removes its own line, or says so expressly when the service is among those `inherited`.
    """
    left = dict(grants)
    lines = []
    for line in offer.inclusions:
        if line.service not in grants:
            lines.append(line)
            continue
        grant = left.pop(line.service, None)  # None: a second line of one service, which would hide the first
        if grant is not None and not _is_silent(line.service, grant, inherited):
            lines.append(line if grant == line.grant else evolve(line, grant=grant))
    said = ((service, grant) for service, grant in left.items() if not _is_silent(service, grant, inherited))
    return evolve(offer, inclusions=(*lines, *(Inclusion(service=service, grant=grant) for service, grant in said)))


def _is_silent(service: Id, grant: Grant, inherited: Container[Id]) -> bool:
    return isinstance(grant, NotIncluded) and service not in inherited
