"""Fields of text: one line, or several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from offerdesigner.app.fields.base import Field

LINE_LENGTH = 200
TEXT_LENGTH = 4000


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
    """A short text on one line (`str`)."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        max_length: int = LINE_LENGTH,
    ) -> None:
        super().__init__(parent, hint=hint)
        self.control.setMaxLength(max_length)
        self.control.setPlaceholderText(placeholder)

    def _display(self, value: Any) -> None:
        if self.control.text() != value:
            self.control.setText(value or "")
            self.control.setCursorPosition(0)

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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        wanted = int(self.document().documentLayout().documentSize().height())
        rows = max(self._lines, min(wanted, 3 * self._lines + 2))
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        height = rows * QFontMetrics(self.font()).lineSpacing() + margins
        if height != self.height():
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
        return self.control.toPlainText()[: self._max_length]

    def _gives_up_wheel(self) -> bool:
        return not self.control.hasFocus()
