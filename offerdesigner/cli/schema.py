"""`offerdesigner schema`: the published description of the files, for other programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from offerdesigner.cli.output import say
from offerdesigner.storage.schema import schema_text
from offerdesigner.text import _

DETAILS = _("Il sert à d'autres programmes, pour lire ou produire ces fichiers.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes: nothing."""


def run(arguments: Namespace) -> int:
    """Print the schema, made from the model itself."""
    say(schema_text().rstrip())
    return 0
