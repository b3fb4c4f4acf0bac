"""Where money comes from, beside where it should: each kind's part of the revenue, and its aim in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.values import NOTHING, Unknown, Value
from offerdesigner.model.forecast import RevenueKind
from offerdesigner.model.project import Project
from offerdesigner.text import _


@dataclass(frozen=True, slots=True)
class RevenueShare:
    """One kind of revenue: what it brings a month (€), its `share` of all (1 is all) and the one that is `wanted`.

    `aim` is what it should bring a month, were all costs to be paid in the wanted proportions.
    """

    kind: RevenueKind
    amount: Fraction
    share: Value
    wanted: Fraction | None
    aim: Fraction | None

    @property
    def missing(self) -> Fraction | None:
        """What lacks to the aim (≤ 0 where it is reached)."""
        return None if self.aim is None else self.aim - self.amount


def revenue_shares(
    project: Project, revenue: Mapping[RevenueKind, Fraction], needed: Fraction
) -> tuple[RevenueShare, ...]:
    """Return the kinds that bring something or are wanted to, for so much `needed` a month."""
    total = sum(revenue.values(), NOTHING)
    wanted: dict[RevenueKind, Fraction] = {}
    for share in project.wanted_shares:
        wanted[share.kind] = wanted.get(share.kind, NOTHING) + Fraction(share.percent) / 100
    return tuple(
        RevenueShare(
            kind,
            revenue.get(kind, NOTHING),
            revenue.get(kind, NOTHING) / total if total else Unknown(_("Aucun revenu encore.")),
            wanted.get(kind),
            wanted[kind] * needed if kind in wanted else None,
        )
        for kind in RevenueKind
        if revenue.get(kind) or kind in wanted
    )
