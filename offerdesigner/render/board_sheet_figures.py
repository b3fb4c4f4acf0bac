"""The figures of a decision sheet in large type: the first year, each next one, what that is for each member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.model.address import Address, at
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_term import goes_on, owed
from offerdesigner.pricing.quote_totals import YEAR
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.render.quote_head import brief_figures
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.text import _, number, plural

_SMALLEST = Decimal("0.01")
_UNKNOWN = _("une partie du prix reste à chiffrer")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in large type: what it is above, where it comes from below."""

    label: str
    shown: str
    detail: str
    address: Address


def figures_of(sheet: QuoteSheet) -> list[Figure]:
    """Return what it costs, the first year then each year, and what that is for each member, or each month."""
    address = sheet.field("choice", "offer")
    if sheet.totals.first_year is None and sheet.totals.next_year is None:
        return [Figure(_("Ce que cela coûte"), amount_words(None), _UNKNOWN, address)]
    told = brief_figures(sheet)
    is_whole = sheet.is_recurring and not goes_on(sheet.quote)
    details = [_once_words(sheet), _taxes(sheet)] if len(told) > 1 or is_whole else [_taxes(sheet)]
    figures = [
        Figure(label.removesuffix(_(", TTC")), amount_words(amount), _UNKNOWN if amount is None else detail, address)
        for (label, amount), detail in zip(told, details, strict=False)
    ]
    return [*figures, *_shared_out(sheet)]


def _taxes(sheet: QuoteSheet) -> str:
    return _("toutes taxes comprises") if sheet.charges_vat else _("prix nets, toutes taxes comprises")


def _once_words(sheet: QuoteSheet) -> str:
    once = sheet.cadence(None)
    if once is None or not once.gross:
        return _taxes(sheet) if once is None else ""
    return _("dont {amount} une seule fois, pour démarrer").format(amount=amount_words(once.gross))


def _shared_out(sheet: QuoteSheet) -> Iterator[Figure]:
    first, each = sheet.totals.first_year, sheet.totals.next_year
    is_yearly = sheet.is_recurring and goes_on(sheet.quote)
    amount = each if is_yearly else owed(sheet.quote, sheet.totals)
    if amount is None or first is None or amount <= 0:
        return
    count, member, counted, address = _headcount(sheet)
    if not count:
        if sheet.is_recurring:
            told = _("en moyenne, une fois la mise en place payée") if is_yearly and first != each else _("en moyenne")
            length = YEAR if is_yearly else sheet.quote.choice.months
            yield Figure(_("Soit, par mois"), _share(amount, length), told, sheet.field("choice", "offer"))
        return
    detail = _("pour {counted}").format(counted=counted)
    if not is_yearly:
        yield Figure(_("Soit, par {member}").format(member=member), _share(amount, count), detail, address)
        return
    detail = _("{detail}, soit {amount} par mois").format(detail=detail, amount=_share(amount, YEAR * count))
    if first != each:
        detail = _("{detail} ({amount} la première année)").format(detail=detail, amount=_share(first, count))
    yield Figure(_("Soit, par {member} et par an").format(member=member), _share(amount, count), detail, address)


def _headcount(sheet: QuoteSheet) -> tuple[int, str, str, Address]:
    """Return how many pay for it in the end, what they are, in words, and where that is told."""
    board, client = sheet.quote.board, sheet.content.client
    members, address = board.members, sheet.field("board", "members")
    if members is None and client.members:
        members, address = client.members, sheet.party(at("clients", client.id), "members")
    if members:
        words = plural(members, _("{n} adhérent"), _("{n} adhérents"))
        return members, _("adhérent"), words.format(n=number(members)), address
    people = client.people or 0
    words = plural(people, _("{n} personne"), _("{n} personnes"))
    return people, _("personne"), words.format(n=number(people)), sheet.party(at("clients", client.id), "people")


def _share(amount: Decimal, parts: int) -> str:
    share = to_cents(amount / parts)
    return amount_words(share) if share else _("moins de {amount}").format(amount=amount_words(_SMALLEST))
