"""Clients from a table that any tool exported: columns are known by their heading, in everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.joining_clients import joined, keys_of, same_client
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.cells import MOST_ROWS, Cell, Sheet, shown
from offerdesigner.text import _, fold, number, plural

_ROLES = (
    ("email", r"courriels?|e-?mails?|mails?|mel|electronique"),
    ("phone", r"tel|telephone|phone|mobile|portable"),
    ("website", r"sites?|web|url"),
    ("postcode", r"cp|postal|postcode"),
    ("town", r"villes?|communes?|localite|city|town"),
    ("street", r"adresses?|rue|voie|address|siege"),
    ("siret", r"siret"),
    ("siren", r"siren"),
    ("rna", r"rna|waldec"),
    ("vat_number", r"tva|intracommunautaire"),
    ("members", r"adherente?s?|adherent·es|membres?|cotisante?s?"),
    ("volunteers", r"benevoles?|volontaires?"),
    ("people", r"salariee?s?|personnes|effectifs?|utilisateurs?|utilisatrices?|equipe"),
    ("capacity", r"qualite|fonction|role|poste|en tant que"),
    ("first_name", r"prenoms?"),
    ("person", r"contacts?|interlocut\w*|referente?s?|responsables?|presidente?|signataire|personne"),
    ("notes", r"notes?|remarques?|commentaires?|observations?"),
    ("name", r"raison sociale|denomination|associations?|structures?|organismes?|organisations?|clients?|societe"),
    ("kind", r"nature|type|categorie|statut|forme"),
    ("last_name", r"noms?|name|intitule"),
)
"""What a heading names: the first of these whose words are in it."""

_HEADINGS = tuple((role, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for role, words in _ROLES)
_KINDS = (
    (ClientKind.PUBLIC, re.compile(r"collectivite|mairie|commune|public|departement|region|ecole|lycee|universite")),
    (ClientKind.ASSOCIATION, re.compile(r"asso|loi 1901|federation|ong")),
    (ClientKind.COMPANY, re.compile(r"entreprise|societe|sarl|sasu?\b|scop|scic|cooperative|independant|artisan")),
    (ClientKind.PERSON, re.compile(r"particulier|personne|prive")),
)
_LINES = ("street", "postcode", "town", "phone", "email", "website")
_COUNTS = ("people", "volunteers", "members")
_DIGITS = {"siren": 9, "siret": 14, "postcode": 5, "phone": 10}
"""How many digits a spreadsheet gives back to a number that it stripped of its leading zero."""

_COUNT = re.compile(r"\D{0,15}(\d{1,3}(?: ?\d{3}){0,2}|\d{1,7})\D{0,20}")
_TOWN = re.compile(r"(.*?)[\s,]*\b(\d{5})\s+(\D.*)")
_LONGEST_LINE, _LONGEST_TEXT = 200, 4000
_FIRST_ROWS = 20
"""Among how many rows the headings are looked for: a title may stand above."""


@dataclass(frozen=True)
class ReadClients:
    """The clients that were read, and what is to be known of the reading, in sentences."""

    clients: tuple[Client, ...]
    notes: tuple[str, ...] = ()


def clients_in_sheets(sheets: Sequence[Sheet]) -> ReadClients:
    """Read the clients of the first sheet that has some. Raises `Refused`, whose sentence says what is missing."""
    refusals: list[Refused] = []
    for sheet in sheets:
        try:
            return clients_in(sheet)
        except Refused as refusal:
            refusals.append(refusal)
    raise refusals[0] if refusals else Refused(_("Il n'y a aucun client dans ce tableau."))


def clients_in(sheet: Sheet) -> ReadClients:
    """Read the clients of a sheet, one a row, each once. Raises `Refused`, whose sentence says what is missing."""
    place, columns = _headings(sheet)
    found: list[Client] = []
    by_key: dict[str, list[int]] = {}
    nameless = unread = repeated = 0
    for row in sheet.rows[place + 1 :]:
        told = {role: shown(row[column]).strip() for role, column in columns.items()}
        told |= {role: _digits(role, row[columns[role]]) for role in _DIGITS if role in columns}
        if not any(told.values()):
            continue
        client, not_counted = _client(told)
        unread += not_counted
        if not client.name:
            nameless += 1
            continue
        near = [at for key in keys_of(client) for at in by_key.get(key, ())]
        twin = next((at for at in near if same_client(found[at], client)), None)
        if twin is None:
            twin = len(found)
            found.append(client)
        else:
            found[twin] = joined(found[twin], client)
            repeated += 1
        for key in keys_of(client):
            by_key.setdefault(key, []).append(twin)
    if not found:
        raise Refused(_("Il n'y a aucun client dans ce tableau."))
    return ReadClients(tuple(found), tuple(_notes(sheet, nameless, unread, repeated)))


def _headings(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """Return the place of the row of headings, and the column of each role; the row that says the most wins."""
    best: tuple[int, dict[str, int]] = 0, {}
    for place, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            role = _role(cell)
            if role:
                columns.setdefault(role, column)
        if len(columns) > len(best[1]):
            best = place, columns
    if not best[1].keys() & {"name", "last_name"}:
        raise Refused(
            _(
                "Aucune colonne ne dit le nom des clients. Donnez un titre à chaque colonne, comme « Nom », "
                "« Courriel », « Adresse », « SIRET » ou « Adhérents »."
            )
        )
    return best


def _role(cell: Cell) -> str:
    if not isinstance(cell, str) or len(cell) > 60 or "@" in cell:
        return ""
    words = fold(cell)
    return next((role for role, pattern in _HEADINGS if pattern.search(words)), "")


def _digits(role: str, cell: Cell) -> str:
    """Return a number that is a name as one writes it: with the zero that begins it, without spaces of thousands."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        written = f"{cell:f}".partition(".")[0]
        return written.zfill(_DIGITS[role]) if len(written) == _DIGITS[role] - 1 else written
    return shown(cell).strip()


def _client(told: Mapping[str, str]) -> tuple[Client, int]:
    """Return the client of a row, and how many of its counts are not understood."""
    name, person = _names(told)
    contact = {field: _line(told.get(field, "")) for field in _LINES}
    whole = _TOWN.fullmatch(contact["street"]) if not contact["postcode"] and not contact["town"] else None
    if whole is not None:
        contact |= {"street": whole[1], "postcode": whole[2], "town": whole[3]}
    counts = {field: _count(told.get(field, "")) for field in _COUNTS}
    unread = sum(1 for field in _COUNTS if told.get(field) and counts[field] is None)
    kind = _kind(told.get("kind", ""), is_person=not told.get("name") and bool(told.get("first_name")))
    numbers = {field: _line(told.get(field, "")) for field in ("rna", "siren", "siret", "vat_number")}
    client = Client(
        name=_line(name),
        kind=kind,
        is_professional=kind is ClientKind.COMPANY,
        identifiers=Identifiers(**numbers),
        contact=Contact(person=_line(person), **contact),
        capacity=_line(told.get("capacity", "")),
        notes=told.get("notes", "")[:_LONGEST_TEXT],
        **counts,
    )
    return client, unread


def _names(told: Mapping[str, str]) -> tuple[str, str]:
    """Return the name of the client, and of the person to reach.

    « Nom » is that of a structure, unless another column names it, or it stands beside a first name.
    """
    own = " ".join(part for part in (told.get("first_name", ""), told.get("last_name", "")) if part)
    if told.get("name"):
        return told["name"], told.get("person", "") or own
    return own, told.get("person", "")


def _kind(typed: str, *, is_person: bool) -> ClientKind:
    if not typed:
        return ClientKind.PERSON if is_person else ClientKind.ASSOCIATION
    return next((kind for kind, pattern in _KINDS if pattern.search(fold(typed))), ClientKind.OTHER)


def _count(typed: str) -> int | None:
    """Return how many people « 12 », « 1 200 » or « env. 30 » are; `None` for « 10-20 », which is nobody's guess."""
    found = _COUNT.fullmatch(" ".join(typed.split()))
    return int(found[1].replace(" ", "")) if found else None


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def _notes(sheet: Sheet, nameless: int, unread: int, repeated: int) -> Iterator[str]:
    for count, one, several in (
        (nameless, _("{n} ligne sans nom est laissée."), _("{n} lignes sans nom sont laissées.")),
        (unread, _("{n} nombre n'est pas compris."), _("{n} nombres ne sont pas compris.")),
        (repeated, _("{n} ligne répète un client."), _("{n} lignes répètent un client.")),
    ):
        if count:
            yield plural(count, one, several).format(n=number(count))
    if sheet.is_cut:
        yield _("Seules les {n} premières lignes sont lues.").format(n=number(MOST_ROWS))
