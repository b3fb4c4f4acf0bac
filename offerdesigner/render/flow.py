"""Pieces of a page, one under the other, and how they share pages: nothing is cut, what does not fit goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offerdesigner.render.painter import Painter


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that no page break cuts. Lengths in points.

    `before` is the space above, left out at the top of a page; `keeps` holds it with the next piece;
    `to_bottom` sends it to the foot of its page with all that follows; `fills` lets it be repeated down to there
    where it ends a page.
    """

    height: float
    paint: Callable[[Painter, float], None]
    before: float = 0
    keeps: bool = False
    to_bottom: bool = False
    fills: bool = False


def total_height(pieces: Sequence[Piece]) -> float:
    """Return the height of pieces on one page."""
    return sum(piece.before + piece.height for piece in pieces) - (pieces[0].before if pieces else 0)


def share(pieces: Sequence[Piece], first: float, next_pages: float) -> list[list[Piece]]:
    """Share pieces between pages of these heights, keeping together what asks for it where that can be."""
    pages: list[list[Piece]] = [[]]
    left, fresh = first, True
    for chain in _chains(pieces):
        whole = total_height(chain) + (0 if fresh else chain[0].before)
        if whole > left and not fresh:
            pages.append([])
            left, fresh, whole = next_pages, True, total_height(chain)
        if whole <= left:
            pages[-1] += chain
            left, fresh = left - whole, False
            continue
        for piece in chain:
            height = piece.height + (0 if fresh else piece.before)
            if height > left and not fresh:
                pages.append([])
                left, height = next_pages, piece.height
            pages[-1].append(piece)
            left, fresh = left - height, False
    return pages


def _chains(pieces: Sequence[Piece]) -> list[list[Piece]]:
    chains: list[list[Piece]] = []
    joined = False
    for piece in pieces:
        if joined:
            chains[-1].append(piece)
        else:
            chains.append([piece])
        joined = piece.keeps
    return chains


def paint_pieces(painter: Painter, pieces: Sequence[Piece], top: float, bottom: float) -> None:
    """Paint pieces from `top` down; the first that goes to the foot, and all after it, end at `bottom`."""
    y = top
    for index, piece in enumerate(pieces):
        if index:
            y += piece.before
        if piece.to_bottom:
            y = max(y, bottom - total_height(pieces[index:]))
        piece.paint(painter, y)
        y += piece.height
