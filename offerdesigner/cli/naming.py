"""Find what a person names: by identifier or by name, whatever the case and the accents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from offerdesigner.cli.arguments import CommandError
from offerdesigner.model.base import Identified
from offerdesigner.storage.exchange.cells import Sheet
from offerdesigner.text import _, fold, listed

Item = TypeVar("Item", bound=Identified)

CLOSE = 60
"""How alike (of 100) a name must be to be proposed."""


def find(items: Sequence[Item], wanted: str, what: str, names: Callable[[Item], Iterable[str]]) -> Item:
    """Return the one of `items` whose id is `wanted`, or else one of whose `names` is.

    `what` says what is looked for, with « de » (« d'offre »). The first name is the one to propose.

    Raises `CommandError` when there is none (a close name is proposed) or there are several.
    """
    for item in items:
        if item.id == wanted:
            return item
    found = [item for item in items if fold(wanted) in map(fold, (item.id, *names(item)))]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = _("Il y a {n} fois « {name} » : dites laquelle par son identifiant ({ids}).")
        ids = listed((item.id for item in found), _("ou"))
        raise CommandError(sentence.format(n=len(found), name=wanted, ids=ids))
    raise CommandError(_missing(items, wanted, what, names))


def _missing(items: Sequence[Item], wanted: str, what: str, names: Callable[[Item], Iterable[str]]) -> str:
    if not items:
        return _("Il n'y a pas {what} dans ce fichier.").format(what=what)
    sentence = _("Il n'y a pas {what} « {name} »").format(what=what, name=wanted)
    # Imported here: only a mistake needs it.
    from rapidfuzz import process

    proposed = {alias: next(iter(names(item))) or item.id for item in items for alias in (item.id, *names(item))}
    close = process.extractOne(wanted, list(proposed), processor=fold, score_cutoff=CLOSE)
    if close:
        return sentence + _(" ; vouliez-vous dire « {close} » ?").format(close=proposed[close[0]])
    known = listed((_("« {name} »").format(name=name) for name in dict.fromkeys(proposed.values())), _("ou"))
    return sentence + _(" ; au choix : {names}.").format(names=known)


def sheet_named(sheets: Sequence[Sheet], name: str) -> Sheet:
    """Return the sheet of a workbook that `name` names, whatever its case and accents.

    Raises `CommandError`, which lists them.
    """
    for sheet in sheets:
        if fold(sheet.name) == fold(name):
            return sheet
    sentence = _("Il n'y a pas de feuille « {name} » ; au choix : {names}.")
    names = listed((_("« {name} »").format(name=sheet.name) for sheet in sheets), _("ou"))
    raise CommandError(sentence.format(name=name, names=names))
