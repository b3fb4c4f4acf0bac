"""Edits: the only way a project changes. Each has a name for the menu and a pure function.

`key` lets the history fold a run of edits of the same kind into one step (a typed word).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.market import Competitor, with_their_rates
from offerdesigner.model.offers import Offer, with_rates
from offerdesigner.model.project import Project
from offerdesigner.model.releases import release


@dataclass(frozen=True)
class Edit:
    """A named change; `address` is where it shows, `key` what it merges with in the history."""

    label: str
    apply: Callable[[Project], Project]
    address: Address = ""
    key: Hashable = None


def set_value(address: Address, value: Any, label: str) -> Edit:
    """Put `value` at `address`. Runs of it at one address are one step of the history."""
    return Edit(label, lambda project: addresses.put(project, address, value), address, key=("set", address))


def insert(address: Address, item: Any, label: str, index: int | None = None) -> Edit:
    """Insert `item` in the tuple at `address`, at `index` (at the end when `None`)."""

    def apply(project: Project) -> Project:
        items = addresses.get(project, address)
        place = len(items) if index is None else index
        return addresses.put(project, address, (*items[:place], item, *items[place:]))

    return Edit(label, apply, addresses.at(address, item.id))


def move(address: Address, index: int, label: str) -> Edit:
    """Move the object at `address` to place `index` of its tuple (clamped to its ends)."""

    def apply(project: Project) -> Project:
        holder = addresses.parent(address)
        item = addresses.get(project, address)
        others = [other for other in addresses.get(project, holder) if other.id != item.id]
        others.insert(max(0, min(index, len(others))), item)
        return addresses.put(project, holder, tuple(others))

    return Edit(label, apply, address)


def duplicate(address: Address, copy_id: Id, label: str, **changes: Any) -> Edit:
    """Insert, just after the object at `address`, a copy named `copy_id` with `changes` made.

    Objects inside the copy get fresh ids, so that nothing in a project is named twice.
    """

    def apply(project: Project) -> Project:
        holder = addresses.parent(address)
        items = addresses.get(project, holder)
        index = addresses.index_of(items, addresses.last(address))
        copied = evolve(with_fresh_ids(items[index]), id=copy_id, **changes)
        return addresses.put(project, holder, (*items[: index + 1], copied, *items[index + 1 :]))

    return Edit(label, apply, addresses.at(addresses.parent(address), copy_id))


def remove(address: Address, label: str) -> Edit:
    """Remove the object at `address`, with whatever refers to it.

    Inclusions of a removed service go; a removed group, metric or partner leaves its services
    without one; offers that inherited a removed offer keep what they had from it; own prices of
    terms go with the price line that bore them, and price lines with the metric they count.
    """

    def apply(project: Project) -> Project:
        holder, wanted = addresses.parent(address), addresses.last(address)
        released = release(project, holder, wanted)
        kept = tuple(item for item in addresses.get(released, holder) if item.id != wanted)
        owner = addresses.get(released, addresses.parent(holder))
        if isinstance(owner, Offer) and addresses.last(holder) == "rates":
            return addresses.put(released, addresses.parent(holder), with_rates(owner, kept))
        if isinstance(owner, Competitor) and addresses.last(holder) == "rates":
            return addresses.put(released, addresses.parent(holder), with_their_rates(owner, kept))
        return addresses.put(released, holder, kept)

    return Edit(label, apply, addresses.parent(address))


def together(label: str, edits: Iterable[Edit], address: Address = "") -> Edit:
    """Make one step of several edits, applied in order."""
    steps = tuple(edits)

    def apply(project: Project) -> Project:
        for step in steps:
            project = step.apply(project)
        return project

    return Edit(label, apply, address)


def with_fresh_ids(item: Any) -> Any:
    """Return `item` where every object inside has a fresh id."""
    changes: dict[str, Any] = {}
    for field in type(item).model_fields:
        value = getattr(item, field)
        if isinstance(value, tuple) and any(hasattr(part, "id") for part in value):
            changes[field] = tuple(with_fresh_ids(evolve(part, id=new_id())) for part in value)
        elif hasattr(type(value), "model_fields"):
            changes[field] = with_fresh_ids(value)
    return evolve(item, **changes) if changes else item
