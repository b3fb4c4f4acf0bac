"""Two drawn documents compared: the part of each that differs, its picture, and its words for who does not see it.

What differs is read from the documents themselves, text by text, so that what follows from a change
(a total, a saving) counts as much as what was changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from offerdesigner.app.sheet_parts import PRICES, SCALE, Cell, Focus, Part, Sheet, compose, width_of
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address
from offerdesigner.render.document import Document, Place
from offerdesigner.text import _

_DASHES = "inclusions"
"""Where « not included » stands: the row says it, not this address, which is that of all the offer gives."""
_BREAKS = str.maketrans("", "", " \u00a0\u202f\r\n-\u00ad\u2010\u2011\x02\ufffe")
"""What another line break may add to a text or take from it."""
_SEPARATOR = " · "
_ROWS_FOR_CONTEXT = 2
_SAME_LINE = 8.0
"""Marked texts of a line that are no further apart, in points, have one mark."""


@dataclass(frozen=True)
class Excerpt:
    """A page of a document and the parts of it to show; `marked` is what the other document says otherwise."""

    document: Document
    page: int
    parts: tuple[Part, ...]
    marked: tuple[Place, ...]
    words: str
    """What stands at the marked places, or all that is shown if none is."""


@dataclass(frozen=True)
class Picture:
    """An excerpt drawn: `marks` are in points from the top left; the image is null where nothing is printed."""

    image: QImage
    marks: tuple[QRectF, ...]
    words: str

    @property
    def width(self) -> float:
        """How wide it is on paper, in points."""
        return self.image.width() / SCALE


class _Printed:
    """A document with the text of each address."""

    def __init__(self, document: Document) -> None:
        from offerdesigner.render.raster import texts_at

        self.document = document
        found: dict[Address, list[str]] = {}
        for place, text in zip(document.places, texts_at(document.pdf, document.places), strict=True):
            found.setdefault(place.address, []).append(text)
        self.texts: Mapping[Address, str] = {address: " ".join(texts) for address, texts in found.items()}

    def bare(self, address: Address) -> str:
        """Return the text at `address`, without what depends on where its lines end."""
        return self.texts.get(address, "").translate(_BREAKS)

    def label_of(self, service: Address) -> tuple[str, Address]:
        """Return how the row of `service` is called, and where that stands in the project."""
        fields = (addresses.at(service, field) for field in ("need", "software"))
        return next(((self.texts[address], address) for address in fields if address in self.texts), ("", service))

    def page_of(self, wanted: Collection[Address]) -> int | None:
        """Return the first page that prints something of `wanted`."""
        places = (
            place for place in self.document.places if any(addresses.contains(one, place.address) for one in wanted)
        )
        return next((place.page for place in places), None)


def excerpts(
    before: Document, after: Document, about: Sequence[Address] = (), *, whole: bool = False
) -> tuple[Excerpt, Excerpt]:
    """Return what differs from `before` to `after`, with what they say at the addresses `about`, on each of them.

    `whole` shows every offer of the table, and not those alone where something differs.
    """
    printed = _Printed(before), _Printed(after)
    changed = _changed(*printed)
    wanted = _essential(changed, *printed)
    for address in about:
        wanted |= _where_printed(address, printed)
    pages = [one.page_of(wanted) for one in printed]
    shown = next((page for page in pages if page is not None), 0)
    sheets = [
        Sheet(one.document, min(shown if page is None else page, one.document.page_count - 1))
        for one, page in zip(printed, pages, strict=True)
    ]
    focus = _focus(sheets, printed, wanted, about, whole=whole)
    cells = {
        cell
        for sheet in sheets
        for place in sheet.places
        if place.address in changed and (cell := sheet.cell_of(place))
    }
    first, second = (_excerpt(sheet, one, focus, changed, cells) for sheet, one in zip(sheets, printed, strict=True))
    return first, second


def picture_of(excerpt: Excerpt) -> Picture:
    """Draw `excerpt`."""
    if not excerpt.parts:
        return Picture(QImage(), (), "")
    image = compose(excerpt.document, excerpt.page, excerpt.parts, width_of(excerpt.parts))
    areas = [part.area_of(place) for place in excerpt.marked for part in excerpt.parts if part.shows(place)]
    return Picture(image, _joined(areas), excerpt.words)


def _joined(areas: Iterable[QRectF]) -> tuple[QRectF, ...]:
    """Return `areas`, those that follow one another on a line made one."""
    joined: list[QRectF] = []
    for area in areas:
        last = joined[-1] if joined else QRectF()
        if joined and last.top() == area.top() and 0 <= area.left() - last.right() < _SAME_LINE:
            joined[-1] = last.united(area)
        else:
            joined.append(area)
    return tuple(joined)


def _changed(one: _Printed, other: _Printed) -> set[Address]:
    return {
        address
        for address in {*one.texts, *other.texts}
        if addresses.last(address) != _DASHES and one.bare(address) != other.bare(address)
    }


def _essential(changed: set[Address], one: _Printed, other: _Printed) -> set[Address]:
    """Return the addresses to show: of an offer that comes or goes, its name; totals only if nothing else differs."""
    come_or_go = {addresses.parent(address) for address in changed if _is_name_of_offer(address)}
    come_or_go = {offer for offer in come_or_go if _names(one, offer) != _names(other, offer)}
    kept = {
        address
        for address in changed
        if _is_name_of_offer(address) or not any(addresses.contains(offer, address) for offer in come_or_go)
    }
    return {address for address in kept if not _is_offer(address)} or kept


def _names(printed: _Printed, offer: Address) -> bool:
    return addresses.at(offer, "name") in printed.texts


def _where_printed(address: Address, printed: Collection[_Printed]) -> set[Address]:
    """Return where something is printed of the value at `address`, or of what holds it, down from one object."""
    told = {place for one in printed for place in one.texts}
    while address.count("/") and not any(addresses.contains(address, place) for place in told):
        address = addresses.parent(address)
    is_whole = address.count("/") < 2 and address.startswith(("offers", "ranges"))
    return {address} if address and not is_whole else set()


def _is_offer(address: Address) -> bool:
    """Tell whether `address` is that of an offer as a whole: on a sheet, of its totals."""
    return address.startswith("offers/") and address.count("/") == 1


def _is_name_of_offer(address: Address) -> bool:
    return _is_offer(addresses.parent(address)) and addresses.last(address) == "name"


def _focus(
    sheets: Sequence[Sheet], printed: Sequence[_Printed], wanted: set[Address], about: Sequence[Address], *, whole: bool
) -> Focus:
    """Return what both sheets show: the same offers and rows, as far as each has them."""
    every = {offer for sheet in sheets for offer in sheet.offers}
    services = {service for sheet in sheets for service in sheet.services_of(wanted)}
    head = {part for sheet in sheets for part in sheet.head_of(wanted)}
    offers = {offer for sheet in sheets for offer in sheet.offers_of(wanted)}
    if any(not offers & every <= set(sheet.offers) for sheet in sheets):
        return Focus(frozenset(wanted), frozenset(every), frozenset(services), frozenset(head))
    compared = {addresses.last(address) for address in about if _is_offer(address)}
    if compared and (PRICES in head or _is_offer(about[0])):  # a price is worth what it gives
        head.add(PRICES)
        services = services or set(_telling(sheets[0], printed[0])[:_ROWS_FOR_CONTEXT])
    if services and not head and about and about[0].startswith("ranges/"):  # its steps are steps of price too
        head.add(PRICES)
    if whole and (offers or compared):
        offers = every
    return Focus(frozenset(wanted), frozenset(offers | compared), frozenset(services), frozenset(head))


def _telling(sheet: Sheet, printed: _Printed) -> list[Address]:
    """Return the services that the offers of `sheet` do not give alike, or all of them if there are none."""
    said: dict[Address, set[str]] = {service: set() for service in sheet.services}
    for place in sheet.places:
        cell = sheet.cell_of(place)
        if cell is not None:
            said[cell.service].add(
                _DASHES if addresses.last(place.address) == _DASHES else printed.texts[place.address]
            )
    return [service for service, texts in said.items() if len(texts) > 1] or list(said)


def _excerpt(sheet: Sheet, printed: _Printed, focus: Focus, changed: set[Address], cells: Collection[Cell]) -> Excerpt:
    parts = tuple(sheet.parts(focus))
    shown = [place for place in sheet.places if any(part.shows(place) for part in parts)]
    marked = tuple(
        place
        for place in shown
        if place.address in changed or (addresses.last(place.address) == _DASHES and sheet.cell_of(place) in cells)
    )
    return Excerpt(sheet.document, sheet.page, parts, marked, _words(sheet, printed, marked or shown))


def _words(sheet: Sheet, printed: _Printed, places: Sequence[Place]) -> str:
    """Say what stands at `places`, each cell of the table after the label of its row."""
    said: dict[str, None] = {}
    shown = {place.address for place in places}
    for place in places:
        text = _("non") if addresses.last(place.address) == _DASHES else printed.texts[place.address]
        cell = sheet.cell_of(place)
        if cell is not None:
            label, address = printed.label_of(cell.service)
            text = text if address in shown else _("{label} : {text}").format(label=label, text=text)
        said[text] = None
    return _SEPARATOR.join(said).replace(f",{_SEPARATOR}", ", ")
