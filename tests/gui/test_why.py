"""« Pourquoi ? » with real keys: before and after, other repairs, ignoring, and back to the field."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from offerdesigner.app.pages import FRONT
from offerdesigner.app.panels.problem_table import FIX
from offerdesigner.app.panels.why import WhyPanel
from offerdesigner.app.panels.why_ignoring import IgnoredPart
from offerdesigner.app.window import MainWindow
from offerdesigner.model import address as addresses
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.finding import Fix
from tests.gui.scripted import ALT, CTRL, ScriptedPrompts, press, settle, type_text
from tests.plain import plain


def opened(window: MainWindow, name: str, rule: str) -> WhyPanel:
    """Open an example and ask, with the keyboard, why its first finding of `rule` is one."""
    window.filing.open_model(name)
    settle(window)
    return explained(window, rule)


def explained(window: MainWindow, rule: str) -> WhyPanel:
    problems = window.workspace.problems
    problems.table.make_current(next(row for row in problems.shown if row.finding.rule == rule))
    press(window, Qt.Key.Key_Return, ALT)
    assert window.workspace.side.currentWidget() is window.workspace.why
    return window.workspace.why


def said(why: WhyPanel) -> tuple[str, str]:
    """Return what a screen reader says of before and after."""
    assert why.repairs is not None
    before, after = (paper.accessibleName() for paper in why.repairs.comparison.papers)
    return plain(before), plain(after)


def is_in_sight(why: WhyPanel, widget: QWidget) -> bool:
    return (
        why.viewport().rect().contains(widget.rect().translated(widget.mapTo(why.viewport(), widget.rect().topLeft())))
    )


@pytest.fixture
def dear(window: MainWindow) -> MainWindow:
    """A year at 780 € against 60 € a month: an error with two repairs."""
    window.filing.open_model("nuage-commun")
    settle(window)
    assert window.document is not None
    year = addresses.get(window.document.project, "offers/federation/terms/year")
    dearer = evolve(year, price=Decimal(780), months_offered=None)
    window.document.apply(set_value("offers/federation/terms/year", dearer, "Changer un prix"))
    settle(window)
    return window


class TestBeforeAndAfter:
    def test_they_are_drawn_and_said(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert said(why) == (
            "Avant : 780 € par an · soit 60 € de plus",
            "Après : 600 € par an · soit 120 € de moins",
        )
        assert why.repairs is not None
        assert all(not paper.pixmap().isNull() for paper in why.repairs.comparison.papers)
        assert why.repairs.comparison.is_side_by_side

    def test_they_follow_what_is_typed(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert dear.document is not None
        dear.document.apply(set_value("offers/federation/terms/year/price", Decimal(900), "Changer un prix"))
        settle(dear)
        assert said(why)[0] == "Avant : 900 € par an · soit 180 € de plus"
        assert dear.workspace.side.currentWidget() is why

    def test_your_figures_follow_what_is_typed(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert dear.document is not None
        dear.document.apply(set_value("offers/federation/terms/year/price", Decimal(900), "Changer un prix"))
        settle(dear)
        numbers = [label.accessibleName() for label in why._figures.findChildren(QLabel) if label.accessibleName()]
        assert [number.replace("\u00a0", " ") for number in numbers] == [
            "Prix pour 1 an : 900 €",
            "La même durée, en s’engageant moins : 720 €",
            "Payé en trop : + 180 €",
        ]

    def test_the_other_repairs_say_their_result(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert why.repairs is not None
        assert [button.text() for button in why.repairs.buttons] == ["Mettre 600\u00a0€", "Mettre 720\u00a0€"]
        (result,) = why.repairs.results
        assert plain(result.text()) == "Sur la fiche : « 720 € par an »."

    def test_entree_on_the_repair_does_what_was_shown(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert why.repairs is not None
        assert dear.focusWidget() is why.repairs.buttons[0]
        press(dear, Qt.Key.Key_Space)
        assert dear.document is not None
        assert addresses.get(dear.document.project, "offers/federation/terms/year/price") == Decimal(600)
        assert dear.workspace.side.currentWidget() is dear.workspace.preview
        press(dear, Qt.Key.Key_Z, CTRL)
        assert addresses.get(dear.document.project, "offers/federation/terms/year/price") == Decimal(780)

    def test_tab_leads_to_the_other_repair(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        press(dear, Qt.Key.Key_Tab)
        assert why.repairs is not None
        assert dear.focusWidget() is why.repairs.buttons[1]
        press(dear, Qt.Key.Key_Space)
        assert dear.document is not None
        assert addresses.get(dear.document.project, "offers/federation/terms/year/price") == Decimal(720)

    def test_a_repair_that_changes_nothing_on_the_sheet_says_so(self, window: MainWindow) -> None:
        window.filing.open_model("marmule")
        settle(window)
        assert window.document is not None
        option = window.document.project.options[0]
        window.document.apply(set_value(f"options/{option.id}/rates", (), "Retirer un prix"))
        settle(window)
        why = explained(window, "option_without_price")
        assert why.repairs is not None
        assert not why.repairs.comparison.isVisible()
        assert why.repairs.note.text().startswith("Rien ne change sur la fiche.")

    def test_a_repair_that_cannot_be_made_is_not_offered(self, dear: MainWindow) -> None:
        finding = next(row.finding for row in dear.workspace.problems.shown if row.finding.fixes)
        lost = Fix("Impossible", remove("offers/gone", "Retirer une offre"))
        dear.workspace.mending.explain(replace(finding, fixes=(lost, *finding.fixes)))
        settle(dear)
        why = dear.workspace.why
        assert why.repairs is not None
        assert [button.accessibleName() for button in why.repairs.buttons] == [fix.title for fix in finding.fixes]

    def test_what_is_too_wide_to_be_read_beside_is_put_beneath(self, window: MainWindow) -> None:
        why = opened(window, "marmule", "software_before_need")
        assert why.repairs is not None
        assert not why.repairs.comparison.is_side_by_side
        assert all(paper.pixmap().width() <= why.viewport().width() for paper in why.repairs.comparison.papers)

    def test_a_wider_panel_puts_them_side_by_side(self, window: MainWindow) -> None:
        why = opened(window, "marmule", "software_before_need")
        window.resize(1900, 900)
        window.resizeDocks([window.workspace.docks.side], [900], Qt.Orientation.Horizontal)
        settle(window)
        assert why.repairs is not None
        assert why.repairs.comparison.is_side_by_side

    def test_a_long_title_takes_two_lines_and_is_whole(self, window: MainWindow) -> None:
        window.filing.open_model("marsnet")
        settle(window)
        why = explained(window, "quantity_without_need")
        assert why.repairs is not None
        button = why.repairs.buttons[0]
        assert button.text().count("\n") == 1
        assert button.text().replace("\n", " ") == button.accessibleName()
        assert button.toolTip() == ""

    def test_closing_while_they_are_drawn_is_no_trouble(self, dear: MainWindow, prompts: ScriptedPrompts) -> None:
        problems = dear.workspace.problems
        problems.table.make_current(next(row for row in problems.shown if row.action))
        QTest.keyClick(dear.focusWidget(), Qt.Key.Key_Return, ALT)
        prompts.answers = ["drop"]
        dear.filing.close()
        settle(dear)
        assert dear.workspace.why.finding is None


class TestKeyboard:
    def test_escape_gives_the_cell_back(self, dear: MainWindow) -> None:
        press(dear, Qt.Key.Key_F8)
        cell = dear.focusWidget()
        press(dear, Qt.Key.Key_Return, ALT)
        press(dear, Qt.Key.Key_Escape)
        assert dear.focusWidget() is cell
        assert dear.workspace._last_address[FRONT].startswith("offers/federation/terms/year")

    def test_no_english_id_is_read_but_the_tooltip_of_the_source_says_it(self, dear: MainWindow) -> None:
        press(dear, Qt.Key.Key_F8)
        press(dear, Qt.Key.Key_Return, ALT)
        why = dear.workspace.why
        labels = [label for label in why.findChildren(QLabel) if label.isVisible()]
        rule = dear.workspace.problems.shown[0].finding.rule
        assert "_" in rule and not [label.text() for label in labels if rule in label.text()]
        (source,) = [label for label in labels if label.text().startswith("Source")]
        assert rule in source.toolTip()
        assert "Revenir à la case (Échap)" in [button.text() for button in why.findChildren(QPushButton)]

    def test_the_way_back_can_be_clicked(self, dear: MainWindow) -> None:
        press(dear, Qt.Key.Key_F8)
        cell = dear.focusWidget()
        press(dear, Qt.Key.Key_Return, ALT)
        for _tab in range(2):
            press(dear, Qt.Key.Key_Tab)
        press(dear, Qt.Key.Key_Space)
        assert dear.workspace.side.currentWidget() is dear.workspace.preview
        assert dear.focusWidget() is cell

    def test_on_a_small_screen_one_reads_first_and_tab_leads_to_the_repair(self, window: MainWindow) -> None:
        window.resize(1024, 600)
        why = opened(window, "marsnet", "beaten_by_options")
        assert window.focusWidget() is why
        assert why.verticalScrollBar().value() == 0
        press(window, Qt.Key.Key_PageDown)
        assert why.verticalScrollBar().value() > 0
        press(window, Qt.Key.Key_Tab)
        assert why.repairs is not None
        assert window.focusWidget() is why.repairs.buttons[0]
        assert is_in_sight(why, why.repairs.buttons[0])

    def test_nothing_is_wider_than_the_panel(self, window: MainWindow) -> None:
        for size in ((1440, 900), (1024, 600)):
            window.resize(*size)
            for name in ("marmule", "marsnet"):
                window.filing.document = None
                window.filing.open_model(name)
                settle(window)
                for row in window.workspace.problems.shown:
                    window.workspace.mending.explain(row.finding)
                    settle(window)
                    why = window.workspace.why
                    assert why.horizontalScrollBar().maximum() == 0
                    for child in why._body.findChildren(QWidget):
                        if child.isVisible():
                            right = child.mapTo(why._body, child.rect().topRight()).x()
                            assert right <= why.viewport().width(), (row.finding.rule, child)


class TestIgnoring:
    def test_a_reason_then_entree_ignores_and_the_list_tells_it(self, window: MainWindow) -> None:
        why = opened(window, "marsnet", "too_many_offers")
        assert why.ignoring is not None
        assert not why.ignoring.button.isEnabled()
        why.ignoring.reason.setFocus()
        press(window, Qt.Key.Key_Return)
        assert window.document is not None
        assert window.document.project.waivers == ()
        type_text(window, "Nos membres les connaissent")
        assert why.ignoring.button.isEnabled()
        press(window, Qt.Key.Key_Return)
        assert [waiver.reason for waiver in window.document.project.waivers] == ["Nos membres les connaissent"]
        problems = window.workspace.problems
        assert problems.header.filters["ignored"].accessibleName() == "1 ignorée"
        problems.header.filters["ignored"].click()
        ignored = [row.sentence for row in problems.shown if row.waiver is not None]
        assert len(ignored) == 1
        assert ignored[0].endswith("Nos membres les connaissent")

    def test_an_ignored_problem_is_explained_with_its_reason_and_taken_up_again(self, window: MainWindow) -> None:
        why = opened(window, "marsnet", "too_many_offers")
        assert why.ignoring is not None
        why.ignoring.reason.setFocus()
        type_text(window, "Nos membres les connaissent")
        press(window, Qt.Key.Key_Return)
        problems = window.workspace.problems
        problems.header.filters["ignored"].click()
        problems.table.make_current(next(row for row in problems.shown if row.waiver is not None))
        press(window, Qt.Key.Key_Return, ALT)
        assert why.ignoring is None
        (ignored,) = why._body.findChildren(IgnoredPart)
        assert why._where.text().startswith("Ignoré")
        ignored.button.setFocus()
        press(window, Qt.Key.Key_Space)
        assert window.document is not None
        assert window.document.project.waivers == ()
        assert why.ignoring is not None
        assert why._where.text().startswith("Alerte")
        assert why.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is why

    def test_what_must_be_mended_cannot_be_ignored_and_says_so(self, dear: MainWindow) -> None:
        why = explained(dear, "longer_term_dearer")
        assert why.ignoring is None


class TestSmallScreen:
    """At 1024 × 600 the problems are one line, and the whole list is one key or click away."""

    @pytest.fixture
    def small(self, window: MainWindow) -> MainWindow:
        window.resize(1024, 600)
        window.filing.open_model("marsnet")
        settle(window)
        return window

    def test_the_list_unfolds_from_its_line_and_folds_again(self, small: MainWindow) -> None:
        problems = small.workspace.problems
        assert problems.line.isVisible()
        unfold = next(button for button in problems.line.findChildren(QToolButton) if "liste" in button.toolTip())
        QTest.mouseClick(unfold, Qt.MouseButton.LeftButton)
        settle(small)
        assert problems.table.isVisible()
        assert small.focusWidget() is problems.table
        assert problems.height() >= 150
        QTest.mouseClick(problems.header.fold_button, Qt.MouseButton.LeftButton)
        settle(small)
        assert problems.line.isVisible()
        assert problems.height() < 60

    def test_the_counts_of_the_status_bar_open_it(self, small: MainWindow) -> None:
        QTest.mouseClick(small.status.counts, Qt.MouseButton.LeftButton)
        settle(small)
        assert small.workspace.problems.table.isVisible()

    def test_a_larger_window_needs_no_button_to_fold(self, small: MainWindow) -> None:
        small.workspace.problems.open()
        small.resize(1440, 900)
        settle(small)
        assert small.workspace.problems.table.isVisible()
        assert not small.workspace.problems.header.fold_button.isVisible()

    def test_what_was_ignored_is_listed_and_taken_up_again(self, small: MainWindow) -> None:
        why = explained(small, "beaten_by_options")
        assert why.ignoring is not None
        why.ignoring.reason.setFocus()
        type_text(small, "Vote par le bureau")
        press(small, Qt.Key.Key_Return)
        problems = small.workspace.problems
        problems.open()
        QTest.mouseClick(problems.header.filters["ignored"], Qt.MouseButton.LeftButton)
        settle(small)
        row = next(place for place, row in enumerate(problems.table.problems.rows) if row.waiver is not None)
        assert problems.table.problems.rows[row].sentence.endswith("Vote par le bureau")
        problems.table.scrollTo(problems.table.problems.index(row, 0))
        button = problems.table.visualRect(problems.table.problems.index(row, FIX)).center()
        QTest.mouseClick(problems.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, button)
        settle(small)
        assert small.document is not None
        assert small.document.project.waivers == ()

    def test_where_the_line_is_short_the_sentence_has_the_room(self, small: MainWindow) -> None:
        line = small.workspace.problems.line
        sizes = {action.data(): action for action in small.actions_by_key.text_sizes.actions()}
        assert line._place.isVisible()
        sizes[160].trigger()
        settle(small)
        assert not line._place.isVisible()
        sizes[100].trigger()
        settle(small)
        assert line._place.isVisible()
