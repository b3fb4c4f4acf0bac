import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from offerdesigner.model.project import Project
from offerdesigner.render import raster
from offerdesigner.render.document import Document, Place

Draw = Callable[..., Document]


def test_pixels_are_what_a_picture_wants(draw: Draw, sample: Project) -> None:
    pixels = raster.page_pixels(draw(sample).pdf, 0, 2.0)
    assert (pixels.width, pixels.height) == (1191, 1684)
    assert pixels.stride >= 4 * pixels.width
    assert len(pixels.data) == pixels.stride * pixels.height
    assert isinstance(pixels.data, bytes)
    assert pixels.data[:3] == b"\xff\xff\xff"
    assert bytes((0xC7, 0x36, 0x1F)) in pixels.data  # the accent, blue first


def test_a_scale_too_large_is_lowered(draw: Draw, sample: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MAX_PIXELS", 100_000)
    pixels = raster.page_pixels(draw(sample).pdf, 0, 50.0)
    assert pixels.width * pixels.height < 102_000


def test_a_page_that_is_not_there_is_refused(draw: Draw, sample: Project) -> None:
    for page in (-1, 1):
        with pytest.raises(IndexError):
            raster.page_pixels(draw(sample).pdf, page, 1.0)


def test_a_png_says_its_resolution(draw: Draw, sample: Project) -> None:
    picture = Image.open(io.BytesIO(raster.page_png(draw(sample).pdf, 0, 150)))
    assert picture.format == "PNG"
    assert picture.size == (1241, 1754)
    assert round(picture.info["dpi"][0]) == 150


def test_texts_are_those_of_the_places_asked_about(draw: Draw, sample: Project) -> None:
    document = draw(sample)
    names = [place for place in document.places if place.address.endswith("/name") and "offers/" in place.address]
    assert raster.texts_at(document.pdf, names) == tuple(offer.name for offer in sample.offers)
    assert raster.texts_at(document.pdf, ()) == ()


def test_texts_of_a_page_that_is_not_there_are_refused(draw: Draw, sample: Project) -> None:
    with pytest.raises(IndexError):
        raster.texts_at(draw(sample).pdf, [Place(7, 0, 0, 10, 10, "name")])


def test_some_pages_alone_keep_their_words(draw: Draw, sample: Project) -> None:
    sheet = draw(sample)
    three = _three_times(sheet.pdf)
    place = sheet.places[0]
    (words,) = raster.texts_at(sheet.pdf, [place])
    alone = raster.pages_alone(three, range(1, 3))
    assert words
    assert raster.texts_at(alone, [replace(place, page=1)]) == (words,)
    with pytest.raises(IndexError):
        raster.page_pixels(alone, 2, 1.0)
    with pytest.raises(IndexError):
        raster.pages_alone(three, [3])


def _three_times(pdf: bytes) -> bytes:
    writer, out = pikepdf.new(), io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as one:
        for _copy in range(3):
            writer.pages.extend(one.pages)
        writer.save(out)
    return out.getvalue()
