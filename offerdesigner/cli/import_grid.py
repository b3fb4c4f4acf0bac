"""`offerdesigner import`: a file of one's own from a grid of offers that a spreadsheet wrote."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from offerdesigner.cli.arguments import CommandError, choice
from offerdesigner.cli.creating import create, output_arguments
from offerdesigner.cli.naming import sheet_named
from offerdesigner.cli.output import complain, say
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.exchange.cells import place_name
from offerdesigner.storage.exchange.grid_guess import guess, likeliest
from offerdesigner.storage.exchange.grid_import import GridImport, proposed_name
from offerdesigner.storage.exchange.grid_layout import Orientation, Reading
from offerdesigner.storage.exchange.grid_notes import Doubt, Filled, summary
from offerdesigner.storage.exchange.sheets import read_sheets
from offerdesigner.text import _, listed, money, typeset

DETAILS = _(
    "La grille vient d'un tableur (.ods, .xlsx) ou d'un tableau de texte (.csv), une offre par colonne ou par ligne. "
    "Ce qui n'est pas compris est laissé de côté, et dit sur la sortie d'erreur."
)

MOST_NAMED = 5
"""How many ambiguous cells a sentence names."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    parser.add_argument("grid", metavar=_("GRILLE"), type=Path, help=_("le tableau à lire (.csv, .ods ou .xlsx)"))
    output_arguments(parser)
    parser.add_argument("--sheet", metavar=_("NOM"), help=_("la feuille du classeur (à défaut, celle qui convient)"))
    parser.add_argument(
        "--offers",
        metavar=_("SENS"),
        help=_("comment sont les offres : columns (une par colonne) ou rows (une par ligne)"),
    )
    parser.add_argument(
        "--amounts",
        metavar=_("LECTURE"),
        help=_("comment lire un montant comme « 1.234 » : thousands (1 234) ou decimals (1,234)"),
    )
    parser.add_argument("--name", metavar=_("NOM"), help=_("le nom de la gamme (à défaut, celui de la feuille)"))


def run(arguments: Namespace) -> int:
    """Create the file, then tell what was left out. No amount is guessed: one that is ambiguous stops."""
    orientation = reading = None
    if arguments.offers is not None:
        orientation = choice(arguments.offers, tuple(Orientation), _("un sens"))
    if arguments.amounts is not None:
        reading = choice(arguments.amounts, tuple(Reading), _("une lecture"))
    sheets = read_sheets(arguments.grid)
    sheet = sheets[likeliest(sheets)] if arguments.sheet is None else sheet_named(sheets, arguments.sheet)
    base = open_copy("page-blanche")
    name = arguments.name or proposed_name(sheet, arguments.grid.stem)
    wanted = GridImport(sheet, guess(sheet, orientation), name, base.ranges[0].id)
    filled = _fill(wanted, base, reading)
    create(filled.project, arguments.output, force=arguments.force)
    say(typeset(_("{summary}.").format(summary=summary(filled))))
    for note in filled.notes:
        complain(note.sentence)
    return 0


def _fill(wanted: GridImport, base: Project, reading: Reading | None) -> Filled:
    try:
        filled = wanted.fill(base)
        if filled.doubts and reading is not None:
            answers = {doubt.place: reading for doubt in filled.doubts}
            filled = replace(wanted, layout=wanted.layout.with_readings(answers)).fill(base)
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal
    if filled.doubts:
        raise CommandError(_ambiguous(filled.doubts))
    return filled


def _ambiguous(doubts: Sequence[Doubt]) -> str:
    """Say which cells can be read in two ways, and how to say which."""
    named = [_("{cell} (« {text} »)").format(cell=place_name(*d.place), text=d.text) for d in doubts[:MOST_NAMED]]
    if len(doubts) > MOST_NAMED:
        named.append(_("{n} autres cases").format(n=len(doubts) - MOST_NAMED))
    first = doubts[0].readings
    sentence = _("À lire de deux façons : {cells}. Ajoutez --amounts thousands ({thousands}) ou decimals ({decimals}).")
    return sentence.format(
        cells=listed(named), thousands=money(first[Reading.THOUSANDS]), decimals=money(first[Reading.DECIMALS])
    )
