"""The life of a quote: draft, sent, answered, revised. Each step is an edit; a quote that was sent keeps its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from offerdesigner.model import address as addresses
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, Identified, evolve
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    Quote,
    QuoteChoice,
    QuoteContent,
    QuoteEntry,
    QuoteLine,
    QuoteStatus,
    QuoteStep,
)
from offerdesigner.model.typed import Refused
from offerdesigner.text import _

KEPT_OPEN = ("steps", "note", "remind_on")
"""What may still change in a quote that was sent: its life, and what the client never reads."""
CLOCK_BACK = timedelta(days=7)
"""By how much a clock set back is taken for one that is not right: beyond it, the day it tells is today."""


def status_on(quote: Quote, today: date) -> QuoteStatus:
    """Return where `quote` stands on the day `today`: one that was sent expires after its last day."""
    if not quote.is_frozen:
        return QuoteStatus.DRAFT
    status = quote.steps[-1].status if quote.steps else QuoteStatus.SENT
    last = valid_until(quote)
    is_over = status == QuoteStatus.SENT and last is not None and today > last
    return QuoteStatus.EXPIRED if is_over else status


def valid_until(quote: Quote) -> date | None:
    """Return the last day on which `quote` can be accepted; `None` for one without a date."""
    if quote.dated is None:
        return None
    try:
        return quote.dated + timedelta(days=quote.valid_days)
    except OverflowError:
        return date.max


def reference(quote: Quote) -> str:
    """Return the number to write, « D-2026-014-v2 »; "" for a draft that was never sent."""
    if not quote.number or quote.version == 1:
        return quote.number
    return f"{quote.number}-v{quote.version}"


def next_number(project: Project, today: date) -> str:
    """Return the number of the next quote to be sent: one more than the last one of the year.

    Where the clock is a little back, the series goes on from the last day on which a quote was sent; one sent far
    ahead, by a clock that was wrong, leaves the series to the year of today.
    """
    sent = (step.on for quote in project.quotes if quote.is_frozen for step in quote.steps[:1])
    year = max((today.year, *(on.year for on in sent if on - today <= CLOCK_BACK)))
    pattern = project.quoting.pattern
    known = _known(pattern, year)
    found = (known.fullmatch(quote.number) for quote in project.quotes)
    last = max((int(match.group(1)) for match in found if match), default=0)
    return _numbered(pattern, year, last + 1)


def _known(pattern: str, year: int) -> re.Pattern[str]:
    """Return what recognises the numbers of `year`."""
    head, _brace, rest = _of_year(pattern, year).partition("{n")
    return re.compile(f"{re.escape(head)}([0-9]{{1,18}}){re.escape(rest.partition('}')[2])}")


def _numbered(pattern: str, year: int, number: int) -> str:
    head, _brace, rest = _of_year(pattern, year).partition("{n")
    letters, _brace, tail = rest.partition("}")
    return f"{head}{number:0{len(letters) + 1}d}{tail}"


def _of_year(pattern: str, year: int) -> str:
    return pattern.replace("{aaaa}", f"{year:04d}").replace("{aa}", f"{year % 100:02d}")


def repeated_numbers(project: Project) -> dict[str, tuple[Quote, ...]]:
    """Return the quotes that were sent under one reference, by that reference: two copies of the file did it."""
    sent: dict[str, list[Quote]] = {}
    for quote in project.quotes:
        if quote.is_frozen and quote.number:
            sent.setdefault(reference(quote), []).append(quote)
    return {said: tuple(quotes) for said, quotes in sent.items() if len(quotes) > 1}


class Families:
    """Tells which quotes are versions of one: those of one number, of one client where two copies gave it twice."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        given = Counter((quote.number, quote.version) for quote in quotes if quote.number)
        self._doubled = {number for (number, _version), count in given.items() if count > 1}

    def name(self, quote: Quote) -> tuple[str, Id]:
        """Return what the versions of a quote have in common, and nothing else has."""
        if not quote.number:
            return "", quote.id
        return quote.number, (quote.client or quote.id) if quote.number in self._doubled else ""


def family(project: Project, quote: Quote) -> tuple[Quote, ...]:
    """Return the versions of a quote, the newest first."""
    families = Families(project.quotes)
    kept = [other for other in project.quotes if families.name(other) == families.name(quote)]
    return tuple(sorted(kept, key=lambda other: other.version, reverse=True))


def replaced_by(project: Project, quote: Quote) -> Quote | None:
    """Return the version that `quote` takes the place of: the last one that was sent before it, if any."""
    before = (one for one in family(project, quote) if one.is_frozen and one.version < quote.version)
    return next(before, None)


def send(quote_id: Id, content: QuoteContent, today: date) -> Edit:
    """Mark a draft as sent with `content`, which it keeps from now on; it takes its number, and today's date if none.

    The versions before it are replaced. Refused for a quote that was sent already.
    """
    sent, replaced = (QuoteStep(status=status, on=today) for status in (QuoteStatus.SENT, QuoteStatus.SUPERSEDED))

    def apply(project: Project) -> Project:
        quote = _quote(project, quote_id)
        if quote.is_frozen:
            raise Refused(_("Ce devis est déjà envoyé : révisez-le pour en préparer une autre version."))
        former = {other.id for other in _former(project, quote)}
        marked = evolve(
            quote,
            number=quote.number or next_number(project, today),
            dated=quote.dated or today,
            content=content,
            steps=(*quote.steps, sent),
        )
        return _with_each(
            project,
            lambda one: marked if one is quote else _followed(one, replaced) if one.id in former else one,
        )

    return Edit(_("marquer le devis envoyé"), apply, at("quotes", quote_id))


def answer(quote_id: Id, status: QuoteStatus, on: date) -> Edit:
    """Note that a quote was accepted, refused or dropped, on the day `on`.

    Refused for a draft, and for a quote that a later version replaces. Raises `ValueError` for another status.
    """
    labels = {
        QuoteStatus.ACCEPTED: _("marquer le devis accepté"),
        QuoteStatus.REFUSED: _("marquer le devis refusé"),
        QuoteStatus.DROPPED: _("classer le devis sans suite"),
    }
    if status not in labels:
        raise ValueError(status)
    step = QuoteStep(status=status, on=on)

    def apply(project: Project) -> Project:
        quote = _quote(project, quote_id)
        if not quote.is_frozen:
            raise Refused(_("Ce devis n'est pas encore envoyé : marquez-le d'abord envoyé."))
        if quote.steps and quote.steps[-1].status == QuoteStatus.SUPERSEDED:
            raise Refused(_("Une version plus récente remplace ce devis : la réponse se note sur celle-là."))
        return _with_each(project, lambda one: _followed(one, step) if one is quote else one)

    return Edit(labels[status], apply, at("quotes", quote_id))


def revise(quote_id: Id, copy_id: Id) -> Edit:
    """Prepare the next version of a quote that was sent: a draft named `copy_id`, with the same number.

    Its version is the next that no quote of this number has, so that a reference is given once. Refused for a draft,
    and while a version of this quote is in preparation already.
    """

    def apply(project: Project) -> Project:
        quote = _quote(project, quote_id)
        if not quote.is_frozen:
            raise Refused(_("Ce devis est encore un brouillon : changez-le directement."))
        if any(not one.is_frozen for one in family(project, quote)):
            raise Refused(_("La version suivante de ce devis est déjà en préparation."))
        version = max(one.version for one in project.quotes if one.number == quote.number) + 1
        return _inserted(project, quote, evolve(_draft_of(project, quote), id=copy_id, version=version))

    return Edit(_("réviser le devis"), apply, at("quotes", copy_id))


def duplicate_quote(quote_id: Id, copy_id: Id) -> Edit:
    """Prepare another quote like this one: a draft named `copy_id`, which will take its own number."""

    def apply(project: Project) -> Project:
        quote = _quote(project, quote_id)
        return _inserted(project, quote, evolve(_draft_of(project, quote), id=copy_id, number="", version=1))

    return Edit(_("dupliquer le devis"), apply, at("quotes", copy_id))


def check_kept(before: Project, after: Project) -> None:
    """Raise `Refused` when a change from `before` to `after` alters or removes a quote that was sent."""
    if before.quotes is after.quotes:
        return
    now = {quote.id: quote for quote in after.quotes}
    for quote in before.quotes:
        if not quote.is_frozen or now.get(quote.id) is quote:
            continue
        if quote.id not in now:
            raise Refused(_("Un devis envoyé ne se supprime pas : classez-le « sans suite »."))
        if not _says_the_same(quote, now[quote.id]):
            sentence = _("Le devis {reference} est envoyé : il ne change plus. Révisez-le pour en préparer un autre.")
            raise Refused(sentence.format(reference=reference(quote)))


def _says_the_same(quote: Quote, now: Quote) -> bool:
    """Tell whether `now` keeps all that `quote` said. Its client may leave the list: the quote holds it itself."""
    if now.client is not None and now.client != quote.client:
        return False
    kept = (name for name in Quote.model_fields if name not in (*KEPT_OPEN, "client"))
    return all(getattr(quote, name) == getattr(now, name) for name in kept)


def _quote(project: Project, quote_id: Id) -> Quote:
    return project.find("quotes", quote_id)  # type: ignore[return-value]


def _with_each(project: Project, change: Callable[[Quote], Quote]) -> Project:
    return evolve(project, quotes=tuple(change(quote) for quote in project.quotes))


def _followed(quote: Quote, step: QuoteStep) -> Quote:
    return evolve(quote, steps=(*quote.steps, step))


def _former(project: Project, quote: Quote) -> list[Quote]:
    """Return the versions that `quote` replaces once it is sent."""
    former = (one for one in family(project, quote) if one.is_frozen and one.version < quote.version)
    return [one for one in former if not one.steps or one.steps[-1].status != QuoteStatus.SUPERSEDED]


def _inserted(project: Project, beside: Quote, quote: Quote) -> Project:
    """Return `project` with `quote` just before the one that it comes from: the newest stands first."""
    place = addresses.index_of(project.quotes, beside.id)
    return evolve(project, quotes=(*project.quotes[:place], quote, *project.quotes[place:]))


def _draft_of(project: Project, quote: Quote) -> Quote:
    """Return `quote` as a draft, without what the project does not have any more.

    Its lines keep their ids, so that discounts find them and two versions compare.
    """
    return evolve(
        quote,
        client=_known_id(quote.client, project.clients),
        dated=None,
        remind_on=None,
        choice=_known_choice(project, quote.choice),
        entries=tuple(_known_entry(project, entry) for entry in quote.entries),
        steps=(),
        content=None,
    )


def _known_choice(project: Project, choice: QuoteChoice) -> QuoteChoice:
    offers, options, metrics = (
        {item.id for item in items} for items in (project.offers, project.options, project.metrics)
    )
    return evolve(
        choice,
        offer=choice.offer if choice.offer in offers else None,
        price_list=_known_id(choice.price_list, project.price_lists),
        quantities=tuple(item for item in choice.quantities if item.metric in metrics),
        options=tuple(item for item in choice.options if item.option in options),
        alternatives=tuple(wanted for wanted in choice.alternatives if wanted in offers),
    )


def _known_entry(project: Project, entry: QuoteEntry) -> QuoteEntry:
    if not isinstance(entry, QuoteLine) or _known_id(entry.provider, project.partners) == entry.provider:
        return entry
    return evolve(entry, provider=None)


def _known_id(wanted: Id | None, items: Iterable[Identified]) -> Id | None:
    return wanted if any(item.id == wanted for item in items) else None
