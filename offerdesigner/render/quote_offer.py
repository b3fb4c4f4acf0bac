"""What the offer of a quote gives, in a few small lines: need by need, for the usage that is counted."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.pricing.quote_words import Answer, answers
from offerdesigner.render.quote_pages import Strip, one_by_one
from offerdesigner.render.quote_parts import PROSE_LEADING, Paper, beside, said_lines
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _


def offer_strips(on: Paper, sheet: QuoteSheet) -> list[Strip]:
    """Return what the offer gives, beside its title; nothing for an offer of which no need is told."""
    needs = answers(sheet.content.needs)
    if not needs:
        return []
    given = [need for need in needs if need.is_given]
    withheld = [need for need in needs if not need.is_given]
    said: list[Said] = []
    if sheet.content.usage:
        usage = _("Pour {usage}.").format(usage=sheet.content.usage)
        said.append((Words(usage, "ink", sheet.field("choice", "quantities")),))
    said += [tuple(_listed(sheet, given))] if given else []
    if withheld:
        said.append((Words(_("Non compris : ")), *_listed(sheet, withheld)))
    lines = said_lines(on, *said, width=on.body.inner, size=on.of.note, leading=PROSE_LEADING)
    return one_by_one(beside(on, Words(_("Ce que comprend l'offre")), lines))


def _listed(sheet: QuoteSheet, needs: list[Answer]) -> Iterator[Words]:
    address = sheet.field("choice", "offer")
    for place, need in enumerate(needs):
        if place:
            yield Words(" · ", "soft")
        yield Words(f"{need.label}{NBSP}: " if need.how else need.label, "ink", address)
        if need.how:
            yield Words(need.how, "soft", address)
