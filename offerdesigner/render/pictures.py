"""What is drawn rather than written: the host's logo, the marks of people, the QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import segno
from PIL import Image, ImageCms, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from offerdesigner.model.project import Picture
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK, MM, PAPER, Rgb

MAX_PIXELS = 40_000_000
"""A picture that would decode to more is refused."""
_PRINT_DPI = 300
QUIET_MODULES = 4


class UnusablePicture(ValueError):
    """A picture that cannot be read, or is too large to decode."""


@dataclass(frozen=True)
class Logo:
    """A picture ready to draw: `ratio` is its width for a height of 1, `pixels` its height in pixels."""

    image: ImageReader
    ratio: float
    pixels: int


def load_logo(picture: Picture, height: float) -> Logo:
    """Decode `picture` for a print `height` points high, once a picture.

    Raises `UnusablePicture`.
    """
    return _decoded(picture.id, picture.data, round(height / 72 * _PRINT_DPI))


@lru_cache(maxsize=8)
def _decoded(_identity: str, data: bytes, wanted_height: int) -> Logo:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as source:
            if source.width * source.height > MAX_PIXELS or not source.height:
                raise UnusablePicture(f"{source.width} × {source.height}")
            original = source.height
            ratio = source.width / source.height
            source.draft("RGB", (round(wanted_height * ratio), wanted_height))
            picture = _in_srgb(source)
    except UnusablePicture:
        raise
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise UnusablePicture(str(error)) from error
    if picture.height > wanted_height:
        picture = picture.resize((max(1, round(wanted_height * ratio)), wanted_height), Image.Resampling.LANCZOS)
    return Logo(ImageReader(picture), ratio, original)


def _in_srgb(source: Image.Image) -> Image.Image:
    """Return `source` in sRGB on white paper, without profile or metadata."""
    profile = source.info.get("icc_profile")
    has_alpha = source.mode in ("RGBA", "LA", "PA") or "transparency" in source.info
    alpha = source.convert("RGBA").getchannel("A") if has_alpha else None
    if profile and source.mode in ("RGB", "CMYK", "L"):
        try:
            embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = ImageCms.profileToProfile(source, embedded, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            plain = None
    else:
        plain = None
    colours = plain or source.convert("RGBA" if has_alpha else "RGB").convert("RGB")
    paper = Image.new("RGB", colours.size, "white")
    paper.paste(colours, mask=alpha)
    return paper


@lru_cache(maxsize=64)
def _qr_runs(content: str, encoding: str | None) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return the modules on a side and the dark runs (column, row, length) of a QR code."""
    matrix = segno.make_qr(content, error="m", boost_error=False, encoding=encoding).matrix
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate((*modules, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start, row, column - start))
                start = None
    return len(matrix), tuple(runs)


def draw_qr(
    painter: Painter,
    content: str,
    x: float,
    y: float,
    side: float,
    paper: Rgb | None = PAPER,
    *,
    encoding: str | None = None,
) -> None:
    """Draw a QR code of `side` points without its quiet zone, which is painted `paper` around it.

    The code itself spans the square at (x, y); four modules of `paper` surround it. Its `encoding` is the simplest
    that holds `content`, unless one is asked for.
    """
    count, runs = _qr_runs(content, encoding)
    module = side / count
    if paper is not None:
        quiet = QUIET_MODULES * module
        painter.box(x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet, paper)
    painter.boxes(
        ((x + column * module, y + row * module, length * module, module) for column, row, length in runs), INK
    )


PERSON_WIDTH, PERSON_PITCH, PERSON_HEIGHT = 4.7 * MM, 5.5 * MM, 5.0 * MM


def draw_people(painter: Painter, count: int, x: float, bottom: float, colour: Rgb) -> None:
    """Draw `count` people side by side, standing on `bottom`."""
    radius = PERSON_WIDTH / 2
    shapes: list[tuple[float, float, float, bool]] = []
    for index in range(count):
        centre = x + radius + index * PERSON_PITCH
        shapes += _person(centre, bottom, radius)
    painter.discs(shapes, colour)


def _person(centre: float, bottom: float, radius: float) -> list[tuple[float, float, float, bool]]:
    head = 0.49 * radius
    return [(centre, bottom, radius, True), (centre, bottom - radius - 0.14 * radius - head, head, False)]


MARK_WIDTH, MARK_HEIGHT = 12.2 * MM, 6.5 * MM


def draw_mark(painter: Painter, x: float, bottom: float, colour: Rgb) -> None:
    """Draw the default mark, three people close together, where a host has no logo."""
    side, middle = 2.55 * MM, 3.15 * MM
    left, right, centre = x + side, x + MARK_WIDTH - side, x + MARK_WIDTH / 2
    painter.discs([*_person(left, bottom, side), *_person(right, bottom, side)], colour)
    painter.discs([(centre, bottom, middle + 0.35 * MM, True)], PAPER)
    painter.discs(_person(centre, bottom, middle), colour)
