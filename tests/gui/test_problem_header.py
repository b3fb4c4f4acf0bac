"""Over the problems: the verdict, one subject alone, the safe repairs, the copy, and the question before an export."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app.window import MainWindow
from offerdesigner.checks.mending import safe_fixes
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Severity
from offerdesigner.model.offers import Term
from tests.gui.scripted import CTRL, ScriptedPrompts, press, settle


@pytest.fixture
def marmule(window: MainWindow) -> MainWindow:
    window.filing.open_model("marmule")
    settle(window)
    return window


def spoil(window: MainWindow) -> None:
    """Open an example, with a year that costs more than twelve months: an error."""
    window.filing.open_model("nuage-commun")
    settle(window)
    assert window.document is not None
    dearer = set_value("offers/active/terms/year", Term(id="year", months=12, price=Decimal(600)), "prix d'un an")
    window.document.apply(dearer)
    settle(window)


@pytest.fixture
def faulty(window: MainWindow) -> MainWindow:
    spoil(window)
    return window


def errors(window: MainWindow) -> list[str]:
    return [each.rule for each in window.workspace.report.findings if each.severity is Severity.ERROR]


def test_the_verdict_says_what_to_do_first(marmule: MainWindow) -> None:
    count = sum(each.severity is Severity.WARNING for each in marmule.workspace.report.findings)
    assert marmule.workspace.problems.header.verdict.accessibleName().startswith(f"{count}\u00a0alertes à regarder")


def test_one_subject_alone_is_shown(marmule: MainWindow) -> None:
    problems = marmule.workspace.problems
    families = problems.header.families
    families.setFocus()
    press(marmule, Qt.Key.Key_Down)
    chosen = families.currentData()
    assert chosen
    assert {row.family for row in problems.shown} == {chosen}
    press(marmule, Qt.Key.Key_Up)
    assert {row.family for row in problems.shown} > {chosen}


def test_the_list_is_copied_as_it_is_shown(marmule: MainWindow) -> None:
    problems = marmule.workspace.problems
    QTest.mouseClick(problems.header.copy_button, Qt.MouseButton.LeftButton)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == len(problems.shown)
    assert problems.shown[0].finding.message in lines[0]


def test_safe_repairs_are_one_step_that_ctrl_z_takes_back(window: MainWindow) -> None:
    for name in ("marmule", "paquerette", "marsnet", "sleto"):
        window.filing.open_model(name)
        settle(window)
        if safe_fixes(window.workspace.report.findings):
            break
    else:
        pytest.fail("no example has a safe repair")
    assert window.document is not None
    before = window.document.project
    QTest.mouseClick(window.workspace.problems.header.mend_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.document.project != before
    assert not safe_fixes(window.workspace.report.findings)
    assert not window.workspace.problems.header.mend_button.isVisible()
    press(window, Qt.Key.Key_Z, CTRL)
    assert window.document.project == before


class TestBeforeLeaving:
    def test_errors_are_told_and_let_through_once_knowingly(
        self, faulty: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        assert errors(faulty)
        prompts.answers, prompts.to_write = ["pass"], [tmp_path / "une.pdf", tmp_path / "deux.pdf"]
        for name in ("une.pdf", "deux.pdf"):
            press(faulty, Qt.Key.Key_E, CTRL)
            assert (tmp_path / name).exists()
        assert len(prompts.asked) == 1

    def test_another_document_is_asked_about_again(
        self, faulty: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.answers, prompts.to_write = ["pass", "drop", "pass"], [tmp_path / "une.pdf", tmp_path / "deux.pdf"]
        press(faulty, Qt.Key.Key_E, CTRL)
        spoil(faulty)
        press(faulty, Qt.Key.Key_E, CTRL)
        assert (tmp_path / "deux.pdf").exists()
        assert not prompts.answers

    def test_one_may_look_at_them_instead(self, faulty: MainWindow, prompts: ScriptedPrompts) -> None:
        prompts.answers = ["see"]
        press(faulty, Qt.Key.Key_E, CTRL)
        current = faulty.workspace.problems.current()
        assert current is not None
        assert current.finding.severity is Severity.ERROR

    def test_nothing_is_asked_when_nothing_is_wrong(
        self, marmule: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        assert not errors(marmule)
        prompts.to_write = [tmp_path / "une.pdf"]
        press(marmule, Qt.Key.Key_E, CTRL)
        assert (tmp_path / "une.pdf").exists()
