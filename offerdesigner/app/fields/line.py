"""Fields of text: one line, or several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from offerdesigner.app.fields.base import Field, Refused
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.text import _, number

LINE_LENGTH = 200
TEXT_LENGTH = 4000
_ROOM_AROUND = 6


class LineEditField(Field):
    """A field typed in a line edit: committed live while typing, normalised on leaving or on Enter."""

    control: QLineEdit

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(QLineEdit(), parent, hint=hint)
        self.control.textEdited.connect(self._take_typed)
        self.control.returnPressed.connect(self._normalise)

    def _take_typed(self, _text: str) -> None:
        self.commit()


class LineField(LineEditField):
    """A short text on one line (`str`).

    `advise` may give a sentence about what stands there; it never blocks, and waits until one leaves the field.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        max_length: int = LINE_LENGTH,
        advise: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(parent, hint=hint)
        self._advise = advise
        self._advice = hint_label("", self)
        self._advice.hide()
        self._column.addWidget(self._advice)
        self.control.setMaxLength(max_length)
        self.control.setPlaceholderText(placeholder)

    @property
    def advice(self) -> str:
        """The sentence about what stands there, or ""."""
        return self._advice.text()

    def settle(self, value: Any) -> None:
        """Take the advice away as soon as it no longer holds."""
        super().settle(value)
        if self._advise and not self._advise(value):
            self._give_advice(value)

    def _give_advice(self, value: str) -> None:
        sentence = self._advise(value) if self._advise else ""
        self._advice.setText(sentence)
        self._advice.setVisible(bool(sentence))

    def _display(self, value: Any) -> None:
        if self.control.text() != value:
            self.control.setText(value or "")
            self.control.setCursorPosition(0)
        self._give_advice(value or "")

    def _read(self) -> str:
        return self.control.text().strip()


class _TextEdit(QPlainTextEdit):
    """A plain text edit that asks for as many lines as it holds, between two bounds."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        # One history for the whole document: see the field's event filter.
        self.setUndoRedoEnabled(False)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap otherwise in another width: ask for the height they need now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = int(self.document().documentLayout().documentSize().height())
        most = 3 * self._lines + 2
        rows = max(self._lines, min(wanted, most))
        # A bar that comes and goes would change the width, hence the lines, hence the bar.
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always)
        around = 2 * (self.frameWidth() + int(self.document().documentMargin())) + _ROOM_AROUND
        height = rows * QFontMetrics(self.font()).lineSpacing() + around
        if height != self.minimumHeight():
            self.setFixedHeight(height)


class TextField(Field):
    """A text on several lines (`str`), committed live while typing."""

    control: QPlainTextEdit

    def __init__(
        self, parent: QWidget | None = None, *, hint: str = "", lines: int = 3, max_length: int = TEXT_LENGTH
    ) -> None:
        super().__init__(_TextEdit(lines), parent, hint=hint)
        self._max_length = max_length
        self.control.textChanged.connect(self.commit)

    def _display(self, value: Any) -> None:
        if self.control.toPlainText() != value:
            self.control.setPlainText(value or "")

    def _read(self) -> str:
        text = self.control.toPlainText()
        if len(text) > self._max_length:
            sentence = _("Ce texte est trop long : {limit} caractères au plus, il en a {length}.")
            raise Refused(sentence.format(limit=number(self._max_length), length=number(len(text))))
        return text

    def _gives_up_wheel(self) -> bool:
        return not self.control.hasFocus()
