"""« Nommer » with real keys: from a heading, an option or a range; live; a family in one step; and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QToolButton, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.panels.names_body import NameBody
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import remove, set_value
from tests.gui.scripted import CTRL, ScriptedPrompts, press, settle, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key


@pytest.fixture
def nuage(window: MainWindow) -> MainWindow:
    window.filing.open_model("nuage-commun")
    settle(window)
    return window


def opened(window: MainWindow, address: str = "offers/active/name") -> NameBody:
    """Go to a name and ask for help with the keyboard."""
    window.workspace.go_to(address)
    settle(window)
    press(window, Key.Key_F2, CTRL)
    return body(window)


def body(window: MainWindow) -> NameBody:
    found = window.workspace.side.names.body
    assert found is not None
    return found


def page(window: MainWindow) -> OffersPage:
    found = window.workspace.page
    assert isinstance(found, OffersPage)
    return found


def names(window: MainWindow) -> list[str]:
    assert window.document is not None
    return [offer.name for offer in window.document.project.offers]


def is_named(window: MainWindow) -> bool:
    """Whether the panel is in front."""
    return window.workspace.side.currentWidget() is window.workspace.side.names and window.workspace.side.isVisible()


def choose(window: MainWindow, words: str) -> None:
    """Walk down the menu that is open to the action that begins with `words`, and choose it."""
    menu = next(menu for menu in page(window).findChildren(QMenu) if menu.isVisible())
    while menu.activeAction() is None or not menu.activeAction().text().startswith(words):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle(window)


class TestOpening:
    def test_the_keyboard_comes_to_the_name_ready_to_be_replaced(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        assert is_named(nuage)
        assert nuage.focusWidget() is shown.field.control
        assert shown.field.control.selectedText() == "Active"

    def test_from_the_menu_of_a_heading(self, nuage: MainWindow) -> None:
        view = page(nuage).view
        place = view.across.section_rect(2).center()
        view.across.customContextMenuRequested.emit(place)
        choose(nuage, "Choisir le nom")
        assert body(nuage).field.value == "Fédération"
        assert nuage.focusWidget() is body(nuage).field.control

    def test_from_the_menu_of_an_option(self, nuage: MainWindow) -> None:
        options = page(nuage).options
        row = options.model.row_number("option:domain")
        options.view.down.customContextMenuRequested.emit(options.view.down.section_rect(row).center())
        choose(nuage, "Choisir le nom")
        assert body(nuage).field.value == "Nom de domaine"
        assert body(nuage).family.isHidden()

    def test_from_the_menu_of_a_range(self, nuage: MainWindow) -> None:
        tabs = page(nuage).tabs
        tabs.customContextMenuRequested.emit(tabs.tabRect(0).center())
        choose(nuage, "Choisir le nom")
        assert body(nuage).field.value == "Associations"

    def test_from_the_button_beside_the_name_of_an_option(self, nuage: MainWindow) -> None:
        nuage.workspace.go_to("options/workshop/description")
        settle(nuage)
        form = page(nuage).options.form
        button = next(one for one in form.findChildren(QToolButton) if one.accessibleName() == "Choisir le nom…")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(nuage)
        assert body(nuage).field.value == "Atelier dans vos locaux"

    def test_while_a_heading_is_renamed_what_was_typed_is_kept(self, nuage: MainWindow) -> None:
        nuage.workspace.go_to("offers/active/name")
        press(nuage, Key.Key_F2)
        type_text(nuage, "Ruche")
        press(nuage, Key.Key_F2, CTRL)
        assert names(nuage)[1] == "Ruche"
        assert nuage.focusWidget() is body(nuage).field.control

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("offers/federation/rates/price/charge/amount", "Fédération"),
            ("options/more-space/name", "50 Go de plus"),
            ("ranges/associations/lead", "Associations"),
            ("ranges/associations/name", "Associations"),
        ],
    )
    def test_the_key_opens_the_name_of_what_one_is_at(self, nuage: MainWindow, address: str, name: str) -> None:
        assert opened(nuage, address).field.value == name

    def test_where_nothing_has_a_name_the_last_one_is_shown(self, nuage: MainWindow) -> None:
        nuage.workspace.go_to("offers/active/name")
        assert opened(nuage, "structure/contact/email").field.value == "Active"

    def test_in_an_empty_project_it_says_what_to_do(self, window: MainWindow) -> None:
        window.filing.open_model("page-blanche")
        settle(window)
        assert window.document is not None
        for offer in window.document.project.offers:
            window.document.apply(remove(f"offers/{offer.id}", "retirer"))
        for sold in window.document.project.ranges:
            window.document.apply(remove(f"ranges/{sold.id}", "retirer"))
        settle(window)
        press(window, Key.Key_F2, CTRL)
        assert not is_named(window)
        assert window.status.notice.startswith("Mettez d'abord le curseur")


class TestTyping:
    def test_the_lines_follow_each_letter(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        type_text(nuage, "Liibre")
        said, typed, searched, short = shown.aspects.lines
        assert "«\u00a0libre\u00a0»" in said and "Alerte\u00a0: Ce nom a une lettre répétée" in said
        assert "liibre" in typed
        assert "chercher «\u00a0libre\u00a0»" in searched
        assert "LI (avec ES et FE)" in short
        assert names(nuage) == ["Essentielle", "Liibre", "Fédération"]
        press(nuage, Key.Key_Backspace)
        assert "«\u00a0libr\u00a0»" in shown.aspects.lines[0]

    def test_who_listens_hears_the_lines_in_the_field(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        type_text(nuage, "/e/OS")
        heard = shown.field.control.accessibleDescription()
        assert "slash e slash o-esse" in heard and "Alerte" in heard
        assert shown.field.control.accessibleName() == "Nom"

    def test_names_nearby_are_told(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        assert shown.neighbours.cautions.sentences == ("Aucun autre nom du projet n’y ressemble.",)
        type_text(nuage, "Essentiele")
        (near,) = shown.neighbours.cautions.sentences
        assert near == "Alerte\u00a0: «\u00a0Essentielle\u00a0» (offre), à une lettre près."

    def test_a_word_typed_is_one_step_back(self, nuage: MainWindow) -> None:
        opened(nuage)
        type_text(nuage, "Ruche")
        assert nuage.document is not None and nuage.document.undo_label == "renommer l'offre"
        press(nuage, Key.Key_Z, CTRL)
        assert names(nuage)[1] == "Active"
        assert body(nuage).field.control.text() == "Active"
        assert "«\u00a0active\u00a0»" in body(nuage).aspects.lines[0]

    @pytest.mark.parametrize("name", ["<b>Gras</b> & fin", "שלום", "🦔", "x" * 200, " ", "Anticonstitutionnelle" * 8])
    def test_any_name_is_shown_as_it_is_and_widens_nothing(self, nuage: MainWindow, name: str) -> None:
        width = nuage.workspace.side.width()
        shown = opened(nuage)
        assert nuage.document is not None
        nuage.document.apply(set_value("offers/active/name", name, "renommer"))
        shown.family.prefix.control.setFocus()
        type_text(nuage, "k")
        settle(nuage)
        assert shown.field.control.text() == name.strip()
        panel = nuage.workspace.side.names
        assert shown.width() <= panel.viewport().width() and nuage.workspace.side.width() == width
        assert len(shown.aspects.lines) == 4

    def test_nothing_is_computed_out_of_sight_and_all_is_true_again_in_sight(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        nuage.workspace.side.show_usual()
        before = shown.aspects.lines
        assert nuage.document is not None
        nuage.document.apply(set_value("offers/active/name", "Ruche", "renommer"))
        settle(nuage)
        assert shown.aspects.lines == before
        nuage.workspace.side.show_names()
        assert "«\u00a0ruche\u00a0»" in shown.aspects.lines[0]


class TestFamily:
    def test_a_ladder_names_every_offer_in_one_step(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        choose_ladder(nuage, "Graine, Pousse, Arbre")
        assert shown.family.proposed == (("Essentielle", "Graine"), ("Active", "Pousse"), ("Fédération", "Arbre"))
        assert names(nuage) == ["Essentielle", "Active", "Fédération"]
        tab_to(nuage, shown.family.button)
        press(nuage, Key.Key_Space)
        assert names(nuage) == ["Graine", "Pousse", "Arbre"]
        assert shown.field.control.text() == "Pousse"
        assert shown.family.proposed == ()
        assert nuage.focusWidget() is shown.family.kind.control
        press(nuage, Key.Key_Z, CTRL)
        assert names(nuage) == ["Essentielle", "Active", "Fédération"]

    def test_a_common_beginning(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        tab_to(nuage, shown.family.prefix.control)
        type_text(nuage, "k")
        assert [after for _before, after in shown.family.proposed] == ["k-Essentielle", "k-Active", "k-Fédération"]
        press(nuage, Key.Key_Tab)
        press(nuage, Key.Key_Space)
        assert names(nuage) == ["k-Essentielle", "k-Active", "k-Fédération"]
        assert not shown.family.button.isEnabled()

    def test_a_beginning_that_makes_names_hard_is_warned_of(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        tab_to(nuage, shown.family.prefix.control)
        type_text(nuage, "n/")
        assert len(shown.family.cautions.sentences) == 3
        assert all(said.startswith("Alerte\u00a0: «\u00a0n/") for said in shown.family.cautions.sentences)

    def test_packs_may_take_the_names_of_their_needs(self, window: MainWindow) -> None:
        window.filing.open_model("par-packs")
        settle(window)
        assert window.document is not None
        opened(window, f"offers/{window.document.project.offers[0].id}/name")
        choose_ladder(window, "Les besoins\u00a0: Courrier, Fichiers, Gestion")
        press(window, Key.Key_Tab)
        type_text(window, "n")
        press(window, Key.Key_Tab)
        press(window, Key.Key_Space)
        assert names(window) == ["n-Courrier", "n-Fichiers", "n-Gestion"]

    def test_one_offer_is_no_family(self, window: MainWindow) -> None:
        window.filing.open_model("marmule")
        settle(window)
        assert window.document is not None
        shown = opened(window, f"offers/{window.document.project.offers[0].id}/name")
        assert not shown.family.button.isVisible()
        assert not shown.family.kind.isVisible()

    def test_an_offer_added_meanwhile_is_named_too(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        choose_ladder(nuage, "Bronze, Argent, Or")
        page(nuage).commands.duplicate()
        settle(nuage)
        nuage.workspace.names.open("offers/active")
        assert [after for _before, after in shown.family.proposed] == ["Bronze", "Argent", "Or", "Platine"]


class TestLeaving:
    def test_echap_first_gives_the_name_back_then_the_keyboard(self, nuage: MainWindow) -> None:
        nuage.workspace.go_to("offers/active/name")
        before = nuage.focusWidget()
        opened(nuage)
        type_text(nuage, "Ruche")
        press(nuage, Key.Key_Escape)
        assert names(nuage)[1] == "Active" and is_named(nuage)
        press(nuage, Key.Key_Escape)
        assert not is_named(nuage)
        assert nuage.focusWidget() is before
        assert nuage.workspace.side.currentWidget() is nuage.workspace.preview

    def test_echap_elsewhere_leaves_too(self, nuage: MainWindow) -> None:
        opened(nuage)
        page(nuage).view.setFocus()
        press(nuage, Key.Key_Escape)
        assert not is_named(nuage)

    def test_it_follows_the_cursor_while_it_is_in_sight(self, nuage: MainWindow) -> None:
        shown = opened(nuage)
        nuage.workspace.go_to("offers/essentielle/name")
        settle(nuage)
        assert shown.field.value == "Essentielle"
        press(nuage, Key.Key_Right)
        assert shown.field.value == "Active"
        press(nuage, Key.Key_F6)
        assert nuage.focusWidget() is shown.field.control

    def test_a_name_that_goes_is_no_longer_shown(self, nuage: MainWindow) -> None:
        opened(nuage)
        assert nuage.document is not None
        nuage.document.apply(remove("offers/active", "supprimer"))
        settle(nuage)
        assert body(nuage).field.value in names(nuage)

    def test_another_document_is_another_name(self, nuage: MainWindow, prompts: ScriptedPrompts) -> None:
        opened(nuage)
        type_text(nuage, "Ruche")
        prompts.answers = ["drop"]
        nuage.filing.open_model("sleto")
        settle(nuage)
        assert nuage.workspace.side.names.body is None
        assert nuage.workspace.side.currentWidget() is nuage.workspace.preview

    def test_where_there_is_little_room_the_panel_unfolds_and_folds_again(self, nuage: MainWindow) -> None:
        nuage.resize(1024, 600)
        settle(nuage)
        assert not nuage.workspace.docks.side.isVisible()
        shown = opened(nuage)
        assert is_named(nuage) and shown.width() <= nuage.workspace.side.names.viewport().width()
        press(nuage, Key.Key_Escape)
        assert not nuage.workspace.docks.side.isVisible()

    def test_all_is_reached_by_tab_and_stays_in_sight(self, nuage: MainWindow) -> None:
        nuage.resize(1024, 600)
        settle(nuage)
        shown = opened(nuage)
        type_text(nuage, "/e/OS")
        choose_ladder(nuage, "Bronze, Argent, Or")
        tab_to(nuage, shown.family.button)
        view = nuage.workspace.side.names.viewport()
        top = shown.family.button.mapTo(view, QPoint(0, 0))
        assert view.rect().contains(shown.family.button.rect().translated(top))

    def test_the_shapes_follow_the_theme(self, nuage: MainWindow, qapp: QApplication) -> None:
        shown = opened(nuage)
        type_text(nuage, "Liibre")
        light = shown.aspects.grab().toImage()
        theme.put_on(qapp, "dark")
        settle(nuage)
        dark = shown.aspects.grab().toImage()
        theme.put_on(qapp, "light")
        settle(nuage)
        assert dark != light
        assert shown.aspects.grab().toImage() == light


def tab_to(window: MainWindow, wanted: QWidget) -> None:
    """Press Tab until the keyboard is on `wanted`, in a few steps."""
    for _step in range(8):
        if window.focusWidget() is wanted:
            return
        press(window, Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {wanted.accessibleName()}")


def choose_ladder(window: MainWindow, words: str) -> None:
    """Walk along the ladders with the arrows."""
    control = body(window).family.kind.control
    assert isinstance(control, QComboBox)
    tab_to(window, control)
    for _step in range(control.count()):
        if control.currentText() == words:
            return
        press(window, Key.Key_Down)
    raise AssertionError([control.itemText(place) for place in range(control.count())])
