"""A quote as an e-mail to read again, change and send: its PDF is attached."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from offerdesigner.model.quote_life import reference, valid_until
from offerdesigner.model.quotes import Quote, QuoteContent
from offerdesigner.text import _, day, typeset

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_BOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}})+")
_BETWEEN = re.compile(r"[\s,;<>()]+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def quote_mail(quote: Quote, content: QuoteContent, pdf: bytes, today: date, words: str = "") -> bytes:
    """Return the draft of an e-mail (RFC 5322) to the client, from the seller, with `pdf` attached.

    It asks for a signed copy, or says `words` instead where they are given. It names nobody whose address
    is not right: the mail program asks then. `X-Unsent` has it opened as a draft.
    """
    message = EmailMessage(SMTP)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(datetime.combine(today, time(12), UTC))
    seller, client = content.seller, content.client
    for header, name, typed in (
        ("From", seller.name, seller.contact.email),
        ("To", client.contact.person or client.name, client.contact.email),
    ):
        box = next((part for part in _BETWEEN.split(typed) if _BOX.fullmatch(part)), "")
        if box:
            message[header] = Address(_one_line(name), addr_spec=box)
    message["Subject"] = typeset(_one_line(_subject(quote)))
    message.set_content(f"{typeset(_NEXT.join(_paragraphs(quote, content, words)))}\n", cte="quoted-printable")
    stem = _NOT_IN_NAMES.sub("-", _title(quote)).strip("-")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{stem}.pdf")
    message.set_boundary(f"=_{hashlib.sha256(pdf).hexdigest()[:40]}")
    return message.as_bytes()


_NEXT = "\n\n"


def _title(quote: Quote) -> str:
    if not quote.is_frozen:
        return _("Projet de devis")
    return _("Devis {reference}").format(reference=reference(quote))


def _subject(quote: Quote) -> str:
    if not quote.purpose:
        return _title(quote)
    return _("{title} : {purpose}").format(title=_title(quote), purpose=quote.purpose)


def _paragraphs(quote: Quote, content: QuoteContent, words: str) -> Iterator[str]:
    person = content.client.contact.person
    yield _("Bonjour {person},").format(person=person) if person else _("Bonjour,")
    last = valid_until(quote)
    if not quote.is_frozen:
        yield _("Vous trouverez ci-joint un projet de devis, à relire ensemble avant de vous l'envoyer.")
    elif last is None:
        yield _("Vous trouverez ci-joint notre devis {reference}.").format(reference=reference(quote))
    else:
        said = _("Vous trouverez ci-joint notre devis {reference}, valable jusqu'au {day} inclus.")
        yield said.format(reference=reference(quote), day=day(last))
    if quote.purpose:
        yield _("Objet : {purpose}").format(purpose=quote.purpose)
    if words.strip():
        yield words.strip()
    elif quote.is_frozen:
        yield _("S'il vous convient, renvoyez-nous une copie signée. Nous répondons volontiers à vos questions.")
    yield _("Bien à vous,")
    seller = content.seller
    signed = (seller.contact.person, seller.name, seller.contact.phone, seller.contact.website)
    yield "\n".join(part for part in signed if part)


def _one_line(text: str) -> str:
    """Return a text as a header holds it: nothing in it begins another header."""
    return " ".join(_UNSEEN.sub(" ", text).split())
