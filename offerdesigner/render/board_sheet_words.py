"""The question that a decision sheet asks: the one that was typed, or one made of what the quote is for."""

from __future__ import annotations

import re

from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.words import Words
from offerdesigner.text import _, of

_LONGEST_PURPOSE = 110
_YOURS = re.compile(r"\b([Vv])(?=os\b|otre\b)")
_FIRST_CLAUSE = re.compile(r"\s*:\s|[.;?!]\s|\s*[.:;?!…]+$")
_VERB = r"[^\W\d_]+(?:er|ir|re)"
_ORDER = re.compile(
    rf"({_VERB})(?:\s+et\s+({_VERB}))?(?=\s+(?:le|la|les|un|une|des|nos|notre|leurs?|tous|toutes)\s|\s+l['’])",
    re.IGNORECASE,
)
"""« Héberger et accompagner les… »: what one asks for is done by the words before a determiner."""
_THING = re.compile(r"(?:le|la|les|un|une|des|nos|notre|leurs?)\s|l['’]", re.IGNORECASE)


def question_of(sheet: QuoteSheet) -> Words:
    """Return the question: the one that was typed, or else the one that is proposed."""
    return Words(
        sheet.quote.board.question.strip() or proposed_question(sheet), "ink", sheet.field("board", "question")
    )


def proposed_question(sheet: QuoteSheet) -> str:
    """Ask what a board decides, in its own voice: « Confier nos fichiers à Nuage Commun ? »."""
    seller, offer = sheet.content.seller.name, sheet.content.offer
    if not seller:
        return _("Retenir cette proposition ?")
    return _of_purpose(sheet.quote.purpose, seller) or (
        _("Retenir l'offre {offer} {of_seller} ?").format(offer=offer, of_seller=of(seller))
        if offer
        else _("Retenir la proposition {of_seller} ?").format(of_seller=of(seller))
    )


def _of_purpose(purpose: str, seller: str) -> str:
    """Turn « Héberger vos fichiers : 30 personnes » into a question; "" where there is nothing short enough."""
    first = _FIRST_CLAUSE.split(" ".join(purpose.split()), maxsplit=1)[0]
    said = _YOURS.sub(lambda found: "n" if found[1] == "v" else "N", first)
    if not said or len(said) > _LONGEST_PURPOSE:
        return ""
    order = _ORDER.match(said)
    if order is not None:
        verbs = _(" et ").join(of(verb.lower()) for verb in order.groups() if verb)
        return _("Demander à {seller} {verbs}{rest} ?").format(seller=seller, verbs=verbs, rest=said[order.end() :])
    if _THING.match(said):
        return _("Confier {things} à {seller} ?").format(things=f"{said[:1].lower()}{said[1:]}", seller=seller)
    return _("{purpose} : retenir la proposition {of_seller} ?").format(purpose=said, of_seller=of(seller))
