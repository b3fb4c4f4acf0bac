"""The projects that come with the program: examples to look at, templates to start from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from offerdesigner import resources
from offerdesigner.model.project import Project
from offerdesigner.storage.format import Unreadable, load
from offerdesigner.text import _


@dataclass(frozen=True, slots=True)
class Example:
    """A project of the program, named by `name`; `verdict` is what the course says of an example."""

    name: str
    title: str
    summary: str
    host: str = ""
    verdict: Literal["good", "rework", "bad"] = "good"


def examples() -> tuple[Example, ...]:
    """Return the examples, in the order in which to show them."""
    return tuple(Example(**entry) for entry in _index("examples"))


def templates() -> tuple[Example, ...]:
    """Return the templates, in the order in which to show them."""
    return tuple(Example(**entry) for entry in _index("templates"))


def open_copy(name: str) -> Project:
    """Return the project of the example or template `name`, which no file holds yet.

    Raises `Unreadable`, which lists the names, when there is none.
    """
    names = []
    for folder in ("examples", "templates"):
        for entry in _index(folder):
            if entry["name"] == name.strip().lower():
                return load(resources.path(folder, f"{entry['name']}.offre").read_bytes())
            names.append(entry["name"])
    raise Unreadable(_("aucun exemple ni modèle n'a ce nom. Il y a {names}.").format(names=", ".join(names)), name)


def _index(folder: str) -> list[dict[str, Any]]:
    index: list[dict[str, Any]] = json.loads(resources.path(folder, "index.json").read_text(encoding="utf-8"))
    return index
