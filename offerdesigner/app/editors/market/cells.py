"""Typing in the comparison: what cannot be taken stays in its cell to be mended, with the reason beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from offerdesigner.app.editors.catalogue import Index
from offerdesigner.app.editors.grid.bubble import Bubble, not_kept
from offerdesigner.app.editors.grid.entry import ENTER
from offerdesigner.app.editors.table_view import CellDelegate, TableView
from offerdesigner.app.models.market_model import MarketModel

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_NEXT = {
    Qt.Key.Key_Tab: QStyledItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QStyledItemDelegate.EndEditHint.EditPreviousItem,
}


class MarketDelegate(CellDelegate):
    """Keeps an editor open while what it holds is refused."""

    given_up = Signal(str)
    """The cursor left a cell whose text is refused: the sentence that says so."""

    def __init__(self, view: TableView, document: Document, market: MarketModel) -> None:
        super().__init__(view)
        self._view, self._document = view, document
        self._sentence = ""
        self.bubble = Bubble(view.viewport())
        market.refused.connect(self._note)
        document.refused.connect(self._note)
        view.verticalScrollBar().valueChanged.connect(self.bubble.hide)
        view.horizontalScrollBar().valueChanged.connect(self.bubble.hide)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give a line to type in, or choices; typing on takes the sentence away."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.bubble.hide)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the sentence away with the editor."""
        self.bubble.hide()
        super().destroyEditor(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; say beside it why it is refused."""
        self._sentence = ""
        super().setModelData(editor, model, index)
        if self._sentence:
            self.bubble.say(self._sentence, QRect(editor.geometry()))
            editor.setAccessibleDescription(self._sentence)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab go on only from what is taken; leaving gives up what is refused, and says so."""
        if not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut:
            if QApplication.activePopupWidget() is None and self._view.isActiveWindow():
                self._conclude(editor)
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (*ENTER, *_NEXT):
                if self._is_taken(editor):
                    self.closeEditor.emit(editor, _NEXT.get(key, QStyledItemDelegate.EndEditHint.NoHint))
                    if key in ENTER:
                        self.went_down.emit()
                return True
        return super().eventFilter(editor, event)

    def _is_taken(self, editor: QLineEdit) -> bool:
        self.commitData.emit(editor)
        return not self._sentence

    def _conclude(self, editor: QLineEdit) -> None:
        """Close an editor that the cursor left."""
        is_taken, sentence, typed = self._is_taken(editor), self._sentence, editor.text()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if not is_taken:
            said = not_kept(typed, sentence)
            self.given_up.emit(said)
            self._document.refused.emit(said)

    def _note(self, sentence: str) -> None:
        self._sentence = sentence
