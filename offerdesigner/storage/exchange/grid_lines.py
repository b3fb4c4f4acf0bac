"""Reads a grid line by line: each says one thing of all the offers."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.grants import with_grants
from offerdesigner.model.offers import Grant, Granted, Included, NotIncluded, Offer
from offerdesigner.model.project import Project
from offerdesigner.model.typed import ABSENT, COMPRISED, INCLUDED, Refused, reduced
from offerdesigner.storage.exchange.cells import Cell, Sheet, is_failed, shown
from offerdesigner.storage.exchange.grid_amounts import (
    Ambiguous,
    Unit,
    is_double,
    option_price,
    pack_size,
    read_price,
    read_quantity,
    settled,
)
from offerdesigner.storage.exchange.grid_catalogue import Catalogue
from offerdesigner.storage.exchange.grid_labels import is_options_title, option_name, said_by
from offerdesigner.storage.exchange.grid_layout import Grid, HolderRole, Layout, LineKind, LineRole, Place, Reading
from offerdesigner.storage.exchange.grid_notes import Doubt, Note, NoteKind, cell_note, holder_note, line_note
from offerdesigner.storage.exchange.grid_options import Options
from offerdesigner.storage.exchange.grid_prices import LONGEST_NAME, Entry, Prices, said, side_of
from offerdesigner.text import _, every, fold, money, parse_number

_PROPOSED = INCLUDED - COMPRISED | {"proposée", "proposé"}

T = TypeVar("T")


@dataclass
class _Draft:
    """An offer on its way, and what the lines say of it; who it inherits from is found once all names are known."""

    holder: int
    offer: Offer
    prices: list[Entry] = field(default_factory=list)
    grants: dict[Id, Grant] = field(default_factory=dict)
    parent: tuple[Place, str] | None = None
    others: list[Callable[[Offer], Offer]] = field(default_factory=list)
    """What comes after the leading price."""


@dataclass(frozen=True)
class _Proposal:
    """An option that a line proposes with offers, and the price that the cell of each says, if it does."""

    name: str
    service: Id | None
    offers: tuple[tuple[Id, Entry | None], ...]


@dataclass(frozen=True)
class _Cell:
    """A cell of the line that is read, and the offer that it is about."""

    draft: _Draft
    value: Cell
    place: Place

    @property
    def text(self) -> str:
        return " ".join(shown(self.value).split())


class Lines:
    """What all the lines of a grid say, for the offers of the range `range_id`; `fresh` makes ids."""

    def __init__(self, sheet: Sheet, layout: Layout, project: Project, range_id: Id, fresh: Callable[[], Id]) -> None:
        self._grid, self._layout = Grid(sheet, layout.orientation), layout
        self._project, self._range, self._fresh = project, range_id, fresh
        self.notes: list[Note] = []
        self.doubts: list[Doubt] = []
        self.services = 0
        """How many lines say what is delivered."""
        self.catalogue = Catalogue(project, fresh)
        self._prices = Prices(self.catalogue.metric, fresh, self._leave, project.structure.vat)
        is_filling = any(sold.id == range_id for sold in project.ranges)
        self.options = Options(self._prices, fresh, is_filling=is_filling)
        self._heading = self._first_holder(HolderRole.HEADING)
        self._groups, self._software = self._first_holder(HolderRole.GROUP), self._first_holder(HolderRole.SOFTWARE)
        self._title = ""
        self._used: set[Id] = set()
        self._proposals: list[_Proposal] = []
        self._names = next((n for n, role in enumerate(layout.lines) if role.kind is LineKind.NAME), None)
        self._drafts = self._make_drafts()
        self._tell_left_holders()
        for line, role in enumerate(layout.lines):
            self._read(line, role)

    def offers(self) -> tuple[Offer, ...]:
        """Return the offers that the lines speak of, as they make them."""
        self._find_parents()
        done: dict[Id, Offer] = {offer.id: offer for offer in self._project.offers}
        for draft in sorted(self._drafts, key=self._depth):
            offer = self._prices.put(draft.offer, draft.prices)
            for change in draft.others:
                offer = change(offer)
            done[offer.id] = self._granted(offer, _given(done, offer.inherits), draft.grants)
        self._propose(done)
        return tuple(done[draft.offer.id] for draft in self._drafts)

    def _propose(self, offers: Mapping[Id, Offer]) -> None:
        """Propose the options: a price that says neither HT nor TTC is on the side of its offer."""
        for proposal in self._proposals:
            entries = (
                (offer, None if entry is None else replace(entry, tax=side_of(entry, offers[offer])))
                for offer, entry in proposal.offers
            )
            self.options.propose(proposal.name, proposal.service, entries)

    def _granted(self, offer: Offer, inherited: set[Id], grants: dict[Id, Grant]) -> Offer:
        known = {line.id for line in offer.inclusions}
        made = with_grants(offer, inherited, grants)
        lines = (line if line.id in known else evolve(line, id=self._fresh()) for line in made.inclusions)
        return evolve(made, inclusions=tuple(lines))

    # Offers

    def _first_holder(self, role: HolderRole) -> int | None:
        return next((place for place, known in enumerate(self._layout.holders) if known is role), None)

    def _make_drafts(self) -> list[_Draft]:
        known = {fold(offer.name): offer for offer in self._project.offers_of(self._range)}
        taken: set[str] = set()
        drafts = []
        self.completed = 0
        for holder, role in enumerate(self._layout.holders):
            if role is not HolderRole.OFFER:
                continue
            name = self._free_name(holder, taken)
            offer = known.get(fold(name))
            self.completed += offer is not None
            offer = offer or Offer(id=self._fresh(), range=self._range, name=name)
            drafts.append(_Draft(holder, offer))
        return drafts

    def _free_name(self, holder: int, taken: set[str]) -> str:
        name = self._grid.text(self._names, holder)[:LONGEST_NAME] if self._names is not None else ""
        wanted = found = name or _("Offre {n}").format(n=len(taken) + 1)
        number = 2
        while fold(found) in taken:
            found, number = f"{wanted[: LONGEST_NAME - 6]} {number}", number + 1
        taken.add(fold(found))
        return found

    def _tell_left_holders(self) -> None:
        for holder, role in enumerate(self._layout.holders):
            if role is HolderRole.LEFT and any(line[holder] != "" for line in self._grid.lines):
                label = "" if self._names is None else self._grid.text(self._names, holder)
                first = next(
                    self._grid.text(n, holder) for n, line in enumerate(self._grid.lines) if line[holder] != ""
                )
                self.notes.append(holder_note(self._grid, holder, label or first, _("laissée de côté")))

    def _find_parents(self) -> None:
        by_name = {fold(offer.name): offer.id for offer in self._project.offers}
        by_name.update((fold(draft.offer.name), draft.offer.id) for draft in self._drafts)
        parents = {offer.id: offer.inherits for offer in self._project.offers}
        for draft in self._drafts:
            if draft.parent is None:
                continue
            place, name = draft.parent
            parent = by_name.get(fold(name))
            if parent is None:
                self._leave(place, _("aucune offre n'a ce nom"))
            elif draft.offer.id in _chain(parents, parent):
                self._leave(place, _("l'offre finirait par se contenir elle-même"))
            else:
                parents[draft.offer.id] = parent
                draft.offer = evolve(draft.offer, inherits=parent)
        self._parents = parents

    def _depth(self, draft: _Draft) -> int:
        return len(_chain(self._parents, draft.offer.id))

    # Lines

    def _read(self, line: int, role: LineRole) -> None:
        label = self._grid.text(line, self._heading)
        if self._grid.text(line, self._groups):
            self._title = self._grid.text(line, self._groups)
        match role.kind:
            case LineKind.LEFT:
                self._tell_left(line, label)
            case LineKind.TITLE:
                self._title = "" if is_options_title(label) else label
            case LineKind.PUBLIC | LineKind.PROMISE:
                self._read_words(line, role.kind.value)
            case LineKind.INHERITS:
                self._read_parents(line)
            case LineKind.PRICE | LineKind.SETUP | LineKind.MORE_USERS | LineKind.MORE_STORAGE:
                self._read_prices(line, role, label)
            case LineKind.SERVICE | LineKind.USERS | LineKind.STORAGE:
                self._read_service(line, role.kind, label)
            case LineKind.OPTION:
                self._read_option(line, role, label)
            case LineKind.NAME:
                pass

    def _cells(self, line: int) -> Iterator[_Cell]:
        """Yield the cells of a line that say something of an offer."""
        for draft in self._drafts:
            value = self._grid.lines[line][draft.holder]
            if is_failed(value):
                self._leave(self._grid.place(line, draft.holder), _("cette formule n'a pas de résultat"))
            elif value != "":
                yield _Cell(draft, value, self._grid.place(line, draft.holder))

    def _leave(self, place: Place, why: str) -> None:
        self.notes.append(cell_note(self._grid, place, why))

    def _leave_line(self, line: int, label: str, why: str) -> None:
        self.notes.append(line_note(self._grid, line, label, why))

    def _tell_left(self, line: int, label: str) -> None:
        if self._grid.is_blank(line):
            return
        texts = [self._grid.text(line, holder) for holder in range(self._grid.width)]
        first = next(filter(None, texts), "")
        has_cells = sum(map(bool, texts)) > bool(label)
        why = self._reason(label) if has_cells else ""
        self._leave_line(line, label or first, why or _("laissée de côté"))

    def _reason(self, label: str) -> str:
        """Return why a line of this heading is not imported, "" when nothing stands against it."""
        meant = said_by(label)
        if meant is None:
            return ""
        if meant.role.kind is LineKind.PRICE:
            is_given = meant.role in self._layout.lines
            why = _("un autre prix {cadence} est déjà donné") if is_given else _("il n'y a pas de prix")
            return why.format(cadence=every(meant.role.months))
        return meant.reason

    def _attempt(self, cell: _Cell, read: Callable[[Reading | None], T]) -> T | None:
        """Read a cell, as it was said to be if that is ambiguous; `None` when it cannot be read, which is told."""
        try:
            return read(self._layout.readings.get(cell.place))
        except Ambiguous as doubt:
            self.doubts.append(Doubt(cell.place, cell.text, doubt.readings))
        except Refused as refusal:
            self._leave(cell.place, said(refusal))
        return None

    def _read_words(self, line: int, field_name: str) -> None:
        for cell in self._cells(line):
            words = "" if reduced(cell.text) in ABSENT else cell.text
            if field_name == "public" and len(words) > LONGEST_NAME:
                self._leave(cell.place, _("200 caractères au plus"))
            else:
                cell.draft.offer = evolve(cell.draft.offer, **{field_name: words})

    def _read_parents(self, line: int) -> None:
        for cell in self._cells(line):
            if reduced(cell.text) in ABSENT:
                cell.draft.offer = evolve(cell.draft.offer, inherits=None)
            else:
                cell.draft.parent = cell.place, cell.text

    # Prices

    def _read_prices(self, line: int, role: LineRole, label: str) -> None:
        for cell in self._cells(line):
            is_more = role.kind in (LineKind.MORE_USERS, LineKind.MORE_STORAGE)
            entry = self._entry(cell, label, role.months, is_fine=is_more)
            if entry is None:
                continue
            if role.kind is LineKind.SETUP:
                cell.draft.others.append(partial(self._prices.put_setup, entry=entry))
            elif entry.price.is_absent:
                continue
            elif is_more:
                self._add_more(cell.draft, entry, "users" if role.kind is LineKind.MORE_USERS else "storage")
            else:
                cell.draft.prices.append(entry)

    def _add_more(self, draft: _Draft, entry: Entry, unit: Unit) -> None:
        more = partial(self._prices.put_more, entry=entry, unit=unit, size=pack_size(entry.label))
        draft.others.append(more)

    def _entry(
        self, cell: _Cell, label: str, months: int | None, *, is_fine: bool = False, text: str | None = None
    ) -> Entry | None:
        """Read the price that a cell says (or `text`, a part of it)."""
        value = cell.value if text is None else text
        price = self._attempt(cell, lambda reading: read_price(value, reading, is_fine=is_fine))
        if price is None:
            return None
        if price.was_rounded:
            why = _("arrondi, {amount}").format(amount=money(parse_number(price.typed)))
            self.notes.append(cell_note(self._grid, cell.place, why, NoteKind.REMARK))
        meant = said_by(label)
        tax = price.tax or (meant.tax if meant else None)
        return Entry(cell.place, price, price.months_in(months), label, tax)

    # Services and options

    def _read_service(self, line: int, kind: LineKind, label: str) -> None:
        software = self._grid.text(line, self._software)
        name = label or software
        if not name or len(name) > LONGEST_NAME or len(software) > LONGEST_NAME:
            self._leave_line(line, name, _("200 caractères au plus") if name else _("elle n'a pas d'intitulé"))
            return
        unit: Unit | None = {LineKind.USERS: "users", LineKind.STORAGE: "storage"}.get(kind)  # type: ignore[assignment]
        service = self._service(name, "" if software == name else software, unit, but=self._used)
        self._used.add(service)
        self.services += 1
        proposed: list[tuple[Id, Entry | None]] = []
        for cell in self._cells(line):
            price = option_price(cell.value)
            if price is None:
                grant = self._attempt(cell, partial(self._grant, service, cell, unit))
                if grant is not None:
                    cell.draft.grants[service] = grant
            elif (found := self._proposed(cell, name, 1, price)) is not None:
                proposed.append(found)
        self._proposals.append(_Proposal(name, service, tuple(proposed)))

    def _service(self, name: str, software: str = "", unit: Unit | None = None, but: Container[Id] = ()) -> Id:
        group = self.catalogue.group(self._title[:LONGEST_NAME]) if self._title else None
        return self.catalogue.service(name, software=software, group=group, unit=unit, but=but)

    def _grant(self, service: Id, cell: _Cell, unit: Unit | None, reading: Reading | None) -> Grant:
        if isinstance(cell.value, Decimal) and not cell.value and unit is None:
            return NotIncluded()
        typed = None if unit is None else read_quantity(cell.value, reading, unit)
        text = cell.text.replace("\ufe0f", "")
        if unit is not None and typed is not None and typed[:1].isdigit():
            typed = self.catalogue.counted(service, typed, unit, text)
        if typed is not None or isinstance(cell.value, Decimal):
            return self.catalogue.grant(service, typed or text)
        if is_double(text):
            known = self.catalogue.grant(service, settled(text, reading or Reading.THOUSANDS))
            if isinstance(known, Granted):
                settled(text, reading)  # asks, if nobody said how to read it
                return known
        return self.catalogue.grant(service, text)

    def _read_option(self, line: int, role: LineRole, label: str) -> None:
        name = option_name(label) or label or self._grid.text(line, self._software)
        if not name or len(name) > LONGEST_NAME:
            self._leave_line(line, name, _("200 caractères au plus") if name else _("elle n'a pas d'intitulé"))
            return
        cells = [cell for cell in self._cells(line) if reduced(cell.text) not in ABSENT]
        comprised = {cell.place: cell.draft for cell in cells if reduced(cell.text) in COMPRISED}
        service = self._service(name) if comprised else None
        for draft in comprised.values():
            draft.grants[service or ""] = Included()
        others = (cell for cell in cells if cell.place not in comprised)
        found = (self._proposed(cell, name, role.months, option_price(cell.value)) for cell in others)
        proposed = [each for each in found if each is not None]
        if len(cells) == len(proposed) == 1 and cells[0].draft is self._drafts[0] and proposed[0][1] is not None:
            # A list of options with one column of prices: each goes with every offer.
            proposed = [(draft.offer.id, proposed[0][1]) for draft in self._drafts]
        self._proposals.append(_Proposal(name, service, tuple(proposed)))

    def _proposed(
        self, cell: _Cell, name: str, months: int | None, price: str | None
    ) -> tuple[Id, Entry | None] | None:
        """Return the offer that an option is proposed with, and the price that its cell says, if it does."""
        if price == "" or reduced(cell.text) in _PROPOSED:
            return cell.draft.offer.id, None
        entry = self._entry(cell, name, months, text=price)
        return None if entry is None or entry.price.is_absent else (cell.draft.offer.id, entry)


def _chain(parents: dict[Id, Id | None], offer: Id) -> list[Id]:
    """Return an offer and all that it inherits from."""
    chain = [offer]
    while (parent := parents.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain


def _given(offers: dict[Id, Offer], parent: Id | None) -> set[Id]:
    """Return the services that an offer gives, with all that it inherits."""
    if parent is None or parent not in offers:
        return set()
    given = _given(offers, offers[parent].inherits)
    for line in offers[parent].inclusions:
        (given.discard if isinstance(line.grant, NotIncluded) else given.add)(line.service)
    return given
