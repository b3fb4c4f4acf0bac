"""« Importer une grille… » from beginning to end: which file, the worker reads it, the dialog, then one edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from offerdesigner.app.importing.dialog import ImportDialog
from offerdesigner.app.importing.reading import BLANK, ReadSheets, Sheets
from offerdesigner.app.live import NotDone, Task
from offerdesigner.model.address import at
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_notes import summary
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.prompts import Prompts
    from offerdesigner.app.shell import Shell


def grid_files() -> str:
    """Return the file dialog's name for the files that grids come from."""
    return _("Tableaux (*.ods *.xlsx *.csv *.tsv *.txt)")


class Importing(QObject):
    """One import at a time: its dialog is in front of the window, which lives behind it."""

    def __init__(self, window: Shell, prompts: Prompts) -> None:
        super().__init__(window)
        self._window, self._prompts = window, prompts
        self._reading: Task | None = None
        self.dialog: ImportDialog | None = None
        """The dialog, while it is open."""

    def ask(self) -> None:
        """Ask for a file and show what it becomes."""
        path = self._path()
        if path is None:
            return
        if self.dialog is None:
            self.dialog = ImportDialog(self._window, self._window.live)
            self.dialog.file_asked.connect(self.ask)
            self.dialog.import_asked.connect(self._import)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()
        self._read(path)

    def _path(self) -> Path | None:
        kinds = (grid_files(), _("Tous les fichiers (*)"))
        path = self._prompts.path_to_open(self._window.filing.folder(), kinds)
        if path is not None:
            self._window.store.change(folder=str(path.absolute().parent))
        return path

    def _read(self, path: Path) -> None:
        assert self.dialog is not None
        self.dialog.show_reading(path)
        document = self._window.document
        self._reading = self._window.live.run(ReadSheets(path, document.project if document else None), files=True)
        self._reading.finished.connect(self._show)
        self._reading.failed.connect(self._tell_failed)

    def _show(self, found: Sheets | Unreadable) -> None:
        if self.dialog is None or self.sender() is not self._reading:
            return
        if isinstance(found, Sheets):
            self.dialog.show_sheets(found)
        else:
            self.dialog.show_failure(_("{sentence} Le fichier est resté tel quel.").format(sentence=found))

    def _tell_failed(self, error: BaseException) -> None:
        """Tell that a reading failed by our fault; one that the closing window did not begin is no failure."""
        if self.dialog is not None and self.sender() is self._reading and not isinstance(error, NotDone):
            self.dialog.show_failure(_("La lecture a échoué, par notre faute. Le fichier est resté tel quel."))

    def _forget(self) -> None:
        self.dialog = self._reading = None

    def _import(self, wanted: GridImport) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        if self._window.document is not None:
            self._apply(wanted)
        else:
            self._wanted = wanted
            self._window.filing.open_model(BLANK, self._apply_wanted)

    def _apply_wanted(self) -> None:
        self._apply(self._wanted)

    def _apply(self, wanted: GridImport) -> None:
        """Import in the open document, and go to the first offer that came."""
        document = self._window.document
        assert document is not None
        project = document.project
        try:
            filled = wanted.fill(project)
        except Refused as refusal:
            self._window.messages.say("error", str(refusal))
            return
        if document.apply(wanted.edit(project, filled), self):
            self._window.workspace.go_to(_first_price(filled.project, filled.range_id))
            self._window.status.say(_("Importé : {summary}").format(summary=summary(filled)), undoable=True)


def _first_price(project: Project, range_id: str) -> str:
    offer = project.offers_of(range_id)[0]
    return at("offers", offer.id, "rates", offer.lead_rate.id) if offer.lead_rate else at("offers", offer.id, "name")
