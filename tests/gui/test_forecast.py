"""The page « Prévisions », with real keys and clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView

from offerdesigner.app.document import Document
from offerdesigner.app.editors.forecast.page import ForecastPage
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import duplicate, remove, set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.forecast import Certainty, RevenueKind, SpreadKey
from offerdesigner.model.project import Project
from offerdesigner.storage.files import read, save
from tests.economics.hosts import host
from tests.gui.scripted import CTRL, press, press_page, settle
from tests.gui.showing import show
from tests.plain import plain

LEFT = Qt.MouseButton.LeftButton
OFFER, CLIENTS = 0, 1


@pytest.fixture
def document() -> Document:
    return Document(host())


def bare() -> Project:
    return evolve(host(), sales=(), scenarios=(), revenues=(), plan={})


@pytest.fixture
def page(qtbot, document):
    return show(qtbot, ForecastPage(document))


def headings(view: QTableView) -> list[str]:
    model = view.model()
    return [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]


def shares(page: ForecastPage, scenario: str) -> list[str]:
    model, column = page.clients.model, headings(page.clients.view).index(scenario)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def type_cell(qtbot, table, address: str, typed: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Go to a cell and type over it."""
    assert table.go_to(address)
    table.view.setFocus()
    qtbot.keyClicks(table.view, typed[0])
    editor = table.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, typed[1:])
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: not table.view.viewport().findChildren(QLineEdit))


def choose_cell(qtbot, table, address: str, letters: str) -> None:
    """Go to a cell of choices and choose by the first letters."""
    assert table.go_to(address)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.keyClicks(table.view.viewport().findChild(QComboBox), letters)
    qtbot.waitUntil(lambda: not table.view.viewport().findChildren(QComboBox))


def type_field(qtbot, field, typed: str) -> None:
    qtbot.mouseClick(field.control, LEFT)
    field.control.selectAll()
    qtbot.keyClicks(field.control, typed)


class TestClients:
    def test_there_is_one_column_for_each_scenario(self, page):
        assert headings(page.clients.view)[-3:] == ["prudent", "realistic", "ambitious"]
        assert shares(page, "prudent") == ["8", "2", "—"]

    def test_clients_of_today_are_typed(self, qtbot, page, document):
        type_cell(qtbot, page.clients, "sales/active/clients", "12")
        assert [sale.clients for sale in document.project.sales] == [18, 12, 3]
        document.undo()
        assert document.project == host()

    def test_a_share_is_typed_in_its_scenario_and_taken_back(self, qtbot, page, document):
        assert page.clients.go_to("scenarios/realistic/mix/active")
        assert page.clients.view.currentIndex().data() == "3"
        for typed, held in (("4", ["6", "4", "1"]), ("0", ["6", "—", "1"])):
            type_cell(qtbot, page.clients, "scenarios/realistic/mix/active", typed)
            assert shares(page, "realistic") == held
        realistic = document.project.scenarios[1]
        assert [item.sale for item in realistic.mix] == ["essentielle", "federation"]
        assert document.undo_label == "répartir les nouveaux clients"
        document.undo()
        assert document.project == host()

    def test_a_share_that_is_none_is_refused_with_a_sentence(self, qtbot, page, document):
        assert page.clients.go_to("scenarios/realistic/mix/active")
        for typed in ("beaucoup", "-3"):
            with qtbot.waitSignal(document.refused) as told:
                page.clients.model.setData(page.clients.view.currentIndex(), typed)
            assert told.args[0].endswith(".")
        assert document.project == host()

    def test_without_shares_the_clients_of_today_are_the_mix(self, qtbot, page, document):
        document.apply(set_value("scenarios/prudent/mix", (), "vider"))
        assert shares(page, "prudent") == ["(18)", "(9)", "(3)"]
        type_cell(qtbot, page.clients, "scenarios/prudent/mix", "5")
        assert shares(page, "prudent") == ["5", "—", "—"]

    def test_columns_follow_the_scenarios_and_the_cursor_stays(self, page, document):
        assert page.clients.go_to("scenarios/ambitious/mix/federation")
        document.apply(remove("scenarios/prudent", "retirer"))
        assert headings(page.clients.view)[-2:] == ["realistic", "ambitious"]
        assert page.clients.view.currentIndex().data() == "1"
        document.undo()
        document.apply(duplicate("scenarios/prudent", "copie", "dupliquer", name="Copie"))
        assert headings(page.clients.view)[-4:] == ["prudent", "Copie", "realistic", "ambitious"]
        assert shares(page, "Copie") == ["8", "2", "—"] and shares(page, "ambitious") == ["5", "4", "1"]

    def test_none_yet_is_one_sentence_and_one_button(self, qtbot):
        document = Document(bare())
        page = show(qtbot, ForecastPage(document))
        assert not page.clients.view.isVisible() and not page.no_offer.isVisible()
        page.go_to("sales")
        adding = QApplication.focusWidget()
        assert adding.text() == "Ajouter des clients"
        qtbot.keyClick(adding, Qt.Key.Key_Space)
        assert [sale.offer for sale in document.project.sales] == ["essentielle"]
        document.undo()
        assert not page.clients.view.isVisible()

    def test_without_an_offer_the_way_leads_to_the_offers(self, qtbot):
        page = show(qtbot, ForecastPage(Document(Project())))
        assert page.no_offer.isVisible() and not page.clients.isVisible()
        with qtbot.waitSignal(page.address_requested) as asked:
            qtbot.mouseClick(page.no_offer, LEFT)
        assert asked.args == ["offers"]


class TestScenarios:
    def test_three_are_proposed_in_one_step_and_the_middle_one_is_followed(self, qtbot):
        document = Document(bare())
        page = show(qtbot, ForecastPage(document))
        qtbot.mouseClick(page.propose_button, LEFT)
        made = document.project.scenarios
        assert [scenario.name for scenario in made] == ["Prudent", "Réaliste", "Ambitieux"]
        assert document.project.plan.scenario == made[1].id
        assert not page.propose_button.isVisible() and page.scenarios.view.hasFocus()
        document.undo()
        assert document.project == bare() and page.propose_button.isVisible()

    def test_figures_are_typed_and_the_box_is_ticked(self, qtbot, page, document):
        type_cell(qtbot, page.scenarios, "scenarios/prudent/arrivals", "1,5")
        type_cell(qtbot, page.scenarios, "scenarios/prudent/departures", "10 %")
        assert page.scenarios.go_to("scenarios/prudent/counts_hoped")
        qtbot.keyClick(page.scenarios.view, Qt.Key.Key_Space)
        prudent = document.project.scenarios[0]
        assert (prudent.arrivals, prudent.departures, prudent.counts_hoped) == (Decimal("1.5"), 10, True)

    def test_one_is_followed_duplicated_moved_and_removed(self, qtbot, page, document):
        page.scenarios.go_to("scenarios/ambitious")
        qtbot.mouseClick(page.follow_button, LEFT)
        assert document.project.plan.scenario == "ambitious"
        assert document.undo_label == "suivre un scénario"
        page.scenarios.view.setFocus()
        qtbot.keyClick(page.scenarios.view, Qt.Key.Key_D, CTRL)
        assert len(document.project.scenarios) == 4
        qtbot.keyClick(page.scenarios.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.keyClick(page.scenarios.view, Qt.Key.Key_Delete)
        assert [one.id for one in document.project.scenarios] == ["prudent", "realistic", "ambitious"]
        page.scenarios.go_to("scenarios/ambitious")
        qtbot.keyClick(page.scenarios.view, Qt.Key.Key_Delete)
        assert document.project.plan.scenario is None

    def test_the_hypotheses_are_those_of_the_current_scenario(self, qtbot, page, document):
        assert page.go_to("scenarios/ambitious/note")
        qtbot.keyClicks(QApplication.focusWidget(), "Un collectif nous rejoint")
        assert [one.note for one in document.project.scenarios] == ["", "", "Un collectif nous rejoint"]


class TestRevenues:
    def test_a_revenue_is_added_and_filled_by_the_keyboard(self, qtbot):
        document = Document(bare())
        page = show(qtbot, ForecastPage(document))
        page.go_to("revenues")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        editor = page.revenues.view.viewport().findChild(QLineEdit)
        editor.selectAll()
        qtbot.keyClicks(editor, "Ville")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not page.revenues.view.viewport().findChildren(QLineEdit))
        address = f"revenues/{document.project.revenues[0].id}"
        type_cell(qtbot, page.revenues, f"{address}/amount", "1 200,50")
        choose_cell(qtbot, page.revenues, f"{address}/kind", "m")
        assert document.project.revenues[0].certainty is Certainty.HOPED
        choose_cell(qtbot, page.revenues, f"{address}/certainty", "c")
        choose_cell(qtbot, page.revenues, f"{address}/period_months", "p")
        type_cell(qtbot, page.revenues, f"{address}/first_month", "4")
        type_cell(qtbot, page.revenues, f"{address}/lasts_months", "12 mois")
        source = document.project.revenues[0]
        assert (source.name, source.kind, source.amount) == ("Ville", RevenueKind.SPONSORSHIP, Decimal("1200.50"))
        assert (source.certainty, source.period_months) == (Certainty.CERTAIN, 24)
        assert (source.first_month, source.lasts_months) == (4, 12)

    def test_what_lasts_all_along_says_so(self, page):
        index = page.revenues.model.index_for("revenues/gifts/lasts_months")
        assert index.data() == "tout du long"

    def test_a_wanted_share_is_typed_and_emptied(self, qtbot, page, document):
        type_field(qtbot, page.shares.fields[RevenueKind.GRANTS], "40")
        type_field(qtbot, page.shares.fields[RevenueKind.SUBSCRIPTIONS], "50")
        assert [(one.kind, one.percent) for one in document.project.wanted_shares] == [
            (RevenueKind.SUBSCRIPTIONS, 50),
            (RevenueKind.GRANTS, 40),
        ]
        field = page.shares.fields[RevenueKind.GRANTS].control
        qtbot.mouseClick(field, LEFT)
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
        assert [one.kind for one in document.project.wanted_shares] == [RevenueKind.SUBSCRIPTIONS]


class TestPlan:
    def test_the_aim_is_typed(self, qtbot, page, document):
        for address, typed in (
            ("plan/start", "1/1/2027"),
            ("plan/opening_cash", "-250,5"),
            ("plan/target_clients", "80"),
            ("plan/productive_share", "65"),
        ):
            assert page.go_to(address)
            field = QApplication.focusWidget()
            field.selectAll()
            qtbot.keyClicks(field, typed)
        plan = document.project.plan
        assert (plan.start, plan.opening_cash) == (date(2027, 1, 1), Decimal("-250.5"))
        assert (plan.target_clients, plan.productive_share) == (80, 65)

    def test_fixed_costs_are_shared_by_a_metric(self, qtbot, page, document):
        assert page.go_to("plan/spread")
        for _step in range(2):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        plan = document.project.plan
        assert (plan.spread, plan.spread_metric) == (SpreadKey.METRIC, "storage")
        document.undo()
        assert document.project == host()
        assert page.plan.spread.value == (SpreadKey.CLIENTS, None)

    def test_the_published_table_is_taken_over_changed_and_given_up(self, qtbot, page, document):
        assert not page.plan.wages.isVisible()
        qtbot.mouseClick(page.plan.copy_button, LEFT)
        points = document.project.plan.wages
        assert len(points) > 2 and page.plan.wages.view.hasFocus()
        type_cell(qtbot, page.plan.wages, f"plan/wages/{points[0].id}/cost", "1950")
        assert document.project.plan.wages[0].cost == 1950
        page.plan.wages.add()
        assert len(document.project.plan.wages) == len(points) + 1
        qtbot.mouseClick(page.plan.drop_button, LEFT)
        assert document.project.plan.wages == () and document.undo_label == "revenir au barème publié"

    def test_a_table_that_does_not_rise_is_refused(self, qtbot, page, document):
        qtbot.mouseClick(page.plan.copy_button, LEFT)
        first = document.project.plan.wages[0]
        assert page.plan.wages.go_to(f"plan/wages/{first.id}/gross")
        with qtbot.waitSignal(document.refused) as told:
            page.plan.wages.model.setData(page.plan.wages.view.currentIndex(), "9000")
        assert "du plus petit au plus grand" in told.args[0]


def test_findings_mark_cells_and_fields(page):
    about = [
        Finding("test", at, severity=Severity.WARNING, message="Cela ne va pas.")
        for at in ("sales/active/clients", "scenarios/prudent/arrivals", "plan/days")
    ]
    page.show_findings(about)
    for table, address in ((page.clients, about[0].address), (page.scenarios, about[1].address)):
        spoken = table.model.index_for(address).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "Cela ne va pas." in spoken


class TestInTheWindow:
    @pytest.fixture
    def opened(self, window: MainWindow, tmp_path) -> MainWindow:
        path = tmp_path / "hebergeur.offre"
        save(host(), path, None)
        window.filing.open_path(path)
        settle(window)
        return window

    def test_the_page_opens_by_its_key_on_the_clients(self, opened: MainWindow) -> None:
        press_page(opened, "scenarios")
        page = opened.workspace.page
        assert isinstance(page, ForecastPage)
        assert opened.focusWidget() is page.clients.view
        page.clients.go_to("sales/essentielle/clients")
        press(opened, Qt.Key.Key_F2)
        editor = page.clients.view.viewport().findChild(QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, "20")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert opened.workspace.document.project.sales[0].clients == 20

    @pytest.mark.parametrize(
        "address",
        ["sales/active", "scenarios/prudent/departures", "scenarios/prudent/note", "revenues/gifts", "plan/days"],
    )
    def test_every_address_leads_to_the_page(self, opened: MainWindow, address: str) -> None:
        press_page(opened, "offers")
        opened.workspace.go_to(address)
        settle(opened)
        assert isinstance(opened.workspace.page, ForecastPage)
        assert opened.workspace.page.isAncestorOf(opened.focusWidget())

    def test_what_is_typed_is_saved(self, opened: MainWindow, tmp_path) -> None:
        opened.workspace.go_to("plan/target_clients")
        settle(opened)
        opened.focusWidget().selectAll()
        QTest.keyClicks(opened.focusWidget(), "75")
        press(opened, Qt.Key.Key_S, CTRL)
        assert read(tmp_path / "hebergeur.offre").project.plan.target_clients == 75

    def test_the_figures_follow_what_is_typed(self, opened: MainWindow) -> None:
        press_page(opened, "scenarios")
        page = opened.workspace.page
        rows = page.side_by_side.table.cells.rows
        assert [row.cells[2].text for row in rows] == ["75", "50", "47"]
        assert plain(page.shares.real[RevenueKind.SUBSCRIPTIONS][1].text()) == "585 €"
        opened.workspace.document.apply(set_value("sales/active/clients", 19, "changer"))
        settle(opened)
        assert plain(page.shares.real[RevenueKind.SUBSCRIPTIONS][1].text()) == "835 €"
        assert opened.workspace.side.beside is page.threshold

    def test_nothing_is_computed_for_a_page_that_nobody_looks_at(self, opened: MainWindow) -> None:
        press_page(opened, "scenarios")
        page = opened.workspace.page
        press_page(opened, "offers")
        opened.workspace.document.apply(set_value("sales/active/clients", 19, "changer"))
        settle(opened)
        assert plain(page.shares.real[RevenueKind.SUBSCRIPTIONS][1].text()) == "585 €"
        press_page(opened, "scenarios")
        settle(opened)
        assert plain(page.shares.real[RevenueKind.SUBSCRIPTIONS][1].text()) == "835 €"

    def test_the_months_and_the_chart_leave_with_the_clipboard(self, opened: MainWindow) -> None:
        press_page(opened, "scenarios")
        page = opened.workspace.page
        page.months.table.setFocus()
        press(opened, Qt.Key.Key_C, CTRL)
        copied = plain(QApplication.clipboard().text()).splitlines()
        assert len(copied) == 37 and copied[0].split("\t")[0] == "Mois"
        QTest.mouseClick(page.months.till.buttons.copy_button, LEFT)
        assert plain(QApplication.clipboard().text()).splitlines()[0] == "Mois\trealistic\tprudent\tambitious"

    def test_results_wait_until_there_is_something_to_say(self, window: MainWindow, tmp_path) -> None:
        path = tmp_path / "vide.offre"
        save(evolve(bare(), costs=()), path, None)
        window.filing.open_path(path)
        settle(window)
        press_page(window, "scenarios")
        page = window.workspace.page
        assert not any(part.isVisible() for part in (page.side_by_side, page.margins, page.months))

    def test_a_price_says_how_many_sales_it_takes(self, opened: MainWindow) -> None:
        press_page(opened, "scenarios")
        margins = opened.workspace.page.margins
        margins.price.control.setFocus()
        QTest.keyClicks(margins.price.control, "50")
        said = "À 50 € pièce, il faudrait 213 ventes par an pour payer 10 620 € de coûts."
        assert plain(margins.answer.text()) == said
        project = opened.workspace.document.project
        opened.workspace.document.apply(set_value("costs/bank/source/amount", Decimal(19), "changer"))
        settle(opened)
        assert "215 ventes" in plain(margins.answer.text())
        press(opened, Qt.Key.Key_Z, CTRL)
        assert opened.workspace.document.project is project
        margins.price.control.selectAll()
        QTest.keyClick(margins.price.control, Qt.Key.Key_Delete)
        assert margins.answer.text() == ""
