"""How the pages of a quote share what it says: blocks kept whole, tables whose heads and subtotal go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from offerdesigner.render.flow import Piece, total_height


@dataclass(frozen=True, slots=True)
class Strip:
    """Pieces that stay on one page where that can be.

    Where a page begins with them, `again` stands above (the heads of a table, what is brought forward), and
    `foot` ends the page before (what is carried over); one that `turns` always begins a page.
    """

    pieces: tuple[Piece, ...]
    again: tuple[Piece, ...] = ()
    foot: Piece | None = None
    turns: bool = False


def strip(*pieces: Piece) -> Strip:
    """Return pieces that stay together."""
    return Strip(pieces)


def one_by_one(pieces: Iterable[Piece]) -> list[Strip]:
    """Return strips that a page break may part, but for pieces that keep the next one."""
    strips: list[Strip] = []
    held: list[Piece] = []
    for piece in pieces:
        held.append(piece)
        if not piece.keeps:
            strips.append(Strip(tuple(held)))
            held = []
    return [*strips, Strip(tuple(held))] if held else strips


def joined(one: Sequence[Strip], other: Sequence[Strip]) -> list[Strip]:
    """Return strips one after the other, no page break coming between the two."""
    if not one or not other or other[0].turns:
        return [*one, *other]
    both = replace(one[-1], pieces=(*one[-1].pieces, *other[0].pieces))
    return [*one[:-1], both, *other[1:]]


def together(strips: Sequence[Strip]) -> list[Strip]:
    """Return strips as one, but for those that begin a page."""
    made: list[Strip] = []
    for strip in strips:
        made = joined(made, [strip])
    return made


class Sharing:
    """Pages of the height `room`, filled strip after strip; every page but the first begins with `heads`."""

    def __init__(self, room: float, heads: Sequence[Piece]) -> None:
        self._room, self._heads = room, heads
        self.pages: list[list[Piece]] = [[]]
        self._left, self._fresh = room, True

    def fill(self, strips: Sequence[Strip]) -> list[list[Piece]]:
        """Share `strips` between pages and return these."""
        for place, strip in enumerate(strips):
            needed = self._height(strip.pieces)
            must_turn = strip.turns or needed + self._reserve(strips, place, needed) > self._left
            if must_turn and not self._fresh:
                self._turn(strip)
            self._put(strip)
        return self.pages

    def _height(self, pieces: Sequence[Piece]) -> float:
        return total_height(pieces) + (0 if self._fresh else pieces[0].before)

    def _reserve(self, strips: Sequence[Strip], place: int, needed: float) -> float:
        """Return the room to leave under a strip for what its table carries over, should it not end on this page."""
        for following in strips[place + 1 :]:
            if following.foot is None:
                return 0
            needed += total_height(following.pieces) + following.pieces[0].before
            if following.turns or needed > self._left:
                first = strips[place + 1].foot
                return first.height + first.before if first is not None else 0
        return 0

    def _turn(self, strip: Strip) -> None:
        if strip.foot is not None:
            self.pages[-1].append(strip.foot)
        self.pages.append([*self._heads, *strip.again])
        self._left, self._fresh = self._room - total_height(self.pages[-1]), True

    def _put(self, strip: Strip) -> None:
        if self._height(strip.pieces) <= self._left:
            self._place(strip.pieces)
            return
        for piece in strip.pieces:
            if self._height((piece,)) > self._left and not self._fresh:
                self._turn(replace(strip, foot=None))
            self._place((piece,))

    def _place(self, pieces: Sequence[Piece]) -> None:
        self._left -= self._height(pieces)
        first = replace(pieces[0], before=0) if self._fresh else pieces[0]
        self.pages[-1] += [first, *pieces[1:]]
        self._fresh = False
