"""The words of the page « Devis »: how a quote stands, what it is called, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from offerdesigner.model.base import Id
from offerdesigner.model.clients import Client
from offerdesigner.model.quote_life import status_on, valid_until
from offerdesigner.model.quotes import Quote, QuoteStatus, Renewal
from offerdesigner.pricing.quote_dates import term_dates
from offerdesigner.pricing.quote_words import CLIENT_KINDS, STATUSES, amount_words
from offerdesigner.pricing.wording import on_quote
from offerdesigner.text import NBSP, _, day, month, plural

SOON_DAYS = 14
"""From how many days before its end the validity of a quote is worth a warning."""

_ANSWERS = {
    QuoteStatus.ACCEPTED: ("ok", _("accepté le {day}")),
    QuoteStatus.REFUSED: ("close", _("refusé le {day}")),
    QuoteStatus.DROPPED: ("ignored", STATUSES[QuoteStatus.DROPPED]),
    QuoteStatus.SUPERSEDED: ("duplicate", _("remplacé le {day}")),
}


@dataclass(frozen=True)
class Standing:
    """How a quote stands: a status, its icon, its words, and whether it waits for somebody to call again."""

    status: QuoteStatus
    icon: str
    words: str
    is_due: bool = False


def standing(quote: Quote, today: date) -> Standing:
    """Say how `quote` stands on this day: « expire dans 3 jours »."""
    status = status_on(quote, today)
    if status is QuoteStatus.DRAFT:
        return Standing(status, "document", STATUSES[status])
    if status in _ANSWERS:
        icon, words = _ANSWERS[status]
        return Standing(status, icon, words.format(day=short_day(_day_of(quote, status), today)))
    due = quote.remind_on is not None and quote.remind_on <= today
    if due:
        return Standing(status, "warning", _("à relancer"), is_due=True)
    last = valid_until(quote)
    if status is QuoteStatus.EXPIRED:
        return Standing(status, "missing", _("expiré depuis le {day}").format(day=short_day(last, today)))
    left = (last - today).days if last is not None else SOON_DAYS + 1
    if left <= SOON_DAYS:
        return Standing(status, "warning", _left(left))
    return Standing(status, "export", _("envoyé le {day}").format(day=short_day(_day_of(quote, status), today)))


def _left(days: int) -> str:
    if days == 0:
        return _("expire ce soir")
    return plural(days, _("expire demain"), _("expire dans {n} jours")).format(n=days)


def _day_of(quote: Quote, status: QuoteStatus) -> date | None:
    return next((step.on for step in reversed(quote.steps) if step.status is status), None)


def short_day(when: date | None, today: date) -> str:
    """Write a day in short, without the year where it is this one: « 12 nov. »."""
    if when is None:
        return "—"
    words, _space, year = month(when).rpartition(NBSP)
    number = _("1er") if when.day == 1 else str(when.day)
    short = f"{number}{NBSP}{words}"
    return short if when.year == today.year else f"{short}{NBSP}{year}"


def client_name(clients: Mapping[Id, Client], quote: Quote) -> str:
    """Name the client of a quote: the one that it was sent to, if it was."""
    held = quote.content.client if quote.content is not None else clients.get(quote.client or "")
    if held is None:
        return _("Sans client")
    return held.name or (_("Client sans nom") if quote.content is None else _("Sans client"))


def client_words(client: Client) -> str:
    """Name a client among others: « Les Jardins du Pré (association, Rezé) »."""
    kind = CLIENT_KINDS[client.kind]
    told = ", ".join(filter(None, (kind, client.contact.town)))
    return _("{name} ({told})").format(name=client.name or _("Client sans nom"), told=told)


def due(value: Decimal | None, period_months: int | None) -> str:
    """Write an amount and its cadence: « 15,00 € / an »."""
    if value is None:
        return on_quote()
    named = {None: _("une fois"), 1: _("/ mois"), 3: _("/ trimestre"), 12: _("/ an")}
    cadence = named.get(period_months) or _("/ {n} mois").format(n=period_months)
    return f"{amount_words(value)}{NBSP}{cadence}"


def term_words(quote: Quote) -> str:
    """Say in a sentence the days that the conditions of a quote fix; "" without a beginning."""
    terms = quote.terms
    if terms.start is None:
        return ""
    dates = term_dates(terms.start, quote.choice.months, terms.notice_months)
    said = _("Du {start} au {end} inclus.").format(start=day(dates.start), end=day(dates.end))
    if terms.renewal is Renewal.NONE:
        return _("{said} Ensuite, plus rien n'est dû.").format(said=said)
    if terms.renewal is Renewal.AGREED:
        return _("{said} Il ne se reconduit que si les deux le veulent.").format(said=said)
    last = _("Dernier jour pour refuser la reconduction : {day}.").format(day=day(dates.last_refusal_day))
    write = _("Rappelez-le par écrit entre le {since} et le {until}.").format(
        since=day(dates.notice_from), until=day(dates.notice_to)
    )
    return f"{said} {last} {write}"


def terms_told(quote: Quote) -> str:
    """Say in a few words what the conditions hold: « dès le 1er janvier 2027, 4 textes »."""
    terms = quote.terms
    begins = _("dès le {day}").format(day=day(terms.start)) if terms.start is not None else ""
    count = len(terms.clauses)
    texts = plural(count, _("{n} texte"), _("{n} textes")).format(n=count) if count else _("aucun texte")
    return ", ".join(filter(None, (begins, texts)))


def board_told(quote: Quote) -> str:
    """Say in a few words what the sheet for the board asks, or that it is empty."""
    board = quote.board
    said = board.question or board.need
    return said if said else _("une page à voter, pour le conseil d'administration")
