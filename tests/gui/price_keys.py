"""The price panel under real keys: what its tests share."""

from __future__ import annotations

from PySide6.QtCore import Qt

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price import PricePanel


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")


def opened(qtbot, document: Document, height: int = 800) -> PricePanel:
    panel = PricePanel(document)
    qtbot.addWidget(panel)
    panel.resize(1000, height)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def type_over(qtbot, field, text):
    field.setFocus()
    field.control.selectAll()
    qtbot.keyClicks(field.control, text)


def choose(qtbot, field, words):
    """Choose `words` in a list by its keyboard."""
    field.setFocus()
    combo = field.control
    wanted = combo.findText(words)
    assert wanted >= 0
    step = Qt.Key.Key_Down if wanted > combo.currentIndex() else Qt.Key.Key_Up
    while combo.currentIndex() != wanted:
        qtbot.keyClick(combo, step)
