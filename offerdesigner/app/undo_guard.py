"""Ctrl+Z in a field takes back the document's last change, not the field's own letters.

A field accepts the undo keys for itself before the menu sees them. Only the field that has the
keyboard is watched: a filter on the whole application would slow every event down.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoGuard(QObject):
    """Watches the field with the keyboard, among those inside `area`."""

    def __init__(self, application: QApplication, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the undo keys on behalf of the field, so that they reach the menu."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit) and self._area.isAncestorOf(new):
            new.installEventFilter(self)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
