"""A message above the page: it pushes, never covers, and takes no room when there is nothing to say.

One that only tells what was done lies at the foot of the page instead, where nothing moves, and leaves by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _, typeset

Tone = Literal["error", "warning", "advice", "ok"]

PASSING_MS = 10_000
"""How long a message that leaves by itself is in sight, once neither the mouse nor the keyboard is on it."""


class MessageBar(QFrame):
    """One sentence and at most two buttons."""

    keyboard_freed = Signal()
    """The message went while it had the keyboard."""

    placed = Signal(bool)
    """A message is about to show: at the foot of the page, or above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 6, 5)
        self._row.setSpacing(8)
        self._icon = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(self)
        self._close.setIcon(icons.icon("close"))
        self._close.setAccessibleName(_("Fermer ce message"))
        self._close.setToolTip(plain_tooltip(_("Fermer ce message (Échap)")))
        self._close.clicked.connect(self.dismiss)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._said = ""
        self._buttons: list[QPushButton] = []
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self._pass)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, "" when nothing is."""
        return "" if self.isHidden() else self._said

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of the message."""
        return tuple(self._buttons)

    def say(
        self,
        tone: Tone,
        sentence: str,
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (),
        *,
        at_foot: bool = False,
        passes: bool = False,
    ) -> None:
        """Show `sentence` with `buttons` (word and what it does); it replaces what was said.

        `at_foot` moves nothing; what `passes` leaves by itself.
        """
        self._drop_buttons()
        self.placed.emit(at_foot)
        theme.mark(self, "message", tone)
        self._icon.setPixmap(icons.pixmap(tone, 18, None, self.devicePixelRatioF()))
        self._said = sentence
        self._sentence.setText(typeset(sentence))
        for place, (word, act) in enumerate(buttons):
            button = QPushButton(word, self)
            button.clicked.connect(act)
            self._row.insertWidget(2 + place, button)
            self._buttons.append(button)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        if passes:
            self._passing.start()
        else:
            self._passing.stop()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._passing.stop()
        had_keyboard = self._has_keyboard
        self._drop_buttons()
        self.hide()
        if had_keyboard:
            self.keyboard_freed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap closes the message."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    @property
    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _pass(self) -> None:
        """Leave, unless somebody is about to use it."""
        if self.underMouse() or self._has_keyboard:
            self._passing.start()
        else:
            self.dismiss()

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []


class MessageArea(QWidget):
    """The page, and the messages above it or over its foot."""

    def __init__(self, messages: MessageBar, page: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(messages, 0, 0)
        self._grid.addWidget(page, 1, 0)
        self._grid.setRowStretch(1, 1)
        messages.placed.connect(self._place)

    def _place(self, at_foot: bool) -> None:
        self._grid.removeWidget(self._messages)
        if at_foot:
            self._grid.addWidget(self._messages, 1, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self._grid.addWidget(self._messages, 0, 0)
