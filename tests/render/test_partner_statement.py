"""The statement by structure: what it says, how it breaks, for the worked bundle and for any project."""

from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.economics.sharing import statement
from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from offerdesigner.text import money
from tests.economics.bundles import TOTALS, four_structures, many_sales
from tests.plain import plain, plain_line
from tests.render.projects import ENDLESS, ODD
from tests.render.reading import outside, overlapping, page_lines, page_texts
from tests.strategies import projects

TODAY = date(2026, 11, 23)
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TOTAL = "Total HT, la première année"


def drawn(project: Project, **choices: object) -> Document:
    return KINDS["partner-statement"].draw(project, today=TODAY, **choices)  # type: ignore[arg-type]


def read(amount: Decimal) -> str:
    return plain(money(amount, cents=True))


def outline(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(document.pdf)
    titles = [mark.get_title() for mark in pdf.get_toc()]
    pdf.close()
    return titles


def test_each_structure_has_its_page_and_its_total():
    document = drawn(four_structures())
    assert outline(document) == ["Le Sel", "Bois", "Cuivre", "Lin"]
    for text, total in zip(page_texts(document), TOTALS.values(), strict=True):
        assert f"{TOTAL} {read(total)}" in text
        assert "Bouquet sur mesure : sur devis" in text
        assert "page 1 / 1" in text


def test_the_reason_stands_beside_each_amount():
    bois = page_texts(drawn(four_structures()))[1]
    assert "20 € par mois et par client 2 400,00 €" in bois
    assert "30 % du reste 2 520,00 €" in bois
    assert "Le 23 novembre 2026" in bois


def test_long_statements_repeat_their_heads_and_leave_no_total_alone():
    texts = page_texts(drawn(many_sales()))
    assert len(texts) > 8
    for text in texts:
        assert text.count("Montant HT") == 1
        if TOTAL in text:
            before = text[: text.index(TOTAL)]
            assert before.rstrip().endswith("€") and "Bouquet" in before


def test_only_the_sales_of_a_range_count():
    project = four_structures()
    assert drawn(project, range_id="asso").pdf == drawn(project).pdf
    with pytest.raises(KeyError):
        drawn(project, range_id="nowhere")


def test_it_says_what_it_waits_for():
    alone = evolve(four_structures(), sales=())
    (said,) = page_texts(drawn(alone))
    assert "Des ventes prévues" in said and "Une structure partenaire" not in said


def test_names_without_end_stay_on_the_page():
    bundle = four_structures()
    hostile = evolve(
        bundle,
        structure=evolve(bundle.structure, name=ODD[:200], legal_form=ENDLESS[:200]),
        partners=tuple(evolve(one, name=ENDLESS[:200], legal_form=ODD[:200]) for one in bundle.partners),
        offers=tuple(evolve(one, name=ENDLESS[:200]) for one in bundle.offers),
    )
    document = drawn(hostile)
    assert not outside(document)
    assert not overlapping(document)


@SLOW
@given(projects())
def test_any_statement_holds_and_tells_every_total(project: Project) -> None:
    document = drawn(project)
    assert document.pdf == drawn(project).pdf
    assert not outside(document)
    for place in document.places:
        assert address.exists(project, place.address), place.address
    if project.partners and project.sales:
        told = statement(project)
        lines = plain_line(" ".join(page_lines(document)))
        for partner in (None, *(one.id for one in project.partners)):
            if told.total(partner):
                assert read(told.total(partner)) in lines
