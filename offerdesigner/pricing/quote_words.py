"""The words of quotes, on screen, on paper and in the console: statuses, cadences, amounts, clients; what is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.clients import ClientKind
from offerdesigner.model.offers import Granted, Inclusion, NotIncluded, Unlimited, Worded
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import QuoteChoice, QuoteStatus, Renewal
from offerdesigner.pricing.selection import Selection
from offerdesigner.pricing.usage import covered_by
from offerdesigner.pricing.wording import counted, on_quote
from offerdesigner.text import NBSP, _, fold, money, months, number

LONGEST_LINE, LONGEST_TEXT = 200, 4000
MOST_NEEDS = 200

STATUSES: Mapping[QuoteStatus, str] = MappingProxyType(
    {
        QuoteStatus.DRAFT: _("brouillon"),
        QuoteStatus.SENT: _("envoyé"),
        QuoteStatus.ACCEPTED: _("accepté"),
        QuoteStatus.REFUSED: _("refusé"),
        QuoteStatus.DROPPED: _("sans suite"),
        QuoteStatus.SUPERSEDED: _("remplacé"),
        QuoteStatus.EXPIRED: _("expiré"),
    }
)
RENEWALS: Mapping[Renewal, str] = MappingProxyType(
    {
        Renewal.NONE: _("s'arrête à son terme"),
        Renewal.TACIT: _("se reconduit sans rien faire"),
        Renewal.AGREED: _("se reconduit si les deux sont d'accord"),
    }
)
"""What the contract does at the end of its term."""
CLIENT_KINDS: Mapping[ClientKind, str] = MappingProxyType(
    {
        ClientKind.ASSOCIATION: _("association"),
        ClientKind.PUBLIC: _("collectivité ou établissement public"),
        ClientKind.COMPANY: _("entreprise"),
        ClientKind.PERSON: _("particulier"),
        ClientKind.OTHER: _("autre"),
    }
)
_CADENCES: Mapping[int | None, str] = MappingProxyType(
    {
        None: _("Une seule fois"),
        1: _("Chaque mois"),
        3: _("Chaque trimestre"),
        6: _("Chaque semestre"),
        12: _("Chaque année"),
    }
)


def amount_words(amount: Decimal | None) -> str:
    """Write an amount with its cents; « sur devis » when it is not known, which is never 0."""
    return on_quote() if amount is None else money(amount, cents=True)


def cadence_title(period: int | None) -> str:
    """Name a cadence as the title of what is due: « Une seule fois », « Chaque mois », « Tous les 2 ans »."""
    if period is None or period in _CADENCES:
        return _CADENCES[period]
    return _("Tous les {length}").format(length=months(period))


def cadence_words(period: int | None) -> str:
    """Name a cadence inside a sentence: « une seule fois », « chaque mois », « tous les 2 ans »."""
    title = cadence_title(period)
    return f"{title[:1].lower()}{title[1:]}"


def kind_words(kind: ClientKind) -> str:
    """Say what a client is, where that is worth a word after its name."""
    return "" if kind in (ClientKind.PERSON, ClientKind.OTHER) else CLIENT_KINDS[kind]


def clipped(text: str, most: int = LONGEST_LINE) -> str:
    """Return `text`, or as much of it as a line holds and « … »."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def usage_words(project: Project, choice: QuoteChoice) -> str:
    """Say the usage that a quote is for: « 18 personnes, 80 Go »; "" when it tells none."""
    asked = {item.metric: item.quantity for item in choice.quantities if item.quantity}
    return clipped(", ".join(counted(asked[one.id], one) for one in project.metrics if one.id in asked))


def needs_answered(selection: Selection) -> tuple[str, ...]:
    """Say what is answered, need by need, the options taken counted: « Partager vos fichiers : Nextcloud, 300 Go »."""
    given: dict[Id, list[tuple[Inclusion, int]]] = {}
    for line, count in selection.lines:
        if not isinstance(line.grant, NotIncluded):
            given.setdefault(line.service, []).append((line, count))
    said = (
        clipped(_answer(selection, service, given[service.id]))
        for service in selection.project.services
        if service.on_sheet and service.label and service.id in given
    )
    return tuple(said)[:MOST_NEEDS]


_REFUSAL = re.compile(r"non\b(?!-)(?! (?:limite|plafonne|decompte))")
"""How the words of a grant begin that gives nothing: « non fourni », but not « non limité »."""
_MARK = re.compile(r"\s*\*+(?=\s*(?:[,;)]|$))")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an offer answers to one need, without the marks of footnotes of the sheet that it comes from."""

    label: str
    how: str
    is_given: bool

    @property
    def said(self) -> str:
        """Both, in a list: « Partager vos fichiers : Nextcloud, 300 Go »."""
        return f"{self.label}{NBSP}: {self.how}" if self.how else self.label


def answers(needs: Iterable[str]) -> tuple[Answer, ...]:
    """Return what each of the needs of a quote, as it keeps them, is answered."""
    parted = (need.partition(f"{NBSP}: ") for need in needs)
    told = ((unmarked(label), unmarked(how)) for label, _colon, how in parted)
    return tuple(Answer(label, how, not _REFUSAL.match(fold(how))) for label, how in told)


def unmarked(text: str) -> str:
    """Return `text` without the asterisks that end its parts: the footnote that they call stands elsewhere."""
    return _MARK.sub("", text) or text


def _answer(selection: Selection, service: Service, lines: list[tuple[Inclusion, int]]) -> str:
    how = list(_grant_words(selection, service, lines))
    if service.need and service.software and not _REFUSAL.match(fold("".join(how[:1]))):
        how = [service.software, *how]
    return f"{service.label}{NBSP}: {', '.join(how)}" if how else service.label


def _grant_words(selection: Selection, service: Service, lines: list[tuple[Inclusion, int]]) -> Iterator[str]:
    """Yield how much of a service is given in all, where that is told."""
    if sum(count for _line, count in lines) > 1 and all(isinstance(line.grant, Granted) for line, _count in lines):
        yield _quantity(selection, service, covered_by(lines, selection.usage) or Decimal(0))
        return
    match lines[0][0].grant:
        case Worded(text=text):
            yield text
        case Unlimited():
            yield _("illimité")
        case Granted(quantity=quantity, per=None):
            yield _quantity(selection, service, quantity)
        case Granted(quantity=quantity, per=str(per)):
            said = _("{quantity} par {unit}")
            yield said.format(quantity=_quantity(selection, service, quantity), unit=selection.metrics[per].singular)


def _quantity(selection: Selection, service: Service, quantity: Decimal) -> str:
    metric = selection.metrics.get(service.metric or "")
    return number(quantity) if metric is None else counted(quantity, metric)
