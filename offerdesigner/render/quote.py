"""The quote: what one client is offered, line by line, what it costs, on which conditions, and where to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote
from offerdesigner.render import tariff_sheet
from offerdesigner.render.document import Document
from offerdesigner.render.flow import paint_pieces, total_height
from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.missing import paint_list
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_choices import option_strips, variant_strips
from offerdesigner.render.quote_head import head_pieces, identity, reminder_piece
from offerdesigner.render.quote_offer import offer_strips
from offerdesigner.render.quote_pages import Sharing, Strip, joined, one_by_one
from offerdesigner.render.quote_parts import GAP, LARGEST_SAVING, SPACINGS, Paper, paper
from offerdesigner.render.quote_rows import lines_of
from offerdesigner.render.quote_sheet import QuoteSheet, sheet_of
from offerdesigner.render.quote_sign import deposit_strips, sign_strip
from offerdesigner.render.quote_sums import invoice_strips, total_strip
from offerdesigner.render.quote_table import GroupTable, columns_of
from offerdesigner.render.quote_terms import term_strips
from offerdesigner.render.style import INK_2, MM, RULE, Palette, Style
from offerdesigner.render.tariff_measures import plain
from offerdesigner.render.tariff_table import HAIRLINE, Lines, paint_lines, set_lines, set_words, to_right
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _, day, typeset

_MOST_FOLIO = 60 * MM
_FOOT_GAP, _EDGE = 2.6 * MM, 8 * MM
"""From the rule of the foot to its words, and from them to the end of the page."""


def draw(
    project: Project,
    quote_id: Id | None = None,
    *,
    layout: Literal["auto", "portrait", "landscape"] = "auto",
    today: date,
) -> Document:
    """Draw a quote (the first of the list without one) on A4 upright whatever the `layout`, on the day `today`.

    Without a line to print, it says on one page what is missing. The tariff sheet follows where the quote joins it;
    with one that was sent, on that day alone, as it may change later: where it is left out, a finding says so.
    Raises `KeyError` when there is no such quote.
    """
    quote = _quote(project, quote_id)
    sheet = None if quote is None else sheet_of(project, quote, today)
    if sheet is None or not any(lines_of(tuple(sheet.rows.entries))):
        return _missing_document(project, sheet)
    return laid_out(sheet).document()


def laid_out(sheet: QuoteSheet) -> QuotePlan:
    """Lay out a quote, with narrower spaces where that saves a page."""
    plan = QuotePlan(sheet)
    if plan.excess > LARGEST_SAVING:
        return plan
    # Less narrow spaces are tried first only where they may do: every attempt sets the whole quote again.
    enough = SPACINGS if plan.excess <= LARGEST_SAVING / 2 else SPACINGS[1:]
    attempts = (QuotePlan(sheet, spacing) for spacing in enough)
    return next((attempt for attempt in attempts if len(attempt.pages) < len(plan.pages)), plan)


def _quote(project: Project, quote_id: Id | None) -> Quote | None:
    if quote_id is None:
        return next(iter(project.quotes), None)
    found = project.find("quotes", quote_id)
    assert isinstance(found, Quote)
    return found


# Nothing to print -------------------------------------------------------------------------


def _missing_document(project: Project, sheet: QuoteSheet | None) -> Document:
    palette = Palette.of(project.structure.brand.accent)
    author = project.structure.name or _("Sans nom")
    painter = Painter(title=typeset(_("Devis")), author=author, subject=_("Devis"))
    intro = _("Il se dessine ici à mesure que vous écrivez. Il manque encore :")
    paint_list(painter, palette, _("Devis"), _("Votre devis"), intro, _missing(project, sheet))
    return painter.finish()


def _missing(project: Project, sheet: QuoteSheet | None) -> Iterator[tuple[str, str, str]]:
    if not project.structure.name:
        yield _("Le nom de votre structure"), _("pour que l'on sache qui propose"), "structure/name"
    if sheet is None:
        yield _("Un devis"), _("pour qui, quelle offre, quelles conditions"), "quotes"
        return
    if sheet.quote.client is None:
        yield _("Un client"), _("à qui le devis s'adresse"), sheet.field("client")
    if not sheet.quote.purpose:
        yield _("Un objet"), _("ce que le client demande, en une phrase"), sheet.field("purpose")
    yield _("Une offre ou une ligne"), _("ce que vous proposez, et son prix"), sheet.field("choice", "offer")


# Pages ------------------------------------------------------------------------------------


class QuotePlan:
    """A quote laid out: its pages, ready to paint as often as one wants."""

    def __init__(self, sheet: QuoteSheet, spacing: float = 1) -> None:
        self._sheet = sheet
        self._on = paper(Palette.of(sheet.content.seller.brand.accent), spacing)
        self._folio_width = drawn_width(self._folio(88, 88), Style(size=self._on.of.foot))
        self._folio_width = min(self._folio_width, _MOST_FOLIO) + GAP
        self._foot = _foot(self._on, sheet, self._on.of.inner - self._folio_width)
        of = self._on.of
        self._bottom = of.height - _EDGE - self._foot.height - _FOOT_GAP - 4 * MM
        self.pages = Sharing(self._bottom - of.top, [reminder_piece(self._on, sheet)]).fill(self._strips())

    @property
    def excess(self) -> float:
        """The part of what is printed (0 to 1) that a page less would not hold."""
        printed = sum(total_height(pieces) for pieces in self.pages)
        return 1 - (len(self.pages) - 1) * (self._bottom - self._on.of.top) / printed if printed else 1

    def _strips(self) -> list[Strip]:
        on, sheet = self._on, self._sheet
        strips = one_by_one(head_pieces(on, sheet))
        tables: list[Strip] = []
        columns = columns_of(on, sheet, [entry for group in sheet.rows.groups for entry in group.entries])
        for place, group in enumerate(sheet.rows.groups):
            tables += GroupTable(on, sheet, group, columns, is_first=not place).strips()
        strips += [*tables, total_strip(on, sheet)]
        after = [
            *offer_strips(on, sheet),
            *invoice_strips(on, sheet),
            *variant_strips(on, sheet),
            *option_strips(on, sheet),
        ]
        after += [*term_strips(on, sheet), *deposit_strips(on, sheet)]
        if sheet.rows.turns_after and after:
            after[0] = replace(after[0], turns=True)
        return [*strips, *_signed(after, sign_strip(on, sheet))]

    def document(self) -> Document:
        """Paint the pages, then the tariff sheet where the quote joins it."""
        sheet = self._sheet
        seller = sheet.content.seller.name or _("Sans nom")
        painter = Painter(title=typeset(sheet.named), author=seller, subject=sheet.quote.purpose or sheet.title)
        self.paint(painter)
        if sheet.quote.attaches_tariff:
            self._attach(painter)
        return painter.finish()

    def paint(self, painter: Painter) -> None:
        """Paint every page of the quote itself."""
        of = self._on.of
        for index, pieces in enumerate(self.pages):
            painter.begin_page(of.width, of.height)
            if not index:
                painter.bookmark(typeset(self._sheet.named), 0, of.top)
            paint_pieces(painter, pieces, of.top, self._bottom)
            self._paint_foot(painter, index + 1)

    def _paint_foot(self, painter: Painter, number: int) -> None:
        of = self._on.of
        top = of.height - _EDGE - self._foot.height
        painter.rule(of.margin, top - _FOOT_GAP, of.inner, HAIRLINE, RULE)
        paint_lines(painter, self._foot, of.margin, top)
        style = Style(size=of.foot, colour=INK_2)
        folio = plain(Words(self._folio(number, len(self.pages))), style)
        said = set_lines([folio], self._folio_width, 1.25)
        paint_lines(painter, to_right(said, of.inner), of.margin, top)

    def _folio(self, number: int, count: int) -> str:
        return _("{named} · page {n} sur {count}").format(named=self._sheet.named, n=number, count=count)

    def _attach(self, painter: Painter) -> None:
        """Paint the tariff sheet of the range that the offer is of (of all of them without one), and its day."""
        sheet = self._sheet
        project, offer_id = sheet.project, sheet.quote.choice.offer
        range_id = next((offer.range for offer in project.offers if offer.id == offer_id), None)
        if (offer_id is not None and range_id is None) or not _says_what_was_sent(sheet):
            painter.report(Finding("tariff_sheet_left_out", sheet.field("attaches_tariff")))
            return
        joined_to = _("Jointe au devis : tarifs au {day}")
        if sheet.named != sheet.title:
            joined_to = _("Jointe au {named} : tarifs au {day}")
        named = f"{sheet.named[:1].lower()}{sheet.named[1:]}"
        said = joined_to.format(named=named, day=day(sheet.today))
        for plans in tariff_sheet.planned(project, range_id, "auto", Palette.of(project.structure.brand.accent)):
            tariff_sheet.paint(painter, plans, said)


def _says_what_was_sent(sheet: QuoteSheet) -> bool:
    """Tell whether the tariff sheet of today is the one that goes with the quote."""
    return sheet.is_draft or any(step.on == sheet.today for step in sheet.quote.steps[:1])


def _signed(strips: list[Strip], signatures: Strip) -> list[Strip]:
    """Return strips and the boxes to sign in, which a page never bears alone where the text above is short."""
    is_short = bool(strips) and sum(piece.height for piece in strips[-1].pieces) < 60 * MM
    return joined(strips, [signatures]) if is_short else [*strips, signatures]


def _foot(on: Paper, sheet: QuoteSheet, width: float) -> Lines:
    """Set the legal foot: who sells, under which form and numbers."""
    seller = sheet.content.seller
    town = f"{seller.contact.postcode}{NBSP}{seller.contact.town}".strip(NBSP)
    where = ", ".join(part for part in (seller.contact.street, town) if part)
    parts: list[Said] = [(Words(seller.name, "ink", sheet.party("structure", "name")),)] if seller.name else []
    if seller.legal_form:
        parts.append((Words(seller.legal_form, "ink", sheet.party("structure", "legal_form")),))
    if where:
        parts.append((Words(where, "ink", sheet.party("structure", "contact", "street")),))
    numbers = identity(sheet, "structure", seller.identifiers)
    parts += [numbers] if numbers else []
    said: list[Words] = []
    for part in parts:
        said += [Words(" · "), *part] if said else part
    soft = tuple(replace(words, role="note") for words in said)
    return set_words((soft,), width, on.of.foot, on.of.foot, leading=1.25)
