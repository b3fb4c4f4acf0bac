"""« Sur mesure »: a usage by keys, sliders and clicks gives prices, a curve and zones; nothing of it is in the file."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app.editors.bespoke.page import BespokePage
from offerdesigner.app.editors.bespoke.work import PricesJob
from offerdesigner.app.window import MINIMUM, MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.edits import insert, remove, set_value
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat, VatKind
from offerdesigner.render.charts.data import Zones
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.gui.scripted import ALT, CTRL, press, press_page, settle, type_text
from tests.plain import plain
from tests.samples import offers_alone


def without_profiles() -> Project:
    return offers_alone(profiles=())


def open_project(window: MainWindow, folder: Path, project: Project) -> BespokePage:
    """Open a project and go to « Sur mesure » by its key."""
    path = folder / "sold.offre"
    save(project, path, None)
    window.open_path(path)
    QTest.qWait(0)
    settle(window)
    press_page(window, "profiles")
    return in_front(window)


def in_front(window: MainWindow) -> BespokePage:
    """Return the page in front, which another size of text lays out anew."""
    page = window.workspace.page
    assert isinstance(page, BespokePage)
    return page


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> BespokePage:
    """Ten people with 50 Go and five addresses, month by month."""
    return open_project(window, tmp_path, without_profiles())


def prices(page: BespokePage) -> list[tuple[str, str, str]]:
    return [(row.cells[0].text, plain(row.cells[2].text), plain(row.cells[3].text)) for row in page.prices.cells.rows]


def lines(page: BespokePage) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in page.lines.table.cells.rows]


def use(window: MainWindow, page: BespokePage, metric: str, typed: str) -> None:
    """Type how much is used of a metric."""
    control = page.form.rows[metric].field.control
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    control.selectAll()
    type_text(window, typed)


def tick(window: MainWindow, page: BespokePage, service: str) -> None:
    page.form.needs.ticks[service].setFocus()
    press(window, Qt.Key.Key_Space)


def zones_of(page: BespokePage) -> Zones:
    shown = page.zones.chart.chart
    assert isinstance(shown, Zones)
    return shown


def here(page: BespokePage) -> tuple[Decimal, Decimal]:
    spot = next(spot for spot in zones_of(page).spots if spot.look == "here")
    return spot.x, spot.y


def drag(widget: QWidget, place: QPointF) -> None:
    """Move the mouse to a place with its button held."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(widget, moved)


class TestPrices:
    def test_each_offer_is_priced_for_the_usage_that_the_first_one_includes(self, page: BespokePage) -> None:
        assert prices(page) == [
            ("Essentielle", "12,00 €", "la moins chère"),
            ("Active", "25,00 €", ""),
            ("Fédération", "60,00 €", ""),
        ]
        assert page.form.rows["users"].field.control.hasFocus()

    def test_typing_a_quantity_moves_the_prices_and_touches_nothing_in_the_file(
        self, window: MainWindow, page: BespokePage
    ) -> None:
        use(window, page, "users", "18")
        use(window, page, "storage", "80")
        assert prices(page)[0] == (
            "Essentielle", "21,00 €", "la moins chère, avec 5 personnes de plus et 50 Go de plus",
        )  # fmt: skip
        assert lines(page) == [
            ("Essentielle", "12 € par mois", "12,00 €"),
            ("5 personnes de plus", "2 fois 3 € par mois", "6,00 €"),
            ("50 Go de plus", "3 € par mois", "3,00 €"),
        ]
        assert plain(page.lines.total.text()) == "Par mois : 21,00 €"
        assert dict(page.lines.facts.told)["À l'année"] == "210\u00a0€ (42\u00a0€ de moins)"
        assert window.document is not None and window.document.is_clean and window.document.undo_label is None

    def test_a_slider_goes_over_the_quantities_of_the_offers_by_keys(
        self, window: MainWindow, page: BespokePage
    ) -> None:
        slider = page.form.rows["users"].slider
        slider.setFocus()
        for _press in range(3):
            press(window, Qt.Key.Key_Right)
        assert page.form.rows["users"].field.value == 13
        press(window, Qt.Key.Key_End)
        assert page.usage.quantities["users"] == 150
        assert prices(page)[2][1] == "90,00 €"

    def test_a_quantity_beyond_the_slider_stretches_it(self, window: MainWindow, page: BespokePage) -> None:
        use(window, page, "users", "2345")
        assert page.curve.chart.chart is not None and page.curve.chart.chart.x.high >= 2345
        assert here(page)[0] == 2345

    def test_what_is_no_quantity_is_refused_and_changes_nothing(self, window: MainWindow, page: BespokePage) -> None:
        field = page.form.rows["users"].field
        for typed, said in (("abc", "pas un nombre"), ("-4", "Au moins 0")):
            use(window, page, "users", typed)
            assert said in plain(field.refusal)
            assert page.usage.quantities["users"] == 10 and prices(page)[0][1] == "12,00 €"
        for typed, said in (("2,5", "entier"), ("99999999", "Au plus")):
            use(window, page, "users", typed)
            assert said in plain(field.refusal)
        press(window, Qt.Key.Key_Escape)
        assert not field.refusal

    def test_a_service_that_is_needed_excludes_offers(self, window: MainWindow, page: BespokePage) -> None:
        assert page.form.needs.ticks["files"].isChecked() and not page.form.needs.ticks["meetings"].isChecked()
        tick(window, page, "meetings")
        assert prices(page)[:2] == [
            ("Essentielle", "—", "ne le propose pas : Se réunir à distance"),
            ("Active", "25,00 €", "la moins chère"),
        ]
        tick(window, page, "meetings")
        assert prices(page)[0][1] == "12,00 €"

    def test_what_is_counted_and_not_given_excludes_offers_too(self, window: MainWindow, page: BespokePage) -> None:
        use(window, page, "lists", "2")
        assert prices(page)[0][2] == "ne le propose pas : Écrire à tous vos membres"

    def test_a_commitment_changes_the_prices(self, window: MainWindow, page: BespokePage) -> None:
        page.form.term_field.control.setFocus()
        press(window, Qt.Key.Key_Down)
        assert page.usage.months == 12
        assert [price for _name, price, _remark in prices(page)] == ["10,00 €", "20,83 €", "50,00 €"]
        assert dict(page.lines.facts.told)["Économie"] == "24\u00a0€ (17 %)"

    def test_the_cursor_chooses_which_offer_is_told_line_by_line(self, window: MainWindow, page: BespokePage) -> None:
        page.prices.setFocus()
        press(window, Qt.Key.Key_Down)
        assert plain(page.lines.title.text()) == "Active, ligne par ligne"
        use(window, page, "users", "30")
        assert plain(page.lines.title.text()) == "Active, ligne par ligne"
        page.prices.setFocus()
        press(window, Qt.Key.Key_Up)  # back on the cheapest, which is followed from now on
        use(window, page, "users", "140")
        assert plain(page.lines.title.text()) == "Fédération, ligne par ligne"

    def test_an_unknown_price_is_said(self, window: MainWindow, tmp_path: Path) -> None:
        project = without_profiles()
        first = project.offers[0]
        quoted = evolve(first, rates=(evolve(first.rates[0], charge=OnQuote()),))
        page = open_project(window, tmp_path, evolve(project, offers=(quoted, *project.offers[1:])))
        assert prices(page)[0] == ("Essentielle", "sur devis", "Essentielle")
        assert prices(page)[1][2] == "la moins chère"

    def test_prices_follow_the_side_that_the_window_shows(self, window: MainWindow, tmp_path: Path) -> None:
        project = without_profiles()
        vat = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
        page = open_project(window, tmp_path, evolve(project, structure=evolve(project.structure, vat=vat)))
        assert prices(page)[0][1] == "12,00 €"
        window.workspace.shown_side.choose("ht")
        settle(window)
        assert prices(page)[0][1] == "10,00 €"
        assert plain(page.lines.total.text()) == "Par mois, HT : 10,00 €"

    def test_another_price_list_is_chosen(self, window: MainWindow, tmp_path: Path) -> None:
        lists = (PriceList(id="low", name="Solidaire", percent_off=Decimal(50)),)
        page = open_project(window, tmp_path, evolve(without_profiles(), price_lists=lists))
        page.form.list_field.control.setFocus()
        press(window, Qt.Key.Key_Down)
        assert prices(page)[0][1] == "6,00 €"

    def test_prices_are_computed_by_the_worker(
        self, window: MainWindow, page: BespokePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        threads: list[str] = []
        compute = PricesJob.__call__

        def spied(job: PricesJob) -> object:
            threads.append(threading.current_thread().name)
            return compute(job)

        monkeypatch.setattr(PricesJob, "__call__", spied)
        use(window, page, "users", "25")
        assert threads and all(name.startswith("offerdesigner-live") for name in threads)

    def test_steady_typing_drops_what_is_stale(
        self, window: MainWindow, page: BespokePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Decimal] = []
        compute = PricesJob.__call__

        def spied(job: PricesJob) -> object:
            asked.append(job.asked.need.usage["users"])
            return compute(job)

        monkeypatch.setattr(PricesJob, "__call__", spied)
        control = page.form.rows["users"].field.control
        control.setFocus()
        control.selectAll()
        QTest.keyClicks(control, "123")
        settle(window)
        assert asked[-1] == 123 and len(asked) <= 3
        assert page.prices.cells.rows and prices(page)[2][1] == "75,00 €"

    def test_a_change_of_the_project_changes_the_prices(self, window: MainWindow, page: BespokePage) -> None:
        assert window.document is not None
        rate = window.document.project.offers[0].rates[0]
        window.document.apply(set_value(f"offers/essentielle/rates/{rate.id}/charge/amount", Decimal(9), "prix"))
        settle(window)
        assert prices(page)[0][1] == "9,00 €"


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
        assert plain(page.zones.words.text()).endswith("Fédération dès 81. Essentielle ne le propose pas.")

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


class TestOffer:
    def choose(self, window: MainWindow, page: BespokePage, words: str) -> None:
        """Choose in the menu of « En faire une offre »."""
        menu = page.form.offer_button.menu()
        next(action for action in menu.actions() if action.text() == words).trigger()
        settle(window)

    def test_an_offer_is_made_of_the_usage_in_one_step(self, window: MainWindow, page: BespokePage) -> None:
        assert window.document is not None
        use(window, page, "users", "18")
        use(window, page, "storage", "80")
        self.choose(window, page, "Au prix calculé")
        made = window.document.project.offers[1]
        assert (made.name, made.range) == ("Pour 18 personnes", "associations")
        assert [rate.charge.amount for rate in made.rates] == [21]  # type: ignore[union-attr]
        assert window.workspace.page is not page
        press(window, Qt.Key.Key_Z, CTRL)
        assert len(window.document.project.offers) == 3

    def test_an_offer_is_made_on_quote(self, window: MainWindow, page: BespokePage) -> None:
        assert window.document is not None
        self.choose(window, page, "Sur devis")
        assert [rate.charge for rate in window.document.project.offers[1].rates] == [OnQuote()]


class TestRoom:
    def test_another_range_is_compared(self, window: MainWindow, tmp_path: Path) -> None:
        project = without_profiles()
        families = evolve(project.offers[0], id="famille", name="Famille", range="familles", inherits=None)
        project = evolve(
            project,
            ranges=(*project.ranges, Range(id="familles", name="Familles"), Range(id="vide", name="Vide")),
            offers=(*project.offers, families),
        )
        page = open_project(window, tmp_path, project)
        assert page.tabs.isVisible()
        page.tabs.setFocus()
        press(window, Qt.Key.Key_Right)
        assert [name for name, _price, _remark in prices(page)] == ["Famille"]
        assert prices(page)[0][2] == ""
        assert "deuxième offre" in page.zones.chart.missing
        press(window, Qt.Key.Key_Right)
        assert page.empty.isVisible() and not page.form.offer_button.isEnabled()
        page.empty.create_button.click()
        settle(window)
        assert window.workspace.page is not page

    def test_without_anything_counted_it_says_what_is_missing(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, open_copy("paquerette"))
        assert page.curve.chart.missing and page.zones.chart.missing
        assert not page.curve.buttons.copy_button.isEnabled()
        assert prices(page)

    def test_with_one_quantity_there_is_a_curve_and_no_map(self, window: MainWindow, tmp_path: Path) -> None:
        project = open_copy("trois-niveaux")
        for metric in project.metrics[1:]:
            project = remove(f"metrics/{metric.id}", "").apply(project)
        page = open_project(window, tmp_path, project)
        assert page.curve.chart.chart is not None
        assert "deux quantités" in page.zones.chart.missing

    def test_a_blank_project_says_where_to_begin(self, window: MainWindow, tmp_path: Path) -> None:
        page = open_project(window, tmp_path, Project(ranges=(Range(id="r", name="Gamme"),)))
        assert page.empty.isVisible()
        assert window.document is not None
        window.document.apply(insert("offers", Offer(id="o", range="r", name="Une"), "ajouter"))
        settle(window)
        assert not page.empty.isVisible() and prices(page) == [("Une", "sur devis", "Une")]

    def test_names_that_look_like_mark_up_are_shown_as_they_are(self, window: MainWindow, tmp_path: Path) -> None:
        project = without_profiles()
        hostile = "<b>Tout</b> & rien"
        project = evolve(
            project,
            services=tuple(
                evolve(service, need=hostile) if service.id == "files" else service for service in project.services
            ),
            metrics=(evolve(project.metrics[0], name=hostile), *project.metrics[1:]),
            offers=(evolve(project.offers[0], name=hostile), *project.offers[1:]),
        )
        page = open_project(window, tmp_path, project)
        assert prices(page)[0][0] == hostile
        assert page.form.needs.ticks["files"].text().replace("&&", "&") == hostile
        assert page.lines.title.text() == f"{hostile}, ligne par ligne"

    def test_where_there_is_little_room_the_usage_folds(self, window: MainWindow, page: BespokePage) -> None:
        window.resize(*MINIMUM)
        settle(window)
        assert page.form.isVisible() and page.prices.isVisible()
        window.workspace.docks.open_side()
        settle(window)
        assert page.form.isVisible(), "what lies over the page takes no room from it"
        sizes = {action.data(): action for action in window.actions_by_key.text_sizes.actions()}
        sizes[160].trigger()
        settle(window)
        page = in_front(window)
        assert not page.form.isVisible() and page.usage_button.isVisible()
        page.usage_button.setFocus()
        press(window, Qt.Key.Key_Space)
        assert page.form.isVisible() and not page.prices.isVisible()
        sizes[100].trigger()
        settle(window)
        page = in_front(window)
        assert page.form.isVisible() and page.prices.isVisible()

    def test_nothing_is_cut_at_the_side(self, window: MainWindow, page: BespokePage) -> None:
        for width in (1440, 1024):
            window.resize(width, 700)
            settle(window)
            for area in (page.form.area, page.area):
                inner = area.widget()
                assert inner is not None and inner.width() <= area.viewport().width()

    def test_the_keyboard_walks_as_one_reads(self, window: MainWindow, page: BespokePage) -> None:
        page.form.rows["users"].field.control.setFocus()
        walked: list[QWidget | None] = []
        for _press in range(60):
            walked.append(QApplication.focusWidget())
            press(window, Qt.Key.Key_Tab)
        wanted = (
            page.form.rows["users"].slider,
            page.form.rows["storage"].field.control,
            page.form.needs.ticks["files"],
            page.form.term_field.control,
            page.form.offer_button,
            page.prices,
            page.lines.table,
            page.curve.metric_field.control,
        )
        places = [walked.index(widget) for widget in wanted]
        assert places == sorted(places)

    def test_the_usage_outlives_the_page(self, window: MainWindow, page: BespokePage) -> None:
        use(window, page, "users", "18")
        window.workspace.lay_out_again()
        settle(window)
        again = window.workspace.page
        assert isinstance(again, BespokePage) and again is not page
        assert again.form.rows["users"].field.value == 18
