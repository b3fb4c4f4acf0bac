"""« Importer une grille… »: with a mouse or the keyboard, from an open offer or from the start centre."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from offerdesigner.app import theme
from offerdesigner.app.importing import dialog as importing_dialog
from offerdesigner.app.importing import reading
from offerdesigner.app.importing.dialog import ImportDialog
from offerdesigner.app.window import MainWindow
from offerdesigner.storage.exchange.grid_layout import Reading
from tests.gui.import_dialog import ROWS, ask, choose, click, click_cell, project_of, roles_of_rows
from tests.gui.scripted import ScriptedPrompts, settle
from tests.storage.workbooks import ods

pytestmark = pytest.mark.qt_log_ignore(
    # The offscreen platform says so of every list that opens.
    "does not support propagateSizeHints",
    "does not support raise",
    "does not support grabbing the keyboard",
)


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "tarifs.ods"
    path.write_bytes(ods({"Membres": [["Une", "liste"], ["de", "noms"]], "Tarifs": ROWS}))
    return path


@pytest.fixture
def dialog(window: MainWindow, prompts: ScriptedPrompts, grid: Path) -> ImportDialog:
    """The dialog over the sample offer."""
    window.filing.open_model("nuage-commun")
    settle(window)
    return ask(window, prompts, grid)


def test_a_grid_becomes_a_range_in_one_step(window: MainWindow, dialog: ImportDialog) -> None:
    before = project_of(window)
    assert dialog.choices.file_name.text() == "tarifs.ods"
    assert dialog.choices.sheet_box.currentText() == "Tarifs", "the sheet that looks like a grid"
    assert [dialog.model.index(0, column).data() for column in range(4)] == ["", "Intitulés", "Offre", "Offre"]
    assert roles_of_rows(dialog) == [
        "Laisser",
        "Nom de l'offre",
        "Prix par mois",
        "Prix par an",
        "Laisser",
        "Personnes comprises",
        "Service",
        "Option, prix par mois",
    ]
    click(dialog.doubts.buttons[Reading.THOUSANDS])
    assert dialog.notes.summary.text() == "2\u00a0offres, 2\u00a0services, 1\u00a0option\u202f; 2\u00a0lignes laissées"
    click(dialog.import_button)
    settle(window)
    project = project_of(window)
    assert window.importing.dialog is None
    assert [sold.name for sold in project.ranges] == [*(sold.name for sold in before.ranges), "Tarifs"]
    added = project.offers_of(project.ranges[-1].id)
    assert [(offer.name, offer.terms[0].price) for offer in added] == [("Petite", 100), ("Grande", 1250)]
    assert window.status.notice.startswith("Importé : 2 offres")
    assert window.workspace.page.tabs.range_id == project.ranges[-1].id  # type: ignore[attr-defined]
    click(window.status.undo_button)
    assert project_of(window) == before


def test_an_ambiguous_amount_is_asked_and_nothing_is_imported_meanwhile(
    window: MainWindow, dialog: ImportDialog
) -> None:
    before = project_of(window)
    assert dialog.doubts.isVisible()
    assert not dialog.import_button.isEnabled()
    assert "comment lire les montants" in dialog.import_button.toolTip()
    index = dialog.model.index_of((3, 2))
    assert index.data(Qt.ItemDataRole.BackgroundRole) == theme.role("warning_soft")
    assert "se lit de deux façons" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert dialog.notes.list.item(0).text() == "Case C4, «\u00a01.250\u00a0€\u00a0»\u00a0: se lit de deux façons."
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(window)
    assert project_of(window) is before


def test_an_ambiguous_amount_is_settled_in_its_cell_and_may_be_settled_otherwise(
    window: MainWindow, dialog: ImportDialog
) -> None:
    for words in ("1,25", "1\u202f250"):
        click_cell(dialog, 4, 3)
        choose(dialog, words)
        assert dialog.model.index(4, 3).data() == words
        assert not dialog.doubts.isVisible()
    click(dialog.import_button)
    settle(window)
    assert project_of(window).offers[-1].terms[0].price == 1250


def test_a_role_is_changed_with_the_mouse(window: MainWindow, dialog: ImportDialog) -> None:
    click_cell(dialog, 5, 0)
    choose(dialog, "Prix pour 2 ans")
    assert roles_of_rows(dialog)[4] == "Prix pour 2 ans"
    click_cell(dialog, 0, 3)
    choose(dialog, "Laisser")
    assert not dialog.doubts.isVisible(), "the amount in doubt was in that column"
    assert "1 colonne laissée" in dialog.notes.summary.text().replace("\u00a0", " ")
    click(dialog.import_button)
    settle(window)
    project = project_of(window)
    (offer,) = project.offers_of(project.ranges[-1].id)
    assert [(term.months, term.price) for term in offer.terms] == [(12, 100), (24, 20)]


def test_what_a_large_sheet_becomes_is_worked_out_beside_the_window(
    window: MainWindow, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go = threading.Event()
    fill = reading.TryImport.__call__

    def held(attempt: reading.TryImport) -> object:
        assert may_go.wait(10)
        return fill(attempt)

    monkeypatch.setattr(importing_dialog, "AT_ONCE", 0)
    monkeypatch.setattr(reading.TryImport, "__call__", held)
    click(dialog.doubts.buttons[Reading.THOUSANDS])
    click_cell(dialog, 0, 3)
    choose(dialog, "Laisser")
    assert dialog.model.index(0, 3).data() == "Laisser"
    assert not dialog.import_button.isEnabled()
    assert "un instant" in dialog.notes.summary.text()
    may_go.set()
    settle(window)
    assert dialog.notes.summary.text().startswith("1\u00a0offre, ")
    click(dialog.import_button)
    settle(window)
    assert project_of(window).offers[-1].name == "Petite"


def test_everything_is_done_with_the_keyboard(window: MainWindow, dialog: ImportDialog) -> None:
    assert dialog.focusWidget() is dialog.view
    for key in (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Return):
        QTest.keyClick(dialog.focusWidget(), key)
    QApplication.processEvents()
    choose(dialog, "Mise en service")
    assert roles_of_rows(dialog)[4] == "Mise en service"
    reached = set()
    for _step in range(20):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.add(dialog.focusWidget())
        if dialog.focusWidget() is dialog.doubts.buttons[Reading.THOUSANDS]:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    choices = dialog.choices
    fields = {choices.file_button, choices.sheet_box, choices.orientation_box, choices.target_box, choices.name_line}
    assert fields | {dialog.view, dialog.notes.list, dialog.cancel_button} <= reached
    choices.name_line.setFocus()
    choices.name_line.selectAll()
    QTest.keyClicks(choices.name_line, "Solidaire")
    QTest.keyClick(choices.name_line, Qt.Key.Key_Return)
    settle(window)
    project = project_of(window)
    assert project.ranges[-1].name == "Solidaire"
    assert all(offer.setup_fee is not None for offer in project.offers_of(project.ranges[-1].id))


def test_enter_on_a_plain_cell_does_not_import(window: MainWindow, dialog: ImportDialog) -> None:
    click(dialog.doubts.buttons[Reading.THOUSANDS])
    dialog.show_place((2, 1))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    settle(window)
    assert window.importing.dialog is dialog


def test_cancelling_changes_nothing(window: MainWindow, dialog: ImportDialog) -> None:
    before = project_of(window)
    click(dialog.cancel_button)
    settle(window)
    assert window.importing.dialog is None
    assert project_of(window) is before


def test_escape_closes_it(window: MainWindow, dialog: ImportDialog) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    settle(window)
    assert window.importing.dialog is None


def test_a_range_is_filled(window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    window.filing.open_model("nuage-commun")
    settle(window)
    before = project_of(window)
    path = tmp_path / "prix.csv"
    path.write_text(";Essentielle;Active\nPar mois;11 €;27 €\n", encoding="utf-8")
    dialog = ask(window, prompts, path)
    box = dialog.choices.target_box
    assert box.currentText() == "une nouvelle gamme"
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == f"la gamme « {before.ranges[0].name} »"
    assert not dialog.choices.name_line.isEnabled()
    click(dialog.import_button)
    settle(window)
    after = project_of(window)
    assert [offer.name for offer in after.offers] == [offer.name for offer in before.offers]
    assert [offer.rates[0].charge.amount for offer in after.offers][:2] == [11, 27]  # type: ignore[union-attr]
    assert after.ranges == before.ranges


def test_from_the_start_centre_it_makes_an_offer(window: MainWindow, prompts: ScriptedPrompts, grid: Path) -> None:
    assert window.document is None
    prompts.to_open = [grid]
    click(window.start.import_button)
    settle(window)
    dialog = window.importing.dialog
    assert dialog is not None
    assert dialog.choices.target_box.currentText() == "une nouvelle offre"
    click(dialog.doubts.buttons[Reading.THOUSANDS])
    click(dialog.import_button)
    settle(window)
    project = project_of(window)
    assert [sold.name for sold in project.ranges] == ["Tarifs"]
    assert [offer.name for offer in project.offers] == ["Petite", "Grande"]
    assert window.isWindowModified()
    assert window.stack.currentWidget() is window.workspace.editor
    click(window.status.undo_button)
    assert [offer.name for offer in project_of(window).offers] == ["Offre 1"]


def test_another_sheet_and_the_other_orientation(window: MainWindow, dialog: ImportDialog) -> None:
    QTest.keyClick(dialog.choices.sheet_box, Qt.Key.Key_Up)
    assert dialog.model.sheet.name == "Membres"
    assert dialog.choices.name_line.text() == "Membres"
    QTest.keyClick(dialog.choices.orientation_box, Qt.Key.Key_Down)
    assert dialog.choices.orientation_box.currentText() == "par ligne"
    assert [dialog.model.index(row, 0).data() for row in (1, 2)] == ["Intitulés", "Offre"]
    QTest.keyClick(dialog.choices.sheet_box, Qt.Key.Key_Down)
    assert dialog.model.sheet.name == "Tarifs"
    assert dialog.choices.orientation_box.currentText() == "par colonne"


def test_a_note_leads_to_its_cell(dialog: ImportDialog) -> None:
    row = dialog.notes.list.count() - 1
    text = dialog.notes.list.item(row).text().replace("\u00a0", " ")
    assert text == "Ligne 5, « Cotisation » : l’adhésion se saisit dans « Structure »."
    QTest.mouseClick(
        dialog.notes.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.notes.list.visualItemRect(dialog.notes.list.item(row)).center(),
    )
    assert (dialog.view.currentIndex().row(), dialog.view.currentIndex().column()) == (5, 1)


def test_hostile_words_are_shown_as_they_are(window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    evil = '<img src="file:///etc/passwd">' + "x" * 60
    path = tmp_path / "t.csv"
    path.write_text(f"Offre;{evil.replace(';', '')};Deux\nPrix;<b>12;1\n{evil};x;x\n", encoding="utf-8")
    dialog = ask(window, prompts, path)
    assert dialog.model.index_of((0, 1)).data() == evil
    assert "<img" not in dialog.model.index_of((0, 1)).data(Qt.ItemDataRole.ToolTipRole)
    note = dialog.notes.list.item(0)
    assert "<b>12" in note.text()
    assert "<b>" not in note.toolTip()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text()


def test_everything_has_a_name_for_a_screen_reader(dialog: ImportDialog) -> None:
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QComboBox | QLineEdit | QPushButton) and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    said = [dialog.model.index(*place).data(Qt.ItemDataRole.AccessibleTextRole) for place in ((3, 0), (0, 2), (3, 2))]
    assert said == ["Ligne 3 : Prix par mois", "Colonne B : Offre", "B3, 10 €"]


def test_it_fits_a_small_window(window: MainWindow, prompts: ScriptedPrompts, grid: Path) -> None:
    window.resize(1024, 600)
    settle(window)
    dialog = ask(window, prompts, grid)
    assert dialog.width() <= 1024
    assert dialog.height() <= 600
    assert dialog.view.height() > 150
