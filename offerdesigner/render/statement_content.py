"""What a statement says to one structure: for which sales, line by line, how much, and what is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.economics.sale_words import offer_words, sale_words
from offerdesigner.economics.sharing import Statement, name_of
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Structure
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, NNBSP, _, money, number

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: what for, why, and how much (€ HT, the first year)."""

    label: Words
    why: Words
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SoldGroup:
    """The lines of one sale, under the words of the sale."""

    title: Said
    lines: tuple[StatementLine, ...]

    @property
    def total(self) -> Decimal:
        """What the structure gets of this sale, in € HT."""
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Addressee:
    """The statement of one structure."""

    name: Words
    details: tuple[Said, ...]
    summary: Said
    groups: tuple[SoldGroup, ...]
    total: Decimal
    uncounted: tuple[Said, ...]


def addressee(project: Project, told: Statement, partner: Id | None, structure: Structure) -> Addressee:
    """Return what the statement `told` says to one structure."""
    root = at("partners", structure.id) if partner is not None else "structure"
    total = told.total(partner)
    return Addressee(
        name=Words(name_of(project, partner), "name", at(root, "name")),
        details=tuple(_details(structure, root)),
        summary=_summary(told, total),
        groups=tuple(_groups(project, told, partner)),
        total=total,
        uncounted=tuple(_uncounted(project, told)),
    )


def who(structure: Structure, name: str, root: Address) -> Said:
    """Return one paragraph that names a structure and its legal form."""
    form = structure.legal_form
    named = Words(name, "strong", at(root, "name"))
    return (named, Words(f" · {form}", "soft", at(root, "legal_form"))) if form else (named,)


def _details(structure: Structure, root: Address) -> Iterator[Said]:
    """Yield the identity of a structure, as an envelope and a treasurer want it."""
    of, numbers = structure.contact, structure.identifiers
    if structure.legal_form:
        yield (Words(structure.legal_form, "ink", at(root, "legal_form")),)
    for label, field in ((_("SIRET"), "siret"), (_("SIREN"), "siren"), (_("RNA"), "rna"), (_("TVA"), "vat_number")):
        typed = getattr(numbers, field)
        if typed and not (field == "siren" and numbers.siret):
            yield (Words(f"{label}{NBSP}{typed}", "soft", at(root, "identifiers", field)),)
    for field in ("person", "street"):
        if getattr(of, field):
            yield (Words(getattr(of, field), "ink", at(root, "contact", field)),)
    town = f"{of.postcode}{NBSP}{of.town}".strip(NBSP)
    if town:
        yield (Words(town, "ink", at(root, "contact", "town" if of.town else "postcode")),)
    if of.email:
        yield (Words(of.email, "soft", at(root, "contact", "email")),)


def _summary(told: Statement, total: Decimal) -> Said:
    if not total:
        return (Words(_("Rien ne lui revient de ces ventes.")),)
    share = f"{number(total * _HUNDRED / told.revenue, 1)}{NNBSP}%"
    said = _("Pour la première année : {total} hors taxes, soit {share} des {revenue} de ventes prévues.")
    return (Words(said.format(total=money(total, cents=True), share=share, revenue=money(told.revenue, cents=True))),)


def _groups(project: Project, told: Statement, partner: Id | None) -> Iterator[SoldGroup]:
    parts = told.of(partner)
    for sale in project.sales:
        lines = tuple(
            StatementLine(Words(part.label), Words(_capital(part.why), "soft", at("sales", sale.id)), part.amount)
            for part in parts
            if part.sale == sale.id
        )
        if lines:
            yield SoldGroup(_title(project, sale), lines)


def _title(project: Project, sale: Sale) -> Said:
    address = at("sales", sale.id)
    offer = Words(offer_words(project, sale), "strong", address)
    return offer, Words(f" · {sale_words(project, sale)}", "soft", address)


def _uncounted(project: Project, told: Statement) -> Iterator[Said]:
    sales = {sale.id: sale for sale in project.sales}
    for untold in told.untold:
        sale = sales[untold.sale]
        yield (
            Words(untold.why, "ink", at("sales", sale.id)),
            Words(f" · {sale_words(project, sale)}", "soft", at("sales", sale.id)),
        )


def _capital(why: str) -> str:
    return why[:1].upper() + why[1:]
