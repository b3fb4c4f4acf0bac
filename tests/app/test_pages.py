"""The table of the pages: each address is at home on one of them."""

from __future__ import annotations

import pytest

from offerdesigner.app.editors.page import Page
from offerdesigner.app.pages import FRONT, PAGES, PageKind, home_of
from offerdesigner.model.project import Project


@pytest.mark.parametrize("root", sorted(Project.model_fields))
def test_each_part_of_a_project_is_at_home_on_one_page_at_most(root: str) -> None:
    homes = [place for place, page in enumerate(PAGES) if root in page.roots]
    assert len(homes) <= 1
    assert home_of(f"{root}/some/part") == (homes[0] if homes else FRONT)


def test_pages_claim_only_parts_of_a_project() -> None:
    assert {root for page in PAGES for root in page.roots} <= set(Project.model_fields)


def test_what_has_no_page_goes_to_the_one_that_opens() -> None:
    assert home_of("") == home_of("waivers/w") == FRONT


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.icon)
def test_a_page_loads_and_has_a_mnemonic(page: PageKind) -> None:
    assert issubclass(page.load(), Page)
    assert "&" in page.word
    assert page.title == page.word.replace("&", "")
