"""The rows of the page « Offres » and their groups: gathered, folded, moved, and kept off the sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models.grid_rows import RowKind
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.text import typeset
from tests.gui.grid_page import (
    ALT,
    CONTROL,
    SHIFT,
    Key,
    choose,
    example,
    go,
    here,
    open_menu,
    opened,
    press,
    type_in,
    value,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


def shown(page: OffersPage) -> list[str]:
    return [row.id for row in page.model.rows]


def services(page: OffersPage, group: str) -> list[str]:
    return [service.id for service in page.document.project.services if service.group == group]


def groups(page: OffersPage) -> list[str]:
    return [group.name for group in page.document.project.groups]


def at_heading(page: OffersPage, row_id: str) -> None:
    page.view.go_to_heading(page.model.row_number(row_id))


class TestGrouping:
    def test_the_selected_rows_go_under_a_new_group_that_is_named(self, qtbot, page):
        before = page.document.project
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_G, CONTROL)
        type_in(qtbot, "Écrire ensemble")
        press(qtbot, Key.Key_Return)
        assert groups(page)[1:3] == ["Travailler à plusieurs", "Écrire ensemble"]
        made = page.document.project.groups[2].id
        assert services(page, made) == ["files", "office"] and services(page, "travailler") == ["calendar"]
        page.document.undo()
        page.document.undo()
        assert page.document.project is before

    def test_rows_of_several_groups_by_their_headings_and_the_menu(self, qtbot, page):
        down = page.view.down
        for row, held in (("calendar", Qt.KeyboardModifier.NoModifier), ("meetings", SHIFT)):
            place = down.section_rect(page.model.row_number(f"service:{row}")).center()
            qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, held, place)
        choose(qtbot, open_menu(page), typeset("Grouper ces 3 lignes"))
        press(qtbot, Key.Key_Return)
        assert groups(page)[2] == "Nouveau groupe"
        assert services(page, page.document.project.groups[2].id) == ["calendar", "mail", "meetings"]

    def test_services_without_a_group(self, qtbot):
        page = opened(qtbot, example("ksuite"))
        first = page.document.project.services[0].id
        go(page, f"service:{first}", page.model.offers[0].id)
        press(qtbot, Key.Key_G, CONTROL)
        press(qtbot, Key.Key_Return)
        assert [group.name for group in page.document.project.groups] == ["Nouveau groupe"]

    def test_a_group_is_renamed_in_place(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_F2)
        type_in(qtbot, "Ensemble")
        press(qtbot, Key.Key_Return)
        assert value(page, "groups/travailler/name") == "Ensemble"

    def test_a_group_goes_and_its_services_stay(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_Delete)
        assert "Travailler à plusieurs" not in groups(page)
        assert [value(page, f"services/{name}/group") for name in ("files", "office")] == [None, None]
        assert page.model.index_at("service:files", "active").data() == "oui"


class TestMoving:
    def test_several_rows_move_together_and_stay_selected(self, qtbot, page):
        go(page, "service:files", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Down, ALT)
        assert services(page, "travailler") == ["calendar", "files", "office"]
        press(qtbot, Key.Key_Down, ALT)
        assert services(page, "communiquer")[:2] == ["files", "office"]
        rows = {page.model.row_at(index).key for index in page.view.selectionModel().selectedIndexes()}
        assert rows == {"files", "office"}
        press(qtbot, Key.Key_Up, ALT)
        assert services(page, "travailler") == ["calendar", "files", "office"]

    def test_a_group_is_dragged_to_the_place_of_another(self, qtbot, page):
        header = page.view.down
        start = header.section_rect(page.model.row_number("group:place")).center()
        end = header.section_rect(page.model.row_number("service:files")).center() + QPoint(0, 6)
        qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            qtbot.mouseMove(header.viewport(), pos=start + (end - start) * step / 5)
        qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end)
        assert groups(page)[:2] == ["Travailler à plusieurs", "La place pour votre équipe"]


class TestFolding:
    def test_left_folds_right_unfolds_and_space_does_both(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_Left)
        assert "service:files" not in shown(page) and "group:travailler" in shown(page)
        assert page.model.rows[page.view.heading_row].hidden == 3
        assert page.view.down.hasFocus() and page.view.heading_row == page.model.row_number("group:travailler")
        press(qtbot, Key.Key_Right)
        assert "service:files" in shown(page)
        press(qtbot, Key.Key_Space)
        assert "service:files" not in shown(page)
        press(qtbot, Key.Key_Space)
        assert "service:files" in shown(page)

    def test_a_click_on_the_arrow(self, qtbot, page):
        rect = page.view.down.section_rect(page.model.row_number("group:price"))
        place = QPoint(rect.left() + 10, rect.center().y())
        qtbot.mouseClick(page.view.down.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert "price:1" not in shown(page) and "add:term" not in shown(page)
        qtbot.mouseClick(page.view.down.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert "price:1" in shown(page)

    def test_all_at_once_from_the_menu(self, qtbot, page):
        at_heading(page, "group:travailler")
        choose(qtbot, open_menu(page), "Tout replier")
        assert {row.kind for row in page.model.rows} == {RowKind.GROUP}
        at_heading(page, "group:travailler")
        choose(qtbot, open_menu(page), "Tout déplier")
        assert shown(page) == [row.id for row in page.model.every_row]

    def test_what_is_folded_is_neither_copied_nor_emptied(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_Left)
        go(page, "service:space", "essentielle")
        press(qtbot, Key.Key_Down, SHIFT)
        press(qtbot, Key.Key_Delete)
        assert page.model.index_at("service:mail", "essentielle").data() == "—"
        page.model.fold(())
        assert page.model.index_at("service:files", "essentielle").data() == "oui"

    @pytest.mark.parametrize(
        "address", ["services/office/need", "offers/active/inclusions/office", "offers/active/rates/price"]
    )
    def test_going_to_what_is_folded_unfolds_it(self, page, address):
        page.commands.fold_all(True)
        assert page.go_to(address)
        row = page.model.rows[page.view.heading_row]
        assert row.id in ("service:office", "price:1")

    def test_a_service_added_in_a_folded_group_is_seen(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_Left)
        page.commands.add_service("travailler")
        type_in(qtbot, "Se former")
        press(qtbot, Key.Key_Return)
        assert here(page)[0] == "Se former"

    def test_a_row_that_enters_a_folded_group_is_seen(self, qtbot, page):
        at_heading(page, "group:travailler")
        press(qtbot, Key.Key_Left)
        go(page, "service:mail", "active")
        press(qtbot, Key.Key_Up, ALT)
        assert services(page, "travailler")[-1] == "mail"
        assert here(page)[0] == "Recevoir du courrier à votre nom"

    def test_the_heading_says_the_findings_that_it_hides(self, qtbot, page):
        page.show_findings(
            (
                Finding("a", "services/office", severity=Severity.WARNING, message="Nom."),
                Finding("b", "offers/active/inclusions/files", severity=Severity.ERROR, message="Trop."),
            )
        )
        at_heading(page, "group:travailler")
        heading = page.model.rows[page.view.heading_row]
        assert page.model.findings_of_row(heading) == ()
        press(qtbot, Key.Key_Left)
        heading = page.model.rows[page.view.heading_row]
        assert [finding.rule for finding in page.model.findings_of_row(heading)] == ["a", "b"]

    def test_an_edit_of_what_is_folded_shows_when_it_is_unfolded(self, qtbot, page):
        at_heading(page, "group:price")
        press(qtbot, Key.Key_Left)
        go(page, "service:files", "active")
        press(qtbot, Key.Key_Delete)
        page.document.undo()
        page.model.fold(())
        assert page.model.index_at("price:1", "essentielle").data() == "12,00\u00a0€"


def test_a_row_is_kept_off_the_sheet_from_its_menu(qtbot, page):
    go(page, "service:office", "essentielle")
    press(qtbot, Key.Key_Left)
    choose(qtbot, open_menu(page), "Ne pas imprimer")
    assert value(page, "services/office/on_sheet") is False
    assert not page.model.rows[page.model.row_number("service:office")].is_printed
    page.view.go_to_heading(page.model.row_number("service:office"))
    choose(qtbot, open_menu(page), "Imprimer")
    assert value(page, "services/office/on_sheet") is True
