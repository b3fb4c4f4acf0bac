"""A widget shown alone, as a window of its own, for real keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)


def show(qtbot: QtBot, widget: W, width: int = 1000, height: int = 900) -> W:
    """Show `widget` in a window of this size, wait until the keyboard is there, and return it."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget
