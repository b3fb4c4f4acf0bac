"""The keyboard walks as one reads, whenever each part was made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(before: QWidget, part: QWidget) -> None:
    """Have Tab go from `before` to what is inside `part`, in the order in which that was made."""
    for widget in part.findChildren(QWidget):
        is_stop = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if is_stop and widget.window() is part.window():  # the list of a box of choices is a window of its own
            QWidget.setTabOrder(before, widget)
            before = widget
