"""`offerdesigner new`: a file of one's own from an example or a template."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from offerdesigner.cli.arguments import CommandError
from offerdesigner.cli.output import say
from offerdesigner.storage.examples import examples, open_copy, templates
from offerdesigner.storage.files import ChangedOnDisk, fingerprint_of, save
from offerdesigner.text import _, typeset

DETAILS = ""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    lists = ((_("Exemples : {names}."), examples()), (_("Modèles : {names}."), templates()))
    parser.epilog = typeset(
        " ".join(said.format(names=", ".join(each.name for each in known)) for said, known in lists)
    )
    parser.add_argument("model", metavar=_("MODÈLE"), help=_("le nom de l'exemple ou du modèle"))
    parser.add_argument(
        "--output", metavar=_("FICHIER"), type=Path, required=True, help=_("le fichier à créer (.offre)")
    )
    parser.add_argument("--force", action="store_true", help=_("remplacer le fichier s'il existe"))


def run(arguments: Namespace) -> int:
    """Create the file. It is never written over another unless `--force` says so."""
    project = open_copy(arguments.model)
    path: Path = arguments.output
    expected = fingerprint_of(path) if arguments.force else None
    try:
        save(project, path, expected)
    except ChangedOnDisk as error:
        if arguments.force:
            raise
        sentence = _("« {name} » existe déjà ; ajoutez --force pour le remplacer.")
        raise CommandError(sentence.format(name=path.name)) from error
    say(typeset(_("Créé : {path}")).format(path=path))
    return 0
