"""A price line in the other price lists, typed in the price panel with real keys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from offerdesigner.app.document import Document
from offerdesigner.model import address as addresses
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.price_lists import PriceList
from tests.gui import price_project
from tests.gui.price_keys import opened, type_over
from tests.gui.price_project import SUBSCRIPTION, USERS
from tests.plain import plain

SOLIDARITY = PriceList(id="sol", name="Tarif solidaire", percent_off=Decimal(40))


@pytest.fixture
def document() -> Document:
    return Document(evolve(price_project.project(), price_lists=(SOLIDARITY,)))


@pytest.fixture
def listed(qtbot, document):
    panel = opened(qtbot, document)
    assert panel.show_rate(SUBSCRIPTION)
    return panel.rate_page.listed


def own(document, rate=SUBSCRIPTION):
    return addresses.get(document.project, rate).listed


def test_a_list_shows_what_its_reduction_makes(listed):
    assert listed.fields["sol"].control.text() == "6"
    assert not listed.givers_back["sol"].isVisible()


def test_a_typed_price_is_the_lists_own_until_it_is_given_back(qtbot, document, listed):
    type_over(qtbot, listed.fields["sol"], "7,50")
    (found,) = own(document)
    assert (found.price_list, found.charge) == ("sol", FlatPrice(amount=Decimal("7.5")))
    assert document.undo_label == "prix dans une grille"
    qtbot.mouseClick(listed.givers_back["sol"], Qt.MouseButton.LeftButton)
    assert own(document) == ()
    assert listed.fields["sol"].control.text() == "6"
    document.undo()
    document.undo()
    assert own(document) == ()


def test_words_are_understood_and_rubbish_is_refused(qtbot, document, listed):
    field = listed.fields["sol"]
    type_over(qtbot, field, "sur devis")
    assert own(document)[0].charge == OnQuote()
    before = document.project
    type_over(qtbot, field, "-3")
    assert field.refusal
    assert document.project is before


def test_a_price_in_tiers_follows_the_reduction(qtbot, document):
    panel = opened(qtbot, document)
    assert panel.show_rate(USERS)
    field = panel.rate_page.listed.fields["sol"]
    assert plain(field.control.text()) == "1,20 € puis 0,60 €"
    type_over(qtbot, field, "1")
    assert "plusieurs tranches" in field.refusal
    assert own(document, USERS) == ()


def test_without_a_list_there_is_nothing_to_show(qtbot):
    panel = opened(qtbot, Document(price_project.project()))
    assert panel.show_rate(SUBSCRIPTION)
    assert not panel.rate_page.listed.isVisible()


def test_the_address_of_an_own_price_leads_to_its_field(qtbot, document):
    panel = opened(qtbot, document)
    assert panel.go_to(f"{SUBSCRIPTION}/listed/sol/charge/amount")
    assert panel.rate_page.listed.fields["sol"].control.hasFocus()
