"""History: labelled snapshots of a project, so that everything can be undone.

Snapshots share whatever did not change, so some hundreds of them weigh about a megabyte.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MERGE_SECONDS = 3.0
LIMIT = 500


@dataclass(frozen=True)
class Snapshot(Generic[T]):
    """A state, the name of the change that led to it, where that change shows, and when it was made."""

    value: T
    label: str = ""
    address: str = ""
    key: Hashable = None
    time: float = 0.0


class History(Generic[T]):
    """Past, present and future of a value.

    `time` is passed in (seconds, any origin), so that the history reads no clock.
    """

    def __init__(self, value: T, *, limit: int = LIMIT) -> None:
        self._states: list[Snapshot[T]] = [Snapshot(value)]
        self._current = 0
        self._clean: Snapshot[T] | None = self._states[0]
        self._limit = limit
        self._may_join = False

    @property
    def value(self) -> T:
        """The present state."""
        return self._states[self._current].value

    @property
    def undo_label(self) -> str | None:
        """The name of what `undo` would take back, or `None`."""
        return self._states[self._current].label if self._current else None

    @property
    def redo_label(self) -> str | None:
        """The name of what `redo` would make again, or `None`."""
        later = self._current + 1
        return self._states[later].label if later < len(self._states) else None

    @property
    def is_clean(self) -> bool:
        """Whether the present state is the one last marked clean."""
        return self._clean is not None and self.value is self._clean.value

    def close_step(self) -> None:
        """Have the next change be a step of its own, whatever its key: the present state is being saved."""
        self._may_join = False

    def mark_clean(self, saved: T | None = None) -> None:
        """Remember `saved` (else the present state) as what is saved; the next change is a step of its own."""
        self._clean = Snapshot(self.value if saved is None else saved)
        self._may_join = False

    def mark_dirty(self) -> None:
        """Forget the clean state: a copy of an example is not saved yet."""
        self._clean = None

    def push(self, value: T, label: str, *, address: str = "", key: Hashable = None, time: float = 0.0) -> bool:
        """Make `value` the present state. Returns False, changing nothing, when it is the present one.

        A change with the same `key` as the last one, soon after it (`MERGE_SECONDS`), joins its step;
        one that comes back to where the step began takes the step away.
        """
        present = self._states[self._current]
        if value is present.value or value == present.value:
            return False
        joins = self._may_join and key is not None and present.key == key and time - present.time <= MERGE_SECONDS
        del self._states[self._current if joins else self._current + 1 :]
        if joins and value == self._states[-1].value:  # typed, then erased: nothing happened
            self._may_join = False
        else:
            self._states.append(Snapshot(value, label, address, key, time))
            self._may_join = True
        excess = len(self._states) - 1 - self._limit
        if excess > 0:
            del self._states[:excess]
        self._current = len(self._states) - 1
        return True

    def undo(self) -> Snapshot[T] | None:
        """Step back; returns what was taken back, or `None` at the beginning."""
        if not self._current:
            return None
        undone = self._states[self._current]
        self._current -= 1
        self._may_join = False
        return undone

    def redo(self) -> Snapshot[T] | None:
        """Step forward; returns what was made again, or `None` at the end."""
        if self._current + 1 >= len(self._states):
            return None
        self._current += 1
        self._may_join = False
        return self._states[self._current]
