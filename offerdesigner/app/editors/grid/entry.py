"""Typing in a cell: followed key by key, kept or given up, and the sentence of a refusal beside the cell."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QWidget

from offerdesigner.app.editors.grid.bubble import Bubble, not_kept
from offerdesigner.app.editors.grid.cell_editor import CellEditor
from offerdesigner.app.editors.grid.live import LiveTyping
from offerdesigner.app.editors.grid.offer_table import OfferTable
from offerdesigner.model.address import at
from offerdesigner.model.edits import Edit
from offerdesigner.model.refusal import reason
from offerdesigner.model.typed import ABSENT, Refused, reduced

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NOTHING = QAbstractItemDelegate.EndEditHint.NoHint


class CellEntry(QObject):
    """What is being typed in one table, at most in one cell at a time."""

    def __init__(self, view: OfferTable) -> None:
        super().__init__(view)
        self._view = view
        self._document = view.document
        self._columns = view.columns
        self._bubble = Bubble(view.viewport())
        self._editor: CellEditor | None = None
        self._typing: LiveTyping | None = None
        self._sentence = ""
        self._said_by_click = False
        self.is_taking_back = False
        self._document.refused.connect(self._note_refusal)

    def open(self, editor: CellEditor) -> None:
        """Take note that an editor opened: what Escape gives back starts here."""
        self._bubble.hide()
        self._editor = editor
        offer = self._columns.offer_at(editor.index)
        self._typing = LiveTyping(self._document, self._view, at("offers", offer.id))

    def forget(self, editor: QWidget) -> None:
        """Forget an editor that closes, whoever closes it."""
        if editor is self._editor:
            self._document.catch_up()
            self._editor = None
            self._bubble.hide()

    def forget_lost(self) -> None:
        """Forget the editor of a cell that went."""
        if self._editor is not None and not self._editor.index.isValid():
            self.forget(self._editor)

    def _edit_of(self, editor: CellEditor) -> Edit:
        row, offer = self._columns.row_at(editor.index), self._columns.offer_at(editor.index)
        try:
            return self._columns.edit_for(self._document.project, row, offer, editor.text())
        except ValidationError as error:
            raise Refused(reason(error)) from error

    def follow(self, editor: CellEditor) -> None:
        """Apply what is typed so far, when it already means something."""
        self._document.catch_up()
        self._bubble.hide()
        row = self._columns.row_at(editor.index)
        if not self._columns.is_typed_live(row) or reduced(editor.text()) in ABSENT:
            return
        assert self._typing is not None
        try:
            self._typing.follow(self._edit_of(editor))
        except Refused:
            return

    def commit(self, editor: CellEditor) -> bool:
        """Put what an editor holds in the project; when it is refused, say why and return False."""
        self._document.catch_up()
        if not editor.isModified() or self._typing is None:
            return True
        try:
            accepted = self._typing.apply(self._edit_of(editor))
        except Refused as refusal:
            self._take_back(self._typing)
            accepted, self._sentence = False, str(refusal)
        if not accepted:
            self.say(self._sentence, editor.geometry())
            editor.setAccessibleDescription(self._sentence)
        return accepted

    def _note_refusal(self, sentence: str) -> None:
        self._sentence = sentence

    def _take_back(self, typing: LiveTyping) -> None:
        """Undo what the first keys did before the whole was refused; what is typed stays in the editor."""
        self.is_taking_back = True
        typing.give_back()
        self.is_taking_back = False

    def take_key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        """Commit and walk, give up, or leave the key to the editor."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or key == Qt.Key.Key_Up
        if key == Qt.Key.Key_Escape:
            self._close(editor)
            if self._typing is not None:
                self._typing.give_back()
        elif key not in (*ENTER, *TABS, Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        elif self.commit(editor):
            self._close(editor)
            if key in TABS and control:
                self._view.leave(key == Qt.Key.Key_Tab)
            elif key in TABS:
                self._view.walk(0, 1 if key == Qt.Key.Key_Tab else -1)
            elif key in ENTER and control:
                self._view.detail_requested.emit(self._view.currentIndex())
            else:
                self._view.walk(-1 if back else 1, 0)
        return True

    def leave(self, editor: CellEditor) -> None:
        """The cursor went elsewhere: commit, or give up what is refused."""
        if editor is self._editor and not QApplication.activePopupWidget() and self._view.isActiveWindow():
            self._conclude(editor)

    def settle(self) -> None:
        """Keep what was typed, or give it up, before going where a click is."""
        if self._editor is not None:
            self._conclude(self._editor)
        if not self._said_by_click:
            self._bubble.hide()
        self._said_by_click = False

    def _conclude(self, editor: CellEditor) -> None:
        """Close an editor; the value comes back when what it holds is refused, and the sentence stays in sight."""
        accepted, beside, typed = self.commit(editor), QRect(editor.geometry()), editor.text()
        self._close(editor)
        if not accepted:
            self._sentence = not_kept(typed, self._sentence)
            self.say(self._sentence, beside)
            # The click that made the cursor leave comes after; the window repeats the sentence where it says things.
            self._said_by_click = True
            self._document.refused.emit(self._sentence)

    def _close(self, editor: CellEditor) -> None:
        self._view.closeEditor(editor, _NOTHING)

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence under (or above) a place of the table."""
        self._bubble.say(sentence, beside)

    def hush(self) -> None:
        """Take the sentence away."""
        self._said_by_click = False
        self._bubble.hide()

    @property
    def sentence(self) -> str:
        """The sentence on show, or ""."""
        return "" if self._bubble.isHidden() else self._bubble.text()
