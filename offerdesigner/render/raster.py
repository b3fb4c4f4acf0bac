"""Pages of a PDF as pixels, for the preview and for PNG files.

PDFium bears one thread at a time: calls are serialised here, and none of its objects leaves.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
from PIL import Image

MAX_PIXELS = 40_000_000
"""Largest picture of a page; a higher scale is lowered to it."""

_LOCK = Lock()


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
