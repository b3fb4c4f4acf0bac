"""`offerdesigner rules`: the book of rules, for people, for a web page or for another program."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from offerdesigner.cli.output import print_json, print_wrapped, say
from offerdesigner.text import _

DETAILS = _("Chaque règle : ce qu'elle dit, pourquoi, un exemple à éviter et un plus clair, sa source.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    written = parser.add_mutually_exclusive_group()
    written.add_argument("--markdown", action="store_true", help=_("pour une page web ou un wiki"))
    written.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the book, made from the rules themselves."""
    # Imported here: making the book runs every rule on its example.
    from offerdesigner.checks import book

    if arguments.json:
        print_json([asdict(entry) for entry in book.entries()])
    elif arguments.markdown:
        say(book.as_markdown(book.entries()))
    else:
        for line in book.as_text(book.entries()).splitlines():
            indent = " " * (len(line) - len(line.lstrip()))
            print_wrapped(line.strip(), indent, f"{indent}  ")
    return 0
