"""Which parts of a drawn sheet show some of its values, and their picture, put together as on the sheet.

A whole sheet is unreadable at the width of a panel. What is kept is the head of the offers concerned,
the rows that tell of those values, each with its label, and the blocks outside the table that do.
Blank paper between them goes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from offerdesigner.app.live import picture
from offerdesigner.model.address import Address, contains
from offerdesigner.model.base import Id
from offerdesigner.render.document import Document, Place

SCALE = 2 * 96 / 72
"""Pixels per point: twice the true size on an ordinary screen, so that fine screens show it sharp too."""

NAMES, PUBLICS, PRICES = range(3)
"""What the head of an offer says, from its top."""

_AIR, _CLOSE, _GAP = 7.0, 2.0, 10.0
_LABELS_AT_LEAST = 128.0
_TALLEST_ROW = 60.0
_SAME_CELL = 3.0
"""Lines of one cell are no further apart than this."""
_SAME_BLOCK = 40.0
_MOST_ROWS = 4
_HEAD_LEVELS = {"name": NAMES, "public": PUBLICS, "inherits": PUBLICS}
_HEADINGS = {"options": 26.0, "structure/contact": 15.0, "end_of_contract": 15.0, "conditions": 15.0}
"""How far above its first text a block's own heading begins."""
_BLOCK_AT_LEAST = 90.0
_TAXES = "structure/vat/kind"
"""Said beside the prices, in the column of labels."""


@dataclass(frozen=True)
class Part:
    """A rectangle of the sheet (in points from the page's top left), and where it goes in the picture."""

    x: float
    y: float
    width: float
    height: float
    left: float
    top: float

    def shows(self, place: Place) -> bool:
        """Tell whether `place` is whole inside."""
        inside_x = self.x <= place.x and place.x + place.width <= self.x + self.width
        return inside_x and self.y <= place.y and place.y + place.height <= self.y + self.height

    def area_of(self, place: Place) -> QRectF:
        """Return where `place` stands in the picture."""
        return QRectF(place.x - self.x + self.left, place.y - self.y + self.top, place.width, place.height)


@dataclass(frozen=True)
class Focus:
    """What to show of a sheet: values, the offers and the rows that they are about, and what of their heads."""

    addresses: frozenset[Address]
    offers: frozenset[Id] = frozenset()
    services: frozenset[Address] = frozenset()
    head: frozenset[int] = frozenset()


class Cell(NamedTuple):
    """What an offer says of a service."""

    service: Address
    offer: Id


@dataclass(frozen=True)
class _Row:
    """A row of the table, with the places on it."""

    places: tuple[Place, ...]
    top: float
    bottom: float
    service: Address
    """The one named at its head, or ""."""


class Sheet:
    """One page of a document, cut into a head, rows and blocks."""

    def __init__(self, document: Document, page: int = 0) -> None:
        self.document, self.page = document, page
        self._places = [place for place in document.places if place.page == page]
        self._columns = dict(sorted(self._name_columns().items(), key=lambda column: column[1]))
        self._first = min(self._columns.values(), default=float("inf"))
        self._left = min((place.x for place in self._places), default=0.0)
        self._table_top = min((place.y for place in self._places if self._begins_table(place)), default=float("inf"))
        self._rows = tuple(self._cut_rows())

    @property
    def places(self) -> tuple[Place, ...]:
        """The texts of the page."""
        return tuple(self._places)

    @property
    def offers(self) -> tuple[Id, ...]:
        """The offers of the page, from left to right."""
        return tuple(self._columns)

    @property
    def services(self) -> tuple[Address, ...]:
        """The services of the page, from top to bottom."""
        return tuple(row.service for row in self._rows if row.service)

    def offers_of(self, addresses: Iterable[Address]) -> set[Id]:
        """Return the offers in whose columns something of `addresses` is printed."""
        told = [place for place in self._places if self._is_in_column(place)]
        return {self._offer_at(place) for place in told if _tells([place], addresses)}

    def services_of(self, addresses: Iterable[Address]) -> set[Address]:
        """Return the services whose rows tell of `addresses`."""
        return {row.service for row in self._rows if row.service and _tells(row.places, addresses)}

    def head_of(self, addresses: Iterable[Address]) -> set[int]:
        """Return what the head says of `addresses`."""
        return {_level(place) for place in self._places if self._is_in_head(place) and _tells([place], addresses)}

    def cell_of(self, place: Place) -> Cell | None:
        """Return the cell of the table that `place` is in, below the head; `None` for any other text."""
        service = next((row.service for row in self._rows if place in row.places), "")
        return Cell(service, self._offer_at(place)) if service and self._is_in_column(place) else None

    def parts(self, focus: Focus) -> list[Part]:
        """Return the parts that show what `focus` asks for, from top to bottom."""
        rows = [row for row in self._rows if row.service in focus.services or _tells(row.places, focus.addresses)]
        parts: list[Part] = []
        blocks = list(self._blocks(focus.addresses))
        self._add_blocks(parts, [block for block in blocks if block.y() < self._head_top])
        self._add_table(parts, focus, rows[:_MOST_ROWS])
        self._add_blocks(parts, [block for block in blocks if block.y() >= self._head_top])
        return parts

    @property
    def _head_top(self) -> float:
        return min((place.y for place in self._places if self._is_in_head(place)), default=float("inf"))

    def _name_columns(self) -> dict[Id, float]:
        found: dict[Id, float] = {}
        for place in self._places:
            kind, _slash, rest = place.address.partition("/")
            offer, _slash, field = rest.partition("/")
            if kind == "offers" and field == "name":
                found[offer] = min(place.x, found.get(offer, place.x))
        return found

    def _is_in_column(self, place: Place) -> bool:
        return place.x >= self._first - _CLOSE and _is_of_table(place.address)

    def _offer_at(self, place: Place) -> Id:
        return max((x, offer) for offer, x in self._columns.items() if x <= place.x + _CLOSE)[1]

    def _begins_table(self, place: Place) -> bool:
        """Tell whether `place` is in a row beneath the head: it has a label, or is what only rows say."""
        if not _is_of_table(place.address) and not place.address.startswith("groups/"):
            return False
        field = place.address.split("/")[2:3]
        return place.x < self._first - _CLOSE or field in ([], ["setup_fee"], ["membership"], ["inclusions"])

    def _is_in_head(self, place: Place) -> bool:
        is_of_offer = place.address.startswith("offers/") and place.x >= self._first - _CLOSE
        return is_of_offer and place.y + place.height <= self._table_top + _CLOSE

    def _cut_rows(self) -> Iterator[_Row]:
        cut: list[list[Place]] = []
        below = [place for place in self._places if place.y >= self._table_top and _is_of_table(place.address)]
        for place in sorted(below, key=lambda place: (place.y, place.x)):
            if cut and place.y < max(_bottom(cut[-1]) + _SAME_CELL, cut[-1][0].y + _AIR):
                cut[-1].append(place)
            else:
                cut.append([place])
        for row, following in zip_longest(cut, cut[1:]):
            services = (place.address for place in row if place.address.startswith("services/"))
            top, bottom = row[0].y - _AIR, _bottom(row) + _AIR
            if following is not None:
                room = following[0].y - _CLOSE
                # Where the label is no text of the project, it may take more lines than what is known.
                bottom = room if bottom > room or (room - top < _TALLEST_ROW and not self._is_labelled(row)) else bottom
            yield _Row(tuple(row), top, bottom, "/".join(next(services, "").split("/")[:2]))

    def _is_labelled(self, row: Sequence[Place]) -> bool:
        return any(place.x < self._first - _CLOSE for place in row)

    def _add_table(self, parts: list[Part], focus: Focus, rows: Sequence[_Row]) -> None:
        """Add the head and `rows`, each column as wide as what it says there."""
        if not rows and not focus.head:
            return
        offers = {offer: x for offer, x in self._columns.items() if offer in focus.offers}
        bands = [*self._head_bands(offers, {NAMES, *focus.head}), *((row.top, row.bottom) for row in rows)]
        top = parts[-1].top + parts[-1].height + _GAP if parts and bands else 0.0
        labels = [self._label_strip(rows)] if rows else []
        strips = [*labels, *self._offer_strips(offers, bands)]
        for start, end in bands:
            left = 0.0
            for x, width in strips:
                # Beside the names stands « Le prix », with what it says of taxes.
                if not (end <= self._table_top and (x, width) in labels):
                    parts.append(Part(x, start, width, end - start, left, top))
                left += width
            top += end - start

    def _head_bands(self, offers: Iterable[Id], wanted: Collection[int]) -> Iterator[tuple[float, float]]:
        """Yield from where to where each part of the head that is `wanted` goes."""
        shown = set(offers)
        head = [place for place in self._places if self._is_in_head(place) and self._offer_at(place) in shown]
        levels = {level: [place for place in head if _level(place) == level] for level in (NAMES, PUBLICS, PRICES)}
        end = 0.0
        for level, own in levels.items():
            if own:
                # The signs above the names stop there.
                start = max(end, min(place.y for place in own) - (_AIR if end else _AIR - _CLOSE))
                below = min((place.y for place in head if _level(place) > level), default=self._table_top - _AIR)
                end = max(_bottom(own), min(_bottom(own) + _AIR, below))
                if level in wanted:
                    yield start, end

    def _label_strip(self, rows: Sequence[_Row]) -> tuple[float, float]:
        """Return the start and the width of the labels of `rows`, in points."""
        start, end = self._left - _AIR, self._first - _AIR
        shown = [place for row in rows for place in row.places]
        if any(place.address.count("/") == 1 for place in shown):  # totals, whose label is no text of the project
            return start, end - start
        right = max((place.x + place.width for place in shown if place.x < self._first - _CLOSE), default=start)
        if not all(self._is_labelled(row.places) for row in rows):
            right = max(right, start + _LABELS_AT_LEAST)
        return start, min(right + _AIR, end) - start

    def _offer_strips(
        self, offers: dict[Id, float], bands: Sequence[tuple[float, float]]
    ) -> Iterator[tuple[float, float]]:
        """Yield the start and the width of the column of each of `offers`, in points."""
        shown = [place for place in self._places if any(start <= place.y < end for start, end in bands)]
        ends = dict(zip(self._columns, [*list(self._columns.values())[1:], float("inf")], strict=True))
        for offer, start in offers.items():
            end = ends[offer]
            inside = [place.x + place.width for place in shown if start - 1 <= place.x < end - 1]
            yield start - _AIR, min(max(inside, default=start) + _AIR, end - _AIR) - (start - _AIR)

    def _blocks(self, wanted: Iterable[Address]) -> Iterator[QRectF]:
        """Yield what stands outside the table and is wanted: the title, the options, the foot."""
        blocks: dict[Address, list[Place]] = {}
        for place in self._places:
            if _is_of_table(place.address) or self._is_in_head(place) or place.address == _TAXES:
                continue
            block = blocks.setdefault(_block_of(place.address), [])
            if not block or place.y < _bottom(block) + _SAME_BLOCK:  # the foot may say again what the title says
                block.append(place)
        for whole, places in blocks.items():
            if _tells(places, wanted) or any(_block_of(address) == whole for address in wanted):
                area = _around(places).adjusted(0, -self._heading_above(whole, places), 0, 0)
                area.setWidth(max(area.width(), _BLOCK_AT_LEAST))
                yield area

    def _heading_above(self, whole: Address, places: Sequence[Place]) -> float:
        """Return how high the heading of a block stands above it: of the options, only the first has it there."""
        kind = whole.partition("/")[0]
        if kind != "options":
            return _HEADINGS.get(whole, 0.0)
        first = next(place for place in self._places if place.address.startswith("options/"))
        return _HEADINGS[kind] if (places[0].x, places[0].y) == (first.x, first.y) else 0.0

    def _add_blocks(self, parts: list[Part], blocks: Iterable[QRectF]) -> None:
        for block in sorted(blocks, key=QRectF.y):
            top = parts[-1].top + parts[-1].height + _GAP if parts else 0.0
            parts.append(Part(block.x(), block.y(), block.width(), block.height(), 0.0, top))


def _level(place: Place) -> int:
    field = place.address.split("/")[2:3]
    return _HEAD_LEVELS.get(field[0] if field else "", PRICES)


def _block_of(address: Address) -> Address:
    """Return the address that names the block where `address` is printed: the logo stands beside the name."""
    if address == "structure/brand/logo":
        return "structure/name"
    if address.startswith("options/"):
        return "/".join(address.split("/")[:2])
    return next((head for head in _HEADINGS if contains(head, address)), address)


def _is_of_table(address: Address) -> bool:
    return address.startswith(("offers/", "services/", "structure/membership"))


def _tells(places: Iterable[Place], wanted: Iterable[Address]) -> bool:
    return any(contains(address, place.address) for place in places for address in wanted)


def _bottom(places: Iterable[Place]) -> float:
    return max(place.y + place.height for place in places)


def _around(places: Sequence[Place]) -> QRectF:
    area = QRectF()
    for place in places:
        area = area.united(QRectF(place.x, place.y, place.width, place.height))
    return area.adjusted(-_AIR, -_CLOSE, _AIR, _CLOSE)


def compose(document: Document, page: int, parts: Sequence[Part], width: float) -> QImage:
    """Return the picture of `parts` of a page, `width` points wide, on white paper."""
    drawn = picture(document.pdf, page, SCALE)
    height = max((part.top + part.height for part in parts), default=1.0)
    composed = QImage(round(width * SCALE), round(height * SCALE), QImage.Format.Format_RGB32)
    composed.fill(Qt.GlobalColor.white)
    painter = QPainter(composed)
    for part in parts:
        target = QRectF(part.left, part.top, part.width, part.height)
        source = QRectF(part.x, part.y, part.width, part.height)
        painter.drawImage(_in_pixels(target), drawn, _in_pixels(source))
    painter.end()
    return composed


def _in_pixels(area: QRectF) -> QRectF:
    """Return `area` on whole pixels, so that no letter is blurred."""
    return QRectF(round(area.x() * SCALE), round(area.y() * SCALE), *(
        round(length * SCALE) for length in (area.width(), area.height())
    ))  # fmt: skip


def width_of(parts: Iterable[Part]) -> float:
    """Return how wide `parts` are together, in points."""
    return max((part.left + part.width for part in parts), default=1.0)
