"""What is typed in the table of the costs, as edits: a name, what it costs, how often, what it goes by."""

from __future__ import annotations

from typing import Any

from offerdesigner.app.editors.costs.edits import Section, change_line, new_line
from offerdesigner.app.editors.costs.rows import (
    AMOUNT,
    BEHAVIOUR,
    CADENCE,
    NAME,
    amount_words,
    behaviour_words,
    cadence_words,
)
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.costs import CostLine, FixedCost, PaidAmount
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.typed_costs import read_behaviour, read_cadence, read_cost_amount, read_named_cost
from offerdesigner.text import _

_LABELS = {
    NAME: _("nommer un poste"),
    AMOUNT: _("changer le montant d'un poste"),
    CADENCE: _("changer la cadence d'un poste"),
    BEHAVIOUR: _("changer ce dont un poste dépend"),
}


def typed(line: Id, column: int, text: str) -> Edit:
    """Return the edit that what was typed in a cell asks for; it may be refused."""

    def read(project: Project, held: CostLine) -> dict[str, Any]:
        if column == NAME:
            return read_named_cost(held, text, project.metrics) if has_no_amount(held) else {"name": text}
        if column == AMOUNT:
            return read_cost_amount(held, text, project.metrics)
        return read_cadence(held, text) if column == CADENCE else read_behaviour(text, project.metrics)

    return change_line(line, _LABELS[column], read)


def named(project: Project, section: Section, text: str) -> CostLine:
    """Return the new line that was typed, with its amount where one is said.

    Raises `Refused`.
    """
    line = new_line(section)
    return evolve(line, **read_named_cost(line, text, project.metrics))


def has_no_amount(line: CostLine) -> bool:
    """Tell whether nothing says yet what a line costs."""
    return isinstance(line.source, PaidAmount) and not line.source.amount


def understood(project: Project, line: CostLine) -> str:
    """Say what was read with the name of a line: « Compris : « Assurance », 240,00 € par an. »; "" for a name alone."""
    if has_no_amount(line):
        return ""
    goes_by = "" if isinstance(line.behaviour, FixedCost) else f" {behaviour_words(project, line)}"
    tax = f" {line.tax.upper()}" if line.tax is TaxMode.HT else ""
    words = _("Compris : « {name} », {amount}{tax}{goes_by}, {cadence}. Ctrl+Z revient en arrière.")
    return words.format(
        name=line.name or _("Poste sans nom"),
        amount=amount_words(line),
        tax=tax,
        goes_by=goes_by,
        cadence=cadence_words(line),
    )
