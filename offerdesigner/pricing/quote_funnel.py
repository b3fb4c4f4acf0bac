"""What became of the quotes: sent, waiting, accepted or not, and what the accepted ones come to.

Each quote counts once, by its newest version that was sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import Families, status_on
from offerdesigner.model.quotes import Quote, QuoteStatus
from offerdesigner.pricing.offers import total
from offerdesigner.pricing.quote_term import owed
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.text import _, plural, typeset

_ANSWERS = {
    QuoteStatus.ACCEPTED: (_("accepté"), _("acceptés")),
    QuoteStatus.SENT: (_("en attente"), _("en attente")),
    QuoteStatus.EXPIRED: (_("expiré"), _("expirés")),
    QuoteStatus.REFUSED: (_("refusé"), _("refusés")),
    QuoteStatus.DROPPED: (_("sans suite"), _("sans suite")),
}


@dataclass(frozen=True)
class QuoteFunnel:
    """How many quotes stand where; `accepted` is what those accepted come to the first year, in € TTC."""

    drafts: int
    counts: dict[QuoteStatus, int]
    accepted: Decimal | None

    @property
    def sent(self) -> int:
        """How many were sent, whatever was answered."""
        return sum(self.counts.values())

    @property
    def rate(self) -> int | None:
        """Of 100 that were sent, how many were accepted; `None` when none was sent."""
        taken = self.counts.get(QuoteStatus.ACCEPTED, 0)
        return (200 * taken + self.sent) // (2 * self.sent) if self.sent else None


def quote_funnel(project: Project, today: date) -> QuoteFunnel:
    """Return what became of the quotes of `project` by the day `today`."""
    last = tuple(_last_sent(project.quotes))
    counts = Counter(status_on(quote, today) for quote in last)
    accepted = (quote for quote in last if status_on(quote, today) == QuoteStatus.ACCEPTED)
    return QuoteFunnel(
        drafts=sum(not quote.is_frozen for quote in project.quotes),
        counts={status: counts[status] for status in _ANSWERS if counts[status]},
        accepted=total(owed(quote, totals(quote.content)) for quote in accepted if quote.content is not None),
    )


def _last_sent(quotes: Iterable[Quote]) -> Iterable[Quote]:
    quotes = tuple(quotes)
    families = Families(quotes)
    last: dict[object, Quote] = {}
    for quote in quotes:
        key = families.name(quote)
        if quote.is_frozen and (key not in last or quote.version > last[key].version):
            last[key] = quote
    return last.values()


def funnel_words(funnel: QuoteFunnel) -> str:
    """Say it in a sentence or two; nothing when no quote was sent yet."""
    if funnel.rate is None:
        return ""
    told = ", ".join(f"{count} {plural(count, *_ANSWERS[status])}" for status, count in funnel.counts.items())
    sent = plural(funnel.sent, _("{n} devis envoyé"), _("{n} devis envoyés")).format(n=funnel.sent)
    said = _("{sent} : {told}.").format(sent=sent, told=told)
    if QuoteStatus.ACCEPTED in funnel.counts:
        rate = _(" Sur 100 envoyés, {rate} acceptés : {amount} la première année.")
        said += rate.format(rate=funnel.rate, amount=amount_words(funnel.accepted))
    return typeset(said)
