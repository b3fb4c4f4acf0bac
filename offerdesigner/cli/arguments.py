"""Arguments in French: argparse with its own words translated, and its errors as sentences."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from offerdesigner.text import NBSP, _, typeset

Word = TypeVar("Word", bound=str)


class CommandError(Exception):
    """What was asked cannot be done; the message is a French sentence."""


COMMAND = _("COMMANDE")


class Parser(argparse.ArgumentParser):
    """A parser that speaks French; what it refuses is a `CommandError`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title = heading(_("arguments"))
        self._optionals.title = heading(_("options"))
        self.add_argument("-h", "--help", action="help", help=_("montrer cette aide"))

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an argument, its help in French typography."""
        if "help" in settings:
            settings["help"] = typeset(settings["help"])
        return super().add_argument(*names, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise `CommandError` for what argparse found wrong."""
        message = message.removeprefix(f"{COMMAND} : ")  # our sentence says it
        raise CommandError(_("{message} (aide : {program} --help).").format(message=message, program=self.prog))


def heading(title: str) -> str:
    """Return the title of a group of arguments as it stands before the « : » that argparse adds."""
    return title + NBSP


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or _("utilisation : "))

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        for command in self._iter_indented_subactions(action):
            # argparse leaves out that commands stand further to the right.
            length = self._current_indent + len(self._format_action_invocation(command))
            self._action_max_length = max(self._action_max_length, length)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        # argparse would break « trois-niveaux » at its hyphen.
        return textwrap.fill(typeset(text), width, break_on_hyphens=False)


_WORDS = {
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "expected one argument": "il manque sa valeur",
    "ignored explicit argument %r": "il ne prend pas de valeur (%r)",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "« %(value)s » n'est ni une commande ni un fichier (commandes : %(choices)s)"
    ),
    "not allowed with argument %s": "ne va pas avec %s",
    "the following arguments are required: %s": "il manque %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
}


def speak_french() -> None:
    """Have argparse, which asks gettext for each of its words, find them here."""
    argparse._ = lambda word: _WORDS.get(word, word)  # type: ignore[attr-defined]


def file_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument `file`, a project to read."""
    parser.add_argument("file", metavar=_("FICHIER"), type=Path, help=_("l'offre à lire (.offre)"))


def choice(wanted: str, allowed: Sequence[Word], what: str) -> Word:
    """Return the one of `allowed` that `wanted` is.

    Raises `CommandError`, which lists them.
    """
    for word in allowed:
        if word == wanted:
            return word
    sentence = _("« {wanted} » n'est pas {what} (au choix : {allowed}).")
    raise CommandError(sentence.format(wanted=wanted, what=what, allowed=", ".join(allowed)))
