"""Clients from a table: headings in everyday words, hostile cells, and those that are known already."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.joining_clients import arrivals, import_clients, joined
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.cells import Sheet, sheet_of
from offerdesigner.storage.exchange.clients import ReadClients, clients_in, clients_in_sheets
from offerdesigner.storage.exchange.sheets import sheets_in
from tests.samples import offers_alone
from tests.storage.workbooks import ods, xlsx

CSV = """Annuaire 2026;;;;;
Association;Contact;E-mail;Adresse du siège;N° SIRET;Nombre d'adhérents
La Bobine;Claire Morvan;claire@bobine.example;"27 rue des Tisserands, 44100 Nantes";73282932000074;1 200
Café des Voisins;;bonjour@cafe.example;;;env. 30
;;;;;
Radio Estuaire;;;;;10-20
"""


def read(text: str) -> ReadClients:
    return clients_in_sheets(sheets_in(text.encode(), "clients"))


def project_with(*clients: Client) -> Project:
    return evolve(offers_alone(), clients=clients)


def test_columns_are_known_by_their_words() -> None:
    told = read(CSV)
    first = told.clients[0]
    assert (first.name, first.kind, first.members) == ("La Bobine", ClientKind.ASSOCIATION, 1200)
    assert first.contact == Contact(
        person="Claire Morvan",
        email="claire@bobine.example",
        street="27 rue des Tisserands",
        postcode="44100",
        town="Nantes",
    )
    assert first.identifiers.siret == "73282932000074"
    assert [client.members for client in told.clients[1:]] == [30, None]
    assert told.notes == ("1 nombre n'est pas compris.",)


@pytest.mark.parametrize("write", [ods, xlsx])
def test_a_workbook_keeps_every_digit(write) -> None:
    rows = (("Nom", "SIRET", "SIREN", "Code postal", "Téléphone"),
            ("Bobine", Decimal(73282932000074), Decimal(5520135), Decimal(1000), Decimal(240123456)))  # fmt: skip
    [client] = clients_in_sheets(sheets_in(write({"Clients": rows}), "")).clients
    assert client.identifiers.siret == "73282932000074"
    assert (client.contact.postcode, client.contact.phone) == ("01000", "0240123456")


@pytest.mark.parametrize(
    ("heads", "row", "name", "person", "kind"),
    [
        ("Nom;Courriel", "La Bobine;a@b.fr", "La Bobine", "", ClientKind.ASSOCIATION),
        ("Prénom;Nom", "Ada;Le Goff", "Ada Le Goff", "", ClientKind.PERSON),
        ("Structure;Nom;Prénom", "Bobine;Le Goff;Ada", "Bobine", "Ada Le Goff", ClientKind.ASSOCIATION),
        ("Client;Type", "Rezé;Mairie", "Rezé", "", ClientKind.PUBLIC),
        ("Raison sociale;Nature;Nom du contact", "Port;SARL;Nadia", "Port", "Nadia", ClientKind.COMPANY),
        ("Nom de l'association;Adresse e-mail", "Bobine;a@b.fr", "Bobine", "", ClientKind.ASSOCIATION),
    ],
)
def test_a_name_is_that_of_the_structure_where_one_is_named(
    heads: str, row: str, name: str, person: str, kind: ClientKind
) -> None:
    [client] = read(f"{heads}\n{row}\n").clients
    assert (client.name, client.contact.person, client.kind) == (name, person, kind)
    assert client.is_professional is (kind is ClientKind.COMPANY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10;20\n30;40\n", "Aucune colonne ne dit le nom des clients."),
        ("Courriel;Ville\na@b.fr;Nantes\n", "Aucune colonne ne dit le nom des clients."),
        ("Nom;Courriel\n", "Il n'y a aucun client"),
        ("Nom;Courriel\n;a@b.fr\n", "Il n'y a aucun client"),
    ],
)
def test_a_table_without_clients_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(text)


def test_a_client_that_stands_twice_is_one() -> None:
    told = read("Nom;Ville;Tél\nLa Bobine;Nantes;\nla bobine;;02 40\n\n;Rezé;\n")
    [client] = told.clients
    assert (client.name, client.contact.town, client.contact.phone) == ("La Bobine", "Nantes", "02 40")
    assert told.notes == ("1 ligne sans nom est laissée.", "1 ligne répète un client.")


def test_a_client_that_stands_three_times_is_one_by_all_that_is_known_of_it() -> None:
    told = read("Nom;SIRET\nBobine;\nBobine;73282932000074\nLa Bobine de Nantes;732 829 320 00074\n")
    assert [client.name for client in told.clients] == ["Bobine"]


def test_known_clients_are_found_by_name_or_by_number() -> None:
    bobine = Client(id="b", name="La  Bobine")
    port = Client(id="p", name="Port", identifiers=Identifiers(siret="732 829 320 00074"))
    come = (
        Client(name="LA BOBINE"),
        Client(name="Atelier du Port", identifiers=Identifiers(siret="73282932000074")),
        Client(name="Port", identifiers=Identifiers(siret="35600000000048")),
        Client(name="Radio"),
    )
    told = arrivals((bobine, port), come)
    assert [known for known, _client in told.known] == ["b", "p"]
    assert [client.name for client in told.new] == ["Port", "Radio"]


def test_an_update_keeps_what_the_file_does_not_say() -> None:
    known = Client(id="b", name="Bobine", members=40, notes="Claire", contact=Contact(town="Nantes", phone="02 40"))
    come = Client(name="bobine", members=45, contact=Contact(phone="02 41"))
    after = import_clients((come,), updates=True).apply(project_with(known))
    assert after.clients == (evolve(known, members=45, contact=Contact(town="Nantes", phone="02 41")),)
    assert import_clients((come,), updates=False).apply(project_with(known)).clients == (known,)


def test_an_import_is_one_edit_with_its_count() -> None:
    edit = import_clients(read(CSV).clients, updates=True)
    assert edit.label == "importer 3 clients"
    once = edit.apply(project_with())
    assert len(once.clients) == 3
    assert edit.apply(once).clients == once.clients


def test_no_more_clients_than_a_file_holds() -> None:
    full = project_with(*(Client(id=f"c{n}", name=f"C {n}") for n in range(4999)))
    with pytest.raises(Refused, match="5\u202f000 clients au plus"):
        import_clients((Client(name="A"), Client(name="B")), updates=True).apply(full)


CELLS = st.one_of(st.text(max_size=300), st.decimals(allow_nan=False, allow_infinity=False, places=2))


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8))
def test_whatever_the_cells_hold_they_make_valid_clients(rows: list[list[str | Decimal]]) -> None:
    heads = ("Nom", "Adhérents", "SIRET", "Adresse")
    sheet: Sheet = sheet_of("s", [heads, *rows])
    try:
        told = clients_in(sheet)
    except Refused:
        return
    edit = import_clients(told.clients, updates=True)
    once = edit.apply(project_with())
    assert len(edit.apply(once).clients) == len(once.clients) == len(told.clients)
    assert all(joined(client, client) == client for client in told.clients)
