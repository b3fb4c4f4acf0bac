"""Text as one types it: ordinary spaces and apostrophes, so that what a test expects can be read."""

from __future__ import annotations

from offerdesigner.text import NBSP, NNBSP


def plain(text: str) -> str:
    """Return `text` with ordinary spaces and apostrophes."""
    return text.replace(NBSP, " ").replace(NNBSP, " ").replace("’", "'")


def plain_line(text: str) -> str:
    """Return `text` so, on one line, with one space between words."""
    return " ".join(plain(text).split())
