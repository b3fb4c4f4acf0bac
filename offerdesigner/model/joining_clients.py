"""Clients that come from elsewhere: which of them are known already, and what they bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from offerdesigner.model.base import Id, Model, evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.text import _, fold, number, plural

MOST_CLIENTS = 5000

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Arrivals:
    """Clients that come: those that are `new`, and those `known`, by the id under which they are."""

    new: tuple[Client, ...]
    known: tuple[tuple[Id, Client], ...]


def same_client(one: Client, other: Client) -> bool:
    """Tell whether two clients are one: by their SIRET where both have one, else by their name."""
    numbers = [_siret(client) for client in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    return _name(one) == _name(other)


def keys_of(client: Client) -> tuple[str, ...]:
    """Return what a client is looked for by: two that are the same have one of these in common."""
    return tuple(key for key in (_siret(client), _name(client)) if key)


def _siret(client: Client) -> str:
    return "".join(letter for letter in client.identifiers.siret if letter.isalnum())


def _name(client: Client) -> str:
    return " ".join(fold(client.name).split())


def joined(known: Client, come: Client) -> Client:
    """Return `known` with all that `come` says and leaves nothing out: what it does not say stays."""
    return evolve(
        known,
        **{field: getattr(come, field) for field in ("people", "volunteers", "members") if _says(come, field)},
        **{field: getattr(come, field) for field in ("capacity", "notes") if _says(come, field)},
        identifiers=_filled(known.identifiers, come.identifiers),
        contact=_filled(known.contact, come.contact),
    )


def _says(value: Any, field: str) -> bool:
    return getattr(value, field) not in ("", None)


def _filled(known: M, come: M) -> M:
    said = {field: getattr(come, field) for field in type(come).model_fields if _says(come, field)}
    return evolve(known, **said)


def arrivals(known: Sequence[Client], come: Iterable[Client]) -> Arrivals:
    """Tell apart, among those that `come`, the new ones from those of `known`."""
    by_key: dict[str, list[Client]] = {}
    for client in known:
        for key in keys_of(client):
            by_key.setdefault(key, []).append(client)
    new: list[Client] = []
    old: list[tuple[Id, Client]] = []
    for client in come:
        near = (one for key in keys_of(client) for one in by_key.get(key, ()))
        twin = next((one for one in near if same_client(one, client)), None)
        if twin is None:
            new.append(client)
        else:
            old.append((twin.id, client))
    return Arrivals(tuple(new), tuple(old))


def import_clients(come: Sequence[Client], *, updates: bool) -> Edit:
    """Add the clients that `come`, each once; those that are known take what is said of them, where `updates`."""
    label = plural(len(come), _("importer {n} client"), _("importer {n} clients")).format(n=number(len(come)))

    def apply(project: Project) -> Project:
        told = arrivals(project.clients, come)
        if len(project.clients) + len(told.new) > MOST_CLIENTS:
            sentence = _("Un fichier garde {n} clients au plus : importez-en moins.")
            raise Refused(sentence.format(n=number(MOST_CLIENTS)))
        changed = {client.id: client for client in project.clients}
        for known, client in told.known if updates else ():
            changed[known] = joined(changed[known], client)
        return evolve(project, clients=(*changed.values(), *told.new))

    return Edit(label, apply, "clients")
