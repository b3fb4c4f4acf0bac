"""Kerning pairs of a TrueType face, read from its GPOS table.

reportlab sets glyphs at their bare advance, which shows in titles. Only horizontal pair
adjustments of the feature `kern` are read (PairPos formats 1 and 2, behind extensions or not).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

_PAIR, _EXTENSION = 2, 9
_X_ADVANCE = 0x0004


class Kerning:
    """Adjustments between two glyphs, in font units (negative: closer)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lookups: list[list[_Subtable]] = []
        start = _table(data, b"GPOS")
        if start is not None:
            self._read(start)

    def between(self, left: int, right: int) -> int:
        """Return what to add to the advance of glyph `left` when glyph `right` follows."""
        total = 0
        for subtables in self._lookups:
            for subtable in subtables:
                value = subtable(left, right)
                if value is not None:
                    total += value
                    break
        return total

    def _read(self, start: int) -> None:
        features, lookups = unpack_from(">HH", self._data, start + 6)
        wanted = sorted(set(self._kern_lookups(start + features)))
        for index in wanted:
            lookup = start + lookups + self._u16(start + lookups + 2 + 2 * index)
            self._lookups.append(list(self._pair_subtables(lookup)))

    def _kern_lookups(self, features: int) -> Iterator[int]:
        for index in range(self._u16(features)):
            tag, offset = unpack_from(">4sH", self._data, features + 2 + 6 * index)
            if tag == b"kern":
                feature = features + offset
                yield from unpack_from(f">{self._u16(feature + 2)}H", self._data, feature + 4)

    def _pair_subtables(self, lookup: int) -> Iterator[_Subtable]:
        kind, _flags, count = unpack_from(">HHH", self._data, lookup)
        for offset in unpack_from(f">{count}H", self._data, lookup + 6):
            subtable, found = lookup + offset, kind
            if kind == _EXTENSION:
                found, further = unpack_from(">HI", self._data, subtable + 2)
                subtable += further
            if found == _PAIR:
                yield _Subtable(self._data, subtable)

    def _u16(self, offset: int) -> int:
        return int(unpack_from(">H", self._data, offset)[0])


class _Subtable:
    """One PairPos subtable: `(left, right)` gives an adjustment, or `None` when it says nothing."""

    def __init__(self, data: bytes, start: int) -> None:
        self._pairs: dict[tuple[int, int], int] = {}
        self._format, coverage, first, second = unpack_from(">HHHH", data, start)
        self._covered = _coverage(data, start + coverage)
        values = bin(first).count("1"), bin(second).count("1")
        place = bin(first & (_X_ADVANCE - 1)).count("1") if first & _X_ADVANCE else None
        if self._format == 1:
            self._read_pairs(data, start, sum(values), place)
        else:
            self._read_classes(data, start, sum(values), place)

    def __call__(self, left: int, right: int) -> int | None:
        if left not in self._covered:
            return None
        if self._format == 1:
            return self._pairs.get((left, right))
        return self._pairs.get((self._left.get(left, 0), self._right.get(right, 0)), 0)

    def _read_pairs(self, data: bytes, start: int, values: int, place: int | None) -> None:
        (count,) = unpack_from(">H", data, start + 8)
        for left, index in self._covered.items():
            if index >= count:
                continue
            (offset,) = unpack_from(">H", data, start + 10 + 2 * index)
            (pairs,) = unpack_from(">H", data, start + offset)
            for number in range(pairs):
                record = start + offset + 2 + number * 2 * (1 + values)
                right = unpack_from(">H", data, record)[0]
                self._pairs[left, right] = _value(data, record + 2, place)

    def _read_classes(self, data: bytes, start: int, values: int, place: int | None) -> None:
        left, right, lefts, rights = unpack_from(">HHHH", data, start + 8)
        self._left, self._right = _classes(data, start + left), _classes(data, start + right)
        for first in range(lefts):
            for second in range(rights):
                record = start + 16 + 2 * values * (first * rights + second)
                value = _value(data, record, place)
                if value:
                    self._pairs[first, second] = value


def _value(data: bytes, record: int, place: int | None) -> int:
    return 0 if place is None else int(unpack_from(">h", data, record + 2 * place)[0])


def _table(data: bytes, wanted: bytes) -> int | None:
    (count,) = unpack_from(">H", data, 4)
    for index in range(count):
        tag, _check, offset, _length = unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == wanted:
            return int(offset)
    return None


def _coverage(data: bytes, start: int) -> dict[int, int]:
    """Return the coverage index of each covered glyph."""
    kind, count = unpack_from(">HH", data, start)
    if kind == 1:
        return {glyph: index for index, glyph in enumerate(unpack_from(f">{count}H", data, start + 4))}
    covered: dict[int, int] = {}
    for number in range(count):
        first, last, index = unpack_from(">HHH", data, start + 4 + 6 * number)
        covered.update((glyph, index + glyph - first) for glyph in range(first, last + 1))
    return covered


def _classes(data: bytes, start: int) -> dict[int, int]:
    """Return the class of each glyph that has one other than 0."""
    (kind,) = unpack_from(">H", data, start)
    if kind == 1:
        first, count = unpack_from(">HH", data, start + 2)
        return {first + place: found for place, found in enumerate(unpack_from(f">{count}H", data, start + 6))}
    classes: dict[int, int] = {}
    (count,) = unpack_from(">H", data, start + 2)
    for number in range(count):
        first, last, found = unpack_from(">HHH", data, start + 4 + 6 * number)
        classes.update((glyph, found) for glyph in range(first, last + 1))
    return classes
