"""Preview, problems and why: they follow the offer, lead to the field, and change it only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offerdesigner.app import delivery
from offerdesigner.app.live import Drawing
from offerdesigner.app.pages import home_of
from offerdesigner.app.panels.preview import PreviewPanel
from offerdesigner.app.panels.problem_line import ProblemLine
from offerdesigner.app.panels.problem_table import FIX, MESSAGE, WHY
from offerdesigner.app.panels.wrapping import fitted, height_of
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model import address as addresses
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Severity
from offerdesigner.render import raster
from tests.gui.scripted import ALT, CTRL, SHIFT, ScriptedPrompts, point_of, press, settle, type_text


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


def pixels(window: MainWindow) -> bytes:
    image = window.workspace.preview.sheets.grab().toImage()
    return bytes(image.constBits())


def click_row(window: MainWindow, row: int, column: int) -> None:
    table = window.workspace.problems.table
    place = table.visualRect(table.problems.index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(window)


class TestPreview:
    def test_it_follows_what_changes(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        settle(sleto)
        assert pixels(sleto) != before

    def test_a_click_on_a_text_goes_to_its_field(self, sleto: MainWindow) -> None:
        sheets = sleto.workspace.preview.sheets
        point = point_of(sheets, "structure/name")
        QTest.mouseClick(sheets, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle(sleto)
        assert sleto.workspace.pages.currentIndex().row() == 0
        type_text(sleto, "X")
        assert sleto.document is not None
        assert "X" in sleto.document.project.structure.name

    def test_every_text_of_the_sheet_leads_somewhere(self, sleto: MainWindow) -> None:
        assert sleto.document is not None
        places = sleto.workspace.preview.sheets._places
        assert places
        for address in {place.address for place in places}:
            assert addresses.exists(sleto.document.project, address), address

    def test_it_keeps_its_place_while_one_types(self, sleto: MainWindow) -> None:
        preview = sleto.workspace.preview
        preview.zoom_choice.setCurrentIndex(preview.zoom_choice.findData("2.0"))
        settle(sleto)
        bar = preview._area.verticalScrollBar()
        bar.setValue(300)
        settle(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        settle(sleto)
        assert bar.value() == 300

    def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(self, sleto: MainWindow, store: Store) -> None:
        preview = sleto.workspace.preview
        before = preview.sheets.zoom
        port = preview._area.viewport()
        middle = QPointF(port.rect().center())
        turn = QWheelEvent(
            middle,
            port.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, turn)
        settle(sleto)
        assert preview.sheets.zoom > before
        assert store.settings.zoom == preview.zoom_choice.currentData()
        press(sleto, Qt.Key.Key_0, CTRL)
        assert preview.sheets.zoom == pytest.approx(before)

    def test_the_paper_can_be_turned(self, sleto: MainWindow) -> None:
        preview = sleto.workspace.preview
        for layout, upright in (("portrait", True), ("landscape", False)):
            preview.layout_choice.setCurrentIndex(preview.layout_choice.findData(layout))
            settle(sleto)
            width, height = preview.sheets.page_size(0)
            assert (height > width) is upright

    def test_the_old_page_stays_until_the_new_one_lands(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        assert sleto.document is not None
        sleto.document.apply(set_value("structure/name", "Rubis", "Changer le nom"))
        assert pixels(sleto) == before

    def test_the_place_of_the_cursor_is_outlined(self, sleto: MainWindow) -> None:
        before = pixels(sleto)
        sleto.workspace.go_to("structure/name")
        settle(sleto)
        assert pixels(sleto) != before


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


def test_a_mouse_over_a_text_names_its_field(sleto: MainWindow) -> None:
    sheets = sleto.workspace.preview.sheets
    point = point_of(sheets, "structure/name")
    QTest.mouseMove(sheets, point)
    settle(sleto)
    assert sheets.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(sheets, QEvent(QEvent.Type.Leave))


def test_the_preview_settles_on_a_zoom_whatever_its_height(qtbot, window: MainWindow) -> None:
    drawings: list[Drawing] = []
    window.live.drawn.connect(drawings.append)
    window.filing.open_model("nuage-commun")
    settle(window)
    panel = PreviewPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    panel.show()
    panel.show_drawing(drawings[-1])
    QApplication.processEvents()
    page = panel.sheets.height_at(panel.sheets.zoom)
    around = panel.height() - panel._area.height()
    zooms: list[float] = []
    panel.view_changed.connect(lambda view: zooms.append(view.scale))
    for height in range(page + around - 40, page + around + 40, 2):
        panel.resize(340, height)
        for _round in range(4):
            QApplication.processEvents()
        zooms.clear()
        panel._arrange()
        QApplication.processEvents()
        assert len(set(zooms)) == 1
