"""`offerdesigner shares`: who gets what of the expected sales."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say
from offerdesigner.economics.sharing import Part, Statement, name_of, statement, structures
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read
from offerdesigner.text import _, exact, money

DETAILS = _("Montants hors taxes, pour la première année de tous les clients prévus.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the statement of each structure."""
    project = read(arguments.file).project
    told = statement(project)
    if arguments.json:
        print_json(_as_json(project, told))
    else:
        _print(project, told)
    return 0


def _as_json(project: Project, told: Statement) -> dict[str, Any]:
    return {
        "revenue": exact(told.revenue),
        "structures": [
            {
                "id": partner or project.structure.id,
                "name": name_of(project, partner),
                "total": exact(told.total(partner)),
                "parts": [_part(part) for part in told.of(partner)],
            }
            for partner, _structure in structures(project)
        ],
        "unknown": [{"sale": untold.sale, "why": untold.why} for untold in told.untold],
    }


def _part(part: Part) -> dict[str, Any]:
    return {"sale": part.sale, "label": part.label, "why": part.why, "amount": exact(part.amount)}


def _print(project: Project, told: Statement) -> None:
    if not project.sales:
        print_wrapped(_("Aucune vente n'est prévue dans ce fichier : il n'y a rien à partager."))
        return
    rows = [(_("structure"), "", _("1re année"))]
    for partner, _structure in structures(project):
        rows += [("  " + part.label, part.why, money(part.amount)) for part in told.of(partner)]
        rows.append((name_of(project, partner), _("total"), money(told.total(partner))))
    rows.append((_("Toutes"), _("total"), money(told.revenue)))
    print_table(rows, flexible=0)
    for untold in told.untold:
        say()
        print_wrapped(_("Non compté : {why}").format(why=untold.why))
