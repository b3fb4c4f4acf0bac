"""What holds for any project at all."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.model import address
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from tests.render.reading import outside, overlapping, page_texts
from tests.strategies import projects

LAYOUTS = st.sampled_from(("auto", "portrait", "landscape"))
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(project: Project, layout: str) -> Document:
    return KINDS["tariff-sheet"].draw(project, layout=layout, today=date(2026, 11, 23))  # type: ignore[arg-type]


@SLOW
@given(projects(max_offers=8), LAYOUTS)
def test_nothing_overlaps_or_leaves_the_page(project: Project, layout: str) -> None:
    document = drawn(project, layout)
    assert not overlapping(document)
    assert not outside(document)
    assert len(page_texts(document)) == document.page_count


@SLOW
@given(projects(max_offers=8), LAYOUTS)
def test_every_place_and_finding_leads_somewhere(project: Project, layout: str) -> None:
    document = drawn(project, layout)
    for place in document.places:
        assert address.exists(project, place.address), place.address
    for finding in document.findings:
        assert address.exists(project, finding.address), finding.address


@SLOW
@given(projects(max_offers=8))
def test_the_same_project_gives_the_same_bytes(project: Project) -> None:
    assert drawn(project, "auto").pdf == drawn(project, "auto").pdf
