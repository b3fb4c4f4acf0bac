"""The rows of a quote as it prints them: numbered, by cadence, by section; what is proposed apart, by letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from offerdesigner.model.quotes import QuoteContent, QuoteRow, RowKind, Taking
from offerdesigner.pricing.offers import total

_LETTERS = 26


class EntryKind(StrEnum):
    """What stands on one line of a table."""

    LINE = "line"
    DISCOUNT = "discount"
    COMMENT = "comment"
    BREAK = "break"
    SECTION = "section"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table: a row of the quote under its `mark` (number or letter), or the subtotal of a section."""

    kind: EntryKind
    row: QuoteRow
    mark: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What is due every `period_months` (`None`: once)."""

    period_months: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is in the totals, by cadence, and what is proposed beside them."""

    groups: tuple[Group, ...]
    proposed: tuple[Entry, ...]

    @property
    def turns_after(self) -> bool:
        """Whether a page begins after the last line."""
        return any(group.entries[-1].kind == EntryKind.BREAK for group in self.groups if group.entries)

    @property
    def entries(self) -> Iterator[Entry]:
        """Everything, in the order of the paper."""
        for group in self.groups:
            yield from group.entries
        yield from self.proposed


_PROPOSED = -1
"""Where rows that are proposed go, beside the cadences (0: once)."""


def rows_of(content: QuoteContent, whole: frozenset[str] = frozenset()) -> Rows:
    """Return the rows of `content` in the order of the paper.

    Rows whose id is in `whole` (discounts on the whole) stand after the sections.
    """
    sorted_out = _Sorter()
    for row in content.rows:
        sorted_out.add(row, is_whole=row.id in whole)
    tables = sorted_out.tables()
    groups = tuple(
        Group(place or None, tuple(entries)) for place, entries in sorted(tables.items()) if place != _PROPOSED
    )
    return Rows(tuple(_numbered(groups)), tuple(_lettered(tables.get(_PROPOSED, ()))))


class _Sorter:
    """Sends rows to their tables; comments and breaks go where the next line of their section does."""

    def __init__(self) -> None:
        self._tables: dict[int, list[Entry]] = {}
        self._sections: dict[int, QuoteRow | None] = {}
        self._section: QuoteRow | None = None
        self._waiting: list[Entry] = []
        self._last: int | None = None

    def add(self, row: QuoteRow, *, is_whole: bool) -> None:
        """Send one more row where it goes."""
        match row.kind:
            case RowKind.SECTION:
                self._settle()
                self._section = row
            case RowKind.COMMENT | RowKind.BREAK:
                self._waiting.append(Entry(EntryKind(row.kind), row))
            case _:
                self._put(row, None if is_whole else self._section)

    def _put(self, row: QuoteRow, section: QuoteRow | None) -> None:
        place = _PROPOSED if row.taking == Taking.PROPOSED else row.period_months or 0
        entries = self._tables.setdefault(place, [])
        if place != _PROPOSED and self._sections.get(place) is not section:
            self._close(place)
            if section is not None:
                entries.append(Entry(EntryKind.SECTION, section))
            self._sections[place] = section
        entries += self._waiting
        entries.append(Entry(EntryKind(row.kind), row, amount=row.amount))
        self._waiting, self._last = [], place

    def _settle(self) -> None:
        """Leave what waits for a line after the last one there was."""
        if self._last is not None:
            self._tables[self._last] += self._waiting
            self._waiting = []

    def _close(self, place: int) -> None:
        section = self._sections.get(place)
        if section is None:
            return
        entries = self._tables[place]
        start = max(index for index, entry in enumerate(entries) if entry.row is section)
        amount = total(entry.amount for entry in entries[start:] if entry.kind in _PRICED)
        entries.append(Entry(EntryKind.SUBTOTAL, section, amount=amount))
        self._sections[place] = None

    def tables(self) -> dict[int, list[Entry]]:
        """Return the entries of each table."""
        self._settle()
        for place in self._tables:
            self._close(place)
        return self._tables


_PRICED = (EntryKind.LINE, EntryKind.DISCOUNT)


def _numbered(groups: Sequence[Group]) -> Iterator[Group]:
    number = 0
    for group in groups:
        entries = []
        for entry in group.entries:
            if entry.kind == EntryKind.LINE:
                number += 1
                entry = replace(entry, mark=f"{number}.")
            entries.append(entry)
        yield replace(group, entries=tuple(entries))


def _lettered(entries: Sequence[Entry]) -> Iterator[Entry]:
    place = 0
    for entry in entries:
        if entry.kind == EntryKind.LINE:
            entry = replace(entry, mark=f"{letters(place)}.")
            place += 1
        yield entry


def letters(place: int) -> str:
    """Name a place (from 0) with letters: A, B… Z, AA, AB…"""
    before, rest = divmod(place, _LETTERS)
    return (letters(before - 1) if before else "") + chr(ord("A") + rest)


def lines_of(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that are lines to order, without their discounts."""
    return [entry for entry in entries if entry.kind == EntryKind.LINE]
