"""What all fields share: showing without disturbing, committing, refusing, marking, leaving the wheel alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from offerdesigner.app.fields.marks import Mark, Refusal, hint_label
from offerdesigner.model.finding import Finding

_QT_SHOW = object()
_NOTHING = object()


class Refused(ValueError):
    """What was typed cannot be the value; the message is a French sentence."""


class Field(QWidget):
    """A control for one value, with its hint, its mark and, when needed, why it was refused.

    Subclasses give the control, and say how a value gets into it (`_display`) and out of it (`_read`).
    """

    committed = Signal(object)
    """The value was changed by the person; it is the new value."""

    focused = Signal()
    """The cursor entered the field."""

    def __init__(self, control: QWidget, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.control = control
        self._value: Any = None
        self._on_entry: Any = None
        self._hint = hint
        self._mark = Mark(control, self)
        self._refusal = Refusal(self)
        self._refusal.chosen.connect(self._take_reading)
        self._lay_out(hint)
        self.setFocusProxy(control)
        # A wheel that scrolls the page must not leave the cursor in a field it passes over.
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)
        control.setAccessibleDescription(hint)

    def _lay_out(self, hint: str) -> None:
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        self.row.addWidget(self.control, 1)
        self.row.addWidget(self._mark)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self.row)
        column.addWidget(self._refusal)
        if hint:
            column.addWidget(hint_label(hint, self))

    # Showing

    @property
    def value(self) -> Any:
        """The value last shown or committed (never a refused one)."""
        return self._value

    @property
    def refusal(self) -> str:
        """Why what is typed is not accepted, or ""."""
        return self._refusal.sentence

    def show(self, value: Any = _QT_SHOW) -> None:
        """Show `value`, without any signal; what stands there already is not written again.

        Without an argument it is Qt's own `show`.
        """
        if value is _QT_SHOW:
            super().show()
            return
        unchanged = value == self._value and type(value) is type(self._value)
        self._value = value
        if unchanged and self.refusal:
            return
        if not unchanged:
            # What was changed elsewhere (an undo, a fix) is what Escape comes back to from now on.
            self._on_entry = value
        self._refusal.clear()
        if not (self.control.hasFocus() and self._stands_already(value)):
            self._write(value)

    def settle(self, value: Any) -> None:
        """Take note that the project holds `value`, without touching what is being typed."""
        self._value = value

    def forget(self) -> None:
        """Drop what was typed and refused: the field is about to show another object."""
        self._refusal.clear()
        self._value = self._on_entry = _NOTHING

    def _stands_already(self, value: Any) -> bool:
        try:
            return bool(self._read() == value)
        except ValueError:
            return False

    def _write(self, value: Any) -> None:
        blocker = QSignalBlocker(self.control)
        self._display(value)
        blocker.unblock()

    @abstractmethod
    def _display(self, value: Any) -> None:
        """Show `value` in the control."""

    @abstractmethod
    def _read(self) -> Any:
        """Return what the control holds. Raises `ValueError` with a French sentence."""

    # Committing

    def commit(self) -> None:
        """Read the control and announce a changed value, or say why it is refused."""
        try:
            value = self._read()
        except ValueError as refusal:
            self.refuse(str(refusal), getattr(refusal, "readings", ()))
            return
        self._refusal.clear()
        if value != self._value:
            self._value = value
            self.committed.emit(value)

    def conclude(self) -> None:
        """Commit, and come back to this value from now on."""
        self.commit()
        if not self.refusal:
            self._on_entry = self._value

    def refuse(self, sentence: str, readings: Sequence[Decimal] = ()) -> None:
        """Keep what was typed and say why it is not accepted; `readings` become buttons."""
        self._refusal.say(sentence, [(self._reading_text(reading), reading) for reading in readings])
        self._describe()

    def restore(self) -> bool:
        """Come back to the value the field had when the cursor entered it. False when there is nothing to restore."""
        pending = bool(self.refusal)
        self._refusal.clear()
        if self._value != self._on_entry and not pending:
            self._value = self._on_entry
            self._write(self._value)
            self.committed.emit(self._value)
            return True
        if pending or not self._stands_already(self._value):
            self._write(self._value)
            return True
        return False

    def _take_reading(self, reading: Decimal) -> None:
        self._write(reading)
        self.commit()
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reading_text(self, reading: Decimal) -> str:
        return str(reading)

    def _normalise(self) -> None:
        """On leaving, write the value as it should read, unless what was typed is refused."""
        self.conclude()
        if not self.refusal:
            self._write(self._value)

    # Marking

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the worst of `findings` by its shape and a soft ground, and all of them in the tooltip."""
        self._mark.show_findings(findings)
        self._describe()

    def _describe(self) -> None:
        parts = (self._hint, self.refusal, self._mark.spoken)
        self.control.setAccessibleDescription(" ".join(part for part in parts if part))

    # Events of the control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page and undo to the document; restore with Escape; normalise on leaving."""
        kind = event.type()
        if kind == QEvent.Type.Wheel and self._gives_up_wheel():
            event.ignore()
            return True
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                # With nothing to restore it goes up to the page; a list of choices would search its words for it.
                event.setAccepted(self.restore())
                return True
        elif kind == QEvent.Type.FocusIn:
            self._on_entry = self._value
            self.focused.emit()
        elif kind == QEvent.Type.FocusOut and not self.control.hasFocus():
            self._normalise()
        return super().eventFilter(watched, event)

    def _gives_up_wheel(self) -> bool:
        return True
