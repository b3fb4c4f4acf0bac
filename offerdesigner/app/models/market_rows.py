"""The rows of the comparison with others, and what stands in each cell: no Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from offerdesigner.app.fields.info import field_info
from offerdesigner.economics import competition_words as words
from offerdesigner.economics.competition import Asked, Comparison
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.market import Competitor, Fact, MarketRow
from offerdesigner.model.project import Project
from offerdesigner.model.typed import ABSENT, INCLUDED, reduced
from offerdesigner.pricing.wording import price
from offerdesigner.text import _, number, typeset

NOTHING = "—"
YES = "✓"
OURS: Id = "ours"
"""The identity of the first column: our offer."""


class RowKind(StrEnum):
    """What a row shows."""

    NAME = "name"
    SEEN = "seen_on"
    OFFER = "offer"
    TARIFF = "rates"
    VAT = "vat_rate"
    WORKED = "worked"
    PRICE = "price"
    GAP = "gap"
    FIRST_YEAR = "first_year"
    NEXT_YEAR = "next_year"
    INCLUDED = "included"
    KIND = "kind"
    WEBSITE = "website"
    FACT = "fact"


YEARS = (RowKind.FIRST_YEAR, RowKind.NEXT_YEAR)
"""What a year costs with the setup fee and the membership that the month leaves out."""

COMPUTED = frozenset((RowKind.WORKED, RowKind.PRICE, RowKind.GAP, RowKind.INCLUDED, *YEARS))
"""What follows from the rest, and is not typed."""

_TITLES = {
    RowKind.TARIFF: _("Tarif affiché"),
    RowKind.WORKED: _("Calcul"),
    RowKind.PRICE: _("Pour cet usage, par mois"),
    RowKind.GAP: _("Écart avec nous"),
    RowKind.FIRST_YEAR: _("1re année, tout compris"),
    RowKind.NEXT_YEAR: _("Année suivante"),
    RowKind.INCLUDED: _("Compris dans ce prix"),
}


@dataclass(frozen=True)
class Row:
    """One row; `free` is the row of the project behind it, if it is one that people made."""

    id: str
    kind: RowKind
    title: str
    free: MarketRow | None = None


@dataclass(frozen=True)
class Column:
    """One column: `holder` is where its answers stand."""

    id: Id
    holder: Address
    asked: Asked | None

    @property
    def competitor(self) -> Competitor | None:
        """Who it is; `None` for us."""
        return self.asked.competitor if self.asked is not None else None


def rows_of(project: Project) -> tuple[Row, ...]:
    """Return the rows in order: what is known of each, its price for the usage, then what people chose to compare."""
    fixed = [kind for kind in RowKind if kind is not RowKind.FACT]
    if not any(one.tax == "ht" for one in project.competitors) and not project.structure.vat.rate:
        fixed.remove(RowKind.VAT)  # nothing to convert: one question less
    if not _asks_more(project):
        fixed = [kind for kind in fixed if kind not in YEARS]  # twelve months say it all
    titles = {kind: _TITLES.get(kind) or field_info(Competitor, kind.value).title for kind in fixed}
    free = (Row(row.id, RowKind.FACT, row.name or _("Sans nom"), row) for row in project.market_rows)
    return (*(Row(f"-{kind}", kind, titles[kind]) for kind in fixed), *free)


def _asks_more(project: Project) -> bool:
    """Tell whether a setup fee or a membership may be due to anyone beside the month."""
    theirs = any(one.setup_fee or one.membership for one in project.competitors)
    return theirs or project.structure.membership is not None or any(offer.setup_fee for offer in project.offers)


def columns_of(found: Comparison) -> tuple[Column, ...]:
    """Return our column, then one a competitor."""
    others = (
        Column(asked.competitor.id, at("competitors", asked.competitor.id), asked)
        for asked in found.others
        if asked.competitor is not None
    )
    return (Column(OURS, "market", found.ours), *others)


def heading(found: Comparison, column: Column) -> str:
    """Return what stands over a column."""
    if column.competitor is not None:
        return words.competitor_name(column.competitor)
    if found.offer is None:
        return _("Nous")
    return typeset(_("Nous : {name}").format(name=found.offer.name or _("offre sans nom")))


def shown(found: Comparison, row: Row, column: Column) -> str:
    """Return the words of a cell."""
    if row.kind is RowKind.FACT:
        return _answer_shown(fact_in(found.project, row, column))
    if row.kind is RowKind.PRICE:
        return _month(column.asked)
    if row.kind in YEARS:
        return _year(column.asked, row.kind)
    if row.kind is RowKind.WORKED:
        return words.worked(column.asked) if column.asked is not None else NOTHING
    if column.competitor is None:
        return _ours(found, row)
    return _theirs(found, row, column.competitor, column.asked)


def typed(found: Comparison, row: Row, column: Column) -> str:
    """Return what one starts from when a cell is typed in."""
    if row.kind is RowKind.FACT:
        return fact_in(found.project, row, column)
    said = shown(found, row, column)
    return "" if said == NOTHING else said


def is_typed(row: Row, column: Column) -> bool:
    """Tell whether a cell can be changed in the table."""
    if row.kind is RowKind.FACT:
        return True
    return row.kind not in COMPUTED if column.competitor is not None else row.kind is RowKind.OFFER


def address_of(row: Row, column: Column, found: Comparison) -> Address:
    """Return where what a cell shows stands in the project."""
    if row.free is not None:
        return at("market_rows", row.free.id)
    if column.competitor is None:
        return "market/offer" if found.offer is None or row.kind is RowKind.OFFER else at("offers", found.offer.id)
    return at(column.holder, "rates" if row.kind in COMPUTED else row.kind.value)


def fact_in(project: Project, row: Row, column: Column) -> str:
    """Return what a column answers in a free row, or ""."""
    facts: tuple[Fact, ...] = (column.competitor or project.market).facts
    return next((fact.text for fact in facts if row.free is not None and fact.row == row.free.id), "")


def _answer_shown(text: str) -> str:
    said = reduced(text)
    if said in INCLUDED:
        return YES
    return NOTHING if said in ABSENT else text


def spoken(text: str) -> str:
    """Say a sign aloud."""
    return {YES: _("oui"), NOTHING: _("non")}.get(text, text)


def _month(asked: Asked | None) -> str:
    if asked is None:
        return NOTHING
    return price(asked.monthly, cents=True) if asked.monthly is not None else _("inconnu")


def _year(asked: Asked | None, kind: RowKind) -> str:
    if asked is None:
        return NOTHING
    due = asked.first_year if kind is RowKind.FIRST_YEAR else asked.next_year
    return price(due, cents=True) if due is not None else _("inconnu")


def _ours(found: Comparison, row: Row) -> str:
    structure, offer = found.project.structure, found.offer
    match row.kind:
        case RowKind.NAME:
            return structure.name or _("Nous")
        case RowKind.KIND:
            return structure.legal_form or NOTHING
        case RowKind.WEBSITE:
            return structure.contact.website or NOTHING
        case RowKind.OFFER if offer is not None:
            return offer.name or _("Offre sans nom")
        case RowKind.TARIFF if offer is not None:
            return words.displayed(found.project, offer)
        case RowKind.INCLUDED if offer is not None:
            return words.our_included(found.project, offer)
        case _:
            return NOTHING


def _theirs(found: Comparison, row: Row, competitor: Competitor, asked: Asked | None) -> str:
    match row.kind:
        case RowKind.SEEN:
            return competitor.seen_on.strftime("%d/%m/%Y") if competitor.seen_on is not None else NOTHING
        case RowKind.TARIFF:
            return words.displayed(found.project, competitor)
        case RowKind.VAT:
            return typeset(f"{number(competitor.vat_rate)} %")
        case RowKind.GAP:
            return words.gap_words(found.gap(asked)) if asked is not None else NOTHING
        case RowKind.INCLUDED:
            return words.included(found.project, asked) if asked is not None else NOTHING
        case _:
            return str(getattr(competitor, row.kind.value)) or NOTHING


def sheet(found: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield the whole table as words, the headings first."""
    columns = columns_of(found)
    yield ("", *(heading(found, column) for column in columns))
    for row in rows_of(found.project):
        yield (row.title, *(shown(found, row, column) for column in columns))
