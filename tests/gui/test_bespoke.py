"""« Sur mesure » under real keys: prices for a usage, offers made of it, and the room it takes."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat, VatKind
from offerdesigner.storage.examples import open_copy
from tests.gui.bespoke_page import here, in_front, lines, open_project, prices, tick, use, without_profiles
from tests.gui.scripted import CTRL, press, settle
from tests.plain import plain


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> BespokePage:
    """Ten people with 50 Go and five addresses, month by month."""
    return open_project(window, tmp_path, without_profiles())


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
            ("Essentielle", "—", "il y manque : Se réunir à distance"),
            ("Active", "25,00 €", "la moins chère"),
        ]
        tick(window, page, "meetings")
        assert prices(page)[0][1] == "12,00 €"

    def test_what_is_counted_and_not_given_excludes_offers_too(self, window: MainWindow, page: BespokePage) -> None:
        use(window, page, "lists", "2")
        assert prices(page)[0][2] == "il y manque : Écrire à tous vos membres"

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
