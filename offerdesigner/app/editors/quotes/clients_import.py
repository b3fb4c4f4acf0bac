"""« Importer des clients… »: the worker reads a file, a question comes where some are known already, then one edit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.price.parts import RefusalLabel
from offerdesigner.app.importing.flow import grid_files
from offerdesigner.app.live import NotDone
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.joining_clients import Arrivals, arrivals, import_clients
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.clients import ReadClients, clients_in_sheets
from offerdesigner.storage.exchange.sheets import read_sheets
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _, listed, number, plural, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.live import Live, Task

_MOST_NAMED = 3


@dataclass(frozen=True)
class ReadClientsFile:
    """Reads the clients that the file `path` holds, on the worker."""

    path: Path

    def __call__(self) -> ReadClients | str:
        """Return the clients of the first sheet that has some, or a sentence that says why there are none."""
        try:
            return clients_in_sheets(read_sheets(self.path))
        except (Refused, Unreadable) as refusal:
            return str(refusal)


class ClientsImport(QWidget):
    """The button that imports clients, and what is said or asked of them under it."""

    def __init__(self, document: Document, live: Live | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self.live = document, live
        self._reading: Task | None = None
        self._read = ReadClients(())
        self.button = self._push("open", _("Importer des clients…"), self._ask_file)
        self.button.setToolTip(plain_tooltip(_("D'un tableau .csv, .ods ou .xlsx : nom, courriel, adresse, SIRET…")))
        self.said = RefusalLabel(self)
        self.question = QLabel(self)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setWordWrap(True)
        self.update_button = self._push("", _("Ajouter et mettre à jour"), self._take_all)
        self.update_button.setToolTip(plain_tooltip(_("Ce que le fichier ne dit pas d'un client reste tel quel.")))
        self.add_button = self._push("", _("Ajouter seulement les nouveaux"), self._take_new)
        self.drop_button = self._push("", _("Ne rien importer"), self._drop)
        self._asked = QWidget(self)
        self._lay_out()

    def _push(self, icon: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        if icon:
            button.setIcon(icons.icon(icon))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.question)
        answers = QHBoxLayout()
        for button in (self.update_button, self.add_button, self.drop_button):
            answers.addWidget(button)
        answers.addStretch(1)
        asked.addLayout(answers)
        self._asked.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self._asked)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Importer des clients"), "", grid_files())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_name(self, name: str) -> None:
        self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Add the clients of the file `path`, once the worker has read it; or say why there are none."""
        if self.live is None:
            return
        self._asked.hide()
        self.said.tell(_("Lecture de « {name} »…").format(name=path.name))
        self._reading = self.live.run(ReadClientsFile(path), files=True)
        self._reading.finished.connect(self._take_read)
        self._reading.failed.connect(self._tell_failed)

    def _take_read(self, read: ReadClients | str) -> None:
        if self.sender() is not self._reading:
            return
        self.said.say("")
        if isinstance(read, str):
            self.said.say(read)
            return
        self._read = read
        told = arrivals(self._document.project.clients, read.clients)
        if told.known:
            self._ask(told)
        else:
            self._take_all()

    def _tell_failed(self, error: BaseException) -> None:
        if self.sender() is self._reading and not isinstance(error, NotDone):
            self.said.say(_("La lecture a échoué, par notre faute. Le fichier est resté tel quel."))

    def _ask(self, told: Arrivals) -> None:
        names = [client.name for _id, client in told.known]
        shown = [*names[:_MOST_NAMED], *([_("d'autres")] if len(names) > _MOST_NAMED else [])]
        new = plural(len(told.new), _("{n} nouveau client"), _("{n} nouveaux clients")).format(n=number(len(told.new)))
        known = plural(
            len(names),
            _("{n} est déjà dans votre liste ({names})"),
            _("{n} sont déjà dans votre liste ({names})"),
        ).format(n=number(len(names)), names=listed(shown))
        self.question.setText(typeset(_("{new} ; {known}.").format(new=new, known=known)))
        self.add_button.setVisible(bool(told.new))
        self.update_button.setText(_("Ajouter et mettre à jour") if told.new else _("Mettre à jour"))
        self._asked.show()
        self.update_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_all(self) -> None:
        self._take(updates=True)

    def _take_new(self) -> None:
        self._take(updates=False)

    def _take(self, *, updates: bool) -> None:
        self._asked.hide()
        project = self._document.project
        told = arrivals(project.clients, self._read.clients)
        taken = self._read.clients if updates else told.new
        if self._document.apply(import_clients(taken, updates=updates), self):
            done = plural(len(taken), _("{n} client importé."), _("{n} clients importés.")).format(n=number(len(taken)))
            self.said.tell(" ".join((done, *self._read.notes)))
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        self._asked.hide()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
