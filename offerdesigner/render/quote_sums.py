"""What a quote comes to: the first year and the next ones, the deposit, and who invoices what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.pricing.quote_deposit import has_deposit
from offerdesigner.pricing.quote_term import is_short, whole_term, year_figures
from offerdesigner.pricing.quote_totals import YEAR, CadenceTotal, QuoteTotals, totals
from offerdesigner.pricing.quote_words import amount_words, cadence_words
from offerdesigner.render.flow import Piece
from offerdesigner.render.quote_head import brief_figures, identity
from offerdesigner.render.quote_pages import Strip
from offerdesigner.render.quote_parts import (
    GAP,
    Paper,
    bar_piece,
    figure_style,
    fitting,
    said_lines,
    side_piece,
)
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.style import INK, MM, RULE
from offerdesigner.render.tariff_table import HAIRLINE, STRONG_RULE, Look, SetCell, cells_pieces
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NNBSP, _, number

_SIZES = (14.5, 13, 11.5, 10)
_YEAR_WIDTH = 44 * MM


def figure_row(on: Paper, said: tuple[Said, ...], *figures: tuple[str, float], look: Look) -> list[Piece]:
    """Return a row of totals: its name and what is said of it, then each figure (text, where it ends)."""
    rights = [right for _text, right in figures]
    first = min((right - 34 * MM for right in rights), default=on.right)
    lefts = [first, *rights[:-1]]
    cells = []
    for (text, right), left in zip(figures, lefts, strict=True):
        lines = fitting(Words(text), figure_style(14.5), right - left - GAP, _SIZES)
        cells.append(SetCell(right - lines.lines[0][0].width, lines))
    free = min((cell.x for cell in cells), default=on.right) - on.body.margin - GAP
    return cells_pieces([SetCell(on.body.margin, said_lines(on, *said, width=free)), *cells], on.body, look)


def total_strip(on: Paper, sheet: QuoteSheet) -> Strip:
    """Return the totals, which no page break parts: each year, the deposit, and what is said of VAT."""
    title = _("En tout")
    pieces = [bar_piece(on, on.of.space(9)), side_piece(on, title, title, down=2.2 * MM)]
    for place, (label, amount) in enumerate(brief_figures(sheet)):
        look = Look(rule=HAIRLINE if place else 0, rule_colour=RULE, pad=on.row_pad, pad_bottom=on.of.space(1))
        detail = "" if place else _how(sheet.totals, sheet.quote.choice.months)
        said = _named(Words(label, "name"), detail)
        pieces += figure_row(on, said, (amount_words(amount), on.right), look=look)
    pieces += [*_whole_pieces(on, sheet), *_deposit_pieces(on, sheet)]
    notes = said_lines(on, *vat_notes(sheet), width=on.body.inner)
    pieces += cells_pieces([SetCell(on.body.margin, notes)], on.body, Look(rule=0, pad=on.of.space(5)))
    return Strip((*(replace(piece, keeps=True) for piece in pieces[:-1]), pieces[-1]))


def _whole_pieces(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    """Return what a commitment longer than a year comes to, and how."""
    look = Look(rule=HAIRLINE, rule_colour=RULE, pad=on.row_pad, pad_bottom=on.of.space(1))
    pieces: list[Piece] = []
    for label, amount in whole_term(sheet.quote, sheet.totals):
        length = sheet.quote.choice.months
        detail = " + ".join(_times(cadence, cadence.times(length)) for cadence in sheet.totals.cadences)
        said = _named(Words(label + sheet.taxed, "name"), detail)
        pieces += figure_row(on, said, (amount_words(amount), on.right), look=look)
    return pieces


def _times(cadence: CadenceTotal, times: int) -> str:
    gross = amount_words(cadence.gross)
    if cadence.period_months is None:
        return _("{amount} une seule fois").format(amount=gross)
    return gross if times == 1 else _("{n} × {amount}").format(n=times, amount=gross)


def _named(label: Words, detail: str) -> tuple[Said, ...]:
    return ((label,), (Words(detail, "note"),)) if detail else ((label,),)


def _how(told: QuoteTotals, months: int) -> str:
    """Say how the first year, or a shorter contract of so many `months`, comes about; nothing where that is plain.

    « 360,00 € une seule fois + 12 × 25,00 € ».
    """
    if any(cadence.gross is None for cadence in told.cadences):
        return ""
    if len(told.cadences) < 2 and all(cadence.period_months in (None, YEAR) for cadence in told.cadences):
        return ""
    return " + ".join(_part(cadence, months) for cadence in told.cadences)


def _part(cadence: CadenceTotal, months: int) -> str:
    period, length = cadence.period_months, min(months, YEAR)
    if period is None or length < YEAR or not length % period:
        return _times(cadence, cadence.times(length))
    said = _("{amount} par an (soit {gross} {cadence})")
    gross = amount_words(cadence.gross)
    return said.format(amount=amount_words(cadence.yearly), gross=gross, cadence=cadence_words(period))


# Deposit ----------------------------------------------------------------------------------


def _deposit_pieces(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    terms = sheet.quote.terms
    if not has_deposit(terms):
        return []
    detail, address = "", sheet.field("terms", "deposit_amount")
    if terms.deposit_amount is None and terms.deposit_percent is not None:
        said = _("{percent} du prix du contrat") if is_short(sheet.quote) else _("{percent} de la première année")
        detail = said.format(percent=f"{number(terms.deposit_percent)}{NNBSP}%")
        address = sheet.field("terms", "deposit_percent")
    label = Words(_("Acompte à la commande"), "name", address)
    look = Look(rule=HAIRLINE, rule_colour=RULE, pad=on.row_pad, pad_bottom=on.of.space(1))
    shown = amount_words(sheet.deposit)
    return figure_row(on, _named(label, detail), (shown, on.right), look=look)


# VAT, and who invoices --------------------------------------------------------------------


def vat_notes(sheet: QuoteSheet) -> Iterator[Said]:
    """Yield what is said of VAT under the totals, in the words of each who delivers."""
    said = _("Prix en euros, toutes taxes comprises.") if sheet.charges_vat else _("Prix nets, toutes taxes comprises.")
    if sheet.is_shared:
        yield (Words(said, "note"),)
        for provider in sheet.providers:
            vat = sheet.structure(provider).vat
            mention = vat.mention or (_("TVA facturée, comme ci-dessus") if vat.rate else "")
            if mention:
                name = Words(f"{sheet.name_of(provider)}{_(' : ')}", "note")
                yield name, Words(_sentence(mention), "note", _mention(sheet, provider))
        return
    [provider] = sheet.providers
    mention = sheet.structure(provider).vat.mention
    more = (Words(f" {_sentence(mention)}", "note", _mention(sheet, provider)),) if mention else ()
    yield (Words(said, "note"), *more)


def _mention(sheet: QuoteSheet, provider: Id | None) -> Address:
    root = "structure" if provider is None else at("partners", provider)
    return sheet.party(root, "vat", "mention")


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text.rstrip()}."


def invoice_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return who invoices what, where several structures deliver."""
    if not sheet.is_shared:
        return []
    title = _("Qui facture quoi")
    heads, rights = years_heads(on, sheet)
    pieces = [replace(side_piece(on, title, title, down=6.5 * MM), before=on.of.space(9)), heads]
    strips: list[Strip] = []
    for place, provider in enumerate(sheet.providers):
        told = totals(sheet.content, provider=provider)
        root = "structure" if provider is None else at("partners", provider)
        label = (Words(sheet.name_of(provider), "name", sheet.party(root, "name")), *_known_as(sheet, provider, root))
        figures = year_amounts(sheet, told, rights)
        look = Look(
            rule=HAIRLINE if place else STRONG_RULE,
            rule_colour=RULE if place else INK,
            pad=on.row_pad,
            pad_bottom=1 * MM,
        )
        pieces += figure_row(on, (label, (Words(_due(told), "note"),)), *figures, look=look)
        strips.append(Strip(tuple(pieces)))
        pieces = []
    return strips


def _known_as(sheet: QuoteSheet, provider: Id | None, root: Address) -> Said:
    """Return the form and the numbers of who invoices; ours stand at the top of the quote."""
    structure = sheet.structure(provider)
    numbers = identity(sheet, root, structure.identifiers)
    form = (Words(structure.legal_form, "note", sheet.party(root, "legal_form")),) if structure.legal_form else ()
    between = Words(" · ", "note")
    said = [words for part in (form, numbers) if part for words in (between, *part)]
    return () if provider is None else tuple(replace(words, role="note") for words in said)


def _due(told: QuoteTotals) -> str:
    """Say what is due at each cadence: « 120,00 € une seule fois · 25,00 € chaque mois »."""
    return " · ".join(
        f"{amount_words(cadence.gross)} {cadence_words(cadence.period_months)}" for cadence in told.cadences
    )


def years_heads(on: Paper, sheet: QuoteSheet) -> tuple[Piece, tuple[float, ...]]:
    """Return the heads of totals by year, TTC, and where each column ends."""
    named = [label for label, _amount in year_figures(sheet.quote, sheet.totals)]
    rights = (on.right - _YEAR_WIDTH, on.right)[-len(named) :]
    cells = []
    for label, right in zip(named, rights, strict=True):
        lines = said_lines(on, (Words(label + sheet.taxed, "note"),), width=on.body.inner)
        cells.append(SetCell(right - lines.lines[0][0].width, lines))
    [piece] = cells_pieces(cells, on.body, Look(rule=0, pad=1.6 * MM))
    return replace(piece, keeps=True), rights


def year_amounts(sheet: QuoteSheet, told: QuoteTotals, rights: Sequence[float]) -> list[tuple[str, float]]:
    """Return the totals `told` by year, each with where it ends."""
    amounts = (amount for _label, amount in year_figures(sheet.quote, told))
    return [(amount_words(amount), right) for amount, right in zip(amounts, rights, strict=True)]
