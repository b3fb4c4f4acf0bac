"""The main window: start centre or document, commands, and what runs between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from offerdesigner.app import icons
from offerdesigner.app.actions import Actions
from offerdesigner.app.commands import Commands
from offerdesigner.app.filing import Filing
from offerdesigner.app.first_paint import FirstPaint
from offerdesigner.app.message_bar import MessageArea, MessageBar
from offerdesigner.app.pages import FRONT
from offerdesigner.app.prompts import Dialogs, Prompts
from offerdesigner.app.recovery import Copy, Recovery
from offerdesigner.app.recovery_offer import RecoveryOffer
from offerdesigner.app.settings import Store, data_folder
from offerdesigner.app.shell import Shell
from offerdesigner.app.start import StartCentre
from offerdesigner.app.status import Status
from offerdesigner.app.undo_guard import UndoGuard
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.importing.flow import Importing
    from offerdesigner.app.live import Live, Task
    from offerdesigner.app.panels.key_figures import KeyFigures
    from offerdesigner.app.workspace import Workspace

MINIMUM = (960, 560)
USUAL = (1440, 900)
FRAME_HEIGHT = 48
EXPORTS_AT_CLOSE_SECONDS = 30.0
_STATE_VERSION = 2


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class MainWindow(Shell):
    """One window, one document at a time."""

    first_painted = Signal()
    """The start centre was painted: what was left for later may load."""

    def __init__(
        self,
        store: Store,
        prompts: Prompts | None = None,
        *,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__()
        self.store, self._today = store, today
        self._prompts = prompts or Dialogs(self)
        self._live: Live | None = None
        self.filing = Filing(self._prompts, store, self._write, self._read, now, self)
        self.recovery = Recovery(data_folder() / "recovery", self._write, now, self)
        self._workspace: Workspace | None = None
        self.delivery = None
        self._importing: Importing | None = None
        self._state_at_start: QByteArray | None = None
        self._gives_up = False
        self.is_still_drawing = False
        """Once closed: whether a drawing that nobody waits for still runs."""
        self.setWindowIcon(icons.icon("application"))
        self.setMinimumSize(*MINIMUM)
        self._commands = Commands(self)
        self.actions_by_key = Actions(self, self._commands.slots_by_key())
        self.messages = MessageBar(self)
        self._recovery_offer = RecoveryOffer(self.recovery, self.filing, self.messages, self)
        self.stack = QStackedWidget(self)
        self.start = StartCentre(store, self)
        self.stack.addWidget(self.start)
        self.setCentralWidget(MessageArea(self.messages, self.stack, self))
        self.tools = None
        self.figures: KeyFigures | None = None
        self.status = Status(self)
        self.setStatusBar(self.status)
        self._connect()
        self._restore_size()
        self._show_start()
        self.first_painted.connect(self._preload)
        first = FirstPaint(self)
        first.seen.connect(self.first_painted)
        self.installEventFilter(first)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._undo_guard = UndoGuard(application, self.stack)

    @property
    def live(self) -> Live:
        """The worker, started when something is first asked of it."""
        if self._live is None:
            from offerdesigner.app.live import Live

            self._live = Live(self, today=self._today)
        return self._live

    @property
    def workspace(self) -> Workspace:
        """The pages and panels, built with the first document."""
        if self._workspace is None:
            # The model, the checks and the pages load here, not with the start centre.
            from offerdesigner.app.delivery import Delivery
            from offerdesigner.app.panels.key_figures import KeyFigures
            from offerdesigner.app.tool_bar import ToolBar
            from offerdesigner.app.workspace import Workspace

            self.tools = ToolBar(self.actions_by_key, self._commands.targets, self)
            self.addToolBar(self.tools)
            self.figures = KeyFigures(self.live, self)
            self.addToolBarBreak()
            self.addToolBar(self.figures)
            made = self._workspace = Workspace(self, self.live, self.store, self.status, self._today)
            self.tools.go_to.address_chosen.connect(made.go_to)
            self.figures.address_chosen.connect(made.go_to)
            self.figures.page_chosen.connect(made.go_to_page)
            self.stack.addWidget(made.editor)
            self._adapt()
            self.delivery = Delivery(made, self.live, self._prompts, self.store, self.messages, self._today)
            self.status.problems_asked.connect(made.docks.open_problems)
            made.template_requested.connect(self.filing.close)
            made.docks.shown_changed.connect(self._commands.check_panels)
            made.shown_side.changed.connect(self._commands.check_prices)
            if self._state_at_start:
                self.restoreState(self._state_at_start, _STATE_VERSION)
                made.docks.note_restored()
        return self._workspace

    @property
    def importing(self) -> Importing:
        """What imports grids, made when it is first asked for."""
        if self._importing is None:
            from offerdesigner.app.importing.flow import Importing

            self._importing = Importing(self, self._prompts)
        return self._importing

    def import_grid(self) -> None:
        """Ask for a sheet, and show what offers it becomes."""
        self.importing.ask()

    @property
    def document(self) -> Document | None:
        """The open document, or `None` on the start centre."""
        return self.filing.document

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved, let exports end, then stop the worker and remember the sizes."""
        if not (self.filing.may_leave() and self._exports_ended()):
            event.ignore()
            return
        remembered = QSettings(str(self.store.path.with_name("window.ini")), QSettings.Format.IniFormat)
        remembered.setValue("geometry", self.saveGeometry())
        if self._workspace is not None:
            remembered.setValue("state", self.saveState(_STATE_VERSION))
        # Nobody should look at a window that does not answer while a long drawing is given up.
        self.hide()
        if self._live is not None:
            self.is_still_drawing = not self._live.close()
        self.recovery.leave()
        event.accept()

    def _exports_ended(self) -> bool:
        """Let the exports asked for end, out of sight; come back to tell of one that failed or takes too long."""
        if self.delivery is None or self._gives_up or not self.live.must_wait:
            return True
        self.hide()
        ended = self.live.finish(EXPORTS_AT_CLOSE_SECONDS)
        if ended and not self.delivery.failed:
            return True
        self.show()
        if self.document is not None:
            self.live.show(self.document.project)
        if not ended:
            self.messages.say(
                "warning",
                _("L'export n'est pas terminé."),
                ((_("&Fermer sans l'attendre"), self._close_anyway),),
            )
        return False

    def _close_anyway(self) -> None:
        self._gives_up = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap, where nobody else wants it, comes back from the side panel to the preview."""
        if event.key() == Qt.Key.Key_Escape and self._workspace is not None and self._workspace.leave_side():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        """Fold what there is no room for."""
        if self._workspace is not None and self.tools is not None:
            self._workspace.docks.adapt(self.width(), self.height())
            self.tools.fit()
        if self.figures is not None:
            self.figures.fit()

    def lay_out_again(self) -> None:
        """Give everything the room that another size of text takes."""
        if self._workspace is not None:
            self._workspace.lay_out_again()
        self._adapt()

    def open_path(self, path: Path) -> None:
        """Open a file given by the person or the system."""
        self.filing.open_path(path)

    def _preload(self) -> None:
        """Let the worker load the model, the checks and the drawing while the person looks around."""
        from offerdesigner.app.preload import Preload

        height = round(self.start.sheet_height() * self.devicePixelRatioF())
        self.live.run(Preload(height)).finished.connect(self.start.show_sheet)
        self._recovery_offer.make()

    def _write(self, job: Callable[[], object]) -> Task:
        from offerdesigner.storage import files

        return self.live.run(job, files=True, foreseen=(files.SaveFailed, files.ChangedOnDisk))

    def _read(self, job: Callable[[], object]) -> Task:
        return self.live.run(job, files=True)

    def _connect(self) -> None:
        self.filing.opening.connect(self._show_opening)
        self.filing.opened.connect(self._show_document)
        self.filing.closed.connect(self._show_start)
        self.filing.saved.connect(self._tell_saved)
        self.filing.failed.connect(self._tell_failed)
        self.start.open_asked.connect(self.filing.open)
        self.start.import_asked.connect(self.import_grid)
        self.start.file_chosen.connect(self._open_recent)
        self.start.model_chosen.connect(self.filing.open_model)
        self.status.undo_asked.connect(self._commands.undo)
        self.recovery.copied.connect(self._tell_copied)
        self._commands.fill(self.actions_by_key)

    def _restore_size(self) -> None:
        remembered = QSettings(str(self.store.path.with_name("window.ini")), QSettings.Format.IniFormat)
        geometry, self._state_at_start = remembered.value("geometry"), remembered.value("state")
        self.resize(*USUAL)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        # The frame is not known before the window is shown: room is left for its title.
        room = self.screen().availableGeometry().adjusted(0, 0, 0, -FRAME_HEIGHT)
        self.resize(min(self.width(), room.width()), min(self.height(), room.height()))

    def _show_opening(self, sentence: str) -> None:
        """Say what is being read; nothing once it is read."""
        if sentence:
            self.status.say(sentence, stays=True)
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.status.dismiss()
            self.unsetCursor()

    def _show_document(self, document: Document) -> None:
        self.messages.dismiss()
        workspace = self.workspace
        document.state_changed.connect(self._show_state)
        workspace.follow(document)
        self.recovery.follow(document)
        workspace.docks.set_in_use(True)
        if self.tools is not None:
            self.tools.show()
        if self.figures is not None:
            self.figures.follow(document)
        self.actions_by_key.enable_document(True)
        self._commands.check_prices()
        self.stack.setCurrentWidget(workspace.editor)
        self._show_state()
        workspace.go_to_page(FRONT)

    def _show_start(self) -> None:
        self.recovery.leave()
        self.messages.dismiss()
        if self._workspace is not None:
            self._workspace.leave()
            self._workspace.docks.set_in_use(False)
        if self.tools is not None:
            self.tools.hide()
        if self.figures is not None:
            self.figures.leave()
        self.actions_by_key.enable_document(False)
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle(_("Accueil — Offer Designer"))
        self.setWindowModified(False)
        self.start.take_focus()

    def _show_state(self) -> None:
        document = self.document
        if document is None:
            return
        title = _("{title}[*] — Offer Designer").format(title=document.title)
        if title != self.windowTitle():
            self.setWindowTitle(title)
        self.setWindowModified(not document.is_clean)
        self.actions_by_key.name_undo(document.undo_label, document.redo_label)

    def _tell_saved(self) -> None:
        assert self.document is not None
        self.messages.dismiss()
        self.status.say(_("Enregistré : {name}").format(name=self.document.title))

    def _tell_copied(self, copy: Copy) -> None:
        self.status.show_copy(_("Copie de secours : {hour}").format(hour=copy.when.partition("T")[2][:5]))

    def _tell_failed(self, sentence: str) -> None:
        self.messages.say("error", sentence)

    def _open_recent(self, path: str) -> None:
        self.filing.open_path(Path(path))
