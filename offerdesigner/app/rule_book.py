"""« Livre des règles »: everything that is verified, and why, to be read and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from offerdesigner.app import theme
from offerdesigner.app.shortcuts import HelpDialog
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _, plural

if TYPE_CHECKING:
    from offerdesigner.app.live import Live
    from offerdesigner.checks.book import Entry

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RuleBookDialog(HelpDialog):
    """The rules as plain text, those that hold the words typed; the worker makes them."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        super().__init__(_("Livre des règles"), parent)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Chercher dans les règles : « adhésion », « prix »…"))
        self.filter.setAccessibleName(_("Chercher dans les règles"))
        self.filter.setClearButtonEnabled(True)
        self.count = QLabel(self)
        theme.mark(self.count, "tone", "muted")
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Livre des règles"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.count)
        self.column.addLayout(row)
        self.column.addWidget(self.text, 1)
        self.finish()
        self.resize(scaled(720), scaled(600))
        self.filter.setFocus()
        self.filter.textChanged.connect(self._show_matching)
        live.run(_book).finished.connect(self._show_book)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys that the line of words leaves scroll the text; Enter there closes nothing."""
        if event.key() in _SCROLLING:
            self.text.event(event)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self.filter.hasFocus():
            super().keyPressEvent(event)

    def _show_book(self, _entries: tuple[Entry, ...]) -> None:
        self._show_matching()

    def _show_matching(self) -> None:
        from offerdesigner.checks import book

        found = book.matching(self.filter.text())
        self.text.setPlainText(book.as_text(found) if found else _("Aucune règle n'a ces mots."))
        self.count.setText(plural(len(found), _("{n} règle"), _("{n} règles")).format(n=len(found)))


def _book() -> tuple[Entry, ...]:
    """Make the book once: a job for the worker."""
    from offerdesigner.checks import book

    return book.entries()
