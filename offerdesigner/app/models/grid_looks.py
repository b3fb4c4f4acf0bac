"""All that there is to know of one cell to paint it, or to say it aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from offerdesigner.app.fields.marks import severity_word, spoken, worst_of
from offerdesigner.app.models.grid_columns import Cell
from offerdesigner.app.models.grid_rows import Row
from offerdesigner.model.address import Address, contains
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.price_lists import is_listed
from offerdesigner.text import _


@dataclass(frozen=True)
class Look:
    """All that the delegate paints: the cell, the findings about it, and what it was when the project was opened."""

    row: Row
    cell: Cell
    findings: tuple[Finding, ...] = ()
    before: str | None = None

    @property
    def severity(self) -> Severity | None:
        """The worst of the findings."""
        return worst_of(self.findings)

    @property
    def tooltip(self) -> str:
        """Everything that the cell has no room for, one thing a line."""
        lines = [spoken(self.findings), self.cell.hint]
        if self.cell.giver:
            lines.append(_("Comme dans « {offer} ».").format(offer=self.cell.giver))
        if self.cell.remark:
            lines.append(_("Note imprimée : {note}").format(note=self.cell.remark))
        if self.before is not None:
            lines.append(_("À l'ouverture : {value}").format(value=self.before))
        return "\n".join(line for line in lines if line)

    def said(self, offer: str) -> str:
        """Say the cell whole: « Fédération, par an, 780 €, 60 € de plus, erreur : … »."""
        amount = f"{self.cell.text} {self.cell.side}".strip()
        said = [offer, self.row.label[:1].lower() + self.row.label[1:], amount, self.cell.note]
        if self.cell.giver:
            said.append(_("comme dans {offer}").format(offer=self.cell.giver))
        if self.cell.remark:
            said.append(_("note : {note}").format(note=self.cell.remark))
        for finding in self.findings:
            said.append(f"{severity_word(finding.severity).lower()} : {finding.message}")
        return ", ".join(part for part in said if part)


def told_in(cells: Mapping[str, Cell], about: Sequence[Finding]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield the rows whose cells show findings about their offer, with those findings.

    What is missing is told once, in the first of the cells where it could stand.
    """
    awaited: set[Address] = set()
    for row_id, cell in cells.items():
        here = tuple(finding for finding in about if is_in(finding.address, cell))
        if here and (cell.is_there or cell.address not in awaited):
            awaited.add(cell.address)
            yield row_id, here


def is_in(address: Address, cell: Cell) -> bool:
    """Tell whether a finding shows in a cell: one about the whole offer shows in its heading alone."""
    if cell.is_apart:
        return contains(cell.address, address)
    if is_listed(address):
        return False
    if not cell.is_there:
        return address == cell.address
    return contains(cell.address, address) or (address.count("/") >= 2 and contains(address, cell.address))
