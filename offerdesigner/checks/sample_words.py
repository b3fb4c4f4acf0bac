"""The good sample of a rule in words: what differs from the bad one, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from offerdesigner.model.address import Address, at, last
from offerdesigner.model.base import Identified
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, UnitPrice, VolumePrice
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.model.places import place
from offerdesigner.model.project import Project
from offerdesigner.pricing import wording
from offerdesigner.text import _, day, listed, money, number, plural

_AMOUNTS = ("amount", "price", "unit_price", "flat_price", "package_price")
_MOST = 4


def differences(bad: Project, good: Project) -> tuple[str, ...]:
    """Return what `good` has otherwise than `bad`: « Active · Échéances · 1 an · Prix : 100 €, au lieu de 130 € ».

    Where there is much, the first differences, then how many more.
    """
    told = tuple(dict.fromkeys(_Compared(bad, good).told("", bad, good)))
    more = len(told) - _MOST
    if more < 2:
        return told
    return (*told[:_MOST], plural(more, _("{n} autre"), _("{n} autres")).format(n=more))


class _Compared:
    """Two projects, walked through together."""

    def __init__(self, bad: Project, good: Project) -> None:
        self._bad, self._good = bad, good

    def told(self, address: Address, old: Any, new: Any) -> Iterator[str]:
        """Yield what differs at `address`, where `old` and `new` stand."""
        if old == new:
            return
        if _are_items(old) and _are_items(new):
            yield from self._items(address, old, new)
        elif isinstance(old, BaseModel) and type(old) is type(new):
            for name in type(old).model_fields:
                yield from self.told(at(address, name) if address else name, getattr(old, name), getattr(new, name))
        else:
            yield self._changed(address, old, new)

    def _items(self, address: Address, old: tuple[Identified, ...], new: tuple[Identified, ...]) -> Iterator[str]:
        before, after = ({item.id: item for item in items} for items in (old, new))
        for id in dict.fromkeys((*before, *after)):
            here = at(address, id)
            if id not in after:
                yield _("{place} : en moins").format(place=place(self._bad, here))
            elif id not in before:
                yield self._added(here, after[id])
            else:
                yield from self.told(here, before[id], after[id])

    def _added(self, address: Address, item: Identified) -> str:
        named = place(self._good, address)
        if isinstance(item, RateCard):
            return _("{place} : {value}").format(place=named, value=wording.short(item.charge))
        return _("{place} : en plus").format(place=named)

    def _changed(self, address: Address, old: Any, new: Any) -> str:
        named, field = place(self._good, address), last(address)
        before, after = _words(self._bad, old, field), _words(self._good, new, field)
        if before == after or before is None or after is None:
            return _("{place} : autrement").format(place=named)
        if not after:
            return _("{place} : rien, au lieu de {before}").format(place=named, before=before)
        if not before:
            return _("{place} : {after}").format(place=named, after=after)
        return _("{place} : {after}, au lieu de {before}").format(place=named, after=after, before=before)


def _are_items(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, Identified) for item in value)


def _words(project: Project, value: Any, field: str) -> str | None:
    """Return `value` of `field` as one reads it, empty for nothing; `None` where only its place says anything."""
    match value:
        case None | () | "":
            return ""
        case TaxMode():
            return value.upper()
        case date():
            return day(value)
        case Decimal():
            return money(value) if field in _AMOUNTS else number(value)
        case str():
            return _named(project, value)
        case tuple() if all(isinstance(item, str) for item in value):
            return listed(_named(project, item) or item for item in value)
        case GraduatedPrice():
            return _("chaque tranche à son prix")
        case VolumePrice():
            return _("tout au prix de la tranche atteinte")
        case FlatPrice() | UnitPrice():
            return wording.short(value)
        case _:
            return None


def _named(project: Project, value: str) -> str | None:
    """Return the text `value` quoted, or the name of what it refers to; `None` for a picture, that has none."""
    for kind in ("partners", "services", "offers", "options", "pictures"):
        for item in getattr(project, kind):
            if item.id == value:
                return None if kind == "pictures" else _("« {name} »").format(name=place(project, at(kind, value)))
    return _("« {text} »").format(text=value)
