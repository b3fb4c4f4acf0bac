"""Exports and printing, from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app import delivery
from offerdesigner.app.pages import home_of
from offerdesigner.app.window import MainWindow
from offerdesigner.render import raster
from tests.gui.scripted import CTRL, ScriptedPrompts, press, settle


@pytest.fixture
def sleto(window: MainWindow) -> MainWindow:
    window.filing.open_model("sleto")
    settle(window)
    return window


class TestExport:
    def test_a_pdf_is_the_very_sheet_of_the_preview(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        drawings: list[bytes] = []
        assert sleto.live._drawing is not None
        drawings.append(sleto.live._drawing.document.pdf)
        prompts.to_write = [tmp_path / "fiche.pdf"]
        press(sleto, Qt.Key.Key_E, CTRL)
        settle(sleto)
        assert (tmp_path / "fiche.pdf").read_bytes() == drawings[0]
        assert sleto.messages.sentence == "Fiche exportée : fiche.pdf."
        assert [button.text().replace("&", "") for button in sleto.messages.buttons] == ["Ouvrir", "Ouvrir le dossier"]

    def test_what_tells_of_it_moves_nothing_and_leaves_by_itself(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = sleto.workspace.editor.mapTo(sleto, QPoint())
        prompts.to_write = [tmp_path / "fiche.pdf"]
        press(sleto, Qt.Key.Key_E, CTRL)
        messages = sleto.messages
        assert messages.isVisible()
        assert sleto.workspace.editor.mapTo(sleto, QPoint()) == place
        page = sleto.workspace.editor
        assert (
            messages.mapTo(sleto, messages.rect().bottomLeft()).y() == page.mapTo(sleto, page.rect().bottomLeft()).y()
        )
        messages.buttons[0].setFocus()
        messages._passing.timeout.emit()
        assert messages.isVisible(), "somebody is about to open the file"
        sleto.workspace.go_to_page(home_of("offers"))
        QApplication.sendEvent(messages, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
        messages._passing.timeout.emit()
        assert messages.isVisible()
        QApplication.sendEvent(messages, QEvent(QEvent.Type.Leave))
        assert messages._passing.isActive()
        messages._passing.timeout.emit()
        assert not messages.isVisible()

    def test_what_failed_stays_above_the_page(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.to_write = [tmp_path / "absent" / "fiche.pdf"]
        press(sleto, Qt.Key.Key_E, CTRL)
        messages = sleto.messages
        assert messages.geometry().bottom() < sleto.stack.geometry().top()
        assert not messages._passing.isActive()

    def test_a_computer_without_a_reader_is_told(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery, "_opens", lambda path: False)
        prompts.to_write = [tmp_path / "fiche.pdf"]
        press(sleto, Qt.Key.Key_E, CTRL)
        sleto.messages.buttons[0].click()
        assert sleto.messages.sentence == "Aucun programme de cet ordinateur n'ouvre « fiche.pdf »."
        sleto.messages.buttons[0].click()
        assert str(tmp_path) in sleto.messages.sentence

    def test_a_png(self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
        prompts.to_write = [tmp_path / "fiche.png"]
        press(sleto, Qt.Key.Key_E, CTRL)
        settle(sleto)
        assert (tmp_path / "fiche.png").read_bytes().startswith(b"\x89PNG")

    def test_an_export_that_fails_says_that_the_offer_is_intact(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.to_write = [tmp_path / "absent" / "fiche.pdf"]
        press(sleto, Qt.Key.Key_E, CTRL)
        settle(sleto)
        assert "son dossier n'existe pas" in sleto.messages.sentence
        assert sleto.messages.sentence.endswith("Votre offre est intacte.")

    def test_closing_waits_for_an_export(self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
        prompts.to_write, prompts.answers = [tmp_path / "fiche.pdf"], ["drop"]
        QTest.keyClick(sleto, Qt.Key.Key_E, CTRL)
        sleto.close()
        assert not sleto.isVisible()
        assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF")

    def test_an_export_that_fails_while_closing_is_told(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.to_write, prompts.answers = [tmp_path / "absent" / "fiche.pdf"], ["drop"]
        QTest.keyClick(sleto, Qt.Key.Key_E, CTRL)
        sleto.close()
        assert sleto.isVisible()
        assert "son dossier n'existe pas" in sleto.messages.sentence

    def test_the_same_name_is_proposed_again(self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path) -> None:
        prompts.to_write = [tmp_path / "fiche.pdf", None]
        press(sleto, Qt.Key.Key_E, CTRL)
        press(sleto, Qt.Key.Key_E, CTRL)
        assert prompts.proposed == [Path(prompts.proposed[0]), tmp_path / "fiche.pdf"]

    def test_printing_sends_the_pages_at_their_true_size(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        class Paper(QPrinter):
            """Passes for one with paper, and keeps what is painted on it."""

            def outputFormat(self) -> QPrinter.OutputFormat:
                return QPrinter.OutputFormat.NativeFormat

        prompts.printers = [to_file(Paper, tmp_path / "papier.pdf")]
        press(sleto, Qt.Key.Key_P, CTRL)
        settle(sleto)
        assert sleto.messages.sentence == "1 page écrite dans « papier.pdf »."
        printed = raster.page_pixels((tmp_path / "papier.pdf").read_bytes(), 0, 1.0)
        shown = sleto.workspace.preview.sheets.page_size(0)
        assert (printed.width, printed.height) == pytest.approx(shown, abs=2)

    def test_printing_to_a_pdf_file_writes_the_very_sheet(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        assert sleto.live._drawing is not None
        sheet = sleto.live._drawing.document.pdf
        prompts.printers = [to_file(QPrinter, tmp_path / "papier.pdf")]
        press(sleto, Qt.Key.Key_P, CTRL)
        settle(sleto)
        assert sleto.messages.sentence == "1 page écrite dans « papier.pdf »."
        assert (tmp_path / "papier.pdf").read_bytes() == sheet

    def test_a_pdf_file_that_cannot_be_written_is_told(
        self, sleto: MainWindow, prompts: ScriptedPrompts, tmp_path: Path
    ) -> None:
        prompts.printers = [to_file(QPrinter, tmp_path / "absent" / "papier.pdf")]
        press(sleto, Qt.Key.Key_P, CTRL)
        settle(sleto)
        assert "son dossier n'existe pas" in sleto.messages.sentence


def to_file(kind: type[QPrinter], path: Path) -> QPrinter:
    printer = kind(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer
