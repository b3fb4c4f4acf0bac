"""« Ajouter des services… », with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.offers.service_picker import ServicePicker
from offerdesigner.model.project import inclusions_of
from tests.gui.grid_page import CONTROL, Key, example, here, opened, press, type_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


@pytest.fixture
def picker(qtbot, page) -> ServicePicker:
    return asked(qtbot, page)


def asked(qtbot, page: OffersPage) -> ServicePicker:
    page.view.go_to_heading(page.model.row_number("add:service"))
    press(qtbot, Key.Key_Return)
    picker = page.findChild(ServicePicker)
    qtbot.waitUntil(picker.isActiveWindow)
    return picker


def needs(picker: ServicePicker) -> list[str]:
    return [pick.need for pick in picker.picks]


def added(page: OffersPage) -> list[str]:
    before = {service.id for service in example("nuage-commun").services}
    return [service.need for service in page.document.project.services if service.id not in before]


def click(qtbot, picker: ServicePicker, key: str) -> None:
    """Click on a choice, scrolled into sight."""
    place = next(place for place, row in enumerate(picker.model.rows) if getattr(row, "key", "") == key)
    index = picker.list.found.mapFromSource(picker.model.index(place))
    picker.list.scrollTo(index)
    qtbot.mouseClick(picker.list.viewport(), LEFT, pos=picker.list.visualRect(index).center())


def test_a_word_and_enter_tick_then_enter_adds_all_in_one_step(qtbot, page, picker):
    before = page.document.project
    assert picker.search.hasFocus()
    for word in ("moodle", "TACHES"):
        type_in(qtbot, word)
        press(qtbot, Key.Key_Return)
        assert picker.search.text() == ""
    assert needs(picker) == ["Suivre vos tâches", "Donner des cours en ligne"]
    assert picker.accept_button.text() == "&Ajouter 2 services"
    press(qtbot, Key.Key_Return)
    assert added(page) == ["Suivre vos tâches", "Donner des cours en ligne"]
    assert here(page)[0] == "Suivre vos tâches" and page.document.undo_label == "ajouter 2 services"
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.view.hasFocus()
    page.document.undo()
    assert page.document.project == before


def test_everyday_words_and_enter_tick_the_nearest(qtbot, picker):
    for word in ("sondage", "wiki", "cloudy"):
        type_in(qtbot, word)
        press(qtbot, Key.Key_Return)
    assert needs(picker) == ["Poser des questions en ligne", "Écrire vos modes d'emploi", "Cloudy"]
    type_in(qtbot, "formation")
    shown = [picker.list.found.index(row, 0).data() for row in range(picker.list.found.rowCount())]
    assert shown[:2] == ["Être accompagné", "Se former"]
    assert shown.index("Envoyer une lettre d’information") > 2
    picker.search.clear()
    shown = [picker.list.found.index(row, 0).data() for row in range(picker.list.found.rowCount())]
    assert shown.index("Communiquer") < shown.index("Être accompagné")


def test_arrows_and_space_tick_in_the_list_past_what_is_given_already(qtbot, page, picker):
    press(qtbot, Key.Key_Down)
    assert picker.list.hasFocus()
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Space)
    first = needs(picker)
    assert len(first) == 2
    press(qtbot, Key.Key_Space)
    assert needs(picker) == first[:1]
    assert not any(choice.is_given for choice in picker.model.ticked)


def test_letters_typed_in_the_list_search(qtbot, picker):
    press(qtbot, Key.Key_Down)
    type_in(qtbot, "peertube")
    assert picker.search.hasFocus() and picker.search.text() == "peertube"
    assert picker.list.choice.need == "Publier vos vidéos"


def test_what_is_given_already_cannot_be_ticked(qtbot, picker):
    click(qtbot, picker, "library:files")
    assert needs(picker) == [] and not picker.accept_button.isEnabled()
    click(qtbot, picker, "library:tables")
    assert needs(picker) == ["Tenir vos tableaux"]


@pytest.mark.parametrize("across", range(2, 40, 3))
def test_a_click_on_the_box_ticks_as_one_on_the_words(qtbot, picker, across):
    place = next(place for place, row in enumerate(picker.model.rows) if getattr(row, "key", "") == "library:tables")
    index = picker.list.found.mapFromSource(picker.model.index(place))
    picker.list.scrollTo(index)
    line = picker.list.visualRect(index)
    for depth in (8, 14, line.height() // 2, line.height() - 8):
        qtbot.mouseClick(picker.list.viewport(), LEFT, pos=line.topLeft() + QPoint(across, depth))
        assert needs(picker) == ["Tenir vos tableaux"] and picker.accept_button.isEnabled()
        assert picker.accept_button.text() == "&Ajouter 1 service"
        qtbot.mouseClick(picker.list.viewport(), LEFT, pos=line.topLeft() + QPoint(across, depth))
        assert needs(picker) == [] and not picker.accept_button.isEnabled()


def test_a_tick_lasts_while_one_searches_for_something_else(qtbot, picker):
    click(qtbot, picker, "library:tables")
    picker.search.setFocus()
    type_in(qtbot, "zzz")
    assert picker.list.found.rowCount() == 2
    assert needs(picker) == ["Tenir vos tableaux"]


def test_the_software_is_chosen_or_typed(qtbot, page, picker):
    click(qtbot, picker, "library:tasks")
    names = [picker.details.software.itemText(i) for i in range(4)]
    assert names == ["aucun nom", "Kanboard", "Planka", "Wekan"]
    picker.details.software.setFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    click(qtbot, picker, "library:chat")
    picker.details.software.setFocus()
    press(qtbot, Key.Key_A, CONTROL)
    type_in(qtbot, "Tchap")
    assert [pick.software for pick in picker.picks] == ["Planka", "Tchap"]


def test_no_software_is_named_unless_someone_picks_one(qtbot, page, picker):
    click(qtbot, picker, "library:tasks")
    assert picker.details.software.currentText() == ""
    picker.details.software.setFocus()
    press(qtbot, Key.Key_Down)
    assert picker.picks[0].software == "Kanboard"
    press(qtbot, Key.Key_Up)
    assert picker.details.software.currentText() == "" and picker.picks[0].software == ""
    type_in(qtbot, "Au")
    assert picker.picks[0].software == "Au"
    press(qtbot, Key.Key_A, CONTROL)
    press(qtbot, Key.Key_Delete)
    qtbot.mouseClick(picker.accept_button, LEFT)
    service = next(service for service in page.document.project.services if service.need == "Suivre vos tâches")
    assert service.software == ""


def test_the_offers_that_get_them_are_chosen(qtbot, page, picker):
    click(qtbot, picker, "library:tables")
    picker.given.control.setFocus()
    press(qtbot, Key.Key_Down)
    qtbot.mouseClick(picker.accept_button, LEFT)
    project = page.document.project
    service = next(service for service in project.services if service.need == "Tenir vos tableaux")
    assert all(service.id in inclusions_of(project, offer) for offer in project.offers)


def test_ones_own_words_make_a_service_of_the_group(qtbot, page, picker):
    type_in(qtbot, "jardiner")
    press(qtbot, Key.Key_Return)
    assert needs(picker) == ["Jardiner"]
    picker.details.need.setFocus()
    type_in(qtbot, " ensemble")
    assert needs(picker) == ["Jardiner ensemble"]
    press(qtbot, Key.Key_Return)
    service = page.document.project.services[-1]
    assert (service.need, service.group) == ("Jardiner ensemble", "accompagner")


def test_an_erased_need_is_no_service(qtbot, picker):
    type_in(qtbot, "jardiner")
    press(qtbot, Key.Key_Return)
    picker.details.need.setFocus()
    press(qtbot, Key.Key_A, CONTROL)
    press(qtbot, Key.Key_Delete)
    assert needs(picker) == [] and not picker.accept_button.isEnabled()


def test_escape_changes_nothing(qtbot, page, picker):
    before = page.document.project
    click(qtbot, picker, "library:tables")
    press(qtbot, Key.Key_Escape)
    assert page.document.project is before and not picker.isVisible()


def test_it_opens_from_the_menu_of_a_row(qtbot, page):
    menu = Menu(page)
    page.commands.fill_row_menu(menu, page.model.rows[page.model.row_number("service:files")])
    action = next(action for action in menu.actions() if action.text() == "Ajouter des services…")
    action.trigger()
    picker = page.findChild(ServicePicker)
    qtbot.waitUntil(picker.isActiveWindow)
    type_in(qtbot, "jardiner")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    assert next(s for s in page.document.project.services if s.need == "Jardiner").group == "travailler"


def test_a_service_that_no_offer_gives_any_more_can_be_picked_again(qtbot, page):
    picker = asked(qtbot, page)
    click(qtbot, picker, "library:tables")
    press(qtbot, Key.Key_Return)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    again = asked(qtbot, page)
    again.search.setFocus()
    type_in(qtbot, "grist")
    assert again.list.choice.service.need == "Tenir vos tableaux"
    press(qtbot, Key.Key_Return)
    again.given.control.setFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    again.accept_button.setFocus()
    press(qtbot, Key.Key_Return)
    project = page.document.project
    assert added(page) == ["Tenir vos tableaux"]
    service = next(service for service in project.services if service.need == "Tenir vos tableaux")
    assert service.id in inclusions_of(project, project.offers[0])


def test_texts_are_texts(qtbot, picker):
    type_in(qtbot, "<b>Gras</b>")
    assert picker.list.choice.need == "<b>Gras</b>"
    for label in (picker.details.title, picker.details.sentence, picker.details.group):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert QApplication.focusWidget() is picker.search
