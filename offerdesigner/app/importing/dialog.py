"""The dialog of an import: what is chosen, the preview, the amounts to settle, and what is brought and left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.importing.choices import Choices
from offerdesigner.app.importing.doubt_bar import DoubtBar
from offerdesigner.app.importing.notes import Notes
from offerdesigner.app.importing.preview_model import PreviewModel
from offerdesigner.app.importing.preview_view import PreviewView
from offerdesigner.app.importing.reading import Sheets, TryImport
from offerdesigner.app.latest import Latest
from offerdesigner.app.live import Live
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.base import new_id
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.grid_guess import guess
from offerdesigner.storage.exchange.grid_import import GridImport
from offerdesigner.storage.exchange.grid_layout import HolderRole, Layout, LineRole, Orientation, Place, Reading
from offerdesigner.storage.exchange.grid_notes import Filled
from offerdesigner.text import _, typeset

LARGEST = (1240, 800)
_AROUND = (60, 70)
"""How much of the window is left in sight around the dialog."""

AT_ONCE = 2000
"""How many cells of a sheet, at most, are imported for sight while the window waits."""


class ImportDialog(QDialog):
    """Shows what a sheet becomes, and lets it be corrected; `import_asked` carries the `GridImport`."""

    import_asked = Signal(object)
    file_asked = Signal()

    def __init__(self, parent: QWidget, live: Live) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Importer une grille"))
        self._found: Sheets | None = None
        self._place = 0
        self._layout: Layout | None = None
        self._filled: Filled | None = None
        self._seed = new_id()
        self._attempts = Latest(live, self)
        self.choices = Choices(self)
        self.doubts = DoubtBar(self)
        self.view = PreviewView(self)
        self.notes = Notes(self)
        self._waiting = QLabel(self)
        self._waiting.setObjectName("waiting")
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.view)
        self._hint = hint_label(
            _("Au-dessus de chaque colonne et devant chaque ligne, ce qu'elle devient : un clic ou Entrée le change."),
            self,
        )
        self.import_button = QPushButton(_("&Importer"), self)
        theme.mark(self.import_button, "primary", True)
        self._lay_out()
        self._connect()
        self.resize(min(parent.width() - _AROUND[0], LARGEST[0]), min(parent.height() - _AROUND[1], LARGEST[1]))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.setAutoDefault(False)
        buttons.accepted.connect(self._ask_for_import)
        buttons.rejected.connect(self.reject)
        self.import_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.choices)
        column.addWidget(self.doubts)
        column.addWidget(self._hint)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notes)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.choices.file_asked.connect(self.file_asked)
        self.choices.sheet_chosen.connect(self._show_sheet)
        self.choices.orientation_chosen.connect(self._turn)
        self.choices.target_chosen.connect(self._fill)
        self.doubts.answered.connect(self._settle_all)
        self.notes.place_chosen.connect(self.show_place)
        self._attempts.finished.connect(self._show_result)

    # What is read

    def show_reading(self, path: Path) -> None:
        """Say which file is being read."""
        self._found = self._layout = self._filled = None
        self._attempts.forget()
        self.choices.show_file(path)
        self._wait(_("Lecture de « {name} »…").format(name=path.name))

    def show_failure(self, sentence: str) -> None:
        """Say why the file cannot be read; another one can be chosen."""
        self._wait(sentence, "error")
        self.choices.file_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sheets(self, found: Sheets) -> None:
        """Show the sheet that looks like a grid, and what it is taken for."""
        self._found = found
        self.choices.show_sheets(found)
        self._show_sheet(found.likeliest)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self, sentence: str, tone: str = "muted") -> None:
        theme.mark(self._waiting, "tone", tone)
        self._waiting.setText(typeset(sentence))
        self._waiting.setAccessibleName(sentence)
        self._stack.setCurrentWidget(self._waiting)
        self._hint.hide()
        self.doubts.show_doubts(())
        self.notes.hide()
        self._allow_import("")

    # What is chosen

    def _show_sheet(self, place: int) -> None:
        assert self._found is not None
        self._place = place
        sheet = self._found.sheets[place]
        self.choices.show_sheet(place, self._found.path.stem, self._found)
        model = PreviewModel(sheet, self)
        model.line_chosen.connect(self._choose_line)
        model.holder_chosen.connect(self._choose_holder)
        model.reading_chosen.connect(self._settle)
        self.model = model
        self._layout = guess(sheet)
        self._fill()
        self.view.show_model(model)
        self._stack.setCurrentWidget(self.view)
        self._hint.show()
        self.notes.show()

    def _turn(self, orientation: Orientation) -> None:
        assert self._found is not None
        self._relay(guess(self._found.sheets[self._place], orientation))

    def _choose_line(self, line: int, role: LineRole) -> None:
        assert self._layout is not None
        self._relay(self._layout.with_line(line, role))

    def _choose_holder(self, holder: int, role: HolderRole) -> None:
        assert self._layout is not None
        self._relay(self._layout.with_holder(holder, role))

    def _settle(self, place: Place, reading: Reading) -> None:
        assert self._layout is not None
        self._relay(self._layout.with_readings({place: reading}))

    def _settle_all(self, reading: Reading) -> None:
        assert self._layout is not None and self._filled is not None
        self._relay(self._layout.with_readings({doubt.place: reading for doubt in self._filled.doubts}))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _relay(self, layout: Layout) -> None:
        self._layout = layout
        self._fill()

    def show_place(self, place: Place) -> None:
        """Make a cell of the sheet the current one."""
        index = self.model.index_of(place)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    # What comes of it

    def _wanted(self) -> GridImport:
        assert self._found is not None and self._layout is not None
        sheet = self._found.sheets[self._place]
        return GridImport(sheet, self._layout, self.choices.range_name, self.choices.range_id, self._seed)

    def _fill(self) -> None:
        """See what the sheet becomes in the project, and show it: at once, or once the worker has a large one."""
        assert self._found is not None and self._layout is not None
        sheet = self._found.sheets[self._place]
        self.choices.show_orientation(self._layout.orientation)
        attempt = TryImport(self._wanted(), self._found.project)
        if len(sheet.rows) * sheet.width <= AT_ONCE:
            self._show_result(attempt())
            return
        self._filled = None
        waiting = _("Ce tableau est grand : un instant…")
        self.notes.say(waiting)
        self._allow_import(waiting)
        self.doubts.show_doubts(())
        self.model.show_layout(self._layout, None)
        self._attempts.ask(attempt)

    def _show_result(self, result: Filled | Refused) -> None:
        assert self._found is not None and self._layout is not None
        self._attempts.forget()
        if isinstance(result, Refused):
            self._filled = None
            self.notes.say(str(result), "error")
            self._allow_import(str(result))
        else:
            self._filled = result
            self.notes.show_filled(result, self._found.sheets[self._place])
            self._allow_import(_("Dites d'abord comment lire les montants.") if result.doubts else "")
        self.doubts.show_doubts(self._filled.doubts if self._filled else ())
        self.model.show_layout(self._layout, self._filled)

    def _allow_import(self, reason: str) -> None:
        self.import_button.setEnabled(self._filled is not None and not self._filled.doubts)
        self.import_button.setToolTip(plain_tooltip(reason))

    def _ask_for_import(self) -> None:
        if self.import_button.isEnabled():
            self.import_asked.emit(self._wanted())
