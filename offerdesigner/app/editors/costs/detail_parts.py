"""What the detail of a line of cost is made of: the names of its fields, for which lines each shows, its choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from offerdesigner.app.editors.costs import edits
from offerdesigner.economics.cost_words import unit_words
from offerdesigner.model.base import Id
from offerdesigner.model.costs import (
    Basis,
    CostFamily,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    Salary,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.project import Project
from offerdesigner.text import _, every, money, months

Shows = Callable[[CostLine], bool]
"""Tells for which lines a part of the detail shows."""


@dataclass(frozen=True)
class Turn:
    """A choice whose value is worked out from the line, and the fields of the line that another value changes.

    `inside` is the field of the line that it is at home in.
    """

    inside: str
    read: Callable[[CostLine], Any]
    change: Callable[..., dict[str, Any]]


def _kind(line: CostLine) -> str:
    return line.source.kind


def _behaviour(line: CostLine) -> str:
    return line.behaviour.kind


def _basis(line: CostLine) -> tuple[Basis, Id | None] | None:
    held = line.behaviour
    return None if isinstance(held, FixedCost) else (held.basis, held.metric)


def _family(line: CostLine) -> Any:
    return line.family


def _as_kind(_project: Project, line: CostLine, value: str) -> dict[str, Any]:
    return edits.as_kind(line, value)


def _as_behaviour(_project: Project, line: CostLine, value: str) -> dict[str, Any]:
    return edits.as_behaviour(line, value)


def _on_basis(_project: Project, line: CostLine, value: tuple[Basis, Id | None]) -> dict[str, Any]:
    return edits.on_basis(line, *value)


def _in_family(project: Project, line: CostLine, value: CostFamily) -> dict[str, Any]:
    return edits.in_family(project, value, line)


KIND = Turn("source", _kind, _as_kind)
BEHAVIOUR = Turn("behaviour", _behaviour, _as_behaviour)
BASIS = Turn("behaviour", _basis, _on_basis)
FAMILY = Turn("family", _family, _in_family)

TITLES = {
    "kind": _("Nature du montant"),
    "count": _("Nombre"),
    "amount": _("Montant"),
    "price": _("Prix d'achat"),
    "days": _("Jours"),
    "day_cost": _("Coût d'un jour"),
    "gross": _("Brut par mois, à temps plein"),
    "months": _("Mois de paie par an"),
    "share": _("Part d'un temps plein"),
    "charges": _("Cotisations de l'employeur"),
    "extras": _("Frais du poste par an"),
    "cadence": _("Cadence"),
    "second_hand": _("D'occasion"),
    "tax": _("Montant saisi, TTC ou HT"),
    "vat_rate": _("TVA de l'achat"),
    "behaviour": _("Dépend de"),
    "size": _("Par pas de"),
    "basis": _("Compté par"),
    "free": _("Les premiers, sans frais"),
    "unpaid": _("Bénévole : valorisé, non payé"),
    "family": _("Famille"),
    "group": _("Sous-famille"),
    "provider": _("Payé par"),
    "note": _("Note"),
}


def always(_line: CostLine) -> bool:
    """Show for any line."""
    return True


def is_kind(kind: str) -> Shows:
    """Show for lines whose amount is of this kind."""

    def shows(line: CostLine) -> bool:
        return line.source.kind == kind

    return shows


def has_count(line: CostLine) -> bool:
    """Show where an amount is paid several times."""
    return isinstance(line.source, PaidAmount | Equipment)


def has_cadence(line: CostLine) -> bool:
    """Show where one says how often a line is paid: a salary is paid by the month."""
    return not isinstance(line.source, Salary)


def is_step(line: CostLine) -> bool:
    """Show where a line rises by steps."""
    return isinstance(line.behaviour, StepCost)


def is_counted(line: CostLine) -> bool:
    """Show where a line is counted by something."""
    return not isinstance(line.behaviour, FixedCost)


def cadence_choice(line: CostLine, period: int) -> str:
    """Name how often a line is paid: « par an », « sur 4 ans » for a purchase."""
    if isinstance(line.source, Equipment):
        return _("sur {length}").format(length=months(period))
    return every(period)


def least_words(source: PaidAmount | WorkDays) -> str:
    """Say what volunteer time is worth at the least wage."""
    if isinstance(source, WorkDays):
        return _("au SMIC chargé : {amount} par jour").format(amount=money(source.day_cost))
    return _("au SMIC chargé : {amount} par heure").format(amount=money(source.amount))


def bases(project: Project, line: CostLine) -> list[tuple[Any, str]]:
    """Return what a line may be counted by, in agreement with what stands before it: « chaque client », « 20 Go »."""
    quantity = line.behaviour.size if isinstance(line.behaviour, StepCost) else Decimal(1)
    bases = [(Basis.CLIENT, None), (Basis.SALE, None), *((Basis.METRIC, metric.id) for metric in project.metrics)]
    return [(basis, unit_words(project, UnitCost(basis=basis[0], metric=basis[1]), quantity)) for basis in bases]
