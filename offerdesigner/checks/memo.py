"""What one look at a project leaves for the next: only what an edit can change is computed again.

A project is a tree of frozen values, and an edit keeps the identity of all that it does not touch. Each rule, and each
figure that rules share, notes the parts of the project that it reads, by reading them through here. When the project
changes, what read a part that is another object now is forgotten, with whatever used it; all the rest stands as it is.

One thread at a time uses a memo.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from offerdesigner.model.project import Project

T = TypeVar("T")

_FIELDS = Project.model_fields


class Memo:
    """What is looked at, part by part, and what each look found there."""

    def __init__(self) -> None:
        self._parts: dict[str, Any] = {}
        self._looks: dict[Hashable, Look] = {}

    def see(self, parts: Mapping[str, Any]) -> None:
        """Look at these `parts` from now on, beside the others that were given before.

        They are compared by identity: two values may be equal and not be written alike (1 € and 1,00 €).
        """
        changed = {name for name, part in parts.items() if name not in self._parts or self._parts[name] is not part}
        self._parts.update(parts)
        touched: dict[Look, bool] = {}
        for look in self._looks.values():
            if look.is_done and _is_touched(look, changed, touched):
                look.forget()
            elif look.is_done:
                look.settle()

    def part(self, name: str) -> Any:
        """Return a part as it is now."""
        return self._parts[name]

    def look(self, key: Hashable) -> Look:
        """Return the look named `key`: one that is done, or a new one that `find` does."""
        look = self._looks.get(key)
        if look is None or not look.is_done:
            look = self._looks[key] = Look(self, look)
        return look


class Look:
    """One reader of the project: what it read and used, and what it found."""

    def __init__(self, memo: Memo, before: Look | None = None) -> None:
        self._memo = memo
        self._again: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._before = {} if before is None else before._again
        self.read: set[str] = set()
        self.used: set[Look] = set()
        self.found: Any = None
        self.is_done = False

    @property
    def project(self) -> Project:
        """The project, which notes what is read of it here, even later by something that kept it."""
        seen = object.__new__(_SeenProject)
        object.__setattr__(seen, "__dict__", {"look": self})
        return seen

    def part(self, name: str) -> Any:
        """Return a part of what is looked at, and note it."""
        self.read.add(name)
        return self._memo.part(name)

    def use(self, key: Hashable, look_up: Callable[[Look], Any]) -> Any:
        """Return what the look named `key` finds, and note that it was used."""
        used = self._memo.look(key)
        self.used.add(used)
        return used.find(look_up)

    def find(self, look_up: Callable[[Look], Any]) -> Any:
        """Return what this look finds, found by `look_up` when it is not known yet.

        What `look_up` raises is not kept: whoever asks again, or at the next change, has it tried again.
        """
        if not self.is_done:
            self.found, self.is_done = look_up(self), True
        return self.found

    def again(self, make: Callable[..., T], *parts: Any) -> T:
        """Return what `make` makes of these very `parts` and of nothing else; the last time's, when it asked the same.

        What is not asked for again the next time is forgotten.
        """
        key = (make, *map(id, parts))
        kept = self._again.get(key) or self._before.get(key)
        if kept is None:
            kept = parts, make(*parts)
        self._again[key] = kept
        return kept[1]

    def settle(self) -> None:
        """Let go of what was made the time before, which nobody asked for since."""
        self._before = {}

    def forget(self) -> None:
        """Be done again when next asked for."""
        self.found, self.is_done, self.used = None, False, set()


def _is_touched(look: Look, changed: Iterable[str], known: dict[Look, bool]) -> bool:
    """Tell whether `look`, or something that it used, read a part that changed or is itself to be done again."""
    if look not in known:
        known[look] = (
            not look.is_done
            or not look.read.isdisjoint(changed)
            or any(_is_touched(used, changed, known) for used in look.used)
        )
    return known[look]


class _SeenProject(Project):
    """A project as one look sees it: it holds nothing, and every part is read through the look."""

    def __getattribute__(self, name: str) -> Any:
        if name in _FIELDS:
            return object.__getattribute__(self, "__dict__")["look"].part(name)
        if name == "__dict__":  # whoever copies the project reads it whole
            return {field: getattr(self, field) for field in _FIELDS}
        return super().__getattribute__(name)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Project:  # type: ignore[override]
        """Return a project of its own, not one that is seen through a look."""
        return Project.model_validate(obj, **options)
