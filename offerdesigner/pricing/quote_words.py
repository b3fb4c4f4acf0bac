"""What a quote says in words of what is taken: the usage, and what the offer answers need by need."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.offers import Granted, Inclusion, NotIncluded, Unlimited, Worded
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import QuoteChoice
from offerdesigner.pricing.selection import Selection
from offerdesigner.pricing.usage import covered_by
from offerdesigner.pricing.wording import counted
from offerdesigner.text import NBSP, _, number

LONGEST_LINE, LONGEST_TEXT = 200, 4000
MOST_NEEDS = 200


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


def _answer(selection: Selection, service: Service, lines: list[tuple[Inclusion, int]]) -> str:
    how = [service.software] if service.need and service.software else []
    how += _grant_words(selection, service, lines)
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
