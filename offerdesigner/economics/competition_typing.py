"""A price as competitors display it, read from what a person copies: « 12 € + 1,50 € par compte au-delà de 10 ».

What `competition_words.displayed` writes of the simple kinds of price is read back the same; the other kinds are
entered line by line, as the prices of an offer are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice, Charge, FlatPrice, OnQuote, PackagePrice, UnitPrice
from offerdesigner.model.market import Competitor, with_their_rates
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.typed import (
    ABSENT,
    ADJECTIVE,
    BEYOND,
    COUNT,
    CURRENCY,
    EACH,
    FREE,
    NUMBER,
    ONCE,
    QUOTE,
    SIDE,
    UNIT,
    Refused,
    read_length,
    read_number,
)
from offerdesigner.text import _, fold, listed

_PEOPLE = frozenset(
    ("compte", "comptes", "utilisateur", "utilisateurs", "utilisatrice", "utilisatrices", "personne", "personnes",
     "siege", "sieges", "membre", "membres", "licence", "licences", "poste", "postes", "usager", "usagers")
)  # fmt: skip
_SPLIT = re.compile(r"\s*\+\s*|\s+plus\s+|\s+et\s+(?=\d)|,?\s+(?:et\s+)?(?=(?:adhesion|cotisation)\b)")
_MEMBERSHIP = re.compile(
    r",? ?\b(?:d'|de |pour )?(?:l')?(?:adhesion|cotisation)\b(?: obligatoire| annuelle)?(?: (?:de|a)\b| ?:)?"
)
_THEN = re.compile(r",?\s+(?:et\s+)?(?:puis|ensuite)\b\s*")
_PART = re.compile(rf"(?P<amount>{NUMBER}) ?{CURRENCY}?(?P<rest>.*)")
_BEYOND = re.compile(rf"{BEYOND} (?P<free>{NUMBER})")
_ONCE = re.compile(rf"{ONCE}\b")
_TIME = re.compile(rf"(?:{EACH} ?(?:{COUNT} )?{UNIT}|{ADJECTIVE})\b")
_SIZE = re.compile(rf"{EACH} ?(?P<size>{NUMBER})?")


@dataclass(frozen=True)
class _Part:
    """One amount of what was typed, with what it is for."""

    amount: Decimal
    tax: TaxMode = TaxMode.TTC
    months: int | None = 1
    metric: Metric | None = None
    size: Decimal = Decimal(1)
    free: Decimal = Decimal(0)
    is_membership: bool = False


def with_displayed(project: Project, competitor: Competitor, typed: str) -> Competitor:
    """Return `competitor` with the prices that were typed; its lines keep their ids and names, in order.

    A lone amount that comes once is its setup fee, « 15 € d'adhésion » is due each year. Raises `Refused`.
    """
    words = fold(typed)
    if words in ABSENT:
        return with_their_rates(evolve(competitor, setup_fee=None, membership=None), ())
    if words in QUOTE:
        return with_their_rates(competitor, _as_lines(competitor, [(OnQuote(), _Part(Decimal(0)))]))
    if words in FREE:
        return with_their_rates(competitor, _as_lines(competitor, [(FlatPrice(amount=Decimal(0)), _Part(Decimal(0)))]))
    parts = [_read_part(project.metrics, said, typed) for said in _amounts(words)]
    setup = next((part for part in parts if part.months is None and part.metric is None), None)
    members = [part for part in parts if part.is_membership and part is not setup]
    recurring = [part for part in parts if part is not setup and part not in members]
    changed = with_their_rates(competitor, _as_lines(competitor, _charges(recurring)))
    return evolve(
        changed,
        setup_fee=None if setup is None else setup.amount,
        membership=sum((_a_year(part) for part in members), Decimal(0)) if members else None,
    )


def _a_year(part: _Part) -> Decimal:
    return round(part.amount * 12 / (part.months or 12), 2)


def _amounts(words: str) -> Iterator[str]:
    """Split what is added up; what comes « puis » is added where it counts what is beyond. Raises `Refused`."""
    for added in _SPLIT.split(words):
        first, *following = _THEN.split(added)
        if not all(_BEYOND.search(later) for later in following):
            raise Refused(_("Deux prix se suivent : tapez le prix d'après la promotion."))
        yield from (first, *following)


def _as_lines(competitor: Competitor, found: Sequence[tuple[Charge, _Part]]) -> tuple[RateCard, ...]:
    lines = []
    for place, (charge, part) in enumerate(found):
        told = {
            "charge": charge,
            "metric": part.metric.id if part.metric is not None else None,
            "period_months": part.months,
            "tax": part.tax,
        }
        known = competitor.rates[place : place + 1]
        lines.append(evolve(known[0], **told) if known else RateCard(**told))
    return tuple(lines)


def _charges(parts: Sequence[_Part]) -> list[tuple[Charge, _Part]]:
    """Return the charge of each part; a lone amount and what is due beyond some units make one."""
    found: list[tuple[Charge, _Part]] = []
    for part in parts:
        before = found[-1][1] if found else None
        if before is not None and before.metric is None and part.free and _go_together(before, part):
            base = found.pop()[1].amount
            charge: Charge = CapacityPrice(amount=base, included=part.free, unit_price=part.amount, size=part.size)
        elif part.metric is None:
            charge = FlatPrice(amount=part.amount)
        elif part.size == 1:
            charge = UnitPrice(unit_price=part.amount, free_units=part.free)
        else:
            charge = PackagePrice(package_price=part.amount, size=part.size, free_units=part.free)
        found.append((charge, part))
    return found


def _go_together(base: _Part, beyond: _Part) -> bool:
    return base.months == beyond.months and base.tax == beyond.tax


def _read_part(metrics: Sequence[Metric], said: str, typed: str) -> _Part:
    is_membership = _MEMBERSHIP.search(said) is not None
    found = _PART.fullmatch(_MEMBERSHIP.sub(" ", said).strip(" ,;"))
    if found is None:
        raise Refused(_unreadable(typed))
    part = _Part(read_number(found["amount"], decimals=4), months=12 if is_membership else 1)
    part = replace(part, is_membership=is_membership)
    rest = found["rest"]
    while rest := rest.strip(" ,;").removeprefix("et "):
        part, rest = _read_clause(metrics, part, rest, typed)
    if (part.free and part.metric is None) or (is_membership and part.metric is not None):
        raise Refused(_unreadable(typed))
    if (part.metric is None or part.size != 1) and part.amount != round(part.amount, 2):
        raise Refused(_("{n} chiffres après la virgule au plus.").format(n=2))
    return part


def _read_clause(metrics: Sequence[Metric], part: _Part, rest: str, typed: str) -> tuple[_Part, str]:
    """Return `part` with what `rest` begins with, and what follows."""
    if found := _BEYOND.match(rest):
        left = rest[found.end() :].strip()
        metric, length = _metric_at(metrics, left)
        free = read_number(found["free"], decimals=3)
        return replace(part, free=free, metric=part.metric or metric), left[length:]
    if found := SIDE.match(rest):
        return replace(part, tax=TaxMode(found[1])), rest[found.end() :]
    if found := _ONCE.match(rest):
        return replace(part, months=None), rest[found.end() :]
    if found := _TIME.match(rest):
        return replace(part, months=read_length(found)), rest[found.end() :]
    if found := _SIZE.match(rest):
        left = rest[found.end() :].strip()
        metric, length = _metric_at(metrics, left)
        if metric is None:
            if not left:
                raise Refused(_unreadable(typed))
            raise Refused(_not_counted(metrics, left))
        size = read_number(found["size"], decimals=3) if found["size"] else Decimal(1)
        if not size:
            raise Refused(_unreadable(typed))
        return replace(part, metric=metric, size=size), left[length:]
    raise Refused(_unreadable(typed))


def _metric_at(metrics: Sequence[Metric], said: str) -> tuple[Metric | None, int]:
    """Return the metric that `said` begins with, and the length of its word; people go by many names."""
    words = [(fold(word), metric) for metric in metrics for word in (metric.plural, metric.singular, metric.name)]
    people = next((metric for word, metric in words if word in _PEOPLE), None)
    if people is not None:
        words += [(word, people) for word in _PEOPLE]
    for word, metric in sorted(words, key=lambda pair: -len(pair[0])):
        if word and re.match(rf"{re.escape(word)}(?!\w)", said):
            return metric, len(word)
    return None, 0


def _not_counted(metrics: Sequence[Metric], said: str) -> str:
    word = said.split(" ")[0]
    if not metrics:
        return _("Rien ne se compte encore : ajoutez une unité à la page Structure.")
    known = listed(metric.singular for metric in metrics)
    return _("« {word} » n'est pas ce que vous comptez ({known}).").format(word=word, known=known)


def _unreadable(typed: str) -> str:
    words = _("« {typed} » ne se lit pas : tapez « 12 € par mois », « 2,20 € par personne » ou « 180 € par an ».")
    return words.format(typed=typed.strip())
