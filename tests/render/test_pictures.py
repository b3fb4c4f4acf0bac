import base64
import hashlib
import io
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageCms

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Picture, Project
from offerdesigner.render import pictures
from offerdesigner.render.document import Document
from offerdesigner.storage.examples import examples, open_copy
from tests.render.reading import picture_of

Draw = Callable[..., Document]


def with_logo(project: Project, data: bytes, media_type: str = "image/png") -> Project:
    name = hashlib.sha256(data).hexdigest()
    picture = Picture(id=name, media_type=media_type, data=base64.b64encode(data))  # type: ignore[arg-type]
    brand = evolve(project.structure.brand, logo=name)
    return evolve(project, pictures=(picture,), structure=evolve(project.structure, brand=brand))


def encoded(image: Image.Image, kind: str = "PNG", **choices: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **choices)
    return out.getvalue()


def inked(document: Document, address: str) -> tuple[int, int, int]:
    """Return the colour at the middle of what stands at `address`."""
    place = next(place for place in document.places if place.address == address)
    scale = 110 / 72
    middle = ((place.x + place.width / 2) * scale, (place.y + place.height / 2) * scale)
    return picture_of(document).getpixel((round(middle[0]), round(middle[1])))  # type: ignore[return-value]


@pytest.mark.parametrize("name", [example.name for example in examples()])
def test_the_code_leads_to_the_site(draw: Draw, name: str) -> None:
    project = open_copy(name)
    (code,) = zxingcpp.read_barcodes(picture_of(draw(project), dpi=150))
    assert code.text == f"https://{project.structure.contact.website}"


def test_without_a_site_the_code_writes_a_mail(draw: Draw, sample: Project) -> None:
    contact = evolve(sample.structure.contact, website="")
    document = draw(evolve(sample, structure=evolve(sample.structure, contact=contact)))
    (code,) = zxingcpp.read_barcodes(picture_of(document, dpi=150))
    assert code.text == "mailto:bonjour@nuage-commun.example"


def test_without_both_there_is_no_code(draw: Draw, sample: Project) -> None:
    contact = evolve(sample.structure.contact, website="", email="")
    document = draw(evolve(sample, structure=evolve(sample.structure, contact=contact)))
    assert not zxingcpp.read_barcodes(picture_of(document, dpi=150))


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [("RGB", (200, 30, 30), "PNG"), ("RGBA", (200, 30, 30, 255), "PNG"), ("CMYK", (0, 217, 217, 55), "JPEG")],
)
def test_a_logo_is_drawn_in_its_colours(
    draw: Draw, sample: Project, mode: str, colour: tuple[int, ...], kind: str
) -> None:
    data = encoded(Image.new(mode, (300, 100), colour), kind)
    document = draw(with_logo(sample, data, f"image/{kind.lower()}"))
    red, green, blue = inked(document, "structure/brand/logo")
    assert red > 150
    assert max(green, blue) < 80
    assert not document.findings


def test_a_logo_keeps_its_proportions_within_its_bounds(draw: Draw, sample: Project) -> None:
    for size in ((3000, 100), (100, 100), (100, 2000)):
        document = draw(with_logo(sample, encoded(Image.new("RGB", size, "navy"))))
        place = next(place for place in document.places if place.address == "structure/brand/logo")
        assert place.width <= 50 * 72 / 25.4 + 0.01
        assert place.height <= 8 * 72 / 25.4 + 0.01
        assert place.width / place.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_what_shines_through_is_paper(draw: Draw, sample: Project) -> None:
    data = encoded(Image.new("RGBA", (200, 200), (0, 0, 0, 0)))
    assert inked(draw(with_logo(sample, data)), "structure/brand/logo") == (255, 255, 255)


def test_a_profile_is_turned_to_srgb_and_left_out(draw: Draw, sample: Project) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(Image.new("RGB", (200, 200), (10, 120, 40)), icc_profile=profile)
    document = draw(with_logo(sample, data))
    assert b"ICCBased" not in document.pdf
    assert inked(document, "structure/brand/logo")[1] > 90


def test_a_large_logo_is_reduced_to_what_print_needs(draw: Draw, sample: Project) -> None:
    noise = Image.effect_noise((1400, 900), 80).convert("RGB")
    assert len(draw(with_logo(sample, encoded(noise))).pdf) < 250_000


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_broken_logo_is_told_and_the_mark_stands_for_it(draw: Draw, sample: Project, data: bytes) -> None:
    (finding,) = draw(with_logo(sample, data)).findings
    assert (finding.rule, finding.address) == ("picture_cannot_be_read", "structure/brand/logo")


def test_a_picture_too_large_is_refused_before_it_is_decoded(
    sample: Project, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_logo(sample, encoded(Image.new("1", (100, 101))))
    monkeypatch.setattr(pictures, "MAX_PIXELS", 9_999)
    decoded: list[object] = []
    monkeypatch.setattr(Image.Image, "load", lambda self: decoded.append(self))
    (finding,) = draw(project).findings
    assert finding.rule == "picture_cannot_be_read"
    assert not decoded
