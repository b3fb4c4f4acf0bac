"""The rows of the page « Coûts »: families with their sums, sub-families, lines, and a row that adds in each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from offerdesigner.app.editors.costs.edits import FAMILIES, Section, by_section
from offerdesigner.app.editors.price.cells import Cell, Row
from offerdesigner.app.fields.marks import worst_of
from offerdesigner.economics.cost_words import unit_words
from offerdesigner.economics.costs import Cost, is_paid
from offerdesigner.economics.values import MONTHS_A_YEAR, euros
from offerdesigner.model.base import Id
from offerdesigner.model.costs import CostFamily, CostLine, Equipment, FixedCost, PaidAmount, Salary, StepCost, WorkDays
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.text import _, every, money, months, number, plural, typeset

NAME, AMOUNT, CADENCE, BEHAVIOUR, QUANTITY, MONTH, YEAR = range(7)
HEADERS = (
    _("Poste"), _("Montant saisi"), _("Cadence"), _("Dépend de"), _("Quantité"), _("Par mois"), _("Par an"),
)  # fmt: skip
_FIELDS = {"source": AMOUNT, "tax": AMOUNT, "vat_rate": AMOUNT, "period_months": CADENCE, "behaviour": BEHAVIOUR}
_BLANK = Cell("")
INDENT = "\u2003"
"""What stands before the names of lines, under that of their family."""


def column_of(field: str) -> int:
    """Return the column that shows a field of a line; what has none is told with its name."""
    return _FIELDS.get(field, NAME)


def family_row(family: CostFamily) -> str:
    """Return the id of the row of a family."""
    return f"family:{family.value}"


def group_row(group: Id) -> str:
    """Return the id of the row of a sub-family."""
    return f"group:{group}"


def new_row(section: Section) -> str:
    """Return the id of the row that adds a line to a section."""
    return f"new:{section[0].value}:{section[1] or ''}"


def section_named(row_id: str) -> Section | None:
    """Return the section that a row adds to; `None` for any other row."""
    kind, _colon, rest = row_id.partition(":")
    family, _colon, group = rest.partition(":")
    return (CostFamily(family), group or None) if kind == "new" else None


def is_heading(row_id: str) -> bool:
    """Tell whether a row heads a family or a sub-family."""
    return row_id.startswith(("family:", "group:"))


Kept = dict[Id, tuple[tuple[object, ...], Row]]
"""The rows of lines that were made last, and what each was made of: most stay the same while one types."""


def cost_rows(
    project: Project, costs: Iterable[Cost], folded: Collection[str], findings: Sequence[Finding], kept: Kept
) -> list[Row]:
    """Return every row that shows, those under a `folded` family left out; those in `kept` are made anew if need be."""
    reckoned = {cost.line.id: cost for cost in costs}
    about = _by_line(findings)
    places = by_section(project)
    groups = {group.id: group.name for group in project.cost_groups}
    words = dict(FAMILIES)
    rows: list[Row] = []
    for section, lines in places.items():
        family, group = section
        of_family = [line for other, held in places.items() if other[0] is family for line in held]
        is_folded = family_row(family) in folded
        if group is None:
            sums = _sums(reckoned[line.id] for line in of_family)
            rows.append(_heading(family_row(family), words[family], sums, is_folded))
        if is_folded:
            continue
        if group is not None:
            rows.append(_group(group, groups[group], _sums(reckoned[line.id] for line in lines)))
        rows += [_kept(kept, project, reckoned[line.id], about.get(line.id, ()), group is not None) for line in lines]
        rows.append(_addition(section))
    return rows


def _by_line(findings: Sequence[Finding]) -> Mapping[Id, list[Finding]]:
    found: dict[Id, list[Finding]] = {}
    for finding in findings:
        root, _slash, rest = finding.address.partition("/")
        if root == "costs" and rest:
            found.setdefault(rest.partition("/")[0], []).append(finding)
    return found


def _sums(costs: Iterable[Cost]) -> Fraction:
    return sum((cost.monthly for cost in costs if is_paid(cost.line)), Fraction(0))


def month_and_year(monthly: Fraction) -> tuple[str, str]:
    """Write what is due a month, and what it makes a year."""
    return euros(monthly, cents=True), euros(monthly * MONTHS_A_YEAR, cents=True)


def _heading(row_id: str, words: str, monthly: Fraction, is_folded: bool) -> Row:
    note = _("{name}, replié").format(name=words) if is_folded else words
    name = Cell(words, icon="chevron-right" if is_folded else "chevron-down", note=note)
    return Row(row_id, (name, *[_BLANK] * 4, *_totals(monthly)), removable=False)


def _group(group: Id, words: str, monthly: Fraction) -> Row:
    return Row(group_row(group), (Cell(INDENT + words, edited=words), *[_BLANK] * 4, *_totals(monthly)))


def _totals(monthly: Fraction) -> tuple[Cell, Cell]:
    month, year = month_and_year(monthly)
    return Cell(month, right=True), Cell(year, right=True)


def _addition(section: Section) -> Row:
    note = _("Tapez ici le nom d'un poste, ou collez des lignes d'un tableur (Ctrl+V).")
    words = Cell(INDENT + _("Nouveau poste…"), edited="", muted=True, note=note)
    return Row(new_row(section), (words, *[_BLANK] * 6), removable=False)


def _kept(kept: Kept, project: Project, cost: Cost, findings: Sequence[Finding], is_grouped: bool) -> Row:
    line = cost.line
    made_of = (line, project.metrics, cost.quantity, cost.monthly, tuple(findings), is_grouped)
    before = kept.get(line.id)
    if before is not None and before[0][0] is line and before[0][1] is project.metrics and before[0][2:] == made_of[2:]:
        return before[1]
    row = _line(project, cost, findings, is_grouped)
    kept[line.id] = made_of, row
    return row


def _line(project: Project, cost: Cost, findings: Sequence[Finding], is_grouped: bool) -> Row:
    line = cost.line
    severity = worst_of(findings)
    marked: dict[int, list[Finding]] = {}
    for finding in findings:
        field = finding.address.split("/")[2] if finding.address.count("/") > 1 else ""
        marked.setdefault(column_of(field), []).append(finding)
    name = line.name or _("Poste sans nom")
    cells = [
        Cell(INDENT * (2 if is_grouped else 1) + typeset(name), edited=line.name, muted=not line.name),
        Cell(amount_words(line), edited=amount_typed(line), right=True),
        Cell(cadence_words(line), edited=cadence_words(line)),
        Cell(
            behaviour_words(project, line),
            edited=behaviour_words(project, line),
            muted=isinstance(line.behaviour, FixedCost),
        ),
        Cell(quantity_words(project, cost), right=True, muted=True),
        *_amounts(cost),
    ]
    for column, about in marked.items():
        cells[column] = _marked(cells[column], about)
    return Row(line.id, tuple(cells), severity=severity if severity is not Severity.STRENGTH else None)


def _marked(cell: Cell, findings: Sequence[Finding]) -> Cell:
    severity = worst_of(findings)
    note = "\n".join(finding.message for finding in findings)
    icon = "" if severity is None else severity.value
    return Cell(cell.text, edited=cell.edited, right=cell.right, muted=cell.muted, icon=icon, note=note)


def _amounts(cost: Cost) -> tuple[Cell, Cell]:
    """Return what it makes a month and a year, between brackets where it is not ours to pay."""
    ours = is_paid(cost.line)
    month, year = month_and_year(cost.monthly)
    return tuple(  # type: ignore[return-value]
        Cell(words if ours else f"({words})", right=True, muted=not ours) for words in (month, year)
    )


def amount_words(line: CostLine) -> str:
    """Return the amount of a line as it is shown: « 2 × 79,00 € », « 3 j × 140,00 € »."""
    source = line.source
    if isinstance(source, WorkDays):
        return _("{days} j × {cost}").format(days=number(source.days), cost=money(source.day_cost, cents=True))
    if isinstance(source, Salary):
        return _("{gross} brut").format(gross=money(source.gross, cents=True))
    amount = source.price if isinstance(source, Equipment) else source.amount
    shown = money(amount, cents=True)
    return shown if source.count == 1 else f"{number(source.count)} × {shown}"


def amount_typed(line: CostLine) -> str:
    """Return the amount of a line as it is typed: « 2 × 79 », « 3 j × 140 », « 2000 brut »."""
    source = line.source
    if isinstance(source, WorkDays):
        return _("{days} j × {cost}").format(days=number(source.days), cost=number(source.day_cost))
    if isinstance(source, Salary):
        return _("{gross} brut").format(gross=number(source.gross))
    amount = number(source.amount if isinstance(source, PaidAmount) else source.price)
    return amount if source.count == 1 else f"{number(source.count)} × {amount}"


def cadence_words(line: CostLine) -> str:
    """Return how often a line is paid: « par an », « une fois, sur 4 ans », « 13 mois par an » for a salary."""
    source = line.source
    if isinstance(source, Salary):
        return _("{n} mois par an").format(n=number(source.months))
    if isinstance(source, Equipment):
        return _("une fois, sur {length}").format(length=months(line.period_months))
    return every(line.period_months)


def behaviour_words(project: Project, line: CostLine) -> str:
    """Return what a line depends on: « fixe », « par Go », « par pas de 20 clients au-delà de 20 »."""
    held = line.behaviour
    if isinstance(held, FixedCost):
        if line.unpaid:
            return _("valorisé, non payé")
        return _("fixe, avec charges") if isinstance(line.source, WorkDays | Salary) else _("fixe")
    if isinstance(held, StepCost):
        size = f"{number(held.size)} {unit_words(project, held, held.size)}"
        beyond = _(" au-delà de {free}").format(free=number(held.free)) if held.free else ""
        return _("par pas de {size}").format(size=size) + beyond
    return _("par {unit}").format(unit=unit_words(project, held, 1))


def quantity_words(project: Project, cost: Cost) -> str:
    """Return what is counted: « 30 clients », « 1 pas », « 3 jours »; nothing where a line is fixed."""
    line, counted = cost.line, cost.quantity
    if isinstance(line.behaviour, FixedCost) or counted is None:
        if not isinstance(line.source, WorkDays):
            return ""
        days = line.source.days
        return plural(days, _("{n} jour"), _("{n} jours")).format(n=number(days))
    shown = number(round(counted, 3))
    if isinstance(line.behaviour, StepCost):
        return _("{n} pas").format(n=shown)
    return f"{shown} {unit_words(project, line.behaviour, counted)}"
