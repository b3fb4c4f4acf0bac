"""What a decision sheet says, before any face or size: figures, texts, alternatives; and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from offerdesigner.model.address import Address
from offerdesigner.model.finding import Finding
from offerdesigner.model.quotes import ClauseKind, QuoteRow, Renewal, RowKind, Taking
from offerdesigner.pricing.quote_dates import term_dates
from offerdesigner.pricing.quote_term import FIRST_YEAR, NEXT_YEARS, goes_on, is_short, lasts
from offerdesigner.pricing.quote_totals import YEAR
from offerdesigner.pricing.quote_words import amount_words, answers, cadence_title, cadence_words, unmarked
from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.quote_rows import lines_of
from offerdesigner.render.quote_sheet import QuoteSheet
from offerdesigner.render.quote_terms import TITLES, printed_clauses, renewal_words
from offerdesigner.render.style import MM, Style
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _, day, fold, months, number, plural, typeset

MOST_SIGNS, MOST_COLUMNS, MOST_ROWS = 280, 4, 7
"""What one page holds: the signs of a text, the columns and the rows of a table."""
_LINE, _LINE_HEIGHT = 144 * MM, 4.8
"""The width of a line (points) and its height (mm), to tell by how much a text is too long."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text beside its title, then a list; where the page is full, the block of the highest `rank` leaves first.

    One that nobody asked for here leaves without a word.
    """

    title: str
    said: tuple[Said, ...]
    rank: int
    entries: tuple[Said, ...] = ()
    is_asked_for: bool = True


@dataclass(frozen=True, slots=True)
class Alternative:
    """A column of the comparison, in € TTC (`None`: not known, which is never 0)."""

    name: Words
    first_year: Decimal | None
    next_year: Decimal | None
    is_chosen: bool = False
    is_today: bool = False

    @property
    def three_years(self) -> Decimal | None:
        """What it costs over three years."""
        if self.first_year is None or self.next_year is None:
            return None
        return self.first_year + 2 * self.next_year

    def said(self, amount: Decimal | None) -> str:
        """Write one of its amounts, or why there is none."""
        return _("non chiffré") if self.is_today and amount is None else amount_words(amount)


ComparedRow = tuple[str, Callable[[Alternative], Decimal | None]]
"""What is compared: its name, and the amount of a column."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be chosen, side by side for the same usage: a row an amount."""

    usage: str
    columns: tuple[Alternative, ...]
    rows: tuple[ComparedRow, ...]
    rank: int = 1


Part = Block | Comparison


class Texts:
    """Texts shortened to what the page holds; what is left out is remembered as findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def short(self, text: str, address: Address) -> tuple[Said, ...]:
        """Return the paragraphs of `text`, of at most so many signs in all."""
        paragraphs = [part.strip() for part in text.splitlines() if part.strip()]
        said: list[Said] = []
        left = MOST_SIGNS
        for place, paragraph in enumerate(paragraphs):
            kept = paragraph if len(paragraph) <= left else _cut(paragraph, left)
            if kept != paragraph:
                rest = " ".join((paragraph[len(kept) :].strip(), *paragraphs[place + 1 :]))
                self.findings.append(left_out(rest, address))
                return (*said, (Words(f"{kept}{NBSP}[…]".strip(), "ink", address),))
            said.append((Words(kept, "ink", address),))
            left -= len(kept)
        return tuple(said)

    def clauses(self, sheet: QuoteSheet, kind: ClauseKind) -> Iterator[Said]:
        """Yield the paragraphs of the conditions about one subject."""
        for clause in printed_clauses(sheet):
            if clause.kind == kind:
                yield from self.short(clause.text, sheet.field("terms", "clauses", clause.id, "text"))


def _cut(paragraph: str, most: int) -> str:
    """Return as many whole words as `most` signs hold, or letters where the first word is longer."""
    kept = paragraph[: max(0, most - len(" […]"))]
    return kept.rpartition(" ")[0] or kept


def left_out(text: str, address: Address) -> Finding:
    """Return the finding for a text that is not printed: what it says, and how high it would stand (mm)."""
    lines = 1 + int(drawn_width(typeset(text), Style(size=10.2)) / _LINE)
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return Finding("text_does_not_fit", address, {"text": shown, "excess_mm": round(lines * _LINE_HEIGHT, 1)})


# Texts ------------------------------------------------------------------------------------


def parts_of(sheet: QuoteSheet, texts: Texts) -> list[Part]:
    """Return the texts and the comparison, in the order of the page; what has nothing to say is not there."""
    board = sheet.quote.board

    def typed(name: str) -> tuple[Said, ...]:
        return texts.short(getattr(board, name), sheet.field("board", name))

    helping = typed("helper") or tuple(texts.clauses(sheet, ClauseKind.HELP)) or tuple(_contact(sheet))
    place = typed("data_place") or tuple(texts.clauses(sheet, ClauseKind.DATA))
    parts: list[Part] = [
        Block(_("Le besoin"), typed("need"), 2),
        Block(_("La proposition"), tuple(_proposal(sheet, texts)), 3, tuple(_entries(sheet, texts))),
        *_apart(sheet, texts, (*typed("excluded"), *_withheld(sheet))),
        Block(_("Qui vous aide"), helping, 6),
        Block(_("Aujourd'hui"), typed("today"), 8),
        _compared(sheet, tuple(_alternatives(sheet, texts))),
        Block(_("Engagement"), tuple(_commitment(sheet)), 4),
        Block(TITLES[ClauseKind.LEAVING], tuple(_leaving(sheet, texts)), 5),
        Block(_("Vos données"), place, 9),
        *_who(sheet, texts, typed("values")),
    ]
    return [part for part in parts if _says(part)]


def _says(part: Part) -> bool:
    if isinstance(part, Comparison):
        return len(part.columns) > 1
    return any(part.said) or bool(part.entries)


def _proposal(sheet: QuoteSheet, texts: Texts) -> Iterator[Said]:
    """Yield what is proposed, and what is done once to begin with, in one paragraph."""
    content, address = sheet.content, sheet.field("choice", "offer")
    if content.offer:
        name = content.offer
        lead = name if fold(name).startswith(_("offre")) else _("L'offre {name}").format(name=name)
        rest = _(" pour {usage}.").format(usage=content.usage) if content.usage else "."
        usage = Words(rest, "ink", sheet.field("choice", "quantities"))
        yield Words(lead, "strong", address), usage, *_to_begin(sheet, texts)
    elif sheet.quote.purpose:
        yield (Words(sheet.quote.purpose, "ink", sheet.field("purpose")),)


def _entries(sheet: QuoteSheet, texts: Texts) -> Iterator[Said]:
    """Yield what is included, need by need where that is said, in at most two columns of so many rows."""
    needs, beside = list(_needs(sheet)), [_row(sheet, row) for row in _beside(sheet)]
    most = 2 * MOST_ROWS
    if len(needs) + len(beside) <= most:
        yield from (*needs, *beside)
        return
    entries = [*beside, *needs]  # what the offer does not tell by its name leaves last
    yield from entries[: most - 1]
    left = entries[most - 1 :]
    texts.findings.append(left_out("".join(words.text for words in left[0]), left[0][0].address))
    yield (Words(_("et {n} autres").format(n=number(len(left))), "soft", left[0][0].address),)


def _needs(sheet: QuoteSheet) -> Iterator[Said]:
    address = sheet.field("choice", "offer")
    for need in answers(sheet.content.needs):
        if need.is_given:
            name = Words(need.label, "strong", address)
            yield (name, Words(" · ", "break"), Words(need.how, "soft", address)) if need.how else (name,)


def _withheld(sheet: QuoteSheet) -> Iterator[Said]:
    """Yield in a sentence what the offer says that it does not give."""
    said = _(" ; ").join(need.said for need in answers(sheet.content.needs) if not need.is_given)
    if said:
        yield (Words(f"{said}.", "ink", sheet.field("choice", "offer")),)


def _beside(sheet: QuoteSheet) -> Iterator[QuoteRow]:
    """Yield what is included beside the needs that the offer answers: options and free lines that go on.

    Everything that is included where no need is told.
    """
    named = {fold(need.label) for need in answers(sheet.content.needs)}
    for row in _included(sheet):
        is_added = row.origin.startswith(("options/", "quotes/")) and row.period_months is not None
        if not named or (is_added and fold(unmarked(row.label)) not in named):
            yield row


def _included(sheet: QuoteSheet) -> Iterator[QuoteRow]:
    for row in sheet.content.rows:
        if row.kind == RowKind.LINE and row.taking == Taking.INCLUDED and row.label:
            yield row


def _row(sheet: QuoteSheet, row: QuoteRow, role: str = "strong") -> Said:
    count = f" × {number(row.quantity)}" if row.quantity != 1 else ""
    return (Words(f"{unmarked(row.label)}{count}", role, sheet.origin(row)),)


def _to_begin(sheet: QuoteSheet, texts: Texts) -> Iterator[Words]:
    """Yield a sentence on what is done once, beside the needs that are answered."""
    once = [row for row in _included(sheet) if row.period_months is None] if sheet.content.needs else []
    for place, row in enumerate(once[:MOST_ROWS]):
        yield Words(_(" ; ") if place else _(" Pour démarrer : "))
        [words] = _row(sheet, row, "ink")
        is_word = words.text[1:2].islower()
        yield replace(words, text=f"{words.text[:1].lower()}{words.text[1:]}") if is_word else words
    if once:
        yield from (*_others(sheet, once[MOST_ROWS:], texts), Words("."))


def _others(sheet: QuoteSheet, left: Sequence[QuoteRow], texts: Texts) -> Said:
    """Count in a sentence the rows that the page does not hold."""
    if not left:
        return ()
    texts.findings.append(left_out(left[0].label, sheet.origin(left[0])))
    return (Words(_(" ; et {n} autres, au devis").format(n=number(len(left)))),)


def _apart(sheet: QuoteSheet, texts: Texts, excluded: tuple[Said, ...]) -> Iterator[Block]:
    """Yield what the price does not hold: what is left to others, and the options to decide."""
    options = tuple(_options(sheet, texts))
    if excluded and options:
        [option] = options
        yield Block(_("Non compris"), (*excluded, (Words(_("En option : "), "strong"), *option)), 7)
    else:
        yield Block(_("En option") if options else _("Non compris"), excluded or options, 7)


def _options(sheet: QuoteSheet, texts: Texts) -> Iterator[Said]:
    """Yield the options to decide, with their letters in the quote and their prices."""
    proposed = lines_of(sheet.rows.proposed)
    if not proposed:
        return
    said: list[Words] = []
    for entry in proposed[:MOST_ROWS]:
        price = amount_words(entry.amount)
        if entry.amount is not None:
            price = f"{price} {cadence_words(entry.row.period_months)}"
        label = f"{entry.mark.rstrip('.')}{NBSP}· {unmarked(entry.row.label)} ({price})"
        said += [Words(_(" ; "))] if said else []
        said.append(Words(label, "ink", sheet.origin(entry.row)))
    left = [entry.row for entry in proposed[MOST_ROWS:]]
    yield (*said, *_others(sheet, left, texts), Words("."))


def _contact(sheet: QuoteSheet) -> Iterator[Said]:
    contact = sheet.content.seller.contact
    reached = [(name, getattr(contact, name)) for name in ("person", "phone", "email") if getattr(contact, name)]
    if not contact.person and not contact.phone:
        return
    said: list[Words] = []
    for name, shown in reached:
        said += [Words(" · ")] if said else []
        said.append(Words(shown.replace(" ", NBSP) if name == "phone" else shown, "ink", _party(sheet, name)))
    yield tuple(said)


def _party(sheet: QuoteSheet, name: str) -> Address:
    return sheet.party("structure", "contact", name)


def _commitment(sheet: QuoteSheet) -> Iterator[Said]:
    """Say for how long, from when to when, and how it ends or goes on: the devis tells the rest."""
    if not sheet.is_recurring:
        return
    terms, length = sheet.quote.terms, months(sheet.quote.choice.months)
    is_tacit = terms.renewal == Renewal.TACIT
    said = _("{length} à partir de la mise en service.")
    start = end = ""
    if terms.start is not None:
        dates = term_dates(terms.start, sheet.quote.choice.months, terms.notice_months)
        start, end = day(dates.start), day(dates.end)
        said = _("{length}, du {start} au {end} inclus.") if is_tacit else _("{length} à partir du {start}.")
    said = said.format(length=length, start=start, end=end)
    if terms.trial_days:
        trial = plural(terms.trial_days, _(" Essai de {n} jour."), _(" Essai de {n} jours."))
        said += trial.format(n=number(terms.trial_days))
    before, last, after = renewal_words(sheet)
    said += _in_all(sheet)
    yield Words(f"{said} ", "ink", sheet.field("terms", "start")), before, last, Words(".") if is_tacit else after


def _in_all(sheet: QuoteSheet) -> str:
    """Say what the whole term comes to, where that is not one of the figures in large type."""
    count = sheet.quote.choice.months
    amount = sheet.totals.over(count)
    if count <= YEAR or amount is None:
        return ""
    return _(" Cela fait {amount} en tout.").format(amount=amount_words(amount))


def _leaving(sheet: QuoteSheet, texts: Texts) -> Iterator[Said]:
    """Yield how one leaves and with what, in one paragraph."""
    said: list[Words] = []
    for kind in (ClauseKind.LEAVING, ClauseKind.EXPORT):
        for clause in texts.clauses(sheet, kind):
            said += [Words(" ")] if said else []
            said += clause
    yield tuple(said)


def _who(sheet: QuoteSheet, texts: Texts, values: tuple[Said, ...]) -> Iterator[Block]:
    """Yield what moves those who propose, or else who they are."""
    if values:
        yield Block(_("Nos valeurs"), values, 10)
        return
    said = texts.short(sheet.content.seller.presentation, sheet.party("structure", "presentation"))
    yield Block(_("Qui propose"), said, 10, is_asked_for=False)


# Alternatives -----------------------------------------------------------------------------


def _compared(sheet: QuoteSheet, columns: tuple[Alternative, ...]) -> Comparison:
    """Compare over the years that the contract may last, or over one where it is shorter."""
    first: ComparedRow = (FIRST_YEAR, attrgetter("first_year"))
    if all(column.next_year == 0 for column in columns):
        first = (cadence_title(None), first[1])
        return Comparison(sheet.content.usage, columns, (first,))
    if not goes_on(sheet.quote):
        first = (_("Sur une année"), first[1]) if is_short(sheet.quote) else first
        return Comparison(sheet.content.usage, columns, (first,))
    rows: tuple[ComparedRow, ...] = (first, (NEXT_YEARS, attrgetter("next_year")))
    if lasts(sheet.quote, 3 * YEAR):
        rows += ((_("Sur trois ans"), attrgetter("three_years")),)
    return Comparison(sheet.content.usage, columns, rows)


def _alternatives(sheet: QuoteSheet, texts: Texts) -> Iterator[Alternative]:
    """Yield doing nothing first, where that is counted, then the offers, the cheapest first year before the others."""
    today = list(_today(sheet))
    offers = [
        Alternative(
            Words(variant.offer or _("Sans nom"), "ink", sheet.field("choice", "alternatives")),
            variant.first_year,
            variant.next_year,
            variant.is_chosen,
        )
        for variant in sheet.content.variants
    ]
    if not any(offer.is_chosen for offer in offers):
        name = Words(sheet.content.offer or _("La proposition"), "ink", sheet.field("choice", "offer"))
        told = sheet.totals
        offers.insert(0, Alternative(name, told.first_year, told.next_year, is_chosen=True))
    kept = sorted(offers, key=lambda offer: not offer.is_chosen)[: MOST_COLUMNS - len(today)]
    for offer in offers:
        if offer not in kept:
            texts.findings.append(left_out(offer.name.text, offer.name.address))
    yield from today
    yield from sorted(kept, key=lambda offer: (offer.first_year is None, offer.first_year))


def _today(sheet: QuoteSheet) -> Iterator[Alternative]:
    board = sheet.quote.board
    first, each = board.today_first, board.today_yearly
    if first is None and each is None:
        return
    name = Words(
        _("Sans rien changer"), "ink", sheet.field("board", "today_yearly" if first is None else "today_first")
    )
    yield Alternative(name, each if first is None else first, each, is_today=True)
