"""Cells pasted from a spreadsheet, or emptied together, as one edit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from offerdesigner.app.models.grid_words import Refused
from offerdesigner.app.models.offer_columns import OfferColumnsModel
from offerdesigner.model.edits import Edit, together
from offerdesigner.model.offers import Offer
from offerdesigner.text import _


def cells_from_text(columns: OfferColumnsModel, origin: QModelIndex, text: str) -> list[tuple[QModelIndex, str]]:
    """Lay lines and columns of text on the cells from `origin` on; headings are passed over, what overflows is left."""
    rows = [place for place in range(origin.row(), columns.rowCount()) if columns.rows[place].has_cells]
    lines = text.rstrip("\r\n").splitlines()
    cells = []
    for row, line in zip(rows, lines, strict=False):
        for shift, typed in enumerate(line.split("\t")):
            index = columns.index(row, origin.column() + shift)
            if index.isValid():
                cells.append((index, typed.strip().strip('"')))
    return cells


def paste_edit(columns: OfferColumnsModel, cells: list[tuple[QModelIndex, str]], label: str) -> Edit:
    """Return one edit that types each text in its cell.

    Each is read against the project as the former ones leave it. Raises `Refused`, naming the cell.
    """
    project = columns.document.project
    steps = []
    for index, typed in cells:
        row = columns.row_at(index)
        offer: Offer = project.find("offers", columns.offer_at(index).id)  # type: ignore[assignment]
        try:
            edit = columns.edit_for(project, row, offer, typed)
        except Refused as refusal:
            where = _("{offer}, {row} : {sentence}")
            raise Refused(where.format(offer=offer.name, row=row.label, sentence=refusal)) from refusal
        project = edit.apply(project)
        steps.append(edit)
    return together(label, steps, steps[0].address if steps else "")
