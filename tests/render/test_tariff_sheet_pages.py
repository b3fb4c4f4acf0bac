"""The pages of a tariff sheet: how many, which way, what goes on the next; and the file that they make."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from tests.render.projects import with_offers
from tests.render.reading import outside, overlapping, page_sizes, page_texts

Draw = Callable[..., Document]


# Pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "pages", "landscape", "title"),
    [
        (1, 1, False, "Une offre"), (2, 1, False, "Deux offres"), (3, 1, False, "Trois offres"),
        (4, 1, False, "Quatre offres"), (5, 1, True, "Cinq offres"), (6, 1, True, "Six offres"),
        (7, 2, False, "Sept offres"),
    ],
)  # fmt: skip
def test_the_number_of_offers_chooses_the_page(
    draw: Draw, sample: Project, count: int, pages: int, landscape: bool, title: str
) -> None:
    document = draw(with_offers(sample, count))
    assert document.page_count == pages
    assert not document.findings
    assert not overlapping(document)
    assert not outside(document)
    for (width, height), text in zip(page_sizes(document), page_texts(document), strict=True):
        assert (width > height) == landscape
        assert f"{title} pour les associations" in text


@pytest.mark.parametrize("layout", ["portrait", "landscape"])
def test_a_layout_can_be_forced(draw: Draw, sample: Project, layout: str) -> None:
    for count in (1, 3, 5, 7):
        document = draw(with_offers(sample, count), layout=layout)
        assert all((width > height) == (layout == "landscape") for width, height in page_sizes(document))
        assert not overlapping(document)
        assert not outside(document)


def test_many_services_go_on_under_the_same_heads(draw: Draw, sample: Project) -> None:
    more = tuple(
        evolve(service, id=f"{service.id}-{n}", need=f"{service.need} {n}")
        for n in range(4)
        for service in sample.services
    )
    offers = tuple(
        evolve(
            offer,
            inclusions=tuple(
                evolve(line, id=f"{line.id}-{n}", service=f"{line.service}-{n}")
                for n in range(4)
                for line in offer.inclusions
            ),
        )
        for offer in sample.offers
    )
    document = draw(evolve(sample, services=more, offers=offers, options=(), profiles=()))
    texts = page_texts(document)
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        assert "Essentielle" in text
        assert "La première année" in text
        assert f"page {number} sur {len(texts)}" in text
    assert not overlapping(document)
    assert not outside(document)


def test_each_range_has_its_sheet(draw: Draw, sample: Project) -> None:
    other = evolve(sample.ranges[0], id="people", public="les personnes", title="")
    moved = tuple(evolve(offer, range="people") for offer in sample.offers[1:])
    both = evolve(sample, ranges=(*sample.ranges, other), offers=(sample.offers[0], *moved))
    first, second = page_texts(draw(both))
    assert "Essentielle" in first
    assert "Deux offres pour les personnes" in second
    assert draw(both, "people").page_count == 1
    with pytest.raises(KeyError):
        draw(both, "nobody")


def test_an_empty_project_says_what_is_missing(draw: Draw) -> None:
    (text,) = page_texts(draw(Project()))
    for words in ("Votre fiche tarifaire", "Le nom de votre structure", "Une gamme", "Une offre"):
        assert words in text


def test_a_missing_name_is_asked_for_on_the_sheet(draw: Draw, sample: Project) -> None:
    document = draw(evolve(sample, structure=evolve(sample.structure, name="")))
    assert "Nom de votre structure" in page_texts(document)[0]
    assert any(place.address == "structure/name" for place in document.places)


def test_a_click_finds_the_field(draw: Draw, sample: Project) -> None:
    found = {place.address for place in draw(sample).places}
    assert {
        "offers/active/name", "offers/active/public", "offers/active/terms/year/months_offered",
        "offers/active/setup_fee", "services/files/need", "services/files/software", "structure/contact/email",
        "structure/name", "structure/membership/amount", "end_of_contract", "conditions", "valid_from",
        "ranges/associations/title", "ranges/associations/lead", "groups/travailler/name",
    } <= found  # fmt: skip
    assert any(place.endswith("/charge/amount") for place in found)
    assert any(place.startswith("offers/active/inclusions/") and place.endswith("/grant/text") for place in found)
    assert any(place.startswith("options/") and place.endswith("/name") for place in found)


# The file ------------------------------------------------------------------------------------


def test_the_file_names_itself_and_embeds_its_fonts(draw: Draw, sample: Project) -> None:
    with pikepdf.open(io.BytesIO(draw(sample).pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Trois offres pour les associations"
        assert str(pdf.docinfo["/Author"]) == "Nuage Commun"
        assert str(pdf.Root.Lang) == "fr-FR"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "OD" in str(font.BaseFont)
        with pdf.open_outline() as outline:
            (sheet,) = outline.root
            assert sheet.title == "Trois offres pour les associations"
            assert [offer.title for offer in sheet.children] == ["Essentielle", "Active", "Fédération"]


def test_the_same_project_gives_the_same_bytes(draw: Draw, sample: Project) -> None:
    first = draw(sample).pdf
    draw(with_offers(sample, 6))
    assert draw(sample).pdf == first


def test_the_bytes_do_not_depend_on_the_process(draw: Draw, sample: Project) -> None:
    program = (
        "import hashlib, datetime\n"
        "from offerdesigner.render.documents import KINDS\n"
        "from offerdesigner.storage.examples import open_copy\n"
        "pdf = KINDS['tariff-sheet'].draw(open_copy('nuage-commun'), today=datetime.date(2026, 1, 1)).pdf\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(seen) == 1


def test_today_dates_nothing(sample: Project) -> None:
    from offerdesigner.render.tariff_sheet import draw as draw_sheet

    assert draw_sheet(sample, today=date(2020, 1, 1)).pdf == draw_sheet(sample, today=date(2030, 1, 1)).pdf
