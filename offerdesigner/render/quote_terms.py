"""The conditions of a quote: how long, how it is paid, how it is renewed, and its texts that are for this client."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from offerdesigner import resources
from offerdesigner.model.clients import ClientKind
from offerdesigner.model.quotes import Clause, ClauseKind, Renewal
from offerdesigner.pricing.quote_dates import TermDates, term_dates
from offerdesigner.pricing.quote_deposit import has_deposit
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_pages import Strip, one_by_one
from offerdesigner.render.quote_parts import PROSE, PROSE_LEADING, Paper, said_lines, side_lines, text_pieces
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.sheet_parts import paint_frame
from offerdesigner.render.style import MM
from offerdesigner.render.tariff_table import paint_lines
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import _, day, months, number, plural, typeset

_FRAME, _FRAME_PAD = 0.5 * MM, 3.4 * MM
TITLES: Mapping[ClauseKind, str] = MappingProxyType(
    {
        ClauseKind.LEAVING: _("Si vous partez"),
        ClauseKind.CHANGING: _("Si vous changez d'offre"),
        ClauseKind.EXPORT: _("Reprendre vos données"),
        ClauseKind.DATA: _("Vos données"),
        ClauseKind.HELP: _("De l'aide"),
        ClauseKind.PAYMENT: _("Paiement"),
        ClauseKind.PENALTIES: _("Retard de paiement"),
        ClauseKind.MEDIATOR: _("Médiation"),
        ClauseKind.OTHER: _("Conditions"),
    }
)


def term_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return the conditions, a block each."""
    payments = [clause for clause in printed_clauses(sheet) if clause.kind == ClauseKind.PAYMENT]
    said = (*_duration(sheet), *_payment(sheet, payments))
    title = _("Durée et paiement") if sheet.is_recurring else TITLES[ClauseKind.PAYMENT]
    blocks = [*text_pieces(on, Words(title), said), *_renewal(on, sheet)]
    others = [clause for clause in printed_clauses(sheet) if clause.kind != ClauseKind.PAYMENT]
    for title, clauses in groupby(others, _title):
        blocks += _clauses(on, sheet, title, list(clauses))
    return one_by_one(blocks)


def printed_clauses(sheet: QuoteSheet) -> Iterator[Clause]:
    """Yield the texts that are for this client: late payment for professionals alone, mediation for consumers."""
    client = sheet.content.client
    is_consumer = client.kind == ClientKind.PERSON and not client.is_professional
    for clause in sheet.quote.terms.clauses:
        if not clause.text.strip() and not clause.title:
            continue
        if clause.kind == ClauseKind.PENALTIES and not client.is_professional:
            continue
        if clause.kind == ClauseKind.MEDIATOR and not is_consumer:
            continue
        yield clause


def _title(clause: Clause) -> str:
    return clause.title or TITLES[clause.kind]


def _said(sheet: QuoteSheet, clause: Clause) -> tuple[Said, ...]:
    return paragraphs(clause.text, "ink", sheet.field("terms", "clauses", clause.id, "text"))


def _clauses(on: Paper, sheet: QuoteSheet, title: str, clauses: list[Clause]) -> list[Piece]:
    address = sheet.field("terms", "clauses", clauses[0].id, "title")
    said = tuple(paragraph for clause in clauses for paragraph in _said(sheet, clause))
    return text_pieces(on, Words(title, "ink", address), said)


# How long, how it is paid -----------------------------------------------------------------


def _dates(sheet: QuoteSheet) -> TermDates | None:
    terms = sheet.quote.terms
    return None if terms.start is None else term_dates(terms.start, sheet.quote.choice.months, terms.notice_months)


def _duration(sheet: QuoteSheet) -> tuple[Said, ...]:
    if not sheet.is_recurring:
        return ()
    quote, dates = sheet.quote, _dates(sheet)
    length = months(quote.choice.months)
    if dates is None:
        shown = _("{length} à partir de la mise en service, à une date à convenir.").format(length=length)
    else:
        text = _("Du {start} au {end} inclus, soit {length}.")
        shown = text.format(start=day(dates.start), end=day(dates.end), length=length)
    said = [Words(shown, "ink", sheet.field("terms", "start"))]
    trial = quote.terms.trial_days
    if trial:
        text = plural(trial, _(" Essai d'{n} jour."), _(" Essai de {n} jours."))
        said.append(
            Words(text.format(n=_("un") if trial == 1 else number(trial)), "ink", sheet.field("terms", "trial_days"))
        )
    return (tuple(said),)


def _payment(sheet: QuoteSheet, clauses: list[Clause]) -> tuple[Said, ...]:
    """Return the deposit as an amount, then the texts on payment."""
    terms = sheet.quote.terms
    said: list[Said] = []
    if has_deposit(terms):
        text = _("Acompte à la commande : {amount}.").format(amount=amount_words(sheet.deposit))
        said.append((Words(text, "ink", sheet.field("terms", "deposit_percent")),))
    else:
        said.append((Words(_("Pas d'acompte."), "ink", sheet.field("terms", "deposit_percent")),))
    said += (paragraph for clause in clauses for paragraph in _said(sheet, clause))
    return tuple(said)


# Renewal ----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _wordings() -> Mapping[Renewal, Mapping[str, str]]:
    """Return the wordings of `resources/legal/renewal.json`, which are dated there."""
    table = json.loads(resources.path("legal", "renewal.json").read_text("utf-8"))
    return {Renewal(item["kind"]): item for item in table["renewals"]}


def renewal_words(sheet: QuoteSheet) -> Said:
    """Return how the contract goes on or ends, the day that matters apart."""
    quote, dates = sheet.quote, _dates(sheet)
    wording, address = _wordings()[quote.terms.renewal], sheet.field("terms", "renewal")
    said = {"length": months(quote.choice.months)}
    if dates is None:
        notice = quote.terms.notice_months
        last = wording["last_undated" if notice else "last_at_end"].format(notice=months(notice or 1), **said)
        template = wording["undated"]
    else:
        is_tacit = quote.terms.renewal == Renewal.TACIT
        last = wording["last"].format(day=day(dates.last_refusal_day if is_tacit else dates.end))
        said |= {"notice_from": day(dates.notice_from), "notice_to": day(dates.notice_to)}
        template = wording["dated"]
    before, _last, after = template.partition("{last}")
    return (
        Words(before.format(**said), "ink", address),
        Words(last, "strong", sheet.field("terms", "notice_months")),
        Words(after.format(**said), "ink", address),
    )


def _renewal(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    if not sheet.is_recurring:
        return []
    title = Words(_("Renouvellement"))
    lines = said_lines(
        on, renewal_words(sheet), width=on.body.inner - 2 * _FRAME_PAD, size=PROSE, leading=PROSE_LEADING
    )
    height = lines.height + 2 * _FRAME_PAD
    side = side_lines(on, title)

    def paint(painter: Painter, top: float) -> None:
        painter.bookmark(typeset(title.text), 1, top)
        paint_frame(painter, on.body.margin, top, on.body.inner, height, _FRAME, on.palette.accent_text)
        paint_lines(painter, side, on.of.margin, top + _FRAME_PAD)
        paint_lines(painter, lines, on.body.margin + _FRAME_PAD, top + _FRAME_PAD)

    return [Piece(height, paint, before=on.of.space(7))]
