"""The keys that are commands of a table, whatever shortcuts the window has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent


class Keys:
    """Commands by key, the same in the cells and on the headings."""

    def __init__(self) -> None:
        self._commands: dict[int, Callable[[], object]] = {}

    def tie(self, keys: QKeyCombination, command: Callable[[], object]) -> None:
        """Tie a key to a command."""
        self._commands[keys.toCombined()] = command

    def claims(self, event: QEvent) -> bool:
        """Accept, ahead of the window's shortcuts, a key that is a command. False for anything else."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if _combined(event) not in self._commands:
            return False
        event.accept()
        return True

    def run(self, event: QKeyEvent) -> bool:
        """Run the command of a key; False when it has none."""
        command = self._commands.get(_combined(event))
        if command is not None:
            command()
        return command is not None


def _combined(event: QKeyEvent) -> int:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(held, Qt.Key(event.key())).toCombined()
