"""Files that a command creates: never over another, unless that was asked for."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from offerdesigner.cli.arguments import CommandError
from offerdesigner.cli.output import say
from offerdesigner.model.project import Project
from offerdesigner.storage.files import ChangedOnDisk, fingerprint_of, save
from offerdesigner.text import _, typeset


def output_arguments(parser: ArgumentParser) -> None:
    """Add the arguments that say where to create a file."""
    parser.add_argument(
        "--output", metavar=_("FICHIER"), type=Path, required=True, help=_("le fichier à créer (.offre)")
    )
    parser.add_argument("--force", action="store_true", help=_("remplacer le fichier s'il existe"))


def create(project: Project, path: Path, *, force: bool) -> None:
    """Write `project` to `path` and say so; over a file that is there only with `force`.

    Raises `CommandError`, `SaveFailed` and `ChangedOnDisk`.
    """
    expected = fingerprint_of(path) if force else None
    try:
        save(project, path, expected)
    except ChangedOnDisk as error:
        if force:
            raise
        sentence = _("« {name} » existe déjà ; ajoutez --force pour le remplacer.")
        raise CommandError(sentence.format(name=path.name)) from error
    say(typeset(_("Créé : {path}")).format(path=path))
