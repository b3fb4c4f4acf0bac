"""The quotes as a list shows them: the newest version of each, those to call again first, and what is typed filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from offerdesigner.app.editors.price.cells import Index
from offerdesigner.app.editors.quotes.words import Standing, client_name, standing
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import Families, reference
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import _, fold

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_PRICED_BY = ("offers", "options", "price_lists", "services", "metrics", "groups", "structure", "partners")


@dataclass(frozen=True)
class Entry:
    """A line of the list: its quote, the client, the reference (or what it is about, or its offer), how it stands."""

    quote: Quote
    client: str
    reference: str
    standing: Standing

    @cached_property
    def words(self) -> str:
        """What it is found by."""
        offer = self.quote.content.offer if self.quote.content is not None else ""
        return fold(" ".join((self.client, self.reference, self.quote.purpose, self.standing.words, offer)))


class Entries:
    """The lines of the list, of a project on a day; what did not change is not made again."""

    def __init__(self) -> None:
        self._known: dict[Id, Entry] = {}
        self._day: date | None = None
        self._amounts: dict[Id, tuple[Quote, tuple[Any, ...], Decimal | None]] = {}

    def of(self, project: Project, today: date) -> tuple[Entry, ...]:
        """Return the newest version of each quote, those to call again first, then the newest."""
        if today != self._day:
            self._day, self._known = today, {}
        clients = {client.id: client for client in project.clients}
        offers = {offer.id: offer.name for offer in project.offers}
        known, self._known = self._known, {}
        for quote in _newest(project.quotes):
            held, client, named = known.get(quote.id), client_name(clients, quote), _named(quote, offers)
            if held is None or held.quote is not quote or (held.client, held.reference) != (client, named):
                held = Entry(quote, client, named, standing(quote, today))
            self._known[quote.id] = held
        return tuple(sorted(self._known.values(), key=lambda entry: not entry.standing.is_due))

    def first_year(self, project: Project, quote: Quote) -> Decimal | None:
        """Return what the first year costs TTC; a draft is computed again when what prices it changed."""
        priced_by = () if quote.is_frozen else tuple(getattr(project, part) for part in _PRICED_BY)
        held = self._amounts.get(quote.id)
        if held is not None and held[0] is quote and _are(held[1], priced_by):
            return held[2]
        found = totals(content_of(project, quote)).first_year
        self._amounts[quote.id] = quote, priced_by, found
        return found


def _are(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _newest(quotes: Sequence[Quote]) -> Iterable[Quote]:
    """Return the highest version of each number, and what has no number yet, in their order: the newest first."""
    highest: dict[tuple[str, Id], Quote] = {}
    families = Families(quotes)
    for quote in quotes:
        key = families.name(quote)
        if key not in highest or quote.version > highest[key].version:
            highest[key] = quote
    return highest.values()


def _named(quote: Quote, offers: Mapping[Id, str]) -> str:
    """Return its reference; a draft without one is known by what it is about, or by its offer."""
    return reference(quote) or quote.purpose or offers.get(quote.choice.offer or "") or _("sans objet")


class QuotesModel(QAbstractListModel):
    """The lines that hold every word typed in the filter."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries = Entries()
        self._project: Project | None = None
        self._all: tuple[Entry, ...] = ()
        self._rows: tuple[Entry, ...] = ()
        self._typed = ""

    @property
    def rows(self) -> tuple[Entry, ...]:
        """The lines that show."""
        return self._rows

    def show_quotes(self, project: Project, today: date) -> None:
        """Show the quotes of a project."""
        self._project = project
        self._all = self.entries.of(project, today)
        self._sync()
        if self._rows:  # what a draft costs comes from elsewhere
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def filter(self, typed: str) -> None:
        """Show the quotes in which every word of `typed` stands."""
        self._typed = fold(typed)
        self._sync()

    def row_of(self, versions: Iterable[Quote]) -> int:
        """Return the row that stands for these versions of a quote, or -1."""
        ids = {quote.id for quote in versions}
        return next((row for row, entry in enumerate(self._rows) if entry.quote.id in ids), -1)

    def _sync(self) -> None:
        words = self._typed.split()
        wanted = tuple(entry for entry in self._all if all(word in entry.words for word in words))
        if wanted == self._rows:
            return
        self._drop(wanted)
        self._order(wanted)
        self._insert(wanted)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _drop(self, wanted: Sequence[Entry]) -> None:
        """Remove what is not wanted, as many neighbours at once as there are."""
        ids = {entry.quote.id for entry in wanted}
        last = len(self._rows) - 1
        while last >= 0:
            first = last
            if self._rows[last].quote.id not in ids:
                while first > 0 and self._rows[first - 1].quote.id not in ids:
                    first -= 1
                self.beginRemoveRows(QModelIndex(), first, last)
                self._rows = (*self._rows[:first], *self._rows[last + 1 :])
                self.endRemoveRows()
            last = first - 1

    def _order(self, wanted: Sequence[Entry]) -> None:
        """Put what stays in its order; the current line stays current."""
        held = {entry.quote.id: place for place, entry in enumerate(self._rows)}
        kept = [entry for entry in wanted if entry.quote.id in held]
        places = [held[entry.quote.id] for entry in kept]
        if places == sorted(places):
            self._rows = tuple(kept)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        now = {place: new for new, place in enumerate(places)}
        self._rows = tuple(kept)
        self.changePersistentIndexList(before, [self.index(now[index.row()]) for index in before])
        self.layoutChanged.emit()

    def _insert(self, wanted: Sequence[Entry]) -> None:
        """Insert what is new, as many neighbours at once as there are."""
        held = {entry.quote.id for entry in self._rows}
        place = 0
        while place < len(wanted):
            end = place
            while end < len(wanted) and wanted[end].quote.id not in held:
                end += 1
            if end > place:
                self.beginInsertRows(QModelIndex(), place, end - 1)
                self._rows = (*self._rows[:place], *wanted[place:end], *self._rows[place:])
                self.endInsertRows()
            place = end + 1

    def first_year(self, entry: Entry) -> str:
        """Write what the first year costs."""
        if self._project is None:
            return ""
        return amount_words(self.entries.first_year(self._project, entry.quote))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, its name, or what a screen reader says of it."""
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.client
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                filter(None, (entry.client, entry.reference, self.first_year(entry), entry.standing.words))
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (entry.client, entry.quote.purpose))))
        return None


def version_word(quote: Quote) -> str:
    """Name a version in short: « v2 »."""
    return _("v{n}").format(n=quote.version)
