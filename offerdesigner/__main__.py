"""Start the program: a window without arguments or on a file, otherwise a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Each way imports only its own: the commands never load Qt, and the window opens sooner.
    if not given or (len(given) == 1 and _names_a_file(given[0])):
        from offerdesigner.app.application import main as open_window

        status: int = open_window(Path(given[0]) if given else None)
        return status
    from offerdesigner.cli import main as run_command

    return run_command(given)


def _names_a_file(argument: str) -> bool:
    if argument.lower().endswith(".offre"):
        return True
    from offerdesigner.cli import COMMANDS

    return argument not in COMMANDS and Path(argument).is_file()


if __name__ == "__main__":
    sys.exit(main())
