"""The note under what an offer gives of a service, written in a line that opens at the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QModelIndex, QObject, QPersistentModelIndex, Qt

from offerdesigner.app.document import Change
from offerdesigner.app.editors.grid.headings import HeadingEditor
from offerdesigner.app.editors.grid.live import LiveTyping
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.models.grid_grants import change_note, note_of
from offerdesigner.app.models.grid_rows import RowKind
from offerdesigner.model.address import at
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Inclusion
from offerdesigner.model.typed import Refused
from offerdesigner.text import _, of, typeset

if TYPE_CHECKING:
    from offerdesigner.app.editors.grid.commands import GridCommands

LETTERS = 44
"""How wide the line is, where there is room."""


class Notes(QObject):
    """Opens the note of the current cell, follows what is typed, and closes it."""

    def __init__(self, commands: GridCommands) -> None:
        super().__init__(commands)
        self._commands = commands
        self._view = commands.view
        self._document = commands.document
        self.editor: HeadingEditor | None = None
        self._typing: LiveTyping | None = None
        self._cell = QPersistentModelIndex()
        self._view.keys.tie(QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F2), self.open)
        self._document.changed.connect(self._follow)

    def open(self) -> None:
        """Open the note of the current cell, or say why it can have none."""
        index = self._view.currentIndex()
        if not index.isValid() or self._view.columns.row_at(index).kind is not RowKind.SERVICE:
            return
        row, offer = self._view.columns.row_at(index), self._view.columns.offer_at(index)
        try:
            note = note_of(self._document.project, offer, row.key)
        except Refused as refusal:
            self._commands.say(str(refusal))
            return
        self.close()
        self._cell = QPersistentModelIndex(index)
        self._typing = LiveTyping(self._document, self._view, at("offers", offer.id))
        self.editor = HeadingEditor(self._view.viewport(), note, typeset(field_info(Inclusion, "note").help))
        said = _("Note sur {row}, {offer}").format(row=row.label, offer=offer.name)
        self.editor.setAccessibleName(said)
        self.editor.textEdited.connect(self._type)
        self.editor.finished.connect(self._finish)
        self._place(index)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, index: QModelIndex) -> None:
        """Put the line under its cell, or above it, all of it in sight."""
        assert self.editor is not None
        cell, room = self._view.visualRect(index), self._view.viewport().size()
        width = min(room.width() - 4, LETTERS * self.editor.fontMetrics().averageCharWidth())
        height = self.editor.sizeHint().height()
        top = cell.bottom() + 1 if cell.bottom() + height < room.height() else cell.top() - height
        self.editor.setGeometry(max(2, min(cell.left(), room.width() - width - 2)), top, width, height)

    def _type(self, note: str) -> None:
        if self._typing is None or not self._cell.isValid():
            return
        row, offer = self._view.columns.row_at(self._cell), self._view.columns.offer_at(self._cell)
        address = self._view.columns.look_at(self._cell).cell.address
        label = _("note sur {row} {of_offer}").format(row=row.label, of_offer=of(offer.name))
        service, key = row.key, ("note", row.id, offer.id)
        self._typing.apply(Edit(label, lambda now: change_note(now, offer.id, service, note.strip()), address, key=key))

    def _finish(self, kept: bool) -> None:
        typing, self._typing = self._typing, None
        self.close()
        if typing is not None and not kept:
            typing.give_back()

    def _follow(self, change: Change) -> None:
        """Close when something else (an undo) changes the project under the line."""
        if change.origin is not self._view:
            self.close()

    def close(self) -> None:
        """Take the line away; the keyboard comes back to the cell."""
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.blockSignals(True)
            if editor.hasFocus():
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()
