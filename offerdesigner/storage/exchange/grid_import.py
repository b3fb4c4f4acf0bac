"""A grid of offers read from a sheet, as one edit: it adds a range, or fills one.

Offers, services and options are known by their names: those of the range that is filled are completed, and what
the project delivers already is not written twice. An empty cell says nothing. What is not understood is left
out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from offerdesigner.model import edits
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import reason
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import Sheet
from offerdesigner.storage.exchange.grid_layout import Layout
from offerdesigner.storage.exchange.grid_lines import Lines
from offerdesigner.storage.exchange.grid_notes import Filled
from offerdesigner.text import _, fold


@dataclass(frozen=True)
class GridImport:
    """What to import: a sheet, what each of its parts is, and where it goes.

    `range_id` is the range to fill (`None`: a new one); `range_name` names the range, where it has no offer yet.
    `seed` makes the ids of what is new, always the same for one import.
    """

    sheet: Sheet
    layout: Layout
    range_name: str = ""
    range_id: Id | None = None
    seed: str = field(default_factory=new_id)

    def fill(self, project: Project) -> Filled:
        """Return `project` with the grid in it.

        Raises `Refused` with a French sentence when there is nothing to import, or far too much.
        """
        try:
            return _fill(self, project)
        except ValidationError as error:
            raise Refused(_("Ce tableau ne tient pas dans un projet : {why}").format(why=reason(error))) from error

    def edit(self, project: Project, filled: Filled) -> Edit:
        """Return the edit that makes `filled` of `project`."""
        name = filled.project.find("ranges", filled.range_id).name  # type: ignore[attr-defined]

        def apply(now: Project) -> Project:
            return filled.project if now is project else self.fill(now).project

        return Edit(_("importer la grille « {name} »").format(name=name), apply, at("ranges", filled.range_id))


_NO_NAME = re.compile(r"(?:feuil|feuille|sheet|table|tableau|tabelle)? ?\d*")


def proposed_name(sheet: Sheet, stem: str) -> str:
    """Return a name for the range that a sheet becomes: its own, unless the spreadsheet made it, else the file's."""
    return stem.strip() if _NO_NAME.fullmatch(fold(sheet.name)) else sheet.name


def is_blank(offer: Offer) -> bool:
    """Tell whether an offer is nothing yet but a name."""
    said = (offer.public, offer.promise, offer.inherits, offer.inclusions, offer.rates, offer.terms, offer.setup_fee)
    return not any(said) and offer.trial is None


def is_blank_range(project: Project, range_id: Id) -> bool:
    """Tell whether a range has no offer that is more than a name."""
    return all(is_blank(offer) for offer in project.offers_of(range_id))


def _fill(wanted: GridImport, project: Project) -> Filled:
    fresh = _ids(wanted.seed)
    sold = _range_for(wanted, project, fresh)
    is_new = all(known.id != sold.id for known in project.ranges)
    if is_blank_range(project, sold.id):
        project = _without_starting_rows(project)
        for offer in project.offers_of(sold.id):
            project = edits.remove(at("offers", offer.id), "").apply(project)
    lines = Lines(wanted.sheet, wanted.layout, project, sold.id, lambda: next(fresh))
    offers = lines.offers()
    if not offers:
        raise Refused(_("Aucune offre ne se voit dans ce tableau : dites quelles colonnes ou lignes en sont."))
    changed = {offer.id: offer for offer in offers}
    known = {offer.id for offer in project.offers}
    every = (
        *(changed.get(offer.id, offer) for offer in project.offers),
        *(offer for offer in offers if offer.id not in known),
    )
    filled = evolve(
        project,
        metrics=tuple(lines.catalogue.metrics),
        groups=tuple(lines.catalogue.groups),
        services=tuple(lines.catalogue.services.values()),
        ranges=(*(sold if known.id == sold.id else known for known in project.ranges), *((sold,) if is_new else ())),
        offers=every,
        options=lines.options.written(project, [offer.id for offer in every]),
    )
    return Filled(
        filled,
        sold.id,
        len(offers),
        lines.completed,
        lines.services,
        len(lines.options),
        tuple(sorted(lines.notes, key=lambda note: note.place)),
        tuple(lines.doubts),
    )


def _without_starting_rows(project: Project) -> Project:
    """Return `project` without the services that a blank page starts with, where nothing was made of it yet.

    The table says which rows there are: those would stand beside them, empty.
    """
    if project.options or not all(map(is_blank, project.offers)):
        return project
    starting = open_copy("page-blanche").services
    for service in project.services:
        if service in starting:
            project = edits.remove(at("services", service.id), "").apply(project)
    return project


def _ids(seed: str) -> Iterator[Id]:
    number = 0
    while True:
        number += 1
        yield f"{seed}-{number}"


def _range_for(wanted: GridImport, project: Project, fresh: Iterator[Id]) -> Range:
    name = " ".join(wanted.range_name.split())[:200]
    sold = next((known for known in project.ranges if known.id == wanted.range_id), None)
    if sold is None:
        return Range(id=next(fresh), name=name or _("Grille importée"))
    return evolve(sold, name=name) if name and is_blank_range(project, sold.id) else sold
