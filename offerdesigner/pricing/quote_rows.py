"""The rows of a quote before its discounts: what the choice comes to, then the free lines.

Each amount is a quantity times a unit price that a reader finds again with a calculator; where it does not come
about so, the quantity is 1 and the detail says how. What is not known is « sur devis », and its detail says why.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, Option, Term
from offerdesigner.model.project import Project, includes_option
from offerdesigner.model.quotes import (
    OptionChoice,
    Quote,
    QuoteBreak,
    QuoteEntry,
    QuoteLine,
    QuoteRow,
    QuoteSection,
    RowKind,
    Taking,
)
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.conversion import MAX_AMOUNT
from offerdesigner.pricing.lines import Line, LineKind, Product
from offerdesigner.pricing.offers import fixed_lines, option_lines, rate_lines, term_for
from offerdesigner.pricing.providers import priced_by, provider_of, vats_of
from offerdesigner.pricing.quote_words import LONGEST_TEXT, clipped
from offerdesigner.pricing.selection import Selection, refusals, select
from offerdesigner.pricing.tax import converted, exact_on
from offerdesigner.pricing.wording import counted
from offerdesigner.text import NBSP, NNBSP, _, every, fold, money, number

LARGEST_UNIT_PRICE = Decimal(10) ** 8
NOTHING = Decimal("0.00")

_ORDER = (LineKind.SUBSCRIPTION, LineKind.SETUP, LineKind.OPTION, LineKind.BEYOND, LineKind.MEMBERSHIP)
"""How rows stand: what is sold, what is added to it, then what is no price."""


def row_id(*parts: str) -> Id:
    """Return the id of the row that the objects `parts` give: the same each time."""
    joined = ".".join(parts)
    return joined if len(joined) <= 64 else hashlib.sha256(joined.encode()).hexdigest()


@dataclass(frozen=True)
class OfferRows:
    """The rows of `offer`, for what `quote` chooses beside it; `project` is under the price list of the quote."""

    project: Project
    offer: Offer
    quote: Quote

    def __iter__(self) -> Iterator[QuoteRow]:
        yield from self._included()
        for item in self.quote.choice.options:
            if item.taking == Taking.PROPOSED:
                yield from self._proposed(item)

    @cached_property
    def _known(self) -> dict[Id, Option]:
        return {option.id: option for option in self.project.options}

    @cached_property
    def _wanted(self) -> Counter[Id]:
        """The options included, but those that the offer gives already."""
        chosen = (item for item in self.quote.choice.options if item.taking == Taking.INCLUDED)
        return Counter({item.option: item.count for item in chosen if not self._is_given(item.option)})

    @cached_property
    def _refused(self) -> dict[Id, str]:
        return refusals(self.project, self.offer, self._wanted)

    @cached_property
    def selection(self) -> Selection:
        """What the client takes: the options that can be, and those that the usage calls for."""
        usage = {item.metric: item.quantity for item in self.quote.choice.quantities}
        wanted = Counter({option: count for option, count in self._wanted.items() if option not in self._refused})
        return select(self.project, self.offer, usage, wanted)

    @cached_property
    def _term(self) -> Term | None:
        return term_for(self.offer, self.quote.choice.months)

    def _is_given(self, option: Id) -> bool:
        return includes_option(self.project, self.offer, self._known[option])

    def _included(self) -> Iterator[QuoteRow]:
        rates = rate_lines(self.selection, self._term, self.quote.tax, vats_of(self.project))
        lines = (*rates, *fixed_lines(self.project, self.offer, self.quote.tax))
        for place, line in enumerate(sorted(lines, key=lambda line: _ORDER.index(line.kind))):
            yield from self._row(line, Taking.INCLUDED, place)
        for item in self.quote.choice.options:
            if item.taking == Taking.INCLUDED:
                yield from self._without_price(item)

    def _without_price(self, item: OptionChoice) -> Iterator[QuoteRow]:
        """Yield the row of an option included that is given already, or that cannot be taken."""
        option = self._known[item.option]
        if self._is_given(option.id):
            given = _("Déjà dans l'offre {offer}.").format(offer=self.offer.name)
            yield _option_row(option, item.taking, given, NOTHING)
        elif option.id in self._refused:
            yield _option_row(option, item.taking, self._refused[option.id], None)

    def _proposed(self, item: OptionChoice) -> Iterator[QuoteRow]:
        """Yield the rows of an option to tick, taken beside those that are included; none for one that is given."""
        option = self._known[item.option]
        if self._is_given(option.id):
            return
        if why := self._refusal_of(item):
            yield _option_row(option, item.taking, why, None)
            return
        vats = vats_of(self.project)
        for line in option_lines(self.selection, option, item.count, self._term, self.quote.tax, vats):
            yield from self._row(line, item.taking)

    def _refusal_of(self, item: OptionChoice) -> str:
        """Say why an option to tick cannot be taken beside those included, alone or with all the others to tick."""
        others = {other.option: other.count for other in self.quote.choice.options if other.taking == Taking.PROPOSED}
        for ticked in ({item.option: item.count}, others):
            refused = refusals(self.project, self.offer, Counter({**self.selection.counts, **ticked}))
            if item.option not in refused:
                return ""
        return refused[item.option]

    def _row(self, line: Line, taking: Taking, place: int = 0) -> Iterator[QuoteRow]:
        """Yield the row of a priced line; none where it counts nothing."""
        product = line.product if line.amount is not None else None
        if product is not None and not product.quantity:
            return
        provider = provider_of(self.project, line)
        has_vat = line.kind is not LineKind.MEMBERSHIP
        quantity, unit, unit_price = Decimal(1), "", line.amount
        if product is not None:
            quantity, unit, unit_price = product.quantity, product.unit, product.unit_price
        yield _priced(
            id=self._id_of(line, place),
            origin=line.address,
            label=clipped(self._label_of(line)),
            detail=self._detail_of(line, product),
            quantity=quantity,
            unit=clipped(unit),
            unit_price=unit_price,
            amount=line.amount,
            vat_rate=vats_of(self.project)(provider).rate if has_vat else Decimal(0),
            period_months=line.period_months,
            taking=taking,
            provider=provider,
        )

    def _id_of(self, line: Line, place: int) -> Id:
        """Return what a discount aims at: the subscription stays the same from an offer to another."""
        found = priced_by(self.project, line)
        if found is None:
            return line.kind.value if line.kind is not LineKind.BEYOND else row_id(line.kind.value, str(place))
        owner, rate = found
        if rate is None or isinstance(owner, Option):
            return row_id(line.kind.value, owner.id, *([rate.id] if rate else []))
        return LineKind.SUBSCRIPTION.value if rate is owner.lead_rate else row_id("rate", rate.id)

    def _label_of(self, line: Line) -> str:
        """Name what is paid for: « Offre Active » for its leading price, the line or the option itself for others."""
        found = priced_by(self.project, line)
        if found is None or line.kind is not LineKind.SUBSCRIPTION:
            return line.label
        rate, name = found[1], self.offer.name
        if rate is not None and rate is not self.offer.lead_rate and rate.name:
            return line.label
        label = name if fold(name).startswith(_("offre")) else _("Offre {name}").format(name=name)
        return f"{label} · {rate.name}" if rate is not None and rate.name else label

    def _detail_of(self, line: Line, product: Product | None) -> str:
        """Say what the row does not show: what is not charged, and how the price comes about."""
        found = priced_by(self.project, line)
        if found is None:
            return ""
        told = line.detail if product is None else product.detail
        is_shown = line.amount is not None and told == f"{money(line.amount)} {every(line.period_months)}"
        return f"{NNBSP}; ".join([*self._already(*found), *([told] if told and not is_shown else [])])

    def _already(self, owner: Offer | Option, rate: Any) -> Iterator[str]:
        """Yield « 18 personnes, dont 15 déjà dans l'offre » for a line that charges what lies beyond."""
        if rate is None or rate.metric is None or not rate.beyond_included:
            return
        wanted, charged = self.selection.usage.get(rate.metric), self.selection.charged_quantity(rate)
        if wanted is not None and charged < wanted:
            whole = counted(wanted, self.selection.metrics[rate.metric])
            yield _("{whole}, dont {n} déjà dans l'offre").format(whole=whole, n=number(wanted - charged))


def _option_row(option: Option, taking: Taking, why: str, amount: Decimal | None) -> QuoteRow:
    """Return the row of an option that has no price of its own here, and why."""
    return QuoteRow(
        id=row_id("option", option.id),
        origin=at("options", option.id, "rates"),
        label=clipped(option.name),
        detail=why,
        unit_price=amount,
        amount=amount,
        period_months=option.rates[0].period_months if option.rates else 1,
        taking=taking,
    )


def entry_row(project: Project, quote: Quote, entry: QuoteEntry) -> QuoteRow:
    """Return the row of a free line, of a heading, of a comment or of a page break."""
    origin = at("quotes", quote.id, "entries", entry.id)
    if isinstance(entry, QuoteLine):
        return _free_row(project, quote, entry, origin)
    named = row_id("entry", entry.id)
    if isinstance(entry, QuoteSection):
        return QuoteRow(id=named, kind=RowKind.SECTION, origin=origin, label=entry.title)
    if isinstance(entry, QuoteBreak):
        return QuoteRow(id=named, kind=RowKind.BREAK, origin=origin)
    return QuoteRow(id=named, kind=RowKind.COMMENT, origin=origin, detail=entry.text)


def _free_row(project: Project, quote: Quote, entry: QuoteLine, origin: str) -> QuoteRow:
    own = vats_of(project)(entry.provider).rate
    vat = Vat(rate=own if entry.vat_rate is None else entry.vat_rate)
    entered = to_cents(entry.quantity * entry.unit_price)
    amount = converted(entered, entry.tax, quote.tax, vat)
    quantity, unit, detail = entry.quantity, entry.unit, entry.detail
    unit_price = exact_on(Fraction(entry.unit_price), entry.tax, quote.tax, vat)
    if unit_price is None or to_cents(quantity * unit_price) != amount:
        quantity, unit, unit_price = Decimal(1), "", amount
        if entry.quantity != 1:
            detail = _with_working(entry)
    return _priced(
        id=row_id("entry", entry.id),
        origin=origin,
        label=entry.label,
        detail=detail,
        quantity=quantity,
        unit=unit,
        unit_price=unit_price,
        amount=amount,
        vat_rate=vat.rate,
        period_months=entry.period_months,
        taking=entry.taking,
        provider=entry.provider,
        least=entry.least,
        most=entry.most,
    )


def _with_working(entry: QuoteLine) -> str:
    """Return the detail of a free line, with how its amount comes about on the side where it was entered."""
    count = f"{number(entry.quantity)}{NBSP}{entry.unit}" if entry.unit else number(entry.quantity)
    working = f"{count} × {money(entry.unit_price)} {entry.tax.upper()}"
    said = clipped(entry.detail, LONGEST_TEXT - len(working) - 1)
    return f"{said}\n{working}" if said else working


def writable(amount: Decimal | None) -> Decimal | None:
    """Return `amount`, or `None` for one that is too large to be written in a quote."""
    return None if amount is None or abs(amount) > MAX_AMOUNT else amount


def _priced(*, amount: Decimal | None, unit_price: Decimal | None, **fields: Any) -> QuoteRow:
    """Return a row; an amount that is too large to be one becomes unknown, and says so."""
    if amount is not None:
        if writable(amount) is None:
            too_large = _("Ce montant dépasse ce qu'un devis peut écrire : vérifiez la quantité et le prix.")
            return QuoteRow(**{**fields, "detail": too_large, "quantity": Decimal(1), "unit": ""})
        amount, unit_price = to_cents(amount), to_cents(amount) if unit_price == amount else unit_price
    if unit_price is not None and abs(unit_price) >= LARGEST_UNIT_PRICE:
        unit_price, fields["quantity"] = None, Decimal(1)
    return QuoteRow(amount=amount, unit_price=unit_price, **fields)
