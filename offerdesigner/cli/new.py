"""`offerdesigner new`: a file of one's own from an example or a template."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from offerdesigner.cli.creating import create, output_arguments
from offerdesigner.storage.examples import examples, open_copy, templates
from offerdesigner.text import _, typeset

DETAILS = ""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    lists = ((_("Exemples : {names}."), examples()), (_("Modèles : {names}."), templates()))
    parser.epilog = typeset(
        " ".join(said.format(names=", ".join(each.name for each in known)) for said, known in lists)
    )
    parser.add_argument("model", metavar=_("MODÈLE"), help=_("le nom de l'exemple ou du modèle"))
    output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Create the file. It is never written over another unless `--force` says so."""
    create(open_copy(arguments.model), arguments.output, force=arguments.force)
    return 0
