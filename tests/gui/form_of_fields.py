"""A form of some fields, and what its tests share."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests.gui.showing import show

AMOUNT = "structure/membership/amount"
NAME = "structure/name"


class Form(QWidget):
    """Two fields and a button, so that the cursor has somewhere to go."""

    def __init__(self, qtbot, *fields):
        super().__init__()
        layout = QVBoxLayout(self)
        for field in fields:
            layout.addWidget(field)
            field.kept_with = self  # a test that names only its field keeps the form too
        self.elsewhere = QPushButton("Ailleurs")
        layout.addWidget(self.elsewhere)
        show(qtbot, self, 400, 200)

    def leave(self):
        self.elsewhere.setFocus()


def type_in(qtbot, field, text):
    field.control.setFocus()
    field.control.selectAll()
    qtbot.keyClicks(field.control, text)


def wheel(widget):
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, QPointF(widget.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event
