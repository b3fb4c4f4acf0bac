"""The top of a quote: who makes it, its number and its dates, between whom, what for, and what it costs in brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from offerdesigner.model.address import Address, at
from offerdesigner.model.quote_life import reference, replaced_by, valid_until
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.pricing.quote_term import goes_on, is_short, year_figures
from offerdesigner.pricing.quote_totals import YEAR
from offerdesigner.pricing.quote_words import amount_words, cadence_title, kind_words
from offerdesigner.render import pictures
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_parts import (
    GAP,
    PROSE,
    PROSE_LEADING,
    TRACKING,
    Paper,
    figure_style,
    fitting,
    said_lines,
    side_lines,
)
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.style import BLACK, DISPLAY, INK, MM, Style
from offerdesigner.render.tariff_head import LOGO_HEIGHT, LOGO_WIDTH, MARK_GAP, logo_of
from offerdesigner.render.tariff_measures import HOST_STYLE, plain
from offerdesigner.render.tariff_table import (
    OUTSET,
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    paint_lines,
    set_lines,
    to_right,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _, day, plural

_TITLE_SIZES = (31, 20)
_HOST_WIDTH = 84 * MM
_NUMBER_WIDTH, _DATES = 28 * MM, 83 * MM
_FOLLOWED_WIDTH = 42 * MM
_SECOND = 123.5 * MM
"""Where the second of two columns starts."""
_FIGURE_SIZES = (23, 19, 16, 13, 10)


def head_pieces(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    """Return all that stands above the lines of a quote."""
    pieces = [_host_piece(on, sheet), *_title_pieces(on, sheet), *_parties(on, sheet), *_purpose(on, sheet)]
    return [*pieces, _brief_piece(on, sheet)]


# Who makes it -----------------------------------------------------------------------------


def _host_piece(on: Paper, sheet: QuoteSheet) -> Piece:
    """Return the name and the logo of who makes the quote, and how to reach them."""
    of = sheet.content.seller.contact
    root = at("structure", "contact")
    said = [
        Words(shown.replace(" ", NBSP), "soft", sheet.party(root, name))
        for name, shown in (("phone", of.phone), ("email", of.email))
        if shown
    ]
    parts: Said = (said[0], Words(" · ", "break"), said[1]) if len(said) > 1 else tuple(said)
    contact = said_lines(on, parts, width=on.of.inner - _HOST_WIDTH - GAP) if parts else Lines(())
    contact = to_right(contact, on.of.inner)
    host = Host(on, sheet, 14)
    height = max(9 * MM, host.height, contact.height)

    def paint(painter: Painter, top: float) -> None:
        host.paint(painter, top, height)
        paint_lines(painter, contact, on.of.margin, top + (height - contact.height) / 2 + 0.6 * MM)

    return Piece(height, paint)


class Host:
    """The mark (or the logo) and the name of the seller, set in a line as high as it takes."""

    def __init__(self, on: Paper, sheet: QuoteSheet, size: float) -> None:
        seller = sheet.content.seller
        self._palette, self._x = on.palette, on.of.margin
        self._logo, self._misfit = logo_of(seller, sheet.project.pictures)
        self._address = sheet.party("structure", "brand", "logo")
        self._scale = size / 14
        self._mark = min(LOGO_WIDTH, LOGO_HEIGHT * self._logo.ratio) if self._logo else pictures.MARK_WIDTH
        self._mark *= self._scale if self._logo else 1
        name = Words(sheet.name_of(None), "ink", sheet.party("structure", "name"))
        width = _HOST_WIDTH - self._mark - MARK_GAP
        for smaller in (size, size - 2, size - 4):
            self._name = set_lines([plain(name, HOST_STYLE.sized(smaller))], width, 1.05, balanced=True)
            if len(self._name.lines) == 1:
                break

    @property
    def height(self) -> float:
        """The height of mark and name."""
        return max(LOGO_HEIGHT * self._scale, self._name.height)

    @property
    def width(self) -> float:
        """The width of mark and name."""
        return self._mark + MARK_GAP + max(line.width for line, _high, _size in self._name.lines)

    def paint(self, painter: Painter, top: float, height: float, x: float | None = None) -> None:
        """Paint in a line of this height, the name in its middle, from `x` (from the margin without it)."""
        middle = top + height / 2
        left = self._x if x is None else x
        if self._misfit is not None:
            painter.report(self._misfit)
        if self._logo is not None:
            high = self._mark / self._logo.ratio
            painter.picture(self._logo.image, left, middle - high / 2, self._mark, high)
            painter.add_place(left, middle - high / 2, self._mark, high, self._address)
        else:
            pictures.draw_mark(painter, left, middle + 0.33 * 14 * self._scale + 0.5 * MM, self._palette.accent_text)
        paint_lines(painter, self._name, left + self._mark + MARK_GAP, middle - self._name.height / 2)


def reminder_piece(on: Paper, sheet: QuoteSheet) -> Piece:
    """Return whose quote it is and its number, at the top of each next page."""
    host = Host(on, sheet, 11)
    named = Words(sheet.named, "ink", sheet.field("number"))
    shown = set_lines([plain(named, Style(DISPLAY, 11, INK))], on.of.inner - _HOST_WIDTH - GAP, 1.15)
    shown = to_right(shown, on.of.inner)
    height = max(8 * MM, host.height, shown.height)

    def paint(painter: Painter, top: float) -> None:
        host.paint(painter, top, height)
        paint_lines(painter, shown, on.of.margin, top + (height - shown.height) / 2)

    return Piece(height + 8 * MM, paint, keeps=True)


# Number and dates -------------------------------------------------------------------------


def _title_pieces(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    """Return the title, then the number, the dates and who follows it, side by side."""
    size = _TITLE_SIZES[sheet.is_draft]
    style = Style(BLACK, size, INK, TRACKING)
    title = set_lines([plain(Words(sheet.title), style)], on.of.label, 0.95, balanced=True)
    columns = [
        (on.body.margin, said_lines(on, *_number(sheet), width=_NUMBER_WIDTH - GAP, leading=1.3)),
        (_DATES, said_lines(on, *_dates(sheet), width=on.right - _FOLLOWED_WIDTH - _DATES - GAP, leading=1.3)),
    ]
    person = sheet.content.seller.contact.person
    if person:
        address = sheet.party("structure", "contact", "person")
        said: tuple[Said, ...] = ((Words(_("Suivi par"), "soft"),), (Words(person, "strong", address),))
        lines = to_right(said_lines(on, *said, width=_FOLLOWED_WIDTH, leading=1.3), _FOLLOWED_WIDTH)
        columns.append((on.right - _FOLLOWED_WIDTH, lines))
    height = max(title.height, *(lines.height for _x, lines in columns))

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, title, on.of.margin, top + (0.6 if sheet.is_draft else -0.4) * MM)
        for x, lines in columns:
            paint_lines(painter, lines, x, top)

    return [Piece(height, paint, before=on.of.space(9)), *_former_pieces(on, sheet)]


def _former_pieces(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    """Return which version this one takes the place of, in a line under its number."""
    former = replaced_by(sheet.project, sheet.quote)
    if former is None:
        return []
    said = _("Remplace le devis {reference}").format(reference=reference(former))
    if former.dated is not None:
        said = _("Remplace le devis {reference} du {day}").format(reference=reference(former), day=day(former.dated))
    lines = said_lines(on, (Words(said, "soft", sheet.field("number")),), width=on.body.inner, leading=1.3)
    return cells_pieces([SetCell(on.body.margin, lines)], on.body, Look(rule=0, pad=0, pad_top=1 * MM))


def _number(sheet: QuoteSheet) -> Iterator[Said]:
    yield (Words(_("Numéro"), "soft"),)
    said = reference(sheet.quote)
    if said:
        yield (Words(said, "strong", sheet.field("number")),)
    else:
        yield (Words(_("donné à l'envoi"), "soft", sheet.field("number")),)


def _dates(sheet: QuoteSheet) -> Iterator[Said]:
    quote, address = sheet.quote, sheet.field("dated")
    if quote.dated is None:
        yield (Words(_("Devis gratuit, daté à l'envoi"), "soft", address),)
    else:
        yield (Words(_("Devis gratuit, émis le {day}").format(day=day(quote.dated)), "soft", address),)
    yield (Words(_validity(valid_until(quote), quote.valid_days), "strong", sheet.field("valid_days")),)


def _validity(last: date | None, days: int) -> str:
    if last is not None:
        return _("Valable jusqu'au {day} inclus").format(day=day(last))
    if not days:
        return _("Valable le jour de sa date")
    return plural(days, _("Valable {n} jour après sa date"), _("Valable {n} jours après sa date")).format(n=days)


# Between whom, what for -------------------------------------------------------------------


def _parties(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    left = said_lines(on, *_seller(sheet), width=_SECOND - on.body.margin - GAP, size=PROSE, leading=PROSE_LEADING)
    right = said_lines(on, *_client(sheet), width=on.right - _SECOND, size=PROSE, leading=PROSE_LEADING)
    cells = [
        SetCell(on.of.margin, side_lines(on, Words(_("Entre")))),
        SetCell(on.body.margin, left),
        SetCell(_SECOND, right),
    ]
    first, *more = cells_pieces(cells, on.of, Look(rule=0, pad=0))
    return [replace(first, before=on.of.space(8)), *more]


def _seller(sheet: QuoteSheet) -> Iterator[Said]:
    seller = sheet.content.seller
    yield (Words(sheet.name_of(None), "strong", sheet.party("structure", "name")),)
    if seller.legal_form:
        yield (Words(seller.legal_form, "ink", sheet.party("structure", "legal_form")),)
    yield from _where(sheet, "structure", seller.contact, seller.identifiers)


def _client(sheet: QuoteSheet) -> Iterator[Said]:
    client = sheet.content.client
    if sheet.is_draft and sheet.quote.client is None:
        yield (Words(_("Client à préciser"), "strong", sheet.field("client")),)
        return
    root = at("clients", client.id)
    name = Words(client.name or _("Nom du client"), "strong", sheet.party(root, "name"))
    kind = kind_words(client.kind)
    yield (name, Words(f" · {kind}", "soft", sheet.party(root, "kind"))) if kind else (name,)
    person, capacity = client.contact.person, client.capacity
    if person or capacity:
        whom = _("À l'attention de {person}").format(person=person) if person else _("À l'attention de")
        said = [Words(whom, "ink", sheet.party(root, "contact", "person"))]
        if capacity:
            said.append(Words(f", {capacity}" if person else f" {capacity}", "ink", sheet.party(root, "capacity")))
        yield tuple(said)
    yield from _where(sheet, root, client.contact, client.identifiers)


def _where(sheet: QuoteSheet, root: Address, contact: Contact, numbers: Identifiers) -> Iterator[Said]:
    if contact.street:
        yield (Words(contact.street, "ink", sheet.party(root, "contact", "street")),)
    town = f"{contact.postcode}{NBSP}{contact.town}".strip(NBSP)
    if town:
        yield (Words(town, "ink", sheet.party(root, "contact", "town" if contact.town else "postcode")),)
    said = identity(sheet, root, numbers)
    if said:
        yield said


def identity(sheet: QuoteSheet, root: Address, numbers: Identifiers) -> Said:
    """Return the official numbers of a party in one paragraph."""
    said: list[Words] = []
    for label, field in ((_("RNA"), "rna"), (_("SIRET"), "siret"), (_("SIREN"), "siren"), (_("TVA"), "vat_number")):
        typed = getattr(numbers, field)
        if typed and not (field == "siren" and numbers.siret):
            said += [Words(" · ", "break")] if said else []
            said.append(
                Words(f"{label}{NBSP}{typed.replace(' ', NBSP)}", "ink", sheet.party(root, "identifiers", field))
            )
    return tuple(said)


def _purpose(on: Paper, sheet: QuoteSheet) -> list[Piece]:
    purpose = sheet.quote.purpose
    said = (Words(purpose, "ink", sheet.field("purpose")),)
    if not purpose:
        said = (Words(_("Objet à préciser"), "soft", sheet.field("purpose")),)
    lines = said_lines(on, said, width=on.body.inner, size=on.of.lead, leading=1.3)
    cells = [SetCell(on.of.margin, side_lines(on, Words(_("Pour")))), SetCell(on.body.margin, lines)]
    first, *more = cells_pieces(cells, on.of, Look(rule=0, pad=0))
    return [replace(first, before=on.of.space(6.5)), *more]


# In brief ---------------------------------------------------------------------------------


def brief_figures(sheet: QuoteSheet) -> list[tuple[str, Decimal | None]]:
    """Return the one or two figures that say what the quote costs, TTC, each with its name."""
    totals, taxed = sheet.totals, sheet.taxed
    if all(cadence.period_months is None for cadence in totals.cadences):
        return [(cadence_title(None) + taxed, totals.first_year)]
    is_even = totals.first_year == totals.next_year and totals.first_year is not None
    if is_even and goes_on(sheet.quote) and not is_short(sheet.quote):
        return [(cadence_title(YEAR) + taxed, totals.next_year)]
    return [(label + taxed, amount) for label, amount in year_figures(sheet.quote, totals)]


def _brief_piece(on: Paper, sheet: QuoteSheet) -> Piece:
    """Return what it costs, in large figures on a tinted band."""
    places = (on.body.margin, _SECOND)
    width = _SECOND - on.body.margin - GAP
    columns = []
    for (label, amount), x in zip(brief_figures(sheet), places, strict=False):
        said = said_lines(on, (Words(label),), width=width)
        shown = Words(amount_words(amount), "ink")
        columns.append((x, said, fitting(shown, figure_style(23, heavy=True), width, _FIGURE_SIZES)))
    edge = on.of.space(4)
    above = max(said.height for _x, said, _shown in columns)
    height = 2 * edge + above + max(shown.height for _x, _said, shown in columns)
    title = side_lines(on, Words(_("En bref")))

    def paint(painter: Painter, top: float) -> None:
        palette = on.palette
        painter.box(on.of.margin - OUTSET, top, on.of.inner + 2 * OUTSET, height, palette.tint)
        if palette.tint_needs_rule:
            painter.rule(on.of.margin, top, on.of.inner, STRONG_RULE, INK)
        paint_lines(painter, title, on.of.margin, top + edge - 0.3 * MM)
        for x, said, shown in columns:
            paint_lines(painter, said, x, top + edge)
            paint_lines(painter, shown, x, top + edge + above + 0.6 * MM)

    return Piece(height, paint, before=on.of.space(5))
