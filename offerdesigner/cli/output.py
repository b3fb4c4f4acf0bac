"""What the commands print: JSON for programs, aligned and wrapped French for people."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from offerdesigner.text import NBSP, typeset

GAP = "  "
NARROWEST = 24


def today() -> date:
    """Return the date where the user is."""
    return datetime.now().astimezone().date()


_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return `text` without the characters that command a terminal, or turn the words of a line around."""
    return _COMMANDS.sub("\ufffd", text)


def say(text: str = "") -> None:
    """Print `text`, on a line of its own."""
    sys.stdout.write(f"{harmless(text)}\n")


def complain(sentence: str) -> None:
    """Print, on the error output and on one line, what went wrong."""
    sys.stderr.write(f"offerdesigner{NBSP}: {harmless(typeset(sentence.replace(chr(10), ' ')))}\n")


def print_json(content: Any) -> None:
    """Print `content` as JSON in UTF-8, whatever the terminal's encoding: programs read it."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def print_wrapped(text: str, first: str = "", rest: str = "") -> None:
    """Print a paragraph at the width of the terminal; `first` and `rest` begin its lines."""
    width = max(NARROWEST, terminal_width())
    lines = textwrap.wrap(typeset(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    say("\n".join(lines) if lines else first)


def terminal_width() -> int:
    """Return how many columns there are to write in."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def print_table(rows: Sequence[Sequence[str]], flexible: int) -> None:
    """Print `rows` in columns. The last two hold figures, to the right; `flexible` is wrapped when there is no room."""
    rows = [[typeset(cell.replace("\n", " ")) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - terminal_width()
    if excess > 0:
        widths[flexible] = max(NARROWEST, widths[flexible] - excess)
    for row in rows:
        for line in _lines_of(row, flexible, widths[flexible]):
            cells = [
                cell.rjust(width) if column >= len(widths) - 2 else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            ]
            say(GAP.join(cells).rstrip())


def _lines_of(row: Sequence[str], flexible: int, width: int) -> Iterator[list[str]]:
    first, *others = textwrap.wrap(row[flexible], max(1, width), break_on_hyphens=False) or [""]
    yield [first if column == flexible else cell for column, cell in enumerate(row)]
    for more in others:
        yield [more if column == flexible else "" for column in range(len(row))]
