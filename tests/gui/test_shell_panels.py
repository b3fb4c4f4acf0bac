"""Problems and why: they follow the offer, lead to the field, and change it only when asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from offerdesigner.app.pages import home_of
from offerdesigner.app.panels.problem_line import ProblemLine
from offerdesigner.app.panels.problem_table import FIX, MESSAGE, WHY
from offerdesigner.app.panels.wrapping import fitted, height_of
from offerdesigner.app.window import MainWindow
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Severity
from tests.gui.scripted import ALT, CTRL, SHIFT, ScriptedPrompts, press, settle, type_text


@pytest.fixture
def sleto(window: MainWindow) -> MainWindow:
    window.filing.open_model("sleto")
    settle(window)
    return window


@pytest.fixture
def marmule(window: MainWindow) -> MainWindow:
    window.filing.open_model("marmule")
    settle(window)
    return window


def click_row(window: MainWindow, row: int, column: int) -> None:
    table = window.workspace.problems.table
    place = table.visualRect(table.problems.index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(window)


class TestProblems:
    def test_counts_stand_in_the_status_bar(self, marmule: MainWindow) -> None:
        assert "4 alertes" in marmule.status.counts.accessibleName()

    def test_f8_goes_round_the_problems(self, marmule: MainWindow) -> None:
        problems = marmule.workspace.problems
        shown = problems.shown
        count = sum(row.finding.severity is not Severity.STRENGTH and row.waiver is None for row in shown)
        seen = []
        for _step in range(count + 1):
            press(marmule, Qt.Key.Key_F8)
            current = problems.current()
            assert current is not None
            seen.append(current.key)
        assert seen[count] == seen[0]
        assert len(set(seen[:count])) == count
        press(marmule, Qt.Key.Key_F8, SHIFT)
        current = problems.current()
        assert current is not None
        assert current.key == seen[count - 1]

    def test_f8_puts_the_cursor_in_the_field(self, marmule: MainWindow) -> None:
        problems = marmule.workspace.problems
        row = next(row for row in problems.shown if row.finding.address == "structure/contact/email")
        problems.table.make_current(row)
        problems.table.setFocus()
        press(marmule, Qt.Key.Key_Return)
        type_text(marmule, "bonjour@exemple.fr")
        assert marmule.document is not None
        assert marmule.document.project.structure.contact.email == "bonjour@exemple.fr"
        assert all(row.finding.address != "structure/contact/email" for row in problems.shown)

    def test_ctrl_dot_repairs_and_ctrl_z_takes_it_back(self, marmule: MainWindow) -> None:
        assert marmule.document is not None
        before = marmule.document.project
        press(marmule, Qt.Key.Key_F8)
        current = marmule.workspace.problems.current()
        assert current is not None
        press(marmule, Qt.Key.Key_Period, CTRL)
        assert marmule.document.project != before
        assert current.key not in [row.key for row in marmule.workspace.problems.shown]
        assert marmule.status.notice == current.finding.fixes[0].title
        press(marmule, Qt.Key.Key_Z, CTRL)
        assert marmule.document.project == before

    def test_the_button_of_a_row_repairs(self, marmule: MainWindow) -> None:
        count = len(marmule.workspace.problems.shown)
        click_row(marmule, 0, FIX)
        assert len(marmule.workspace.problems.shown) < count

    def test_filters_hide_and_show(self, sleto: MainWindow) -> None:
        problems = sleto.workspace.problems
        strengths = problems.header.filters["strength"]
        shown = len(problems.shown)
        assert strengths.accessibleName().endswith("points forts")
        strengths.click()
        assert len(problems.shown) == shown - int(strengths.text())

    def test_pages_carry_the_worst_of_their_problems(self, marmule: MainWindow) -> None:
        rows = (home_of("structure"), home_of("offers"))
        entries = [marmule.workspace.pages.model().index(row, 0).data(Qt.ItemDataRole.UserRole) for row in rows]
        assert [(entry.worst.value, entry.count) for entry in entries] == [
            (min(found, key=list(Severity).index).value, len(found)) for found in self._by_page(marmule, rows)
        ]

    @staticmethod
    def _by_page(window: MainWindow, pages: tuple[int, ...]) -> list[list[Severity]]:
        told = [each for each in window.workspace.report.findings if each.severity is not Severity.STRENGTH]
        return [[each.severity for each in told if home_of(each.address) == page] for page in pages]


class TestWhy:
    def test_it_explains_with_examples_drawn_by_the_real_sheet(self, marmule: MainWindow) -> None:
        click_row(marmule, 0, WHY)
        why = marmule.workspace.why
        assert why.finding is not None
        assert why.samples is not None
        assert all(not paper.pixmap().isNull() for paper in why.samples.papers)

    def test_every_finding_of_the_examples_can_be_explained(self, window: MainWindow, prompts: ScriptedPrompts) -> None:
        for name in ("ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun"):
            prompts.answers = ["drop"]
            window.filing.open_model(name)
            settle(window)
            for row in window.workspace.problems.shown:
                window.workspace.mending.explain(row.finding)
            settle(window)

    def test_ignoring_takes_a_reason_and_can_be_taken_back(self, marmule: MainWindow) -> None:
        workspace = marmule.workspace
        assert marmule.document is not None
        press(marmule, Qt.Key.Key_F8)
        press(marmule, Qt.Key.Key_Return, ALT)
        finding = workspace.why.finding
        assert finding is not None
        assert not workspace.why.ignoring.button.isEnabled()
        workspace.why.ignoring.reason.setFocus()
        type_text(marmule, "   ")
        assert not workspace.why.ignoring.button.isEnabled()
        type_text(marmule, "Connu de nos membres")
        workspace.why.ignoring.button.click()
        settle(marmule)
        assert [waiver.reason for waiver in marmule.document.project.waivers] == ["Connu de nos membres"]
        workspace.problems.header.filters["ignored"].click()
        ignored = next(row for row in workspace.problems.shown if row.waiver is not None)
        assert "Connu de nos membres" in ignored.sentence
        click_row(marmule, workspace.problems.shown.index(ignored), FIX)
        assert marmule.document.project.waivers == ()

    def test_ctrl_z_in_the_reason_stays_in_the_reason(self, marmule: MainWindow) -> None:
        assert marmule.document is not None
        marmule.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        press(marmule, Qt.Key.Key_F8)
        press(marmule, Qt.Key.Key_Return, ALT)
        marmule.workspace.why.ignoring.reason.setFocus()
        type_text(marmule, "Oui")
        press(marmule, Qt.Key.Key_Z, CTRL)
        assert marmule.document.project.structure.name == "Rubis"

    def test_it_goes_when_its_problem_does(self, marmule: MainWindow) -> None:
        workspace = marmule.workspace
        press(marmule, Qt.Key.Key_F8)
        press(marmule, Qt.Key.Key_Return, ALT)
        current = workspace.problems.current()
        assert current is not None
        assert marmule.document is not None
        marmule.document.apply(current.finding.fixes[0].edit)
        settle(marmule)
        assert workspace.side.currentWidget() is workspace.preview
        assert workspace.why.finding is None
        assert marmule.status.notice == "Ce problème est réglé."
        assert workspace.editor.isAncestorOf(marmule.focusWidget())
        press(marmule, Qt.Key.Key_Z, CTRL)
        assert marmule.status.notice == "", "it is back"

    def test_it_follows_its_problem(self, marmule: MainWindow) -> None:
        workspace = marmule.workspace
        row = next(row for row in workspace.problems.shown if row.finding.address.startswith("offers/"))
        workspace.problems.table.make_current(row)
        press(marmule, Qt.Key.Key_Return, ALT)
        finding = workspace.why.finding
        assert finding is not None and marmule.document is not None
        offer = finding.address.split("/")[1]
        marmule.document.apply(set_value(f"offers/{offer}/name", "Rubis", "Changer le nom"))
        settle(marmule)
        assert "Rubis" in workspace.why._where.text()
        assert workspace.side.currentWidget() is workspace.why

    def test_another_offer_shows_its_sheet(self, marmule: MainWindow, prompts: ScriptedPrompts) -> None:
        click_row(marmule, 0, WHY)
        prompts.answers = ["drop"]
        marmule.filing.open_model("sleto")
        settle(marmule)
        assert marmule.workspace.side.currentWidget() is marmule.workspace.preview

    def test_a_problem_without_a_repair_says_so(self, sleto: MainWindow) -> None:
        problems = sleto.workspace.problems
        row = next(row for row in problems.shown if not row.action)
        problems.table.make_current(row)
        press(sleto, Qt.Key.Key_Period, CTRL)
        assert sleto.status.notice == "Pas de correction toute faite pour ce problème."


class TestRoom:
    """Sentences stay readable where there is little room."""

    @pytest.mark.parametrize("width", [1440, 1200])
    def test_sentences_wrap_and_are_whole(self, window: MainWindow, width: int) -> None:
        window.resize(width, 900)
        for name in ("nuage-commun", "marsnet"):
            window.filing.document = None
            window.filing.open_model(name)
            settle(window)
            table = window.workspace.problems.table
            for row, shown in enumerate(table.problems.rows):
                room = table.columnWidth(MESSAGE) - 16
                assert fitted(shown.sentence, table.fontMetrics(), room, 4) == shown.sentence
                assert table.rowHeight(row) >= height_of(shown.sentence, table.fontMetrics(), room)

    def test_a_very_long_name_hides_no_reason(self, marmule: MainWindow) -> None:
        assert marmule.document is not None
        offer = marmule.document.project.offers[0]
        long = "Le tres long nom " + "x" * 290
        marmule.document.apply(set_value(f"offers/{offer.id}/name", long[:300], "Changer le nom"))
        settle(marmule)
        for row in marmule.workspace.problems.shown:
            assert len(row.sentence) < len(row.finding.message) or long[:60] not in row.finding.message
            assert long[:60] not in row.sentence

    def test_a_list_of_costs_is_whole(self, marmule: MainWindow) -> None:
        said = [row.sentence for row in marmule.workspace.problems.shown if "mise en service" in row.sentence]
        assert said and all(sentence.endswith("adhésion à Artifaille (20\u00a0€ par an).") for sentence in said)

    def test_nothing_to_say_is_not_one_of_none(self, window: MainWindow) -> None:
        line = ProblemLine()
        line.show_row(None, 0, 0)
        assert line._count.text() == ""
        line.deleteLater()
