"""Which parts of a drawn sheet show what a rule is about, and their picture, put together as on the sheet.

A whole sheet is unreadable at the width of a panel. What is kept is the head of the offers (names
and prices), the rows that the finding is about or that differ between two samples, each with its
label, and the blocks outside the table that differ. Blank paper between them goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from offerdesigner.app.live import picture
from offerdesigner.model.address import Address, contains
from offerdesigner.render.document import Document, Place

SCALE = 2.0
"""Pixels per point."""

_AIR, _CLOSE, _GAP = 7.0, 2.0, 10.0
_LABELS_AT_LEAST = 128.0
_TALLEST_ROW = 46.0
_ROWS_FOR_CONTEXT = 2
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


@dataclass(frozen=True)
class _Row:
    """A row of the table, with the places on it."""

    places: tuple[Place, ...]
    top: float
    bottom: float
    label: Address
    """The service at its head, or ""."""


class Sheet:
    """The first page of a document, cut into a head, rows and blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._places = [place for place in document.places if place.page == 0]
        names = [place for place in self._places if _is_name_of_offer(place.address)]
        line = [name for name in names if abs(name.y - names[0].y) < _AIR]
        self._columns = sorted(name.x for name in line)
        self._left = min((place.x for place in self._places), default=0.0)
        head = [place for place in self._places if self._is_in_head(place)]
        self._head_top = min((place.y for place in head), default=0.0) - _AIR + _CLOSE  # the signs above stop there
        self._head_bottom = max((place.y + place.height for place in head), default=0.0) + _AIR
        self._rows = tuple(self._cut_rows())

    def addresses(self) -> set[Address]:
        """Return what is printed."""
        return {place.address for place in self._places}

    def labels(self, wanted: Iterable[Address]) -> set[Address]:
        """Return the services whose rows say something of `wanted`."""
        return {row.label for row in self._rows if row.label and _tells(row.places, wanted)}

    def parts(self, wanted: set[Address], labels: set[Address]) -> list[Part]:
        """Return the parts that show the head, what is `wanted`, and the rows of `labels`, from top to bottom."""
        kept = [row for row in self._rows if row.label in labels or _tells(row.places, wanted)]
        if not kept:
            kept = [row for row in self._rows if row.label][:_ROWS_FOR_CONTEXT]
        parts: list[Part] = []
        blocks = list(self._blocks(wanted))
        self._add_blocks(parts, [block for block in blocks if block.y() < self._head_top])
        self._add_table(parts, kept)
        self._add_blocks(parts, [block for block in blocks if block.y() > self._head_top])
        return parts

    def _is_in_head(self, place: Place) -> bool:
        kind, _slash, rest = place.address.partition("/")
        _id, _slash, field = rest.partition("/")
        return kind == "offers" and field.startswith(("name", "public", "promise", "rates", "terms", "trial"))

    def _cut_rows(self) -> Iterator[_Row]:
        tops: list[list[Place]] = []
        below = [place for place in self._places if place.y > self._head_bottom - _AIR and _is_of_table(place.address)]
        for place in sorted(below, key=lambda place: (place.y, place.x)):
            if tops and (place.y < tops[-1][0].y + _AIR or self._continues(tops[-1], place)):
                tops[-1].append(place)
            else:
                tops.append([place])
        for row, following in zip(tops, [*tops[1:], None], strict=True):
            own = max(place.y + place.height for place in row) + _AIR
            room = following[0].y - _AIR if following else own
            labels = (place.address for place in row if place.address.startswith("services/"))
            label = "/".join(next(labels, "").split("/")[:2])
            top = row[0].y - _AIR
            yield _Row(tuple(row), top, max(own, room if room - top < _TALLEST_ROW else own), label)

    def _continues(self, row: Sequence[Place], place: Place) -> bool:
        """Tell whether `place` is a further line of the label of `row`."""
        head = place.address.split("/")[:2]
        return head[0] == "services" and any(other.address.split("/")[:2] == head for other in row)

    def _add_table(self, parts: list[Part], rows: Sequence[_Row]) -> None:
        """Add the head and `rows`, each column as wide as what it says there."""
        top = parts[-1].top + parts[-1].height + _GAP if parts else 0.0
        bands = [(self._head_top, self._head_bottom), *((row.top, row.bottom) for row in rows)]
        strips = list(self._strips(bands, has_labels=bool(rows)))
        for band, (start, end) in enumerate(bands):
            left = 0.0
            for column, (x, width) in enumerate(strips):
                if not (rows and band == 0 and column == 0):  # beside the names, the label says « Le prix » and taxes
                    parts.append(Part(x, start, width, end - start, left, top))
                left += width
            top += end - start

    def _strips(self, bands: Sequence[tuple[float, float]], *, has_labels: bool) -> Iterator[tuple[float, float]]:
        """Yield the start and the width of the labels' column and of each offer's, in points."""
        shown = [place for place in self._places if any(a <= place.y < b for a, b in bands)]
        ends = [*self._columns[1:], float("inf")]
        first = self._columns[0] if self._columns else float("inf")
        if has_labels:
            below = [place for place in shown if place.x < first - _AIR and place.y > self._head_bottom - _AIR]
            if any(place.address.count("/") == 1 for place in shown):  # totals, whose label is no text of the project
                below = [Place(0, self._left, 0, first - self._left, 0, "")]
            right = max((place.x + place.width for place in below), default=0.0)
            start = self._left - _AIR
            yield start, min(max(right, start + _LABELS_AT_LEAST) + _AIR, first - _AIR) - start
        for start, end in zip(self._columns, ends, strict=True):
            inside = [place.x + place.width for place in shown if start - 1 <= place.x < end - 1]
            yield start - _AIR, min(max(inside, default=start) + _AIR, end - _AIR) - (start - _AIR)

    def _blocks(self, wanted: set[Address]) -> Iterator[QRectF]:
        """Yield what stands outside the table and is wanted: the title, the options, the foot."""
        blocks: dict[str, list[Place]] = {}
        for place in self._places:
            if not _is_of_table(place.address) and not self._is_in_head(place) and place.address != _TAXES:
                blocks.setdefault(_block_of(place.address), []).append(place)
        for whole, places in blocks.items():
            if _tells(places, wanted) or any(_block_of(address) == whole for address in wanted):
                area = _around(places).adjusted(0, -_HEADINGS.get(whole, 0.0), 0, 0)
                area.setWidth(max(area.width(), _BLOCK_AT_LEAST))
                yield area

    def _add_blocks(self, parts: list[Part], blocks: Iterable[QRectF]) -> None:
        for block in sorted(blocks, key=QRectF.y):
            top = parts[-1].top + parts[-1].height + _GAP if parts else 0.0
            parts.append(Part(block.x(), block.y(), block.width(), block.height(), 0.0, top))


def _is_name_of_offer(address: Address) -> bool:
    kind, *rest = address.split("/")
    return kind == "offers" and rest[1:] == ["name"]


def _block_of(address: Address) -> Address:
    """Return the address that names the block where `address` is printed: the logo stands beside the name."""
    if address == "structure/brand/logo":
        return "structure/name"
    return next((head for head in _HEADINGS if contains(head, address)), address)


def _is_of_table(address: Address) -> bool:
    return address.startswith(("offers/", "services/", "structure/membership"))


def _tells(places: Iterable[Place], wanted: Iterable[Address]) -> bool:
    return any(contains(address, place.address) for place in places for address in wanted)


def _around(places: Sequence[Place]) -> QRectF:
    area = QRectF()
    for place in places:
        area = area.united(QRectF(place.x, place.y, place.width, place.height))
    return area.adjusted(-_AIR, -_CLOSE, _AIR, _CLOSE)


def compose(document: Document, parts: Sequence[Part], width: float) -> QImage:
    """Return the picture of `parts`, `width` points wide, on white paper."""
    page = picture(document.pdf, 0, SCALE)
    height = max((part.top + part.height for part in parts), default=1.0)
    composed = QImage(round(width * SCALE), round(height * SCALE), QImage.Format.Format_RGB32)
    composed.fill(Qt.GlobalColor.white)
    painter = QPainter(composed)
    for part in parts:
        target = QRectF(part.left, part.top, part.width, part.height)
        source = QRectF(part.x, part.y, part.width, part.height)
        painter.drawImage(_in_pixels(target), page, _in_pixels(source))
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
