"""Where the program's own files are: `resources/` beside the package, or inside it once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_CANDIDATES = (
    Path(__file__).resolve().parent / "_resources",
    Path(__file__).resolve().parent.parent / "resources",
)


@cache
def root() -> Path:
    """Return the folder of resources.

    Raises `FileNotFoundError` when the installation lacks it.
    """
    for candidate in _CANDIDATES:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(_CANDIDATES[-1])


def path(*parts: str) -> Path:
    """Return the path of one resource, such as `path("examples", "sleto.offre")`."""
    return root().joinpath(*parts)
