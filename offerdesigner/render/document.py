"""What drawing gives: the bytes of the PDF, where each text of the project stands on it, and what did not fit."""

from __future__ import annotations

from dataclasses import dataclass

from offerdesigner.model.address import Address
from offerdesigner.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Where the value at `address` is printed: page (from 0) and rectangle in points from the page's top left."""

    page: int
    x: float
    y: float
    width: float
    height: float
    address: Address


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: the very bytes that are shown, exported and printed."""

    pdf: bytes
    page_count: int
    places: tuple[Place, ...]
    findings: tuple[Finding, ...]
