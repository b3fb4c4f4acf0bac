"""The VAT franchise of small turnovers: whether a forecast stays under its thresholds, and when it passes them.

Thresholds come from the dated table `resources/legal/vat.json`. What counts is what is paid in a civil year for what
is sold, the whole of a year that is paid at once included; memberships, grants and donations are not sales.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import groupby

from offerdesigner import resources
from offerdesigner.economics.forecast import Month
from offerdesigner.economics.values import NOTHING, euros, total
from offerdesigner.model.project import Project
from offerdesigner.model.structure import VatKind
from offerdesigner.text import _, day, month

NEAR = Fraction(9, 10)


class FranchiseState(StrEnum):
    """Where the sales of a forecast stand."""

    WITHIN = "within"
    NEAR = "near"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Thresholds of a year's sales in € (`yearly` for the next year, `current` at once), read on `verified`."""

    yearly: Fraction
    current: Fraction
    verified: date
    source: str


@dataclass(frozen=True, slots=True)
class Franchise:
    """How near a forecast comes: `sales` € in its first year of `state`, from the month `place` (from 1) on."""

    state: FranchiseState
    sales: Fraction
    limit: Fraction
    place: int
    words: str


@cache
def thresholds() -> Thresholds:
    """Return the thresholds of the table: the lower is read on the past year, the higher on the current one."""
    table = json.loads(resources.path("legal", "vat.json").read_text("utf-8"))
    entry = next(entry for entry in table["situations"] if entry["kind"] == VatKind.FRANCHISE)
    amounts = sorted(Fraction(threshold["amount"]) for threshold in entry["thresholds"])
    return Thresholds(amounts[0], amounts[-1], date.fromisoformat(entry["verified"]), entry["thresholds_source"])


def franchise(project: Project, months: Sequence[Month]) -> Franchise | None:
    """Return where `months` stand, or `None` where the structure is not under the franchise or nothing is sold."""
    if project.structure.vat.kind is not VatKind.FRANCHISE or not any(one.sold for one in months):
        return None
    known = thresholds()
    years = list(_years(months))
    for limit, state in ((known.yearly, FranchiseState.CROSSED), (known.yearly * NEAR, FranchiseState.NEAR)):
        for year in years:
            if _sales(year) > limit:
                passed = _passing(year, known.current if _sales(year) > known.current else limit)
                return _told(state, year, passed, known)
    largest = max(years, key=_sales)
    return _told(FranchiseState.WITHIN, largest, largest[-1], known)


def _years(months: Sequence[Month]) -> Iterator[list[Month]]:
    """Yield the months of each calendar year; twelve by twelve where no date is known."""

    def year(one: Month) -> int:
        return one.first_day.year if one.first_day is not None else (one.place - 1) // 12

    for _year, some in groupby(months, key=year):
        yield list(some)


def _sales(months: Sequence[Month]) -> Fraction:
    return total(one.sold for one in months)


def _passing(months: Sequence[Month], limit: Fraction) -> Month:
    """Return the month when the sales of a year pass `limit`."""
    reached = NOTHING
    for one in months:
        reached += one.sold
        if reached > limit:
            return one
    return months[-1]


def _told(state: FranchiseState, year: Sequence[Month], passed: Month, known: Thresholds) -> Franchise:
    sales = _sales(year)
    over = sales > known.current
    limit = known.current if over else known.yearly
    when = _("au mois {n}").format(n=passed.place)
    if passed.first_day is not None:
        when = _("en {month}").format(month=month(passed.first_day))
    if state is FranchiseState.CROSSED and over:
        words = _("Le seuil de {limit} est dépassé {when} : la TVA est due dès ce mois.")
    elif state is FranchiseState.CROSSED:
        words = _("Le seuil de {limit} est dépassé {when} : la TVA est due l'année suivante.")
    elif state is FranchiseState.NEAR:
        words = _("{sales} de ventes en un an : le seuil de {limit} de la franchise de TVA est proche ({when}).")
    else:
        words = _("{sales} de ventes au plus en un an : sous le seuil de {limit} de la franchise de TVA.")
    said = words.format(limit=euros(limit), when=when, sales=euros(sales))
    checked = _("Seuil vérifié le {day}.").format(day=day(known.verified))
    return Franchise(state, sales, limit, passed.place, f"{said} {checked}")
