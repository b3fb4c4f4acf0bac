"""« Aller à… » with the keyboard alone, with the mouse, and where there is little room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.go_to import GoTo
from offerdesigner.app.pages import PAGES, home_of
from offerdesigner.app.targets import LIMIT, of_project
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import remove, set_value
from tests.gui.scripted import CTRL, ScriptedPrompts, press, settle, type_text


@pytest.fixture
def nuage(window: MainWindow) -> MainWindow:
    window.filing.open_model("nuage-commun")
    settle(window)
    return window


def go_to(window: MainWindow) -> GoTo:
    assert window.tools is not None
    return window.tools.go_to


def ask(window: MainWindow, typed: str) -> list[str]:
    press(window, Qt.Key.Key_K, CTRL)
    type_text(window, typed)
    return [target.name for target in go_to(window).list.targets]


def test_a_place_on_another_page_is_reached_without_the_mouse(nuage: MainWindow) -> None:
    assert ask(nuage, "courri")[0] == "Courriel"
    press(nuage, Qt.Key.Key_Return)
    focused = nuage.focusWidget()
    nuage.workspace.go_to("structure/contact/email")
    assert nuage.focusWidget() is focused
    assert nuage.workspace.pages.currentIndex().row() == 0
    assert not go_to(nuage).list.isVisible()
    assert go_to(nuage).field.text() == ""


def test_the_arrows_choose_and_come_round(nuage: MainWindow) -> None:
    names = ask(nuage, "mise en service")
    assert len(names) == 3
    listed = go_to(nuage).list
    said = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Down):
        press(nuage, key)
        said.append(listed.currentIndex().row())
    assert said == [1, 2, 0, 2, 0, 1]
    assert go_to(nuage).field.accessibleDescription() == "Mise en service — prix · Active · 120\u00a0€"
    press(nuage, Qt.Key.Key_Enter)
    assert nuage.workspace.page.isAncestorOf(nuage.focusWidget())
    assert not listed.isVisible()


@pytest.mark.parametrize("address", ["structure/name", "structure/presentation"])
def test_the_keys_work_while_one_types_in_a_field(nuage: MainWindow, address: str) -> None:
    nuage.workspace.go_to(address)
    before = nuage.focusWidget()
    press(nuage, Qt.Key.Key_Home, CTRL)
    press(nuage, Qt.Key.Key_K, CTRL)
    assert nuage.focusWidget() is go_to(nuage).field
    press(nuage, Qt.Key.Key_Escape)
    assert nuage.focusWidget() is before
    assert nuage.document is not None
    assert nuage.document.is_clean is False
    assert nuage.document.undo_label is None


def test_escape_gives_the_keyboard_back(nuage: MainWindow) -> None:
    before = nuage.focusWidget()
    ask(nuage, "act")
    assert nuage.focusWidget() is go_to(nuage).field
    press(nuage, Qt.Key.Key_Escape)
    assert nuage.focusWidget() is before
    assert not go_to(nuage).list.isVisible()


def test_a_command_is_found_with_its_keys_and_done(nuage: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    assert ask(nuage, "export")[0] == "Exporter…"
    assert go_to(nuage).field.accessibleDescription() == "Exporter… — menu Fichier (Ctrl+E)"
    prompts.to_write = [tmp_path / "fiche.pdf"]
    press(nuage, Qt.Key.Key_Return)
    assert (tmp_path / "fiche.pdf").exists()


@pytest.mark.parametrize("typed", ["solidaire", "grilles", "grilles de prix"])
def test_a_button_of_a_page_is_found_by_what_it_says_and_pressed(nuage: MainWindow, typed: str) -> None:
    press(nuage, Qt.Key.Key_1, CTRL)
    assert ask(nuage, typed)[0] == "Grilles de prix"
    press(nuage, Qt.Key.Key_Return)
    assert nuage.workspace.pages.currentIndex().row() == home_of("offers")
    page = nuage.workspace.page
    assert isinstance(page, OffersPage)
    assert page.bar.lists_button.isChecked()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ajouter", "Ajouter une offre"),
        ("creer offre", "Ajouter une offre"),
        ("effacer", "Supprimer l’offre"),
        ("grille", "Grilles de prix"),
        ("imprimer", "Imprimer…"),
        ("papier", "Imprimer…"),
        ("sauvegarder", "Enregistrer"),
        ("partage", "Partage"),
    ],
)
def test_commands_are_found_by_everyday_words(nuage: MainWindow, typed: str, name: str) -> None:
    assert name in ask(nuage, typed)[:4]


def test_a_button_that_is_not_to_be_pressed_now_is_not_proposed(nuage: MainWindow) -> None:
    assert "Supprimer l’offre" in ask(nuage, "supprimer offre")
    press(nuage, Qt.Key.Key_Escape)
    document = nuage.workspace.document
    for offer in document.project.offers:
        document.apply(remove(f"offers/{offer.id}", "Supprimer"))
    settle(nuage)
    assert "Supprimer l’offre" not in ask(nuage, "supprimer offre")


def test_only_what_can_be_done_now_is_proposed(nuage: MainWindow) -> None:
    assert not any(name.startswith("Annuler") for name in ask(nuage, "annuler"))
    press(nuage, Qt.Key.Key_Escape)
    assert nuage.document is not None
    nuage.document.apply(set_value("structure/name", "R&D", "renommer R&D"))
    settle(nuage)
    assert ask(nuage, "annuler")[0].endswith("renommer R&D")
    press(nuage, Qt.Key.Key_Return)
    assert nuage.document.project.structure.name == "Nuage Commun"


def test_pages_and_the_choices_of_a_menu_are_found(nuage: MainWindow) -> None:
    assert ask(nuage, "struct")[0] == "Structure"
    press(nuage, Qt.Key.Key_Return)
    assert nuage.workspace.pages.currentIndex().row() == 0
    ask(nuage, "sombre")
    assert go_to(nuage).field.accessibleDescription() == "Sombre — menu Affichage · Thème"


def test_at_first_the_pages_and_the_offers_are_shown(nuage: MainWindow) -> None:
    names = ask(nuage, "")
    assert names[: len(PAGES) + 1] == [*(page.title for page in PAGES), "Essentielle"]
    assert len(names) == LIMIT


def test_nothing_found_is_said_and_leads_nowhere(nuage: MainWindow) -> None:
    assert ask(nuage, "xyzzy") == ["Rien ne porte ce nom."]
    press(nuage, Qt.Key.Key_Return)
    assert nuage.focusWidget() is go_to(nuage).field
    assert go_to(nuage).field.text() == "xyzzy"


def test_a_name_that_looks_like_markup_is_shown_as_it_is(nuage: MainWindow) -> None:
    assert nuage.document is not None
    offer = nuage.document.project.offers[0]
    nuage.document.apply(set_value(f"offers/{offer.id}/name", "<b>Gras</b> & fin", "renommer"))
    settle(nuage)
    assert ask(nuage, "gras")[0] == "<b>Gras</b> & fin"
    assert go_to(nuage).list.currentIndex().data().startswith("<b>Gras</b> & fin — offre")


def test_a_click_chooses(nuage: MainWindow) -> None:
    QTest.mouseClick(go_to(nuage).field, Qt.MouseButton.LeftButton)
    type_text(nuage, "courriel")
    listed = go_to(nuage).list
    assert listed.isVisible()
    middle = listed.visualRect(listed.model().index(0, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle(nuage)
    assert nuage.workspace.pages.currentIndex().row() == 0
    assert not listed.isVisible()


def test_the_list_goes_when_the_keyboard_goes_elsewhere(nuage: MainWindow) -> None:
    ask(nuage, "act")
    nuage.workspace.pages.setFocus()
    settle(nuage)
    assert not go_to(nuage).list.isVisible()
    assert go_to(nuage).field.text() == ""


def test_the_list_stays_within_the_window(nuage: MainWindow) -> None:
    nuage.resize(960, 560)
    settle(nuage)
    ask(nuage, "e")
    listed = go_to(nuage).list
    assert nuage.rect().contains(listed.geometry())
    assert listed.geometry().top() >= go_to(nuage).field.mapTo(nuage, go_to(nuage).field.rect().bottomLeft()).y()
    for _row in range(LIMIT - 1):
        press(nuage, Qt.Key.Key_Down)
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


@pytest.fixture
def large_text(nuage: MainWindow) -> Iterator[None]:
    sizes = {action.data(): action for action in nuage.actions_by_key.text_sizes.actions()}
    sizes[160].trigger()
    yield
    sizes[100].trigger()


@pytest.mark.usefixtures("large_text")
def test_where_there_is_little_room_an_icon_opens_the_field(nuage: MainWindow) -> None:
    nuage.resize(1024, 600)
    settle(nuage)
    asked = go_to(nuage)
    assert asked.button.isVisible()
    assert not asked.field.isVisible()
    before = nuage.focusWidget()
    asked.button.click()
    assert nuage.focusWidget() is asked.field
    assert not asked.button.isVisible()
    press(nuage, Qt.Key.Key_Escape)
    assert nuage.focusWidget() is before
    assert asked.button.isVisible()
    ask(nuage, "courriel")
    press(nuage, Qt.Key.Key_Return)
    assert not asked.field.isVisible()
    assert nuage.workspace.pages.currentIndex().row() == 0


def test_another_offer_is_searched_once_it_is_open(nuage: MainWindow, prompts: ScriptedPrompts) -> None:
    ask(nuage, "feder")
    prompts.answers = ["drop"]
    nuage.filing.open_model("sleto")
    settle(nuage)
    assert not go_to(nuage).list.isVisible()
    assert "Fédération" not in ask(nuage, "feder")


@pytest.mark.parametrize("example", ["nuage-commun", "marsnet", "page-blanche"])
def test_every_place_found_is_on_a_page(window: MainWindow, example: str) -> None:
    window.filing.open_model(example)
    settle(window)
    pages = [page.load()(window.workspace.document, window.workspace.editor) for page in PAGES]
    for target in of_project(window.workspace.document.project, window.workspace.report):
        assert any(page.go_to(target.address) for page in pages), target
