"""Texts by role, before any face or size: what the content of a document is made of."""

from __future__ import annotations

from dataclasses import dataclass

from offerdesigner.model.address import Address


@dataclass(frozen=True, slots=True)
class Words:
    """A text by role (`ink`, `strong`, `soft`, `name`, `note`), with the address of the value that it shows.

    `break` is a separator: where its paragraph does not hold on one line, a new one starts instead.
    """

    text: str
    role: str = "ink"
    address: Address = ""


Said = tuple[Words, ...]
"""One paragraph."""


def paragraphs(text: str, role: str, address: Address) -> tuple[Said, ...]:
    """Return the paragraphs of a longer text, without the empty ones."""
    return tuple((Words(part.strip(), role, address),) for part in text.splitlines() if part.strip())
