"""What is typed in many cells at once (pasted, filled, emptied), as one edit that is validated once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from offerdesigner.app.models.grid_cells import cell_in
from offerdesigner.app.models.grid_columns import Column
from offerdesigner.app.models.grid_rows import Row, RowKind
from offerdesigner.app.models.grid_typing import read_cell, read_grant
from offerdesigner.app.plain import middle
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.edits import Edit, together
from offerdesigner.model.grants import with_grants
from offerdesigner.model.offers import Grant, Offer
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import reason
from offerdesigner.model.typed import ABSENT, Refused, reduced
from offerdesigner.text import _, number, of, plural

LONGEST_SAID = 40
"""How many letters of what was typed a sentence repeats."""


@dataclass(frozen=True)
class Entry:
    """What is typed in one cell; `refusal` says why it cannot even be read."""

    row: Row
    offer: Id
    typed: str
    refusal: str = ""


def batch_edit(project: Project, entries: Sequence[Entry], label: str) -> Edit:
    """Return one edit that types each entry in its cell of the offers grid.

    Raises `Refused`, naming the first cell that is refused, in the order of the entries.
    """
    work = _Work(project, entries)
    inheriting, services, others = _sorted_places(entries)
    # First who inherits from whom, then what is given: from what is inherited down to who inherits it.
    work.read_one_by_one(sorted(inheriting, key=lambda place: not _is_emptied(entries[place])))
    for offer in sorted(services, key=work.depth):
        work.read_services(offer, services[offer])
    # The price lines of an offer go before the leading one that they need.
    work.read_one_by_one(place for place in others if not _is_emptied(entries[place]))
    work.read_one_by_one(place for place in reversed(others) if _is_emptied(entries[place]))
    _raise_first(project, entries, work.refusals)
    first = entries[0]
    address = cell_in(Column(project, _offer(project, first)), first.row).address
    return Edit(label, work.changed, address)


def in_turn(
    project: Project,
    entries: Sequence[Entry],
    label: str,
    edit_for: Callable[[Project, Row, Offer, str], Edit],
) -> Edit:
    """Return one edit that types the entries one after another. Raises `Refused`, naming the cell."""
    steps: list[Edit] = []
    for place, entry in enumerate(entries):
        try:
            if entry.refusal:
                raise Refused(entry.refusal)
            edit = edit_for(project, entry.row, _offer(project, entry), entry.typed)
            project = edit.apply(project)
        except (Refused, ValidationError) as refusal:
            _raise_first(project, entries, {place: _said(refusal)})
        steps.append(edit)
    return together(label, steps, steps[0].address)


def _offer(project: Project, entry: Entry) -> Offer:
    return project.find("offers", entry.offer)  # type: ignore[return-value]


def _is_emptied(entry: Entry) -> bool:
    return reduced(entry.typed) in ABSENT


def _said(refusal: Refused | ValidationError) -> str:
    return str(refusal) if isinstance(refusal, Refused) else reason(refusal)


def _raise_first(project: Project, entries: Sequence[Entry], refusals: dict[int, str]) -> None:
    if not refusals:
        return
    entry, sentence = entries[min(refusals)], refusals[min(refusals)]
    words = _("{row} {of_offer} : {sentence}")
    typed = entry.typed.strip()
    short = sentence.replace(typed, middle(typed, LONGEST_SAID)) if typed else sentence
    said = words.format(row=entry.row.label, of_offer=of(_offer(project, entry).name), sentence=short)
    others = len(refusals) - 1
    if others:
        more = plural(others, _("Une autre case est refusée."), _("{n} autres cases sont refusées."))
        said += " " + more.format(n=number(others))
    raise Refused(said)


def _sorted_places(entries: Sequence[Entry]) -> tuple[list[int], dict[Id, list[int]], list[int]]:
    """Return the places of the entries: inheritance, services by offer, and the others."""
    inheriting: list[int] = []
    services: dict[Id, list[int]] = {}
    others: list[int] = []
    for place, entry in enumerate(entries):
        if entry.refusal:
            continue
        if entry.row.kind is RowKind.SERVICE:
            services.setdefault(entry.offer, []).append(place)
        else:
            (inheriting if entry.row.kind is RowKind.INHERITS else others).append(place)
    return inheriting, services, others


class _Work:
    """Offers and services on their way to what was typed; the whole is validated when the edit is made."""

    def __init__(self, project: Project, entries: Sequence[Entry]) -> None:
        self._project = project
        self._entries = entries
        self.refusals = {place: entry.refusal for place, entry in enumerate(entries) if entry.refusal}
        self._offers = {offer.id: offer for offer in project.offers}
        self._services = {service.id: service for service in project.services}

    def depth(self, offer: Id) -> int:
        """Return how many offers this one inherits from, near and far."""
        source = self._offers[offer].inherits
        return 0 if source is None else 1 + self.depth(source)

    def read_one_by_one(self, places: Iterable[int]) -> None:
        """Type in cells that may depend on one another, in this order."""
        for place in places:
            entry = self._entries[place]
            try:
                read = read_cell(self._column(entry.offer), entry.row, entry.typed)
                if read is not None:
                    self._offers[entry.offer] = read.change(self._offers[entry.offer])
            except (Refused, ValidationError) as refusal:
                self.refusals[place] = _said(refusal)

    def read_services(self, offer: Id, places: Iterable[int]) -> None:
        """Type in cells of one offer, of services that do not bear on each other."""
        column = self._column(offer)
        grants: dict[Id, Grant] = {}
        for place in places:
            entry = self._entries[place]
            try:
                read = read_grant(column, entry.row, entry.typed)
            except Refused as refusal:
                self.refusals[place] = _said(refusal)
                continue
            if read is None:
                continue
            grants[entry.row.key], metric = read
            if metric is not None:
                self._services[entry.row.key] = evolve(self._services[entry.row.key], metric=metric)
        if grants:
            self._offers[offer] = with_grants(self._offers[offer], column.inherited, grants)

    def _column(self, offer: Id) -> Column:
        """Return an offer in the project as it stands, whose references are not checked at each cell."""
        now = {"offers": tuple(self._offers.values()), "services": tuple(self._services.values())}
        return Column(self._project.model_copy(update=now), self._offers[offer])

    def changed(self, now: Project) -> Project:
        """Return `now` with what was typed, validated as a whole."""
        return evolve(
            now,
            offers=tuple(self._offers.get(offer.id, offer) for offer in now.offers),
            services=tuple(self._services.get(service.id, service) for service in now.services),
        )
