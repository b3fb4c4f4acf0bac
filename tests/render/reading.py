"""Reading back what stands on a drawn document."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from offerdesigner.render.document import Document, Place
from offerdesigner.render.raster import page_png

_SEEN_TOUCHING = 0.4


def page_texts(document: Document) -> list[str]:
    """Return the text of each page, as a reader extracts it, with plain spaces."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return [" ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()) for text in texts]


def page_lines(document: Document) -> list[str]:
    """Return every line of text as it stands on the pages."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
    pdf.close()
    return lines


def picture_of(document: Document, page: int = 0, dpi: float = 110) -> Image.Image:
    """Return a page as a picture."""
    return Image.open(io.BytesIO(page_png(document.pdf, page, dpi)))


def page_sizes(document: Document) -> list[tuple[float, float]]:
    """Return the width and height of each page in points."""
    pdf = pypdfium2.PdfDocument(document.pdf)
    sizes = [page.get_size() for page in pdf]
    pdf.close()
    return sizes


def overlapping(document: Document) -> list[tuple[Place, Place]]:
    """Return the places that share some paper."""
    found = []
    for page in range(document.page_count):
        places = sorted((place for place in document.places if place.page == page), key=lambda place: place.y)
        for index, one in enumerate(places):
            for other in places[index + 1 :]:
                if other.y >= one.y + one.height - _SEEN_TOUCHING:
                    break
                right, left = min(one.x + one.width, other.x + other.width), max(one.x, other.x)
                if right - left > _SEEN_TOUCHING:
                    found.append((one, other))
    return found


def outside(document: Document, margin: float = 14.0) -> list[Place]:
    """Return the places that pass the margins (in points) of their page."""
    sizes = page_sizes(document)
    return [
        place
        for place in document.places
        if place.x < margin
        or place.y < margin
        or place.x + place.width > sizes[place.page][0] - margin
        or place.y + place.height > sizes[place.page][1] - margin
    ]
