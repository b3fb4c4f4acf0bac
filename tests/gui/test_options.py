"""The options under the grid, with real keys and clicks."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from offerdesigner import resources
from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.bubble import Bubble
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.option_rows import (
    Standing,
    option_cell,
    option_edit_for,
    option_price,
    option_rows,
    set_standing,
    standing,
)
from offerdesigner.model.address import get
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Granted, Inclusion, Option, RateCard
from offerdesigner.model.project import Project
from offerdesigner.render.tariff_prices import option_prices
from tests.gui.grid_page import type_in
from tests.gui.showing import show

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key


def sample() -> Project:
    """The example, with an option of a service (videoconference) that two offers include."""
    text = resources.path("examples", "nuage-commun.offre").read_text("utf-8")
    project = Project.model_validate(json.loads(text)["project"])
    video = Option(
        id="video",
        name="Visio",
        rates=(RateCard(id="p", charge=FlatPrice(amount=Decimal(4))),),
        adds=(Inclusion(id="a", service="meetings"),),
        available_for=("essentielle",),
    )
    return evolve(project, options=(video, *project.options))


@pytest.fixture
def page(qtbot) -> OffersPage:
    return show(qtbot, OffersPage(Document(sample())), 900, 800)


def press(qtbot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def go(page: OffersPage, option: str, offer: str) -> None:
    page.options.view.go_to_cell(page.options.model.index_at(f"option:{option}", offer))


def words(page: OffersPage, option: str) -> list[str]:
    model = page.options.model
    return [model.index_at(f"option:{option}", offer.id).data() for offer in model.offers]


def test_it_says_what_each_offer_makes_of_an_option(page):
    assert words(page, "video") == ["proposée", "comprise", "comprise"]
    assert words(page, "domain") == ["proposée"] * 3


def test_space_passes_from_proposed_to_included_to_neither(qtbot, page):
    go(page, "video", "essentielle")
    said = []
    for _turn in range(3):
        press(qtbot, Key.Key_Space)
        said.append(words(page, "video")[0])
    assert said == ["comprise", "non proposée", "proposée"]
    assert page.document.project == sample()


def test_an_option_that_adds_nothing_to_include_has_two_states(qtbot, page):
    go(page, "domain", "active")
    press(qtbot, Key.Key_Space)
    assert words(page, "domain") == ["proposée", "non proposée", "proposée"]
    press(qtbot, Key.Key_Space)
    assert get(page.document.project, "options/domain/available_for") is None


def test_the_grid_says_en_option(qtbot, page):
    cell = page.model.index_at("service:meetings", "essentielle")
    assert cell.data().startswith("en option, +")
    go(page, "video", "essentielle")
    type_in(qtbot, "5")
    press(qtbot, Key.Key_Return)
    assert "5" in page.model.index_at("service:meetings", "essentielle").data()
    assert get(page.document.project, "options/video/rates/p/charge/amount") == 5


def test_escape_gives_the_price_back(qtbot, page):
    before = page.document.project
    go(page, "domain", "essentielle")
    type_in(qtbot, "99")
    assert page.document.project is not before
    press(qtbot, Key.Key_Escape)
    assert page.document.project is before


@pytest.mark.parametrize(
    ("typed", "amount", "months", "said"),
    [
        ("15 par an", 15, 12, "15\u00a0€ / an"),
        ("15 €/an", 15, 12, "15\u00a0€ / an"),
        ("60 une fois", 60, None, "60\u00a0€ une fois"),
        ("60 € une fois", 60, None, "60\u00a0€ une fois"),
        ("5", 5, 1, "5\u00a0€ / mois"),
    ],
)
def test_a_price_says_what_it_is_for_in_one_step(qtbot, page, typed, amount, months, said):
    before = page.document.project
    go(page, "video", "essentielle")
    type_in(qtbot, typed)
    press(qtbot, Key.Key_Return)
    (rate,) = get(page.document.project, "options/video/rates")
    assert (rate.charge, rate.period_months) == (FlatPrice(amount=Decimal(amount)), months)
    go(page, "video", "essentielle")
    type_in(qtbot, "7")
    press(qtbot, Key.Key_Return)
    assert get(page.document.project, "options/video/rates/p/period_months") == months
    page.document.undo()
    project = page.document.project
    assert option_price(project, project.options[0]) == said
    page.document.undo()
    assert page.document.project == before


def test_a_refusal_in_the_strip_is_all_in_sight(qtbot, page):
    view = page.options.view
    page.resize(900, 500)
    go(page, "video", "essentielle")
    type_in(qtbot, "bien trop cher")
    press(qtbot, Key.Key_Return)
    (bubble,) = [found for found in page.findChildren(Bubble) if found.isVisible()]
    assert bubble.text() == view.refusal
    assert bubble.visibleRegion().boundingRect() == bubble.rect() and page.rect().contains(
        bubble.rect().translated(bubble.mapTo(page, bubble.rect().topLeft()))
    )
    cell = view.visualRect(view.currentIndex()).translated(view.viewport().mapTo(page, QPoint()))
    assert not cell.intersects(bubble.rect().translated(bubble.mapTo(page, QPoint())))
    page.options.unfold(False)
    assert not bubble.isVisible()


def test_a_new_option_has_no_price_until_one_is_typed(qtbot, page):
    go(page, "video", "essentielle")
    press(qtbot, Key.Key_Insert)
    type_in(qtbot, "Sauvegarde")
    press(qtbot, Key.Key_Return)
    project = page.document.project
    new = project.options[-1]
    assert new.rates == () and option_cell(project, new, project.offers[0]).note == "prix à donner"
    assert [words for words, _where in option_prices(project, new, project.offers)] == []
    page.options.open_form(new.id)
    assert page.options.form.price_button.text() == "Donner un prix…"
    qtbot.mouseClick(page.options.form.price_button, Qt.MouseButton.LeftButton)
    page.close_price()
    go(page, new.id, "active")
    type_in(qtbot, "20 par an")
    press(qtbot, Key.Key_Return)
    (rate,) = page.document.project.options[-1].rates
    assert (rate.charge, rate.period_months) == (FlatPrice(amount=Decimal(20)), 12)


def test_an_option_is_added_named_moved_and_removed(qtbot, page):
    go(page, "video", "essentielle")
    press(qtbot, Key.Key_Insert)
    type_in(qtbot, "Sauvegarde")
    press(qtbot, Key.Key_Return)
    assert page.document.project.options[-1].name == "Sauvegarde"
    go(page, "video", "essentielle")
    press(qtbot, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [option.id for option in page.document.project.options][:2] == ["more-people", "video"]
    press(qtbot, Key.Key_Left)
    press(qtbot, Key.Key_Delete)
    assert "video" not in [option.id for option in page.document.project.options]


def test_the_form_shows_the_current_option_and_escape_leaves_it(qtbot, page):
    go(page, "video", "essentielle")
    press(qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.options.form.isVisible() and QApplication.focusWidget().text() == "Visio"
    QApplication.focusWidget().selectAll()
    type_in(qtbot, "Reunions")
    assert get(page.document.project, "options/video/name") == "Reunions"
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert not page.options.form.isVisible() and page.options.view.hasFocus()


def test_rules_between_options(qtbot, page):
    page.options.open_form("video")
    button = page.options.form.links["needs"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Nom de domaine").trigger()
    menu.close()
    assert get(page.document.project, "options/video/needs") == ("domain",)
    assert button.text() == "Nom de domaine"


def test_what_an_option_gives(qtbot, page):
    page.options.open_form("more-people")
    field = next(iter(page.options.form.adds.fields.values()))
    field.control.setFocus()
    field.control.selectAll()
    type_in(qtbot, "10")
    press(qtbot, Key.Key_Return)
    assert get(page.document.project, "options/more-people/adds/people/grant/quantity") == 10
    assert field.control.text() == "10 personnes"
    field.control.selectAll()
    type_in(qtbot, "3 Go")
    press(qtbot, Key.Key_Return)
    assert "se compte en" in field.refusal
    assert get(page.document.project, "options/more-people/adds/people/grant/quantity") == 10


def test_a_unit_typed_in_what_an_option_gives_counts_its_service(qtbot, page):
    page.options.open_form("video")
    field = page.options.form.adds.fields["a"]
    field.control.setFocus()
    field.control.selectAll()
    type_in(qtbot, "10 Go")
    press(qtbot, Key.Key_Return)
    project = page.document.project
    assert get(project, "options/video/adds/a/grant") == Granted(quantity=Decimal(10))
    assert get(project, "services/meetings/metric") == "storage"
    assert field.control.text() == "10 Go"
    page.document.undo()
    assert get(page.document.project, "services/meetings/metric") is None
    assert field.control.text() == "oui"


def test_the_price_of_an_option_opens_in_the_panel_and_comes_back(qtbot, page):
    go(page, "domain", "active")
    page.options.open_form("domain")
    qtbot.mouseClick(page.options.form.price_button, Qt.MouseButton.LeftButton)
    assert not page.view.isVisible()
    page.close_price()
    assert page.options.view.hasFocus()


@pytest.mark.parametrize("address", ["options/domain/rates/price", "options/domain/available_for"])
def test_going_to_a_cell(page, address):
    assert page.go_to(address)
    assert page.options.view.hasFocus() and page.options.current_option == "domain"


@pytest.mark.parametrize("field", ["name", "description", "max_quantity", "when_needed", "needs", "excludes", ""])
def test_going_to_a_field(page, field):
    assert page.go_to(f"options/domain/{field}".rstrip("/"))
    assert page.options.form.isVisible() and page.options.form.option_id == "domain"


def test_folding_leaves_the_heading(qtbot, page):
    page.options.unfold(False)
    assert not page.options.view.isVisible() and page.options.isVisible()
    assert page.go_to("options/domain/rates/price")
    assert page.options.view.isVisible()


@pytest.mark.parametrize(("typed", "expected"), [("sur devis", OnQuote()), ("gratuit", FlatPrice(amount=Decimal(0)))])
def test_words_for_a_price(typed, expected):
    project = sample()
    row = option_rows(project)[0]
    changed = option_edit_for(project, row, project.offers[0], typed).apply(project)
    assert changed.options[0].rates[0].charge == expected


@pytest.mark.parametrize("wanted", list(Standing))
@pytest.mark.parametrize("offer", range(3))
def test_any_state_can_be_reached_from_any_other(wanted, offer):
    project = sample()
    for first in Standing:
        project = set_standing(project, project.options[0], project.offers[offer], first).apply(project)
        changed = set_standing(project, project.options[0], project.offers[offer], wanted).apply(project)
        assert standing(changed, changed.options[0], changed.offers[offer]) is wanted


def choose_in_cell_menu(qtbot, page: OffersPage, start: str) -> None:
    """Open the menu of the current cell as its key does, and choose the action that begins so."""
    view = page.options.view
    place = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while menu.activeAction() is None or not menu.activeAction().text().startswith(start):
        qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)


@pytest.mark.parametrize(("how", "price"), [("avec son prix", Decimal(16)), ("sans changer le prix", Decimal(12))])
def test_an_option_becomes_part_of_the_offer(qtbot, page, how, price):
    go(page, "video", "essentielle")
    choose_in_cell_menu(qtbot, page, "Intégrer à «\u00a0Essentielle\u00a0», " + how)
    project = page.document.project
    assert project.offers[0].lead_rate.charge.amount == price
    assert words(page, "video")[0] == "comprise"
    assert page.document.undo_label == "intégrer « Visio » à « Essentielle »"
    page.document.undo()
    assert project.offers[0] != page.document.project.offers[0]
    assert words(page, "video")[0] == "proposée"


def test_options_that_would_need_each_other_are_refused(qtbot, page):
    first, second = page.document.project.options[:2]
    page.document.apply(grid_edits.set_links(page.document.project, first, "needs", (second.id,)))
    before, said = page.document.project, []
    page.document.refused.connect(said.append)
    page.options.open_form(second.id)
    page.options.form.links["needs"].chosen.emit((first.id,))
    page.options.form.links["excludes"].chosen.emit((first.id,))
    assert page.document.project is not before, "excluding what one does not need is allowed"
    assert len(said) == 1 and "l'une l'autre" in said[0]
