"""Usage types of « Sur mesure »: kept, loaded, moved, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.editors.bespoke.page import BespokePage
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import remove
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.storage.examples import open_copy
from tests.gui.bespoke_page import open_project, prices, tick, use, without_profiles
from tests.gui.scripted import ALT, CTRL, press, press_page, settle, type_text


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> BespokePage:
    """Ten people with 50 Go and five addresses, month by month."""
    return open_project(window, tmp_path, without_profiles())


class TestProfiles:
    def add(self, window: MainWindow, page: BespokePage, name: str) -> None:
        page.form.profiles.actions_by_name["add"].trigger()
        settle(window)
        type_text(window, name)
        press(window, Qt.Key.Key_Return)

    def test_a_usage_is_kept_named_and_taken_back(self, window: MainWindow, page: BespokePage) -> None:
        assert window.document is not None
        use(window, page, "users", "18")
        tick(window, page, "meetings")
        self.add(window, page, "Dix-huit au bureau")
        (kept,) = window.document.project.profiles
        assert kept.name == "Dix-huit au bureau"
        assert {item.metric: item.quantity for item in kept.quantities} == {"users": 18, "storage": 50, "mails": 5}
        assert "meetings" in kept.services and kept.months == 1
        press(window, Qt.Key.Key_Z, CTRL)
        press(window, Qt.Key.Key_Z, CTRL)
        assert window.document.project.profiles == ()
        assert page.usage.quantities["users"] == 18

    def test_a_click_loads_one(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        view = page.form.profiles.view
        page.form.area.ensureWidgetVisible(view)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(3, 0)).center()
        )
        settle(window)
        assert (page.usage.quantities["users"], page.usage.months) == (90, 12)
        assert page.form.needs.ticks["passwords"].isChecked()
        assert prices(page)[2][2] == "la moins chère"
        assert window.document is not None and window.document.is_clean

    def test_the_keyboard_loads_one_too_and_replaces_it_by_what_is_shown(
        self, window: MainWindow, tmp_path: Path
    ) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        page.form.profiles.view.setFocus()
        press(window, Qt.Key.Key_Down)
        page.form.load_button.setFocus()
        press(window, Qt.Key.Key_Space)
        assert page.usage.quantities["users"] == 14
        use(window, page, "users", "17")
        page.form.renew_button.setFocus()
        press(window, Qt.Key.Key_Space)
        assert window.document is not None
        renewed = window.document.project.profiles[1]
        assert (renewed.id, renewed.name) == ("emplois", "Un ou deux emplois")
        assert page.usage.is_as(renewed)
        assert "Un ou deux emplois" in (window.document.undo_label or "")

    def test_they_are_moved_and_removed(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        assert window.document is not None
        page.form.profiles.view.setFocus()
        press(window, Qt.Key.Key_Down, ALT)
        assert [one.id for one in window.document.project.profiles] == ["emplois", "bureau", "equipe", "reseau"]
        press(window, Qt.Key.Key_Delete)
        assert [one.id for one in window.document.project.profiles] == ["emplois", "equipe", "reseau"]
        assert page.usage.quantities["users"] == 8

    def test_going_to_one_shows_it(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        press_page(window, "offers")
        window.workspace.go_to("profiles/equipe/name")
        settle(window)
        assert window.workspace.page is page
        assert page.form.profiles.view.hasFocus()
        current = page.form.profiles.current()
        assert isinstance(current, UsageProfile) and current.id == "equipe"

    def test_what_it_refers_to_may_go(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        assert window.document is not None
        for address in ("metrics/users", "services/files", "ranges/associations"):
            window.document.apply(remove(address, "supprimer"))
            settle(window)
        assert "users" not in page.form.rows
        assert page.empty.isVisible()
