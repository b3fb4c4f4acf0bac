"""Bringing a list of ids from what a table shows to what it must show, one step at a time.

Each step is announced to Qt, so that the selection and the current cell survive every edit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QModelIndex


class Item(Protocol):
    """Something with an identity that is kept when it moves or changes."""

    @property
    def id(self) -> str:
        """The identity."""


T = TypeVar("T", bound=Item)


@dataclass(frozen=True)
class Axis:
    """The Qt calls that announce a change of the rows, or of the columns, of a model."""

    begin_insert: Callable[[QModelIndex, int, int], None]
    end_insert: Callable[[], None]
    begin_remove: Callable[[QModelIndex, int, int], None]
    end_remove: Callable[[], None]
    begin_move: Callable[[QModelIndex, int, int, QModelIndex, int], bool]
    end_move: Callable[[], None]


def bring(shown: list[T], wanted: Sequence[T], axis: Axis) -> None:
    """Make `shown` the same as `wanted`, announcing removals, insertions and moves along `axis`."""
    if [item.id for item in shown] == [item.id for item in wanted]:
        shown[:] = wanted
        return
    kept = {item.id for item in wanted}
    for place in range(len(shown) - 1, -1, -1):
        if shown[place].id not in kept:
            axis.begin_remove(QModelIndex(), place, place)
            del shown[place]
            axis.end_remove()
    targets = {item.id: place for place, item in enumerate(wanted)}
    for place, item in enumerate(wanted):
        _put(shown, place, item, targets, axis)
    shown[:] = wanted


def _put(shown: list[T], place: int, item: T, targets: dict[str, int], axis: Axis) -> None:
    found = next((index for index, other in enumerate(shown) if other.id == item.id), None)
    if found is None:
        axis.begin_insert(QModelIndex(), place, place)
        shown.insert(place, item)
        axis.end_insert()
    elif found == place + 1 and targets[shown[place].id] > place + 1:
        # One item went down: moving it is one step, moving up all those it passed is many.
        _move(shown, place, min(targets[shown[place].id], len(shown) - 1), axis)
        _put(shown, place, item, targets, axis)
    elif found != place:
        _move(shown, found, place, axis)


def _move(shown: list[T], origin: int, target: int, axis: Axis) -> None:
    axis.begin_move(QModelIndex(), origin, origin, QModelIndex(), target + 1 if target > origin else target)
    shown.insert(target, shown.pop(origin))
    axis.end_move()
