"""Addresses: where a value stands in a project, as ids and field names.

`offers/active/terms/year/price` names the own price of the term `year` of the offer `active`.
Ids are stable, so an address survives reordering and merging. Editors, findings, undo and
the clicks on the preview all speak addresses.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.project import Project

Address = str


class NoSuchAddress(KeyError):
    """Nothing stands at this address in this project."""

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self.address = address


def at(*parts: str) -> Address:
    """Join ids, field names and addresses into one address."""
    return "/".join(part for part in parts if part)


def parent(address: Address) -> Address:
    """Return the address of what holds `address` ("" for the project)."""
    return address.rpartition("/")[0]


def last(address: Address) -> str:
    """Return the last id or field name of `address`."""
    return address.rpartition("/")[2]


def contains(outer: Address, inner: Address) -> bool:
    """Tell whether `inner` is `outer` or lies below it."""
    return not outer or inner == outer or inner.startswith(outer + "/")


def get(project: Project, address: Address) -> Any:
    """Return the value that stands at `address` ("" is the project itself).

    Raises `NoSuchAddress`.
    """
    value: Any = project
    for part in _parts(address):
        value = _step(value, part, address)
    return value


def exists(project: Project, address: Address) -> bool:
    """Tell whether something (even an empty value) stands at `address`."""
    try:
        get(project, address)
    except NoSuchAddress:
        return False
    return True


def put(project: Project, address: Address, value: Any) -> Project:
    """Return `project` with `value` at `address`; everything beside the path keeps its identity.

    Raises `NoSuchAddress`, and `pydantic.ValidationError` when the value is not valid there.
    """
    return _put(project, _parts(address), value, address)  # type: ignore[no-any-return]


def index_of(items: tuple[Any, ...], wanted: Id) -> int:
    """Return the place of the object `wanted` in `items`.

    Raises `KeyError`.
    """
    for index, item in enumerate(items):
        if item.id == wanted:
            return index
    raise KeyError(wanted)


def _parts(address: Address) -> list[str]:
    return address.split("/") if address else []


def _step(value: Any, part: str, address: Address) -> Any:
    if isinstance(value, BaseModel) and part in type(value).model_fields:
        return getattr(value, part)
    if isinstance(value, tuple):
        for item in value:
            if getattr(item, "id", None) == part:
                return item
    raise NoSuchAddress(address)


def _put(holder: Any, parts: list[str], value: Any, address: Address) -> Any:
    if not parts:
        return value
    part, *rest = parts
    replaced = _put(_step(holder, part, address), rest, value, address)
    if isinstance(holder, tuple):
        index = index_of(holder, part)
        return (*holder[:index], replaced, *holder[index + 1 :])
    return evolve(holder, **{part: replaced})
