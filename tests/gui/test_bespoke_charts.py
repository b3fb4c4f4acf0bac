"""The charts of « Sur mesure »: the curve of prices, and the zones where each offer is the cheapest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from offerdesigner.app.editors.bespoke.page import BespokePage
from offerdesigner.app.window import MainWindow
from offerdesigner.storage.examples import open_copy
from tests.gui.bespoke_page import drag, here, open_project, prices, tick, use, without_profiles, zones_of
from tests.gui.scripted import CTRL, press, press_page, settle
from tests.plain import plain


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> BespokePage:
    """Ten people with 50 Go and five addresses, month by month."""
    return open_project(window, tmp_path, without_profiles())


class TestCurve:
    def test_crossings_and_the_present_usage_are_on_the_curve(self, window: MainWindow, page: BespokePage) -> None:
        use(window, page, "storage", "200")
        chart = page.curve.chart.chart
        assert chart is not None
        assert [crossing.label for crossing in chart.crossings] == ["dès 16", "dès 81"]
        assert [(spot.x, plain(spot.label)) for spot in chart.spots] == [(10, "21,00 €")]
        said = "Essentielle jusqu'à 15 personnes, Active de 16 à 80, Fédération dès 81."
        assert plain(page.curve.words.text()) == said
        assert page.curve.chart.accessibleDescription() == chart.words

    def test_another_quantity_varies(self, window: MainWindow, page: BespokePage) -> None:
        page.curve.metric_field.control.setFocus()
        press(window, Qt.Key.Key_Down)
        chart = page.curve.chart.chart
        assert chart is not None and chart.x.title.startswith("espace (Go)")
        assert chart.spots[0].x == 50

    def test_its_table_is_copied(self, page: BespokePage) -> None:
        QTest.mouseClick(page.curve.buttons.copy_button, Qt.MouseButton.LeftButton)
        copied = plain(QGuiApplication.clipboard().text()).splitlines()
        assert copied[0].endswith("\tEssentielle\tActive\tFédération")
        assert "10\t12 €\t25 €\t60 €" in copied

    def test_the_prices_and_the_lines_are_copied(self, window: MainWindow, page: BespokePage) -> None:
        page.prices.setFocus()
        press(window, Qt.Key.Key_C, CTRL)
        assert plain(QGuiApplication.clipboard().text()).splitlines()[:2] == [
            "Offre\tPar mois\tRemarque",
            "Essentielle\t12,00 €\tla moins chère",
        ]
        QTest.mouseClick(page.lines.copy_button, Qt.MouseButton.LeftButton)
        assert plain(QGuiApplication.clipboard().text()).splitlines()[1] == "Essentielle\t12 € par mois\t12,00 €"


class TestZones:
    def test_they_stand_beside_the_page_and_say_the_same_in_words(self, window: MainWindow, page: BespokePage) -> None:
        assert window.workspace.side.currentWidget() is page.zones
        assert [area.name for area in zones_of(page).areas] == ["Essentielle", "Active", "Fédération"]
        assert plain(page.zones.words.text()) == (
            "Le même dessin, en mots. À 50 Go : Essentielle jusqu'à 90 personnes, Fédération dès 91. "
            "Chaque offre est la moins chère quelque part."
        )
        press_page(window, "offers")
        assert window.workspace.side.beside is None

    def test_a_click_sets_the_usage_and_dragging_goes_on(self, window: MainWindow, page: BespokePage) -> None:
        chart = page.zones.chart
        place = chart.place_of(Decimal(61), Decimal(400)).toPoint()
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
        settle(window)
        users, storage = page.usage.quantities["users"], page.usage.quantities["storage"]
        assert abs(users - 61) <= 1 and abs(storage - 400) <= 5
        assert page.form.rows["users"].field.value == users
        assert prices(page)[2][2] == "la moins chère"
        drag(chart, chart.place_of(Decimal(20), Decimal(300)))
        settle(window)
        assert abs(page.usage.quantities["users"] - 20) <= 1

    def test_a_click_outside_of_the_drawing_changes_nothing(self, window: MainWindow, page: BespokePage) -> None:
        QTest.mouseClick(page.zones.chart, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
        settle(window)
        assert page.usage.quantities["users"] == 10

    def test_arrows_move_the_usage_and_stop_at_the_ends(self, window: MainWindow, page: BespokePage) -> None:
        page.zones.chart.setFocus()
        press(window, Qt.Key.Key_Right)
        press(window, Qt.Key.Key_Up)
        assert here(page) == (11, 100)
        for _press in range(20):
            press(window, Qt.Key.Key_Left)
        assert page.usage.quantities["users"] == 1
        press(window, Qt.Key.Key_C, CTRL)
        assert QGuiApplication.clipboard().text().startswith("Espace\tPersonnes\tla moins chère")

    def test_moving_about_computes_no_zones_anew(self, window: MainWindow, page: BespokePage) -> None:
        areas = zones_of(page).areas
        use(window, page, "users", "33")
        assert zones_of(page).areas is areas
        use(window, page, "mails", "60")
        assert zones_of(page).areas is not areas

    def test_other_quantities_may_vary_and_are_never_the_same_twice(
        self, window: MainWindow, page: BespokePage
    ) -> None:
        page.zones.fields["across"].control.setFocus()
        press(window, Qt.Key.Key_Down)
        assert (page.usage.metric("across"), page.usage.metric("up")) == ("storage", "users")
        assert zones_of(page).x.title == "espace (Go)"

    def test_offers_that_do_not_serve_the_need_are_told_apart(self, window: MainWindow, page: BespokePage) -> None:
        tick(window, page, "meetings")
        assert plain(page.zones.words.text()).endswith("Fédération dès 81. Essentielle ne convient pas.")

    def test_nothing_is_computed_for_zones_that_nobody_looks_at(self, window: MainWindow, page: BespokePage) -> None:
        window.workspace.side.show_why()
        settle(window)
        areas = zones_of(page).areas
        assert page.zones_link.isVisible()
        use(window, page, "mails", "60")
        assert zones_of(page).areas is areas
        QTest.mouseClick(page.zones_link, Qt.MouseButton.LeftButton)
        settle(window)
        assert page.zones.isVisible() and zones_of(page).areas is not areas

    def test_usage_types_are_rings_that_say_their_name(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("nuage-commun"))
        rings = [spot for spot in zones_of(page).spots if spot.look == "ring"]
        assert [(spot.x, spot.y) for spot in rings] == [(8, 20), (14, 80), (26, 240), (90, 800)]
        place = page.zones.chart.place_of(Decimal(26), Decimal(240))
        assert page.zones.chart.named_at(place) == "Onze salariés, quinze bénévoles"
        assert page.zones.chart.named_at(page.zones.chart.place_of(Decimal(120), Decimal(1200))) == ""
