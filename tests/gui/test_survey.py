"""The tab « Prix psychologique », with real keys and clicks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QTabBar

from offerdesigner.app.document import Document
from offerdesigner.app.editors.survey.page import SurveyTab
from offerdesigner.app.live import Live
from offerdesigner.app.window import MainWindow
from offerdesigner.model.address import get
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.edits import set_value
from offerdesigner.model.project import Project
from offerdesigner.model.research import Convention, SurveyMethod
from offerdesigner.render.charts.shapes import Dot
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.gui.scripted import settle
from tests.gui.showing import show
from tests.plain import plain
from tests.storage.workbooks import ods
from tests.strategies import projects

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
ACTIVE = "offers/active/rates/price/charge/amount"


def example(**changes) -> Project:
    return evolve(open_copy("nuage-commun"), **changes)


@pytest.fixture
def document() -> Document:
    return Document(example())


@pytest.fixture
def tab(qtbot, document) -> SurveyTab:
    return show(qtbot, SurveyTab(document), height=800)


def keys(qtbot, *pressed: str | Key) -> None:
    """Press keys, each where the keyboard is by then: the first letter opens the cell that the others go to."""
    for one in pressed:
        for key in one if isinstance(one, str) else (one,):
            (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(QApplication.focusWidget(), key)


def copied(text: str) -> None:
    QApplication.clipboard().setText(text)


def choose(qtbot, field, words: str) -> None:
    """Choose in a list of choices, by its keys."""
    combo: QComboBox = field.control
    combo.setFocus()
    place = [combo.itemText(place) for place in range(combo.count())].index(words)
    qtbot.keyClick(combo, Key.Key_Home)
    for _step in range(place):
        qtbot.keyClick(combo, Key.Key_Down)
    combo.activated.emit(combo.currentIndex())


def revenue_rows(tab: SurveyTab) -> list[tuple[str, ...]]:
    return [tuple(map(plain, row)) for row in tab.result.table.values.lines]


def prices(document: Document) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(one.too_cheap, one.too_expensive) for one in document.project.surveys[0].answers]


class TestResult:
    def test_the_sample_says_the_best_price_and_the_revenue_of_each(self, tab):
        assert plain(tab.result.sentence.text()) == (
            "À 25 €, 19 personnes sur 24 acceptent et la recette est la plus forte. "
            "Le prix le plus accepté est 20 € (20 sur 24)."
        )
        rows = revenue_rows(tab)
        assert rows[0] == ("Prix", "Acceptent", "", "Recette")
        assert ("15 €", "18 sur 24", "", "270 €") in rows
        assert ("25 € (nous)", "19 sur 24", "", "475 €") in rows
        assert ("35 €", "8 sur 24", "", "280 €") in rows
        assert "bornes comprises" in tab.result.note.text()

    def test_a_price_is_put_on_the_offer_in_one_step(self, qtbot, document, tab):
        assert not tab.result.use_button.isEnabled()  # the best price is ours already
        table = tab.result.table
        row = next(place for place, cells in enumerate(revenue_rows(tab)[1:]) if cells[0] == "20 €")
        qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.values.index(row, 0)).center())
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 20 €"
        qtbot.mouseClick(tab.result.use_button, LEFT)
        assert get(document.project, ACTIVE) == 20
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 25 €"  # the best one again
        assert plain(document.undo_label) == "mettre « Active » à 20 €"
        document.undo()
        assert get(document.project, ACTIVE) == 25
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 20 €"  # the row that was clicked

    def test_the_best_price_is_proposed_as_long_as_no_other_is_picked(self, qtbot, document, tab):
        assert plain(tab.result.use_button.text()) == "« Active » est déjà à 25 €"
        copied("\n".join(["30;30"] * 10))
        qtbot.mouseClick(tab.paste_button, LEFT)
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 30 €"
        qtbot.mouseClick(tab.result.use_button, LEFT)
        assert get(document.project, ACTIVE) == 30
        assert not tab.result.use_button.isEnabled()

    def test_a_few_people_give_a_price_too(self, qtbot):
        survey = evolve(example().surveys[0], answers=())
        document = Document(example(surveys=(survey,)))
        tab = show(qtbot, SurveyTab(document), height=800)
        assert not tab.result.use_button.isVisible()
        copied("10;30\n20;40\n15;35")
        qtbot.mouseClick(tab.paste_button, LEFT)
        assert "30 € est le plus haut de ces prix." in plain(tab.result.remarks.text())
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 30 €"
        qtbot.mouseClick(tab.result.use_button, LEFT)
        assert get(document.project, ACTIVE) == 30

    def test_a_price_by_quantity_is_not_replaced(self, qtbot, document, tab):
        price = UnitPrice(unit_price=Decimal(2))
        document.apply(set_value("offers/active/rates/price/metric", document.project.metrics[0].id, "x"))
        document.apply(set_value("offers/active/rates/price/charge", price, "x"))
        before = document.project
        qtbot.mouseClick(tab.result.use_button, LEFT)
        assert document.project is before
        assert "dépend des quantités" in tab.result.refusal.text()

    def test_another_convention_is_another_result(self, qtbot, document, tab):
        choose(qtbot, tab.convention_field, "bornes non comprises")
        assert document.project.surveys[0].convention is Convention.STRICT
        assert "bornes non comprises" in tab.result.note.text()
        assert "20 sur 24" not in plain(tab.result.sentence.text())

    def test_four_questions_have_their_points(self, qtbot, document, tab):
        copied("\n".join(["5;10;20;30"] * 16))
        choose(qtbot, tab.method_field, "Van Westendorp (4 prix)")
        assert document.project.surveys[0].method is SurveyMethod.VAN_WESTENDORP
        assert not tab.convention_field.isVisible()
        assert "24 réponses laissées de côté" in plain(tab.result.remarks.text())
        qtbot.mouseClick(tab.paste_button, LEFT)
        assert ("Prix optimal (OPP)", "de 5 € à 20 €") in revenue_rows(tab)
        assert plain(tab.result.use_button.text()) == "Mettre « Active » à 12,50 €"


class TestAnswers:
    def test_typing_goes_along_the_questions_and_on_to_the_next_person(self, qtbot):
        document = Document(example(surveys=()))
        tab = show(qtbot, SurveyTab(document), height=800)
        qtbot.mouseClick(tab.start_button, LEFT)
        assert document.project.surveys[0].offer == "essentielle"
        qtbot.mouseClick(tab.answers.stops()[1], LEFT)
        keys(qtbot, "10", Key.Key_Tab, "25,50", Key.Key_Return, "12", Key.Key_Tab, "30", Key.Key_Return)
        assert prices(document) == [(10, Decimal("25.5")), (12, 30)]
        assert "Les 2 personnes acceptent toutes de 12 € à 25,50 €." in plain(tab.result.sentence.text())

    def test_the_row_of_the_next_person_is_none_until_something_is_typed(self, qtbot, document, tab):
        before = document.project
        qtbot.mouseClick(tab.answers.stops()[1], LEFT)
        assert tab.answers.model.rowCount() == 25
        keys(qtbot, Key.Key_Escape, Key.Key_Up)
        qtbot.waitUntil(lambda: tab.answers.model.rowCount() == 24)
        qtbot.mouseClick(tab.answers.stops()[1], LEFT)
        assert tab.answers.model.rowCount() == 25
        tab.fields["name"].setFocus()
        assert tab.answers.model.rowCount() == 24
        assert document.project is before

    def test_an_answer_that_is_begun_is_one_step_back(self, qtbot, document, tab):
        before = document.project
        qtbot.mouseClick(tab.answers.stops()[1], LEFT)
        keys(qtbot, "11", Key.Key_Return)
        assert prices(document)[24:] == [(11, None)]
        keys(qtbot, Key.Key_Escape, Key.Key_Delete)
        assert tab.answers.model.rowCount() == 25
        document.undo()
        assert document.project is before
        assert tab.answers.model.rowCount() == 24

    def test_what_is_no_price_is_refused_in_a_sentence(self, qtbot, document, tab):
        said = []
        document.refused.connect(said.append)
        tab.go_to("surveys/salon-2026/answers/a01/too_cheap")
        keys(qtbot, "1.234", Key.Key_Return)
        assert prices(document)[0] == (10, 15)
        assert "écrivez-le sans point" in said[0]

    def test_a_contradiction_is_marked_on_its_row_and_counted_apart(self, qtbot, document, tab):
        tab.go_to("surveys/salon-2026/answers/a01/too_cheap")
        keys(qtbot, "50", Key.Key_Return)
        model = tab.answers.model
        assert model.index(0, 2).data() == "prix à revoir"
        assert model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
        assert model.index(1, 0).data(Qt.ItemDataRole.BackgroundRole) is None
        assert "1 réponse laissée de côté" in plain(tab.result.remarks.text())
        assert "sur 23" in plain(tab.result.sentence.text())

    def test_lines_are_pasted_in_one_step(self, qtbot, document, tab):
        copied("10;20\n12,5;30\n")
        tab.go_to("surveys/salon-2026/answers")
        qtbot.keyClick(tab.answers.view, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert prices(document)[24:] == [(10, 20), (Decimal("12.5"), 30)]
        assert document.undo_label == "ajouter 2 réponses"
        document.undo()
        assert len(prices(document)) == 24

    def test_a_paste_that_is_not_understood_changes_nothing_and_says_where(self, qtbot, document, tab):
        before = document.project
        copied("10;20\n12;cher\n")
        qtbot.mouseClick(tab.paste_button, LEFT)
        assert document.project is before
        assert "Ligne 2, « Trop cher »" in plain(tab.refusal.text())
        assert tab.refusal.isVisible()

    def test_a_row_is_removed_by_its_key(self, qtbot, document, tab):
        tab.go_to("surveys/salon-2026/answers/a03")
        qtbot.keyClick(tab.answers.view, Key.Key_Delete)
        assert [one.id for one in document.project.surveys[0].answers][:3] == ["a01", "a02", "a04"]

    def test_a_file_is_imported_by_the_worker(self, qtbot, document, tab, tmp_path):
        live = Live()
        tab.work_with(live)
        path = tmp_path / "reponses.ods"
        path.write_bytes(ods({"Feuille": [["Mini", "Maxi"], [Decimal(10), Decimal(20)]]}))
        qtbot.mouseClick(tab.import_button, LEFT)
        dialog = tab.findChild(QFileDialog)
        dialog.selectFile(str(path))
        dialog.accept()
        qtbot.waitUntil(lambda: len(prices(document)) == 25)
        assert prices(document)[24] == (10, 20)
        path.write_bytes(b"10;1.234\n")
        tab.import_file(path)
        qtbot.waitUntil(lambda: bool(tab.refusal.text()))
        assert "écrivez-le sans point" in tab.refusal.text()
        live.close()


def test_the_names_of_the_questions_stand_on_two_lines(tab):
    names = [tab.answers.model.headerData(place, Qt.Orientation.Horizontal) for place in range(3)]
    assert names == ["Trop bon\nmarché", "Trop\ncher", "Remarque"]


class TestSurveys:
    def test_a_second_survey_is_about_another_offer_and_is_shown(self, qtbot, document, tab):
        qtbot.mouseClick(tab.add_button, LEFT)
        assert [one.offer for one in document.project.surveys] == ["active", "essentielle"]
        keys(qtbot, "Membres")
        assert document.project.surveys[1].name == "Membres"
        assert "Pas encore de réponse" in tab.result.sentence.text()
        choose(qtbot, tab.survey_field, "Salon des associations")
        assert "19 personnes sur 24" in plain(tab.result.sentence.text())

    def test_the_last_one_removed_leaves_how_to_begin_and_takes_the_chart_away(self, qtbot, document, tab):
        changes = []
        tab.beside_changed.connect(lambda: changes.append(tab.beside))
        qtbot.mouseClick(tab.remove_button, LEFT)
        assert document.project.surveys == ()
        assert tab.start_button.isVisible()
        document.undo()
        assert tab.answers.isVisible()
        assert changes == [None, tab.panel]

    def test_what_changes_while_it_is_out_of_sight_is_shown_when_it_comes_back(self, qtbot, document, tab):
        tab.hide()
        document.apply(set_value(ACTIVE, Decimal(30), "x"))
        tab.show()
        assert "30 € (nous)" in [row[0] for row in revenue_rows(tab)]

    def test_few_people_are_dots_without_curves(self, qtbot):
        project = open_copy("nuage-commun")
        survey = project.surveys[0]
        document = Document(evolve(project, surveys=(evolve(survey, answers=survey.answers[:6]),)))
        tab = show(qtbot, SurveyTab(document), height=800)
        assert not tab.result.table.isVisible()
        assert "sans courbe" in tab.result.remarks.text()
        tab.panel.chart.resize(380, 300)
        assert len([shape for shape in tab.panel.chart.shapes() if isinstance(shape, Dot)]) == 12

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
    @given(project=projects(economy=True))
    def test_any_project_is_shown_and_every_survey_can_be_gone_to(self, qtbot, project):
        tab = SurveyTab(Document(project))
        qtbot.addWidget(tab)
        for survey in project.surveys:
            assert tab.go_to(f"surveys/{survey.id}/name")
            assert tab.result.sentence.text()
        tab.deleteLater()


class TestWindow:
    @pytest.fixture(autouse=True)
    def opened(self, window: MainWindow, tmp_path) -> None:
        path = tmp_path / "nuage.offre"
        save(example(), path, None)
        window.filing.open_path(path)
        settle(window)

    def test_the_chart_stands_beside_its_tab_and_its_table_is_copied(self, qtbot, window):
        window.workspace.go_to("surveys/salon-2026/answers/a02/too_expensive")
        settle(window)
        tab = window.workspace.page.tab
        assert isinstance(tab, SurveyTab)
        assert window.workspace.side.currentWidget() is tab.panel
        assert plain(tab.panel.words.text()).startswith("À 25 €, 19 personnes sur 24 acceptent")
        qtbot.mouseClick(tab.panel.buttons.copy_button, LEFT)
        assert plain(QApplication.clipboard().text()).splitlines()[5] == "25 €\t19 sur 24\t0\t5\t475 €"

    def test_the_picture_of_the_chart_is_saved_with_its_words(self, window, prompts, tmp_path):
        window.workspace.go_to("surveys/salon-2026/answers")
        settle(window)
        prompts.to_write = [tmp_path / "prix.svg"]
        QTest.mouseClick(window.workspace.page.tab.panel.buttons.picture_button, LEFT)
        settle(window)
        assert "plancher" in (tmp_path / "prix.svg").read_text("utf-8")

    def test_many_answers_are_counted_by_the_worker(self, window, tmp_path):
        survey = example().surveys[0]
        many = tuple(evolve(one, id=f"{one.id}-{lot}") for lot in range(10) for one in survey.answers)
        path = tmp_path / "many.offre"
        save(example(surveys=(evolve(survey, answers=many),)), path, None)
        window.filing.open_path(path)
        settle(window)
        window.workspace.go_to("surveys/salon-2026/answers")
        settle(window)
        tab = window.workspace.page.tab
        assert plain(tab.result.sentence.text()).startswith("À 25 €, 190 personnes sur 240 acceptent")
        tab.document.apply(set_value("surveys/salon-2026/answers", many[:216], "x"))
        assert "sur 240" in plain(tab.result.sentence.text())
        settle(window)
        assert plain(tab.result.sentence.text()).startswith("À 25 €, 171 personnes sur 216 acceptent")
        tab.document.apply(set_value("surveys/salon-2026/answers", many, "x"))
        tab.document.apply(set_value("surveys/salon-2026/answers", survey.answers, "x"))
        settle(window)
        assert plain(tab.result.sentence.text()).startswith("À 25 €, 19 personnes sur 24 acceptent")

    def test_the_tab_is_reached_by_a_click(self, window):
        window.workspace.go_to("market/offer")
        settle(window)
        tabs: QTabBar = window.workspace.page.tabs
        place = [tabs.tabText(place) for place in range(tabs.count())].index("Prix psychologique")
        QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(place).center())
        settle(window)
        assert isinstance(window.workspace.page.tab, SurveyTab)


def test_a_price_without_tax_gets_what_people_pay(qtbot):
    project = open_copy("nuage-commun")
    vat = evolve(project.structure.vat, kind="standard", rate=Decimal(20))
    active = next(offer for offer in project.offers if offer.id == "active")
    rates = (evolve(active.rates[0], tax="ht", charge=FlatPrice(amount=Decimal(10))),)
    offers = tuple(evolve(offer, rates=rates) if offer is active else offer for offer in project.offers)
    document = Document(evolve(project, structure=evolve(project.structure, vat=vat), offers=offers))
    tab = show(qtbot, SurveyTab(document), height=800)
    assert "À notre prix, 12 €" in plain(tab.result.remarks.text())
    qtbot.mouseClick(tab.result.use_button, LEFT)
    assert get(document.project, ACTIVE) == Decimal("20.83")
