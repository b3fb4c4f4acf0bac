"""The end of a quote: who signs for each side, and the code that pays the deposit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stdnum import iban as iban_numbers

from offerdesigner.model.address import Address, at
from offerdesigner.model.clients import ClientKind
from offerdesigner.model.quote_life import reference
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.render import pictures
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_pages import Strip
from offerdesigner.render.quote_parts import GAP, PROSE, Paper, said_lines, side_lines
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.sheet_parts import paint_frame
from offerdesigner.render.style import INK, INK_2, MM, TEXT, Style
from offerdesigner.render.tariff_table import HAIRLINE, STRONG_RULE, Lines, Look, SetCell, cells_pieces, paint_lines
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, day, typeset

_BOX_GAP, _PAD = 5 * MM, 3.6 * MM
_LEAST_BOX, _LINE = 50 * MM, 6.4 * MM
_ROOM_TO_SIGN = 20 * MM
_QR = 24 * MM
_LONGEST_NAME, _LONGEST_TEXT, _LARGEST = 70, 140, Decimal("999999999.99")


def sign_strip(on: Paper, sheet: QuoteSheet) -> Strip:
    """Return the two boxes to sign in, which no page break parts, and what to do with them."""
    width = (on.of.inner - _BOX_GAP) / 2
    ours, theirs = _Ours(on, sheet, width), _Theirs(on, sheet, width)
    height = max(_LEAST_BOX, ours.height, theirs.height)

    def paint(painter: Painter, top: float) -> None:
        painter.bookmark(typeset(_("Bon pour accord")), 1, top)
        for box, x in ((ours, on.of.margin), (theirs, on.of.margin + width + _BOX_GAP)):
            paint_frame(painter, x, top, width, height, STRONG_RULE, INK)
            box.paint(painter, x, top, height)

    note = said_lines(on, _what_to_do(sheet), width=on.of.inner)
    after = cells_pieces([SetCell(on.of.margin, note)], on.of, Look(rule=0, pad=3.4 * MM))
    return Strip((Piece(height, paint, before=on.of.space(9), keeps=True), *after))


def _what_to_do(sheet: QuoteSheet) -> Said:
    email = sheet.content.seller.contact.email
    if sheet.is_draft:
        return (Words(_("Projet de devis : il se signe une fois envoyé, sous son numéro."), "soft"),)
    has_options = any(True for _entry in sheet.rows.proposed)
    start = _("Signez ici, cochez vos options et") if has_options else _("Signez ici et")
    if not email:
        return (Words(_("Deux exemplaires. {start} renvoyez-nous une copie.").format(start=start), "soft"),)
    said = _("Deux exemplaires. {start} renvoyez une copie à {email}.")
    return (Words(said.format(start=start, email=email), "soft"),)


class _Ours:
    """The box of the seller: its name, where and when, who signs."""

    def __init__(self, on: Paper, sheet: QuoteSheet, width: float) -> None:
        self._on = on
        self._lines = said_lines(on, *self._said(sheet), width=width - 2 * _PAD, size=PROSE, leading=1.3)

    def _said(self, sheet: QuoteSheet) -> Iterator[Said]:
        seller, quote = sheet.content.seller, sheet.quote
        yield (Words(sheet.name_of(None), "name", sheet.party("structure", "name")),)
        if quote.dated is not None:
            town = seller.contact.town
            said = _("{town}, le {day}") if town else _("Le {day}")
            yield (Words(said.format(town=town, day=day(quote.dated)), "ink", sheet.field("dated")),)
        if seller.contact.person:
            yield (Words(seller.contact.person, "ink", sheet.party("structure", "contact", "person")),)

    @property
    def height(self) -> float:
        """The least height that leaves room to sign."""
        return _PAD + self._lines.height + _ROOM_TO_SIGN

    def paint(self, painter: Painter, x: float, top: float, height: float) -> None:
        """Paint what is in the box."""
        paint_lines(painter, self._lines, x + _PAD, top + _PAD)
        style = Style(TEXT, self._on.of.text, INK_2)
        painter.text(_("Signature"), style, x + _PAD, top + height - _PAD)


class _Theirs:
    """The box of the client: « Bon pour accord », and lines for who signs, as what, when."""

    def __init__(self, on: Paper, sheet: QuoteSheet, width: float) -> None:
        self._on, self._width = on, width
        client = sheet.content.client
        root = at("clients", client.id)
        name = Words(client.name, "name", sheet.party(root, "name") if client.name else "")
        agreed = (
            (name, Words(_(" · bon pour accord"), "name")) if client.name else (Words(_("Bon pour accord"), "name"),)
        )
        self._title = said_lines(on, agreed, width=width - 2 * _PAD)
        self._fields = [self._field(*field) for field in _fields(sheet, root)]
        is_person = client.kind == ClientKind.PERSON
        self._below = _("Signature") if is_person else _("Signature et cachet")

    def _field(self, label: str, value: str, address: Address) -> tuple[Lines, Lines]:
        said = said_lines(self._on, (Words(label),), width=self._width - 2 * _PAD, size=PROSE)
        free = self._width - 2 * _PAD - said.lines[0][0].width - 2 * MM
        known = said_lines(self._on, (Words(value, "ink", address),), width=free, size=PROSE)
        return said, known

    @property
    def height(self) -> float:
        """The least height that leaves room to sign."""
        fields = sum(max(_LINE, known.height + 1 * MM) for _said, known in self._fields)
        return _PAD + self._title.height + 1 * MM + fields + _ROOM_TO_SIGN

    def paint(self, painter: Painter, x: float, top: float, height: float) -> None:
        """Paint what is in the box."""
        x, right = x + _PAD, x + self._width - _PAD
        y = paint_lines(painter, self._title, x, top + _PAD) + 1 * MM
        for said, known in self._fields:
            high = max(_LINE, known.height + 1 * MM)
            start = x + said.lines[0][0].width + 2 * MM
            base = y + high - 0.8 * MM
            paint_lines(painter, said, x, base - said.height - 0.2 * MM)
            paint_lines(painter, known, start, base - known.height - 0.2 * MM)
            painter.rule(start, base, right - start, HAIRLINE, INK_2)
            y += high
        painter.text(self._below, Style(TEXT, self._on.of.text, INK_2), x, top + height - _PAD)


def _fields(sheet: QuoteSheet, root: Address) -> Iterator[tuple[str, str, Address]]:
    client = sheet.content.client
    if client.kind == ClientKind.ASSOCIATION:
        yield _("Décision du CA du"), "", ""
    yield _("Nom"), client.contact.person, sheet.party(root, "contact", "person")
    if client.kind != ClientKind.PERSON:
        yield _("Qualité"), client.capacity, sheet.party(root, "capacity")
    yield _("Date"), "", ""


# The code that pays the deposit -----------------------------------------------------------


def deposit_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return the code that a bank's application reads to pay the deposit, where it is asked for and all is known."""
    amount = sheet.deposit
    number = iban_numbers.compact(sheet.content.iban)
    asked = sheet.quote.shows_deposit_code and sheet.content.seller.name and iban_numbers.is_valid(number)
    if not asked or amount is None or not 0 < amount <= _LARGEST:
        return []
    content = payment_content(sheet, number, amount)
    side = side_lines(on, Words(_("Payer l'acompte")))
    text = said_lines(on, *_payment_words(sheet, number, amount), width=on.body.inner - _QR - 2 * GAP, size=PROSE)
    height = max(_QR, text.height, side.height)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, side, on.of.margin, top)
        pictures.draw_qr(painter, content, on.body.margin, top, _QR, None, encoding="utf-8")
        painter.add_place(on.body.margin, top, _QR, _QR, sheet.field("shows_deposit_code"))
        paint_lines(painter, text, on.body.margin + _QR + 2 * GAP, top)

    return [Strip((Piece(height, paint, before=on.of.space(9)),))]


def _payment_words(sheet: QuoteSheet, number: str, amount: Decimal) -> Iterator[Said]:
    yield (Words(_("{amount} par virement").format(amount=amount_words(amount)), "strong"),)
    yield (Words(_("À l'ordre de {name}").format(name=sheet.name_of(None)), "ink"),)
    yield (Words(_("IBAN {iban}").format(iban=iban_numbers.format(number)), "ink"),)
    if sheet.content.bic:
        yield (Words(_("BIC {bic}").format(bic=sheet.content.bic), "ink"),)
    if reference(sheet.quote):
        yield (Words(_("Référence : {named}").format(named=sheet.named), "ink"),)
    yield (Words(_("À scanner avec l'application de votre banque, si elle le permet."), "note"),)


def payment_content(sheet: QuoteSheet, number: str, amount: Decimal) -> str:
    """Return what the code says: a SEPA credit transfer (EPC069-12, version 2), in UTF-8."""
    name = " ".join(sheet.name_of(None).split())[:_LONGEST_NAME]
    said = " ".join(sheet.named.split())[:_LONGEST_TEXT]
    bic = "".join(sheet.content.bic.split())
    return "\n".join(("BCD", "002", "1", "SCT", bic, name, number, f"EUR{amount:.2f}", "", "", said))
