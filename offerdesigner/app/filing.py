"""Opening, saving and leaving: never a lost change, never a file overwritten unasked.

Reading and writing are the worker's: meanwhile the window lives, and the last thing asked for wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

from offerdesigner.app.prompts import CANCEL, Choice, Prompts, Question, offer_files
from offerdesigner.app.reading import Read, ReadCopy, ReadFile, ReadModel
from offerdesigner.app.settings import Store
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document, Saving
    from offerdesigner.app.live import Task
    from offerdesigner.app.recovery import Copy
    from offerdesigner.storage.files import Fingerprint
    from offerdesigner.storage.format import Unreadable

SUFFIX = ".offre"


class Filing(QObject):
    """Holds the open document and knows its file. The model and the storage load with the first document."""

    opened = Signal(object)
    """A `Document` was opened: it replaces the former one."""

    opening = Signal(str)
    """Something is being read: a sentence that says what; "" once nothing is."""

    closed = Signal()
    saved = Signal()
    failed = Signal(str)
    """A sentence: what could not be opened, and what is safe."""

    _settled = Signal()

    def __init__(
        self,
        prompts: Prompts,
        store: Store,
        write: Callable[[Saving], Task],
        read: Callable[[Callable[[], object]], Task],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        """`write` and `read` do a job on the thread of the files, one after the other."""
        super().__init__(parent)
        self._prompts = prompts
        self._store = store
        self._write, self._read = write, read
        self._now = now
        self._under_way: Saving | None = None
        self._next: Callable[[], object] | None = None
        self._opening: Task | None = None
        self._once_open: Callable[[], object] | None = None
        self._arrived: Read | None = None
        self._is_asking_where = False
        self.document: Document | None = None

    def new(self) -> None:
        """Open an empty offer."""
        self.open_model("page-blanche")

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self._prompts.path_to_open(self.folder(), (offer_files(), _("Tous les fichiers (*)")))
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Have the file `path` read, then open it; what cannot be read is told and left as it is."""
        self._begin(ReadFile(path))

    def open_model(self, name: str, once_open: Callable[[], object] | None = None) -> None:
        """Open a copy of the example or template `name`: it has no file until it is saved."""
        self._begin(ReadModel(name), once_open)

    def recover(self, copy: Copy, once_open: Callable[[], object]) -> None:
        """Open what was rescued; its file, if it had one, is only replaced after a question."""
        self._begin(ReadCopy(copy), once_open)

    @property
    def is_opening(self) -> bool:
        """Whether something is being read, to be opened next."""
        return self._opening is not None or self._arrived is not None

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
        self._is_asking_where = True
        path = self._prompts.path_to_write(_("Enregistrer sous"), proposal, (offer_files(),))
        self._is_asking_where = False
        if path is None:
            self._take_arrived()
        else:
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
        """Tell whether the present document can be left: it is saved, or nothing of it matters.

        What is being read is given up: whoever asks does something else instead.
        """
        self._give_up_opening()
        self.finish()
        document = self.document
        if document is None or not document.is_work:
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

    def _begin(self, job: ReadFile | ReadModel | ReadCopy, once_open: Callable[[], object] | None = None) -> None:
        """Have `job` done; what was being read before it is no longer wanted."""
        self._opening, self._once_open, self._arrived = self._read(job), once_open, None
        self._opening.finished.connect(self._note_read)
        self._opening.failed.connect(self._note_unread)
        self.opening.emit(job.said)

    def _give_up_opening(self) -> None:
        if self.is_opening:
            self._opening = self._arrived = None
            self.opening.emit("")

    def _note_read(self, found: Read | Unreadable) -> None:
        if self.sender() is not self._opening:
            return
        self._opening = None
        if not isinstance(found, Read):
            self._tell_unread(_capital(str(found)))
            return
        self._arrived = found
        self._take_arrived()

    def _note_unread(self, error: BaseException) -> None:
        """Tell that a reading failed by our fault. One that the closing window did not begin is no failure."""
        from offerdesigner.app.live import NotDone

        if self.sender() is self._opening and not isinstance(error, NotDone):
            self._opening = None
            self._tell_unread(_("L'ouverture a échoué, par notre faute."))

    def _tell_unread(self, sentence: str) -> None:
        self.opening.emit("")
        self.failed.emit(_("{sentence} Le fichier est resté tel quel.").format(sentence=sentence))

    def _take_arrived(self) -> None:
        """Open what was read; a saving that is under way, and what it may be asking, come first."""
        if self._arrived is not None and self._under_way is None and not self._is_asking_where:
            self._take(self._arrived, self._once_open)

    def _take(self, read: Read, once_open: Callable[[], object] | None) -> None:
        """Open `read`, if the present document can be left."""
        from offerdesigner.app.document import Document

        self._give_up_opening()
        if not self.may_leave():
            return
        if read.fingerprint is not None and read.path is not None:
            self._remember(read.path)
        former = self.document
        document = Document(read.project, read.path, read.fingerprint, title=read.title, parent=self)
        if read.fingerprint is None:
            document.mark_dirty(is_given=read.is_given)
        self.document = document
        self.opened.emit(document)
        if former is not None:
            former.deleteLater()
        if once_open is not None:
            once_open()

    def _start(self, saving: Saving) -> None:
        self._under_way = saving
        task = self._write(saving)
        task.finished.connect(self._note_saved)
        task.failed.connect(self._note_failed)

    def _note_saved(self, fingerprint: Fingerprint) -> None:
        assert self._under_way is not None and self.document is not None
        saving = self._under_way
        self.document.note_saved(saving, fingerprint)
        self._remember(saving.path)
        self.saved.emit()
        self._settle()
        self._take_arrived()

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
        self._take_arrived()

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
