"""The command line: make, import, check, price and export offers without a window, for scripts and for the hurried.

One module a command. Qt is never loaded, and what draws documents only when one is drawn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = (
    "new",
    "import",
    "check",
    "rules",
    "fix",
    "price",
    "map",
    "shares",
    "economics",
    "sensitivity",
    "competition",
    "export",
    "schema",
)

OK, FAILURE, INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (those of the process by default) ask for; return the exit status.

    Whatever is wrong with the arguments or the files is one sentence on standard error, and status 2.
    """
    # Imported here, so that opening a window on a file loads none of the commands.
    from offerdesigner.cli.arguments import CommandError
    from offerdesigner.cli.output import complain
    from offerdesigner.cli.parser import make_parser
    from offerdesigner.pricing.offers import PricingError
    from offerdesigner.storage.files import ChangedOnDisk, SaveFailed, Unreadable

    _print_anything()
    try:
        parsed = make_parser().parse_args(arguments)
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (CommandError, Unreadable, SaveFailed, ChangedOnDisk, PricingError) as error:
        complain(str(error))
        return FAILURE
    except BrokenPipeError:
        # Whoever read us has seen enough (`| head`); what is left must not fail when Python closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _print_anything() -> None:
    """Have a terminal that lacks a character show « ? » for it, rather than stop."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
