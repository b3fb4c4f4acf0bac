"""What an offer gives, in a shape that compares in a few instructions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from operator import ge

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Grant, Granted, Included, Inclusion, Worded

_UNLIMITED, _NONE = Decimal("Infinity"), Decimal(-1)


class Contents:
    """The services of an offer with their grants; `mask` has one bit a service, for quick refusals."""

    def __init__(self, inclusions: Mapping[Id, Inclusion], places: Mapping[Id, int]) -> None:
        self.inclusions = inclusions
        self.mask = sum(map(places.__getitem__, inclusions))

    @cached_property
    def _told(self) -> tuple[tuple[Id, Grant], ...]:
        """The grants that say more than « included », the only ones to look at once the mask fits."""
        return tuple((id, line.grant) for id, line in self.inclusions.items() if line.grant.kind != "included")

    @cached_property
    def bulk(self) -> Decimal:
        """The sum of all quantities, whatever they count: what covers has at least as much, which refuses quickly."""
        total = Decimal(0)
        for _service, grant in self._told:
            if grant.kind == "unlimited":
                return Decimal("Infinity")
            if grant.kind == "quantity":
                total += grant.quantity
        return total

    @cached_property
    def _amounts(self) -> dict[Id, Decimal]:
        """The quantities counted in all, and the unlimited ones: most grants, compared many at once."""
        return {
            id: grant.quantity if grant.kind == "quantity" else _UNLIMITED
            for id, grant in self._told
            if grant.kind == "unlimited" or (grant.kind == "quantity" and grant.per is None)
        }

    @cached_property
    def _apart(self) -> tuple[tuple[Id, Grant], ...]:
        """The grants that are compared one by one: counted per something, said in words, or unlimited."""
        return tuple(
            (id, grant)
            for id, grant in self._told
            if grant.kind == "text" or self._amounts.get(id, _UNLIMITED) == _UNLIMITED
        )

    @cached_property
    def _counted(self) -> tuple[tuple[Id, ...], tuple[Decimal, ...]]:
        """The services with a quantity counted in all, and these quantities."""
        counted = {id: amount for id, amount in self._amounts.items() if amount != _UNLIMITED}
        return tuple(counted), tuple(counted.values())

    @cached_property
    def _included(self) -> frozenset[Id]:
        return frozenset(self.inclusions) - {id for id, _grant in self._told}

    @cached_property
    def _noted(self) -> frozenset[Id]:
        return frozenset(id for id, line in self.inclusions.items() if line.note)

    def may_cover(self, other: Contents) -> bool:
        """Tell, at a glance, whether these may give all that `other` gives."""
        return not other.mask & ~self.mask and self.bulk >= other.bulk

    def covers(self, other: Contents) -> bool:
        """Tell whether these give all that `other` gives; what cannot be compared is not covered."""
        if not self.may_cover(other):
            return False
        if self._noted or other._noted:
            noted = (self._noted | other._noted) & other.inclusions.keys()
            if not all(same_note(self.inclusions[service], other.inclusions[service]) for service in noted):
                return False
        services, amounts = other._counted
        if not all(map(ge, map(self._amounts.get, services, repeat(_NONE)), amounts)):
            return False
        mine, theirs = self.inclusions, other.inclusions
        if not all(gives_as_much(mine[service].grant, grant) for service, grant in other._apart):
            return False
        uncounted = (service for service, _grant in self._told if service in other._included)
        return all(gives_as_much(mine[service].grant, theirs[service].grant) for service in uncounted)

    def make_useless(self, lines: Iterable[Inclusion]) -> bool:
        """Tell whether `lines`, added to these, bring nothing: all are there already, and none is counted."""
        added = [line for line in lines if line.grant.kind != "none"]
        return bool(added) and all(self._has(line) for line in added)

    def _has(self, added: Inclusion) -> bool:
        held = self.inclusions.get(added.service)
        if held is None or not same_note(held, added):
            return False
        if held.grant.kind == "unlimited":
            return gives_as_much(held.grant, added.grant)
        return held.grant.kind == "included" and added.grant.kind == "included"

    def lacks(self, wanted: Inclusion) -> Decimal | None:
        """Return how many units are lacking to give `wanted` (1 for a service that is not counted, 0 when it is given).

        `None` when it cannot be known, or when no option can make it up.
        """
        line, grant = self.inclusions.get(wanted.service), wanted.grant
        if line is not None and not same_note(line, wanted):
            return None
        if line is not None and gives_as_much(line.grant, grant):
            return Decimal(0)
        if isinstance(grant, Granted):
            if grant.per is not None:
                return None
            if line is None:
                return grant.quantity
            has_less = isinstance(line.grant, Granted) and line.grant.per is None
            return grant.quantity - line.grant.quantity if has_less else None  # type: ignore[union-attr]
        return Decimal(1) if line is None and isinstance(grant, Included) else None

    def rises_to(self, other: Contents) -> bool:
        """Tell whether `other` gives as much and something more; what is said in words counts for nothing."""
        if self.mask & ~other.mask:
            return False
        more = other.mask != self.mask
        for service, grant in self._told:
            theirs = other.inclusions[service].grant
            if isinstance(grant, Worded) or isinstance(theirs, Worded):
                more = more or grant != theirs
                continue
            if not gives_as_much(theirs, grant):
                return False
            more = more or theirs != grant
        return more


def same_note(one: Inclusion, other: Inclusion) -> bool:
    """Tell whether two lines are printed with the same note: with another, they may not be worth the same."""
    return one.note == other.note or one.note.strip().casefold() == other.note.strip().casefold()


def gives_as_much(grant: Grant, other: Grant) -> bool:
    """Tell whether `grant` is known to be worth at least `other`, for the same service.

    Kinds are compared by name: asking for the type of such values costs ten times more.
    """
    if grant.kind == "unlimited":
        return other.kind != "text"
    if grant.kind == "quantity" and other.kind == "quantity":
        return grant.per == other.per and grant.quantity >= other.quantity
    if grant.kind == "text" and other.kind == "text":
        return grant.text.strip().casefold() == other.text.strip().casefold()
    return grant.kind == "included" and other.kind == "included"
