"""Opening, saving and leaving: never a lost change, never a file overwritten unasked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

from offerdesigner.app.prompts import CANCEL, Choice, Prompts, Question, offer_files
from offerdesigner.app.settings import Store
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document, Saving
    from offerdesigner.app.live import Task
    from offerdesigner.model.project import Project
    from offerdesigner.storage.files import Fingerprint

SUFFIX = ".offre"


class Filing(QObject):
    """Holds the open document and knows its file. The model and the storage load with the first document."""

    opened = Signal(object)
    """A `Document` was opened: it replaces the former one."""

    closed = Signal()
    saved = Signal()
    failed = Signal(str)
    """A sentence: what could not be opened, and what is safe."""

    _settled = Signal()

    def __init__(
        self,
        prompts: Prompts,
        store: Store,
        run: Callable[[Saving], Task],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        """`run` does a saving on a thread of its own."""
        super().__init__(parent)
        self._prompts = prompts
        self._store = store
        self._run = run
        self._now = now
        self._under_way: Saving | None = None
        self._next: Callable[[], object] | None = None
        self.document: Document | None = None

    def new(self) -> None:
        """Open an empty offer."""
        self.open_model("page-blanche")

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self._prompts.path_to_open(self.folder(), (offer_files(), _("Tous les fichiers (*)")))
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open the file `path`; what cannot be read is told and left as it is."""
        from offerdesigner.storage import files

        if not self.may_leave():
            return False
        try:
            found = files.read(path)
        except files.Unreadable as error:
            self.failed.emit(_("{sentence} Le fichier est resté tel quel.").format(sentence=_capital(str(error))))
            return False
        self._remember(path)
        self._take(found.project, path=path.absolute(), fingerprint=found.fingerprint)
        return True

    def open_model(self, name: str) -> None:
        """Open a copy of the example or template `name`: it has no file until it is saved."""
        from offerdesigner.storage import examples
        from offerdesigner.storage.format import Unreadable

        if not self.may_leave():
            return
        try:
            project = examples.open_copy(name)
        except Unreadable as error:
            self.failed.emit(_capital(str(error)))
            return
        known = {example.name: example.title for example in examples.examples()}
        title = _("{title} (copie)").format(title=known[name]) if name in known else _("Nouvelle offre")
        self._take(project, title=title)

    def recover(self, project: Project, title: str, path: Path | None) -> None:
        """Open what was rescued; its file, if it had one, is only replaced after a question."""
        self._take(project, title=title, path=path)

    def save(self) -> None:
        """Save the document, asking where if it has no file; after a saving that is under way."""
        document = self.document
        if document is None:
            return
        if self._under_way is not None:
            self._next = self.save
        elif document.path is None:
            self.save_as()
        else:
            self._start(document.saving())

    def save_as(self) -> None:
        """Ask where, and save there."""
        document = self.document
        if document is None:
            return
        if self._under_way is not None:
            self._next = self.save_as
            return
        proposal = document.path or self.folder() / f"{file_name(document.title)}{SUFFIX}"
        path = self._prompts.path_to_write(_("Enregistrer sous"), proposal, (offer_files(),))
        if path is not None:
            named = path.suffix == SUFFIX
            # The question about replacing was for the name as typed, not for one that we complete.
            self._start(document.saving(path if named else path.with_name(path.name + SUFFIX), replace=named))

    def finish(self) -> None:
        """Wait for a saving under way and what it may ask; the window is painted, but takes no key meanwhile."""
        while self._under_way is not None:
            loop = QEventLoop()
            self._settled.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def may_leave(self) -> bool:
        """Tell whether the present document can be left: it is saved, or nothing of it matters."""
        self.finish()
        document = self.document
        if document is None or document.is_clean:
            return True
        answer = self._prompts.ask(
            Question(
                _("Enregistrer avant de fermer ?"),
                _("« {title} » a des changements qui ne sont pas enregistrés.").format(title=document.title),
                _("Sans les enregistrer, ils seront perdus."),
                (
                    Choice("save", _("&Enregistrer")),
                    Choice("drop", _("&Ne pas enregistrer"), harmful=True),
                    Choice(CANCEL, _("Annuler")),
                ),
            )
        )
        if answer != "save":
            return answer == "drop"
        self.save()
        self.finish()
        return document.is_clean

    def close(self) -> bool:
        """Close the document, asking about what is not saved. False when it stays open."""
        if not self.may_leave():
            return False
        document, self.document = self.document, None
        if document is not None:
            self.closed.emit()
            document.deleteLater()
        return True

    def folder(self) -> Path:
        """Return where files were last read or written."""
        last = Path(self._store.settings.folder) if self._store.settings.folder else Path.home()
        return last if last.is_dir() else Path.home()

    def _take(self, project: Project, title: str = "", path: Path | None = None, fingerprint: object = None) -> None:
        from offerdesigner.app.document import Document

        former = self.document
        document = Document(project, path, fingerprint, title=title, parent=self)  # type: ignore[arg-type]
        if fingerprint is None:
            document.mark_dirty()
        self.document = document
        self.opened.emit(document)
        if former is not None:
            former.deleteLater()

    def _start(self, saving: Saving) -> None:
        self._under_way = saving
        task = self._run(saving)
        task.finished.connect(self._note_saved)
        task.failed.connect(self._note_failed)

    def _note_saved(self, fingerprint: Fingerprint) -> None:
        assert self._under_way is not None and self.document is not None
        saving = self._under_way
        self.document.note_saved(saving, fingerprint)
        self._remember(saving.path)
        self.saved.emit()
        self._settle()

    def _note_failed(self, error: Exception) -> None:
        """Ask what to do; the answer may be another saving, which takes the place of this one."""
        from offerdesigner.storage import files

        assert self._under_way is not None and self.document is not None
        saving = self._under_way
        if isinstance(error, files.SavedUnsurely):
            self.document.note_saved(saving, error.now, surely=False)
        if isinstance(error, files.ChangedOnDisk):
            answer = self._ask_about_conflict(str(error))
        else:
            answer = self._ask_about_failure(str(error) if isinstance(error, files.SaveFailed) else "")
        self._next = None  # what was asked for meanwhile has been answered too
        self._settle()
        if answer == "replace":
            assert isinstance(error, files.ChangedOnDisk)
            # What was asked about may go, and nothing that came since.
            self._start(self.document.saving(saving.path, expected=error.now))
        elif answer == "elsewhere":
            self.save_as()

    def _settle(self) -> None:
        following, self._next, self._under_way = self._next, None, None
        if following is not None and self.document is not None and not self.document.is_clean:
            following()
        self._settled.emit()

    def _ask_about_conflict(self, happened: str) -> str:
        return self._prompts.ask(
            Question(
                _("Le fichier a changé"),
                happened,
                _("Rien n'a été écrit : votre travail est intact ici, l'autre version l'est sur le disque."),
                (
                    Choice("elsewhere", _("Enregistrer &sous…")),
                    Choice("replace", _("&Remplacer"), harmful=True),
                    Choice(CANCEL, _("Annuler")),
                ),
            )
        )

    def _ask_about_failure(self, happened: str) -> str:
        return self._prompts.ask(
            Question(
                _("L'enregistrement a échoué"),
                happened or _("Le fichier n'a pas pu être écrit, par notre faute."),
                _("Votre travail est intact dans cette fenêtre."),
                (Choice("elsewhere", _("Enregistrer &ailleurs…")), Choice(CANCEL, _("Annuler"))),
            )
        )

    def _remember(self, path: Path) -> None:
        self._store.remember(path.absolute(), self._now())
        self._store.change(folder=str(path.absolute().parent))


def file_name(title: str) -> str:
    """Return a name for a file, without accents nor signs, from a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower() or "offre"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
