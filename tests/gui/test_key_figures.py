"""The bar of key figures: what it says, what changed since opening, where its figures lead; scenario and room."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.forecast.edits import follow
from offerdesigner.app.editors.forecast.page import ForecastPage
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.figures import figures_of
from offerdesigner.app.panels import key_cells
from offerdesigner.app.panels.key_figures import KeyFigures
from offerdesigner.app.panels.key_words import key_view
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from offerdesigner.storage.files import save
from tests.economics.hosts import cost, host
from tests.gui.scripted import press, press_page, settle
from tests.plain import plain
from tests.strategies import projects

LEFT = Qt.MouseButton.LeftButton


def shown(window: MainWindow, folder: Path, project: Project) -> KeyFigures:
    path = folder / "hebergeur.offre"
    save(project, path, None)
    window.filing.open_path(path)
    settle(window)
    assert window.figures is not None
    return window.figures


@pytest.fixture
def bar(window: MainWindow, tmp_path) -> KeyFigures:
    return shown(window, tmp_path, host())


def change(window: MainWindow, address: str, value: object) -> None:
    window.workspace.document.apply(set_value(address, value, "changer"))
    settle(window)


class TestWords:
    def test_the_figures_of_the_host(self):
        view = key_view(host())
        assert plain(view.threshold.text) == "50 clients"
        assert (plain(view.to_find.title), view.to_find.text) == ("Clients à trouver (30 aujourd'hui)", "20")
        assert plain(view.to_find.detail) == "= 12 Essentielle + 6 Active + 2 Fédération"
        assert [plain(one.text) for one in view.margins] == ["9,10 €", "22,90 €", "50,70 €"]
        assert view.aim is not None
        assert (plain(view.aim.title), plain(view.aim.text)) == ("Objectif : 60 clients fin 2028", "30 / 60")
        assert plain(view.aim.words) == "à 2 nouveaux clients par mois : seuil en sept. 2027, objectif en févr. 2028"

    def test_without_a_sale_each_figure_says_what_is_missing(self):
        view = key_view(evolve(host(), sales=(), scenarios=(), plan={}))
        assert view.threshold.text == "—" and "dites à qui vous vendez" in plain(view.threshold.why)
        assert view.to_find.text == "—" and view.aim is None and view.scenarios == ()

    def test_a_price_on_quote_has_no_margin(self):
        first, *others = host().offers
        offers = (evolve(first, rates=(RateCard(id="price", charge=OnQuote()),)), *others)
        margin = key_view(evolve(host(), offers=offers)).margins[0]
        assert margin.text == "—" and margin.value is None and "sur devis" in margin.why

    @settings(max_examples=25, deadline=None)
    @given(projects(economy=True))
    def test_whatever_the_project_every_figure_has_words(self, project: Project):
        view = key_view(project)
        for figure in (view.threshold, view.to_find, *view.margins):
            assert figure.title and figure.text and (figure.value is not None or figure.why)
        if view.aim is not None:
            assert 0 <= view.aim.reached <= 1 and view.aim.text


class TestBar:
    def test_it_is_in_sight_on_every_page(self, window, bar):
        assert bar.isVisible() and plain(bar.threshold.value.text()) == "50 clients"
        for root in ("costs", "market", "offers", "sales", "partners"):
            press_page(window, root)
            assert bar.isVisible()
        assert bar.threshold.accessibleName().startswith("Seuil de rentabilité")
        assert "50" in bar.threshold.accessibleName()

    def test_it_takes_no_room_while_there_is_no_cost(self, window, tmp_path):
        bar = shown(window, tmp_path, evolve(host(), costs=()))
        assert not bar.isVisible()
        change(window, "costs", (cost("bank", "9"),))
        assert bar.isVisible()
        window.workspace.document.undo()
        settle(window)
        assert not bar.isVisible()

    def test_a_change_says_how_far_one_is_from_the_opening(self, window, bar):
        assert bar.threshold.note.text() == ""
        change(window, "offers/essentielle/rates/price/charge/amount", "9")
        assert plain(bar.threshold.note.text()) == "▲ 3 depuis l'ouverture (50)"
        assert plain(bar.margins.notes[0].text()) == "▼ 1,00 €"
        assert bar.threshold.note.property("tone") == bar.margins.notes[0].property("tone") == "warning"
        change(window, "offers/essentielle/rates/price/charge/amount", "11")
        assert plain(bar.threshold.note.text()).startswith("▼")
        assert bar.threshold.note.property("tone") == bar.margins.notes[0].property("tone") == "ok"
        change(window, "offers/essentielle/rates/price/charge/amount", "10")
        assert bar.threshold.note.text() == bar.margins.notes[0].text() == ""

    def test_a_figure_that_changes_is_bold_for_a_moment(self, qtbot, window, bar, monkeypatch):
        value = bar.threshold.value
        assert not value.font().bold() and value.font().weight() < value.font().Weight.DemiBold
        value._timer.setInterval(20)
        change(window, "offers/essentielle/rates/price/charge/amount", "9")
        assert plain(value.text()) == "53 clients"
        qtbot.waitUntil(lambda: value.font().weight() < value.font().Weight.DemiBold)
        value._timer.setInterval(key_cells.CHANGED_MS)
        change(window, "offers/essentielle/rates/price/charge/amount", "10")
        assert value.font().weight() == value.font().Weight.DemiBold
        assert bar.aim.value.font().weight() < value.font().Weight.DemiBold

    def test_figures_that_are_late_say_so_until_they_come(self, window, bar):
        assert not bar.late.isActive()
        window.workspace.document.apply(set_value("sales/active/clients", 19, "changer"))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        assert bar.late.isActive()
        bar.late.timeout.emit()
        assert bar.threshold.title.text() == "Calcul en cours…"
        settle(window)
        assert bar.threshold.title.text() == "Seuil de rentabilité"
        assert not bar.late.isActive()

    def test_what_is_to_find_is_explained_under_it_where_it_is_no_difference(self, window, bar):
        assert bar.to_find.note.text() == ""
        window.workspace.document.apply(follow("prudent"))
        settle(window)
        assert "il en manque 29, et non 45" in plain(bar.to_find.toolTip())

    def test_another_document_begins_anew(self, window, bar, tmp_path, prompts):
        change(window, "offers/essentielle/rates/price/charge/amount", "9")
        prompts.answers = ["drop"]
        (tmp_path / "autre").mkdir()
        bar = shown(window, tmp_path / "autre", host())
        assert bar.threshold.note.text() == ""
        assert bar.threshold.value.font().weight() < bar.font().Weight.DemiBold

    @pytest.mark.parametrize(
        ("cell", "page"),
        [("threshold", CostsPage), ("to_find", ForecastPage), ("margins", OffersPage), ("aim", ForecastPage)],
    )
    def test_a_figure_leads_to_its_page(self, window, bar, cell, page):
        press_page(window, "structure")
        QTest.mouseClick(getattr(bar, cell), LEFT)
        settle(window)
        assert isinstance(window.workspace.page, page)
        assert window.workspace.page.isAncestorOf(window.focusWidget())

    def test_the_keyboard_reaches_the_figures(self, window, bar):
        bar.aim.setFocus(Qt.FocusReason.TabFocusReason)
        press(window, Qt.Key.Key_Space)
        assert window.focusWidget().accessibleName() == "Objectif de clients"

    def test_another_scenario_is_followed_and_can_be_undone(self, window, bar):
        bar.scenario.control.setFocus()
        press(window, Qt.Key.Key_Up)
        document = window.workspace.document
        assert document.project.plan.scenario == "prudent"
        assert plain(bar.threshold.value.text()) == "75 clients"
        assert document.undo_label == "suivre un scénario"
        document.undo()
        settle(window)
        assert bar.scenario.value == "realistic" and plain(bar.threshold.value.text()) == "50 clients"

    def test_without_a_scenario_there_is_none_to_choose(self, window, tmp_path):
        bar = shown(window, tmp_path, evolve(host(), scenarios=(), plan={}))
        assert not bar.scenario.isVisible() and bar.threshold.isVisible()
        assert plain(bar.aim.value.text()) == "Se donner un objectif…"

    def test_a_small_window_keeps_one_line_of_figures(self, window, bar):
        tall = bar.height()
        window.resize(1024, 600)
        settle(window)
        assert bar.isVisible() and bar.height() < tall
        assert not bar.threshold.note.isVisible() and bar.threshold.value.isVisible()
        assert bar._row.minimumSize().width() <= window.width() == 1024

    def test_the_sheet_comes_first(self, window, bar):
        order: list[str] = []
        window.live.drawn.connect(lambda _drawing: order.append("sheet"))
        bar._latest.finished.connect(lambda _answer: order.append("figures"))
        change(window, "offers/essentielle/rates/price/charge/amount", "9")
        assert order[0] == "sheet" and order[-1] == "figures"

    def test_where_nobody_sees_the_sheet_the_figures_come_first(self, window, bar):
        press_page(window, "costs")
        assert not window.workspace.preview.isVisible()
        order: list[str] = []
        window.live.drawn.connect(lambda _drawing: order.append("sheet"))
        window.live.checked.connect(lambda _report: order.append("checks"))
        bar._latest.finished.connect(lambda _answer: order.append("figures"))
        change(window, "offers/essentielle/rates/price/charge/amount", "9")
        assert order[0] == "figures" and {"sheet", "checks"} <= set(order)

    def test_what_has_no_figure_is_not_computed_again(self, window, bar):
        before = figures_of(window.workspace.document.project)
        change(window, "conditions", "Paiement à réception.")
        assert figures_of(window.workspace.document.project) is before

    def test_hostile_names_are_plain_text(self, window, tmp_path):
        first, *others = host().offers
        bar = shown(window, tmp_path, evolve(host(), offers=(evolve(first, name="<b>& gras</b>"), *others)))
        assert bar.margins.names[0].text() == "<b>& gras</b>"
        assert bar.margins.names[0].textFormat() == Qt.TextFormat.PlainText
        assert "&lt;b&gt;" in bar.margins.toolTip()

    def test_the_start_centre_has_no_figures(self, window, bar, prompts):
        prompts.answers = ["drop"]
        window.filing.close()
        QApplication.processEvents()
        assert not bar.isVisible()
