"""Questions to the person. The window asks through `Prompts`, so that tests can answer without a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

CANCEL = "cancel"


@dataclass(frozen=True)
class Choice:
    """An answer: its key for the program, its word for the person; `harmful` when something is lost."""

    key: str
    word: str
    harmful: bool = False


@dataclass(frozen=True)
class Question:
    """What happened, what is safe and what can be done; the first choice is the one proposed."""

    title: str
    happened: str
    safe: str
    choices: tuple[Choice, ...]


class Prompts(Protocol):
    """Whoever answers: dialogs, or a script in the tests."""

    def ask(self, question: Question) -> str:
        """Return the key of the choice, `CANCEL` when the dialog was closed."""
        ...

    def path_to_open(self, folder: Path, kinds: Sequence[str]) -> Path | None:
        """Return the file to read, or `None`."""
        ...

    def path_to_write(self, title: str, proposal: Path, kinds: Sequence[str]) -> Path | None:
        """Return where to write (who answers has agreed to replace what is there), or `None`."""
        ...

    def printer(self, pages: int) -> QPrinter | None:
        """Return the printer chosen for a document of `pages` pages, or `None`."""
        ...


def offer_files() -> str:
    """Return the file dialog's name for our files."""
    return _("Offres (*.offre)")


class Dialogs:
    """The real prompts: the system's dialogs, above `window`. Their classes load with the first question."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask(self, question: Question) -> str:
        """Ask in a message box whose text is plain."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setWindowTitle(question.title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(typeset(question.happened))
        box.setInformativeText(typeset(question.safe))
        box.setIcon(QMessageBox.Icon.Question)
        buttons: list[tuple[QPushButton, str]] = []
        for choice in question.choices:
            kind = QMessageBox.ButtonRole.AcceptRole
            if choice.key == CANCEL:
                kind = QMessageBox.ButtonRole.RejectRole
            elif choice.harmful:
                kind = QMessageBox.ButtonRole.DestructiveRole
            button = box.addButton(choice.word, kind)
            buttons.append((button, choice.key))
            if choice.key == CANCEL:
                box.setEscapeButton(button)
        box.setDefaultButton(buttons[0][0])
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return next((key for button, key in buttons if button is clicked), CANCEL)

    def path_to_open(self, folder: Path, kinds: Sequence[str]) -> Path | None:
        """Ask for a file to read."""
        dialog = self._file_dialog(_("Ouvrir"), folder, kinds)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        return _answer(dialog)

    def path_to_write(self, title: str, proposal: Path, kinds: Sequence[str]) -> Path | None:
        """Ask where to write, the kind of file following the name or the list of kinds."""
        dialog = self._file_dialog(title, proposal.parent, kinds)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(proposal.suffix.lstrip("."))
        dialog.selectFile(proposal.name)
        return _answer(dialog)

    def _file_dialog(self, title: str, folder: Path, kinds: Sequence[str]) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title, str(folder), ";;".join(kinds))
        # Two labels of Qt's own dialog that its French translation lacks.
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("&Dossier :"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("&Type :"))
        return dialog

    def printer(self, pages: int) -> QPrinter | None:
        """Ask which printer, and which pages."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return printer if accepted else None


def _answer(dialog: QFileDialog) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
