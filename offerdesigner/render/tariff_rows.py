"""What stands on a tariff sheet: rows, columns and cards of words, each leading to where it was said."""

from __future__ import annotations

from dataclasses import dataclass

from offerdesigner.model.address import Address
from offerdesigner.model.base import Id
from offerdesigner.render.tariff_prices import Figure
from offerdesigner.render.words import Said, Words

CHECK, DASH, WORDS = "check", "dash", "words"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer says in a row: a check mark, a dash, or paragraphs."""

    kind: str
    said: tuple[Said, ...] = ()
    address: Address = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label (paragraphs) and one cell an offer; one that `is_minor` stands smaller under another."""

    label: tuple[Said, ...]
    cells: tuple[Cell, ...]
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title."""

    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of an offer."""

    rank: int
    offer: Id
    name: Words
    under_name: tuple[Said, ...]
    figure: Figure
    details: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OptionCard:
    """An option: its name, then paragraphs (price, description, rules)."""

    name: Words
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet; `totals` are the rows that stand out."""

    range: Id
    title: Words
    lead: tuple[Said, ...]
    price_notes: tuple[Said, ...]
    columns: tuple[Column, ...]
    costs: tuple[Row, ...]
    totals: tuple[Row, ...]
    groups: tuple[Group, ...]
    options_title: str
    options: tuple[OptionCard, ...]
    conditions: tuple[Said, ...]
    leaving: tuple[Said, ...]
    contact: tuple[Said, ...]
    qr: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of costs and of services."""
        return (*self.costs, *(row for group in self.groups for row in group.rows))


def words_cell(text: str, address: Address, *more: Words) -> Cell:
    """Return a cell that says `text` and `more` under it, or a dash where there is no text."""
    if not text:
        return Cell(DASH, (), address)
    return Cell(WORDS, ((Words(text, "ink", address),), *((words,) for words in more)), address)
