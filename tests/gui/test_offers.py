"""The page « Offres », with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.offers.ranges import RangeHeader
from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Audience, RangeKind
from offerdesigner.model.project import Project
from tests.gui.grid_page import (
    ALT,
    CONTROL,
    SHIFT,
    Key,
    add_range,
    example,
    go,
    here,
    names,
    opened,
    press,
    type_in,
    value,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


class TestOffers:
    def test_a_new_offer_is_named_at_once(self, qtbot, page):
        go(page, "price:1", "active")
        press(qtbot, Key.Key_Insert)
        type_in(qtbot, "Réseau")
        press(qtbot, Key.Key_Return)
        assert names(page) == ["Essentielle", "Active", "Réseau", "Fédération"]
        assert here(page) == ("Par mois", "Réseau")
        type_in(qtbot, "40")
        press(qtbot, Key.Key_Return)
        assert page.model.offers[2].rates[0].charge.amount == 40

    def test_undo_while_a_new_offer_is_named(self, qtbot, page):
        go(page, "price:1", "federation")
        press(qtbot, Key.Key_Insert)
        type_in(qtbot, "R")
        page.document.undo()
        page.document.undo()
        assert names(page) == ["Essentielle", "Active", "Fédération"]
        assert page.view.across.editor is None

    def test_ctrl_shift_n_adds_and_escape_keeps_the_proposed_name(self, qtbot, page):
        press(qtbot, Key.Key_N, CONTROL | SHIFT)
        type_in(qtbot, "Zut")
        press(qtbot, Key.Key_Escape)
        assert "Nouvelle offre" in names(page)

    def test_duplicate(self, qtbot, page):
        go(page, "price:1", "active")
        press(qtbot, Key.Key_D, CONTROL)
        press(qtbot, Key.Key_Return)
        assert names(page) == ["Essentielle", "Active", "Active (copie)", "Fédération"]

    def test_alt_arrows_move_the_column_and_the_cursor_with_it(self, qtbot, page):
        go(page, "price:1", "active")
        press(qtbot, Key.Key_Left, ALT)
        assert names(page) == ["Active", "Essentielle", "Fédération"]
        assert here(page) == ("Par mois", "Active")
        press(qtbot, Key.Key_Left, ALT)
        assert names(page)[0] == "Active"

    def test_the_heading_is_reached_by_up_and_renamed_by_typing(self, qtbot, page):
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Up)
        assert page.view.across.hasFocus()
        press(qtbot, Key.Key_F2)
        type_in(qtbot, "Petite")
        assert names(page)[0] == "Petite"
        press(qtbot, Key.Key_Return)
        assert names(page)[0] == "Petite" and page.view.hasFocus()

    def test_escape_in_a_heading_gives_the_name_back(self, qtbot, page):
        before = page.document.project
        page.view.across.ask_for_name(0)
        type_in(qtbot, "Autre")
        press(qtbot, Key.Key_Escape)
        assert page.document.project is before

    def test_a_double_click_renames(self, qtbot, page):
        place = page.view.across.section_rect(1).center()
        qtbot.mouseClick(page.view.across.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(page.view.across.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.view.across.editor is not None and page.view.across.editor.text() == "Active"

    def test_delete_on_the_heading_removes_and_undo_brings_back(self, qtbot, page):
        go(page, "price:1", "essentielle")
        press(qtbot, Key.Key_Up)
        press(qtbot, Key.Key_Delete)
        assert names(page) == ["Active", "Fédération"]
        page.document.undo()
        assert names(page) == ["Essentielle", "Active", "Fédération"]

    def test_dragging_a_heading_moves_the_offer(self, qtbot, page):
        header = page.view.across
        start, end = header.section_rect(0).center(), header.section_rect(2).center() + QPoint(30, 0)
        qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            qtbot.mouseMove(header.viewport(), pos=start + (end - start) * step / 5)
        qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end)
        assert names(page) == ["Active", "Fédération", "Essentielle"]
        assert [header.visualIndex(section) for section in range(3)] == [0, 1, 2]

    def test_the_menu_of_a_heading(self, qtbot, page):
        header = page.view.across
        arrow = header.section_rect(1).topRight() + QPoint(-12, 12)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
        menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
        words = [action.text().split("\t")[0] for action in menu.actions()]
        assert "Dupliquer" in words and "Supprimer l’offre" in words
        next(action for action in menu.actions() if action.text().startswith("Supprimer")).trigger()
        menu.close()
        assert names(page) == ["Essentielle", "Fédération"]


class TestRows:
    def test_a_new_service_is_named_at_once(self, qtbot, page):
        page.commands.add_service("accompagner")
        type_in(qtbot, "Se former")
        press(qtbot, Key.Key_Return)
        service = page.document.project.services[-1]
        assert (service.need, service.group) == ("Se former", "accompagner")
        assert here(page)[0] == "Se former"

    def test_left_reaches_the_heading_and_f2_renames_the_need(self, qtbot, page):
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Left)
        assert page.view.down.hasFocus()
        press(qtbot, Key.Key_F2)
        type_in(qtbot, "Ranger")
        press(qtbot, Key.Key_Return)
        assert value(page, "services/files/need") == "Ranger"
        assert here(page) == ("Ranger", "Essentielle")

    def test_alt_arrows_move_a_service_into_the_next_group(self, qtbot, page):
        go(page, "service:office", "essentielle")
        press(qtbot, Key.Key_Down, ALT)
        ids = [row.id for row in page.model.rows]
        assert ids.index("service:calendar") < ids.index("service:office")
        press(qtbot, Key.Key_Down, ALT)
        assert value(page, "services/office/group") == "communiquer"
        assert here(page)[0] == "Écrire à plusieurs"
        press(qtbot, Key.Key_Up, ALT)
        assert value(page, "services/office/group") == "travailler"

    def test_dragging_a_heading_moves_the_service(self, qtbot, page):
        header = page.view.down
        first, last = page.model.row_number("service:files"), page.model.row_number("service:calendar")
        start, end = header.section_rect(first).center(), header.section_rect(last).center() + QPoint(0, 6)
        qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            qtbot.mouseMove(header.viewport(), pos=start + (end - start) * step / 5)
        qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end)
        assert [row.key for row in page.model.rows if row.id.startswith("service:")][2:5] == [
            "office",
            "calendar",
            "files",
        ]

    def test_delete_on_a_heading_removes_the_service(self, qtbot, page):
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Left)
        press(qtbot, Key.Key_Delete)
        assert page.model.row_number("service:files") == -1

    def test_a_new_length_is_typed_for_the_current_offer(self, qtbot, page):
        go(page, "price:1", "active")
        page.commands.add_length(24)
        type_in(qtbot, "450")
        press(qtbot, Key.Key_Return)
        assert [(term.months, term.price) for term in page.model.offers[1].terms][-1] == (24, 450)
        assert page.model.index_at("price:24", "active").data() == "450,00\u00a0€"

    def test_a_new_price_line_is_named(self, qtbot, page):
        go(page, "price:1", "active")
        page.commands.add_line()
        type_in(qtbot, "Sauvegarde")
        press(qtbot, Key.Key_Return)
        assert [rate.name for rate in page.model.offers[1].rates] == ["", "Sauvegarde"]


class TestRanges:
    def test_a_new_range_is_named_and_empty(self, qtbot, page):
        add_range(page)
        page.tabs.setFocus()
        press(qtbot, Key.Key_F2)
        type_in(qtbot, "Familles")
        press(qtbot, Key.Key_Return)
        assert [sold.name for sold in page.document.project.ranges] == ["Associations", "Familles"]
        assert page.empty.create_button.isVisible() and not page.view.isVisible()
        qtbot.mouseClick(page.empty.create_button, Qt.MouseButton.LeftButton)
        type_in(qtbot, "Nid")
        press(qtbot, Key.Key_Return)
        assert names(page) == ["Nid"] and page.view.isVisible()

    def test_its_audience_and_composition_are_chosen_over_the_words_of_the_sheet(self, qtbot, page):
        qtbot.mouseClick(page.bar.header_button, Qt.MouseButton.LeftButton)
        assert page.go_to("ranges/associations/audience")
        press(qtbot, Key.Key_Down)
        assert value(page, "ranges/associations/audience") is Audience.ASSOCIATIONS
        press(qtbot, Key.Key_Tab)
        press(qtbot, Key.Key_Down)
        assert value(page, "ranges/associations/kind") is RangeKind.PACKS
        assert page.document.undo_label == "changer la composition de la gamme"

    def test_moved_by_keys_and_removed(self, qtbot, page):
        add_range(page)
        page.tabs.setFocus()
        press(qtbot, Key.Key_Left, ALT)
        assert [sold.name for sold in page.document.project.ranges] == ["Nouvelle gamme", "Associations"]
        assert page.tabs.tabText(page.tabs.currentIndex()) == "Nouvelle gamme"
        page.tabs.remove_current()
        assert [sold.name for sold in page.document.project.ranges] == ["Associations"]
        assert names(page) == ["Essentielle", "Active", "Fédération"]

    def test_going_to_an_offer_shows_its_range(self, qtbot, page):
        add_range(page)
        assert page.go_to("offers/active/rates/price")
        assert page.tabs.range_id == "associations" and here(page) == ("Par mois", "Active")

    def test_a_template_is_asked_for(self, qtbot):
        page = opened(qtbot, Project())
        with qtbot.waitSignal(page.template_requested):
            qtbot.mouseClick(page.empty.template_button, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(page.empty.create_button, Qt.MouseButton.LeftButton)
        type_in(qtbot, "Première")
        press(qtbot, Key.Key_Return)
        assert names(page) == ["Première"] and len(page.document.project.ranges) == 1

    def test_copied_to_another_public(self, page):
        add_range(page)
        page.tabs.show_range("associations")
        go(page, "price:1", "active")
        target = page.document.project.ranges[1].id
        page.commands.duplicate_into(target)
        assert [offer.name for offer in page.document.project.offers_of(target)] == ["Active (copie)"]


def test_texts_are_texts(qtbot):
    project = example("nuage-commun")
    hostile = evolve(project.offers[0], name="<b>&Gras</b>", public="<img src=x>")
    page = opened(qtbot, evolve(project, offers=(hostile, *project.offers[1:])))
    tip = page.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip and "&lt;b&gt;" in tip
    header = page.view.across
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), header.viewport().mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(header.viewport(), event)


@pytest.mark.parametrize("width", [560, 640, 852, 1400])
@pytest.mark.parametrize("name", ["paquerette", "marsnet", "sleto"])
def test_columns_fit_or_scroll_and_options_follow(qtbot, name, width):
    page = opened(qtbot, example(name))
    page.resize(width, 600)
    grid, options = page.view, page.options.view
    assert [grid.columnWidth(n) for n in range(page.model.columnCount())] == [
        options.columnWidth(n) for n in range(page.model.columnCount())
    ]
    assert grid.down.width() == options.down.width()
    total = sum(grid.columnWidth(n) for n in range(page.model.columnCount()))
    fits = total <= grid.viewport().width()
    assert fits or grid.horizontalScrollBar().maximum() > 0
    if not fits:
        grid.horizontalScrollBar().setValue(40)
        assert options.horizontalScrollBar().value() == 40
    assert QRect(0, 0, width, 600).contains(page.bar.detail_button.geometry())


def test_each_word_on_a_range_says_what_it_is_for(page):
    header = page.findChild(RangeHeader)
    said = {label.text(): label.toolTip() for label in header.findChildren(QLabel)}
    assert "Cela ne s’imprime pas" in said["Genre de clients"]
    assert "imprimés dans le titre" in said["Pour qui, sur la fiche"]
    assert "de la plus petite à la plus complète" in said["Composition"]
