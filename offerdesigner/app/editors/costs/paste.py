"""Lines copied from a spreadsheet, read as costs: a name, an amount, and what else is said after it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from offerdesigner.app.editors.costs.edits import FAMILIES, Section, new_line
from offerdesigner.app.models.grid_tables import plain, read_table
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import CostLine
from offerdesigner.model.project import Project
from offerdesigner.model.refusal import reason
from offerdesigner.model.typed import Refused
from offerdesigner.model.typed_costs import read_behaviour, read_cadence, read_cost_amount
from offerdesigner.text import _, fold

MOST_LINES = 500
_AMOUNT_WORDS = frozenset({"montant", "montant saisi", "prix", "cout", "couts", "tarif"})


def pasted_lines(project: Project, text: str, section: Section) -> list[CostLine]:
    """Read lines « name, amount, cadence, what it depends on », the last two where they are given.

    A line that is the name of a family puts the next ones there; headings and totals are left out.
    Raises `Refused`, which names the first line that cannot be read: nothing is guessed.
    """
    table = read_table(text, most=MOST_LINES)
    if table.height > MOST_LINES:
        raise Refused(_("Ce tableau est trop grand : {n} lignes au plus.").format(n=MOST_LINES))
    if table.width < 2:
        raise Refused(_("Copiez au moins deux colonnes : le nom du poste, puis son montant."))
    lines = list(_read(project, table.lines, section))
    if not lines:
        raise Refused(_("Il n'y a aucun poste dans ce qui est copié."))
    return lines


def _read(project: Project, rows: tuple[tuple[str, ...], ...], section: Section) -> Iterator[CostLine]:
    families = {fold(words): family for family, words in FAMILIES}
    for place, row in enumerate(rows, 1):
        cells = [*row, "", "", "", ""]
        name, rest = cells[0], cells[1:]
        said = fold(name)
        if said in families and not any(char.isdigit() for char in rest[0]):
            section = families[said], None
        elif any(row) and not said.startswith("total") and fold(rest[0]) not in _AMOUNT_WORDS:
            yield _line(project, section, place, name, rest)


def _line(project: Project, section: Section, place: int, name: str, rest: list[str]) -> CostLine:
    amount, cadence, behaviour = (cell.strip() for cell in rest[:3])
    try:
        line = new_line(section, plain(name))
        line = evolve(line, **read_cost_amount(line, plain(amount), project.metrics))
        if cadence:
            line = evolve(line, **read_cadence(line, plain(cadence)))
        if behaviour:
            line = evolve(line, **read_behaviour(plain(behaviour), project.metrics))
    except (Refused, ValidationError) as refusal:
        why = reason(refusal) if isinstance(refusal, ValidationError) else str(refusal)
        message = _("Rien n'est collé. Ligne {n}, « {name} » : {why}")
        raise Refused(message.format(n=place, name=name, why=why)) from refusal
    return line
