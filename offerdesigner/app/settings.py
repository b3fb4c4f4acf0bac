"""What the window remembers between two runs: recent files, panels, last folder. A small JSON file.

Plain dataclasses rather than pydantic models: the start centre shows the recent files at its first
paint, and must not wait for the model to load. Whatever cannot be read back falls back to its default.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import platformdirs

RECENT_LIMIT = 12
_NAME = "offerdesigner"


@dataclass(frozen=True)
class Recent:
    """A file that was opened or saved; `when` is an ISO date and time."""

    path: str
    when: str = ""
    pinned: bool = False


@dataclass(frozen=True)
class Settings:
    """All that is remembered; every field has a safe default."""

    recents: tuple[Recent, ...] = ()
    folder: str = ""
    export_folder: str = ""
    theme: str = "system"
    text_size: int = 100
    zoom: str = "width"
    layout: str = "auto"
    prices: str = "ttc"
    problems_shown: bool = True
    preview_shown: bool = True


def config_folder() -> Path:
    """Return the folder of the settings (not created)."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def data_folder() -> Path:
    """Return the folder of the program's own data, such as recovery copies (not created)."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


@dataclass
class Store:
    """Reads and writes the settings; a write that fails is logged, it never stops the work."""

    path: Path
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def open(cls, folder: Path | None = None) -> Store:
        """Read the settings of `folder` (the user's by default)."""
        path = (folder or config_folder()) / "settings.json"
        try:
            return cls(path, _read(json.loads(path.read_text("utf-8"))))
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError):
            _warn("The settings in %s could not be read; defaults are used", path)
            return cls(path)

    def theme(self) -> str:
        """Return the theme chosen: « light », « dark » or « system »."""
        return self.settings.theme

    def change(self, **changes: Any) -> None:
        """Remember `changes`."""
        changed = replace(self.settings, **changes)
        if changed == self.settings:
            return
        self.settings = changed
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".tmp")
            beside.write_text(json.dumps(asdict(changed), indent=1, ensure_ascii=False), "utf-8")
            beside.replace(self.path)
        except OSError:
            _warn("The settings could not be written to %s", self.path)

    def remember(self, path: Path, now: datetime) -> None:
        """Put `path` first among the recent files, pinned ones apart."""
        known = {recent.path: recent for recent in self.settings.recents}
        old = known.pop(str(path), None)
        first = Recent(str(path), now.isoformat(timespec="minutes"), old.pinned if old else False)
        self._keep((first, *known.values()))

    def forget(self, path: str) -> None:
        """Drop `path` from the recent files; the file itself is left alone."""
        self._keep(tuple(recent for recent in self.settings.recents if recent.path != path))

    def pin(self, path: str) -> None:
        """Keep `path` at the head of the recent files, or let it go again."""
        self._keep(
            tuple(
                replace(recent, pinned=not recent.pinned) if recent.path == path else recent
                for recent in self.settings.recents
            )
        )

    def _keep(self, recents: tuple[Recent, ...]) -> None:
        ordered = sorted(recents, key=lambda recent: recent.when, reverse=True)
        ordered.sort(key=lambda recent: not recent.pinned)
        self.change(recents=tuple(ordered[:RECENT_LIMIT]))


def _warn(message: str, path: Path) -> None:
    # The start centre waits for this module, and not for logging, which is rarely needed here.
    import logging

    logging.getLogger(__name__).warning(message, path)


def _read(data: Any) -> Settings:
    if not isinstance(data, Mapping):
        raise ValueError("the settings are not an object")
    plain = Settings()
    kept: dict[str, Any] = {
        name: data[name]
        for name, default in asdict(plain).items()
        if isinstance(default, str | bool | int) and type(data.get(name)) is type(default)
    }
    recents = data.get("recents")
    if isinstance(recents, list):
        kept["recents"] = tuple(filter(None, map(_recent, recents)))
    return replace(plain, **kept)


def _recent(data: Any) -> Recent | None:
    readers: Mapping[str, Callable[[Any], bool]] = {
        "path": lambda value: isinstance(value, str) and bool(value),
        "when": lambda value: isinstance(value, str),
        "pinned": lambda value: isinstance(value, bool),
    }
    if not isinstance(data, Mapping) or set(data) != set(readers):
        return None
    if not all(fits(data[name]) for name, fits in readers.items()):
        return None
    return Recent(data["path"], data["when"], data["pinned"])
