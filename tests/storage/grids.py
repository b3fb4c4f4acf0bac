"""Grids to import: the sheet of a price list, and the project that it becomes."""

from __future__ import annotations

from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_rows import rows_of
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import Sheet, sheet_of
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_layout import Reading
from offerdesigner.storage.exchange.grid_notes import Filled
from offerdesigner.storage.exchange.sheets import sheets_in

BLANK = open_copy("page-blanche")

PRICE_SHEET = """\
Nos formules 2027;;;;
;Essentielle;Active;Fédération;Remarques
Pour qui;Une petite association;Une équipe salariée;Une fédération;
Prix par mois;10 €;25,00 €;sur devis;
Par an (engagement);100 €;1.234 €;;
2 ans;180 €;-10 %;;
Mise en service;offerte;60 €;60 € HT;une seule fois
Adhésion;20 €/an;20 €/an;20 €/an;
Utilisateurs compris;5;jusqu'à 15;illimité;
Espace;20 Go;60 Go;1 To;
10 Go en plus;2 €/mois;2 €/mois;—;
Communiquer;;;;
Messagerie;x;x;x;
Visioconférence;option (+4 €/mois);✓;✓;
Listes de diffusion;3 listes;10 listes;illimité;
Être accompagné;;;;
Assistance;par courriel;sous 2 jours ouvrés;sous 4 h;
Options;;;;
Gestion des adhérents;—;8 € / mois;incluse;
Nom de domaine;15 €/an;15 €/an;15 €/an;
Reprise de données;150 €, une fois;;;
;;;;
* Tarifs valables en 2027;;;;
"""


def sheet(text: str) -> Sheet:
    (found,) = sheets_in(text.encode(), "Grille")
    return found


def turned(upright: Sheet) -> Sheet:
    return sheet_of(upright.name, zip(*upright.rows, strict=True))


def filled(
    table: Sheet, project: Project = BLANK, range_id: str | None = "gamme", reading: Reading | None = None
) -> Filled:
    layout = guess(table)
    found = GridImport(table, layout, "Associations", range_id).fill(project)
    if reading is not None:
        layout = layout.with_readings({doubt.place: reading for doubt in found.doubts})
        found = GridImport(table, layout, "Associations", range_id).fill(project)
    return found


def offer_named(project: Project, name: str) -> Offer:
    return next(offer for offer in project.offers if offer.name == name)


def grants_of(project: Project, name: str) -> dict[str, object]:
    labels = {service.id: service.label for service in project.services}
    return {labels[key]: line.grant for key, line in inclusions_of(project, offer_named(project, name)).items()}


METRICS = BLANK.metrics


def table_of(project: Project, range_id: str) -> list[list[str]]:
    """Write a grid as a volunteer copies it to a spreadsheet: the headings, and what is typed in each cell."""
    offers = project.offers_of(range_id)
    rows = [["Offre", *(offer.name for offer in offers)]]
    for row in rows_of(project, range_id):
        if row.has_cells:
            cells = (cell_of(project, row, offer) for offer in offers)
            rows.append([row.label, *(cell.typed or cell.text for cell in cells)])
    return rows
