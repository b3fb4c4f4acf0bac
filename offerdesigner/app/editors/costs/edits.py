"""What the page « Coûts » does to a project: each an undoable, named edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from offerdesigner.economics.kinds import FAMILY_WORDS
from offerdesigner.economics.payroll import least_day, least_hour
from offerdesigner.model import address as addresses
from offerdesigner.model.address import at, index_of
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.costs import (
    Basis,
    CostFamily,
    CostGroup,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    Salary,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.edits import Edit, insert
from offerdesigner.model.project import Project
from offerdesigner.text import _

FAMILIES: tuple[tuple[CostFamily, str], ...] = tuple(FAMILY_WORDS.items())
"""The families in the order of the page, with their words."""

Section = tuple[CostFamily, Id | None]
"""A family, and a sub-family of it or none: what lines stand under."""


def sections(project: Project) -> list[Section]:
    """Return the sections of the page, in its order: each family, then its own sub-families."""
    found: list[Section] = []
    for family, _words in FAMILIES:
        found.append((family, None))
        found += [(family, group.id) for group in project.cost_groups if group.family is family]
    return found


def section_of(project: Project, line: CostLine) -> Section:
    """Return where a line stands: a sub-family of another family does not count."""
    named = (group.id for group in project.cost_groups if group.id == line.group and group.family is line.family)
    return line.family, next(named, None)


def by_section(project: Project) -> dict[Section, list[CostLine]]:
    """Return the lines of each section, in their order."""
    found: dict[Section, list[CostLine]] = {section: [] for section in sections(project)}
    for line in project.costs:
        found[section_of(project, line)].append(line)
    return found


def new_line(section: Section, name: str = "", **fields: Any) -> CostLine:
    """Return a line to fill in, under `section`."""
    family, group = section
    values = {"source": PaidAmount(amount=Decimal(0)), **fields}
    return CostLine(name=name, family=family, group=group, **values)


def add_lines(lines: Sequence[CostLine], label: str, after: Id | None = None) -> Edit:
    """Add lines after the line `after`, or at the end."""

    def apply(project: Project) -> Project:
        place = len(project.costs) if after is None else index_of(project.costs, after) + 1
        return evolve(project, costs=(*project.costs[:place], *lines, *project.costs[place:]))

    return Edit(label, apply, at("costs", lines[0].id))


def add_group(family: CostFamily, group: Id) -> Edit:
    """Add a sub-family of one's own, to be named."""
    made = CostGroup(id=group, name=_("Sous-famille"), family=family)
    return insert("cost_groups", made, _("ajouter une sous-famille"))


def change_line(line: Id, label: str, read: Callable[[Project, CostLine], dict[str, Any]]) -> Edit:
    """Change the fields that `read` gives for the line as it is then; it may raise `Refused`."""

    def apply(project: Project) -> Project:
        address = at("costs", line)
        held: CostLine = addresses.get(project, address)
        return addresses.put(project, address, evolve(held, **read(project, held)))

    return Edit(label, apply, at("costs", line))


def move_line(project: Project, line: CostLine, step: int) -> Edit | None:
    """Move a line among those that show, and from section to section at their ends; `None` where it cannot go."""
    places = by_section(project)
    names = list(places)
    here = names.index(section_of(project, line))
    mates = places[names[here]]
    row = index_of(tuple(mates), line.id) + step
    if 0 <= row < len(mates):
        return _swap(line, mates[row])
    there = here + (1 if step > 0 else -1)
    return _into(line, names[there], first=step > 0) if 0 <= there < len(names) else None


def _swap(line: CostLine, other: CostLine) -> Edit:
    def apply(project: Project) -> Project:
        items = list(project.costs)
        one, two = index_of(project.costs, line.id), index_of(project.costs, other.id)
        items[one], items[two] = items[two], items[one]
        return evolve(project, costs=tuple(items))

    return Edit(_("déplacer un poste"), apply, at("costs", line.id))


def _into(line: CostLine, section: Section, *, first: bool) -> Edit:
    """Put a line in another section, before or after those that are there."""

    def apply(project: Project) -> Project:
        held: CostLine = project.find("costs", line.id)  # type: ignore[assignment]
        others = [other for other in project.costs if other.id != line.id]
        moved = evolve(held, family=section[0], group=section[1])
        return evolve(project, costs=(moved, *others) if first else (*others, moved))

    return Edit(_("déplacer un poste"), apply, at("costs", line.id))


# What the detail turns a line into

KINDS: tuple[tuple[str, str], ...] = (
    ("amount", _("un montant")),
    ("days", _("des jours de travail")),
    ("salary", _("un salaire")),
    ("equipment", _("un achat qui dure")),
)


def as_kind(line: CostLine, kind: str) -> dict[str, Any]:
    """Return the fields that make of a line one of another kind, with the figures that can be kept."""
    if line.source.kind == kind:
        return {}
    source, lead = line.source, _lead(line)
    count = source.count if isinstance(source, PaidAmount | Equipment) else Decimal(1)
    if kind == "equipment":
        life = line.period_months if line.period_months > 12 else _USUAL_LIFE
        return {"source": Equipment(price=round(lead, 2), count=count), "period_months": life}
    period = 1 if isinstance(source, Equipment) else line.period_months
    if kind == "days":
        return {"source": WorkDays(days=Decimal(1), day_cost=round(lead, 2)), "period_months": period}
    if kind == "salary":
        return {"source": Salary(gross=round(lead, 2)), "period_months": 1}
    return {"source": PaidAmount(amount=lead, count=count), "period_months": period}


_USUAL_LIFE = 48


def _lead(line: CostLine) -> Decimal:
    source = line.source
    if isinstance(source, PaidAmount):
        return source.amount
    if isinstance(source, WorkDays):
        return source.day_cost
    return source.price if isinstance(source, Equipment) else source.gross


def at_least_wage(project: Project, line: CostLine) -> dict[str, Any]:
    """Return the field that values volunteer days, or hours, at the least wage; nothing where that changes nothing.

    An amount that is counted several times is taken for hours.
    """
    source = line.source
    valued: PaidAmount | WorkDays
    if isinstance(source, WorkDays):
        valued = evolve(source, day_cost=least_day(project.plan))
    elif isinstance(source, PaidAmount) and source.count != 1:
        valued = evolve(source, amount=least_hour(project.plan))
    else:
        return {}
    return {"source": valued} if line.unpaid and valued != source else {}


def as_behaviour(line: CostLine, kind: str) -> dict[str, Any]:
    """Return the field that makes a line fixed, counted by a unit, or by steps, on the same basis."""
    held = line.behaviour
    basis = {} if isinstance(held, FixedCost) else {"basis": held.basis, "metric": held.metric}
    if kind == "unit":
        return {"behaviour": UnitCost(**basis)}
    if kind == "step":
        same = held if isinstance(held, StepCost) else StepCost(size=Decimal(20), **basis)
        return {"behaviour": same}
    return {"behaviour": FixedCost()}


def on_basis(line: CostLine, basis: Basis, metric: Id | None) -> dict[str, Any]:
    """Return the field that counts a line by something else."""
    held = line.behaviour
    if isinstance(held, FixedCost):
        return {}
    return {"behaviour": evolve(held, basis=basis, metric=metric)}


def in_family(project: Project, family: CostFamily, line: CostLine) -> dict[str, Any]:
    """Return the fields that put a line in another family; it leaves a sub-family that is not of it."""
    of_family = any(group.id == line.group and group.family is family for group in project.cost_groups)
    return {"family": family, "group": line.group if of_family else None}
