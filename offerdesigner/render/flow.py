"""Pieces of a page, one under the other, and how they share pages: nothing is cut, what does not fit goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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


class Pages:
    """Pages of the height `room` filled one part after the other; every page but the first begins with `again`."""

    def __init__(self, room: float, again: Sequence[Piece]) -> None:
        self._room, self._again = room, list(again)
        self.pages: list[list[Piece]] = [[]]

    @property
    def left(self) -> float:
        """The height left on the last page."""
        return self._left_on(self.pages[-1])

    def _left_on(self, page: Sequence[Piece]) -> float:
        return self._room - total_height(page)

    def add(self, pieces: Sequence[Piece], heads: Sequence[Piece] = ()) -> None:
        """Add pieces after what is there, going on to next pages at need, with `heads` at the top of those."""
        if not pieces:
            return
        last = self.pages[-1]
        # Of no height, it tells that the page is begun: what does not hold there goes to the next one.
        begun = [Piece(0, _nothing)] if last else []
        again = [*self._again, *heads]
        first, *more = share([*begun, *pieces], self.left, self._room - total_height(again))
        if more and len(first) == len(begun) and len(last) > len(self._again):
            self.turn()
            self.add([replace(pieces[0], before=0), *pieces[1:]], heads)
            return
        last += first
        # The space above the first piece of a page was left out where pages were shared.
        self.pages += ([*again, replace(page[0], before=0), *page[1:]] for page in more)

    def fill(self) -> None:
        """Repeat, down to its foot, what may fill a page where it ends one."""
        for page in self.pages:
            last = page[-1]
            if last.fills:
                page += [last] * int(self._left_on(page) / last.height)

    def turn(self) -> None:
        """Begin another page."""
        self.pages.append([*self._again])


def _nothing(_painter: Painter, _top: float) -> None:
    """Paint nothing."""
