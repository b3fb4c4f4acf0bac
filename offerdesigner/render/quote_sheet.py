"""What a quote prints, gathered once: its rows, its totals, who delivers, and where a click on each text leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import reference
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteRow, RowKind
from offerdesigner.model.structure import Structure
from offerdesigner.pricing.quote_deposit import deposit_of
from offerdesigner.pricing.quote_totals import PRICED, CadenceTotal, QuoteTotals, totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.render.quote_rows import Rows, rows_of
from offerdesigner.text import NNBSP, _, number


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """A quote to print on the day `today`: `totals` without what is proposed, `with_proposed` with all of it."""

    project: Project
    quote: Quote
    content: QuoteContent
    rows: Rows
    totals: QuoteTotals
    with_proposed: QuoteTotals
    providers: tuple[Id | None, ...]
    charges_vat: bool
    """Whether VAT shows: one of those who deliver charges it, or a row bears it."""
    places: frozenset[Address]
    """Where rows come from, of what stands in the project."""
    today: date

    @property
    def root(self) -> Address:
        """Where the quote stands."""
        return at("quotes", self.quote.id)

    @property
    def is_draft(self) -> bool:
        """Whether it was not sent yet."""
        return not self.quote.is_frozen

    @property
    def title(self) -> str:
        """What it is."""
        return _("Projet de devis") if self.is_draft else _("Devis")

    @property
    def named(self) -> str:
        """What it is, with its number where it has one."""
        said = reference(self.quote)
        return f"{self.title} {said}" if said else self.title

    @property
    def taxed(self) -> str:
        """What follows the name of a figure that holds VAT; nothing where none is charged."""
        return _(", TTC") if self.charges_vat else ""

    @property
    def is_shared(self) -> bool:
        """Whether several structures deliver."""
        return len(self.providers) > 1

    @property
    def is_recurring(self) -> bool:
        """Whether something is due again and again."""
        cadences = (*self.totals.cadences, *self.with_proposed.cadences)
        return any(cadence.period_months is not None for cadence in cadences)

    @property
    def deposit(self) -> Decimal | None:
        """What is paid with the order, TTC; `None` where nothing is, or nothing that is known."""
        return deposit_of(self.quote, self.totals)

    def field(self, *parts: str) -> Address:
        """Return where one of the quote's own words stands."""
        return at(self.root, *parts)

    def origin(self, row: QuoteRow) -> Address:
        """Return where a click on a row leads: to the quote itself once it was sent."""
        return row.origin if self.is_draft and row.origin in self.places else self.root

    def party(self, root: Address, *parts: str) -> Address:
        """Return where a word of a party stands: the quote itself once it was sent."""
        return at(root, *parts) if self.is_draft else self.root

    def structure(self, provider: Id | None) -> Structure:
        """Return who delivers."""
        return _structure(self.content, provider)

    def name_of(self, provider: Id | None) -> str:
        """Return the name of who delivers."""
        ours = _("Nom de votre structure") if provider is None else _("Structure partenaire")
        return self.structure(provider).name or ours

    def cadence(self, period: int | None) -> CadenceTotal | None:
        """Return what is due at one cadence, without what is proposed."""
        return next((cadence for cadence in self.totals.cadences if cadence.period_months == period), None)


def _structure(content: QuoteContent, provider: Id | None) -> Structure:
    partners = (partner for partner in content.partners if partner.id == provider)
    return content.seller if provider is None else next(partners, Structure(id=provider))


def sheet_of(project: Project, quote: Quote, today: date) -> QuoteSheet:
    """Gather what `quote` prints."""
    content = content_of(project, quote)
    wholes = frozenset(discount.id for discount in quote.discounts if not discount.line)
    whole = frozenset(
        row.id for row in content.rows if row.kind == RowKind.DISCOUNT and addresses.last(row.origin) in wholes
    )
    priced = [row for row in content.rows if row.kind in PRICED]
    found = {row.provider for row in priced}
    ordered = (None, *(partner.id for partner in content.partners))
    known = [provider for provider in ordered if provider in found]
    others = sorted(provider for provider in found.difference(known) if provider is not None)
    providers = (*known, *others) or (None,)
    charging = (_structure(content, provider).vat.rate for provider in providers)
    origins = {row.origin for row in content.rows}
    return QuoteSheet(
        project,
        quote,
        content,
        rows=rows_of(content, whole),
        totals=totals(content),
        with_proposed=totals(content, with_proposed=True),
        providers=providers,
        charges_vat=any(row.vat_rate for row in priced) or any(charging),
        places=frozenset(origin for origin in origins if addresses.exists(project, origin)),
        today=today,
    )


# Words ------------------------------------------------------------------------------------


def rate_words(rate: Decimal) -> str:
    """Write a rate of VAT."""
    return f"{number(rate)}{NNBSP}%"
