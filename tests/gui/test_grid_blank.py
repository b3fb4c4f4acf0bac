"""A blank page: the rows that are there to be filled, with real keys."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.model.finding import Finding
from offerdesigner.storage.examples import open_copy
from tests.gui.grid_page import Key, add_range, example, go, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, open_copy("page-blanche"))


def has_row(page: OffersPage, row: str) -> bool:
    return page.model.row_number(row) >= 0


def test_prices_by_the_month_and_the_year_people_and_space_await(page):
    assert all(has_row(page, row) for row in ("price:1", "price:12", "service:people", "service:space"))


def test_what_is_missing_is_told_in_one_cell(page):
    finding = Finding("no_price", "offers/offre/rates")
    page.model.show_findings((finding,))
    told = [row.id for row in page.model.rows if page.model.look_at(page.model.index_at(row.id, "offre")).findings]
    assert told == ["price:1"]


def test_all_are_typed_one_after_the_other(qtbot, page):
    for row, typed in (("price:1", "10"), ("price:12", "100"), ("service:people", "5"), ("service:space", "20")):
        go(page, row, "offre")
        type_in(qtbot, typed)
        press(qtbot, Key.Key_Return)
    (offer,) = page.document.project.offers
    assert offer.rates[0].charge.amount == 10 and offer.rates[0].period_months == 1
    assert [(term.months, term.price) for term in offer.terms] == [(12, Decimal(100))]
    assert [(line.service, line.grant.quantity) for line in offer.inclusions] == [("people", 5), ("space", 20)]


def test_the_year_typed_first_is_the_base_price(qtbot, page):
    go(page, "price:12", "offre")
    type_in(qtbot, "75")
    press(qtbot, Key.Key_Return)
    (rate,) = page.document.project.offers[0].rates
    assert (rate.charge.amount, rate.period_months) == (75, 12)
    assert value(page, f"offers/offre/rates/{rate.id}/period_months") == 12


def test_a_new_range_awaits_both_prices_and_one_that_is_priced_none(qtbot):
    page = opened(qtbot, example("proton"))
    lengths = [row.months for row in page.model.rows if row.id.startswith("price:")]
    add_range(page)
    assert has_row(page, "price:1") and has_row(page, "price:12")
    page.tabs.show_range(page.document.project.ranges[0].id)
    assert [row.months for row in page.model.rows if row.id.startswith("price:")] == lengths
