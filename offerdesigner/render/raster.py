"""Pages of a PDF as pixels, for the preview and for PNG files; the words that stand on them; some of them alone.

PDFium bears one thread at a time: calls are serialised here, and none of its objects leaves.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
from PIL import Image

from offerdesigner.render.document import Place

MAX_PIXELS = 40_000_000
"""Largest picture of a page; a higher scale is lowered to it."""

_LOCK = Lock()
_AROUND = 1.0


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture: rows of `stride` bytes, four a pixel (blue, green, red, unused), as QImage Format_RGB32 wants."""

    width: int
    height: int
    stride: int
    data: bytes


def page_pixels(pdf: bytes, page: int, scale: float) -> Pixels:
    """Draw one page (from 0) at `scale` pixels a point, lowered when it would pass `MAX_PIXELS`.

    Raises `IndexError` when the document has no such page.
    """
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return _drawn(document, page, scale)
        finally:
            document.close()


def page_png(pdf: bytes, page: int, dpi: float) -> bytes:
    """Return one page (from 0) as a PNG file at `dpi` pixels an inch.

    Raises `IndexError` when the document has no such page.
    """
    pixels = page_pixels(pdf, page, dpi / 72)
    size = (pixels.width, pixels.height)
    picture = Image.frombuffer("RGB", size, pixels.data, "raw", "BGRX", pixels.stride, 1)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def pages_alone(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of these pages (from 0) of `pdf` alone, as they are there.

    Raises `IndexError` when the document has no such page.
    """
    with _LOCK:
        whole, part = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
        try:
            for page in pages:
                if not 0 <= page < len(whole):
                    raise IndexError(page)
            part.import_pages(whole, list(pages))
            out = io.BytesIO()
            part.save(out)
            return out.getvalue()
        finally:
            part.close()
            whole.close()


def texts_at(pdf: bytes, places: Sequence[Place]) -> tuple[str, ...]:
    """Return the words that a reader finds at each of `places`, in their order.

    Raises `IndexError` when the document lacks one of their pages.
    """
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            found: dict[Place, str] = {}
            for page in sorted({place.page for place in places}):
                wanted = [place for place in places if place.page == page]
                found |= zip(wanted, _read(document, page, wanted), strict=True)
            return tuple(found[place] for place in places)
        finally:
            document.close()


def _read(document: Any, page: int, places: Sequence[Place]) -> list[str]:
    if not 0 <= page < len(document):
        raise IndexError(page)
    sheet = document[page]
    try:
        text, height = sheet.get_textpage(), sheet.get_height()
        try:
            return [text.get_text_bounded(*_bounds(place, height)).strip() for place in places]
        finally:
            text.close()
    finally:
        sheet.close()


def _bounds(place: Place, height: float) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of `place`, in points from the bottom left of its page."""
    left, right = place.x - _AROUND, place.x + place.width + _AROUND
    return left, height - place.y - place.height - _AROUND, right, height - place.y + _AROUND


def _drawn(document: Any, page: int, scale: float) -> Pixels:
    if not 0 <= page < len(document):
        raise IndexError(page)
    sheet = document[page]
    try:
        width, height = sheet.get_size()
        scale = min(scale, (MAX_PIXELS / (width * height)) ** 0.5)
        bitmap = sheet.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        try:
            return Pixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        sheet.close()
